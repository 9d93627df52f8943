"""Losses of the user's own, by the entry points of an installed package."""

from typing import Protocol

from torch import Tensor

from ml_core import plugins
from ml_core.errors import RecipeError
from ml_core.models.output import Output
from ml_core.training.losses import Mix


class Loss(Protocol):
    """What a student of the user's own loss minimises; see resources/guide/own-network.md."""

    def __call__(
        self, student: Output, teacher: Output | None, scene: Tensor, mix: Mix | None
    ) -> Tensor:
        """The mean loss of one batch.

        Args:
            student: embedding (B, D) and logits (B, K) of what the student heard.
            teacher: embedding (B, E) and logits (B, K), detached and of the unmixed windows (of
                what the student heard where the recipe's teacher_hears is "augmented" or "dry");
                None where the student learns without a teacher.
            scene: (B,) indices, int64; -1 where there is none.
            mix: how the windows were mixed, if they were; ``mix.blend`` mixes targets alike.

        Returns:
            () scalar.
        """
        ...


def find_loss(name: str) -> Loss:
    """The loss that an installed package offers under this name.

    Raises:
        RecipeError: nobody offers it, it cannot be imported, or it cannot be called.
    """
    loss, package = plugins.load(plugins.LOSSES, name)
    if not callable(loss):
        raise RecipeError(
            f'"{name}" of the package {package} is no loss but a {type(loss).__name__}.',
            hint="A loss is called as loss(student, teacher, scene, mix).",
        )
    return loss
