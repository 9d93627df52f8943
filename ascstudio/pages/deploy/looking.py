"""Looks at bundles: a glance for the list, and closely at the one that is chosen.

Nothing here knows Qt: it runs in a thread.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ascstudio.pages.deploy.state import BundleItem, Details
from ascstudio.words import numeral
from ml_core import api


def glance(item: BundleItem) -> BundleItem:
    """Read what the list says of a bundle: its seal and digests are checked, it is not run."""
    try:
        changed_s = item.path.stat().st_mtime
        bundle = api.read_bundle(item.path)
    except (api.AscError, OSError) as error:
        return replace(item, standing="refused", reason=str(getattr(error, "message", error)))
    certificate = api.certificate_of(bundle)
    stated = bundle.manifest.accuracy.get("int8", bundle.manifest.accuracy)
    accuracy = stated.get("value") if isinstance(stated, dict) else None
    found = replace(
        item,
        accuracy=float(accuracy) if isinstance(accuracy, int | float) else None,
        n_bytes=len(bundle.entries["int8.onnx"]),
        changed_s=changed_s,
    )
    if certificate.deployable:
        return replace(found, standing="ok")
    if not certificate.measured or certificate.converted is None:
        return replace(found, standing="unknown")
    share = certificate.converted.overall.value
    return replace(found, standing="not deployable", reason=f"{numeral(100 * share, '.1f')} %")


def look_closely(path: Path) -> Details:
    """Verify a bundle: seal, digests, structure, and what its networks say to its own inputs.

    Raises:
        BundleError: the file cannot be read at all.
    """
    report = api.verify_bundle(path)
    return Details(report, api.read_bundle(path) if report.ok else None)


def with_chip(details: Details) -> Details:
    """With the estimate for a microcontroller, which takes a moment."""
    if details.bundle is None:
        return details
    try:
        return replace(details, chip=api.estimate_chip(details.bundle))
    except api.AscError as error:
        return replace(details, no_chip=error.message)


def take_out(source: Path, out: Path) -> int:
    """Copy a bundle whole or not at all, and verify the copy; returns its bytes.

    Raises:
        AscError: it cannot be read or written, or the copy is not what it should be.
    """
    api.read_bundle(source)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise api.AscError(f'"{source.name}" cannot be read: {error.strerror}.') from error
    api.write_bytes(out, data)
    report = api.verify_bundle(out)
    if not report.ok:
        raise api.AscError(report.reasons[0])
    return len(data)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())


def free_name(folder: Path, name: str) -> Path:
    """A folder that is not there yet: nothing is ever written over."""
    wanted, n = folder / name, 1
    while wanted.exists():
        n += 1
        wanted = folder / f"{name}-{n}"
    return wanted
