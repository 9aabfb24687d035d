"""What the library knows of its sources: themselves, their health, their adapters' own notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from tui.core.furniture import Found
from tui.core.models import Body, Health, Problem
from tui.core.text import Block, Line, Url
from tui.store import db
from tui.store.health import HEALTH, health_of
from tui.store.schema import LIBRARY, LIBRARY_ID, migrate

# A first fetch of a hundred feeds takes a sixth less with both (measured); a reader needs neither.
_CACHE_KB = 16_000
_CHECKPOINT_PAGES = 8_000  # 32 MB


def seconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.timestamp())


class SourceWriter:
    """Every method is one short transaction of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers: dict[tuple[object, ...], int] = {}
        self._open()

    def _open(self) -> None:
        self._numbers.clear()
        self._db = db.connect(self._path, LIBRARY_ID, create=True)
        try:
            with db.explained(self._path):
                migrate(self._db, LIBRARY, LIBRARY_ID, self._path)
                self._db.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
                self._db.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
            self._file = self._path.stat().st_ino
        except BaseException:
            self._db.close()
            raise

    def follow(self) -> None:
        """Begin anew if the file was taken away, or another put in its place, since it was opened."""
        try:
            file = self._path.stat().st_ino
        except FileNotFoundError:
            file = None
        if file != self._file:
            self._db.close()
            self._open()

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
        known = self._db.execute(
            "SELECT title, home FROM feed WHERE source = ? AND key = ?", (source, key)
        ).fetchone()
        if known is not None and (title or known[0], home or known[1]) == tuple(known):
            return  # nothing that would wake who watches the file
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "INSERT INTO feed(source, key, title, home) VALUES(?, ?, ?, ?)"
                " ON CONFLICT(source, key) DO UPDATE SET"
                " title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END,"
                " home = coalesce(excluded.home, home)",
                (source, key, title, home),
            )

    def name_by_category(self, source: int) -> None:
        """Call a source without a title by the one category that all its articles bear."""
        titles = self._db.execute("SELECT title FROM feed WHERE source = ?", (source,)).fetchall()
        if titles != [("",)]:
            return
        row = self._db.execute(
            "SELECT name FROM (SELECT b.name, count(*) AS n FROM article AS a INDEXED BY article_source"
            " CROSS JOIN article_label AS l ON l.docid = a.docid"
            " JOIN label AS b ON b.no = l.label AND b.kind = 'category'"
            " WHERE a.source = ? GROUP BY b.no)"
            " WHERE n = (SELECT count(*) FROM article WHERE source = ?) LIMIT 2",
            (source, source),
        ).fetchall()
        if len(row) == 1:
            self.describe(source, "", Line(row[0][0]), None)

    def adapter_state(self, source: int) -> dict[str, str]:
        """What the adapter asked to be kept, as it wrote it."""
        rows = self._db.execute("SELECT key, value FROM adapter_state WHERE source = ?", (source,))
        return dict(rows.fetchall())

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

    def newest_bodies(self, source: int, limit: int, longest: int) -> list[Body]:
        """The bodies of its newest articles, without those of more than ``longest`` characters."""
        rows = self._db.execute(
            "SELECT b.format, b.text FROM article AS a INDEXED BY article_source"
            " JOIN body AS b ON b.docid = a.docid WHERE a.source = ? AND a.hidden = 0"
            " AND length(b.text) <= ? ORDER BY a.docid DESC LIMIT ?",
            (source, longest, limit),
        )
        return [Body(form, Block(words)) for form, words in rows]

    def set_furniture(self, source: int, found: Iterable[Found]) -> bool:
        """What its articles end with, from now on; whether that is another thing than before."""
        found = list(found)
        with db.explained(self._path), db.transaction(self._db):
            before = {
                row[0]
                for row in self._db.execute(
                    "SELECT mark FROM furniture WHERE source = ?", (source,)
                )
            }
            self._db.execute("DELETE FROM furniture WHERE source = ?", (source,))
            self._db.executemany(
                "INSERT INTO furniture VALUES(?, ?, ?, ?)",
                ((source, item.mark, item.words, item.articles) for item in found),
            )
        return before != {item.mark for item in found}

    def furniture_marks(self) -> dict[str, frozenset[str]]:
        """By the key of its source, the marks of what its articles end with."""
        found: dict[str, set[str]] = {}
        for key, mark in self._db.execute(
            "SELECT s.key, f.mark FROM furniture AS f JOIN source AS s ON s.no = f.source"
        ):
            found.setdefault(key, set()).add(mark)
        return {key: frozenset(marks) for key, marks in found.items()}

    def health(self, key: str) -> Health:
        row = self._db.execute(f"SELECT {HEALTH} FROM source WHERE key = ?", (key,)).fetchone()
        return Health() if row is None else health_of(row)

    def moved(self, source: int, address: Url | None) -> None:
        """Keep the address that the publisher calls the right one, and how often in a row it did;
        nothing follows it by itself."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET moved_times = CASE WHEN ? IS NULL THEN 0"
                " WHEN moved_to IS ? THEN moved_times + 1 ELSE 1 END, moved_to = ? WHERE no = ?",
                (address, address, address, source),
            )

    def succeeded(self, source: int, now: datetime, fresh_until: datetime | None = None) -> None:
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET settled = 1, last_ok = ?, failures = 0, retry_at = NULL,"
                " waits = 0, stopped = 0, fresh_until = ? WHERE no = ?",
                (seconds(now), seconds(fresh_until), source),
            )
            self._db.execute(
                "DELETE FROM problem WHERE source = ? AND place = '' AND NOT remark", (source,)
            )

    def failed(
        self,
        source: int,
        problem: Problem,
        retry_at: datetime | None,
        *,
        waits: bool = False,
        stopped: bool = False,
    ) -> None:
        """``waits``: its publisher asked for it; ``stopped``: it is not to be asked again."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET failures = failures + 1, retry_at = ?, waits = ?, stopped = ?"
                " WHERE no = ?",
                (seconds(retry_at), waits, stopped, source),
            )
            self._db.execute(
                "DELETE FROM problem WHERE source = ? AND place = '' AND NOT remark", (source,)
            )
            self._put_problem(source, problem)

    def wait_until(self, source: int, until: datetime) -> None:
        """Its host asked another one of its feeds to wait: so do all."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET retry_at = max(coalesce(retry_at, 0), ?), waits = 1 WHERE no = ?",
                (seconds(until), source),
            )

    def at(self, key: str, locator: str) -> None:
        """The source ``key`` is fetched from ``locator``. What was kept of another address, and
        that one's silence, are forgotten."""
        row = self._db.execute("SELECT no, locator FROM source WHERE key = ?", (key,)).fetchone()
        if row is None or row[1] == locator:
            return
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute("UPDATE source SET locator = ? WHERE no = ?", (locator, row[0]))
            if row[1]:
                self._db.execute("DELETE FROM adapter_state WHERE source = ?", (row[0],))
                self._db.execute(
                    "UPDATE source SET retry_at = NULL, fresh_until = NULL, waits = 0, stopped = 0,"
                    " moved_to = NULL, moved_times = 0 WHERE no = ?",
                    (row[0],),
                )

    def forgive(self, key: str) -> None:
        """Forget failures and waits of the source ``key``: the user wants it tried now."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.execute(
                "UPDATE source SET retry_at = NULL, fresh_until = NULL, waits = 0, stopped = 0"
                " WHERE key = ?",
                (key,),
            )

    def trouble(self, source: int, found: Iterable[Problem], cleared: Iterable[str]) -> None:
        """Forget the problems of the places ``cleared``, and note those ``found``."""
        with db.explained(self._path), db.transaction(self._db):
            self._db.executemany(
                "DELETE FROM problem WHERE source = ? AND place = ? AND (place <> '' OR remark)",
                ((source, place) for place in cleared),
            )
            for problem in found:
                self._put_problem(source, problem)

    def places_in_trouble(self, source: int, *, remarks: bool = True) -> set[str]:
        """Where in it something is amiss (empty: a remark on the whole); without ``remarks`` only
        what could not be read."""
        rows = self._db.execute("SELECT place, remark FROM problem WHERE source = ?", (source,))
        return {place for place, remark in rows if (remarks if remark else place)}

    def doubles(self, source: int) -> dict[str, int]:
        """Paths of the files that are not shown, with the article that another file is."""
        rows = self._db.execute("SELECT path, id FROM double WHERE source = ?", (source,))
        return dict(rows.fetchall())

    def note_doubles(self, source: int, found: Mapping[str, int], cleared: Iterable[str]) -> None:
        with db.explained(self._path), db.transaction(self._db):
            self._db.executemany(
                "DELETE FROM double WHERE source = ? AND path = ?",
                [(source, path) for path in cleared],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO double VALUES(?, ?, ?)",
                [(source, path, number) for path, number in found.items()],
            )

    def _put_problem(self, source: int, problem: Problem) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO problem VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                problem.where,
                problem.title.to_json(),
                problem.hint.to_json(),
                problem.detail,
                seconds(problem.at),
                problem.permanent,
                problem.remark,
            ),
        )
