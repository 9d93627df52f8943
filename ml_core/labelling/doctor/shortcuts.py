"""Can the scenes be told without listening? A quick probe on one fact at a time proves it.

Letters: N clips, D features, K scenes, E probes: every fold of the true scenes and of shuffles.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt

from ml_core.datasets.grouping import default_kinds, joined_groups
from ml_core.evaluation.logistic import LogisticFit
from ml_core.evaluation.probes import inner_folds
from ml_core.labelling.doctor.levels import blocks_of
from ml_core.labelling.doctor.measure import Measurement
from ml_core.labelling.doctor.problems import DoctorLimits, Kind, Problem, Shortcut
from ml_core.project import ClipRow
from ml_core.scenes import display_name

MAX_CLIPS = 1000  # the probe takes a second or two
MIN_GROUPS = 3  # of a scene, else nothing can be held out
SHUFFLES = 19  # the truth is above all of them by chance once in 20
_STRENGTH = 1.0
_ENOUGH = 1e-3
_FLOOR_DB = -120.0
_GIVES_AWAY = 0.8  # of a scene's clips that come from values which mostly mean that scene
_TITLES: dict[Kind, str] = {
    "device_tells": "the device",
    "level_tells": "the level",
    "format_tells": "the kind of file",
}

Features = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


def shortcuts(
    clips: Sequence[ClipRow],
    measured: Mapping[int, Measurement],
    limits: DoctorLimits,
    seed: int = 0,
) -> tuple[list[Shortcut], list[Problem]]:
    """Probe device, level and kind of file; a problem for each that tells the scene.

    Args:
        clips: those that count.
        measured: by recording id; the level is probed on clips that have one.
        limits: from where on a fact tells the scene.
        seed: of the choice of clips and of the shuffles.
    """
    found: list[Shortcut] = []
    problems: list[Problem] = []
    usable = [clip for clip in clips if clip.scene]
    numbers = joined_groups(usable, default_kinds(usable))
    group_of = {clip.segment_id: n for clip, n in zip(usable, numbers, strict=True)}
    for kind in _TITLES:
        chosen = _chosen(_with_fact(usable, measured, kind), group_of, seed)
        if not chosen:
            continue
        features = _features(chosen, measured, kind)
        if not np.ptp(features, axis=0).any():  # all alike: nothing to tell by
            continue
        groups = np.array([group_of[clip.segment_id] for clip in chosen])
        shortcut = _probe(chosen, features, groups, kind, limits, seed)
        found.append(shortcut)
        if shortcut.tells:
            problems.append(_problem(chosen, shortcut))
    return found, problems


def _with_fact(
    clips: Sequence[ClipRow], measured: Mapping[int, Measurement], kind: Kind
) -> list[ClipRow]:
    if kind == "device_tells":
        return [clip for clip in clips if clip.device is not None]
    if kind == "level_tells":
        return [clip for clip in clips if clip.recording_id in measured]
    return list(clips)


def _chosen(clips: list[ClipRow], group_of: Mapping[int, int], seed: int) -> list[ClipRow]:
    """Some clips of every scene that has groups to hold out; none where only one has."""
    by_scene: dict[str, list[int]] = defaultdict(list)
    for place, clip in enumerate(clips):
        by_scene[clip.scene or ""].append(place)
    rich = {
        scene: places
        for scene, places in by_scene.items()
        if len({group_of[clips[place].segment_id] for place in places}) >= MIN_GROUPS
    }
    if len(rich) < 2:
        return []
    rng = np.random.default_rng(seed)
    share = MAX_CLIPS // len(rich)
    picked = [
        place
        for scene in sorted(rich)
        for place in rng.permutation(rich[scene])[: max(share, MIN_GROUPS)]
    ]
    return [clips[place] for place in sorted(picked)]


def _features(
    clips: Sequence[ClipRow], measured: Mapping[int, Measurement], kind: Kind
) -> Features:
    """(N, D), each feature with mean 0 and deviation 1, or 0 where it never changes."""
    if kind == "level_tells":
        levels = np.array([_levels(clip, measured[clip.recording_id]) for clip in clips])
        x = np.concatenate([levels, np.square(_standard(levels))], axis=1)
    else:
        columns = zip(*(_facts(clip, kind) for clip in clips), strict=True)
        x = np.concatenate([_one_hot(column) for column in columns], axis=1)
    return _standard(x)


def _standard(x: Features) -> Features:
    return (x - x.mean(axis=0)) / np.maximum(x.std(axis=0), 1e-9)


def _levels(clip: ClipRow, measured: Measurement) -> list[float]:
    """Level, its quietest and loudest tenth, all in dB, and the share of silence."""
    power = measured.power[blocks_of(clip, measured)]
    db = 10 * np.log10(power + 10 ** (_FLOOR_DB / 10))
    low, high = np.quantile(db, [0.1, 0.9])
    return [float(10 * np.log10(power.mean() + 1e-12)), low, high, float(np.mean(db < -70))]


def _facts(clip: ClipRow, kind: Kind) -> tuple[Hashable, ...]:
    if kind == "device_tells":
        return (clip.device,)
    suffix = PurePosixPath(clip.relative_path).suffix.lower()
    return (suffix, clip.sample_rate_hz, clip.channels, round(clip.duration_s, 1))


def _one_hot(column: Sequence[Hashable]) -> Features:
    """(N,) values -> (N, at most 32), a column for each of the most common."""
    common = [value for value, _ in Counter(column).most_common(32)]
    return np.array([[float(value == one) for one in common] for value in column])


def _probe(
    clips: Sequence[ClipRow],
    x: Features,
    groups: Indices,
    kind: Kind,
    limits: DoctorLimits,
    seed: int,
) -> Shortcut:
    """Fit the probe on the truth and on shuffles at once, with whole groups held out."""
    names = sorted({clip.scene or "" for clip in clips})
    truth = np.array([names.index(clip.scene or "") for clip in clips])
    rng = np.random.default_rng(seed)
    targets = [truth, *(_shuffled(truth, groups, rng) for _ in range(SHUFFLES))]
    recalls = _recalls(x, np.stack(targets), groups, len(names))
    chance = 1 / len(names)
    accuracy, best = float(recalls[0].mean()), float(recalls[1:].mean(axis=1).max())
    wanted = chance + limits.tells * (1 - chance)
    return Shortcut(
        kind=kind,
        accuracy=accuracy,
        shuffled=best,
        chance=chance,
        n_clips=len(clips),
        tells=accuracy >= wanted and accuracy > best,
        recalls=dict(zip(names, recalls[0].tolist(), strict=True)),
    )


def _shuffled(truth: Indices, groups: Indices, rng: np.random.Generator) -> Indices:
    """(N,) the scenes of other groups: clips of a group stay alike, as they are in truth."""
    _, first, place = np.unique(groups, return_index=True, return_inverse=True)
    shuffled: Indices = rng.permutation(truth[first])[place]
    return shuffled


def _recalls(x: Features, targets: Indices, groups: Indices, n_scenes: int) -> Features:
    """(probes, K) share of each scene's clips named rightly, by probes that never saw them.

    Args:
        x: (N, D).
        targets: (probes, N) scenes below ``n_scenes``.
        groups: (N,) what is held out as a whole.
        n_scenes: K.
    """
    n_probes = len(targets)
    folds = inner_folds(targets[0], [str(group) for group in groups])
    right = np.zeros((n_probes, n_scenes))
    total = np.stack([np.bincount(target, minlength=n_scenes) for target in targets])
    for fold in range(folds.max() + 1):
        inside = folds != fold
        if inside.all() or not inside.any():
            continue
        inner = targets[:, inside]
        # every scene counts alike, however many clips it has
        many = np.stack([np.bincount(target, minlength=n_scenes) for target in inner])
        weight = inside.sum() / n_scenes / np.maximum(np.take_along_axis(many, inner, 1), 1)
        rows = np.broadcast_to(x[inside], (n_probes, *x[inside].shape))
        fit = LogisticFit(rows, inner, n_scenes, weight=weight).at(_STRENGTH, tolerance=_ENOUGH)
        for number in range(n_probes):
            outer = targets[number, ~inside]
            said = fit.logits(x[~inside], number).argmax(axis=1)
            right[number] += np.bincount(outer[said == outer], minlength=n_scenes)
    recalls: Features = right / np.maximum(total, 1)
    return recalls


def _problem(clips: Sequence[ClipRow], shortcut: Shortcut) -> Problem:
    """What the probe says, with the clips that give their scene away most."""
    detail = (
        f"{_TITLES[shortcut.kind]} alone tells the scene of {100 * shortcut.accuracy:.0f} % "
        f"of clips it was not fitted on; a guess is right for {100 * shortcut.chance:.0f} %, "
        f"the best of {SHUFFLES} probes on shuffled scenes for {100 * shortcut.shuffled:.0f} %"
    )
    scene, why, shown = _given_away(clips, shortcut)
    detail += f"; {display_name(scene)} most of all: {why}"
    return Problem(
        shown[0].segment_id,
        shown[0].relative_path,
        shortcut.kind,
        detail[0].upper() + detail[1:],
        "review",
        segment_ids=tuple(clip.segment_id for clip in shown),
    )


def _given_away(clips: Sequence[ClipRow], shortcut: Shortcut) -> tuple[str, str, list[ClipRow]]:
    """The scene that is told best, why, and those of its clips that give it away.

    These are the largest group of one device or kind of file that mostly means one scene; else
    all of the scene that the probe told best.
    """
    cells: dict[tuple[Hashable, ...], list[ClipRow]] = defaultdict(list)
    for clip in clips if shortcut.kind != "level_tells" else ():
        cells[_facts(clip, shortcut.kind)].append(clip)
    best: tuple[str, str, list[ClipRow]] = "", "", []
    for facts, members in cells.items():
        scene, n = Counter(clip.scene or "" for clip in members).most_common(1)[0]
        if n >= _GIVES_AWAY * len(members) and n > len(best[2]):
            best = (
                scene,
                f"{n} of {len(members)} clips {_words(facts)}",
                [clip for clip in members if clip.scene == scene],
            )
    if best[2]:
        return best
    scene = max(shortcut.recalls, key=lambda name: shortcut.recalls[name])
    why = f"{100 * shortcut.recalls[scene]:.0f} %"
    return scene, why, [clip for clip in clips if clip.scene == scene]


def _words(facts: tuple[Hashable, ...]) -> str:
    if len(facts) == 1:
        return f'of device "{facts[0]}"'
    suffix, rate_hz, channels, duration_s = facts
    many = "1 channel" if channels == 1 else f"{channels} channels"
    return f"in {suffix} files of {duration_s} s, {rate_hz} Hz, {many}"
