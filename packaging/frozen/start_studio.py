"""What the frozen ``ascstudio`` runs."""

import multiprocessing

multiprocessing.freeze_support()  # a child of a library ends here

from ascstudio.__main__ import run  # noqa: E402

raise SystemExit(run())
