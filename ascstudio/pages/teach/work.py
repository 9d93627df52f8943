"""What Teach does in threads; nothing here knows Qt."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ascstudio.jobs import Failure
from ml_core import api


def enrolled(
    bundle: "api.Bundle", name: str, support: "api.Support", *,
    threshold: float | None = None, more: bool = False,
) -> "api.EnrolResult | Failure":  # fmt: skip
    """A place of this name, or an enrolled one that is taught more; nothing is written."""
    try:
        teach = api.extend_enrolled if more else api.enrol
        return teach(
            bundle, name, support.embeddings, support.groups,
            certainty=support.certainty, threshold=threshold,
        )  # fmt: skip
    except api.AscError as error:
        return Failure(error.message, error.hint)


def saved(write: Callable[[], object]) -> Failure | None:
    """Write, and say what went wrong if anything did."""
    try:
        write()
    except api.AscError as error:
        return Failure(error.message, error.hint)
    except OSError as error:
        return Failure(f"{error.strerror}.", "")
    return None


def support_of(
    bundle: "api.Bundle", clips: "Sequence[api.ClipRow]", monitor: "api.Monitor"
) -> "api.Support":
    """Support from clips of a project; each recording is a group."""
    rate_hz = bundle.manifest.front_end.sample_rate_hz
    recordings = {}
    for n, clip in enumerate(clips):
        monitor.report(n, len(clips), stage=clip.path.name)
        recordings[f"{clip.source}/{clip.segment_id}"] = api.read_samples(
            clip.path,
            sample_rate_hz=rate_hz,
            start_s=clip.start_s,
            duration_s=clip.duration_s,
            channel=clip.channel,
        )
    return api.support_from_samples(bundle, recordings)


TEACHING = "Teaching of "  # what teaching a place, and the import of its recordings, is called


def keep_recordings(
    project: "api.Project | None", paths: Sequence[Path], scene: str, *, taught: bool
) -> bool:
    """Bring recordings that were made for a place into the project, under its name.

    Those that were made without the project stay where they are, and are offered no more.

    Returns:
        Whether the project got any: then its undo takes them back.
    """
    writable = project is not None and not project.read_only
    inside = [
        path for path in paths if writable and project and path.is_relative_to(project.folder)
    ]
    for path in paths:
        if path in inside:
            api.rename_announced(path, scene)
        else:
            api.disown(path)
    if project is None or not inside:
        return False
    return bool(api.bring_in(project, inside, name=f"{TEACHING}{scene}" if taught else ""))


def taught_in(operation: str) -> str:
    """The place that an operation of the project's log taught; empty for all others."""
    found = re.fullmatch(f'(Import ")?{TEACHING}(.+?)(?(1)")', operation)
    return found[2] if found is not None else ""


def bundle_with(
    bundle: "api.Bundle", others: Sequence[Path], place: str, *, known: bool
) -> "Path | None":
    """The newest bundle of the same network in which a place is (or is not) taught.

    Args:
        bundle: in use; itself where that is so already.
        others: bundles of the project, the newest first.
        place: its name.
        known: whether it should be known.

    Returns:
        Its path; None where there is none.
    """
    want = {one.name for one in bundle.enrolled if one.name != place} | (
        {place} if known else set()
    )
    for path in (bundle.path, *others):
        try:
            other = api.read_bundle(path)
        except api.AscError:
            continue
        names = {one.name for one in other.enrolled}
        if other.fingerprint == bundle.fingerprint and names == want:
            return path
    return None


def minutes(seconds: float) -> str:
    """``2 min 40 s``."""
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


@dataclass(frozen=True, slots=True)
class BakeOffer:
    """What baking would do with a bundle and take.

    Attributes:
        bundle: whose places are baked.
        plan: clips, scenes and recipes.
        seconds: it may take on this computer while nothing else runs.
        n_bytes: of the new student's weights in int8.
        name: of its runs.
    """

    bundle: Path
    plan: "api.BakePlan"
    seconds: float
    n_bytes: int
    name: str


def bake_offer(bundle: "api.Bundle", project: "api.Project") -> "BakeOffer | Failure":
    """A plan and its costs; nothing is changed."""
    try:
        plan = api.plan_bake(bundle, project)
        costs = api.estimate_chain(project, plan.recipes, {})
    except api.AscError as error:
        return Failure(error.message, error.hint)
    whole = api.together(costs)
    name = time.strftime("bake-%Y%m%d-%H%M%S")
    return BakeOffer(bundle.path, plan, whole.seconds.middle, whole.int8_bytes or 0, name)
