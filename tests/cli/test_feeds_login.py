"""``telex feeds login``: a password comes from a command or the keyring, and is written nowhere."""

from __future__ import annotations

import base64
import json
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from tests.cli.conftest import Ran, Telex
from tests.cli.web import FEED, HOST, Web, only_web, rss
from tui.sources import credentials

SECRET = "hunter2-Grüße"
BASIC = base64.b64encode(f"me:{SECRET}".encode()).decode()
LOGIN = ("feeds", "login", FEED, "--user", "me")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, telex: Telex) -> Web:
    """A feed for members only, subscribed to and not let in."""
    web = only_web(monkeypatch)
    monkeypatch.setattr(web, "answer", lambda request: _for_members(web, request))
    web.pages[FEED] = rss("One", "Two")
    assert telex("add", FEED, "--name", "News").status == 1
    return web


def _for_members(web: Web, request: httpx.Request) -> httpx.Response:
    let_in = request.headers.get("authorization") == f"Basic {BASIC}"
    answer = Web.answer(web, request)
    return answer if let_in or answer.is_redirect else httpx.Response(401)


@pytest.fixture
def command(tmp_path: Path) -> str:
    """What prints the password: a line, and more that is none of it."""
    kept = tmp_path / "kept"
    kept.write_text(f"{SECRET}\nlogin: me\n", "utf-8")
    script = f"import sys; sys.stdout.buffer.write(open({str(kept)!r}, 'rb').read())"
    return shlex.join([sys.executable, "-c", script])


class Fake(KeyringBackend):
    """A keyring in memory, locked or not."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked(SECRET)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked(SECRET)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Fake]:
    before = keyring.get_keyring()
    fake = Fake()
    keyring.set_keyring(fake)
    yield fake
    keyring.set_keyring(before)


def everything_told(telex: Telex) -> str:
    """All that telex says of its sources, and all that it keeps."""
    asked = [("feeds",), ("sources",), ("sources", "--json"), ("export", "--opml"), ("history",)]
    told = [telex(*arguments) for arguments in (*asked, ("doctor",), ("config",))]
    home = Path(os.environ["TELEX_HOME"])
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert kept
    return "".join(ran.out + ran.err for ran in told) + b"".join(kept).decode("latin-1")


def assert_nowhere(telex: Telex, *ran: Ran) -> None:
    told = everything_told(telex) + "".join(each.out + each.err for each in ran)
    for secret in (SECRET, SECRET.encode().decode("latin-1"), BASIC, "hunter2"):
        assert secret not in told


def sent(web: Web) -> list[tuple[str, str]]:
    return [(address, headers.get("authorization", "")) for address, headers in web.asked]


def test_the_password_of_a_command_is_sent_and_kept_nowhere(
    telex: Telex, web: Web, command: str
) -> None:
    web.asked.clear()
    ran = telex(*LOGIN, "--command", command)
    assert ran.status == 0
    assert ran.out.endswith(" set\n")
    fetched = telex("refresh", "News")
    assert fetched.status == 0
    assert sent(web) == [(FEED, f"Basic {BASIC}")]
    assert "user=me" in telex("feeds").out
    shown = [json.loads(line) for line in telex("sources", "--json").lines]
    assert shown[0]["settings"] == ["user=me"]
    assert_nowhere(telex, ran, fetched)


def test_a_login_is_undone_done_again_and_forgotten(telex: Telex, web: Web, command: str) -> None:
    telex(*LOGIN, "--command", command)
    assert telex("refresh", "News").status == 0
    for without in (("undo",), ("feeds", "login", "News", "--forget")):
        assert telex(*without).status == 0
        assert "user=me" not in telex("feeds").out
        web.asked.clear()
        assert telex("refresh", "News").status == 1
        assert sent(web) == [(FEED, "")]
        telex("undo" if "login" in without else "redo")
        assert telex("refresh", "News").status == 0


def test_the_password_stays_with_the_host_that_it_is_for(
    telex: Telex, web: Web, command: str
) -> None:
    telex(*LOGIN, "--command", command)
    elsewhere, below = "https://other.example.org/feed", "http://news.example.org/feed"
    for target in (elsewhere, below, "https://news.example.org:8443/feed", f"{HOST}/inside"):
        web.pages = {FEED: httpx.Response(302, headers={"location": target}), target: rss("X")}
        web.asked.clear()
        ran = telex("refresh", "News")
        expected = f"Basic {BASIC}" if target.startswith(f"{HOST}/") else ""
        assert sent(web) == [(FEED, f"Basic {BASIC}"), (target, expected)]
        assert ran.status == (0 if expected else 1)


def test_it_does_not_follow_the_feed_to_another_host(telex: Telex, web: Web, command: str) -> None:
    telex(*LOGIN, "--command", command)
    moved = "https://other.example.org/feed"
    web.pages = {moved: rss("X")}
    telex("feeds", "address", "News", moved)
    web.asked.clear()
    telex("refresh", "News")
    assert sent(web) == [(moved, "")]


@pytest.mark.parametrize(
    "failing",
    [
        "no-such-program-anywhere",
        "false",
        "true",
        f"{sys.executable} -c 'print(\"{SECRET}\"); raise SystemExit(3)'",
        f"{sys.executable} -c 'import sys; sys.exit(\"{SECRET}\")'",
        "tail -f /dev/null",
    ],
    ids=lambda command: Path(command.split()[0]).name + command[-14:-12],
)
def test_a_command_that_fails_is_told_without_what_it_printed(
    telex: Telex, web: Web, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    monkeypatch.setattr(credentials, "_SECONDS", 0.3)
    telex(*LOGIN, "--command", failing)
    web.asked.clear()
    ran = telex("refresh", "News")
    assert ran.status == 1
    assert "did not give the password" in ran.err
    assert "telex feeds login" in ran.err
    assert SECRET not in ran.out + ran.err
    assert web.asked == []
    told = telex("sources")
    assert "did not give the password" in told.out
    assert SECRET not in told.out


def test_no_shell_sees_the_command(telex: Telex, web: Web, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    telex(*LOGIN, "--command", f"printf x; touch {trap} $(touch {trap}) | touch {trap}")
    telex("refresh", "News")
    assert web.asked[-1][1]["authorization"].startswith("Basic ")
    assert not trap.exists()


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, name: str = "me") -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: name)
    monkeypatch.setattr("getpass.getpass", lambda _: SECRET)


def test_a_password_that_is_typed_goes_to_the_keyring(
    telex: Telex, web: Web, ring: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    ran = telex("feeds", "login", "News")
    assert ran.status == 0
    assert list(ring.kept.values()) == [SECRET]
    web.asked.clear()
    fetched = telex("refresh", "News")
    assert fetched.status == 0
    assert sent(web) == [(FEED, f"Basic {BASIC}")]
    assert_nowhere(telex, ran, fetched)


@pytest.mark.parametrize("trouble", ["locked", "empty"])
def test_a_keyring_that_does_not_give_it_is_told(
    telex: Telex, web: Web, ring: Fake, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    at_a_terminal(monkeypatch)
    telex("feeds", "login", "News")
    ring.locked = trouble == "locked"
    ring.kept.clear()
    web.asked.clear()
    ran = telex("refresh", "News")
    assert ran.status == 1
    assert "keyring" in ran.err and "telex feeds login" in ran.err
    assert web.asked == []
    assert_nowhere(telex, ran)


def test_a_keyring_that_does_not_take_it_changes_nothing(
    telex: Telex, web: Web, ring: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    ring.locked = True
    ran = telex("feeds", "login", "News")
    assert ran.status == 1
    assert "--command" in ran.err
    assert "user=" not in telex("feeds").out
    assert_nowhere(telex, ran)


def test_a_folder_needs_no_login(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    ran = telex("feeds", "login", "posts", "--user", "me", "--command", "true")
    assert ran.status == 1
    assert "no feed on a server" in ran.err


def test_a_list_brings_no_command(telex: Telex, web: Web, tmp_path: Path) -> None:
    trap, file = tmp_path / "trap", tmp_path / "list.opml"
    ours = f'telex:user="me" telex:command="[&quot;touch&quot;, &quot;{trap}&quot;]"'
    file.write_text(
        f'<opml xmlns:telex="urn:telex"><body><outline xmlUrl="{HOST}/b" {ours}/></body></opml>'
    )
    assert telex("import", str(file)).status == 0
    telex("refresh")
    assert f"{HOST}/b" in web.addresses
    assert not trap.exists()
    assert "user=" not in telex("feeds").out
