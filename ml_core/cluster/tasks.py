"""What is handed out: a command, the folder it fills, and how to tell that it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ml_core.project import Project
from ml_core.runs import RunFolder, results


@dataclass(frozen=True, slots=True)
class Task:
    """One ``asc`` command.

    Attributes:
        words: all that follows ``asc``; given again, the command goes on with what is there.
        folder: that it fills; what it says goes to ``log.txt`` in it.
        done: the file that is there once all is done.
        needs: folders and files that must be seen from wherever it runs.
        cores: that it keeps busy.
        gpu: whether it would use one.
        stop: a file that asks it to stop once it is there; a run has its own.
        environment: variables that it finds beside those of whoever runs it.
    """

    words: tuple[str, ...]
    folder: Path
    done: Path
    needs: tuple[Path, ...] = ()
    cores: int = 1
    gpu: bool = False
    stop: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def run(self) -> RunFolder | None:
        """The run that it trains, if it is one."""
        return RunFolder(self.folder) if (self.folder / "recipe.toml").is_file() else None


def task_of_run(project: Project, run: RunFolder) -> Task:
    """Train a run that was made, or go on with it.

    What the project has to remember of it is written now: elsewhere the project is only read.
    """
    recipe = run.recipe
    if "snapshot" not in run.provenance and not project.read_only:
        snapshot = project.take_snapshot()
        run.record(snapshot=snapshot.id, snapshot_digest=snapshot.digest)
    stage = run.provenance["stage"]
    return Task(
        words=(stage, str(project.folder), "--resume", str(run.path), "--json"),
        folder=run.path,
        done=run.path / results.FILE,
        needs=(project.folder / "project.sqlite", run.path / "recipe.toml"),
        cores=max(1, int(run.provenance.get("threads") or recipe.get("threads") or 1)),
        gpu=recipe.get("torch_device", "cpu") != "cpu",
    )
