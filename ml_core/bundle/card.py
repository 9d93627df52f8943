"""The model card: what a bundle is, how good, made from whose recordings, and what it is not."""

from collections.abc import Mapping
from typing import Any

from ml_core.bundle.certificate import certificate_of, percent
from ml_core.bundle.contents import Bundle
from ml_core.bundle.licences import all_licences, may_ship, ship_reasons, started_from
from ml_core.scenes import display_name

_LIMITS = (
    "It names the place a microphone is in, from its sound alone. It does not understand "
    "speech, does not detect single events, and knows no other places than those above and "
    "those taught to it. Rare, quiet or mixed places, and microphones unlike those it was "
    "trained with, are recognised less well. Nothing should depend on it that could hurt "
    "somebody."
)
_SEAL = (
    "The file is sealed with a SHA-256 digest over all of it, which detects damage. It is "
    "not a signature: it does not tell who made the file."
)

_MOST = 12  # reasons that are listed


def card_text(bundle: Bundle, *, notes: str = "") -> str:
    """Markdown, written from the bundle's own facts."""
    parts = [
        f"# {bundle.manifest.name}",
        _purpose(bundle),
        *([notes] if notes else []),
        "## How good",
        _accuracy(bundle.manifest.accuracy),
        "## What it is",
        _network(bundle),
        "## Made from",
        _data(bundle),
        "## What it is not",
        _LIMITS,
        "## Integrity",
        _SEAL,
    ]
    return "\n\n".join(parts) + "\n"


def _purpose(bundle: Bundle) -> str:
    manifest, front = bundle.manifest, bundle.manifest.front_end
    scenes = ", ".join(display_name(scene) for scene in manifest.scenes)
    seconds = manifest.window_samples / front.sample_rate_hz
    return (
        f"Recognises {len(manifest.scenes)} acoustic scenes in windows of {seconds:g} s at "
        f"{front.sample_rate_hz / 1000:g} kHz: {scenes}."
    )


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _accuracy(facts: Mapping[str, Any]) -> str:
    if "int8" not in facts:
        return "Not measured."
    int8, fp32 = facts["int8"], facts.get("fp32")
    lines = [
        f"Accuracy {_percent(int8['value'])} (95 % interval {_percent(int8['low'])} to "
        f"{_percent(int8['high'])}) on {facts['n_clips']} "
        + ("held-out clips" if facts.get("held_out", True) else "clips it was also trained on")
        + f", measured with the int8 network of this file in {int8.get('backend', 'onnxruntime')}."
    ]
    if fp32:
        lines[0] += f" The float network reaches {_percent(fp32['value'])}."
    if facts.get("how"):
        lines.append(str(facts["how"]))
    if per_device := facts.get("per_device"):
        rows = "\n".join(
            f"| {name or 'not known'} | {_percent(value)} |" for name, value in per_device.items()
        )
        lines.append(f"| device | accuracy |\n|---|---|\n{rows}")
    return "\n\n".join(lines)


def _network(bundle: Bundle) -> str:
    training, cost = bundle.manifest.training, bundle.manifest.complexity
    teacher = training.get("teacher") or {}
    taught = f", taught by {teacher['network']}" if teacher.get("network") else ""
    size = (
        f"A {training.get('network', 'student')}{taught}: {cost.get('parameters', 0):,} "
        f"parameters, {cost.get('macs', 0) / 1e6:.2f} million multiply-accumulates per window, "
        f"{cost.get('bytes', 0):,} bytes of int8 weights and their scales."
    )
    lines = [size]
    found = certificate_of(bundle)
    lines.append(" ".join([found.sentence, *found.warnings]))
    if found.measured and found.converted and found.simulated and found.float_student:
        shifted = f", {found.n_shifted:,} of them shifted copies" if found.n_shifted else ""
        of = "of the test set" if found.windows_of == "test" else "of all labelled clips"
        rows = "\n".join(
            f"| {name} | {percent(one.overall.value)} | {percent(one.overall.low)} |"
            for name, one in (
                ("as converted", found.converted),
                ("as it was trained, rounding simulated", found.simulated),
                ("in float", found.float_student),
            )
        )
        lines.append(
            f"The exported file and the same network on {found.n_windows:,} windows {of}{shifted}:"
            f"\n\n| network | same decision | surely |\n|---|---|---|\n{rows}"
        )
    return "\n\n".join(lines)


def _counts(licences: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'not stated'} ({n})" for name, n in licences.items())


def _data(bundle: Bundle) -> str:
    data = bundle.manifest.training.get("data", {})
    licences = data.get("licences", {})
    lines = [f"{data.get('n_clips', 0)} clips. Licences: {_counts(licences) or 'not stated'}."]
    lines += [
        f"Teacher weights: {teacher['weights']}, licence: {teacher.get('licence') or 'not stated'}."
        for teacher in started_from(bundle.manifest.training)
    ]
    lines += [
        f"Impulse responses: {folder['folder']}, licences: {_counts(folder['licences'])}."
        for folder in bundle.manifest.training.get("responses") or []
    ]
    verdict = may_ship(all_licences(bundle.manifest.training))
    lines.append(
        {
            "yes": "These licences let the model be passed on, naming the authors.",
            "no": "These licences do not let the model be passed on.",
            "unknown": "Whether the model may be passed on is not known.",
        }[verdict]
    )
    lines += [f"* {reason}" for reason in ship_reasons(bundle.manifest.training)[:_MOST]]
    if authors := data.get("authors"):
        lines.append(f"Recordings by {', '.join(map(str, authors))}.")
    return "\n\n".join(lines)
