"""What can be translated: what passes ``tr`` in the studio, and the sentences of the engine.

``lupdate`` reads Python as if it were C++: it knows neither ``tr = QCoreApplication.translate`` nor
a module's own ``_tr``. So the program is read with ``ast``. Three ways to translate are known:

* ``self.tr("words")``, whose context is the class it is written in (PySide6 asks the classes of an
  object one after the other, so a subclass finds the words of its base),
* ``tr("Context", "words")`` where ``tr`` is, or was set to, ``QCoreApplication.translate``,
* ``_tr("words")`` where ``_tr`` is a function that calls ``translate("Context", words)``.

The engine knows no Qt: what its errors, checks and tables say is found by its shape, and becomes
a template of the context ``engine``, with ``{1}``, ``{2}`` for what an f-string fills in.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = "engine"
QT = ("QCoreApplication.translate", "QApplication.translate")


@dataclass(slots=True)
class Text:
    """Something to translate.

    Attributes:
        context: class, or name given to ``translate``.
        source: the English words.
        comment: what tells equal words apart; mostly empty.
        part: the file of a language it belongs to: a page, or a package.
        files: where it is said, relative to the root.
    """

    context: str
    source: str
    comment: str
    part: str
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.source, self.comment


class Untranslatable(Exception):
    """A call to ``tr`` whose words or context cannot be known before the program runs."""


def texts(root: Path = ROOT) -> list[Text]:
    """All of the studio and of the engine, in a lasting order; each (context, words) once."""
    found: dict[tuple[str, str, str], Text] = {}
    for path in sorted((root / "ascstudio").rglob("*.py")):
        for one in _Reader(path, root).texts():
            found.setdefault(one.key, one).files += [str(path.relative_to(root))]
    for path, source in engine_templates(root):
        one = Text(ENGINE, source, "", ENGINE)
        found.setdefault(one.key, one).files += [str(path.relative_to(root))]
    for one in found.values():
        one.files = sorted(set(one.files))
    return sorted(found.values(), key=lambda one: one.key)


def part_of(path: Path, root: Path = ROOT) -> str:
    """``label`` for a file of the page Label, ``shell``, ``widgets``; ``app`` for the rest."""
    parts = path.relative_to(root / "ascstudio").parts
    inner = parts[1:] if parts[0] == "pages" else parts
    return inner[0] if len(inner) > 1 else "app"


class _Reader:
    """Finds the calls to ``tr`` of one module."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path, self.part = path, part_of(path, root)
        words = path.read_text("utf-8")
        self.tree = ast.parse(words)
        self.may_alias = re.search(r"self\.tr\b(?!\()|\.translate\b(?!\()", words) is not None
        self.wrappers = dict(_wrappers(self.tree)) if "translate(" in words else {}

    def texts(self) -> list[Text]:
        return list(self._in(self.tree, "", dict(self.wrappers)))

    def _in(self, node: ast.AST, inside: str, known: dict[str, str | None]) -> Iterator[Text]:
        """``known``: name -> its context, the class's, or None where a call names it."""
        if isinstance(node, ast.ClassDef):
            inside = node.name
        if self.may_alias and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            known = {**known, **_aliases(node, inside)}
        if isinstance(node, ast.Call) and not self._is_wrapper_body(node):
            found = self._said(node, inside, known)
            if found is not None:
                yield found
        for child in ast.iter_child_nodes(node):
            yield from self._in(child, inside, known)

    def _is_wrapper_body(self, call: ast.Call) -> bool:
        return len(call.args) > 1 and isinstance(call.args[1], ast.Name) and _translates(call, {})

    def _said(self, call: ast.Call, inside: str, known: dict[str, str | None]) -> Text | None:
        name = _dotted(call.func)
        if name == "self.tr":
            return self._text(inside, call.args, call)
        if _translates(call, known):
            if not isinstance(call.args[0], ast.Constant):
                raise self._odd(call)
            return self._text(str(call.args[0].value), call.args[1:], call)
        if name in known and (context := known[name]) is not None:
            return None if _is_data(call.args) else self._text(context, call.args, call)
        if name.split(".")[-1] in ("tr", "_tr"):
            raise self._odd(call)
        return None

    def _text(self, context: str, args: list[ast.expr], call: ast.Call) -> Text:
        words = [one.value if isinstance(one, ast.Constant) else None for one in args]
        if not words or not all(isinstance(one, str) for one in words) or not context:
            raise self._odd(call)
        return Text(context, str(words[0]), str(words[1]) if len(words) > 1 else "", self.part)

    def _odd(self, call: ast.Call) -> Untranslatable:
        return Untranslatable(f"{self.path}:{call.lineno}: {ast.unparse(call)}")


def _translates(call: ast.Call, known: dict[str, str | None]) -> bool:
    name = _dotted(call.func)
    return len(call.args) >= 2 and (name in QT or (name in known and known[name] is None))


def _is_partial(call: ast.Call) -> bool:
    return _dotted(call.func) == "partial" and _dotted(call.args[0]) in QT


def _dotted(node: ast.AST) -> str:
    """``QCoreApplication.translate`` of a name or an attribute; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := _dotted(node.value)):
        return f"{before}.{node.attr}"
    return f".{node.attr}" if isinstance(node, ast.Attribute) else ""


def _is_data(args: list[ast.expr]) -> bool:
    """Words of a table, such as those of a setting, that are found by other means."""
    return len(args) == 1 and isinstance(args[0], ast.Attribute)


def _wrappers(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    """Functions that translate what they are given: name -> context."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.args:
            for call in ast.walk(node):
                if (
                    isinstance(call, ast.Call)
                    and _translates(call, {})
                    and isinstance(call.args[1], ast.Name)
                    and call.args[1].id == node.args.args[-1].arg
                ):
                    context = call.args[0]
                    yield node.name, str(context.value) if isinstance(context, ast.Constant) else ""


def _aliases(node: ast.FunctionDef | ast.AsyncFunctionDef, inside: str) -> dict[str, str | None]:
    """``tr = self.tr`` of a function, and whatever it makes of ``QCoreApplication.translate``."""
    found: dict[str, str | None] = {}
    for one in ast.walk(node):
        if isinstance(one, ast.Assign):
            for name, value in _assigned(one):
                words = _dotted(value)
                if words == "self.tr":
                    found[name] = inside
                elif words in QT:
                    found[name] = None
                elif isinstance(value, ast.Call) and _is_partial(value):
                    found[name] = ast.literal_eval(value.args[1])
    return found


def _assigned(statement: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    """Each name with its value, of ``a = 1`` and of ``a, b = 1, 2``."""
    target, value = statement.targets[0], statement.value
    if isinstance(target, ast.Name):
        yield target.id, value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for name, one in zip(target.elts, value.elts, strict=False):
            if isinstance(name, ast.Name):
                yield name.id, one


# --- the engine ---------------------------------------------------------------------------

COMMAND = re.compile(r"(?:(?<=[.!?] )|^)[^.!?]*\basc (?P<verb>[a-z-]+)\b.*?(?:\.(?=\s|$)|$)")
"""A sentence that names a command of the command line: the window says something else there."""


SILENT = (
    "cli", "report", "c99", "web", "api.py", "bundle/card.py", "bundle/latency.py",
    "bundle/onnx_scan.py", "datasets/columns.py", "datasets/aoef.py", "stages/sizes.py",
    "recordings/ring.py", "recordings/real_names.py", "project/intake.py", "project/fields.py",
    "live/audio.py", "quantization/export.py", "runs/machine.py", "search/journal.py",
    "recordings/metadata.py", "planning/speeds.py", "project/texts.py",
)  # fmt: skip
"""Of the engine: what speaks to no window, or writes documents, which are English."""


HEARD = {
    "no space left", "disk is full", "file too large", "disk quota", "can't allocate memory",
    "cannot allocate memory", "Cannot allocate memory", "out of memory", "new thread",
    "cuda error", "hip error", "no such table", "torch float32", "not permitted", "as converted",
    "connection closed", "connection reset", "ASC Studio, synthetic",
    "^Fatal Python error: (.+)$", "Begin File", "Begin Path", "Begin Time (s)", "End Time (s)",
    "Delta Time (s)", "File Offset (s)", "Low Freq (Hz)", "High Freq (Hz)", "Call Type",
    "Common Name", "Open Range", "Species Code", "Spectrogram 1",
}  # fmt: skip
"""What others say and the engine listens for: systems, libraries, columns of tables."""

FILLERS = (
    "more", "less", "above", "below", "above {1}", "below {1}", "everywhere", "quieter", "louder",
    "large", "small", "location", "locations", "city", "cities", "session", "sessions", "source",
    "sources", "recording", "recordings", "device", "devices", "clip", "clips", "scene", "scenes",
    "place", "places", "{1} clip", "{1} clips", "{1} device", "{1} devices", '"{1}": {2}',
    "Train", "Test", "Validation", "train", "test", "tab-separated", "comma-separated",
    "semicolon-separated", "Exclude {1}", "Trim {1}", "Lengthen {1}", "{1} unreadable clips",
    "{1} leaking clips", "{1} telling clips", "{1} clipped clips", "{1} silent clips",
    "{1} short clips", "{1} offset clips", "{1} locations: too few to say.",
    "{1} sources: too few to say.", "{1} cities: too few to say.",
    "{1} sessions: too few to say.", "{1} recordings: too few to say.",
    "excluded", "done", "new", "verified", "needs review", "Device", "Devices",
    "{1} of {2} kB, {3} of {4} MMAC", "Downloading {1}", "Installing {1}", ", {1} s later there",
    ", {1} s earlier there", "No location is on both sides", "No city is on both sides",
    "{1}, convolution {2}", "{1}, convolution", "{1}, addition", "{1}, addition {2}",
    "{1}, normalisation", "{1}, normalisation {2}", "{1}, result", "block {1}", "stage {1}",
    "{1} suffers most", "{1} and {2} suffer most", "Start a new run with batch_size={1}.",
    'Import "Teaching of {1}"', 'Import "Recording of {1}"', "Teaching of {1}",
    "No session is on both sides", "No source is on both sides", "No recording is on both sides",
)  # fmt: skip
"""Words that the engine puts into its sentences, and that are too short to be found by shape."""

SYSTEM = (
    "No such file or directory", "Permission denied", "No space left on device", "Is a directory",
    "Not a directory", "File exists", "Read-only file system", "Input/output error",
    "File name too long", "Too many open files", "Disk quota exceeded", "Stale file handle",
    "Directory not empty", "Operation not permitted", "Invalid argument", "Host is down",
    "Device or resource busy", "File too large",
)  # fmt: skip
"""What a POSIX system says, in the words of its C library."""


def engine_templates(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """(file, template) of what the engine says to people, without the command line."""
    engine = root / "ml_core"
    for path in sorted(engine.rglob("*.py")):
        name = path.relative_to(engine).as_posix()
        if not name.startswith(SILENT):
            for template in _sentences(ast.parse(path.read_text("utf-8"))):
                yield path, template
    for path in sorted((engine / "recipes").rglob("*.toml")):
        yield from ((path, one) for one in _abouts(tomllib.loads(path.read_text("utf-8"))))
    yield from ((engine / "errors.py", one) for one in (*FILLERS, *SYSTEM))


def _abouts(told: object) -> Iterator[str]:
    """What recipes and published weights say they are."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key == "about" and isinstance(value, str):
                yield value
            yield from _abouts(value)
    if isinstance(told, list):
        for value in told:
            yield from _abouts(value)


def _sentences(tree: ast.Module) -> Iterator[str]:
    skipped = set(_not_said(tree))
    for node in ast.walk(tree):
        if node not in skipped and (template := _template(node)):
            for one in map(str.strip, _without_commands(template)):
                if one not in HEARD and _is_said(one):
                    yield one
        if isinstance(node, ast.Call) and _dotted(node.func).endswith(".report"):
            yield from (str(one.value.value) for one in node.keywords if _is_stage(one))
        if isinstance(node, ast.Call) and _dotted(node.func) == "Setting":
            words = [one.value for one in node.args[1:4] if isinstance(one, ast.Constant)]
            yield from (str(one) for one in words if isinstance(one, str) and one)


def _is_stage(keyword: ast.keyword) -> bool:
    return keyword.arg == "stage" and isinstance(keyword.value, ast.Constant)


def _not_said(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, and the pieces inside an f-string, which is said as a whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield from (one for one in node.values if isinstance(one, ast.Constant))


def _template(node: ast.AST) -> str:
    """``"{1}" has no clips.`` of an f-string; empty for what is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        count = iter(range(1, 100))  # the holes of what ``format`` fills
        return re.sub(r"\{[a-z_0-9.:,]*\}", lambda _: f"{{{next(count)}}}", node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    words, n = "", 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            words += str(value.value)
        else:
            n += 1
            words += f"{{{n}}}"
    return words


def _without_commands(template: str) -> Iterable[str]:
    found = COMMAND.search(template)
    if found is None:
        return (template,)
    around = template[: found.start()].strip(), template[found.end() :].strip()
    return tuple(filter(None, around))


def _is_said(template: str) -> bool:
    """Words for people: no SQL, no code, no table of names."""
    bare = re.sub(r"\{\d+\}", " ", template).strip()
    if not re.search(r"[a-z]{2,}\W+[a-z]{2,}|[A-Z][a-z]+ |^(?:[A-Z]\w+|\w{4,})\.$", bare):
        return False
    code = re.search(r"[<>\\|\n#`$]|://|\bself\.|[a-z]\(|\w/\w", bare) or CODE.match(bare)
    whole = template.endswith((".", "?", "!", ":"))
    return not code and " " in template and (whole or not re.search(r"[_=*]", bare))


CODE = re.compile(
    r"(?:SELECT|INSERT|UPDATE|DELETE|LEFT|CREATE|PRAGMA|WHERE|AND|ALTER|DROP|FROM|JOIN|ORDER|WITH"
    r"|VALUES|BEGIN|ON|OR|SET)\b"
)


def main() -> None:
    for one in texts():
        print(one.part, one.context, one.source, sep=" | ")


if __name__ == "__main__":
    main()
