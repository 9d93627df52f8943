"""Deploy: looked at, measured, the certificate, carried over, refused, taken out, nothing there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from ascstudio.pages.deploy.certificate_dialog import CertificateDialog
from ascstudio.pages.deploy.state import DeployState, Export
from ascstudio.pages.deploy.view import DeployPage
from ml_core import api
from ml_core.bundle.archive import pack
from tests.certified_bundle import write_certified_bundle
from tests.photographs.camera import Photographer

MEASURE_S = 300.0  # on a busy computer
SIZES = ((1000, 650), (1280, 800), (1920, 1080))
FOLDERS: tuple[Export, ...] = ("c", "web")
FAULT = {"layer": "b", "title": "block 3, convolution 2", "factor": 4.0, "gap_steps": 14.0}


def deploy(camera: Photographer, home: Path) -> None:
    """Every state of the page; what is written goes to ``home``."""
    home.mkdir(exist_ok=True)
    window = camera.window
    window.show_page("deploy")
    page = window.page("deploy")
    assert isinstance(page, DeployPage)
    presenter = page.presenter

    def looked() -> bool:
        details = presenter.state.details
        return details is not None and bool(details.chip or details.no_chip or not details.bundle)

    def show(path: Path) -> None:
        presenter.verify(path)
        camera.wait(lambda: presenter.state.chosen == path and looked(), path.name)
        QTest.qWait(300)

    camera.wait(looked, "the look at the bundle")
    camera.take("deploy-own")
    # whatever the project's own bundle is: one with a certificate, and one with a fault
    walks = write_certified_bundle(home / "city-walks.ascbundle").path
    faulty = write_certified_bundle(home / "city-walks-ptq.ascbundle", same=3844, parting=FAULT)
    show(faulty.path)
    camera.take("deploy-not-deployable")
    show(walks)
    presenter.measure()
    camera.wait(lambda: any(line.p50 for line in presenter.state.lines), "the first row", MEASURE_S)
    camera.take("deploy-measuring")
    camera.wait(lambda: not presenter.state.measuring, "the measurement", MEASURE_S)
    for width, height in SIZES:
        window.resize(width, height)
        QTest.qWait(300)
        camera.take(f"deploy-{width}")
    window.resize(1280, 800)
    certificate = presenter.state.certificate
    if certificate is not None:
        camera.dialog(
            "deploy-certificate", lambda: CertificateDialog(certificate, "city-walks", window)
        )
    _carried_and_written(camera, page, walks, home)
    changed, entries = home / "city-walks-copy.ascbundle", api.read_bundle(walks).entries
    changed.write_bytes(pack({**entries, "int8.onnx": entries["int8.onnx"][:-1] + b"?"}))
    show(changed)
    camera.take("deploy-refused")
    kept, presenter.state = presenter.state, DeployState()
    page.show_state(presenter.state)
    camera.take("deploy-empty")
    presenter.state = kept
    page.show_state(kept)


def _carried_and_written(camera: Photographer, page: DeployPage, walks: Path, home: Path) -> None:
    """Something over the page; what was taken out."""
    presenter = page.presenter
    page.hint.show_bundle(walks)
    camera.take("deploy-drop")
    page.hint.hide()
    for what in FOLDERS:
        presenter.export_folder(what, home)
        camera.wait(lambda: not presenter.state.exporting, what, MEASURE_S)
    QTest.qWait(4500)  # the toast
    camera.take("deploy-exported")
