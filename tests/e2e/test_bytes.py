"""No byte of content acts on the terminal: hostile articles, and every byte that is written."""

from __future__ import annotations

import base64
from collections import Counter
from pathlib import Path

import pytest

from tests.builders import HOSTILE_TITLES
from tests.e2e.grammar import tokens
from tests.e2e.program import Program, quoted
from tests.terminal import Terminal

TITLES = [title for title in HOSTILE_TITLES if "\ud800" not in title]  # that one YAML refuses
PWN = "\x1b]0;PWNED\x07"
_BODIES = """\
Text {raw} text, *{raw}*, `{raw}`, &#27;]0;PWNED&#7; and &#x9b;31m and \\&#155;2J.

[a link](https://example.org/{raw} "{raw}") and [another](javascript:alert(1))
and <https://example.org/{raw}> and ![a picture](https://example.org/{raw}.png)
and [one](https://example.org/%1b]0;PWNED%07) and [by name][ref].

[ref]: https://example.org/{raw}

| a | {raw} |
|---|---|
| {raw} | b |

> {raw}

- {raw}
- [ ] {raw}

```{raw}
{raw}
```

<script>{raw}</script><a href="https://example.org/{raw}">html {raw}</a>

{{{{< figure src="{raw}" title="{raw}" >}}}}

[^1]: {raw}
"""


def _hostile_folder(folder: Path) -> Path:
    folder.mkdir()
    for number, title in enumerate(TITLES):
        head = {
            "title": quoted(title),
            "date": f"2026-11-2{number % 3}T0{number % 10}:00:00Z",
            "author": quoted(title),
            "description": quoted(title + "!"),
            "tags": f"[{quoted(title)}, {quoted(PWN)}]",
            "categories": f"[{quoted(title)}]",
            "link": quoted(f"https://example.org/{number}/" + ("路?q=“”" if number % 2 else PWN)),
        }
        text = "\n".join(f"{name}: {value}" for name, value in head.items())
        body = _BODIES.format(raw=title + PWN)
        (folder / f"post-{number}.md").write_text(f"---\n{text}\n---\n{body}", "utf-8")
    evil = folder / f"evil {PWN}.md"
    evil.write_bytes(b"\xff\x00 no text")
    return folder


def _kinds(terminal: Terminal) -> Counter[str]:
    return Counter(kind for kind, _ in tokens(bytes(terminal.log)))


def _intrusions(terminal: Terminal) -> list[str]:
    return [text for kind, text in tokens(bytes(terminal.log)) if kind == "intrusion"]


def test_hostile_articles_write_nothing_but_text(telex: Program) -> None:
    folder = _hostile_folder(telex.home / f"posts {PWN}")
    terminal = telex.open(str(folder))
    count = len(TITLES)
    terminal.wait_for(rf"Unread {count} of {count}")
    terminal.quiet()
    for _ in range(count):
        terminal.send("j")
    terminal.send("home", "enter")
    terminal.wait_for(rf"1 of {count}")
    for place in range(1, count + 1):
        terminal.wait_for(rf"\b{place} of {count}")
        terminal.send("end")
        terminal.quiet(0.05)
        terminal.send("J")
    terminal.send("t")
    terminal.wait_for("Filter")
    for key in ("j", " ", "tab", "j", " ", "tab", "tab", "?", "q", "enter", "q"):
        terminal.quiet(0.1)
        terminal.send(key)
    assert terminal.wait() == 0

    assert _intrusions(terminal) == []
    kinds = _kinds(terminal)
    assert kinds["text"] > 1_000
    assert kinds["link"], "no link was written, so none was tested"
    assert not kinds["clipboard"], "nobody asked for a copy"


def test_an_open_article_that_nobody_touches_sends_nothing(telex: Program) -> None:
    """Not even when the list below it looks for news, as it does every second."""
    folder = _hostile_folder(telex.home / "posts")
    terminal = telex.open(str(folder))
    terminal.wait_for(rf"Unread {len(TITLES)} of")
    terminal.quiet()
    terminal.send("j")
    terminal.wait_for(r"2 of")
    terminal.send("enter")
    terminal.wait_for(r"· 2 of")
    terminal.quiet(2.5, timeout=12.0)
    terminal.send("q")
    terminal.wait_for(rf"Unread {len(TITLES) - 1} of")


def test_a_link_is_copied_when_asked_and_then_only(telex: Program) -> None:
    folder = _hostile_folder(telex.home / "posts")
    terminal = telex.open(str(folder / "post-7.md"))
    terminal.wait_for("q back")
    terminal.quiet()
    assert not _kinds(terminal)["clipboard"]
    terminal.send("y")
    terminal.wait_for("copied")
    written = [text for kind, text in tokens(bytes(terminal.log)) if kind == "clipboard"]
    assert len(written) == 1
    payload = written[0].split(";")[2].rstrip("\x07\x1b\\")
    copied = base64.b64decode(payload).decode()
    assert copied.startswith("https://example.org/7/")
    assert copied.isascii()
    assert copied.isprintable()
    assert _intrusions(terminal) == []


@pytest.mark.parametrize("verb", [["list"], ["list", "--json"], ["tags"], ["sources"], ["doctor"]])
def test_what_is_printed_is_text_too(telex: Program, verb: list[str]) -> None:
    telex.run("add", str(_hostile_folder(telex.home / "posts")))
    ran = telex.run(*verb)
    lines = (ran.stdout + ran.stderr).replace("\t", "\n").splitlines()
    assert len(lines) > 3
    found = [token for line in lines for token in tokens(line.encode())]
    assert {kind for kind, _ in found} <= {"text"}


@pytest.mark.parametrize(
    "intruder",
    ["\x1b]0;x\x07", "\x1b[2J", "\x1b[5n", "\x9b31m", "a\u202eb", "\x1b]8;;javascript:x\x07"],
)
def test_the_grammar_knows_an_intruder(intruder: str) -> None:
    assert "intrusion" in {kind for kind, _ in tokens(intruder.encode())}
