"""The story: one flat procedure per file, from recordings to a bundle and what it is worth."""
