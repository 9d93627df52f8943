"""The house around the pages: top row, rail, page head, status bar, activity, palette, keys."""
