"""The refreshing child: fetch, admit, decide, ingest. Nothing of the screen is here."""
