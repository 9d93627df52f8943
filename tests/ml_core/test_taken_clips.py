"""Clips to hear before a place is saved: of the scenes and places it would take from, no others."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle

from ml_core.bundle import Bundle
from ml_core.bundle.store import location_hash
from ml_core.datasets.importing import import_recordings
from ml_core.enrolment import enrol, support_from_samples
from ml_core.enrolment.examples import clips_taken
from ml_core.project import Project
from ml_core.recordings.decode import write_wav


def bundle_of(folder: Path, locations: dict[str, str]) -> Bundle:
    """The tiny bundle as if each scene's reference were heard at one location."""
    bundle = write_tiny_bundle(folder / "tiny.ascbundle")
    of = [location_hash(locations[SCENES[scene]]) for scene in bundle.reference.scenes]
    reference = replace(bundle.reference, location_hashes=np.array(of, np.uint64))
    return replace(bundle, reference=reference)


def test_what_it_takes_is_found_by_scene_and_place_and_heard(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    for scene in SCENES:
        (audio / scene).mkdir(parents=True)
        for n in range(2):
            write_wav(audio / scene / f"{scene}{n}.wav", sound(scene, 2, 50 + n), RATE_HZ)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, audio)
        clips = project.clips()
    hum0 = next(clip for clip in clips if clip.path.name == "hum0.wav")
    places = dict.fromkeys(SCENES, "elsewhere") | {"hum": str(hum0.source)}
    bundle = bundle_of(tmp_path, places)
    support = support_from_samples(bundle, {"": sound("hum", 2, 50)}).embeddings
    result = enrol(bundle, "another hum", np.vstack([support, support]), threshold=0.0)
    assert result.taken
    assert set(bundle.reference.scenes[list(result.taken)]) == {SCENES.index("hum")}

    (found,) = clips_taken(bundle, result, clips)  # the other hum is from elsewhere
    assert found.clip == hum0
    assert found.cosine > 0.9
    assert clips_taken(bundle, replace(result, taken=()), clips) == []
    nowhere = replace(bundle, reference=replace(bundle.reference, location_hashes=np.arange(54)))
    assert clips_taken(nowhere, result, clips) == []


def test_a_recording_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    audio = tmp_path / "audio" / "hum"
    audio.mkdir(parents=True)
    write_wav(audio / "hum0.wav", sound("hum", 2, 50), RATE_HZ)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "audio")
        (clip,) = project.clips()
    bundle = bundle_of(tmp_path, dict.fromkeys(SCENES, str(clip.source)))
    hums = bundle.reference.embeddings[bundle.reference.scenes == SCENES.index("hum")]
    result = enrol(bundle, "another hum", hums)
    clip.path.unlink()
    assert clips_taken(bundle, result, [clip]) == []
