"""``python -m ml_core`` is ``asc``."""

from ml_core.cli import run

if __name__ == "__main__":
    run()
