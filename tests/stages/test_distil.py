"""Students of a tiny project, with and without a teacher."""

import pytest
import torch

from ml_core.errors import RunError
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe
from ml_core.runs import RunFolder
from ml_core.training.checkpoint import load_network
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

STUDENT = DistilRecipe(
    network="cp-mobile-6k", epochs=2, peak_lr=1e-2, relation_weight=1.0
).with_overrides(QUICK)


def teacher_of(project: Project) -> RunFolder:
    recipe = FinetuneRecipe(network="cp-mobile-6k", epochs=1, peak_lr=1e-2)
    run = start_run(project, recipe.with_overrides([*QUICK, "seed=5"]), None, {})
    run_stage(project, run)
    return run


@pytest.mark.parametrize("teacher_logits", ["clip", "window"])
def test_a_student_learns_from_a_teacher(project: Project, teacher_logits: str):
    teacher = teacher_of(project)
    recipe = STUDENT.with_overrides([f"teacher_logits={teacher_logits}"])
    run = start_run(project, recipe, None, {"teacher": str(teacher.path)})
    result = run_stage(project, run)
    assert result["teacher"] == teacher.name
    assert result["accuracy"] is not None
    cached = list(project.cache_dir.glob("teacher-*.safetensors"))
    assert len(cached) == 1
    # the cache is used again: a damaged one would be noticed
    cached[0].write_bytes(b"damaged")
    again = start_run(project, recipe, None, {"teacher": str(teacher.path)})
    with pytest.raises(Exception, match="cannot be read"):
        run_stage(project, again)


def test_the_teacher_makes_a_difference(project: Project):
    teacher = teacher_of(project)
    weights = []
    for inputs in ({}, {"teacher": str(teacher.path)}):
        run = start_run(project, STUDENT, None, inputs)
        run_stage(project, run)
        network, _ = load_network(run.path)
        weights.append(torch.cat([p.flatten() for p in network.parameters()]))
    assert not torch.equal(*weights)


def test_a_teacher_of_other_scenes_is_refused(project: Project):
    teacher = teacher_of(project)
    clips = project.clips(scene="hum")
    project.label([clip.segment_id for clip in clips], "buzz")
    run = start_run(project, STUDENT, None, {"teacher": str(teacher.path)})
    with pytest.raises(RunError, match="other scenes"):
        run_stage(project, run)
