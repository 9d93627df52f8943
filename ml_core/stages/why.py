"""Why is a device low? Causes measured from its recordings, the costliest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle import Bundle
from ml_core.bundle.session import Precision, Session
from ml_core.errors import ProjectError
from ml_core.evaluation.breakdown import FEW, difference_of_parts, share
from ml_core.evaluation.device_sound import (
    CLIPPED_SHARE,
    TELLING_DB,
    Colour,
    extra_errors,
    mean_colour,
    telling_stretch,
)
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.scenes import display_name
from ml_core.stages.device_sounds import Ears, Heard, against, listen, spread, undone
from ml_core.stages.measured import Measured, is_float, lineage, measure_model, open_bundle

CLIPS_CLIPPED = 0.05  # share of a device's clips that is worth a word
MOST_OF = 0.7  # scenes are named until they hold this share of the extra errors
MOST_SCENES = 3
PROPOSED_DIR_SHARE = 0.6  # as the published systems train


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was measured about a device."""

    device: str
    measured: Measured
    references: tuple[str, ...]  # the devices it is held against
    trained: frozenset[str] | None
    heard: Heard
    others: tuple[Heard, ...]
    by_device: dict[str, Colour]  # against each of the others
    colour: Colour  # against all of them
    spread: tuple[Colour, ...]  # of each of the others against the rest
    centres_hz: np.ndarray[Any, Any]
    undone: dict[str, Any] | None  # None without an exported file
    recipe: dict[str, Any]  # of the student; empty where it is not known

    @property
    def nearest(self) -> tuple[str, float]:
        """The device that sounds most like it, and how far it is, dB per band."""
        name = min(self.by_device, key=lambda one: self.by_device[one].size_db)
        return name, self.by_device[name].size_db


def why_low(
    source: Path,
    project: Project,
    device: str,
    split: str = "test",
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """What makes a device worse than those of the training: the JSON of ``asc why``.

    Args:
        source: a bundle or a run.
        project: whose clips.
        device: as it is named in the project.
        split: which clips.
        precision: of an exported file.
        monitor: told about every clip.

    Raises:
        ProjectError: the device has no clip there, or there is no other device.
        AscError: see ``measure_model``.
    """
    monitor = monitor or Monitor()
    measured = measure_model(source, project, split, precision, monitor, again=False)
    rows = [row for row in measured.clips if row["device"] == device]
    if not rows:
        known = sorted({row["device"] for row in measured.clips if row["device"]})
        raise ProjectError(
            f'No clip of the split "{split}" was recorded by "{device}".',
            hint=f"There are: {', '.join(known) or 'no devices'}.",
        )
    found = _gather(source, project, device, measured, split, precision, monitor)
    answer = _standing(found)
    listed = [] if len(rows) < FEW else _causes(found)
    return {
        **answer,
        "causes": [{"number": n, **one} for n, one in enumerate(listed, start=1)],
        "colour": _curve(found),
        "level_db": found.colour.level_db,
        "nearest": {"device": found.nearest[0], "distance_db": found.nearest[1]},
        "clipped": _clipped_clips(found.heard)[0],
        "undone": found.undone,
        "reliability": measured.figures["reliability"]["per_device"][device],
    }


def _gather(
    source: Path,
    project: Project,
    device: str,
    measured: Measured,
    split: str,
    precision: Precision,
    monitor: Monitor,
) -> Evidence:
    """Listen to the device and to those it is held against."""
    trained = measured.figures["trained_devices"]
    present = {row["device"] for row in measured.clips if row["device"]}
    references = tuple(sorted((set(trained) if trained else present) - {device}))
    bundle = None if is_float(source) else open_bundle(source)
    ears = _ears(source, bundle, project)
    asked = {row["segment_id"] for row in measured.clips if row["device"] == device}
    mine = [clip for clip in project.clips(split=split) if clip.segment_id in asked]
    of = project.clips(split="train" if trained else split)
    usable = [clip for clip in of if clip.scene and clip.state != "excluded"]
    others = tuple(
        listen(name, clips, ears, monitor)
        for name in references
        if (clips := [clip for clip in usable if clip.device == name])
    )
    if not others:
        raise ProjectError(
            f'There is no other device to hold "{device}" against.',
            hint="Give the clips their devices; asc import reads them from a table.",
        )
    heard = listen(device, mine, ears, monitor)
    by_device = against(heard, others)
    colour = mean_colour(list(by_device.values()))
    tried = None
    if bundle is not None:
        session = Session(bundle, precision)
        tried = undone(heard, colour, session, bundle.manifest.scenes, ears, monitor)
    return Evidence(
        device, measured, tuple(one.device for one in others),
        None if trained is None else frozenset(trained), heard, others, by_device, colour,
        tuple(spread(others)), ears.centres_hz, tried, _recipe(source, bundle, project),
    )  # fmt: skip


def _ears(source: Path, bundle: Bundle | None, project: Project) -> Ears:
    """The front end of a bundle, or of a float run; of a fusion that of its first system."""
    if bundle is not None:
        return Ears(bundle.manifest.front_end, bundle.manifest.window_samples, project)
    from ml_core.stages.teachers import open_teacher

    card = open_teacher(source).systems[0].card
    return Ears(card.front_end, card.window_samples, project)


def _recipe(source: Path, bundle: Bundle | None, project: Project) -> dict[str, Any]:
    """What the network was trained with."""
    for run in lineage(source, project):
        if run.provenance.get("stage") in ("distil", "finetune"):
            return run.recipe
    training = bundle.manifest.training if bundle is not None else {}
    return dict(training.get("recipes", {}).get("student", {}))


def _standing(found: Evidence) -> dict[str, Any]:
    """How the device does, and whether it is low at all."""
    rows = found.measured.clips
    right = np.array([row["scene"] == row["predicted"] for row in rows])
    devices = np.array([row["device"] or "" for row in rows])
    mine = devices == found.device
    rest = np.isin(devices, found.references)
    own = share(right[mine])
    answer = {
        "device": found.device,
        "split": found.measured.figures["split"],
        "in_training": None if found.trained is None else found.device in found.trained,
        **own,
        "references": list(found.references),
    }
    if own["few"]:
        words = f"{own['n_clips']} clips: too few to say."
        return answer | {"difference": None, "ci95_difference": None, "low": False,
                         "sentence": words}  # fmt: skip
    if not rest.any():
        words = f"None of the clips was recorded by a device {found.device} can be held against."
        return answer | {"difference": None, "ci95_difference": None, "low": False,
                         "sentence": words}  # fmt: skip
    gap = difference_of_parts(right, mine, rest, [row["group"] for row in rows])
    low = gap.high < 0
    ends = f"95 % {100 * gap.low:+.1f} to {100 * gap.high:+.1f}"
    words = (
        f"{found.device} is {-100 * gap.value:.1f} points under the training devices, {ends}."
        if low
        else f"{found.device} is not clearly lower than the training devices: "
        f"{100 * gap.value:+.1f} points, {ends}."
    )
    return answer | {"difference": gap.value, "ci95_difference": [gap.low, gap.high], "low": low,
                     "sentence": words}  # fmt: skip


def _causes(found: Evidence) -> list[dict[str, Any]]:
    """Every cause that was found; those that were tried out first, by what undoing them brings."""
    named = [_of_colour(found), _of_level(found), _of_clipping(found), _of_scenes(found),
             _of_training(found), _of_augmentation(found)]  # fmt: skip
    listed = [one for one in named if one is not None]

    def cost(one: dict[str, Any]) -> float:
        effect = one["effect"]
        return effect["difference"] if effect and effect["ci95"][0] > 0 else 0.0

    return sorted(listed, key=lambda one: -cost(one))


def _cause(
    kind: str, title: str, sentence: str, action: dict[str, Any], effect: Any = None
) -> dict[str, Any]:
    if effect is not None:
        low, high = (100 * end for end in effect["ci95"])
        gain = 100 * effect["difference"]
        sentence += (
            f" Undone, {gain:.1f} points more are right, 95 % {low:.1f} to {high:.1f}."
            if low > 0
            else " Undoing it alone brings nothing clear."
        )
    return {"kind": kind, "title": title, "sentence": sentence, "effect": effect, "action": action}


def _of_colour(found: Evidence) -> dict[str, Any] | None:
    stretch = telling_stretch(found.colour.bands_db, found.centres_hz)
    name, distance = found.nearest
    if stretch is None or distance < TELLING_DB:
        return None
    more = "more" if stretch.difference_db > 0 else "less"
    where = {
        (False, True): lambda: f"above {_hz(stretch.low_hz)}",
        (True, False): lambda: f"below {_hz(stretch.high_hz)}",
        (False, False): lambda: f"from {_hz(stretch.low_hz)} to {_hz(stretch.high_hz)}",
        (True, True): lambda: "everywhere",
    }[stretch.low_hz is None, stretch.high_hz is None]()
    words = (
        f"{abs(stretch.difference_db):.0f} dB {more} {where} than the training devices. "
        f"Nearest of these is {name}, {distance:.1f} dB away per band."
    )
    title = {
        (False, "less"): "It is dull", (False, "more"): "It is sharp",
        (True, "less"): "It is thin", (True, "more"): "It booms",
    }[stretch.low_hz is None, more]  # fmt: skip
    title = title if None in (stretch.low_hz, stretch.high_hz) else "It colours the sound"
    return _cause("colour", title, words, {"kind": "hear_as", "device": found.device},
                  found.undone and found.undone["colour"])  # fmt: skip


def _hz(value: float | None) -> str:
    value = value or 0.0
    return f"{value / 1000:.1f} kHz" if value >= 1000 else f"{value:.0f} Hz"


def _of_level(found: Evidence) -> dict[str, Any] | None:
    level = found.colour.level_db
    usual = [one.level_db for one in found.spread]
    if abs(level) < TELLING_DB or (usual and min(usual) <= level <= max(usual)):
        return None
    how = "quieter" if level < 0 else "louder"
    words = f"{abs(level):.0f} dB {how} than the training devices."
    return _cause("level", f"It is {how}", words, {"kind": "hear_as", "device": found.device},
                  found.undone and found.undone["level"])  # fmt: skip


def _clipped_clips(heard: Heard) -> tuple[float, list[int]]:
    """Share of a device's clips that are clipped, and which."""
    which = [
        clip.segment_id
        for clip, sound in zip(heard.clips, heard.sounds, strict=True)
        if sound.clipped >= CLIPPED_SHARE
    ]
    return len(which) / len(heard.clips), which


def _of_clipping(found: Evidence) -> dict[str, Any] | None:
    mine, which = _clipped_clips(found.heard)
    usual = float(np.mean([_clipped_clips(one)[0] for one in found.others]))
    if mine < CLIPS_CLIPPED or mine < 2 * usual:
        return None
    words = (
        f"{100 * mine:.0f} % of its clips are cut off at full scale, of the training devices' "
        f"{100 * usual:.0f} %."
    )
    return _cause("clipping", "It clips", words, {"kind": "hear_clips", "segment_ids": which})


def _of_scenes(found: Evidence) -> dict[str, Any] | None:
    """The scenes that hold most of the errors beyond what they have on the other devices."""
    rows = found.measured.clips
    mine = [row for row in rows if row["device"] == found.device]
    rest = [row for row in rows if row["device"] in found.references]
    wrong = [row for row in mine if row["scene"] != row["predicted"]]
    elsewhere = {
        scene: float(np.mean([r["scene"] == r["predicted"] for r in rest if r["scene"] == scene]))
        for scene in {row["scene"] for row in rest}
    }
    more = extra_errors(
        Counter(row["scene"] for row in wrong), Counter(row["scene"] for row in mine), elsewhere
    )
    total = sum(more.values())
    if total < 2 or len(more) < 2:
        return None
    chosen: list[str] = []
    while len(chosen) < MOST_SCENES and sum(more[s] for s in chosen) < MOST_OF * total:
        chosen.append(list(more)[len(chosen)])
    names = _listed([display_name(scene) for scene in chosen])
    words = f"{sum(more[s] for s in chosen):.0f} of its {total:.0f} extra errors."
    which = [row["segment_id"] for row in wrong if row["scene"] in chosen]
    verb = "suffers" if len(chosen) == 1 else "suffer"
    return _cause("scenes", f"{names} {verb} most", words,
                  {"kind": "hear_clips", "segment_ids": which})  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _of_training(found: Evidence) -> dict[str, Any] | None:
    if found.trained is None or found.device in found.trained:
        return None
    name, distance = found.nearest
    alike = (
        "Nothing in training is like it" if distance >= TELLING_DB else "Training never heard it"
    )
    words = f"Nearest is {name}, {distance:.1f} dB away per band."
    return _cause("not_in_training", alike, words, _hear_more_devices(found))


def _of_augmentation(found: Evidence) -> dict[str, Any] | None:
    unseen = found.trained is not None and found.device not in found.trained
    if not unseen or not found.recipe or found.recipe.get("dir_share"):
        return None
    mixed = found.recipe.get("freq_mixstyle_share")
    words = "No device impulse responses were used" + (
        "; Freq-MixStyle was." if mixed else ", and no Freq-MixStyle."
    )
    return _cause("no_device_augmentation", "Trained without other devices' colours", words,
                  _hear_more_devices(found))  # fmt: skip


def _hear_more_devices(found: Evidence) -> dict[str, Any]:
    """A run whose recipe makes other devices' colours up; where it does, recordings alone help."""
    if found.recipe.get("dir_share", 0.0) >= PROPOSED_DIR_SHARE:
        return {"kind": "more_data"}
    return {"kind": "new_run", "settings": {"dir_share": PROPOSED_DIR_SHARE}}


def _curve(found: Evidence) -> dict[str, Any]:
    """The device against the training devices, and how far these lie apart."""
    usual = np.array([one.bands_db + one.level_db for one in found.spread])
    return {
        "hz": found.centres_hz.tolist(),
        "difference_db": (found.colour.bands_db + found.colour.level_db).tolist(),
        "training_low_db": usual.min(axis=0).tolist() if len(usual) else None,
        "training_high_db": usual.max(axis=0).tolist() if len(usual) else None,
        "n_clips": len(found.heard.clips),
        "n_scenes": found.colour.n_scenes,
    }
