"""Where a command speaks: results on stdout, everything else on stderr."""

import json
import os
import sys
import time
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from ml_core.cli.numbers import duration
from ml_core.errors import AscError
from ml_core.progress import Monitor, Progress

TELL_EVERY_S = 0.1
SAY_EVERY_S = 10.0  # where nobody rewrites a line: in a pipe, a file or a log
SURE_S = 3.0  # before that nobody says how long the rest takes


class Console:
    """The two voices of a command.

    With ``json_mode`` file descriptor 1 itself is pointed at stderr for as long as the command
    runs, so that whatever a library prints (also from C) cannot get between the JSON.

    Args:
        json_mode: the answer is JSON.
        progress: with ``json_mode``, progress is told as lines before the answer.
    """

    def __init__(self, *, json_mode: bool, progress: bool = False) -> None:
        self.json_mode = json_mode
        self._tells_progress = json_mode and progress
        self._last_told_s = 0.0
        self._last_said_s = time.monotonic()
        self._begun: dict[str, tuple[float, int]] = {}  # parts of the work: when, and from where
        self._out = sys.stdout
        self._saved_descriptor: int | None = None
        self._line_open = False

    def __enter__(self) -> Self:
        if self.json_mode:
            sys.stdout.flush()
            try:
                number = sys.stdout.fileno()
            except (OSError, ValueError):  # captured by a test: there is no descriptor to move
                return self
            self._saved_descriptor = os.dup(number)
            self._out = os.fdopen(os.dup(number), "w", encoding="utf-8", buffering=1)
            os.dup2(sys.stderr.fileno(), number)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._saved_descriptor is not None:
            sys.stdout.flush()
            self._out.close()
            os.dup2(self._saved_descriptor, sys.stdout.fileno())
            os.close(self._saved_descriptor)
            self._saved_descriptor = None

    def result(self, value: dict[str, Any], text: str) -> None:
        """Give the command's answer: ``value`` to programs, ``text`` to people."""
        self._end_line()
        answer = json.dumps(value, ensure_ascii=False, allow_nan=False) if self.json_mode else text
        self._print(answer)

    def say(self, text: str) -> None:
        """A sentence for people, on stderr."""
        self._end_line()
        print(text, file=sys.stderr, flush=True)

    def fail(self, error: AscError) -> None:
        """Say what happened and what to do."""
        self.say(str(error))

    def monitor(self) -> Monitor:
        """A monitor that shows progress as one rewritten line on a terminal.

        Elsewhere people get a line on stderr every ten seconds; a program that asked for it
        (``--json --progress``) gets JSON lines on stdout, and one that did not (``--json``) none.
        """
        if self._tells_progress:
            return Monitor(self._tell)
        if sys.stderr.isatty():
            return Monitor(self._show)
        return Monitor(None if self.json_mode else self._say_now_and_then)

    def _tell(self, progress: Progress) -> None:
        now_s = time.monotonic()
        if now_s - self._last_told_s >= TELL_EVERY_S:
            self._last_told_s = now_s
            self._print(json.dumps(asdict(progress)))

    def _say_now_and_then(self, progress: Progress) -> None:
        line, now_s = self._line(progress), time.monotonic()
        if now_s - self._last_said_s >= SAY_EVERY_S:
            self._last_said_s = now_s
            self.say(line)

    def _show(self, progress: Progress) -> None:
        print(f"\r\x1b[K{self._line(progress)}", end="", file=sys.stderr, flush=True)
        self._line_open = True

    def _line(self, progress: Progress) -> str:
        """How far it is, about how long the rest of this part takes, and its figures."""
        of = "" if progress.total is None else f" of {progress.total}"
        left = (
            "" if (left_s := self._left_s(progress)) is None else f"about {duration(left_s)} left"
        )
        metrics = (  # those of a single device or scene are too many for a line
            f"{name} {value:.3g}" for name, value in progress.metrics.items() if "@" not in name
        )
        words = [f"{progress.stage} {progress.done}{of}", left, *metrics]
        return "  ".join(filter(None, words)).strip()

    def _left_s(self, progress: Progress) -> float | None:
        """Seconds, by the pace of this part so far; None while nobody can say."""
        now_s, done = time.monotonic(), progress.done
        began_s, before = self._begun.setdefault(progress.stage, (now_s, done))
        if done < before:
            self._begun[progress.stage] = (now_s, done)
            return None
        passed_s, left = now_s - began_s, (progress.total or 0) - done
        if left <= 0 or done == before or passed_s < SURE_S:
            return None
        return left * passed_s / (done - before)

    def _print(self, line: str) -> None:
        try:
            print(line, file=self._out, flush=True)
        except BrokenPipeError:  # the reader, e.g. "head", has heard enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())
            raise SystemExit(0) from None

    def _end_line(self) -> None:
        if self._line_open:
            print(file=sys.stderr)
            self._line_open = False
