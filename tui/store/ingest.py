"""Writing the library: the refreshing child's side of the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from tui.core import text
from tui.core.admit import Admitted
from tui.core.dates import EARLIEST
from tui.core.decide import Known, Plan
from tui.core.models import Article, hidden_as
from tui.store import db
from tui.store.articles import moment
from tui.store.kept import VERSIONS_KEPT
from tui.store.search import SearchWriter
from tui.store.source_writer import seconds
from tui.store.states import HIDDEN

_NUMBERS_KEPT = 50_000
_KEEP_OUTDATED = (
    "INSERT INTO outdated SELECT a.docid, i.cut, i.mark, a.title, a.authors, a.summary, a.categories,"
    " a.tags, b.format, b.text FROM indexed AS i JOIN article AS a ON a.docid = i.docid"
    " JOIN body AS b ON b.docid = i.docid WHERE i.docid = ?"
)


class LibraryWriter(SearchWriter):
    """The one writer of a library. Every method is one short transaction of its own."""

    def known(self, ids: Sequence[int]) -> dict[int, Known]:
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(
            "SELECT a.id, a.fingerprint, a.first_seen, a.path, coalesce(a.updated, a.published), f.key,"
            " a.tie"
            f" FROM article AS a JOIN feed AS f ON f.no = a.feed WHERE a.id IN ({marks})",
            list(ids),
        )
        found = {}
        for number, fingerprint, first_seen, path, age, feed, tie in rows:
            seen = moment(first_seen)
            assert seen is not None
            found[number] = Known(fingerprint, seen, path, moment(age) or EARLIEST, feed, tie)
        return found

    def ingest(self, source: int, plan: Plan, now: datetime) -> None:
        """Store what is new and what changed, and log it for the states to fold."""
        try:
            with db.explained(self._path), db.transaction(self._db):
                for item in plan.new:
                    self._insert(source, item, now, None)
                for item in plan.changed:
                    self._replace(source, item, now)
                for item in plan.moved:
                    self._db.execute(
                        "UPDATE article SET path = ?, feed = ?, tie = ? WHERE id = ?",
                        (
                            item.article.path,
                            self._feed(source, item.article.feed),
                            item.article.tie,
                            item.article.id,
                        ),
                    )
        except BaseException:
            self._numbers.clear()  # some may be of rows that were rolled back
            raise

    def twin(
        self, source: int, number: int, fingerprint: bytes, *, besides: Set[int]
    ) -> int | None:
        """Another article of ``source`` with this content, but none of ``besides``."""
        rows = self._db.execute(
            "SELECT id FROM article INDEXED BY article_fingerprint"
            " WHERE source = ? AND fingerprint = ? AND id <> ?",
            (source, fingerprint, number),
        )
        return next((int(row[0]) for row in rows if row[0] not in besides), None)

    def read_from(self, source: int, paths: Sequence[str]) -> dict[str, int]:
        """Ids of the articles that were read from ``paths``."""
        paths = [path for path in paths if path]
        if not paths:
            return {}
        marks = ",".join("?" * len(paths))
        rows = self._db.execute(
            "SELECT path, id FROM article INDEXED BY article_path"
            f" WHERE source = ? AND path <> '' AND path IN ({marks})",
            (source, *paths),
        )
        return dict(rows.fetchall())

    def rename(self, number: int, path: str) -> None:
        """The file that an article was read from is called ``path`` now, and cannot be read."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute("UPDATE article SET path = ? WHERE id = ?", (path, number))

    def paths(self, source: int) -> dict[str, int]:
        """Ids by the path each was read from."""
        rows = self._db.execute(
            "SELECT path, id FROM article WHERE source = ? AND path <> ''", (source,)
        )
        return dict(rows.fetchall())

    def drop(self, ids: Iterable[int], heirs: Mapping[int, int]) -> None:
        """Forget articles that are gone. ``heirs`` maps those that only moved to their new ids."""
        with db.explained(self._path), db.transaction(self._db):
            self._drop(ids, heirs)

    def _drop(self, ids: Iterable[int], heirs: Mapping[int, int]) -> None:
        for number in ids:
            row = self._db.execute("SELECT docid FROM article WHERE id = ?", (number,)).fetchone()
            if row is None:
                continue
            self._delete(row[0])
            self._db.execute("DELETE FROM version WHERE id = ?", (number,))
            self._db.execute("DELETE FROM whole WHERE id = ?", (number,))
            self._log(number, None, row[0], None)
            if number in heirs:
                heir = heirs[number]
                docid = self._db.execute(
                    "SELECT docid FROM article WHERE id = ?", (heir,)
                ).fetchone()
                place = docid[0] if docid else None
                self._log(heir, number, place, place)  # its marks may be other ones now

    def bury(self, source: int, ids: Iterable[int], now: datetime) -> None:
        """Let articles go, and do not take them in again while their feed still has them."""
        ids = list(ids)
        with db.explained(self._path), db.transaction(self._db):
            self._drop(ids, {})
            self._db.executemany(
                "INSERT OR REPLACE INTO tombstone VALUES(?, ?, ?)",
                [(source, number, seconds(now)) for number in ids],
            )

    def reveal(self, now: datetime) -> int:
        """Show what became due, hide what expired; how many articles that was."""
        moment_now = int(now.timestamp())
        turned = 0
        with db.explained(self._path), db.transaction(self._db):
            for docid, number, hidden, *times in self._db.execute(
                "SELECT docid, id, hidden, draft, visible_from, visible_to FROM article"
                " WHERE hidden = 2 OR (hidden = 0 AND visible_to <= ?)",
                (moment_now,),
            ).fetchall():
                due = _hidden(*times, now=moment_now)
                if due != hidden:
                    self._db.execute("UPDATE article SET hidden = ? WHERE docid = ?", (due, docid))
                    self._log(number, None, docid, None if due else docid)
                    turned += 1
        return turned

    def _insert(self, source: int, item: Admitted, now: datetime, old_docid: int | None) -> None:
        article = item.article
        docid = self._free_docid(article)
        hidden = _hidden(
            article.draft,
            seconds(article.visible_from),
            seconds(article.visible_to),
            now=int(now.timestamp()),
        )
        self._db.execute(
            f"INSERT INTO article VALUES({','.join('?' * 24)})",
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
                seconds(article.published),
                seconds(article.first_seen),
                seconds(article.updated),
                article.lang,
                article.summary,
                _json(article.categories),
                _json(article.tags),
                article.thumbnail,
                _json([(e.url, e.type, e.size) for e in article.enclosures]),
                article.path,
                article.draft,
                seconds(article.visible_from),
                seconds(article.visible_to),
                item.fingerprint,
                article.tie,
            ),
        )
        self._db.execute(
            "INSERT INTO body VALUES(?, ?, ?)", (docid, item.body.format, item.body.text)
        )
        self._db.execute("INSERT OR IGNORE INTO unindexed VALUES(?)", (docid,))
        for kind, values in (
            ("tag", article.tags),
            ("category", article.categories),
            ("lang", (article.lang,) if article.lang else ()),
        ):
            if values:
                self._db.executemany(
                    "INSERT OR IGNORE INTO article_label VALUES(?, ?)",
                    [(self._label(kind, value), docid) for value in values],
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
            "INSERT INTO version VALUES(?, ?, ?, ?, ?, ?)", (number, seconds(now), *content)
        )
        self._db.execute(
            "DELETE FROM version WHERE id = ? AND rowid NOT IN"
            " (SELECT rowid FROM version WHERE id = ? ORDER BY rowid DESC LIMIT ?)",
            (number, number, VERSIONS_KEPT),
        )
        self._delete(docid)
        self._insert(source, item, now, docid)

    def _delete(self, docid: int) -> None:
        self._db.execute(_KEEP_OUTDATED, (docid,))
        for table in ("article", "body", "article_label", "indexed", "unindexed"):
            self._db.execute(f"DELETE FROM {table} WHERE docid = ?", (docid,))

    def _free_docid(self, article: Article) -> int:
        return self._free(int(article.sort_date.timestamp()), article.id)

    def _feed(self, source: int, key: str) -> int:
        return self._numbered(
            ("feed", source, key),
            "SELECT no FROM feed WHERE source = ? AND key = ?",
            "INSERT INTO feed(source, key) VALUES(?, ?)",
            (source, key),
        )

    def _label(self, kind: str, name: str) -> int:
        folded = text.fold(name)
        return self._numbered(
            ("label", kind, folded),
            "SELECT no FROM label WHERE kind = ? AND folded = ?",
            "INSERT INTO label(kind, folded, name) VALUES(?, ?, ?)",
            (kind, folded),
            name,
        )

    def _numbered(
        self,
        name: tuple[object, ...],
        select: str,
        insert: str,
        unique: tuple[object, ...],
        *more: object,
    ) -> int:
        """The number of a row that is made at its first use, and never deleted."""
        number = self._numbers.get(name)
        if number is None:
            row = self._db.execute(select, unique).fetchone()
            number = row[0] if row else self._db.execute(insert, (*unique, *more)).lastrowid or 0
            if len(self._numbers) > _NUMBERS_KEPT:
                self._numbers.clear()
            self._numbers[name] = number
        return number

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
    return HIDDEN.get(hidden_as(bool(draft), visible_from, visible_to, now), 0)
