"""telex: a news browser for the terminal."""

__version__ = "0.1.0"
