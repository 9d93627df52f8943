"""Picked clips in words. No widgets here."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QCoreApplication

from ascstudio.pages.explore.colouring import Indices, shared_title
from ascstudio.pages.explore.judging import Judgement
from ascstudio.pages.explore.state import Picks, Suspect
from ascstudio.project.clip_table import ClipTable, Facet
from ascstudio.theme import UNKNOWN, Mark, scene_mark, scene_title

NAMED_SCENES = 3  # of the picked clips; the rest is "others"
SETTLED = ("verified", "excluded")  # states of a clip whose label is no longer in doubt


def _tr(text: str) -> str:
    return QCoreApplication.translate("Explore", text)


def clips_words(n: int) -> str:
    """``1 clip``, ``2,318 clips``."""
    return (_tr("{n} clip") if n == 1 else _tr("{n} clips")).format(n=f"{n:,}")


def picks_of(table: ClipTable, segment_ids: Indices, title: str) -> Picks:
    """The picked clips that are still there; ``title`` has a place for ``{clips}``."""
    ids = np.unique(segment_ids)
    ids = ids[table.rows_of(ids) >= 0] if len(ids) else ids
    if not len(ids):
        return Picks()
    return Picks(ids, title.replace("{clips}", clips_words(len(ids))), now_words(table, ids), title)


def now_words(table: ClipTable, segment_ids: Iterable[int]) -> str:
    """What clips are labelled now: ``39 new, 3 Park``."""
    found = (table.clip(int(one)) for one in segment_ids)
    counts = Counter(clip.scene for clip in found if clip is not None)
    parts = [_tr("{n} new").format(n=f"{counts.pop(None):,}")] if None in counts else []
    named = counts.most_common()
    parts += [f"{n:,} {scene_title(scene or '')}" for scene, n in named[:NAMED_SCENES]]
    rest = sum(n for _, n in named[NAMED_SCENES:])
    parts += [_tr("{n} others").format(n=f"{rest:,}")] if rest else []
    return ", ".join(parts)


def shared_facts(table: ClipTable, segment_ids: Indices) -> list[tuple[str, str]]:
    """What clips have in common, else how many values there are."""
    rows = table.rows_of(segment_ids)
    if not len(rows):
        return []
    names: list[tuple[str, Facet]] = [
        (_tr("Scene"), "scene"),
        (_tr("State"), "state"),
        (_tr("Device"), "device"),
        (_tr("Location"), "location"),
        (_tr("Split"), "split"),
    ]
    facts = []
    for name, facet in names:
        values, codes = table.column(facet)
        found = [values[code] for code in np.unique(codes[rows])]
        facts.append((name, shared_title(facet, found)))
    return facts


def mark_of(table: ClipTable, scene: str | None) -> Mark:
    """The mark of a scene of the project."""
    return scene_mark(table.scenes.index(scene)) if scene in table.scenes else UNKNOWN


def suspects_of(table: ClipTable, judged: Judgement | None) -> tuple[Suspect, ...]:
    """The labels that are still as doubtful as when they were judged."""
    if judged is None:
        return ()
    found = []
    for place in np.flatnonzero(judged.doubted).tolist():
        clip = table.clip(int(judged.segment_ids[place]))
        now, proposed = judged.scenes[place], judged.proposed[place]
        if clip is None or clip.scene != now or clip.state in SETTLED:
            continue
        found.append(
            Suspect(
                clip=clip,
                doubt=float(judged.suspicion[place]),
                now=scene_title(now),
                now_mark=mark_of(table, now),
                proposed=scene_title(proposed),
                proposed_mark=mark_of(table, proposed),
            )
        )
    return tuple(found)
