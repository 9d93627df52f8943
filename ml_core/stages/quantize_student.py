"""Make a student int8: fine-tune with simulated rounding, convert, export, measure the file."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ml_core import bundle as bundles
from ml_core.bundle import Bundle, Contents, Manifest
from ml_core.bundle.hearing import hear
from ml_core.errors import ProjectError
from ml_core.evaluation.openset import DETECTOR
from ml_core.files import write_json
from ml_core.models.complexity import DCASE_MAX_MACS, count
from ml_core.models.output import Output
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.quantization import export, parity, qat, ranges
from ml_core.recipes import QuantizeRecipe
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare, reference
from ml_core.stages.certify import CertifiedWindows, certify
from ml_core.stages.figures import report
from ml_core.stages.provenance import heard_clips, training_facts
from ml_core.stages.students import require_one_network
from ml_core.training.batches import AugmentedBatches, Batch, WindowStory
from ml_core.training.checkpoint import ModelCard, load_network
from ml_core.training.loop import Outcome, make_fabric, train
from ml_core.training.losses import distillation_loss, scene_loss

DCASE_MAX_BYTES = 128_000


def quantize_student(
    project: Project,
    student_run: Path,
    recipe: QuantizeRecipe,
    run: RunFolder,
    monitor: RunMonitor | None = None,
) -> dict[str, Any]:
    """Quantize the student of a run; the run's ``export/`` then holds a bundle.

    Args:
        project: the clips the student was trained on.
        student_run: a finished run with a student.
        recipe: how the fine-tuning goes.
        run: its folder.
        monitor: the run's; None: a fresh one.

    Raises:
        ProjectError, RunError, CheckpointError: see their messages.
        StopRequested: the run was asked to pause or to be discarded.
    """
    monitor = monitor or run.monitor()
    require_one_network(student_run)
    data = prepare.read_clips(project, recipe, run, monitor)
    network, card = _student_for(data, student_run)
    data = prepare.readable(data, card.front_end, monitor)
    prepare.settle_threads(recipe, run, network, card)
    student, outcome = _fine_tune(network, card, data, recipe, run, monitor)
    held_out = data.test or data.validation or data.train
    stages = _export(student, network, card, monitor)
    heard = heard_clips(project, student_run, [*data.train, *data.validation])
    training = training_facts(card, run, student_run, heard)
    draft = _draft(card, network, stages, student_run.name, training)
    with tempfile.TemporaryDirectory() as folder:
        opened = bundles.write_bundle(Path(folder) / "draft.ascbundle", draft)
    sessions = reference.sessions(opened)
    statistics = reference.DeviceSums(held_out, card.front_end.n_mels)
    source = data.source(held_out, card.front_end)
    eight, full = hear(
        sessions, opened, source, monitor, stage="measure", on_log_mel=statistics.add
    )
    measured = {
        "int8": report(eight, held_out, card.scenes, backend=sessions[0].backend),
        "fp32": report(full, held_out, card.scenes, backend=sessions[1].backend),
    }
    compared = certify(stages, CertifiedWindows(data, card), monitor)
    monitor.report(0, None, stage="finish")
    is_held_out = held_out is not data.train
    if not reference.can_calibrate(held_out, is_held_out=is_held_out):
        monitor.note("Too few clips are held out to fit confidences to: they stay as they are")
    telling = reference.with_a_signal(eight, source, card.window_samples)
    whole = reference.complete(
        draft, opened, telling, held_out, measured, statistics, compared, is_held_out=is_held_out,
    )  # fmt: skip
    path = run.path / "export" / "student.ascbundle"
    written = bundles.write_bundle(path, whole)
    write_json(run.path / "export" / "parity.json", dict(compared))
    result = _result(written, measured, outcome, compared, bool(data.test))
    run.write_result(result)
    return result


def _student_for(data: prepare.Data, student_run: Path) -> tuple[nn.Module, ModelCard]:
    """The float student; its scenes must be those of the clips."""
    network, card = load_network(student_run)
    if data.scenes != card.scenes:
        raise ProjectError(
            "The student was trained on other scenes than the project's training split has now.",
            hint="Undo the changes, or teach a new student.",
        )
    return network, card


def _fine_tune(
    network: nn.Module,
    card: ModelCard,
    data: prepare.Data,
    recipe: QuantizeRecipe,
    run: RunFolder,
    monitor: RunMonitor,
) -> tuple[qat.QatStudent, Outcome]:
    """Train with rounding simulated; the float network stays as it is and teaches."""
    torch.manual_seed(recipe.seed)
    fabric = make_fabric(recipe)
    monitor.report(0, None, stage="prepare")
    student = qat.prepare(
        network, input_shape(card), reduce_range=recipe.reduce_range,
        keep_float=float_layers(recipe),
    )  # fmt: skip
    batches = prepare.make_batches(data, card, recipe, fabric, monitor)
    network.to(fabric.device)
    student.to(fabric.device)
    calibrate(student, batches, recipe, monitor)

    def loss(output: Output, batch: Batch) -> Tensor:
        with torch.no_grad():
            own = network(batch.log_mel).logits
        return imitation(output, own, batch, recipe)

    def on_epoch(epoch: int) -> None:
        if epoch >= recipe.epochs - recipe.frozen_epochs:
            student.freeze_ranges()

    validation = prepare.validation_of(data, card, fabric.device, monitor)
    outcome = train(
        fabric, student, WindowStory(batches, loss, validation), recipe, run, monitor,
        set_training=lambda _network, _training: None, on_epoch=on_epoch,
    )  # fmt: skip
    network.to("cpu")
    student.to("cpu")
    return student, outcome


@torch.no_grad()
def calibrate(
    student: qat.QatStudent, batches: AugmentedBatches, recipe: QuantizeRecipe, monitor: RunMonitor
) -> None:
    """Show a few batches so that ranges are sensible: before the first step, or for good.

    Without fine-tuning (0 epochs) the ranges are those with the least error; else they begin
    with the extremes and go on following them.
    """
    epoch = recipe.epochs  # drawn from an epoch that is never trained
    n_batches = min(recipe.calibration_batches, batches.n_steps(epoch))
    heard = []
    for step in range(n_batches):
        monitor.report(step, n_batches, stage="calibrate")
        heard.append(batches.batch(epoch, step).log_mel)
        if recipe.epochs > 0:
            student(heard.pop())
    if heard:
        ranges.fit_ranges(student, heard, monitor)


def float_layers(recipe: QuantizeRecipe) -> tuple[str, ...]:
    """The layers a recipe keeps in float, by name."""
    return tuple(name.strip() for name in recipe.keep_float.split(",") if name.strip())


def imitation(output: Output, own: Tensor, batch: Batch, recipe: QuantizeRecipe) -> Tensor:
    """() ``own`` (B, K), the float student's logits for the same mixed input, and the scene."""
    soft = distillation_loss(
        output.logits, own, batch.scene, temperature=recipe.temperature, soft_weight=1.0
    )
    hard = scene_loss(output.logits, batch.scene, mix=batch.mix)
    return recipe.soft_weight * soft + (1 - recipe.soft_weight) * hard


def input_shape(card: ModelCard) -> tuple[int, int]:
    """(F, T) of one window."""
    return card.front_end.n_mels, card.front_end.n_frames(card.window_samples)


def _export(
    student: qat.QatStudent, network: nn.Module, card: ModelCard, monitor: Monitor
) -> parity.Stages:
    """The int8 and the float file, and the networks they are compared with."""
    shape = input_shape(card)
    monitor.report(0, 3, stage="convert")
    qat.settle(student)
    simulated = qat.copied(student)
    converted = qat.convert(student)
    monitor.report(1, 3, stage="convert")
    int8 = export.export_network(converted, shape)
    monitor.report(2, 3, stage="convert")
    plain = network.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    return parity.Stages(simulated, converted, int8, export.export_network(plain, shape))


def _draft(
    card: ModelCard,
    network: nn.Module,
    stages: parity.Stages,
    name: str,
    training: dict[str, Any],
) -> Contents:
    """A bundle that is complete but for what has to be measured with it."""
    shape = (1, *input_shape(card))
    cost = count(network, shape)
    n_bytes, n_macs = export.weight_bytes(stages.int8), export.n_macs(stages.int8)
    manifest = Manifest(
        name=name,
        scenes=card.scenes,
        front_end=card.front_end,
        window_samples=card.window_samples,
        embedding_size=card.embedding_size,
        embedding_layer="pooled",
        temperature=1.0,
        detector=DETECTOR,
        thresholds={},
        training=training,
        accuracy={},
        complexity={
            "parameters": cost.parameters,
            "macs": n_macs,
            "bytes": n_bytes,
            "peak_activation_bytes": cost.peak_activation_bytes // 4,  # one byte each, not four
            "within": {
                "dcase": n_bytes <= DCASE_MAX_BYTES and n_macs <= DCASE_MAX_MACS,
            },
        },
    )
    return Contents(
        manifest=manifest,
        fp32=stages.fp32,
        int8=stages.int8,
        waveform=export.export_waveform(stages.int8, card.front_end, card.window_samples),
        reference=reference.empty(card.embedding_size),
        vectors={},
        parity=parity.not_measured(),
        card="",
    )


def _result(
    written: Bundle,
    measured: dict[str, dict[str, Any]],
    outcome: Outcome,
    compared: Any,
    tested: bool,
) -> dict[str, Any]:
    int8: Mapping[str, Any] = measured["int8"]
    if not tested:  # figures of what was learned from would pass for those of a test
        int8 = {"accuracy": None, "n_clips": 0, "backend": int8["backend"]}
    return {
        **int8,
        "fp32_accuracy": measured["fp32"]["accuracy"] if tested else None,
        "bundle": str(written.path),
        "fingerprint": written.fingerprint,
        "parity": dict(compared),
        "epochs": outcome.epochs,
        "kept_epoch": outcome.kept_epoch,
        "stopped_early": outcome.stopped_early,
        "train_s": round(outcome.seconds, 2),
        "waited_s": round(outcome.waited_s, 2),
        "windows_per_s": round(outcome.windows_per_s, 1),
        "int8_bytes": written.manifest.complexity["bytes"],
    }
