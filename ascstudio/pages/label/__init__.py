"""Turning clips into labels one can trust, at one key each."""
