"""Recordings: files, the microphone, and synthetic scenes, as samples."""
