"""What people are told stays on one line, whatever a file is called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import AscError, UnreadableRecording, UnwritableFile


def test_a_name_is_on_one_line_and_in_one_direction() -> None:
    error = UnwritableFile("copy\n\u202e😀 é.ascbundle", "No space left on device")
    assert error.message.startswith('"copy\\n\\u202e😀 é.ascbundle" cannot be written')
    assert str(error).startswith(error.message)
    assert error.path == Path("copy\n\u202e😀 é.ascbundle")
    assert "\\u2028" in UnreadableRecording("x\u2028.wav", "it is empty").message


@given(st.text(), st.text())
def test_no_sentence_has_two_lines_or_cannot_be_printed(message: str, hint: str) -> None:
    error = AscError(message, hint=hint)
    for words in (error.message, error.hint, str(error)):
        assert len(words.splitlines()) <= 1
        words.encode()


@pytest.mark.parametrize("words", ["می\u200cخواهم", "10\u00a0kHz", "a \\ b", ""])
def test_what_belongs_to_words_stays(words: str) -> None:
    assert AscError(words).message == words
