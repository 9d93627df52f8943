"""A file of published weights, looked at without torch: is it one, how large, which licence."""

import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ml_core import api

MAX_HEADER = 10_000_000  # a safetensors header larger than this is not one
OLD_TORCH = b"\x80\x02"  # how torch files from before zip archives begin
HDF5 = b"\x89HDF"  # how YAMNet's file for Keras begins


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """A file with published weights, by its own words."""

    path: Path
    n_bytes: int
    licence: str  # empty where the file does not say


def look_at_weights(path: Path) -> WeightsFile:
    """Size and licence of a safetensors file, yamnet.h5 or a torch checkpoint; no tensor is read.

    Whether they are of the right network is for the run to say, in its first seconds.

    Raises:
        AscError: it is neither.
    """
    try:
        safetensors = path.suffix == ".safetensors"
        licence = _licence(path) if safetensors else ""
        if not safetensors:
            _require_known(path)
        return WeightsFile(path, path.stat().st_size, licence)
    except (OSError, ValueError, TypeError, AttributeError, struct.error) as error:
        raise api.AscError(
            f'"{path.name}" cannot be read as weights.',
            hint="Use the published file, or a safetensors copy of it.",
        ) from error


def _licence(path: Path) -> str:
    """What the header of a safetensors file says of its licence."""
    with path.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        header = api.from_json(stream.read(min(length, MAX_HEADER)))
    metadata = header.get("__metadata__", {})
    about = api.from_json(metadata.get("about", "{}"))
    found = about.get("licence") or metadata.get("licence") or metadata.get("license") or ""
    return str(found)


def _require_known(path: Path) -> None:
    with path.open("rb") as stream:
        begins = stream.read(len(HDF5))
    if not begins.startswith((OLD_TORCH, HDF5)) and not zipfile.is_zipfile(path):
        raise ValueError("neither a zip archive nor a pickle nor HDF5")
