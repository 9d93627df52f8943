"""Write the licences of everything that comes along: resources/licences/.

    python packaging/licences.py FROZEN [--out FOLDER]

Run by packaging/freeze in the environment that was frozen, on the folder that came of it, so that
what is told is what is there: every package the studio needs, every shared library of the folder,
and what packaging/licences.toml knows by hand. Libraries of the system are looked up with dpkg; on
another system those that were looked up before stay as they are, and an unknown one is refused.
"""

import argparse
import fnmatch
import importlib.metadata as metadata
import json
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
COMMON = Path("/usr/share/common-licenses")
IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice|thirdparty)", re.IGNORECASE)
IS_CODE = (".py", ".pyc", ".pyi", ".h")
BESIDES = ("pip", "pyinstaller")  # of the frozen folder, what the studio itself does not need
Component = dict[str, Any]


def key_of(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(name: str = "ascstudio") -> list[str]:
    """Everything a package needs without its extras, as installed here."""
    found, ahead = set[str](), [name]
    while ahead:
        one = ahead.pop()
        for line in metadata.requires(one) or []:
            requirement, _, marker = line.partition(";")
            other = key_of(re.match(r"[\w.-]+", requirement)[0])
            if "extra" not in marker and other not in found:
                found.add(other)
                ahead.append(other)
    return sorted(found)


def texts_of(distribution: metadata.Distribution) -> str:
    """All licence files of an installed package, one after the other."""
    parts = []
    for path in sorted(distribution.files or [], key=str):
        inside = "dist-info" in path.parts[0] and "licenses" in path.parts
        if (inside or IS_LICENCE.search(path.name)) and path.suffix not in IS_CODE:
            words = Path(str(path.locate())).read_text("utf-8", "replace").strip()
            parts.append((path.name, words))
    if not parts:
        return ""
    if len(parts) == 1:
        return parts[0][1] + "\n"
    return "\n\n".join(f"{'=' * 78}\n{name}\n{'=' * 78}\n\n{words}" for name, words in parts) + "\n"


def source_of(about: Any) -> str:
    urls = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [])
    by_name = {name.lower(): url for name, url in urls.items()}
    wanted = ("source", "source code", "repository", "code", "homepage")
    return next((by_name[name] for name in wanted if name in by_name), about.get("Home-page") or "")


def licence_of(about: Any) -> str:
    named = about.get("License-Expression") or about.get("License") or ""
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if "License" in c]
    return named if named and "\n" not in named and len(named) < 80 else ", ".join(classes)


class Collection:
    """Components, and their texts by name."""

    def __init__(self, before: list[Component], before_texts: Path) -> None:
        self.components: list[Component] = []
        self.texts: dict[str, str] = {}
        self._before, self._before_texts = before, before_texts

    def add(self, name: str, texts: list[str], **facts: Any) -> None:
        row = {"name": name, "version": "", "licence": "", "source": "", "note": ""}
        self.components.append({**row, "libraries": [], **facts, "texts": texts})

    def keep(self, name: str, words: str) -> str:
        self.texts[name] = words.replace("\r\n", "\n").rstrip() + "\n"
        return name

    def common(self, name: str) -> str:
        path = COMMON / name
        if not path.exists():
            return self.as_before(f"{name}.txt")
        return self.keep(f"{path.resolve().name}.txt", path.read_text("utf-8", "replace"))

    def debian(self, package: str) -> list[str]:
        """What Debian says of a package, and the licences it refers to."""
        path = Path("/usr/share/doc", package, "copyright")
        if not path.exists():
            return [self.as_before(f"{package}.txt")]
        words = path.read_text("utf-8", "replace")
        named = sorted(set(re.findall(r"common-licenses/([\w.-]*\w)", words)))
        return [self.keep(f"{package}.txt", words), *map(self.common, named)]

    def package(self, name: str) -> list[str]:
        distribution = metadata.distribution(name)
        words = texts_of(distribution)
        if words:
            return [self.keep(f"{key_of(name)}.txt", words)]
        licence = licence_of(distribution.metadata)
        if "LGPL" in licence:
            return [self.common("LGPL-3"), self.common("GPL-3")]
        if "Apache" in licence:
            return [self.common("Apache-2.0")]
        raise SystemExit(f"The package {name} carries no text of its licence ({licence}).")

    def named(self, entry: str) -> list[str]:
        """The texts an entry of licences.toml means."""
        kind, _, name = entry.partition(":")
        if kind == "common":
            return [self.common(name)]
        if kind == "kept":
            return [self.keep(name, (HERE / "licences" / name).read_text("utf-8"))]
        if kind == "python":
            places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", *debian_python())
            found = next((path for path in places if path.exists()), None)
            if found is None:
                return [self.as_before("python.txt")]
            return [self.keep("python.txt", found.read_text("utf-8", "replace"))]
        return self.debian(name) if kind == "debian" else self.package(name)

    def as_before(self, name: str) -> str:
        path = self._before_texts / name
        if not path.exists():
            raise SystemExit(f"The text {name} is not on this system and was not kept before.")
        return self.keep(name, path.read_text("utf-8"))


def debian_python() -> Iterator[Path]:
    version = ".".join(platform.python_version_tuple()[:2])
    yield Path(f"/usr/share/doc/python{version}/copyright")
    yield Path(f"/usr/share/doc/libpython{version}/copyright")


def version_of(entry: Component) -> str:
    if "version_of" in entry:
        return metadata.version(entry["version_of"])
    return platform.python_version() if entry["version"] == "python" else entry["version"]


def add_by_hand(found: Collection) -> None:
    for entry in tomllib.loads((HERE / "licences.toml").read_text("utf-8"))["component"]:
        texts = [text for named in entry["texts"] for text in found.named(named)]
        facts = {name: entry[name] for name in ("licence", "source", "note") if name in entry}
        libraries = entry.get("libraries", [])
        found.add(entry["name"], texts, version=version_of(entry), libraries=libraries, **facts)


def add_packages(found: Collection) -> None:
    for name in [*closure(), *BESIDES[:1]]:
        distribution = metadata.distribution(name)
        about = distribution.metadata
        tops = {p.parts[0] for p in distribution.files or [] if "dist-info" not in p.parts[0]}
        libraries = [f"{top.partition('.')[0]}*" for top in sorted(tops - {"..", "__pycache__"})]
        found.add(
            about["Name"], found.package(name), version=distribution.version, package=key_of(name),
            licence=licence_of(about), source=source_of(about),
            libraries=sorted(set(libraries)),
        )  # fmt: skip


def shared_libraries(folder: Path) -> list[str]:
    """Paths in a frozen folder, below its inner one."""
    inner = folder / "_internal"
    pattern = re.compile(r"\.(so(\.[\d.]+)?|dll|pyd|dylib)$")
    paths = (
        path.relative_to(inner).as_posix() for path in inner.rglob("*") if not path.is_symlink()
    )
    return sorted(path for path in paths if pattern.search(path))


def owner(path: str, components: list[Component]) -> Component | None:
    """The first component a library belongs to."""
    for row in components:
        if any(fnmatch.fnmatch(path, pattern) for pattern in row["libraries"]):
            return row
    return None


def package_of_system(library: str) -> str:
    """The Debian package a library of the system belongs to; empty where nobody knows."""
    if shutil.which("dpkg") is None:
        return ""
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    found = re.search(rf"=> (\S+/{re.escape(library)})$", known.stdout, re.MULTILINE)
    if found is None:
        return ""
    real = Path(found[1]).resolve()
    for place in (str(real), str(real).removeprefix("/usr")):
        asked = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return asked.stdout.partition(":")[0]
    return ""


def add_system(found: Collection, libraries: list[str], before: list[Component]) -> None:
    """Libraries of the system: one component for each source package of Debian."""
    ours: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for path in libraries:
        if owner(path, found.components) is None:
            package, known = package_of_system(Path(path).name), owner(path, before)
            if package:
                form = "-f=${source:Package} ${source:Version}"
                source, _, version = _asked("dpkg-query", "-W", form, package).partition(" ")
                ours.setdefault((source, version), []).append((path, package))
            elif known is None:
                raise SystemExit(f"Nobody knows where {path} is from: packaging/licences.toml.")
            elif known not in found.components:
                found.components.append(known)
                for name in known["texts"]:
                    found.as_before(name)
    for (source, version), both in sorted(ours.items()):
        texts = found.debian(both[0][1])
        found.add(
            source, texts, version=version, debian=True, licence=_in_short(found.texts[texts[0]]),
            source=f"https://snapshot.debian.org/package/{source}/{version}/",
            libraries=sorted({_any_version(path) for path, _package in both}),
            note="In the frozen folder only: from the Debian on which it was made.",
        )  # fmt: skip


def _in_short(words: str) -> str:
    """The licence of most files of a Debian package, where its record is in the usual form."""
    stanza = re.search(r"^Files:\s*\*\s*$(.*?)^\s*$", words, re.MULTILINE | re.DOTALL)
    named = re.search(r"^License:\s*(.+)$", stanza[1], re.MULTILINE) if stanza else None
    return f"most of its files: {named[1].strip()}" if named else "see its text"


def _any_version(path: str) -> str:
    return re.sub(r"\.so[.\d]*$", ".so*", path)


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def collect(frozen: Path, before_folder: Path) -> Collection:
    index = before_folder / "components.json"
    before = json.loads(index.read_text("utf-8")) if index.exists() else []
    found = Collection(before, before_folder)
    add_by_hand(found)
    add_packages(found)
    add_system(found, shared_libraries(frozen), [row for row in before if row.get("debian")])
    found.components.sort(key=lambda row: row["name"].lower())
    return found


def write(found: Collection, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in out.glob("*.txt"):
        path.unlink()
    for name, words in found.texts.items():
        (out / name).write_text(words, "utf-8")
    text = json.dumps(found.components, indent=1, ensure_ascii=False) + "\n"
    (out / "components.json").write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("frozen", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "licences")
    arguments = parser.parse_args()
    found = collect(arguments.frozen, ROOT / "resources" / "licences")
    write(found, arguments.out)
    size = sum(len(words.encode()) for words in found.texts.values())
    print(len(found.components), "components,", size, "bytes of text", file=sys.stderr)


if __name__ == "__main__":
    main()
