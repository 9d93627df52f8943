"""What stands in the middle when there is no clip to show, and where it leads on to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.pages.label.state import LabelState
from ascstudio.widgets.messages import EmptyState, TextAction
from ascstudio.widgets.texts import empty_layout
from ascstudio.words import counted, numeral

Texts = tuple[str, str, TextAction | None, TextAction | None]


class Ending(QWidget):
    """The end of a queue, or its absence.

    Attributes:
        shown: what is said now.
    """

    page_wanted = Signal(str)
    """Id of another page."""
    queue_wanted = Signal(str)
    errors_wanted = Signal()
    locate_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._words: tuple[str, ...] = ()
        self.shown = EmptyState("label", "", "")

    def show_state(self, state: LabelState, *, errors: bool) -> None:
        """Say why there is no clip.

        Args:
            state: without a clip.
            errors: whether doubtful labels can be looked for.
        """
        title, sentence, primary, ghost = self._texts(state, errors=errors)
        words = (title, sentence, primary[0] if primary else "")
        if words != self._words:
            self._words = words
            empty_layout(self._box)
            self.shown = EmptyState("label", title, sentence, primary, ghost)
            self._box.addWidget(self.shown)

    def _texts(self, state: LabelState, *, errors: bool) -> Texts:
        library = (self.tr("Go to Library"), lambda: self.page_wanted.emit("library"))
        if state.empty:
            sentence = self.tr("Bring recordings in first.")
            return self.tr("There is nothing to label yet"), sentence, library, None
        train = (self.tr("Go to Train"), lambda: self.page_wanted.emit("train"))
        everything = (self.tr("Look at all clips"), lambda: self.queue_wanted.emit("all"))
        if state.kind == "flagged":
            title = self.tr("No clip needs review")
            return title, self.tr("R marks a clip that you are not sure of."), everything, None
        if state.n_open:
            return self._not_all(state, train, everything)
        title = self.tr("Every clip has a label")
        if errors:
            find = (self.tr("Find label errors"), self.errors_wanted.emit)
            return title, self._done(state), find, train
        return title, self._done(state), train, everything

    def _not_all(self, state: LabelState, train: TextAction, everything: TextAction) -> Texts:
        """The end of a queue while clips are without a label."""
        if state.kind != "useful":
            on = (self.tr("Next most useful"), lambda: self.queue_wanted.emit("useful"))
            return self.tr("This was the last one"), self._done(state), on, train
        if not state.missing:
            title = self.tr("The clips that are left need review")
            look = (self.tr("Look at them"), lambda: self.queue_wanted.emit("flagged"))
            return title, self._done(state), look, everything
        title = self.tr("The clips that are left have no audio")
        sentence = self.tr("Say where the files are now, or put them back. Labels are safe.")
        return title, sentence, (self.tr("Locate audio…"), self.locate_wanted.emit), everything

    def _done(self, state: LabelState) -> str:
        pace = state.pace
        if not pace.clips:
            return self.tr("All there is left is to look at them again, or to train.")
        per_clip = pace.strokes_per_clip
        one, many = self.tr("{n} clip in {m} min."), self.tr("{n} clips in {m} min.")
        minutes = str(max(1, round(pace.worked_s / 60)))
        words = counted(pace.clips, one.replace("{m}", minutes), many.replace("{m}", minutes))
        if per_clip is None:
            return words
        keys = self.tr("{k} keys per clip.").format(k=numeral(per_clip, ".1f"))
        return f"{words} {keys}"
