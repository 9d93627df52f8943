"""Explore: every clip as a mark on a map; what sounds alike lies together."""
