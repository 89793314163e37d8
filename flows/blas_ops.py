"""Matrix products of the language model by numpy's BLAS, which takes a third of the time of thinc's own."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from spacy.language import Language

Floats = NDArray[np.float32]


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


def use_blas(model: "Language") -> None:
    """Has all layers of a language model multiply by BLAS, in this process on one thread: workers share the cores."""
    threadpool_limits(1, user_api="blas")
    ops = BlasOps()
    pipes: list[Any] = [pipe for _, pipe in model.pipeline]
    networks: list[Model[Any, Any]] = [pipe.model for pipe in pipes if isinstance(getattr(pipe, "model", None), Model)]
    for network in networks:
        for layer in network.walk():
            layer.ops = ops
