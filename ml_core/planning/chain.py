"""Looks before several runs of which each starts from the one before."""

from collections.abc import Mapping, Sequence
from functools import reduce
from pathlib import Path

from ml_core.planning.checks import Finding, check_costs, check_data, worst_first
from ml_core.planning.estimate import (
    Estimate,
    Range,
    Trained,
    clips_of_scenes,
    estimate_run,
    network_of,
    network_of_run,
    usable_clips,
)
from ml_core.planning.speeds import known_speeds
from ml_core.project import ClipRow, Project
from ml_core.recipes import DistilRecipe, FuseRecipe, QuantizeRecipe, RunRecipe
from ml_core.runs.scenes import chosen_scenes

START_OF = {DistilRecipe: "teacher", QuantizeRecipe: "student"}
"""The input that a run of a chain gets from the one before."""


def estimate_chain(
    project: Project,
    recipes: Sequence[RunRecipe],
    inputs: Mapping[str, str],
    clips: Sequence[ClipRow] | None = None,
) -> list[Estimate]:
    """What each of some runs will take of which every one starts from the one before.

    Args:
        project: its clips.
        recipes: in their order; a single one is a chain too.
        inputs: runs that the first starts from.
        clips: the usable ones, where somebody has read them already.
    """
    clips = usable_clips(project) if clips is None else clips
    clips = clips_of_scenes(clips, chosen_scenes(recipes[0], inputs))  # what follows hears no more
    speeds = known_speeds()
    found: list[Estimate] = []
    before: Trained | None = None  # network of the run before
    for recipe in recipes:
        start = START_OF.get(type(recipe), "")
        to_be = {start: before} if before is not None and start else {}
        given = {} if found else inputs
        found.append(estimate_run(project, recipe, given, speeds=speeds, to_be=to_be, clips=clips))
        if isinstance(recipe, FuseRecipe):
            names = (network_of_run(Path(path)) for path in given.values())
            before = Trained(" + ".join(names))
        else:
            before = network_of(recipe, given, to_be)
    return found


def check_chain(
    project: Project,
    recipes: Sequence[RunRecipe],
    inputs: Mapping[str, str],
    clips: Sequence[ClipRow] | None = None,
) -> list[Finding]:
    """Everything that can be said before the first of them starts, the gravest first.

    Args:
        project: its clips.
        recipes: as in ``estimate_chain``.
        inputs: runs that the first starts from.
        clips: as there.
    """
    clips = usable_clips(project) if clips is None else clips
    clips = clips_of_scenes(clips, chosen_scenes(recipes[0], inputs))
    costs = estimate_chain(project, recipes, inputs, clips)
    learns = next((one for one in recipes if not isinstance(one, FuseRecipe)), recipes[0])
    found = check_data(project, learns, inputs, clips)
    return worst_first([*found, *check_costs(project, recipes, inputs, together(costs))])


def together(costs: Sequence[Estimate]) -> Estimate:
    """Of runs one after the other: times and disks are added, memory is that of the largest.

    The size is that of the last which has one.
    """
    order = ("guessed", "measured", "learnt")
    sized = [cost for cost in costs if cost.int8_bytes is not None]
    last = sized[-1] if sized else costs[-1]
    return Estimate(
        seconds=reduce(Range.__add__, (cost.seconds for cost in costs)),
        memory_bytes=max(cost.memory_bytes for cost in costs),
        disk_bytes=sum(cost.disk_bytes for cost in costs),
        int8_bytes=last.int8_bytes,
        macs=last.macs,
        peak_bytes=last.peak_bytes,
        measured=min((cost.measured for cost in costs), key=order.index),
    )
