"""Finding in a page: every match is marked as it is typed, and counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from textual import events

from tui.render.find import Match, matches
from tui.screens.typesetting import Beside
from tui.widgets.drawn import Part
from tui.widgets.page_view import Mark, PageView
from tui.words import Words

_LONGEST = 200  # characters
_NOT_TEXT = ("ctrl+z", "ctrl+c")


@dataclass(slots=True)
class Find:
    """What is looked for in ``page``: what the reader types, else ``searched``, the words by which
    the list was narrowed. ``changed`` is called when there is something else to draw."""

    page: PageView
    words: Words
    beside: Beside
    run: Callable[..., None]
    changed: Callable[[], None]
    searched: Sequence[str] = ()
    needle: str = ""
    typing: bool = False
    _found: list[Match] = field(default_factory=list)
    _current: int = -1
    _from: int = 0
    _looking: bool = False
    _steps: int = 0
    """How far to go on once what is looked for was found."""
    _in_sight: bool = False

    @property
    def active(self) -> bool:
        """The reader looks for something: ``n`` and ``p`` lead from match to match."""
        return self.typing or bool(self.needle)

    def begin(self) -> None:
        self.typing, self.needle, self._from = True, "", self.page.top
        self.look()

    def clear(self) -> None:
        self.typing, self.needle = False, ""
        self.look()

    def type(self, event: events.Key) -> bool:
        """While typing every printable key is text; False gives the key back to the table."""
        if not self.typing:
            return False
        if event.key in ("enter", "down"):
            self.typing = False
            if not self.needle:
                self.clear()
            self.changed()
            return True
        if event.key == "escape":
            self.clear()
            self.page.move_to(self._from)
            return True
        if event.key in ("backspace", "ctrl+h"):
            self.needle = self.needle[:-1]
        elif event.key == "ctrl+u":
            self.needle = ""
        elif event.character and event.character.isprintable():
            self.needle = (self.needle + event.character)[:_LONGEST]
        else:
            return event.key not in _NOT_TEXT
        self.look()
        return True

    def paste(self, words: str) -> None:
        """Words from the clipboard, as if they were typed."""
        if self.typing:
            self.needle = (self.needle + " ".join(words.split()))[:_LONGEST]
            self.look()

    def look(self, *, stay: bool = False) -> None:
        """Look for it anew; ``stay``: in a page that was set anew, where the reader is already."""
        self._looking = True
        if not stay:
            self._current, self._steps, self._in_sight = -1, 0, False
        self.run(lambda: self._look(stay), group="find")

    def note_sight(self) -> None:
        """Note whether the match that one is at can be seen: if so it is to stay in sight."""
        if self._found:
            current = self._current_match
            self._in_sight = current is not None and self.page.sees(current[0].line)

    def keep_in_sight(self) -> None:
        """The screen has another size, and the page the same lines."""
        if self._in_sight and (current := self._current_match) is not None:
            self.page.reveal(current[0])

    @property
    def _current_match(self) -> Match | None:
        return self._found[self._current] if 0 <= self._current < len(self._found) else None

    def forget(self) -> None:
        """The page's lines are other ones now: what was found in them stands elsewhere."""
        self._found = []
        self.look(stay=True)

    async def _look(self, stay: bool) -> None:
        needles = [self.needle] if self.active else list(self.searched)
        lines = list(self.page.lines)
        found = await self.beside(lambda: matches(lines, needles)) if any(needles) else []
        self._found, self._looking = found, False
        steps, self._steps = self._steps, 0
        moved = False
        if not found or not self.active:
            self._current = -1 if not self.active else self._current
        elif self._current < 0 and (not stay or self.page.top == self._from):
            self._current = self._first()
            moved = True
        kept = stay and self._in_sight and self.active and 0 <= self._current < len(found)
        if steps and found:
            self.step(steps)
        elif moved or kept:
            self.page.reveal(found[self._current][0])
            self.changed()
        else:
            self.changed()

    def _first(self) -> int:
        below = (n for n, match in enumerate(self._found) if match[0].line >= self._from)
        return next(below, 0)

    def step(self, by: int) -> None:
        """To the next match, round the page's end."""
        if self._looking:
            self._steps += by
            return
        if self._found:
            if not 0 <= self._current < len(self._found):
                self._current = self._first() - (1 if by > 0 else 0)
            self._current = (self._current + by) % len(self._found)
            self.page.reveal(self._found[self._current][0])
            self._from = self.page.top
        self.changed()

    def marks(self) -> Mapping[int, list[Mark]]:
        found: dict[int, list[Mark]] = {}
        for number, match in enumerate(self._found):
            for span in match:
                mark = Mark(span.start, span.end, "accent", number == self._current)
                found.setdefault(span.line, []).append(mark)
        return found

    def status(self) -> list[Part]:
        """For the line of news: what is looked for, and how often it is there."""
        if not self.active:
            return []
        parts: list[Part] = [("/", "accent"), (self.needle, "ink")]
        parts.append(("_" if self.typing else "", "accent"))
        if not self.needle:
            parts.append((self.words("  find in this article; Esc leaves it"), "dim"))
        elif not self._found:
            parts.append((self.words("  is nowhere in this article"), "dim"))
        else:
            place = self.words("{n} of {total}", n=self._current + 1, total=len(self._found))
            if self._current < 0:
                place = str(len(self._found))
            keys = "" if self.typing else self.words("   n p: next, previous; Esc: enough")
            parts += [(f"  {place}", "accent"), (keys, "dim")]
        return parts
