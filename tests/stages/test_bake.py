"""A taught place becomes a scene of a new student, by one command on real runs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ml_core.bundle import Bundle, read_bundle
from ml_core.enrolment import add_enrolled, enrol, support_from_files
from ml_core.project import Project
from ml_core.stages.bake import compare_baked
from tests.stages.tiny import QUICK

OLD = 'scenes="hiss,hum"'
SETTINGS = {
    "finetune": ["network=cp-resnet-128k", "epochs=1", "front_end=", "batch_size=5", "threads=1",
                 "torch_device=cpu", OLD],
    "distil": ["network=cp-mobile-6k", "epochs=3", *QUICK],
    "quantize": ["epochs=1", "frozen_epochs=0", "batch_size=5", "threads=1", "torch_device=cpu"],
}  # fmt: skip


def asc(*words: str) -> dict:
    command = [sys.executable, "-m", "ml_core", *words, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_taught_place_is_baked(project: Project, tmp_path: Path):
    old = tmp_path / "old.ascbundle"
    settings = [f"{stage}.{one}" for stage, ones in SETTINGS.items() for one in ones]
    asc("all", str(project.folder), "--name", "way", "--distil", "distil-quick", "--out", str(old),
        *(word for one in settings for word in ("--set", one)))  # fmt: skip
    bundle = read_bundle(old)
    assert bundle.manifest.scenes.names == ("hiss", "hum")
    files = [clip.path for clip in project.clips(scene="whistle")]
    support = support_from_files(bundle, files)
    taught = add_enrolled(
        bundle, enrol(bundle, "Whistle", support.embeddings, support.groups).enrolled,
        tmp_path / "taught.ascbundle",
    )  # fmt: skip

    plan = asc("bake", str(taught.path), str(project.folder), "--plan")
    assert plan["places"] == ["whistle"]
    assert list(plan["recipes"]) == ["finetune", "distil", "quantize"]
    answer = asc("bake", str(taught.path), str(project.folder), "--name", "baked")
    baked = read_bundle(Path(answer["bundle"]))
    assert baked.manifest.scenes.names == ("hiss", "hum", "whistle")
    assert baked.enrolled == ()
    assert baked.fingerprint != bundle.fingerprint
    assert baked.manifest.training["network"] == bundle.manifest.training["network"]
    _is_what_it_says(answer, taught, baked, project)


def _is_what_it_says(answer: dict, taught: Bundle, baked: Bundle, project: Project) -> None:
    assert answer["old_scenes"]["n_clips"] == len(
        [clip for clip in project.clips(split="test") if clip.scene in ("hiss", "hum")]
    )
    assert answer["bytes"]["after"] == baked.manifest.complexity["bytes"]
    assert answer["parity"] == dict(baked.parity)
    again = compare_baked(taught, baked, project)
    assert again == {name: answer[name] for name in again}
