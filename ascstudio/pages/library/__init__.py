"""Library: bring sound in, see what there is, hear it, give it a scene or a state."""
