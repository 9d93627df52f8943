"""Wrote ``project_v2``. Kept to show what is in it: the folder is never written again."""

from pathlib import Path

import numpy as np

from ml_core.project import NewRecording, NewSegment, Project
from ml_core.recordings.decode import write_wav

RATE_HZ = 8_000


def recording(name: str, channels: int, **facts: object) -> NewRecording:
    n = RATE_HZ // 4
    size = 44 + 2 * n * channels
    kinds = ("WAV", "PCM_16")
    return NewRecording(name, size, RATE_HZ, channels, n, *kinds, **facts)  # type: ignore[arg-type]


def main(folder: Path) -> None:
    rows = [
        recording(
            "park/Vögel ñ 観.wav", 2, source="walk 1", scenes=("park",), device="a",
            city="lisbon", location="lisbon-7", session="morning", licence="CC0", author="Zoë",
            identifier="v-1", extra={"fold": "1"}, recorded_at="2026-05-01T07:30:00+02:00",
        ),
        recording("bus.wav", 1, source="walk 2", scenes=("bus",), device="b", city="prague"),
    ]  # fmt: skip
    absent = NewRecording("gone.wav", 0, 0, 1, 0, "", "", "walk 3")
    for one in rows:
        path = folder / "audio" / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        samples = np.random.default_rng(len(one.path)).uniform(-0.1, 0.1, (one.n_samples, 2))
        write_wav(path, samples[:, : one.channels].squeeze().astype(np.float32), RATE_HZ)
    with Project.create(folder, "Zweites Projekt") as project:
        root = project.add_root(folder / "audio", folder / "audio")
        number = project.begin_import("first", folder / "audio", "folder")
        project.add_recordings(number, root, [*rows, absent])
        project.set_hashes({1: "ab" * 32})
        park, bus, gone = project.ids()
        project.take_snapshot("before")
        (dog,) = project.add_segments(
            [(1, NewSegment(0.05, 0.1, 200.0, 1500.5, ("dog", "children"), "barks", "verified"))]
        )
        (mistake,) = project.add_segments([(2, NewSegment(0.0, 0.1, scenes=("horn",)))])
        project.move_segment(dog, duration_s=0.125)
        project.delete_segments([mistake])
        project.set_channel([1], 1)
        project.set_split({park: "train", bus: "test", dog: "train"})
        project.set_split({park: "test"}, "other")
        project.use_split_set("main")
        project.set_note([gone], "find it")
        project.set_state([bus], "excluded")
        project.take_snapshot("after")
        project.add_run(project.runs_dir / "one", "distil")
        project.add_bundle(project.bundles_dir / "one.ascbundle", fingerprint="cd" * 32)
        project.label([bus], "tram")
        project.undo()
        second = project.begin_import("taken back", folder / "audio", "folder")
        project.add_recordings(second, root, [recording("more.wav", 1, source="walk 4")])
        project.undo()


if __name__ == "__main__":
    main(Path(__file__).with_name("project_v2"))
