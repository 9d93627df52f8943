"""The verb of asc that draws a map of all clips."""

import argparse
import os
import time
from pathlib import Path
from typing import Any

from ml_core.cli.console import Console
from ml_core.cli.numbers import duration

MOST_THREADS = 8


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser("map", parents=[common], help="lay clips out by how alike they sound")
    parser.add_argument("bundle", type=Path, help="whose ears")
    parser.add_argument("project", type=Path, help="folder of the project")
    parser.set_defaults(run=draw)


def draw(arguments: argparse.Namespace, console: Console) -> None:
    """``asc map``: a t-SNE of all clips, kept beside the project for Explore."""
    from ml_core.bundle import read_bundle
    from ml_core.errors import ProjectError
    from ml_core.labelling.maps import compute_map
    from ml_core.labelling.space import read_space
    from ml_core.planning.maps import remember_map, seconds_to_map
    from ml_core.project import Project
    from ml_core.stages.embed import embed_clips

    bundle = read_bundle(arguments.bundle)
    monitor = console.monitor()
    with Project.open(arguments.project) as project:
        embed_clips(bundle, project, monitor)
        clips = project.clips()
        space = read_space(project, bundle.fingerprint, clips)
        if space is None:
            raise ProjectError("There is no clip to listen to.", hint="Import recordings first.")
        if not console.json_mode:
            takes = duration(seconds_to_map(len(space)))
            console.say(f"Drawing {len(space)} clips, about {takes}.")
        threads = min(MOST_THREADS, os.cpu_count() or 1)
        begun = time.monotonic()
        found = compute_map(project, space, clips, monitor, n_jobs=threads)
        remember_map(len(found.segment_ids), time.monotonic() - begun)
    n_clips = len(found.segment_ids)
    answer = {"clips": n_clips, "method": found.method, "bundle": bundle.manifest.name}
    console.result(answer, f"{n_clips} clips are on the map.")
