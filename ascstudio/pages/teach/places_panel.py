"""Enrolled places at the left: what each was made from, and what can be done with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from ascstudio.pages import Action
from ascstudio.pages.teach.presenter import TeachPresenter
from ascstudio.pages.teach.state import Place, TeachState
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.controls import claims
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.menus import fill_menu
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import ElidedLabel, Label, Separator, empty_layout
from ascstudio.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 216


class PlacesPanel(SidePanel):
    """The places of the bundle in use, the new one, and baking them."""

    bake_wanted = Signal()
    clips_wanted = Signal()
    """Clips for the place that is added to."""

    def __init__(self, presenter: TeachPresenter) -> None:
        super().__init__("", WIDTH, margins=14)
        self.setAccessibleName(self.tr("Enrolled places"))
        self.presenter = presenter
        self._shown: object = None
        self.rows: dict[str, PlaceRow] = {}
        self.column.addWidget(Label(self.tr("Enrolled places"), "strong"))
        self._places = QVBoxLayout()
        self._places.setSpacing(4)
        self.column.addLayout(self._places)
        self.column.addStretch(1)
        self.column.addWidget(Separator())
        self._trained = Label("", "strong", wrap=True)
        self.column.addWidget(self._trained)
        self.column.addWidget(
            Label(
                self.tr("Teaching does not change them. Bake makes the new places part of a"
                        " student."),
                "table", "text3", wrap=True,
            )
        )  # fmt: skip
        self.column.addWidget(Label(self.tr("Bundle that is taught"), "table", "text2"))
        self.bundle = ComboBox(self.tr("Bundle that is taught"))
        self.bundle.activated.connect(
            lambda n: self.presenter.choose_bundle(self.bundle.itemData(n))
        )
        self.column.addWidget(self.bundle)
        self.bake_button = Button(self.tr("Bake…"), "normal", "bake")
        self.bake_button.clicked.connect(self.bake_wanted)
        self.column.addWidget(self.bake_button)

    def show_state(self, state: TeachState, bake_reason: str) -> None:
        """List the places; ``bake_reason``: why they cannot be baked."""
        trained = self.tr("{n} trained scenes").format(n=state.n_trained)
        self._trained.setText(trained if state.bundle is not None else self.tr("No bundle yet"))
        self._show_bundles(state)
        n = sum(not place.muted for place in state.places)
        words = self.tr("Bake 1 place…") if n == 1 else self.tr("Bake {n} places…").format(n=n)
        self.bake_button.setText(words if n else self.tr("Bake…"))
        self.bake_button.set_reason(bake_reason)
        shown = (
            state.places, state.recording, state.hears, state.step, state.name, state.mark,
            state.adding_to,
        )  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        empty_layout(self._places)
        self.rows = {}
        for place in state.places:
            self.rows[place.name] = PlaceRow(place, self._actions(place), self.presenter.rename)
            self._places.addWidget(self.rows[place.name])
        self._show_new(state)

    def _show_bundles(self, state: TeachState) -> None:
        came = self.tr("{name} (came along)")
        paths = [one.path for one in state.bundles]
        if paths != [self.bundle.itemData(n) for n in range(self.bundle.count())]:
            self.bundle.clear()
            for one in state.bundles:
                name = came.format(name=one.name) if one.starter else one.name
                self.bundle.addItem(plain(name), one.path)
        if state.bundle in paths:
            self.bundle.setCurrentIndex(paths.index(state.bundle))
            self.bundle.setToolTip(plain(str(state.bundle)))
        self.bundle.setEnabled(bool(paths) and not state.recording and state.step == 0)

    def _show_new(self, state: TeachState) -> None:
        if state.recording or state.step == 1:
            how = self.tr("recording now") if state.hears else self.tr("waiting for a microphone")
            how = how if state.recording else self.tr("not saved yet")
            if not state.adding_to:
                self._places.addWidget(MarkView(state.mark, state.name, "body"))
            self._places.addWidget(Label(how, "caption", "text3"))
        elif not state.places:
            words = self.tr("None yet. Record where you are: it is known at once.")
            self._places.addWidget(Label(words, "table", "text3", wrap=True))

    def _actions(self, place: Place) -> Sequence[Action]:
        name, muted = place.name, place.muted
        mute = self.tr("Listen for it again") if muted else self.tr("Mute")
        return (
            Action("teach.place.rename", self.tr("Rename…"), lambda: self.rows[name].edit()),
            Action("teach.place.add", self.tr("Add recordings"),
                   lambda: self.presenter.add_to(name), reason=self._busy),
            Action("teach.place.clips", self.tr("Add clips…"), lambda: self._add_clips(name),
                   reason=self._busy),
            Action("teach.place.mute", mute, lambda: self.presenter.mute(name, muted=not muted)),
            Action("teach.place.remove", self.tr("Remove"), lambda: self.presenter.remove(name)),
        )  # fmt: skip

    def _add_clips(self, name: str) -> None:
        self.presenter.add_to(name)
        self.clips_wanted.emit()

    def _busy(self) -> str:
        return self.tr("Stop the recording first.") if self.presenter.state.recording else ""


class PlaceRow(QWidget):
    """A place: its mark, its name, what it was made from, and a menu."""

    def __init__(
        self,
        place: Place,
        actions: Sequence[Action],
        rename: "Callable[[str, str], None]",
    ) -> None:
        super().__init__()
        self.place, self._actions, self._rename = place, actions, rename
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._mark = MarkView(place.mark, place.name, "body")
        words.addWidget(self._mark)
        self.editor = _NameEditor(self.tr("New name of {name}").format(name=place.name))
        self.editor.hide()
        self.editor.done.connect(self._on_edited)
        words.addWidget(self.editor)
        words.addWidget(ElidedLabel(place.words, "caption", "text3"))
        row.addLayout(words, 1)
        self.more = IconButton("more", self.tr("What to do with {name}").format(name=place.name))
        self.more.clicked.connect(self._open)
        row.addWidget(self.more)

    def menu(self) -> QMenu:
        """Rename, add recordings, mute, remove."""
        menu = QMenu(self)
        fill_menu(menu, self._actions)
        return menu

    def edit(self) -> None:
        """Change the name where it stands; Enter takes it, Esc leaves it."""
        self._mark.hide()
        self.editor.setText(self.place.name)
        self.editor.show()
        self.editor.setFocus()
        self.editor.selectAll()

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_edited(self, name: str) -> None:
        self.editor.hide()
        self._mark.show()
        if name and name != self.place.name:
            self._rename(self.place.name, name)


class _NameEditor(QLineEdit):
    """Says ``done`` once: with the name on Enter, with nothing on Esc or when it is left."""

    done = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(60)
        self.returnPressed.connect(lambda: self.done.emit(self.text().strip()))

    def event(self, event: QEvent) -> bool:
        """Esc is the editor's while it is there; else it cancels a recording."""
        return claims(event, (Qt.Key.Key_Escape,)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the name as it is."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.done.emit("")
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere leaves the name as it is."""
        super().focusOutEvent(event)
        if self.isVisible():
            self.done.emit("")
