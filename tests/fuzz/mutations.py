"""What happens to a file on its way: bytes, words, numbers, cells, entries; drawn from a seed."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ml_core.bundle import archive
from ml_core.files import sha256_bytes

Draw = random.Random
Mutation = Callable[[bytes, Draw], bytes]

NUMBERS = (
    "0", "-1", "1", "1e309", "-1e309", "NaN", "9223372036854775808", "-9223372036854775809",
    "0.0000001", "1e-320", "3,5", "1_000", "0x10", "٣", "4294967296", "99999999999999999999999",
)  # fmt: skip
WORDS = (
    "", " ", "a" * 5000, "../../evil", "/tmp/fuzz-evil/x", "..\\..\\evil", "C:\\evil", "~", ".",
    "nul\x00l", "new\nline", "tab\tbed", "\u202egnp", "\ufeffbom", "\ud7ff", "🎧" * 300, "<b>x</b>",
    "%s%n{0}", "' OR 1=1; --", "=cmd()", "null", "true", "[]", "{}", "bus|park", "bus,park",
    "file:///etc/passwd", "http://192.0.2.1/x", "a/b/c", "-rf", "--help", "cafe\u0301",
)  # fmt: skip
HALF = "\ud800"  # of a character
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**30, 10**400, 0.5, -0.0, 1e308,
    float("inf"), float("nan"), "", "x" * 3000, "../../evil", "/tmp/fuzz-evil/x", [], {}, [[]],
    [None], {"a": 1}, "\x00", HALF, "bus", "2031-01-01", [1, 2, 3], "NaN", "1",
)  # fmt: skip


# bytes


def flipped(data: bytes, draw: Draw) -> bytes:
    """Some bits."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def flipped_head(data: bytes, draw: Draw) -> bytes:
    """Where the sizes stand."""
    head = min(len(data), 512)
    return flipped(data[:head], draw) + data[head:]


def cut(data: bytes, draw: Draw) -> bytes:
    """Only the beginning, as after a full disk."""
    return data[: draw.randrange(len(data) + 1)] if draw.random() < 0.8 else b""


def beheaded(data: bytes, draw: Draw) -> bytes:
    """Only the end."""
    return data[draw.randrange(min(len(data), 4096) + 1) :]


def holed(data: bytes, draw: Draw) -> bytes:
    """A stretch of zeros, as after a crash."""
    if not data:
        return b"\0"
    start = draw.randrange(len(data))
    length = draw.choice((1, 16, 512, 4096, len(data)))
    return data[:start] + b"\0" * min(length, len(data) - start) + data[start + length :]


def doubled(data: bytes, draw: Draw) -> bytes:
    """A stretch twice."""
    start = draw.randrange(len(data) + 1)
    length = draw.choice((1, 7, 100, 4096))
    return data[: start + length] + data[start:]


def noisy(data: bytes, draw: Draw) -> bytes:
    """A stretch of anything."""
    start = draw.randrange(len(data) + 1)
    noise = draw.randbytes(draw.choice((1, 4, 64, 2048)))
    return data[:start] + noise + data[start + len(noise) * draw.randrange(2) :]


def sized(data: bytes, draw: Draw) -> bytes:
    """An integer of four or eight bytes that is extreme."""
    changed = bytearray(data)
    if len(data) < 16:
        return noisy(data, draw)
    at = draw.randrange(min(len(data), 2048) - 8)
    value = draw.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 2**63, 2**64 - 1, 1 << 40))
    form = draw.choice(("<I", ">I", "<Q", ">Q"))
    packed = struct.pack(form, value & (2**32 - 1 if form[1] == "I" else 2**64 - 1))
    changed[at : at + len(packed)] = packed
    return bytes(changed)


def another(data: bytes, draw: Draw) -> bytes:
    """Not such a file at all."""
    return draw.choice(
        (b"", b"\0" * 1000, b"PK\x03\x04" + data[4:], b"SQLite format 3\0" + b"\0" * 100,
         b"\x89HDF\r\n\x1a\n" + data[8:], b"RIFF\xff\xff\xff\xffWAVE", b"{" * 5000, b"[" * 100_000,
         b"\x80\x04\x95cos\nsystem\n(S'touch evil'\ntR.", draw.randbytes(3000), b"#!/bin/sh\n",
         data + data, b"\xff\xfe" + b"a\0" * 100, b"\n" * 5000),
    )  # fmt: skip


BYTES: tuple[Mutation, ...] = (
    flipped, flipped_head, cut, beheaded, holed, doubled, noisy, sized, another,
)  # fmt: skip


# text

NUMBER = re.compile(rb"-?\d+(\.\d+)?([eE][-+]?\d+)?")
WORD = re.compile(rb"[A-Za-z_./-]{2,}")


def other_number(data: bytes, draw: Draw) -> bytes:
    """One number is something else."""
    return _replaced(data, draw, NUMBER, NUMBERS)


def other_word(data: bytes, draw: Draw) -> bytes:
    """One word is something else."""
    return _replaced(data, draw, WORD, WORDS)


def _replaced(data: bytes, draw: Draw, what: re.Pattern[bytes], by: tuple[str, ...]) -> bytes:
    found = list(what.finditer(data))
    if not found:
        return noisy(data, draw)
    one = draw.choice(found)
    word = draw.choice(by).encode("utf-8", "surrogatepass")
    return data[: one.start()] + word + data[one.end() :]


def other_lines(data: bytes, draw: Draw) -> bytes:
    """Lines gone, doubled, swapped, or far too many."""
    lines = data.splitlines(keepends=True) or [b""]
    at, to = draw.randrange(len(lines)), draw.randrange(len(lines))
    how = draw.randrange(4)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(to, lines[at])
    elif how == 2:
        lines[at], lines[to] = lines[to], lines[at]
    else:
        lines[at:at] = [lines[at]] * 300
    return b"".join(lines)


def other_encoding(data: bytes, draw: Draw) -> bytes:
    """Written by another program."""
    text = data.decode("utf-8", "replace")
    how = draw.randrange(6)
    if how < 4:
        coding = ("utf-16", "utf-8-sig", "latin-1", "cp037")[how]
        return text.encode(coding, "replace")
    return data.replace(b"\n", b"\r\n" if how == 4 else b"\r")


def other_separator(data: bytes, draw: Draw) -> bytes:
    """Commas are semicolons, quotes are open."""
    return draw.choice(
        (data.replace(b",", b";"), data.replace(b"\t", b","), data.replace(b",", b"\t"),
         data + b'"open', data.replace(b"=", b" "), data.replace(b'"', b"'")),
    )  # fmt: skip


TEXT: tuple[Mutation, ...] = (
    other_number, other_number, other_word, other_word, other_lines, other_encoding,
    other_separator, flipped, cut, another,
)  # fmt: skip


def other_cells(data: bytes, draw: Draw) -> bytes:
    """Cells of a table, or its head, hold something else."""
    text = data.decode("utf-8", "replace")
    tab = "\t" if "\t" in text else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=tab)) or [[""]]
    for _ in range(draw.choice((1, 1, 3))):
        row = rows[0 if draw.random() < 0.3 else draw.randrange(len(rows))]
        if row:
            row[draw.randrange(len(row))] = draw.choice(WORDS + NUMBERS)
    out = io.StringIO()
    csv.writer(out, delimiter=tab).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


TABLE: tuple[Mutation, ...] = (*TEXT, other_cells, other_cells, other_cells)


# JSON


def other_node(data: bytes, draw: Draw) -> bytes:
    """One value anywhere in a JSON document, or one line of several, is something else."""
    lines = data.splitlines() if data.count(b"\n{") > 1 and data[:1] == b"{" else [data]
    at = draw.randrange(len(lines))
    try:
        table = json.loads(lines[at])
    except ValueError:
        return other_number(data, draw)
    lines[at] = json.dumps(changed_node(table, draw)).encode("utf-8", "surrogatepass")
    return b"\n".join(lines) + b"\n"


def changed_node(value: Any, draw: Draw) -> Any:
    """The same tree but for one node."""
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        value = _one_changed(value, draw)
    return value


def _one_changed(value: Any, draw: Draw) -> Any:
    if not isinstance(value, dict | list) or not value or draw.random() < 0.04:
        return draw.choice(VALUES)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = draw.choice(keys)
    inner = value[key]
    if isinstance(inner, dict | list) and inner and draw.random() < 0.85:
        value[key] = _one_changed(inner, draw)
        return value
    how = draw.random()
    if how < 0.2:
        del value[key]
    elif how < 0.3 and isinstance(value, dict):
        value[draw.choice(WORDS)] = value.pop(key)
    elif how < 0.35 and isinstance(value, list):
        value.extend([inner] * 50)
    elif how < 0.5 and isinstance(inner, int | float) and not isinstance(inner, bool):
        value[key] = draw.choice((-inner, inner * 1000, inner + 1, float(str(inner)), str(inner)))
    else:
        value[key] = draw.choice(VALUES)
    return value


JSON: tuple[Mutation, ...] = (*TEXT, *[other_node] * 14)


# archives


def other_entry(data: bytes, draw: Draw) -> bytes:
    """A bundle of somebody who knows the format: one entry is changed, and all is sealed again."""
    entries = dict(archive.read_entries(data))
    name = draw.choice(list(entries))
    if name.endswith(".json"):
        entries[name] = other_node(entries[name], draw)
    else:
        entries[name] = draw.choice(BYTES)(entries[name], draw)
    try:
        table = json.loads(entries["bundle.json"])
        table["digests"] = {
            key: sha256_bytes(content) for key, content in entries.items() if key != "bundle.json"
        }
        entries["bundle.json"] = json.dumps(table).encode()
    except (ValueError, TypeError):
        pass
    return archive.pack(entries)


def other_zip(data: bytes, draw: Draw) -> bytes:
    """The entries under other names, compressed, twice, or with others among them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for header in old.infolist():
            name = draw.choice(WORDS) or "x" if draw.random() < 0.15 else header.filename
            kind = draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            new.writestr(name.replace("\x00", ""), old.read(header), compress_type=kind)
    return out.getvalue()


BUNDLE: tuple[Mutation, ...] = (*BYTES, *[other_entry] * 20, other_zip)


def other_tensors(data: bytes, draw: Draw) -> bytes:
    """The head of a safetensors file says something else."""
    (length,) = struct.unpack("<Q", data[:8])
    head = data[8 : 8 + length]
    head = draw.choice((other_node, other_node, other_number, flipped))(head, draw)
    stated = len(head) if draw.random() < 0.9 else draw.choice((0, 2**40, length, 2**64 - 1))
    return struct.pack("<Q", stated) + head + data[8 + length :]


TENSORS: tuple[Mutation, ...] = (*BYTES, *[other_tensors] * 12)


# databases


def other_rows(path: Path, draw: Draw) -> str:
    """A database that SQLite opens, with something else in it; says what, changes the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA journal_mode=DELETE")
        tables = [
            str(name)
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if not str(name).startswith("sqlite_")
        ]
        statement, values = _statement(connection, draw.choice(tables), draw)
        try:
            connection.execute(statement, values)
        except sqlite3.Error as error:
            return f"{statement} {values!r:.60} ({error})"
        return f"{statement} {values!r:.60}"
    finally:
        connection.close()


def _statement(
    connection: sqlite3.Connection, table: str, draw: Draw
) -> tuple[str, tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    column = draw.choice(columns)
    how = draw.random()
    if how < 0.6:
        value = draw.choice((*[one for one in VALUES if not isinstance(one, list | dict)], *WORDS))
        if isinstance(value, int) and abs(value) >= 2**63:
            value = float(str(value))  # infinite, where it is beyond all
        if isinstance(value, str) and (value == HALF or draw.random() < 0.1):
            value = value.encode("utf-8", "surrogatepass")  # a blob where text should be
        one = f'WHERE rowid=(SELECT rowid FROM "{table}" ORDER BY random() LIMIT 1)'
        where = "" if draw.random() < 0.3 else one
        if "random()" in where:
            (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            row = draw.randrange(max(1, count))
            where = f'WHERE rowid=(SELECT rowid FROM "{table}" LIMIT 1 OFFSET {row})'
        return f'UPDATE OR IGNORE "{table}" SET "{column}"=? {where}', (value,)
    others = (
        (f'DELETE FROM "{table}"', ()),
        (f'DROP TABLE "{table}"', ()),
        (f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "other"', ()),
        (f'ALTER TABLE "{table}" ADD COLUMN "more"', ()),
        (f"PRAGMA user_version={draw.choice((0, 1, 2, 99, -1, 2**31 - 1))}", ()),
        (f"PRAGMA application_id={draw.choice((0, 1, 2**31 - 1))}", ()),
        (f'INSERT OR IGNORE INTO "{table}" ("{column}") VALUES (?)', (draw.choice(WORDS),)),
        (f'CREATE TRIGGER evil AFTER INSERT ON "{table}" BEGIN DELETE FROM "{table}"; END', ()),
        (f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"', ()),
        (f'CREATE VIEW evil AS SELECT * FROM "{table}"', ()),
    )
    return draw.choice(others)
