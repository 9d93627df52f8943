"""What there is to learn."""

from collections.abc import Sequence

from ml_core.errors import ProjectError, RecipeError
from ml_core.project import ClipRow
from ml_core.scenes import SceneSet


def learnable_scenes(clips: Sequence[ClipRow], chosen: Sequence[str] = ()) -> SceneSet:
    """The scenes of the training split.

    Args:
        clips: usable ones, of any split.
        chosen: scenes that have to be among them.

    Raises:
        ProjectError: there are fewer than two.
        RecipeError: one that was chosen is not among them.
    """
    scenes = SceneSet.of(
        clip.scene for clip in clips if clip.scene is not None and clip.split == "train"
    )
    if missing := sorted({*chosen} - {*scenes}):
        raise RecipeError(
            f"No training clip is of: {', '.join(missing)}.",
            hint="Choose among the scenes of the project, or label clips of these.",
        )
    if len(scenes) < 2:
        divided = any(clip.split for clip in clips) or not clips
        raise ProjectError(
            "There is nothing to learn from: the training split needs labelled clips of at least "
            "two scenes.",
            hint="Label clips, then divide them: asc split PROJECT --by location."
            if divided
            else "Divide the clips first: asc split PROJECT --by location.",
        )
    return scenes
