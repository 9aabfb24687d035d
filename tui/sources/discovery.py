"""Which feed an address means: itself one, a page that names some, or a site that has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui.core.draft import FeedInfo
from tui.errors import NotFound, PrivateNetwork, SourceError, WebPage, said
from tui.sources import addresses, http
from tui.sources.feedlinks import guesses
from tui.sources.limits import LIMITS, Limits
from tui.sources.parsing import Parser

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed: its address and what it, or the page that names it, calls it. Raw."""

    address: str
    title: str = ""


async def discover(
    client: httpx.AsyncClient, parser: Parser, address: str, limits: Limits = LIMITS
) -> list[Candidate]:
    """The feeds that ``address`` leads to, itself if it is one; the likeliest first.

    Raises :class:`SourceError` where it cannot be asked, or leads to none.
    """
    answer = await http.get(client, address, http.Asking(limits=limits))
    kind = answer.headers.get("content-type", "")
    try:
        found = await parser.feed(answer.body, answer.address, kind, 1)
    except WebPage:
        links = await parser.links(answer.body, answer.address, kind)
        if links:
            return await _not_at_home(address, links)
        return [await _guessed(client, parser, answer.address, limits, typed=address)]
    title = next((event.title for event in found if isinstance(event, FeedInfo)), "")
    return [Candidate(address, title)]


async def _not_at_home(address: str, links: list[tuple[str, str]]) -> list[Candidate]:
    """The feeds that a page names, without those of a private network, unless the page is of one.

    Raises :class:`PrivateNetwork` where there are no others.
    """
    if await addresses.leads_home(address):
        return [Candidate(link, title) for link, title in links]
    found = []
    for link, title in links:
        try:
            await addresses.public_ip(link)
        except PrivateNetwork as error:
            refused = error
            continue
        except SourceError:
            pass  # its host is not known just now
        found.append(Candidate(link, title))
    if not found:
        raise refused
    return found


async def _guessed(
    client: httpx.AsyncClient, parser: Parser, address: str, limits: Limits, *, typed: str
) -> Candidate:
    """A feed at one of the places where sites have theirs."""
    for place in dict.fromkeys(guesses(address)):
        try:
            trusted = urlsplit(place).netloc == urlsplit(typed).netloc
            answer = await http.get(client, place, http.Asking(limits=limits, trusted=trusted))
            kind = answer.headers.get("content-type", "")
            found = await parser.feed(answer.body, answer.address, kind, 1)
        except SourceError:
            continue
        title = next((event.title for event in found if isinstance(event, FeedInfo)), "")
        return Candidate(place, title)
    raise NotFound(
        said("No feed was found at {address}", address=address),
        said("Look for a link named RSS, Atom or Feed on the page, and add its address"),
    )
