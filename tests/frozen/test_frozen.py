"""The frozen program: small, whole, on its own, and the same as the source program.

    ASC_FROZEN_DIR=dist/ascstudio pytest tests/frozen

Without that variable the folder is made anew by packaging/freeze, which takes some minutes.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from virtual_microphone import VirtualMicrophone, what_is_missing

from ml_core import api

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LARGEST_BYTES = 300_000_000
RATE_HZ = 32_000
NOT_HERE = ("torch", "scipy", "sklearn", "pyarrow", "pandas", "matplotlib", "onnx")
LGPL = ("libQt6Core", "libQt6Gui", "libQt6Widgets", "libpyside6", "libshiboken6", "libsndfile",
        "soxr_ext")  # fmt: skip
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="frozen and tried on Linux only"),
]


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("ASC_FROZEN_DIR")
    if named:
        return Path(named).absolute()
    out = tmp_path_factory.mktemp("frozen") / "ascstudio"
    command = ["bash", str(ROOT / "packaging" / "freeze"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "Is there a connection?" in done.stderr:
        pytest.skip("pip reaches no package index")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a user's session has; nothing of this Python."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "OMP_NUM_THREADS")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {**found, "ASC_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}


def run(command: list[str], environment: dict[str, str], **options: Any) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def libraries(folder: Path) -> list[Path]:
    """Every shared library of the folder, once."""
    inner = folder / "_internal"
    found = (p for p in inner.rglob("*") if re.search(r"\.so(\.[\d.]+)?$", p.name))
    return sorted(path.relative_to(inner) for path in found if not path.is_symlink())


def test_it_is_small_and_holds_no_pack(frozen: Path) -> None:
    files = [path for path in frozen.rglob("*") if path.is_file() and not path.is_symlink()]
    total = sum(path.stat().st_size for path in files)
    table: dict[str, int] = {}
    for path in files:
        part = path.relative_to(frozen).parts
        name = part[1] if part[0] == "_internal" and len(part) > 2 else part[0]
        name = "libraries of the system and Python" if len(part) == 2 else name
        table[name] = table.get(name, 0) + path.stat().st_size
    for name, size in sorted(table.items(), key=lambda row: -row[1])[:12]:
        print(f"{size / 1e6:8.1f} MB  {name}")
    print(f"{total / 1e6:8.1f} MB  in all, {len(files)} files")
    assert total < LARGEST_BYTES
    assert [name for name in NOT_HERE if (frozen / "_internal" / name).exists()] == []


def test_everything_in_it_has_its_licence_with_it(frozen: Path) -> None:
    folder = frozen / "_internal" / "ascstudio" / "resources" / "licences"
    rows = json.loads((folder / "components.json").read_text("utf-8"))
    patterns = [pattern for row in rows for pattern in row["libraries"]]
    unknown = [
        str(path) for path in libraries(frozen)
        if not any(fnmatch.fnmatch(path.as_posix(), pattern) for pattern in patterns)
    ]  # fmt: skip
    assert unknown == []
    for row in rows:
        assert row["version"]
        assert row["licence"]
        assert row["source"].startswith("https://"), row["name"]
        assert all((folder / name).stat().st_size > 100 for name in row["texts"])
    inside = {path.name.partition("-")[0] for path in (frozen / "_internal").glob("*.dist-info")}
    known = {re.sub(r"[-_.]+", "-", row.get("package", "")).lower() for row in rows}
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in inside} - known <= {"ascstudio"}


def test_no_link_leads_nowhere(frozen: Path) -> None:
    assert [str(path) for path in frozen.rglob("*") if not path.exists()] == []


def test_what_is_under_the_lgpl_can_be_exchanged(frozen: Path) -> None:
    names = [path.name for path in libraries(frozen)]
    assert [one for one in LGPL if not any(name.startswith(one) for name in names)] == []


def answers(command: list[str], environment: dict[str, str], sound: Path) -> list[Any]:
    """What the three commands say of a sound, without times and places of this run."""
    starter = str(ROOT / "resources" / "starter.ascbundle")
    asked = (
        ["verify", starter],
        ["classify", starter, str(sound)],
        ["listen", starter, "--file", str(sound), "--fast"],
    )
    said = []
    for words in asked:
        lines = run([*command, *words, "--json"], environment, cwd=ROOT).splitlines()
        said.append([without_times(json.loads(line)) for line in lines])
    return said


def without_times(value: Any) -> Any:
    """What depends on how busy the computer is."""
    if isinstance(value, dict):
        words = ("ms", "wall", "cpu", "rtf", "latency")
        return {
            name: without_times(one) for name, one in value.items()
            if not any(word in name.split("_") or name == word for word in words)
        }  # fmt: skip
    return [without_times(one) for one in value] if isinstance(value, list) else value


def sounding(path: Path, seconds: int) -> Path:
    """Noise whose colour changes with every second."""
    generator, parts = np.random.default_rng(5), []
    for _ in range(seconds):
        hz = np.fft.rfftfreq(RATE_HZ, 1 / RATE_HZ)
        spectrum = np.fft.rfft(generator.normal(size=RATE_HZ))
        spectrum *= 1 / (1 + hz / generator.uniform(200, 4000)) ** generator.uniform(0.2, 1.5)
        second = np.fft.irfft(spectrum, RATE_HZ)
        parts.append(second / second.std() * 0.1)
    api.write_wav(path, np.concatenate(parts).astype(np.float32), RATE_HZ)
    return path


def test_it_says_what_the_source_program_says(
    frozen: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    sound = sounding(tmp_path / "noise.wav", 8)
    source = answers([sys.executable, "-m", "ml_core"], environment, sound)
    assert answers([str(frozen / "asc")], environment, sound) == source
    assert len(source[2]) > 3


def needs(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def test_its_window_opens_in_x(frozen: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """From the start of the program to its window on the screen; told, not judged."""
    needs("xvfb-run", "xdotool")
    script = (
        f'"{frozen}/ascstudio" 2>>said & studio=$!; timeout 120 xdotool search --sync '
        '--onlyvisible --name "ASC Studio" >/dev/null; found=$?; date +%s.%N; '
        "kill $studio; wait $studio; exit $found"
    )
    environment.pop("QT_QPA_PLATFORM")
    took = []
    for _ in range(3):
        began = time.time()
        command = ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "bash", "-c", script]
        took.append(float(run(command, environment, cwd=tmp_path).split()[-1]) - began)
    assert (tmp_path / "said").read_text("utf-8") == ""
    print("seconds to its window, X server included:", [round(one, 1) for one in took])


def test_a_person_teaches_and_listens(
    frozen: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    needs("xvfb-run")
    if what_is_missing():
        pytest.skip(what_is_missing())
    checked = json.loads(run([str(frozen / "asc"), "install", "--check", "--json"], environment))
    modules = Path(checked["folder"])  # where the frozen program looks for modules of a pack
    modules.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("frozen_visit.py"), modules)
    environment.pop("QT_QPA_PLATFORM")
    with VirtualMicrophone(RATE_HZ) as microphone:
        microphone.play(sounding(tmp_path / "place.wav", 60))
        command = ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", str(frozen / "asc")]
        said = run(
            [*command, "-m", "frozen_visit", str(tmp_path)],
            {**environment, **microphone.environment}, cwd=tmp_path,
        )  # fmt: skip
    answer = json.loads(said.splitlines()[-1])
    assert answer["platform"] == "xcb"
    assert answer["first"]["clips"] > 50
    assert answer["teach"]["kept_s"] >= 12
    assert answer["live"]["decided"] > 2
    assert answer["live"]["decision"]
    assert answer["sockets"] == []
    assert not answer["grey"]  # maps of colours are files of a package that nothing imports
    assert answer["searched"] is None  # what is started from it finds libraries of its own
    assert (tmp_path / "live.png").stat().st_size > 10_000
    assert set(NOT_HERE).isdisjoint(answer["modules"])
    if where := os.environ.get("ASC_PICTURES_DIR"):
        shutil.copy(tmp_path / "live.png", where)


def wheel(folder: Path, name: str, version: str, modules: tuple[str, ...]) -> None:
    """A package of empty modules."""
    about = f"{name.replace('-', '_')}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{about.removesuffix('.dist-info')}-py3-none-any.whl", "w") as z:
        for module in modules:
            z.writestr(f"{module}/__init__.py", "")
            z.writestr(f"{module}/__main__.py", f"print('this is {module}')")
        z.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        z.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: none\nRoot-Is-Purelib: true\n"
                                     "Tag: py3-none-any\n")  # fmt: skip
        z.writestr(f"{about}/RECORD", "")


def test_it_installs_a_pack_without_any_python(
    frozen: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """pip itself, with a folder of wheels in place of a connection."""
    (tmp_path / "wheels").mkdir()
    modules = {"scikit-learn": "sklearn", "lightning-fabric": "lightning_fabric"}
    extras = PROJECT["optional-dependencies"]
    for one in {*extras["train"], *extras["lab"]} - {"ascstudio[lab]"}:
        name, _, version = one.partition("==")
        wheel(tmp_path / "wheels", name, version, (modules.get(name, name),))
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PATH": str(tmp_path),
               "PIP_FIND_LINKS": str(tmp_path / "wheels")}  # fmt: skip
    asc = str(frozen / "asc")
    before = json.loads(run([asc, "install", "--check", "--json"], environment | offline))
    assert (before["installed"], before["apart"], before["reason"]) == (False, True, "")
    assert before["folder"].startswith(environment["ASC_HOME"])
    after = json.loads(run([asc, "install", "--json"], environment | offline))
    assert after["installed"]
    assert run([asc, "-m", "torch"], environment) == "this is torch\n"
