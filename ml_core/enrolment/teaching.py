"""Enrol a scene: a direction, how near counts, and what the known scenes would lose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle, EnrolledScene, with_enrolled
from ml_core.enrolment.scoring import (
    ScoreSpace,
    held_out_cosines,
    held_out_support,
    prototypes_of,
)
from ml_core.enrolment.support import pack_support, unpack_support
from ml_core.errors import AscError, NotEnoughSupport
from ml_core.evaluation.openset import FALSE_REJECTS, normalise

Floats = npt.NDArray[np.floating]

LEAST_SUPPORT = 3  # windows
KNOWN_BELOW = 0.95
GIVES_WAY = {"lenient": 1.5, "normal": 1.0, "strict": 0.5}


@dataclass(frozen=True, slots=True)
class EnrolResult:
    """A scene that could be added, and its effect with the ``normal`` setting of unknown.

    Shares are of windows: ``recognised`` and ``unknown`` of the support, each held out;
    ``impact`` of each known scene's reference windows that would go to the new one.
    ``accuracy`` is that of the reference windows by their cosines alone, before and after: only
    the difference counts, because the head that tells trained scenes apart is more accurate.
    """

    enrolled: EnrolledScene
    n_support: int
    threshold: float
    impact: Mapping[str, float]
    recognised: float
    unknown: float
    accuracy_before: float
    accuracy_after: float
    closest: str  # the known scene most like it
    closest_cosine: float
    taken: tuple[int, ...] = ()  # places among the reference windows that would go to it


def enrol(
    bundle: Bundle,
    name: str,
    support: Floats,
    groups: Sequence[str] | None = None,
    *,
    certainty: Floats | None = None,
    threshold: float | None = None,
) -> EnrolResult:
    """Teach ``bundle`` a scene from int8 embeddings (N, D) of its windows. Writes nothing.

    The prototype is made of the centred, normalised support as the trained scenes' are made of
    their reference windows. The threshold of a setting starts at the quantile of held-out support
    that the setting may reject (1, 5, 15 %). Few recordings vary less than the scene will, so it
    gives way towards the known scenes by 1 / (1 + recordings) of the distance to the 95 % quantile
    of their windows (lenient half as much again, strict half as much).

    Args:
        bundle: who learns.
        name: the new scene's name.
        support: embeddings, best by ``support_from_files``.
        groups: the recording of each window; None when they are one recording.
        certainty: (N,) of the trained head about them: only the forecast needs it.
        threshold: smallest cosine that counts with the ``normal`` setting, in place of the one
            found; lenient and strict keep their distance to it.

    Raises:
        NotEnoughSupport: fewer than three windows.
        AscError: the name is taken or empty.
    """
    name = _free_name(bundle, name)
    if len(support) < LEAST_SUPPORT:
        raise NotEnoughSupport(
            f'{len(support)} usable seconds are not enough to teach "{name}";'
            f" it takes at least {LEAST_SUPPORT}, better 30.",
            hint="Record more, where it is neither silent nor overdriven.",
        )
    groups = groups or [""] * len(support)
    space = ScoreSpace.of(bundle)
    unit = normalise(np.asarray(support, np.float32) - space.prototypes.centre)
    held_out = held_out_support(unit, groups, space.prototypes)
    prototype = space.prototypes.direction(unit)
    known = normalise(bundle.reference.embeddings - space.prototypes.centre) @ prototype
    thresholds = _thresholds(held_out, len(set(groups)), known)
    if threshold is not None:
        moved = threshold - thresholds["normal"]
        thresholds = {name: max(0.0, value + moved) for name, value in thresholds.items()}
    scene = EnrolledScene(
        name=name,
        prototype=tuple(float(value) for value in prototype),
        threshold=thresholds["normal"],
        n_support=len(support),
        details={
            "fingerprint": bundle.fingerprint,
            "thresholds": thresholds,
            "n_recordings": len(set(groups)),
            "support": pack_support(support, groups, certainty),
        },
    )
    return _with_effect(bundle, scene, np.asarray(support, np.float32), held_out, certainty)


def extend_enrolled(
    bundle: Bundle,
    name: str,
    support: Floats,
    groups: Sequence[str],
    *,
    certainty: Floats | None = None,
    threshold: float | None = None,
) -> EnrolResult:
    """Teach an enrolled scene more: from what it remembers and from (N, D) more. Writes nothing.

    ``certainty`` (N,) as for ``enrol``.

    Raises:
        AscError: no such scene was enrolled, or it remembers nothing.
        NotEnoughSupport: fewer than three windows altogether.
    """
    found = _enrolled(bundle, name)
    earlier = unpack_support(found)
    others = tuple(scene for scene in bundle.enrolled if scene is not found)
    sure = None
    if certainty is not None and earlier.certainty is not None:
        sure = np.concatenate([earlier.certainty, np.asarray(certainty, np.float32)])
    return enrol(
        replace(bundle, enrolled=others),
        name,
        np.concatenate([earlier.embeddings, np.asarray(support, np.float32)]),
        [*earlier.groups, *groups],
        certainty=sure,
        threshold=threshold,
    )


def add_enrolled(
    bundle: Bundle, scene: EnrolledScene, out: Path, *, instead: bool = False
) -> Bundle:
    """Write the bundle with one more enrolled scene to ``out``.

    Args:
        bundle: stays as it is.
        scene: of ``enrol`` or ``extend_enrolled``.
        out: the new file.
        instead: it takes the place of the enrolled scene of its name.

    Raises:
        AscError: the name is taken, or there is none to take the place of.
        BundleError: the scene was taught to another network.
    """
    ScoreSpace.of(replace(bundle, enrolled=(scene,)))
    if instead:
        return _with(bundle, _enrolled(bundle, scene.name), scene, out)
    _free_name(bundle, scene.name)
    return with_enrolled(bundle, (*bundle.enrolled, scene), out)


def remove_enrolled(bundle: Bundle, name: str, out: Path) -> Bundle:
    """Write the bundle without the enrolled scene ``name`` to ``out``.

    Raises:
        AscError: no such scene was enrolled.
    """
    _enrolled(bundle, name)
    return with_enrolled(bundle, [one for one in bundle.enrolled if one.name != name], out)


def rename_enrolled(bundle: Bundle, name: str, new_name: str, out: Path) -> Bundle:
    """Write the bundle with another name for the enrolled scene ``name`` to ``out``.

    Raises:
        AscError: no such scene was enrolled, or the new name is taken.
    """
    found = _enrolled(bundle, name)
    same = new_name.strip().casefold() == name.casefold()  # but for capitals
    new_name = new_name.strip() if same else _free_name(bundle, new_name)
    return _with(bundle, found, replace(found, name=new_name), out)


def mute_enrolled(bundle: Bundle, name: str, out: Path, *, muted: bool = True) -> Bundle:
    """Write the bundle to ``out`` with the enrolled scene ``name`` silenced, or heard again.

    Raises:
        AscError: no such scene was enrolled.
    """
    found = _enrolled(bundle, name)
    details = {**found.details, "muted": muted}
    return _with(bundle, found, replace(found, details=details), out)


def _with(bundle: Bundle, old: EnrolledScene, new: EnrolledScene, out: Path) -> Bundle:
    return with_enrolled(bundle, [new if one is old else one for one in bundle.enrolled], out)


def _free_name(bundle: Bundle, name: str) -> str:
    name = name.strip()
    if not name:
        raise AscError("The new scene has no name.", hint="Give it one.")
    if not name.isprintable():
        raise AscError(
            "The name of the new scene holds signs that cannot be seen.",
            hint="Use letters, digits and spaces.",
        )
    if name.casefold() == "unknown":
        raise AscError('"unknown" is what is near to no scene.', hint="Choose another name.")
    taken = [*bundle.manifest.scenes, *(scene.name for scene in bundle.enrolled)]
    if name.casefold() in {other.casefold() for other in taken}:
        raise AscError(f'There is already a "{name}".', hint="Choose another name.")
    return name


def _enrolled(bundle: Bundle, name: str) -> EnrolledScene:
    for scene in bundle.enrolled:
        if scene.name == name:
            return scene
    raise AscError(f'No scene "{name}" was taught to this bundle.')


def _thresholds(held_out: Floats, n_groups: int, known: Floats) -> dict[str, float]:
    """Smallest cosine per setting, from held-out support (N,) and known scenes' windows (M,)."""
    foreign = float(np.quantile(known, KNOWN_BELOW)) if len(known) else 0.0
    thresholds = {}
    for setting, share in FALSE_REJECTS.items():
        found = float(np.quantile(held_out, share, method="lower"))
        found -= max(0.0, found - foreign) * GIVES_WAY[setting] / (1 + n_groups)
        thresholds[setting] = max(0.0, found)  # a cosine below 0 is on the other side
    return thresholds


def _with_effect(
    bundle: Bundle,
    scene: EnrolledScene,
    support: Floats,
    held_out: Floats,
    certainty: Floats | None,
) -> EnrolResult:
    """Score the support and the reference windows with the scene added, none by itself."""
    before = ScoreSpace.of(bundle)
    after = ScoreSpace.of(replace(bundle, enrolled=(*bundle.enrolled, scene)))
    own = after.cosines(support)
    own[:, -1] = held_out
    chosen = _choose_all(after, own, certainty)
    known = own[:, :-1].mean(axis=0)
    closest = int(np.argmax(known)) if len(known) else 0

    reference, n_trained = bundle.reference, before.n_trained
    cosines = after.cosines(reference.embeddings)
    cosines[:, :n_trained] = held_out_cosines(reference, prototypes_of(bundle))
    old = _choose_all(before, cosines[:, :-1], reference.certainty)
    new = _choose_all(after, cosines, reference.certainty)
    taken = (new == len(after.scenes) - 1) & (old != new)
    impact = {
        name: float(np.mean(taken[reference.scenes == index]))
        for index, name in enumerate(bundle.manifest.scenes)
        if np.any(reference.scenes == index)
    }
    return EnrolResult(
        enrolled=scene,
        n_support=len(support),
        threshold=scene.threshold,
        impact=impact,
        recognised=float(np.mean(chosen == len(after.scenes) - 1)),
        unknown=float(np.mean(chosen == -1)),
        accuracy_before=_share(old == reference.scenes),
        accuracy_after=_share(new == reference.scenes),
        closest=before.scenes[closest],
        closest_cosine=float(known[closest]),
        taken=tuple(np.flatnonzero(taken).tolist()),
    )


def _choose_all(
    space: ScoreSpace, cosines: Floats, certainty: Floats | None
) -> npt.NDArray[np.int64]:
    """Chosen scene of every window (N,); -1 is unknown."""
    return space.choose_all(space.scores(cosines, certainty), cosines, "normal")


def _share(right: npt.NDArray[np.bool_]) -> float:
    return float(np.mean(right)) if len(right) else 0.0
