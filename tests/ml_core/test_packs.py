"""What is optional is installed by pip, into the environment or apart, and can be cancelled."""

from __future__ import annotations

import importlib.metadata
import itertools
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from ml_core import packs
from ml_core.errors import AscError
from ml_core.progress import Cancelled, Monitor, Progress

ROOT = Path(__file__).resolve().parents[2]
PIP = """
import pathlib, sys, time
words = sys.argv[1:]
print("Collecting torch==1.0", flush=True)
if "{kind}" == "slow":
    pathlib.Path("{marker}").write_text("began")
    time.sleep(600)
if "{kind}" == "broken":
    print("ERROR: No matching distribution found for torch", flush=True)
    sys.exit(1)
folder = pathlib.Path(words[words.index("--target") + 1])
for name in ("torch", "torchaudio", "lightning_fabric", "safetensors", "h5py"):
    (folder / ("asc_" + name)).mkdir(parents=True)
    (folder / ("asc_" + name) / "__init__.py").write_text("")
print("Successfully installed", flush=True)
"""

WHEEL = "Wheel-Version: 1.0\nGenerator: none\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that cannot be written and has none of the modules."""
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(packs, "_is_writable", lambda: False)
    names = tuple(f"asc_{name}" for name in packs.MODULES["train"])
    monkeypatch.setitem(packs.MODULES, "train", names)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return tmp_path


def pip(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str = "good") -> Path:
    """Pretend that this is pip; returns the file that it writes when it is slow."""
    script, marker = folder / "pip.py", folder / "began"
    script.write_text(PIP.replace("{kind}", kind).replace("{marker}", str(marker)), "utf-8")
    monkeypatch.setattr(packs, "_pip", lambda: [sys.executable, str(script)])
    return marker


def test_a_read_only_environment_gets_it_apart(
    apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip(apart, monkeypatch)
    before = packs.pack_info()
    assert (before.installed, before.apart) == (False, True)
    assert before.folder == packs.apart_dir()
    assert before.folder.parent == apart / "home"
    told: list[Progress] = []
    assert packs.install_pack(monitor=Monitor(told.append)).installed
    assert [one.done for one in told][:1] == [1]
    assert sys.path[-1] == str(before.folder)  # last: what is there already stays in use


def wheels(folder: Path, n: int) -> list[str]:
    """Small wheels of the modules and of more packages; returns what to ask for."""
    folder.mkdir()
    modules = [*packs.MODULES["train"], *(f"asc_more_{number}" for number in range(n))]
    for module in modules:
        about = f"{module}-1.0.dist-info"
        with zipfile.ZipFile(folder / f"{module}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{module}/__init__.py", "")
            named = f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n"
            wheel.writestr(f"{about}/METADATA", named)
            wheel.writestr(f"{about}/WHEEL", WHEEL)
            wheel.writestr(f"{about}/RECORD", "")
    return [f"{module}==1.0" for module in modules]


@pytest.fixture
def real_pip(apart: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip itself, with a folder of wheels in place of a connection."""
    wanted = wheels(apart / "wheels", 30)
    monkeypatch.setattr(packs, "requirements", lambda _pack: wanted)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", str(apart / "wheels"))
    monkeypatch.setenv("TMPDIR", str(apart / "tmp"))
    (apart / "tmp").mkdir()
    return apart


def test_pip_itself_puts_it_there_as_a_whole(real_pip: Path) -> None:
    folder = packs.apart_dir()
    (folder / packs.MODULES["train"][0]).mkdir(parents=True)  # half of one, as a kill leaves it
    told: list[Progress] = []
    info = packs.install_pack(monitor=Monitor(told.append))
    assert (info.installed, info.folder) == (True, folder)
    assert (folder / packs.MODULES["train"][0] / "__init__.py").is_file()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert told[-1].done > 20
    assert any(one.stage.startswith("Installing") for one in told)


def cancel_at(word: str) -> None:
    """Install the pack and cancel at the first stage of that name."""

    def cancel(progress: Progress) -> None:
        if progress.stage.startswith(word):
            monitor.cancel()

    monitor = Monitor(cancel)
    with pytest.raises(Cancelled):
        packs.install_pack(monitor=monitor)


@pytest.mark.parametrize("word", ["Processing", "Installing"])
def test_cancelled_pip_leaves_nothing(real_pip: Path, word: str) -> None:
    cancel_at(word)
    assert list((real_pip / "home").iterdir()) == []
    assert list((real_pip / "tmp").iterdir()) == []
    assert packs.install_pack().installed


@pytest.mark.parametrize("word", ["Processing", "Installing"])
def test_cancelled_the_environment_of_the_program_holds_what_it_held(
    real_pip: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    own = real_pip / "own"
    venv.create(own, with_pip=True)
    python = own / ("Scripts" if os.name == "nt" else "bin") / "python"
    (folder,) = own.glob("**/site-packages")
    monkeypatch.setattr(packs, "_is_writable", lambda: True)
    monkeypatch.setattr(packs, "_pip", lambda: [str(python), "-m", "pip"])
    monkeypatch.setattr(packs.sysconfig, "get_paths", lambda: {"purelib": str(folder)})
    before = sorted(path.name for path in folder.iterdir())

    cancel_at(word)
    assert sorted(path.name for path in folder.iterdir()) == before


SLOWLY = """
import pathlib, shutil, sys, time
folder = pathlib.Path("{folder}")
if sys.argv[1] == "uninstall":
    for name in [word for word in sys.argv[2:] if not word.startswith("-")]:
        shutil.rmtree(folder / name)
        shutil.rmtree(folder / (name + "-1.0.dist-info"))
else:
    for name in ("asc_torch", "asc_torchaudio"):
        (folder / name).mkdir()
        (folder / (name + "-1.0.dist-info")).mkdir()
        about = "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n"
        (folder / (name + "-1.0.dist-info") / "METADATA").write_text(about)
    (folder / "half").mkdir()
    (folder / "half" / "written.py").touch()
    (folder / "half.pth").touch()
    print("Installing collected packages: some more", flush=True)
    time.sleep(600)
"""


def test_what_pip_had_put_in_its_place_when_it_was_cancelled_is_taken_out(
    apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, script = apart / "own", apart / "pip.py"
    (folder / "kept").mkdir(parents=True)
    script.write_text(SLOWLY.replace("{folder}", str(folder)), "utf-8")
    monkeypatch.setattr(packs, "_is_writable", lambda: True)
    monkeypatch.setattr(packs, "_pip", lambda: [sys.executable, str(script)])
    monkeypatch.setattr(packs.sysconfig, "get_paths", lambda: {"purelib": str(folder)})
    monitor = Monitor(lambda _: monitor.cancel())
    with pytest.raises(Cancelled):
        packs.install_pack(monitor=monitor)
    assert [path.name for path in folder.iterdir()] == ["kept"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_pip_ends_with_who_started_it_however_that_ends(tmp_path: Path) -> None:
    """A window that loses patience kills ``asc``: pip must not go on installing behind it."""
    fifo, pip = tmp_path / "fifo", tmp_path / "pip.py"
    os.mkfifo(fifo)
    pip.write_text(
        "import sys, time\nfifo = open(sys.argv[1], 'w')\nprint('here', file=fifo, flush=True)\n"
        "time.sleep(600)\n"
    )
    starter = (
        "import sys\nfrom ml_core import packs\nfrom ml_core.progress import Monitor\n"
        "list(packs._lines([sys.executable, *sys.argv[1:]], Monitor()))"
    )
    parent = subprocess.Popen([sys.executable, "-c", starter, str(pip), str(fifo)])
    with fifo.open() as told:
        assert told.readline() == "here\n"
        parent.kill()
        parent.wait()
        assert told.read() == ""  # comes when nobody can write any more


def test_what_pip_says_is_passed_on(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip(apart, monkeypatch, "broken")
    with pytest.raises(AscError, match="No matching distribution"):
        packs.install_pack()
    assert not packs.pack_info().installed


def test_cancel_ends_pip(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = pip(apart, monkeypatch, "slow")
    monitor = Monitor()
    check = monitor.check

    def cancel_when_it_began() -> None:
        if marker.exists():
            monitor.cancel()
        check()

    monkeypatch.setattr(monitor, "check", cancel_when_it_began)
    with pytest.raises(Cancelled):  # and it does not wait for the ten minutes
        packs.install_pack(monitor=monitor)


def test_no_pip_and_no_room_are_said(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packs.DISK_BYTES, "train", 10**16)
    pip(apart, monkeypatch)
    with pytest.raises(AscError, match="disk are missing"):
        packs.install_pack()
    monkeypatch.setattr(packs, "_pip", list)
    assert packs.pack_info().reason
    with pytest.raises(AscError, match="no pip"):
        packs.install_pack()


def test_what_is_asked_for_is_pinned() -> None:
    wanted = packs.requirements("train")
    assert any(one.startswith("torch==") for one in wanted)
    assert all("==" in one for one in wanted)
    assert set(packs.requirements("lab")) < set(wanted)
    assert importlib.metadata.version("torch").split("+")[0] in " ".join(wanted)


def test_each_pack_holds_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the larger one can take the place of the smaller one in a folder apart."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [f"{one}; extra == '{name}'" for name in extras for one in extras[name]]
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: lines)
    asked = [set(packs.requirements(name)) for name in packs.MODULES]
    assert len(asked) == 3
    for smaller, larger in itertools.pairwise(asked):
        assert smaller < larger
    assert list(packs.MODULES) == list(packs.DISK_BYTES) == list(packs.PACKAGES)
