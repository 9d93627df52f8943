"""Which scenes a run learns, where somebody chose among those of the project."""

from collections.abc import Mapping
from pathlib import Path

from ml_core.errors import AscError
from ml_core.recipes import RunRecipe, TrainingRecipe, parse_run
from ml_core.runs.folder import RunFolder

MOST_STEPS = 20  # from a run to what it started from: a ring has no end


def chosen_scenes(
    recipe: RunRecipe, inputs: Mapping[str, str], *, most_steps: int = MOST_STEPS
) -> tuple[str, ...]:
    """The scenes that are learned; none where nobody chose: then all of the project.

    A recipe that chooses none takes those of the run it starts from: a student hears what its
    teacher knows.

    Args:
        recipe: of the run.
        inputs: runs it starts from, by their names in ``start_run``.
        most_steps: back through runs that start from runs.
    """
    if isinstance(recipe, TrainingRecipe) and recipe.chosen_scenes:
        return recipe.chosen_scenes
    for path in inputs.values() if most_steps else ():
        run = RunFolder(Path(path))
        try:
            before = parse_run(run.recipe_toml)
        except (AscError, OSError, UnicodeDecodeError):
            continue  # whoever opens the run says so
        earlier = run.provenance.get("inputs", {})
        if found := chosen_scenes(before, earlier, most_steps=most_steps - 1):
            return found
    return ()
