"""What articles bear: the tag filter's facets, and the labels that tell nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from tui.core.models import Facets, Worn
from tui.core.text import Line, fold
from tui.store.articles import names
from tui.store.where import View, select


def facets(connection: sqlite3.Connection, view: View, kinds: Iterable[str]) -> Facets:
    """For each label kind, ``source`` and ``feed`` (the sections of sources that have several), its
    values in ``view`` with counts, most borne first."""
    known = names(connection)
    chosen = select(connection, view, known.by_key)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS shown(docid INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.shown")
    connection.execute(f"INSERT INTO temp.shown {chosen.sql('a.docid')}", chosen.parameters)
    found: dict[str, tuple[tuple[Line, int], ...]] = dict.fromkeys(kinds, ())
    by_kind: dict[str, list[tuple[Line, int]]] = {kind: [] for kind in found}
    for kind, name, count in connection.execute(
        "SELECT b.kind, b.name, n FROM (SELECT l.label AS label, count(*) AS n FROM temp.shown AS s"
        " CROSS JOIN library.article_label AS l ON l.docid = s.docid GROUP BY l.label)"
        " JOIN library.label AS b ON b.no = label ORDER BY n DESC, b.folded"
    ):
        if kind in by_kind:
            by_kind[kind].append((Line(name), count))
    by_source = dict(
        connection.execute(
            "SELECT a.source, count(*) AS n FROM temp.shown AS s CROSS JOIN library.article AS a"
            " INDEXED BY article_order ON a.docid = s.docid GROUP BY a.source ORDER BY n DESC"
        ).fetchall()
    )
    if "source" in by_kind:
        for number, count in by_source.items():
            by_kind["source"].append((Line(known.by_key[known.by_number[number]]), count))
    own = _own_tags(connection)
    if "tag" in by_kind:
        by_kind["tag"] = _with_own(connection, by_kind["tag"], own)
    if "feed" in by_kind and known.by_feed:
        several = (
            "SELECT source FROM (SELECT DISTINCT source, feed FROM library.article"
            " INDEXED BY article_order) GROUP BY source HAVING count(*) > 1"
        )
        for number, count in connection.execute(
            "SELECT a.feed, count(*) AS n FROM temp.shown AS s CROSS JOIN library.article AS a"
            f" INDEXED BY article_order ON a.docid = s.docid WHERE a.source IN ({several})"
            " GROUP BY a.feed ORDER BY n DESC"
        ):
            if number in known.by_feed:
                by_kind["feed"].append((Line(known.by_feed[number]), count))
    values = {kind: tuple(found) for kind, found in by_kind.items()}
    return Facets(values, frozenset(own))


def _with_own(
    connection: sqlite3.Connection, tags: list[tuple[Line, int]], own: dict[str, _Own]
) -> list[tuple[Line, int]]:
    """``tags`` and those that the user gave: an article bears one by its source, by itself, or by
    its publisher, and is counted once."""
    if not own:
        return tags
    counts = {fold(name): (name, count) for name, count in tags}
    for folded, (name, sources) in own.items():
        numbers = ",".join(map(str, sources))
        (count,) = connection.execute(
            "SELECT count(*) FROM (SELECT s.docid FROM library.label AS b"
            " CROSS JOIN library.article_label AS l ON l.label = b.no"
            " CROSS JOIN temp.shown AS s ON s.docid = l.docid WHERE b.kind = 'tag' AND b.folded = ?"
            " UNION SELECT s.docid FROM main.tagged AS g CROSS JOIN library.article AS a"
            " ON a.id = g.id CROSS JOIN temp.shown AS s ON s.docid = a.docid WHERE g.folded = ?"
            " UNION SELECT s.docid FROM library.article AS a INDEXED BY article_source"
            f" CROSS JOIN temp.shown AS s ON s.docid = a.docid WHERE a.source IN ({numbers}))",
            (folded, folded),
        ).fetchone()
        if count:
            counts[folded] = (counts[folded][0] if folded in counts else name, count)
    return sorted(counts.values(), key=lambda pair: (-pair[1], fold(pair[0])))


class _Own(NamedTuple):
    """A tag that the user gave, and the numbers of the sources that bear it."""

    name: Line
    sources: set[int]


def _own_tags(connection: sqlite3.Connection) -> dict[str, _Own]:
    own: dict[str, _Own] = {}
    for number, tag in connection.execute(
        "SELECT l.no, t.value FROM main.source AS s, json_each(s.tags) AS t"
        " JOIN library.source AS l ON l.key = s.key WHERE s.tags <> '[]'"
    ):
        own.setdefault(fold(tag), _Own(Line(tag), set())).sources.add(number)
    for folded, name in connection.execute(
        "SELECT folded, min(name) FROM main.tagged GROUP BY folded"
    ):
        own.setdefault(folded, _Own(Line(name), set()))
    return own


def known_values(connection: sqlite3.Connection) -> dict[str, list[Line]]:
    """By the field of a query, the names there are for it, in the order of the alphabet; and those
    of ``section``, which are feeds of a source that has several."""
    found: dict[str, list[Line]] = {kind: [] for kind in ("tag", "category", "lang")}
    for kind, name in connection.execute("SELECT kind, name FROM library.label ORDER BY folded"):
        found[kind].append(Line(name))
    known = names(connection)
    subscribed = connection.execute(
        "SELECT key, folder FROM main.source WHERE subscribed"
    ).fetchall()
    found["tag"] = [*(own.name for own in _own_tags(connection).values()), *found["tag"]]
    called = {Line(known.by_key[key]) for key, _ in subscribed}
    sections = {Line(name) for name in known.by_feed.values()}
    found["source"] = sorted(called, key=fold)
    found["feed"] = sorted(called | sections, key=fold)
    found["section"] = sorted(sections, key=fold)
    found["folder"] = sorted({Line(folder) for _, folder in subscribed if folder}, key=fold)
    return found


def worn_labels(connection: sqlite3.Connection, share: float, least: int) -> Worn:
    """The folded labels that at least ``share`` of a feed's articles bear, or that are its name.

    They tell a reader nothing, so rows leave them out. Feeds with fewer than ``least`` articles
    have none but their names.
    """
    known = names(connection)
    by_feed: dict[int, set[str]] = {}
    for number, source, title in connection.execute("SELECT no, source, title FROM library.feed"):
        name = known.by_key.get(known.by_number.get(source, ""), "")
        # (The user may call it otherwise than it does itself.)
        by_feed[number] = {fold(name), fold(known.by_feed.get(number, name)), fold(title)} - {""}
    borne: dict[str, int] = {}
    told: dict[str, int] = {}
    size = dict(
        connection.execute(
            "SELECT feed, count(*) FROM library.article INDEXED BY article_order GROUP BY feed"
        ).fetchall()
    )
    for feed, folded, count in connection.execute(
        "SELECT feed, b.folded, n FROM (SELECT a.feed AS feed, l.label AS label, count(*) AS n"
        "   FROM library.article_label AS l CROSS JOIN library.article AS a INDEXED BY article_order"
        "   ON a.docid = l.docid GROUP BY l.label, a.feed)"
        " JOIN library.label AS b ON b.no = label AND b.kind <> 'lang'"
    ):
        worn = by_feed.setdefault(feed, set())
        if size[feed] >= least and count >= share * size[feed]:
            worn.add(folded)
        borne[folded] = borne.get(folded, 0) + count
        told[folded] = told.get(folded, 0) + (count if folded in worn else 0)
    everywhere = frozenset(label for label, count in borne.items() if told[label] == count)
    return Worn({feed: frozenset(found) for feed, found in by_feed.items()}, everywhere)
