"""A bundle that is carried over the page: what letting it go would do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ascstudio.widgets.drop_hint import DropHint
from ascstudio.words import plain


class BundleHint(DropHint):
    """Names the bundle that would be verified.

    Args:
        page: what it floats over.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, "certificate")

    def show_bundle(self, path: Path | None) -> None:
        """Say what letting go would do; None: it is nothing that could be verified."""
        words = self.tr("Only a bundle can be verified here: NAME.ascbundle")
        if path is not None:
            words = self.tr("Release to verify {name}").format(name=plain(path.name))
        self.say(words)
        self.cover()
