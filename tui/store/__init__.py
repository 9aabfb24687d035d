"""Two SQLite files: a library of what came from outside, and the state of what the user did.

The only package that knows SQLite. See ``docs/architecture.md`` for the tables and their reasons.
"""
