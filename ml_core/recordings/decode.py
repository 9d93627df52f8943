"""Read and write audio files: WAV, RF64, FLAC, OGG, MP3, any rate, channels and sample format.

A header is only a claim. Nothing here allocates by what a header says: files are read block by
block until they end, so that a damaged or hostile length costs neither memory nor truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from ml_core.errors import UnreadableRecording
from ml_core.files import atomic_path
from ml_core.recordings.members import facts_of, member_of, stream_of
from ml_core.recordings.mpeg import with_length
from ml_core.recordings.resample import StreamResampler

AUDIO_SUFFIXES = frozenset(
    {".wav", ".wave", ".rf64", ".w64", ".flac", ".ogg", ".oga", ".opus", ".mp3"}
    | {".aif", ".aiff", ".aifc", ".caf", ".au"}
)
"""Endings (lower case) of the files an import looks at."""

MIN_RATE_HZ, MAX_RATE_HZ = 1_000, 1_000_000
_BLOCK_VALUES = 1 << 18  # samples times channels read at once: 1 MiB of float32
_WHOLE_VALUES = 1 << 22  # where all of them are wanted: what is decoded together need not be joined
_MAX_SAMPLES_PER_BYTE = 8192  # no codec here packs silence tighter; a longer claim is counted
_LOSSY = ("VORBIS", "OPUS", "MPEG")  # beginnings of subtypes whose frames lean on those before
_WARM_UP = 8192  # samples after which such a decoder is what it would be had it read everything
_BEHIND_END = 1024  # samples that are looked for behind the end that a header says
_CAN_HOLD_NAN = frozenset({"FLOAT", "DOUBLE"})


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What a file holds. ``n_samples`` counts per channel."""

    duration_s: float
    n_samples: int
    sample_rate_hz: int
    channels: int
    subtype: str
    container: str


class _Forward(soundfile.SoundFile):  # type: ignore[misc]  # soundfile carries no types
    """A file read forwards only.

    soundfile seeks after every read of a seekable file, which fails where the header does not
    know the length (FLAC written to a pipe), although reading on would work.
    """

    def seekable(self) -> bool:
        return False


def probe(path: Path | str, *, check_samples: bool = False) -> AudioInfo:
    """Read a file's format and length; the length is what can be decoded, not what is claimed.

    Args:
        path: an audio file.
        check_samples: also decode files of floating-point samples, the only ones that can hold
            NaN or infinity.

    Raises:
        UnreadableRecording: missing, empty, without samples, NaN, or not decodable.
    """
    path = Path(path)
    with open_audio(path) as audio:
        n_samples = audio.frames if _plausible(audio, facts_of(path).n_bytes) else None
        if n_samples is None or (check_samples and audio.subtype in _CAN_HOLD_NAN):
            n_samples = _count_samples(path)
        if not n_samples:
            raise UnreadableRecording(path, "it holds no samples")
        return AudioInfo(
            duration_s=n_samples / audio.samplerate,
            n_samples=n_samples,
            sample_rate_hz=audio.samplerate,
            channels=audio.channels,
            subtype=audio.subtype,
            container=audio.format,
        )


def read_samples(
    path: Path | str,
    *,
    sample_rate_hz: int | None = None,
    start_s: float = 0.0,
    duration_s: float | None = None,
    channel: int | None = None,
) -> NDArray[np.float32]:
    """Read a recording, or a stretch of it, as mono float32 (T,).

    Args:
        path: an audio file.
        sample_rate_hz: rate of the result; None keeps the file's.
        start_s: where the stretch begins.
        duration_s: its length; None, or more than there is, reads to the end.
        channel: one channel, counted from 0; None takes the mean of all.

    Raises:
        UnreadableRecording: missing, empty, without samples, NaN, not decodable, or the stretch
            or the channel lies outside.
    """
    parts = list(
        mono_blocks(
            path,
            sample_rate_hz=sample_rate_hz,
            start_s=start_s,
            duration_s=duration_s,
            channel=channel,
            at_once=_WHOLE_VALUES,
        )
    )
    samples = parts[0] if len(parts) == 1 else np.concatenate([*parts, np.empty(0, np.float32)])
    if not samples.size:
        raise UnreadableRecording(path, f"it ends before {start_s:g} s")
    return samples


def mono_blocks(
    path: Path | str,
    *,
    sample_rate_hz: int | None = None,
    start_s: float = 0.0,
    duration_s: float | None = None,
    channel: int | None = None,
    at_once: int = _BLOCK_VALUES,
) -> Iterator[NDArray[np.float32]]:
    """Like :func:`read_samples`, block by block: for recordings longer than memory.

    The blocks joined equal the result of :func:`read_samples` bit for bit. ``at_once`` is how many
    samples times channels are decoded together.
    """
    path = Path(path)
    if start_s < 0 or (duration_s is not None and duration_s <= 0):
        raise UnreadableRecording(path, f"there is no stretch of {duration_s} s at {start_s} s")
    with open_audio(path) as audio:
        if channel is not None and not 0 <= channel < audio.channels:
            raise UnreadableRecording(path, f"it has {audio.channels} channels, not {channel + 1}")
        rate = audio.samplerate
        resampler = StreamResampler(rate, sample_rate_hz or rate)
        n_wanted = None if duration_s is None else max(1, round(duration_s * rate))
        if not _seek(audio, round(start_s * rate), path):
            return
        any_read = False
        for block in _blocks(audio, path, n_wanted, at_once):
            any_read = True
            yield resampler.push(_mean(block) if channel is None else block[:, channel])
        if not any_read and start_s == 0:
            raise UnreadableRecording(path, "it holds no samples")
        if any_read and resampler.from_hz != resampler.to_hz:
            yield resampler.push(np.empty(0, np.float32), last=True)


def channel_blocks(path: Path | str, channel: int | None = None) -> Iterator[NDArray[np.float32]]:
    """All samples of a recording, block by block (n, C), every channel by itself.

    Args:
        path: an audio file.
        channel: one channel, counted from 0, which gives (n, 1); None gives all.

    Raises:
        UnreadableRecording: missing, empty, NaN, not decodable, or without that channel.
    """
    path = Path(path)
    with open_audio(path) as audio:
        if channel is not None and not 0 <= channel < audio.channels:
            raise UnreadableRecording(path, f"it has {audio.channels} channels, not {channel + 1}")
        for block in _blocks(audio, path):
            yield block if channel is None else block[:, channel : channel + 1]


def write_wav(
    path: Path | str, samples: NDArray[np.floating], rate: int, subtype: str = "PCM_16"
) -> None:
    """Write samples (T,) or (T, C) as a WAV file, whole or not at all.

    Args:
        path: the file to write.
        samples: amplitudes; what lies outside -1..1 is clipped, except with ``FLOAT``/``DOUBLE``.
        rate: samples per second.
        subtype: sample format of libsndfile. ``PCM_16`` rounds to the nearest step, so samples
            that were read from 16-bit files come back bit for bit.
    """
    data: NDArray[np.generic] = np.asarray(samples)
    if subtype == "PCM_16":
        scaled = np.rint(np.asarray(samples, np.float64) * 32768.0)
        data = np.clip(scaled, -32768, 32767).astype(np.int16)
    with atomic_path(Path(path)) as temporary:
        soundfile.write(str(temporary), data, rate, subtype=subtype, format="WAV")


def open_audio(path: Path) -> soundfile.SoundFile:
    """Open a file, or a member of a tar, after the checks whose reasons libsndfile does not tell.

    Raises:
        UnreadableRecording: missing, empty, of no known format, or of an absurd sample rate.
    """
    try:
        member = member_of(path)
        if member is None:
            _check_file(path)
        elif member.n_bytes == 0:
            raise UnreadableRecording(path, "the file is empty")
        if path.suffix.lower() == ".raw":
            raise UnreadableRecording(path, "headerless audio does not say its format")
        audio = _Forward(str(path) if member is None else stream_of(member))
        if audio.format == "MP3" and member is None and (told := with_length(path)) is not None:
            audio.close()
            audio = _Forward(told)
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        raise UnreadableRecording(path, decoder_reason(error)) from error
    except OSError as error:
        raise UnreadableRecording(path, error.strerror or "it cannot be opened") from error
    if not MIN_RATE_HZ <= audio.samplerate <= MAX_RATE_HZ:
        rate = audio.samplerate
        audio.close()
        raise UnreadableRecording(path, f"a sample rate of {rate} Hz is not usable")
    return audio


def _check_file(path: Path) -> None:
    if not path.exists():
        raise UnreadableRecording(path, "the file is missing")
    if not path.is_file():
        raise UnreadableRecording(path, "it is not a file")
    if path.stat().st_size == 0:
        raise UnreadableRecording(path, "the file is empty")


def decoder_reason(error: Exception) -> str:
    """What libsndfile says, as the end of a sentence."""
    text = str(getattr(error, "error_string", "")).strip().rstrip(".").lower()
    text = text.removeprefix("error : ")
    unknown = not text or "unimplemented" in text or "not recognised" in text
    return "it is not an audio file that can be decoded" if unknown else f"it is damaged ({text})"


def _blocks(
    audio: soundfile.SoundFile,
    path: Path,
    n_wanted: int | None = None,
    at_once: int = _BLOCK_VALUES,
) -> Iterator[NDArray[np.float32]]:
    """Blocks (n, C) float32 from the current position until the file really ends."""
    most = max(1, at_once // audio.channels)
    said = audio.frames  # is left; memory that nothing is read into costs as much as decoding
    while n_wanted is None or n_wanted > 0:
        wanted = min(most, said) if said > 0 else _BEHIND_END if said == 0 else most
        n = wanted if n_wanted is None else min(wanted, n_wanted)
        try:
            block: NDArray[np.float32] = _read(audio, n)
        except soundfile.SoundFileError as error:
            raise UnreadableRecording(path, decoder_reason(error)) from error
        if not len(block):
            return
        if not np.isfinite(block).all():
            raise UnreadableRecording(path, "it holds samples that are not numbers (NaN)")
        said -= len(block)
        if n_wanted is not None:
            n_wanted -= len(block)
        yield block


def _mean(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, C) -> (n,); of one channel in place, and the same bit for bit."""
    if block.shape[1] > 1:
        mean: NDArray[np.float32] = block.mean(axis=1)
        return mean
    alone = block[:, 0]
    alone += np.float32(0)  # numpy's mean makes 0 of -0
    return alone


def _count_samples(path: Path) -> int:
    """Decode the whole file afresh (a failed seek leaves a decoder in no good state)."""
    with open_audio(path) as audio:
        return sum(len(block) for block in _blocks(audio, path))


def _read(audio: soundfile.SoundFile, n: int) -> NDArray[np.float32]:
    return audio.read(n, dtype="float32", always_2d=True)


def _seek(audio: soundfile.SoundFile, position: int, path: Path) -> bool:
    """Go to a sample; False where the file ends before it."""
    if position == 0:
        return True
    if position >= audio.frames:
        return False
    try:
        return go_to(audio, position)
    except soundfile.SoundFileError as error:
        raise UnreadableRecording(path, decoder_reason(error)) from error


def go_to(audio: soundfile.SoundFile, position: int) -> bool:
    """Make the next read begin at a sample and give what reading from the beginning gives.

    Returns:
        False where the file ends before it.

    Raises:
        soundfile.SoundFileError: the decoder cannot go there.
    """
    warm_up = min(position, _WARM_UP) if audio.subtype.startswith(_LOSSY) else 0
    if audio.seek(position - warm_up) != position - warm_up:
        return False
    return len(_read(audio, warm_up)) == warm_up


def begin_at(audio: soundfile.SoundFile, path: Path, start_s: float) -> int:
    """Go to a second of a recording: the sample it begins with.

    Raises:
        UnreadableRecording: the decoder cannot go there, or the recording ends before it.
    """
    first = round(start_s * audio.samplerate)
    try:
        there = go_to(audio, first)
    except soundfile.SoundFileError as error:
        raise UnreadableRecording(path, decoder_reason(error)) from error
    if not there:
        raise UnreadableRecording(path, f"it ends before {start_s:g} s")
    return first


def _plausible(audio: soundfile.SoundFile, n_bytes: int) -> bool:
    """Whether the claimed length can be true: it fits the file, and the last sample is there."""
    n = audio.frames
    if not 0 < n <= n_bytes * _MAX_SAMPLES_PER_BYTE:
        return False
    try:
        return audio.seek(n - 1) == n - 1 and len(_read(audio, 1)) == 1
    except soundfile.SoundFileError:
        return False
