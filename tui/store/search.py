"""The search index, kept by the writer of the library.

``ingest`` notes in its own transaction what is to be indexed, and keeps what was indexed of an
article that it replaces or drops; :meth:`SearchWriter.index` takes from both, some at a time. So
articles are listed at once, an index is never of another state than it says, and who was killed
goes on where it was.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tui.core.models import Body
from tui.core.searchtext import PART, VERSION, Simplify, segmented, simplifier
from tui.core.text import Block
from tui.store import db
from tui.store.docid import DOCID_BITS, SEARCH_SHIFT, candidates
from tui.store.kept import KeptWriter

WordsOf = Callable[[Body, int], str]
"""What of a body is searched, up to a cut."""
CutOf = Callable[[str, Body], int]
"""Where, by the key of its source, a body is to be cut."""
_INSERT = "INSERT INTO search(rowid, text, title, byline, labels) VALUES(?, ?, ?, ?, ?)"
_DELETE = (
    "INSERT INTO search(search, rowid, text, title, byline, labels) VALUES('delete', ?, ?, ?, ?, ?)"
)
_LOWEST = (1 << SEARCH_SHIFT) - 1
_ARTICLE = (
    "SELECT a.docid, i.cut, a.title, a.authors, a.summary, a.categories, a.tags, b.format, b.text,"
    " i.mark, s.key FROM article AS a JOIN body AS b ON b.docid = a.docid"
    " JOIN source AS s ON s.no = a.source LEFT JOIN indexed AS i ON i.docid = a.docid"
    " WHERE a.docid = ?"
)
_AT_ONCE = 500
_HEAD = 500  # characters, about, of what is not the body
_SAME = 60  # characters of a summary by which a body that begins with it is told


class _Columns(NamedTuple):
    """What is first costs the index least."""

    text: str
    title: str
    byline: str
    labels: str

    @property
    def mark(self) -> int:
        return zlib.crc32("\0".join(self).encode("utf-8", "surrogatepass"))


class SearchWriter(KeptWriter):
    """Every method is one short transaction of its own."""

    _simplify: Simplify | None = None

    def ready_search(self, table: Callable[[], str], made_by: str) -> None:
        """Have the index made by this rule. One of another rule, which may be that of another
        ``table`` of simplified characters, is begun anew; the table is kept with it."""
        kept = dict(
            self._db.execute(
                "SELECT name, value FROM meta WHERE name IN ('search', 'simplified')"
            ).fetchall()
        )
        simplified = kept.get("simplified", "")
        rule = f"{VERSION} {made_by}"
        if kept.get("search") != rule:
            simplified = table()
            self._begin_anew(rule, simplified)
        self._simplify = simplifier(simplified)

    def rebuild_search(self) -> None:
        """Forget the index; :meth:`index` makes it again."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute("DELETE FROM meta WHERE name = 'search'")

    def _free(self, second: int, number: int) -> int:
        """A key that shares its place in the search index with no other."""
        for docid in candidates(second, number):
            taken = self._db.execute(
                "SELECT 1 FROM article WHERE docid BETWEEN ? AND ?", (docid, docid | _LOWEST)
            ).fetchone()
            if taken is None:
                return docid
        (last,) = self._db.execute("SELECT max(docid) FROM article").fetchone()
        return (int(last) | _LOWEST) + 1

    def _set_apart(self) -> None:
        """Give other keys to articles of an older library that share a place in the index."""
        rows = self._db.execute(
            "SELECT docid, id FROM (SELECT docid, id, row_number() OVER"
            " (PARTITION BY docid >> ? ORDER BY docid) AS n FROM article) WHERE n > 1",
            (SEARCH_SHIFT,),
        ).fetchall()
        for docid, number in rows:
            place = self._free(docid >> DOCID_BITS, number)
            for table in ("article", "body", "article_label"):
                self._db.execute(f"UPDATE {table} SET docid = ? WHERE docid = ?", (place, docid))
            self._db.execute(
                "INSERT INTO change(id, was, old_docid, new_docid) SELECT id, NULL, ?,"
                " CASE hidden WHEN 0 THEN docid END FROM article WHERE docid = ?",
                (docid, place),
            )

    def _begin_anew(self, rule: str, simplified: str) -> None:
        with db.explained(self._path), db.transaction(self._db):
            self._set_apart()
            self._db.execute("INSERT INTO search(search) VALUES('delete-all')")
            for table in ("indexed", "outdated", "unindexed"):
                self._db.execute(f"DELETE FROM {table}")
            self._db.execute("INSERT INTO unindexed SELECT docid FROM article")
            self._db.executemany(
                "INSERT OR REPLACE INTO meta VALUES(?, ?)",
                (("search", rule), ("simplified", simplified)),
            )

    def unindexed(self) -> int:
        """How many articles the index does not know yet, or knows as they were."""
        (count,) = self._db.execute(
            "SELECT (SELECT count(*) FROM unindexed) + (SELECT count(*) FROM outdated)"
        ).fetchone()
        return int(count)

    def index(self, words_of: WordsOf, cut_of: CutOf, characters: int) -> int:
        """Index some of what is new, in the order of the keys, until about so many ``characters``;
        how many articles that was, 0 if nothing is left."""
        with db.explained(self._path), db.transaction(self._db):
            handled = self._take_out(words_of)
            if handled == _AT_ONCE:
                return handled  # what is put in must not overtake what is taken out
            numbers = self._db.execute(
                "SELECT docid FROM unindexed ORDER BY docid LIMIT ?", (_AT_ONCE,)
            ).fetchall()
            for (docid,) in numbers:
                characters -= self._index_one(docid, words_of, cut_of)
                handled += 1
                if characters < 0:
                    break
        return handled

    def _index_one(self, docid: int, words_of: WordsOf, cut_of: CutOf) -> int:
        """About how many characters that was."""
        row = self._db.execute(_ARTICLE, (docid,)).fetchone()
        self._db.execute("DELETE FROM unindexed WHERE docid = ?", (docid,))
        if row is None:
            return 0
        *article, mark, key = row
        cut = cut_of(key, Body(article[-2], Block(article[-1])))
        if mark is None or cut != article[1]:
            if mark is not None:
                self._delete_exactly(docid, mark, self._columns(article, words_of))
            article[1] = cut
            columns = self._columns(article, words_of)
            self._db.execute(_INSERT, (docid >> SEARCH_SHIFT, *columns))
            words = self._tokens_of(docid) - columns.text.count(PART)
            self._db.execute(
                "INSERT OR REPLACE INTO indexed VALUES(?, ?, ?, ?)",
                (docid, words, cut, columns.mark),
            )
        return len(article[-1]) + _HEAD

    def _tokens_of(self, docid: int) -> int:
        """How many tokens FTS5 counted in the text, which is the first column: a varint each."""
        (sizes,) = self._db.execute(
            "SELECT sz FROM search_docsize WHERE id = ?", (docid >> SEARCH_SHIFT,)
        ).fetchone()
        number = 0
        for byte in sizes:
            number = number << 7 | byte & 0x7F
            if byte < 0x80:
                break
        return number

    def _take_out(self, words_of: WordsOf) -> int:
        """Take out of the index what was edited or dropped since."""
        taken = 0
        for record in self._db.execute(
            "SELECT docid, cut, title, authors, summary, categories, tags, format, text, mark"
            " FROM outdated"
        ).fetchmany(_AT_ONCE):
            *article, mark = record
            self._delete_exactly(article[0], mark, self._columns(article, words_of))
            self._db.execute("DELETE FROM outdated WHERE docid = ?", (article[0],))
            taken += 1
        return taken

    def _delete_exactly(self, docid: int, mark: int, columns: _Columns) -> None:
        """FTS5 takes out the words that it is told; were they not those that it was told before,
        what it finds later would be wrong. Then everything is indexed anew, next time."""
        self._db.execute(_DELETE, (docid >> SEARCH_SHIFT, *columns))
        if columns.mark != mark:
            self._db.execute("DELETE FROM meta WHERE name = 'search'")

    def _columns(self, article: list[object], words_of: WordsOf) -> _Columns:
        _, cut, title, authors, summary, categories, tags, form, text = article
        body = words_of(Body(form, Block(str(text))), int(str(cut)))  # type: ignore[arg-type]
        if not _begins_with(body, str(summary)):
            body = f"{summary}\n\n{body}"
        return _Columns(
            segmented(body, self._simplify),
            self._joined([str(title)]),
            self._joined(json.loads(str(authors))),
            self._joined([*json.loads(str(categories)), *json.loads(str(tags))]),
        )

    def _joined(self, parts: list[str]) -> str:
        """Each by itself: no words are found that one ends with and the next begins with."""
        return f" {PART} ".join(segmented(part, self._simplify) for part in parts)

    def reindex(self, source: int) -> None:
        """What ``source`` ends its articles with is another thing now: look at each anew."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "INSERT OR IGNORE INTO unindexed SELECT docid FROM article WHERE source = ?",
                (source,),
            )


def _begins_with(body: str, summary: str) -> bool:
    """Whether what ``summary`` says stands at the beginning of ``body`` once more."""
    summary = summary.rstrip(" .…")
    near = body[: 2 * len(summary) + _SAME]
    return summary[:_SAME] in near and summary[-_SAME:] in near
