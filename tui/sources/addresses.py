"""Where an address leads: to the public network, or into somebody's own."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from tui.core import text
from tui.errors import PrivateNetwork, Unreachable, said

_WITH_IPV4 = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96")))  # in their last bits
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion")


def host(address: str) -> str:
    """The host of an address; empty if it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def origin(address: str) -> str:
    """Scheme, host and port, by which it is decided who is trusted and who gets a password; empty
    if it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""


async def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of ``host``. Raises OSError where it has none."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def is_private(ip: str) -> bool:
    """Whether only this machine or its own network answers at ``ip``."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local or address in _NAT64_LOCAL:
            return True
        mapped = address.ipv4_mapped or address.sixtofour
        if mapped is None and any(address in net for net in _WITH_IPV4):
            mapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = mapped or address
    return not address.is_global or address.is_multicast


async def leads_home(address: str) -> bool:
    """Whether the host of ``address`` is on a private network, or has a name of one."""
    name, port = _place(address)
    if f".{name}".endswith(_LOCAL_NAMES):
        return True
    try:
        return any(is_private(ip) for ip in await resolve(name, port))
    except OSError:
        return False


async def public_ip(address: str) -> str | None:
    """An address of the host, checked to be public, to connect to: a name may be given another
    one between a look and a connection. None where a proxy makes the connection.

    Raises :class:`PrivateNetwork` for a private one: content may not send telex into the user's network.
    """
    name, port = _place(address)
    shown = text.line(name, 200)
    refused = PrivateNetwork(
        said("{host} is on a private network, and a stranger's page leads there", host=shown),
        said("If you trust it, add its address yourself"),
    )
    if f".{name}".endswith(_LOCAL_NAMES):
        raise refused
    if _by_proxy(address, name):
        try:
            if is_private(str(ipaddress.ip_address(name))):
                raise refused
        except ValueError:
            pass  # a name, which the proxy resolves
        return None
    try:
        found = await resolve(name, port)
    except OSError as error:
        raise Unreachable(
            said("Cannot reach {host}", host=shown),
            said("Check the address and the network"),
            text.line(str(error), 200),
        ) from error
    if not found or any(is_private(ip) for ip in found):
        raise refused
    return found[0]


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    name = (parts.hostname or "").rstrip(".").lower()
    return name, parts.port or (80 if parts.scheme == "http" else 443)


def _by_proxy(address: str, name: str) -> bool:
    proxies = getproxies()
    scheme = urlsplit(address).scheme
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(name)
