"""What a command says of a microphone that is not there: unlike the window it does not wait."""

from ml_core.errors import DeviceError


def refused(message: str, hint: str, instead: str = "") -> DeviceError:
    """The end of a command that found no microphone.

    Args:
        message: what is so, as the capture tells it.
        hint: what to do, as the capture tells it to who waits.
        instead: how the command takes a sound file, e.g. ``--file WAV``; empty: not at all.
    """
    hint = hint.replace(": it is found by itself", " and start again")
    given = f" Or use a sound file: {instead}." if instead else ""
    return DeviceError(message, hint=hint.replace(" Or use a sound file.", given))
