"""Fetching over HTTP: bounded in bytes, redirects and time; every failure in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui import __version__
from tui.core import text
from tui.errors import (
    BadContent,
    Denied,
    Gone,
    NotFound,
    SourceError,
    TooLarge,
    Unreachable,
    said,
)

if TYPE_CHECKING:
    import httpx

BYTES_LIMIT = 8 * 2**20  # after decompression
TOTAL_SECONDS = 60.0
_IDLE_SECONDS = 15.0
_REDIRECTS = 5
_PERMANENT = (301, 308)
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


def client() -> httpx.AsyncClient:
    """The client of one refresh, for all sources; at most 16 connections, and no cookies kept."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx

    return httpx.AsyncClient(
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={"User-Agent": f"telex/{__version__}", "Accept": ACCEPT},
        timeout=httpx.Timeout(_IDLE_SECONDS),
        limits=httpx.Limits(max_connections=16),
        follow_redirects=True,
        max_redirects=_REDIRECTS,
    )


async def get(
    http: httpx.AsyncClient, address: str, headers: Mapping[str, str] | None = None
) -> Response:
    """``address``, whole. A 304 comes back as such. Raises :class:`SourceError` for all else."""
    import asyncio

    import httpx

    try:
        host = text.line(urlsplit(address).hostname or address, 200)
    except ValueError as error:
        raise _no_address(address, error) from error
    try:
        async with (
            asyncio.timeout(TOTAL_SECONDS),
            http.stream("GET", address, headers=dict(headers or {})) as response,
        ):
            if response.status_code != 304:
                _check(response, host)
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > BYTES_LIMIT:
                    raise TooLarge(
                        said(
                            "{host} sent more than {limit} MB", host=host, limit=BYTES_LIMIT >> 20
                        ),
                        said("Ask for a feed with fewer entries"),
                    )
            moved = response.history and all(r.status_code in _PERMANENT for r in response.history)
            return Response(
                response.status_code,
                response.headers,
                bytes(body),
                str(response.url),
                str(response.url) if moved else None,
            )
    except (httpx.TimeoutException, TimeoutError) as error:
        raise Unreachable(
            said("{host} did not answer in time", host=host), said("Try again later"), _why(error)
        ) from error
    except httpx.TooManyRedirects as error:
        raise Unreachable(
            said("{host} sends us around in circles", host=host),
            said("Check the address in a browser"),
        ) from error
    except httpx.DecodingError as error:
        raise BadContent(
            said("{host} sent something that does not decompress", host=host),
            said("Try again later"),
            _why(error),
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise _no_address(address, error) from error
    except httpx.HTTPError as error:
        raise Unreachable(
            said("Cannot reach {host}", host=host),
            said("Check the address and the network"),
            _why(error),
        ) from error


def _check(response: httpx.Response, host: str) -> None:
    status = response.status_code
    if status < 300:
        return
    detail = text.line(f"HTTP {status} {response.reason_phrase}", 200)
    error: SourceError
    if status in (401, 403):
        error = Denied(
            said("{host} does not let us in", host=host),
            said("The feed needs a login, or blocks readers"),
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
    elif status == 429 or status >= 500:
        error = Unreachable(
            said("{host} cannot answer now", host=host), said("telex tries again later"), detail
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
