"""What every setting of a recipe is called, does and is measured in, for windows and commands."""

from dataclasses import dataclass
from typing import Literal

Group = Literal["network", "learning", "loss", "sound", "machine", "words"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting in plain words; a name means the same in recipes of all stages.

    Attributes:
        group: what it belongs to.
        title: what people call it.
        meaning: what it does, and what follows from more or less of it.
        unit: of its number, e.g. ``dB``; empty: it has none.
        least: smallest number that makes sense; None: no matter.
        most: largest.
    """

    group: Group
    title: str
    meaning: str
    unit: str = ""
    least: float | None = None
    most: float | None = None


_NETWORK = {
    "weights": Setting("network", "Published weights", "Path of the file that the authors of the"
        " network publish; empty where it needs none."),
    "network": Setting("network", "Network", "Which network learns."),
    "front_end": Setting("network", "Front end", "How sound becomes a picture of loudness over"
        " time and pitch. Another one means another cost."),
    "head": Setting("network", "Head", "How scenes are read off the embedding. Cosine heads can be"
        " taught new scenes later."),
    "trainable": Setting("network", "What learns", "Only the last layer, all of it, or first the"
        " one and then the other. All of it takes longer and hears better."),
    "embeddings": Setting("network", "Frozen embeddings", "Cached: heard once, quick. Live: heard"
        " anew in every epoch, with the sound varied."),
    "head_epochs": Setting("network", "Epochs of the head", "Passes in which only the last layer"
        " learns, before the rest.", "epochs", 0, None),
    "head_batch_size": Setting("network", "Batch of the head", "Windows per step while only the"
        " last layer learns.", "windows", 1, None),
    "head_peak_lr": Setting("network", "Rate of the head", "Size of a step while only the last"
        " layer learns.", "", 0, None),
    "patchout_bands": Setting("network", "Rows dropped", "PaSST: rows of patches left out in"
        " training. More is quicker and less exact.", "rows", 0, None),
    "patchout_frames": Setting("network", "Columns dropped", "PaSST: columns of patches left out"
        " in training.", "columns", 0, None),
    "keep_float": Setting("network", "Layers kept in float", "Names of layers that are not"
        " rounded, with commas. They cost four times the bytes."),
    "reduce_range": Setting("network", "7-bit weights", "For older x86 processors without VNNI,"
        " which overflow otherwise."),
    "calibration_batches": Setting("network", "Batches for ranges", "How much is heard before"
        " ranges are set.", "batches", 1, None),
}  # fmt: skip

_LEARNING = {
    "scenes": Setting("learning", "Scenes", "Only these are learned, with commas; a name with a"
        ' comma stands in "quotes". Empty: all of the project, or those that its teacher'
        " or student knows."),
    "epochs": Setting("learning", "Epochs", "Passes over all training clips. Time grows with"
        " them.", "epochs", 0, None),
    "batch_size": Setting("learning", "Batch", "Windows per step. Halve it where memory runs"
        " out.", "windows", 1, None),
    "windows_per_clip": Setting("learning", "Windows per clip", "Random pieces of every clip in an"
        " epoch. Time grows with them.", "windows", 1, None),
    "optimizer": Setting("learning", "Optimizer", "How steps are made from gradients."),
    "peak_lr": Setting("learning", "Learning rate", "Size of a step at its largest. Too large: the"
        " loss jumps. Too small: it crawls.", "", 0, None),
    "adam_beta2": Setting("learning", "Memory of gradients", "How long the optimizer remembers how"
        " large gradients were.", "", 0, 1),
    "weight_decay": Setting("learning", "Weight decay", "Pull of the weights towards 0, against"
        " learning by heart.", "", 0, None),
    "schedule": Setting("learning", "Schedule", "How the learning rate falls."),
    "warmup_epochs": Setting("learning", "Warm-up", "Epochs in which the rate rises to its peak.",
        "epochs", 0, None),
    "hold_until_epoch": Setting("learning", "Hold until", "Linear schedule: the rate stays at its"
        " peak until here.", "epochs", 0, None),
    "fall_until_epoch": Setting("learning", "Fall until", "Linear schedule: the rate has fallen by"
        " here; 0 is the end.", "epochs", 0, None),
    "restart_epochs": Setting("learning", "First restart", "Warm restarts: length of the first"
        " period, then doubled.", "epochs", 0, None),
    "final_factor": Setting("learning", "Rate at the end", "Share of the peak rate that is left.",
        "", 0, 1),
    "validation_share": Setting("learning", "Kept for validation", "Share of the training sources"
        " that is not learned, to keep the best epoch; 0 keeps the last.", "", 0, 0.5),
    "validation_seed": Setting("learning", "Which for validation", "Equal for teachers that will be"
        " fused; -1 follows the seed.", "", -1, None),
    "frozen_epochs": Setting("learning", "Epochs with still ranges", "Last epochs in which ranges"
        " and statistics do not move.", "epochs", 0, None),
    "micro_batch": Setting("learning", "Part of a batch", "Most windows in memory at once; the"
        " result is the same. 0: the whole batch.", "windows", 0, None),
    "unlabelled": Setting("learning", "Clips without a scene", "Training clips that nobody labelled"
        " are heard too: there the teacher alone speaks."),
}  # fmt: skip

_GOAL = {
    "loss": Setting("loss", "Loss of your own", "Name of an installed loss; empty: what is"
        " described here."),
    "temperature": Setting("loss", "Temperature", "Softens what the teacher says. Higher shows"
        " more of what else it thought of.", "", 0, None),
    "soft_weight": Setting("loss", "Trust in the teacher", "Share of the loss that comes from"
        " the teacher; the rest comes from the labels.", "", 0, 1),
    "soft_weight_end": Setting("loss", "Trust at the end", "Reached in the last epoch; -1 keeps"
        " it constant.", "", -1, 1),
    "kd_reduction": Setting("loss", "Sum of the teacher's part", "Mean divides by the number of"
        " scenes as well."),
    "teacher_logits": Setting("loss", "Teacher speaks of", "The whole clip, or every window by"
        " itself."),
    "teacher_hears": Setting("loss", "Teacher hears", "The clip as recorded (quick), the"
        " student's own windows, or those without the exchanged device."),
    "contrastive_weight": Setting("loss", "Contrast", "Share of the loss that moves like scenes"
        " together; 1 leaves no other loss.", "", 0, 1),
    "contrastive_temperature": Setting("loss", "Temperature of contrast", "Lower looks more at"
        " the closest pairs.", "", 0, None),
    "contrastive_size": Setting("loss", "Size for contrast", "Numbers per window that contrast"
        " acts on.", "", 2, None),
    "classifier_hears": Setting("loss", "Classifier hears", "Varied or clean sound, when it is"
        " fitted after contrast."),
    "multi_label": Setting("loss", "Several scenes per clip", "Pairs count by how many scenes"
        " they share."),
}  # fmt: skip

_RELATIONS = {
    "relation_weight": Setting("loss", "Relations", "Weight of having clips as alike as they"
        " are to the teacher.", "", 0, None),
    "hint_weight": Setting("loss", "Hints", "Weight of predicting the teacher's embedding.",
        "", 0, None),
    "crd_weight": Setting("loss", "CRD", "Weight of contrastive representation distillation;"
        " not with mixup.", "", 0, None),
    "crd_temperature": Setting("loss", "CRD temperature", "Lower looks more at the closest"
        " clips.", "", 0, None),
    "crd_negatives": Setting("loss", "CRD negatives", "Other clips that each is compared"
        " with.", "clips", 1, None),
    "crd_negatives_of": Setting("loss", "CRD negatives of", "All clips, or those of other"
        " scenes."),
    "crd_positive": Setting("loss", "CRD positive", "The clip itself, or any of its scene.",
        ""),
    "crd_momentum": Setting("loss", "CRD momentum", "How slowly its memory changes.", "", 0,
        1),
    "crd_size": Setting("loss", "CRD size", "Numbers of both projections.", "", 2, None),
    "crd_projection": Setting("loss", "CRD projection", "Linear is the original's."),
    "pretrained_rate": Setting("loss", "Rate of inherited layers", "Share of the learning rate"
        " for layers taken over from the teacher.", "", 0, 1),
}  # fmt: skip

_WAVEFORM = {
    "speed_octaves": Setting("sound", "Speed", "Faster or slower by up to this much, pitch and"
        " all.", "octaves", 0, 2),
    "roll_s": Setting("sound", "Shift", "Rotated in time by up to this much.", "s", 0, None),
    "gain_db": Setting("sound", "Gain", "Louder or softer by up to this much.", "dB", 0, 60),
    "mixup_domain": Setting("sound", "Mixing of", "Where two windows are mixed."),
    "mixup_share": Setting("sound", "Mixing", "How often two windows are mixed. Helps with few"
        " clips.", "", 0, 1),
    "mixup_alpha": Setting("sound", "Evenness of mixing", "Small: mostly one of the two; 1: any"
        " share.", "", 0, None),
    "mixup_levels": Setting("sound", "Levels in mixing", "As recorded, or made equally loud"
        " first."),
    "dir_share": Setting("sound", "Other microphones", "How often a window is heard through"
        " another device. Helps with devices never heard.", "", 0, 1),
    "dir_folder": Setting("sound", "Folder of responses", "WAV files of device responses; empty:"
        " our own filters."),
    "dir_devices": Setting("sound", "Only of devices", "Clips of these devices only, with"
        " commas; empty: all."),
    "dir_min_rms": Setting("sound", "Only if louder than", "Quiet windows keep their own"
        " device.", "", 0, None),
    "dir_max_s": Setting("sound", "Length of responses", "Longer ones are cut; 0: whole.", "s",
        0, None),
}  # fmt: skip

_PICTURE = {
    "mel_jitter_hz": Setting("sound", "Upper edge", "Moves by up to half of this, a draw per"
        " batch.", "Hz", 0, 8000),
    "freq_mixstyle_share": Setting("sound", "Device colours", "How often the colour of one clip"
        " is given to another. Helps with devices never heard.", "", 0, 1),
    "freq_mixstyle_alpha": Setting("sound", "Evenness of colours", "Small: mostly one of the"
        " two.", "", 0, None),
    "freq_mask_bands": Setting("sound", "Masked bands", "Up to this many bands of pitch are"
        " hidden.", "bands", 0, None),
    "time_mask_frames": Setting("sound", "Masked frames", "Up to this many moments are"
        " hidden.", "frames", 0, None),
    "published_quirks": Setting("sound", "As published code has it", "Peculiarities of published"
        " code, to reproduce its figures."),
}  # fmt: skip

_DEVICES = {
    "devices": Setting("learning", "Devices", "Each of these gets a copy of the student, with"
        " commas; empty: every device of the training clips."),
    "warmup_steps": Setting("learning", "Warm-up", "Steps in which the rate rises to its peak.",
        "steps", 0, None),
}  # fmt: skip

_MACHINE = {
    "seed": Setting("machine", "Seed", "The same seed gives the same result on this computer.",
        "", 0, None),
    "threads": Setting("machine", "Threads", "Of the processor; 0: a trial of 2 s decides.",
        "threads", 0, None),
    "precision": Setting("machine", "Precision", "bf16 is quicker on newer graphics cards.", "",
        None, None),
    "torch_device": Setting("machine", "Runs on", "Auto takes a graphics card where there is"
        " one."),
    "memory_mb": Setting("machine", "Clips in memory", "Decoded clips are kept up to here, else"
        " read from disk.", "MB", 0, None),
}  # fmt: skip

_WORDS = {
    "about": Setting("words", "About", "One line for whoever gets this recipe."),
    "source": Setting("words", "Source", "Where the settings are published."),
    "reconstructed": Setting("words", "Chosen, not published", "What the source does not say.",
        ""),
    "published": Setting("words", "Published figure", "What it aims at, on which data.", "",
        None, None),
}  # fmt: skip

SETTINGS = {
    **_NETWORK,
    **_LEARNING,
    **_GOAL,
    **_RELATIONS,
    **_WAVEFORM,
    **_PICTURE,
    **_DEVICES,
    **_MACHINE,
    **_WORDS,
}
"""Name of a setting -> its words."""
