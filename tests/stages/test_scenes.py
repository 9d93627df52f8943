"""A run may learn some scenes of the project alone; whoever starts from it learns the same."""

import pytest

from ml_core.errors import RecipeError
from ml_core.planning import check_before_run, check_chain, estimate_chain, estimate_run
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe
from ml_core.runs.scenes import chosen_scenes
from ml_core.stages.evaluate_run import evaluate_run
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import CLIPS_PER_SCENE, QUICK

TEACHER = FinetuneRecipe(network="cp-mobile-6k", epochs=1).with_overrides(QUICK)
STUDENT = DistilRecipe(network="cp-mobile-6k", epochs=1).with_overrides(QUICK)
SOME = ["scenes=hum, hiss"]


def test_a_teacher_of_two_scenes_and_its_student(project: Project):
    n_clips = len(project.clips())
    teacher = start_run(project, TEACHER.with_overrides(SOME), None, {})
    assert run_stage(project, teacher)["scenes"] == ["hiss", "hum"]
    student = start_run(project, STUDENT, None, {"teacher": str(teacher.path)})
    result = run_stage(project, student)
    assert result["scenes"] == ["hiss", "hum"]
    n_test = result["n_clips"]
    assert result["n_train"] + n_test == 2 * CLIPS_PER_SCENE
    assert chosen_scenes(QuantizeRecipe(), {"student": str(student.path)}) == ("hum", "hiss")
    answer = evaluate_run(student.path, project, "test")
    assert answer["n_clips"] == n_test
    assert answer["n_foreign"] == len(project.clips(split="test")) - n_test
    # nothing was left out of the project for it
    assert len(project.clips()) == n_clips
    assert all(clip.state != "excluded" for clip in project.clips())


def test_what_is_looked_at_before_is_of_these_scenes(project: Project):
    few, every = TEACHER.with_overrides(SOME), TEACHER
    found = {one.kind: one for one in check_before_run(project, few, {})}
    assert found["scenes"].figures == {"scenes": 2}
    chain = [few, STUDENT, QuantizeRecipe()]
    of_chain = {one.kind: one for one in check_chain(project, chain, {})}
    assert of_chain["split"].figures == found["split"].figures
    costs = estimate_chain(project, chain, {})
    all_costs = estimate_chain(project, [every, *chain[1:]], {})
    for cost, more in zip(costs, all_costs, strict=True):
        assert cost.disk_bytes < more.disk_bytes
    assert costs[0] == estimate_run(project, few, {})


def test_scenes_that_nobody_has(project: Project):
    recipe = TEACHER.with_overrides(["scenes=hum,moon"])
    (found,) = [one for one in check_before_run(project, recipe, {}) if one.names == ("moon",)]
    assert found.level == "block"
    run = start_run(project, recipe, None, {})
    with pytest.raises(RecipeError, match="moon"):
        run_stage(project, run)
    with pytest.raises(RecipeError, match="scenes"):
        TEACHER.with_overrides(["scenes=hum"])
