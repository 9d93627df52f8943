"""What a teacher says: cached once per training clip, or live about the very sound of a batch.

Letters: B windows of a batch, W windows of a pass, N clips, K scenes, E size of the teacher's
embedding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from ml_core.errors import CheckpointError
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.frontend.torchaudio_door import import_torchaudio
from ml_core.models.output import Output
from ml_core.training.checkpoint import ModelCard, load_tensors, save_tensors
from ml_core.training.fusion import Fusion
from ml_core.training.passes import Floats, Pass
from ml_core.training.windows import Indices

Seconds = npt.NDArray[np.float64]
_PARTS = ("logits", "embeddings", "first")  # of a pass in a file


def cached_pass(path: Path, compute: Callable[[], Pass], *, heard: str = "") -> Pass:
    """The pass kept at ``path``, computed and written first if it is not there.

    Args:
        path: its name must say what decides the content, e.g. by a digest.
        compute: makes the pass.
        heard: digest of the recordings; a pass over others is made anew. One that does not say
            what it heard is taken as it is.

    Raises:
        CheckpointError: the file is damaged.
    """
    if path.is_file():
        kept, of = _kept_pass(path)
        if of in (None, heard):
            return kept
    passed = compute()
    tensors = {name: torch.from_numpy(getattr(passed, name)) for name in _PARTS}
    save_tensors(path, tensors, heard=heard)
    return passed


def _kept_pass(path: Path) -> tuple[Pass, str | None]:
    """A pass from its file, and what it heard if that is known."""
    problem = CheckpointError(
        f'"{path}" cannot be read.', hint="Delete it: it is computed again when it is needed."
    )
    try:
        tensors, facts = load_tensors(path)
        found = Pass(*(tensors[name].numpy() for name in _PARTS))
    except (CheckpointError, KeyError) as error:
        raise problem from error
    if not found.fits:
        raise problem
    return found, facts.get("heard")


@dataclass(frozen=True, slots=True)
class Grid:
    """Where in a clip the windows of a pass lie."""

    hop_s: float
    window_s: float

    def nearest(self, first: Indices, clip: Indices, centre_s: Seconds) -> Indices:
        """(B,) rows of a pass whose windows lie nearest around ``centre_s`` (B,) of ``clip`` (B,).

        ``first`` (N + 1,) has the row where each clip begins. Centres are compared, so that a
        short window finds the long one it lies in.
        """
        place = np.rint((centre_s - self.window_s / 2) / self.hop_s).astype(np.int64)
        return np.clip(first[clip] + place, first[clip], first[clip + 1] - 1)

    def centres_s(self, first: Indices) -> tuple[Indices, Seconds]:
        """Clips and centres of a pass's windows whose clips begin at (N + 1,): (W,) and (W,)."""
        counts = np.diff(first)
        clip = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
        place = (np.arange(len(clip)) - first[clip]).astype(np.float64)
        return clip, place * self.hop_s + self.window_s / 2


def fuse_passes(passes: Sequence[Pass], grids: Sequence[Grid], fusion: Fusion) -> Pass:
    """One pass of several: fused logits, embeddings side by side, on the grid of the first.

    The others may have other windows and rates: of each the window nearest in time counts. One
    system that is the whole fusion comes out as it is.
    """
    said = on_first_grid(passes, grids)
    logits = fusion(torch.from_numpy(np.stack([one.logits for one in said])))
    embeddings = np.concatenate([one.embeddings for one in said], axis=1)
    return Pass(logits.numpy(), embeddings, passes[0].first)


def on_first_grid(passes: Sequence[Pass], grids: Sequence[Grid]) -> list[Pass]:
    """The passes with one row for each window of the first, the one nearest in time."""
    clip, centre_s = grids[0].centres_s(passes[0].first)
    found = [passes[0]]
    for passed, grid in zip(passes[1:], grids[1:], strict=True):
        rows = grid.nearest(passed.first, clip, centre_s)
        found.append(Pass(passed.logits[rows], passed.embeddings[rows], passes[0].first))
    return found


@dataclass(frozen=True, slots=True)
class TeacherTargets:
    """A teacher's logits and embeddings for any window of any training clip.

    The teacher hears unaugmented windows on a grid; a student's window gets what was said about
    the one nearest in time, or the mean over the clip.
    """

    logits: Tensor  # (W, K), or (N, K) by clip
    embeddings: Tensor  # (W, E), or (N, E) by clip
    first: Indices  # (N + 1,) row where each clip begins
    grid: Grid
    by_clip: bool

    @classmethod
    def of(
        cls, passed: Pass, *, grid: Grid, by_clip: bool, device: torch.device
    ) -> "TeacherTargets":
        """Targets from a pass over the training clips."""
        logits, embeddings = (
            torch.from_numpy(passed.clip_means(rows) if by_clip else rows).to(device)
            for rows in (passed.logits, passed.embeddings)
        )
        return cls(logits, embeddings, passed.first, grid, by_clip)

    def about(self, clip: Indices, centre_s: Seconds) -> Output:
        """Embedding (B, E), logits (B, K) for windows around ``centre_s`` (B,) of ``clip`` (B,)."""
        rows = clip if self.by_clip else self.grid.nearest(self.first, clip, centre_s)
        at = torch.from_numpy(rows).to(self.logits.device)
        return Output(self.embeddings[at], self.logits[at])


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and deviation of an embedding's units."""

    mean: Tensor  # (E,)
    deviation: Tensor  # (E,)

    @classmethod
    def of(cls, embeddings: Floats, device: torch.device) -> "Scale":
        """Over the rows of (W, E)."""
        mean = torch.from_numpy(embeddings.mean(axis=0)).to(device)
        deviation = torch.from_numpy(embeddings.std(axis=0)).to(device)
        # units that are (almost) never active must not be blown up
        return cls(mean, deviation.clamp(min=0.1 * float(deviation.mean()) + 1e-12))

    def __call__(self, embedding: Tensor) -> Tensor:
        """(B, E) -> (B, E) with mean 0 and deviation 1."""
        return (embedding - self.mean) / self.deviation


class LiveSystem:
    """A network that hears the sound of a batch through a front end of its own.

    Windows of another length are cut to as many of its own as fit best, their answers averaged;
    shorter ones are padded with zeros as a short clip is.

    Args:
        network: made ready to listen here: on the device, in eval mode, channels last.
        card: its front end and window.
        rate_hz: of the samples it will be given.
        device: where they are.
        bf16: whether the network may compute in half precision.
    """

    def __init__(
        self,
        network: nn.Module,
        card: ModelCard,
        rate_hz: int,
        device: torch.device,
        *,
        bf16: bool = False,
    ) -> None:
        self._network = network.to(device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload]
        self._log_mel = TorchLogMel(card.front_end).to(device)
        own_hz = card.front_end.sample_rate_hz
        self._resample = None
        if own_hz != rate_hz:
            resample = import_torchaudio().transforms.Resample
            self._resample = resample(rate_hz, own_hz).to(device)
        self._window = card.window_samples
        self._half = torch.autocast(device.type, torch.bfloat16, enabled=bf16)

    def __call__(self, samples: Tensor) -> Output:
        """(B, T) -> embedding (B, E), logits (B, K), without a way back for gradients."""
        with torch.inference_mode():
            if self._resample is not None:
                samples = self._resample(samples)
            windows = self._cut(samples)
            log_mel = self._log_mel(windows.flatten(0, 1)).unsqueeze(1)
            with self._half:
                output = self._network(log_mel.contiguous(memory_format=torch.channels_last))
            embedding, logits = (
                rows.float().unflatten(0, windows.shape[:2]).mean(dim=1) for rows in output
            )
        # losses keep them for their gradients, which tensors of inference mode refuse
        return Output(embedding.clone(), logits.clone())

    def _cut(self, samples: Tensor) -> Tensor:
        """(B, T) -> (B, windows, own T) spread evenly; one window is cut from the middle."""
        spare = samples.shape[1] - self._window
        if spare <= 0:
            return nn.functional.pad(samples, (0, -spare)).unsqueeze(1)
        n_windows = max(1, round(samples.shape[1] / self._window))
        starts = [spare // 2] if n_windows == 1 else np.linspace(0, spare, n_windows).astype(int)
        return torch.stack([samples[:, at : at + self._window] for at in starts], dim=1)


class LiveTeacher:
    """All systems of a teacher about the sound that a student hears (function matching).

    A teacher that sees exactly what the student sees, however it was augmented and mixed, teaches
    a function instead of labels (Beyer et al., CVPR 2022, arXiv 2106.05237).
    """

    def __init__(self, systems: Sequence[LiveSystem], fusion: Fusion) -> None:
        self._systems, self._fusion = systems, fusion

    def __call__(self, samples: Tensor) -> Output:
        """(B, T) -> embedding (B, E), logits (B, K); embeddings of several lie side by side."""
        said = [system(samples) for system in self._systems]
        if len(said) == 1:
            return said[0]
        logits = self._fusion(torch.stack([output.logits for output in said]))
        return Output(torch.cat([output.embedding for output in said], dim=1), logits)
