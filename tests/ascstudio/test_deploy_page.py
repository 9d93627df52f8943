"""A user on Deploy: looking, verifying, measuring, taking out; what is refused and why."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from certified_bundle import write_certified_bundle
from dragging import carried, dropped
from noise_bundle import RATE_HZ, sound
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from train_user import write_run

from ascstudio.app import open_first
from ascstudio.pages.deploy.bundle_list import _n_shared, shortened
from ascstudio.pages.deploy.certificate_card import SIGNS, WARNING
from ascstudio.pages.deploy.certificate_dialog import CertificateDialog
from ascstudio.pages.deploy.state import Export
from ascstudio.pages.deploy.view import DeployPage
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.rows import ScrollColumn
from ascstudio.widgets.texts import ElidedLabel
from ml_core import api
from ml_core.bundle.archive import pack

TIMEOUT_MS = 90_000
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STARTER = api.resource_path("starter.ascbundle")


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three bundles of the starter's networks: never certified, certified, and with a fault."""
    folder = tmp_path_factory.mktemp("bundles")
    write_certified_bundle(folder / "tiny.ascbundle", same=None)
    write_certified_bundle(folder / "walks.ascbundle")
    fault = {"layer": "b", "title": "block 3, convolution 2", "factor": 4.0, "gap_steps": 14.0}
    write_certified_bundle(folder / "ptq.ascbundle", same=3844, parting=fault)
    return folder


@pytest.fixture
def project(tmp_path: Path, bundles: Path) -> Path:
    """A project whose one bundle nobody certified."""
    folder = tmp_path / "project"
    with api.Project.create(folder, "Walks") as made:
        path = made.bundles_dir / "tiny.ascbundle"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(bundles / "tiny.ascbundle", path)
        made.add_bundle(path, fingerprint=api.read_bundle(path).fingerprint)
    return folder


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> DeployPage:
    """Deploy with a project that has one bundle, which nobody certified."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("deploy")
    shown = window.page("deploy")
    assert isinstance(shown, DeployPage)
    looked_at(qtbot, shown, project / "bundles" / "tiny.ascbundle")
    return shown


def looked_at(qtbot: QtBot, page: DeployPage, path: Path) -> None:
    """Wait for the look, and for the estimate that follows it."""

    def done() -> bool:
        state = page.presenter.state
        details = state.details
        return (
            state.chosen == path
            and details is not None
            and bool(details.chip or details.no_chip or details.bundle is None)
            and all(item.standing != "looking" for item in state.items)
        )

    qtbot.waitUntil(done, timeout=TIMEOUT_MS)


def damaged(source: Path, out: Path) -> Path:
    """A copy with one bit of its last quarter flipped."""
    data = bytearray(source.read_bytes())
    data[3 * len(data) // 4] ^= 1
    out.write_bytes(data)
    return out


def test_the_bundles_of_the_project_are_listed_and_the_first_is_looked_at(
    page: DeployPage, project: Path
) -> None:
    rows = page.bundles.rows()
    assert [row.item.name for row in rows] == ["tiny", "starter"]
    assert rows[0].isChecked()
    assert "came with" in rows[1].accessibleName()
    assert page.fact() == "tiny.ascbundle"
    assert dict(page.take.facts._facts)["int8.onnx"]


def test_a_bundle_nobody_certified_is_taken_out_with_a_warning(
    qtbot: QtBot, page: DeployPage, project: Path
) -> None:
    path, why = project / "bundles" / "tiny.ascbundle", "Nobody compared the exported file"
    page.presenter.choose(path)
    looked_at(qtbot, page, path)
    assert page.certificate.verdict.text() == "Not certified"
    (banner,) = page.banners()
    assert (banner.state, banner.title) == ("warn", "Not certified")
    assert banner.sentence.startswith(why)
    assert page.certificate.sentence.text().startswith(why)
    assert [words for words, _ in banner.actions] == ["Certificate…"]  # no run is known
    export = page.head_actions()[-1]
    assert export.kind == "primary"
    assert export.reason() == ""
    assert all(row.button.isEnabled() for row in page.take.exports.values())


def test_the_bundle_that_comes_along_is_deployable(qtbot: QtBot, page: DeployPage) -> None:
    page.presenter.choose(STARTER)
    looked_at(qtbot, page, STARTER)
    assert page.certificate.verdict.text() == "Deployable"
    assert not page.banners()


def test_a_gap_of_a_deployable_bundle_is_a_warning_and_not_cut(
    qtbot: QtBot, window: MainWindow, page: DeployPage
) -> None:
    page.presenter.choose(STARTER)
    looked_at(qtbot, page, STARTER)
    window.resize(1280, 800)
    details, card = page.presenter.state.details, page.certificate
    assert details is not None
    certificate = details.report.certificate
    assert certificate is not None
    assert certificate.converted is not None
    wide = replace(certificate, converted=replace(certificate.converted, gap_steps=(0.0, 0.0, 4.0)))
    for told, sign in ((wide, WARNING), (replace(wide, deployable=False), SIGNS[False])):
        facts = card._facts_of(details, told)
        gap = next(one for one in facts if one.name == "Gap")
        assert gap.value == "4.0 steps (≤ 2)"
        assert gap.sign() == sign
    card._show_facts(facts)
    QApplication.processEvents()
    shown = next(one for one in card.findChildren(ElidedLabel) if one.text() == "Gap")
    assert shown.width() >= shown.sizeHint().width()


def test_long_names_are_cut_where_they_are_alike() -> None:
    names = [
        f"all-20261122-041714{end}" for end in ("-with-kitchen", "-kitchen", "-without-kitchen")
    ]
    cut = [
        shortened(name, _n_shared(name, names), lambda words: len(words) <= 22) for name in names
    ]
    assert cut == ["all-2026…-with-kitchen", "all-20261122-…-kitchen", "all-2…-without-kitchen"]
    assert shortened("walks", 0, lambda _: True) == "walks"
    assert shortened("a-name-of-its-own", 0, lambda _: False) == "a-name-of-its-own"


def test_int8_is_offered_again_where_the_run_is_known(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    run = write_run(project, "made", "quantize", accuracy=0.5)
    path = project / "bundles" / "tiny.ascbundle"
    with api.Project.open(project) as opened:
        opened.add_bundle(path, run.path, api.read_bundle(path).fingerprint)
    with qtbot.waitSignal(window.context.runs.changed):
        window.context.session.open(project)
    window.show_page("deploy")
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    looked_at(qtbot, page, path)
    again, _ = page.banners()[0].actions
    assert again[0] == "Make it int8 again"
    with qtbot.waitSignal(window.context.command_wanted) as wanted:
        again[1]()
    assert wanted.args == ["train.quantize"]


def test_tab_reaches_everything_there_and_back(
    qtbot: QtBot, window: MainWindow, page: DeployPage, tmp_path: Path
) -> None:
    page.presenter.verify(Path(shutil.copy(STARTER, tmp_path / "later.ascbundle")))
    looked_at(qtbot, page, tmp_path / "later.ascbundle")  # rows are made anew
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    chosen = page.bundles.first()
    wanted: list[QWidget] = [
        chosen, page.bundles.add_button, page.certificate.button, page.speed.button,
        page.chip.core, *(row.button for row in page.take.exports.values()),
        page.take.copy_button, page.take.code,
    ]  # fmt: skip
    for key, modifier in ((Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
                          (Qt.Key.Key_Backtab, SHIFT)):  # fmt: skip
        chosen.setFocus()
        met: list[QWidget] = []
        for _ in range(60):
            QTest.keyClick(window.focusWidget() or window, key, modifier)
            focused = window.focusWidget()
            assert focused is not None
            met.append(focused)
            if focused is chosen:
                break
        assert chosen in met
        assert set(wanted) <= set(met)
        titles = {one.text() for one in met if isinstance(one, QAbstractButton)}
        assert titles >= {"Listen with it", "Export bundle…"}
        order = [one for one in met if one in wanted]
        backwards = wanted[:0:-1]
        assert order[:-1] == (wanted[1:] if key == Qt.Key.Key_Tab else backwards)


def test_another_bundle_is_shown_by_click_and_by_keys(
    qtbot: QtBot, window: MainWindow, page: DeployPage, project: Path
) -> None:
    first, second = page.bundles.rows()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert page.presenter.state.chosen == STARTER
    looked_at(qtbot, page, STARTER)
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert window.focusWidget() is page.bundles.rows()[0]
    QTest.keyClick(page.bundles.rows()[0], Qt.Key.Key_Return)
    assert page.presenter.state.chosen == first.item.path


def test_another_bundle_begins_at_its_verdict(
    qtbot: QtBot, window: MainWindow, page: DeployPage, project: Path
) -> None:
    first, second = page.bundles.rows()
    window.resize(1000, 600)
    (bar,) = [area.verticalScrollBar() for area in page.findChildren(ScrollColumn)]
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.presenter.refresh()
    assert bar.value() == bar.maximum()  # what is read stays where it is
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    looked_at(qtbot, page, STARTER)
    assert bar.value() == 0
    assert first.item.path != STARTER


def test_verify_by_key_asks_for_a_file_and_shows_it(
    qtbot: QtBot,
    window: MainWindow,
    page: DeployPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Path(shutil.copy(STARTER, tmp_path / "other.ascbundle"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.context.said):
        QTest.keyClick(window, Qt.Key.Key_V, CTRL | SHIFT)
    looked_at(qtbot, page, other)
    assert page.bundles.rows()[0].item.path == other
    assert page.presenter.state.bundle is not None


def test_a_dropped_bundle_is_verified_where_it_lies(
    qtbot: QtBot, page: DeployPage, tmp_path: Path
) -> None:
    other = Path(shutil.copy(STARTER, tmp_path / "city-walks.ascbundle"))
    data = carried(page, other)
    assert page.hint.isVisible()
    assert page.hint.title.text() == "Release to verify city-walks.ascbundle"
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page.hint.isVisible()
    dropped(page, carried(page, other))
    assert not page.hint.isVisible()
    looked_at(qtbot, page, other)
    assert other.is_file()
    del data


@pytest.mark.parametrize("name", ["notes.txt", "two"])
def test_nothing_else_can_be_dropped(page: DeployPage, tmp_path: Path, name: str) -> None:
    before = page.presenter.state.chosen
    paths = [tmp_path / "a.ascbundle", tmp_path / "b.ascbundle"]
    data = carried(page, *(paths if name == "two" else [tmp_path / name]))
    assert "Only a bundle" in page.hint.title.text()
    dropped(page, data)
    assert page.presenter.state.chosen == before


def test_a_bundle_named_on_the_command_line_is_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    other = Path(shutil.copy(STARTER, tmp_path / "given.ascbundle"))
    open_first(window, other)
    assert window.front() == "deploy"
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    looked_at(qtbot, page, other)


def test_a_bundle_can_be_dropped_on_every_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    other = Path(shutil.copy(STARTER, tmp_path / "city-walks.ascbundle"))
    assert window.front() == "start"
    dropped(window, carried(window, tmp_path / "notes.txt"))
    assert window.front() == "start"
    dropped(window, carried(window, other))
    assert window.front() == "deploy"
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    looked_at(qtbot, page, other)


@pytest.mark.parametrize("name", ["start", "library"])
def test_a_page_that_takes_files_leaves_bundles_to_deploy(
    qtbot: QtBot, window: MainWindow, project: Path, tmp_path: Path, name: str
) -> None:
    other = Path(shutil.copy(STARTER, tmp_path / "city-walks.ascbundle"))
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page(name)
    inside = window.page(name).regions()[0]
    dropped(inside, carried(inside, other))
    assert window.front() == "deploy"
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    looked_at(qtbot, page, other)
    assert window.context.session.project is not None
    assert window.context.session.project.folder == project  # none was made for it


def test_a_damaged_bundle_is_refused_in_a_sentence_and_not_shown(
    qtbot: QtBot, page: DeployPage, tmp_path: Path
) -> None:
    broken = damaged(STARTER, tmp_path / "walks.ascbundle")
    page.presenter.verify(broken)
    looked_at(qtbot, page, broken)
    assert page.refused.isVisibleTo(page)
    assert not page.certificate.isVisibleTo(page)
    assert "walks.ascbundle was not opened" in page.refused.sentence.text()
    assert page.bundles.rows()[0].item.standing == "refused"
    assert "refused" in page.head_actions()[0].reason()
    qtbot.mouseClick(page.bundles.rows()[1], Qt.MouseButton.LeftButton)
    assert page.certificate.isVisibleTo(page)


def test_a_changed_entry_is_named(qtbot: QtBot, page: DeployPage, tmp_path: Path) -> None:
    changed = tmp_path / "changed.ascbundle"
    entries = api.read_bundle(STARTER).entries
    changed.write_bytes(pack({**entries, "card.md": entries["card.md"] + b" "}))
    page.presenter.verify(changed)
    looked_at(qtbot, page, changed)
    assert "changed after it was made" in page.refused.title.text()
    assert "card.md does not match its fingerprint" in page.refused.sentence.text()
    assert "changed.ascbundle was not opened" in page.refused.sentence.text()


def test_rows_fill_while_it_is_measured_and_are_there_the_next_time(
    qtbot: QtBot, window: MainWindow, page: DeployPage, project: Path
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert "Not measured" in page.speed.sentence.text()
    QTest.keyClick(window, Qt.Key.Key_B)
    assert page.presenter.state.measuring
    assert page.speed.button.text() == "Cancel"
    assert "Close other programs" in page.speed.sentence.text()
    filled: list[int] = []
    page.presenter.changed.connect(
        lambda state: filled.append(sum(line.p50 is not None for line in state.lines))
    )
    qtbot.waitUntil(lambda: page.presenter.state.speed is not None, timeout=TIMEOUT_MS)
    speed, lines = page.presenter.state.speed, page.presenter.state.lines
    assert speed is not None
    assert 0 < filled[0] < len(lines)
    assert len(lines) == len(speed.rows) == filled[-1]
    assert [line.best for line in lines].count(True) == 1
    words = "int8" if speed.precision == "int8" else "float"
    assert f"Recommended: {words} on" in page.speed.sentence.text()
    assert page.speed.button.text() == "Measure again"
    assert "recommended" in page.speed.bars.accessibleDescription()
    page.presenter.choose(STARTER)
    assert page.presenter.state.speed is None
    page.presenter.choose(project / "bundles" / "tiny.ascbundle")
    looked_at(qtbot, page, project / "bundles" / "tiny.ascbundle")
    assert page.presenter.state.speed == speed


def test_a_measurement_can_be_cancelled(qtbot: QtBot, page: DeployPage) -> None:
    qtbot.mouseClick(page.speed.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: any(line.p50 for line in page.presenter.state.lines), timeout=TIMEOUT_MS
    )
    qtbot.mouseClick(page.speed.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.presenter.state.measuring, timeout=TIMEOUT_MS)
    assert page.presenter.state.lines == ()
    assert page.presenter.failure is None
    assert page.speed.button.text() == "Measure"


def test_the_code_is_copied_by_key_and_runs_with_onnxruntime_alone(
    qtbot: QtBot, window: MainWindow, page: DeployPage, project: Path, tmp_path: Path
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QGuiApplication.clipboard().clear()
    page.take.code.setFocus()
    QTest.keyClick(page.take.code, Qt.Key.Key_C, CTRL)
    code = QGuiApplication.clipboard().text()
    assert code == page.take.code.toPlainText()
    shutil.copy(project / "bundles" / "tiny.ascbundle", tmp_path / "tiny.ascbundle")
    api.write_wav(tmp_path / "a.wav", sound("hum", 1.0, seed=4), RATE_HZ)
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    bundle = page.presenter.state.bundle
    assert bundle is not None
    assert ran.stdout.strip() in bundle.manifest.scenes, ran.stderr
    assert "ml_core" not in code


def test_listening_with_it(qtbot: QtBot, window: MainWindow, page: DeployPage) -> None:
    page.head_actions()[0].run()
    assert window.front() == "live"
    assert window.context.bundle == page.presenter.state.chosen


def test_a_run_or_a_file_sent_here_is_shown(
    qtbot: QtBot, window: MainWindow, page: DeployPage, tmp_path: Path
) -> None:
    other = Path(shutil.copy(STARTER, tmp_path / "sent.ascbundle"))
    window.show_page("library")
    window.context.go("deploy", other)
    assert window.front() == "deploy"
    looked_at(qtbot, page, other)


def test_a_run_without_a_bundle_is_listed_and_taken_out_under_a_name(
    qtbot: QtBot,
    window: MainWindow,
    project: Path,
    bundles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = write_run(project, "made", "quantize", accuracy=0.5)
    made = run.path / "export" / "student.ascbundle"
    made.parent.mkdir()
    shutil.copy(bundles / "walks.ascbundle", made)
    with qtbot.waitSignal(window.context.runs.changed):
        window.context.session.open(project)
    window.context.go("deploy", run.path)
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    looked_at(qtbot, page, made)
    assert [row.item.path.stem for row in page.bundles.rows()] == ["tiny", "student", "starter"]
    assert page.fact() == "made.ascbundle, from run “Student, int8”"
    out = tmp_path / "city.ascbundle"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    assert written(qtbot, page, "bundle") == out
    assert api.read_bundle(out).manifest.name == "city"
    assert page.bundles.rows()[0].item.path == out  # the project knows it now
    page.presenter.choose(out)
    looked_at(qtbot, page, out)
    assert page.certificate.verdict.text() == "Deployable"


def test_without_a_project_there_is_the_starter(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("deploy")
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    looked_at(qtbot, page, STARTER)
    assert [row.item.name for row in page.bundles.rows()] == ["starter"]
    assert page.chip.pill.isVisibleTo(page)
    assert page.chip.pill.accessibleName() == "Estimate"
    chosen = page.chip.sentence.text()
    page.chip.core.setCurrentIndex(2)
    assert page.chip.sentence.text() != chosen


def test_the_whole_certificate_can_be_read(qtbot: QtBot, page: DeployPage) -> None:
    page.show_certificate()
    dialog = page.window().findChild(CertificateDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


@pytest.fixture
def certified(qtbot: QtBot, window: MainWindow, tmp_path: Path, bundles: Path) -> DeployPage:
    """Deploy with a bundle that may be taken out."""
    path = Path(shutil.copy(bundles / "walks.ascbundle", tmp_path / "walks.ascbundle"))
    window.show_page("deploy")
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    page.presenter.verify(path)
    looked_at(qtbot, page, path)
    return page


def written(qtbot: QtBot, page: DeployPage, what: Export) -> Path:
    with qtbot.waitSignal(page.presenter.written, timeout=TIMEOUT_MS) as told:
        qtbot.mouseClick(page.take.exports[what].button, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0] == what
    return Path(told.args[1])


def test_a_green_shield_says_on_how_many_windows(certified: DeployPage) -> None:
    assert certified.certificate.verdict.text() == "Deployable"
    assert "99.92 % of 4000 windows" in certified.certificate.sentence.text().replace(",", "")
    assert not certified.banners()
    assert certified.head_actions()[-1].reason() == ""
    assert certified.bundles.rows()[0].item.standing == "ok"
    assert "A " in certified.certificate.devices.accessibleDescription()


def test_the_bundle_is_exported_byte_for_byte(
    qtbot: QtBot,
    window: MainWindow,
    certified: DeployPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, out = tmp_path / "walks.ascbundle", tmp_path / "out" / "mine.ascbundle"
    out.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out.with_suffix("")), ""))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(certified.presenter.written, timeout=TIMEOUT_MS):
        QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert out.read_bytes() == source.read_bytes()
    assert "Written to mine.ascbundle" in certified.take.exports["bundle"].sentence.text()
    out.write_bytes(b"somebody's own")  # the chooser asked about "mine", not about this
    with qtbot.waitSignal(window.context.refused):
        QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert out.read_bytes() == b"somebody's own"


def test_a_bundle_is_not_written_over_itself(
    qtbot: QtBot,
    window: MainWindow,
    certified: DeployPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = tmp_path / "walks.ascbundle"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(source), ""))
    with qtbot.waitSignal(window.context.refused):
        certified.export("bundle")


def test_c_source_goes_into_a_new_folder_each_time(
    qtbot: QtBot, certified: DeployPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "firmware"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    first = written(qtbot, certified, "c")
    assert first == folder / "walks-c99"
    assert {"walks.c", "walks.h", "main.c", "README.txt"} <= {p.name for p in first.iterdir()}
    kept = (first / "walks.c").read_bytes()
    assert written(qtbot, certified, "c") == folder / "walks-c99-2"
    assert (first / "walks.c").read_bytes() == kept


def test_an_export_that_fails_says_why(
    qtbot: QtBot, certified: DeployPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "no folder"
    folder.write_bytes(b"a file")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    qtbot.mouseClick(certified.take.exports["c"].button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: certified.presenter.failure is not None, timeout=TIMEOUT_MS)
    assert certified.banners()[0].state == "err"
    assert certified.take.exports["c"].button.isEnabled()


def test_a_fault_is_said_with_its_layer(qtbot: QtBot, page: DeployPage, bundles: Path) -> None:
    path = bundles / "ptq.ascbundle"
    page.presenter.verify(path)
    looked_at(qtbot, page, path)
    banner = page.banners()[0]
    assert banner.state == "err"
    assert banner.title == "Not deployable: 96.10 % agreement"
    assert "99.5 % is needed." in banner.sentence
    assert "block 3, convolution 2: its scale is 4 times" in banner.sentence
    assert [words for words, _ in banner.actions] == ["Certificate…"]
    assert page.bundles.rows()[0].accessibleName() == "ptq, not deployable: 96.1 %"
    assert not page.take.exports["c"].button.isEnabled()
    assert "Not deployable" in page.head_actions()[-1].reason()


@pytest.mark.slow
def test_what_was_taken_out_decides_like_the_bundle(
    qtbot: QtBot, certified: DeployPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exports of two clicks, outside the studio: C compiled and run, the web page's files."""
    gcc = shutil.which("gcc")
    if gcc is None:
        pytest.skip("gcc is not installed")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    bundle = certified.presenter.state.bundle
    assert bundle is not None
    c, web = written(qtbot, certified, "c"), written(qtbot, certified, "web")
    for name in ("int8.onnx", "fp32.onnx"):
        assert (web / name).read_bytes() == bundle.entries[name]
    program = tmp_path / "walks"
    sources = [str(c / "walks.c"), str(c / "main.c")]
    subprocess.run([gcc, "-std=c99", "-O2", *sources, "-lm", "-o", str(program)], check=True)
    api.write_wav(tmp_path / "a.wav", sound("murmur", 4.0, seed=4), RATE_HZ)
    samples = api.read_samples(tmp_path / "a.wav", sample_rate_hz=RATE_HZ)
    ran = subprocess.run(
        [str(program)], input=samples.astype("<f4").tobytes(), capture_output=True, check=True
    )
    command = [sys.executable, "-m", "ml_core", "classify", str(bundle.path),
               str(tmp_path / "a.wav"), "--unknown", "normal", "--json"]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    windows = json.loads(told.stdout)["files"][0]["windows"]
    decided = [line.split("\t")[1] for line in ran.stdout.decode().splitlines()[:-1]]
    assert decided == [window["scene"] or "unknown" for window in windows]
