"""Long articles in telex, next to apps that show the same text with what Rich and Textual have."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.filled import SIZES, title_of
from tests.benchmarks.memory import memory
from tests.benchmarks.prose import FIRST_SCREEN, WORD, prose
from tests.benchmarks.reader import DOWN, LONG, PAGE, RUNS, Reader
from tests.benchmarks.timing import Press, Watch, Work, p95, pause, press, shift
from tests.terminal import TELEX, Terminal

EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))
FIRST_ROW = r"(?m)^▌"
_ROOT = Path(__file__).parents[2]
_BUDGETS = (150, 250, 300)  # ms until the first screen of an article of each of the SIZES
_LAST = len(SIZES) - 1


class Articles:
    """Its ``run`` takes some minutes: Textual's Markdown needs twenty seconds for the longest."""

    def __init__(self, home: Path, repeat: int) -> None:
        self._home = home
        self._repeat = repeat

    def run(self) -> list[Figure]:
        figures = [self._first()]
        with ExitStack() as stack:
            self._empty = stack.enter_context(self._start(EMPTY))
            self._empty.wait_for("pressed 0")
            self._telex = self._browser(stack)
            self._readers = [
                self._telex,
                *(self._shower(stack, it) for it in ("static", "markdown")),
            ]
            at_start = self._sizes()
            for number in range(len(SIZES)):
                figures += self._opening(number)
                if number == _LAST:
                    figures += self._whole(at_start)
                figures += self._moving(number)
                if number < _LAST:
                    for reader in self._readers:
                        reader.leave()
                    self._telex.terminal.send("j")
            figures += self._long()
        return figures

    # Starting

    def _start(self, command: Sequence[str]) -> Terminal:
        return Terminal(command, home=self._home, cwd=_ROOT)

    def _browser(self, stack: ExitStack) -> Reader:
        """Telex, in the list of all, on the first of the long articles."""
        terminal = stack.enter_context(self._start(TELEX))
        terminal.wait_for(FIRST_ROW)
        terminal.send("2")
        terminal.wait_for("All [1-9]")
        terminal.quiet(0.5)
        terminal.send("home")
        terminal.wait_for(rf"{FIRST_ROW}.*{title_of(SIZES[0])}")
        terminal.quiet(1.5)  # what draws articles is loaded meanwhile
        return Reader(terminal, ["enter"] * len(SIZES), FIRST_ROW)

    def _shower(self, stack: ExitStack, name: str) -> Reader:
        paths = [self._home / f"{size}.md" for size in SIZES]
        for path, size in zip(paths, SIZES, strict=True):
            path.write_text(prose(size), encoding="utf-8")
        command = (sys.executable, "-m", f"tests.benchmarks.{name}_app", *map(str, paths))
        terminal = stack.enter_context(self._start(command))
        terminal.wait_for("which one")
        terminal.quiet(0.5)
        return Reader(terminal, "123", "which one")

    def _sizes(self) -> list[float]:
        return [memory(reader.terminal.pid).rss for reader in self._readers]

    # Of each size

    def _first(self) -> Figure:
        """Nothing of the session's first article was done for another one before."""
        times = []
        for _ in range(self._repeat):
            with ExitStack() as stack:
                telex = self._browser(stack)
                telex.open(0)
                times += telex.opened
        what = f"{SIZES[0]} KB, the first article since the start: first screen, median"
        return Figure(what, "ms", statistics.median(times), _BUDGETS[0])

    def _opening(self, number: int) -> list[Figure]:
        for reader in self._readers:
            reader.opened, reader.work = [], []
        slow = self._readers[-1]
        for turn in range(self._repeat):
            for reader in self._readers:
                if turn and reader is slow and number == _LAST:
                    continue  # once is long enough
                if turn:
                    reader.leave()
                reader.open(number)
        size = f"{SIZES[number]} KB"
        opened = [statistics.median(reader.opened) for reader in self._readers]
        written = [statistics.median(it.bytes for it in reader.work) for reader in self._readers]
        return [
            _compared(f"{size}: first screen, median", "ms", opened, _BUDGETS[number]),
            _compared(f"{size}: bytes until it is open and set, median", "B", written),
        ]

    def _moving(self, number: int) -> list[Figure]:
        figures, size = [], f"{SIZES[number]} KB"
        for name, key, times in (("a line down", DOWN, 3), ("PageDown", PAGE, 10)):
            first = [press(reader.terminal, key, LONG) for reader in self._readers]
            if number == _LAST and key == DOWN:
                values = [it.milliseconds for it in first]
                figures.append(_compared(f"{size}: the first key in it", "ms", values))
            for reader in self._readers:
                reader.begin()
            pressed: list[list[Press]] = [[] for _ in self._readers]
            own: list[float] = []
            while len(pressed[0]) < 12 * self._repeat:
                own += [press(self._empty, "j").milliseconds for _ in range(RUNS[key])]
                for presses, reader in zip(pressed, self._readers, strict=True):
                    presses += reader.run(key)
            took = [[it.milliseconds for it in presses] for presses in pressed]
            for of, word, limit in ((statistics.median, "median", None), (p95, "p95", times)):
                values = [of(them) for them in took]
                what = f"{size}: {name} to paint, {word}"
                figures.append(_compared(what, "ms", values, limit, reference=of(own)))
            values = [statistics.median(it.bytes for it in presses) for presses in pressed]
            figures.append(_compared(f"{size}: bytes of it, median", "B", values, 13_000))
        return figures

    # Of the longest

    def _whole(self, at_start: Sequence[float]) -> list[Figure]:
        size = f"{SIZES[_LAST]} KB"

        def median(of: Callable[[Work], float]) -> list[float]:
            return [statistics.median(map(of, reader.work)) for reader in self._readers]

        now = self._sizes()
        grown = [after - before for after, before in zip(now, at_start, strict=True)]
        return [
            _compared(f"{size}: all of it set", "ms", median(lambda it: 1_000 * it.seconds)),
            _compared(f"{size}: CPU time of that", "ms", median(lambda it: 1_000 * it.cpu)),
            _compared(f"{size}: RSS with it open", "MB", now),
            _compared(f"{size}: RSS, more than at the start", "MB", grown),
            _compared("bytes while idle in it, a second", "B", self._idle(), 0),
        ]

    def _idle(self) -> list[float]:
        before = [reader.terminal.bytes for reader in self._readers]
        pause(self._telex.terminal, 5.0)
        now = [reader.terminal.bytes for reader in self._readers]
        return [(after - then) / 5 for then, after in zip(before, now, strict=True)]

    def _long(self) -> list[Figure]:
        size = f"{SIZES[_LAST]} KB"
        found = [self._find() for _ in range(self._repeat)]
        tabs = [press(self._telex.terminal, "tab") for _ in range(12 * self._repeat)]
        self._telex.terminal.send("escape")
        self._telex.begin()
        figures = [
            Figure(f"{size}: find {WORD}, all marked, median", "ms", statistics.median(found)),
            Figure(f"{size}: Tab to paint, p95", "ms", p95([it.milliseconds for it in tabs])),
            Figure(
                f"{size}: bytes of Tab, median", "B", statistics.median(it.bytes for it in tabs)
            ),
            *self._resized("at its beginning"),
        ]
        self._telex.terminal.send("end", "pageup", "pageup")
        figures += self._resized("near its end")
        pause(self._telex.terminal, 0.5)  # the place is kept
        again = [self._again() for _ in range(self._repeat)]
        what = f"{size}: first screen, left near its end, median"
        figures.append(Figure(what, "ms", statistics.median(again), _BUDGETS[_LAST]))
        self._telex.begin()
        keys = [took for _ in range(self._repeat) for took in self._meanwhile()]
        return [
            *figures,
            Figure(f"{size}: a line down while it is set, p95", "ms", p95(keys), 50),
            Figure(f"{size}: a line down while it is set, longest", "ms", max(keys), 150),
        ]

    def _find(self) -> float:
        """From the word, which an input method gives whole, to its number and the marks."""
        terminal = self._telex.terminal
        terminal.send("/")
        terminal.wait_for("find in this article")
        pause(terminal, 0.2)
        terminal.send(WORD)
        seconds = terminal.wait_for(rf"/{WORD}_ .* of {prose(SIZES[_LAST]).count(WORD)}\b")
        terminal.send("escape")
        self._telex.begin()
        return 1_000 * seconds

    def _resized(self, where: str) -> list[Figure]:
        terminal, work = self._telex.terminal, []
        for _ in range(self._repeat):
            for columns in (80, 100):
                pause(terminal, 0.3)
                watch = Watch(terminal)
                terminal.resize(columns, 30)
                work.append(watch.until_idle())
        what = f"{SIZES[_LAST]} KB: 100 to 80 columns {where}"
        painted = statistics.median(1_000 * it.painted for it in work[::2])
        done = statistics.median(1_000 * it.seconds for it in work[::2])
        return [
            Figure(f"{what}, painted, median", "ms", painted),
            Figure(f"{what}, all set, median", "ms", done),
        ]

    def _again(self) -> float:
        self._telex.leave()
        self._telex.enter(_LAST)
        seconds = self._telex.terminal.wait_for("where you left it")
        Watch(self._telex.terminal).until_idle()
        return 1_000 * seconds

    def _meanwhile(self) -> list[float]:
        """Keys from its first screen on until most of it is set: until each moved the page."""
        self._telex.leave()
        terminal = self._telex.terminal
        took: list[float] = []
        self._telex.enter(_LAST)
        ends = time.monotonic() + 0.8 * statistics.median(it.seconds for it in self._telex.work)
        terminal.wait_for(FIRST_SCREEN)
        while not took or time.monotonic() < ends:
            pause(terminal, 0.05)
            took.append(shift(terminal, DOWN))
        Watch(terminal).until_idle()
        self._telex.begin()
        return took


def _compared(
    what: str,
    unit: str,
    values: Sequence[float],
    limit: float | None = None,
    *,
    reference: float | None = None,
) -> Figure:
    telex, static, widget = values
    return Figure(what, unit, telex, limit, reference, static, widget)
