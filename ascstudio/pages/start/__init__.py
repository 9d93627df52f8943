"""Start: to sound in two clicks."""
