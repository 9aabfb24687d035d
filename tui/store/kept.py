"""What the library keeps beside its articles: former versions, tombstones, articles in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tui.core.models import Body
from tui.core.retention import Stored
from tui.core.text import Url
from tui.store import db
from tui.store.articles import moment
from tui.store.docid import DOCID_BITS
from tui.store.source_writer import SourceWriter, seconds

VERSIONS_KEPT = 3
REST = timedelta(hours=6)
TOMBSTONES_KEPT = timedelta(days=180)


class KeptWriter(SourceWriter):
    """Every method is one short transaction of its own."""

    def articles(self, source: int) -> list[Stored]:
        """All articles of ``source``, the newest first."""
        return [
            Stored(number, datetime.fromtimestamp(docid >> DOCID_BITS, UTC), seen)
            for docid, number, first_seen in self._db.execute(
                "SELECT docid, id, first_seen FROM article WHERE source = ? ORDER BY docid DESC",
                (source,),
            )
            if (seen := moment(first_seen)) is not None
        ]

    def buried(self, source: int, ids: Sequence[int], now: datetime) -> set[int]:
        """Those of ``ids`` that were let go; they were seen in their feed ``now``."""
        marks = ",".join("?" * len(ids))
        where = f"source = ? AND id IN ({marks})"
        rows = self._db.execute(f"SELECT id, at FROM tombstone WHERE {where}", (source, *ids))
        found: dict[int, int] = dict(rows.fetchall())
        day = int(timedelta(days=1).total_seconds())
        if any(int(now.timestamp()) - at > day for at in found.values()):
            with db.explained(self._path), db.transaction(self._db):
                self._db.execute(
                    f"UPDATE tombstone SET at = ? WHERE {where}", (seconds(now), source, *ids)
                )
        return set(found)

    def forget_tombstones(self, source: int, now: datetime) -> None:
        """Of articles that their feed has not had for long: none of them will come again."""
        before = seconds(now - TOMBSTONES_KEPT)
        where = "FROM tombstone WHERE source = ? AND at < ?"
        if self._db.execute(f"SELECT 1 {where}", (source, before)).fetchone():
            with db.explained(self._path), db.transaction(self._db):
                self._db.execute(f"DELETE {where}", (source, before))

    def restless(self, ids: Sequence[int], now: datetime) -> set[int]:
        """Those of ``ids`` that were changed so often, and lately, that a clock or a counter in
        them is more likely than an edit: three versions are kept, the last not six hours old."""
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(
            f"SELECT id FROM version WHERE id IN ({marks}) GROUP BY id"
            " HAVING count(*) >= ? AND max(at) > ?",
            (*ids, VERSIONS_KEPT, seconds(now - REST)),
        )
        return {row[0] for row in rows}

    def keep_whole(self, number: int, body: Body, now: datetime) -> None:
        """The whole article, where its feed has a few lines of it only."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                # (It may have gone while its page was fetched.)
                "INSERT OR REPLACE INTO whole SELECT id, ?, ?, ? FROM article WHERE id = ?",
                (seconds(now), body.format, body.text, number),
            )

    def without_whole(self, source: int, since: datetime) -> list[int]:
        """Articles of ``source`` that came ``since`` and of which only the feed's words are there."""
        rows = self._db.execute(
            "SELECT a.id FROM article AS a INDEXED BY article_source WHERE a.source = ? AND a.hidden = 0"
            " AND a.first_seen >= ? AND a.url IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM whole AS w WHERE w.id = a.id) ORDER BY a.docid DESC",
            (source, seconds(since)),
        )
        return [number for (number,) in rows]

    def source_of(self, number: int) -> str:
        """The key of the source of article ``number``; empty if it is not there."""
        row = self._db.execute(
            "SELECT s.key FROM article AS a JOIN source AS s ON s.no = a.source WHERE a.id = ?",
            (number,),
        ).fetchone()
        return str(row[0]) if row else ""

    def address_of(self, number: int) -> Url | None:
        """The address of the original of article ``number``."""
        row = self._db.execute("SELECT url FROM article WHERE id = ?", (number,)).fetchone()
        return Url(row[0]) if row and row[0] else None
