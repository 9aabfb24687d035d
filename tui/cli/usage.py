"""``telex --help``: the verbs, a line each."""

from __future__ import annotations

from tui.words import Words
from tui.words import mark as _

_LINES = (
    ("telex [TARGET ...]", _("open the browser: your sources, or a folder, a file, a feed")),
    ("telex sample", _("open the sample articles")),
    ("telex add TARGET ...", _("subscribe to a folder, a feed, or the feed that a page names")),
    ("telex remove SOURCE", _("unsubscribe; your marks stay")),
    ("telex sources", _("list the sources and their troubles")),
    ("telex feeds", _("your feeds by folder; rename, move, tag, set, pause, resume, retry …")),
    ("telex import FILE", _("OPML, newsboat's urls, or the read marks in its cache.db")),
    ("telex export --opml", _("your feeds, for another reader")),
    ("telex refresh [SOURCE ...]", _("fetch now")),
    ("telex prune [--dry-run]", _("let go of old articles, as config.toml says")),
    ("telex list [QUERY]", _("print articles (--json, --plain)")),
    ("telex show ID", _("print one article")),
    ("telex tags [QUERY]", _("print tags with counts")),
    ("telex mark read|star|hide|tag:NAME|un… QUERY", _("mark what the query finds")),
    ("telex views [save NAME QUERY]", _("queries that you gave names")),
    ("telex rules [add QUERY ACTS | test]", _("what is done to articles when they arrive")),
    ("telex export [QUERY] --json|--markdown DIR", _("articles with their texts")),
    ("telex undo [N], redo, history", _("take it back, do it again, see what you did")),
    ("telex furniture [SOURCE]", _("what sources end all their articles with")),
    ("telex config [--check|--default]", _("see, check or begin your preferences")),
    ("telex doctor", _("see where everything is and what is wrong")),
)


def usage(words: Words) -> str:
    width = max(len(verb) for verb, _help in _LINES)
    lines = [f"  {verb.ljust(width)}  {words(meaning)}" for verb, meaning in _LINES]
    query = words(
        'QUERY: words, "a phrase", begin*, ~regex, or, ( ), - negates; tag: category: source: feed:'
        " folder: author: title: lang: is: id: words: newer: older: since: until: sort:"
    )
    return "\n".join((words("telex: a news browser for the terminal"), "", *lines, "", query))
