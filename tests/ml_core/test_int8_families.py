"""Every student family, every head and a network of the user's own become integer graphs."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("torchao")

from ml_core.errors import RecipeError  # noqa: E402
from ml_core.models.blocks import conv_norm  # noqa: E402
from ml_core.models.ds_flexinet import DSFlexiNet, FlexiBlock  # noqa: E402
from ml_core.models.heads import ConvHead, build_head  # noqa: E402
from ml_core.models.residual_norm import ResNorm  # noqa: E402
from ml_core.models.tf_sepnet import TFSepNet, TimeFrequencyConvolutions  # noqa: E402
from ml_core.quantization import export, graph, qat, ranges, sensitivity  # noqa: E402
from tests.ml_core.int8_students import SHAPE, Made, Padded, trained_looking, windows  # noqa: E402

INTEGER = {"QLinearConv", "QLinearAdd", "QuantizeLinear", "DequantizeLinear"}
MOVING = {"Transpose", "Reshape", "Split", "Concat", "Expand", "MaxPool"}
POOLING = {"ReduceMean"}  # in the head, of float maps
LINEAR = {"Gemm", "MatMul", "Add"}
COSINE = {"ReduceL2", "Clip", "Shape", "Expand", "Concat", "Div", "Gemm", "MatMul", "Mul", "Relu"}
# Float operations of the normalisations by the statistics of a sample, and of the ReLU behind.
RES_NORM = {"LayerNormalization", "Mul", "Add"}
RESIDUAL_NORM = RES_NORM | {"Relu"}


def count(network: torch.nn.Module, kind: type) -> int:
    return sum(isinstance(module, kind) for module in network.modules())


class Tiny(torch.nn.Module):
    """One convolution, no head but the one under test."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self.first = conv_norm(1, 8, 3, stride=(2, 2))
        self.head = build_head(head, 8, 5)

    def forward(self, x):
        """(B, 1, F, T) -> embedding (B, 8), logits (B, 5)."""
        return self.head(self.first(x))


@pytest.fixture(scope="module")
def flexinet() -> Made:
    torch.manual_seed(0)
    return Made(DSFlexiNet(5, widths=(8, 12, 16)))


@pytest.fixture(scope="module")
def padded() -> Made:
    torch.manual_seed(0)
    return Made(Padded())


def alike(whole: Made) -> None:
    """The file gives the integers of the converted network, and nearly those that were trained."""
    found = whole.parity()
    assert found["first_layer_apart"] is None
    assert found["agreement"] == 1
    assert found["gap_steps"]["p95"] <= 1
    for stage in ("simulated_to_converted", "simulated_to_int8"):
        assert found[stage]["agreement"] >= 0.98
        assert found[stage]["gap_steps"]["median"] <= 4


def test_ds_flexinet_is_integer_but_for_its_norms(flexinet):
    ran = export.ops_run(flexinet.int8)
    assert ran["QLinearConv"] == count(flexinet.network, torch.nn.Conv2d)
    assert ran["QLinearAdd"] == count(flexinet.network, FlexiBlock)
    assert set(ran) <= INTEGER | MOVING | RESIDUAL_NORM | POOLING | LINEAR, ran
    alike(flexinet)


class OneSepNet(torch.nn.Module):
    """TF-SepNet's kinds of layers, each once or twice."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = torch.nn.Sequential(
            conv_norm(1, 4, 3, stride=(2, 2)), conv_norm(4, 16, 3, stride=(2, 2), groups=4)
        )
        self.blocks = torch.nn.Sequential(
            ResNorm(), TimeFrequencyConvolutions(16, 8), TimeFrequencyConvolutions(8, 8),
            ResNorm(), torch.nn.MaxPool2d(2), conv_norm(8, 8, 1),
        )  # fmt: skip
        self.head = ConvHead(8, 5)

    def forward(self, log_mel):
        """(B, 1, F, T) -> embedding (B, 8), logits (B, 5)."""
        return self.head(self.blocks(self.stem(log_mel)))


@pytest.mark.parametrize(
    "build",
    [
        OneSepNet,
        pytest.param(lambda: TFSepNet(5, base=8), marks=pytest.mark.slow, id="resnorm"),
        pytest.param(
            lambda: TFSepNet(5, base=8, norm="adaresnorm"), marks=pytest.mark.slow, id="adaresnorm"
        ),
    ],
)
def test_tf_sepnet_is_integer_but_for_its_norms(build):
    torch.manual_seed(0)
    whole = Made(build())
    ran = export.ops_run(whole.int8)
    blocks = count(whole.network, TimeFrequencyConvolutions)
    # both means of every block are convolutions; the grouped one of the stem is four depthwise
    assert ran["QLinearConv"] == count(whole.network, torch.nn.Conv2d) + 2 * blocks + 3
    assert ran["QLinearAdd"] == 2 * blocks
    assert set(ran) <= INTEGER | MOVING | RES_NORM | POOLING, ran
    alike(whole)


def test_uneven_padding_becomes_the_convolutions_own(padded):
    ran = export.ops_run(padded.int8)
    assert ran["QLinearConv"] == count(padded.network, torch.nn.Conv2d)
    assert "Pad" not in ran
    assert set(ran) <= INTEGER | MOVING | COSINE | POOLING | {"LayerNormalization"}, ran
    alike(padded)
    before = export.export_network(padded.network, SHAPE)
    assert "Pad" not in {node.op_type for node in onnx.load_from_string(before).graph.node}
    heard = windows(3)
    session = onnxruntime.InferenceSession(before, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"log_mel": heard})
    with torch.no_grad():
        expected = padded.network(torch.from_numpy(heard)).logits.numpy()
    np.testing.assert_allclose(logits, expected, atol=2e-4)


@pytest.mark.parametrize("head", ["cosine-batchnorm", "cosine-plain"])
def test_heads_stay_float_behind_integers(head):
    torch.manual_seed(0)
    whole = Made(Tiny(head))
    ran = export.ops_run(whole.int8)
    assert ran["QLinearConv"] == 1
    norm = {"Mul", "Add"} if head == "cosine-batchnorm" else set()
    assert set(ran) <= INTEGER | MOVING | COSINE | POOLING | norm, ran
    alike(whole)


def test_layers_stay_float_by_name():
    torch.manual_seed(0)
    network = trained_looking(DSFlexiNet(5, widths=(8, 12, 16)))
    student = qat.prepare(network, SHAPE, reduce_range=False, keep_float=("blocks.1",))
    layers = {layer.name for layer in sensitivity.layers_of(student)}
    assert not any(name.startswith("blocks.1.") and "norm" not in name for name in layers)
    assert "blocks.0.enter.0" in layers
    with pytest.raises(RecipeError, match=r"blocks\.9"):
        qat.prepare(network, SHAPE, reduce_range=False, keep_float=("blocks.9",))


def test_a_float_layer_is_float_in_the_file():
    torch.manual_seed(0)
    whole = Made(Padded(), keep_float=("pointwise.0",))
    ran = export.ops_run(whole.int8)
    n_convolutions = count(whole.network, torch.nn.Conv2d)
    assert ran["QLinearConv"] == n_convolutions - 1
    assert sum(n for op, n in ran.items() if op in ("Conv", "FusedConv")) == 1
    alike(whole)


def test_ranges_survive_being_saved(tmp_path):
    from ml_core.training.checkpoint import load_tensors, restore, save_tensors

    student = qat.prepare(trained_looking(OneSepNet()), SHAPE, reduce_range=False)
    student(torch.from_numpy(windows(4)))
    saved = {name: value.clone() for name, value in student.state_dict().items()}
    save_tensors(tmp_path / "x.safetensors", student.state_dict())
    student(torch.from_numpy(5 * windows(4)))  # ranges move
    restore(student, load_tensors(tmp_path / "x.safetensors")[0])
    for name, value in student.state_dict().items():
        torch.testing.assert_close(value, saved[name], rtol=0, atol=0, equal_nan=True)


def test_both_halves_of_a_concatenation_have_one_range():
    student = qat.prepare(trained_looking(OneSepNet()), SHAPE, reduce_range=False)
    by_place = dict(qat.roundings(student))
    concatenations = [n for n in student.graph.graph.nodes if "cat" in str(n.target)]
    assert len(concatenations) == 2
    for node in concatenations:
        assert len({by_place[part] for part in node.args[0]}) == 1


@pytest.mark.parametrize("signed", [False, True])
def test_best_range_loses_least(signed):
    """Against every range of a finer grid, on the values themselves; an outlier is given up."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=300_000)
    values = values if signed else np.abs(values)
    values[0] = 10.0
    low, high = min(values.min(), 0.0), values.max()
    counts, _ = np.histogram(values, ranges.N_BINS, (low, high))
    ends = ranges.best_range(low, high, counts.astype(np.float64))

    def loss(low: float, high: float) -> float:
        scale = (high - low) / 255
        zero = round(-low / scale)
        integers = np.clip(np.round(values / scale) + zero, 0, 255)
        return float(np.square((integers - zero) * scale - values).sum())

    best = min(loss(a * low, b * high) for a in ranges.ENDS for b in ranges.ENDS)
    assert low <= ends[0] <= 0 < ends[1] <= high
    assert loss(*ends) <= 1.1 * best
    assert loss(*ends) < loss(low, high)


def test_fitted_ranges_beat_extremes_when_something_is_loud():
    torch.manual_seed(0)
    network = trained_looking(Padded())
    heard = torch.from_numpy(windows(64))
    heard[0, 0, 5, 5] = 60.0  # one value that is nothing like the others
    with torch.no_grad():
        full = network(heard[1:]).logits

    def outcome(fit: bool) -> tuple[float, float]:
        student = qat.prepare(network, SHAPE, reduce_range=False)
        with torch.no_grad():
            if fit:
                ranges.fit_ranges(student, heard.split(32))
            else:
                student(heard)
                student.freeze_ranges()
            error = float((student(heard[1:]).logits - full).square().mean())
        (into,) = (
            made for place, made in qat.roundings(student) if place.args[0].name == "log_mel"
        )
        return error, float(into.activation_post_process.max_val)

    (error, end), (plain_error, plain_end) = outcome(fit=True), outcome(fit=False)
    assert plain_end == 60.0
    assert end < plain_end
    assert error < plain_error


def test_what_one_layer_loses_is_what_the_graph_loses_with_it_alone():
    """The shortcuts of ``try_layers`` give what running everything gives."""
    torch.manual_seed(0)
    student = qat.prepare(trained_looking(Padded()), SHAPE, reduce_range=False)
    heard = torch.from_numpy(windows(12))
    ranges.fit_ranges(student, [heard])
    layers = sensitivity.layers_of(student)
    assert [layer.name for layer in layers][:3] == ["log_mel", "stem", "depthwise.0"]
    assert sum(layer.n_weights for layer in layers) == sum(
        m.weight.numel() for m in student_convolutions(Padded())
    )
    tried = sensitivity.try_layers(student, heard)
    everything = [rounding for layer in layers for rounding in layer.roundings]

    def with_only(some: list) -> torch.Tensor:
        with ranges.rounding_only(student, some), torch.no_grad():
            return student(heard).logits

    torch.testing.assert_close(tried.full, with_only([]))
    torch.testing.assert_close(tried.int8, with_only(everything))
    for number, layer in enumerate(layers):
        torch.testing.assert_close(tried.alone[number], with_only(list(layer.roundings)))
        rest = [rounding for rounding in everything if rounding not in layer.roundings]
        torch.testing.assert_close(tried.without[number], with_only(rest))
        assert not math.isclose(float((tried.alone[number] - tried.full).abs().max()), 0.0)


def student_convolutions(network: torch.nn.Module) -> list[torch.nn.Conv2d]:
    return [m for m in network.modules() if isinstance(m, torch.nn.Conv2d)]


@pytest.mark.parametrize("shape", [(3, 4, 5, 7), (3, 4)])
def test_a_batch_norm_without_a_convolution_scales_and_shifts(shape):
    class Norm(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            maps = len(shape) == 4
            self.norm = torch.nn.BatchNorm2d(4) if maps else torch.nn.BatchNorm1d(4)

        def forward(self, x):
            return self.norm(2 * x)

    network, x = trained_looking(Norm()), torch.randn(shape)
    operations = torch.export.export(network, (x,)).module()
    graph.norms_to_convolutions(operations)
    assert not any("batch_norm" in str(node.target) for node in operations.graph.nodes)
    torch.testing.assert_close(operations(x), network(x))


@pytest.mark.slow
def test_ds_flexinet_with_batch_norm_is_wholly_integer():
    torch.manual_seed(0)
    whole = Made(DSFlexiNet(5, widths=(8, 12, 16), norm="batchnorm"))
    ran = export.ops_run(whole.int8)
    assert ran["QLinearConv"] == count(whole.network, torch.nn.Conv2d) + count(
        whole.network, FlexiBlock
    )
    assert set(ran) <= INTEGER | MOVING | POOLING | LINEAR - {"Add"}, ran
    alike(whole)


@pytest.mark.parametrize("axis", [2, 3])
def test_a_mean_along_an_axis_as_a_convolution_is_the_same_mean(axis):
    class Means(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.before, self.after = torch.nn.Conv2d(1, 4, 3), torch.nn.Conv2d(4, 5, 1)
            self.dropout = torch.nn.Dropout(0.5)

        def forward(self, x):
            return self.after(self.dropout(self.before(x).mean(dim=axis, keepdim=True)))

    network = Means()
    operations = graph.export_graph(network, (11, 7))
    graph.means_to_convolutions(operations)
    targets = [str(node.target) for node in operations.graph.nodes]
    assert not any("mean.dim" in target or "dropout" in target for target in targets)
    x = torch.randn(3, 1, 11, 7)
    torch.testing.assert_close(operations(x), network.eval()(x))
