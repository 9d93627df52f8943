"""Optional parts of the installation: whether they are there, and how they are added.

Where the environment of this program can be written, a pack goes into it. Where it cannot (a
frozen program, a system's Python) it is installed apart, into a folder of ``ASC_HOME`` for this
version of Python, which every command looks into last: what the program brought along stays what
is used. The frozen program brings its own pip along, so it needs no Python on the computer.
"""

import importlib.metadata
import importlib.util
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ml_core.errors import AscError
from ml_core.files import PART, home_dir, part_prefix
from ml_core.programs import dying_with_us, is_frozen, module_command
from ml_core.progress import Cancelled, Monitor

Pack = Literal["train", "lab", "cluster"]
MODULES: dict[str, tuple[str, ...]] = {  # each of them holds those before it
    "lab": ("sklearn", "openTSNE", "pyarrow", "matplotlib"),
    "train": ("torch", "torchaudio", "lightning_fabric", "safetensors", "h5py"),
    "cluster": ("torch", "h5py", "ray"),
}
# installed, measured on Linux
DISK_BYTES = {"lab": 480_000_000, "train": 1_700_000_000, "cluster": 2_000_000_000}
SPARE_BYTES = 1_000_000_000  # for what is downloaded meanwhile
PACKAGES = {"lab": 20, "train": 35, "cluster": 45}  # that come along, for the progress
TORCH_INDEX = "ASC_TORCH_INDEX"
ONE_MORE = ("Collecting ", "Processing ")  # how pip begins with a package
TOLD = (*ONE_MORE, "Downloading ", "Installing ", "Successfully ")
_BINARY = ("--only-binary", ":all:")  # building a package would take a whole Python and a compiler
POLL_S = 0.2
STOP_S = 5.0


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack on this computer.

    Attributes:
        name: of the pack.
        installed: whether all of it is there.
        folder: where it is, or would be, installed.
        apart: whether that is apart from the program, because its environment is read-only.
        disk_bytes: that it takes.
        reason: why it cannot be installed here; empty where it can.
    """

    name: str
    installed: bool
    folder: Path
    apart: bool
    disk_bytes: int
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        table = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**table, "folder": str(self.folder)}


def apart_dir() -> Path:
    """Where packs go that cannot go into the program's own environment; one per Python."""
    return home_dir() / f"train-{sys.implementation.cache_tag}"


def enable() -> None:
    """Let this process find packs that were installed apart; they come last."""
    folder = str(apart_dir())
    if folder not in sys.path and Path(folder).is_dir():
        sys.path.append(folder)


def pack_info(pack: Pack = "train") -> PackInfo:
    """Whether a pack is there, and where it would go; takes a few milliseconds."""
    enable()
    importlib.invalidate_caches()
    installed = all(importlib.util.find_spec(name) is not None for name in MODULES[pack])
    apart = not _is_writable()
    folder = apart_dir() if apart else Path(sysconfig.get_paths()["purelib"])
    reason = "" if installed or _pip() else "There is no pip for this Python."
    return PackInfo(pack, installed, folder, apart, DISK_BYTES[pack], reason)


def install_pack(pack: Pack = "train", monitor: Monitor | None = None) -> PackInfo:
    """Install a pack with pip.

    It is there as a whole or not at all. In the program's own environment pip puts one package
    after the other in its place, once all of them are here; whoever cancels then waits until they
    are taken out again.

    Raises:
        AscError: there is no pip, no room or no connection.
        Cancelled: asked to stop; what was fetched is not kept.
    """
    monitor = monitor or Monitor()
    info = pack_info(pack)
    if info.installed:
        return info
    if info.reason:
        raise AscError(info.reason, hint="Install pip, or start the studio with packaging/studio.")
    _require_room(info)
    install = _install_apart if info.apart else _install_here
    said = install(pack, info.folder, monitor)
    now = pack_info(pack)
    if not now.installed:
        raise AscError(
            f"The {pack} pack could not be installed. {said.removeprefix('ERROR: ')}".strip(),
            hint="Is there a connection? Then try again.",
        )
    return now


def _install_apart(pack: Pack, folder: Path, monitor: Monitor) -> str:
    """Install into a folder beside, which takes the place of the folder when all of it is there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    name = tempfile.mkdtemp(prefix=part_prefix(folder.name), suffix=PART, dir=folder.parent)
    fresh, old = Path(name, "new"), Path(name, "old")
    try:
        said = _run_pip(pack, ["--target", str(fresh), *_BINARY], monitor)
        if fresh.is_dir() and not said:
            if folder.exists():
                folder.rename(old)
            fresh.rename(folder)
        return said
    finally:
        shutil.rmtree(name, ignore_errors=True)


def _install_here(pack: Pack, folder: Path, monitor: Monitor) -> str:
    """Install into the environment of the program; cancelled, it holds what it held before.

    What somebody else installs there at that moment goes with it: pip locks no environment.
    """
    before, held = _packages(folder), set(folder.iterdir())
    try:
        return _run_pip(pack, [], monitor)
    except Cancelled:
        if new := sorted(_packages(folder) - before):
            subprocess.run(
                [*_pip(), "uninstall", "--yes", "--quiet", *new], check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        for half in set(folder.iterdir()) - held:  # pip knows nothing of what it was still writing
            if half.is_dir() and not half.is_symlink():
                shutil.rmtree(half, ignore_errors=True)
            else:
                half.unlink(missing_ok=True)
        raise


def _packages(folder: Path) -> set[str]:
    """Names of the packages in an environment."""
    found = importlib.metadata.distributions(path=[str(folder)])
    return {name for one in found if (name := one.metadata["Name"])}


def _run_pip(pack: Pack, target: Sequence[str], monitor: Monitor) -> str:
    """Let pip install a pack, and tell how far it is; returns its error, empty for none."""
    n_seen, said = 0, ""
    command = [*_pip(), "install", *_torch_index(), *target, *requirements(pack)]
    try:
        for line in _lines(command, monitor):
            said = line if line.startswith("ERROR") else said
            if line.startswith(TOLD):
                n_seen += line.startswith(ONE_MORE)
                verb, what = line.split()[:2]
                told = f"{verb} {what.rpartition('/')[2]}"[:60]
                monitor.report(min(n_seen, PACKAGES[pack]), PACKAGES[pack] + 1, stage=told)
    except subprocess.CalledProcessError as error:
        return said or f"pip ended with {error.returncode}."
    return ""


def requirements(pack: str) -> list[str]:
    """What pip is asked for: the pinned versions of this release."""
    found = []
    for line in importlib.metadata.requires("ascstudio") or []:
        requirement, _, marker = line.partition(";")
        if re.search(rf"extra\s*==\s*['\"]{pack}['\"]", marker):
            inner = re.match(r"ascstudio\[(\w+)\]", requirement.strip(), re.IGNORECASE)
            found += requirements(inner[1]) if inner else [requirement.strip()]
    return list(dict.fromkeys(found))


def _torch_index() -> list[str]:
    """The processor's own build of torch is ten times smaller, where somebody names its index."""
    named = os.environ.get(TORCH_INDEX, "")
    return ["--extra-index-url", named] if named else []


def _is_writable() -> bool:
    if is_frozen():
        return False
    folder = sysconfig.get_paths()["purelib"]
    managed = Path(sysconfig.get_paths()["stdlib"]) / "EXTERNALLY-MANAGED"
    own = sys.prefix != sys.base_prefix or not managed.exists()
    return own and os.access(folder, os.W_OK)


def _pip() -> list[str]:
    """The pip of this Python, or the one a frozen program brings along; empty for none."""
    return module_command("pip") if importlib.util.find_spec("pip") is not None else []


def _require_room(info: PackInfo) -> None:
    place = info.folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    needed = info.disk_bytes + SPARE_BYTES
    if free < needed:
        raise AscError(
            f"{(needed - free) / 1e9:.1f} GB of disk are missing.",
            hint=f"The {info.name} pack takes {info.disk_bytes / 1e9:.1f} GB. Make room.",
        )


def _lines(command: Sequence[str], monitor: Monitor) -> Iterator[str]:
    """What a command says, line by line; it ends with us.

    Raises:
        CalledProcessError: after its last line, if it failed.
    """
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    process = subprocess.Popen(
        [*command, *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
        preexec_fn=dying_with_us(),
    )  # fmt: skip
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        for line in process.stdout or ():
            said.put(line.strip())
        said.put(None)

    thread = threading.Thread(target=read, name="pip", daemon=True)
    thread.start()
    try:
        while True:
            monitor.check()
            with suppress(queue.Empty):
                line = said.get(timeout=POLL_S)
                if line is None:
                    break
                yield line
        if status := process.wait():
            raise subprocess.CalledProcessError(status, command)
    finally:
        if process.poll() is None:
            # interrupted, pip removes what it has fetched; terminated, it would not
            process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_S)
            process.kill()
        process.wait()
        thread.join()
        if process.stdout is not None:
            process.stdout.close()
