"""Opens the studio: ``python -m ascstudio [--new-window] [PROJECT|BUNDLE]``."""

import contextlib
import faulthandler
import os
import re
import socket
import sys
from pathlib import Path

HELP = """\
ascstudio [PROJECT|BUNDLE]: open the studio, with that project or bundle if one is named; where its
    window is open already it comes forward instead, with --new-window another one opens
ascstudio --install-desktop: put it into the menu of a Linux desktop, for projects and bundles too
ascstudio --remove-desktop: take it out again"""


def run() -> int:
    """Open the window, or say in one sentence why that cannot be."""
    if sys.stderr is not None:
        faulthandler.enable()
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    if asked in ("-h", "--help"):
        _say(HELP)
        return 0
    if asked in ("--install-desktop", "--remove-desktop"):
        return _desktop(asked)
    # Without a display Qt does not raise, it aborts: so it is asked before.
    if sys.platform.startswith("linux") and (problem := _without_display()):
        _say(f"{problem}, so the window cannot open. `asc --help` works without one.")
        return 1
    from ascstudio.app import run as open_studio
    from ascstudio.desktop import named_by

    return open_studio([sys.argv[0], *(str(named_by(Path(one))) for one in sys.argv[1:])])


def _desktop(asked: str) -> int:
    from ascstudio import desktop

    if not sys.platform.startswith("linux"):
        _say("Only a Linux desktop needs that. Choose the program once with Open with.")
        return 1
    try:
        paths = desktop.install() if asked == "--install-desktop" else desktop.remove()
    except OSError as error:
        _say(f"That did not work: {error}.")
        return 1
    _say("Installed:" if asked == "--install-desktop" else "Removed:")
    for path in paths:
        _say(str(path))
    return 0


def _without_display() -> str:
    """Why no window can open here; empty where one can, as far as a look tells."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "There is no display here"
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:  # of another computer: Qt itself has to ask
        return ""
    path = f"/tmp/.X11-unix/X{local[1]}"
    for place in (path, f"\0{path}"):  # the second is in no folder
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as there:
            there.settimeout(2.0)
            there.connect(place)
            return ""
    return f'Nothing answers on the display "{display}"'


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")


if __name__ == "__main__":
    raise SystemExit(run())
