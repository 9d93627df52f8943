"""Explore on screen."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.explore.presenter import ColourBy, ExplorePresenter, ExploreState, LegendRow
from ascstudio.project.clip_model import device_title
from ascstudio.project.sounds import ClipSound
from ascstudio.theme import Mark, scene_key, scene_title
from ascstudio.widgets.buttons import Button, ComboBox, IconButton, SegmentedControl
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import EmptyState
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.rows import Drawer, SidePanel
from ascstudio.widgets.scatter import ScatterMap
from ascstudio.widgets.spectrogram import SpectrogramThumb, SpectrogramView
from ascstudio.widgets.texts import ElidedLabel, FactsTable, Label, Separator, empty_layout
from ml_core import api


class ExplorePage(Page):
    """Toolbar, map, inspector with the chosen clip and the legend."""

    page_id = "explore"
    icon = "explore"
    group = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = ExplorePresenter(context)
        self._legend_rows: dict[int, _LegendRow] = {}
        self._legend_for: tuple[LegendRow, ...] = ()
        self._shown_xy: object = None
        self._shown_groups: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._build_bar())
        middle.addWidget(Separator())
        self._stack = QStackedWidget()
        self._empty_box = QVBoxLayout()
        empty = QWidget()
        empty.setLayout(self._empty_box)
        self._empty_words: tuple[str, ...] = ()
        self.map = ScatterMap(self.tr("Map of the clips"))
        self.map.chosen.connect(self._on_chosen)
        self.map.activated.connect(self._on_activated)
        self.map.hovered.connect(self._on_hover)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.map)
        middle.addWidget(self._stack, 1)
        row.addLayout(middle, 1)
        line, inspector = Separator(vertical=True), self._build_inspector()
        row.addWidget(line)
        row.addWidget(inspector)
        self.drawer = Drawer(self, (line, inspector))
        self.drawer.changed.connect(self.tell_head)
        self.card = _HoverCard(self.map)
        self.presenter.changed.connect(self.show_state)
        player = context.session.player
        player.loaded.connect(self._on_loaded)
        player.moved.connect(self._on_moved)
        player.playing_changed.connect(self._on_playing)
        player.failed.connect(self._on_sound_failed)
        context.session.thumbnails.arrived.connect(self._on_thumbnail)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Explore")

    def fact(self) -> str:
        """Whose map it is and how much of it is placed."""
        return self.presenter.fact()

    def head_actions(self) -> Sequence[Action]:
        """Compute again where clips are missing on the map."""
        state = self.presenter.state
        shown = (self._drawer_action(),) if self.drawer.narrow else ()
        if state.xy is None or not state.missing:
            return shown
        words = self.tr("Place {n} new clips").format(n=f"{state.missing:,}")
        return (
            *shown,
            Action("explore.compute", words, self.presenter.compute, icon="plus", kind="primary",
                   reason=self._compute_reason),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        scenes = self.context.session.table.scenes
        label = self.tr("Label as {scene}")
        return (
            self._drawer_action(),
            Action(
                "explore.compute", self.tr("Compute embeddings"), self.presenter.compute,
                icon="explore", menu="project", reason=self._compute_reason,
            ),
            Action("explore.play", self.tr("Play or pause"), self.presenter.play, "Space", "play"),
            Action("explore.fit", self.tr("Fit the map"), self.map.fit, "Ctrl+0", "zoom-fit"),
            Action(
                "explore.library", self.tr("Show in Library"), self.presenter.show_in_library,
                icon="library", reason=self._clip_reason,
            ),
            *(
                Action(
                    f"explore.scene.{n}", label.format(scene=scene_title(scene)),
                    partial(self.presenter.label, n), scene_key(n), "label",
                    reason=self._clip_reason,
                )
                for n, scene in enumerate(scenes)
                if scene_key(n)
            ),
        )  # fmt: skip

    def _drawer_action(self) -> Action:
        return Action(
            "explore.inspector", self.tr("Clip and legend"), self.drawer.toggle, "I", "sliders",
            "view",
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """Why the map could not be made."""
        failure = self.presenter.state.failure
        return () if failure is None else (BannerText("err", failure.message, failure.hint),)

    def left(self) -> None:
        """An error that was seen here does not wait for the next visit."""
        self.presenter.forget_failure()

    # Building

    def _build_bar(self) -> QWidget:
        box = QWidget()
        box.setFixedHeight(theme.px(41))
        bar = QHBoxLayout(box)
        bar.setContentsMargins(16, 5, 16, 5)
        bar.setSpacing(8)
        self.fit_button = IconButton("zoom-fit", self.tr("Fit the map"), keys="Ctrl+0")
        self.fit_button.clicked.connect(lambda: self.map.fit())
        bar.addWidget(self.fit_button)
        bar.addWidget(Label(self.tr("Colour"), "table", "text3"))
        self.colours = SegmentedControl(
            self.tr("Colour"),
            [
                ("scene", self.tr("Scene")),
                ("device", self.tr("Device")),
                ("split", self.tr("Split")),
            ],
        )
        self.colours.chosen.connect(self._on_colour)
        bar.addWidget(self.colours)
        bar.addStretch(1)
        self._progress = Bar(self.tr("Embeddings"))
        self._progress.setFixedWidth(theme.px(140))
        bar.addWidget(self._progress)
        self.cancel_button = Button(self.tr("Cancel"), "normal", small=True)
        self.cancel_button.clicked.connect(self.presenter.cancel)
        bar.addWidget(self.cancel_button)
        bar.addWidget(Label(self.tr("Map: PCA of the embeddings of"), "table", "text3"))
        self.bundle = ComboBox(self.tr("Bundle"))
        self.bundle.activated.connect(
            lambda index: self.presenter.choose_bundle(self.bundle.itemData(index))
        )
        bar.addWidget(self.bundle)
        return box

    def _build_inspector(self) -> QWidget:
        panel = SidePanel(self.tr("Clip and legend"), 284)
        self._subject = ElidedLabel("", "section", "text", "middle")
        panel.column.addWidget(self._subject)
        self._clip_mark = MarkView(None, "")
        panel.column.addWidget(self._clip_mark)
        self.spectrogram = SpectrogramView(self.tr("Spectrogram of the clip"))
        self.spectrogram.setFixedHeight(theme.px(150))
        self.spectrogram.seeked.connect(self.context.session.player.seek)
        panel.column.addWidget(self.spectrogram)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.play_button = Button(self.tr("Play"), "normal", "play", small=True)
        self.play_button.clicked.connect(self.presenter.play)
        self.library_button = Button(self.tr("Show in Library"), "normal", "library", small=True)
        self.library_button.clicked.connect(self.presenter.show_in_library)
        row.addWidget(self.play_button)
        row.addWidget(self.library_button)
        row.addStretch(1)
        panel.column.addLayout(row)
        self._facts = FactsTable()
        panel.column.addWidget(self._facts)
        panel.column.addWidget(Separator())
        panel.column.addWidget(Label(self.tr("Legend"), "strong"))
        self._legend = QVBoxLayout()
        self._legend.setSpacing(0)
        panel.column.addLayout(self._legend)
        self._legend_hint = Label(
            self.tr("Click hides, Alt and click shows only this."), "table", "text3", wrap=True
        )
        panel.column.addWidget(self._legend_hint)
        panel.column.addStretch(1)
        return panel

    # Showing

    def show_state(self, state: ExploreState) -> None:
        """The only place that changes the widgets after construction."""
        self._stack.setCurrentIndex(0 if state.xy is None else 1)
        if state.xy is None:
            self._show_empty(state)
        else:
            self._show_map(state)
        self.colours.set_choice(state.colour_by)
        self._fill_bundles(state)
        self._progress.setVisible(state.running)
        self._progress.set_fraction(state.fraction)
        self.cancel_button.setVisible(state.running)
        self.fit_button.set_reason("" if state.xy is not None else self._no_map())
        if (first := self.map if state.xy is not None else self.empty_state.primary) is not None:
            self.setFocusProxy(first)
        self._show_clip(state)
        self._show_legend(state)
        self.tell_head()

    def _show_empty(self, state: ExploreState) -> None:
        """Why there is no map yet, and what to do."""
        n, title, primary = f"{state.n_clips:,}", self.tr("See which clips sound alike"), None
        if not state.n_clips:
            sentence = self.tr("There is no clip yet. Bring recordings in first.")
            primary = (self.tr("Go to Library"), lambda: self.context.go("library"))
        elif state.bundle is None:
            sentence = self.tr("The map needs a bundle to listen with. Train one first.")
            primary = (self.tr("Go to Train"), lambda: self.context.go("train"))
        elif state.running:
            share = f"{100 * state.fraction:.0f} %" if state.fraction is not None else ""
            sentence = self.tr("Listening to {n} clips in the background. {share}").format(
                n=n, share=share
            )
        elif state.loading:
            sentence = self.tr("Looking for a map of this bundle…")
        else:
            sentence = self.tr("The map needs one pass over {n} clips, in the background.").format(
                n=n
            )
            primary = (self.tr("Compute embeddings"), self.presenter.compute)
        words = (title, sentence, primary[0] if primary else "")
        if words == self._empty_words:
            return
        self._empty_words = words
        empty_layout(self._empty_box)
        self.empty_state = EmptyState("explore", title, sentence, primary)
        self._empty_box.addWidget(self.empty_state)

    def _show_map(self, state: ExploreState) -> None:
        fresh = self._shown_xy is not state.xy or self._shown_groups is not state.groups
        if fresh and state.xy is not None:
            known = {row.group: row for row in state.legend}
            count = max(known, default=-1) + 1
            marks = [known[g].mark if g in known else theme.UNKNOWN for g in range(count)]
            names = [known[g].name if g in known else "" for g in range(count)]
            self.map.set_points(state.xy, state.groups, marks, names)
            self._shown_xy, self._shown_groups = state.xy, state.groups
        self.map.set_hidden(state.hidden)
        found = np.flatnonzero(state.segment_ids == state.selected)
        self.map.set_selected(int(found[0]) if len(found) else -1)

    def _show_clip(self, state: ExploreState) -> None:
        clip = state.clip
        self._subject.setText(clip.path.name if clip is not None else self.tr("No clip chosen"))
        self._clip_mark.setVisible(clip is not None)
        if clip is None:
            self.spectrogram.clear(self.tr("Click a mark to see and hear it."))
        else:
            scene = scene_title(clip.scene) if clip.scene else self.tr("No scene yet")
            self._clip_mark.set_mark(self._scene_mark(clip), scene)
        facts = []
        if clip is not None:
            facts = [
                (self.tr("Device"), device_title(clip.device) if clip.device else "—"),
                (self.tr("Location"), api.display_name(clip.location) if clip.location else "—"),
                (self.tr("Split"), api.display_name(clip.split) if clip.split else "—"),
                (self.tr("Length"), self.tr("{s} s").format(s=f"{clip.duration_s:.1f}")),
            ]
        self._facts.set_facts(facts)
        for button in (self.play_button, self.library_button):
            button.set_reason(self._clip_reason())

    def _show_legend(self, state: ExploreState) -> None:
        if state.legend != self._legend_for:
            self._legend_for = state.legend
            empty_layout(self._legend)
            self._legend_rows = {}
            most = max((row.count for row in state.legend), default=1)
            for row in state.legend:
                widget = _LegendRow(row, row.count / most)
                widget.toggled_group.connect(self.presenter.toggle_group)
                widget.only.connect(self.presenter.only_group)
                widget.lit.connect(self._on_lit)
                self._legend.addWidget(widget)
                self._legend_rows[row.group] = widget
        self._legend_hint.setVisible(bool(state.legend))
        for group, legend_row in self._legend_rows.items():
            legend_row.set_hidden(group in state.hidden)

    def _fill_bundles(self, state: ExploreState) -> None:
        shown = [self.bundle.itemData(n) for n in range(self.bundle.count())]
        paths = [choice.path for choice in state.bundles]
        if shown != paths:
            self.bundle.clear()
            for choice in state.bundles:
                self.bundle.addItem(choice.name, choice.path)
        if state.bundle in paths:
            self.bundle.setCurrentIndex(paths.index(state.bundle))
        self.bundle.setEnabled(bool(paths))

    # From the map and the player

    def _on_colour(self, key: str) -> None:
        by: ColourBy = "device" if key == "device" else "split" if key == "split" else "scene"
        self.presenter.colour(by)

    def _on_chosen(self, point: int) -> None:
        self.drawer.open()
        self.presenter.choose(point)

    def _on_activated(self, point: int) -> None:
        self.presenter.choose(point, play=False)
        self.presenter.show_in_library()

    def _on_hover(self, point: int) -> None:
        clip = self.presenter.clip_of(point)
        if clip is None:
            self.card.hide()
            return
        words = scene_title(clip.scene) if clip.scene else self.tr("No scene yet")
        below = [device_title(clip.device)] if clip.device else []
        below += [api.display_name(clip.location)] if clip.location else []
        self.card.show_clip(clip.segment_id, self._scene_mark(clip), words, " · ".join(below))
        self.card.thumb.set_log_mel(self.context.session.thumbnails.get(clip))
        self.card.place(self.map.to_screen(point).toPoint())

    def _on_thumbnail(self, segment_id: int) -> None:
        if self.card.isVisible() and self.card.segment_id == segment_id:
            self.card.thumb.set_log_mel(self.context.session.thumbnails.known(segment_id))

    def _on_lit(self, group: int) -> None:
        self.map.set_lit(group if group >= 0 else None)

    def _on_loaded(self, sound: ClipSound) -> None:
        clip = self.presenter.state.clip
        if clip is not None and sound.clip.segment_id == clip.segment_id:
            self.spectrogram.set_sound(
                sound.log_mel, sound.peaks, sound.duration_s, sound.frequencies_hz
            )

    def _on_sound_failed(self, error: "api.AscError") -> None:
        if self.isVisible() and self.context.session.player.sound is None:
            self.spectrogram.clear(str(error))

    def _on_moved(self, time_s: float) -> None:
        if self.isVisible():
            self.spectrogram.set_cursor(time_s)

    def _on_playing(self, playing: bool) -> None:
        self.play_button.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play_button.set_icon_name("pause" if playing else "play")

    def _scene_mark(self, clip: "api.ClipRow") -> Mark:
        scenes = self.context.session.table.scenes
        return theme.scene_mark(scenes.index(clip.scene)) if clip.scene in scenes else theme.UNKNOWN

    def _compute_reason(self) -> str:
        state = self.presenter.state
        if state.running:
            return self.tr("Embeddings are being computed.")
        if state.bundle is None:
            return self.tr("There is no bundle to listen with.")
        return "" if state.n_clips else self.tr("There is no clip yet.")

    def _clip_reason(self) -> str:
        return "" if self.presenter.state.clip is not None else self.tr("Choose a clip first.")

    def _no_map(self) -> str:
        return self.tr("There is no map yet.")


class _LegendRow(QWidget):
    """Mark, name, bar, count; a click hides, Alt and click shows only this."""

    toggled_group = Signal(int)
    only = Signal(int)
    lit = Signal(int)

    def __init__(self, row: LegendRow, share: float) -> None:
        super().__init__()
        self._group = row.group
        self._hidden = False
        self.setAccessibleName(f"{row.name}, {row.count:,}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(26))
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 4, 0)
        line.setSpacing(8)
        line.addWidget(MarkView(row.mark, row.name, "table"), 1)
        bar = Bar(row.name)
        bar.setFixedWidth(theme.px(44))
        bar.set_color("ctl")
        bar.set_fraction(share)
        line.addWidget(bar)
        count = Label(f"{row.count:,}", "table", "text2")
        count.setFixedWidth(theme.px(40))
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(count)

    def set_hidden(self, hidden: bool) -> None:
        """Dim the row of a hidden group."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.setAccessibleDescription(self.tr("hidden") if hidden else "")
            self.update()
            for child in self.findChildren(QWidget):
                child.setEnabled(not hidden)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide, or show only this."""
        alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        (self.only if alone else self.toggled_group).emit(self._group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter hides, Alt+Enter shows only this."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            (self.only if alone else self.toggled_group).emit(self._group)
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Dim the others on the map."""
        self.lit.emit(self._group)

    def leaveEvent(self, event: QEvent) -> None:
        """Light all again."""
        self.lit.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show focus; cross a hidden group out."""
        painter = QPainter(self)
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        if self._hidden:
            painter.fillRect(self.rect(), theme.color("bg3"))


class _HoverCard(QFrame):
    """Scene, spectrogram and device of the mark under the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self._map = parent
        self.segment_id = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self._mark = MarkView(None, "", "strong")
        self.thumb = SpectrogramThumb(self.tr("Spectrogram"), 196, 64)
        self._below = ElidedLabel("", "table", "text3")
        column.addWidget(self._mark)
        column.addWidget(self.thumb)
        column.addWidget(self._below)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_clip(self, segment_id: int, mark: Mark, words: str, below: str) -> None:
        """Show another clip."""
        self.segment_id = segment_id
        self._mark.set_mark(mark, words)
        self._below.setText(below)

    def place(self, point: QPoint) -> None:
        """Stand beside a point, inside the map."""
        self.adjustSize()
        right = self._map.width() - self.width() - 8
        below = self._map.height() - self.height() - 8
        left = point.x() + 16 if point.x() + 16 <= right else point.x() - self.width() - 16
        self.move(max(8, left), max(8, min(point.y() + 12, below)))
        self.show()
        self.raise_()
