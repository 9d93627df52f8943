"""Listening to some clips of a choice before all of it gets one scene. No widgets here."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from ascstudio.pages.explore.colouring import Indices
from ascstudio.pages.explore.state import Check, Map
from ascstudio.project.background import Background
from ascstudio.project.clip_table import NONE, ClipTable
from ascstudio.project.session import ProjectSession
from ml_core import api


class SpotCheck(QObject):
    """Draws the clips to listen to, takes the answers, labels the rest in one operation.

    Args:
        session: the open project.
    """

    changed = Signal(object, bool)
    """(Check or None, whether one is being prepared)."""
    impossible = Signal()
    """Nothing of the choice waits for a label, or nobody knows a scene for it."""

    def __init__(self, session: ProjectSession) -> None:
        super().__init__()
        self._session = session
        self._background = Background("spot-check", self)
        self._background.failed.connect(session.failed)
        self._suggestions: tuple[object, object, api.Suggestions] | None = None
        self.check: Check | None = None

    def begin(self, shown: Map, segment_ids: Sequence[int], scene: str | None = None) -> None:
        """Prepare a check of a choice.

        Args:
            shown: the map, for what the bundle heard.
            segment_ids: the choice.
            scene: what it would be labelled; None: what most of it probably is.
        """
        table = self._session.table
        known = self._suggestions
        at_hand = known[2] if known is not None and known[:2] == (shown, table) else None
        chosen = list(segment_ids)
        self.changed.emit(None, True)

        def prepare() -> tuple[api.Suggestions, api.Proposal | None]:
            labels = api.Labels.of(shown.space, table.clips)
            said = at_hand or api.suggest(shown.space, labels)
            wanted = scene or probable_scene(said, np.array(chosen, np.int64), table)
            if wanted is None:
                return said, None
            return said, api.around(shown.space, labels, said, chosen, wanted)

        def done(found: tuple[api.Suggestions, api.Proposal | None]) -> None:
            self._suggestions = (shown, table, found[0])
            proposal = found[1]
            if proposal is None or not proposal.segment_ids:
                self._set(None)
                self.impossible.emit()
            else:
                self._set(Check(proposal))

        self._background.run(prepare, done, self._on_failed)

    def answer(self, right: bool) -> None:
        """Say whether the scene is right for the present clip, and go on to the next."""
        if self.check is not None and self.check.current is not None:
            heard = {**self.check.heard, self.check.current: right}
            self._set(replace(self.check, heard=heard, at=self.check.at + 1))

    def apply(self, say: Callable[[int, "api.ErrorEstimate"], None]) -> None:
        """Label all but what was heard to be wrong, and end; ``say`` gets count and estimate."""
        check = self.check
        if check is None:
            return
        targets = check.targets()

        def label(project: api.Project) -> None:
            api.apply_proposal(project, check.proposal, check.heard)

        if self._session.edit(targets, label):
            self._set(None)
            say(len(targets), check.estimate())

    def stop(self) -> None:
        """End without labelling; what was labelled while listening stays."""
        self._background.forget()
        self._set(None)

    def forget(self) -> None:
        """Another project was opened."""
        self._suggestions = None
        self.stop()

    def shut_down(self) -> None:
        """End the thread."""
        self._background.shut_down()

    def _set(self, check: Check | None) -> None:
        self.check = check
        self.changed.emit(check, False)

    def _on_failed(self, error: "api.AscError") -> None:
        self._set(None)
        self._session.failed.emit(error)


def probable_scene(
    suggestions: "api.Suggestions", segment_ids: Indices, table: ClipTable
) -> str | None:
    """What most clips of a choice are labelled or suggested to be; None if nobody knows.

    A label counts as a whole vote, a suggestion as its confidence.
    """
    rows = table.rows_of(segment_ids)
    segment_ids, rows = segment_ids[rows >= 0], rows[rows >= 0]
    values, codes = table.column("scene")
    counts = np.bincount(codes[rows], minlength=len(values)).tolist()
    votes: Counter[str] = Counter(dict(zip(values, counts, strict=True)))
    votes.pop(NONE, None)
    if suggestions.scenes:
        open_ones = segment_ids[np.array([name == NONE for name in values], bool)[codes[rows]]]
        said = suggestions.rows(open_ones)
        sums = suggestions.probabilities[said[said >= 0]].sum(axis=0)
        for scene, sum_ in zip(suggestions.scenes, sums.tolist(), strict=True):
            votes[scene] += sum_
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else None
