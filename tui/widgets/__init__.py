"""Widgets: values in, messages out. They know no session, no store and no app."""
