"""What is done to articles from the list and from the page alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeVar

from tui.core.change import hide, mark_read, star, tag
from tui.core.change import later as put_off_till
from tui.core.markwords import tag_name, until_of
from tui.core.models import ArticleRow
from tui.errors import Usage
from tui.screens.acting import NEVER, TIMES, ActingScreen
from tui.screens.prompt import Offer, Prompt
from tui.widgets.drawn import Part

T = TypeVar("T")
_TAGS_SHOWN = 50


class ArticlesScreen(ActingScreen[T], inherit_bindings=False):
    """The commands of a screen whose keys are about articles."""

    # Marks

    def do_read(self) -> None:
        self.apply(mark_read(self.targets()))

    def do_unread(self) -> None:
        self.apply(mark_read(self.targets(), False))

    def do_toggle_read(self) -> None:
        ids = self.targets()
        self.apply(mark_read(ids, any(not (k := self.known(n)) or not k.read for n in ids)))

    def do_star(self) -> None:
        """Star; where all have a star, take it away."""
        ids = self.targets()
        self.apply(star(ids, any(not (k := self.known(n)) or not k.starred for n in ids)))

    def do_hide(self) -> None:
        ids = self.targets()
        rows = [self.known(number) for number in ids]
        hidden = rows and all(isinstance(row, ArticleRow) and row.hidden for row in rows)
        self.apply(hide(ids, not hidden), tell=True)

    def do_undo(self) -> None:
        self.act(self.acts.undo())

    def do_redo(self) -> None:
        self.act(self.acts.redo())

    def with_undo(self, words: str) -> None:
        for _turn in range(min(int(words), 500) if words.isdecimal() else 1):
            self.do_undo()

    # Later

    def do_later(self) -> None:
        """Ask until when; a letter answers."""
        if ids := self.targets():
            self.ask(self._later_prompt(ids))

    def with_later(self, words: str) -> None:
        self.put_off(self.targets(), words)

    def _later_prompt(self, ids: Sequence[int]) -> Prompt:
        quick = {key: word for key, (word, _told) in TIMES.items()}
        hint = self.words("a letter, or 3d, 18:30, 12-24, 2026-12-24 9:00; Enter: tomorrow")
        return Prompt(
            self.words("Later: "),
            partial(self.put_off, ids),
            offers=self.later_offers,
            hint=lambda _text: ((hint, "dim"),),
            quick={**quick, "-": NEVER},
        )

    def put_off(self, ids: Sequence[int], words: str) -> None:
        if words in (NEVER, "-"):
            self.apply(put_off_till(ids, None), tell=True)
            return
        try:
            until = until_of(words, self.session.now(), self.session.config.zone)
        except Usage as error:
            self.tell_error(error)
            return
        self.apply(put_off_till(ids, until), tell=True)

    # Own tags

    def do_own_tags(self) -> None:
        if ids := self.targets():
            self.hold_keys()  # they are to be typed into what is asked for
            self.work(partial(self._ask_tags, tuple(ids)), group="ask")

    def with_own_tags(self, words: str) -> None:
        self._tag(self.targets(), words)

    async def _ask_tags(self, ids: tuple[int, ...]) -> None:
        try:
            known, worn = await self.session.hand.call(
                lambda library: (library.own_tags(), library.own_tags_of(ids[:200]))
            )
            self.ask(self._tags_prompt(ids, known, worn))
        finally:
            self.release_keys()

    def _tags_prompt(
        self, ids: Sequence[int], known: Mapping[str, int], worn: Sequence[str]
    ) -> Prompt:
        hint: list[Part] = [
            (self.words("a name gives it, -name takes it away; commas between several"), "dim")
        ]
        if worn:
            hint = [("#" + " #".join(worn) + "  ", "place"), *hint]

        def offers(typed: str) -> Sequence[Offer]:
            start = max(typed.rfind(sign) for sign in ",，") + 1
            start += len(typed[start:]) - len(typed[start:].lstrip())
            begun = typed[start:].lstrip("-").casefold()
            found = [
                Offer(
                    f"-{name}" if name in worn else name,
                    f"-{name}" if name in worn else name,
                    key=f"{count:,}",
                    start=start,
                )
                for name, count in known.items()
                if begun in name.casefold()
            ]
            return found[:_TAGS_SHOWN]

        return Prompt(
            self.words("Tags: "),
            partial(self._tag, ids),
            offers=offers,
            hint=lambda _text: hint,
        )

    def _tag(self, ids: Sequence[int], words: str) -> None:
        changes = []
        for part in words.replace("，", ",").split(","):
            written = part.strip()
            if name := tag_name(written.lstrip("-#")):
                changes.append(tag(ids, name, not written.startswith("-")))
        if changes and ids:
            self.act(self.acts.told(self.acts.apply(*changes)))
            self.acted(ids)

    # Elsewhere

    def do_history(self) -> None:
        from tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.session, self.glyphs, self.acts))

    def do_pipe(self) -> None:
        from tui.screens.piping import pipe_prompt

        if not self.session.restricted:
            if ids := self.targets():
                self.ask(pipe_prompt(self, ids))
        else:
            self.tell(self.words("No programs can be started from here"))

    def with_pipe(self, words: str) -> None:
        from tui.screens.piping import pipe_to

        if self.session.restricted:
            self.do_pipe()
        elif ids := self.targets():
            pipe_to(self, ids, words)

    def do_command(self) -> None:
        from tui.screens.commandline import command_prompt

        self.ask(command_prompt(self))
