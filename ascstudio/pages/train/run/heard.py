"""What a corpus was heard to be: the share of every scene, and where the tables are."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from ascstudio import theme
from ascstudio.project.names import percent
from ascstudio.project.scene_marks import marks_of
from ascstudio.widgets.meters import ScoreBars, ScoreRow
from ascstudio.widgets.texts import Label, Panel
from ml_core import api

SCENE = "scene@"  # how metrics of a run that hears a corpus begin


def heard_of(status: "api.RunStatus") -> Mapping[str, int]:
    """Rows of each scene so far; "" is unknown."""
    told = (status.result or {}).get("scenes")
    if isinstance(told, dict):
        return {str(name): int(n) for name, n in told.items()}
    return {
        name.removeprefix(SCENE): int(n)
        for name, n in status.metrics.items()
        if name.startswith(SCENE)
    }


class HeardCard(Panel):
    """A bar per scene, the most frequent first."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("What was heard"))
        self.set_hint(self.tr("share of the rows"))
        self.bars = ScoreBars(self.tr("What was heard"), quiet=True, coloured=True)
        self.body.addWidget(self.bars)
        self.where = Label("", "table", "text2", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.where)
        self.body.addStretch(1)
        self._shown: object = None

    def show_heard(self, heard: Mapping[str, int], run: Path, scenes: Sequence[str]) -> None:
        """Show these; what did not change is not touched.

        Args:
            heard: rows of each scene.
            run: folder of the tables.
            scenes: of the project, whose marks are known.
        """
        if (shown := (dict(heard), run, tuple(scenes))) == self._shown:
            return
        self._shown = shown
        total = max(1, sum(heard.values()))
        order = sorted(heard, key=lambda name: (name == "", -heard[name], name))
        marks = marks_of(scenes, more=sorted(name for name in heard if name))
        self.bars.set_scores(
            [
                ScoreRow(
                    marks.get(name, theme.UNKNOWN),
                    api.display_name(name) if name else self.tr("unknown"),
                    heard[name] / total, percent(heard[name] / total),
                )
                for name in order
            ]
        )  # fmt: skip
        words = self.tr("The tables are in {folder}, one for every part.")
        self.where.setText(words.format(folder=run / "rows"))
