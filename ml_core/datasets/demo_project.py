"""A project that is there before the user has one: synthetic recordings, imported and split."""

import shutil
import tempfile
from pathlib import Path

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by_column
from ml_core.errors import ProjectError
from ml_core.files import PART, part_prefix, resource_path
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.project.leftovers import remove_leftovers
from ml_core.recordings.synthetic import SMALL, CorpusSize, write_demo_corpus

RECORDINGS = "recordings"  # folder of the corpus inside the project
STARTER = "starter.ascbundle"


def write_demo_project(folder: Path, monitor: Monitor | None = None) -> Path:
    """Make the small demo project with the starter bundle; nothing is trained.

    About 90 recordings of ten scenes on nine devices, in some seconds. A folder that already is
    a project is left as it is.

    Raises:
        ProjectError: the folder holds other things, or cannot be written.
        Cancelled: the monitor was asked to stop; nothing is left behind.
    """
    return write_synthetic_project(folder, SMALL, name="Demo", starter=True, monitor=monitor)


def write_synthetic_project(
    folder: Path,
    size: CorpusSize,
    *,
    name: str,
    seed: int = 0,
    starter: bool = False,
    monitor: Monitor | None = None,
) -> Path:
    """Make a project of synthetic recordings, split as they say: whole, or not at all.

    Args:
        folder: the project's; a project that is there already is left as it is.
        size: how many recordings.
        name: of the project.
        seed: of the recordings.
        starter: whether the starter bundle is put in, where the installation has one.
        monitor: hears of every recording.

    Returns:
        ``folder``, absolute.
    """
    monitor = monitor or Monitor()
    folder = folder.expanduser().absolute()
    if (folder / "project.sqlite").exists():
        return folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError(
            f'"{folder}" is not empty.', hint="Choose a new folder for the demo project."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder.parent)
        with tempfile.TemporaryDirectory(
            prefix=part_prefix(folder.name), suffix=PART, dir=folder.parent
        ) as temporary:
            unfinished = Path(temporary) / folder.name
            _write(unfinished, size, name, seed, starter, monitor)
            if folder.exists():
                folder.rmdir()
            shutil.move(unfinished, folder)
    except OSError as error:
        raise ProjectError(
            f'Cannot make the demo project in "{folder}": {error.strerror}.',
            hint="Choose a folder you may write to, with 50 MB left.",
        ) from error
    return folder


def _write(
    folder: Path, size: CorpusSize, name: str, seed: int, starter: bool, monitor: Monitor
) -> None:
    meta = write_demo_corpus(folder / RECORDINGS, size=size, seed=seed, monitor=monitor)
    with Project.create(folder, name) as project:
        import_recordings(project, meta, kind="meta", monitor=monitor)
        split_by_column(project, "split", ["test"])
        bundle = resource_path(STARTER)
        if starter and bundle.is_file():
            project.bundles_dir.mkdir(parents=True, exist_ok=True)
            project.add_bundle(shutil.copy(bundle, project.bundles_dir))
