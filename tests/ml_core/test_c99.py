"""Generated C does what the ONNX operators are defined to do, bit for bit."""

import itertools
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

onnx = pytest.importorskip("onnx")

from ml_core.bundle import Bundle, read_bundle  # noqa: E402
from ml_core.bundle.session import Session  # noqa: E402
from ml_core.c99.program import plan_of, write_program  # noqa: E402
from ml_core.files import resource_path  # noqa: E402
from ml_core.frontend.log_mel import log_mel  # noqa: E402
from ml_core.frontend.spec import FRONT_ENDS, LogMelSpec  # noqa: E402
from tests.ml_core import onnx_definition, tiny_bundle  # noqa: E402
from tests.ml_core.c99_bundles import bundle_of  # noqa: E402
from tests.ml_core.c99_programs import (  # noqa: E402
    SANITIZERS,
    Harness,
    compile_c,
    harness,
)
from tests.ml_core.onnx_graphs import (  # noqa: E402
    N_SCENES,
    Writer,
    beside_itself,
    networks,
    residual,
    shortcut,
    turned,
)

QUICK = ("-O1",)


def made(bundle: Bundle, folder: Path, *flags: str, cc: str = "gcc") -> Harness:
    program, manifest = write_program(bundle), bundle.manifest
    shape = manifest.front_end.n_mels, manifest.front_end.n_frames(manifest.window_samples)
    return harness(
        folder, program.files, program.name, manifest.window_samples, shape, *flags, cc=cc
    )


def sounds(n_samples: int, rate_hz: int) -> np.ndarray:
    """Silence, full scale, one click, noise loud and faint, and a rising tone."""
    rng, t = np.random.default_rng(0), np.arange(n_samples) / rate_hz
    click = np.zeros(n_samples)
    click[n_samples // 2] = 1.0
    rows = [
        np.zeros(n_samples),
        np.sin(2 * np.pi * 440 * t),
        np.sign(np.sin(2 * np.pi * 1000 * t)),
        np.ones(n_samples),
        click,
        rng.normal(0, 0.2, n_samples),
        1e-4 * rng.normal(size=n_samples),
        0.3 * np.sin(2 * np.pi * (100 + 1500 * t) * t),
    ]
    return np.array(rows, np.float32)


def assert_as_defined(int8: bytes, compiled: Harness, windows: np.ndarray) -> int:
    """Every rounded tensor bit for bit; how many numbers that were."""
    expected = onnx_definition.run(int8, windows)
    n = 0
    shown = compiled.network(windows)
    assert len(shown) == len(windows)
    for index, tensors in enumerate(shown):
        integers = {name: one for name, one in tensors.items() if one.dtype == np.uint8}
        assert integers
        for name, numbers in integers.items():
            np.testing.assert_array_equal(numbers, expected[name][index].reshape(-1), name)
            n += len(numbers)
        for name in ("logits", "embedding"):
            np.testing.assert_allclose(tensors[name], expected[name][index], rtol=1e-5, atol=1e-6)
    assert all(_shown_somewhere(name, int8, shown[0].keys()) for name in _rounded(int8))
    return n


def _rounded(int8: bytes) -> list[str]:
    nodes = onnx.load_from_string(int8).graph.node
    return [node.output[0] for node in nodes if node.op_type == "QuantizeLinear"]


def _shown_somewhere(name: str, int8: bytes, shown) -> bool:
    """As it was made, or as what only puts it into another order."""
    moved = [
        node.output[0]
        for node in onnx.load_from_string(int8).graph.node
        if name in node.input and node.op_type in ("Reshape", "Transpose")
    ]
    return name in shown or any(_shown_somewhere(one, int8, shown) for one in moved)


@pytest.fixture(scope="module")
def starter() -> Bundle:
    return read_bundle(resource_path("starter.ascbundle"))


@pytest.mark.parametrize("cc", ["gcc", "clang"])
def test_the_starter_bundle_is_as_defined(starter, tmp_path, cc):
    compiled = made(starter, tmp_path, "-O2", *SANITIZERS, cc=cc)
    spec = starter.manifest.front_end
    windows = log_mel(sounds(16_000, 16_000), spec)[:, None]
    assert assert_as_defined(starter.entries["int8.onnx"], compiled, windows) > 2_000_000
    heard = compiled.classify(sounds(16_000, 16_000))  # the front end, too, under the sanitizers
    np.testing.assert_array_equal([len(one["scores"]) for one in heard], 11)


@pytest.mark.parametrize("level", ["-O0", "-Os", "-O3"])
def test_the_optimiser_changes_nothing(starter, tmp_path, level):
    compiled = made(starter, tmp_path, level)
    windows = log_mel(sounds(16_000, 16_000)[4:7], starter.manifest.front_end)[:, None]
    assert_as_defined(starter.entries["int8.onnx"], compiled, windows)


def test_a_wrong_number_is_noticed(starter, tmp_path):
    """The check itself: one weight of one convolution, one off."""
    program = write_program(starter)
    name = f"{program.name}.c"
    begin = program.files[name].index("static const int8_t weights_")
    at = program.files[name].index("{\n", begin) + 2
    digits, comma, rest = program.files[name][at:].partition(",")
    files = {**program.files, name: program.files[name][:at] + f"{int(digits) ^ 1}" + comma + rest}
    compiled = harness(tmp_path, files, program.name, 16_000, (128, 64), *QUICK)
    windows = log_mel(sounds(16_000, 16_000)[5:6], starter.manifest.front_end)[:, None]
    with pytest.raises(AssertionError, match="Mismatched elements"):
        assert_as_defined(starter.entries["int8.onnx"], compiled, windows)


@settings(max_examples=12)
@given(network=networks())
def test_any_network_of_these_operations_is_as_defined(network, tmp_path_factory):
    int8, bands, frames, size = network
    spec = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=bands)
    samples = 32 * (frames - 1) + 1
    bundle = bundle_of(int8, spec, samples, n_scenes=N_SCENES, size=size)
    compiled = made(bundle, tmp_path_factory.mktemp("network"), *QUICK, *SANITIZERS)
    windows = np.random.default_rng(1).normal(0, 2, (3, 1, bands, frames)).astype(np.float32)
    assert_as_defined(int8, compiled, windows)


@pytest.mark.parametrize("groups", [1, 4])
def test_no_kernel_reads_beyond_a_row(groups, tmp_path):
    """Every pair of margins at left and right, over widths around multiples of four."""
    writer = Writer(5, 17, 3)
    writer.rounded(0.03, 77)
    for number, (left, right) in enumerate(itertools.product((0, 1, 2), repeat=2)):
        writer.convolution(
            4, (3, 3), (1, 1), (1, left, 1, right), (1, 1), groups if number else 1,
            relu=False, scale=0.02, zero=40 + number, loud=False,
        )  # fmt: skip
    int8 = writer.finish()
    spec = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=5)
    bundle = bundle_of(int8, spec, 32 * 16 + 1, n_scenes=N_SCENES, size=4)
    compiled = made(bundle, tmp_path, *QUICK, *SANITIZERS)
    windows = np.random.default_rng(1).normal(0, 2, (3, 1, 5, 17)).astype(np.float32)
    assert_as_defined(int8, compiled, windows)


@pytest.mark.parametrize("groups", [1, 4])
@pytest.mark.parametrize("margin", [0, 2])
def test_columns_of_zeros_are_left_out(groups, margin, tmp_path):
    """Kernels used at the left, at the right, in their last column, and not at all."""
    writer = Writer(6, 19, 5)
    writer.rounded(0.03, 120)
    for n_groups, stride in ((1, 2), (groups, 1)):
        writer.convolution(
            4, (2, 5), (1, stride), (0, margin, 0, margin), (1, 1), n_groups,
            relu=False, scale=0.02, zero=90, loud=False, used=[(0, 2), (3, 5), (4, 5), (2, 2)],
        )  # fmt: skip
    int8 = writer.finish()
    spec = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=6)
    bundle = bundle_of(int8, spec, 32 * 18 + 1, n_scenes=N_SCENES, size=4)
    assert all(step.weights.shape[3] == 2 for step in plan_of(bundle).steps[:2])
    windows = np.random.default_rng(1).normal(0, 2, (3, 1, 6, 19)).astype(np.float32)
    assert_as_defined(int8, made(bundle, tmp_path, *QUICK, *SANITIZERS), windows)


def test_what_is_still_needed_keeps_its_place(tmp_path):
    """Shortcuts around convolutions, sums and another order, twice."""
    writer = Writer(12, 12, 4)
    writer.rounded(0.03, 90)
    writer.convolution(
        6, (3, 3), (1, 1), (1, 1, 1, 1), (1, 1), 1, relu=True, scale=0.02, zero=0, loud=False
    )
    for part in (beside_itself, shortcut, turned, shortcut, turned):
        part(writer, 60)
    residual(writer, 60, relu=False)
    int8 = writer.finish()
    spec = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=12)
    bundle = bundle_of(int8, spec, 32 * 11 + 1, n_scenes=N_SCENES, size=6)
    windows = np.random.default_rng(1).normal(0, 2, (3, 1, 12, 12)).astype(np.float32)
    assert_as_defined(int8, made(bundle, tmp_path, *QUICK, *SANITIZERS), windows)


def test_halves_are_rounded_to_the_even_one(tmp_path):
    """Steps of 0.5 before every rounding: half of all numbers are ties, up to saturation."""
    writer = Writer(8, 8, 0)
    writer.rounded(1.0, 100)
    source = writer.dequantized()
    names = [writer.constant(np.ones((1, 1, 1, 1), np.int8)), writer.constant(np.float32([0.5])),
             writer.constant(np.int8([0]))]  # fmt: skip
    weights = writer.node("DequantizeLinear", names, axis=0)
    writer.node("Conv", [source, weights], kernel_shape=[1, 1], pads=[0] * 4, strides=[1, 1])
    writer.rounded(1.0, 7)
    int8 = writer.finish()
    spec = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=8)
    bundle = bundle_of(int8, spec, 225, n_scenes=N_SCENES, size=1)
    compiled = made(bundle, tmp_path, *QUICK)
    values = np.linspace(-150, 160, 64 * 4).reshape(4, 1, 8, 8).astype(np.float32)
    values[0] = np.arange(-32, 32).reshape(8, 8) + 0.5  # ties as they enter, too
    assert_as_defined(int8, compiled, values)
    shown = compiled.network(values[:1])[0]
    entered = np.clip(np.rint(values[0].reshape(-1)) + 100, 0, 255)
    np.testing.assert_array_equal(next(iter(shown.values())), entered)


def test_numbers_are_divided_by_the_scale(tmp_path):
    """Not multiplied by its inverse, which rounds the halves of many scales otherwise."""
    for scale in np.linspace(0.01, 0.02, 1000, dtype=np.float32):
        values = ((np.arange(64) - 31.5) * scale).astype(np.float32).reshape(1, 1, 8, 8)
        differs = np.rint(values / scale) != np.rint(values * (np.float32(1) / scale))
        if differs.any():
            break
    assert differs.any()
    writer = Writer(8, 8, 0)
    writer.rounded(float(scale), 100)
    int8 = writer.finish()
    spec = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=8)
    bundle = bundle_of(int8, spec, 225, n_scenes=N_SCENES, size=1)
    assert_as_defined(int8, made(bundle, tmp_path, *QUICK), values)


def test_a_network_may_stay_float(tmp_path):
    int8, spec = tiny_bundle.network(), tiny_bundle.SPEC
    bundle = bundle_of(int8, spec, tiny_bundle.WINDOW, n_scenes=3, size=tiny_bundle.SIZE)
    compiled = made(bundle, tmp_path, *QUICK, *SANITIZERS)
    heard = sounds(tiny_bundle.WINDOW, spec.sample_rate_hz)
    expected = onnx_definition.run(int8, log_mel(heard, spec)[:, None])
    for name in ("embedding", "logits"):
        found = np.array([one[name] for one in compiled.classify(heard)])
        np.testing.assert_allclose(found, expected[name], atol=1e-3)


@pytest.mark.parametrize("name", FRONT_ENDS)
def test_the_front_end_is_that_of_numpy(name, tmp_path):
    spec = FRONT_ENDS[name]
    compiled = made(_only_hearing(spec, spec.sample_rate_hz), tmp_path, "-O2")
    heard = sounds(spec.sample_rate_hz, spec.sample_rate_hz)
    if spec.per_frame:  # the last digit of a frame's mean decides the faint bands beside a tone
        heard = heard[:-1]
    np.testing.assert_allclose(compiled.log_mel(heard), log_mel(heard, spec), rtol=0, atol=1e-3)


def _only_hearing(spec: LogMelSpec, samples: int) -> Bundle:
    """A bundle around a network that averages its input."""
    frames = spec.n_frames(samples)
    writer = Writer(spec.n_mels, frames, 0)
    writer.shape = (1, 1, spec.n_mels, frames)
    writer.rounded(0.05, 100)
    int8 = writer.finish()
    return bundle_of(int8, spec, samples, n_scenes=N_SCENES, size=1)


def test_whole_numbers_are_heard_as_floats(starter, tmp_path):
    heard = np.round(sounds(16_000, 16_000) * 32767).astype(np.int16)
    floats = made(starter, tmp_path / "float", *QUICK)
    whole = made(starter, tmp_path / "int16", *QUICK, "-DSTARTER_INT16")
    np.testing.assert_array_equal(
        whole.log_mel(heard), floats.log_mel(heard.astype(np.float32) / np.float32(32768))
    )


def test_real_clips_are_decided_as_by_onnxruntime(starter, data_dir, tmp_path):
    from ml_core.recordings.decode import read_samples

    compiled = made(starter, tmp_path, "-O2")
    spec, session = starter.manifest.front_end, Session(starter)
    paths = sorted((data_dir / "esc10" / "audio").glob("*.ogg"))[::6][:50]
    assert len(paths) == 50
    samples = np.stack([_second(read_samples(path, sample_rate_hz=16_000)) for path in paths])
    features = log_mel(samples, spec)
    np.testing.assert_allclose(compiled.log_mel(samples), features, rtol=0, atol=1e-3)
    logits, _ = session.run(features[:, None])
    mine = np.array([one["logits"] for one in compiled.network(features[:, None])])
    np.testing.assert_array_equal(mine.argmax(axis=1), logits.argmax(axis=1))
    whole = np.array([one["logits"] for one in compiled.classify(samples)])
    np.testing.assert_array_equal(whole.argmax(axis=1), logits.argmax(axis=1))


def _second(samples: np.ndarray) -> np.ndarray:
    """The loudest second: many clips begin or end in silence."""
    n = 16_000
    samples = np.pad(samples, (0, max(0, n - len(samples))))
    starts = range(0, len(samples) - n + 1, n // 2)
    best = max(starts, key=lambda start: float(np.square(samples[start : start + n]).sum()))
    return samples[best : best + n]


def test_the_example_decides_as_asc_classify(starter, tmp_path):
    from ml_core.live.classifier import SceneClassifier

    program = write_program(starter)
    for name, text in program.files.items():
        (tmp_path / name).write_text(text, "utf-8")
    example = compile_c(tmp_path, [tmp_path / f"{program.name}.c", tmp_path / "main.c"], "example")
    heard = sounds(16_000, 16_000)[4:].reshape(-1)[:-5000]
    (tmp_path / "heard.raw").write_bytes(heard.tobytes())
    lines = subprocess.run(
        [example, tmp_path / "heard.raw"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    classifier = SceneClassifier(starter)
    decisions = [*classifier.push(heard), *classifier.finish()]
    assert len(lines) == len(decisions) + 1
    usable = 0
    for line, decision in zip(lines, decisions, strict=False):
        begin, scene, *scores = line.split("\t")
        assert float(begin) == decision.t_s
        if decision.signal == "ok":  # C has no signal gate, and says so
            usable += 1
            assert scene == decision.scene
            expected = list(decision.scores.values())
            # a log-mel 1e-5 off enters as another integer here and there
            np.testing.assert_allclose([float(one) for one in scores], expected, atol=0.1)
    assert usable >= 2
