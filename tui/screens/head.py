"""The words around the list and the article: their heads, and what an empty list says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from tui.core.models import Problem, Reading, SourceInfo, Subscription
from tui.core.progress import time_left, worth_telling
from tui.core.query import EVERYTHING, Order, Query
from tui.deeds import day
from tui.library import SAMPLE
from tui.screens.snapshot import Sources, Tally, title_of
from tui.session import Fetching
from tui.widgets.drawn import Glyphs, Part
from tui.words import Words
from tui.words import mark as _

_ORDERED: Mapping[str, str] = {
    "oldest": _("oldest first"),
    "source": _("by source"),
    "unread": _("unread first"),
}


@dataclass(slots=True)
class ListState:
    """What the list's words depend on."""

    view: str = "unread"
    narrowed: Query = EVERYTHING
    order: Order = "newest"
    tally: Tally | None = None
    sources: Sources = Sources()
    unread: int = 0
    arrived: int = 0
    fetching: Fetching = Fetching()
    expecting: bool = False
    """The first fetch is yet to end."""
    seconds_left: int | None = None
    """Until all that is being fetched is there, if that can be said."""
    target: Subscription | None = None
    selected: int = 0
    typing: Sequence[Part] | None = None
    """A query that is being typed."""


def head(
    state: ListState, words: Words, glyphs: Glyphs, key_of: Callable[[str], str]
) -> tuple[list[Part], list[Part]]:
    """Left: the view, how many are unread and of how many; the filter. Right: what happens."""
    dot = f" {glyphs.dot} "
    left: list[Part] = [(title_of(state.view, words), "ink bold")]
    tally = state.tally
    if tally is not None:
        shown = state.unread if state.view == "unread" else tally.shown.total
        left.append((f" {shown:,}", "accent bold"))
        if state.view == "unread" or state.narrowed != EVERYTHING:
            left.append((words(" of {n}", n=f"{tally.everything.total:,}"), "dim"))
        elif state.unread:
            left += [(dot, "dim"), (words("{n} unread", n=f"{state.unread:,}"), "dim")]
    if state.typing is not None:
        left += [(dot, "dim"), *state.typing]
    elif state.narrowed != EVERYTHING:
        left += [(dot, "dim"), (str(state.narrowed), "place")]
    if state.selected:
        left += [(dot, "dim"), (words("{n} selected", n=f"{state.selected:,}"), "accent")]
    if state.order in _ORDERED and not state.narrowed.order:
        left += [(dot, "dim"), (words(_ORDERED[state.order]), "dim")]
    right: list[Part] = []
    if state.target is not None and state.target.locator == SAMPLE.locator:
        right += [(words("samples"), "dim"), (dot, "dim"), ("telex add URL", "accent")]
        right.append((words(" adds your own"), "dim"))
    elif state.target is not None and not state.target.subscribed:
        right += [(words("not subscribed"), "dim"), (dot, "dim"), (key_of("add"), "accent")]
        right.append((words(" adds it"), "dim"))
    if state.fetching.running:
        gap = "   " if right else ""
        done, listed = state.fetching.progress
        if worth_telling(listed):
            right.append(
                (gap + words("reading {n} of {total}", n=f"{done:,}", total=f"{listed:,}"), "dim")
            )
            if state.seconds_left is not None:
                right.append((dot + words.say(time_left(state.seconds_left)), "dim"))
        else:
            right.append((gap + words("fetching {n}", n=len(state.fetching.running)), "dim"))
            if new := state.fetching.new:
                right.append((words(", {n} so far", n=f"{new:,}"), "dim"))
    if state.arrived:
        gap = "   " if right else ""
        right.append((gap + words("{n} new", n=f"{state.arrived:,}"), "accent"))
        right += [(dot, "dim"), (key_of("arrivals"), "accent")]
    return left, right


def article_head(
    reading: Reading | None,
    place: int,
    total: int,
    words: Words,
    glyphs: Glyphs,
    *,
    now: datetime,
    zone: tzinfo,
) -> list[Part]:
    """Whose article it is, which of how many, and its marks."""
    left: list[Part] = []
    if reading is not None:
        left = [(reading.source_name, "place"), (f" {glyphs.dot} ", "dim")]
    left.append((words("{n} of {total}", n=place, total=total), "dim"))
    if reading is not None and reading.starred:
        left += [("  ", "dim"), (glyphs.star, "accent")]
    if reading is not None and reading.later is not None and reading.later > now:
        when = day(reading.later.astimezone(zone), words)
        left += [("  ", "dim"), (words("put off until {when}", when=when), "place")]
    elif reading is not None and not reading.read:
        left += [("  ", "dim"), (glyphs.unread, "accent")]
    return left


def explanation(state: ListState, words: Words, key_of: Callable[[str], str]) -> list[Part]:
    """Why there is no row, and one key that leads on."""
    tally = state.tally
    coming = state.fetching.running or state.expecting
    if tally is None or (coming and not tally.everything.total):
        return [(words("Reading the sources…"), "dim")]
    if state.narrowed != EVERYTHING:
        return [
            (words("No article here matches {query}", query=state.narrowed), "ink"),
            (
                words("{back} clears the filter", back=key_of("back"))
                if state.view == "all"
                else words(
                    "{key} looks in all articles, {back} clears the filter",
                    key=key_of("view-all"),
                    back=key_of("back"),
                ),
                "dim",
            ),
        ]
    if tally.everything.total:
        if state.view == "starred":
            return [
                (words("Nothing starred yet"), "ink"),
                (
                    words(
                        "{star} stars an article; {key} shows them all",
                        star=key_of("star"),
                        key=key_of("view-all"),
                    ),
                    "dim",
                ),
            ]
        if state.view == "later":
            return [
                (words("Nothing is put off"), "ink"),
                (
                    words(
                        "{key} puts an article off till tonight, tomorrow or a date",
                        key=key_of("later"),
                    ),
                    "dim",
                ),
            ]
        return [
            (words("Nothing unread"), "ink"),
            (
                words.plural(
                    "{key} shows the {n} article there is",
                    "{key} shows all {n} articles",
                    tally.everything.total,
                    key=key_of("view-all"),
                ),
                "dim",
            ),
        ]
    lines: list[Part] = [(words("No articles yet"), "ink")]
    problems = [
        (source, problem)
        for source in state.sources.infos
        for problem in source.problems
        if not problem.remark
    ]
    for source, problem in problems[:5]:
        lines += [("", "ink"), (problem_words(source, problem, words), "accent")]
        lines.append((words.say(problem.hint), "dim"))
    key = key_of("fetch")
    again = words("{key} tries again", key=key)
    more = again if problems else words("{key} fetches; telex add ADDRESS subscribes", key=key)
    return [*lines, ("", "ink"), (more, "dim")]


def problem_words(source: SourceInfo, problem: Problem, words: Words) -> str:
    """``华尔街见闻, posts/a.md: The file is empty (…)``."""
    where = ", ".join(part for part in (source.name, problem.where) if part)
    detail = f" ({problem.detail})" if problem.detail else ""
    return f"{where}: {words.say(problem.title)}{detail}"


def troubles(sources: Sequence[SourceInfo]) -> int:
    """How many files or sources could not be read; remarks are not counted."""
    return sum(not problem.remark for source in sources for problem in source.problems)
