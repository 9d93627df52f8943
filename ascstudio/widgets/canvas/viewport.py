"""What of a recording is on screen: a stretch of time and a band of frequencies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ascstudio.widgets.canvas.scale import FrequencyScale

NARROWEST_S = 0.005
NARROWEST_BAND = 0.02  # of the whole axis


@dataclass(frozen=True, slots=True)
class Viewport:
    """A stretch of a recording; every change gives another one inside the recording.

    Attributes:
        duration_s: length of the recording.
        start_s: left edge.
        stop_s: right edge.
        low_hz: lower edge.
        high_hz: upper edge.
        bottom_hz: lowest frequency there is.
        top_hz: highest frequency there is.
    """

    duration_s: float
    start_s: float
    stop_s: float
    low_hz: float
    high_hz: float
    bottom_hz: float
    top_hz: float

    @classmethod
    def whole(cls, duration_s: float, bottom_hz: float, top_hz: float) -> Viewport:
        """All of a recording."""
        return cls(duration_s, 0.0, duration_s, bottom_hz, top_hz, bottom_hz, top_hz)

    @property
    def span_s(self) -> float:
        """Seconds from edge to edge."""
        return self.stop_s - self.start_s

    def shown(self, start_s: float, stop_s: float) -> Viewport:
        """Show another stretch; what sticks out of the recording is pushed back in."""
        span = min(max(stop_s - start_s, NARROWEST_S), self.duration_s)
        start = min(max(0.0, start_s), self.duration_s - span)
        return replace(self, start_s=start, stop_s=start + span)

    def zoomed(self, factor: float, at_s: float) -> Viewport:
        """See ``factor`` times less time, with ``at_s`` staying where it is."""
        share = (at_s - self.start_s) / max(self.span_s, 1e-9)
        span = min(max(self.span_s / factor, NARROWEST_S), self.duration_s)
        return self.shown(at_s - share * span, at_s + (1 - share) * span)

    def scrolled(self, by_s: float) -> Viewport:
        """Move by seconds."""
        return self.shown(self.start_s + by_s, self.stop_s + by_s)

    def holding(self, time_s: float) -> Viewport:
        """Turn the page if a time is not on screen; the same view if it is."""
        if self.start_s <= time_s <= self.stop_s:
            return self
        return self.shown(time_s - 0.05 * self.span_s, time_s + 0.95 * self.span_s)

    def banded(self, low_hz: float, high_hz: float, scale: FrequencyScale) -> Viewport:
        """Show another band of frequencies, pushed inside what there is."""
        low, high = (scale.height(hz, self.bottom_hz, self.top_hz) for hz in (low_hz, high_hz))
        span = min(max(high - low, NARROWEST_BAND), 1.0)
        low = min(max(0.0, low), 1.0 - span)
        return replace(
            self,
            low_hz=scale.at_height(low, self.bottom_hz, self.top_hz) if low else self.bottom_hz,
            high_hz=(
                scale.at_height(low + span, self.bottom_hz, self.top_hz)
                if low + span < 1
                else self.top_hz
            ),
        )

    def band_zoomed(self, factor: float, at_hz: float, scale: FrequencyScale) -> Viewport:
        """See ``factor`` times less of the axis, with ``at_hz`` staying where it is."""
        low, at, high = (
            scale.height(hz, self.bottom_hz, self.top_hz)
            for hz in (self.low_hz, at_hz, self.high_hz)
        )
        low, high = at + (low - at) / factor, at + (high - at) / factor
        return self.banded(
            scale.at_height(low, self.bottom_hz, self.top_hz),
            scale.at_height(high, self.bottom_hz, self.top_hz),
            scale,
        )

    def band_scrolled(self, share: float, scale: FrequencyScale) -> Viewport:
        """Move up by a share of the band that is shown."""
        low, high = (
            scale.height(hz, self.bottom_hz, self.top_hz) for hz in (self.low_hz, self.high_hz)
        )
        by = min(max(share * (high - low), -low), 1.0 - high)
        return self.banded(
            scale.at_height(low + by, self.bottom_hz, self.top_hz),
            scale.at_height(high + by, self.bottom_hz, self.top_hz),
            scale,
        )
