"""The install without extras: what it holds, and that listening, labelling, teaching work in it."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
VISIT = Path(__file__).parent / "small_visit.py"
NOT_HERE = {"torch", "torchaudio", "scipy", "sklearn", "pyarrow", "pandas", "matplotlib", "onnx"}
LARGEST_BYTES = 410_000_000
INSTALLERS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils")

HIDDEN = """
import json, pathlib, sys
from importlib.machinery import PathFinder

class Small(PathFinder):
    hidden = frozenset(json.loads(pathlib.Path(__file__).with_name("hidden.json").read_text()))

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname.partition(".")[0] in cls.hidden:
            return None
        return super().find_spec(fullname, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Small
"""


def small_packages() -> set[str]:
    """What the install without extras brings, by the metadata of what is installed here."""
    found: set[str] = set()
    asked = [Requirement("ascstudio")]
    while asked:
        name = canonicalize_name(asked.pop().name)
        if name in found:
            continue
        found.add(name)
        needs = map(Requirement, importlib.metadata.requires(name) or ())
        asked += [one for one in needs if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def hidden_modules() -> set[str]:
    """Every module of this environment that the small install has not."""
    small = small_packages() | {"pip", "setuptools"}
    return {
        module
        for module, packages in importlib.metadata.packages_distributions().items()
        if not small & {canonicalize_name(name) for name in packages}
    }


def visit(python: Path, folder: Path, **environment: str) -> dict[str, Any]:
    """What ``small_visit.py`` says, run outside the source tree."""
    folder.mkdir()
    done = subprocess.run(
        [python, VISIT, folder], capture_output=True, text=True, check=False, cwd=folder,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def check_visit(answer: dict[str, Any]) -> None:
    """Everything was done, and nothing of the packs was there."""
    assert answer["commands"] == {"verify": True, "import": 6, "classify": 4, "listen": 4}
    assert answer["pages"]["label"] == 6
    assert answer["pages"]["teach"].endswith("-teapot.ascbundle")
    assert answer["pages"]["live"]
    assert answer["pages"]["verify"]
    assert NOT_HERE.isdisjoint(answer["modules"])


def test_the_small_install_asks_for_none_of_the_packs() -> None:
    names = small_packages()
    assert {"numpy", "onnxruntime", "pyside6-essentials", "soundfile"} <= names
    assert names.isdisjoint({"scikit-learn", *NOT_HERE})


def test_everything_of_it_works_where_nothing_else_can_be_imported(tmp_path: Path) -> None:
    """The environment of this test, less what the small install does not bring."""
    (tmp_path / "sitecustomize.py").write_text(HIDDEN, "utf-8")
    (tmp_path / "hidden.json").write_text(json.dumps(sorted(hidden_modules())), "utf-8")
    looked = subprocess.run(
        [sys.executable, "-c", "import torch"], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert "No module named 'torch'" in looked.stderr
    answer = visit(Path(sys.executable), tmp_path / "visit", PYTHONPATH=f"{tmp_path}:{ROOT}")
    check_visit(answer)
    assert hidden_modules().isdisjoint(answer["modules"])


# In an environment made anew


def copy_of_tree(folder: Path) -> Path:
    """What the repository holds, with onnxruntime-web where it was brought already."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is no checkout of git, so there is no list of files to copy")
    runtime = [str(one.relative_to(ROOT)) for one in ROOT.glob("ml_core/web/runtime/*.tar.xz")]
    folder.mkdir()
    for name in filter(None, [*listed.stdout.split("\0"), *runtime]):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def sizes(packages: Path) -> dict[str, int]:
    """Bytes of all files without pip and setuptools, and of the disk's blocks that they take."""
    found = [
        path.lstat()
        for path in packages.rglob("*")
        if path.is_file()
        and path.relative_to(packages).parts[0].replace(".", "-").split("-")[0] not in INSTALLERS
    ]
    return {
        "bytes": sum(one.st_size for one in found),
        "on_disk": sum(512 * one.st_blocks for one in found),
    }


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The program set up as its README says: ``bash packaging/studio --light``, no display."""
    folder = copy_of_tree(tmp_path / "light")
    probe = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "platformdirs",
             "--dest", str(folder.parent)]  # fmt: skip
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no package index")
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in shown}
    done = subprocess.run(
        ["bash", "packaging/studio", "--light"], cwd=folder, env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "There is no display here" in done.stderr
    return folder


@pytest.mark.slow
@pytest.mark.online
@pytest.mark.timeout(1200)
def test_a_fresh_small_install_is_small_and_works(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # what users get counts too
    python = tree / ".venv" / "bin" / "python"
    command = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", str(tree)]
    subprocess.run(command, check=True)  # as a package now, not the folder of the sources
    (packages,) = tree.glob(".venv/lib/python3*/site-packages")
    assert not [name for name in NOT_HERE if (packages / name).exists()]
    assert (packages / "ml_core" / "api.py").is_file()

    answer = visit(python, tmp_path / "visit")
    check_visit(answer)
    installed = {
        canonicalize_name(one.name.partition("-")[0]) for one in packages.glob("*.dist-info")
    }
    assert installed - {"pip", "setuptools"} == small_packages()
    found = sizes(packages)
    assert found["bytes"] <= LARGEST_BYTES, found
    assert found["on_disk"] <= LARGEST_BYTES, found
    print(found, imports(python, tmp_path))


def imports(python: Path, elsewhere: Path) -> float:
    """Seconds that ``import ml_core.api`` takes at best; told, not judged."""
    code = (
        "import time; t = time.perf_counter(); import ml_core.api; print(time.perf_counter() - t)"
    )
    return min(
        float(subprocess.run([python, "-c", code], cwd=elsewhere, capture_output=True, text=True,
                             check=True).stdout)
        for _ in range(5)
    )  # fmt: skip
