"""A patched table says what a table made anew would say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from ascstudio.project.clip_table import FACETS, ClipTable
from ml_core import api

SCENES = ("bus", "park", "tram")


def clip(number: int, recording: int, scene: str | None) -> api.ClipRow:
    name = f"r{recording}.wav"
    return api.ClipRow(
        number, recording, Path("/audio"), name, 0.0, 1.0,
        scenes=(scene,) if scene else (), device="ab"[recording % 2],
        state="done" if scene else "new",
    )  # fmt: skip


scenes = st.sampled_from([None, *SCENES])


def test_what_is_measured_on_has_a_label_and_is_not_excluded() -> None:
    rows = [clip(0, 0, "bus"), clip(1, 1, None), clip(2, 0, "park"), clip(3, 1, "park")]
    table = ClipTable([*rows[:3], replace(rows[3], state="excluded")])
    assert table.counts("device") == {"a": 2, "b": 2}
    assert table.counts_usable("device") == {"a": 2, "b": 0}


@given(st.data(), st.lists(st.tuples(st.integers(0, 3), scenes), max_size=8))
def test_a_patched_table_is_the_table_made_anew(
    data: st.DataObject, rows: list[tuple[int, str | None]]
) -> None:
    clips = {n: clip(n, *row) for n, row in enumerate(rows)}
    table = ClipTable(list(clips.values()))
    for step in range(3):
        ids = sorted(clips)
        gone = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
        changed = [
            replace(clips[n], scenes=(scene,) if scene else ())
            for n in ids
            if n not in gone and (scene := data.draw(scenes)) != clips[n].scene
        ]
        new = [
            clip(100 * (step + 1) + n, *row)
            for n, row in enumerate(
                data.draw(st.lists(st.tuples(st.integers(0, 3), scenes), max_size=3))
            )
        ]
        for one in gone:
            del clips[one]
        clips |= {one.segment_id: one for one in [*changed, *new]}
        table = table.patched([*changed, *new], gone)
        anew = ClipTable(list(clips.values()))
        assert {one.segment_id: one for one in table.clips} == clips
        assert set(table.scenes) >= set(anew.scenes)
        for facet in FACETS:
            assert table.counts(facet) == anew.counts(facet)
        for wanted in ({}, {"scene": {"bus"}}, {"device": {"a"}}):
            found = {table.clips[row].segment_id for row in table.select(wanted)}
            assert found == {anew.clips[row].segment_id for row in anew.select(wanted)}
        for recording in range(4):
            here = set(table.segment_ids[table.rows_of_recording(recording)].tolist())
            assert here == {n for n, one in clips.items() if one.recording_id == recording}
        for one in clips.values():
            assert table.clip(one.segment_id) == one


def test_a_scene_keeps_its_place() -> None:
    table = ClipTable([clip(1, 1, "park"), clip(2, 1, "tram")])
    later = ClipTable([clip(1, 1, "bus"), clip(2, 1, "tram")], table.scenes)
    assert later.scenes == ("park", "tram", "bus")


def test_new_scenes_follow_in_the_order_of_the_project() -> None:
    clips = [clip(1, 1, "park"), clip(2, 1, "tram"), clip(3, 1, "bus"), clip(4, 1, "alley")]
    order = ("tram", "gone", "park", "bus")
    assert ClipTable(clips, (), order).scenes == ("tram", "park", "bus", "alley")
    assert ClipTable(clips, ("bus",), order).scenes == ("bus", "tram", "park", "alley")


@given(st.sampled_from(["NFC", "NFD"]), st.sampled_from(["NFC", "NFD"]))
def test_a_search_finds_names_however_their_accents_are_stored(
    stored: Literal["NFC", "NFD"], typed: Literal["NFC", "NFD"]
) -> None:
    name, note = (normalize(stored, text) for text in ("Wald/Vögel.wav", "schön früh"))
    first = replace(clip(1, 1, "park"), relative_path=name)
    table = ClipTable([first, replace(clip(2, 2, "bus"), note=note), clip(3, 3, "tram")])
    for text, found in (("vÖgel", [0]), ("Früh", [1]), ("vo", []), ("vogel", [])):
        assert table.select({}, normalize(typed, text)).tolist() == found
