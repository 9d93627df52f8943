"""A user in Explore: compute the map, look at and hear clips, colour, hide, lasso, label, undo."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise_project import write_noise_project
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.explore import presenter
from ascstudio.pages.explore.view import ExplorePage
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.texts import ElidedLabel
from ml_core import api
from ml_core.errors import ProjectError

TIMEOUT_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Kind = QMouseEvent.Type


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose clips its bundle has heard; tests copy it."""
    folder = write_noise_project(tmp_path_factory.mktemp("explore"))
    (bundle,) = (folder / "bundles").glob("*.ascbundle")
    from ml_core.bundle import read_bundle
    from ml_core.stages.embed import embed_clips

    with api.Project.open(folder) as project:
        embed_clips(read_bundle(bundle), project)
    return folder


@pytest.fixture
def project(prepared: Path, tmp_path: Path) -> Path:
    shutil.copytree(prepared, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def unheard(project: Path) -> Path:
    """The same without embeddings."""
    shutil.rmtree(project / "cache" / "embeddings")
    return project


def opened(qtbot: QtBot, window: MainWindow, project: Path) -> ExplorePage:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("explore")
    shown = window.page("explore")
    assert isinstance(shown, ExplorePage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: not shown.presenter.state.loading)
    return shown


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> ExplorePage:
    """Explore with a map."""
    shown = opened(qtbot, window, project)
    assert shown.presenter.state.points is not None
    qtbot.waitUntil(lambda: shown.map.height() > 300)
    return shown


def scenes_of(page: ExplorePage) -> dict[int, str]:
    return {clip.segment_id: clip.scene for clip in page.context.session.table.clips}


def send(page: ExplorePage, kind: QMouseEvent.Type, at: QPointF, *, pressed: bool) -> None:
    button = Qt.MouseButton.NoButton if kind == Kind.MouseMove else LEFT
    held = LEFT if pressed else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, at, page.map.mapToGlobal(at), button, held, NO)
    QApplication.sendEvent(page.map, event)


def draw_around(page: ExplorePage, points: list[int]) -> set[int]:
    """A lasso with the mouse around some points; returns the clips that must be inside."""
    spots = [page.map.to_screen(point) for point in points]
    left, right = min(p.x() for p in spots) - 6, max(p.x() for p in spots) + 6
    top, bottom = min(p.y() for p in spots) - 6, max(p.y() for p in spots) + 6
    corners = [
        QPointF(left, top), QPointF(right, top), QPointF(right, bottom), QPointF(left, bottom),
    ]  # fmt: skip
    send(page, Kind.MouseButtonPress, corners[0], pressed=True)
    for at in corners[1:]:
        send(page, Kind.MouseMove, at, pressed=True)
    send(page, Kind.MouseButtonRelease, corners[-1], pressed=False)
    state = page.presenter.state
    return {
        int(clip)
        for point, clip in enumerate(state.points.segment_ids)
        if left < page.map.to_screen(point).x() < right
        and top < page.map.to_screen(point).y() < bottom
    }


def hover(page: ExplorePage, point: int) -> None:
    send(page, Kind.MouseMove, page.map.to_screen(point), pressed=False)


def of_scene(page: ExplorePage, scene: str) -> list[int]:
    scenes = scenes_of(page)
    ids = page.presenter.state.points.segment_ids.tolist()
    return [point for point, clip in enumerate(ids) if scenes[clip] == scene]


# Coming to a map


def test_without_clips_it_sends_to_the_library(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("explore")
    qtbot.mouseClick(window.page("explore").empty_state.primary, LEFT)
    assert window.front() == "library"


def test_nothing_is_computed_unasked(qtbot: QtBot, window: MainWindow, unheard: Path) -> None:
    page = opened(qtbot, window, unheard)
    assert page.presenter.state.points is None
    assert not window.context.jobs.running()
    assert not page.tray.isVisible()


def test_computing_shows_how_far_it_is_and_then_the_map(
    qtbot: QtBot, window: MainWindow, unheard: Path
) -> None:
    page = opened(qtbot, window, unheard)
    far: list[float] = []
    page.presenter.changed.connect(
        lambda state: far.append(state.fraction) if state.fraction is not None else None
    )
    assert page.empty_state.primary is not None
    qtbot.mouseClick(page.empty_state.primary, LEFT)
    assert page.bar.cancel.isVisible()
    qtbot.waitUntil(lambda: page.presenter.state.points is not None, timeout=TIMEOUT_MS)
    assert far
    assert far == sorted(far)
    assert 0 <= far[0] <= far[-1] <= 1
    assert not page.bar.cancel.isVisible()
    assert page.presenter.fact().endswith("30 of 30 clips placed")


def test_computing_can_be_cancelled(qtbot: QtBot, window: MainWindow, unheard: Path) -> None:
    page = opened(qtbot, window, unheard)
    page.presenter.compute()
    qtbot.mouseClick(page.bar.cancel, LEFT)
    qtbot.waitUntil(lambda: not page.presenter.state.work, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not page.presenter.state.loading)
    assert page.presenter.state.failure is None


def test_the_map_of_another_bundle_stays_and_is_marked_so(qtbot: QtBot, page: ExplorePage) -> None:
    before = page.presenter.state.points
    other = next(choice for choice in page.presenter.state.bundles if choice.starter)
    page.presenter.choose_bundle(other.path)
    qtbot.waitUntil(lambda: not page.presenter.state.loading)
    state = page.presenter.state
    assert state.stale
    assert np.array_equal(state.points.xy, before.xy)
    assert page.hints.stale.isVisible()
    qtbot.mouseClick(page.hints.stale.button, LEFT)
    qtbot.waitUntil(lambda: not page.presenter.state.stale, timeout=TIMEOUT_MS)
    assert not page.hints.stale.isVisible()
    assert other.name in page.fact()


def test_a_bundle_that_cannot_be_read_is_told_and_the_map_stays(
    qtbot: QtBot, page: ExplorePage, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ascbundle"
    broken.write_bytes(b"nothing")
    page.context.use_bundle(broken)
    page.presenter.choose_bundle(broken)
    qtbot.waitUntil(lambda: not page.presenter.state.loading)
    assert page.presenter.state.points is not None
    assert [banner.state for banner in page.banners()] == ["err"]


def test_new_clips_are_counted_and_placed_when_asked(
    qtbot: QtBot, window: MainWindow, page: ExplorePage, project: Path
) -> None:
    session = window.context.session
    recording = session.table.clips[0].recording_id
    with qtbot.waitSignal(session.changed):
        session.edit([], lambda project: [project.add_segment(recording, 0.0, 1.0)])
    assert page.presenter.state.missing == 1
    assert page.bar.place.text() == "Place 1 new clip"
    qtbot.mouseClick(page.bar.place, LEFT)
    qtbot.waitUntil(
        lambda: page.presenter.state.points.n_placed == 31 and not page.presenter.state.work,
        timeout=TIMEOUT_MS,
    )
    assert not page.bar.place.isVisible()


def test_a_clearer_map_is_computed_when_asked_kept_and_left_again(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    pytest.importorskip("openTSNE")
    before = page.presenter.state.points
    assert page.hints.better.isVisible()
    assert page.hints.better.words().startswith("A clearer map takes about ")
    qtbot.mouseClick(page.hints.better.button, LEFT)
    page.map.zoom(3.0)
    assert page.presenter.state.work == "map"
    assert page.presenter.state.points is before  # the old map stays
    qtbot.waitUntil(lambda: page.presenter.state.clearer, timeout=4 * TIMEOUT_MS)
    assert page.bar.method.currentData() == "tsne"
    after = page.presenter.state.points
    assert np.array_equal(after.segment_ids, before.segment_ids)
    assert not np.allclose(after.xy, before.xy)
    assert page.map._fitted
    assert all(page.map.rect().contains(page.map.to_screen(k).toPoint()) for k in range(30))
    page.presenter.choose_method("pca")
    assert np.array_equal(page.presenter.state.points.xy, before.xy)
    page.presenter.choose_method("tsne")
    assert np.array_equal(page.presenter.state.points.xy, after.xy)
    assert not window.context.jobs.running()
    recording = window.context.session.table.clips[0].recording_id
    session = window.context.session
    session.edit([], lambda project: [project.add_segment(recording, 0.0, 1.0)])
    page.presenter.compute()
    qtbot.waitUntil(lambda: page.presenter.state.points.n_placed == 31, timeout=TIMEOUT_MS)
    placed = page.presenter.state.points
    kept = [placed.find(int(one)) for one in after.segment_ids]
    assert np.array_equal(placed.xy[kept], after.xy)  # nothing moved


def test_drawing_the_map_can_be_cancelled(qtbot: QtBot, page: ExplorePage) -> None:
    before = page.presenter.state.points
    page.presenter.compute_map()
    assert page.bar.cancel.isVisible()
    qtbot.mouseClick(page.bar.cancel, LEFT)
    qtbot.waitUntil(lambda: not page.presenter.state.work, timeout=TIMEOUT_MS)
    assert page.presenter.state.points is before
    assert page.presenter.state.failure is None


# Looking and hearing


def test_every_clip_is_placed_and_scenes_lie_apart(page: ExplorePage) -> None:
    points = page.presenter.state.points
    assert len(points.xy) == len(page.context.session.table) == 30
    assert np.isfinite(points.xy).all()
    names = {row.group: row.name for row in points.legend}
    xy = {name: points.xy[points.groups == group] for group, name in names.items()}
    apart = np.linalg.norm(xy["Hum"].mean(axis=0) - xy["Murmur"].mean(axis=0))
    assert apart > xy["Murmur"].std()


def test_a_click_shows_and_loads_the_clip(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    with qtbot.waitSignal(window.context.session.player.loaded):
        qtbot.mouseClick(page.map, LEFT, pos=page.map.to_screen(4).toPoint())
    clip = page.presenter.state.clip
    assert clip is not None
    assert page.inspector.clip.subject.text() == clip.path.name
    assert page.inspector.clip.isVisible()


def test_hovering_shows_a_card_inside_the_map_and_hears_one_second(
    qtbot: QtBot, window: MainWindow, page: ExplorePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    player = window.context.session.player
    monkeypatch.setattr(player, "glimpse", lambda clip: heard.append(clip.segment_id))
    for point in range(0, 30, 5):
        hover(page, point)
        assert page.card.isVisible()
        assert page.map.rect().contains(page.card.geometry())
    assert not heard  # the pointer never rested
    last = page.card.segment_id
    qtbot.waitUntil(lambda: heard == [last])
    send(page, Kind.MouseMove, QPointF(1, page.map.height() - 1), pressed=False)
    assert not page.card.isVisible()


def test_nothing_is_heard_while_the_map_is_dragged_or_where_hearing_is_off(
    qtbot: QtBot, window: MainWindow, page: ExplorePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    player = window.context.session.player
    monkeypatch.setattr(player, "glimpse", heard.append)
    spot = page.map.to_screen(3)
    page.choose_tool("hand")
    send(page, Kind.MouseButtonPress, spot, pressed=True)
    for step in range(5):
        send(page, Kind.MouseMove, spot + QPointF(9 * step, 0), pressed=True)
    assert not page._hover.isActive()
    send(page, Kind.MouseButtonRelease, spot, pressed=False)
    page.choose_tool("pointer")
    qtbot.mouseClick(page.hints.hear, LEFT)
    assert not window.context.settings.is_on("explore.hear")
    hover(page, 3)
    qtbot.waitUntil(lambda: not page._hover.isActive())
    assert not heard


def test_a_glimpse_leaves_what_is_shown(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    player = window.context.session.player
    with qtbot.waitSignal(player.loaded):
        page.presenter.choose(0, play=False)
    shown = player.sound
    page.presenter.hear(7)
    qtbot.waitUntil(lambda: player._glimpse is None)
    assert player.sound is shown
    assert player._player.state().n_samples == player.sound.sample_rate_hz  # one second
    player.seek(0.5)
    assert player._player.state().n_samples == len(shown.samples)


# Colours


def test_colours_are_chosen_by_key(qtbot: QtBot, page: ExplorePage) -> None:
    qtbot.keyClick(page.map, "]")
    assert page.presenter.state.colour_by == "device"
    legend = {row.name: row for row in page.presenter.state.points.legend}
    assert set(legend) == {"A", "B", "S1"}
    assert legend["S1"].mark.hollow  # training has not heard it
    assert sum(row.count for row in legend.values()) == 30
    qtbot.keyClick(page.map, "[")
    assert page.presenter.state.colour_by == "scene"


def test_state_and_location_have_their_own_marks(page: ExplorePage) -> None:
    ids = page.presenter.state.points.segment_ids[:4].tolist()
    page.context.session.set_state(ids, "needs_review")
    page.presenter.colour("state")
    rows = {row.name: row for row in page.presenter.state.points.legend}
    assert rows["Needs review"].count == 4
    assert len({row.mark for row in rows.values()}) == len(rows)
    page.presenter.colour("location")
    assert [row.name for row in page.presenter.state.points.legend] == ["Not known"]


def test_a_legend_row_hides_and_alt_shows_only_it(qtbot: QtBot, page: ExplorePage) -> None:
    first, second = list(page.inspector.legend.rows)[:2]
    qtbot.mouseClick(page.inspector.legend.rows[first], LEFT)
    assert page.presenter.state.hidden == {first}
    assert page.inspector.legend.rows[first].accessibleDescription()
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.mouseClick(page.inspector.legend.rows[second], LEFT, alt)
    assert second not in page.presenter.state.hidden
    assert len(page.presenter.state.hidden) == len(page.presenter.state.points.legend) - 1
    page.inspector.legend.rows[second].setFocus()
    qtbot.keyClick(page.inspector.legend.rows[second], Qt.Key.Key_Return, alt)
    assert not page.presenter.state.hidden


# Lasso


def test_lasso_and_one_key_label_all_and_one_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    session = window.context.session
    before = scenes_of(page)
    qtbot.keyClick(page.map, "L", Qt.KeyboardModifier.ShiftModifier)
    assert page.map.tool() == "lasso"
    inside = draw_around(page, of_scene(page, "murmur")[:6])
    assert len(inside) >= 6
    assert set(page.presenter.state.picks.segment_ids.tolist()) == inside
    assert page.tray.title.text() == f"{len(inside)} clips in the lasso"
    place = session.table.scenes.index("hum")
    with qtbot.waitSignal(window.context.said) as said:
        qtbot.keyClick(page.map, "1234567890"[place])
    after = scenes_of(page)
    assert {clip for clip in after if after[clip] != before[clip]} == {
        clip for clip in inside if before[clip] != "hum"
    }
    assert all(after[clip] == "hum" for clip in inside)
    assert f"{len(inside)} clips as Hum" in said.args[0]
    assert "Murmur" in said.args[0]  # what they were before
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(page.map, "Z", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: scenes_of(page) == before)
    with api.Project.open(session.folder, read_only=True) as stored:
        assert {clip.segment_id: clip.scene for clip in stored.clips()} == before


def test_the_tray_tells_what_is_picked_and_plays_it(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    session = window.context.session
    ids = page.presenter.state.points.segment_ids[[0, 1, 2]].tolist()
    session.label(ids[:2], ())
    page.presenter.pick_ids(ids)
    assert page.tray.sentence.text().startswith("2 new, 1 ")
    cards = [card for card in page.tray._cards if card.isVisible()]
    assert [card.segment_id for card in cards] == sorted(ids)
    with qtbot.waitSignal(session.player.loaded):
        qtbot.mouseClick(cards[1], LEFT)
    assert page.presenter.state.selected == sorted(ids)[1]
    qtbot.keyClick(page.map, Qt.Key.Key_Escape)
    assert not len(page.presenter.state.picks)
    assert not any(card.isVisible() for card in page.tray._cards)


def test_states_are_set_for_all_that_is_picked(qtbot: QtBot, page: ExplorePage) -> None:
    qtbot.keyClick(page.map, "A", Qt.KeyboardModifier.ControlModifier)
    assert len(page.presenter.state.picks) == 30
    qtbot.keyClick(page.map, "V")
    assert {clip.state for clip in page.context.session.table.clips} == {"verified"}


def test_hidden_groups_are_not_picked(qtbot: QtBot, page: ExplorePage) -> None:
    hidden = page.presenter.state.points.legend[0]
    page.presenter.toggle_group(hidden.group)
    qtbot.keyClick(page.map, "A", Qt.KeyboardModifier.ControlModifier)
    assert len(page.presenter.state.picks) == 30 - hidden.count


def test_a_scene_key_labels_the_chosen_clip(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    session = window.context.session
    point = of_scene(page, "hiss")[0]
    page.presenter.choose(point, play=False)
    clip = page.presenter.state.selected
    qtbot.keyClick(page.map, "1234567890"[session.table.scenes.index("hum")])
    assert session.table.clip(clip).scene == "hum"
    points = page.presenter.state.points
    names = {row.group: row.name for row in points.legend}
    assert names[int(points.groups[point])] == "Hum"


def test_labelling_keeps_the_view(qtbot: QtBot, page: ExplorePage) -> None:
    page.map.zoom(3.0)
    before = page.map.to_screen(2)
    page.presenter.choose(2, play=False)
    qtbot.keyClick(page.map, "1")
    assert page.map.to_screen(2) == before


def test_the_keyboard_walks_picks_and_opens(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    wanted: list[object] = []
    window.context.page_wanted.connect(lambda name, ids: wanted.append((name, ids)))
    page.map.setFocus()
    qtbot.keyClick(page.map, Qt.Key.Key_Right)
    first = page.presenter.state.selected
    for _ in range(3):
        qtbot.keyClick(page.map, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    picked = page.presenter.state.picks.segment_ids.tolist()
    assert first in picked
    assert 2 <= len(picked) <= 4
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    assert wanted == [("label", (page.presenter.state.selected,))]


# Out


def test_the_picture_is_written_whole_or_not_at_all(page: ExplorePage, tmp_path: Path) -> None:
    page.export_picture(tmp_path / "map.png")
    image = QImage(str(tmp_path / "map.png"))
    assert image.size() == page.map.size() * page.map.devicePixelRatioF()
    page.export_picture(tmp_path / "nowhere" / "map.png")
    assert [banner.state for banner in page.banners()] == ["err"]


# Help


def test_similar_clips_are_picked(qtbot: QtBot, window: MainWindow, page: ExplorePage) -> None:
    first = of_scene(page, "whistle")[0]
    page.presenter.choose(first, play=False)
    page.map.setFocus()
    qtbot.keyClick(page.map, "F", Qt.KeyboardModifier.ControlModifier | SHIFT)
    qtbot.waitUntil(lambda: len(page.presenter.state.picks) == 29)
    clip = page.context.session.table.clip(page.presenter.state.selected)
    assert page.tray.title.text() == f"29 clips most like {clip.path.stem}"


def test_a_spot_check_tells_how_wrong_a_scene_would_be_and_labels_the_rest_in_one_step(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    session = window.context.session
    murmurs = [clip for clip, scene in scenes_of(page).items() if scene == "murmur"][3:]
    session.label(murmurs, ())  # six clips that wait for a label
    before = scenes_of(page)
    page.presenter.pick_ids(murmurs)
    qtbot.mouseClick(page.tray.check, LEFT)
    qtbot.waitUntil(lambda: page.presenter.state.check is not None, timeout=TIMEOUT_MS)
    assert page.check.isVisible()
    assert not page.tray.isVisible()
    check = page.presenter.state.check
    assert check.proposal.scene == "murmur"
    assert set(check.proposal.segment_ids) == set(murmurs)
    heard = list(check.proposal.checks)
    assert page.presenter.state.selected == heard[0]
    assert page.check.right.hasFocus()
    qtbot.keyClick(page.check.right, Qt.Key.Key_Return)
    qtbot.keyClick(page.check.right, "N")
    qtbot.keyClick(page.check.right, "1234567890"[session.table.scenes.index("hum")])
    assert page.presenter.state.check.heard == {heard[0]: True, heard[1]: False, heard[2]: False}
    assert "2 of 3 wrong" in page.check.sentence.text()
    assert session.table.clip(heard[2]).scene == "hum"
    assert "Label 4 as Murmur" in page.check.apply.text()
    qtbot.mouseClick(page.check.apply, LEFT)
    assert page.tray.isVisible()
    after = scenes_of(page)
    assert {clip for clip in murmurs if after[clip] == "murmur"} == {*murmurs} - {*heard[1:3]}
    assert after[heard[1]] is None
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert {clip for clip in murmurs if scenes_of(page)[clip] == "murmur"} == set()
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert scenes_of(page) == before


def test_all_of_a_spot_check_is_read_in_the_smallest_window(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    window.resize(1280, 800)
    session = window.context.session
    wanted = [clip for clip, scene in scenes_of(page).items() if scene != "hiss"][4:]
    session.label(wanted, ())
    page.presenter.pick_ids(wanted)
    assert whole(page.tray.sentence)
    qtbot.mouseClick(page.tray.check, LEFT)
    qtbot.waitUntil(lambda: page.presenter.state.check is not None, timeout=TIMEOUT_MS)
    checks = page.presenter.state.check.proposal.checks
    assert len(checks) == 10
    qtbot.keyClick(page.check.right, "N")
    qtbot.keyClick(page.check.right, Qt.Key.Key_Return)
    assert "1 of 2 wrong" in page.check.sentence.text()
    assert whole(page.check.sentence)
    shown = [card for card in page.check.cards if card.isVisible()]
    assert [card.segment_id for card in shown] == list(checks)
    assert page.check.rect().contains(shown[-1].geometry())


def whole(label: ElidedLabel) -> bool:
    """Whether all of its words are seen."""
    return label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


def test_a_spot_check_can_be_left_without_a_trace(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    session = window.context.session
    hums = [clip for clip, scene in scenes_of(page).items() if scene == "hum"][:5]
    session.label(hums, ())
    page.presenter.pick_ids(hums)
    qtbot.keyClick(page.map, "C")
    qtbot.waitUntil(lambda: page.presenter.state.check is not None, timeout=TIMEOUT_MS)
    before = scenes_of(page)
    qtbot.keyClick(page.check.right, Qt.Key.Key_Escape)
    assert page.presenter.state.check is None
    assert len(page.presenter.state.picks) == 5
    assert scenes_of(page) == before


def test_what_has_labels_need_not_be_checked(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    page.presenter.pick_ids(page.presenter.state.points.segment_ids[:4].tolist())
    with qtbot.waitSignal(window.context.refused, timeout=TIMEOUT_MS) as said:
        page.presenter.begin_check()
    assert "None of these clips" in said.args[0]
    assert page.tray.isVisible()


def test_wrong_labels_are_found_coloured_and_sent_to_label(
    qtbot: QtBot, window: MainWindow, page: ExplorePage
) -> None:
    session = window.context.session
    wrong = of_scene(page, "murmur")[0]
    clip = int(page.presenter.state.points.segment_ids[wrong])
    session.label([clip], "hum")
    page.presenter.review()
    assert page.presenter.state.work == "judge"
    assert page.inspector.bar.isVisibleTo(page.inspector.many.parentWidget())
    qtbot.waitUntil(lambda: page.presenter.state.judged is not None, timeout=TIMEOUT_MS)
    suspects = {one.clip.segment_id: one for one in page.presenter.state.suspects.first}
    assert suspects[clip].now == "Hum"
    assert suspects[clip].proposed == "Murmur"
    assert len(suspects) <= 6
    page.presenter.colour("errors")
    points = page.presenter.state.points
    doubtful = {row.group for row in points.legend if row.mark.index > 0}
    assert int(points.groups[wrong]) in doubtful
    page.inspector.show_tab("suspects")
    row = page.inspector.many.rows[list(suspects).index(clip)]
    place = suspects[clip].clip
    assert row.accessibleName().startswith(f"{place.path.parent.name}/{place.path.stem}: Hum")
    assert str(place.path) in row.toolTip()
    part = replace(place, start_s=4.5, duration_s=1.0)
    assert replace(suspects[clip], clip=part).place.endswith(f"{place.path.stem}, 4.5 s")
    qtbot.mouseClick(row, LEFT)
    assert page.presenter.state.selected == clip
    wanted: list[object] = []
    window.context.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    qtbot.mouseClick(page.inspector.many.review, LEFT)
    name, argument = wanted[0]
    assert name == "label"
    assert set(argument["clips"]) == set(suspects)
    session.label([clip], "murmur")
    assert clip not in {one.clip.segment_id for one in page.presenter.state.suspects.first}


def test_a_map_that_cannot_be_read_is_not_waited_for(
    qtbot: QtBot, window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ProjectError("The clips cannot be read.")

    monkeypatch.setattr(presenter, "find_map", refuse)
    shown = opened(qtbot, window, project)
    assert shown.presenter.state.failure.message == "The clips cannot be read."
