"""Something asked for in the foot: a line that is typed, what may be meant by it above it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual import events
from textual.timer import Timer

from tui.core.keys import fold_width
from tui.render.cells import fit
from tui.screens.bars import BarsScreen
from tui.screens.typed import TypedLine
from tui.session import TYPED_MOST
from tui.widgets.drawn import Part
from tui.widgets.feed_rows import FeedRow

LOOK_SECONDS = 0.12


@dataclass(frozen=True, slots=True)
class Offer:
    """``written`` takes the place of what is typed from ``start``; ``note`` explains it, ``key`` stands
    at the right. A ``whole`` one needs nothing behind it: Enter does it."""

    written: str
    shown: str
    note: str = ""
    key: str = ""
    start: int = 0
    whole: bool = True


@dataclass
class Prompt:
    """What is asked for, and what becomes of the answer.

    ``offers`` and ``hint`` are asked at each letter and must be quick; ``look`` once the letters have
    rested. ``quick`` are keys that answer by themselves while nothing is typed.
    """

    sign: str
    ended: Callable[[str], None]
    offers: Callable[[str], Sequence[Offer]] = lambda _: ()
    hint: Callable[[str], Sequence[Part]] = lambda _: ()
    look: Callable[[str], Awaitable[Sequence[Part]] | None] = lambda _: None
    quick: Mapping[str, str] = field(default_factory=dict)
    prefers: Callable[[str], bool] = lambda _: False
    """Whether Enter takes the first offer although nobody went to it."""
    earlier: list[str] | None = None
    """What was typed for it before, the latest last; None where that is nobody's business."""


class Asking:
    """A prompt on a screen, from the first letter to Enter or Esc."""

    def __init__(self, screen: BarsScreen[object], prompt: Prompt) -> None:
        self._screen = screen
        self._prompt = prompt
        self._typed = TypedLine()
        self._offers: Sequence[Offer] = ()
        self._chosen = -1
        self._looked: Sequence[Part] = ()
        self._timer: Timer | None = None
        self._back = 0
        """How many back the one is that was brought back, of what was typed before."""
        self.over = False
        screen.add_class("asking")
        self._changed()

    # Keys

    def press(self, event: events.Key) -> None:
        """Each key belongs to the prompt while it is there."""
        match event.key:
            case "down":
                self._choose(self._chosen + 1)
            case "up":
                self._choose(self._chosen - 1) if self._offers else self._recall(-1)
            case "ctrl+p":
                self._recall(-1)
            case "ctrl+n":
                self._recall(1)
            case "tab":
                self._take(max(0, self._chosen))
            case "enter":
                self._enter()
            case "escape" | "ctrl+c":
                self.end()
            case _:
                self._type(event)
        if not self.over:
            self.draw()

    def _type(self, event: events.Key) -> None:
        if not self._typed.text and event.character:
            answer = self._prompt.quick.get(fold_width(event.character))
            if answer is not None:
                self._end_with(answer)
                return
        if not self._typed.text and event.key == "backspace":
            self.end()
        elif self._typed.press(event) == "changed":
            self._changed()
        else:
            self._offer_anew()

    def offer_again(self) -> None:
        """More is known by now; what was gone to stays chosen."""
        if self._chosen < 1:
            self._offer_anew()
            self.draw()

    def paste(self, words: str) -> None:
        self._typed.paste(words)
        self._changed()
        self.draw()

    def pick(self, number: int) -> None:
        """A row was clicked: as if it had been gone to, and Enter pressed."""
        self._chosen = number
        self._enter()

    def _enter(self) -> None:
        offers, chosen = self._offers, self._chosen
        if 0 <= chosen < len(offers):
            self._take(chosen)
            if not offers[chosen].whole:
                self.draw()
                return
        self._end_with(self._typed.text)

    def _choose(self, number: int) -> None:
        lowest = 0 if self._prompt.prefers(self._typed.text) else -1
        self._chosen = max(lowest, min(number, len(self._offers) - 1))

    def _take(self, number: int) -> None:
        if number < len(self._offers):
            offer = self._offers[number]
            self._typed.complete(offer.start, offer.written)
            self._changed()

    def _recall(self, step: int) -> None:
        earlier = self._prompt.earlier or []
        self._back = max(0, min(self._back - step, len(earlier)))
        self._typed.begin(earlier[-self._back] if self._back else "")
        self._changed()

    # What comes of it

    def _changed(self) -> None:
        self._looked = ()
        self._offer_anew()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(LOOK_SECONDS, self._look)

    def _offer_anew(self) -> None:
        before = self._typed.text[: self._typed.at]
        self._offers = self._prompt.offers(before)
        prefers = bool(self._offers) and self._prompt.prefers(before)
        self._chosen = 0 if prefers else -1

    def _look(self) -> None:
        self._timer = None
        looking = self._prompt.look(self._typed.text)
        if looking is not None and not self.over:
            self._screen.run_worker(
                self._heed(self._typed.text, looking),
                group="look",
                exclusive=True,
                exit_on_error=False,
            )

    async def _heed(self, asked: str, looking: Awaitable[Sequence[Part]]) -> None:
        found = await looking
        if not self.over and asked == self._typed.text:
            self._looked = found
            self.draw()

    def _end_with(self, words: str) -> None:
        if words.strip() and (earlier := self._prompt.earlier) is not None:
            if words in earlier:
                earlier.remove(words)
            earlier.append(words)
            del earlier[:-TYPED_MOST]
            self._screen.session.remember_typed()
        self.end()
        self._prompt.ended(words.strip())

    def end(self) -> None:
        """Nothing is asked for any more."""
        self.over = True
        if self._timer is not None:
            self._timer.stop()
        self._screen.offers.offer((), -1, 0)
        self._screen.remove_class("asking")
        self._screen.draw_foot()
        self._screen.place_cursor()

    # What is drawn

    def draw(self) -> None:
        column = max((cell_len(offer.shown) for offer in self._offers), default=0)
        column = min(column, max(8, self._screen.size.width // 3))
        rows = [
            FeedRow(
                f"{number}",
                fit(offer.shown, column) if offer.note else offer.shown,
                cells=((offer.key, "dim"),),
                note=offer.note,
            )
            for number, offer in enumerate(self._offers)
        ]
        self._screen.offers.offer(rows, self._chosen, self._screen.size.height // 3)
        self._screen.draw_foot()
        self._screen.place_cursor()

    def parts(self) -> tuple[Sequence[Part], Sequence[Part], Sequence[Part]]:
        """The line that is typed, what was found out about it, and what is said of it."""
        typed = self._typed.parts(self._prompt.sign, self._room)
        return typed, self._looked, self._prompt.hint(self._typed.text)

    @property
    def _room(self) -> int:
        width = self._screen.size.width
        return max(10, width - cell_len(self._prompt.sign) - 4 - _width(self._looked))

    @property
    def column(self) -> int:
        """The cell of the foot at which the next letter will stand."""
        return 1 + cell_len(self._prompt.sign) + cell_len(self._typed.before(self._room))


def _width(parts: Sequence[Part]) -> int:
    return sum(cell_len(words) for words, _ in parts)
