"""Fetching over HTTP: bounded in bytes, redirects and time; every failure in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from tui import __version__
from tui.core import text
from tui.errors import (
    BadContent,
    Denied,
    Gone,
    NotFound,
    Postponed,
    SourceError,
    Unreachable,
    said,
)
from tui.sources import addresses, freshness
from tui.sources.limits import LIMITS, Limits
from tui.sources.unpacking import ACCEPT_ENCODING, Unpacker

if TYPE_CHECKING:
    import httpx

_PERMANENT = (301, 308)
_VALIDATORS = ("if-none-match", "if-modified-since")
ACCEPT = (
    "application/feed+json, application/atom+xml, application/rss+xml, application/json;q=0.9,"
    " application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class Response:
    """A body and what came with it. ``moved_to`` is set when every redirect was a permanent one."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """How an address is asked for. ``trusted``: the user typed it, so it may be of a private
    network; one that content supplied may not. ``login``: a name and a password for its host;
    ``now``: the clock by which it is told when to come again."""

    headers: Mapping[str, str] | None = None
    limits: Limits = LIMITS
    trusted: bool = True
    login: tuple[str, str] | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def client(connections: int = 16) -> httpx.AsyncClient:
    """The client of one refresh, for all sources; it keeps no cookies."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx

    return httpx.AsyncClient(
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={
            "User-Agent": f"telex/{__version__}",
            "Accept": ACCEPT,
        },
        timeout=httpx.Timeout(LIMITS.idle_seconds),
        limits=httpx.Limits(max_connections=connections),
        follow_redirects=False,
    )


async def get(http: httpx.AsyncClient, address: str, asking: Asking = Asking()) -> Response:
    """``address``, whole. A 304 comes back as such. Raises :class:`SourceError` for all else."""
    import asyncio

    import httpx

    try:
        host = text.line(urlsplit(address).hostname or address, 200)
    except ValueError as error:
        raise _no_address(address, error) from error
    try:
        async with asyncio.timeout(asking.limits.total_seconds):
            return await _follow(http, address, host, asking)
    except (httpx.TimeoutException, TimeoutError) as error:
        raise Unreachable(
            said("{host} did not answer in time", host=host),
            said("telex tries again later"),
            _why(error),
        ) from error
    except httpx.DecodingError as error:  # of a client that is not ours
        raise BadContent(
            said("{host} sent something that does not decompress", host=host),
            said("Try again later"),
            _why(error),
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise _no_address(address, error) from error
    except httpx.HTTPError as error:
        raise Unreachable(
            said("Cannot reach {host}", host=host),
            said("Check the address and the network"),
            _why(error),
        ) from error


async def _follow(http: httpx.AsyncClient, address: str, host: str, asking: Asking) -> Response:
    home: bool | None = None
    permanent = True
    here = address
    for hop in range(asking.limits.redirects + 1):
        request = _request(
            http, here, asking, to_its_host=addresses.origin(here) == addresses.origin(address)
        )
        if hop or not asking.trusted:
            if home is None:
                # Who typed an address of the own network may be led about in it.
                home = asking.trusted and await addresses.leads_home(address)
            if not home:
                await _pin(request, here)
        response = await http.send(request, stream=True, follow_redirects=False)
        try:
            if not response.has_redirect_location:
                moved = here if hop and permanent else None
                return await _whole(response, here, host, asking, moved)
            permanent = permanent and response.status_code in _PERMANENT
            target = urljoin(here, response.headers["location"])
            here = text.url(target) or ""
            if not here.startswith(("http://", "https://")):
                raise _no_address(target, ValueError(f"HTTP {response.status_code}"))
        finally:
            await response.aclose()
    raise Unreachable(
        said("{host} sends us around in circles", host=host),
        said("Check the address in a browser"),
    )


def _request(
    http: httpx.AsyncClient, address: str, asking: Asking, *, to_its_host: bool
) -> httpx.Request:
    import httpx

    request = http.build_request(
        "GET",
        address,
        headers={"Accept-Encoding": ACCEPT_ENCODING, **(asking.headers or {})},
        timeout=httpx.Timeout(asking.limits.idle_seconds),
    )
    if asking.login is None or not to_its_host:  # a secret is for whom it was given
        return request
    return next(httpx.BasicAuth(*asking.login).auth_flow(request))


async def _pin(request: httpx.Request, address: str) -> None:
    """Connect to an address that was looked at, not to whatever the name means a moment later."""
    ip = await addresses.public_ip(address)
    if ip is None:
        return
    host = request.url.host
    request.headers["Host"] = request.url.netloc.decode("ascii")
    # Such a connection is for this host only: nobody else may find it under the bare address.
    request.headers["Connection"] = "close"
    request.url = request.url.copy_with(host=ip)
    request.extensions = {**request.extensions, "sni_hostname": host}


async def _whole(
    response: httpx.Response, address: str, host: str, asking: Asking, moved: str | None
) -> Response:
    status = response.status_code
    asked = {name.lower() for name, value in (asking.headers or {}).items() if value}
    if status == 304:
        if asked.isdisjoint(_VALIDATORS):
            raise BadContent(
                said("{host} says that nothing changed, but never sent anything", host=host),
                said("telex tries again later"),
                "HTTP 304",
            )
        return Response(status, response.headers, b"", address, moved)
    _check(response, host, asking)
    if response.is_stream_consumed:
        # A transport that is no network had it whole.
        body = Unpacker("", host, asking.limits).have(response.content)
    else:
        unpacker = Unpacker(response.headers.get("content-encoding", ""), host, asking.limits)
        body = await unpacker.take(response.aiter_raw())
    return Response(status, response.headers, body, address, moved)


def _check(response: httpx.Response, host: str, asking: Asking) -> None:
    status = response.status_code
    if status in (200, 203):
        return
    detail = text.line(f"HTTP {status} {response.reason_phrase}", 200)
    error: SourceError
    if status == 401 and asking.login is not None:
        error = Denied(
            said("{host} does not take the name and password", host=host),
            said("telex feeds login asks for them anew"),
            detail,
        )
    elif status in (401, 403, 407):
        error = Denied(
            said("{host} does not let us in", host=host),
            said("If you have an account there: telex feeds login; some sites block readers"),
            detail,
        )
    elif status == 404:
        error = NotFound(
            said("{host} has no such page", host=host),
            said("Check the address; the feed may have moved"),
            detail,
        )
    elif status == 410:
        error = Gone(
            said("{host} says the feed is gone for good", host=host),
            said("Remove it; what you have stays until then"),
            detail,
        )
    elif status in (408, 425, 429) or status >= 500:
        error = Postponed(
            said("{host} cannot answer now", host=host),
            said("telex tries again later"),
            detail,
            wait=freshness.wait(response.headers, asking.now()) or timedelta(0),
        )
    else:
        error = BadContent(
            said("{host} gave an answer that is no feed", host=host),
            said("Check the address in a browser"),
            detail,
        )
    raise error


def _no_address(address: str, error: Exception) -> NotFound:
    return NotFound(
        said("{address} is no address", address=text.line(address, 200)),
        said("A feed's address begins with https://"),
        _why(error),
    )


def _why(error: Exception) -> str:
    return text.line(str(error) or type(error).__name__, 200)
