"""``telex import`` and ``export``: lists come in as one step, go out whole, and name no secret."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from tests.builders import HOSTILE_TITLES, residue
from tests.cli.conftest import Telex
from tests.cli.web import FEED, HOST, Web, only_web, rss
from tui.sources import opml

LIST = f"""<opml version="2.0"><body>
<outline text="Tech"><outline text="Linux">
  <outline text="The News" xmlUrl="{FEED}" category="ai"/>
</outline></outline>
<outline text="Other" xmlUrl="https://other.example.org/feed"/>
<outline text="Other once more" xmlUrl="https://other.example.org/feed"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    return only_web(monkeypatch)


def sources(telex: Telex) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in telex("sources", "--json").lines]
    return {source["locator"]: source for source in found if source["key"] != "sample"}


def kept(tmp_path: Path, content: str | bytes, name: str = "list.opml") -> str:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_list_comes_in_as_one_step(telex: Telex, web: Web, tmp_path: Path) -> None:
    ran = telex("import", kept(tmp_path, LIST))
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines == [
        "left out: javascript:alert(1) (this is no address of a feed)",
        "2 feeds added, 1 were there already",
        "telex refresh fetches them; telex undo takes them back",
    ]
    found = sources(telex)
    assert set(found) == {FEED, "https://other.example.org/feed"}
    assert (found[FEED]["folder"], found[FEED]["tags"]) == ("Tech/Linux", ["ai"])
    assert web.asked == []
    assert telex("undo").out == "undone: 2 sources added\n"
    assert sources(telex) == {}
    assert telex("redo").out == "done again: 2 sources added\n"
    assert sources(telex) == found


def test_a_dry_run_changes_nothing(telex: Telex, web: Web, tmp_path: Path) -> None:
    ran = telex("import", "--dry-run", kept(tmp_path, LIST))
    assert ran.status == 0
    assert "2 feeds would be added" in ran.out
    assert sources(telex) == {}
    assert telex("undo").out == "Nothing to undo\n"


def test_what_is_there_already_stays_as_it_is(telex: Telex, web: Web, tmp_path: Path) -> None:
    web.pages[FEED] = rss("One")
    telex("add", FEED, "--name", "Mine", "--folder", "Mine")
    before = sources(telex)[FEED]
    ran = telex("import", kept(tmp_path, LIST))
    assert "1 feed added, 2 were there already" in ran.out
    assert sources(telex)[FEED] == before
    assert "0 feeds added, 3 were there already" in telex("import", kept(tmp_path, LIST)).out
    telex("undo")
    assert list(sources(telex)) == [FEED]


def test_what_was_removed_comes_back_with_its_marks(telex: Telex, web: Web, tmp_path: Path) -> None:
    web.pages[FEED] = rss("One", "Two")
    telex("add", FEED)
    telex("mark", "star", "title:One")
    telex("remove", "The News")
    assert telex("import", kept(tmp_path, LIST)).status == 0
    assert len(telex("list", "is:starred").lines) == 1


def test_a_list_that_is_ill_formed_is_told_to_have_been(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    ran = telex("import", kept(tmp_path, LIST.replace("The News", "R&D")))
    assert ran.status == 0
    assert "not well-formed" in ran.out
    assert sources(telex)[FEED]["name"] == "R&D"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "gbk"])
def test_a_list_in_another_encoding_comes_in(
    telex: Telex, web: Web, tmp_path: Path, encoding: str
) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>'
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    content = mark + (head + LIST.replace("The News", "中文新闻网")).encode(encoding)
    assert "2 feeds added" in telex("import", kept(tmp_path, content)).out
    assert sources(telex)[FEED]["name"] == "中文新闻网"


def test_newsboats_list_comes_in(telex: Telex, web: Web, tmp_path: Path) -> None:
    lines = (
        f'# mine\n{FEED} "open source" "~Mine own" !\nexec:/bin/rm\n"query:Q:unread = \\"yes\\""\n'
    )
    ran = telex("import", kept(tmp_path, lines, "urls"))
    assert "1 feed added" in ran.out
    assert ran.out.count("left out: ") == 2
    (source,) = sources(telex).values()
    assert (source["name"], source["tags"]) == ("Mine own", ["open source"])
    assert source["settings"] == ["mute=yes"]


def test_many_lines_that_are_left_out_are_not_all_told(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    ran = telex("import", kept(tmp_path, "exec:/bin/false\n" * 100, "urls"))
    assert ran.status == 0
    assert ran.out.count("left out: ") == 20
    assert "80 more" in ran.out


def test_two_thousand_feeds_come_in(telex: Telex, web: Web, tmp_path: Path) -> None:
    many = "".join(
        f'<outline text="F{n % 50}"><outline text="{n}" xmlUrl="{HOST}/{n}"/></outline>'
        for n in range(2_000)
    )
    ran = telex("import", kept(tmp_path, f"<opml><body>{many}</body></opml>"))
    assert ran.lines[0] == "2,000 feeds added"
    assert telex("undo").out == "undone: 2,000 sources added\n"


@pytest.mark.parametrize("form", ["opml", "ill-formed opml", "urls"])
def test_hostile_names_and_folders_pass_the_gate(
    telex: Telex, web: Web, tmp_path: Path, form: str
) -> None:
    titles = [title.encode("utf-8", "replace").decode() for title in HOSTILE_TITLES]
    lines = [
        f"<outline text={quoteattr(t)}><outline text={quoteattr(t)} category={quoteattr(t)}"
        f' xmlUrl="{HOST}/{n}"/></outline><outline text="x" xmlUrl={quoteattr("exec:" + t)}/>'
        for n, t in enumerate(titles)
    ]
    if form == "urls":
        lines = [f'{HOST}/{n} "~{t}" "{t}"\nexec:{t}' for n, t in enumerate(titles)]
        content = "\n".join(lines)
    elif form == "opml":
        content = "".join(filter(str.isprintable, f"<opml>{''.join(lines)}</opml>"))
    else:
        content = f"<opml>{''.join(lines)}&</opml>"
    ran = telex("import", kept(tmp_path, content))
    assert ran.status == 0
    assert len(sources(telex)) >= len(HOSTILE_TITLES) - 3  # "urls" ends where a line does
    for told in (ran, telex("feeds"), telex("sources"), telex("sources", "--json")):
        assert not residue(told.out + told.err)
    exported = telex("export", "--opml")
    assert not residue(exported.out)
    assert len(opml.read(exported.out.encode()).feeds) == len(sources(telex))


@pytest.mark.parametrize("settings", [False, True])
def test_what_goes_out_comes_in_again_on_another_machine(
    telex: Telex, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: bool
) -> None:
    telex("import", kept(tmp_path, LIST))
    if settings:
        telex("feeds", "set", FEED, "interval=60", "full-text=yes", "timezone=Asia/Shanghai")
        telex("feeds", "set", "Other", "mute=yes", "user-agent=telex (me@example.org)")
        telex("feeds", "pause", "Other")
        telex("feeds", "login", FEED, "--user", "hunter", "--command", "printf hunter2")
    before = {each: {**found, "settings": []} for each, found in sources(telex).items()}
    told = [ours for each in sources(telex).values() for ours in each["settings"]]
    exported = telex("export", "--opml")
    assert (exported.status, exported.err) == (0, "")
    assert "hunter" not in exported.out and "printf" not in exported.out
    monkeypatch.setenv("TELEX_HOME", str(tmp_path / "elsewhere"))
    assert telex("import", kept(tmp_path, exported.out)).status == 0
    after = {each: {**found, "settings": []} for each, found in sources(telex).items()}
    assert after == before
    ours = [ours for each in sources(telex).values() for ours in each["settings"]]
    assert ours == [each for each in told if not each.startswith("user=")]


def test_articles_keep_their_marks_where_the_address_changed(
    telex: Telex, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key goes along, so that an article is the same one on both machines."""
    web.pages = {FEED: rss("One"), f"{HOST}/new": rss("One")}
    telex("add", FEED)
    telex("feeds", "address", FEED, f"{HOST}/new")
    number = telex("list", "--plain").lines[0].split("\t")[0]
    exported = telex("export", "--opml").out
    monkeypatch.setenv("TELEX_HOME", str(tmp_path / "elsewhere"))
    telex("import", kept(tmp_path, exported))
    telex("refresh")
    assert telex("list", "--plain").lines[0].split("\t")[0] == number


def test_folders_of_this_machine_are_left_out_and_told(
    telex: Telex, web: Web, posts: Path, tmp_path: Path
) -> None:
    telex("import", kept(tmp_path, LIST))
    telex("add", str(posts))
    ran = telex("export", "--opml")
    assert "posts" in ran.err
    assert str(posts) not in ran.out
    assert len(opml.read(ran.out.encode()).feeds) == 2


def test_what_is_deeply_nested_can_be_taken_in_and_given_out(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    deep = 3_000
    feed = f'<outline text="A" xmlUrl="{FEED}"/>'
    content = '<opml><outline text="f">' + '<outline text="f">' * deep + feed
    assert telex("import", kept(tmp_path, content)).status == 0
    assert telex("feeds").status == 0
    exported = telex("export", "--opml")
    assert exported.status == 0
    assert FEED in exported.out


@pytest.mark.parametrize(
    ("arguments", "content", "status"),
    [
        (("import",), b"", 2),
        (("import", "nowhere.opml"), b"", 1),
        (("import", "/"), b"", 1),
        (("import", "FILE"), b"<opml><body></body></opml>", 1),
        (("import", "FILE", "more"), b"", 2),
        (("import", "FILE"), b" " * (8 * 2**20 + 1), 1),
        (("export",), b"", 2),
        (("export", "--csv"), b"", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_told(
    telex: Telex, web: Web, tmp_path: Path, arguments: tuple[str, ...], content: bytes, status: int
) -> None:
    file = kept(tmp_path, content)
    ran = telex(*(file if each == "FILE" else each for each in arguments))
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("telex: ")
    assert len(ran.err.splitlines()) > 1  # what to do
    assert "Traceback" not in ran.err


def test_a_password_in_an_address_is_refused_and_the_rest_comes_in(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    secret = LIST.replace("other.example.org/feed", "me:hunter2@other.example.org/feed", 1)
    ran = telex("import", kept(tmp_path, secret))
    assert "2 feeds added" in ran.out
    assert "telex feeds login" in ran.err
    assert "hunter2" not in ran.out + ran.err
    assert "other.example.org" in ran.err  # which of them it was
