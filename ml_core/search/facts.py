"""What a search was told when it began, as its folder says it: others may have written into it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from ml_core import recipes
from ml_core.errors import RunError
from ml_core.kinds import is_count, is_number
from ml_core.recipes import Recipe
from ml_core.runs import RunFolder
from ml_core.search.space import Dimension

MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What a search was told when it began.

    Attributes:
        recipe: where it begins, and what it does not change.
        inputs: runs that every trial starts from.
        space: what is tried.
        minutes: that may be spent.
        trials: at most so many; None: as many as there is time for.
        seed: of what is tried.
        at_once: so many trials in a round; 0: one after the other.
    """

    recipe: Recipe
    inputs: Mapping[str, str]
    space: tuple[Dimension, ...]
    minutes: float
    trials: int | None
    seed: int
    at_once: int

    @classmethod
    def read(cls, run: RunFolder) -> Self:
        """Those of a search.

        Raises:
            RecipeError: its recipe is none, or none that can be searched.
            RunError: something else was not said, or cannot be meant.
        """
        said = run.provenance
        recipe = recipes.parse(run.recipe_toml)
        try:
            found = cls(
                recipe=recipe,
                inputs=said["inputs"],
                space=tuple(Dimension.from_dict(row) for row in said["space"]),
                minutes=said["minutes"],
                trials=said["trials"],
                seed=said["seed"],
                at_once=said.get("at_once", 0),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise damaged(run) from error
        if not found._can_be_meant():
            raise damaged(run)
        return found

    def _can_be_meant(self) -> bool:
        known = {field.name for field in fields(self.recipe)}
        return (
            is_number(self.minutes)
            and self.minutes > 0
            and (self.trials is None or (is_count(self.trials) and self.trials > 0))
            and is_count(self.seed)
            and is_count(self.at_once)
            and self.at_once <= MOST_AT_ONCE
            and len(self.space) > 0
            and all(one.name in known for one in self.space)
        )


def damaged(run: RunFolder) -> RunError:
    """What is said of a search that cannot go on as it began."""
    return RunError(
        f'"provenance.json" of the search "{run.name}" is damaged.',
        hint="Put back a copy of it, or start a new search; its runs stay usable.",
    )
