"""What the processor says it has used, where it says so.

Intel and AMD processors count the energy of their packages (RAPL); Linux shows the counters under
``/sys/class/powercap``, since 2020 to administrators only (CVE-2020-8694).
"""

from pathlib import Path

POWERCAP = Path("/sys/class/powercap")
_MICRO = 1e-6


class EnergyMeter:
    """Adds up the packages' counters between two looks.

    A counter holds everything its package does, other programs included.

    Args:
        root: where the counters are.

    Attributes:
        reason: why there is none; empty where there is.
    """

    def __init__(self, root: Path = POWERCAP) -> None:
        self._files: list[tuple[Path, int]] = []
        self.reason = "This system shows no energy counters."
        for counter in sorted(root.glob("*rapl:[0-9]*/energy_uj")):
            if counter.parent.name.count(":") > 1:
                continue  # a part of a package, which holds it already
            try:
                _number(counter)
                span = _number(counter.parent / "max_energy_range_uj") + 1
            except PermissionError:
                self.reason = "Only an administrator may read the energy counters of this system."
            except (OSError, ValueError):
                continue
            else:
                self._files.append((counter, span))
        if self._files:
            self.reason = ""

    def look(self) -> tuple[int, ...]:
        """The counters now, in microjoules; nothing where there are none."""
        try:
            return tuple(_number(path) for path, _ in self._files)
        except (OSError, ValueError):
            self._files, self.reason = [], "The energy counters cannot be read any more."
            return ()

    def joules_between(self, before: tuple[int, ...], after: tuple[int, ...]) -> float | None:
        """What was used from one look to another; a counter may have begun anew, once."""
        if not self._files or len(before) != len(after):
            return None
        spans = (span for _, span in self._files)
        used = sum((b - a) % span for a, b, span in zip(before, after, spans, strict=True))
        return used * _MICRO


def _number(path: Path) -> int:
    return int(path.read_text("ascii"))
