"""What there is of one article: what its feed has of it, its whole page, what it was before edits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tui.core.models import Reading
from tui.deeds import day
from tui.errors import SourceError
from tui.screens.links import Links
from tui.screens.marked_page import MarkedPage
from tui.screens.opener import Opener
from tui.session import Session
from tui.widgets.drawn import Glyphs


class VersionedPage(MarkedPage):
    """A page that shows one version of its article."""

    def __init__(self, session: Session, glyphs: Glyphs, links: Links, opener: Opener) -> None:
        super().__init__(session, glyphs, links, opener)
        self._whole: bool | None = None
        """Whether the page's own article is shown, and not the feed's; None: as its source is set."""
        self._former = 0
        """How many versions back the one is that is shown; 0 is what it is now."""
        self._was_former = False
        """It comes back from there."""

    def read_page(self) -> None:
        """Bring the version that is wanted onto the page."""
        raise NotImplementedError

    def keep_place_now(self) -> None:
        """Remember how far it was read."""
        raise NotImplementedError

    def begin_version(self) -> None:
        """Another article: as its feed has it, or as its source is set."""
        self._whole, self._former = None, 0

    def is_now(self, reading: Reading) -> bool:
        """Whether it is what the feed has now: a place in another one is no place in it."""
        return not self._former and reading.body is not reading.whole

    def version(self, reading: Reading) -> Reading:
        """``reading`` with the body that is to be shown: the feed's, or the page's own."""
        if 0 < self._former <= len(reading.formers):
            former = reading.formers[self._former - 1]
            article = replace(reading.article, title=former.title)
            return replace(reading, article=article, body=former.body, place=None)
        wanted = reading.shows_whole if self._whole is None else self._whole
        if reading.whole is None or not wanted:
            return reading
        return replace(reading, body=reading.whole, place=None)

    def tell_version(self, reading: Reading) -> None:
        """Say which version is there, if it is not simply the article."""
        if self._former:
            self._tell_former(reading)
        elif reading.place is not None:
            self.tell(
                self.words("where you left it · {key}: its beginning", key=self.key_of("top"))
            )
        elif reading.body is reading.whole:
            self.tell(
                self.words(
                    "the whole article · {key}: what the feed has of it", key=self.key_of("whole")
                )
            )
        elif reading.formers and not self._was_former:
            self.tell(
                self.words(
                    "edited since it came · {key}: as it was before", key=self.key_of("former")
                )
            )
        self._was_former = False

    # Commands

    def do_whole(self) -> None:
        """The page's own article instead of the feed's few lines, and back."""
        reading = self.reading
        if reading is None or reading.article.id != self.number:
            return
        if reading.whole is None:
            self.tell(self.words("fetching the whole article…"), seconds=60)
            self.work(partial(self._fetch_whole, self.number), group="whole")
        else:
            self._show_whole(reading.body is not reading.whole)

    async def _fetch_whole(self, number: int) -> None:
        try:
            await self.session.fetch_whole(number)
        except SourceError:
            if number == self.number:
                raise
            return  # the reader went on meanwhile, and does not ask for it any more
        if number == self.number:
            self._show_whole(True)

    def _show_whole(self, wanted: bool) -> None:
        self.keep_place_now()
        self._whole = wanted
        self.read_page()

    def do_former(self) -> None:
        """As it was before it was edited; then before that; then as it is."""
        reading = self.reading
        if reading is None or reading.article.id != self.number:
            return
        if not reading.formers:
            self.tell(self.words("It was not edited since it came"))
            return
        self.keep_place_now()
        self._former = (self._former + 1) % (len(reading.formers) + 1)
        self._was_former = not self._former
        self.read_page()

    def _tell_former(self, reading: Reading) -> None:
        former = reading.formers[self._former - 1]
        zone = self.session.config.zone
        told = self.words(
            "as it was until {when}", when=day(former.until.astimezone(zone), self.words)
        )
        key = self.key_of("former")
        last = self._former == len(reading.formers)
        more = self.words("as it is now") if last else self.words("before that")
        self.tell(f"{told} · {key}: {more}", seconds=60)
