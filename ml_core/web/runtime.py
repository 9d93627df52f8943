"""onnxruntime for browsers: files that came with the installation, never fetched by the program."""

import lzma
import tarfile
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ml_core.errors import AscError
from ml_core.files import sha256_bytes

HERE = Path(__file__).parent
LARGEST = 64 << 20  # bytes a file of it may have, unpacked


@cache
def pins() -> dict[str, Any]:
    """``runtime.toml``: which version, and the digest of every file."""
    return tomllib.loads((HERE / "runtime.toml").read_text("utf-8"))


def archive() -> Path:
    """Where the files lie, packed: 2 MB instead of 14."""
    return HERE / "runtime" / f"{pins()['package']}-{pins()['version']}.tar.xz"


def read_runtime(packed: Path | None = None) -> dict[str, bytes]:
    """Every file of the runtime by name, checked against its digest.

    Args:
        packed: another archive than that of the installation.

    Raises:
        AscError: the archive is not there, or holds anything else.
    """
    packed = packed or archive()
    expected: dict[str, str] = pins()["sha256"]
    try:
        with tarfile.open(packed, "r:xz") as tar:
            files = {name: _content(tar, name) for name in expected}
    except FileNotFoundError as error:
        raise AscError(
            "The part of the installation that runs in browsers is not there.",
            hint="In a source tree, run: python packaging/onnxruntime_web.py",
        ) from error
    except (OSError, KeyError, EOFError, lzma.LZMAError, tarfile.TarError) as error:
        raise _damaged(packed) from error
    if any(sha256_bytes(files[name]) != digest for name, digest in expected.items()):
        raise _damaged(packed)
    return files


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.getmember(name)
    stream = tar.extractfile(member) if member.size <= LARGEST else None
    if stream is None:
        raise KeyError(name)
    return stream.read()


def _damaged(packed: Path) -> AscError:
    return AscError(
        f'"{packed.name}" is not the onnxruntime-web that belongs to this version.',
        hint="Install the program again.",
    )
