"""A stretch of a recording as a WAV file of its own, sample for sample."""

from collections.abc import Sequence
from pathlib import Path

import soundfile

from ml_core.errors import UnreadableRecording
from ml_core.files import atomic_path
from ml_core.recordings.decode import begin_at, decoder_reason, open_audio
from ml_core.recordings.markers import Marker, write_markers

_AT_ONCE = 1 << 18  # samples times channels
# Sample formats that WAV can hold too, and in which numpy type they pass unchanged.
_EXACT = {
    "PCM_U8": "int16", "PCM_16": "int16", "PCM_24": "int32", "PCM_32": "int32",
    "FLOAT": "float32", "DOUBLE": "float64",
}  # fmt: skip


def cut(
    path: Path,
    out: Path,
    *,
    start_s: float,
    duration_s: float,
    channel: int | None = None,
    markers: Sequence[Marker] = (),
) -> None:
    """Write a stretch as WAV with markers, whole or not at all.

    The samples are those of the file, in its format; of compressed files, in 16 bits.

    Args:
        path: the recording.
        out: the file to write.
        start_s: where the stretch begins.
        duration_s: its length, at most up to the end of the recording.
        channel: the only one, counted from 0; None keeps all.
        markers: with samples that count from the start of the stretch.

    Raises:
        UnreadableRecording: the recording is not there, damaged, or ends before the stretch.
        UnwritableFile: the system refuses.
    """
    with open_audio(path) as audio:
        rate = audio.samplerate
        left = max(1, round(duration_s * rate))
        kind = audio.subtype if audio.subtype in _EXACT else "PCM_16"
        if channel is not None and channel >= audio.channels:
            raise UnreadableRecording(path, f"it has no channel {channel + 1}")
        begin_at(audio, path, start_s)
        n_channels = audio.channels if channel is None else 1
        at_once = max(1, _AT_ONCE // audio.channels)
        with atomic_path(out) as temporary:
            with soundfile.SoundFile(
                str(temporary), "w", rate, n_channels, subtype=kind, format="WAV"
            ) as wav:
                while left > 0:
                    try:
                        block = audio.read(min(left, at_once), dtype=_EXACT[kind], always_2d=True)
                    except soundfile.SoundFileError as error:
                        raise UnreadableRecording(path, decoder_reason(error)) from error
                    if not len(block):
                        break
                    wav.write(block if channel is None else block[:, channel])
                    left -= len(block)
            write_markers(temporary, markers)
