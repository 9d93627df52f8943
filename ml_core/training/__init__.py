"""Windows, augmentations, losses, schedules, checkpoints, and the one loop that uses them."""
