"""What people call a run: a file of its own in its folder, which nobody else writes.

The folder keeps its name, by which other runs, commands and bundles find it.
"""

from pathlib import Path

from ml_core.errors import RunError
from ml_core.files import write_text
from ml_core.scenes import plain

TITLE = "title.txt"
LONGEST_TITLE = 80  # characters
READ_BYTES = 1_000  # of a file that somebody else may have written


def title_of(run: Path) -> str:
    """What people call a run; empty where nobody named it."""
    try:
        with (run / TITLE).open("rb") as stream:
            data = stream.read(READ_BYTES)
    except OSError:
        return ""
    return _on_one_line(plain(data.decode("utf-8", "replace").strip(), LONGEST_TITLE))


def called(run: Path) -> str:
    """What a run is called where there is room for one name: its title, else its folder's name."""
    return title_of(run) or run.name


def clean_title(words: str) -> str:
    """A title as it is kept: on one line, without spaces around it or two in a row.

    Raises:
        RunError: it is too long.
    """
    title = _on_one_line(plain(words, len(words)))
    if len(title) > LONGEST_TITLE:
        raise RunError(
            f"The name of a run has {LONGEST_TITLE} characters at most, this one {len(title)}.",
            hint="Use a shorter one.",
        )
    return title


def rename_run(run: Path, title: str) -> str:
    """Call a run something else, also while it goes on; its folder stays where it is.

    Args:
        run: folder of a run that is there.
        title: what people call it; empty: by what it makes, as if nobody had named it.

    Returns:
        What it was called before; empty where nobody had named it.

    Raises:
        RunError: the title is too long, or there is no such run.
        UnwritableFile: the folder cannot be written.
    """
    title, before = clean_title(title), title_of(run)
    if not (run / "recipe.toml").is_file():
        raise RunError(
            f'"{run}" holds no run.', hint="List the runs of a project: asc runs PROJECT."
        )
    if title != before:
        write_text(run / TITLE, f"{title}\n" if title else "")
    return before


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
