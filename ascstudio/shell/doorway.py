"""One window per person and settings: a later start brings it forward and hands over a path.

A socket in a folder of this user alone, and nothing of the network: QLocalServer would be the same,
but its library wants Kerberos, which a small Debian lacks. Who was killed leaves a socket that
refuses; the next window takes its place. Where there are no such sockets (Windows) every start
opens a window.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

PATIENCE_S = 4.0  # for a window that is at work; then the later start opens its own
LOOK_MS = 20
MOST_BYTES = 16_384
LONGEST = 100  # bytes of a socket's path: systems take 104 to 108
TAKEN, BUSY = b"taken\n", b"busy\n"


def address_of(settings: Path) -> Path | None:
    """The socket of who uses these settings; None where there cannot be one."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    name = hashlib.sha256(os.fsencode(settings.absolute())).hexdigest()[:16]
    for base in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        if base and (folder := _own_folder(Path(base))) is not None:
            path = folder / name
            if len(os.fsencode(path)) <= LONGEST:
                return path
    return None


def hand_over(settings: Path, path: Path | None) -> bool:
    """Ask a window that is open to come forward and open a path; whether it will.

    Args:
        settings: of this start.
        path: a project or a bundle; None: only come forward.
    """
    address = address_of(settings)
    if address is None:
        return False
    asked = {
        "open": None if path is None else str(path.absolute()),
        "token": os.environ.get("XDG_ACTIVATION_TOKEN", ""),  # lets it come forward on Wayland
    }
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE_S)
            line.connect(str(address))
            line.sendall(json.dumps(asked).encode() + b"\n")
            return line.recv(len(TAKEN)) == TAKEN
    except OSError:  # nobody is there, or nobody answers
        return False


class Doorway(QObject):
    """Hears later starts, for as long as the window is open.

    Args:
        settings: whose later starts.
        parent: the window.
    """

    asked = Signal(object)
    """Path to open; None to come forward only."""

    def __init__(self, settings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.may: Callable[[Path | None], bool] = lambda path: True
        """Asked before; where it may not, a later start opens a window of its own."""
        self._lines: list[tuple[socket.socket, bytearray]] = []
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._hear_all)
        self._door: socket.socket | None = None
        self._address = address_of(settings)
        if self._address is not None:
            with contextlib.suppress(OSError):  # then nobody is heard, and nothing is lost
                self._open(self._address)

    def close(self) -> None:
        """Hear nobody any more."""
        if self._door is None or self._address is None:
            return
        with contextlib.suppress(OSError):
            if self._address.stat().st_ino == self._inode:  # else it is another window's
                self._address.unlink()
        self._notifier.setEnabled(False)
        self._timer.stop()
        for line, _ in self._lines:
            line.close()
        self._lines.clear()
        self._door.close()
        self._door = None

    def _open(self, address: Path) -> None:
        own = address.with_name(f"{address.name}.{os.getpid()}")
        door = socket.socket(socket.AF_UNIX)
        try:
            own.unlink(missing_ok=True)
            door.bind(str(own))
            door.listen(8)
            self._inode = own.stat().st_ino
            own.replace(address)  # over that of who was killed
        except OSError:
            door.close()
            raise
        door.setblocking(False)
        self._door = door
        self._notifier = QSocketNotifier(door.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._come_in)

    def _come_in(self) -> None:
        assert self._door is not None
        try:
            line, _ = self._door.accept()
        except OSError:
            return
        line.setblocking(False)
        self._lines.append((line, bytearray()))
        self._hear_all()
        self._timer.start()

    def _hear_all(self) -> None:
        """What they say comes in a moment after they come in."""
        self._lines = [one for one in self._lines if not self._is_over(*one)]
        if not self._lines:
            self._timer.stop()

    def _is_over(self, line: socket.socket, heard: bytearray) -> bool:
        try:
            data = line.recv(MOST_BYTES)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        heard += data
        if data and b"\n" not in heard and len(heard) < MOST_BYTES:
            return False
        wish = _understood(bytes(heard))
        heard.clear()  # opening a project looks at the door again
        taken = wish is not None and self.may(wish[0])
        with contextlib.suppress(OSError):
            line.sendall(TAKEN if taken else BUSY)
        line.close()
        if wish is not None and taken:
            path, token = wish
            if token:
                os.environ["XDG_ACTIVATION_TOKEN"] = token
            self.asked.emit(path)
        return True


def _own_folder(base: Path) -> Path | None:
    """A folder that nobody but this user may look into; None where there is none."""
    folder = base / f"ascstudio-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        facts = folder.lstat()
        is_ours = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.getuid()
        if not is_ours or facts.st_mode & 0o022:  # somebody else may have put something in
            return None
        if facts.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError:
        return None
    return folder


def _understood(heard: bytes) -> tuple[Path | None, str] | None:
    """Path and token of a later start; None where it is nothing of the kind."""
    try:
        told = json.loads(heard.partition(b"\n")[0])
        path, token = told["open"], told["token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    fits = isinstance(token, str) and "\0" not in token and isinstance(path, str | None)
    if not fits or (path is not None and ("\0" in path or not os.path.isabs(path))):
        return None
    return (None if path is None else Path(path)), token
