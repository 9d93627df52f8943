"""The bundles a user can choose from: those of the project, the starter, files they opened."""

from dataclasses import dataclass
from pathlib import Path

from ascstudio.project.session import ProjectSession
from ml_core import api

STARTER = "starter.ascbundle"


@dataclass(frozen=True, slots=True)
class BundleChoice:
    """A bundle by its name in lists."""

    path: Path
    name: str
    starter: bool = False


def starter_path() -> Path | None:
    """The bundle that came along, None if it is not installed."""
    path = api.resource_path(STARTER)
    return path if path.is_file() else None


def bundle_choices(session: ProjectSession, present: Path | None = None) -> list[BundleChoice]:
    """Newest of the project first, the starter last.

    Args:
        session: whose project is open, if one is.
        present: a bundle from elsewhere that is in use, so that it stays in the list.
    """
    starter = starter_path()
    choices = []
    if session.project is not None:
        rows = [BundleChoice(Path(row.path), row.name) for row in session.project.bundles()]
        choices = [choice for choice in rows if choice.path.is_file()]
    if starter is not None:  # the demo project has a copy: one line for both
        choices = [choice for choice in choices if choice.path.name != STARTER]
    known = {choice.path for choice in choices}
    if present is not None and present not in known | {starter}:
        choices.insert(0, BundleChoice(present, present.stem))
    if starter is not None:
        choices.append(BundleChoice(starter, starter.stem, starter=True))
    return choices
