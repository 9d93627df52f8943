"""A clip's sound as bytes for a shard, without loss, the same bytes every time.

| the clip | is kept as |
|---|---|
| a whole FLAC, OGG or MP3 file | its own bytes |
| PCM of 8, 16 or 24 bits, whole or a stretch | FLAC of as many bits |
| PCM of 32 bits | WAV of 32 bits |
| anything else: floating point, a stretch of OGG or MP3 | WAV of floating-point samples |

Of 64-bit floating point the 32 bits are kept that every reader here hears.
"""

import hashlib
import io
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from ml_core.errors import UnreadableRecording
from ml_core.files import Closing
from ml_core.recordings.decode import begin_at, decoder_reason, open_audio, probe
from ml_core.recordings.members import member_of, stream_of
from ml_core.recordings.mpeg import with_length

MOST_BYTES = (1 << 32) - (1 << 16)  # what the header of a WAV file can say
_SMALL = 32 << 20  # bytes of one clip that are held in memory
_AT_ONCE = 1 << 18  # samples times channels
_CHUNK = 1 << 20
_AS_IT_IS = {"FLAC": "flac", "OGG": "ogg", "MP3": "mp3"}
_IN_FLAC = {"PCM_S8": "int16", "PCM_U8": "int16", "PCM_16": "int16", "PCM_24": "int32"}
_FLAC_CHANNELS, _FLAC_RATE_HZ = 8, 655_350
_TOO_LONG = "it is too long for a shard: cut it into clips"


@dataclass(frozen=True, slots=True)
class Sound(Closing):
    """The bytes of a clip and what they hold; they are gone when it is closed."""

    data: IO[bytes]
    suffix: str
    n_bytes: int
    sha256: str
    n_samples: int
    rate_hz: int
    channels: int

    def close(self) -> None:
        """Let go of the bytes."""
        self.data.close()


def sound_of(path: Path, start_s: float, duration_s: float, *, whole: bool) -> Sound:
    """Encode a clip.

    Args:
        path: its recording.
        start_s: where it begins.
        duration_s: its length.
        whole: it is the whole recording, however long.

    Raises:
        UnreadableRecording: the recording is not there, damaged, or ends before the clip.
    """
    data: IO[bytes] = tempfile.SpooledTemporaryFile(_SMALL)  # noqa: SIM115 (Sound closes it)
    try:
        with open_audio(path) as audio:
            rate, channels = audio.samplerate, audio.channels
            if whole and audio.format in _AS_IT_IS:
                suffix, n_samples = _AS_IT_IS[audio.format], probe(path).n_samples
                _copy(path, data, mp3=suffix == "mp3")
            else:
                stretch = None if whole else _stretch(audio, path, start_s, duration_s)
                suffix, n_samples = _encode(audio, path, stretch, data)
    except BaseException:
        data.close()
        raise
    if not n_samples:
        data.close()
        raise UnreadableRecording(path, f"it ends before {start_s:g} s")
    n_bytes = data.seek(0, io.SEEK_END)
    data.seek(0)
    digest = hashlib.sha256()
    while chunk := data.read(_CHUNK):
        digest.update(chunk)
    data.seek(0)
    return Sound(data, suffix, n_bytes, digest.hexdigest(), n_samples, rate, channels)


def _stretch(audio: Any, path: Path, start_s: float, duration_s: float) -> int:
    """Go to where a clip begins; how many samples it has, as training counts them."""
    first = begin_at(audio, path, start_s)
    return max(1, round((start_s + duration_s) * audio.samplerate) - first)


def _copy(path: Path, data: IO[bytes], *, mp3: bool) -> None:
    """The file as it is; an MP3 that does not say its length gets the frame that does."""
    member = member_of(path)
    told = with_length(path) if mp3 and member is None else None
    source: Any = told or (path.open("rb") if member is None else stream_of(member))
    with source:
        while chunk := source.read(_CHUNK):
            data.write(chunk)
            if data.tell() > MOST_BYTES:
                raise UnreadableRecording(path, _TOO_LONG)


def _encode(audio: Any, path: Path, n_wanted: int | None, data: IO[bytes]) -> tuple[str, int]:
    """Write what follows in a file; returns the ending and how many samples there were."""
    rate, channels, kind = audio.samplerate, audio.channels, audio.subtype
    fits = (
        channels <= _FLAC_CHANNELS and rate <= _FLAC_RATE_HZ and (rate < 1 << 16 or not rate % 10)
    )
    if kind not in _IN_FLAC or not fits:
        return "wav", _as_wav(audio, path, n_wanted, data)
    n_samples = 0
    subtype = "PCM_S8" if kind == "PCM_U8" else kind
    flac = soundfile.SoundFile(data, "w", rate, channels, subtype=subtype, format="FLAC")
    with flac:
        for block in _blocks(audio, path, n_wanted, _IN_FLAC[kind]):
            flac.write(block)
            n_samples += len(block)
    return "flac", n_samples


def _as_wav(audio: Any, path: Path, n_wanted: int | None, data: IO[bytes]) -> int:
    """WAV without the chunk in which libsndfile notes the time, which would differ every time."""
    rate, channels = audio.samplerate, audio.channels
    integers = audio.subtype in (*_IN_FLAC, "PCM_32")
    form = 1 if integers else 3
    head = struct.Struct("<4sI4s4sIHHIIHH4sI")
    data.write(bytes(head.size))
    n_samples = 0
    for block in _blocks(audio, path, n_wanted, "int32" if integers else "float32"):
        if not integers and not np.isfinite(block).all():
            raise UnreadableRecording(path, "it holds samples that are not numbers (NaN)")
        data.write(block.astype("<i4" if integers else "<f4", copy=False).tobytes())
        n_samples += len(block)
        if data.tell() > MOST_BYTES:
            raise UnreadableRecording(path, _TOO_LONG)
    n_bytes = n_samples * channels * 4
    data.seek(0)
    data.write(
        head.pack(
            b"RIFF", head.size - 8 + n_bytes, b"WAVE", b"fmt ", 16, form, channels, rate,
            rate * channels * 4, channels * 4, 32, b"data", n_bytes,
        )
    )  # fmt: skip
    return n_samples


def _blocks(audio: Any, path: Path, n_wanted: int | None, kind: str) -> Iterator[NDArray[Any]]:
    """Blocks (n, C) up to the end of the clip, or of the file."""
    at_once = max(1, _AT_ONCE // audio.channels)
    while n_wanted is None or n_wanted > 0:
        n = at_once if n_wanted is None else min(at_once, n_wanted)
        try:
            block = audio.read(n, dtype=kind, always_2d=True)
        except soundfile.SoundFileError as error:
            raise UnreadableRecording(path, decoder_reason(error)) from error
        if not len(block):
            return
        if n_wanted is not None:
            n_wanted -= len(block)
        yield block
