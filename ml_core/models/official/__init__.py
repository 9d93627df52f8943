"""Checkpoints of the networks' authors: read safely, renamed to ours, and written back whole.

``files`` reads and writes, ``keras`` reads YAMNet's own file, ``layouts`` renames keys both ways,
``loading`` fills networks. Where the authors publish which file is said in
``recipes/weights.toml``; none is ever fetched.
"""

from ml_core.models.official.files import (
    SAFE_GLOBALS,
    Checkpoint,
    read_checkpoint,
    write_checkpoint,
)
from ml_core.models.official.layouts import to_ours, to_theirs
from ml_core.models.official.loading import (
    checkpoint_of,
    load_pretrained,
    pretrained,
    require_fitting,
)

__all__ = [
    "SAFE_GLOBALS", "Checkpoint", "checkpoint_of", "load_pretrained", "pretrained",
    "read_checkpoint", "require_fitting", "to_ours", "to_theirs", "write_checkpoint",
]  # fmt: skip
