"""What the engine says of runs that are not there yet: costs, and what speaks against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ascstudio.project.clip_table import ClipTable
from ascstudio.translation import told
from ml_core import api


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was found.

    Attributes:
        key: what was looked at; another plan has another one.
        costs: of every run, in order.
        findings: the gravest first.
        n_memory_free: bytes; None where the system does not tell.
        n_disk_free: likewise.
    """

    key: object
    costs: tuple["api.Estimate", ...]
    findings: tuple["api.Finding", ...]
    n_memory_free: int | None = None
    n_disk_free: int | None = None

    @property
    def cost(self) -> "api.Estimate":
        """Of all of them."""
        return api.together(self.costs)

    @property
    def blocked(self) -> str:
        """Why it cannot start; empty where it can."""
        return next((told(one.title) for one in self.findings if one.level == "block"), "")


class UsableClips:
    """The labelled clips of a table that are not left out: made once, for every look at it."""

    def __init__(self) -> None:
        self._table: ClipTable | None = None
        self._clips: list[api.ClipRow] = []

    def of(self, table: ClipTable) -> list["api.ClipRow"]:
        """Those of a table; takes a moment with many clips."""
        if table is not self._table:
            every = (clip for clip in table.clips if clip.scene is not None)
            self._clips = [clip for clip in every if clip.state != "excluded"]
            self._table = table
        return self._clips


def look(
    project: "api.Project",
    recipes: Sequence["api.RunRecipe"],
    inputs: Mapping[str, str],
    clips: Sequence["api.ClipRow"],
    key: object,
) -> Looked:
    """Ask the engine; takes a moment with many clips, so it belongs into a thread."""
    return Looked(
        key,
        tuple(api.estimate_chain(project, recipes, inputs, clips)),
        tuple(api.check_chain(project, recipes, inputs, clips)),
        api.free_memory_bytes(),
        api.free_disk_bytes(project.folder),
    )
