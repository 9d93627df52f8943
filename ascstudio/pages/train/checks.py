"""What is looked at before a run: the split, the scenes, what is on both sides."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from ascstudio.project.clip_table import ClipTable
from ml_core import api

MIN_CLIPS = 2  # of a scene; with fewer it cannot be learned
FEW_CLIPS = 10  # fewer rarely work
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at before the start: ok, warn or err."""

    state: str
    title: str
    sentence: str = ""


def worst_first(checks: Iterable[Check]) -> tuple[Check, ...]:
    """What blocks, then what to know, then what is fine."""
    return tuple(sorted(checks, key=lambda check: ("err", "warn", "ok").index(check.state)))


class DataChecks(QObject):
    """Looks at the clips a run would learn from."""

    def of(self, table: ClipTable) -> tuple[Check, ...]:
        """All checks of a project's clips."""
        train = [clip for clip in table.clips if clip.split == "train" and clip.scene]
        test = [clip for clip in table.clips if clip.split == "test" and clip.scene]
        counts = Counter(clip.scene or "" for clip in train)
        found = [self._split(len(train), len(test)), self._scenes(counts)]
        found += [self._leak(train, test)] if train and test else []
        small = [scene for scene, n in counts.items() if n < FEW_CLIPS]
        found += [self._small(scene, counts[scene]) for scene in small[:SHOWN]]
        return worst_first(found)

    def _split(self, n_train: int, n_test: int) -> Check:
        number = QLocale().toString
        if not n_train:
            title = self.tr("No clip is in the training split")
            return Check(
                "err", title, self.tr("Divide it on Library: Project, Divide into train and test.")
            )
        title = self.tr("{train} clips train, {test} test").format(
            train=number(n_train), test=number(n_test)
        )
        if n_test:
            return Check("ok", title)
        return Check("warn", title, self.tr("Without test clips nobody knows how good it is."))

    def _scenes(self, counts: Mapping[str, int]) -> Check:
        enough = [scene for scene, n in counts.items() if n >= MIN_CLIPS]
        if len(enough) < 2:
            title = self.tr("Label a few clips first")
            sentence = self.tr(
                "Training needs 2 scenes with {n} labelled clips each. You have {have}."
            ).format(n=MIN_CLIPS, have=len(enough))
            return Check("err", title, sentence)
        return Check("ok", self.tr("{n} scenes can be learned").format(n=len(counts)))

    def _leak(self, train: "Sequence[api.ClipRow]", test: "Sequence[api.ClipRow]") -> Check:
        group = api.group_of([*train, *test])
        shared = {getattr(clip, group) for clip in train} & {getattr(clip, group) for clip in test}
        shared -= {None, ""}
        location = group == "location"
        if shared:
            one = self.tr("One location is in training and test")
            other = self.tr("One source is in training and test")
            names = ", ".join(sorted(map(str, shared))[:SHOWN])
            sentence = self.tr("{names}. The result would look better than it is.")
            return Check("warn", one if location else other, sentence.format(names=names))
        if location:
            return Check("ok", self.tr("No location is on both sides"))
        return Check("ok", self.tr("No source is on both sides"))

    def _small(self, scene: str, n: int) -> Check:
        title = self.tr("{scene} has {n} clips").format(scene=api.display_name(scene), n=n)
        return Check("warn", title, self.tr("Few clips: fewer than 10 per scene rarely work well."))
