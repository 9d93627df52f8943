"""What a crash broke off, brought in when its project opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from ascstudio.pages import BannerText, Context
from ascstudio.words import counted, numeral
from ml_core import api


class Recovery(QObject):
    """Looks once at every project that opens, whatever page is in front.

    What was found is said in a banner that can be closed; it is in the project then, so that the
    next time there is nothing to say.

    Args:
        context: what pages share.
        say: shows a banner.
        parent: the window.
    """

    def __init__(
        self, context: Context, say: Callable[[BannerText], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._say = context, say
        # In its turn: the clips are read first.
        context.session.opened.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def _look(self) -> None:
        project = self._context.session.project
        if project is not None:
            work = partial(api.recover_recordings, project)
            self._context.session.background(work, self._on_recovered)

    def _on_recovered(self, clips: list[api.ClipRow]) -> None:
        if not clips:
            return
        self._context.session.reload()
        ids = tuple(clip.segment_id for clip in clips)
        one = self.tr("A recording was broken off")
        many = self.tr("{n} recordings were broken off")
        sentence = self.tr("{s} s are in the project again: all but the last moment.")
        self._say(
            BannerText(
                "info",
                counted(len(clips), one, many),
                sentence.format(s=numeral(sum(clip.duration_s for clip in clips), ".1f")),
                ((self.tr("Show"), lambda: self._context.go("library", ids)),),
            )
        )
