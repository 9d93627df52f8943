"""The studio under random legal actions: no exception, no warning, no standstill, flat memory.

    xvfb-run -a -s "-screen 0 1920x1080x24" python tests/soak/soak.py --seed 1 --seconds 1800 \
        --out FOLDER [--project PROJECT] [--replay FOLDER/steps.jsonl]

The real studio, with a microphone that hears a walk (a private PulseAudio); every step goes into
``steps.jsonl`` before it is done, and ``--replay`` does those again.

``report.json`` holds what was wrong (``troubles``); the gaps of the main thread by who took the
time (``heart.by_cause``) and by the function it was in, with what was done then and what is known
of it (``heart.by_place``); and the memory: from when on it counts (``memory.baseline``: a third of
the run makes every page once and fills the caches), the growth from there to the last fifth of
the run, and a robust slope. ``census`` tells which kinds of objects are more than at the baseline.
Exit status 1: something was wrong, or the memory grew by more than ``MOST_GROWTH_MB``.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from ascstudio.app import SETTLED_MS, make_application, make_window, open_first  # noqa: E402
from ascstudio.project.background import Background  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from ascstudio.shell.warming import Warming, modules_of  # noqa: E402
from ascstudio.shell.window import MainWindow  # noqa: E402
from ml_core import api  # noqa: E402
from tests.photographs.material import Material, material, plugged_in  # noqa: E402
from tests.soak.user import Pool, Step, User  # noqa: E402
from tests.soak.watch import Heart, Memory, Troubles, census  # noqa: E402

PAUSE_MS = 60
FRESH_EVERY = 600
"""Steps on one project: then another copy is opened, before all of it is deleted."""
WARM_SHARE = 0.3
MOST_GROWTH_MB = 20.0


class Soak:
    """One run: draws or reads steps, does them, and writes them down.

    Args:
        window: the studio.
        user: who acts.
        out: where ``steps.jsonl`` goes.
        projects: copies to open one after the other.
        replay: steps to do instead of drawing.
    """

    def __init__(
        self, window: MainWindow, user: User, out: Path, projects: Projects, replay: list[Step]
    ) -> None:
        self.window, self.user, self.projects = window, user, projects
        self.replay = collections.deque(replay)
        self.replays = bool(replay)
        self.heart = Heart(self.doing)
        self.counts: collections.Counter[str] = collections.Counter()
        self.n = 0
        self.over = False
        self._doing = ["nothing"]
        self._log = (out / "steps.jsonl").open("w", encoding="utf-8")

    def doing(self) -> str:
        """The step in hand."""
        return self._doing[-1]

    def tick(self) -> None:
        """One step; the next comes also while this one waits in a dialog of its own."""
        if self.over:
            return
        QTimer.singleShot(PAUSE_MS, self.tick)
        if self.user.waits():
            return
        self.heart.beat()
        step = self._next()
        self.heart.beat(ours=False)
        if step is None:
            return
        self._log.write(json.dumps(step, ensure_ascii=False) + "\n")
        self._log.flush()
        self.n += 1
        self._doing.append(words_of(step, self.window.front()))
        try:
            done = self._perform(step)
        finally:
            self.heart.beat()
            self._doing.pop()
        self.counts[step["kind"] if done else "nothing there"] += 1

    def _next(self) -> Step | None:
        if self.replays:
            if not self.replay:
                self.over = True
                QApplication.exit()
                return None
            return self.replay.popleft()
        if self.n % FRESH_EVERY == FRESH_EVERY - 1 and self.user.scope() is self.window:
            return {"kind": "open"}
        return self.user.choose()

    def _perform(self, step: Step) -> bool:
        if step["kind"] != "open":
            return self.user.perform(step)
        self.heart.beat()
        folder = self.projects.next()
        self.heart.beat(ours=False)
        self.window.context.session.open(folder)
        self.window.show_page("library")
        return True

    def end(self) -> None:
        """Leave every dialog, so that the window can close."""
        self.over = True
        scope = self.user.scope()
        if scope is not self.window:
            scope.close()
            QTimer.singleShot(PAUSE_MS, self.end)
        else:
            QApplication.exit()


class Projects:
    """Copies of one project, made one ahead in the background."""

    def __init__(self, original: Path, folder: Path) -> None:
        self._original, self._folder, self._n = original, folder, 0
        self._made: list[Path] = []

    def next(self) -> Path:
        """A fresh one; those of before but the last two go."""
        self._n += 1
        made = self._folder / f"project-{self._n}"
        shutil.copytree(self._original, made, copy_function=_linked)
        self._made.append(made)
        for old in self._made[:-2]:
            shutil.rmtree(old, ignore_errors=True)
        self._made = self._made[-2:]
        return made


def _linked(source: str, target: str) -> None:
    """Sounds are only read: they need no room of their own."""
    if Path(source).suffix in (".wav", ".npy"):
        os.link(source, target)
    else:
        shutil.copyfile(source, target)


def words_of(step: Step, page: str) -> str:
    """A step in a few words, e.g. ``label: click Button|Play``."""
    what = step.get("target") or step.get("key") or step.get("text") or step.get("path") or ""
    return f"{page}: {step['kind']} {str(what)[-60:]}".strip()


def held_back() -> Any:
    """Whether the studio waits for something short and holds back what the user does."""
    waiting = [0]
    wait_for = Background.wait_for

    def counted(self: Background, work: Any) -> Any:
        waiting[0] += 1
        try:
            return wait_for(self, work)
        finally:
            waiting[0] -= 1

    Background.wait_for = counted  # type: ignore[method-assign]
    return lambda: waiting[0] > 0


def pool_of(home: Path, shown: Material) -> Pool:
    """What is at hand: sounds, a table, a bundle, and what is none of these."""
    walk = [shown.walk] if shown.walk else []
    bundle = shown.bundle or api.resource_path("starter.ascbundle")
    nonsense = home / "nonsense.wav"
    nonsense.write_text("no sound at all")
    out = home / "out"
    out.mkdir()
    old = Path(shutil.copytree(ROOT / "tests/formats/project_v1", home / "project_v1"))
    sounds = sorted((shown.project / "recordings").rglob("*.wav"))[:6]
    return Pool(
        [*walk, *sounds, shown.table, bundle, nonsense, home / "not there.wav"],
        [shown.table.parent, home / "not there", out, old],
        out,
    )


def soak(home: Path, shown: Material, arguments: argparse.Namespace) -> dict[str, Any]:
    """All of it; what was found."""
    settings = Settings(home / "settings.toml")
    settings.set("start.first", value=False)
    settings.set("appearance.theme", "dark")
    pool = pool_of(home, shown)
    projects = Projects(shown.project, home / "projects")
    window = make_window(settings)
    user = User(window, arguments.seed, pool, held_back())
    steps = arguments.replay.read_text("utf-8").splitlines() if arguments.replay else []
    run = Soak(window, user, arguments.out, projects, [json.loads(one) for one in steps])
    troubles = Troubles(run.doing)
    troubles.watch()
    memory = Memory(run.doing)
    window.show()
    open_first(window, projects.next())
    QTimer.singleShot(SETTLED_MS, window, lambda: Warming(modules_of("ascstudio.pages"), window))
    QTimer.singleShot(SETTLED_MS, run.tick)
    warm_s = WARM_SHARE * arguments.seconds
    counted: list[collections.Counter[str]] = []
    QTimer.singleShot(round(1000 * warm_s), lambda: counted.append(census()))
    if not arguments.replay:
        QTimer.singleShot(round(1000 * arguments.seconds), run.end)
    begun = time.monotonic()
    QApplication.exec()
    at_end = census()
    before = counted[0] if counted else collections.Counter(at_end)
    grown = collections.Counter({kind: n - before[kind] for kind, n in at_end.items()})
    run.heart.end()
    still_there = window.isVisible()
    window.close()
    QApplication.processEvents()
    return {
        "seed": arguments.seed,
        "seconds": round(time.monotonic() - begun, 1),
        "load": os.getloadavg(),
        "steps": run.n,
        "kinds": dict(run.counts),
        "troubles": troubles.found,
        "closed_itself": not still_there,
        "heart": run.heart.summary(),
        "memory": memory.summary(warm_s),
        "census": {"most": at_end.most_common(12), "grown": grown.most_common(12)},
    }


def stop_runs(folder: Path) -> None:
    """Trainings that were started end with the one who started them, here."""
    for run in folder.glob("projects/*/runs/*"):
        if (run / "heartbeat").is_file():
            (run / "stop").write_text("discard")


def main() -> int:
    """Make the material, soak, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--project", type=Path, help="work on copies of this project")
    parser.add_argument("--replay", type=Path, help="do these steps again")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        for variable, folder in (("ASC_HOME", "home"), ("HOME", ""), ("XDG_DOCUMENTS_DIR", "docs")):
            os.environ[variable] = str(home / folder)
        application = make_application(["soak"])
        with material(home, arguments.project, train=False) as shown, plugged_in(shown):
            found = soak(home, shown, arguments)
        stop_runs(home)
        del application
    (arguments.out / "report.json").write_text(json.dumps(found, indent=1, ensure_ascii=False))
    grown = found["memory"]["growth_mb"]
    print(
        f"{found['steps']} steps in {found['seconds']} s, {len(found['troubles'])} troubles, "
        f"{found['heart']['over_100_ms']} gaps over 100 ms, memory {grown:+.1f} MB"
    )
    return int(bool(found["troubles"]) or found["closed_itself"] or grown > MOST_GROWTH_MB)


if __name__ == "__main__":
    raise SystemExit(main())
