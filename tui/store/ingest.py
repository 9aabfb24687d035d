"""Writing the library: the refreshing child's side of the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tui.core.admit import Admitted
from tui.core.decide import Known, Plan
from tui.core.models import Article, Health, Problem
from tui.core.text import Line, Url
from tui.store import db
from tui.store.articles import moment
from tui.store.schema import LIBRARY, LIBRARY_ID, migrate
from tui.store.where import DOCID_BITS, HIDDEN

VERSIONS_KEPT = 3
_LOW_BITS = (1 << DOCID_BITS) - 1


def _seconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.timestamp())


class LibraryWriter:
    """The one writer of a library. Every method is one short transaction of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = db.connect(path, create=True)
        with db.explained(path):
            migrate(self._db, LIBRARY, LIBRARY_ID, path)

    def close(self) -> None:
        self._db.close()

    def source(self, key: str) -> int:
        """The number of the source ``key``, made if it is new."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute("INSERT OR IGNORE INTO source(key) VALUES(?)", (key,))
            row = self._db.execute("SELECT no FROM source WHERE key = ?", (key,)).fetchone()
            self._db.execute("INSERT OR IGNORE INTO feed(source, key) VALUES(?, '')", (row[0],))
        return int(row[0])

    def describe(self, source: int, key: str, title: Line, home: Url | None) -> None:
        """What a feed says of itself; an empty title keeps the one it had."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "INSERT INTO feed(source, key, title, home) VALUES(?, ?, ?, ?)"
                " ON CONFLICT(source, key) DO UPDATE SET"
                " title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END,"
                " home = coalesce(excluded.home, home)",
                (source, key, title, home),
            )

    def adapter_state(self, source: int) -> dict[str, str]:
        """What the adapter asked to be kept, as it wrote it."""
        rows = self._db.execute("SELECT key, value FROM adapter_state WHERE source = ?", (source,))
        return dict(rows.fetchall())

    def known(self, ids: Sequence[int]) -> dict[int, Known]:
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(
            f"SELECT id, fingerprint, first_seen, path FROM article WHERE id IN ({marks})",
            list(ids),
        )
        found = {}
        for number, fingerprint, first_seen, path in rows:
            seen = moment(first_seen)
            assert seen is not None
            found[number] = Known(fingerprint, seen, path)
        return found

    def ingest(self, source: int, plan: Plan, now: datetime) -> None:
        """Store what is new and what changed, and log it for the states to fold."""
        with db.explained(self._path), db.transaction(self._db):
            for item in plan.new:
                self._insert(source, item, now, None)
            for item in plan.changed:
                self._replace(source, item, now)
            for item in plan.moved:
                self._db.execute(
                    "UPDATE article SET path = ? WHERE id = ?", (item.article.path, item.article.id)
                )

    def checkpoint(self, source: int, put: Mapping[str, str], drop: Iterable[str]) -> None:
        """Change what the adapter keeps; call it after what came before it was ingested."""
        if not put and not drop:
            return
        with db.explained(self._path), db.transaction(self._db):
            self._db.executemany(
                "INSERT OR REPLACE INTO adapter_state VALUES(?, ?, ?)",
                ((source, key, value) for key, value in put.items()),
            )
            self._db.executemany(
                "DELETE FROM adapter_state WHERE source = ? AND key = ?",
                ((source, key) for key in drop),
            )

    def health(self, key: str) -> Health:
        row = self._db.execute(
            "SELECT last_ok, failures, retry_at, moved_to FROM source WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return Health()
        return Health(moment(row[0]), row[1], moment(row[2]), Url(row[3]) if row[3] else None)

    def moved(self, source: int, address: Url | None) -> None:
        """Keep the address that the publisher calls the right one; nothing follows it by itself."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute("UPDATE source SET moved_to = ? WHERE no = ?", (address, source))

    def paths(self, source: int) -> dict[str, int]:
        """Ids by the path each was read from."""
        rows = self._db.execute(
            "SELECT path, id FROM article WHERE source = ? AND path <> ''", (source,)
        )
        return dict(rows.fetchall())

    def drop(self, ids: Iterable[int], heirs: Mapping[int, int]) -> None:
        """Forget articles that are gone. ``heirs`` maps those that only moved to their new ids."""
        with db.explained(self._path), db.transaction(self._db):
            for number in ids:
                row = self._db.execute(
                    "SELECT docid FROM article WHERE id = ?", (number,)
                ).fetchone()
                if row is None:
                    continue
                self._delete(row[0])
                self._log(number, None, row[0], None)
                if number in heirs:
                    heir = heirs[number]
                    docid = self._db.execute(
                        "SELECT docid FROM article WHERE id = ?", (heir,)
                    ).fetchone()
                    self._log(heir, number, None, docid[0] if docid else None)

    def reveal(self, now: datetime) -> int:
        """Show what became due, hide what expired; how many articles that was."""
        seconds = int(now.timestamp())
        turned = 0
        with db.explained(self._path), db.transaction(self._db):
            for docid, number, hidden, *times in self._db.execute(
                "SELECT docid, id, hidden, draft, visible_from, visible_to FROM article"
                " WHERE hidden = 2 OR (hidden = 0 AND visible_to <= ?)",
                (seconds,),
            ).fetchall():
                due = _hidden(*times, now=seconds)
                if due != hidden:
                    self._db.execute("UPDATE article SET hidden = ? WHERE docid = ?", (due, docid))
                    self._log(number, None, docid, None if due else docid)
                    turned += 1
        return turned

    def succeeded(self, source: int, now: datetime) -> None:
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET settled = 1, last_ok = ?, failures = 0, retry_at = NULL"
                " WHERE no = ?",
                (_seconds(now), source),
            )
            self._db.execute("DELETE FROM problem WHERE source = ? AND place = ''", (source,))

    def failed(self, source: int, problem: Problem, retry_at: datetime | None) -> None:
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET failures = failures + 1, retry_at = ? WHERE no = ?",
                (_seconds(retry_at), source),
            )
            self._put_problem(source, problem)

    def trouble(self, source: int, found: Iterable[Problem], cleared: Iterable[str]) -> None:
        """Note problems of single files or entries, and forget those of the places ``cleared``."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.executemany(
                "DELETE FROM problem WHERE source = ? AND place = ?",
                ((source, place) for place in cleared if place),
            )
            for problem in found:
                self._put_problem(source, problem)

    def places_in_trouble(self, source: int) -> set[str]:
        rows = self._db.execute("SELECT place FROM problem WHERE source = ?", (source,))
        return {row[0] for row in rows if row[0]}

    def _put_problem(self, source: int, problem: Problem) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO problem VALUES(?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                problem.where,
                problem.title.to_json(),
                problem.hint.to_json(),
                problem.detail,
                _seconds(problem.at),
                problem.permanent,
            ),
        )

    def _insert(self, source: int, item: Admitted, now: datetime, old_docid: int | None) -> None:
        article = item.article
        docid = self._free_docid(article)
        hidden = _hidden(
            article.draft,
            _seconds(article.visible_from),
            _seconds(article.visible_to),
            now=int(now.timestamp()),
        )
        self._db.execute(
            f"INSERT INTO article VALUES({','.join('?' * 23)})",
            (
                docid,
                article.id,
                source,
                self._feed(source, article.feed),
                hidden,
                article.guid,
                article.title,
                article.url,
                _json(article.authors),
                _seconds(article.published),
                _seconds(article.first_seen),
                _seconds(article.updated),
                article.lang,
                article.summary,
                _json(article.categories),
                _json(article.tags),
                article.thumbnail,
                _json([(e.url, e.type, e.size) for e in article.enclosures]),
                article.path,
                article.draft,
                _seconds(article.visible_from),
                _seconds(article.visible_to),
                item.fingerprint,
            ),
        )
        self._db.execute(
            "INSERT INTO body VALUES(?, ?, ?)", (docid, item.body.format, item.body.text)
        )
        for kind, values in (
            ("tag", article.tags),
            ("category", article.categories),
            ("lang", (article.lang,) if article.lang else ()),
        ):
            for value in values:
                self._db.execute(
                    "INSERT OR IGNORE INTO article_label VALUES(?, ?)",
                    (self._label(kind, value), docid),
                )
        if not hidden or old_docid is not None:
            self._log(article.id, None, old_docid, None if hidden else docid)

    def _replace(self, source: int, item: Admitted, now: datetime) -> None:
        number = item.article.id
        old = self._db.execute(
            "SELECT a.docid, a.title, b.format, b.text, a.fingerprint FROM article AS a"
            " JOIN body AS b ON b.docid = a.docid WHERE a.id = ?",
            (number,),
        ).fetchone()
        if old is None:
            self._insert(source, item, now, None)
            return
        docid, *content = old
        self._db.execute(
            "INSERT INTO version VALUES(?, ?, ?, ?, ?, ?)", (number, _seconds(now), *content)
        )
        self._db.execute(
            "DELETE FROM version WHERE id = ? AND rowid NOT IN"
            " (SELECT rowid FROM version WHERE id = ? ORDER BY rowid DESC LIMIT ?)",
            (number, number, VERSIONS_KEPT),
        )
        self._delete(docid)
        self._insert(source, item, now, docid)

    def _delete(self, docid: int) -> None:
        for table in ("article", "body", "article_label"):
            self._db.execute(f"DELETE FROM {table} WHERE docid = ?", (docid,))

    def _free_docid(self, article: Article) -> int:
        docid = int(article.sort_date.timestamp()) << DOCID_BITS | (article.id & _LOW_BITS)
        while self._db.execute("SELECT 1 FROM article WHERE docid = ?", (docid,)).fetchone():
            docid += 1
        return docid

    def _feed(self, source: int, key: str) -> int:
        row = self._db.execute(
            "SELECT no FROM feed WHERE source = ? AND key = ?", (source, key)
        ).fetchone()
        if row is None:
            cursor = self._db.execute("INSERT INTO feed(source, key) VALUES(?, ?)", (source, key))
            return int(cursor.lastrowid or 0)
        return int(row[0])

    def _label(self, kind: str, name: str) -> int:
        folded = db.fold(name)
        self._db.execute(
            "INSERT OR IGNORE INTO label(kind, name, folded) VALUES(?, ?, ?)", (kind, name, folded)
        )
        row = self._db.execute(
            "SELECT no FROM label WHERE kind = ? AND folded = ?", (kind, folded)
        ).fetchone()
        return int(row[0])

    def _log(
        self, number: int, was: int | None, old_docid: int | None, new_docid: int | None
    ) -> None:
        self._db.execute(
            "INSERT INTO change(id, was, old_docid, new_docid) VALUES(?, ?, ?, ?)",
            (number, was, old_docid, new_docid),
        )


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _hidden(
    draft: int | bool, visible_from: int | None, visible_to: int | None, *, now: int
) -> int:
    if draft:
        return HIDDEN["draft"]
    if visible_to is not None and visible_to <= now:
        return HIDDEN["expired"]
    if visible_from is not None and visible_from > now:
        return HIDDEN["future"]
    return 0


def create_library(path: Path) -> None:
    """Make an empty library where there is none, so that it can be attached and read."""
    LibraryWriter(path).close()
