"""The graph that onnxruntime really runs is integer, and decides like the one that was trained."""

from collections import Counter

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("torchao")

from ml_core.frontend.log_mel import log_mel  # noqa: E402
from ml_core.frontend.spec import BEATS, YAMNET, LogMelSpec  # noqa: E402
from ml_core.models.blocks import conv_norm  # noqa: E402
from ml_core.models.cp_mobile import GlobalResponseNorm, InvertedBottleneck  # noqa: E402
from ml_core.models.registry import build_student  # noqa: E402
from ml_core.quantization import export, qat  # noqa: E402
from ml_core.quantization import graph as graphs  # noqa: E402
from ml_core.quantization.shaping import pad_hidden_channels  # noqa: E402
from tests.ml_core.int8_students import (  # noqa: E402
    SHAPE,
    SPEC,
    WINDOW,
    Made,
    sounds,
    trained_looking,
    windows,
)

# Float operations, and whose they are.
NORM = {"Mul", "ReduceL2", "ReduceMean", "Div", "Add"}  # GlobalResponseNorm
HEADS = {
    "cosine": {"ReduceMean", "LayerNormalization", "Mul", "ReduceL2", "Clip", "Shape",
               "Concat", "Expand", "Div", "Gemm", "MatMul", "Relu"},
    "published": {"ReduceMean", "Relu"},  # of the embedding
}  # fmt: skip
INTEGER = {"QLinearConv", "QLinearAdd", "QuantizeLinear", "DequantizeLinear"}
SHAPES_ONLY = {"Transpose", "Reshape"}


def student(name: str, head: str, *, n_steps: int = 3, **options) -> Made:
    torch.manual_seed(1)
    return Made(build_student(name, 5, head), n_steps=n_steps, n_windows=120, **options)


def prepared(name: str) -> qat.QatStudent:
    torch.manual_seed(1)
    return qat.prepare(trained_looking(build_student(name, 5)), SHAPE, reduce_range=False)


@pytest.fixture(scope="module", params=["cosine", "published"])
def made(request) -> tuple[str, Made]:
    return request.param, student("cp-mobile-6k", request.param)


def run(data: bytes, **inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    return tuple(session.run(["logits", "embedding"], inputs))


def test_every_convolution_and_shortcut_runs_in_integers(made):
    head, whole = made
    ran = export.ops_run(whole.int8)
    convolutions = sum(isinstance(m, torch.nn.Conv2d) for m in whole.network.modules())
    pools = sum(isinstance(m, torch.nn.AvgPool2d) for m in whole.network.modules())
    shortcuts = sum(
        isinstance(m, InvertedBottleneck) and m.has_shortcut for m in whole.network.modules()
    )
    assert ran["QLinearConv"] == convolutions + pools
    assert ran["QLinearAdd"] == shortcuts > 0
    assert set(ran) <= INTEGER | SHAPES_ONLY | NORM | HEADS[head], ran
    norms = sum(isinstance(m, GlobalResponseNorm) for m in whole.network.modules())
    assert ran["Add"] == 3 * norms  # 1 + gain, offset, and what keeps from dividing by zero


def test_a_network_without_norms_has_no_float_until_the_head():
    whole = student("cp-mobile-dcase24", "published", n_steps=1)
    ran = export.ops_run(whole.int8)
    assert set(ran) <= INTEGER | SHAPES_ONLY | HEADS["published"], ran
    assert ran["QuantizeLinear"] == 1


def test_the_file_decides_like_the_converted_network(made):
    _, whole = made
    found = whole.parity(fp32=whole.fp32)
    assert found["measured"]
    assert found["n"] == 120
    assert found["agreement"] == 1
    assert found["gap_steps"]["p95"] <= 1
    assert found["simulated_to_int8"]["agreement"] >= 0.98
    assert found["low"] <= found["agreement"] <= found["high"]
    assert found["float_to_int8"]["agreement"] >= 0.8
    assert found["first_layer_apart"] is None


@pytest.mark.parametrize(("number", "layer"), [(0, "stem.0"), (7, "blocks.1.project")])
def test_parity_names_the_first_layer_that_is_another(made, number, layer):
    _, whole = made
    model = onnx.load_from_string(whole.int8)
    makers = {name: node for node in model.graph.node for name in node.output}
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    changed = makers[convolutions[number].input[1]].input[0]
    for tensor in model.graph.initializer:
        if tensor.name == changed:
            weights = onnx.numpy_helper.to_array(tensor)
            tensor.CopyFrom(onnx.numpy_helper.from_array(-weights, tensor.name))
    found = whole.parity(model.SerializeToString())
    assert found["first_layer_apart"]["layer"].startswith(layer)
    assert found["first_layer_apart"]["gap_steps"] > 1


def test_float_file_equals_the_network(made):
    _, whole = made
    heard = windows(7)
    logits, embedding = run(whole.fp32, log_mel=heard)
    with torch.no_grad():
        expected = whole.network(torch.from_numpy(heard))
    np.testing.assert_allclose(logits, expected.logits.numpy(), atol=2e-4)
    np.testing.assert_allclose(embedding, expected.embedding.numpy(), atol=2e-4)


def test_any_batch_gives_the_same_answers(made):
    _, whole = made
    heard = windows(5)
    together, _ = run(whole.int8, log_mel=heard)
    one_by_one = np.concatenate([run(whole.int8, log_mel=row[None])[0] for row in heard])
    np.testing.assert_allclose(together, one_by_one, atol=1e-4)


def test_the_network_itself_is_not_changed(made):
    _, whole = made
    for name, tensor in whole.network.state_dict().items():
        assert torch.equal(tensor, whole.before[name]), name
    assert whole.n_rounded > 30


def test_weights_are_stored_as_8_bit_integers(made):
    _, whole = made
    stored = Counter()
    for tensor in onnx.load_from_string(whole.int8).graph.initializer:
        stored[tensor.data_type] += int(np.prod(tensor.dims))
    n_weights = sum(
        m.weight.numel() for m in whole.network.modules() if isinstance(m, torch.nn.Conv2d)
    )
    assert stored[onnx.TensorProto.INT8] >= n_weights
    assert export.weight_bytes(whole.int8) < 3 * n_weights


def test_reduced_range_keeps_weights_within_7_bits():
    whole = student("cp-mobile-6k", "cosine", reduce_range=True, n_steps=1)
    weights = [
        value for value in whole.converted.state_dict().values() if value.dtype == torch.int8
    ]
    largest = max(int(tensor.abs().max()) for tensor in weights if tensor.ndim == 4)
    assert largest == 63


def test_pooling_as_a_convolution_is_the_same_mean():
    pool = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 1), torch.nn.AvgPool2d(3, (2, 1), 1))
    graph = graphs.export_graph(pool, (9, 7))
    x = torch.randn(3, 1, 9, 7)
    expected = pool(x)
    graphs.means_to_convolutions(graph)
    assert not any("pool" in str(node.target) for node in graph.graph.nodes)
    torch.testing.assert_close(graph(x), expected)


@pytest.mark.parametrize("name", ["cp-mobile-6k", "cp-mobile-30k"])
def test_silent_channels_change_nothing(name):
    network = trained_looking(build_student(name, 5))
    heard = torch.from_numpy(windows(4))
    with torch.no_grad():
        before = network(heard)
        pad_hidden_channels(network)
        after = network(heard)
    torch.testing.assert_close(after.logits, before.logits)
    torch.testing.assert_close(after.embedding, before.embedding)
    hidden = [block.filter[0].weight.shape[0] for block in network.blocks]
    assert all(size % 16 == 0 for size in hidden)


def test_silent_channels_stay_silent_in_training():
    student = prepared("cp-mobile-30k")
    optimizer = torch.optim.AdamW(student.parameters(), lr=1e-3)
    for _ in range(2):
        loss = student(torch.from_numpy(windows(4))).logits.square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    widened = [p for p in student.parameters() if p.shape == (64, 1, 3, 3)]  # from 56
    assert widened
    for weight in widened:
        assert not weight[56:].any()
        assert weight[:56].any(dim=(1, 2, 3)).all()


class Stem(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = conv_norm(1, 6, 3, stride=(2, 2))
        self.second = conv_norm(6, 8, 3)

    def forward(self, log_mel):
        features = self.second(self.first(log_mel)).mean(dim=(2, 3))
        return features, features


@pytest.mark.parametrize(("n_frames", "divides"), [(32, True), (64, True), (66, False)])
def test_columns_made_together_are_the_same_to_the_last_bit(n_frames, divides, monkeypatch):
    shape = (20, n_frames)
    torch.manual_seed(0)
    student = qat.prepare(Stem().eval(), shape, reduce_range=False)
    heard = np.random.default_rng(0).normal(size=(3, 1, *shape)).astype(np.float32)
    student(torch.from_numpy(heard))
    converted = qat.convert(student)
    together = export.export_network(converted, shape)
    monkeypatch.setattr(export, "widen_first_convolution", lambda _model: None)
    apart = export.export_network(converted, shape)
    assert (together != apart) == divides
    for found, expected in zip(
        run(together, log_mel=heard), run(apart, log_mel=heard), strict=True
    ):
        np.testing.assert_array_equal(found, expected)
    assert export.ops_run(together)["QLinearConv"] == 2


def test_frozen_ranges_stay():
    student = prepared("cp-mobile-6k")
    heard = torch.from_numpy(windows(8))
    student(heard)
    student.freeze_ranges()
    before = {k: v.clone() for k, v in student.state_dict().items() if "min_val" in k}
    student(3 * heard)
    after = student.state_dict()
    assert all(torch.equal(value, after[name]) for name, value in before.items())
    student.follow_ranges()
    student(3 * heard)
    assert any(not torch.equal(value, student.state_dict()[k]) for k, value in before.items())


def test_training_state_survives_safetensors(tmp_path):
    from ml_core.training.checkpoint import load_tensors, save_tensors

    network = trained_looking(build_student("cp-mobile-6k", 5))
    heard = torch.from_numpy(windows(8))
    student = qat.prepare(network, SHAPE, reduce_range=False)
    student(heard)
    save_tensors(tmp_path / "x.safetensors", student.state_dict())
    again = qat.prepare(network, SHAPE, reduce_range=False)
    again(0.5 * heard)
    again.load_state_dict(load_tensors(tmp_path / "x.safetensors")[0])
    student.freeze_ranges()
    again.freeze_ranges()
    torch.testing.assert_close(again(heard).logits, student(heard).logits, rtol=0, atol=0)


@pytest.mark.parametrize(
    ("spec", "n_samples"),
    [
        (SPEC, WINDOW),
        (YAMNET, 15_600),
        (BEATS, 16_000),
        (LogMelSpec(power=1.0, mel_formula="slaney"), 8_000),
    ],
    ids=["cp-mobile", "yamnet", "beats", "magnitude"],
)
def test_the_front_end_in_the_file_is_the_front_end(spec, n_samples):
    shape = [1, 1, spec.n_mels, spec.n_frames(n_samples)]
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [
            onnx.helper.make_node("Identity", ["log_mel"], ["logits"]),
            onnx.helper.make_node("Identity", ["log_mel"], ["embedding"]),
        ],
        "through",
        [value("log_mel", 1, ["B", *shape[1:]])],
        [value("logits", 1, ["B", *shape[1:]]), value("embedding", 1, ["B", *shape[1:]])],
    )
    opset = [onnx.helper.make_opsetid("", 18)]
    through = onnx.helper.make_model(graph, opset_imports=opset, ir_version=10)
    samples = sounds(3)[:, :n_samples]
    data = export.export_waveform(through.SerializeToString(), spec, n_samples)
    found, _ = run(data, waveform=samples)
    np.testing.assert_allclose(found[:, 0], log_mel(samples, spec), atol=1e-4)
    assert len(data) < 60_000


def test_waveform_file_decides_like_front_end_and_network(made):
    _, whole = made
    samples = sounds(40)
    data = export.export_waveform(whole.int8, SPEC, WINDOW)
    from_samples, _ = run(data, waveform=samples)
    from_log_mel, _ = run(whole.int8, log_mel=log_mel(samples, SPEC)[:, None])
    same = from_samples.argmax(axis=1) == from_log_mel.argmax(axis=1)
    assert same.mean() >= 0.95


def test_nothing_is_said_to_the_user(capfd):
    with torch.no_grad():
        export.export_network(trained_looking(build_student("cp-mobile-6k", 5)), SHAPE)
    heard = capfd.readouterr()
    assert heard.out == ""
    assert heard.err == ""
