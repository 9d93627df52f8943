"""The passport of a microphone: how it colours the sound, and how well a bundle hears by it.

    colour    what the front end hears on average, and how far two devices lie apart
    quality   noise floor, bandwidth, level, clipping
    passport  all of it, held against the devices that a bundle was measured with
    likeness  a sound as another device would have given it

Nothing here needs torch, or anything but what a bundle carries.
"""

from ml_core.microphone.likeness import heard_as, response_of
from ml_core.microphone.passport import LikeDevice, Passport, make_passport
from ml_core.microphone.quality import Quality, measure_quality

__all__ = [
    "LikeDevice",
    "Passport",
    "Quality",
    "heard_as",
    "make_passport",
    "measure_quality",
    "response_of",
]
