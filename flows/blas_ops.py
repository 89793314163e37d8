"""The language model's arithmetic by numpy, which takes a third of the time of thinc's own.

Matrix products are BLAS's. Maxima and norms are computed here to the last bit as thinc does, in fewer passes.
"""

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from spacy.language import Language

Floats = NDArray[np.float32]
_NO_ZERO = 1e-08  # thinc's, added to a variance


class BlasOps(NumpyOps):  # type: ignore[misc]  # compiled, so without types
    """thinc's operations but for the matrix product."""

    def gemm(
        self,
        x: Floats,
        y: Floats,
        out: Floats | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Floats:
        """`x @ y`, each transposed first where its flag is set, written to `out` where that is given."""
        product: Floats = np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
        return product


def maxout(layer: Any, x: Floats) -> Floats:
    """What thinc's layer of that name predicts: the greatest of several linear units."""
    weights: Floats = layer.get_param("W")
    bias: Floats = layer.get_param("b")
    units: Floats = layer.ops.gemm(x, weights.reshape(-1, weights.shape[-1]), trans2=True)
    units += bias.reshape(-1)
    pieces = units.reshape(-1, *bias.shape)
    greatest: Floats = reduce(np.maximum, (pieces[:, :, piece] for piece in range(bias.shape[1])))
    return greatest


def layernorm(layer: Any, x: Floats) -> Floats:
    """What thinc's layer of that name predicts: rows of mean 0 and variance 1, scaled and shifted."""
    width: Any = np.float32(x.shape[1])
    deviation: Floats = x - np.add.reduce(x, axis=1, keepdims=True) / width
    variance: Floats = np.add.reduce(deviation * deviation, axis=1, keepdims=True) / width + _NO_ZERO
    deviation *= variance ** (-1.0 / 2.0)
    deviation *= layer.get_param("G")
    deviation += layer.get_param("b")
    return deviation


PREDICTIONS = {"maxout": maxout, "layernorm": layernorm}


def _predicting(predict: Callable[[Any, Floats], Floats], train: Callable[..., Any]) -> Callable[..., Any]:
    """The forward step of a layer that predicts in its own way and trains as before."""

    def forward(layer: Any, x: Floats, is_train: bool) -> Any:
        return train(layer, x, is_train) if is_train else (predict(layer, x), _no_training)

    return forward


def _no_training(_gradient: Floats) -> Floats:
    raise RuntimeError("a layer that predicted was asked what to learn")


def use_blas(model: "Language") -> None:
    """Has all layers of a language model compute so, in this process on one thread: workers share the cores."""
    threadpool_limits(1, user_api="blas")
    ops = BlasOps()
    pipes: list[Any] = [pipe for _, pipe in model.pipeline]
    networks: list[Model[Any, Any]] = [pipe.model for pipe in pipes if isinstance(getattr(pipe, "model", None), Model)]
    for network in networks:
        for layer in network.walk():
            layer.ops = ops
            if layer.name in PREDICTIONS:
                layer._func = _predicting(PREDICTIONS[layer.name], layer._func)  # thinc has no other way
