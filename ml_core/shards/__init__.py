"""Corpora larger than memory and than one disk: clips in tars, what is known of them in Parquet.

Beside every ``NAME.tar`` (WebDataset: KEY.flac and KEY.json) lies ``NAME.parquet`` with a row per
clip; ``shards.json``, written last, says what belongs together. Parquet needs the lab pack, which
is looked for when a folder is opened. Reading trusts none of them.
"""

from ml_core.shards.manifest import MANIFEST, is_shards
from ml_core.shards.opened import ShardSet, open_shards
from ml_core.shards.rows import ShardRow
from ml_core.shards.streaming import ClipStream, StreamedClip
from ml_core.shards.tables import Tally
from ml_core.shards.writing import ShardReport, write_shards

__all__ = [
    "MANIFEST",
    "ClipStream",
    "ShardReport",
    "ShardRow",
    "ShardSet",
    "StreamedClip",
    "Tally",
    "is_shards",
    "open_shards",
    "write_shards",
]
