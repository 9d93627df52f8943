"""Many commands at once: here one after the other, in several processes, or on a Ray cluster.

tasks     one command, the folder it fills, and the file that says it is done
far_side  runs one command as a child process, wherever it is called
ray_door  the only module that imports Ray: starts or finds a cluster, hands commands to it
trials    those of a search, as commands
fan_out   hands out commands, follows their folders, stops them, and runs lost ones again

Whatever computes, it is the very same ``asc`` command that a person would type, in a process of
its own, with the number of threads its run has recorded: so its weights are the same bit for bit.
Folders are the truth: the far side writes events, heartbeat and checkpoints straight into the
project, which must lie where all computers see it. Nothing of ours is ever pickled to a file; Ray
itself sends the words of a command from process to process as pickles in memory.
"""

from ml_core.cluster.fan_out import Outcome, fan_out
from ml_core.cluster.tasks import Task, task_of_run

__all__ = ["Outcome", "Task", "fan_out", "task_of_run"]
