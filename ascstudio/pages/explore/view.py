"""Explore on screen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QIODevice, QPoint, QSaveFile, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QImageWriter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.explore.bar import Hints, ToolBar
from ascstudio.pages.explore.check_tray import CheckTray
from ascstudio.pages.explore.colouring import COLOURS, no_scene
from ascstudio.pages.explore.commands import Commands, Doors
from ascstudio.pages.explore.hover_card import HoverCard
from ascstudio.pages.explore.inspector import Inspector
from ascstudio.pages.explore.picking import error_words, mark_of
from ascstudio.pages.explore.presenter import ExplorePresenter
from ascstudio.pages.explore.state import ExploreState, Points
from ascstudio.pages.explore.tray import SelectionTray
from ascstudio.theme import UNKNOWN
from ascstudio.widgets import choosing
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.menus import fill_menu
from ascstudio.widgets.messages import EmptyState, duration_words
from ascstudio.widgets.rows import Drawer
from ascstudio.widgets.scatter import ScatterMap, Tool
from ascstudio.widgets.texts import Separator, empty_layout
from ascstudio.words import counted, numeral

HOVER_MS = 60  # the pointer rests this long before a clip is heard
LOW = 520  # a lower page has a tray of one line


class ExplorePage(Page):
    """Toolbar, map, tray of picked clips, inspector."""

    page_id = "explore"
    icon = "explore"
    group = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = ExplorePresenter(context)
        self._shown_points: Points | None = None
        self._fitted_layout = ""
        session = context.session
        self.bundle = ComboBox(self.tr("Bundle that listens"))
        self.bundle.activated.connect(
            lambda index: self.presenter.choose_bundle(self.bundle.itemData(index))
        )
        self.bar = ToolBar()
        self.map = ScatterMap(self.tr("Map of the clips"))
        self.hints = Hints(self.map)
        self.card = HoverCard(self.map, session.thumbnails)
        self.tray = SelectionTray(session.thumbnails)
        self.check = CheckTray(session.thumbnails)
        self.inspector = Inspector(session.player, session.thumbnails)
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER_MS)
        self._hovered = -1
        self._checking = False
        self._build()
        doors = Doors(
            self.choose_tool, self.choose_picture, self._copy_picture, self.drawer.toggle,
            self._play, self._review,
        )  # fmt: skip
        self.verbs = Commands(self.presenter, self.map, doors)
        self._connect()
        self.show_state(self.presenter.state)

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._empty_box = QVBoxLayout()
        empty = QWidget()
        empty.setLayout(self._empty_box)
        self._empty_words: tuple[str, ...] = ()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.map)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self._tray_line = Separator()
        self._bar_line = Separator()
        middle.addWidget(self.bar)
        middle.addWidget(self._bar_line)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self._tray_line)
        middle.addWidget(self.tray)
        middle.addWidget(self.check)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(middle, 1)
        line = Separator(vertical=True)
        row.addWidget(line)
        row.addWidget(self.inspector)
        self.drawer = Drawer(self, (line, self.inspector))

    def _connect(self) -> None:
        presenter, chart = self.presenter, self.map
        self.drawer.changed.connect(self.tell_head)
        chart.chosen.connect(self._on_chosen)
        chart.activated.connect(self._on_activated)
        chart.hovered.connect(self._on_hover)
        chart.lassoed.connect(presenter.lasso)
        chart.menu_wanted.connect(self._show_menu)
        self._hover.timeout.connect(lambda: presenter.hear(self._hovered))
        self.bar.tool_chosen.connect(self.choose_tool)
        self.bar.fit_wanted.connect(chart.fit)
        for source in (self.bar.colour_chosen, self.inspector.place_chosen):
            source.connect(lambda key: presenter.colour(next(by for by in COLOURS if by == key)))
        self.bar.method_chosen.connect(
            lambda key: presenter.choose_method("tsne" if key == "tsne" else "pca")
        )
        self.bar.cancel_wanted.connect(presenter.cancel)
        self.bar.place_wanted.connect(presenter.compute)
        self.hints.hear_toggled.connect(presenter.set_hear)
        self._connect_trays()
        legend, clip = self.inspector.legend, self.inspector.clip
        legend.toggled.connect(presenter.toggle_group)
        legend.only.connect(presenter.only_group)
        legend.lit.connect(lambda group: chart.set_lit(group if group >= 0 else None))
        clip.play_wanted.connect(presenter.play)
        clip.label_wanted.connect(self._open_chosen)
        clip.library_wanted.connect(presenter.show_in_library)
        clip.similar_wanted.connect(self._similar_to_chosen)
        for suspects in (self.inspector.few, self.inspector.many):
            suspects.pressed.connect(presenter.show_clip)
            suspects.opened.connect(lambda one: presenter.open_in_label([one]))
            suspects.review_wanted.connect(presenter.review)
        self.inspector.look_wanted.connect(presenter.look_for_errors)
        presenter.changed.connect(self.show_state)
        self.choose_tool("pointer")

    def _connect_trays(self) -> None:
        presenter, tray, check = self.presenter, self.tray, self.check
        tray.played.connect(presenter.show_clip)
        tray.cleared.connect(presenter.clear_picks)
        tray.similar_wanted.connect(lambda: presenter.find_similar(presenter.targets()))
        tray.check_wanted.connect(presenter.begin_check)
        tray.resized.connect(self._show_tray)
        check.played.connect(presenter.show_clip)
        check.answered.connect(presenter.answer)
        check.applied.connect(presenter.apply_check)
        check.stopped.connect(presenter.spot_check.stop)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Explore")

    def fact(self) -> str:
        """Whose map it is and how much of it is placed."""
        return self.presenter.fact()

    def head_widget(self) -> QWidget:
        """Whose ears the map is made with."""
        return self.bundle

    def head_actions(self) -> Sequence[Action]:
        """The picture as a file; the doubtful labels."""
        shown = (self.verbs.inspector(),) if self.drawer.narrow else ()
        return (*shown, self.verbs.picture(), self.verbs.review())

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        return self.verbs.all(self.context.session.table.scenes)

    def gestures(self) -> Sequence[tuple[str, str, str]]:
        """What the mouse and the arrows do on the map."""
        move, pick = self.tr("Look and hear"), self.tr("Pick")
        return (
            (move, self.tr("Zoom at the pointer"), self.tr("wheel")),
            (move, self.tr("Zoom"), "PgUp | PgDown"),
            (move, self.tr("Size of the marks"), "+ | -"),
            (move, self.tr("To the nearest clip that way"), self.tr("arrows")),
            (pick, self.tr("Pick on the way"), self.tr("Shift | arrows")),
            (pick, self.tr("Lasso that adds"), self.tr("Shift | drag")),
            (pick, self.tr("Lasso that takes out"), self.tr("Ctrl | drag")),
        )

    def regions(self) -> Sequence[QWidget]:
        """Tools, map, picked clips, inspector."""
        tray = self.check if self.check.isVisible() else self.tray
        parts: tuple[QWidget, ...] = (self.bar, self._stack, tray, self.inspector)
        return tuple(part for part in parts if part.isVisible())

    def banners(self) -> Sequence[BannerText]:
        """Why the map could not be made."""
        failure = self.presenter.state.failure
        return () if failure is None else (BannerText("err", failure.message, failure.hint),)

    def receive(self, argument: object) -> None:
        """Clips sent from elsewhere are picked, or what is like them."""
        if isinstance(argument, dict):
            ids = tuple(int(one) for one in argument.get("similar", ()))
            self.presenter.pick_ids(ids)  # where there is no map yet, these wait for it
            self.presenter.find_similar(ids)
        if isinstance(argument, tuple) and all(isinstance(one, int) for one in argument):
            self.presenter.pick_ids(argument)

    def entered(self) -> None:
        """What the map needs is found out when somebody looks."""
        self._empty_words = ()
        if self.presenter.state.points is None:
            self.show_state(self.presenter.state)

    def left(self) -> None:
        """An error that was seen here does not wait for the next visit."""
        self._on_hover(-1)
        self.presenter.forget_failure()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the thread that draws clips to listen to."""
        self.presenter.spot_check.shut_down()
        super().closeEvent(event)

    # Showing

    def show_state(self, state: ExploreState) -> None:
        """The only place that changes the widgets after construction."""
        self._stack.setCurrentIndex(0 if state.points is None else 1)
        if state.points is None:
            self._show_empty(state)
        else:
            self._show_map(state, state.points)
        self.bar.show_state(state, self.verbs.no_map())
        for part in (self.bar, self._bar_line):  # without a map it only says what is computed
            part.setVisible(state.points is not None or bool(state.work))
        self._show_hints(state)
        self._fill_bundles(state)
        self._show_tray()
        clip = state.clip
        mark = self.presenter.mark_of(clip) if clip is not None else UNKNOWN
        reason = self.verbs.clip_reason()
        self.inspector.show_state(state, mark, reason, self.presenter.shared())
        first = self.map if state.points is not None else self.empty_state.primary
        if first is not None:
            self.setFocusProxy(first)
        self.tell_head()

    def _show_empty(self, state: ExploreState) -> None:
        """Why there is no map yet, and what to do."""
        n, title, primary = numeral(state.n_clips), self.tr("See which clips sound alike"), None
        if not state.n_clips:
            sentence = self.tr("There is no clip yet. Bring recordings in first.")
            primary = (self.tr("Go to Library"), lambda: self.context.go("library"))
        elif state.bundle is None:
            sentence = self.tr("The map needs a bundle to listen with. Train one first.")
            primary = (self.tr("Go to Train"), lambda: self.context.go("train"))
        elif state.work == "embed":
            share = f"{100 * state.fraction:.0f} %" if state.fraction is not None else ""
            sentence = self.tr("Listening to {n} clips in the background. {share}").format(
                n=n, share=share
            )
        elif state.loading:
            sentence = self.tr("Looking for a map of this bundle…")
        else:
            sentence = self.tr("The map needs one pass over {n} clips, in the background.")
            if state.listening_s is not None:
                sentence = self.tr(
                    "The map needs one pass over {n} clips. About {time}, in the background."
                )
            elif self.isVisible():
                QTimer.singleShot(0, self, self.presenter.estimate)
            sentence = sentence.format(n=n, time=duration_words(state.listening_s or 0.0))
            primary = (self.tr("Compute embeddings"), self.presenter.compute)
        words = (title, sentence, primary[0] if primary else "")
        if words == self._empty_words:
            return
        self._empty_words = words
        empty_layout(self._empty_box)
        self.empty_state = EmptyState("explore", title, sentence, primary)
        self._empty_box.addWidget(self.empty_state)

    def _show_map(self, state: ExploreState, points: Points) -> None:
        if self._shown_points is not points:
            self._shown_points = points
            known = {row.group: row for row in points.legend}
            count = max(known, default=-1) + 1
            marks = [known[g].mark if g in known else UNKNOWN for g in range(count)]
            names = [known[g].name if g in known else "" for g in range(count)]
            kinds = zip(names, marks, strict=True)
            written = [name for name, mark in kinds if mark.kind == "scene"]
            self.map.set_points(
                points.xy, points.groups, marks, names,
                written=written if points.named else (), above=points.above,
            )  # fmt: skip
            if self._fitted_layout != points.layout:  # also where there was none in between
                self._fitted_layout = points.layout
                self.map.fit()
        self.map.set_hidden(state.hidden)
        self.map.set_picked(points.find_many(state.picks.segment_ids))
        self.map.set_selected(-1 if state.selected is None else points.find(state.selected))

    def _show_hints(self, state: ExploreState) -> None:
        hints, points, tr = self.hints, state.points, self.tr
        shown, placed = (len(points.xy), points.n_placed) if points is not None else (0, 0)
        usage = tr("Hover to hear one second, click to open.")
        if state.silent:
            usage = tr("Hover to see a clip, click to open. {why}").format(why=state.silent)
        elif not state.hear:
            usage = tr("Hover to see a clip, click to open.")
        if state.missing and not state.stale:
            one = tr("{n} new clip is not placed yet.")
            usage += " " + counted(state.missing, one, tr("{n} new clips are not placed yet."))
        hints.usage.say(usage if points is not None else "")
        hints.hear.setChecked(state.hear)
        hints.stale.say(
            tr("Map is from another bundle") if state.stale and points is not None else "",
            tr("Compute again"),
            self.presenter.compute,
        )
        sampled = tr("Showing {n} of {all}, chosen evenly per scene and device").format(
            n=numeral(shown), all=numeral(placed)
        )
        hints.sample.say(sampled if shown < placed else "", tr("Show all"), self.presenter.show_all)
        better = points is not None and not (state.clearer or state.stale or state.work)
        takes = tr("A clearer map takes about {time}").format(time=duration_words(state.clearer_s))
        hints.better.say(takes if better else "", tr("Compute"), self.presenter.compute_map)
        hints.place()

    def _show_tray(self) -> None:
        state, table = self.presenter.state, self.context.session.table
        checking = state.preparing or state.check is not None
        there = state.points is not None
        self._tray_line.setVisible(there)
        self.tray.setVisible(there and not checking)
        self.check.setVisible(there and checking)
        if checking:
            mark, found = UNKNOWN, ""
            if state.check is not None:
                mark = mark_of(table, state.check.proposal.scene)
                found = error_words(state.check.estimate())
            self.check.show_check(state.check, table, mark, found)
            if state.check is not None and not self._checking:
                self.check.take_focus()
        else:
            clips = self.presenter.picked(self.tray.room())
            self.tray.show_picks(state.picks, clips, len(table.scenes))
        if self._checking and not checking and self.isVisible():
            self.map.setFocus()
        self._checking = state.check is not None

    def _fill_bundles(self, state: ExploreState) -> None:
        shown = [self.bundle.itemData(n) for n in range(self.bundle.count())]
        paths = [choice.path for choice in state.bundles]
        if shown != paths:
            self.bundle.clear()
            for choice in state.bundles:
                self.bundle.addItem(choice.name, choice.path)
        if state.bundle in paths:
            self.bundle.setCurrentIndex(paths.index(state.bundle))
        self.bundle.setVisible(len(paths) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low page keeps its height for the map."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        self.tray.set_low(low=low)
        self.check.set_low(low=low)

    # What the user does

    def choose_tool(self, tool: Tool) -> None:
        """What dragging on the map does."""
        self.map.set_tool(tool)
        self.bar.show_tool(tool)

    def choose_picture(self) -> None:
        """Ask where the picture of the map goes."""
        name = f"{self.context.session.name or 'map'}.png"
        title, kinds = self.tr("Export picture"), self.tr("Pictures (*.png)")
        settings = self.context.settings
        if path := choosing.choose_new_file(self, settings, "pictures", title, name, kinds):
            self.export_picture(path)

    def export_picture(self, path: Path) -> None:
        """Write what the map shows as a PNG, whole or not at all."""
        file = QSaveFile(str(path.with_suffix(path.suffix or ".png")))
        opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
        if opened and QImageWriter(file, b"png").write(self.map.picture()) and file.commit():
            self.context.say(self.tr('Wrote "{name}"').format(name=path.name))
        else:
            self.presenter.tell(
                self.tr('The picture could not be written: "{name}".').format(name=path.name),
                file.errorString(),
            )

    def _play(self) -> None:
        """Space plays what is under the pointer, else what is chosen."""
        if self._hovered >= 0 and self.map.underMouse():
            self.presenter.choose(self._hovered)
        else:
            self.presenter.play()

    def _on_chosen(self, point: int) -> None:
        if point >= 0:
            self._hover.stop()
            self.inspector.show_tab("selection")
            self.drawer.open()
            self.presenter.choose(point)

    def _show_menu(self, point: int, place: QPoint) -> None:
        """What can be done with a clip, or with the picture of the map."""
        self._on_hover(-1)
        if point >= 0:
            self.presenter.choose(point, play=False)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.verbs.of_point() if point >= 0 else self.verbs.of_map())
        menu.popup(place)

    def _copy_picture(self) -> None:
        QApplication.clipboard().setImage(self.map.picture())
        self.context.say(self.tr("Copied the picture of the map"))

    def _on_activated(self, point: int) -> None:
        clip = self.presenter.clip_of(point)
        if clip is not None:
            self.presenter.open_in_label([clip.segment_id])

    def _on_hover(self, point: int) -> None:
        clip = self.presenter.clip_of(point)
        self._hovered = point
        self._hover.stop()
        self.presenter.hush()
        if clip is None:
            self.card.hide()
            return
        state = self.presenter.state
        heard = state.hear and not state.silent
        self.card.show_clip(clip, self.presenter.mark_of(clip), no_scene(), heard=heard)
        self.card.place(self.map.to_screen(point).toPoint())
        self._hover.start()

    def _open_chosen(self) -> None:
        if (chosen := self.presenter.state.selected) is not None:
            self.presenter.open_in_label([chosen])

    def _similar_to_chosen(self) -> None:
        if (chosen := self.presenter.state.selected) is not None:
            self.presenter.find_similar([chosen])

    def _review(self) -> None:
        """Look for suspects, or go through them."""
        if self.presenter.state.judged is None:
            self.inspector.show_tab("suspects")
            self.drawer.open()
        self.presenter.review()
