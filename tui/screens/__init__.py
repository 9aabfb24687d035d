"""Screens: each owns its query and cursor, asks the session, and tells its widgets what to draw."""
