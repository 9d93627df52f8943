"""The deployed artefact: one sealed file that runs wherever onnxruntime runs.

    contents     what is inside, as values
    archive      the canonical zip and its seal
    arrays       tables of numbers without pickle
    onnx_scan    a network file that points outside itself is refused
    store        read, write, add enrolled scenes
    session      one pass of the network
    hearing      what it says about clips
    pace         how long hearing them will take
    latency      how long one window takes, of files that are compared
    speed        what one window costs on this machine, in every way it could be computed
    energy       what the processor says it has used
    certificate  does the file decide like the network it was made from
    licences     may it be passed on
    verification everything checked, in words

Nothing here needs torch or the onnx package.
"""

from ml_core.bundle.certificate import (
    Agreement,
    Certificate,
    Comparison,
    Disagreements,
    Parting,
    certificate_of,
)
from ml_core.bundle.contents import (
    Bundle,
    DeviceStatistics,
    EnrolledScene,
    Manifest,
    Reference,
    UnknownLevel,
)
from ml_core.bundle.store import Contents, complexity, read_bundle, with_enrolled, write_bundle
from ml_core.bundle.verification import VerifyReport, verify

__all__ = [
    "Agreement",
    "Bundle",
    "Certificate",
    "Comparison",
    "Contents",
    "DeviceStatistics",
    "Disagreements",
    "EnrolledScene",
    "Manifest",
    "Parting",
    "Reference",
    "UnknownLevel",
    "VerifyReport",
    "certificate_of",
    "complexity",
    "read_bundle",
    "verify",
    "with_enrolled",
    "write_bundle",
]
