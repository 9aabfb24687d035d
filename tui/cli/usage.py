"""``telex --help``: the verbs, a line each."""

from __future__ import annotations

from tui.core.verbs import VERBS
from tui.words import Words


def usage(words: Words) -> str:
    """The whole of ``telex --help``."""
    lines = [
        (
            "telex [TARGET ...]",
            words("open the browser: your sources, or a folder, a file, a feed"),
        ),
        *((f"telex {verb.name} {verb.takes}".strip(), words(verb.help)) for verb in VERBS),
    ]
    width = max(len(line) for line, _help in lines)
    shown = [f"  {line.ljust(width)}  {meaning}" for line, meaning in lines]
    query = words(
        'QUERY: words, "a phrase", begin*, ~regex, or, ( ), - negates; tag: category: source: feed:'
        " folder: author: title: lang: is: id: words: newer: older: since: until: sort:"
    )
    return "\n".join((words("telex: a news browser for the terminal"), "", *shown, "", query))
