"""The cards to start from, the table of runs, and the room they take."""
