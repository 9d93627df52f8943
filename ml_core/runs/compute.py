"""Where a run is computed: in one process, in several that train together, or on a cluster."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from ml_core.errors import RunError

Kind = Literal["local", "processes", "nodes", "ray"]
MOST_PROCESSES = 1024
SHAREABLE = ("finetune", "distil")  # stages that several processes can train together
HANDED_OUT = ("finetune", "distil", "quantize", "specialise")  # that a cluster can run
TOGETHER = "ASC_TOGETHER"  # RANK/SIZE/FOLDER where they meet; tells a process whom it trains with
FAR_SIDE = "ASC_FAR_SIDE"  # tells a command that somebody has handed it out: it is not to again
GRAMMAR = "local, processes:N, nodes, ray or ray:HOST:PORT"


@dataclass(frozen=True, slots=True)
class Compute:
    """What ``--compute`` says.

    Attributes:
        kind: "local" one process; "processes" several of this computer; "nodes" those that
            torchrun or srun has started; "ray" a worker of a Ray cluster.
        n: of processes; 0 where somebody else decides.
        address: of the Ray cluster, ``HOST:PORT``; empty: ``RAY_ADDRESS``, or one that is started
            on this computer for as long as the command lasts.
    """

    kind: Kind = "local"
    n: int = 0
    address: str = ""

    @classmethod
    def parse(cls, text: str) -> "Compute":
        """The inverse of ``str``.

        Raises:
            RunError: it is none of what can be written.
        """
        kind, colon, rest = text.strip().partition(":")
        if kind in get_args(Kind) and kind != "processes" and not colon:
            return cls(cast(Kind, kind))
        if kind == "processes" and rest.isdecimal() and 2 <= int(rest) <= MOST_PROCESSES:
            return cls("processes", int(rest))
        if kind == "ray" and _is_address(rest):
            return cls("ray", address=rest)
        raise RunError(
            f'"{text}" is nothing that can compute.',
            hint=f"Write {GRAMMAR}; N is 2 or more.",
        )

    def of_stage(self, stage: str) -> "Compute":
        """Where a stage of a plan is computed: in one process here, if it cannot be there."""
        can = {"local": True, "ray": stage in HANDED_OUT}.get(self.kind, stage in SHAREABLE)
        return self if can else Compute()

    def __str__(self) -> str:
        rest = str(self.n) if self.kind == "processes" else self.address
        return f"{self.kind}:{rest}" if rest else self.kind


def _is_address(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host.strip()) and text.isprintable() and " " not in text and port.isdecimal()


@dataclass(frozen=True, slots=True)
class Ranks:
    """Which of the processes that train one network this one is.

    Attributes:
        rank: from 0, which keeps the run; the others only compute.
        size: how many there are.
        meeting: a folder where those of one computer meet; empty where torchrun or srun said how.
    """

    rank: int
    size: int
    meeting: str = ""

    def words(self) -> str:
        """As the environment says it."""
        return f"{self.rank}/{self.size}/{self.meeting}"

    @property
    def here(self) -> int:
        """How many of them run on this computer."""
        if self.meeting:
            return self.size
        told = os.environ.get("LOCAL_WORLD_SIZE") or os.environ.get("SLURM_NTASKS_PER_NODE", "")
        if told.isdecimal() and int(told):
            return int(told)
        nodes = os.environ.get("SLURM_NNODES", "")
        return max(1, self.size // int(nodes)) if nodes.isdecimal() and int(nodes) else self.size

    @classmethod
    def of_environment(cls) -> "Ranks | None":
        """This process's place; None where it trains alone."""
        rank, _, rest = os.environ.get(TOGETHER, "").partition("/")
        size, _, meeting = rest.partition("/")
        if not rank.isdecimal() or not size.isdecimal():
            return None
        return cls(int(rank), int(size), meeting)

    @classmethod
    def of_launcher(cls, environment: Mapping[str, str] | None = None) -> "Ranks":
        """This process's place among those that torchrun or srun has started.

        Raises:
            RunError: neither of them has started it.
        """
        told = os.environ if environment is None else environment
        for rank, size in (("RANK", "WORLD_SIZE"), ("SLURM_PROCID", "SLURM_NTASKS")):
            if told.get(rank, "").isdecimal() and told.get(size, "").isdecimal():
                return cls(int(told[rank]), int(told[size]))
        raise RunError(
            "Neither torchrun nor srun has started this command.",
            hint="Start it on every computer: torchrun --nnodes N --nproc-per-node M -m ml_core "
            "finetune PROJECT --compute nodes --out RUN, or srun asc finetune ...",
        )
