"""Figures and names as the page says them."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from ascstudio.project.clip_model import device_title
from ascstudio.words import numeral

MINUS = "−"
NUMBERED = re.compile(r"^(.*?)(\d+)$")
DEVICE = "accuracy@"  # before the name of a device, in what a command tells of
RUN_OF = 3  # so many devices in a row become "S1 to S3"


def percent(share: float | None) -> str:
    """``57.6 %``; empty for nothing."""
    return "" if share is None else f"{numeral(100 * share, '.1f')} %"


def points(share: float | None) -> str:
    """A difference of shares in points, with its sign: ``−10.8``."""
    return "" if share is None else signed(100 * share)


def signed(value: float) -> str:
    """A number with its sign: ``+1.3``; nothing has none."""
    words = numeral(value, "+.1f")
    return "0.0" if words in ("+0.0", "-0.0") else words.replace("-", MINUS)


def ends(span: Sequence[float], *, sign: bool = False) -> tuple[str, str]:
    """Both ends of an interval of shares, in points."""
    low, high = (signed(100 * one) if sign else numeral(100 * one, ".1f") for one in span)
    return low, high


class Words(QObject):
    """Sentences that several parts of the page share."""

    def interval(self, span: Sequence[float], *, sign: bool = False) -> str:
        """``95 %: 55.4 to 59.7``."""
        low, high = ends(span, sign=sign)
        return self.tr("95 %: {low} to {high}").format(low=low, high=high)

    def span(self, span: Sequence[float], *, sign: bool = False) -> str:
        """``55.4 to 59.7``."""
        low, high = ends(span, sign=sign)
        return self.tr("{low} to {high}").format(low=low, high=high)

    def by(self, grouped_by: str) -> str:
        """What an interval was resampled by."""
        return {
            "location": self.tr("by location"),
            "source": self.tr("by source"),
        }.get(grouped_by, "")

    def devices(self, names: Sequence[str]) -> str:
        """``A, B, C, S1 to S3``."""
        parts, run = [], list[str]()
        for name in [*names, None]:
            if name is not None and (not run or _follows(run[-1], name)):
                run.append(name)
                continue
            parts += self._run(run)
            run = [] if name is None else [name]
        return ", ".join(parts)

    def _run(self, run: Sequence[str]) -> list[str]:
        titles = [self.device(name) for name in run]
        if len(run) < RUN_OF:
            return titles
        return [self.tr("{first} to {last}").format(first=titles[0], last=titles[-1])]

    def so_far(self, metrics: Mapping[str, float]) -> list[str]:
        """Accuracy of devices that are done, from what is told while measuring."""
        done = [
            f"{self.device(name.removeprefix(DEVICE))} {percent(value)}"
            for name, value in metrics.items()
            if name.startswith(DEVICE)
        ]
        return [", ".join(done)] if done else []

    def device(self, name: str) -> str:
        """A device as people read it."""
        return device_title(name) if name else self.tr("not known")


def _follows(before: str, name: str) -> bool:
    """Whether two names differ by one in the number at their end."""
    first, second = NUMBERED.match(before), NUMBERED.match(name)
    return bool(first and second and first[1] == second[1] and int(second[2]) == int(first[2]) + 1)
