"""Kill this process, and who started it, at a named moment."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from typing import Any

VARIABLE = "ASC_TEST_STRIKE"
"""Tells the commands that the window starts, in the environment, when to strike."""


class Strike:
    """Counts what happens in one step, and kills when it is time.

    Args:
        step: of what the user does; nothing is counted in others.
        when: "before" or "after" a statement of SQLite that begins with ``what``, or "at" a call
            into the system whose event and arguments contain it.
        what: see ``when``.
        n: which of them.
    """

    def __init__(self, step: str = "", when: str = "", what: str = "", n: str = "0") -> None:
        self.step, self.when, self.what, self.left = step, when, what, int(n)
        self.armed = self.due = False
        self.parent = 0

    @classmethod
    def of_parent(cls) -> Strike | None:
        """What the process that started this one wants; None if nothing."""
        words = os.environ.get(VARIABLE)
        if not words:
            return None
        strike = cls(*json.loads(words))
        strike.armed, strike.parent = True, os.getppid()
        return strike

    def enter(self, step: str) -> None:
        """A step begins."""
        self.armed = step == self.step
        words = [self.step, self.when, self.what, str(self.left)]
        os.environ[VARIABLE] = json.dumps(words) if self.armed else ""

    def watch(self) -> None:
        """Let every database and every call into the system go past here."""
        connect = sqlite3.connect

        def traced(*args: Any, **options: Any) -> sqlite3.Connection:
            connection = connect(*args, **options)
            connection.set_trace_callback(self._on_statement)
            return connection

        sqlite3.connect = traced
        sys.addaudithook(self._on_event)

    def _on_statement(self, text: str) -> None:
        if self.due:
            self._kill()
        if self.armed and self.when in ("before", "after") and text.startswith(self.what):
            self.left -= 1
            self.due = self.left == 0
            if self.due and self.when == "before":
                self._kill()

    def _on_event(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.armed and self.when == "at" and self.what in f"{event} {arguments}":
            self.left -= 1
            if self.left == 0:
                self._kill()

    def _kill(self) -> None:
        """Nothing is flushed, closed or rolled back: nothing more comes from here."""
        if self.parent:
            os.kill(self.parent, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
