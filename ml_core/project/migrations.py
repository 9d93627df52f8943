"""The tables of a project, as numbered steps: step n brings version n - 1 to version n.

A step that was released is never edited; a change is a new step at the end.
"""

_FIRST = (
    # What the project is called, when it was made, which set of splits is active.
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # Where audio lies. Inside the project folder: path is relative. Elsewhere: path is absolute
    # and near is the same place seen from the project folder, for when both move together.
    # origin is the folder the recordings were brought in from.
    """CREATE TABLE roots (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL, near TEXT, origin TEXT NOT NULL)""",
    # hidden: not begun, or undone. logged: an operation exists that shows and hides it.
    """CREATE TABLE imports (
        id INTEGER PRIMARY KEY, time TEXT NOT NULL, name TEXT NOT NULL, origin TEXT NOT NULL,
        kind TEXT NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 1,
        logged INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE problems (
        id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
        path TEXT NOT NULL, reason TEXT NOT NULL)""",
    "CREATE INDEX problems_import ON problems (import_id)",
    "CREATE TABLE scenes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE devices (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE locations (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE licences (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE recordings (
        id INTEGER PRIMARY KEY,
        import_id INTEGER NOT NULL REFERENCES imports,
        root_id INTEGER NOT NULL REFERENCES roots,
        path TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        sha256 TEXT,
        sample_rate_hz INTEGER NOT NULL,
        channels INTEGER NOT NULL,
        n_samples INTEGER NOT NULL,
        container TEXT NOT NULL,
        subtype TEXT NOT NULL,
        device_id INTEGER REFERENCES devices,
        location_id INTEGER REFERENCES locations,
        source_id INTEGER NOT NULL REFERENCES sources,
        licence_id INTEGER REFERENCES licences,
        identifier TEXT,
        author TEXT,
        extra TEXT,
        UNIQUE (root_id, path))""",
    "CREATE INDEX recordings_import ON recordings (import_id)",
    "CREATE INDEX recordings_device ON recordings (device_id)",
    "CREATE INDEX recordings_location ON recordings (location_id)",
    "CREATE INDEX recordings_source ON recordings (source_id)",
    "CREATE INDEX recordings_unhashed ON recordings (id) WHERE sha256 IS NULL",
    """CREATE TABLE segments (
        id INTEGER PRIMARY KEY,
        recording_id INTEGER NOT NULL REFERENCES recordings ON DELETE CASCADE,
        start_s REAL NOT NULL,
        duration_s REAL NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        removed INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX segments_recording ON segments (recording_id)",
    "CREATE INDEX segments_state ON segments (state)",
    """CREATE TABLE segment_scenes (
        segment_id INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
        position INTEGER NOT NULL,
        scene_id INTEGER NOT NULL REFERENCES scenes,
        PRIMARY KEY (segment_id, position)) WITHOUT ROWID""",
    "CREATE INDEX segment_scenes_scene ON segment_scenes (scene_id)",
    """CREATE TABLE splits (
        name TEXT NOT NULL,
        segment_id INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
        split TEXT NOT NULL,
        PRIMARY KEY (name, segment_id)) WITHOUT ROWID""",
    "CREATE INDEX splits_split ON splits (name, split)",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY, time TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
        stage TEXT NOT NULL)""",
    """CREATE TABLE bundles (
        id INTEGER PRIMARY KEY, time TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
        fingerprint TEXT NOT NULL, run TEXT)""",
    # Every change, in order, for good. undo_head and redo_head are the operations that undo and
    # redo would take next, after this row; previous is the head that this row covered.
    """CREATE TABLE operations (
        id INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'note')),
        target INTEGER REFERENCES operations,
        text TEXT NOT NULL,
        forward TEXT NOT NULL,
        inverse TEXT,
        undo_head INTEGER,
        redo_head INTEGER,
        previous INTEGER)""",
    "CREATE INDEX operations_target ON operations (target) WHERE target IS NOT NULL",
    """CREATE TRIGGER operations_stay BEFORE UPDATE ON operations
        BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
    """CREATE TRIGGER operations_last BEFORE DELETE ON operations
        BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END""",
)

_SECOND = (
    "CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE sessions (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # The same table without UNIQUE (root_id, path): what is hidden, because its import was undone,
    # may share its place with what is there. And with new facts: recorded_at is ISO 8601; channel
    # counts from 0, NULL is the mean of all. sample_rate_hz is 0 until the file was looked at.
    """CREATE TABLE recordings_2 (
        id INTEGER PRIMARY KEY,
        import_id INTEGER NOT NULL REFERENCES imports,
        root_id INTEGER NOT NULL REFERENCES roots,
        path TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        sha256 TEXT,
        sample_rate_hz INTEGER NOT NULL,
        channels INTEGER NOT NULL,
        n_samples INTEGER NOT NULL,
        container TEXT NOT NULL,
        subtype TEXT NOT NULL,
        device_id INTEGER REFERENCES devices,
        location_id INTEGER REFERENCES locations,
        source_id INTEGER NOT NULL REFERENCES sources,
        licence_id INTEGER REFERENCES licences,
        identifier TEXT,
        author TEXT,
        extra TEXT,
        city_id INTEGER REFERENCES cities,
        session_id INTEGER REFERENCES sessions,
        recorded_at TEXT,
        channel INTEGER)""",
    "INSERT INTO recordings_2 SELECT *, NULL, NULL, NULL, NULL FROM recordings",
    "DROP TABLE recordings",
    "ALTER TABLE recordings_2 RENAME TO recordings",
    "CREATE INDEX recordings_path ON recordings (path, root_id)",
    "CREATE INDEX recordings_import ON recordings (import_id)",
    "CREATE INDEX recordings_device ON recordings (device_id)",
    "CREATE INDEX recordings_location ON recordings (location_id)",
    "CREATE INDEX recordings_source ON recordings (source_id)",
    "CREATE INDEX recordings_unhashed ON recordings (id) WHERE sha256 IS NULL",
    "CREATE INDEX recordings_unread ON recordings (id) WHERE sample_rate_hz = 0",
    # NULL: no bound on that side.
    "ALTER TABLE segments ADD COLUMN low_hz REAL",
    "ALTER TABLE segments ADD COLUMN high_hz REAL",
    "DROP INDEX segments_recording",
    # What lies in a window of a recording: short ones begin little before it, long ones are few.
    "CREATE INDEX segments_place ON segments (recording_id, start_s, duration_s, removed)",
    "CREATE INDEX segments_long ON segments (recording_id) WHERE duration_s > 60",
    # What the project held at a moment: contents is zlib-packed JSON, see snapshots.py.
    """CREATE TABLE snapshots (
        id INTEGER PRIMARY KEY, time TEXT NOT NULL, name TEXT NOT NULL,
        n_recordings INTEGER NOT NULL, n_segments INTEGER NOT NULL, n_labelled INTEGER NOT NULL,
        digest TEXT NOT NULL, contents BLOB NOT NULL)""",
)

_THIRD = (
    # When the file was written last, as far as that was kept (0: not), and how often it was found
    # to hold something else than before: what was computed from an earlier edition is void.
    "ALTER TABLE recordings ADD COLUMN modified_ns INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE recordings ADD COLUMN edition INTEGER NOT NULL DEFAULT 0",
    # Nothing is looked up by these: whoever filters by them goes through all recordings as fast.
    "DROP INDEX recordings_device",
    "DROP INDEX recordings_location",
    "DROP INDEX recordings_source",
    # Only what was read can be hashed.
    "DROP INDEX recordings_unhashed",
    """CREATE INDEX recordings_unhashed ON recordings (id)
        WHERE sha256 IS NULL AND sample_rate_hz > 0""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD)
VERSION = len(MIGRATIONS)
APPLICATION_ID = 0x41534350  # "ASCP": says what the file is, to us and to file(1)
