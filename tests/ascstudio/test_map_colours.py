"""Groups, legends and samples of the map, without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascstudio.pages.explore.colouring import (
    MOST_GROUPS,
    STATES,
    colouring,
    even_sample,
    shared_title,
    strata_of,
)
from ascstudio.project.clip_table import NONE, ClipTable
from ml_core import api


def table(n: int, *, n_locations: int = 3, cities: bool = False) -> ClipTable:
    scenes = ("park", "bus", None)
    return ClipTable(
        [
            api.ClipRow(
                segment_id=10 + k,
                recording_id=k,
                folder=Path("/audio"),
                relative_path=f"{k}.wav",
                start_s=0.0,
                duration_s=1.0,
                scenes=(scenes[k % 3],) if scenes[k % 3] else (),
                device="ab"[k % 2],
                location=f"place {k % n_locations:03}",
                state=STATES[k % 5],
                city=f"city {k % n_locations % 4}" if cities else None,
            )
            for k in range(n)
        ]
    )


@pytest.mark.parametrize("by", ["scene", "device", "location", "state"])
def test_every_point_has_the_group_of_its_clip(by: str) -> None:
    clips = table(60)
    rows = np.random.default_rng(0).permutation(60)[:50]
    made = colouring(clips, rows, by)
    name_of = {row.group: row.name for row in made.legend}
    found: dict[str, set[str]] = {}
    for row, group in zip(rows, made.groups, strict=True):
        value = getattr(clips.clips[row], by)
        found.setdefault(name_of[int(group)], set()).add(str(value))
    assert all(len(values) == 1 for values in found.values())
    assert sum(row.count for row in made.legend) == 50
    assert len({row.mark for row in made.legend}) == len(made.legend)


def test_no_scene_yet_are_those_that_wait_for_one() -> None:
    clips = [
        replace(clip, scenes=() if n < 9 else clip.scenes, state="excluded" if n < 4 else "new")
        for n, clip in enumerate(table(20).clips)
    ]
    shown = ClipTable(clips)
    made = colouring(shown, np.arange(20), "scene")
    count = {row.name: row.count for row in made.legend}
    assert count["No scene yet"] == shown.n_open == shown.counts("scene")[NONE] > 5
    assert count["Excluded"] == 4
    assert sum(count.values()) == 20


def test_many_locations_are_the_largest_and_one_rest() -> None:
    clips = table(400, n_locations=60)
    made = colouring(clips, np.arange(400), "location")
    assert len(made.legend) == MOST_GROUPS
    assert made.legend[-1].name == f"{60 - MOST_GROUPS + 1} others"
    assert sum(row.count for row in made.legend) == 400


def test_many_locations_are_cities_where_these_are_known() -> None:
    made = colouring(table(400, n_locations=60, cities=True), np.arange(400), "location")
    assert [row.name for row in made.legend] == ["City 0", "City 1", "City 2", "City 3"]
    few = colouring(table(40, n_locations=8, cities=True), np.arange(40), "location")
    assert len(few.legend) == 8


def test_doubt_is_three_levels_and_clips_without_a_label() -> None:
    doubt = np.array([0.0, 0.49, 0.5, 0.79, 0.8, 1.0, np.nan])
    made = colouring(table(7), np.arange(7), "errors", doubt)
    assert made.groups.tolist() == [0, 0, 1, 1, 2, 2, 3]
    assert not made.named


def test_what_is_shared_is_named() -> None:
    assert shared_title("scene", ["metro_station"]) == "Metro station"
    assert shared_title("scene", [""]) == "—"
    assert shared_title("device", ["a", "b", "c"]) == "3 different"


@given(st.lists(st.integers(0, 6), min_size=1, max_size=300), st.integers(1, 120))
def test_a_sample_is_even_and_always_the_same(strata: list[int], n: int) -> None:
    numbers = np.array(strata)
    chosen = even_sample(numbers, n)
    assert len(chosen) == min(n, len(numbers))
    assert (np.diff(chosen) > 0).all()
    assert np.array_equal(chosen, even_sample(numbers, n))
    sizes = np.bincount(numbers, minlength=7)
    got = np.bincount(numbers[chosen], minlength=7)
    cut = got[got < sizes]  # strata that could have given more
    if len(cut):
        assert got.max() <= cut.min() + 1
    assert (got <= sizes).all()


def test_strata_are_scene_and_device() -> None:
    clips = table(60)
    strata = strata_of(clips, np.arange(60))
    pairs = {(clip.scene, clip.device) for clip in clips.clips}
    assert len(np.unique(strata)) == len(pairs)


def test_rows_of_ids_that_are_there_and_that_are_not() -> None:
    clips = table(20)
    assert clips.rows_of(np.array([12, 999, 10, -4])).tolist() == [2, -1, 0, -1]
    assert ClipTable().rows_of(np.array([3])).tolist() == [-1]
