"""Opens the studio: ``python -m ascstudio [PROJECT]``."""

import faulthandler
import os
import sys


def run() -> int:
    """Open the window, or say in one sentence why that cannot be."""
    if sys.stderr is not None:
        faulthandler.enable()
    if len(sys.argv) > 1 and sys.argv[1] in ("-h", "--help"):
        _say(
            "ascstudio [PROJECT]: open the studio, with the project in that folder if one is named"
        )
        return 0
    # Without a display Qt does not raise, it aborts: so it is asked before.
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named):
        _say("There is no display here, so the window cannot open. `asc --help` works without one.")
        return 1
    from ascstudio.app import run as open_studio

    return open_studio(sys.argv)


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")


if __name__ == "__main__":
    raise SystemExit(run())
