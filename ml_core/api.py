"""The front door for the studio: re-exports only, torch-free.

Names are fetched when they are first used, so that the window opens before onnxruntime,
soundfile or the project store are read from disk.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ml_core import bundle as _bundle
    from ml_core import packs as _packs
    from ml_core import recipes as _recipes
    from ml_core.bundle import Agreement as Agreement
    from ml_core.bundle import Bundle as Bundle
    from ml_core.bundle import Certificate as Certificate
    from ml_core.bundle import Comparison as Comparison
    from ml_core.bundle import Disagreements as Disagreements
    from ml_core.bundle import EnrolledScene as EnrolledScene
    from ml_core.bundle import Parting as Parting
    from ml_core.bundle import UnknownLevel as UnknownLevel
    from ml_core.bundle import VerifyReport as VerifyReport
    from ml_core.bundle import certificate_of as certificate_of
    from ml_core.bundle import read_bundle as read_bundle
    from ml_core.bundle.pace import seconds_to_hear as seconds_to_hear
    from ml_core.bundle.speed import Speed as Speed
    from ml_core.bundle.speed import SpeedRow as SpeedRow
    from ml_core.bundle.speed import known_speed as known_speed
    from ml_core.bundle.speed import thread_counts as thread_counts
    from ml_core.c99.microcontroller import ChipEstimate as ChipEstimate
    from ml_core.c99.microcontroller import estimate_chip as estimate_chip
    from ml_core.datasets.clip_source import ClipSource as ClipSource
    from ml_core.datasets.columns import MEANINGS as MEANINGS
    from ml_core.datasets.contents import hash_missing as hash_missing
    from ml_core.datasets.contents import n_unknown as n_unknown
    from ml_core.datasets.demo_project import write_demo_project as write_demo_project
    from ml_core.datasets.exporting import ExportReport as ExportReport
    from ml_core.datasets.exporting import export_clips as export_clips
    from ml_core.datasets.exporting import export_labels as export_labels
    from ml_core.datasets.exporting import fits as fits
    from ml_core.datasets.exporting import left_out as left_out
    from ml_core.datasets.exporting import unsaid as unsaid
    from ml_core.datasets.grouping import GroupKind as GroupKind
    from ml_core.datasets.grouping import default_kinds as default_kinds
    from ml_core.datasets.heard import keep_heard as keep_heard
    from ml_core.datasets.importing import ImportReport as ImportReport
    from ml_core.datasets.importing import import_recordings as import_recordings
    from ml_core.datasets.official import OfficialSplit as OfficialSplit
    from ml_core.datasets.official import official_splits as official_splits
    from ml_core.datasets.official import partner_of as partner_of
    from ml_core.datasets.recorded import Recorded as Recorded
    from ml_core.datasets.recorded import SceneRecorder as SceneRecorder
    from ml_core.datasets.recorded import announce as announce
    from ml_core.datasets.recorded import announce_in as announce_in
    from ml_core.datasets.recorded import announced_scene as announced_scene
    from ml_core.datasets.recorded import bring_in as bring_in
    from ml_core.datasets.recorded import discard as discard
    from ml_core.datasets.recorded import disown as disown
    from ml_core.datasets.recorded import left_in as left_in
    from ml_core.datasets.recorded import move_in as move_in
    from ml_core.datasets.recorded import recover_recordings as recover_recordings
    from ml_core.datasets.recorded import remove_discarded as remove_discarded
    from ml_core.datasets.recorded import rename_announced as rename_announced
    from ml_core.datasets.sources import Kind as _ImportKind
    from ml_core.datasets.sources import detect as _detect
    from ml_core.datasets.sources import of_recordings as of_recordings
    from ml_core.datasets.sources import possible_kinds as possible_kinds
    from ml_core.datasets.sources import table_at as table_at
    from ml_core.datasets.splits import SceneShare as SceneShare
    from ml_core.datasets.splits import SplitPlan as SplitPlan
    from ml_core.datasets.splits import SplitReport as SplitReport
    from ml_core.datasets.splits import apply_split as apply_split
    from ml_core.datasets.splits import describe_split as describe_split
    from ml_core.datasets.splits import group_of as group_of
    from ml_core.datasets.splits import plan_split as plan_split
    from ml_core.datasets.splits import plan_split_by_column as plan_split_by_column
    from ml_core.datasets.splits import plan_split_by_files as plan_split_by_files
    from ml_core.datasets.splits import split_by as split_by
    from ml_core.datasets.splits import split_by_column as split_by_column
    from ml_core.datasets.surveying import Survey as Survey
    from ml_core.datasets.surveying import survey as survey
    from ml_core.datasets.tables import TablePreview as TablePreview
    from ml_core.datasets.tables import TableRow as TableRow
    from ml_core.datasets.tables import parse_tau_name as parse_tau_name
    from ml_core.datasets.tables import preview_table as preview_table
    from ml_core.datasets.tables import read_table as read_table
    from ml_core.datasets.tables import table_in as table_in
    from ml_core.enrolment import EnrolResult as EnrolResult
    from ml_core.enrolment import Support as Support
    from ml_core.enrolment import add_enrolled as add_enrolled
    from ml_core.enrolment import enrol as enrol
    from ml_core.enrolment import extend_enrolled as extend_enrolled
    from ml_core.enrolment import file_for as file_for
    from ml_core.enrolment import mute_enrolled as mute_enrolled
    from ml_core.enrolment import remove_enrolled as remove_enrolled
    from ml_core.enrolment import rename_enrolled as rename_enrolled
    from ml_core.enrolment import support_from_files as support_from_files
    from ml_core.enrolment import support_from_samples as support_from_samples
    from ml_core.enrolment.baking import BakePlan as BakePlan
    from ml_core.enrolment.baking import plan_bake as plan_bake
    from ml_core.enrolment.baking import start_bake as start_bake
    from ml_core.enrolment.examples import TakenClip as TakenClip
    from ml_core.enrolment.examples import clips_taken as clips_taken
    from ml_core.errors import AscError as AscError
    from ml_core.errors import DeviceError as DeviceError
    from ml_core.errors import ImportProblem as ImportProblem
    from ml_core.errors import RecipeError as RecipeError
    from ml_core.evaluation.calibration import is_at_bound as is_at_bound
    from ml_core.evaluation.clips_file import read_clips as read_clips
    from ml_core.evaluation.projection import pca as pca
    from ml_core.explaining import Evidence as Evidence
    from ml_core.explaining import Explainer as Explainer
    from ml_core.explaining import evidence_sound as evidence_sound
    from ml_core.files import from_json as from_json
    from ml_core.files import home_dir as home_dir
    from ml_core.files import resource_path as resource_path
    from ml_core.files import write_bytes as write_bytes
    from ml_core.files import write_text as write_text
    from ml_core.frontend.columns import log_mel_columns as log_mel_columns
    from ml_core.frontend.log_mel import log_mel as log_mel
    from ml_core.frontend.spec import FRONT_ENDS as FRONT_ENDS
    from ml_core.frontend.spec import LogMelSpec as LogMelSpec
    from ml_core.labelling import doctor as _doctor
    from ml_core.labelling import propagate as _propagate
    from ml_core.labelling.doctor import DoctorLimits as DoctorLimits
    from ml_core.labelling.doctor import DoctorReport as DoctorReport
    from ml_core.labelling.doctor import apply_fix as apply_fix
    from ml_core.labelling.doctor import apply_fixes as apply_fixes
    from ml_core.labelling.doctor import run_doctor as run_doctor
    from ml_core.labelling.label_errors import LabelError as LabelError
    from ml_core.labelling.label_errors import Verdict as Verdict
    from ml_core.labelling.label_errors import label_errors as label_errors
    from ml_core.labelling.maps import ClipMap as ClipMap
    from ml_core.labelling.maps import at_once as at_once
    from ml_core.labelling.maps import read_map as read_map
    from ml_core.labelling.propagate import ErrorEstimate as ErrorEstimate
    from ml_core.labelling.propagate import Proposal as Proposal
    from ml_core.labelling.propagate import around as around
    from ml_core.labelling.propagate import estimate as estimate
    from ml_core.labelling.propagate import propose as propose
    from ml_core.labelling.queue import Queue as Queue
    from ml_core.labelling.queue import most_useful as most_useful
    from ml_core.labelling.similar import Similar as Similar
    from ml_core.labelling.similar import similar as similar
    from ml_core.labelling.space import Labels as Labels
    from ml_core.labelling.space import Space as Space
    from ml_core.labelling.space import read_space as read_space
    from ml_core.labelling.suggest import Suggestion as Suggestion
    from ml_core.labelling.suggest import Suggestions as Suggestions
    from ml_core.labelling.suggest import suggest as suggest
    from ml_core.live.classifier import Decision as Decision
    from ml_core.live.folder import FolderStream as FolderStream
    from ml_core.live.score_file import keep_score as keep_score
    from ml_core.live.score_file import kept_score as kept_score
    from ml_core.live.score_file import score_at as score_at
    from ml_core.live.session import LiveSession as LiveSession
    from ml_core.live.session import LiveState as LiveState
    from ml_core.live.smoothing import Pace as Pace
    from ml_core.live.smoothing import pace_between as pace_between
    from ml_core.live.sources import FileStream as FileStream
    from ml_core.live.stream_score import Score as Score
    from ml_core.live.stream_score import StreamScore as StreamScore
    from ml_core.live.stream_score import score_stream as score_stream
    from ml_core.microphone import LikeDevice as LikeDevice
    from ml_core.microphone import Passport as Passport
    from ml_core.microphone import heard_as as heard_as
    from ml_core.microphone import make_passport as make_passport
    from ml_core.microphone import response_of as response_of
    from ml_core.packs import PackInfo as PackInfo
    from ml_core.packs import pack_info as pack_info
    from ml_core.planning import Estimate as Estimate
    from ml_core.planning import Finding as Finding
    from ml_core.planning import check_before_run as check_before_run
    from ml_core.planning import check_chain as check_chain
    from ml_core.planning import estimate_chain as estimate_chain
    from ml_core.planning import estimate_run as estimate_run
    from ml_core.planning import together as together
    from ml_core.planning.estimate import BUDGET_BYTES as BUDGET_BYTES
    from ml_core.planning.estimate import BUDGET_MACS as BUDGET_MACS
    from ml_core.planning.estimate import network_of_run as network_of_run
    from ml_core.planning.maps import seconds_to_map as seconds_to_map
    from ml_core.planning.speeds import speed_key as speed_key
    from ml_core.programs import is_frozen as is_frozen
    from ml_core.programs import module_command as module_command
    from ml_core.programs import studio_command as studio_command
    from ml_core.progress import Cancelled as Cancelled
    from ml_core.progress import Monitor as Monitor
    from ml_core.progress import Progress as Progress
    from ml_core.project import ClipRow as ClipRow
    from ml_core.project import Mark as Mark
    from ml_core.project import NewSegment as NewSegment
    from ml_core.project import Project as Project
    from ml_core.project import Relocation as Relocation
    from ml_core.project import Snapshot as Snapshot
    from ml_core.project import SnapshotDiff as SnapshotDiff
    from ml_core.project.columns import ClipColumns as ClipColumns
    from ml_core.project.columns import Coded as Coded
    from ml_core.project.folding import folded as folded
    from ml_core.project.safekeeping import PutBack as PutBack
    from ml_core.project.safekeeping import keep_copy as keep_copy
    from ml_core.project.texts import Texts as Texts
    from ml_core.recipes import DistilRecipe as DistilRecipe
    from ml_core.recipes import FinetuneRecipe as FinetuneRecipe
    from ml_core.recipes import FuseRecipe as FuseRecipe
    from ml_core.recipes import QuantizeRecipe as QuantizeRecipe
    from ml_core.recipes import Recipe as Recipe
    from ml_core.recipes import RunRecipe as RunRecipe
    from ml_core.recipes import int8_size as int8_size
    from ml_core.recipes import networks as networks
    from ml_core.recipes import require_network as require_network
    from ml_core.recipes.settings import SETTINGS as SETTINGS
    from ml_core.recipes.settings import Setting as Setting
    from ml_core.recipes.weights import PublishedWeights as PublishedWeights
    from ml_core.recipes.weights import published_weights as published_weights
    from ml_core.recordings.capture import CaptureProcess as CaptureProcess
    from ml_core.recordings.capture import InputDevice as InputDevice
    from ml_core.recordings.capture import input_devices as input_devices
    from ml_core.recordings.colouring import write_coloured as write_coloured
    from ml_core.recordings.decode import AUDIO_SUFFIXES as AUDIO_SUFFIXES
    from ml_core.recordings.decode import probe as probe
    from ml_core.recordings.decode import read_samples as read_samples
    from ml_core.recordings.decode import write_wav as write_wav
    from ml_core.recordings.output import OutputDevice as OutputDevice
    from ml_core.recordings.output import output_devices as output_devices
    from ml_core.recordings.overview import Overview as Overview
    from ml_core.recordings.playback import Player as Player
    from ml_core.recordings.recorder import RecorderState as RecorderState
    from ml_core.recordings.sample_reader import SampleReader as SampleReader
    from ml_core.recordings.signal_gate import level_db as level_db
    from ml_core.recordings.spectrum import FrequencyRows as FrequencyRows
    from ml_core.recordings.tiles import SpectrogramSettings as SpectrogramSettings
    from ml_core.recordings.tiles import SpectrogramTiles as SpectrogramTiles
    from ml_core.recordings.tiles import TileMemory as TileMemory
    from ml_core.runs import DiskUse as DiskUse
    from ml_core.runs import End as End
    from ml_core.runs import Kept as Kept
    from ml_core.runs import RunFolder as RunFolder
    from ml_core.runs import RunStatus as RunStatus
    from ml_core.runs import Trashed as Trashed
    from ml_core.runs import discard_run as discard_run
    from ml_core.runs import disk_use as disk_use
    from ml_core.runs import empty_trash as empty_trash
    from ml_core.runs import enqueue as enqueue
    from ml_core.runs import explain_end as explain_end
    from ml_core.runs import finish_early as finish_early
    from ml_core.runs import in_trash as in_trash
    from ml_core.runs import kept_of as kept_of
    from ml_core.runs import launch_stage as launch_stage
    from ml_core.runs import leave_line as leave_line
    from ml_core.runs import list_runs as list_runs
    from ml_core.runs import new_run as new_run
    from ml_core.runs import prune_run as prune_run
    from ml_core.runs import rename_run as rename_run
    from ml_core.runs import restore_run as restore_run
    from ml_core.runs import revive_runs as revive_runs
    from ml_core.runs import start_detached as start_detached
    from ml_core.runs import start_next as start_next
    from ml_core.runs import start_now as start_now
    from ml_core.runs import with_places as with_places
    from ml_core.runs.chain import chain_of as chain_of
    from ml_core.runs.chain import chain_paths as chain_paths
    from ml_core.runs.chain import resume_chain as resume_chain
    from ml_core.runs.chain import start_chain as start_chain
    from ml_core.runs.compute import Compute as Compute
    from ml_core.runs.machine import physical_cores as physical_cores
    from ml_core.runs.machine import runs_at_once as runs_at_once
    from ml_core.runs.time_left import TimeLeft as TimeLeft
    from ml_core.runs.vitals import free_disk_bytes as free_disk_bytes
    from ml_core.runs.vitals import free_memory_bytes as free_memory_bytes
    from ml_core.scenes import display_name as display_name
    from ml_core.scenes import plain as plain
    from ml_core.search import new_search as new_search
    from ml_core.search.space import Dimension as Dimension
    from ml_core.search.space import space_of as space_of
    from ml_core.search.trials import TrialRow as TrialRow
    from ml_core.search.trials import read_trials as read_trials

    # under another name a re-export counts only when it is assigned
    apply_proposal = _propagate.apply
    detect_format = _detect
    ImportKind = _ImportKind
    DoctorProblem = _doctor.Problem
    verify_bundle = _bundle.verify
    enable_packs = _packs.enable
    builtin_recipe = _recipes.builtin
    parse_recipe = _recipes.parse
    read_recipe = _recipes.read
    recipe_names = _recipes.names

_HOMES = {
    "ml_core.bundle": "Agreement Bundle Certificate Comparison Disagreements EnrolledScene Parting "
    "UnknownLevel VerifyReport certificate_of read_bundle verify_bundle=verify",
    "ml_core.bundle.pace": "seconds_to_hear",
    "ml_core.bundle.speed": "Speed SpeedRow known_speed thread_counts",
    "ml_core.c99.microcontroller": "ChipEstimate estimate_chip",
    "ml_core.datasets.clip_source": "ClipSource",
    "ml_core.datasets.demo_project": "write_demo_project",
    "ml_core.datasets.columns": "MEANINGS",
    "ml_core.datasets.exporting": "ExportReport export_clips export_labels fits left_out unsaid",
    "ml_core.datasets.contents": "hash_missing n_unknown",
    "ml_core.datasets.heard": "keep_heard",
    "ml_core.datasets.importing": "ImportReport import_recordings",
    "ml_core.datasets.grouping": "GroupKind default_kinds",
    "ml_core.datasets.official": "OfficialSplit official_splits partner_of",
    "ml_core.datasets.recorded": "Recorded SceneRecorder announce announce_in "
    "announced_scene bring_in discard disown left_in move_in recover_recordings"
    " remove_discarded rename_announced",
    "ml_core.datasets.splits": "SceneShare SplitPlan SplitReport apply_split describe_split "
    "group_of "
    "plan_split plan_split_by_column plan_split_by_files split_by split_by_column",
    "ml_core.datasets.sources": "detect_format=detect ImportKind=Kind of_recordings "
    "possible_kinds table_at",
    "ml_core.datasets.surveying": "Survey survey",
    "ml_core.datasets.tables": "TablePreview TableRow parse_tau_name preview_table read_table "
    "table_in",
    "ml_core.enrolment": "EnrolResult Support add_enrolled enrol extend_enrolled file_for "
    "mute_enrolled remove_enrolled rename_enrolled "
    "support_from_files support_from_samples",
    "ml_core.enrolment.examples": "TakenClip clips_taken",
    "ml_core.enrolment.baking": "BakePlan plan_bake start_bake",
    "ml_core.errors": "AscError DeviceError ImportProblem RecipeError",
    "ml_core.evaluation.calibration": "is_at_bound",
    "ml_core.evaluation.clips_file": "read_clips",
    "ml_core.evaluation.projection": "pca",
    "ml_core.explaining": "Evidence Explainer evidence_sound",
    "ml_core.files": "from_json home_dir resource_path write_bytes write_text",
    "ml_core.frontend.columns": "log_mel_columns",
    "ml_core.frontend.log_mel": "log_mel",
    "ml_core.frontend.spec": "FRONT_ENDS LogMelSpec",
    "ml_core.labelling.label_errors": "LabelError Verdict label_errors",
    "ml_core.labelling.maps": "ClipMap at_once read_map",
    "ml_core.labelling.propagate": "ErrorEstimate Proposal apply_proposal=apply around estimate "
    "propose",
    "ml_core.labelling.queue": "Queue most_useful",
    "ml_core.labelling.similar": "Similar similar",
    "ml_core.labelling.doctor": "DoctorLimits DoctorProblem=Problem DoctorReport apply_fix "
    "apply_fixes run_doctor",
    "ml_core.labelling.space": "Labels Space read_space",
    "ml_core.labelling.suggest": "Suggestion Suggestions suggest",
    "ml_core.live.classifier": "Decision",
    "ml_core.live.folder": "FolderStream",
    "ml_core.live.score_file": "keep_score kept_score score_at",
    "ml_core.live.session": "LiveSession LiveState",
    "ml_core.live.smoothing": "Pace pace_between",
    "ml_core.live.sources": "FileStream",
    "ml_core.live.stream_score": "Score StreamScore score_stream",
    "ml_core.microphone": "LikeDevice Passport heard_as make_passport response_of",
    "ml_core.packs": "PackInfo enable_packs=enable pack_info",
    "ml_core.planning": "Estimate Finding check_before_run check_chain estimate_chain "
    "estimate_run together",
    "ml_core.planning.estimate": "BUDGET_BYTES BUDGET_MACS network_of_run",
    "ml_core.planning.maps": "seconds_to_map",
    "ml_core.planning.speeds": "speed_key",
    "ml_core.progress": "Cancelled Monitor Progress",
    "ml_core.programs": "is_frozen module_command studio_command",
    "ml_core.project": "ClipRow Mark NewSegment Project Relocation Snapshot SnapshotDiff",
    "ml_core.project.columns": "ClipColumns Coded",
    "ml_core.project.folding": "folded",
    "ml_core.project.safekeeping": "PutBack keep_copy",
    "ml_core.project.texts": "Texts",
    "ml_core.recipes": "DistilRecipe FinetuneRecipe FuseRecipe QuantizeRecipe Recipe RunRecipe "
    "builtin_recipe=builtin int8_size networks parse_recipe=parse read_recipe=read "
    "recipe_names=names require_network",
    "ml_core.recipes.settings": "SETTINGS Setting",
    "ml_core.recipes.weights": "PublishedWeights published_weights",
    "ml_core.recordings.capture": "CaptureProcess InputDevice input_devices",
    "ml_core.recordings.colouring": "write_coloured",
    "ml_core.recordings.decode": "AUDIO_SUFFIXES probe read_samples write_wav",
    "ml_core.recordings.output": "OutputDevice output_devices",
    "ml_core.recordings.overview": "Overview",
    "ml_core.recordings.playback": "Player",
    "ml_core.recordings.recorder": "RecorderState",
    "ml_core.recordings.sample_reader": "SampleReader",
    "ml_core.recordings.signal_gate": "level_db",
    "ml_core.recordings.spectrum": "FrequencyRows",
    "ml_core.recordings.tiles": "SpectrogramSettings SpectrogramTiles TileMemory",
    "ml_core.runs": "DiskUse End Kept RunFolder RunStatus Trashed discard_run disk_use "
    "empty_trash enqueue explain_end finish_early in_trash kept_of launch_stage leave_line "
    "list_runs new_run prune_run rename_run restore_run revive_runs start_detached start_next "
    "start_now with_places",
    "ml_core.runs.compute": "Compute",
    "ml_core.runs.machine": "physical_cores runs_at_once",
    "ml_core.runs.time_left": "TimeLeft",
    "ml_core.runs.vitals": "free_disk_bytes free_memory_bytes",
    "ml_core.scenes": "display_name plain",
    "ml_core.search.space": "Dimension space_of",
    "ml_core.search.trials": "TrialRow read_trials",
    "ml_core.search": "new_search",
    "ml_core.runs.chain": "chain_of chain_paths resume_chain start_chain",
}
_SOURCES = {
    name: (module, original or name)
    for module, exported in _HOMES.items()
    for name, _, original in (entry.partition("=") for entry in exported.split())
}
__all__ = sorted(_SOURCES)


def __getattr__(name: str) -> Any:
    """Fetch a re-exported name from its module, once."""
    if name not in _SOURCES:
        raise AttributeError(f"ml_core.api has no {name!r}")
    module, original = _SOURCES[name]
    value = globals()[name] = getattr(importlib.import_module(module), original)
    return value
