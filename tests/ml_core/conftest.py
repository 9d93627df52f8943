"""Fixtures that several modules use."""

from tests.ml_core.label_projects import audio, labelled

__all__ = ["audio", "labelled"]
