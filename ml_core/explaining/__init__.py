"""Why a window was decided as it was: which time and frequency made it, to see and to hear.

    occlusion  hides one part of the log-mel after the other and looks what that costs
    sound      the evidence alone, and the rest, as sound

Nothing here needs torch.
"""

from ml_core.explaining.occlusion import Evidence, Explainer
from ml_core.explaining.sound import evidence_sound

__all__ = ["Evidence", "Explainer", "evidence_sound"]
