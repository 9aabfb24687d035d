"""``telex doctor DIR``: what telex makes of a folder, file by file, without storing anything."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tui import paths
from tui.bodies.markdown import readable
from tui.cli.context import Context, now
from tui.cli.fetch import signed
from tui.core import furniture, text
from tui.core.admit import Admission, admit
from tui.core.draft import Draft, FeedInfo
from tui.core.models import Body, hidden_as
from tui.core.text import last_hop
from tui.errors import BadContent, NotFound, said
from tui.refresh.furnishing import LONGEST
from tui.refresh.run import problem_of
from tui.sources.base import Context as Lent
from tui.sources.base import Job, Trouble
from tui.sources.directory import Directory, DirectoryConfig
from tui.sources.http import client
from tui.sources.listing import Listing

_DOUBLES_TOLD = 20


@dataclass(slots=True)
class _Found:
    """What one look at a folder gave."""

    name: str
    articles: int = 0
    hidden: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    feeds: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    paths: dict[int, list[str]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    newest: list[Body] = field(default_factory=list)


def look_into(context: Context, folder: str) -> int:
    """Tell what was read, what was left out and why, the zone, doubles and furniture; 1 if a file
    could not be read."""
    path = paths.existing(folder)
    if path is None:
        raise NotFound(
            said("There is no folder {path}", path=text.line(folder, 300)), said("Check the path")
        )
    if not Directory.claims(str(path)):
        raise BadContent(
            said("{path} is no folder and no Markdown file", path=text.line(folder, 300)),
            said("`telex doctor` without it looks after everything else"),
        )
    adapter = Directory(DirectoryConfig(str(path.absolute())), _lent(context))
    found = asyncio.run(_look(adapter, path, context))
    assert adapter.listing is not None  # the fetch above succeeded
    for line in (
        *_about_the_site(adapter.listing, context),
        *_about_the_articles(found, context),
        *_about_the_rest(found, adapter.listing, context),
    ):
        print(last_hop(line))
    return int(any(not trouble.remark for trouble in found.troubles))


def _lent(context: Context) -> Lent:
    return Lent(client, now, context.config.zone, logging.getLogger("telex.doctor"))


async def _look(adapter: Directory, path: Path, context: Context) -> _Found:
    found = _Found(text.line(path.name))
    where = Admission("doctor", text.line(path.name), context.config.zone, now())
    try:
        async for event in adapter.fetch(Job()):
            match event:
                case Draft():
                    _note(event, where, found)
                case FeedInfo():
                    found.titles[event.key] = text.line(event.title)
                case Trouble():
                    found.troubles.append(event)
    finally:
        await adapter.aclose()
    return found


def _note(draft: Draft, where: Admission, found: _Found) -> None:
    item = admit(draft, where)
    article = item.article
    found.articles += 1
    found.feeds[article.feed] += 1
    found.languages[article.lang or "?"] += 1
    found.undated += article.published is None
    found.paths.setdefault(article.id, []).append(article.path)
    why = hidden_as(article.draft, article.visible_from, article.visible_to, where.now)
    if why:
        found.hidden[why] += 1
    elif len(found.newest) < furniture.NEWEST and len(item.body.text) <= LONGEST:
        found.newest.append(item.body)


def _about_the_site(listing: Listing, context: Context) -> list[str]:
    words, site = context.words, listing.layout.site
    lines = []
    if site.generator:
        lines.append(
            words(
                "site: {generator}, by {config}",
                generator=site.generator.title(),
                config=site.config,
            )
            + (f" · {site.title}" if site.title else "")
        )
    else:
        lines.append(words("site: of no generator that telex knows; every Markdown file is a post"))
    if site.content:
        lines.append(words("content: {folder}", folder=site.content))
    if site.zone_name:
        zone = words("{zone}, by the site", zone=site.zone_name)
    elif context.config.timezone:
        zone = words("{zone}, by your config.toml", zone=context.config.timezone)
    else:
        zone = words("the machine's") + f" ({now().astimezone(context.config.zone):%z})"
    lines.append(words("zone of times that name none: {zone}", zone=zone))
    return lines


def _about_the_articles(found: _Found, context: Context) -> list[str]:
    words = context.words
    lines = [words.plural("{n} article read", "{n} articles read", found.articles)]
    kinds = {"draft": words("drafts"), "future": words("future"), "expired": words("expired")}
    if found.hidden:
        told = ", ".join(f"{kinds[kind]} {n:,}" for kind, n in sorted(found.hidden.items()))
        lines.append("  " + words("hidden: {kinds}", kinds=told))
    if found.undated:
        lines.append("  " + words.plural("{n} names no date", "{n} name no date", found.undated))
    if len(found.feeds) > 1:
        lines.append("  " + words("sections:"))
        lines += [
            f"    {found.titles.get(key) or key or found.name} {count:,}"
            for key, count in sorted(found.feeds.items())
        ]
    if len(found.languages) > 1:
        languages = ", ".join(f"{lang} {n:,}" for lang, n in found.languages.most_common(10))
        lines.append("  " + words("languages: {names}", names=languages))
    return lines


def _about_the_rest(found: _Found, listing: Listing, context: Context) -> list[str]:
    words = context.words
    lines = []
    if skipped := listing.walk.skipped:
        lines.append(words("left out:"))
        for reason, count in skipped.most_common():
            example = listing.walk.examples[reason]
            lines.append(f"  {count:,} {words.say(reason)}: {example}{' …' if count > 1 else ''}")
    doubles = [same for same in found.paths.values() if len(same) > 1]
    if doubles:
        lines.append(words("files with the same id or link; of each the newest is shown:"))
        lines += [f"  {'  '.join(same[:4])}" for same in doubles[:_DOUBLES_TOLD]]
        if len(doubles) > _DOUBLES_TOLD:
            lines.append(f"  … {len(doubles):,}")
    for item in furniture.common(readable(body) for body in found.newest):
        shown = words("dimmed as furniture: {words}", words=item.words[:60])
        lines.append(f"{shown} ({words.plural('{n} article', '{n} articles', item.articles)})")
    failed = [trouble for trouble in found.troubles if not trouble.remark]
    for trouble in [*failed, *(t for t in found.troubles if t.remark)]:
        problem = problem_of(trouble.error, now(), trouble.place, remark=trouble.remark)
        lines.append(signed(problem, context))
    n = len(failed)
    lines.append(
        words.plural("{n} file could not be read", "{n} files could not be read", n)
        if n
        else words("every file could be read")
    )
    return lines
