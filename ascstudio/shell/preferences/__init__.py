"""Preferences: eight pages, a search, and everything applies at once."""

from ascstudio.shell.preferences.dialog import PreferencesDialog as PreferencesDialog
