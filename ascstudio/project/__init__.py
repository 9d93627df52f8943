"""The open project as Qt sees it: session, clip table, thumbnails, player."""
