"""An article for other programs: as Markdown, as HTML that runs nothing, as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from tests.builders import HOSTILE_TITLES, NOW, World, ingest, make_draft, residue
from tui.core.change import later, star, tag
from tui.core.models import Reading
from tui.forms import FORMS, written


class Seen(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((name, dict(attributes)))
        self._open.append(name)

    def handle_endtag(self, name: str) -> None:
        while self._open and self._open.pop() != name:
            pass

    def handle_data(self, words: str) -> None:
        for name in self._open[-1:]:
            self.words[name] = self.words.get(name, "") + words


def reading_of(world: World, **changes: object) -> Reading:
    world.subscribe()
    (number,) = ingest(world.library, [make_draft(1, **changes)])
    library = world.open()
    library.fold()
    library.apply([star([number]), tag([number], "Own"), later([number], NOW + timedelta(days=1))])
    found = library.reading(number)
    library.close()
    assert found is not None
    return found


def test_markdown_has_its_title_as_a_heading(world: World) -> None:
    reading = reading_of(world, title="A title", body="Some *text* of it.\n\n- one\n- two\n")
    assert written(reading, "markdown") == "# A title\n\nSome *text* of it.\n\n- one\n- two\n"


def test_json_is_one_line_with_everything_in_it(world: World) -> None:
    told = written(reading_of(world, body="Some *text*."), "json")
    assert told.count("\n") == 1
    found = json.loads(told)
    assert found["body"] == "Some *text*."
    assert (found["title"], found["starred"], found["read"]) == ("Article 1", True, False)
    assert found["later"] == "2026-11-24T12:00:00+00:00"
    assert "Own" in found["tags"]


def test_html_is_a_whole_page(world: World) -> None:
    body = "Some *text*, [a link](https://example.org/a?b=c&d) and\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    page = written(reading_of(world, title="题目", lang="zh-CN", body=body), "html")
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">\n')
    assert page.endswith("</body>\n</html>\n")
    seen = Seen(page)
    assert (seen.words["title"], seen.words["h1"], seen.words["em"]) == ("题目", "题目", "text")
    assert ("a", {"href": "https://example.org/a?b=c&d"}) in seen.tags
    assert {"table", "td"} <= {name for name, _ in seen.tags}
    assert ("meta", {"charset": "utf-8"}) in seen.tags


@pytest.mark.parametrize(
    "title", ["</title><script>x</script>", "A & B < C > \"D\" 'E'", "<!-- ", "&lt;b&gt;"]
)
def test_a_title_is_words_in_html(world: World, title: str) -> None:
    reading = reading_of(world, title=title, body="")
    seen = Seen(written(reading, "html"))
    assert seen.words["title"] == seen.words["h1"] == reading.article.title
    assert [name for name, _ in seen.tags][:6] == ["html", "head", "meta", "title", "body", "h1"]


RUNS = (
    ("markdown", "<script>alert(1)</script>"),
    ("markdown", "text <script>alert(1)</script> <img src=x onerror=alert(1)>"),
    ("markdown", "<style>@import 'x'</style>\n\n<iframe src=https://x.example></iframe>"),
    ("markdown", "[x](javascript:alert(1))"),
    ("markdown", "[x](JaVaScRiPt:alert(1))"),
    ("markdown", "[x](  javascript:alert(1) )"),
    ("markdown", "[x](&#106;avascript:alert(1))"),
    ("markdown", "[x](<java\tscript:alert(1)>)"),
    ("markdown", "[x](vbscript:x) [y](data:text/html,<script>x</script>) [z](file:///etc/passwd)"),
    ("markdown", "<javascript:alert(1)>"),
    ("markdown", "![x](javascript:alert(1))"),
    ("markdown", '[x](https://x.example "a\\" onmouseover=alert(1) b=\\"")'),
    ("markdown", "[x]\n\n[x]: javascript:alert(1)"),
    ("markdown", "</body></html><script>alert(1)</script>"),
    ("html", "<p>a</p><script>alert(1)</script><p onclick=alert(1)>b</p>"),
    ("html", "<a href='javascript:alert(1)'>x</a><a href=' java&#10;script:alert(1)'>y</a>"),
    ("html", "<svg onload=alert(1)><math><style><img src=x onerror=alert(1)></style></math></svg>"),
    ("html", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("html", "<iframe srcdoc='<script>x</script>'></iframe><object data=x></object><base href=x>"),
    ("text", "<script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>"),
)


@pytest.mark.parametrize(("form", "body"), RUNS)
def test_nothing_that_an_article_says_is_run_by_a_browser(
    world: World, form: str, body: str
) -> None:
    seen = Seen(written(reading_of(world, body=body, body_format=form), "html"))
    names = {name for name, _ in seen.tags}
    assert names.isdisjoint(
        ("script", "style", "iframe", "object", "embed", "svg", "math", "base", "form", "link")
    )
    for name, attributes in seen.tags:
        assert not [each for each in attributes if each.startswith("on")], name
        for address in (attributes.get("href"), attributes.get("src")):
            scheme = "".join((address or "").split()).lower().partition(":")[0]
            assert scheme not in ("javascript", "vbscript", "data", "file")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_no_form_carries_an_escape_sequence(world: World, title: str, form: str) -> None:
    told = written(reading_of(world, title=title, summary=title, body=f"a\n\n{title}"), form)
    assert not residue(told)
    if form == "json":
        json.loads(told)
