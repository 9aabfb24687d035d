"""``telex refresh``: fetch, and say what came of it."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic

from tui.cli.arguments import Parser
from tui.cli.context import Context, now
from tui.cli.logs import log_to
from tui.core.models import Problem, Subscription
from tui.core.progress import Pace, time_left, worth_telling
from tui.core.text import last_hop
from tui.errors import Usage, said
from tui.refresh.fetching import Bounds
from tui.refresh.indexing import Indexing
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.refresh.watch import Watch, progress_line
from tui.sources import http
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

MANY = 10  # sources; of more only what came is told


def refresh(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("refresh", words("Fetch your sources, or those named"))
    parser.add_argument("source", nargs="*", help=words("a source's key, name or address"))
    parser.add_argument(
        "--watch",
        action="store_true",
        help=words("go on: fetch what is due, watch folders, obey standard input, end with it"),
    )
    parser.add_argument("--progress", choices=("words", "json"), default="words")
    options = parser.parse_args(arguments)
    if options.watch and options.progress != "json":
        raise Usage(said("--watch reports as JSON lines"), said("Add --progress json"))
    log_to(context.home.log)
    library = context.open()
    try:
        known = library.all_sources()
        chosen = [context.source(name, library, known).key for name in options.source]
    finally:
        library.close()

    def sources() -> list[Subscription]:
        library = context.open(chosen or None)
        try:
            return library.sources()
        finally:
            library.close()

    if options.watch:
        return asyncio.run(_watch(context, sources, eager=bool(chosen)))
    # Who is named is fetched, paused or not, and whatever its publisher asked for before.
    wanted = [source for source in sources() if chosen or not source.paused]
    lines = options.progress == "json"
    return fetch(context, wanted, json_lines=lines, forgive=bool(chosen))


def fetch(
    context: Context,
    sources: Sequence[Subscription],
    *,
    json_lines: bool = False,
    forgive: bool = True,
) -> int:
    """Fetch ``sources`` and report each; 1 if one failed or had a file that could not be read."""
    if not sources:
        print(context.words("There is no source; telex add ADDRESS subscribes to one"))
        return 0
    if json_lines:
        show: Callable[[Progress], None] = lambda p: print(progress_line(p), flush=True)  # noqa: E731
        return int(asyncio.run(_fetch(context, sources, show, forgive=forgive)))
    teller = _Teller(context, brief=len(sources) > MANY)
    failed = asyncio.run(_fetch(context, sources, teller.tell, forgive=forgive))
    teller.end()
    return int(failed)


def fetch_quietly(context: Context, sources: Sequence[Subscription]) -> None:
    asyncio.run(_fetch(context, sources, lambda _: None, forgive=False))


async def _fetch(
    context: Context,
    sources: Sequence[Subscription],
    show: Callable[[Progress], None],
    *,
    forgive: bool,
) -> bool:
    failed = False
    async with refreshing(context) as refresher:
        async for progress in refresher.refresh(sources, force=True, forgive=forgive):
            show(progress)
            ended = progress.stage in ("done", "failed")
            failed = failed or progress.stage == "failed" or (ended and progress.troubles > 0)
    return failed


async def _watch(
    context: Context, sources: Callable[[], list[Subscription]], *, eager: bool
) -> int:
    def report(line: str) -> None:
        try:
            print(line, flush=True)
        except BrokenPipeError:
            raise SystemExit(0) from None  # the screen is gone

    async with refreshing(context) as refresher:
        await Watch(refresher, sources, context.config.every, report, eager=eager).run()
    return 0


def _spare_the_collector() -> None:
    """Thousands of short-lived values are no reason to look through all modules again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@asynccontextmanager
async def refreshing(context: Context) -> AsyncIterator[Refresher]:
    """A refresher as the user's preferences want it."""
    config = context.config
    _spare_the_collector()
    writer = LibraryWriter(context.home.library)
    library = context.open()
    refresher = Refresher(
        writer,
        Registry(),
        context.home.cache / "locks",
        now=now,
        zone=config.zone,
        keep=library.kept_among,
        client=partial(http.client, config.connections),
        bounds=Bounds(config.keep_days, config.keep_articles),
        at_once=config.connections,
        per_host=config.connections_per_host,
    )
    try:
        yield refresher
    finally:
        await refresher.aclose()
        library.close()
        writer.close()


class _Teller:
    """Says what comes of each source; ``brief``: only of those of which there is something to say."""

    def __init__(self, context: Context, *, brief: bool) -> None:
        self._context = context
        self._brief = brief
        self._quiet = 0
        self._paces: dict[str, Pace] = defaultdict(Pace)
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def end(self) -> None:
        if self._quiet:
            words = self._context.words
            print(
                words.plural("nothing new of {n} source", "nothing new of {n} sources", self._quiet)
            )

    def tell(self, progress: Progress) -> None:
        words, name = self._context.words, last_hop(progress.source)
        if self._live:
            self._tell_how_far(progress)
        if progress.stage == "done":
            self._tell_done(progress)
        elif progress.stage == "waiting":
            print(f"{name}: {waiting(progress, self._context)}")
        elif progress.stage == "busy":
            print(f"{name}: {words('is being fetched by another telex')}")
        elif progress.problem is not None:
            print(f"{name}: {told(progress.problem, self._context)}", file=sys.stderr)

    def _tell_how_far(self, progress: Progress) -> None:
        if progress.stage == "stored" and worth_telling(progress.listed):
            words = self._context.words
            left = self._paces[progress.source].left(progress.handled, progress.listed, monotonic())
            done, total = f"{progress.handled:,}", f"{progress.listed:,}"
            line = words("reading {n} of {total}", n=done, total=total)
            if left is not None:
                line += ", " + words.say(time_left(left))
            print(
                f"\r{last_hop(progress.source)}: {line}\x1b[K", end="", file=sys.stderr, flush=True
            )
        elif progress.source in self._paces:
            del self._paces[progress.source]
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _tell_done(self, progress: Progress) -> None:
        words = self._context.words
        if self._brief and not (
            progress.new or progress.changed or progress.gone or progress.troubles
        ):
            self._quiet += 1
            return
        parts = [
            words.plural("{n} new", "{n} new", progress.new),
            words.plural("{n} changed", "{n} changed", progress.changed),
        ]
        if progress.gone:
            parts.append(words.plural("{n} gone", "{n} gone", progress.gone))
        print(f"{last_hop(progress.source)}: {', '.join(parts)}")
        if progress.troubles:
            count = words.plural(
                "{n} file could not be read", "{n} files could not be read", progress.troubles
            )
            print(f"  {count}; telex sources", file=sys.stderr)


def waiting(progress: Progress, context: Context) -> str:
    """Why a source was not asked."""
    if progress.until is None:
        return context.words(
            "is gone for good; telex feeds retry {key} asks again", key=progress.source
        )
    until = progress.until.astimezone(context.config.zone).strftime("%Y-%m-%d %H:%M")
    return context.words("its publisher asks us to wait until {when}", when=until)


def told(problem: Problem, context: Context) -> str:
    """A problem in one line: what, why, and what to do."""
    words = context.words
    detail = f" ({problem.detail})" if problem.detail else ""
    where = f"{problem.where}: " if problem.where else ""
    hint = words.say(problem.hint)
    return last_hop(f"{where}{words.say(problem.title)}{detail}. {hint}".rstrip(". "))


def signed(problem: Problem, context: Context) -> str:
    """:func:`told` after a sign: ``!`` could not be read, ``?`` was read all the same."""
    return f"{'?' if problem.remark else '!'} {told(problem, context)}"


def rebuild_search(context: Context) -> int:
    """Forget the search index and make it again, telling how far that is."""
    words = context.words
    writer = LibraryWriter(context.home.library)
    try:
        writer.rebuild_search()
        indexing = Indexing(writer)
        total = indexing.begin()
        for _ in indexing.steps():
            if sys.stderr.isatty():
                done = total - writer.unindexed()
                told = words("indexing {n} of {total}", n=f"{done:,}", total=f"{total:,}")
                print(f"\r{told}\x1b[K", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        context.note(words.plural("{n} article indexed", "{n} articles indexed", total))
    finally:
        writer.close()
    return 0
