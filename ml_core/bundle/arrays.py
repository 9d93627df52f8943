"""Named arrays in one ``.npz``: the same numbers give the same bytes, and nothing is pickled."""

import io
import math
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from ml_core.errors import BundleError

Arrays = Mapping[str, npt.NDArray[Any]]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_KINDS = "fiuU"  # floats, integers, text


def pack_arrays(arrays: Arrays) -> bytes:
    """An ``.npz`` that ``numpy.load`` reads, in alphabetical order and without time stamps."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            npy.write_array(member, np.asarray(arrays[name], order="C"), allow_pickle=False)
            header = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            header.create_system = 3
            archive.writestr(header, member.getvalue())
    return buffer.getvalue()


def unpack_arrays(data: bytes, what: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an ``.npz`` of numbers and text.

    Raises:
        BundleError: pickled, compressed, or not the size its header states.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(header.compress_type != zipfile.ZIP_STORED for header in archive.infolist()):
                raise BundleError(f'"{what}" in this bundle is compressed.')
            return {
                header.filename.removesuffix(".npy"): _read_array(archive.read(header), what)
                for header in archive.infolist()
            }
    except (
        zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, RuntimeError,
        SyntaxError, TypeError,
    ) as error:  # fmt: skip
        raise BundleError(f'"{what}" in this bundle cannot be read.') from error


def _read_array(data: bytes, what: str) -> npt.NDArray[Any]:
    # numpy.load would trust the header's shape and allocate that much.
    stream = io.BytesIO(data)
    if npy.read_magic(stream) != (1, 0):
        raise BundleError(f'"{what}" in this bundle is of another version.')
    shape, fortran, dtype = npy.read_array_header_1_0(stream)
    if dtype.kind not in _KINDS or dtype.hasobject or fortran:
        raise BundleError(f'"{what}" in this bundle holds something that is not plain numbers.')
    rest = data[stream.tell() :]
    if math.prod(shape) * dtype.itemsize != len(rest):
        raise BundleError(f'"{what}" in this bundle is not as large as it says.')
    return np.frombuffer(rest, dtype=dtype).reshape(shape)
