"""Contrastive representation distillation: know a clip again among thousands of others.

Letters: B windows, N clips, K negatives per window, D and E embedding sizes, P size of the
projections.
"""

from typing import Literal

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.training.windows import Indices

EPSILON = 1e-7  # of the authors


class CRD(nn.Module):
    """CRD with memory banks (Tian et al., ICLR 2020, arXiv 1910.10699; methods 7).

    Both sides are projected to P numbers of unit length. Two banks remember what was said about
    every clip, and each side has to find its own clip in the other side's bank::

        o_k = exp(<bank[j_k], v> / temperature) / Z,  j_0 the own clip, j_1.. the negatives
        L(o) = -mean over B of [log(o_0 / (o_0 + K/N)) + sum_k log((K/N) / (o_k + K/N))]

    for the student against the teacher's bank plus the teacher against the student's. Z = N times
    the mean of o without Z on the first batch, constant from then on. Banks and Z are buffers: they
    belong into a checkpoint. No gradient reaches the banks or the teacher.

    Its instances are recordings; ours are clips, of which every step hears a window cut anywhere
    (reconstruction): all windows of a clip share a row of the banks.

    Cost: the scores of all N clips are one product of (B, P) with (P, N), from which the drawn ones
    are gathered; where N <= K every clip is drawn about K/N times and its term is computed once.
    At B = 64, K = 16384, P = 128 a step takes about 30 ms on one core for N = 240, 100 ms for
    N = 16384 and 600 ms for N = 140000, drawing included; gathering (B, K, P) rows would take 3 to
    6 s. The banks take 8 N P bytes.

    Args:
        student_projection: (B, D) to (B, P).
        teacher_projection: (B, E) to (B, P); to keep it as it is, freeze its parameters.
        n_clips: N.
        size: P.
        temperature: divides the cosines.
        momentum: share of a row of the banks that is left when its clip is heard again.
    """

    student_bank: Tensor
    teacher_bank: Tensor
    constants: Tensor

    def __init__(
        self,
        student_projection: nn.Module,
        teacher_projection: nn.Module,
        *,
        n_clips: int,
        size: int,
        temperature: float = 0.07,
        momentum: float = 0.5,
    ) -> None:
        super().__init__()
        self.student_projection, self.teacher_projection = student_projection, teacher_projection
        self._temperature, self._momentum = temperature, momentum
        bound = (size / 3) ** -0.5  # rows begin about as long as they stay
        for name in ("student_bank", "teacher_bank"):
            self.register_buffer(name, torch.empty(n_clips, size).uniform_(-bound, bound))
        self.register_buffer("constants", torch.zeros(2))  # Z of both sides; 0: not known yet

    def forward(
        self, student: Tensor, teacher: Tensor, clip: Tensor, positive: Tensor, negatives: Tensor
    ) -> Tensor:
        """The loss of one batch; afterwards the banks know the batch.

        Args:
            student: (B, D) embeddings.
            teacher: (B, E) embeddings of the same sounds.
            clip: (B,) whose windows these are, int64: the rows that are renewed.
            positive: (B,) the clips to find, int64: the same, or others of their scenes.
            negatives: (B, K) drawn clips, int64.

        Returns:
            () scalar.
        """
        with torch.autocast(student.device.type, enabled=False):
            seen = F.normalize(self.student_projection(student.float()), dim=1)
            said = F.normalize(self.teacher_projection(teacher.detach().float()), dim=1)
            loss = self._find(0, seen, self.teacher_bank, positive, negatives)
            loss = loss + self._find(1, said, self.student_bank, positive, negatives)
        self._remember(clip, seen.detach(), said.detach())
        return loss

    def _find(
        self, side: int, wanted: Tensor, bank: Tensor, positive: Tensor, negatives: Tensor
    ) -> Tensor:
        """() how badly (B, P) find their clips in the bank of the other side."""
        n_clips, n_drawn = len(bank), negatives.shape[1]
        # a copy of the bank: it is written to before gradients are asked for
        cosines = wanted @ bank.clone().T / self._temperature  # (B, N)
        own = cosines.gather(1, positive.unsqueeze(1)).exp()
        if n_clips <= n_drawn:
            one = torch.ones_like(own).expand_as(negatives)
            times = torch.zeros_like(cosines).scatter_add_(1, negatives, one)
            others = cosines.exp()
        else:
            others = cosines.gather(1, negatives).exp()
            times = torch.ones_like(others)
        if self.constants[side] == 0:
            total = own.detach().sum() + (times * others.detach()).sum()
            self.constants[side] = n_clips * total / (len(own) * (1 + n_drawn))
        z = self.constants[side].clone()
        chance = n_drawn / n_clips
        own, others = own / z, others / z
        found = torch.log(own / (own + chance + EPSILON)).sum()
        told_apart = (times * torch.log(chance / (others + chance + EPSILON))).sum()
        return -(found + told_apart) / len(own)

    @torch.no_grad()
    def _remember(self, clip: Tensor, seen: Tensor, said: Tensor) -> None:
        """Move the rows of these clips towards what was heard; of several windows, their mean."""
        rows, place = torch.unique(clip, return_inverse=True)
        members = F.one_hot(place, len(rows)).T.to(seen.dtype)  # one product: no order of adding
        members = members / members.sum(dim=1, keepdim=True)
        for bank, heard in ((self.student_bank, seen), (self.teacher_bank, said)):
            mixed = self._momentum * bank[rows] + (1 - self._momentum) * (members @ heard)
            bank[rows] = F.normalize(mixed, dim=1)


class ClipDraw:
    """Draws which clips a window has to find and to tell apart.

    Args:
        scene: (N,) index of every clip's scene; -1 where there is none.
        n_negatives: K, drawn with replacement, so it may exceed N.
        negatives_of: "all" clips, the own one among them (the authors' memory when it draws), or
            only those of "other_scenes" (the authors' data set). A clip without a scene may be of
            any: it is told apart from all clips and is no negative of a clip with a scene.
        positive: "exact" is the clip itself, "relax" any clip of its scene.
    """

    def __init__(
        self,
        scene: Indices,
        *,
        n_negatives: int,
        negatives_of: Literal["all", "other_scenes"] = "all",
        positive: Literal["exact", "relax"] = "exact",
    ) -> None:
        self._scene, self._n_negatives = scene, n_negatives
        self._relaxed = positive == "relax"
        everybody = np.arange(len(scene))
        known = np.unique(scene[scene >= 0])
        self._alike = {int(k): everybody[scene == k] for k in known}
        self._others = {}
        if negatives_of == "other_scenes":
            self._others = {int(k): everybody[(scene >= 0) & (scene != k)] for k in known}
        self._all = everybody

    def draw(self, clip: Indices, rng: np.random.Generator) -> tuple[Indices, Indices]:
        """Positives (B,) and negatives (B, K) for windows of ``clip`` (B,)."""
        scenes = [int(scene) for scene in self._scene[clip]]
        positive = clip.copy()
        if self._relaxed:
            share = rng.random(len(clip))
            for place, scene in enumerate(scenes):
                if scene >= 0:
                    alike = self._alike[scene]
                    positive[place] = alike[int(share[place] * len(alike))]
        # twice as fast as integers(): at 64 x 16384 draws it shows
        share = rng.random((len(clip), self._n_negatives))
        if not self._others:
            return positive, (share * len(self._all)).astype(np.int64)
        pools = [self._others.get(scene, self._all) for scene in scenes]
        rows = [pool[(row * len(pool)).astype(np.int64)] for pool, row in zip(pools, share)]  # noqa: B905
        return positive, np.stack(rows)
