"""A large corpus heard by a bundle: cut into parts, every part a command, handed out and kept.

settings  what was asked for: which corpus, which bundle, which rows
plan      what there is to hear, listed once, and how it is cut into parts
sounds    one entry of that list as sound: a file, a clip of a project, the clips of a shard
tables    the rows of a part in Parquet, or in CSV where pyarrow is missing
part      one part: hear it, write its rows
running   all parts, here or on a cluster, and on from wherever they were left

The result is a folder, which is a run as well: ``rows/part-00001.parquet`` and so on, and
``manifest.json`` once all of them are there.
"""

from ml_core.bulk.part import hear_part
from ml_core.bulk.running import new_bulk, run_bulk
from ml_core.bulk.settings import BulkSettings

__all__ = ["BulkSettings", "hear_part", "new_bulk", "run_bulk"]
