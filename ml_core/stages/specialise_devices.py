"""Fit copies of a general student to single devices; of others the general one goes on hearing.

Stage 2 of the DCASE 2025 task 1 baseline (github.com/CPJKU/dcase2025_task1_baseline): the device
is known at test time, and every device of the training split gets a network of its own.
"""

import copy
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import torch
from torch import nn

from ml_core.errors import ProjectError, RecipeError
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.recipes import SpecialiseRecipe
from ml_core.runs import RunFolder, RunMonitor, StopRequested
from ml_core.stages import prepare
from ml_core.stages.teachers import Teacher, open_teacher
from ml_core.training.batches import WindowStory
from ml_core.training.checkpoint import NETWORK, ModelCard, load_tensors, save_network, save_tensors
from ml_core.training.loop import Part, make_fabric, train
from ml_core.training.losses import scene_loss
from ml_core.training.passes import Pass, report

PREFIX = "device-"  # of the folders in a run's checkpoint, followed by the device's name, quoted


def specialise_devices(
    project: Project,
    general_run: Path,
    recipe: SpecialiseRecipe,
    run: RunFolder,
    monitor: RunMonitor | None = None,
) -> dict[str, Any]:
    """Fine-tune one copy per device of the training split and return the run's result.

    The run holds the general network, where every stage looks for a run's network, and beside
    it the copies. Asked to keep what there is, it leaves the remaining devices to the general
    network.

    Args:
        project: the clips the general student was trained on.
        general_run: a finished run with a network.
        recipe: how the copies are trained.
        run: its folder.
        monitor: the run's; None: a fresh one.

    Raises:
        RecipeError, ProjectError, RunError, CheckpointError: see their messages.
        StopRequested: the run was asked to pause or to be discarded.
    """
    monitor = monitor or run.monitor()
    data = prepare.read_clips(project, recipe, run, monitor)
    general = open_teacher(general_run)
    network, card = _only_network(general, data)
    data = prepare.readable(data, card.front_end, monitor)
    chosen = devices_of(data.train, recipe)
    prepare.settle_threads(recipe, run, network, card)
    started, stopped = time.perf_counter(), False
    try:
        for number, device in enumerate(chosen):
            fitting = _Fitting(device, number, len(chosen), network, card, data, recipe, run)
            if stopped := fitting.run_to_its_end(monitor):
                break
    except StopRequested as request:
        if request.kind != "keep" or not device_networks(run.path):
            raise
        stopped = True
    monitor.trained()
    save_network(run.path, network, card)
    seconds = time.perf_counter() - started
    result = _compare(run, data, chosen, monitor)
    result |= {
        "network": card.network,
        "scenes": list(data.scenes),
        "n_train": len(data.train),
        "epochs": recipe.epochs,
        "stopped_early": stopped,
        "train_s": round(seconds, 2),
        "threads": torch.get_num_threads(),
        "student": general_run.name,
    }
    run.write_result(result)
    return result


def _only_network(general: Teacher, data: prepare.Data) -> tuple[nn.Module, ModelCard]:
    """The one network of a student for the scenes of the training split."""
    if len(general.systems) > 1:
        raise RecipeError(
            f'"{general.name}" is a fusion of several networks.',
            hint="Specialise each of them, or a student taught by them.",
        )
    if general.scenes != data.scenes:
        raise ProjectError(
            "The student was trained on other scenes than the project's training split has now.",
            hint="Undo the changes, or teach a new student.",
        )
    return general.systems[0].network, general.systems[0].card


def devices_of(clips: Sequence[ClipRow], recipe: SpecialiseRecipe) -> list[str]:
    """The devices that get a network of their own, sorted.

    Raises:
        ProjectError: no training clip has a device.
        RecipeError: the recipe names a device without training clips.
    """
    there = sorted({clip.device for clip in clips if clip.device})
    if not there:
        raise ProjectError(
            "No clip of the training split says by which device it was recorded.",
            hint="Give the clips their devices, or use the general student as it is.",
        )
    wanted = [name.strip() for name in recipe.devices.split(",") if name.strip()]
    if foreign := sorted(set(wanted) - set(there)):
        raise RecipeError(
            f'The training split has no clip of the device "{foreign[0]}".',
            hint=f"There are: {', '.join(there)}.",
        )
    return sorted(set(wanted)) or there


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One device's training within the run."""

    device: str
    number: int  # of all devices, from 0
    n_devices: int
    general: nn.Module
    card: ModelCard
    data: prepare.Data
    recipe: SpecialiseRecipe
    run: RunFolder

    def run_to_its_end(self, monitor: RunMonitor) -> bool:
        """Train and save, unless that is done; True where it was asked to end early."""
        path = self.run.checkpoint_dir / f"{PREFIX}{quote(self.device, safe='')}" / NETWORK
        if path.is_file():
            return False
        mine = replace(
            self.data,
            train=_of_device(self.data.train, self.device),
            validation=_of_device(self.data.validation, self.device),
        )
        fabric = make_fabric(self.recipe)
        network = copy.deepcopy(self.general)
        batches = prepare.make_batches(mine, self.card, self.recipe, fabric, monitor)
        story = WindowStory(
            batches,
            lambda output, batch: scene_loss(output.logits, batch.scene, mix=batch.mix),
            prepare.validation_of(mine, self.card, fabric.device, monitor),
        )
        epochs = self.recipe.epochs
        part = Part(
            path.parent.name, self.number * epochs, (self.n_devices - 1 - self.number) * epochs
        )
        recipe = with_warmup(self.recipe, batches.n_steps(0))
        outcome = train(fabric, network, story, recipe, self.run, monitor, part=part)
        facts = {"epochs": outcome.epochs, "kept_epoch": outcome.kept_epoch}
        save_tensors(path, network.state_dict(), n_clips=len(mine.train), **facts)
        return outcome.stopped_early


def with_warmup(recipe: SpecialiseRecipe, steps_per_epoch: int) -> SpecialiseRecipe:
    """The recipe with its warm-up in steps written as epochs, which differ between devices."""
    if recipe.warmup_steps == 0:
        return recipe
    return replace(recipe, warmup_epochs=recipe.warmup_steps / steps_per_epoch)


def _of_device(clips: Sequence[ClipRow], device: str) -> tuple[ClipRow, ...]:
    return tuple(clip for clip in clips if clip.device == device)


def device_networks(run: Path) -> dict[str, Path]:
    """The weights of every device's own network; empty where a run has none."""
    return {
        unquote(path.parent.name.removeprefix(PREFIX)): path
        for path in sorted((run / "checkpoint").glob(f"{PREFIX}*/{NETWORK}"))
    }


def hear_by_device(
    run: Path, clips: Sequence[ClipRow], cache_dir: Path, device: torch.device, monitor: Monitor
) -> tuple[Pass, Pass]:
    """What the general network says about every window, and what each device's own one says.

    Args:
        run: of this stage.
        clips: of any devices; those of devices without a network are the general one's.
        cache_dir: where decoded recordings are kept.
        device: torch's, to compute on.
        monitor: told about every batch.

    Raises:
        CheckpointError: a network is damaged.
    """
    (system,) = open_teacher(run).systems
    general = system.hear(clips, cache_dir, device, monitor, stage="test")
    logits, embeddings = general.logits.copy(), general.embeddings.copy()
    for name, path in device_networks(run).items():
        places = [place for place, clip in enumerate(clips) if clip.device == name]
        if not places:
            continue
        weights, _ = load_tensors(path)
        system.network.load_state_dict(weights)
        own = system.hear(
            [clips[place] for place in places], cache_dir, device, monitor, stage="test"
        )
        for number, place in enumerate(places):
            rows = slice(general.first[place], general.first[place + 1])
            mine = slice(own.first[number], own.first[number + 1])
            logits[rows], embeddings[rows] = own.logits[mine], own.embeddings[mine]
    return general, replace(general, logits=logits, embeddings=embeddings)


def _compare(
    run: RunFolder, data: prepare.Data, chosen: Sequence[str], monitor: RunMonitor
) -> dict[str, Any]:
    """Both ways on the test split: overall, and per device of the training split and beyond."""
    result: dict[str, Any] = {"accuracy": None, "n_clips": 0, "general": None}
    per_device: dict[str, dict[str, Any]] = {name: {} for name in chosen}
    for name, path in device_networks(run.path).items():
        _, facts = load_tensors(path)
        per_device[name] = {"n_train": facts["n_clips"], "epochs": facts["epochs"],
                            "kept_epoch": facts["kept_epoch"]}  # fmt: skip
    if data.test:
        passes = hear_by_device(run.path, data.test, data.cache_dir, torch.device("cpu"), monitor)
        spec = ModelCard.read(run.path).front_end
        general, own = (report(passed, data.source(data.test, spec), data.scenes)
                        for passed in passes)  # fmt: skip
        result = {**own, "general": general}
        for name, value in general["per_device"].items():
            found = {"general": value, "specialised": own["per_device"][name]}
            per_device[name] = per_device.get(name, {}) | found
    return {**result, "devices": per_device}
