"""Explore: the menu of the right button, kinds of places, and what cannot be judged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from ascstudio.pages.explore import colouring, picking
from ascstudio.pages.explore.judging import Judgement
from ascstudio.pages.explore.view import ExplorePage
from ascstudio.project.clip_table import ClipTable
from ascstudio.shell.window import MainWindow
from tests.ascstudio.test_explore_page import (  # noqa: F401 - fixtures
    LEFT,
    TIMEOUT_MS,
    page,
    prepared,
    project,
)

Reason = QContextMenuEvent.Reason
# said for every menu that opens where there is no screen
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def menu_at(qtbot: QtBot, page: ExplorePage, at: QPoint, reason: Reason) -> dict[str, object]:  # noqa: F811
    event = QContextMenuEvent(reason, at, page.map.mapToGlobal(at))
    QApplication.sendEvent(page.map, event)
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    qtbot.addWidget(shown)
    return {entry.text().split("\t")[0]: entry for entry in shown.actions()}


def test_the_right_button_finds_what_is_similar(qtbot: QtBot, page: ExplorePage) -> None:  # noqa: F811
    at = page.map.to_screen(4).toPoint()
    qtbot.mousePress(page.map, Qt.MouseButton.RightButton, pos=at)
    entries = menu_at(qtbot, page, at, Reason.Mouse)
    qtbot.mouseRelease(page.map, Qt.MouseButton.RightButton, pos=at)
    assert list(entries) == ["Play", "Find similar", "Open in Label", "Show in Library"]
    chosen = page.presenter.state.selected
    assert chosen == page.presenter.state.points.segment_ids[page.map.selected()]
    entries["Find similar"].trigger()
    qtbot.waitUntil(lambda: len(page.presenter.state.picks) > 0, timeout=TIMEOUT_MS)
    assert chosen not in page.presenter.state.picks.segment_ids
    assert "most like" in page.tray.title.text()


def test_the_menu_key_asks_about_the_chosen_clip(
    qtbot: QtBot, window: MainWindow, page: ExplorePage  # noqa: F811
) -> None:  # fmt: skip
    page.presenter.choose(2, play=False)
    entries = menu_at(qtbot, page, QPoint(0, 0), Reason.Keyboard)
    wanted: list[object] = []
    window.context.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    entries["Open in Label"].trigger()
    assert wanted == [("label", (int(page.presenter.state.points.segment_ids[2]),))]


def test_the_ground_copies_the_picture(qtbot: QtBot, page: ExplorePage) -> None:  # noqa: F811
    entries = menu_at(qtbot, page, QPoint(2, page.map.height() - 2), Reason.Mouse)
    assert list(entries) == ["Copy picture", "Export picture", "Fit the map"]
    entries["Copy picture"].trigger()
    assert QApplication.clipboard().image().size() == page.map.picture().size()


def test_another_project_may_come_while_clips_are_picked(
    qtbot: QtBot, window: MainWindow, page: ExplorePage, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    page.presenter.pick_shown()
    page.presenter.begin_check()
    window.context.session.create(tmp_path / "other")
    qtbot.waitUntil(lambda: not page.presenter.state.n_clips)
    assert not len(page.presenter.state.picks)


def test_it_says_how_long_hearing_all_clips_takes(
    qtbot: QtBot, window: MainWindow, project: Path  # noqa: F811
) -> None:  # fmt: skip
    shutil.rmtree(project / "cache" / "embeddings")
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    shown = window.page("explore")
    qtbot.waitUntil(lambda: not shown.presenter.state.loading)
    assert shown.presenter.state.listening_s is None  # nobody has looked yet
    window.show_page("explore")
    qtbot.waitUntil(lambda: shown.presenter.state.listening_s is not None, timeout=TIMEOUT_MS)
    words = " ".join(label.text() for label in shown.empty_state.findChildren(QLabel))
    assert ". About " in words
    assert not window.context.jobs.running()


def test_places_have_a_kind(qtbot: QtBot, page: ExplorePage) -> None:  # noqa: F811
    legend = page.inspector
    assert not legend.places.isVisible()
    page.bar.colour_chosen.emit("location")
    assert legend.places.isVisible()
    for kind in ("city", "session", "location"):
        legend.places.chosen.emit(kind)
        assert page.presenter.state.colour_by == kind
        assert page.bar.colours.choice() == "location"
        assert page.bar.colour_list.currentData() == kind
    page.presenter.colour("scene")
    assert not legend.places.isVisible()


def test_cities_and_sessions_are_told_apart(page: ExplorePage) -> None:  # noqa: F811
    clips = list(page.context.session.table.clips)[:9]
    cities = ["lyon", "oslo", None] * 3
    table = ClipTable(
        replace(clip, city=city, session=f"day-{n // 3}", location=f"place-{n}")
        for n, (clip, city) in enumerate(zip(clips, cities, strict=True))
    )
    rows = np.array([0, 1, 2, 3, 8])
    by_city = colouring.colouring(table, rows, "city")
    assert [(row.name, row.count) for row in by_city.legend] == [
        ("Lyon", 2), ("Oslo", 1), ("Not known", 2),
    ]  # fmt: skip
    by_session = colouring.colouring(table, rows, "session")
    assert [row.count for row in by_session.legend] == [3, 1, 1]


def test_many_places_are_their_cities(page: ExplorePage) -> None:  # noqa: F811
    clip = next(iter(page.context.session.table.clips))
    many = colouring.MOST_GROUPS + 5
    table = ClipTable(
        replace(clip, segment_id=n, location=f"place-{n}", city=("lyon", "oslo")[n % 2])
        for n in range(many)
    )
    found = colouring.colouring(table, np.arange(many), "location")
    assert [row.name for row in found.legend] == ["Lyon", "Oslo"]
    assert found.groups.tolist() == [n % 2 for n in range(many)]


def judged(unable: str) -> Judgement:
    return Judgement(
        np.array([1]), ("hum",), ("hiss",), np.array([0.9]), np.array([0.7]),
        np.array([not unable]), 1, 0.3, unable,
    )  # fmt: skip


def test_what_cannot_be_judged_has_no_doubt() -> None:
    ids, labelled = np.array([1, 2, 3]), np.array([True, True, False])
    able = judged("").doubt(ids, labelled, neighbours=False)
    np.testing.assert_array_equal(able, [1.0, 0.0, np.nan])
    unable = judged("unfamiliar")
    assert np.isnan(unable.doubt(ids, labelled, neighbours=False)).all()
    near = unable.doubt(ids, labelled, neighbours=True)
    np.testing.assert_array_equal(near, [0.7, 0.0, np.nan])


def test_a_bundle_that_cannot_tell_scenes_apart_calls_nothing_wrong(
    qtbot: QtBot, window: MainWindow, page: ExplorePage  # noqa: F811
) -> None:  # fmt: skip
    session = window.context.session
    ids = [clip.segment_id for clip in session.table.clips]
    drawn = np.random.default_rng(0).integers(2, size=len(ids))
    for scene, number in (("hum", 0), ("hiss", 1)):
        session.label([one for one, said in zip(ids, drawn, strict=True) if said == number], scene)
    page.inspector.show_tab("suspects")
    qtbot.mouseClick(page.inspector.look, LEFT)
    qtbot.waitUntil(lambda: page.presenter.state.judged is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.judged.unable == "unfamiliar"
    assert not len(page.presenter.state.suspects)
    assert "hardly tells these scenes apart" in page.inspector.many.sentence.text()
    assert page.verbs.review().reason() == "No label can be judged."
    page.presenter.colour("errors")
    assert {row.name for row in page.presenter.state.points.legend} == {"Not judged"}


def test_suspects_are_told_only_while_they_are_what_they_were(page: ExplorePage) -> None:  # noqa: F811
    table = page.context.session.table
    clip = next(one for one in table.clips if one.scene)
    found = replace(judged(""), segment_ids=np.array([clip.segment_id]), scenes=(clip.scene,))
    assert [one.clip for one in picking.suspects_of(table, found).first] == [clip]
    for other in (replace(clip, scenes=("else",)), replace(clip, state="verified")):
        assert not len(picking.suspects_of(table.patched([other]), found))
    assert not len(picking.suspects_of(table.patched([], {clip.segment_id}), found))
