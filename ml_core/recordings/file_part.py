"""Some bytes of a file as a file of their own, perhaps with others in front."""

import io
from pathlib import Path


class FilePart(io.RawIOBase):
    """Reads bytes of a file from one on; nothing is copied.

    Args:
        path: the file.
        first: where the part begins in it.
        n_bytes: how many bytes of the file belong to the part.
        front: bytes that come before them.

    Raises:
        OSError: the file cannot be opened.
    """

    def __init__(self, path: Path, first: int, n_bytes: int, front: bytes = b"") -> None:
        self._front = front
        self._file = path.open("rb", buffering=0)
        self._shift = first - len(front)
        self._n_bytes = len(front) + n_bytes
        self._at = 0

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read anywhere."""
        return True

    def tell(self) -> int:
        """Where the next read begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; see ``io.IOBase.seek``."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._n_bytes}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, room) -> int:  # type: ignore[no-untyped-def]  # any buffer
        """Read into a buffer; returns how many bytes, 0 at the end."""
        view = memoryview(room).cast("B")[: max(0, self._n_bytes - self._at)]
        part = self._front[self._at : self._at + len(view)]
        view[: len(part)] = part
        n = len(part)
        if n < len(view):
            self._file.seek(self._at + n + self._shift)
            n += self._file.readinto(view[n:]) or 0
        self._at += n
        return n

    def close(self) -> None:
        """Let go of the file."""
        if not self.closed:
            self._file.close()
        super().close()
