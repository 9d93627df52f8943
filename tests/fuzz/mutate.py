"""Feed mutated files to the commands that read them: no traceback, no hang, no byte outside.

    python tests/fuzz/mutate.py --seed 1 --n 10000 --folder DIR [--first K] [--only CASE]

Every case has a number; seed and number alone say what is changed, how, and who reads it, so
``--only CASE`` does one again and shows what it said. The commands run in children of one process
that has imported everything. A case is wrong when

* the command ends otherwise than by 0, 1, 2 or 130, dies of a signal, or prints a traceback;
* it needs more than 20 s of processor time, or does not end in 400 s;
* it answers 0 with ``--json`` and stdout is not one JSON object;
* it answers 1 and says nothing;
* a file outside the project, ``ASC_HOME``, the temporary folder and the output was touched.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import filecmp
import importlib
import json
import os
import pkgutil
import random
import re
import resource
import shutil
import signal
import stat
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.cli import main as asc  # noqa: E402
from tests.fuzz.formats import FORMATS, Format  # noqa: E402
from tests.fuzz.material import BUNDLE, WRITABLE, write_material  # noqa: E402
from tests.fuzz.mutations import other_rows  # noqa: E402

CPU_S, WALL_S, MOST_BYTES = 20, 400, 4 << 30
CRASHED, SPAWNED = 70, 71
MANY_LINES = {"listen", "@settings"}  # or none
FINE = {0, 1, 2, 130}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.rename": (0, 1), "os.remove": (0,), "os.mkdir": (0,), "os.rmdir": (0,), "os.link": (1,),
    "os.symlink": (1,), "os.truncate": (0,), "os.chmod": (0,), "os.utime": (0,),
    "sqlite3.connect": (0,), "shutil.rmtree": (0,), "shutil.move": (0, 1), "shutil.copyfile": (1,),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One changed file and who reads it."""

    number: int
    form: Format
    file: Path
    command: list[str]
    how: str


@dataclass(frozen=True)
class Outcome:
    """How it ended; ``wrong`` is empty where all is well."""

    wrong: str
    status: int
    cpu_s: float
    said: str


class Stage:
    """The material, and how it comes back to what it was after each case.

    A second copy of it stays beside it; who changed what is told by size and time of each file.
    """

    def __init__(self, folder: Path, *, runs: bool) -> None:
        self.folder, self.pristine = folder / "case", folder / "whole"
        self.runs = runs
        if not self.pristine.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            write_material(self.folder, runs=runs)
            shutil.copytree(self.folder, self.pristine, symlinks=True)
        for name, part in (("ASC_HOME", "home"), ("HOME", "home"), ("TMPDIR", "tmp")):
            os.environ[name] = str(self.folder / part)
        self.given: list[str] = []
        self._has: dict[str, bool] = {}
        self.known = _tree(self.folder)
        for whole in _tree(self.pristine):  # an earlier call may have ended in the middle of a case
            path = str(self.folder / Path(whole).relative_to(self.pristine))
            if not os.path.isdir(whole) and not (
                path in self.known and filecmp.cmp(path, whole, shallow=False)
            ):
                self._bring_back(path)
        self.known = _tree(self.pristine, self.folder) | {
            path: facts for path, facts in _tree(self.folder).items()
            if os.path.lexists(self.pristine / Path(path).relative_to(self.folder))
        }  # fmt: skip
        self.restore()

    def restore(self) -> list[Path]:
        """Bring back what was changed; gives all of it that no command may write."""
        now = _tree(self.folder)
        strange = [path for path in now if path not in self.known]
        other = [path for path, facts in self.known.items() if now.get(path) != facts]
        for path in sorted(strange, reverse=True):
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
        for path in sorted({*other, *self.given}):
            self._bring_back(path)
        self.given.clear()
        return [Path(one) for one in strange + other if not self.may_be_written(Path(one))]

    def has(self, form: Format) -> bool:
        """Whether the material has such a file."""
        if form.name not in self._has:
            self._has[form.name] = any(self.pristine.glob(form.files))
        return self._has[form.name]

    def gave(self, path: Path) -> None:
        """This one is changed on purpose."""
        self.known[str(path)] = _facts(path.lstat())
        self.given.append(str(path))

    def may_be_written(self, path: Path) -> bool:
        """Whether it lies in one of the four folders that are a command's own."""
        inside = path.is_relative_to(self.folder)
        return inside and path.relative_to(self.folder).parts[:1] in {(one,) for one in WRITABLE}

    def _bring_back(self, path: str) -> None:
        whole = self.pristine / Path(path).relative_to(self.folder)
        if whole.is_dir():
            Path(path).mkdir(parents=True, exist_ok=True)
        else:
            Path(path).unlink(missing_ok=True)
            shutil.copy2(whole, path)
        self.known[path] = _facts(os.lstat(path))


def _tree(folder: Path, instead: Path | None = None) -> dict[str, tuple[int, ...]]:
    """Everything below, with what tells that it was written; under another folder's name."""
    found: dict[str, tuple[int, ...]] = {}
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for one in entries:
                facts = one.stat(follow_symlinks=False)
                found[one.path] = _facts(facts)
                if one.is_dir(follow_symlinks=False):
                    waiting.append(one.path)
    if instead is None:
        return found
    return {str(instead) + path[len(str(folder)) :]: facts for path, facts in found.items()}


def _facts(found: os.stat_result) -> tuple[int, ...]:
    """Of a folder only what it is."""
    if stat.S_ISDIR(found.st_mode):
        return (found.st_mode,)
    return (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino)


def make_case(stage: Stage, seed: int, number: int) -> Case:
    """Draw it, and change the file."""
    draw = random.Random(f"{seed}-{number}")
    possible = [one for one in FORMATS if stage.has(one)]
    form = draw.choices(possible, [one.weight for one in possible])[0]
    whole = draw.choice(sorted(stage.pristine.glob(form.files)))
    file = stage.folder / whole.relative_to(stage.pristine)
    commands = [one for one in form.commands if stage.runs or "{student}" not in one]
    command = filled(stage, draw.choice(commands), file)
    if draw.random() < 0.8 and "--json" not in command:
        command.append("--json")
    how = change(file, form, draw)
    if "--resume" in command and file.name != "result.json":  # what is done cannot go on
        (Path(command[command.index("--resume") + 1]) / "result.json").unlink(missing_ok=True)
    stage.gave(file)
    return Case(number, form, file, command, how)


def change(file: Path, form: Format, draw: random.Random) -> str:
    """Mutate it, mostly once."""
    if form.rows and draw.random() < 0.75:
        return other_rows(file, draw)
    hows = []
    data = file.read_bytes()
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        mutation = draw.choice(form.mutations)
        try:
            data = mutation(data, draw)
        except Exception as error:  # noqa: BLE001 - an earlier mutation left nothing to parse
            hows.append(f"{mutation.__name__} not possible: {error!r:.60}")
        else:
            hows.append(mutation.__name__)
    file.write_bytes(data)
    return ", ".join(hows)


def filled(stage: Stage, words: str, file: Path) -> list[str]:
    """A command with its paths."""
    folder = stage.folder
    runs = folder / "project/runs"
    run = next((one for one in file.parents if one.parent == runs), runs / "way-2-distil")
    paths = {
        "file": file, "project": folder / "project", "bundle": folder / BUNDLE, "run": run,
        "sound": folder / "given/sounds/wav.wav", "out": folder / "out", "audio": folder / "audio",
        "teacher": runs / "way-1-finetune", "student": runs / "way-2-distil",
        "test": folder / "given/test.txt", "audacity": folder / "given/audacity", "clip": "1",
        "shards": folder / "given/shards",
    }  # fmt: skip
    return [word.format(**paths) for word in words.split()]


# the child


class Spawned(BaseException):
    """A process would have been started: the command has believed the file."""


def run_case(stage: Stage, case: Case) -> Outcome:
    """In a child that is ended when it takes too long."""
    said = [stage.folder.parent / name for name in ("stdout", "stderr", "touched")]
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _be_the_child(stage, case, said)
    status = _wait_for(pid, begun)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = spent.ru_utime + spent.ru_stime - run_case.spent  # type: ignore[attr-defined]
    run_case.spent += cpu_s  # type: ignore[attr-defined]
    out, err, touched = (path.read_text("utf-8", "replace") for path in said)
    wrong = _verdict(case, status, out, err)
    outside = stage.restore()
    if touched or outside:
        wrong = f"wrote outside: {touched.splitlines()[:2]} {outside[:2]} {wrong}"
    return Outcome(wrong, status, cpu_s, err[-4000:])


run_case.spent = 0.0  # type: ignore[attr-defined]


def _wait_for(pid: int, begun: float) -> int:
    while True:
        done, status, _ = os.wait4(pid, os.WNOHANG)
        if done:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # whom it left behind
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() - begun > WALL_S:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        time.sleep(0.002)


def _be_the_child(stage: Stage, case: Case, said: list[Path]) -> None:
    """Never comes back."""
    status = CRASHED
    try:
        os.setsid()
        os.chdir(stage.folder / "out")
        # both were looked up before the environment was ours
        tempfile.tempdir = None
        os.environ.pop("TORCHINDUCTOR_CACHE_DIR", None)
        for number, path in zip((1, 2), said, strict=False):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        touched = os.open(said[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        held = int(Path("/proc/self/statm").read_text().split()[0]) * 4096
        resource.setrlimit(resource.RLIMIT_AS, (held + MOST_BYTES,) * 2)
        sys.addaudithook(lambda event, arguments: _watch(stage, touched, event, arguments))
        status = _work(case)
    except Spawned:
        status = 0 if "--json" not in case.command else SPAWNED
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # noqa: BLE001 - that is what is looked for
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _work(case: Case) -> int:
    if case.command[0] != "@settings":
        return asc(case.command)
    from ascstudio.settings import DECLARED, Settings

    settings = Settings(case.file)
    for key in DECLARED:
        settings.get(key)
    settings.set("window.page", "train")
    assert Settings(case.file).text("window.page") == "train"
    return 0


def _watch(stage: Stage, touched: int, event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("subprocess.Popen", "os.posix_spawn", "os.exec", "os.system"):
        raise Spawned
    if event == "open":
        path, mode, flags = arguments
        writes = flags & WRITES if flags else isinstance(mode, str) and set(mode) & set("wax+")
        paths = [path] if writes else []
    elif event in CHANGES:
        paths = [arguments[one] for one in CHANGES[event]]
    elif event == "pickle.find_class" and "torch" not in str(arguments[0]):
        os.write(touched, f"a pickle named {arguments}\n".encode("utf-8", "replace"))
        return
    else:
        return
    for path in paths:
        if isinstance(path, str | bytes | os.PathLike):
            real = Path(os.path.realpath(os.fsdecode(path)))
            if not (stage.may_be_written(real) or str(real).startswith(("/dev/", "/proc/"))):
                os.write(touched, f"{event} {real}\n".encode("utf-8", "replace"))


def _verdict(case: Case, status: int, out: str, err: str) -> str:
    wrong = ""
    if status == -signal.SIGXCPU or status == -signal.SIGKILL:
        wrong = "hangs"
    elif status < 0:
        wrong = f"died of {signal.Signals(-status).name}"
    elif "Traceback" in err or status == CRASHED:
        wrong = "traceback"
    elif status not in FINE | {SPAWNED}:
        wrong = f"status {status}"
    elif status == 1 and not err.strip():
        wrong = "fails without a word"
    elif status == 0 and "--json" in case.command and case.command[0] not in MANY_LINES:
        try:
            json.loads(out)
        except ValueError:
            wrong = f"no JSON: {out[:200]!r}"
    return wrong


# all of them


def signature(outcome: Outcome) -> str:
    """Cases of one cause share it: the last line of ours and the error."""
    frames = re.findall(r'File ".*?/((?:ml_core|ascstudio)/[^"]+)", line (\d+)', outcome.said)
    last = outcome.said.strip().splitlines()[-1:] or [""]
    place = f"{frames[-1][0]}:{frames[-1][1]}" if frames else ""
    return f"{outcome.wrong[:90]} {place} {last[0][:100] if place else ''}".strip()


def fuzz(folder: Path, seed: int, numbers: range, *, runs: bool = True) -> dict[str, Any]:
    """Run the cases; what was wrong, by its cause.

    Args:
        folder: where the material is made, or lies from an earlier call.
        seed: of all of it.
        numbers: which cases.
        runs: whether the material has trained runs; without it is made in seconds.
    """
    stage = Stage(folder, runs=runs)
    _import_all(runs)
    found: dict[str, list[int]] = collections.defaultdict(list)
    formats: collections.Counter[str] = collections.Counter()
    statuses: collections.Counter[int] = collections.Counter()
    verbs: dict[str, list[float]] = collections.defaultdict(list)
    begun, cpu_s, slowest = time.monotonic(), 0.0, (0.0, -1)
    for number in numbers:
        case = make_case(stage, seed, number)
        outcome = run_case(stage, case)
        formats[case.form.name] += 1
        statuses[outcome.status] += 1
        cpu_s += outcome.cpu_s
        verbs[case.command[0]].append(outcome.cpu_s)
        slowest = max(slowest, (round(outcome.cpu_s, 1), number))
        if outcome.wrong:
            known = found[signature(outcome)]
            known.append(number)
            if len(known) == 1:
                words = " ".join(case.command).replace(str(stage.folder), "~")
                print(
                    f"{number}: {signature(outcome)}\n   {words}\n   {case.form.name}: {case.how}",
                    flush=True,
                )
        if number % 100 == 99:
            spent = f"{time.monotonic() - begun:.0f} s, {cpu_s:.0f} s of processor"
            print(f"... {number + 1} after {spent}", flush=True)
    return {
        "seed": seed, "cases": len(numbers), "seconds": round(time.monotonic() - begun),
        "cpu_seconds": round(cpu_s), "load": os.getloadavg(), "slowest": slowest,
        "formats": dict(formats), "statuses": {str(one): n for one, n in statuses.items()},
        "verbs": {one: [len(n), round(sum(n) / len(n), 3)] for one, n in sorted(verbs.items())},
        "wrong": sum(map(len, found.values())), "found": dict(found),
    }  # fmt: skip


def _import_all(runs: bool) -> None:
    """Once, so that no child has to; nothing may start a thread, which a fork would lose."""
    import pyarrow.parquet  # noqa: F401

    import ascstudio.settings  # noqa: F401
    import ml_core

    torch_only = ("models", "training", "quantization", "stages", "worker", "torch_", "cluster")
    for module in pkgutil.walk_packages(ml_core.__path__, "ml_core."):
        if runs or not any(one in module.name for one in torch_only):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
    if runs:
        import torch

        torch.set_num_threads(1)


def main() -> int:
    """Fuzz, and write ``report.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int, help="one case, and what it said")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="material without runs")
    arguments = parser.parse_args()
    if arguments.only is not None:
        stage = Stage(arguments.folder, runs=not arguments.quick)
        case = make_case(stage, arguments.seed, arguments.only)
        print(case, flush=True)
        outcome = run_case(stage, case)
        print(outcome.said, outcome.wrong or "fine", outcome.status, f"{outcome.cpu_s:.1f} s")
        return int(bool(outcome.wrong))
    numbers = range(arguments.first, arguments.first + arguments.n)
    report = fuzz(arguments.folder, arguments.seed, numbers, runs=not arguments.quick)
    (arguments.folder / "report.json").write_text(json.dumps(report, indent=1))
    print(json.dumps({one: report[one] for one in ("cases", "wrong", "seconds", "cpu_seconds")}))
    return int(report["wrong"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
