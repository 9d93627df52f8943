"""Places, sessions and sources that are in training and in the test."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ml_core.datasets.grouping import GroupKind, default_kinds, group_name, leaking_sources
from ml_core.labelling.doctor.problems import Problem
from ml_core.project import ClipRow


def leaks(clips: Sequence[ClipRow]) -> list[Problem]:
    """A problem for every group on both sides; the fix brings it to the side of most clips."""
    divided = [clip for clip in clips if clip.split is not None]
    train = [clip for clip in divided if clip.split == "train"]
    held_out = [clip for clip in divided if clip.split != "train"]
    problems: list[Problem] = []
    told: set[int] = set()
    for kind in default_kinds(clips):
        leaking = set(leaking_sources(train, held_out, kind))
        members: dict[str, list[ClipRow]] = defaultdict(list)
        for clip in divided:
            if (name := group_name(clip, kind)) in leaking:
                members[name].append(clip)
        for name, group in sorted(members.items()):
            found = _leak(kind, name, group)
            if not told.issuperset(found.segment_ids):
                told.update(found.segment_ids)
                problems.append(found)
    return problems


def _leak(kind: GroupKind, name: str, group: Sequence[ClipRow]) -> Problem:
    counts = Counter(str(clip.split) for clip in group)
    side = max(counts, key=lambda split: (counts[split], split == "train"))
    moving = [clip for clip in group if clip.split != side]
    sides = " and ".join(f"{n} in {split}" for split, n in sorted(counts.items(), reverse=True))
    return Problem(
        moving[0].segment_id,
        moving[0].relative_path,
        "leaking",
        f'{kind} "{name}" is on both sides: {sides}',
        "one_side",
        segment_ids=tuple(clip.segment_id for clip in moving),
        side=side,
    )
