"""Give a quantized student its name and its card, and write the bundle where it is wanted."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ml_core import bundle as bundles
from ml_core.bundle import Bundle, Contents
from ml_core.bundle.arrays import unpack_arrays
from ml_core.bundle.card import card_text
from ml_core.bundle.certificate import certificate_of
from ml_core.bundle.licences import all_licences, may_ship, ship_reasons
from ml_core.bundle.store import SUFFIX
from ml_core.errors import BundleError, RunError
from ml_core.files import sha256_file
from ml_core.project import Project


def bundle_of_run(run: Path) -> Path:
    """The bundle in a quantization's ``export/``.

    Raises:
        RunError: there is no such run, or it made none.
    """
    path = run / "export" / "student.ascbundle"
    if not run.exists():
        raise RunError(
            f'"{run}" is not there.', hint="Name a run or a bundle; see: asc runs PROJECT."
        )
    if not path.is_file():
        raise RunError(
            f'The run "{run.name}" holds no int8 network.',
            hint="Make its student int8 first: asc quantize PROJECT RUN.",
        )
    return path


def export_bundle(
    run: Path,
    out: Path,
    project: Project | None = None,
    *,
    name: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
    notes: str = "",
) -> dict[str, Any]:
    """Write the bundle of a quantization with its card.

    Args:
        run: a finished quantization, or a bundle to write again.
        out: the file to write; ``.ascbundle`` is added where it is missing.
        project: remembers the bundle, if given.
        name: what the bundle is called; None: like the file.
        accuracy: replaces the measured headline where it comes from elsewhere, e.g. rotations.
        notes: a paragraph for the card.

    Returns:
        The JSON of ``asc export``; ``replaced`` if a file of that name was there.

    Raises:
        RunError, BundleError: there is nothing to export, it is damaged, or ``out`` is a folder.
        UnwritableFile: ``out`` cannot be written.
    """
    source = bundles.read_bundle(run if run.is_file() else bundle_of_run(run))
    if out.is_dir():
        raise BundleError(f'"{out}" is a folder.', hint=f"Name a file: {out / f'NAME{SUFFIX}'}")
    out = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    manifest = replace(
        source.manifest,
        name=name or out.stem,
        accuracy=dict(accuracy) if accuracy is not None else source.manifest.accuracy,
    )
    named = replace(source, manifest=manifest)
    replaced = out.exists()
    written = bundles.write_bundle(out, _contents(named, card_text(named, notes=notes)))
    if project is not None:
        project.add_bundle(out.absolute(), run if run.is_dir() else None, written.fingerprint)
    return {**facts_of(written), "replaced": replaced}


def facts_of(bundle: Bundle) -> dict[str, Any]:
    """The JSON of ``asc export`` for a bundle that is a file."""
    found = certificate_of(bundle)
    return {
        "bundle": str(bundle.path),
        "bytes": bundle.path.stat().st_size,
        "sha256": sha256_file(bundle.path),
        "fingerprint": bundle.fingerprint,
        "may_ship": may_ship(all_licences(bundle.manifest.training)),
        "ship_reasons": list(ship_reasons(bundle.manifest.training)),
        "deployable": found.deployable,
        "certificate": found.sentence,
    }


def _contents(source: Bundle, card: str) -> Contents:
    entries = source.entries
    return Contents(
        manifest=source.manifest,
        fp32=entries["fp32.onnx"],
        int8=entries["int8.onnx"],
        waveform=entries["waveform.onnx"],
        reference=source.reference,
        vectors=unpack_arrays(entries["vectors.npz"], "vectors.npz"),
        parity=source.parity,
        card=card,
        enrolled=source.enrolled,
    )
