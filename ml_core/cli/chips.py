"""What a bundle takes of microcontrollers, for ``asc complexity``."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ml_core.errors import BundleError

if TYPE_CHECKING:
    from ml_core.bundle import Bundle


def on_chips(bundle: "Bundle") -> dict[str, Any]:
    """The estimate as plain values; ``reason`` says why there is none."""
    from ml_core.c99.microcontroller import estimate_chip

    try:
        chip = estimate_chip(bundle)
    except BundleError as error:
        return {"estimate": True, "reason": error.message}
    facts = {key: value for key, value in asdict(chip).items() if key != "cores"}
    cores = [
        {
            **asdict(one.core),
            "ms": {"likely": one.ms, "low": one.ms_low, "high": one.ms_high},
            "cycles": one.cycles,
            "tuned_ms": one.tuned_ms,
            "fits": one.fits(chip),
        }
        for one in chip.cores
    ]
    return {"estimate": True, "reason": None, **facts, "cores": cores}


def chip_text(found: dict[str, Any] | None) -> str:
    """The same as lines for people; nothing where nothing was estimated."""
    if found is None:
        return ""
    if found["reason"]:
        return f"\nNot on a microcontroller: {found['reason']}"
    lines = [
        (
            f"As C source, estimated: {found['flash_bytes']:,} bytes of flash, "
            f"{found['ram_bytes']:,} of RAM with a window of samples"
        )
    ]
    for core in found["cores"]:
        ms = core["ms"]
        lines.append(
            f"  {core['name']:11} {core['chip']:12} at {core['clock_hz'] / 1e6:.0f} MHz: "
            f"{ms['likely']:5.0f} ms ({ms['low']:.0f} to {ms['high']:.0f}) for "
            f"{found['window_s']:g} s of sound{'' if core['fits'] else ', does not fit'}"
        )
    return "\n".join(["", *lines, found["source"]])
