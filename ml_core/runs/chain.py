"""Runs of which each starts from the one before: a teacher, its student, the student as int8."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ml_core.errors import RunError
from ml_core.recipes import DistilRecipe, RunRecipe
from ml_core.runs.folder import RunFolder
from ml_core.runs.naming import rename_run
from ml_core.runs.queue import line_up

LONGEST = 100  # characters of a name
MAKES = {"finetune": "teacher", "distil": "student", "quantize": "int8"}
MakeRun = Callable[[RunRecipe, Path, Mapping[str, str]], RunFolder]


def start_chain(
    project: Path, paths: Sequence[Path], recipes: Sequence[RunRecipe], make: MakeRun,
    *, bundle: Path | None = None, title: str = "",
) -> list[RunFolder]:  # fmt: skip
    """Make runs of which each starts from the one before, and put them in line.

    Args:
        project: folder of the project.
        paths: a new folder for each.
        recipes: of a teacher, a student and how it is made int8; the first may be left out.
        make: makes one run of a recipe, its folder and what it starts from.
        bundle: where the last one writes its bundle; None: nowhere.
        title: what people call them; each is called so and by what it makes.

    Raises:
        AscError: whatever ``make`` says, e.g. that there already is such a run.
    """
    chain: list[RunFolder] = []
    try:
        for path, recipe in zip(paths, recipes, strict=True):
            start = "teacher" if isinstance(recipe, DistilRecipe) else "student"
            chain.append(make(recipe, path, {start: str(chain[-1].path)} if chain else {}))
            if title:
                rename_run(path, f"{title}, {MAKES.get(recipe.stage, recipe.stage)}")
    except BaseException:
        for run in chain:
            shutil.rmtree(run.path, ignore_errors=True)
        raise
    for run in chain:  # now that all of them are there
        run.record(chain=[each.name for each in paths])
    if bundle is not None:
        chain[-1].record(bundle=str(bundle))
    resume_chain(project, chain)
    return chain


def chain_paths(runs_dir: Path, name: str, recipes: Sequence[RunRecipe]) -> list[Path]:
    """Folders for the runs of a chain; their names tell the order and the stage.

    Raises:
        RunError: the name could not be that of a folder.
    """
    plain = name.isprintable() and "\\" not in name and not name.startswith(".")
    if not name or Path(name).name != name or not plain or len(name) > LONGEST:
        raise RunError(
            f'"{name[:LONGEST]}" cannot name a run.', hint="Use a short name without slashes."
        )
    return [
        runs_dir / f"{name}-{number}-{recipe.stage}" for number, recipe in enumerate(recipes, 1)
    ]


def chain_of(run: RunFolder) -> list[RunFolder]:
    """All runs of the chain that a run is one of, in their order; itself where there is none."""
    names = run.provenance.get("chain") or [run.name]
    return [RunFolder.open(run.path.parent / name) for name in names]


def resume_chain(project: Path, chain: Sequence[RunFolder]) -> None:
    """Put what is not done of a chain in line, each after the one before."""
    pairs = zip(chain, [None, *chain], strict=False)
    line_up(
        project, [(run, before) for run, before in pairs if not run.is_done and not run.is_held]
    )
