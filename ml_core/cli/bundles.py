"""Verbs of asc: bundles."""

import argparse
from typing import Any


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
