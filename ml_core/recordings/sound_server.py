"""What PulseAudio or PipeWire records from, and when it moves a stream to another source.

A stream opened by an alias such as "default" may be moved while it runs: the user chose another
microphone in the system's settings, or the one in use was pulled out and the server goes on with
the next. PortAudio does not say so; the server does, to ``pactl subscribe``.
"""

import contextlib
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

ASKING_S = 2.0
# pactl would outlive whoever started it and was killed: it ends when its input closes.
SUBSCRIBE = '"$0" subscribe & read _; kill $!; wait'


def default_source() -> str:
    """Description of the source the server records from unless told otherwise; "" if unknown."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        default = _asked(program, "get-default-source").strip()
        found = {one["name"]: one["description"] for one in _listed(program, "sources")}
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError):
        return ""
    return str(found.get(default) or default)


def source_of(pid: int) -> str:
    """Description of the source that a process records from; "" if it cannot be found out."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        mine = [
            output["source"]
            for output in _listed(program, "source-outputs")
            if output["properties"].get("application.process.id") == str(pid)
        ]
        found = {one["index"]: one["description"] for one in _listed(program, "sources")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, subprocess.SubprocessError):
        return ""
    return str(found.get(mine[-1], "")) if mine else ""


class SourceWatch:
    """Knows from which source the server lets this process record, as long as it runs.

    Args:
        follow: ask the server, in a thread that ends with the process; else nothing is known.

    Attributes:
        name: of the source in use; "" while nobody could tell.
        moved: whether that is another than at first.
    """

    def __init__(self, *, follow: bool) -> None:
        self.name = ""
        self.moved = False
        self._pid = os.getpid()
        if follow:
            threading.Thread(target=self._follow, name="source-watch", daemon=True).start()

    def _follow(self) -> None:
        for line in _said_by_server():
            if "source-output" in line or not line:
                self._ask()

    def _ask(self) -> None:
        name = source_of(self._pid)
        if name and name != self.name:
            self.moved |= bool(self.name)
            self.name = name


def _said_by_server() -> Iterator[str]:
    """An empty line at the beginning, then each event as ``pactl`` writes it, in English."""
    program = shutil.which("pactl")
    if program is None or shutil.which("sh") is None:
        return
    with contextlib.suppress(OSError):
        process = subprocess.Popen(
            ["sh", "-c", SUBSCRIBE, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"LC_ALL": "C"},
            text=True,
        )
        assert process.stdout is not None
        yield ""
        yield from process.stdout
        process.wait()


def _listed(program: str, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_asked(program, "-f", "json", "list", what))
    return found


def _asked(program: str, *words: str) -> str:
    done = subprocess.run(
        [program, *words],
        capture_output=True,
        check=True,
        timeout=ASKING_S,
        text=True,
        env=os.environ | {"LC_ALL": "C"},
    )
    return done.stdout
