"""What the palette offers: commands of all pages, clips, settings, chapters of the guide, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascstudio import theme
from ascstudio.pages import Action, Context
from ascstudio.shell.finding import Entry, meant, score
from ascstudio.shell.guide import chapters
from ascstudio.shell.help_menu import show_guide
from ascstudio.shell.keymap import first_key, is_scene
from ascstudio.shell.palette import Found
from ascstudio.shell.preferences.catalogue import catalogue, rows_of
from ascstudio.shell.registry import ActionRegistry, run
from ascstudio.words import numeral, plain

RECENT, KEPT = "palette.recent", 8
MANY, FEW = 8, 4  # commands; clips, and settings and chapters
WORD_START = 3.0  # score of letters that begin a word
FRESH = 2.0  # what having been run lately is worth, while nothing is typed
OFTEN = 0.6  # and while something is
AWAY = 0.75  # commands of another page come after those of the page in front


class PaletteSources:
    """Finds for the palette.

    Args:
        window: shows the guide.
        context: what pages share.
        registry: of all commands.
        show_page: brings a page to the front and hands it something.
        show_preferences: at a page and at one of its rows.
        type_in: puts words into the field of the palette.
    """

    def __init__(
        self,
        window: QWidget,
        context: Context,
        registry: ActionRegistry,
        show_page: Callable[[str, object], None],
        show_preferences: Callable[[str, str], None],
        type_in: Callable[[str], object],
    ) -> None:
        self._window, self._context, self._registry = window, context, registry
        self._show_page, self._show_preferences = show_page, show_preferences
        self._type_in = type_in

    def find(self, wanted: str) -> Found:
        """Everything that has the letters that were typed; all commands before any was."""
        wanted = wanted.strip()
        commands = self._commands(wanted)
        if not wanted:
            return Found(first=[entry for _, entry in commands])
        clips, n_clips = self._clips(wanted)
        best, other = self._other(wanted, commands)
        strong = bool(clips) or best >= WORD_START  # then scattered letters of a command mean less
        first = [e for points, e in commands if not strong or _leads(points, e)][:MANY]
        later = [e for points, e in commands if strong and not _leads(points, e)][:MANY]
        more = self._more_clips(wanted, n_clips - len(clips))
        nothing = not (commands or clips or other)
        return Found(first, clips, more, later, other, self._meant(wanted) if nothing else None)

    def remember(self, entry: Entry) -> None:
        """Offer it first from now on."""
        if entry.key:
            settings = self._context.settings
            others = [key for key in settings.items(RECENT) if key != entry.key]
            settings.set(RECENT, [entry.key, *others][:KEPT])

    # commands

    def _commands(self, wanted: str) -> list[tuple[float, Entry]]:
        recent = self._context.settings.items(RECENT)
        found: list[tuple[float, Entry]] = []
        for where, action in self._registry.reachable():
            points = score(action.text, wanted)
            entry = self._entry(action, where, partial(run, action))
            found.append((_with_habit(points, entry, recent, wanted), entry))
        for page, where, action in self._registry.elsewhere() if wanted else []:
            if not is_scene(action):
                start = partial(self._run_on, page, action.key)
                entry = self._entry(action, where, start, away=True)
                points = AWAY * score(action.text, wanted)
                found.append((_with_habit(points, entry, recent, wanted), entry))
        kept = [(points, entry) for points, entry in found if points]
        return sorted(kept, key=lambda one: (one[1].careful, -one[0]))

    def _entry(
        self, action: Action, where: str, start: Callable[[], object], *, away: bool = False
    ) -> Entry:
        reason = action.reason()
        keys = "" if away else first_key(action)
        careful = action.key in ("undo", "redo") or is_scene(action)
        said = f"{where}, {reason}" if away and reason else reason or where
        return Entry(plain(action.text), said, action.icon, keys, reason, start, careful,
                     action.key)  # fmt: skip

    def _run_on(self, page: str, key: str) -> None:
        self._show_page(page, None)
        if (action := self._registry.find(key)) is not None:
            run(action)

    # clips

    def _clips(self, wanted: str) -> tuple[list[Entry], int]:
        table = self._context.session.table
        rows = table.select({}, wanted)
        entries = []
        for clip in (table.clips[row] for row in rows[:FEW].tolist()):
            ids = (clip.segment_id,)
            show = partial(self._show_page, "library", ids)
            where = theme.scene_title(clip.scene or "")
            more = partial(self._on_clip, ids)
            name = plain(clip.path.name)
            entries.append(Entry(name, where, "file-audio", run=show, more=more))
        return entries, len(rows)

    def _on_clip(self, ids: tuple[int, ...]) -> Sequence[Entry]:
        go = self._show_page
        return [
            Entry(_tr("Show in Library"), "", "library", run=partial(go, "library", ids)),
            Entry(_tr("Label it"), "", "label", run=partial(go, "label", ids)),
            Entry(_tr("Show on the map"), "", "explore", run=partial(go, "explore", ids)),
            Entry(_tr("Find similar"), "", "similar", run=partial(go, "explore", {"similar": ids})),
        ]

    def _more_clips(self, wanted: str, n: int) -> Entry | None:
        if n <= 0:
            return None
        table = self._context.session.table

        def show() -> None:
            rows = table.select({}, wanted)
            ids = tuple(table.clips[row].segment_id for row in rows.tolist())
            self._show_page("library", ids)

        words = _tr("%1 more clips").replace("%1", numeral(n))
        return Entry(words, _tr("Show all in Library"), "more", run=show)

    # settings and help

    def _other(
        self, wanted: str, commands: Sequence[tuple[float, Entry]]
    ) -> tuple[float, list[Entry]]:
        """How well the best is found, and all of them."""
        found = []
        for page, row in rows_of(catalogue()):
            points = max(score(row.title, wanted), 0.6 * score(row.sentence, wanted))
            where = _tr("Preferences, {page}").format(page=page.title)
            show = partial(self._show_preferences, page.key, row.key)
            found.append((points, Entry(row.title, where, page.icon, run=show)))
        for chapter in chapters():
            show = partial(show_guide, self._window, chapter.name)
            entry = Entry(plain(chapter.title), _tr("User guide"), "help", run=show)
            typed = wanted.removesuffix(".md").replace("-", " ")  # as links in the guide say it
            by_file = score(chapter.name.replace("-", " "), typed)
            found.append((max(score(chapter.title, wanted), by_file), entry))
        shown = sorted((one for one in found if one[0] >= 1.0), key=lambda one: -one[0])[:FEW]
        best = shown[0][0] if shown else 0.0
        return best, [entry for _, entry in shown] + self._key_of(commands)

    def _key_of(self, commands: Sequence[tuple[float, Entry]]) -> list[Entry]:
        """Where the key of the best command is changed."""
        named = next((entry for _, entry in commands if entry.key and not entry.careful), None)
        if named is None:
            return []
        words = _tr("Key for {command}").format(command=named.text)
        change = partial(self._show_preferences, "shortcuts", named.key)
        return [Entry(words, _tr("Preferences, Shortcuts"), "keyboard", run=change)]

    def _meant(self, wanted: str) -> Entry | None:
        table = self._context.session.table
        texts = [theme.scene_title(scene) for scene in table.scenes]
        texts += [action.text for _, action in self._registry.reachable()]
        texts += [row.title for _, row in rows_of(catalogue())]
        word = meant(wanted, texts)
        if not word:
            return None
        said = _tr("Did you mean {word}?").format(word=word)
        return Entry(said, "", "search", run=partial(self._type_in, word), stays=True)


def _leads(points: float, entry: Entry) -> bool:
    return points >= WORD_START and not entry.careful


def _with_habit(points: float, entry: Entry, recent: Sequence[str], wanted: str) -> float:
    if not points or entry.key not in recent:
        return points
    return points + (OFTEN if wanted else FRESH) * (1 - recent.index(entry.key) / (2 * KEPT))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Palette", words)
