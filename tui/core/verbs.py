"""The verbs of the shell, in the order of its help. The command line of the screen takes them too."""

from __future__ import annotations

from dataclasses import dataclass

from tui.words import mark as _


@dataclass(frozen=True, slots=True)
class Verb:
    """``telex NAME TAKES``; ``help`` is yet to be translated. ``here``: it makes sense within the
    screen, where telex is open already."""

    name: str
    takes: str
    help: str
    here: bool = True


VERBS: tuple[Verb, ...] = (
    Verb("sample", "", _("open the sample articles"), here=False),
    Verb("add", "TARGET ...", _("subscribe to a folder, a feed, or the feed that a page names")),
    Verb("remove", "SOURCE", _("unsubscribe; your marks stay")),
    Verb("sources", "", _("list the sources and their troubles")),
    Verb("feeds", "", _("your feeds by folder; rename, move, tag, set, pause, resume, retry …")),
    Verb("import", "FILE", _("OPML, newsboat's urls, or the read marks in its cache.db")),
    Verb("export", "[QUERY] --opml|--json|--markdown DIR", _("your feeds, or articles with texts")),
    Verb("refresh", "[SOURCE ...]", _("fetch now")),
    Verb("prune", "[--dry-run]", _("let go of old articles, as config.toml says")),
    Verb("list", "[QUERY]", _("print articles (--json, --plain)")),
    Verb("show", "ID", _("print one article")),
    Verb("tags", "[QUERY]", _("print tags with counts")),
    Verb("mark", "read|star|later|hide|tag:NAME|un… QUERY", _("mark what the query finds")),
    Verb("views", "[save NAME QUERY]", _("queries that you gave names")),
    Verb("rules", "[add QUERY ACTS | test]", _("what is done to articles when they arrive")),
    Verb("undo", "[N]", _("take back what you did last, or the last N")),
    Verb("redo", "", _("do again what was undone")),
    Verb("history", "", _("see what you did")),
    Verb("furniture", "[SOURCE]", _("what sources end all their articles with")),
    Verb("config", "[--check|--default|--keys]", _("see, check or begin your preferences")),
    Verb("doctor", "", _("see where everything is and what is wrong")),
)
