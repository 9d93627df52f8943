"""Runs before any command that the window under test starts."""

from tests.kills.strike import Strike

if (strike := Strike.of_parent()) is not None:
    strike.watch()
