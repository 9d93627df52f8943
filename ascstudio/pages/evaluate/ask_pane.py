"""A part of the page whose answer takes a while: what it is for, how far it is, then the answer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ascstudio.jobs import Failure
from ascstudio.jobs.remedies import remedy_of
from ascstudio.pages.evaluate.asking import Asked
from ascstudio.pages.evaluate.words import Words
from ascstudio.widgets.messages import EmptyState, TextAction
from ascstudio.widgets.texts import empty_layout


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands there while there is no answer.

    Attributes:
        title: the question.
        sentence: what it is for and what it costs.
        button: starts it; empty where it cannot be asked.
        run: what the button does instead.
        ghost: another button (words, function).
    """

    title: str
    sentence: str
    button: str = ""
    run: Callable[[], object] | None = field(default=None, compare=False)
    ghost: TextAction | None = field(default=None, compare=False)


def refused(title: str, failure: Failure, again: str, run: Callable[[str], object]) -> Offer:
    """Why there is no answer, with a button for what helps.

    Args:
        title: the question.
        failure: why there is no answer.
        again: the words of a button that asks once more.
        run: runs a command of the window by its name.
    """
    remedy = remedy_of(failure)
    sentence = f"{remedy.title} {remedy.sentence}".strip()
    if not remedy.command:
        return Offer(title, sentence, again)
    return Offer(title, sentence, remedy.press, lambda: run(remedy.command))


class AskPane(QStackedWidget):
    """The offer, its progress with *Cancel*, and the answer in place of both.

    Args:
        icon: of the offer.
        content: shows the answer.
        ask: starts it.
        cancel: stops it.
        quiet: it is not what the page is for: its button is not filled.
    """

    def __init__(
        self,
        icon: str,
        content: QWidget,
        ask: Callable[[], object],
        cancel: Callable[[], object],
        *,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._icon, self._ask, self._cancel = icon, ask, cancel
        self._said: tuple[object, ...] | None = None
        self._words, self._quiet = Words(), quiet
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self.offer = EmptyState(icon, "", "")
        self._box.addWidget(self.offer)
        self.addWidget(inside)
        self.addWidget(content)

    def show_asked(self, asked: Asked, offer: Offer) -> None:
        """Show how far it is; an answer stays in front while it is worked out again."""
        self.setCurrentIndex(0 if asked.answer is None else 1)
        said = (offer, asked.running)
        if said != self._said:
            self._said = said
            focused = self.offer.primary is not None and self.offer.primary.hasFocus()
            empty_layout(self._box)
            button: TextAction | None = None
            ghost = offer.ghost
            if asked.running:
                ghost = (self.tr("Cancel"), self._cancel)
            elif offer.button:
                button = (offer.button, offer.run or self._ask)
            if self._quiet and button is not None:
                button, ghost = None, button
            self.offer = EmptyState(self._icon, offer.title, offer.sentence, button, ghost)
            self._box.addWidget(self.offer)
            if focused and self.offer.primary is not None:
                self.offer.primary.setFocus()
        self.offer.set_progress(self._progress(asked), asked.fraction, shown=asked.running)

    def _progress(self, asked: Asked) -> str:
        if not asked.total:
            return self.tr("Starting")
        words = self.tr("{n} of {all}").format(n=asked.done, all=asked.total)
        return "\n".join([words, *self._words.so_far(asked.metrics)])
