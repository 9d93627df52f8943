"""Preferences: every setting does something, pages reset, files are whole or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.settings import DECLARED, Settings
from ascstudio.shell.preferences import PreferencesDialog
from ascstudio.shell.preferences.catalogue import catalogue, rows_of
from ascstudio.shell.preferences.exchange import (
    ExchangeProblem,
    export_preferences,
    read_preferences,
)
from ascstudio.shell.preferences.presenter import PreferencesPresenter
from ascstudio.shell.preferences.storage import clear, places, used
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.buttons import Switch
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> PreferencesDialog:
    made = window.preferences()
    made.open()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def keys_of_rows() -> list[str]:
    return [row.key for _, row in rows_of(catalogue()) if "." in row.key]


def test_every_row_is_a_setting_and_stands_once(window: MainWindow) -> None:
    keys = keys_of_rows()
    assert set(keys) <= set(DECLARED)
    assert len(set(keys)) == len(keys)
    assert [page.key for page in catalogue()] == [
        "general", "appearance", "audio", "spectrogram", "shortcuts", "compute", "storage",
        "privacy",
    ]  # fmt: skip


def test_every_setting_of_preferences_is_read_by_somebody() -> None:
    """No dead switch: outside Preferences, some module of the studio asks for each of them."""
    import ascstudio

    root = Path(ascstudio.__file__).parent
    outside = [path for path in root.rglob("*.py") if "preferences" not in path.parts]
    source = "\n".join(p.read_text("utf-8") for p in outside if p.name != "settings.py")
    assert not [key for key in keys_of_rows() if f'"{key}"' not in source]


def test_every_control_shows_and_changes_its_setting(
    qtbot: QtBot, dialog: PreferencesDialog
) -> None:
    settings = dialog.presenter.settings
    for page in dialog.presenter.pages:
        dialog.show_page(page.key)
        for row in page.rows:
            control = dialog.control(row.key)
            if isinstance(control, Switch):
                before = settings.is_on(row.key)
                assert control.isChecked() is before
                control.setFocus()
                qtbot.keyClick(control, Qt.Key.Key_Space)
                assert settings.is_on(row.key) is not before, row.key
                settings.set(row.key, before)  # somebody else changes it
                assert control.isChecked() is before
            elif isinstance(control, ComboBox) and control.count() > 1:
                at = (control.currentIndex() + 1) % control.count()
                control.setFocus()
                control.setCurrentIndex(at)
                control.activated.emit(at)
                assert settings.get(row.key) == control.itemData(at)
                settings.reset(row.key)
                assert control.currentData() == DECLARED[row.key].default


def test_a_page_is_reset_alone(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    settings = dialog.presenter.settings
    settings.set("appearance.compact_rows", value=True)
    settings.set("label.autoplay", value=False)
    dialog.show_page("appearance")
    qtbot.mouseClick(dialog.reset_button, LEFT)
    assert not settings.is_on("appearance.compact_rows")
    assert not settings.is_on("label.autoplay")
    assert "as usual" in dialog.reset_button.toolTip()
    assert not dialog.reset_button.isEnabled()


def test_search_shows_rows_of_every_page(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    qtbot.keyClicks(dialog.field, "clips")
    qtbot.waitUntil(lambda: dialog.control("hear.match_loudness") is not None)
    assert dialog.control("label.listen") is not None
    assert dialog.control("general.reopen") is None
    dialog.field.setText("no such thing at all")
    qtbot.waitUntil(lambda: dialog.control("label.listen") is None)
    dialog.field.clear()
    qtbot.waitUntil(lambda: dialog.control("general.reopen") is not None)


def test_the_pages_are_walked_with_the_arrows(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    first = dialog.buttons[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert dialog.page() == "appearance"
    assert dialog.focusWidget() is dialog.buttons[1]
    qtbot.keyClick(dialog.buttons[1], Qt.Key.Key_Up)
    qtbot.keyClick(dialog.buttons[0], Qt.Key.Key_Up)
    assert dialog.page() == "privacy"


def test_the_text_grows_while_the_dialog_is_open(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    dialog.show_page("appearance", "appearance.text_size")
    slider = dialog.focusWidget()
    assert slider is not None
    before = dialog.field.height()
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    settings = dialog.presenter.settings
    qtbot.waitUntil(lambda: settings.number("appearance.text_size") > 1.0)
    qtbot.waitUntil(lambda: dialog.field.height() > before)
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Text size"
    settings.reset("appearance.text_size")
    qtbot.waitUntil(lambda: dialog.field.height() == before)


def test_form_is_in_force_at_once(qtbot: QtBot, window: MainWindow, demo_project: Path) -> None:
    settings = window.context.settings
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    window.show_page("library")
    page = window.page("library")
    high = page.table.verticalHeader().defaultSectionSize()
    settings.set("appearance.compact_rows", value=True)
    assert page.table.verticalHeader().defaultSectionSize() == high * 24 // 32
    settings.set("appearance.less_motion", value=True)
    bar = Bar("work")
    bar.set_fraction(None)
    qtbot.addWidget(bar)
    bar.show()
    assert not bar._timer.isActive()
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    settings.reset("appearance.less_motion", "appearance.compact_rows")
    assert theme.form() == theme.Form()


# a file to take along


def test_preferences_travel_in_a_file(
    qtbot: QtBot, dialog: PreferencesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dialog.presenter.settings
    settings.set("appearance.compact_rows", value=True)
    settings.set("audio.input", "my own microphone")
    settings.set("start.recent", ["/home/somebody/secret"])
    path = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(dialog.export_button, LEFT)
    text = path.read_text("utf-8")
    assert "compact_rows = true" in text
    assert "secret" not in text
    assert "microphone" not in text
    settings.reset("appearance.compact_rows")
    settings.set("hear.match_loudness", value=False)  # the file says nothing of it: as usual
    qtbot.mouseClick(dialog.import_button, LEFT)
    assert settings.is_on("appearance.compact_rows")
    assert settings.is_on("hear.match_loudness")
    assert settings.text("audio.input") == "my own microphone"
    assert "taken over" in dialog.said.text()


@pytest.mark.parametrize(
    "content",
    [
        b"[appearance\n",
        b"\xff\xfe\x00",
        b"[appearance]\ntext_size = 9.0\n",
        b'[appearance]\ntheme = "purple"\n',
        b"[appearance]\ncompact_rows = 1\n",
        b"[somewhere]\nelse = 1\n",
        b"",
        b"a = " + b"[" * 20_000,
        b"#" * 1_000_001,
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "theirs.toml"
    path.write_bytes(content)
    with pytest.raises(ExchangeProblem, match=r'"theirs.toml"') as problem:
        read_preferences(path, keys_of_rows())
    assert problem.value.hint == "Nothing was changed."


def test_a_bad_file_changes_nothing(dialog: PreferencesDialog, tmp_path: Path) -> None:
    path = tmp_path / "theirs.toml"
    path.write_text("[appearance]\ncompact_rows = false\ntext_size = 9.0\n")
    settings = dialog.presenter.settings
    settings.set("appearance.compact_rows", value=True)
    before = settings.path.read_bytes()
    dialog.presenter.import_from(path)
    assert '"theirs.toml"' in dialog.said.text()
    assert dialog.said.text().endswith("Nothing was changed.")
    assert settings.path.read_bytes() == before


def test_what_is_not_known_here_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "newer.toml"
    path.write_text('[appearance]\ncompact_rows = true\n[later]\nthing = 1\nother = "x"\n')
    brought = read_preferences(path, keys_of_rows())
    assert brought.values == {"appearance.compact_rows": True}
    assert brought.unknown == 2


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, qapp: QApplication) -> None:
    settings = Settings(tmp_path / "s.toml")
    settings.set("appearance.compact_rows", value=True)
    with pytest.raises(ExchangeProblem, match="could not be written"):
        export_preferences(settings, keys_of_rows(), tmp_path / "nowhere" / "mine.toml")
    with pytest.raises(ExchangeProblem, match="could not be read"):
        read_preferences(tmp_path / "nothing.toml", keys_of_rows())


# disk and memory


def test_caches_are_measured_and_cleared_but_nothing_else(tmp_path: Path) -> None:
    home, project = tmp_path / "home", tmp_path / "walk"
    (home / "cache" / "overviews").mkdir(parents=True)
    (home / "cache" / "overviews" / "a.npz").write_bytes(b"x" * 3000)
    (project / "cache").mkdir(parents=True)
    outside = tmp_path / "precious"
    outside.mkdir()
    (outside / "clip.wav").write_bytes(b"sound")
    (project / "cache" / "link").symlink_to(outside)
    (project / "recording.wav").write_bytes(b"sound")
    found = {place.key: place for place in places(home, project)}
    assert (used(found["overviews"].path).n_bytes, used(found["overviews"].path).n_files) == (
        3000, 1,
    )  # fmt: skip
    assert clear(found["overviews"]).n_files == 0
    assert found["overviews"].path.is_dir()
    clear(found["project"])
    assert (outside / "clip.wav").read_bytes() == b"sound"
    assert (project / "recording.wav").exists()
    with pytest.raises(ValueError):
        clear(found["demo"])


def test_clearing_asks_first(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "cache").mkdir(parents=True)
    (home / "cache" / "a.npz").write_bytes(b"x" * 3000)
    dialog = window.preferences("storage")
    qtbot.addWidget(dialog)
    dialog.open()
    panel = dialog.control("caches")
    assert panel is not None
    line = panel.lines["overviews"]
    qtbot.waitUntil(lambda: "3 kB" in line.size_words.text())
    qtbot.mouseClick(line.clear_button, LEFT)
    assert line.sure_button.isVisible()
    name = next(one for one in line.findChildren(ElidedLabel) if one.text() == line._place.title)
    qtbot.waitUntil(lambda: name.width() >= name.sizeHint().width())  # it can be read
    qtbot.mouseClick(line.keep_button, LEFT)
    assert (home / "cache" / "a.npz").exists()
    qtbot.mouseClick(line.clear_button, LEFT)
    qtbot.mouseClick(line.sure_button, LEFT)
    qtbot.waitUntil(lambda: "Nothing" in line.size_words.text())
    assert not (home / "cache" / "a.npz").exists()
    dialog.close()


def test_what_is_remembered_can_be_forgotten(
    qtbot: QtBot, window: MainWindow, demo_project: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    window.page("start")
    settings = window.context.settings
    settings.set("start.recent", [str(demo_project)])
    dialog = window.preferences("privacy")
    qtbot.addWidget(dialog)
    dialog.open()
    panel = dialog.control("recent")
    assert panel is not None
    qtbot.mouseClick(panel.button, LEFT)
    assert not settings.items("start.recent")
    assert not panel.button.isEnabled()
    settings.set("privacy.recent", value=False)
    window.context.session.close()
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    assert not settings.items("start.recent")
    assert not settings.text("window.project")
    dialog.close()


def test_tab_reaches_every_control_of_every_page(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    for page in dialog.presenter.pages:
        dialog.show_page(page.key)
        dialog.field.setFocus()
        wanted = {
            one
            for one in dialog.findChildren(QWidget)
            if isinstance(one, QAbstractButton | ComboBox)
            and one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        seen: list[QWidget | None] = []
        for _ in range(len(wanted) + 20):
            qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
            seen.append(dialog.focusWidget())
            if seen[-1] is dialog.field:  # once round
                break
        assert wanted <= set(seen), page.key
        assert seen[-1] is dialog.field, page.key


def test_presenter_knows_the_page_of_a_setting(window: MainWindow) -> None:
    presenter = PreferencesPresenter(window.context)
    assert presenter.page_of("audio.input") == "audio"
    assert presenter.page_of("nothing") == "general"
    presenter.shut_down()
