"""What the engine says of runs that are not there yet: costs, and what speaks against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        return next((one.title for one in self.findings if one.level == "block"), "")


def look(
    project: "api.Project",
    recipes: Sequence["api.RunRecipe"],
    inputs: Mapping[str, str],
    key: object,
) -> Looked:
    """Ask the engine; takes a moment with many clips, so it belongs into a thread."""
    return Looked(
        key,
        tuple(api.estimate_chain(project, recipes, inputs)),
        tuple(api.check_chain(project, recipes, inputs)),
        api.free_memory_bytes(),
        api.free_disk_bytes(project.folder),
    )
