"""One run in words and figures: all that its page shows. No widgets here."""

import re
import shlex
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject

from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.run.figures import RunFigures, Seen, clock
from ascstudio.pages.train.run.heard import heard_of
from ascstudio.pages.train.run.state import Notice, RunState, Tested
from ascstudio.pages.train.sizes import networks
from ascstudio.project.names import bytes_words, network_title
from ascstudio.project.run_phases import Phase
from ascstudio.project.run_words import (
    ALIVE,
    RunWords,
    network_of,
    recipe_of,
)
from ascstudio.theme import device_marks
from ascstudio.translation import told
from ascstudio.widgets.messages import duration_words
from ascstudio.widgets.steps import Step
from ascstudio.words import counted
from ml_core import api

N_EVENTS, N_READ = 40, 400  # shown, and looked at for that
SAME_S = 30.0
LOG = ("log",)
DIGITS = re.compile(r"\d+")


class RunTeller(QObject):
    """Tells a run to people.

    Args:
        words: for what runs have in common.
    """

    def __init__(self, words: RunWords) -> None:
        super().__init__()
        self._words = words
        self._figures = RunFigures()
        self._stall: tuple[tuple[Path, int], Notice] | None = None

    def state(self, seen: Seen, *, exporting: bool, bundle: Path | None, mapping: bool) -> RunState:
        """All that is shown of a run.

        Args:
            seen: the run.
            exporting: its bundle is being made.
            bundle: that was made of it, where there is one.
            mapping: its maps are being drawn.
        """
        status, about = seen.known.status, seen.about
        notice = self._notice(seen)
        settings = seen.known.end.settings if seen.known.end is not None else {}
        return RunState(
            row=self._words.row(status, seen.unseen),
            step=self._words.step(status.step),
            done=status.done,
            total=status.total,
            figures=self._figures.of(seen),
            curves=about.curves,
            facts=self._facts(seen, bundle),
            events=self._events(about.curves),
            problem=notice.title if notice is not None and notice.state == "err" else "",
            hint=notice.sentence if notice is not None else "",
            command=self.command(status, about.inputs, seen.folder),
            where=self._where(seen),
            share=self._share(seen),
            stages=self._stages(seen),
            marks=device_marks(seen.devices, seen.unseen),
            tested=self._tested(seen),
            no_accuracy=self._no_accuracy(seen),
            no_loss=self._no_loss(status),
            validated=bool(recipe_of(status).get("validation_share")),
            notice=notice,
            size=self._size(seen),
            log=about.log,
            asked=about.asked if status.state == "running" else "",
            place=status.place,
            waits_for=status.waits_for,
            following=self._following(seen),
            trials=about.trials if status.stage == "search" else None,
            heard=heard_of(status) if status.stage == "bulk" else None,
            kept_epoch=about.kept_epoch,
            batch_size=int(settings.get("batch_size", 0)),
            has_maps=status.stage in ("distil", "quantize", "specialise"),
            maps=about.maps,
            no_maps=self._no_maps(seen, mapping),
            can_draw_maps=status.state == "done" and self._has_teacher(seen) and not mapping,
            exporting=exporting,
            bundle=bundle,
        )

    def command(self, status: "api.RunStatus", inputs: Mapping[str, Path], folder: Path) -> str:
        """What to type for a run: to go on with it, or another one like it when it is done."""
        if status.state != "done":
            return shlex.join(["asc", status.stage, str(folder), "--resume", str(status.path)])
        if status.stage == "bulk":
            made = recipe_of(status)
            words = ["asc", "bulk", str(made.get("source", "")), "--bundle"]
            return shlex.join([*words, str(made.get("bundle", "")), "--out", "FOLDER"])
        words = ["asc", status.stage, str(folder)]
        for name, path in inputs.items():
            words += ["--teacher", str(path)] if name == "teacher" else [str(path)]
        if status.stage != "fuse":
            words += ["--recipe", str(status.path / "recipe.toml")]
        return shlex.join(words)

    # Where it is

    def _share(self, seen: Seen) -> float | None:
        status, share = seen.known.status, seen.about.curves.share
        if status.state == "done":
            return 1.0
        return share if share or status.state not in ALIVE else None

    def _where(self, seen: Seen) -> str:
        status = seen.known.status
        if status.state == "waiting":
            return self._words.waiting(status, self._first_s(seen))
        if status.state != "running":
            epoch = seen.about.kept_epoch
            if status.state == "done" or not epoch:
                return (seen.known.status.state == "done" and self.tr("Done")) or self._at_rest(
                    seen
                )
            kept = self.tr("Epoch {n} of {all} is kept.")
            return kept.format(n=epoch, all=self._n_epochs(seen) or epoch)
        asked = {
            "pause": self.tr("It pauses at its next step."),
            "keep": self.tr("It stops training at its next step and keeps the best."),
            "discard": self.tr("It stops at its next step and goes into the trash."),
        }.get(seen.about.asked)
        return asked or self._now(seen)

    def _at_rest(self, seen: Seen) -> str:
        return self._words.row(seen.known.status, seen.unseen).progress

    def _now(self, seen: Seen) -> str:
        status, curves = seen.known.status, seen.about.curves
        if status.stage == "search":
            left_s = float(status.metrics.get("time_left_s", 0.0))
            words = counted(
                len(seen.about.trials), self.tr("{n} trial, {left} left"),
                self.tr("{n} trials, {left} left"),
            )  # fmt: skip
            return words.replace("{left}", duration_words(left_s))
        if curves.phase == "train" and status.stage != "bulk":
            if not curves.epoch:
                first_s = self._first_s(seen)
                if first_s is None:
                    return self.tr("First epoch.")
                words = self.tr("First epoch. First result in about {time}.")
                return words.format(time=duration_words(first_s))
            words = self.tr("Epoch {n} of {all}")
            return words.format(n=curves.epoch, all=self._n_epochs(seen))
        step = self._words.step(status.step)
        if not status.total:
            return step
        words = self.tr("{step}: {done} of {total}")
        done, total = (QLocale().toString(n) for n in (status.done, status.total))
        return words.format(step=step, done=done, total=total)

    def _n_epochs(self, seen: Seen) -> int:
        return seen.about.curves.n_epochs or int(recipe_of(seen.known.status).get("epochs", 0))

    def _first_s(self, seen: Seen) -> float | None:
        """Seconds until the first epoch ends, from its own pace or from what was estimated."""
        status, n_epochs = seen.known.status, self._n_epochs(seen)
        left_s, total = status.metrics.get("time_left_s"), status.total
        if not n_epochs:
            return None
        if left_s is not None and status.step == "step" and total:
            done = status.done / total
            return max(1.0, left_s * max(0.0, 1 / n_epochs - done) / max(1e-9, 1 - done))
        cost = seen.about.costs.get(status.name)
        return None if cost is None else cost.seconds.middle / n_epochs + 5.0

    def _stages(self, seen: Seen) -> tuple[Step, ...]:
        """The parts of this run between the other runs of its chain."""
        status = seen.known.status
        own = [self._part(seen, phase) for phase in seen.about.curves.phases(status.state)]
        found: list[Step] = []
        for name in status.chain or (status.name,):
            if name == status.name:
                found += own
            elif name in seen.others:
                found.append(replace(self._other(seen, seen.others[name]), link=name))
        return tuple(found)

    def _part(self, seen: Seen, phase: Phase) -> Step:
        stage = seen.known.status.stage
        title = self._words.phase(stage, phase.key)
        detail = clock_words(phase.seconds) if phase.state != "waiting" and phase.seconds else ""
        if phase.key == "train" and phase.state != "done" and seen.about.curves.epoch:
            words = self.tr("{n} of {all}")
            detail = words.format(n=seen.about.curves.epoch, all=self._n_epochs(seen))
        return Step(title, phase.state, detail)

    def _other(self, seen: Seen, status: "api.RunStatus") -> Step:
        title = self._words.made(status.stage)
        result = status.result or {}
        if status.state == "done":
            spent_s = float(result.get("train_s", 0.0)) + float(result.get("test_s", 0.0))
            return Step(title, "done", clock_words(spent_s) if spent_s else "")
        if status.state == "running":
            return Step(title, "running")
        if status.state in ("failed", "dead"):
            return Step(title, "failed")
        cost = seen.about.costs.get(status.name)
        about = self.tr("about {time}")
        detail = "" if cost is None else about.format(time=duration_words(cost.seconds.middle))
        return Step(title, "waiting", detail)

    def _tested(self, seen: Seen) -> tuple[Tested, ...]:
        result = seen.known.status.result or {}
        if result.get("accuracy") is None:
            return ()  # there was no test part
        shares = result.get("per_device") or {}
        order = [name for name in seen.devices if name in shares]
        order += sorted(set(shares) - set(order))
        return tuple(Tested(name, float(shares[name]), name in seen.unseen) for name in order)

    def _no_loss(self, status: "api.RunStatus") -> str:
        if status.state == "waiting":
            return self.tr("It has not begun yet.")
        if status.state == "running":
            return self.tr("The first epoch is not over yet.")
        if status.stage == "fuse":
            return self.tr("Nothing is trained step by step here.")
        return self.tr("No epoch ended.")

    def _no_accuracy(self, seen: Seen) -> str:
        status = seen.known.status
        if recipe_of(status).get("validation_share"):
            return self._no_loss(status)
        return self.tr(
            "Every clip of the training split is learned from, and the last epoch counts.\n"
            "The test split is heard once, at the end: choosing by it would flatter the result.\n"
            'For a curve here, switch "Watch the accuracy while it learns" on before the start.'
        )

    def _has_teacher(self, seen: Seen) -> bool:
        if "teacher" in seen.about.inputs:
            return True
        student = seen.about.inputs.get("student")
        if student is None:
            return False
        return "teacher" in (api.RunFolder(student).provenance.get("inputs") or {})

    def _no_maps(self, seen: Seen, mapping: bool) -> str:
        if mapping:
            return self.tr("Both hear the test clips. Activity shows how far they are.")
        if not self._has_teacher(seen):
            return self.tr("It learned from the scenes alone: there is no teacher beside it.")
        if seen.known.status.state != "done":
            return self.tr("Can be drawn when the run is done.")
        return self.tr("The same test clips as the teacher hears them, and as the student does.")

    def _following(self, seen: Seen) -> str:
        """The run of the chain that starts from this one; empty for the last, or without one."""
        status = seen.known.status
        chain = list(status.chain)
        after = chain[chain.index(status.name) + 1 :] if status.name in chain else []
        return after[0] if after and after[0] in seen.others else ""

    # Facts and events

    def _facts(self, seen: Seen, bundle: Path | None) -> tuple[tuple[str, str], ...]:
        status, about = seen.known.status, seen.about
        recipe, made = recipe_of(status), about.provenance
        facts = [(self._words.role(status.stage), network_title(self._network(seen)))]
        for name, path in about.inputs.items():
            other = seen.others.get(path.name)
            what = self._words.role("finetune" if name == "teacher" else "distil")
            said = network_title(network_of(other)) if other is not None else ""
            if name == "teacher" or not facts[0][1]:
                facts.append((what, said or path.name))
        n_clips = (status.result or {}).get("n_train")
        snapshot = made.get("snapshot")
        data = [self.tr("snapshot {n}").format(n=snapshot)] if snapshot else []
        if n_clips:
            data.append(self.tr("{n} clips").format(n=QLocale().toString(int(n_clips))))
        facts += [
            (self.tr("Corpus"), str(recipe.get("source", ""))),
            (self.tr("Bundle"), Path(str(recipe.get("bundle", ""))).name),
            (self.tr("Data"), ", ".join(data)),
            (self.tr("Epochs"), self._epochs(seen)),
            (self.tr("Seed"), str(recipe.get("seed", ""))),
            (self.tr("Started"), self._words.started(status)),
            (self.tr("On disk"), bytes_words(about.n_bytes) if about.n_bytes else ""),
            (self.tr("Folder"), status.path.name),
        ]
        if bundle is not None and bundle.is_file():
            size = bytes_words(bundle.stat().st_size)
            facts.append((self.tr("Bundle"), f"{bundle.name}, {size}"))
        return tuple((name, value) for name, value in facts if value and value != "—")

    def _epochs(self, seen: Seen) -> str:
        """How many it learnt, where it stopped before its end."""
        all_of_them = recipe_of(seen.known.status).get("epochs", "")
        learnt, state = seen.about.curves.epoch, seen.known.status.state
        if state in ALIVE or not learnt or learnt == all_of_them:
            return str(all_of_them)
        return self.tr("{n} of {all}").format(n=learnt, all=all_of_them)

    def _network(self, seen: Seen) -> str:
        """Of this run, or of the one it starts from."""
        trained = self._trained(seen)
        return network_of(trained) if trained is not None else ""

    def _trained(self, seen: Seen) -> "api.RunStatus | None":
        """The run that trained the network: this one, or the one it starts from."""
        status = seen.known.status
        if network_of(status) or "student" not in seen.about.inputs:
            return status
        return seen.others.get(seen.about.inputs["student"].name)

    def _size(self, seen: Seen) -> tuple[int, int] | None:
        if seen.known.status.stage not in ("distil", "quantize", "specialise"):
            return None
        trained = self._trained(seen)
        front_end = str(recipe_of(trained).get("front_end", "")) if trained is not None else ""
        row = networks(front_end).get(self._network(seen))
        if row is None:
            return None
        n_bytes, macs = api.int8_size(row)
        exported = (seen.known.status.result or {}).get("int8_bytes")
        return int(exported or n_bytes), macs

    def _events(self, curves: RunCurves) -> tuple[tuple[str, str], ...]:
        """The newest first; of those in a row that say the same of other numbers, the newest."""
        rows = [(moment, self._words.step(step)) for moment, step in curves.steps[-N_READ:]]
        rows += curves.notes[-N_READ:]
        rows.sort(key=lambda row: -row[0])
        shown: list[tuple[str, str]] = []
        before = ""
        for moment, words in rows:
            kind = DIGITS.sub("", words)
            if kind != before:
                shown.append((clock(moment), told(words)))
            before = kind
        return tuple(shown[:N_EVENTS])

    def _notice(self, seen: Seen) -> Notice | None:
        end, state = seen.known.end, seen.known.status.state
        if end is None:
            return None
        sentence = " ".join(filter(None, (end.kept if end.cause != "waits" else "", end.hint)))
        if end.cause == "stalled":
            return self._stalled(seen.known.status, Notice("warn", end.sentence, end.hint, LOG))
        if end.cause == "waits":
            return Notice("warn", end.sentence, sentence)
        if state not in ("failed", "dead"):
            return None
        anew = ("anew",) if "batch_size" in end.settings else ()
        return Notice("err", end.sentence, sentence, (*anew, "log"))

    def _stalled(self, status: "api.RunStatus", now: Notice) -> Notice:
        """The engine counts every second; here a sentence stands for half a minute."""
        silent_s = time.time() - (status.updated or 0.0)
        key = (status.path, int(silent_s // SAME_S))
        if self._stall is None or self._stall[0] != key:
            self._stall = (key, now)
        return self._stall[1]


def clock_words(seconds: float) -> str:
    """``0:41``, ``3:12``, ``1:02:05``."""
    minutes, s = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{s:02}" if hours else f"{minutes}:{s:02}"
