"""What the study runs: setups, each a recipe with settings, and the tables they fill.

A setup is run once per (rotation, seed); tables share setups. Teachers are YAMNet, pre-trained,
in the place of BEATs and PaSST, whose transfer effect is not measured here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Cell = tuple[int, int]  # rotation, seed
ROTATIONS: tuple[Cell, ...] = ((1, 0), (2, 0), (3, 0))
SEEDS: tuple[Cell, ...] = ((1, 0), (1, 1))
N_CLIPS = 240
N_TEST_WINDOWS = 80 * 9 * 5

# What all students and all unfrozen teachers have in common; folders are filled in when run.
STUDENT = (
    "network=cp-mobile-12k", "front_end=short-16k", "epochs=30", "warmup_epochs=3",
    "batch_size=32", "windows_per_clip=4", "peak_lr=5e-3", "crd_negatives=256",
    "teacher_logits=window", "freq_mask_bands=16", "mel_jitter_hz=1000.0",
    "dir_folder={responses}",
)  # fmt: skip
TEACHER = (
    "weights={data}/teachers/yamnet.safetensors", "trainable=head_then_all", "head_epochs=5",
    "head_batch_size=256", "head_peak_lr=8e-3", "epochs=10", "warmup_epochs=1", "batch_size=64",
    "windows_per_clip=4", "mixup_share=0.3", "mixup_alpha=2.0", "freq_mixstyle_share=0.4",
    "freq_mixstyle_alpha=0.4", "dir_share=0.6", "dir_devices=a", "dir_folder={responses}",
)  # fmt: skip
CONTRASTIVE = ("contrastive_weight=0.75", "contrastive_temperature=0.2", "classifier_hears=clean")
SCRATCH = (
    "epochs=30", "warmup_epochs=3", "batch_size=32", "windows_per_clip=4", "peak_lr=3e-3",
    "freq_mixstyle_share=0.4", "freq_mask_bands=16", "mixup_share=0.5", "dir_share=0.6",
    "dir_devices=a", "dir_folder={responses}",
)  # fmt: skip
KD_ONLY = ("crd_weight=0.0",)

Stage = Literal["finetune", "distil", "fuse", "quantize"]
Measure = Literal["fewshot", "probe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One way to make a network."""

    stage: Stage
    recipe: str = ""
    settings: tuple[str, ...] = ()
    teacher: str = ""  # a setup; its seed 0
    student: str = ""  # a setup; the same seed
    fuse: tuple[str, ...] = ()  # setups; their seed 0
    average: bool = False
    percent: int = 100  # of the training clips
    measures: tuple[Measure, ...] = ("fewshot",)

    def needs(self) -> tuple[str, ...]:
        """Setups that are run before."""
        return tuple(filter(None, (self.teacher, self.student, *self.fuse)))

    def setting(self, name: str, default: str) -> str:
        """What a setting was given last."""
        found = [text.partition("=")[2] for text in self.settings if text.startswith(f"{name}=")]
        return found[-1] if found else default


def _student(teacher: str, *settings: str, **more: object) -> Setup:
    return Setup(
        stage="distil", recipe="contrastasc-student", settings=(*STUDENT, *settings),
        teacher=teacher, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _yamnet(*settings: str) -> Setup:
    return Setup(
        stage="finetune", recipe="yamnet-unfrozen", settings=(*TEACHER, *settings),
        measures=("fewshot", "probe"),
    )  # fmt: skip


def _frozen(percent: int = 100, *settings: str) -> Setup:
    weights = "weights={data}/teachers/yamnet.safetensors"
    return Setup(
        stage="finetune", recipe="yamnet-frozen", settings=(weights, *settings), percent=percent,
        measures=("fewshot", "probe") if percent == 100 and not settings else (),
    )  # fmt: skip


def _scratch(*settings: str, measures: tuple[Measure, ...] = ("fewshot",)) -> Setup:
    return Setup(
        stage="finetune", recipe="finetune-default", settings=(*SCRATCH, *settings),
        measures=measures,
    )  # fmt: skip


HELD_OUT = "validation_share=0.25"  # a fusion is fitted on what its systems have not learnt
WINDOWS = {5: 16, 10: 16, 25: 12, 50: 8, 100: 4}  # per clip: fewer clips are heard oftener
SETUPS: Mapping[str, Setup] = {
    # teachers
    "frozen": _frozen(),
    "ce": _yamnet(),
    "contrastive": _yamnet(*CONTRASTIVE),
    "cp-resnet-128k": _scratch("network=cp-resnet-128k"),
    "tf-sepnet-64": _scratch("network=tf-sepnet-64", "front_end=short-16k"),
    # students of 12 thousand parameters
    "alone": _student("", *KD_ONLY),
    "ce-kd": _student("ce", *KD_ONLY),
    "ce-crd": _student("ce"),
    "contrastive-kd": _student("contrastive", *KD_ONLY),
    "contrastive-crd": _student("contrastive"),
    # heads
    "head-batchnorm": _student("contrastive", "head=cosine-batchnorm"),
    "head-none": _student("contrastive", "head=cosine-plain"),
    # sizes
    **{
        f"size-{size}": _student("contrastive", f"network=cp-mobile-{size}", f"peak_lr={rate}")
        for size, rate in (("6k", 8e-3), ("30k", 5e-3), ("54k", 4e-3), ("126k", 2e-3))
    },
    # amount of data
    **{f"frozen-{percent}": _frozen(percent) for percent in (5, 10, 25, 50)},
    **{
        f"{name}-{percent}": _student(
            teacher and (f"frozen-{percent}" if percent < 100 else "frozen"),
            *KD_ONLY, f"windows_per_clip={WINDOWS[percent]}", percent=percent,
        )
        for percent in (5, 10, 25, 50, 100)
        for name, teacher in (("data-alone", ""), ("data-kd", "frozen"))
        if (name, percent) != ("data-alone", 100)
    },
    # int8
    "ptq": Setup(
        stage="quantize", recipe="quantize-ptq", student="contrastive-crd", measures=(),
    ),
    "qat": Setup(
        stage="quantize", recipe="quantize-default", student="contrastive-crd", measures=(),
    ),
    # augmentation, without a teacher
    "no-augmentation": _student("", "dir_share=0.0", "freq_mixstyle_share=0.0"),
    "dir": _student("", "freq_mixstyle_share=0.0"),
    "adir": _student("", "freq_mixstyle_share=0.0", "dir_min_rms={rms}"),
    "fms": _student("", "dir_share=0.0"),
    # normalisation
    **{
        f"norm-{name}": _student("ce", *KD_ONLY, f"network=ds-flexinet-sm1{suffix}")
        for name, suffix in (("rn", ""), ("batchnorm", "-batchnorm"), ("resnorm", "-resnorm"))
    },
    # fusion
    "fuse-frozen": _frozen(100, HELD_OUT),
    "fuse-ce": Setup(
        stage="finetune", recipe="yamnet-unfrozen", settings=(*TEACHER, HELD_OUT), measures=()
    ),
    "fuse-cp-resnet": _scratch("network=cp-resnet-128k", HELD_OUT, measures=()),
    "averaged": Setup(
        stage="fuse", fuse=("fuse-frozen", "fuse-ce", "fuse-cp-resnet"), average=True, measures=()
    ),
    "fused": Setup(stage="fuse", fuse=("fuse-frozen", "fuse-ce", "fuse-cp-resnet"), measures=()),
    "student-averaged": _student("averaged", *KD_ONLY),
    "student-fused": _student("fused", *KD_ONLY),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of the report and what they are compared with."""

    name: str
    title: str
    about: str
    rows: Mapping[str, str]  # label: setup
    cells: Sequence[Cell] = SEEDS
    reference: str = ""  # a label; differences are taken from it
    columns: tuple[str, ...] = ("accuracy", "real", "seen", "unseen", "fewshot")
    papers: str = ""  # what the papers report
    claims: tuple[tuple[str, str, str], ...] = ()  # better label, worse label, column: the papers'


TABLES: tuple[Table, ...] = (
    Table(
        name="students",
        title="Teacher and distillation",
        about="CP-Mobile 12k. Three rotations; everything but the teacher and CRD is the same.",
        rows={
            "no teacher": "alone",
            "CE teacher, KD": "ce-kd",
            "CE teacher, KD + CRD": "ce-crd",
            "contrastive teacher, KD": "contrastive-kd",
            "contrastive teacher, KD + CRD": "contrastive-crd",
        },
        cells=ROTATIONS,
        reference="no teacher",
        papers="ContrastASC (126k, TAU 2022 / TUT 2017 5-shot): none 57.4 / 50.7,"
        " CE KD 59.3 / 53.0, CE CRD 60.0 / 55.1, contrastive KD 59.9 / 56.1,"
        " contrastive CRD 60.6 / 56.3.",
        claims=(
            ("CE teacher, KD", "no teacher", "accuracy"),
            ("CE teacher, KD", "no teacher", "fewshot"),
            ("CE teacher, KD + CRD", "CE teacher, KD", "accuracy"),
            ("CE teacher, KD + CRD", "CE teacher, KD", "fewshot"),
            ("contrastive teacher, KD", "CE teacher, KD", "accuracy"),
            ("contrastive teacher, KD", "CE teacher, KD", "fewshot"),
            ("contrastive teacher, KD + CRD", "contrastive teacher, KD", "accuracy"),
            ("contrastive teacher, KD + CRD", "contrastive teacher, KD", "fewshot"),
            ("contrastive teacher, KD + CRD", "no teacher", "fewshot"),
        ),
    ),
    Table(
        name="teachers",
        title="Teachers",
        about="YAMNet (AudioSet) in the place of BEATs. Three rotations; all of it was trained but"
        " for the frozen one.",
        rows={
            "YAMNet frozen": "frozen",
            "YAMNet, CE": "ce",
            "YAMNet, contrastive": "contrastive",
        },
        cells=ROTATIONS,
        reference="YAMNet frozen",
        papers="ContrastASC with BEATs (TAU 2022 / TUT 2017 5-shot): frozen 55.8 / 55.9,"
        " CE 62.5 / 60.1, contrastive 62.5 / 62.3.",
        claims=(
            ("YAMNet, CE", "YAMNet frozen", "accuracy"),
            ("YAMNet, CE", "YAMNet frozen", "fewshot"),
            ("YAMNet, contrastive", "YAMNet, CE", "fewshot"),
        ),
    ),
    Table(
        name="probes",
        title="Dual probe of the teachers' embeddings",
        about="Linear and k-NN on frozen embeddings, settings chosen by inner validation.",
        rows={
            "YAMNet frozen": "frozen",
            "YAMNet, CE": "ce",
            "YAMNet, contrastive": "contrastive",
        },
        cells=ROTATIONS,
        reference="YAMNet frozen",
        columns=("linear", "knn"),
        papers="AudioConFit: contrastive tuning improves both probes (no figures were recovered).",
        claims=(
            ("YAMNet, contrastive", "YAMNet frozen", "linear"),
            ("YAMNet, contrastive", "YAMNet frozen", "knn"),
            ("YAMNet, contrastive", "YAMNet, CE", "knn"),
        ),
    ),
    Table(
        name="heads",
        title="Head of the student",
        about="Contrastive teacher, KD + CRD.",
        rows={
            "LayerNorm, cosine": "contrastive-crd",
            "batch norm, cosine": "head-batchnorm",
            "none, cosine": "head-none",
        },
        reference="LayerNorm, cosine",
        papers="ContrastASC (TAU 2022 / TUT 2017 5-shot): LN 60.6 / 56.3, none 60.4 / 56.4,"
        " BN 60.0 / 54.9.",
        claims=(
            ("LayerNorm, cosine", "none, cosine", "accuracy"),
            ("LayerNorm, cosine", "batch norm, cosine", "accuracy"),
            ("LayerNorm, cosine", "batch norm, cosine", "fewshot"),
        ),
    ),
    Table(
        name="data",
        title="Amount of training data, with and without a teacher",
        about="The teacher is a frozen YAMNet that saw the same clips.",
        rows={
            **{
                f"{percent} %, {words}": f"{name}-{percent}"
                for percent in (5, 10, 25, 50)
                for name, words in (("data-alone", "no teacher"), ("data-kd", "KD"))
            },
            "100 %, no teacher": "alone",
            "100 %, KD": "data-kd-100",
        },
        reference="100 %, no teacher",
        papers="DCASE 2024 baseline without a teacher: 42.4, 45.3, 50.3, 53.2, 57.0 %.",
        claims=(
            ("5 %, KD", "5 %, no teacher", "accuracy"),
            ("10 %, KD", "10 %, no teacher", "accuracy"),
            ("25 %, KD", "25 %, no teacher", "accuracy"),
            ("50 %, KD", "50 %, no teacher", "accuracy"),
            ("100 %, KD", "100 %, no teacher", "accuracy"),
        ),
    ),
    Table(
        name="quantization",
        title="Float, post-training int8, quantization-aware training",
        about="The student of the contrastive teacher; int8 is the exported file in onnxruntime.",
        rows={"float32": "contrastive-crd", "int8, PTQ": "ptq", "int8, QAT": "qat"},
        reference="float32",
        columns=("accuracy", "real", "seen", "unseen"),
        papers="DS-FlexiNet loses 3.1 points in int8 (65.26 to 62.11).",
        claims=(
            ("float32", "int8, PTQ", "accuracy"),
            ("int8, QAT", "int8, PTQ", "accuracy"),
        ),
    ),
    Table(
        name="augmentation",
        title="Device augmentation",
        about="No teacher. Responses of other makers on device a only; ADIR takes windows that are"
        " at least as loud as the average.",
        rows={
            "none": "no-augmentation",
            "DIR": "dir",
            "ADIR": "adir",
            "FMS": "fms",
            "DIR + FMS": "alone",
        },
        reference="none",
        columns=("accuracy", "real", "seen", "unseen"),
        papers="arXiv 2305.07499, low-complexity CP-ResNet (all / unseen): none 51.4 / 43.1,"
        " DIR 53.5, FMS 52.3, both 54.0 / 49.3. DS-FlexiNet: FMS+DIR 64.6, FMS+ADIR 65.3.",
        claims=(
            ("DIR", "none", "unseen"),
            ("FMS", "none", "unseen"),
            ("DIR + FMS", "DIR", "unseen"),
            ("DIR + FMS", "FMS", "unseen"),
            ("ADIR", "DIR", "accuracy"),
        ),
    ),
    Table(
        name="sizes",
        title="Size of the student, closed set against scenes left out",
        about="Contrastive teacher, KD + CRD.",
        rows={
            "6k": "size-6k",
            "12k": "contrastive-crd",
            "30k": "size-30k",
            "54k": "size-54k",
            "126k": "size-126k",
        },
        reference="12k",
        papers="ContrastASC: five sizes from 6.1k to 126k; the larger, the better on both.",
        claims=(
            ("126k", "6k", "accuracy"),
            ("126k", "6k", "fewshot"),
            ("126k", "12k", "accuracy"),
            ("126k", "12k", "fewshot"),
        ),
    ),
    Table(
        name="norms",
        title="Normalisation of DS-FlexiNet sm1",
        about="CE teacher, KD. Front end short-16k.",
        rows={
            "batch norm": "norm-batchnorm",
            "RN (trainable)": "norm-rn",
            "frequency ResNorm": "norm-resnorm",
        },
        reference="batch norm",
        columns=("accuracy", "real", "seen", "unseen"),
        papers="DS-FlexiNet sm4: BN 63.4 to RN 64.6 with DIR, 64.7 to 65.3 with ADIR.",
        claims=(
            ("RN (trainable)", "batch norm", "accuracy"),
            ("RN (trainable)", "batch norm", "unseen"),
        ),
    ),
    Table(
        name="scratch",
        title="Teachers from random weights",
        about="No outside data.",
        rows={"CP-ResNet-128K": "cp-resnet-128k", "TF-SepNet-64": "tf-sepnet-64"},
    ),
    Table(
        name="fusion",
        title="One student of several teachers",
        about="YAMNet frozen, YAMNet CE and CP-ResNet-128K, each without a quarter of the sources,"
        " on which the fusion is fitted.",
        rows={
            "no teacher": "alone",
            "averaged": "student-averaged",
            "fused": "student-fused",
        },
        reference="averaged",
        papers="DS-FlexiNet sm4: no KD 59.36, averaged 63.48, fused 65.26.",
        claims=(
            ("averaged", "no teacher", "accuracy"),
            ("fused", "averaged", "accuracy"),
        ),
    ),
)


def rows_by_importance() -> list[tuple[str, str, Cell]]:
    """(table, setup, cell) in the order in which they are run, each once."""
    seen: set[tuple[str, Cell]] = set()
    found = []
    for table in TABLES:
        for cell in table.cells:
            for setup in table.rows.values():
                if (setup, cell) not in seen:
                    seen.add((setup, cell))
                    found.append((table.name, setup, cell))
    return found
