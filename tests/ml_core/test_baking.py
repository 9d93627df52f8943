"""What baking would do: whose recipes, which clips, and what it refuses."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle

from ml_core.bundle import Bundle
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by
from ml_core.enrolment import enrol, support_from_samples
from ml_core.enrolment.baking import plan_bake, start_bake
from ml_core.errors import AscError, ProjectError, RunError
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe, RunRecipe
from ml_core.recordings.decode import write_wav
from ml_core.runs import RunFolder, new_run

GIVEN = {"distil": DistilRecipe(network="cp-mobile-6k"), "quantize": QuantizeRecipe(epochs=2)}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The tiny bundle, taught "Whistle" and "Chatter"; the latter is muted."""
    plain = write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")
    heard = support_from_samples(plain, {str(i): sound("whistle", 4, i) for i in range(3)})
    taught = enrol(plain, "Whistle", heard.embeddings, heard.groups).enrolled
    muted = replace(taught, name="Chatter", details={**taught.details, "muted": True})
    return replace(plain, enrolled=(taught, muted))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Clips of the old scenes, divided; then a new place's, which are in no part."""
    audio = tmp_path / "audio"
    for scene in SCENES:
        _write(audio, scene, 4)
    with Project.create(tmp_path / "project") as made:
        import_recordings(made, audio)
        split_by(made, "source", 0.25, 0)
        yield made


def _write(audio: Path, scene: str, n: int, kind: str = "hum") -> None:
    for number in range(n):
        path = audio / scene / f"{scene}-{number}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wav(path, sound(scene if scene in SCENES else kind, 1, number), RATE_HZ)


def _place(project: Project, folder: Path, name: str, n: int) -> None:
    _write(folder, name, n, "whistle")
    import_recordings(project, folder)


def test_old_and_new_are_learned_by_the_given_recipes(
    bundle: Bundle, project: Project, tmp_path: Path
) -> None:
    _place(project, tmp_path / "more", "whistle", 5)
    plan = plan_bake(bundle, project, GIVEN)
    assert plan.places == ("whistle",)  # as the project spells it; what is muted is left out
    assert plan.scenes == (*SCENES, "whistle")
    assert [recipe.stage for recipe in plan.recipes] == ["distil", "quantize"]
    assert all(recipe.chosen_scenes == plan.scenes for recipe in plan.recipes)
    assert plan.recipes[0].network == "cp-mobile-6k"
    assert plan.n_clips == {"whistle": 5}
    assert plan.seconds["whistle"] == pytest.approx(5.0, abs=0.01)


@pytest.mark.parametrize(("n", "tested"), [(1, 0), (3, 0), (4, 1), (9, 2)])
def test_whole_recordings_are_kept_for_the_test_where_there_are_enough(
    bundle: Bundle, project: Project, tmp_path: Path, n: int, tested: int
) -> None:
    _place(project, tmp_path / "more", "whistle", n)
    parts = list(plan_bake(bundle, project, GIVEN).divided.values())
    assert len(parts) == n
    assert parts.count("test") == tested
    assert set(parts) <= {"train", "test"}


def test_what_is_divided_stays_so(bundle: Bundle, project: Project, tmp_path: Path) -> None:
    _place(project, tmp_path / "more", "whistle", 5)
    clips = project.clips(scene="whistle")
    project.set_split({clip.segment_id: "test" for clip in clips[:2]})
    divided = plan_bake(bundle, project, GIVEN).divided
    assert set(divided) == {clip.segment_id for clip in clips[2:]}
    assert set(divided.values()) == {"train"}


def test_the_runs_are_in_line_and_the_split_can_be_undone(
    bundle: Bundle, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(
        "ml_core.runs.chain.line_up", lambda _, pairs: started.extend(run.path for run, _ in pairs)
    )
    _place(project, tmp_path / "more", "whistle", 2)
    plan = plan_bake(bundle, project, GIVEN)

    def make(recipe: RunRecipe, path: Path, inputs: dict[str, str]) -> RunFolder:
        return new_run(path, recipe, inputs)

    chain = start_bake(bundle, project, plan, make, name="bake", out=tmp_path / "new.ascbundle")
    assert started == [run.path for run in chain]
    assert chain[1].provenance["inputs"] == {"student": str(chain[0].path)}
    assert chain[1].provenance["baked"]["fingerprint"] == bundle.fingerprint
    assert chain[1].provenance["bundle"] == str(tmp_path / "new.ascbundle")
    assert {clip.split for clip in project.clips(scene="whistle")} == {"train"}
    project.undo()
    assert {clip.split for clip in project.clips(scene="whistle")} == {None}


def test_what_cannot_be_baked_is_said(bundle: Bundle, project: Project, tmp_path: Path) -> None:
    with pytest.raises(AscError, match="taught no place"):
        plan_bake(replace(bundle, enrolled=bundle.enrolled[1:]), project, GIVEN)
    with pytest.raises(ProjectError, match='no clips of "Whistle"'):
        plan_bake(bundle, project, GIVEN)
    _place(project, tmp_path / "more", "whistle", 1)
    with pytest.raises(RunError, match="does not say how it was made"):
        plan_bake(bundle, project)
    training = {**bundle.manifest.training, "teacher": {"run": "gone", "network": "yamnet"}}
    manifest = replace(bundle.manifest, training=training)
    with pytest.raises(RunError, match="teacher of"):
        plan_bake(replace(bundle, manifest=manifest), project, GIVEN)
    with pytest.raises(RunError, match="several networks"):
        plan_bake(bundle, project, {**GIVEN, "finetune": GIVEN["distil"]})
    given = {**GIVEN, "finetune": FinetuneRecipe(network="cp-resnet-128k")}
    stages = [one.stage for one in plan_bake(bundle, project, given).recipes]
    assert stages == ["finetune", "distil", "quantize"]


def test_old_scenes_that_cannot_be_replayed_are_named(
    bundle: Bundle, project: Project, tmp_path: Path
) -> None:
    _place(project, tmp_path / "more", "whistle", 1)
    project.label([clip.segment_id for clip in project.clips(scene="hum")], None)
    with pytest.raises(ProjectError, match="no training clips of: hum"):
        plan_bake(bundle, project, GIVEN)


def test_recipes_of_a_foreign_bundle_keep_no_path(
    bundle: Bundle, project: Project, tmp_path: Path
) -> None:
    _place(project, tmp_path / "more", "whistle", 1)
    told = {"stage": "distil", "network": "cp-mobile-6k", "dir_folder": "/somewhere/else"}
    training = {"recipes": {"student": told, "quantize": {"stage": "quantize", "epochs": 3}}}
    manifest = replace(bundle.manifest, training=training)
    student, int8 = plan_bake(replace(bundle, manifest=manifest), project).recipes
    assert (student.network, student.dir_folder, int8.epochs) == ("cp-mobile-6k", "", 3)
    assert np.array_equal(student.chosen_scenes, (*SCENES, "whistle"))


def test_a_budget_that_would_be_broken_is_said_before(
    bundle: Bundle, project: Project, tmp_path: Path
) -> None:
    _place(project, tmp_path / "more", "whistle", 1)
    training = {"network": "cp-mobile-6k"}
    sizes = {"bytes": 127_990, "within": {"dcase": True}}
    full = replace(
        bundle, manifest=replace(bundle.manifest, training=training, complexity=sizes)
    )  # a scene takes 64 bytes here
    with pytest.raises(RunError, match="there is room for 0"):
        plan_bake(full, project, GIVEN)
    other = plan_bake(full, project, GIVEN, {"distil": ["network=cp-mobile-12k", "epochs=2"]})
    assert (other.recipes[0].network, other.recipes[0].epochs) == ("cp-mobile-12k", 2)
    sizes["bytes"] = 127_936
    assert plan_bake(full, project, GIVEN).places == ("whistle",)
