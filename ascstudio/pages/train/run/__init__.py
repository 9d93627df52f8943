"""The run in front: what its folder says, in words and figures, and what can be done with it."""
