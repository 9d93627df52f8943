"""What a bundle keeps, and what it refuses."""

import dataclasses
import io
import json
import random
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_bundle import SCENES, SIZE, SPEC, WINDOW, contents, network, reference

from ml_core import bundle
from ml_core.bundle import archive, arrays
from ml_core.bundle.licences import may_ship
from ml_core.bundle.session import Session, WaveformSession
from ml_core.bundle.store import parse
from ml_core.errors import BundleError, RunError
from ml_core.stages.export_bundle import export_bundle

onnx = pytest.importorskip("onnx")


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("bundles") / "tiny.ascbundle"
    bundle.write_bundle(path, contents())
    return path


@pytest.fixture(scope="module")
def data(path) -> bytes:
    return path.read_bytes()


def repack(entries: dict[str, bytes]) -> bytes:
    """A bundle with a valid seal, whatever it holds: seals are no signatures."""
    return archive.pack(entries)


def test_reading_gives_back_what_was_written(path):
    made, read = contents(), bundle.read_bundle(path)
    assert read.manifest.scenes == SCENES
    assert read.manifest.front_end == SPEC
    assert dict(read.manifest.thresholds) == dict(made.manifest.thresholds)
    assert read.manifest.training == made.manifest.training
    np.testing.assert_array_equal(read.reference.embeddings, made.reference.embeddings)
    np.testing.assert_array_equal(read.reference.location_hashes, made.reference.location_hashes)
    assert read.reference.devices == made.reference.devices
    assert [row.device for row in read.reference.statistics] == ["a", "b"]
    assert read.card == made.card
    assert read.enrolled == ()


def test_the_same_contents_give_the_same_bytes(path, tmp_path):
    bundle.write_bundle(tmp_path / "again.ascbundle", contents())
    assert (tmp_path / "again.ascbundle").read_bytes() == path.read_bytes()


def test_any_zip_program_can_list_it(data):
    with zipfile.ZipFile(io.BytesIO(data)) as plain:
        assert plain.namelist() == list(archive.ENTRIES)
        assert plain.testzip() is None


def test_sessions_run_any_batch_size(path):
    opened = bundle.read_bundle(path)
    for precision in ("fp32", "int8"):
        session = Session(opened, precision)
        for size in (1, 5):
            log_mel = np.ones((size, 1, SPEC.n_mels, SPEC.n_frames(WINDOW)), np.float32)
            logits, embedding = session.run(log_mel)
            assert logits.shape == (size, len(SCENES))
            assert embedding.shape == (size, SIZE)
    logits, _ = WaveformSession(opened).run(np.zeros((3, WINDOW), np.float32))
    assert logits.shape == (3, len(SCENES))


def test_a_wrong_shape_is_a_sentence(path):
    with pytest.raises(BundleError, match="cannot be run"):
        Session(bundle.read_bundle(path)).run(np.zeros((1, 2, 3, 4), np.float32))


def test_verify_accepts_what_was_delivered(path):
    report = bundle.verify(path)
    assert report.ok
    assert report.reasons == ()
    assert set(report.files) == set(archive.ENTRIES)
    assert report.may_ship == "yes"


def test_verify_runs_the_networks(tmp_path):
    other = contents(fp32=network(2.0))
    bundle.write_bundle(tmp_path / "x.ascbundle", other)
    report = bundle.verify(tmp_path / "x.ascbundle")
    assert not report.ok
    assert report.reasons == ("fp32.onnx does not give the outputs it was delivered with.",)


# --- damage ------------------------------------------------------------------------------------


def test_any_changed_byte_is_refused(data, path):
    structure = {*range(300), *range(len(data) - 900, len(data))}
    sample = structure | set(random.Random(0).sample(range(len(data)), 600))
    for position in sorted(sample):
        changed = bytearray(data)
        changed[position] ^= 1 << (position % 8)
        with pytest.raises(BundleError):
            parse(bytes(changed), path)


def test_a_part_whose_bytes_have_changed_is_named(data, path):
    for name, part in archive.read_entries(data).items():
        middle = data.index(part) + len(part) // 2
        changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        with pytest.raises(BundleError, match=f'"{name}" in this bundle is damaged'):
            parse(changed, path)


@pytest.mark.slow
def test_every_changed_byte_is_refused(data):
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 0x10
        assert not archive.is_sealed(bytes(changed))


@pytest.mark.parametrize("change", [lambda d: d + b"\0", lambda d: d[:-1], lambda d: b"\0" + d,
                                    lambda d: d[1:], lambda d: b"", lambda d: d + d])  # fmt: skip
def test_appended_and_removed_bytes_are_refused(data, path, change):
    with pytest.raises(BundleError):
        parse(change(data), path)


def test_verify_names_the_changed_file(data, tmp_path):
    entries = archive.read_entries(data)
    changed = repack({**entries, "int8.onnx": network(1.5)})
    (tmp_path / "x.ascbundle").write_bytes(changed)
    report = bundle.verify(tmp_path / "x.ascbundle")
    assert not report.ok
    assert "int8.onnx does not match its fingerprint" in report.reasons[0]
    with pytest.raises(BundleError, match=r"int8\.onnx does not match its fingerprint"):
        bundle.read_bundle(tmp_path / "x.ascbundle")


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(BundleError, match="cannot be read"):
        bundle.read_bundle(tmp_path / "none.ascbundle")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_nonsense_is_refused_in_words(data):
    with pytest.raises(BundleError):
        parse(data, Path("nonsense"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_resealed_mutation_never_crashes_the_reader(data, draw):
    """An attacker can seal anything; the reader opens it, or names the file it refuses."""
    entries = archive.read_entries(data)
    name = draw.draw(st.sampled_from(archive.ENTRIES))
    content = bytearray(entries[name])
    for _ in range(draw.draw(st.integers(1, 6))):
        position = draw.draw(st.integers(0, len(content) - 1))
        content[position] = draw.draw(st.integers(0, 255))
    entries[name] = bytes(content)
    if name != "bundle.json":
        entries["bundle.json"] = _with_digests(entries)
    try:
        parse(repack(entries), Path("mutated"))
    except BundleError as error:
        assert name in error.message  # noqa: PT017 - what was opened needs no error


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "zip"), ("fingerprint", "0" * 64), ("scenes", ["bus", "tram"]),
        ("digests", {}), ("embedding", {"size": SIZE + 1, "layer": "pooled"}),
        ("window_samples", 0), ("calibration", None), ("complexity", {"bytes": []}),
        ("complexity", {"macs": "many"}),
    ],
)  # fmt: skip
def test_what_the_manifest_says_wrongly_is_laid_to_it(data, key, value):
    entries = archive.read_entries(data)
    table = json.loads(entries["bundle.json"]) | {key: value}
    entries["bundle.json"] = json.dumps(table).encode()
    with pytest.raises(BundleError) as error:
        parse(repack(entries), Path("mutated"))
    assert "bundle.json" in error.value.message


def _with_digests(entries: dict[str, bytes]) -> bytes:
    from ml_core.bundle.store import fingerprint
    from ml_core.files import sha256_bytes

    table = json.loads(entries["bundle.json"])
    table["digests"] = {
        name: sha256_bytes(entries[name]) for name in archive.ENTRIES if name != "bundle.json"
    }
    table["fingerprint"] = fingerprint(entries["int8.onnx"], SPEC, SCENES)
    return json.dumps(table).encode()


# --- hostile archives --------------------------------------------------------------------------


def zip_of(*members: tuple[zipfile.ZipInfo | str, bytes], compression=zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in members:
            made.writestr(name, content)
    return buffer.getvalue()


def regular(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o100644 << 16
    return info


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "C:\\x", "\\\\host\\x"])
def test_paths_that_lead_outside_are_refused(name):
    with pytest.raises(BundleError, match="outside"):
        archive.read_entries(zip_of((regular(name), b"x")))


def test_links_are_refused():
    link = regular("bundle.json")
    link.external_attr = 0o120777 << 16
    with pytest.raises(BundleError, match="not a plain file"):
        archive.read_entries(zip_of((link, b"/etc/passwd")))


def test_a_zip_bomb_is_refused_without_inflating_it():
    info = regular("bundle.json")
    info.compress_type = zipfile.ZIP_DEFLATED
    with pytest.raises(BundleError, match="compressed"):
        archive.read_entries(zip_of((info, bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED))


def test_an_entry_that_claims_to_be_larger_is_refused(data):
    where = data.rfind(b"PK\x01\x02")
    changed = bytearray(data)
    changed[where + 20 : where + 28] = (2**31 - 1).to_bytes(4, "little") * 2
    with pytest.raises(BundleError):
        archive.read_entries(bytes(changed))


def test_a_foreign_file_is_refused(data):
    entries = archive.read_entries(data)
    members = [(regular(name), content) for name, content in entries.items()]
    with pytest.raises(BundleError, match="exactly the files"):
        archive.unpack(zip_of(*members, (regular("extra"), b"")))


def test_the_same_entries_packed_another_way_are_refused(data, path):
    entries = archive.read_entries(data)
    other = zip_of(*[(regular(name), content) for name, content in entries.items()])
    with pytest.raises(BundleError, match="seal"):
        parse(other, path)


def test_external_tensors_are_refused(tmp_path):
    model = onnx.load_from_string(network())
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="/etc/passwd")
    with pytest.raises(BundleError, match="another file"):
        bundle.write_bundle(tmp_path / "x.ascbundle", contents(waveform=model.SerializeToString()))
    assert not list(tmp_path.iterdir())


def test_external_tensors_deep_inside_are_refused(path):
    from ml_core.bundle.onnx_scan import refuse_external_data

    hidden = onnx.TensorProto(name="h", data_type=1, dims=[1])
    hidden.external_data.add(key="location", value="weights.bin")
    inner = onnx.helper.make_graph([], "inner", [], [], [hidden])
    branch = onnx.helper.make_node("If", ["c"], ["y"], then_branch=inner, else_branch=inner)
    model = onnx.helper.make_model(onnx.helper.make_graph([branch], "outer", [], []))
    with pytest.raises(BundleError, match="another file"):
        refuse_external_data(model.SerializeToString(), "int8.onnx")


def test_pickled_arrays_are_refused():
    buffer = io.BytesIO()
    np.savez(buffer, x=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BundleError):
        arrays.unpack_arrays(buffer.getvalue(), "reference.npz")


def test_an_array_that_claims_to_be_larger_is_refused():
    packed = arrays.pack_arrays({"x": np.zeros(4, np.float32)})
    inside = io.BytesIO()
    header = {"descr": "<f4", "fortran_order": False, "shape": (10**12,)}
    np.lib.format.write_array_header_1_0(inside, header)
    bomb = zip_of((zipfile.ZipInfo("x.npy"), inside.getvalue() + bytes(16)))
    assert arrays.unpack_arrays(packed, "x")["x"].shape == (4,)
    with pytest.raises(BundleError, match="as large as it says"):
        arrays.unpack_arrays(bomb, "reference.npz")


def test_too_many_reference_windows_are_refused(tmp_path):
    with pytest.raises(BundleError, match="does not fit"):
        bundle.write_bundle(tmp_path / "x.ascbundle", contents(reference=reference(65)))


def test_another_version_says_so(data, path):
    entries = archive.read_entries(data)
    newer = entries["bundle.json"].replace(b'"version": 1', b'"version": 2')
    with pytest.raises(BundleError, match="format 2"):
        parse(repack({**entries, "bundle.json": newer}), path)


# --- enrolment ---------------------------------------------------------------------------------


def test_an_enrolled_scene_keeps_the_fingerprint(path, tmp_path):
    opened = bundle.read_bundle(path)
    scene = bundle.EnrolledScene("workshop", (0.5,) * SIZE, 0.4, 12, {"made": "by a test"})
    taught = bundle.with_enrolled(opened, [scene], tmp_path / "taught.ascbundle")
    assert taught.fingerprint == opened.fingerprint
    assert bundle.read_bundle(tmp_path / "taught.ascbundle").enrolled == (scene,)
    assert bundle.verify(tmp_path / "taught.ascbundle").ok


@pytest.mark.parametrize("change", [{"name": "bus"}, {"prototype": (0.5,)}])
def test_an_enrolled_scene_must_fit(path, tmp_path, change):
    scene = bundle.EnrolledScene("workshop", (0.5,) * SIZE, 0.4, 12, {})
    scene = dataclasses.replace(scene, **change)
    with pytest.raises(BundleError, match="does not fit"):
        bundle.with_enrolled(bundle.read_bundle(path), [scene], tmp_path / "x.ascbundle")
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_bundle(path, tmp_path):
    target = tmp_path / "x.ascbundle"
    shutil.copy(path, target)
    with pytest.raises(BundleError):
        bundle.write_bundle(target, contents(reference=reference(65)))
    assert target.read_bytes() == path.read_bytes()


def test_the_fingerprint_follows_network_front_end_and_scenes(path):
    from ml_core.bundle.store import fingerprint
    from ml_core.scenes import SceneSet

    base = bundle.read_bundle(path).fingerprint
    int8 = contents().int8
    assert fingerprint(int8, SPEC, SCENES) == base
    assert fingerprint(int8 + b"\0", SPEC, SCENES) != base
    assert fingerprint(int8, dataclasses.replace(SPEC, floor=1e-6), SCENES) != base
    assert fingerprint(int8, SPEC, SceneSet(("metro", "bus", "park"))) != base


# --- export ------------------------------------------------------------------------------------


def test_a_folder_is_not_a_place_to_export_to(path, tmp_path):
    with pytest.raises(BundleError, match="is a folder"):
        export_bundle(path, tmp_path)
    with pytest.raises(RunError, match="not there"):
        export_bundle(tmp_path / "nothing", tmp_path / "x.ascbundle")
    assert not tmp_path.with_name(tmp_path.name + ".ascbundle").exists()
    assert list(tmp_path.iterdir()) == []


# --- licences ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("licences", "verdict"),
    [
        (["CC0"], "yes"),
        (["CC0-1.0", "CC-BY-3.0", "CC BY 4.0 International"], "yes"),
        (["Apache-2.0 (TensorFlow Models)"], "yes"),
        (["CC0 1.0", "Public Domain", "CC BY 3.0", "CC-BY-4.0", "cc by"], "yes"),
        (["http://creativecommons.org/publicdomain/zero/1.0/"], "yes"),
        (["https://creativecommons.org/licenses/by/3.0/"], "yes"),
        (["https://creativecommons.org/licenses/by-nc/3.0/"], "no"),
        (["http://creativecommons.org/licenses/sampling+/1.0/"], "no"),
        (["CC BY", "CC BY-NC 3.0"], "no"),
        (["CC BY-SA 4.0"], "no"),
        (["CC Sampling+"], "no"),
        (["Apache-2.0", "CC BY"], "yes"),
        (["CC BY", "ask me"], "unknown"),
        (["CC BY 2.0 UK", "Public Domain Mark 1.0"], "yes"),
        (['CC BY or CC0 (Freesound pack "street scenes")'], "yes"),
        (["CC0 or author's own recording (README)"], "unknown"),
        (["CC BY 4.0 (NonCommercial)"], "unknown"),
        (["CC BY 3.0 NC"], "no"),
        ([""], "unknown"),
        ([], "unknown"),
        (["ask me", "CC BY-NC"], "no"),
    ],
)
def test_may_ship(licences, verdict):
    assert may_ship(licences) == verdict
