"""What the columns of a table mean: guessed from their names, or as the user says."""

import re
from collections.abc import Mapping, Sequence

from ml_core.datasets.labels import ALL_FACTS
from ml_core.errors import ImportProblem
from ml_core.project import STATES

_STRETCH = ("start_s", "end_s", "duration_s", "low_hz", "high_hz")
MEANINGS = ("filename", "folder", "scene", *_STRETCH, "state", "note", *ALL_FACTS)
"""What a column can mean."""
EXTRA = "extra"
"""The column is kept as it is."""
IGNORE = "ignore"
"""The column is not read."""

# The first of a row that is a column of the table is taken.
_ALIASES = {
    "filename": "filename file_name file path filepath file_path audio audio_file audio_path "
    "audio_filename recording sound_file sound_files soundfile in_file wav fname begin_path "
    "begin_file",
    "folder": "folder",
    "scene": "scene_label scene scenes acoustic_scene event_label category class label labels "
    "manual_id common_name scientific_name species target",
    "start_s": "start_s start onset start_seconds start_sec start_time begin_time_s begin_s begin "
    "begin_time offset",
    "end_s": "end_s end stop_seconds stop_s stop end_seconds end_sec end_time end_time_s offset",
    "duration_s": "duration_s duration",
    "low_hz": "low_hz low_freq_hz low_frequency_hz low_freq freq_min min_freq fmin",
    "high_hz": "high_hz high_freq_hz high_frequency_hz high_freq freq_max max_freq fmax",
    "state": "state",
    "note": "note notes comment comments",
    "device": "source_label device device_id microphone mic recorder phone",
    "city": "city town",
    "location": "location location_id place site site_id station",
    "session": "session session_id visit walk",
    "source": "source source_id src_file",
    "identifier": "identifier",
    "recorded_at": "recorded_at recording_time recorded timestamp datetime date_time",
    "heard_channel": "heard_channel",
    "licence": "licence license",
    "author": "author recordist uploader",
}
_NAMED = frozenset(alias for aliases in _ALIASES.values() for alias in aliases.split())
_KEPT = "extra:"  # before the name of a column of ours that would be taken for something else
FILE_NAME = re.compile(r"\.(wav|wave|flac|ogg|opus|mp3|aiff?|w64|rf64|caf|au)\s*$", re.IGNORECASE)
"""What a file name in a cell looks like."""
_LISTED = 12  # columns that a hint names
_CELL = 60  # characters of a cell in a hint


def guess(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, stretches: bool
) -> dict[str, str]:
    """A meaning for every column; each meaning but "extra" at most once.

    Args:
        columns: their names.
        rows: some of the cells.
        stretches: whether rows can be stretches of recordings. They are not in DCASE's meta.csv,
            where a start is that of the recording within another.
    """
    by_name: dict[str, str] = {}
    for column in reversed(columns):
        by_name[_plain(column)] = column
    meaning = dict.fromkeys(columns, EXTRA)
    for name, aliases in _ALIASES.items():
        if (name in _STRETCH and not stretches) or (name == "folder" and "in_file" not in by_name):
            continue  # only Kaleidoscope parts a path into FOLDER and IN FILE
        for alias in aliases.split():
            named = by_name.get(alias)
            if named is not None and meaning[named] == EXTRA:
                meaning[named] = name
                break
    _by_content(meaning, columns, rows)
    given = set(meaning.values())
    if "start_s" not in given or not given & {"end_s", "duration_s"}:
        meaning = {k: EXTRA if v in _STRETCH else v for k, v in meaning.items()}
    return meaning


def written(name: str) -> str:
    """How a column that is only kept is called in a table, so that reading keeps it too."""
    return _KEPT + name if _plain(name) in _NAMED or name.startswith(_KEPT) else name


def read(column: str) -> str:
    """What a column that is only kept was called before :func:`written`."""
    return column.removeprefix(_KEPT)


def checked(mapping: Mapping[str, str], columns: Sequence[str], name: str) -> dict[str, str]:
    """A mapping that fits a table, for every column.

    Raises:
        ImportProblem: a column or a meaning is not known, one is given twice, or none names files.
    """
    for column, meaning in mapping.items():
        if column not in columns:
            raise ImportProblem(
                f'"{name}" has no column "{column}".', hint=f"It has: {', '.join(columns)}."
            )
        if meaning not in (*MEANINGS, EXTRA, IGNORE):
            raise ImportProblem(
                f'A column cannot mean "{meaning}".',
                hint=f"It can mean: {', '.join((*MEANINGS, EXTRA, IGNORE))}.",
            )
    given = [meaning for meaning in mapping.values() if meaning in MEANINGS]
    if twice := sorted({meaning for meaning in given if given.count(meaning) > 1}):
        raise ImportProblem(f'Two columns of "{name}" mean {twice[0]}.', hint="Choose one of them.")
    if "filename" not in given:
        raise ImportProblem(f'"{name}" has no column "filename".', hint=_needed(columns))
    return {column: mapping.get(column, EXTRA) for column in columns}


def listed(columns: Sequence[str]) -> str:
    """The names of columns in a sentence."""
    more = f" and {len(columns) - _LISTED} more" if len(columns) > _LISTED else ""
    return ", ".join(columns[:_LISTED]) + more


def _needed(columns: Sequence[str]) -> str:
    """What is there instead of a column of file names, and what there must be."""
    if len(columns) == 1:
        return (
            f"Its first line has only one cell: {columns[0][:_CELL]}. It must name the columns, "
            "such as: filename, scene_label, with a comma, a semicolon or a tab between them."
        )
    return (
        f"Its columns are: {listed(columns)}. One must be called filename, "
        "or be named so: --column NAME=filename"
    )


def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")


def _by_content(
    meaning: dict[str, str], columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """What only the cells can tell: file names without a header, states that are not ours."""
    cells = dict(zip(columns, zip(*rows, strict=False), strict=False)) if rows else {}
    if "filename" not in meaning.values():
        for column in columns:
            if all(FILE_NAME.search(cell) for cell in cells.get(column, [""])):
                meaning[column] = "filename"
                break
    if "scene" not in meaning.values() and list(columns[:2]) == ["column 1", "column 2"]:
        if meaning["column 1"] == "filename":
            meaning["column 2"] = "scene"  # DCASE's first tables had no header
        elif len(columns) == 2:
            meaning["column 1"] = "scene"
    for column, name in meaning.items():
        if name == "state" and not set(cells.get(column, ())) <= {"", *STATES}:
            meaning[column] = EXTRA
