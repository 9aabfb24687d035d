"""Where an address leads, who is led there, and for whom a password is."""

from __future__ import annotations

import asyncio
import base64

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import Denied, SourceError, TooLarge, Unreachable
from tui.sources import addresses, http
from tui.sources.addresses import is_private, leads_home, public_ip
from tui.sources.limits import Limits

PUBLIC = (
    *("1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.255.255"),
    *("172.32.0.1", "192.167.1.1", "192.169.1.1", "169.253.1.1", "169.255.1.1", "126.1.1.1"),
    *("128.0.0.1", "223.255.255.255", "198.17.255.255", "198.20.0.1", "11.0.0.1", "9.255.255.255"),
    *("2606:4700::1111", "2a00:1450:4001::1", "2400:cb00::1", "::ffff:8.8.8.8", "2002:808:808::"),
)
PRIVATE = {
    "this host": ("0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "::", "::1"),
    "private": ("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
    "link local": ("169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"),
    "behind a carrier": ("100.64.0.1", "100.127.255.255"),
    "unique local": ("fc00::1", "fd12:3456::1"),
    "site local": ("fec0::1", "feff::1"),
    "multicast": ("224.0.0.1", "239.255.255.255", "ff02::1", "ff05::2", "ff0e::1"),
    "broadcast and reserved": ("255.255.255.255", "240.0.0.1", "192.0.0.1"),
    "documentation and tests": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1"),
    "documentation, v6": ("2001:db8::1",),
    "a private one, mapped": ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe"),
    "another kind, mapped": ("::ffff:100.64.0.1", "::ffff:224.0.0.1", "::ffff:0.0.0.0"),
    "a private one in 6to4": ("2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::"),
    "Teredo": ("2001:0:53aa:64c:0:7bff:80ff:fffe",),
    "a private one behind NAT64": ("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe"),
    "a network's own NAT64": ("64:ff9b:1::a00:1",),
    "a private one as IPv4 was first written in IPv6": ("::127.0.0.1", "::a00:1"),
    "no address": ("", "localhost", "127.1", "0x7f000001", "1.2.3.4.5", "[::1]", "::1::"),
}
FEED = "https://news.example.org/feed"
LOGIN = ("me", "hunter2")
BASIC = "Basic " + base64.b64encode(b"me:hunter2").decode()
Names = dict[str, list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What names mean; others are public, and numbers are themselves."""
    known: Names = {}

    async def resolve(host: str, port: int) -> list[str]:
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        return known.get(host, ["93.184.216.34"])

    monkeypatch.setattr(addresses, "resolve", resolve)
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    return known


@pytest.mark.parametrize("ip", PUBLIC)
def test_what_is_public(ip: str) -> None:
    assert not is_private(ip)


@pytest.mark.parametrize(
    "ip", [pytest.param(ip, id=f"{k}: {ip}") for k, v in PRIVATE.items() for ip in v]
)
def test_what_is_not(ip: str) -> None:
    assert is_private(ip)


@given(st.ip_addresses(v=4))
def test_an_address_mapped_into_v6_is_what_it_was(ip: object) -> None:
    assert is_private(f"::ffff:{ip}") == is_private(str(ip))


@given(st.text(max_size=20))
def test_no_text_breaks_it_and_what_is_no_address_is_not_public(text: str) -> None:
    if not set("0123456789abcdefABCDEF.:") >= set(text.partition("%")[0]):
        assert is_private(text)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("http://127.0.0.1:8080/feed", True),
        ("http://[::1]/feed", True),
        ("http://localhost/feed", True),
        ("http://LOCALHOST./feed", True),
        ("http://nas.lan/feed", True),
        ("http://nas.local/feed", True),
        ("http://x.home.arpa/", True),
        ("http://db.internal/", True),
        ("http://mixed.example.org/", True),
        ("http://news.example.org/", False),
        ("http://notlocalhost.example/", False),
        ("http://nobody.example.org/", False),
    ],
)
def test_what_leads_home(names: Names, address: str, home: bool) -> None:
    names |= {"mixed.example.org": ["93.184.216.34", "10.0.0.1"], "nobody.example.org": []}
    assert asyncio.run(leads_home(address)) is home


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.216.34", "::1"], [], ["fe80::1%eth0"]])
def test_a_name_with_one_private_address_is_private(names: Names, found: list[str]) -> None:
    names["news.example.org"] = found
    with pytest.raises(Denied) as caught:
        asyncio.run(public_ip(FEED))
    assert "news.example.org" in str(caught.value) and caught.value.hint.text


def test_a_name_that_nobody_has_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "\x1b[31mName or service not known")

    monkeypatch.setattr(addresses, "resolve", resolve)
    with pytest.raises(Unreachable) as caught:
        asyncio.run(public_ip(FEED))
    assert "\x1b" not in str(caught.value)
    assert not asyncio.run(leads_home(FEED))


@pytest.mark.parametrize("host", ["10.0.0.1", "127.0.0.1", "[::1]", "localhost", "nas.lan"])
def test_behind_a_proxy_numbers_and_local_names_are_refused_all_the_same(
    names: Names, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.org:3128")
    with pytest.raises(Denied):
        asyncio.run(public_ip(f"https://{host}/"))
    assert asyncio.run(public_ip(FEED)) is None  # the proxy looks the name up


# Redirects


_USUAL = http.Asking()


class Net:
    """Every host leads on to the next of ``places``; the last one answers."""

    def __init__(self, *places: str) -> None:
        self.places = list(places)
        self.asked: list[httpx.Request] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.places:
            return httpx.Response(302, headers={"location": self.places.pop(0)})
        return httpx.Response(200, text="news")

    def get(self, address: str, asking: http.Asking = _USUAL) -> http.Response:
        async def ask() -> http.Response:
            async with httpx.AsyncClient(transport=httpx.MockTransport(self.answer)) as client:
                return await http.get(client, address, asking)

        return asyncio.run(ask())


HOME = (
    "http://127.0.0.1:6379/",
    "http://10.0.0.1/",
    "http://[::ffff:10.0.0.1]/",
    "http://nas.lan/",
)


@pytest.mark.parametrize("place", HOME)
def test_a_public_source_leads_nobody_home(names: Names, place: str) -> None:
    net = Net(place)
    with pytest.raises(Denied):
        net.get(FEED)
    assert len(net.asked) == 1
    by_a_detour = Net("https://mirror.example.org/", place)
    with pytest.raises(Denied):
        by_a_detour.get(FEED)
    assert len(by_a_detour.asked) == 2


@pytest.mark.parametrize("place", HOME)
@pytest.mark.parametrize("typed", ["http://192.168.1.2/feed", "http://nas.local/feed"])
def test_a_private_one_that_was_typed_may(names: Names, typed: str, place: str) -> None:
    net = Net(place)
    assert net.get(typed).body == b"news"
    assert [str(request.url) for request in net.asked] == [typed, place]


@pytest.mark.parametrize("place", HOME)
def test_what_content_names_is_not_fetched_at_home(names: Names, place: str) -> None:
    net = Net()
    with pytest.raises(Denied):
        net.get(place, http.Asking(trusted=False))
    assert net.asked == []


def test_a_redirect_connects_to_the_address_that_was_looked_at(names: Names) -> None:
    names["mirror.example.org"] = ["93.184.216.99"]
    net = Net("https://mirror.example.org:8443/there?x=1")
    answer = net.get(FEED)
    _, second = net.asked
    assert str(second.url) == "https://93.184.216.99:8443/there?x=1"
    assert second.headers["host"] == "mirror.example.org:8443"
    assert second.extensions["sni_hostname"] == "mirror.example.org"
    assert answer.address == "https://mirror.example.org:8443/there?x=1"


# Passwords


ELSEWHERE: dict[str, str] = {
    "another host": "https://other.example.org/feed",
    "one below": "https://inner.news.example.org/feed",
    "one above": "https://example.org/feed",
    "without encryption": "http://news.example.org/feed",
    "another port": "https://news.example.org:8443/feed",
    "a name that begins like it": "https://news.example.org.evil.example/feed",
    "a name before an @": "https://news.example.org@evil.example/feed",
}


def sent(net: Net) -> list[str]:
    return [request.headers.get("authorization", "") for request in net.asked]


@pytest.mark.parametrize("case", ELSEWHERE)
def test_a_password_is_for_the_host_it_was_given_for(names: Names, case: str) -> None:
    net = Net(ELSEWHERE[case])
    net.get(FEED, http.Asking(login=LOGIN))
    assert sent(net) == [BASIC, ""]


@pytest.mark.parametrize("place", ["/there", "https://news.example.org/x/y", "//news.example.org/"])
def test_within_its_host_it_goes_along(names: Names, place: str) -> None:
    net = Net(place)
    net.get(FEED, http.Asking(login=LOGIN))
    assert sent(net) == [BASIC, BASIC]


def test_after_a_detour_it_is_for_its_own_host_again(names: Names) -> None:
    net = Net("https://other.example.org/", FEED)
    net.get(FEED, http.Asking(login=LOGIN))
    assert sent(net) == [BASIC, "", BASIC]


def test_no_error_tells_it(names: Names) -> None:
    for places in (["ftp://x/"], [FEED] * 9, ["http://me:hunter2@10.0.0.1/"]):
        with pytest.raises(SourceError) as caught:
            Net(*places).get(FEED, http.Asking(login=LOGIN))
        assert "hunter2" not in str(caught.value)
        assert BASIC not in str(caught.value)


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
def test_limits_of_bytes_hold_without_compression(size: int, fits: bool) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=bytes(size))

    async def ask() -> int:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            asking = http.Asking(limits=Limits(body_bytes=1000))
            return len((await http.get(client, FEED, asking)).body)

    if fits:
        assert asyncio.run(ask()) == size
        return
    with pytest.raises(TooLarge):
        asyncio.run(ask())
