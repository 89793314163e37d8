"""Products of matrices are thinc's, only quicker, and on one thread."""

import numpy as np
import pytest
from thinc.api import Maxout, NumpyOps
from threadpoolctl import threadpool_info

from flows.blas_ops import PREDICTIONS, BlasOps
from flows.language_model import load_language_model


@pytest.mark.parametrize("n_rows", [0, 1, 7, 300])
@pytest.mark.parametrize(("left", "right"), [(False, False), (True, False), (False, True), (True, True)])
def test_products_are_those_of_thinc(n_rows, left, right):
    chance = np.random.default_rng(n_rows)
    x = chance.random((96, n_rows) if left else (n_rows, 96), dtype=np.float32)
    y = chance.random((64, 96) if right else (96, 64), dtype=np.float32)
    wanted = NumpyOps().gemm(x, y, trans1=left, trans2=right)
    out = np.empty_like(wanted)
    BlasOps().gemm(x, y, out=out, trans1=left, trans2=right)
    np.testing.assert_allclose(BlasOps().gemm(x, y, trans1=left, trans2=right), wanted, rtol=1e-5)
    np.testing.assert_allclose(out, wanted, rtol=1e-5)


@pytest.mark.parametrize("n_rows", [0, 1, 7, 300])
def test_layers_predict_to_the_last_bit_what_thinc_does(n_rows):
    x = np.random.default_rng(n_rows).standard_normal((n_rows, 96), dtype=np.float32)
    for layer in Maxout(nO=32, nI=96, nP=3, normalize=True).initialize().layers:
        wanted = layer.predict(x)
        assert PREDICTIONS[layer.name](layer, x).tobytes() == wanted.tobytes()
        x = wanted


def test_a_loaded_model_multiplies_so_on_one_thread():
    model = load_language_model()
    layers = [layer for name in ("tok2vec", "tagger", "parser") for layer in model.get_pipe(name).model.walk()]
    assert all(isinstance(layer.ops, BlasOps) for layer in layers)
    assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}
