"""Verbs of asc that help with labelling: suggest, similar, errors, propagate."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.bundle import Bundle
    from ml_core.labelling.propagate import ErrorEstimate, Proposal
    from ml_core.labelling.space import Labels, Space
    from ml_core.labelling.suggest import Suggestion
    from ml_core.project import ClipRow, Project

_SHOWN = 20  # rows in the text for people
_UNABLE = {
    "too_few": "Too few labels to compare: label 20 clips of two scenes first.",
    "unfamiliar": "No label can be called wrong: {name} hardly tells these scenes apart. With a "
    "label hidden, it is guessed right for {share:.0%} of the clips. Give a bundle that was "
    "trained on scenes like these.",
}
_REASONS = {
    "new_kind": "new kind of sound",
    "neighbours_disagree": "neighbours disagree",
    "by_lot": "drawn by lot",
}


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    for name, run, about in (
        ("suggest", suggest, "clips to label next, with the scene each may be"),
        ("similar", similar, "clips that sound most like one"),
        ("errors", errors, "labels that are probably wrong"),
        ("propagate", propagate, "label clips that sound alike, with the error to expect"),
    ):
        parser = verbs.add_parser(name, parents=[common], help=about)
        parser.add_argument("project", type=Path, help="folder of the project")
        if name == "similar":
            parser.add_argument(
                "clip", help="a recording: its path as asc labels writes it, or its file name"
            )
            parser.add_argument(
                "--start", type=float, metavar="S", help="of the clip, where there are several"
            )
        parser.add_argument(
            "--bundle", type=Path, metavar="BUNDLE", help="whose ears (default: the newest)"
        )
        parser.add_argument(
            "--most", type=_number, default=50, metavar="N", help="clips to tell (50)"
        )
        if name == "propagate":
            parser.add_argument(
                "--confidence", type=_chance, default=0.8, metavar="P",
                help="a clip whose suggestion is less sure is left out (0.8)",
            )  # fmt: skip
            for answer in ("right", "wrong"):
                parser.add_argument(
                    f"--{answer}", type=_ids, default=[], metavar="ID,ID", action="extend",
                    help=f"clips to listen to whose proposed scene you found {answer}",
                )  # fmt: skip
            parser.add_argument(
                "--apply", action="store_true",
                help="label them, except those found wrong; one undo per scene",
            )  # fmt: skip
        parser.set_defaults(run=run)


def _number(text: str) -> int:
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number above 0')
    return int(text)


def _ids(text: str) -> list[int]:
    return [_number(one) for one in text.split(",")]


def _chance(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 0 to 1')
    return value


def suggest(arguments: argparse.Namespace, console: Console) -> None:
    """``asc suggest``: what to label next, the most useful first."""
    from ml_core.labelling import queue
    from ml_core.labelling.suggest import suggest as guess

    with _opened(arguments) as project:
        clips, names, space, labels, name = _heard(arguments, console, project)
    answer = guess(space, labels)
    waiting = queue.most_useful(space, labels, answer)
    rows = [
        {
            **_place(clips[one.segment_id], names),
            "scene": one.scene,
            "score": one.confidence,
            "next_scene": one.next_scene,
            "next_score": one.next_confidence,
            "reason": _reason(one),
        }
        for one in waiting[: arguments.most]
    ]
    found = {"clips": rows, "waiting": len(waiting), "basis": answer.basis, "bundle": name,
             "labelled": answer.n_labels}  # fmt: skip
    lines = [f"{len(waiting)} clips have no label; {answer.n_labels} labels teach."]
    lines += [
        f"  {_where(row)}  {row['scene'] or 'no suggestion yet'}  {row['reason']}"
        for row in rows[:_SHOWN]
    ]
    console.result(found, "\n".join(lines))


def similar(arguments: argparse.Namespace, console: Console) -> None:
    """``asc similar``: clips most like one, the most alike first."""
    from ml_core.datasets.naming import find_clip
    from ml_core.labelling.similar import similar as search

    with _opened(arguments) as project:
        clips, names, space, _, name = _heard(arguments, console, project)
    asked = find_clip(list(clips.values()), names, arguments.clip, arguments.start)
    rows = [
        {
            **_place(clips[one.segment_id], names),
            "scene": clips[one.segment_id].scene,
            "score": one.cosine,
        }
        for one in search(space, [asked.segment_id], arguments.most)
    ]
    like = _place(asked, names)
    lines = [f"Most like {_where(like)}:"]
    lines += [f"  {row['score']:.3f}  {_where(row)}  {row['scene'] or ''}" for row in rows[:_SHOWN]]
    console.result({"clips": rows, "like": like, "bundle": name}, "\n".join(lines))


def errors(arguments: argparse.Namespace, console: Console) -> None:
    """``asc errors``: labels that are probably wrong, the most doubtful first."""
    from ml_core.labelling.label_errors import label_errors

    with _opened(arguments) as project:
        clips, names, space, labels, name = _heard(arguments, console, project)
    verdict = label_errors(space, labels)
    rows = [
        {
            **_place(clips[one.segment_id], names),
            "scene": one.scene,
            "proposed": one.proposed,
            "score": one.suspicion,
            "loss": one.loss,
            "disagreement": one.disagreement,
            "bundle_says": one.bundle_says,
            "doubted_by": one.doubted_by,
            "doubted": one.doubted,
        }
        for one in verdict.errors[: arguments.most]
    ]
    judged, doubted = len(verdict.errors), len(verdict.doubted)
    lines = [f"{doubted} of {judged} labels are doubted by classifier and neighbours."]
    if verdict.unable:
        lines = [_UNABLE[verdict.unable].format(name=name, share=verdict.agreement)]
    lines += [
        f"  {row['score']:.2f}  {_where(row)}  {row['scene']} -> {row['proposed']}"
        for row in rows[:_SHOWN]
        if row["doubted"]
    ]
    found = {"clips": rows, "judged": judged, "doubted": doubted, "bundle": name,
             "agreement": verdict.agreement, "unable": verdict.unable or None}  # fmt: skip
    console.result(found, "\n".join(lines))


def propagate(arguments: argparse.Namespace, console: Console) -> None:
    """``asc propagate``: one label for clips that sound alike; labels them with ``--apply``."""
    from ml_core.labelling import propagate as spread
    from ml_core.labelling.suggest import suggest as guess

    with _opened(arguments) as project:
        clips, names, space, labels, name = _heard(arguments, console, project)
        answer = guess(space, labels)
        proposals = spread.propose(space, labels, answer, confidence=arguments.confidence)
        heard = _answers(arguments, proposals)
        labelled = spread.apply_all(project, proposals, heard) if arguments.apply else 0
    rows = [
        {**_place(clips[segment_id], names), "scene": one.scene, "score": chance}
        for one in proposals
        for segment_id, chance in zip(one.segment_ids, one.confidences, strict=True)
    ]
    rows.sort(key=lambda row: -row["score"])
    heaps: list[dict[str, Any]] = [
        {
            "scene": one.scene,
            "clips": len(one.segment_ids),
            "expected_error": one.expected_error,
            "checks": [_place(clips[segment_id], names) for segment_id in one.checks],
            "estimate": _estimate(spread.estimate(one, heard)),
        }
        for one in proposals
    ]
    found = {"clips": rows[: arguments.most], "proposed": len(rows), "labelled": labelled,
             "proposals": heaps, "bundle": name}  # fmt: skip
    lines = [f"{len(rows)} clips in {len(heaps)} heaps; {labelled} were labelled."]
    for heap in heaps[:_SHOWN]:
        lines.append(f"  {heap['clips']} as {heap['scene']}, {_error_words(heap)}")
        lines += [f"    listen to {row['segment_id']}: {_where(row)}" for row in heap["checks"]]
    console.result(found, "\n".join(lines))


def _answers(arguments: argparse.Namespace, proposals: "Sequence[Proposal]") -> dict[int, bool]:
    """What was heard: whether the proposed scene is right, by clip.

    Raises:
        ProjectError: an answer is about another clip, or two answers differ.
    """
    from ml_core.errors import ProjectError

    heard = dict.fromkeys(arguments.right, True) | dict.fromkeys(arguments.wrong, False)
    if both := sorted({*arguments.right} & {*arguments.wrong}):
        raise ProjectError(f"Clip {both[0]} cannot be right and wrong.", hint="Give one answer.")
    asked = {segment_id for one in proposals for segment_id in one.checks}
    if others := sorted(heard.keys() - asked):
        raise ProjectError(
            f"Clip {others[0]} is none of the clips to listen to.",
            hint="Without --right and --wrong, asc propagate says which they are.",
        )
    return heard


def _estimate(estimate: "ErrorEstimate") -> dict[str, Any] | None:
    """What spot checks say of the clips that were not heard; None without any."""
    if not estimate.n_checked:
        return None
    share = estimate.share
    return {"checked": estimate.n_checked, "wrong": estimate.n_wrong, "rest": estimate.n_rest,
            "share": share.value, "low": share.low, "high": share.high}  # fmt: skip


def _error_words(heap: Mapping[str, Any]) -> str:
    if (heard := heap["estimate"]) is None:
        return f"about {heap['expected_error']:.0%} of them wrong"
    among = f"of the other {heard['rest']} about {heard['share']:.0%} are"
    return (
        f"{heard['wrong']} of {heard['checked']} heard wrong; {among} "
        f"({heard['low']:.0%} to {heard['high']:.0%})"
    )


def _opened(arguments: argparse.Namespace) -> "Project":
    from ml_core.project import Project

    return Project.open(arguments.project)


def _heard(
    arguments: argparse.Namespace, console: Console, project: "Project"
) -> tuple[Mapping[int, "ClipRow"], Mapping[int, str], "Space", "Labels", str]:
    """All clips, the names of their recordings, what the bundle heard in them, and its name.

    What it had not heard yet it hears now.
    """
    from ml_core.datasets.naming import names_of
    from ml_core.errors import ProjectError
    from ml_core.labelling.space import Labels, read_space
    from ml_core.stages.embed import embed_clips

    bundle = _bundle(arguments, project)
    report = embed_clips(bundle, project, console.monitor())
    for problem in report.problems[:_SHOWN]:
        console.say(problem.message)
    clips = project.clips()
    space = read_space(project, bundle.fingerprint, clips)
    if space is None:
        raise ProjectError("There is no clip to listen to.", hint="Import recordings first.")
    by_id = {clip.segment_id: clip for clip in clips}
    return by_id, names_of(project, clips), space, Labels.of(space, clips), bundle.manifest.name


def _bundle(arguments: argparse.Namespace, project: "Project") -> "Bundle":
    """The one that was asked for, else the newest of the project, else the one that came along."""
    from ml_core.bundle import read_bundle
    from ml_core.errors import BundleError
    from ml_core.files import resource_path

    made = project.bundles()
    path = arguments.bundle or (made[0].path if made else resource_path("starter.ascbundle"))
    if not path.is_file() and arguments.bundle is None:
        raise BundleError("There is no bundle to listen with.", hint="Give one with --bundle.")
    return read_bundle(path)


def _place(clip: "ClipRow", names: Mapping[int, str]) -> dict[str, Any]:
    path = names[clip.recording_id]
    return {"path": path, "start_s": clip.start_s, "segment_id": clip.segment_id}


def _where(place: Mapping[str, Any]) -> str:
    """Where a clip is, for people: enough to tell it from every other."""
    return f"{place['path']} at {place['start_s']:g} s"


def _reason(suggestion: "Suggestion") -> str:
    if suggestion.reason == "least_sure":
        return f"least sure, {suggestion.confidence:.2f}"
    return _REASONS.get(suggestion.reason, "")
