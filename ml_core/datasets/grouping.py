"""What is never divided: clips that sound alike for reasons that are not the scene.

Clips of one place, of one session and above all of one source recording share echoes, weather and
microphones. Counted as training and test at once they make a result look better than it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ml_core.project import ClipRow

GroupKind = Literal["location", "source", "session", "city"]
KINDS: tuple[GroupKind, ...] = ("city", "location", "session", "source")

MIN_GROUPS = 10  # with fewer, what they are called by is too coarse to divide by


def group_of(clips: Iterable[ClipRow]) -> GroupKind:
    """What clips are counted by: location where there are at least ten, else source."""
    locations = {name_of(clip, "location") for clip in clips} - {None}
    return "location" if len(locations) >= MIN_GROUPS else "source"


def name_of(clip: ClipRow, kind: GroupKind) -> str | None:
    """The clip's city, location, session or source; places and sessions are told by their city."""
    if kind == "source":
        return clip.source or clip.relative_path
    name = {"city": clip.city, "location": clip.location, "session": clip.session}[kind]
    if name is None or clip.city is None or name.startswith(clip.city):  # as DCASE's locations do
        return name
    return f"{clip.city} {name}"


def tells_sources(clips: Iterable[ClipRow]) -> bool:
    """Whether anything says which files are of one source; else each file counts alone."""
    return any(
        clip.source and not clip.source.endswith(clip.relative_path)  # a name, perhaps with folders
        for clip in clips
    )


def group_name(clip: ClipRow, by: GroupKind) -> str:
    """The group of a clip; a clip of which that is not known is grouped by its source."""
    return name_of(clip, by) or clip.source or clip.relative_path


def leaking_sources(
    clips_train: Sequence[ClipRow], clips_test: Sequence[ClipRow], by: GroupKind | None = None
) -> tuple[str, ...]:
    """Groups that are on both sides, sorted; ``by`` is as :func:`group_of` says if not given."""
    by = by or group_of([*clips_train, *clips_test])
    train = {group_name(clip, by) for clip in clips_train}
    return tuple(sorted(train & {group_name(clip, by) for clip in clips_test}))


def shared_groups(
    clips_train: Sequence[ClipRow], clips_test: Sequence[ClipRow]
) -> Mapping[GroupKind, tuple[str, ...]]:
    """Names of each kind that are on both sides, of those kinds that the clips tell."""
    both: dict[GroupKind, tuple[str, ...]] = {}
    for kind in KINDS:
        train, test = (
            {name for clip in clips if (name := name_of(clip, kind)) is not None}
            for clips in (clips_train, clips_test)
        )
        if train or test:
            both[kind] = tuple(sorted(train & test))
    return both


def default_kinds(clips: Sequence[ClipRow]) -> tuple[GroupKind, ...]:
    """What a split should not divide: what clips are counted by, and sessions.

    Sessions that would join everything into fewer than ten groups are left out.
    """
    by = group_of(clips)
    if not any(clip.session for clip in clips):
        return (by,)
    n_groups = len(set(joined_groups(clips, (by, "session"))))
    return (by, "session") if n_groups >= MIN_GROUPS else (by,)


def joined_groups(
    clips: Sequence[ClipRow],
    kinds: Sequence[GroupKind],
    together: Iterable[Iterable[int]] = (),
) -> list[int]:
    """Number of the group of each clip: clips that share one of the names are in one group.

    Args:
        clips: N of them.
        kinds: which names count; the source always does.
        together: segment ids that belong together for another reason, such as copies.
    """
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    first = [f"source {name_of(clip, 'source')}" for clip in clips]
    for clip, source in zip(clips, first, strict=True):
        for kind in kinds:
            if (name := name_of(clip, kind)) is not None:
                parent[top(f"{kind} {name}")] = top(source)
    source_of = {clip.segment_id: source for clip, source in zip(clips, first, strict=True)}
    for ids in together:
        names = [source_of[number] for number in ids if number in source_of]
        for name in names[1:]:
            parent[top(name)] = top(names[0])
    numbers: dict[str, int] = {}
    return [numbers.setdefault(top(name), len(numbers)) for name in first]
