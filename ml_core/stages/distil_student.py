"""Teach a student what a teacher said about the training clips."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ml_core.models import registry
from ml_core.models.output import Output
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare
from ml_core.stages.cache_teacher import cache_teacher
from ml_core.training.batches import Batch, WindowStory
from ml_core.training.checkpoint import save_network
from ml_core.training.loop import make_fabric, train
from ml_core.training.losses import distillation_loss, relation_loss, scene_loss
from ml_core.training.teacher import TeacherTargets


def distil_student(
    project: Project,
    teacher_run: Path | None,
    recipe: DistilRecipe,
    run: RunFolder,
    monitor: RunMonitor | None = None,
) -> dict[str, Any]:
    """Train a student on the project's training split and return the run's result.

    Args:
        project: the clips.
        teacher_run: a finished run with a network; None: learn from the scenes alone.
        recipe: the student and how it is taught.
        run: its folder.
        monitor: the run's; None: a fresh one.

    Raises:
        RecipeError, ProjectError, RunError, CheckpointError: see their messages.
        StopRequested: the run was asked to pause or to be discarded.
    """
    monitor = monitor or run.monitor()
    data = prepare.read_clips(
        project, recipe, run, unlabelled=recipe.unlabelled and teacher_run is not None
    )
    card = prepare.card_of(recipe.network, recipe.head, recipe.front_end, data.scenes)
    torch.manual_seed(recipe.seed)
    student = registry.build_student(recipe.network, len(data.scenes), recipe.head)
    prepare.settle_threads(recipe, run, student, card)
    teacher = None
    if teacher_run is not None:
        teacher = cache_teacher(data, RunFolder.open(teacher_run), recipe, monitor)
    fabric = make_fabric(recipe)
    rate_hz = card.front_end.sample_rate_hz

    def loss(output: Output, batch: Batch) -> Tensor:
        if teacher is None:
            return scene_loss(output.logits, batch.scene, mix=batch.mix)
        return imitation(output, batch, teacher, recipe, rate_hz)

    story = WindowStory(
        prepare.make_batches(data, card, recipe, fabric.device, monitor),
        loss,
        prepare.validation_of(data, card, fabric.device, monitor),
    )
    outcome = train(fabric, student, story, recipe, run, monitor)
    save_network(run.path, student, card)
    result = prepare.summarise(student, data, card, fabric.device, monitor, outcome)
    result["teacher"] = teacher_run.name if teacher_run else None
    run.write_result(result)
    return result


def imitation(
    output: Output, batch: Batch, teacher: TeacherTargets, recipe: DistilRecipe, rate_hz: int
) -> Tensor:
    """() the teacher's logits softened, the scene, and the relations between the windows."""
    rows = teacher.rows(batch.clip, batch.start / rate_hz)
    loss = distillation_loss(
        output.logits,
        teacher.logits[rows],
        batch.scene,
        temperature=recipe.temperature,
        soft_weight=recipe.soft_weight,
        reduction=recipe.kd_reduction,
        mix=batch.mix,
    )
    if recipe.relation_weight == 0:
        return loss
    embeddings = teacher.embeddings[rows]
    if batch.mix is not None:
        embeddings = batch.mix.blend(embeddings)
    return loss + recipe.relation_weight * relation_loss(output.embedding, embeddings)
