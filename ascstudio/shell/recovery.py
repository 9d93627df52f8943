"""What a crash broke off, brought in when its project opens; and a copy for worse days."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from ascstudio.pages import BannerText, Context
from ascstudio.words import counted, numeral
from ml_core import api

COPY_EVERY_MS = 600_000
"""So much may be lost, at most, where a disk damages the database itself."""


class Recovery(QObject):
    """Looks once at every project that opens, whatever page is in front.

    What was found is said in a banner that can be closed; it is in the project then, so that the
    next time there is nothing to say. A database that is whole is copied now and then, and goes
    back to that state where it is found damaged.

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
        self._timer = QTimer(self, interval=COPY_EVERY_MS)
        self._timer.timeout.connect(self._keep)
        self._timer.start()

    def _look(self) -> None:
        session = self._context.session
        project = session.project
        if project is None:
            return
        if session.put_back is not None:
            title = self.tr("An earlier state of this project is open")
            self._say(BannerText("warn", title, session.put_back.message))
            session.put_back = None
        session.background(lambda: api.recover_recordings(project), self._on_recovered)
        self._keep()

    def _keep(self) -> None:
        project = self._context.session.project
        if project is not None:
            self._context.session.background(
                lambda: api.keep_copy(project.database), lambda _: None
            )

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
