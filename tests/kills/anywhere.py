"""Kills at random moments of everything that writes, and what has to be there afterwards.

    python tests/kills/anywhere.py --seed 1 --n 100 --folder DIR

Import, labelling, recording, training, export and enrolment take turns. Each is done once as a
whole, which counts the things it does to files and databases and how long it takes. Then it is
done again and killed (SIGKILL, nothing is flushed or rolled back): half of the time at one of
those things, half of the time by the clock. What follows is what the next start does by itself,
nothing else; 0 labels may be lost, 1 s of sound, and 0 steps of repair are needed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from ml_core import api  # noqa: E402
from ml_core.files import PART, sha256_file  # noqa: E402
from tests.kills.material import write_home, write_sounds  # noqa: E402
from tests.virtual_microphone import VirtualMicrophone  # noqa: E402

HOOK = ROOT / "tests/kills/hook"
STARTER = ROOT / "resources/starter.ascbundle"
RATE_HZ = 48_000
RECORD_S = 4.0
TRAIN = [
    "network=cp-mobile-6k", "epochs=4", "windows_per_clip=2", "batch_size=5", "threads=1",
    "torch_device=cpu", "front_end=cp-mobile-16k", "validation_share=0.3", "warmup_epochs=0",
]  # fmt: skip
Said = list[dict[str, Any]]


@dataclass(frozen=True)
class Subject:
    """Something that writes.

    Attributes:
        name: as the report says it.
        prepare: makes what is there before, in an empty folder.
        command: what is killed, in a copy of that folder.
        check: what has to be there afterwards: (folder, what it said, folder after a whole run);
            gives what was lost, in labels or seconds.
    """

    name: str
    prepare: Callable[[Path], None]
    command: Callable[[Path], list[str]]
    check: Callable[[Path, Said, Path], float]


def asc(*words: str) -> list[str]:
    """A command of asc."""
    return [sys.executable, "-m", "ml_core", *words]


def sound(project: Path) -> None:
    """The database is whole."""
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def next_start(project: Path) -> list[tuple[str, str | None]]:
    """What opening the project does by itself; (name, scene) of its clips, and no rest."""
    with api.Project.open(project) as opened:
        api.recover_recordings(opened)
        clips = [(clip.path.name, clip.scene) for clip in opened.clips()]
        half = "SELECT count(*) FROM recordings JOIN imports i ON i.id = import_id WHERE NOT logged"
        assert opened.database.value(half) == 0
    sound(project)
    assert not [path for path in project.rglob("*") if PART in path.name]
    return clips


# import: labels that were there stay; the same import completes what came in


def _before_import(home: Path) -> None:
    write_home(home, "edits")
    write_sounds(home / "more", 120, 0.05, 2)


def _after_import(home: Path, _said: Said, whole: Path) -> float:
    wanted = dict(_stored(whole / "project"))
    clips = dict(next_start(home / "project"))
    assert clips.items() <= wanted.items()
    lost = sum(name.startswith("walk") and name not in clips for name in wanted)
    with api.Project.open(home / "project") as project:
        if len(clips) > 12:
            assert project.undo() == 'Import "more"'
            assert len(project.clips()) == 12
            assert project.redo()
        api.import_recordings(project, home / "more")
    assert dict(_stored(home / "project")) == wanted
    return lost


def _stored(project: Path) -> list[tuple[str, str | None]]:
    with api.Project.open(project, read_only=True) as opened:
        return [(clip.path.name, clip.scene) for clip in opened.clips()]


# labelling: in the window, with keys


def _after_labelling(home: Path, said: Said, _whole: Path) -> float:
    clips = dict(next_start(home / "project"))
    told = {one["name"]: one["scene"].lower() for one in said if one["step"].startswith("label")}
    lost = [name for name, scene in told.items() if (clips[name] or "").lower() != scene]
    with api.Project.open(home / "project") as project:
        before = project.clips()
        if told:
            assert project.undo() is not None
            assert project.redo() is not None
        assert project.clips() == before
    return len(lost)


# recording


def _after_recording(home: Path, said: Said, _whole: Path) -> float:
    next_start(home / "project")
    shown = max((float(one["seconds"]) for one in said if "seconds" in one), default=0.0)
    with api.Project.open(home / "project", read_only=True) as project:
        takes = [clip for clip in project.clips() if not clip.path.name.startswith("walk")]
        assert all(clip.scene == "tram" for clip in takes)
        length = sum(clip.duration_s for clip in takes)
    for clip in takes:
        assert len(api.read_samples(clip.path)) == round(clip.duration_s * RATE_HZ)
    return max(0.0, shown - length)


# training


def _before_training(home: Path) -> None:
    write_sounds(home / "walk", 15, 1.2, 1)
    with api.Project.create(home / "project", "Walk") as project:
        api.import_recordings(project, home / "walk")
    with contextlib.redirect_stdout(sys.stderr):
        from ml_core.cli import main as run

        assert run(["split", str(home / "project"), "--by", "source"]) == 0


def _train(home: Path, *more: str) -> list[str]:
    return asc("finetune", str(home / "project"), "--json", "--progress", *more)


def _training(home: Path) -> list[str]:
    settings = [word for one in TRAIN for word in ("--set", one)]
    out = home / "project/runs/one"
    return _train(home, "--recipe", "finetune-default", *settings, "--out", str(out))


def _after_training(home: Path, _said: Said, whole: Path) -> float:
    """It goes on where it was, and ends in the same weights, bit for bit."""
    next_start(home / "project")
    run = home / "project/runs/one"
    if (run / "recipe.toml").is_file():
        again = _train(home, "--resume", str(run))
    else:  # it was killed before there was a run
        again = _training(home)
    if not (run / "result.json").is_file():
        done = subprocess.run(again, capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
    for name in ("network", "last"):
        path = f"project/runs/one/checkpoint/{name}.safetensors"
        assert _tensors(home / path) == _tensors(whole / path), name
    assert not [path for path in run.rglob("*") if PART in path.name]
    return 0.0


def _tensors(path: Path) -> dict[str, bytes]:
    from safetensors.numpy import load_file

    return {name: array.tobytes() for name, array in load_file(path).items()}


# export, over files that are there


def _before_export(home: Path) -> None:
    write_home(home, "edits")
    (home / "out").mkdir()
    (home / "out/clips.csv").write_text("what was there before")
    shutil.copyfile(STARTER, home / "out/taught.ascbundle")


def _export(home: Path) -> list[str]:
    project, out = str(home / "project"), str(home / "out")
    code = (
        "from ml_core.cli import main\n"
        f"project, out = {project!r}, {out!r}\n"
        "for form, name in (('csv', 'clips.csv'), ('aoef', 'clips.json'), ('wav', 'sounds')):\n"
        "    assert main(['labels', project, f'{out}/{name}', '--format', form]) == 0\n"
        f"assert main(['export', {str(STARTER)!r}, f'{{out}}/copy.ascbundle']) == 0\n"
    )
    return [sys.executable, "-c", code]


def _after_export(home: Path, _said: Said, whole: Path) -> float:
    """Every file is the old one, the new one, or not there; the project is as it was."""
    assert dict(next_start(home / "project")) == dict(_stored(whole / "project"))
    for path in (home / "out").rglob("*"):
        made = whole / path.relative_to(home)
        unfinished = any(PART in one for one in path.relative_to(home).parts)
        if path.is_file() and not unfinished and path.name != "taught.ascbundle":
            before = path.name == "clips.csv" and path.read_text() == "what was there before"
            same = path.suffix != ".json" and path.read_bytes() == _moved(made, whole, home)
            assert before or same or path.suffix == ".json", path
    for path in (home / "out").glob("*.json"):
        json.loads(path.read_text())
    done = subprocess.run(_export(home), capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert not [path for path in home.rglob("*") if PART in path.name]
    return 0.0


def _moved(path: Path, here: Path, there: Path) -> bytes:
    return path.read_bytes().replace(str(here).encode(), str(there).encode())


# enrolment, into a bundle that is there


def _before_enrolment(home: Path) -> None:
    write_sounds(home / "shed", 6, 3.0, 4)
    (home / "out").mkdir()
    shutil.copyfile(STARTER, home / "out/taught.ascbundle")


def _enrolment(home: Path) -> list[str]:
    files = sorted(str(path) for path in (home / "shed").rglob("*.wav"))
    out = str(home / "out/taught.ascbundle")
    return asc("enrol", str(STARTER), "shed", *files, "--out", out, "--replace", "--json")


def _after_enrolment(home: Path, said: Said, whole: Path) -> float:
    path = home / "out/taught.ascbundle"
    digests = [sha256_file(one) for one in (STARTER, whole / "out/taught.ascbundle")]
    assert sha256_file(path) in digests
    if any("threshold" in one for one in said):  # it was told: it is there
        assert sha256_file(path) == digests[1]
    api.read_bundle(path)
    if sha256_file(path) == digests[0]:
        done = subprocess.run(_enrolment(home), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert sha256_file(path) == digests[1]
    assert not [one for one in home.rglob("*") if PART in one.name]
    return 0.0


SUBJECTS = (
    Subject(
        "import",
        _before_import,
        lambda home: asc("import", str(home / "project"), str(home / "more"), "--json"),
        _after_import,
    ),
    Subject(
        "labelling",
        lambda home: write_home(home, "label"),
        lambda home: [sys.executable, "-m", "tests.kills.studio", str(home), "label"],
        _after_labelling,
    ),
    Subject(
        "recording",
        lambda home: write_home(home, "edits"),
        lambda home: asc(
            "record", str(home / "project"), "tram", "--seconds", str(RECORD_S), "--json"
        ),
        _after_recording,
    ),
    Subject("training", _before_training, _training, _after_training),
    Subject("export", _before_export, _export, _after_export),
    Subject("enrolment", _before_enrolment, _enrolment, _after_enrolment),
)


class Killer:
    """Does things as a whole once, then kills them.

    Args:
        folder: where all of it happens.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._wholes: dict[str, tuple[int, float]] = {}

    def whole(self, subject: Subject) -> tuple[int, float]:
        """How many things it does, and how long it takes; done once."""
        if subject.name not in self._wholes:
            template = self.folder / f"{subject.name}-before"
            shutil.rmtree(template, ignore_errors=True)
            template.mkdir(parents=True)
            shutil.rmtree(self.folder / f"{subject.name}-whole", ignore_errors=True)
            subject.prepare(template)
            home = Path(shutil.copytree(template, self.folder / f"{subject.name}-whole"))
            count = self.folder / f"{subject.name}-count"
            begun = time.monotonic()
            status, _, err = self._run(subject, home, {"ASC_TEST_COUNT": str(count)}, None)
            assert status == 0, err
            self._wholes[subject.name] = (int(count.read_text()), time.monotonic() - begun)
        return self._wholes[subject.name]

    def kill(self, subject: Subject, number: int, draw: random.Random) -> dict[str, Any]:
        """Once; what was lost, and when it was killed.

        Raises:
            AssertionError: something is not as it has to be.
        """
        n, seconds = self.whole(subject)
        home = self.folder / f"{subject.name}-{number}"
        shutil.copytree(self.folder / f"{subject.name}-before", home)
        # the clock of a recording is real, and starting takes long: both halves have their turn
        if draw.random() < 0.5:
            at = draw.randint(1, n)
            status, said, err = self._run(subject, home, {"ASC_TEST_END_AT": str(at)}, None)
            when = f"thing {at} of {n}"
        else:
            after = draw.uniform(0.3, 1.0) * seconds
            status, said, err = self._run(subject, home, {}, after)
            when = f"{after:.1f} of {seconds:.1f} s"
        assert status in (0, -signal.SIGKILL), err
        lost = subject.check(home, said, self.folder / f"{subject.name}-whole")
        shutil.rmtree(home)
        return {"subject": subject.name, "when": when, "killed": status != 0, "lost": lost}

    @staticmethod
    def _run(
        subject: Subject, home: Path, more: dict[str, str], after_s: float | None
    ) -> tuple[int, Said, str]:
        paths = os.pathsep.join([str(HOOK), str(ROOT)])
        environment = os.environ | {"PYTHONPATH": paths, "ASC_HOME": str(home / "asc")} | more
        out, err = home.with_suffix(".out"), home.with_suffix(".err")
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                subject.command(home), cwd=ROOT, env=environment, stdout=stdout, stderr=stderr,
                start_new_session=True,
            )  # fmt: skip
            try:
                process.wait(600 if after_s is None else after_s)
            except subprocess.TimeoutExpired:
                process.kill()
            status = process.wait()
        _end_group(process.pid)
        words = err.read_text("utf-8", "replace")
        return status, _said(out, words), words


def _end_group(leader: int) -> None:
    """Children that notice that their parent is gone end by themselves, in a moment."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(leader, signal.SIGKILL)
    raise AssertionError("a child outlived its parent by 30 s")


def _said(out: Path, err: str) -> Said:
    """Lines of JSON, and the seconds that a recorder tells of."""
    told = []
    for line in out.read_text("utf-8", "replace").splitlines():
        with contextlib.suppress(ValueError):
            told.append(json.loads(line))
    seconds = [line.split()[0] for line in err.splitlines() if line.strip().endswith("dB")]
    return [*told, *({"seconds": one} for one in seconds)]


def write_noise(path: Path) -> None:
    """What the microphone hears."""
    samples = np.random.default_rng(5).uniform(-0.3, 0.3, 10 * RATE_HZ).astype(np.float32)
    api.write_wav(path, samples, RATE_HZ)


def main() -> int:
    """Kill, and say what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", help="one subject")
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    shutil.rmtree(arguments.folder, ignore_errors=True)
    arguments.folder.mkdir(parents=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found: list[dict[str, Any]] = []
    wrong = 0
    killer = Killer(arguments.folder)
    chosen = [one for one in SUBJECTS if arguments.only in (None, one.name)]
    noise = arguments.folder / "noise.wav"
    write_noise(noise)
    with VirtualMicrophone(RATE_HZ) as microphone:
        microphone.play(noise)
        os.environ.update(microphone.environment)
        for number in range(arguments.first, arguments.first + arguments.n):
            subject = chosen[number % len(chosen)]
            draw = random.Random(f"{arguments.seed}-{number}")
            try:
                one = killer.kill(subject, number, draw)
            except AssertionError as error:
                wrong += 1
                where = traceback.format_exc().splitlines()[-8:]
                one = {"subject": subject.name, "wrong": f"{error!s:.1500}", "where": where}
            found.append(one | {"number": number})
            print(json.dumps(found[-1]), flush=True)
    killed = sum(one.get("killed", False) for one in found)
    labels = sum(one.get("lost", 0) for one in found if one["subject"] != "recording")
    seconds = max((one.get("lost", 0) for one in found if one["subject"] == "recording"), default=0)
    print(
        f"{len(found)} attempts, {killed} killed, {wrong} wrong, {labels:.0f} labels lost, "
        f"at most {seconds:.2f} s of sound lost"
    )
    return int(bool(wrong or labels or seconds > 1.0))


if __name__ == "__main__":
    raise SystemExit(main())
