"""Keeps what exporters and quantization libraries print out of the user's sight."""

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Swallow prints, warnings and log lines below ERROR; exceptions pass.

    torchao reports every compiled extension it lacks, torch.onnx prints its progress on
    stdout, and both warn about each other's deprecations: nothing a user could act on.
    """
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
