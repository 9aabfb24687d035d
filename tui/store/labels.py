"""What articles bear: the tag filter's facets, and the labels that tell nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

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
    if "tag" in by_kind:
        by_kind["tag"] = _with_own(connection, by_kind["tag"], by_source)
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
    return Facets({kind: tuple(values) for kind, values in by_kind.items()})


def _with_own(
    connection: sqlite3.Connection, tags: list[tuple[Line, int]], by_source: dict[int, int]
) -> list[tuple[Line, int]]:
    """``tags`` and those that the user gave to sources: all articles of such a source bear them."""
    own: dict[str, tuple[Line, set[int]]] = {}
    for number, tag in connection.execute(
        "SELECT l.no, t.value FROM main.source AS s, json_each(s.tags) AS t"
        " JOIN library.source AS l ON l.key = s.key WHERE s.tags <> '[]'"
    ):
        own.setdefault(fold(tag), (Line(tag), set()))[1].add(number)
    if not own:
        return tags
    counts = {fold(name): (name, count) for name, count in tags}
    for folded, (name, sources) in own.items():
        count = sum(by_source.get(number, 0) for number in sources)
        if folded in counts:
            numbers = ",".join(map(str, sources))
            (elsewhere,) = connection.execute(
                "SELECT count(*) FROM library.label AS b CROSS JOIN library.article_label AS l"
                " ON l.label = b.no CROSS JOIN temp.shown AS s ON s.docid = l.docid"
                " CROSS JOIN library.article AS a INDEXED BY article_order ON a.docid = l.docid"
                f" WHERE b.kind = 'tag' AND b.folded = ? AND a.source NOT IN ({numbers})",
                (folded,),
            ).fetchone()
            name, count = counts[folded][0], count + elsewhere
        if count:
            counts[folded] = (name, count)
    return sorted(counts.values(), key=lambda pair: (-pair[1], fold(pair[0])))


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
