"""Train: set up a run in a few answers, follow it, stop it, find old ones."""
