"""Teach: a new place in one minute, without training, with its effect shown before it is saved."""
