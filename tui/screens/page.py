"""A page that is read: moving in it, finding in it, following its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.timer import Timer

from tui.core import text
from tui.core.models import Place
from tui.render.lines import ARTICLE, Heading
from tui.screens.articles import ArticlesScreen
from tui.screens.base import Moving
from tui.screens.links import Links
from tui.screens.outline import OutlineScreen, Section
from tui.screens.page_find import Find
from tui.screens.page_links import PageLinks, anchored
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.page_view import Mark, PageView

RESIZE_REST_SECONDS = 0.15
PATIENCE_SECONDS = 1.0  # keys wait so long for the article that they are about
OF_THE_PAGE = frozenset(
    (
        *("down", "up", "half-down", "half-up", "page-down", "page-up", "page-or-next"),
        *("top", "bottom", "find", "next-link", "previous-link", "number", "letters", "follow"),
        *("outline", "aside", "back-aside", "whole", "former"),
    )
)
"""Commands that need the page that they are about."""


class PageScreen(ArticlesScreen[int]):
    """The keys of an article that are about the page as it lies there."""

    def __init__(self, session: Session, glyphs: Glyphs, links: Links) -> None:
        self.page = PageView(glyphs, id="page")
        super().__init__(session, glyphs, self.page)
        self.links = links
        self.find = Find(self.page, self.words, session.page, self.work, self._draw_marks)
        self.page_links = PageLinks(self.page, self.words, self._draw_marks)
        self.coming = True
        """What is on the page, if anything, is not the article that keys are about."""
        self._jumped_from: list[tuple[int, int, Place | None]] = []
        """Width, line and place where the reader was before following links within the page."""
        self._patience: Timer | None = None
        self.width = 0
        """Cells of a line of the page; 0 until its room is known."""
        self._resize_timer: Timer | None = None

    # Its width

    def on_page_view_resized(self) -> None:
        if self._resize_timer is not None:
            self._resize_timer.stop()
        if self.width:
            self._resize_timer = self.set_timer(RESIZE_REST_SECONDS, self._fit)
        else:
            self._fit()

    def _fit(self) -> None:
        self._resize_timer = None
        width = max(10, min(self.session.config.width, self.page.size.width - 2))
        if width != self.width:
            self.width = width
            self.set_page()
        else:
            self.find.keep_in_sight()

    def set_page(self) -> None:
        """Set the page in ``width``, for the first time or anew."""
        raise NotImplementedError

    # What is on it

    @property
    def moving(self) -> Moving:
        return self.page

    def position(self) -> str:
        return f"{self.page.percent}%"

    def resting(self) -> Sequence[Part]:
        found = self.find.status()
        return found if self.find.typing else self.page_links.status() or found

    def begin_page(self) -> None:
        """Another article comes: nothing is chosen in it, nothing looked for."""
        self.coming = True
        self._jumped_from = []
        self.page_links.begin()
        if self.find.active:
            self.find.clear()

    def page_shown(self) -> None:
        """There are other lines on the page: the next article's, or the same in another width."""
        self.find.forget()
        self.page_links.again()
        self.wait_no_more()

    def wait_no_more(self) -> None:
        """Keys are done as they are typed: the article is there, or does not come soon."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self.coming = False
        self.release_keys()

    async def run_command(self, command: str) -> None:
        if self.coming and command in OF_THE_PAGE:
            # It is about the article that was gone to, of which there is nothing to see yet.
            self.hold_keys(*self.pressed)
            if self._patience is None:
                self._patience = self.set_timer(PATIENCE_SECONDS, self.wait_no_more)
        else:
            await super().run_command(command)

    def _draw_marks(self) -> None:
        marks: dict[int, list[Mark]] = {}
        found: Mapping[int, list[Mark]]
        for found in (self.page_links.marks(), self.find.marks()):
            for line, some in found.items():
                marks.setdefault(line, []).extend(some)
        self.page.mark(marks)
        if self.page_links.status() or self.find.active:
            self.end_news()
        else:
            self.draw_foot()

    def takes(self, event: events.Key) -> bool:
        return self.find.type(event) or self.page_links.type(event)

    # Finding

    def do_find(self) -> None:
        self.page_links.clear()
        self.find.begin()

    # Links

    def do_next_link(self) -> None:
        self._said_without_links(self.page_links.step(1))

    def do_previous_link(self) -> None:
        self._said_without_links(self.page_links.step(-1))

    def do_letters(self) -> None:
        self._said_without_links(self.page_links.letter(), here=True)

    def do_number(self) -> None:
        self.page_links.number(f"{self.which_key('number') + 1}")

    def _said_without_links(self, found: bool, *, here: bool = False) -> None:
        if not found:
            nowhere = self.words("This article has no links")
            self.tell(self.words("No links on this screen") if here else nowhere)

    async def do_follow(self) -> None:
        address = self.page_links.address
        if not address:
            self.tell(self.words("Tab chooses a link, Enter opens it"))
        elif not address.startswith("#"):
            await self.links.open(self, text.url(address))
        elif address.startswith(ARTICLE):
            self.go_to_article(address.removeprefix(ARTICLE))
        else:
            line = anchored(self.page, address)
            if line is None:
                self.tell(self.words("That place is not on the page"))
                return
            self._jumped_from.append((self.width, self.page.top, self.page.place))
            self.page_links.clear()
            self.page.move_to(line)
            self.tell(self.words("Esc: back to where you were"))

    def go_to_article(self, written: str) -> None:
        """Show the article whose id is ``written``: a translation of the one on the page."""
        raise NotImplementedError

    def on_paste(self, event: events.Paste) -> None:
        if not self.prompted:
            self.find.paste(text.line(event.text))

    async def on_page_view_picked(self, event: PageView.Picked) -> None:
        self.find.typing = False
        if self.page_links.pick(event.line, event.place):
            await self.do_follow()

    # Long lines of code

    def do_aside(self) -> None:
        if not self.page.move_aside(1) and not self.page.aside:
            self.tell(self.words("No line of code here is longer than the screen"))

    def do_back_aside(self) -> None:
        if not self.page.move_aside(-1):
            self.do_back()

    # Sections

    def do_outline(self) -> None:
        headings = self._headings()
        if not headings:
            self.tell(self.words("This article has no headings"))
            return
        # Where the reader is: the last heading above the first line that is seen.
        here = max(0, sum(line <= self.page.top + 1 for line, _ in headings) - 1)
        sections = [Section(heading.level, heading.words) for _, heading in headings]
        screen = OutlineScreen(self.session, self.glyphs, sections, here)
        self.app.push_screen(screen, self._to_section)

    def _headings(self) -> list[tuple[int, Heading]]:
        lines = enumerate(self.page.lines)
        return [(number, line.heading) for number, line in lines if line.heading is not None]

    def _to_section(self, chosen: int | None) -> None:
        # Which one, not which line: the page may have been set in another width meanwhile.
        if chosen is not None and chosen < len(headings := self._headings()):
            self.page.move_to(headings[chosen][0])

    # Leaving

    def do_escape(self) -> None:
        """One thing after the other: the link, what is looked for, the jump, the article."""
        if self.page_links.address:
            self.page_links.clear()
        elif self.find.active:
            self.find.clear()
        elif self._jumped_from:
            width, top, place = self._jumped_from.pop()
            self.page.move_to(top if width == self.width else self.page.line_of(place))
            self.end_news()
        else:
            self.do_back()

    def do_back(self) -> None:
        raise NotImplementedError
