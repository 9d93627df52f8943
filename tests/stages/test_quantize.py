"""From a student's run to a bundle, on a few synthetic clips: the way, not the accuracy."""

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("torchao")

from safetensors.numpy import load_file, save_file

from ml_core import bundle
from ml_core.bundle.hearing import Heard
from ml_core.cli import main
from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.demo_project import write_synthetic_project
from ml_core.errors import RecipeError, RunError
from ml_core.project import ClipRow, Project
from ml_core.recipes import DistilRecipe, QuantizeRecipe, builtin, networks
from ml_core.recordings.decode import write_wav
from ml_core.recordings.synthetic import CorpusSize
from ml_core.runs import RunFolder, StopRequested, new_run
from ml_core.stages.distil_student import distil_student
from ml_core.stages.evaluate import evaluate_bundle
from ml_core.stages.export_bundle import export_bundle
from ml_core.stages.quantize_student import quantize_student
from ml_core.stages.reference import FEWEST_TO_CALIBRATE, can_calibrate, with_a_signal
from tests.stages.conftest import CERTIFIED_WINDOWS

SIZE = CorpusSize(training_clips=1, test_clips=1, test_devices=("a", "s4"), clip_s=1.5)
RECIPE = QuantizeRecipe(
    epochs=2, batch_size=20, peak_lr=1e-4, warmup_epochs=0, calibration_batches=2,
    frozen_epochs=1, threads=1, freq_mixstyle_share=0.5, mixup_share=0.5,
)  # fmt: skip


def begin(project: Project, name: str, recipe, **inputs) -> RunFolder:
    return new_run(project.runs_dir / name, recipe, {k: str(v) for k, v in inputs.items()})


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quantize") / "project"
    write_synthetic_project(folder, SIZE, name="Small")
    with Project.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def student(project) -> RunFolder:
    recipe = DistilRecipe(
        network="cp-mobile-6k", epochs=2, batch_size=20, warmup_epochs=0, peak_lr=5e-3, threads=1
    )
    run = begin(project, "student", recipe)
    distil_student(project, None, recipe, run)
    return run


@pytest.fixture(scope="module")
def quantized(project, student) -> tuple[RunFolder, dict]:
    run = begin(project, "int8", RECIPE, student=student.path)
    return run, quantize_student(project, student.path, RECIPE, run)


def test_the_run_holds_a_bundle_that_verifies(quantized):
    run, result = quantized
    report = bundle.verify(run.path / "export" / "student.ascbundle")
    assert report.ok, report.reasons
    assert report.may_ship == "yes"
    assert run.result == json.loads(json.dumps(result))
    assert 0 <= result["accuracy"] <= 1
    assert result["backend"].startswith("onnxruntime")


def test_parity_is_measured_and_close(quantized):
    run, result = quantized
    parity = json.loads((run.path / "export" / "parity.json").read_text("utf-8"))
    assert parity == result["parity"]
    assert parity["measured"]
    assert parity["n"] == CERTIFIED_WINDOWS
    assert parity["windows_of"] == "labelled"
    assert 0 < parity["n_shifted"] < CERTIFIED_WINDOWS
    assert parity["agreement"] == 1
    assert parity["gap_steps"]["p95"] <= 1
    assert {"a", "s4"} <= set(parity["per_device"])
    assert sum(row["n"] for row in parity["per_scene"].values()) == CERTIFIED_WINDOWS
    found = bundle.certificate_of(bundle.read_bundle(run.path / "export" / "student.ascbundle"))
    assert found.measured
    assert found.sentence == parity["sentence"]


def test_the_file_is_as_large_as_the_table_of_networks_says(quantized):
    """Estimates, gauges and bundles tell one number."""
    _, result = quantized
    table = networks()["cp-mobile-6k"]
    sizes = bundle.read_bundle(Path(result["bundle"])).manifest.complexity
    assert sizes["bytes"] == result["int8_bytes"] == pytest.approx(table["int8_bytes"], rel=0.02)
    assert sizes["macs"] == pytest.approx(table["int8_macs"], rel=0.02)


def test_all_stages_are_compared(quantized):
    _, result = quantized
    parity = result["parity"]
    for stages in ("simulated_to_converted", "simulated_to_int8"):
        assert 0.97 <= parity[stages]["agreement"] <= 1
        assert parity[stages]["gap_steps"]["median"] <= 4
    assert 0 <= parity["float_to_int8"]["agreement"] <= 1


def test_no_part_of_it_is_silent(quantized):
    """Whatever takes its time says so, and can be stopped there."""
    run, _ = quantized
    stages = [event["stage"] for event in run.read_events()[0]]
    phases = [phase for phase, _ in itertools.groupby(stages)]
    after = phases[len(phases) - phases[::-1].index("epoch") :]
    assert after == ["convert", "measure", "compare", "finish"]
    assert phases.index("prepare") < phases.index("calibrate")
    assert stages.count("convert") == 3
    assert stages.count("compare") >= 4  # by batch


def test_without_epochs_only_ranges_are_found(quantized, project, student):
    recipe = replace(builtin("quantize-ptq"), batch_size=20, threads=1)
    run = begin(project, "ptq", recipe, student=student.path)
    result = quantize_student(project, student.path, recipe, run)
    assert result["epochs"] == 0
    begun = [(event["stage"], event["done"]) for event in run.read_events()[0]]
    assert begun.count(("calibrate", 0)) == 3  # every batch is drawn once and shown twice
    assert result["parity"]["float_to_int8"]["agreement"] >= 0.7
    opened = bundle.read_bundle(run.path / "export" / "student.ascbundle")
    assert bundle.verify(opened.path).ok
    fine_tuned = bundle.read_bundle(quantized[0].path / "export" / "student.ascbundle")
    assert opened.entries["fp32.onnx"] == fine_tuned.entries["fp32.onnx"]
    assert opened.entries["int8.onnx"] != fine_tuned.entries["int8.onnx"]


def test_kept_layers_must_have_a_name_that_exists(project, student):
    recipe = replace(builtin("quantize-ptq"), keep_float="blocks.0, nothing", threads=1)
    run = begin(project, "misnamed", recipe, student=student.path)
    with pytest.raises(RecipeError, match="nothing"):
        quantize_student(project, student.path, recipe, run)


def test_sensitivity_by_layer(project, student, capsys):
    command = ["sensitivity", str(student.path), str(project.folder), "--windows", "12"]
    assert main([*command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["n_windows"] == 12
    names = [row["layer"] for row in answer["layers"]]
    assert len(set(names)) == len(names) > 20
    assert {"log_mel", "stem.0.0", "blocks.0"} <= set(names)
    losses = [row["alone"]["sqnr_db"] for row in answer["layers"]]
    assert losses == sorted(losses)
    for row in answer["layers"]:
        assert row["alone"]["sqnr_db"] > answer["int8"]["sqnr_db"]
        assert 0 <= row["without"]["agreement"] <= 1
    kept = {row["layer"] for row in answer["layers"] if row["may_stay_float"]}
    assert "stem.0.0" in kept
    assert "log_mel" not in kept
    assert answer["float"]["sqnr_db"] is None
    assert main(command) == 0
    assert "alone dB" in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["sensitivity", "evaluate"])
def test_weights_that_are_damaged_are_told_of(project, student, capsys, verb):
    """Numbers all of them, but so large that nothing comes of them."""
    copy = Path(shutil.copytree(student.path, project.runs_dir / f"damaged-{verb}"))
    weights = copy / "checkpoint" / "network.safetensors"
    known = load_file(weights)
    huge = {name: np.full_like(one, 3e38) for name, one in known.items() if one.dtype == np.float32}
    save_file(known | huge, weights)
    assert main([verb, str(copy), str(project.folder), "--json"]) == 1
    assert "Its weights are damaged" in capsys.readouterr().err


def test_only_windows_with_a_signal_are_kept(tmp_path):
    window, rng = 8000, np.random.default_rng(5)
    sounding = rng.normal(0, 0.1, window).astype(np.float32)
    silent = np.zeros(window, np.float32)
    write_wav(tmp_path / "bark.wav", np.concatenate([sounding, silent, sounding[:3000]]), 16_000)
    write_wav(tmp_path / "bark2.wav", np.concatenate([silent, sounding, sounding[:5000]]), 16_000)
    write_wav(tmp_path / "sneeze.wav", sounding[:3000], 16_000)
    names = {"bark": "dog", "bark2": "dog", "sneeze": "nose"}
    clips = [
        ClipRow(k, k, tmp_path, f"{name}.wav", 0.0, 1.0, (scene,))
        for k, (name, scene) in enumerate(names.items())
    ]
    source = ClipSource(clips, sample_rate_hz=16_000, cache_dir=tmp_path / "cache")
    clip = np.array([0, 0, 0, 1, 1, 1, 2])
    assert [len(source.windows(k, window)) for k in range(3)] == [3, 3, 1]
    heard = Heard(np.arange(7.0)[:, None], np.arange(14.0).reshape(7, 2), clip)
    kept = with_a_signal(heard, source, window)
    assert kept.logits[:, 0].tolist() == [0, 4, 5, 6]
    assert kept.embeddings[:, 0].tolist() == [0, 8, 10, 12]
    assert kept.clip.tolist() == [0, 1, 1, 2]


def test_confidences_are_fitted_to_clips_that_say_something(project):
    clips = project.clips()
    few = clips[: FEWEST_TO_CALIBRATE - 1]
    assert can_calibrate(clips, is_held_out=True)
    assert not can_calibrate(few, is_held_out=True)
    assert not can_calibrate(clips, is_held_out=False)


def test_reference_windows_are_held_out_and_few(quantized, project):
    run, _ = quantized
    opened = bundle.read_bundle(run.path / "export" / "student.ascbundle")
    reference, n_scenes = opened.reference, len(opened.manifest.scenes)
    assert np.bincount(reference.scenes).max() <= 64
    assert set(reference.scenes) == set(range(n_scenes))
    assert {row.device for row in reference.statistics} == {"a", "s4"}
    assert set(reference.devices) == {"a", "s4"}
    assert set(opened.manifest.thresholds) == {"lenient", "normal", "strict"}
    assert opened.manifest.temperature not in (0.0, 1.0)
    test_places = {clip.location for clip in project.clips(split="test")}
    hashes = {bundle.store.location_hash(str(place)) for place in test_places}
    assert set(reference.location_hashes.tolist()) <= hashes


def test_headline_accuracy_is_what_the_file_does(quantized, project):
    run, result = quantized
    opened = bundle.read_bundle(run.path / "export" / "student.ascbundle")
    again = evaluate_bundle(opened, project, "test", "int8")
    assert again["accuracy"] == result["accuracy"]
    assert opened.manifest.accuracy["int8"]["value"] == result["accuracy"]
    counts = np.array(again["confusion"]["counts"])
    assert counts.sum() == again["n_clips"] == 20
    assert np.trace(counts) == round(again["accuracy"] * 20)
    by_device = sum(np.array(table) for table in again["confusion_per_device"].values())
    assert np.array_equal(by_device, counts)
    rows = again["clips"]
    right = sum(row["scene"] == row["predicted"] for row in rows)
    assert right == np.trace(counts)


def test_an_interrupted_run_ends_in_the_same_bytes(quantized, project, student):
    first, _ = quantized
    run = begin(project, "interrupted", RECIPE, student=student.path)
    monitor = run.monitor()
    tell = monitor.tell

    def stop_after_an_epoch(done, total, *, stage="", **metrics):
        tell(done, total, stage=stage, **metrics)
        if stage == "epoch" and done == 1:
            run.request_stop("pause")

    monitor.tell = stop_after_an_epoch
    with pytest.raises(StopRequested):
        quantize_student(project, student.path, RECIPE, run, monitor)
    (run.path / "stop").unlink()
    quantize_student(project, student.path, RECIPE, run)
    whole, resumed = (
        bundle.read_bundle(path.path / "export" / "student.ascbundle").entries["int8.onnx"]
        for path in (first, run)
    )
    assert whole == resumed


def test_export_writes_card_and_remembers(quantized, project, tmp_path):
    run, _ = quantized
    answer = export_bundle(run.path, tmp_path / "city walks", project, notes="A note.")
    path = tmp_path / "city walks.ascbundle"
    assert answer["bundle"] == str(path)
    assert answer["bytes"] == path.stat().st_size
    opened = bundle.read_bundle(path)
    assert opened.manifest.name == "city walks"
    assert opened.fingerprint == answer["fingerprint"]
    for words in ("A note.", "CC0-1.0", "ASC Studio, synthetic", "not a signature", "95 %", "s4"):
        assert words in opened.card
    assert path in [row.path for row in project.bundles()]


def test_a_float_run_cannot_be_exported(student, tmp_path):
    with pytest.raises(RunError, match="holds no int8 network"):
        export_bundle(student.path, tmp_path / "x.ascbundle")


def test_the_command_line_tells_the_same(quantized, project, tmp_path, capsys):
    run, result = quantized
    out = tmp_path / "x.ascbundle"
    assert main(["export", str(run.path), str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == out.stat().st_size
    assert main(["evaluate", str(out), str(project.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"] == result["accuracy"]
    assert main(["verify", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    assert main(["bench", str(out), "--threads", "1", "--json"]) == 0
    bench = json.loads(capsys.readouterr().out)
    assert bench["int8_ms"]["p50"] <= bench["int8_ms"]["p95"]
    with out.open("ab") as stream:
        stream.write(b"x")
    assert main(["verify", str(out), "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["ok"] is False
    assert "changed after it was made" in told.err


def test_a_float_run_says_so(student, project, capsys):
    assert main(["evaluate", str(student.path), str(project.folder), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["backend"] == "torch float32"
    assert "no int8 file" in told.err


@pytest.mark.slow
def test_float_converted_and_trained_side_by_side(project, student, quantized, capsys):
    run, _ = quantized
    for one, stage in ((student, "distil"), (run, "quantize")):
        project.add_run(one.path, stage)
    command = ["layers", str(student.path), str(project.folder), "--windows", "8", "--json"]
    assert main(command) == 0
    answer = json.loads(capsys.readouterr().out)
    full, converted, trained = answer["methods"]
    assert [row["method"] for row in answer["methods"]] == ["fp32", "ptq", "qat"]
    assert trained["run"] == str(run.path)
    assert converted["run"] == full["run"] == str(student.path / "converted")
    assert full["difference"] is None
    assert full["agreement"] == 1.0
    assert trained["accuracy"] == run.result["accuracy"]
    assert trained["bytes"] < full["bytes"] / 2
    for row in (converted, trained):
        assert row["difference"]["b"] == full["accuracy"]
        assert row["difference"]["difference"] == pytest.approx(row["accuracy"] - full["accuracy"])
        assert row["difference"]["words"]
        assert 0 <= row["agreement"] <= 1
    assert all(row["latency_p95_ms"] >= row["latency_ms"] > 0 for row in answer["methods"])
    assert answer["sensitivity"]["n_windows"] == 8
    made = (student.path / "converted" / "result.json").stat().st_mtime_ns
    assert main([*command[:1], str(run.path), *command[2:]]) == 0  # its student is meant
    again = json.loads(capsys.readouterr().out)
    assert again["methods"] == answer["methods"]  # measured once
    assert (student.path / "converted" / "result.json").stat().st_mtime_ns == made
