"""One browser and one page for all tests of a module."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ml_core.bundle import Bundle, read_bundle
from ml_core.files import resource_path
from ml_core.web import Server, export_web
from ml_core.web.runtime import archive
from tests.web.chromium import Browser, browser

READY = "import('./app.js').then((page) => page.ready)"


@pytest.fixture(scope="session")
def starter() -> Bundle:
    return read_bundle(resource_path("starter.ascbundle"))


@pytest.fixture(scope="session")
def _runtime() -> None:
    if not archive().is_file():
        pytest.skip("onnxruntime-web is not here: python packaging/onnxruntime_web.py")


@pytest.fixture(scope="session")
def served(
    _runtime: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Bundle], Server]]:
    """Exports a bundle, once, and serves it; ask again to get another server."""
    folders: dict[int, Path] = {}
    with ExitStack() as stack:

        def serve(bundle: Bundle) -> Server:
            folder = folders.setdefault(id(bundle), tmp_path_factory.mktemp("page") / "out")
            if not folder.exists():
                export_web(bundle, folder)
            server = stack.enter_context(Server(folder, 0))
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            stack.callback(server.shutdown)
            return server

        yield serve


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="session")
def address(served: Callable[[Bundle], Server], starter: Bundle) -> str:
    return served(starter).url


@pytest.fixture
def page(window: Browser, address: str) -> Iterator[Browser]:
    """The starter bundle's page, fresh and loaded; nothing may have been complained about."""
    open_page(window, address)
    yield window
    assert window.complaints == []


def open_page(window: Browser, address: str) -> None:
    window.requests.clear()
    window.complaints.clear()
    window.open(address)
    window.run(READY)


def decided(page: Browser, paths: list[Path]) -> dict:
    """What the page says of recordings, chosen as a person chooses them."""
    page.choose_files("#files", paths)
    return all_decided(page)


def all_decided(page: Browser) -> dict:
    page.wait("!document.querySelector('#save').disabled")
    return page.run("import('./app.js').then((page) => page.results())")
