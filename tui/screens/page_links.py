"""The links of a page: reached by Tab, by number, by letter; named before they are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from textual import events

from tui.core import text
from tui.core.keys import fold_width
from tui.core.text import Url
from tui.render.find import PageLink, links
from tui.render.lines import ARTICLE, slug
from tui.screens.acts import host_of
from tui.widgets.drawn import Part
from tui.widgets.page_view import Mark, PageView
from tui.words import Words

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(slots=True)
class PageLinks:
    """Which link of ``page`` is chosen. ``changed`` is called when there is something else to draw;
    ``numbered`` are the addresses whose numbers stand on the page."""

    page: PageView
    words: Words
    changed: Callable[[], None]
    numbered: Sequence[str] = ()
    address: str = ""
    """What is chosen; empty if nothing is."""
    typed: str = ""
    _chosen: PageLink | None = None
    _letters: dict[str, PageLink] = field(default_factory=dict)
    _pressed: str = ""
    _place: int = 0
    """Which of the page's links is the chosen one."""
    _links: list[PageLink] = field(default_factory=list)
    _looked_at: int = -1
    """Of how many lines ``_links`` are the links."""

    @property
    def web_address(self) -> Url | None:
        """The chosen link's address, unless it leads to a place on the page."""
        return text.url(self.address)

    def _all(self) -> list[PageLink]:
        """The links of the page, as far as it is set."""
        if self._looked_at != len(self.page.lines):
            self._links, self._looked_at = links(self.page.lines), len(self.page.lines)
        return self._links

    def clear(self) -> None:
        self.address = self.typed = self._pressed = ""
        self._chosen = None
        self._letters = {}
        self.changed()

    def begin(self) -> None:
        """Another article comes: nothing of the former one can be chosen any more."""
        self.numbered = ()
        self.clear()

    def again(self) -> None:
        """The page was set anew: the chosen link stands elsewhere."""
        self._letters, self._pressed, self._chosen = {}, "", None
        self._looked_at = -1
        if self.address:
            found = self._all()
            if self._place < len(found) and found[self._place].address == self.address:
                self._chosen = found[self._place]
        self.changed()

    def _choose(self, link: PageLink) -> None:
        self.clear()
        self._chosen, self.address = link, link.address
        self._place = self._all().index(link)
        self.page.reveal(link.spans[0])
        self.changed()

    def step(self, by: int) -> bool:
        """Choose the next link after the chosen one, else the first on the screen. False: no links."""
        found = self._all()
        if not found:
            return False
        if self._chosen in found:
            place = (found.index(self._chosen) + by) % len(found)
        else:
            bottom = self.page.top + self.page.size.height
            below = [n for n, link in enumerate(found) if link.spans[0].line >= self.page.top]
            above = [n for n, link in enumerate(found) if link.spans[0].line < bottom]
            place = (below[0] if below else 0) if by > 0 else (above[-1] if above else -1)
        self._choose(found[place])
        return True

    def pick(self, line: int, place: int) -> bool:
        """Choose the link at a place of the page; True if it was chosen already."""
        for link in self._all():
            if any(s.line == line and s.start <= place < s.end for s in link.spans):
                again = link == self._chosen
                self._choose(link)
                return again
        return False

    # By number

    def number(self, typed: str) -> None:
        self.typed = typed
        self._letters = {}
        number = int(typed) if typed else 0
        if 0 < number <= len(self.numbered):
            address = self.numbered[number - 1]
            found = [link for link in self._all() if link.address == address]
            # The one on the screen, of several that lead there.
            seen = [link for link in found if self.page.sees(link.spans[0].line)]
            self.address, self._chosen = address, next(iter([*seen, *found]), None)
            if self._chosen is not None:
                self._place = self._all().index(self._chosen)
                self.page.reveal(self._chosen.spans[0])
        else:
            self.address, self._chosen = "", None
        self.changed()

    # By letter

    def letter(self) -> bool:
        """Draw a letter over each link on the screen. False: there is none."""
        seen = [
            link for link in self._all() if any(self.page.sees(span.line) for span in link.spans)
        ]
        self.clear()
        self._letters = dict(zip(labels(len(seen)), seen, strict=False))
        self.changed()
        return bool(seen)

    def type(self, event: events.Key) -> bool:
        """While a number or letters are being typed; False gives the key back to the table."""
        character = fold_width(event.character or "")
        if self._letters:
            self._pressed += character.lower()
            left = {k: v for k, v in self._letters.items() if k.startswith(self._pressed)}
            if event.key == "escape" or not character or not left:
                self.clear()
            elif self._pressed in left:
                self._choose(left[self._pressed])
            else:
                self.changed()
            return True
        if self.typed:
            if character.isdigit() and character.isascii() and len(self.typed) < 4:
                self.number(self.typed + character)
                return True
            if event.key == "backspace":
                self.number(self.typed[:-1])
                return True
            if event.key == "escape" or (event.key == "enter" and not self.address):
                self.clear()
                return True
            if event.key != "enter":
                self.typed = ""
        return False

    def marks(self) -> Mapping[int, list[Mark]]:
        found: dict[int, list[Mark]] = {}
        for letters, link in self._letters.items():
            if letters.startswith(self._pressed):
                span = next(s for s in link.spans if self.page.sees(s.line) or s == link.spans[-1])
                mark = Mark(span.start, span.end, "accent", True, letters)
                # The letter only: what it leads to is still to be read.
                end = min(span.end, span.start + len(letters))
                found.setdefault(span.line, []).append(mark._replace(end=end))
        if self._chosen is not None:
            for span in self._chosen.spans:
                found.setdefault(span.line, []).append(Mark(span.start, span.end, "place", True))
        return found

    def status(self) -> list[Part]:
        """For the line of news: where the chosen link leads."""
        if self._letters:
            return [(self.words("press a link's letter; Esc leaves it"), "dim")]
        number = self.typed or (
            str(self.numbered.index(self.address) + 1) if self.address in self.numbered else ""
        )
        parts: list[Part] = [(f"[{number}] " if number else "", "accent")]
        if self.typed and not self.address:
            return [*parts, (self.words("there is no link of that number"), "dim")]
        if not self.address:
            return []
        parts += self._named()
        opens = self.words("   Enter opens, y copies")
        return [*parts, (opens if self.web_address else self.words("   Enter goes there"), "dim")]

    def _named(self) -> list[Part]:
        if (web := self.web_address) is not None:
            host = host_of(web)
            rest = f"  {self.address}" if host != self.address else ""  # a mail address
            return [(host, "place"), (rest, "dim")]
        if self.address.startswith(ARTICLE):
            return [(self.words("the same in another language"), "ink")]
        line = anchored(self.page, self.address)
        said = " ".join(self.page.lines[line].text.split()) if line is not None else self.address
        return [(said, "ink")]


def anchored(page: PageView, address: str) -> int | None:
    """The line that ``#anchor`` means; None if the page has no such place (yet)."""
    wanted = unquote(address[1:])
    for number, line in enumerate(page.lines):
        if line.anchor and line.anchor in (wanted, slug(wanted)):
            return number
    return None


def labels(count: int) -> list[str]:
    """As many labels of letters, all of one length, those under the resting fingers first."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return [a + b for a in _LETTERS for b in _LETTERS][:count]
