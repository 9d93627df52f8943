"""Parts that other installed packages offer by Python entry points.

A package names them in its ``pyproject.toml``; ``resources/guide/own-network.md`` shows how.
Nothing of such a package is imported before a recipe names its part.
"""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from ml_core.errors import RecipeError

NETWORKS = "asc_studio.networks"  # a ``ml_core.models.registry.Network``
LOSSES = "asc_studio.losses"  # a ``ml_core.training.plugins.Loss``


def names(group: str) -> tuple[str, ...]:
    """What the installed packages offer in a group, sorted."""
    return tuple(sorted({entry.name for entry in entry_points(group=group)}))


def load(group: str, name: str) -> tuple[Any, str]:
    """What is offered under a name, and the package that offers it.

    Raises:
        RecipeError: nobody offers it, two packages do, or it cannot be imported.
    """
    found = list(entry_points(group=group, name=name))
    if not found:
        raise RecipeError(
            f'No installed package offers "{name}" in {group}.',
            hint=f"Offered are: {', '.join(names(group)) or 'none'}.",
        )
    packages = sorted({package_of(entry) for entry in found})
    if len(packages) > 1:
        raise RecipeError(
            f'"{name}" in {group} is offered by several packages: {", ".join(packages)}.',
            hint="Uninstall all of them but one.",
        )
    try:
        return found[0].load(), packages[0]
    except Exception as error:  # somebody else's code may fail in any way
        raise RecipeError(
            f'"{name}" of the package {packages[0]} cannot be imported: '
            f"{type(error).__name__}: {error}.",
            hint=f"Mend {found[0].value}, which its entry point in {group} names.",
        ) from error


def package_of(entry: EntryPoint) -> str:
    """The name of the package an entry point belongs to."""
    return entry.dist.name if entry.dist else "unknown"
