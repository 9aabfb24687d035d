"""Cases of being sent elsewhere."""

from __future__ import annotations

from tests.sources.fault_cases import (
    CIRCLES,
    FEED,
    FINE,
    HASTY,
    NO_ANSWER,
    NO_FEED_ANSWER,
    NOT_FOUND,
    UNREACHABLE,
    Case,
    Round,
    bad,
    one,
)
from tests.sources.fault_server import (
    Ask,
    Play,
    Wire,
    answer,
    by_path,
    bytes_only,
    endless,
    head,
    then_hang,
    to,
)


def chain(hops: int, status: int = 302, last: Play | None = None) -> Play:
    """``hops`` redirects, and then the feed."""
    plays = {FEED: to("/hop1", status)}
    plays |= {f"/hop{n}": to(f"/hop{n + 1}", status) for n in range(1, hops)}
    plays[f"/hop{hops}"] = last or answer(FINE)
    return by_path(plays)


def onward(location: str, target: str = "/there", status: int = 302) -> Play:
    return by_path({FEED: to(location, status), target: answer(FINE)})


def _lazy(location: str) -> Play:
    """Sends on, but only after a while: each hop is quick enough, all together are not."""

    async def play(wire: Wire, ask: Ask) -> None:
        await wire.drip(head(302, f"Location: {location}", "Content-Length: 0"), 0.005)

    return play


REFUSED = ("is no address", UNREACHABLE)
NOT_WEB = (
    "file:///etc/passwd",
    "ftp://127.0.0.1/feed",
    "javascript:alert(1)",
    "data:text/xml,<rss/>",
    "gopher://127.0.0.1/",
    "http://[::1",
    "http://127.0.0.1:99999999/",
)
PERMANENT = Round(chain(1, 301), asks=2, moved="/hop1", moved_times=1)

CASES: tuple[Case, ...] = (
    *(one(f"{s} is followed, and no move", chain(1, s), asks=2) for s in (302, 303, 307)),
    *(
        one(f"{s} is followed, and a move", chain(1, s), asks=2, moved="/hop1", moved_times=1)
        for s in (301, 308)
    ),
    one("two moves", chain(2, 308), asks=3, moved="/hop2", moved_times=1),
    one(
        "a move, and on for now",
        by_path({FEED: to("/a", 301), "/a": to("/b", 302), "/b": answer(FINE)}),
        asks=3,
    ),
    one("five redirects", chain(5), asks=6),
    bad("six redirects", CIRCLES, chain(6), asks=6),
    bad("in a circle of one", CIRCLES, by_path({FEED: to(FEED)}), asks=6),
    bad(
        "in a circle of two",
        CIRCLES,
        by_path({FEED: to("/b", 301), "/b": to(FEED, 301)}),
        asks=6,
    ),
    Case(
        "a move is counted",
        (
            PERMANENT,
            Round(PERMANENT.play, asks=2, moved="/hop1", moved_times=2),
            Round(PERMANENT.play, asks=2, moved="/hop1", moved_times=3),
            Round(answer(FINE)),
        ),
    ),
    Case(
        "a move to another place is counted anew",
        (
            PERMANENT,
            Round(chain(2, 301), asks=3, moved="/hop2", moved_times=1),
        ),
    ),
    Case(
        "a move to an unchanged feed",
        (
            Round(
                chain(1, 301, answer(FINE, 200, 'ETag: "m"')), asks=2, moved="/hop1", moved_times=1
            ),
            Round(
                chain(1, 301, bytes_only(head(304, 'ETag: "m"'))),
                asks=2,
                moved="/hop1",
                moved_times=2,
            ),
        ),
    ),
    bad("a move to nowhere", NOT_FOUND, by_path({FEED: to("/none", 301)}), asks=2),
    bad("a redirect without a place", NO_FEED_ANSWER, answer(b"", 302, kind="")),
    *(
        bad(f"a redirect to “{place}”", (*REFUSED, CIRCLES), to(place), asks=(1, 6))
        for place in ("", "http://", "///")
    ),
    *(bad(f"a redirect to {place}", REFUSED, to(place)) for place in NOT_WEB),
    bad("a redirect to a closed port", UNREACHABLE, to("http://127.0.0.1:1/feed")),
    one("a redirect to a relative place", onward("there"), asks=2),
    one("a redirect upwards", onward("../../there"), asks=2),
    one("a redirect to a query", onward("?page=1", f"{FEED}?page=1"), asks=2),
    one("a redirect with a fragment", onward("/there#top"), asks=2),
    one("a redirect with a space", onward("/the re", "/the%20re"), asks=2),
    one("a redirect in chinese", onward("/\xe6\x96\xb0", "/%E6%96%B0"), asks=2),
    one(
        "a redirect with a feed in it",
        by_path({FEED: answer(FINE, 302, "Location: /there"), "/there": answer(FINE)}),
        asks=2,
    ),
    bad(
        "a redirect whose body has no end",
        NOT_FOUND,
        by_path({FEED: endless(head(302, "Location: /there"), bytes(2**16))}),
        asks=2,
        most_sent=16 * 2**20,
    ),
    one(
        "a redirect whose body never comes",
        by_path(
            {
                FEED: then_hang(head(302, "Location: /there", "Content-Length: 9")),
                "/there": answer(FINE),
            }
        ),
        asks=2,
    ),
    bad(
        "redirects that are slow together",
        NO_ANSWER,
        by_path({FEED: _lazy("/a"), "/a": _lazy("/b"), "/b": _lazy("/c"), "/c": _lazy("/d")}),
        limits=HASTY,
        asks=(1, 4),
    ),
    bad(
        "a place of a megabyte",
        (*REFUSED, UNREACHABLE),
        to("/" + "a" * 2**20),
        most_sent=2 * 2**20,
    ),
)
