"""A sound as another device would have given it, by an impulse response."""

import numpy as np
import numpy.typing as npt

from ml_core.errors import AscError
from ml_core.microphone.passport import Passport
from ml_core.recordings.device_responses import impulse_response

Samples = npt.NDArray[np.float32]

MOST_DB = 24.0  # more would make noise of what a device did not hear


def response_of(found: Passport, rate_hz: int, device: str | None = None) -> Samples:
    """The impulse response of the microphone, or of what turns its sound into a device's.

    Args:
        found: its passport.
        rate_hz: of the response.
        device: one of the passport's; None: the microphone itself against the average device.

    Returns:
        (R,) minimum-phase.

    Raises:
        AscError: the bundle was not measured with that device.
    """
    gains = np.array(found.response_db)
    if device is not None:
        names = [one.device for one in found.devices]
        if device not in names:
            named = ", ".join(name or "the unnamed device" for name in names)
            raise AscError(
                f'The bundle was not measured with a device "{device}".',
                hint=f"It was with {named or 'none'}.",
            )
        gains = found.as_device_db(device)
    return impulse_response(np.array(found.hz), np.clip(gains, -MOST_DB, MOST_DB), rate_hz)


def heard_as(samples: Samples, response: Samples) -> Samples:
    """Samples (T,) through an impulse response (R,): (T,), as loud as they were.

    The response's own delay, up to its largest value, is taken out, and nothing is cut off at
    full scale: what would go beyond is made quieter as a whole.
    """
    n = len(samples) + len(response) - 1
    size = 1 << max(n - 1, 1).bit_length()
    product = np.fft.rfft(samples, size) * np.fft.rfft(response, size)
    start = int(np.argmax(np.abs(response)))
    through = np.fft.irfft(product, size)[start : start + len(samples)]
    before, after = (float(np.sqrt(np.mean(np.square(x, dtype=np.float64)))) if len(x) else 0.0
                     for x in (samples, through))  # fmt: skip
    through *= before / after if after > 0 else 1.0
    return (through / max(1.0, float(np.abs(through).max(initial=0.0)))).astype(np.float32)
