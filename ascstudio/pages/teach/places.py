"""Writing bundles that know other places: each change is a new file, and can be undone."""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ascstudio.jobs import Failure
from ascstudio.pages.teach.work import TEACHING, bundle_with, keep_recordings, saved, taught_in
from ascstudio.project.bundles import bundle_choices, starter_path
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


class Told(Protocol):
    """Hears how it ended."""

    def __call__(self, failure: Failure | None, *, taught: bool) -> None:
        """``taught``: a place was added, not only changed."""


class PlaceWriter(QObject):
    """Adds, renames, mutes and removes places; the bundle from before is always kept.

    Args:
        context: what pages share.
        told: called after every change.
    """

    def __init__(self, context: "Context", told: Told) -> None:
        super().__init__()
        self._context, self._session, self._told = context, context.session, told
        self._earlier: list[Path] = []  # bundles in use before a change, the newest first
        context.session.stepped.connect(self._follow_log)

    def add(
        self, bundle: "api.Bundle", place: "api.EnrolledScene", recordings: Sequence[Path], *,
        instead: bool, listen: bool,
    ) -> None:  # fmt: skip
        """Write a bundle that knows the place, for everybody; its recordings are kept.

        Args:
            bundle: from before.
            place: that it learns.
            recordings: it was taught from.
            instead: it takes the place of the one of its name.
            listen: Live listened before, and goes on.
        """
        project = self._session.project
        out = self._bundle_for(bundle, place.name)
        logged = False  # in the project, whose undo takes place and recordings back

        def work() -> None:
            nonlocal logged
            api.add_enrolled(bundle, place, out, instead=instead)
            taught = not instead
            logged = keep_recordings(project, recordings, place.name, taught=taught) and taught
            if taught and not logged and project is not None and not project.read_only:
                project.mark_step(f"{TEACHING}{place.name}")
                logged = True

        def done() -> None:
            if (recordings or logged) and project is not None:
                self._session.reload()
            self._told(None, taught=True)
            said = self.tr("{name} is live").format(name=place.name)
            self._use(bundle, out, said, logged=logged)
            self._context.go("live", out)
            if listen and not self._session.listening.active:
                self._context.run("live.toggle")

        self._write(work, done, taught=True)

    def remove(self, bundle: "api.Bundle", name: str) -> None:
        """Write a bundle without the place."""
        out = self._bundle_for(bundle, f"without {name}")
        said = self.tr("{name} was removed; the old bundle is kept").format(name=name)
        self._change(bundle, out, said, lambda: api.remove_enrolled(bundle, name, out))

    def rename(self, bundle: "api.Bundle", name: str, new_name: str) -> None:
        """Write a bundle that calls the place something else."""
        out = self._bundle_for(bundle, new_name)
        said = self.tr("{name} is called {other} now").format(name=name, other=new_name.strip())
        self._change(bundle, out, said, lambda: api.rename_enrolled(bundle, name, new_name, out))

    def mute(self, bundle: "api.Bundle", name: str, *, muted: bool) -> None:
        """Write a bundle that does not hear the place, or hears it again."""
        out = self._bundle_for(bundle, f"{'without' if muted else 'with'} {name}")
        said = self.tr("{name} is muted") if muted else self.tr("{name} is heard again")
        self._change(
            bundle, out, said.format(name=name),
            lambda: api.mute_enrolled(bundle, name, out, muted=muted),
        )  # fmt: skip

    def _change(
        self, bundle: "api.Bundle", out: Path, said: str, work: Callable[[], object]
    ) -> None:
        def done() -> None:
            self._told(None, taught=False)
            self._use(bundle, out, said)

        self._write(work, done, taught=False)

    def _write(self, work: Callable[[], object], done: Callable[[], None], *, taught: bool) -> None:
        def ended(failure: Failure | None) -> None:
            if failure is None:
                done()
            else:
                self._told(failure, taught=taught)

        self._session.background(lambda: saved(work), ended)

    def _follow_log(self) -> None:
        """Undo and redo of teaching take the place along, not only its recordings."""
        project, starter = self._session.project, starter_path()
        path = self._context.bundle or starter
        last = project.history(1) if project is not None else []
        if project is None or path is None or not last or not (place := taught_in(last[0].text)):
            return
        known = last[0].kind == "redo"
        known_ones = bundle_choices(self._session, self._context.bundle)
        others = [*self._earlier, *(one.path for one in known_ones)]

        def find() -> Path | None:
            with contextlib.suppress(api.AscError):
                bundle = api.read_bundle(path)
                other = bundle_with(bundle, others, place, known=known)
                if other is not None or known:
                    return other
                other = self._bundle_for(bundle, f"without {place}")  # it came from elsewhere
                api.remove_enrolled(bundle, place, other)
                return other
            return None

        def found(other: Path | None) -> None:
            if other not in (None, path) and (self._context.bundle or starter) == path:
                self._context.use_bundle(None if other == starter else other)

        self._session.background(find, found)

    def _use(self, before: "api.Bundle", out: Path, said: str, *, logged: bool = False) -> None:
        """Listen with the new bundle; undo listens with the one from before again."""
        project = self._session.project
        if project is not None and not project.read_only:
            project.add_bundle(out, fingerprint=before.fingerprint)
        chosen = self._context.bundle
        self._earlier[:0] = [chosen] if chosen is not None else []
        self._context.use_bundle(out)
        if logged:
            self._context.say(said, undoable=True)  # see _follow_log
        else:
            self._context.say(said, undo=lambda: self._go_back(chosen))

    def _go_back(self, bundle: Path | None) -> None:
        """No file is deleted."""
        self._context.use_bundle(bundle)
        name = bundle.name if bundle is not None else self.tr("The starter bundle")
        self._context.say(self.tr("Undone: {bundle} listens again").format(bundle=name))

    def _bundle_for(self, bundle: "api.Bundle", name: str) -> Path:
        """A file nobody has, named after the bundle and what changes."""
        project = self._session.project
        folder = (project.folder if project is not None else api.home_dir()) / "bundles"
        return api.file_for(folder, bundle.manifest.name, name)


def names_of(bundle: "api.Bundle | None") -> list[str]:
    """Trained scenes, then places."""
    if bundle is None:
        return []
    return [*bundle.manifest.scenes, *(scene.name for scene in bundle.enrolled)]
