"""What files hold, as far as they were read. These are facts, no edits: the log has none of it."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from ml_core.project import roots
from ml_core.project.changes import count_unlogged
from ml_core.project.database import Database
from ml_core.project.fields import fill_lengths
from ml_core.project.intake import Header

_SET_HEADER = """UPDATE recordings SET size_bytes = ?, sample_rate_hz = ?, channels = ?,
    n_samples = ?, container = ?, subtype = ?, modified_ns = ?"""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was when it was read.

    ``modified_ns`` is 0 where its time was not kept, ``sha256`` None until it is known.
    """

    recording_id: int
    path: Path
    size_bytes: int
    modified_ns: int
    sha256: str | None


class Contents:
    """What a project knows of its files; see :class:`ml_core.project.Project`."""

    database: Database
    folder: Path

    def unread(self, after: int, limit: int) -> list[tuple[int, Path]]:
        """The next recordings whose header was not read yet: (recording id, path)."""
        return self._files("sample_rate_hz = 0", after, limit)

    def n_unread(self) -> int:
        """How many headers were not read yet."""
        query = "SELECT count(*) FROM recordings WHERE sample_rate_hz = 0"
        return int(self.database.value(query))

    def set_headers(self, headers: Mapping[int, Header]) -> None:
        """Store what files say of themselves, by recording id; clips get their lengths."""
        if not headers:
            return
        with self.database.transaction() as connection:
            connection.executemany(
                f"{_SET_HEADER} WHERE id = ?",
                [(*astuple(header), number) for number, header in headers.items()],
            )
            count_unlogged(connection)
            fill_lengths(connection, "recording_id", json.dumps(list(headers)))

    def unhashed(self, after: int, limit: int) -> list[tuple[int, Path]]:
        """The next read recordings whose content hash is not known: (recording id, path)."""
        return self._files("sha256 IS NULL AND sample_rate_hz > 0", after, limit)

    def n_unhashed(self) -> int:
        """How many content hashes are not known yet."""
        query = "SELECT count(*) FROM recordings WHERE sha256 IS NULL AND sample_rate_hz > 0"
        return int(self.database.value(query))

    def set_hashes(self, hashes: Mapping[int, str]) -> None:
        """Store content hashes by recording id."""
        if not hashes:
            return
        with self.database.transaction() as connection:
            connection.executemany(
                "UPDATE recordings SET sha256 = ? WHERE id = ?",
                [(digest, number) for number, digest in hashes.items()],
            )

    def read_files(self, after: int, limit: int) -> list[ReadFile]:
        """The next visible recordings whose header was read."""
        places = roots.paths(self.database, self.folder)
        rows = self.database.rows(
            """SELECT id, root_id, path, size_bytes, modified_ns, sha256 FROM recordings
            WHERE sample_rate_hz > 0 AND id > ?
                AND import_id NOT IN (SELECT id FROM imports WHERE hidden)
            ORDER BY id LIMIT ?""",
            (after, limit),
        )
        return [ReadFile(row[0], places[row[1]] / row[2], *row[3:]) for row in rows]

    def set_times(self, times_ns: Mapping[int, int]) -> None:
        """Store when files were written last, by recording id: they hold what they held."""
        if not times_ns:
            return
        with self.database.transaction() as connection:
            connection.executemany(
                "UPDATE recordings SET modified_ns = ? WHERE id = ?",
                [(time_ns, number) for number, time_ns in times_ns.items()],
            )

    def set_changed(self, changed: Mapping[ReadFile, tuple[Header, str]]) -> None:
        """Store what files hold now, and that it is another edition; with their content hashes.

        Clips over whole recordings get the new lengths. Where another process was first, it stays.
        """
        if not changed:
            return
        with self.database.transaction() as connection:
            connection.executemany(
                """UPDATE segments SET duration_s = ? WHERE recording_id = ? AND start_s = 0
                AND duration_s >= (SELECT n_samples * 1.0 / sample_rate_hz FROM recordings r
                    WHERE r.id = recording_id)""",
                [
                    (header.n_samples / header.sample_rate_hz, old.recording_id)
                    for old, (header, _) in changed.items()
                ],
            )
            connection.executemany(
                f"""{_SET_HEADER}, sha256 = ?, edition = edition + 1
                WHERE id = ? AND size_bytes = ? AND modified_ns = ?""",
                [
                    (*astuple(new), digest, old.recording_id, old.size_bytes, old.modified_ns)
                    for old, (new, digest) in changed.items()
                ],
            )
            count_unlogged(connection)

    def _files(self, which: str, after: int, limit: int) -> list[tuple[int, Path]]:
        places = roots.paths(self.database, self.folder)
        query = f"""SELECT id, root_id, path FROM recordings WHERE {which} AND id > ?
            ORDER BY id LIMIT ?"""
        rows = self.database.rows(query, (after, limit))
        return [(number, places[root] / path) for number, root, path in rows]
