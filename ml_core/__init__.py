"""Acoustic scene classification engine. No Qt, no global state, no network access.

The way of the data, one package per arrow:

    recordings -> project -> datasets -> frontend -> models -> training -> quantization -> bundle
     sound        SQLite     ClipSource   log-mel    teacher    student     int8 ONNX       |
                                                                                            v
                                           live (the scene now)  <---  enrolment (new scenes)

``c99`` writes a bundle as C and ``web`` as a page, for where there is no Python. Read ``stages/``
to see each step as one short procedure. ``models``, ``training``, ``quantization``, ``stages``,
``worker`` and ``frontend/torch_log_mel`` use torch; nothing else does.
"""

import os

__version__ = "0.1.0"

# onnxruntime's own builds report to their maker, on by default since 1.29, and keep an identifier
# in the user's home. It asks once, when it is loaded; children inherit the answer.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
