"""Sets runs up: the answers, the plan they make, what the engine says of it, and the start."""
