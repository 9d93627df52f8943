"""What the frozen ``asc`` runs: the command, or with ``-m MODULE`` a module, as Python does.

In the second way the window starts its children, and the program its pip.
"""

import multiprocessing
import runpy
import sys

multiprocessing.freeze_support()  # a child of a library ends here

from ml_core import packs  # noqa: E402

if len(sys.argv) > 2 and sys.argv[1] == "-m":
    module = sys.argv[2]
    del sys.argv[1:3]
    packs.enable()  # a module of a pack can be run too
    runpy.run_module(module, run_name="__main__", alter_sys=True)
else:
    from ml_core.cli import run

    run()
