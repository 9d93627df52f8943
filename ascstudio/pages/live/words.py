"""Chances, paces and strictness in words, then in numbers."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from ascstudio.words import numeral
from ml_core import api

INTERVALS_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Distances of decisions to choose from."""
UNKNOWN: tuple[str, ...] = ("off", "lenient", "normal", "strict")
"""From never saying Unknown to saying it early."""


def pace_words(value: float) -> str:
    """What a place from *Steady* (0) to *Quick* (1) leads to, where nobody measured it."""
    pace = api.pace_between(value)
    return _tr("Averages {tau} s. A name stands {dwell} s.").format(
        tau=numeral(pace.tau_s, ".1f"), dwell=numeral(pace.dwell_s, ".1f")
    )


def interval_words(hop_s: float) -> str:
    """``every 0.5 s``."""
    return _tr("every {s} s").format(s=numeral(hop_s, "g"))


def missed_words(seconds: float) -> str:
    """``14 s ago``."""
    return _tr("{s} s ago").format(s=max(1, round(seconds)))


USELESS = 0.9  # of unknown places that a level takes for known ones


def unknown_at(value: float) -> str:
    """Setting at a place of the slider, 0 to 1."""
    return UNKNOWN[min(len(UNKNOWN) - 1, int(value * len(UNKNOWN)))]


def unknown_value(setting: str) -> float:
    """Place of the slider for a setting."""
    return (UNKNOWN.index(setting) + 0.5) / len(UNKNOWN) if setting in UNKNOWN else 0.5


def unknown_words(setting: str, thresholds: Mapping[str, "api.UnknownLevel"]) -> str:
    """What a setting costs, as measured when the bundle was made."""
    if setting == "off":
        return _tr("Always names the closest scene.")
    level = thresholds.get(setting)
    if level is None:
        return ""
    accepts, rejects = round(100 * level.false_accepts), round(100 * level.false_rejects)
    if level.false_accepts >= USELESS:
        stricter = any(one.false_accepts < USELESS for one in thresholds.values())
        words = _tr(
            "Cannot tell unknown places from yours: {accepts} % were taken for one of them."
        )
        advice = (
            _tr("Choose a stricter level.")
            if stricter
            else _tr(
                "What it names may be wrong elsewhere. Teach it the places that it should know."
            )
        )
        return f"{words.format(accepts=accepts)} {advice}"
    words = _tr(
        "Takes {accepts} % of unknown places for yours, and {rejects} % of yours for unknown."
    )
    return words.format(accepts=accepts, rejects=rejects)


def chance_words(share: float) -> str:
    """``Right about 8 times in 10``."""
    times = round(10 * share)
    if times >= 10:
        return _tr("Right nearly every time")
    if times <= 1:
        return _tr("Little more than a guess")
    return _tr("Right about {n} times in 10").format(n=times)


def times_words(share: float) -> str:
    """``1 in 10`` for the next guess, empty below that."""
    times = round(10 * share)
    return _tr("{n} in 10").format(n=times) if times else ""


def since_words(seconds: float) -> str:
    """``for 1 min 32 s``."""
    whole = round(seconds)
    if whole < 60:
        return _tr("for {s} s").format(s=whole)
    return _tr("for {m} min {s} s").format(m=whole // 60, s=whole % 60)


def signal_words(signal: str, level_db: float, *, in_file: bool = False) -> str:
    """Why there is no usable signal; of a file nobody can turn anything."""
    level = f"{level_db:.0f}".replace("-", "−")
    if in_file:
        return {
            "silent": _tr("It is almost silent here."),
            "covered": _tr("It sounds covered here."),
            "clipped": _tr("It is overdriven here."),
        }.get(signal, "")
    return {
        "silent": _tr("It is almost silent ({level} dB). Is the microphone muted?").format(
            level=level
        ),
        "covered": _tr("It sounds covered ({level} dB). Is something over the microphone?").format(
            level=level
        ),
        "clipped": _tr("It is overdriven. Turn the input down or move away."),
    }.get(signal, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("LiveWords", text)
