"""The verb of asc that adds what is optional: install."""

import argparse
from typing import Any

from ml_core.cli.console import Console
from ml_core.packs import MODULES


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser("install", parents=[common], help="add the training pack")
    parser.add_argument("pack", nargs="?", choices=tuple(MODULES), default="train")
    parser.add_argument("--check", action="store_true", help="only say whether it is there")
    parser.set_defaults(run=install)


def install(arguments: argparse.Namespace, console: Console) -> None:
    """Install a pack, or say where it is or would go."""
    from ml_core.files import home_dir
    from ml_core.packs import install_pack, pack_info
    from ml_core.project.leftovers import remove_leftovers

    pack = arguments.pack
    remove_leftovers(home_dir())  # of one that was killed
    info = pack_info(pack) if arguments.check else install_pack(pack, console.monitor())
    size = f"{info.disk_bytes / 1e9:.1f} GB"
    words = "is installed" if info.installed else f"is not installed; it would take {size}"
    console.result(info.to_dict(), f"The {pack} pack {words}: {info.folder}")
