"""Teach a student what a teacher says about the training clips."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn

from ml_core.models import registry
from ml_core.models.output import Output
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare
from ml_core.stages.cache_teacher import cache_teacher, check_scenes
from ml_core.stages.teachers import Teacher, open_teacher
from ml_core.training.batches import Batch
from ml_core.training.checkpoint import ModelCard, save_network
from ml_core.training.contrastive import Projection, load_projection
from ml_core.training.crd import CRD, ClipDraw
from ml_core.training.imitation import Imitation, Instance, StudentStory
from ml_core.training.loop import make_fabric, train
from ml_core.training.plugins import find_loss
from ml_core.training.teacher import LiveSystem, LiveTeacher, Scale, TeacherTargets
from ml_core.training.together import Shared, is_shared, leave_to_first

Hear = Callable[[Tensor], Output]


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
        teacher_run: a finished run with a network or a fusion; None: learn from the scenes alone.
        recipe: the student and how it is taught.
        run: its folder.
        monitor: the run's; None: a fresh one.

    Raises:
        RecipeError, ProjectError, RunError, CheckpointError: see their messages.
        StopRequested: the run was asked to pause or to be discarded.
    """
    monitor = monitor or run.monitor()
    data = prepare.read_clips(
        project,
        recipe,
        run,
        monitor,
        unlabelled=recipe.unlabelled and teacher_run is not None,
    )
    card = prepare.card_of(recipe.network, recipe.head, recipe.front_end, data.scenes)
    data = prepare.readable(data, card.front_end, monitor)
    torch.manual_seed(recipe.seed)
    student = registry.build_student(recipe.network, len(data.scenes), recipe.head)
    prepare.settle_threads(recipe, run, student, card)
    teacher = None if teacher_run is None else open_teacher(teacher_run)
    if teacher is not None:
        prepare.settle(run, "teacher_digest", teacher.digest, f'The teacher "{teacher.name}" has')
    inherited = None if teacher is None else inherit(student, teacher)
    fabric = make_fabric(recipe)
    with fabric.rank_zero_first():  # what the teacher says is cached for the others
        imitation = make_imitation(data, teacher, card, recipe, fabric, monitor)
    story = StudentStory(
        prepare.make_batches(data, card, recipe, fabric, monitor),
        imitation,
        prepare.validation_of(data, card, fabric.device, monitor),
    )
    outcome = train(
        fabric, student, story, recipe, run, monitor, helpers=imitation,
        rate_share=rate_share(student, recipe.pretrained_rate if inherited else 1.0),
    )  # fmt: skip
    leave_to_first(fabric)
    save_network(run.path, student, card)
    result = prepare.summarise(student, data, card, fabric.device, monitor, outcome)
    result["teacher"] = teacher_run.name if teacher_run else None
    result["inherited_from"] = inherited
    run.write_result(result)
    return result


def inherit(student: nn.Module, teacher: Teacher) -> str | None:
    """Let the student begin with its teacher's layers, if both are of the kind.

    A student that can says so by a method ``inherit(network) -> bool``.

    Returns:
        The run of the system it took them from, or None.
    """
    take = getattr(student, "inherit", None)
    if take is None:
        return None
    return next((system.run.name for system in teacher.systems if take(system.network)), None)


def rate_share(student: nn.Module, share: float) -> Callable[[str], float]:
    """``share`` for the parameters under the student's ``inherited_prefix``, 1 for all others."""
    prefix = getattr(student, "inherited_prefix", None)
    return lambda name: share if prefix and name.startswith(prefix) else 1.0


def make_imitation(
    data: prepare.Data,
    teacher: Teacher | None,
    card: ModelCard,
    recipe: DistilRecipe,
    fabric: Fabric,
    monitor: RunMonitor,
) -> Imitation:
    """The student's loss, after the teacher has heard what it must hear beforehand.

    Raises:
        RecipeError: there is no loss of the recipe's name.
        RunError: the teacher knows other scenes.
    """
    own, device = find_loss(recipe.loss) if recipe.loss else None, fabric.device
    if teacher is None:
        return Imitation(recipe, own=own)
    check_scenes(teacher, data)
    live, by_clip = recipe.teacher_hears != "clean", recipe.teacher_logits == "clip"
    scale = None
    if recipe.hint_weight > 0 or not live:
        passed, grid = cache_teacher(data, teacher, device, monitor)
        scale = Scale.of(passed.embeddings, device)
    if live:
        rate_hz = card.front_end.sample_rate_hz
        bf16 = recipe.precision == "bf16-mixed"
        systems = [
            LiveSystem(s.network, s.card, rate_hz, device, bf16=bf16) for s in teacher.systems
        ]
        ears: Hear = LiveTeacher(systems, teacher.fusion)
        if is_shared(fabric):
            ears = Shared(ears, fabric)
        hear = _live(ears, dry=recipe.teacher_hears == "dry")
    else:
        targets = TeacherTargets.of(passed, grid=grid, by_clip=by_clip, device=device)
        hear = _cached(targets, card)
    return Imitation(
        recipe,
        hear,
        heard_mixed=live and recipe.mixup_domain == "waveform",
        scale=scale,
        hint=nn.Linear(card.embedding_size, teacher.embedding_size) if recipe.hint_weight else None,
        instance=_instance(data, teacher, card, recipe) if recipe.crd_weight > 0 else None,
        own=own,
    )


def _live(teacher: Hear, *, dry: bool) -> Callable[[Batch], Output]:
    return lambda batch: teacher(batch.dry_samples if dry else batch.samples)


def _cached(targets: TeacherTargets, card: ModelCard) -> Callable[[Batch], Output]:
    def hear(batch: Batch) -> Output:
        centre = batch.start + card.window_samples / 2
        return targets.about(batch.clip, centre / card.front_end.sample_rate_hz)

    return hear


def _instance(
    data: prepare.Data, teacher: Teacher, card: ModelCard, recipe: DistilRecipe
) -> Instance:
    """CRD with the teacher's frozen contrastive projection where its run has one.

    Otherwise the teacher's side learns a projection too, as in the original.
    """

    def projection(size_in: int, size: int) -> nn.Module:
        linear = recipe.crd_projection == "linear"
        return nn.Linear(size_in, size) if linear else Projection(size_in, size)

    size, said = recipe.crd_size, None
    if len(teacher.systems) == 1:
        said = load_projection(teacher.systems[0].run.path)
    if said is not None:
        size = said.out.out_features
    crd = CRD(
        projection(card.embedding_size, size),
        said or projection(teacher.embedding_size, size),
        n_clips=len(data.train),
        size=size,
        temperature=recipe.crd_temperature,
        momentum=recipe.crd_momentum,
    )
    draw = ClipDraw(
        data.scene_indices(data.train).numpy(),
        n_negatives=recipe.crd_negatives,
        negatives_of=recipe.crd_negatives_of,
        positive=recipe.crd_positive,
    )
    return Instance(crd, draw)
