"""Let a teacher hear every training clip once and keep what it said."""

from ml_core.errors import RunError
from ml_core.files import sha256_bytes, sha256_file
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare
from ml_core.training.checkpoint import NETWORK, load_network
from ml_core.training.loop import make_fabric
from ml_core.training.teacher import TeacherTargets, cached_pass

OVERLAP = 2  # teacher windows per window length


def cache_teacher(
    data: prepare.Data,
    teacher: RunFolder,
    recipe: DistilRecipe,
    monitor: RunMonitor,
) -> TeacherTargets:
    """The teacher's logits and embeddings for the training clips, from the cache if they are there.

    They are kept in the project's cache under a name made of the teacher's weights and the clips.

    Raises:
        RunError: the teacher knows other scenes.
        CheckpointError: the teacher's run has no network.
    """
    network, card = load_network(teacher.path)
    if card.scenes != data.scenes:
        raise RunError(
            f'The teacher "{teacher.name}" knows other scenes than the training split: '
            f"{', '.join(card.scenes)}.",
            hint="Fine-tune a teacher on the scenes of this project.",
        )
    device = make_fabric(recipe).device
    hop = card.window_samples // OVERLAP
    weights = sha256_file(teacher.checkpoint_dir / NETWORK)
    clips = sha256_bytes(f"{data.digest} {[c.segment_id for c in data.train]} {hop}".encode())
    passed = cached_pass(
        data.cache_dir / f"teacher-{weights[:12]}-{clips[:12]}.safetensors",
        lambda: prepare.hear(
            network.to(device), data, data.train, card, device, monitor, "teacher", hop=hop
        ),
    )
    return TeacherTargets.of(
        passed,
        hop_s=hop / card.front_end.sample_rate_hz,
        by_clip=recipe.teacher_logits == "clip",
        device=device,
    )
