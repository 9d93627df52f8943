"""What is wrong with a clip by itself: clipped, offset, silent, too short."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ml_core.labelling.doctor.measure import BLOCK_S, Measurement
from ml_core.labelling.doctor.problems import DoctorLimits, Problem, of_clip
from ml_core.project import ClipRow

_SAME_SIGN = 0.9  # of the blocks of 0.1 s; rumble swings to both sides
_TOLERANCE_S = 0.01  # by which a clip may miss the length
_KEPT_SHARE = 0.9  # trimming that leaves more than this would not help


def stretch_of(clip: ClipRow, duration_s: float) -> tuple[float, float]:
    """Begin and end (s) of a clip; one whose length is not known yet is its whole recording."""
    begin_s = min(clip.start_s, duration_s)
    end_s = clip.start_s + clip.duration_s if clip.duration_s > 0 else duration_s
    return begin_s, min(max(end_s, begin_s), duration_s)


def blocks_of(clip: ClipRow, measured: Measurement) -> slice:
    """The blocks of 0.1 s that a clip lies in, one at the least."""
    begin_s, end_s = stretch_of(clip, measured.duration_s)
    first = min(int(begin_s / BLOCK_S + 1e-6), len(measured.power) - 1)
    return slice(first, max(first + 1, int(np.ceil(end_s / BLOCK_S - 1e-6))))


def levels(clip: ClipRow, measured: Measurement, limits: DoctorLimits) -> Iterator[Problem]:
    """What is wrong with how a clip was recorded or cut."""
    begin_s, end_s = stretch_of(clip, measured.duration_s)
    blocks = blocks_of(clip, measured)
    duration_s = max(end_s - begin_s, 1 / measured.sample_rate_hz)
    n_samples = duration_s * measured.sample_rate_hz
    share = float(measured.clipped[blocks].sum()) / n_samples
    if share >= limits.clipped_share:
        yield of_clip(clip, "clipped", f"{100 * share:.2g} % of the samples are cut off")
    yield from _offset(clip, measured, blocks, limits)
    yield from _silent(clip, measured, blocks, limits)
    if duration_s < limits.short_s - _TOLERANCE_S:
        yield _short(clip, measured.duration_s, duration_s, limits)


def _offset(
    clip: ClipRow, measured: Measurement, blocks: slice, limits: DoctorLimits
) -> Iterator[Problem]:
    offset = measured.offset[blocks]
    mean = float(offset.mean())
    power = max(float(measured.power[blocks].mean()) - mean**2, 0.0)
    steady = float(np.mean(np.sign(offset) == np.sign(mean))) >= _SAME_SIGN
    if abs(mean) >= limits.dc_offset and abs(mean) >= limits.dc_of_level * power**0.5 and steady:
        side = "above" if mean > 0 else "below"
        yield of_clip(clip, "dc_offset", f"the wave lies {100 * abs(mean):.2g} % {side} zero")


def _silent(
    clip: ClipRow, measured: Measurement, blocks: slice, limits: DoctorLimits
) -> Iterator[Problem]:
    # a constant offset is no sound
    offset = measured.offset[blocks]
    power = measured.power[blocks] - np.square(np.minimum(np.abs(offset), np.abs(offset.mean())))
    silent = power < 10 ** (limits.silent_db / 10)
    share = float(silent.mean())
    if share < limits.silent_share:
        return
    detail = f"{100 * share:.0f} % of it is below {limits.silent_db:.0f} dBFS"
    problem = of_clip(clip, "silent", detail)
    sounding = np.nonzero(~silent)[0]
    if len(sounding):
        first, last = int(sounding[0]), int(sounding[-1]) + 1
        kept_s = (last - first) * BLOCK_S
        still = float(silent[first:last].mean()) >= limits.silent_share
        if limits.short_s <= kept_s <= _KEPT_SHARE * len(silent) * BLOCK_S and not still:
            begin_s, end_s = stretch_of(clip, measured.duration_s)
            begin_s = max(begin_s, (blocks.start + first) * BLOCK_S)
            length_s = min(kept_s, end_s - begin_s)
            problem = replace(
                problem,
                fix="trim",
                stretch=(round(begin_s, 6), round(length_s, 6)),
                detail=f"{detail}; it sounds for {length_s:.1f} s",
            )
    yield problem


def _short(clip: ClipRow, recording_s: float, duration_s: float, limits: DoctorLimits) -> Problem:
    length = f"{duration_s:.2g} s" if duration_s >= 0.01 else f"{1000 * duration_s:.2g} ms"
    detail = f"{length} long, {limits.short_s:g} s are heard at a time"
    problem = of_clip(clip, "too_short", detail)
    if recording_s < limits.short_s:
        return problem
    middle_s = clip.start_s + duration_s / 2
    begin_s = min(max(middle_s - limits.short_s / 2, 0.0), recording_s - limits.short_s)
    return replace(problem, fix="extend", stretch=(round(begin_s, 6), limits.short_s))
