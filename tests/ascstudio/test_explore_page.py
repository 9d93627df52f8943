"""A user in Explore: compute the map, look at clips, colour and hide."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from noise_project import write_noise_project
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.explore.view import ExplorePage
from ascstudio.shell.window import MainWindow

TIMEOUT_MS = 30_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_noise_project(tmp_path_factory.mktemp("explore"))


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> ExplorePage:
    """Explore with a project that has a bundle."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("explore")
    shown = window.page("explore")
    assert isinstance(shown, ExplorePage)
    qtbot.waitUntil(lambda: not shown.presenter.state.loading)
    return shown


@pytest.fixture
def mapped(qtbot: QtBot, page: ExplorePage) -> ExplorePage:
    """The same with its map; computed by the first test that asks."""
    if page.presenter.state.xy is None:
        assert page.empty_state.primary is not None
        qtbot.mouseClick(page.empty_state.primary, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.presenter.state.xy is not None, timeout=TIMEOUT_MS)
    QCoreApplication.processEvents()
    return page


def test_without_clips_it_sends_to_the_library(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("explore")
    qtbot.mouseClick(window.page("explore").empty_state.primary, Qt.MouseButton.LeftButton)
    assert window.front() == "library"


def test_nothing_is_computed_unasked(window: MainWindow, page: ExplorePage) -> None:
    assert not window.context.jobs.running()


def test_computing_can_be_cancelled(qtbot: QtBot, page: ExplorePage) -> None:
    page.presenter.compute()
    assert page.presenter.state.running
    page.presenter.cancel()
    qtbot.waitUntil(lambda: not page.presenter.state.running, timeout=TIMEOUT_MS)
    assert page.presenter.state.failure is None
    assert page.presenter.state.xy is None


def test_computing_says_how_far_it_is(qtbot: QtBot, page: ExplorePage) -> None:
    far: list[float] = []
    page.presenter.changed.connect(
        lambda state: far.append(state.fraction) if state.fraction is not None else None
    )
    page.presenter.compute()
    qtbot.waitUntil(lambda: page.presenter.state.xy is not None, timeout=TIMEOUT_MS)
    assert far
    assert far == sorted(far)
    assert 0 <= far[0] <= far[-1] <= 1


def test_every_clip_is_placed_and_scenes_lie_apart(mapped: ExplorePage) -> None:
    state = mapped.presenter.state
    assert len(state.xy) == len(mapped.context.session.table) == 30
    assert np.isfinite(state.xy).all()
    names = {row.group: row.name for row in state.legend}
    middle = {name: state.xy[state.groups == group].mean(axis=0) for group, name in names.items()}
    spread = max(
        state.xy[state.groups == group].std() for group, name in names.items() if name == "Murmur"
    )
    assert np.linalg.norm(middle["Murmur"] - middle["Whistle"]) > 0
    assert np.linalg.norm(middle["Hum"] - middle["Murmur"]) > spread


def test_choosing_a_point_shows_and_loads_its_clip(
    qtbot: QtBot, window: MainWindow, mapped: ExplorePage
) -> None:
    with qtbot.waitSignal(window.context.session.player.loaded):
        mapped.map.chosen.emit(4)
    clip = mapped.presenter.state.clip
    assert clip.segment_id == mapped.presenter.state.segment_ids[4]
    assert mapped._subject.text() == clip.path.name


def test_colours_by_device(qtbot: QtBot, mapped: ExplorePage) -> None:
    mapped.colours.setFocus()
    qtbot.keyClick(mapped.colours, Qt.Key.Key_Right)
    assert mapped.presenter.state.colour_by == "device"
    legend = {row.name: row for row in mapped.presenter.state.legend}
    assert set(legend) == {"A", "B", "S1"}
    assert legend["S1"].mark.hollow  # training has not heard it
    assert sum(row.count for row in legend.values()) == 30


def test_a_legend_row_hides_and_alt_shows_only_it(qtbot: QtBot, mapped: ExplorePage) -> None:
    first, second = list(mapped._legend_rows)[:2]
    qtbot.mouseClick(mapped._legend_rows[first], Qt.MouseButton.LeftButton)
    assert mapped.presenter.state.hidden == {first}
    qtbot.mouseClick(
        mapped._legend_rows[second], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
    )
    assert second not in mapped.presenter.state.hidden
    assert len(mapped.presenter.state.hidden) == len(mapped.presenter.state.legend) - 1


def test_hovering_shows_a_card_inside_the_map(mapped: ExplorePage) -> None:
    for point in range(len(mapped.presenter.state.xy)):
        mapped.map.hovered.emit(point)
        assert mapped.card.isVisibleTo(mapped.map)
        assert mapped.map.rect().contains(mapped.card.geometry())
    mapped.map.hovered.emit(-1)
    assert not mapped.card.isVisibleTo(mapped.map)


def test_a_scene_key_labels_the_chosen_clip(
    qtbot: QtBot, window: MainWindow, mapped: ExplorePage
) -> None:
    session = window.context.session
    ids = mapped.presenter.state.segment_ids
    point = next(n for n, one in enumerate(ids) if session.table.clip(int(one)).scene == "hiss")
    mapped.presenter.choose(point, play=False)
    mapped.presenter.label(session.table.scenes.index("hum"))
    assert session.table.clip(int(ids[point])).scene == "hum"
    groups = mapped.presenter.state.groups
    names = {row.group: row.name for row in mapped.presenter.state.legend}
    assert names[int(groups[point])] == "Hum"
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.table.clip(int(ids[point])).scene == "hiss"


def test_a_broken_cache_is_computed_again(
    qtbot: QtBot, window: MainWindow, mapped: ExplorePage, project: Path
) -> None:
    (cache,) = (project / "cache" / "embeddings").glob("*/*.npz")
    cache.write_bytes(b"half a file")
    mapped.presenter.choose_bundle(Path("/nowhere"))
    mapped.presenter.choose_bundle(project / "bundles" / "tiny.ascbundle")
    qtbot.waitUntil(lambda: not mapped.presenter.state.loading)
    assert mapped.presenter.state.xy is None
    assert mapped.presenter.state.failure is None
    mapped.presenter.compute()
    qtbot.waitUntil(lambda: mapped.presenter.state.xy is not None, timeout=TIMEOUT_MS)
