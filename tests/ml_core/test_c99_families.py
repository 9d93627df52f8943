"""Every student family in C, as the exporter writes it."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("torchao")

from ml_core.c99.program import write_program  # noqa: E402
from ml_core.models.ds_flexinet import DSFlexiNet  # noqa: E402
from ml_core.models.tf_sepnet import TFSepNet  # noqa: E402
from tests.ml_core.c99_bundles import bundle_of  # noqa: E402
from tests.ml_core.c99_programs import SANITIZERS, harness  # noqa: E402
from tests.ml_core.int8_students import SHAPE, SPEC, WINDOW, Made, Padded  # noqa: E402
from tests.ml_core.test_c99 import assert_as_defined  # noqa: E402
from tests.ml_core.test_int8_families import OneSepNet, Tiny  # noqa: E402

SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    ("build", "options"),
    [
        pytest.param(OneSepNet, {}, id="tf-sepnet", marks=SLOW),
        pytest.param(lambda: DSFlexiNet(5, widths=(8, 12, 16)), {}, id="ds-flexinet", marks=SLOW),
        pytest.param(Padded, {"keep_float": ("pointwise.0",)}, id="a-float-layer"),
        pytest.param(lambda: Tiny("cosine-batchnorm"), {}, id="cosine-batchnorm"),
        pytest.param(lambda: Tiny("cosine-plain"), {}, id="cosine-plain", marks=SLOW),
        pytest.param(lambda: TFSepNet(5, base=8), {}, id="resnorm", marks=SLOW),
        pytest.param(
            lambda: TFSepNet(5, base=8, norm="adaresnorm"), {}, id="adaresnorm", marks=SLOW
        ),
        pytest.param(
            lambda: DSFlexiNet(5, widths=(8, 12, 16), norm="batchnorm"), {}, id="batchnorm",
            marks=SLOW,
        ),
    ],
)  # fmt: skip
def test_a_family_is_as_defined(build, options, tmp_path):
    torch.manual_seed(0)
    whole = Made(build(), n_windows=6, **options)
    size = _embedding_size(whole.int8)
    bundle = bundle_of(whole.int8, SPEC, WINDOW, n_scenes=5, size=size)
    program = write_program(bundle)
    compiled = harness(tmp_path, program.files, program.name, WINDOW, SHAPE, "-O1", *SANITIZERS)
    loud = whole.windows[:1] * 3  # beyond every range: numbers saturate
    windows = np.concatenate([whole.windows, loud, np.zeros_like(loud)])
    assert assert_as_defined(whole.int8, compiled, windows) > 10_000


def _embedding_size(int8: bytes) -> int:
    import onnx

    outputs = {value.name: value for value in onnx.load_from_string(int8).graph.output}
    return outputs["embedding"].type.tensor_type.shape.dim[1].dim_value
