"""An exported page on this computer: read-only, on 127.0.0.1, with strict headers."""

import contextlib
import socket
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from ml_core.errors import AscError

HOST = "127.0.0.1"
USUAL_PORT = 8473  # a browser remembers by it whether the microphone may be used

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".onnx": "application/octet-stream",
}
"""What is served, by ending; nothing else is, even if it lies in the folder."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Content-Security-Policy, as the page itself states it too: only files of the folder."""

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of one folder, and everything else with a refusal."""

    root: ClassVar[Path]
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "asc", ""
    timeout = 30  # seconds a connection may be silent

    def do_GET(self) -> None:
        """A file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """What GET would say, without the file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if not self._asked_for_here():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, with_body=with_body)
            return
        path = inside(self.root, self.path)
        content = None
        if path is not None:
            with contextlib.suppress(OSError):
                content = path.read_bytes()
        if path is None or content is None:
            self._refuse(HTTPStatus.NOT_FOUND, with_body=with_body)
            return
        self._send(HTTPStatus.OK, KINDS[path.suffix], content, with_body=with_body)

    def _asked_for_here(self) -> bool:
        """Whether the browser means this computer: another page may point its name at it."""
        port = self.connection.getsockname()[1]
        return self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}")

    def _refuse(self, status: HTTPStatus, *, with_body: bool) -> None:
        self._send(status, KINDS[".txt"], f"{status.phrase}\n".encode(), with_body=with_body)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, its name in the base
        """Nothing is logged: who listens where is nobody's business."""


def inside(root: Path, target: str) -> Path | None:
    """The file of the folder ``root`` that a request names; None where there is none to give."""
    try:
        asked = unquote(urlsplit(target).path, errors="strict")
    except ValueError:
        return None
    parts = asked.removeprefix("/").split("/")
    if parts == [""]:
        parts = ["index.html"]
    odd = any(part.startswith(".") or not part.isprintable() or "\\" in part for part in parts)
    if odd or not all(parts):
        return None
    try:
        path = root.joinpath(*parts).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    fine = path.is_relative_to(root) and path.is_file() and path.suffix in KINDS
    return path if fine else None


class Server(ThreadingHTTPServer):
    """The server of one exported folder; nothing but this computer can reach it.

    Args:
        folder: as ``export_web`` wrote it.
        port: None takes the usual one, or any that is free where it is taken; 0 any.

    Raises:
        AscError: the folder is no exported page, or the port is taken.
    """

    daemon_threads = True
    address_family = socket.AF_INET

    def __init__(self, folder: Path, port: int | None = None) -> None:
        if not all((folder / name).is_file() for name in ("index.html", "model.json")):
            raise AscError(
                f'"{folder}" holds no page.',
                hint="Make one with: asc export BUNDLE --web DIR",
            )
        self.folder = folder
        handler = type("FolderHandler", (Handler,), {"root": folder.resolve()})
        try:
            super().__init__((HOST, USUAL_PORT if port is None else port), handler)
        except OSError as error:
            if port is not None:
                raise AscError(
                    f"Port {port} cannot be used: {error.strerror or error}.",
                    hint="Name another one, or leave --port out.",
                ) from error
            super().__init__((HOST, 0), handler)

    @property
    def url(self) -> str:
        """Where a browser finds the page."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no error; anything else is one to see."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def serve(
    folder: Path, port: int | None = None, *, ready: Callable[[Server], None] = lambda _: None
) -> None:
    """Serve a folder until interrupted.

    Args:
        folder: as ``export_web`` wrote it.
        port: see ``Server``.
        ready: called once the page can be opened.

    Raises:
        AscError: see ``Server``.
        KeyboardInterrupt: Ctrl+C.
    """
    with Server(folder, port) as server:
        ready(server)
        server.serve_forever(poll_interval=0.2)
