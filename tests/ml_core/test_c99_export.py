"""What stands around the network in C: decisions, sizes, refusals, the command."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.bundle import Bundle, UnknownLevel, read_bundle
from ml_core.bundle.arrays import unpack_arrays
from ml_core.c99 import export_c
from ml_core.c99.memory import place
from ml_core.c99.program import plan_of, write_program
from ml_core.c99.steps import Convolve
from ml_core.c99.text import identifier, number
from ml_core.c99.values import Room
from ml_core.cli import main
from ml_core.enrolment.scoring import ScoreSpace, certainty_of
from ml_core.errors import BundleError, UnwritableFile
from ml_core.evaluation.metrics import softmax
from ml_core.files import resource_path
from ml_core.scenes import SceneSet
from tests.ml_core.c99_bundles import taught
from tests.ml_core.c99_programs import FLAGS, compile_c, compiler, harness

SETTINGS = ("off", "lenient", "normal", "strict")


@pytest.fixture(scope="module")
def starter() -> Bundle:
    return read_bundle(resource_path("starter.ascbundle"))


@pytest.mark.parametrize("enrolled", [False, True])
def test_decisions_are_those_of_the_bundle(starter, tmp_path, enrolled):
    """Given logits and embedding, everything behind them."""
    levels = zip(SETTINGS[1:], (0.5, 0.8, 0.95), strict=True)  # so that every one decides some
    thresholds = {name: UnknownLevel(level, 0.0, 0.0) for name, level in levels}
    rows = np.flatnonzero(starter.reference.scenes != 1)  # a scene without reference windows
    reference = replace(
        starter.reference,
        embeddings=starter.reference.embeddings[rows],
        scenes=starter.reference.scenes[rows],
        certainty=np.ones(len(rows), np.float32),  # then how sure the head is counts
    )
    manifest = replace(starter.manifest, thresholds=thresholds)
    bundle = replace(starter, manifest=manifest, reference=reference)
    bundle = taught(bundle) if enrolled else bundle
    program, space = write_program(bundle), ScoreSpace.of(bundle)
    compiled = harness(tmp_path, program.files, program.name, 16_000, (128, 64), "-O1")
    vectors = unpack_arrays(bundle.entries["vectors.npz"], "vectors.npz")["log_mel"]
    random = np.random.default_rng(0).normal(0.2, 1.0, (40, 1, 128, 1)) * np.ones(64)
    windows = np.concatenate([vectors, random]).astype(np.float32)
    decided = set()
    for one in compiled.network(windows):
        logits, embedding = one["logits"][None], one["embedding"][None]
        cosines = space.cosines(embedding)
        scores, chances = softmax(logits), softmax(logits / bundle.manifest.temperature)
        if enrolled:
            cosines = space.in_order_of_head(cosines, logits)
            scores = chances = space.scores(cosines, certainty_of(logits))
        for name, expected in (("cosines", cosines), ("scores", scores), ("chances", chances)):
            np.testing.assert_allclose(one[name], expected[0], atol=1e-5, err_msg=name)
        choices = [space.choose(scores[0], cosines[0], setting) for setting in SETTINGS]
        expected_scenes = [-1 if choice is None else choice for choice in choices]
        np.testing.assert_array_equal(one["scenes"], expected_scenes)
        decided.update(expected_scenes)
    assert -1 in decided
    assert len(decided) > 2, decided


def test_sizes_are_those_of_the_object_file(starter, tmp_path):
    """Constants to the byte where pointers have 64 bits; nothing static; few names from outside."""
    cc, nm = compiler("gcc"), compiler("nm")
    facts = export_c(starter, tmp_path / "c")
    name = "starter"
    command = [cc, *FLAGS, "-Os", "-fno-pie", "-c", f"{name}.c", "-o", f"{name}.o"]
    subprocess.run(command, cwd=tmp_path / "c", check=True)
    listed = subprocess.run(
        [nm, "-S", "--defined-only", f"{name}.o"],
        cwd=tmp_path / "c", capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    rows = [row.split() for row in listed.splitlines() if len(row.split()) == 4]
    kinds = {row[-2] for row in rows}
    assert kinds <= set("tTrR")  # code and constants, nothing that can change
    constants = sum(int(row[1], 16) for row in rows if row[-2] in "rR")
    constants += sum(len(scene.encode()) + 1 for scene in starter.manifest.scenes)
    program, plan = write_program(starter), plan_of(starter)
    wider = 24 * sum(isinstance(step, Convolve) for step in plan.steps)  # five pointers, aligned
    wider += 4 * len(starter.manifest.scenes)
    assert constants == program.constant_bytes + wider
    code = sum(int(row[1], 16) for row in rows if row[-2] in "tT")
    assert program.code_bytes == pytest.approx(code, rel=0.4)  # of another processor
    assert facts["flash_bytes"] == program.constant_bytes + program.code_bytes
    symbols = subprocess.run(
        [nm, "-u", f"{name}.o"], cwd=tmp_path / "c", capture_output=True, text=True, check=True
    ).stdout.split()
    wanted = {
        "U",
        "w",
        "logf",
        "expf",
        "sqrt",
        "sqrtf",
        "memset",
        "memcpy",
        "_GLOBAL_OFFSET_TABLE_",
    }
    assert set(symbols) <= wanted
    sizes = tmp_path / "sizes.c"
    sizes.write_text(
        f'#include "{name}.h"\n#include <stdio.h>\nint main(void)\n{{\n    printf("%d %d",'
        f" (int)sizeof({name}_memory), (int)sizeof({name}_result));\n    return 0;\n}}\n"
    )
    told = compile_c(tmp_path, [sizes], "sizes", f"-I{tmp_path / 'c'}")
    said = subprocess.run([told], capture_output=True, text=True, check=True).stdout
    assert said == f"{program.memory_bytes} {program.result_bytes}"
    window = 4 * starter.manifest.window_samples
    # what is needed at once, and not one byte more: places are shared wherever they can be
    assert program.memory_bytes == starter.manifest.complexity["peak_activation_bytes"]
    assert facts["ram_bytes"] == program.memory_bytes + program.result_bytes + window
    readme = (tmp_path / "c" / "README.txt").read_text("utf-8")
    for figure in (
        program.constant_bytes,
        program.memory_bytes,
        program.macs,
        program.result_bytes,
    ):
        assert f" {figure} " in readme


def test_foreign_names_do_no_harm(starter, tmp_path):
    """Quotes, line ends, ends of comments, trigraphs: text stays text."""
    names = ('a"b', "x */ int main(void)", "y\\n??/", "z\u00e9 \u6f22", *"efghijk")
    manifest = replace(starter.manifest, scenes=SceneSet(names), name='../"; #include <x>\n*/ main')
    facts = export_c(replace(starter, manifest=manifest), tmp_path / "c")
    assert facts["files"] == ["README.txt", "include_x_main.c", "include_x_main.h", "main.c"]
    sources = [tmp_path / "c" / "include_x_main.c", tmp_path / "c" / "main.c"]
    example = compile_c(tmp_path, sources, "example", "-trigraphs")
    heard = np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32).tobytes()
    done = subprocess.run([example], input=heard, capture_output=True, check=True)
    scene = done.stdout.decode().split("\n")[0].split("\t")[1]
    assert scene in names


def test_the_same_bundle_gives_the_same_files(starter):
    assert write_program(starter).files == write_program(starter).files


def test_a_folder_that_holds_something_is_left_alone(starter, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BundleError, match="not an empty folder"):
        export_c(starter, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_said(starter, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableFile):
        export_c(starter, tmp_path / "file" / "c")


def test_all_files_come_together_or_none(starter, tmp_path, monkeypatch):
    written = []

    def full(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise UnwritableFile(path, "no room")
        path.write_bytes(data)

    monkeypatch.setattr("ml_core.datasets.staging.write_bytes", full)
    with pytest.raises(UnwritableFile):
        export_c(starter, tmp_path / "c")
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


def test_one_command_writes_all_that_it_is_asked_for_or_nothing(tmp_path, capsys):
    source = resource_path("starter.ascbundle")
    taken, file = tmp_path / "taken", tmp_path / "file"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    file.write_text("")
    c, web, out = tmp_path / "c", tmp_path / "web", tmp_path / "out.ascbundle"
    for words in (
        (out, "--c", c, "--web", taken),
        (out, "--c", c, "--web", c),
        (out, "--c", c, "--web", file / "web"),
        (out, "--c", taken, "--web", web),
        (taken, "--c", c, "--web", web),
        (file / "out", "--c", c),
    ):
        assert main(["export", str(source), *map(str, words)]) == 1, words
        assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "taken"], words
    assert [one.name for one in taken.iterdir()] == ["mine.txt"]
    capsys.readouterr()


def test_an_unknown_operation_is_named_and_nothing_is_written(starter, tmp_path):
    data = starter.entries["int8.onnx"]
    assert data.count(b"LayerNormalization") == 1
    changed = data.replace(b"LayerNormalization", b"LayerNormalizatiox")
    bundle = replace(starter, entries={**starter.entries, "int8.onnx": changed})
    with pytest.raises(BundleError, match=r"LayerNormalizatiox that makes \"\w+\" cannot be"):
        export_c(bundle, tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_a_front_end_of_another_length_is_refused(starter, tmp_path):
    spec = replace(starter.manifest.front_end, n_fft=1000)
    bundle = replace(starter, manifest=replace(starter.manifest, front_end=spec))
    with pytest.raises(BundleError, match="1000 samples"):
        export_c(bundle, tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_a_cut_off_network_is_refused(starter, tmp_path):
    data = starter.entries["int8.onnx"]
    for n in (10, len(data) // 3, len(data) - 7):
        bundle = replace(starter, entries={**starter.entries, "int8.onnx": data[:n]})
        with pytest.raises(BundleError):
            export_c(bundle, tmp_path / "c")


@given(
    st.lists(
        st.tuples(st.integers(1, 200), st.integers(-1, 9), st.integers(0, 5)),
        min_size=1,
        max_size=25,
    )
)
def test_rooms_that_are_needed_at_once_do_not_overlap(rooms):
    made = [Room(size, first, first + length) for size, first, length in rooms]
    n_bytes = place(made)
    for number_, room in enumerate(made):
        assert room.place % 8 == 0
        assert 0 <= room.place <= n_bytes - room.n_bytes
        for other in made[:number_]:
            apart = room.last < other.first or other.last < room.first
            below = room.place + room.n_bytes <= other.place
            assert apart or below or other.place + other.n_bytes <= room.place


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_numbers_read_back_as_they_were(value):
    text = number(value).strip("()")
    assert text.endswith("f")
    assert np.float32(float(text[:-1])) == np.float32(value)


@given(st.text(max_size=60))
def test_any_name_becomes_an_identifier(text):
    name = identifier(text)
    assert name.isidentifier()
    assert name.isascii()
    assert name == name.lower()
    assert name not in ("main", "int", "math")


@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")
def test_the_command_says_what_it_wrote(starter, tmp_path):
    """Also: neither torch nor the onnx package is needed, and the bundle itself is left alone."""
    path = tmp_path / "s.ascbundle"
    path.write_bytes(resource_path("starter.ascbundle").read_bytes())
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('torch', 'onnx', 'scipy', 'sklearn')));"
        "from ml_core.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "export",
        str(path),
        "--c",
        str(tmp_path / "c"),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["bundle"] == str(path)
    assert path.read_bytes() == resource_path("starter.ascbundle").read_bytes()
    assert answer["c"].keys() == {"folder", "files", "flash_bytes", "ram_bytes", "macs"}
    sources = [Path(answer["c"]["folder"]) / name for name in ("s.c", "main.c")]
    compile_c(tmp_path, sources, "example")
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "not an empty folder" in again.stderr


def test_a_damaged_network_is_refused_in_words_or_written(starter, tmp_path):
    """Any bytes changed: a sentence, or C; never another error."""
    data, generator = starter.entries["int8.onnx"], np.random.default_rng(0)
    refused = 0
    for _ in range(150):
        changed = bytearray(data)
        for place_ in generator.integers(0, len(data) // 3, generator.integers(1, 4)):
            changed[place_] = generator.integers(0, 256)
        bundle = replace(starter, entries={**starter.entries, "int8.onnx": bytes(changed)})
        try:
            write_program(bundle)
        except BundleError:
            refused += 1
    assert refused > 50


def test_the_header_is_fit_for_cpp(starter, tmp_path):
    export_c(starter, tmp_path / "c")
    source = tmp_path / "c" / "user.cpp"
    source.write_text(
        '#include "starter.h"\nstatic starter_memory memory;\nint main() { starter_sample s'
        "[STARTER_SAMPLES] = {}; starter_result r; starter_classify(&memory, s, &r);"
        " return starter_choose(r.scores, r.cosines, STARTER_OFF) < 0; }\n"
    )
    run = subprocess.run
    command = [compiler("gcc"), *FLAGS, "-c", "starter.c", "-o", "starter.o"]
    run(command, cwd=tmp_path / "c", check=True)
    command = [
        compiler("g++"),
        "-Wall",
        "-Wextra",
        "-Werror",
        "user.cpp",
        "starter.o",
        "-o",
        "user",
    ]
    run(command, cwd=tmp_path / "c", check=True)
    assert run([tmp_path / "c" / "user"], check=False).returncode == 0  # some scene is chosen
    run([tmp_path / "c" / "user"], check=True)
