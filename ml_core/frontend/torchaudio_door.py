"""The only way to torchaudio, which cannot be imported plainly beside a CPU-only torch.

Its Linux wheel links CUDA libraries in an extension that none of our calls needs. Where that
extension does not load, a stand-in takes its place before a second import.
"""

import importlib
import sys
from types import ModuleType


def import_torchaudio() -> ModuleType:
    """torchaudio, with its compiled extension where that loads and without it elsewhere."""
    try:
        return importlib.import_module("torchaudio")
    except (OSError, ImportError, RuntimeError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name == "torchaudio":
            raise
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchaudio"]:
        del sys.modules[name]  # what the failed import left behind
    sys.modules["torchaudio._extension"] = _extension_stand_in()
    return importlib.import_module("torchaudio")


def _extension_stand_in() -> ModuleType:
    """What torchaudio's Python code asks of its extension, answering "not there"."""
    module = ModuleType("torchaudio._extension")
    answers = {
        "_IS_TORCHAUDIO_EXT_AVAILABLE": False,
        "_IS_ALIGN_AVAILABLE": False,
        "fail_if_no_align": lambda function: function,
        "_check_cuda_version": lambda: None,
    }
    vars(module).update(answers)
    return module
