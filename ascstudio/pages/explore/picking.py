"""Picked clips in words. No widgets here."""

from collections import Counter

import numpy as np
from PySide6.QtCore import QCoreApplication

from ascstudio.pages.explore.colouring import Indices, shared_title
from ascstudio.pages.explore.judging import Judgement
from ascstudio.pages.explore.state import MANY, Picks, Suspect, Suspects
from ascstudio.project.clip_table import NONE, ClipTable, Facet
from ascstudio.project.scene_marks import marks_of
from ascstudio.theme import UNKNOWN, Mark, scene_title
from ascstudio.words import numeral
from ml_core import api

NAMED_SCENES = 3  # of the picked clips; the rest is "others"
SETTLED = ("verified", "excluded")  # states of a clip whose label is no longer in doubt


def _tr(text: str) -> str:
    return QCoreApplication.translate("Explore", text)


def clips_words(n: int) -> str:
    """``1 clip``, ``2,318 clips``."""
    return (_tr("{n} clip") if n == 1 else _tr("{n} clips")).format(n=numeral(n))


def picks_of(table: ClipTable, segment_ids: Indices, title: str) -> Picks:
    """The picked clips that are still there; ``title`` has a place for ``{clips}``."""
    ids = np.asarray(segment_ids, np.int64)
    if (np.diff(ids) <= 0).any():
        ids = np.unique(ids)
    ids = ids[table.rows_of(ids) >= 0] if len(ids) else ids
    if not len(ids):
        return Picks()
    return Picks(ids, title.replace("{clips}", clips_words(len(ids))), now_words(table, ids), title)


def now_words(table: ClipTable, segment_ids: Indices) -> str:
    """What clips are labelled now: ``39 new, 3 Park``."""
    rows = table.rows_of(segment_ids)
    values, codes = table.column("scene")
    numbers = np.bincount(codes[rows[rows >= 0]], minlength=len(values)).tolist()
    counts = Counter({scene: n for scene, n in zip(values, numbers, strict=True) if n})
    parts = [_tr("{n} new").format(n=numeral(counts.pop(NONE)))] if NONE in counts else []
    named = counts.most_common()
    parts += [f"{numeral(n)} {scene_title(scene)}" for scene, n in named[:NAMED_SCENES]]
    rest = sum(n for _, n in named[NAMED_SCENES:])
    parts += [_tr("{n} others").format(n=numeral(rest))] if rest else []
    return ", ".join(parts)


def shared_facts(table: ClipTable, segment_ids: Indices) -> list[tuple[str, str]]:
    """What clips have in common, else how many values there are."""
    rows = table.rows_of(segment_ids)
    rows = rows[rows >= 0]
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
        found = [values[code] for code in np.flatnonzero(np.bincount(codes[rows]))]
        facts.append((name, shared_title(facet, found)))
    return facts


def error_words(found: "api.ErrorEstimate") -> str:
    """What spot checks say, e.g. ``2 of 10 wrong: 6 to 51 % of the rest``."""
    if not found.n_checked:
        return _tr("None was listened to.")
    if not found.n_rest:
        return _tr("All were listened to: {wrong} of {n} wrong.").format(
            wrong=found.n_wrong, n=found.n_checked
        )
    words = _tr("{wrong} of {n} wrong: {low:.0f} to {high:.0f} % of the rest")
    low, high = 100 * found.share.low, 100 * found.share.high
    return words.format(wrong=found.n_wrong, n=found.n_checked, low=low, high=high)


def mark_of(table: ClipTable, scene: str | None) -> Mark:
    """The mark of a scene of the project."""
    return marks_of(table.scenes).get(scene or "", UNKNOWN)


def suspects_of(table: ClipTable, judged: Judgement | None) -> Suspects:
    """The labels that are still as doubtful as when they were judged."""
    if judged is None:
        return Suspects()
    places = np.flatnonzero(judged.doubted)
    rows = table.rows_of(judged.segment_ids[places])
    there = rows >= 0
    places, rows = places[there], rows[there]
    scenes, scene = table.column("scene")
    states, state = table.column("state")
    now = np.array([judged.scenes[place] for place in places.tolist()], np.str_)
    open_still = ~np.isin(np.array(states or [NONE])[state[rows]], SETTLED)
    places = places[open_still & (np.array(scenes or [NONE])[scene[rows]] == now)]
    ids = judged.segment_ids[places]
    return Suspects(ids, tuple(_suspect(table, judged, one) for one in places[:MANY].tolist()))


def _suspect(table: ClipTable, judged: Judgement, place: int) -> Suspect:
    clip = table.clip(int(judged.segment_ids[place]))
    assert clip is not None
    now, proposed = judged.scenes[place], judged.proposed[place]
    return Suspect(
        clip=clip,
        doubt=float(judged.suspicion[place]),
        now=scene_title(now),
        now_mark=mark_of(table, now),
        proposed=scene_title(proposed),
        proposed_mark=mark_of(table, proposed),
    )
