"""A wrong scale anywhere in an exported file is found, and the layer it is in is named."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
pytest.importorskip("torchao")

from onnx import numpy_helper  # noqa: E402

from ml_core.bundle.certificate import certificate  # noqa: E402
from ml_core.models.ds_flexinet import DSFlexiNet  # noqa: E402
from ml_core.models.registry import build_student  # noqa: E402
from ml_core.models.tf_sepnet import TFSepNet  # noqa: E402
from ml_core.quantization import parity, qat  # noqa: E402
from ml_core.quantization.graph import layer_name  # noqa: E402
from tests.ml_core.int8_students import Made, Padded  # noqa: E402

FACTORS = (2.0, 1.1)
HEARD = 32  # windows
MUTE = 2  # steps

slow = pytest.mark.slow


def made(build) -> Made:
    torch.manual_seed(1)
    return Made(build(), n_windows=HEARD)


@pytest.fixture(scope="module")
def padded() -> Made:
    return made(Padded)


def scales(whole: Made) -> dict[str, list[str]]:
    """Every scale of the file, by name, and its layers: equal ones are stored once."""
    graph = onnx.load_from_string(whole.int8).graph
    nodes = qat.rounded_activations(whole.converted)
    layers = {f"rounded{n}": layer_name(node.args[0]) for n, node in enumerate(nodes)}
    readers: dict[str, list] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)

    def result_of(node) -> str:
        """The layer of the next rounded activation."""
        while node.output[0] not in layers:
            node = readers[node.output[0]][0]
        return layers[node.output[0]]

    found: dict[str, list[str]] = {}
    for node in graph.node:
        if node.op_type == "QuantizeLinear":
            found.setdefault(node.input[1], []).append(result_of(node))
    activations = set(found)
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[1] not in activations:
            found.setdefault(node.input[1], []).append(result_of(node))
    return found


def mute_layers(whole: Made) -> set[str]:
    """Layers of an untrained network whose every channel says the same to everything."""
    nodes, names = qat.rounded_activations(whole.converted), parity._rounded_names(whole.int8)
    heard = parity._run_onnx(parity._session(whole.int8, names), names, whole.windows)
    return {
        layer_name(node.args[0])
        for node, values in zip(nodes, heard.rounded, strict=True)
        if np.ptp(values, axis=tuple(a for a in range(values.ndim) if a != 1)).max() < MUTE
    }


def planted(int8: bytes, scale: str, factor: float, only: int | None = None) -> bytes:
    model = onnx.load_from_string(int8)
    tensor = next(t for t in model.graph.initializer if t.name == scale)
    value = numpy_helper.to_array(tensor).astype(np.float32).copy()
    value[... if only is None else only] *= np.float32(factor)
    tensor.CopyFrom(numpy_helper.from_array(value, scale))
    return model.SerializeToString()


def check(whole: Made, scale: str, layers: list[str], factor: float) -> bool:
    """Whether the factor is told as well; where all results are at an end it cannot be."""
    broken = planted(whole.int8, scale, factor)
    found = parity.layer_apart(whole.converted, broken, whole.windows)
    assert found is not None, scale
    assert found["layer"] in layers, scale
    if found["factor"] is not None:
        assert found["factor"] == pytest.approx(factor, rel=0.04), (scale, found)
    return found["factor"] is not None


def test_of_an_unchanged_file_every_integer_is_the_same(padded):
    assert parity.layer_apart(padded.converted, padded.int8, padded.windows) is None
    found = padded.parity()
    assert found["agreement"] == 1
    assert found["gap_steps"]["max"] == 0
    assert found["simulated_to_int8"]["agreement"] == 1
    assert found["disagreements"]["n"] == found["disagreements"]["defects"] == 0


def test_what_was_trained_otherwise_is_not_laid_to_the_conversion(padded, monkeypatch):
    """One comparison leaves the counts of another alone."""
    real = parity._run_simulated

    def turned(*given):
        said = real(*given)
        return replace(said, logits=np.roll(said.logits, 1, axis=1))

    monkeypatch.setattr(parity, "_run_simulated", turned)
    found = padded.parity()
    assert found["agreement"] == 1
    assert found["simulated_to_int8"]["agreement"] == 0
    for table in (found, found["simulated_to_int8"]):
        assert table["same"] == sum(row["same"] for row in table["per_scene"].values())


@pytest.mark.parametrize("factor", FACTORS)
def test_a_wrong_scale_in_every_layer_of_a_small_network(padded, factor):
    places = scales(padded)
    assert len(places) >= 2 * len(qat.rounded_activations(padded.converted)) - 1
    for scale, layers in places.items():
        assert check(padded, scale, layers, factor)


@slow
@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda: build_student("cp-mobile-6k", 5), id="cp-mobile"),
        pytest.param(lambda: TFSepNet(5, base=8), id="tf-sepnet"),
        pytest.param(lambda: DSFlexiNet(5, widths=(8, 12, 16)), id="ds-flexinet"),
    ],
)
def test_a_wrong_scale_in_every_layer_of_a_student(build, factor):
    whole = made(build)
    assert parity.layer_apart(whole.converted, whole.int8, whole.windows) is None
    places = scales(whole)
    assert len(places) > 20
    mute = mute_layers(whole)
    assert len(mute) <= len(places) / 5
    told = [
        check(whole, scale, layers, factor)
        for scale, layers in places.items()
        if not mute.issuperset(layers)
    ]
    assert sum(told) >= 0.95 * len(told)


def test_one_channel_is_enough(padded):
    scale = next(s for s, layer in reversed(scales(padded).items()) if layer == ["pointwise.1"])
    found = parity.layer_apart(
        padded.converted, planted(padded.int8, scale, 2.0, only=3), padded.windows
    )
    assert found is not None
    assert found["layer"] == "pointwise.1"


@pytest.mark.parametrize(
    ("factor", "words"), [(4.0, "4 times too large"), (0.25, "4 times too small")]
)
def test_the_certificate_says_where_and_by_how_much(padded, factor, words):
    weights = [s for s, layer in scales(padded).items() if layer == ["pointwise.1"]]
    broken = planted(padded.int8, weights[-1], factor)
    found = certificate(padded.parity(broken), broken)
    assert found.parting is not None
    assert found.parting.title == "pointwise 2, convolution"
    told = found.sentence + " ".join(found.warnings)
    assert f"They part at pointwise 2, convolution: its scale is {words}." in told
