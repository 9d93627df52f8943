"""asc more-data on a tiny project: from a bundle without torch, and from a run."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ml_core.bundle import write_bundle
from ml_core.cli import main
from ml_core.errors import ProjectError, UnwritableFile
from ml_core.labelling.vectors import Vectors
from ml_core.models import registry
from ml_core.progress import Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import new_run
from ml_core.scenes import SceneSet
from ml_core.stages import more_data as stage
from ml_core.stages.clip_embeddings import clip_embeddings
from ml_core.stages.encoder import open_encoder
from ml_core.stages.prepare import card_of
from ml_core.training.checkpoint import save_network
from tests.ml_core.tiny_bundle import contents
from tests.stages.tiny import SCENES


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.ascbundle"
    write_bundle(path, contents())
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_tells_curve_and_to_do(project: Project, bundle: Path, capsys):
    words = ("more-data", bundle, project.folder, "--minutes", 1.2, "--repeats", 3)
    found = answer(capsys, *words)
    assert [row["share"] for row in found["curve"]] == [0.05, 0.5, 1.0]
    assert [row["share"] for row in found["forecast"]] == [1.5, 2.0]
    assert found["curve"][-1]["accuracy"] == 1.0  # tones far apart
    assert sum(row["minutes"] for row in found["to_do"]) == pytest.approx(1.2)
    assert found["total"]["minutes"] == 1.2
    assert found["train_minutes"] == pytest.approx(found["n_train"] * 1.2 / 60)
    assert {(row["scene"], row["device"]) for row in found["cells"]} == {(s, "") for s in SCENES}
    assert sum(row["n_test"] for row in found["cells"]) == found["n_clips"]
    assert answer(capsys, *words) == found


def test_no_clip_is_heard_twice(project: Project, bundle: Path):
    heard: list[Progress] = []

    def listened() -> list[Progress]:
        return [progress for progress in heard if progress.stage == "listen"]

    stage.more_data(bundle, project, repeats=1, trainings=2, monitor=Monitor(heard.append))
    assert listened()[0].total == 15
    heard.clear()
    stage.more_data(bundle, project, repeats=1, trainings=2, monitor=Monitor(heard.append))
    assert heard
    assert not listened()


def test_what_embed_kept_is_used(project: Project, bundle: Path, capsys):
    answer(capsys, "embed", bundle, project.folder)
    heard: list[Progress] = []
    stage.more_data(bundle, project, repeats=1, trainings=2, monitor=Monitor(heard.append))
    assert not [progress for progress in heard if progress.stage == "listen"]


def test_a_run_may_be_asked(project: Project, tmp_path: Path):
    folder = new_run(tmp_path / "run", DistilRecipe(), {}).path
    card = card_of("cp-mobile-6k", "cosine", "cp-mobile-16k", SceneSet(("hum", "sea", "whistle")))
    save_network(folder, registry.build_student("cp-mobile-6k", 3, "cosine"), card)
    found = stage.more_data(folder, project, repeats=1, trainings=2)
    assert found["backend"].startswith("torch")
    assert found["scenes"] == sorted(SCENES)


def test_of_very_many_clips_every_source_gives_some(
    project: Project, bundle: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(stage, "MOST_CLIPS", 4)
    whole = sum(clip.duration_s for clip in project.clips(split="train")) / 60
    found = stage.more_data(bundle, project, repeats=1, trainings=2)
    assert found["n_learnt"] == found["n_train"]  # one clip of a source is its share
    assert found["train_minutes"] == pytest.approx(whole)
    assert sum(row["minutes"] for row in found["cells"]) == pytest.approx(whole)


def test_what_cannot_be_measured_is_said(project: Project, bundle: Path):
    with pytest.raises(ProjectError, match="cannot tell"):
        stage.more_data(bundle, project, split="train")
    project.set_split({clip.segment_id: "train" for clip in project.clips()})
    with pytest.raises(ProjectError, match="clips of them to measure"):
        stage.more_data(bundle, project)


def test_a_bundle_is_asked_without_torch(project: Project, bundle: Path):
    code = (
        "import sys; from ml_core.cli import main;"
        f"main(['more-data', {str(bundle)!r}, {str(project.folder)!r}, '--repeats', '1']);"
        "sys.exit('torch' in sys.modules or 'sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_embeddings_that_cannot_be_kept_are_heard(
    project: Project, bundle: Path, monkeypatch: pytest.MonkeyPatch
):
    """On a disk that is read only, or full."""
    encoder, clips = open_encoder(bundle), project.clips()

    def refuse(*_: object) -> None:
        raise UnwritableFile("vectors", "read only")

    with monkeypatch.context() as patched:
        patched.setattr(Vectors, "add", refuse)
        heard = clip_embeddings(encoder, project, clips)
    kept = clip_embeddings(encoder, project, clips)
    np.testing.assert_allclose(heard, kept, rtol=2e-3, atol=1e-3)
