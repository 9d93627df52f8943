"""The canonical, sealed zip.

Entries are stored without compression in one fixed order, with one fixed time stamp and no
extra fields, so the same contents always give the same bytes. The archive's comment ends with
a SHA-256 over every byte before it. Reading therefore needs one rule: packing what was read
must give back the file, byte for byte. Links, gaps, odd names, hidden fields and changed
bytes all break it. The seal detects damage; it is no signature.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

from ml_core.errors import BundleError

ENTRIES = (
    "bundle.json", "fp32.onnx", "int8.onnx", "waveform.onnx", "reference.npz", "enrolled.json",
    "vectors.npz", "parity.json", "card.md",
)  # fmt: skip
LARGEST = 256 * 1024 * 1024  # bytes of a whole bundle: far above any student, far below memory

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMMENT = b"asc bundle, sha256 of all bytes before: "
_HEX_DIGITS = 64
_REGULAR_FILE = 0o100644 << 16


def pack(entries: Mapping[str, bytes]) -> bytes:
    """One archive with exactly ``ENTRIES``, sealed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in ENTRIES:
            header = zipfile.ZipInfo(name, _EPOCH)
            header.create_system = 3  # the same on every platform
            header.external_attr = _REGULAR_FILE
            archive.writestr(header, entries[name])
        archive.comment = _COMMENT + b"0" * _HEX_DIGITS
    body = buffer.getvalue()[:-_HEX_DIGITS]
    return body + hashlib.sha256(body).hexdigest().encode()


def is_sealed(data: bytes) -> bool:
    """Whether the last bytes are the digest of all others."""
    body, seal = data[:-_HEX_DIGITS], data[-_HEX_DIGITS:]
    return hashlib.sha256(body).hexdigest().encode() == seal


def unpack(data: bytes) -> dict[str, bytes]:
    """The entries of an archive made by ``pack``; nothing is written anywhere.

    Raises:
        BundleError: any byte differs from what ``pack`` would have written.
    """
    entries = read_entries(data)
    if not is_sealed(data):
        raise BundleError(
            "This bundle was changed after it was made: it does not match its seal.",
            hint="It was not opened. Copy or download it again.",
        )
    if pack(entries) != data:
        raise BundleError("This bundle is not packed the canonical way.", hint="It was not opened.")
    return entries


def read_entries(data: bytes) -> dict[str, bytes]:
    """The entries of any acceptable zip, before the seal is looked at.

    Raises:
        BundleError: it is no zip, or holds anything but the plain, stored ``ENTRIES``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            headers = archive.infolist()
            names = tuple(header.filename for header in headers)
            _refuse_outside(names)
            if ENTRIES[0] not in names:
                raise BundleError(
                    "This file is a zip archive, but no bundle.", hint="It was not opened."
                )
            for header in headers:
                _refuse_odd(header)
            if names != ENTRIES:
                raise BundleError(
                    "This bundle does not hold exactly the files of a bundle, in their order.",
                    hint="It was not opened.",
                )
            if sum(header.file_size for header in headers) > len(data):
                raise BundleError("An entry of this bundle is larger than the bundle.")
            return {header.filename: _read_part(archive, header) for header in headers}
    except (
        zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, RuntimeError,
    ) as error:  # fmt: skip
        raise BundleError(
            "This file is damaged, or it is not a bundle.",
            hint="Copy or download it again.",
        ) from error


def _read_part(archive: zipfile.ZipFile, header: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(header)
    except (zipfile.BadZipFile, EOFError) as error:  # its checksum, or it ends too soon
        raise BundleError(
            f'"{header.filename}" in this bundle is damaged: its bytes have changed.',
            hint="Copy or download it again.",
        ) from error


def _refuse_outside(names: Iterable[str]) -> None:
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name or ":" in name:
            raise BundleError(
                f'This bundle points outside itself: "{name}".', hint="It was not opened."
            )


def _refuse_odd(header: zipfile.ZipInfo) -> None:
    name = header.filename
    if header.compress_type != zipfile.ZIP_STORED or header.file_size != header.compress_size:
        raise BundleError(f'"{name}" in this bundle is compressed.', hint="It was not opened.")
    if header.external_attr != _REGULAR_FILE:
        raise BundleError(
            f'"{name}" in this bundle is not a plain file.', hint="It was not opened."
        )
