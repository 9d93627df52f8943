"""What one key does about a problem: one operation of the log, named, to be undone as one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ml_core.errors import ProjectError
from ml_core.labelling.doctor.problems import Fix, Kind, Problem
from ml_core.project import ClipRow, Project, history
from ml_core.project.fields import SPLIT

_ONE_OR_MANY: dict[Kind, tuple[str, str]] = {
    "unreadable": ("1 unreadable clip", "{} unreadable clips"),
    "leaking": ("1 leaking clip", "{} leaking clips"),
    "duplicate": ("1 duplicate clip", "{} duplicate clips"),
    "near_duplicate": ("1 near-duplicate clip", "{} near-duplicate clips"),
    "device_tells": ("1 telling clip", "{} telling clips"),
    "level_tells": ("1 telling clip", "{} telling clips"),
    "format_tells": ("1 telling clip", "{} telling clips"),
    "clipped": ("1 clipped clip", "{} clipped clips"),
    "silent": ("1 silent clip", "{} silent clips"),
    "too_short": ("1 short clip", "{} short clips"),
    "dc_offset": ("1 offset clip", "{} offset clips"),
}
_CLIPS = ("1 clip", "{} clips")
_STATES: dict[Fix, str] = {"exclude": "excluded", "review": "needs_review"}
_VERBS: dict[Fix, str] = {
    "exclude": "Exclude {}",
    "review": "Flag {} for review",
    "trim": "Trim {}",
    "extend": "Lengthen {}",
    "one_side": "Put {} on one side of the split",
}

Edits = dict[str, list[tuple[Any, list[int]]]]


def apply_fix(project: Project, problem: Problem, how: Fix | None = None) -> str | None:
    """Mend one problem; see :func:`apply_fixes`."""
    return apply_fixes(project, [problem], how)


def apply_fixes(
    project: Project, problems: Sequence[Problem], how: Fix | None = None
) -> str | None:
    """Mend problems, all as one operation. No file is changed; clips that are gone are left out.

    Args:
        project: whose clips.
        problems: what :func:`run_doctor` found.
        how: the same for all, such as "exclude"; None takes the fix of each.

    Returns:
        What undo would say, or None where nothing was left to change.

    Raises:
        ProjectError: one of the problems cannot be mended that way.
    """
    ids = {number for problem in problems for number in problem.segment_ids}
    there = {clip.segment_id: clip for clip in project.fetch(sorted(ids))}
    edits: Edits = defaultdict(list)
    for problem in problems:
        _plan(problem, how or problem.fix, there, project.split_set, edits)
    if not edits:
        return None
    text = _text(problems, how, there)
    with project.database.transaction() as connection:
        return text if history.change(connection, text, edits) else None


def _plan(
    problem: Problem, fix: Fix, there: Mapping[int, ClipRow], splits: str, edits: Edits
) -> None:
    """Add what a fix changes to the edits."""
    ids = [number for number in problem.segment_ids if number in there]
    if fix in _STATES:
        edits["segment.state"].append((_STATES[fix], ids))
    elif fix == "one_side" and problem.side is not None:
        edits[SPLIT + splits].append((problem.side, ids))
    elif fix in ("trim", "extend") and problem.stretch is not None:
        for number in ids:
            bounds = [*problem.stretch, there[number].low_hz, there[number].high_hz]
            edits["segment.stretch"].append((bounds, [number]))
    else:
        raise ProjectError(
            f'"{problem.path}": {problem.detail}. That cannot be mended so.',
            hint="Exclude the clip instead.",
        )


def _text(problems: Sequence[Problem], how: Fix | None, there: Mapping[int, ClipRow]) -> str:
    """What the menu says after "Undo "."""
    fixes = {how or problem.fix for problem in problems}
    kinds = {problem.kind for problem in problems}
    n = len({i for problem in problems for i in problem.segment_ids if i in there})
    one, many = _ONE_OR_MANY[kinds.pop()] if len(kinds) == 1 else _CLIPS
    counted = one if n == 1 else many.format(n)
    return _VERBS[fixes.pop()].format(counted) if len(fixes) == 1 else f"Mend {counted}"
