"""What a fetch brings, taken into the library: drafts admitted and decided on, files gone, troubles."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from datetime import datetime

from tui.core import text
from tui.core.admit import Admitted, admit
from tui.core.dates import EARLIEST
from tui.core.decide import Double, Known, Plan, decide
from tui.core.draft import Draft
from tui.errors import BadContent, SourceCrash, TelexError, said
from tui.refresh.run import BATCH, Run, in_batches, named, problem_of
from tui.store.ingest import LibraryWriter


class Intake:
    """One fetch's way into the library. ``keep`` tells which of some ids must not be dropped."""

    def __init__(
        self,
        writer: LibraryWriter,
        run: Run,
        now: Callable[[], datetime],
        keep: Callable[[Iterable[int]], set[int]],
    ) -> None:
        self._writer = writer
        self._run = run
        self._now = now
        self._keep = keep
        self._log = logging.getLogger("telex.refresh")

    def take(self, draft: Draft) -> None:
        """Keep ``draft`` until the next :meth:`store`."""
        self._run.waiting.append(draft)
        self._run.read.add(text.line(draft.path))
        self._run.handled += 1

    def trouble(self, place: str, error: TelexError, *, remark: bool = False) -> None:
        found = self._run.troubles.setdefault(text.line(place), [])
        if not remark:
            self._run.handled += 1
            self._run.unreadable += all(problem.remark for problem in found)
        found.append(problem_of(error, self._now(), place, remark=remark))

    def store(self) -> None:
        """Admit what waits, and store what is new or changed, a transaction a batch."""
        run = self._run
        for start in range(0, len(run.waiting), BATCH):
            batch = [
                item
                for draft in run.waiting[start : start + BATCH]
                if (item := self._admit(draft)) is not None
            ]
            batch = self._without_buried(batch)
            known = self._writer.known([item.article.id for item in batch])
            plan = self._rested(decide(known, batch, run.vanished), known)
            former = self._former(batch) if run.listed_before else {}
            if plan.new or plan.changed or plan.moved:
                self._writer.ingest(run.number, plan, run.where.now)
            run.new += len(plan.new)
            run.changed += len(plan.changed)
            for item in plan.new:
                run.arrived[item.fingerprint] = item.article.id
            for double in plan.doubles:
                run.doubles[double.path] = double
                run.doubles.pop(double.shown, None)
            self._replace(former, {double.path for double in plan.doubles})
            # Whoever stood back behind one that is older now may be the newer of the two.
            self._ask_again(set(plan.aged))
        run.waiting.clear()

    def _without_buried(self, batch: list[Admitted]) -> list[Admitted]:
        """Without what was let go: that its feed still has it brings nothing back."""
        ids = [item.article.id for item in batch]
        gone = self._writer.buried(self._run.number, ids, self._run.where.now) if ids else set()
        return [item for item in batch if item.article.id not in gone] if gone else batch

    def _rested(self, plan: Plan, known: Mapping[int, Known]) -> Plan:
        """Without changes of what changes at every look (a clock, a counter), unless its publisher
        says that it was updated."""
        quiet = [
            item.article.id
            for item in plan.changed
            if not item.article.path
            and (item.article.updated or EARLIEST) <= known[item.article.id].age
        ]
        restless = self._writer.restless(quiet, self._run.where.now) if quiet else set()
        if not restless:
            return plan
        self._run.postponed = True
        changed = tuple(item for item in plan.changed if item.article.id not in restless)
        return replace(plan, changed=changed)

    def _former(self, batch: Iterable[Admitted]) -> dict[str, tuple[int, int]]:
        """By path, the article that was read from it before and the one that it is now: whoever
        changes a file's id or link still means the same article."""
        now: dict[str, int] = {i.article.path: i.article.id for i in batch if i.article.path}
        before = self._writer.read_from(self._run.number, list(now))
        return {path: (old, now[path]) for path, old in before.items() if old != now[path]}

    def _replace(self, former: dict[str, tuple[int, int]], standing_back: Set[str]) -> None:
        heirs = {old: new for path, (old, new) in former.items() if path not in standing_back}
        gone = {old for old, _ in former.values()}
        for some in in_batches(sorted(gone)):
            self._writer.drop(some, heirs)
        self._ask_again(gone)

    def _ask_again(self, ids: Set[int]) -> None:
        if ids:
            run = self._run
            run.again.update(
                path
                for path, number in self._all_doubles().items()
                if number in ids and path not in run.vanished
            )

    def _admit(self, draft: Draft) -> Admitted | None:
        try:
            return admit(draft, self._run.where)
        except Exception as error:  # noqa: BLE001  one entry may be of any shape; the others go on
            place = text.line(draft.path or draft.guid or draft.title, 200)
            self._log.exception("%s: %s was not admitted", self._run.where.source, place)
            self.trouble(
                place,
                SourceCrash(
                    said("This entry cannot be read"),
                    said("Report it; the log has the details"),
                    named(error),
                ),
            )
            return None

    def drop_gone(self) -> None:
        """Forget what is gone. A file of equal content that came in its stead inherits its marks;
        one of the same id, which it kept from being shown, is asked for once more."""
        run = self._run
        if not run.gone:
            return
        by_path = self._writer.paths(run.number)
        ids = {by_path[path] for path in run.gone if path in by_path}
        heirs = {
            by_path[path]: by_path[heir]
            for path, heir in run.gone.items()
            if path in by_path and heir in by_path and by_path[path] != by_path[heir]
        }
        for some in in_batches(sorted(ids - heirs.keys())):
            for number, known in self._writer.known(some).items():
                # It may have been stored by an earlier fetch that was killed before it came here.
                heir = run.arrived.get(known.fingerprint) or self._writer.twin(
                    run.number, number, known.fingerprint, besides=ids
                )
                if heir is not None and heir != number:
                    heirs[number] = heir
        run.vanished.update(run.gone)
        for path, moved_to in run.gone.items():
            # It moved to where it cannot be read: what it was is kept, under its new name.
            article = by_path.get(path)
            if (
                article is not None
                and moved_to
                and moved_to not in by_path
                and article not in heirs
            ):
                self._writer.rename(article, moved_to)
                ids.discard(article)
        claimed = {n for path, n in self._all_doubles().items() if path not in run.vanished}
        self._ask_again(ids)
        leaving = ids - (self._keep(ids) - heirs.keys()) - claimed
        for some in in_batches(sorted(leaving)):
            self._writer.drop(some, heirs)
        run.dropped += len(leaving)
        run.gone.clear()

    def _all_doubles(self) -> dict[str, int]:
        found = self._writer.doubles(self._run.number)
        return found | {path: double.id for path, double in self._run.doubles.items()}

    def end(self) -> None:
        """After the whole fetch: note what is amiss, and forget what no longer is."""
        run = self._run
        doubles = {p: d for p, d in run.doubles.items() if {p, d.shown}.isdisjoint(run.vanished)}
        for double in doubles.values():
            run.troubles.setdefault(text.line(double.path), []).append(
                problem_of(_stands_back(double), self._now(), double.path, remark=True)
            )
        self._writer.note_doubles(
            run.number,
            {path: double.id for path, double in doubles.items()},
            (run.read | run.vanished) - doubles.keys(),
        )
        before = self._writer.places_in_trouble(run.number)
        # A file is read again, and told of again, only when it changes; all else is told each time.
        kept = self._writer.adapter_state(run.number) if before else {}
        unread = {text.line(key) for key in kept}
        mended = (before - unread - {""}) | (
            before & (run.read | run.vanished | run.troubles.keys())
        )
        if run.described:
            mended |= before & {""}  # a remark on the whole is told again whenever it is read
        found = [problem for problems in run.troubles.values() for problem in problems]
        if found or mended:
            self._writer.trouble(run.number, found, mended)


def _stands_back(double: Double) -> TelexError:
    return BadContent(
        said("Its id or link is the same as that of {path}", path=double.shown),
        said("The newer of the two is shown; give one of them an id of its own"),
    )
