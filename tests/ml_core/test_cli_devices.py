"""A command that found no microphone ends: it must not promise to wait."""

import pytest

from ml_core.cli.devices import refused
from ml_core.recordings.capture import REFUSED_HINTS


@pytest.mark.parametrize(
    ("hint", "instead", "said"),
    [
        (REFUSED_HINTS["no_device"], "", "Plug one in and start again."),
        (
            REFUSED_HINTS["no_device"],
            "--file WAV",
            "Plug one in and start again. Or use a sound file: --file WAV.",
        ),
        (REFUSED_HINTS["denied"], "--file WAV", REFUSED_HINTS["denied"]),
        (
            'There are: "USB". Choose one, or plug it in: it is found by itself.',
            "",
            'There are: "USB". Choose one, or plug it in and start again.',
        ),
    ],
)
def test_it_says_what_to_do_before_the_next_try(hint: str, instead: str, said: str) -> None:
    error = refused("No microphone was found.", hint, instead)
    assert (error.message, error.hint) == ("No microphone was found.", said)
