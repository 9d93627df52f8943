"""Ends the process at the Nth thing it does to a file or a database, or counts these things.

First on the path of a process that is to be killed. Its children are left alone: who ends there
is told by what the parent does about it, which other tests look at.
"""

import atexit
import os
import signal
import sqlite3
import sys

COUNT, END_AT, PID = "ASC_TEST_COUNT", "ASC_TEST_END_AT", "ASC_TEST_PID"
CHANGES = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.link",
    "shutil.copyfile", "shutil.rmtree", "shutil.move",
}  # fmt: skip
WRITES = os.O_WRONLY | os.O_RDWR
LOOKS = ("SELECT", "PRAGMA", "--", "EXPLAIN")


def _watch() -> None:
    end_at, done = int(os.environ.get(END_AT, "0")), 0

    def another() -> None:
        nonlocal done
        done += 1
        if done == end_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_event(event: str, arguments: tuple[object, ...]) -> None:
        if event in CHANGES:
            another()
        elif event == "open" and not str(arguments[0]).endswith((".pyc", "/dev/null")):
            mode, flags = arguments[1], arguments[2]
            if flags & WRITES if isinstance(flags, int) and flags else set(str(mode)) & set("wax+"):
                another()

    connect = sqlite3.connect

    def traced(*words: object, **options: object) -> sqlite3.Connection:
        connection = connect(*words, **options)
        connection.set_trace_callback(lambda text: None if text.startswith(LOOKS) else another())
        return connection

    sqlite3.connect = traced
    sys.addaudithook(on_event)
    if path := os.environ.get(COUNT):

        def write() -> None:
            with open(path, "w") as stream:
                stream.write(str(done))

        atexit.register(write)


_wanted = bool(os.environ.get(COUNT) or os.environ.get(END_AT))
if _wanted and os.environ.setdefault(PID, str(os.getpid())) == str(os.getpid()):
    _watch()
