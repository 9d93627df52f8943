"""One of everything that is read, whole: a project with runs, a bundle, tables, sounds, weights."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from pathlib import Path

from ml_core.cli import main
from ml_core.datasets.contents import hash_missing
from ml_core.datasets.exporting import export_labels
from ml_core.files import resource_path, write_json
from ml_core.project import Project
from ml_core.recordings.decode import read_samples
from ml_core.shards import write_shards
from tests.ml_core.sound_files import FORMS, write_form
from tests.stages.tiny import QUICK, RATE_HZ, tiny_project

TABLES = {
    "meta": "meta.csv", "csv": "labels.csv", "parquet": "labels.parquet", "audacity": "audacity",
    "raven": "raven", "labelstudio": "labelstudio.json", "aoef": "aoef.json",
}  # fmt: skip
CERTIFIED_WINDOWS = 200
RUNS = ("way-1-finetune", "way-2-distil", "way-3-quantize")
STEPS = {
    "finetune": ["network=cp-resnet-128k", "epochs=1", "front_end=", "batch_size=5", "threads=1",
                 "torch_device=cpu"],
    "distil": ["network=cp-mobile-6k", "epochs=2", *QUICK],
    "quantize": ["epochs=1", "frozen_epochs=0", "batch_size=5", "threads=1", "torch_device=cpu"],
}  # fmt: skip
BUNDLE = "given/way.ascbundle"
PARTS = ("project", "home", "tmp", "out", "given", "audio")
"""What stands in the folder; a command may only write into the first four."""
WRITABLE = PARTS[:4]


def asc(*words: str) -> None:
    """A command that has to succeed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(list(words))
    if status:
        raise RuntimeError(f"asc {' '.join(words)}: {said.getvalue()}")


def write_material(folder: Path, *, runs: bool = True) -> None:
    """All of it, in an empty folder.

    Args:
        folder: where to; ``ASC_HOME`` is pointed into it.
        runs: train a teacher, a student, its int8 network and a bundle, in a minute; without
            them the bundle is the starter's.
    """
    for part in PARTS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    os.environ.update(
        ASC_HOME=str(folder / "home"), HOME=str(folder / "home"), TMPDIR=str(folder / "tmp")
    )
    shutil.rmtree(folder / "audio")
    shutil.rmtree(folder / "project")
    with tiny_project(folder) as project:
        _write_tables(project, folder / "given")
        hash_missing(project)
        write_shards(project, folder / "given/shards", shard_mb=1)
    _write_sounds(folder)
    (folder / "home/settings.toml").write_text(
        '[appearance]\ntheme = "dark"\ntext_size = 1.25\n[start]\nfirst = false\n'
        'recent = ["/a/b", "/c/ü"]\n[live]\npace = 0.25\n[window]\npage = "label"\n'
    )
    if runs:
        _train(folder)
        _run_many(folder)
        _write_weights(folder / "given")
    else:
        shutil.copyfile(resource_path("starter.ascbundle"), folder / BUNDLE)
    for verb in ("doctor", "suggest", "errors"):
        more = ["--bundle", str(folder / BUNDLE)] if verb != "doctor" else []
        asc(verb, str(folder / "project"), *more, "--json")


def _write_tables(project: Project, given: Path) -> None:
    ids = project.ids()
    project.set_note(ids[:2], "heard twice, déjà vu")
    project.label(ids[-2:], None)
    for form, name in TABLES.items():
        export_labels(project, given / name, form)  # type: ignore[arg-type]
    lines = ["filename,scene,device"]
    lines += [f"{row.path},{row.scene or ''},a" for row in project.clips()]
    (given / "other.csv").write_text("\n".join(lines) + "\n", "utf-8")
    files = [row.path.name for row in project.clips()]
    for n, name in enumerate(("train.txt", "test.txt")):
        (given / name).write_text("filename\n" + "\n".join(files[n::2]) + "\n")


def _write_sounds(folder: Path) -> None:
    first = next((folder / "audio").rglob("*.wav"))
    samples = read_samples(first, sample_rate_hz=RATE_HZ)[:, None]
    (folder / "given/sounds").mkdir()
    for form in FORMS:
        write_form(folder / "given/sounds", form, samples, RATE_HZ if form != "opus" else 48_000)


def _train(folder: Path) -> None:
    from ml_core.stages import certify  # torch: not for material without runs

    certify.FEWEST = CERTIFIED_WINDOWS  # type: ignore[misc]
    settings = [f"{stage}.{one}" for stage, ones in STEPS.items() for one in ones]
    asc(
        "all", str(folder / "project"), "--json", "--name", "way", "--distil", "distil-quick",
        *(word for one in settings for word in ("--set", one)), "--out", str(folder / BUNDLE),
    )  # fmt: skip
    for run in RUNS:
        shutil.copyfile(folder / f"project/runs/{run}/recipe.toml", folder / f"given/{run}.toml")
    for path in (folder / "project/runs").glob("way-*"):
        asc("evaluate", str(path), str(folder / "project"), "--json")


def _run_many(folder: Path) -> None:
    """Runs of other kinds, one that failed, one that waits for it, and one in the trash."""
    project, runs = folder / "project", folder / "project/runs"
    teacher, student, _ = (str(runs / name) for name in RUNS)
    distil = [word for one in STEPS["distil"] for word in ("--set", one)]
    asc("fuse", str(project), teacher, student, "--out", str(runs / "fused"))
    asc("bulk", str(project), "--bundle", str(folder / BUNDLE), "--out", str(runs / "heard"),
        "--part", "8")  # fmt: skip
    asc("search", str(project), "--recipe", "distil-quick", "--minutes", "1", "--trials", "2",
        "--out", str(runs / "searched"), *distil)  # fmt: skip
    for name in ("failed", "waits", "thrown"):
        shutil.copytree(student, runs / name)
        (runs / name / "result.json").unlink()
    end = {"state": "failed", "message": "The disk is full.", "hint": "Make room."}
    write_json(runs / "failed/ended.json", end)
    beat = {"time": 1.0, "pid": 1, "host": "elsewhere", "vitals": {"memory_bytes": 1}}
    write_json(runs / "failed/heartbeat", beat)
    write_json(runs / "waits/queued.json", {"time": 1.0, "after": "failed"})
    asc("stop", str(runs / "thrown"), "--discard")


def _write_weights(given: Path) -> None:
    import h5py
    import numpy as np
    import torch
    from safetensors.torch import save_file

    from ml_core.models.yamnet import N_AUDIOSET, YAMNet
    from tests.ml_core.test_keras_weights import as_keras, write

    torch.manual_seed(0)
    network = YAMNet(N_AUDIOSET).eval()
    state = {name: value.contiguous() for name, value in network.state_dict().items()}
    save_file(state, str(given / "yamnet.safetensors"))
    torch.save({"model": {"a.weight": torch.zeros(3, 4)}, "cfg": {"n": 3}}, given / "beats.pt")
    write(given / "yamnet.h5", as_keras(network))
    with h5py.File(given / "small.h5", "w") as file:
        file["layer1/conv/layer1/conv/kernel:0"] = np.zeros((3, 3, 1, 8), np.float32)


if __name__ == "__main__":
    write_material(Path(sys.argv[1]))
    print(json.dumps(sorted(str(path) for path in Path(sys.argv[1]).rglob("*"))))
