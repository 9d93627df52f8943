"""Whatever was done to a bundle on its way: refused with a reason, and nothing written."""

import io
import itertools
import json
import os
import random
import zipfile
from pathlib import Path

import numpy as np
import pytest
from tiny_bundle import SCENES, SIZE, SPEC, WINDOW, contents, network

from ml_core import bundle
from ml_core.bundle import archive
from ml_core.bundle.session import Session, WaveformSession
from ml_core.bundle.store import fingerprint, parse
from ml_core.cli import main
from ml_core.errors import BundleError
from ml_core.files import sha256_bytes
from ml_core.recordings.decode import write_wav

onnx = pytest.importorskip("onnx")

NETWORKS = ("fp32.onnx", "int8.onnx", "waveform.onnx")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("bundles") / "tiny.ascbundle"
    bundle.write_bundle(path, contents())
    return path.read_bytes()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Where every file that a command might write would be seen."""
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listing(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def sealed(entries: dict[str, bytes], *, digests: bool = True) -> bytes:
    """What somebody makes who knows the format: the seal is no signature."""
    entries = dict(entries)
    if digests:
        table = json.loads(entries["bundle.json"])
        table["digests"] = {
            name: sha256_bytes(content)
            for name, content in entries.items()
            if name != "bundle.json"
        }
        table["fingerprint"] = fingerprint(entries["int8.onnx"], SPEC, SCENES)
        entries["bundle.json"] = json.dumps(table).encode()
    return archive.pack(entries)


def refused(tampered: bytes, words: str = ".") -> None:
    with pytest.raises(BundleError, match=words) as found:
        parse(tampered, Path("x.ascbundle"))
    assert found.value.message.endswith(".")


def test_a_changed_byte_anywhere_stops_every_command(data, folder, capsys):
    """Over the whole file, evenly and at random; each command in turn."""
    wav, path = folder / "x.wav", folder / "x.ascbundle"
    write_wav(wav, np.zeros(WINDOW, np.float32), 32_000)
    commands = [
        ["verify", "x.ascbundle"],
        ["export", "x.ascbundle", "out.ascbundle"],
        ["export", "x.ascbundle", "--c", "out"],
        ["classify", "x.ascbundle", "x.wav"],
        ["complexity", "x.ascbundle"],
        ["enrol", "x.ascbundle", "shed", "x.wav", "--out", "out.ascbundle"],
    ]
    places = [*range(0, len(data), len(data) // 24), *random.Random(1).sample(range(len(data)), 24)]
    for place, command in zip(sorted(places), itertools.cycle(commands), strict=False):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        before = listing(folder)
        assert main([*command, "--json"]) == 1, (place, command)
        assert listing(folder) == before, (place, command)
        assert capsys.readouterr().err.strip(), (place, command)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(archive.ENTRIES, 2)))
def test_swapped_contents_are_refused(data, one, other):
    entries = archive.read_entries(data)
    entries[one], entries[other] = entries[other], entries[one]
    refused(sealed(entries, digests=False))


@pytest.mark.parametrize(("one", "other"), [("fp32.onnx", "waveform.onnx"),
                                            ("int8.onnx", "waveform.onnx"),
                                            ("reference.npz", "vectors.npz"),
                                            ("enrolled.json", "parity.json"),
                                            ("reference.npz", "card.md")])  # fmt: skip
def test_swapped_contents_with_new_digests_are_refused_for_what_they_are(data, one, other):
    entries = archive.read_entries(data)
    entries[one], entries[other] = entries[other], entries[one]
    refused(sealed(entries), f"{one}|{other}")


def test_swapped_networks_of_one_shape_do_not_give_their_outputs(data, tmp_path):
    """Nothing but the outputs they were delivered with tells them apart."""
    entries = archive.read_entries(data)
    entries["int8.onnx"], entries["fp32.onnx"] = entries["fp32.onnx"], entries["int8.onnx"]
    path = tmp_path / "x.ascbundle"
    path.write_bytes(sealed(entries))
    report = bundle.verify(path)
    assert not report.ok
    assert any("does not give the outputs" in reason for reason in report.reasons)


def members(data: bytes, **options) -> list[tuple[zipfile.ZipInfo, bytes]]:
    made = []
    for name, content in archive.read_entries(data).items():
        header = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        header.create_system, header.external_attr = 3, 0o100644 << 16
        for option, value in options.items():
            setattr(header, option, value)
        made.append((header, content))
    return made


def zipped(rows: list[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for header, content in rows:
            made.writestr(header, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name", ["../int8.onnx", "/int8.onnx", "a/../../int8.onnx", "C:int8.onnx", "..\\int8.onnx"]
)
@pytest.mark.parametrize("position", [0, 2, 8])
def test_zip_slip_in_any_place_is_refused(data, name, position):
    rows = members(data)
    rows[position][0].filename = name
    refused(zipped(rows), "outside")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_twice_is_refused(data):
    rows = members(data)
    refused(zipped([*rows[:3], rows[2], *rows[3:]]), "exactly the files")


@pytest.mark.parametrize(
    ("option", "value"), [("comment", b"x"), ("extra", b"ab\x01\x00x"), ("create_system", 0),
                          ("date_time", (2001, 1, 1, 0, 0, 0))],
)  # fmt: skip
def test_another_header_is_refused(data, option, value):
    refused(zipped(members(data, **{option: value})))


def test_a_bomb_of_stored_entries_that_overlap_is_refused(data):
    """Every header of the directory points at the same large entry."""
    rows = members(data)
    big = max(rows, key=lambda row: len(row[1]))
    packed = bytearray(zipped(rows))
    directory = packed.find(b"PK\x01\x02")
    place = next(
        header.header_offset
        for header in zipfile.ZipFile(io.BytesIO(packed)).infolist()
        if header.filename == big[0].filename
    )
    position = directory
    for row, _ in rows:
        packed[position + 20 : position + 28] = len(big[1]).to_bytes(4, "little") * 2
        packed[position + 42 : position + 46] = place.to_bytes(4, "little")
        position += 46 + len(row.filename)
    refused(bytes(packed))


@pytest.mark.parametrize("name", ["hello.txt", "word/document.xml", "int8.onnx"])
@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_zip_of_another_program_is_no_bundle(name, compression):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        made.writestr(name, b"hello " * 100)
    refused(buffer.getvalue(), "is a zip archive, but no bundle")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "x.ascbundle")
    with pytest.raises(BundleError, match="is not a file"):
        bundle.read_bundle(tmp_path / "x.ascbundle")


def with_shape(data: bytes, name: str, tensor: str, dims: list[int | str]) -> bytes:
    model = onnx.load_from_string(data)
    for value in (*model.graph.input, *model.graph.output):
        if value.name == tensor:
            value.CopyFrom(onnx.helper.make_tensor_value_info(tensor, 1, dims))
    return model.SerializeToString()


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(
    ("tensor", "dims"),
    [("logits", ["B", len(SCENES) + 1]), ("logits", ["B", len(SCENES), 1]),
     ("embedding", ["B", SIZE - 1]), ("embedding", ["B"])],
)  # fmt: skip
def test_other_shapes_of_outputs_are_refused(data, name, tensor, dims):
    entries = archive.read_entries(data)
    entries[name] = with_shape(entries[name], name, tensor, dims)
    refused(sealed(entries), f"{name}.*{tensor}")


@pytest.mark.parametrize(
    ("name", "tensor", "dims"),
    [("int8.onnx", "log_mel", ["B", 1, SPEC.n_mels + 1, SPEC.n_frames(WINDOW)]),
     ("fp32.onnx", "log_mel", ["B", 2, SPEC.n_mels, SPEC.n_frames(WINDOW)]),
     ("waveform.onnx", "waveform", ["B", WINDOW - 1]), ("waveform.onnx", "waveform", [WINDOW])],
)  # fmt: skip
def test_other_shapes_of_inputs_are_refused(data, name, tensor, dims):
    entries = archive.read_entries(data)
    entries[name] = with_shape(entries[name], name, tensor, dims)
    refused(sealed(entries), f"{name}.*{tensor}")


def test_a_network_with_one_more_output_is_refused(data):
    entries = archive.read_entries(data)
    model = onnx.load_from_string(entries["int8.onnx"])
    model.graph.output.append(onnx.helper.make_tensor_value_info("extra", 1, ["B", 1]))
    entries["int8.onnx"] = model.SerializeToString()
    refused(sealed(entries), "int8.onnx.*extra")


def test_shapes_that_only_show_when_it_runs_are_refused_then(data, tmp_path):
    """The file says that it gives any number of logits, and gives the wrong one."""
    entries = archive.read_entries(data)
    for name in ("int8.onnx", "waveform.onnx"):
        model = onnx.load_from_string(entries[name])
        matrix = next(t for t in model.graph.initializer if t.name == "matrix")
        matrix.CopyFrom(onnx.numpy_helper.from_array(np.ones((SIZE, 7), np.float32), "matrix"))
        entries[name] = with_shape(model.SerializeToString(), name, "logits", ["B", "K"])
    path = tmp_path / "x.ascbundle"
    path.write_bytes(sealed(entries))
    opened = bundle.read_bundle(path)
    with pytest.raises(BundleError, match="other shapes"):
        Session(opened).run(np.zeros((1, 1, SPEC.n_mels, SPEC.n_frames(WINDOW)), np.float32))
    with pytest.raises(BundleError, match="other shapes"):
        WaveformSession(opened).run(np.zeros((1, WINDOW), np.float32))
    report = bundle.verify(path)
    assert not report.ok
    assert "other shapes" in report.reasons[0]


def test_external_data_is_refused_and_its_file_not_read(data, folder):
    secret = folder / "weights.bin"
    secret.write_bytes(bytes(1000))
    entries = archive.read_entries(data)
    model = onnx.load_from_string(network())
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=str(secret))
    for name in NETWORKS:
        refused(sealed({**entries, name: model.SerializeToString()}), f"{name}.*another file")


@pytest.mark.parametrize("key", ["logits", "embedding", "log_mel", "waveform"])
def test_vectors_of_another_shape_are_a_reason(tmp_path, key):
    made = contents()
    for name in list(made.vectors):
        if name.endswith(key) and "tolerance" not in name:
            made.vectors[name] = np.zeros((2, 3), made.vectors[name].dtype)
    bundle.write_bundle(tmp_path / "x.ascbundle", made)
    report = bundle.verify(tmp_path / "x.ascbundle")
    assert report.ok == (key == "embedding")  # stored embeddings are for people; only runs count
