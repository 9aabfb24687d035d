"""``python -m tui`` does what the command ``telex`` does."""

from tui.cli.main import run

if __name__ == "__main__":
    run()
