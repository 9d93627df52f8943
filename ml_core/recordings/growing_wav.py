"""A WAV file that can be read at any moment while it grows, also after a kill."""

import contextlib
import struct
import time
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from ml_core.errors import AscError
from ml_core.files import Closing

HEADER_EVERY_S = 0.5
HEADER_BYTES = 44
LARGEST_BYTES = 2**32 - 64  # what the 32-bit sizes of the header can say

Subtype = Literal["PCM_16", "FLOAT"]
_FORMS = {"PCM_16": (1, 2), "FLOAT": (3, 4)}  # format tag, bytes per sample


class GrowingWav(Closing):
    """Appends mono samples; what lies on disk is a valid file of all but the last moments.

    The samples are written first and the header afterwards, so that it never promises more
    than is there.

    Args:
        path: the file to write; an existing one is replaced.
        rate_hz: sample rate.
        subtype: ``PCM_16`` keeps samples on the 16-bit grid exactly, ``FLOAT`` any.

    Raises:
        AscError: the file cannot be written.
    """

    def __init__(self, path: Path, rate_hz: int, subtype: Subtype = "PCM_16") -> None:
        self.path = path
        self.n_samples = 0
        self._rate_hz = rate_hz
        self._tag, self._size = _FORMS[subtype]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb")
        except OSError as error:
            raise self._refused(error) from error
        try:
            self._write_header()
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.close()
            raise self._refused(error) from error

    def write(self, samples: npt.NDArray[np.float32]) -> None:
        """Append samples (T,).

        Raises:
            AscError: the disk is full, or the file has reached the 4 GB a WAV can hold.
        """
        if (self.n_samples + len(samples)) * self._size > LARGEST_BYTES:
            raise AscError(f'"{self.path.name}" is full.', hint="Begin another file.")
        data = samples.astype("<f4")
        if self._tag == 1:
            data = np.clip(np.rint(data * 32768), -32768, 32767).astype("<i2")
        try:
            self._file.write(data.tobytes())
            self.n_samples += len(samples)
            if time.monotonic() - self._header_written >= HEADER_EVERY_S:
                self._write_header()
        except OSError as error:
            raise self._broken_off(error) from error

    def close(self) -> None:
        """Complete the header and close the file.

        Raises:
            AscError: the disk is full; the file is closed and what fits is saved.
        """
        if not self._file.closed:
            try:
                self._write_header()
                self._file.close()
            except OSError as error:
                raise self._broken_off(error) from error

    def _broken_off(self, error: OSError) -> AscError:
        """Close the file with all that is on the disk; what to tell."""
        with contextlib.suppress(OSError):
            self._file.close()
        complete(self.path)
        return AscError(
            f'"{self.path.name}" cannot be written: {error.strerror}.',
            hint="Everything up to now is saved.",
        )

    def _refused(self, error: OSError) -> AscError:
        return AscError(
            f'"{self.path.name}" cannot be written: {error.strerror}.', hint="Choose another place."
        )

    def _write_header(self) -> None:
        self._file.flush()
        n_bytes = self.n_samples * self._size
        per_second = self._rate_hz * self._size
        form = struct.pack(
            "<4sIHHIIHH", b"fmt ", 16, self._tag, 1, self._rate_hz, per_second, self._size,
            8 * self._size,
        )  # fmt: skip
        riff = struct.pack("<4sI4s", b"RIFF", 36 + n_bytes, b"WAVE")
        self._file.seek(0)
        self._file.write(riff + form + struct.pack("<4sI", b"data", n_bytes))
        self._file.flush()
        self._file.seek(0, 2)
        self._header_written = time.monotonic()


def complete(path: Path) -> None:
    """Let the header of a file that was broken off count all that was written after it.

    A file of another form, or one that cannot be changed, is left as it is.
    """
    with contextlib.suppress(OSError, struct.error), path.open("r+b") as file:
        header = file.read(HEADER_BYTES)
        riff, wave, form, length = struct.unpack("<4s4x4s4sI", header[:20])
        data, counted = struct.unpack("<4sI", header[36:])
        if (riff, wave, form, length, data) != (b"RIFF", b"WAVE", b"fmt ", 16, b"data"):
            return
        (frame,) = struct.unpack("<H", header[32:34])
        there = path.stat().st_size - HEADER_BYTES
        whole = min(there - there % max(1, frame), LARGEST_BYTES)
        if whole > counted:
            file.seek(40)
            file.write(struct.pack("<I", whole))
            file.seek(4)
            file.write(struct.pack("<I", 36 + whole))
