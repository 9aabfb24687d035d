"""How long something will still take, judged by how fast it went so far."""

from __future__ import annotations

from dataclasses import dataclass

from tui.errors import Said, said

_FEWEST = 300  # things; fewer are done before anyone could read how many there are
_LEAST_SECONDS = 1.0


@dataclass(slots=True)
class Pace:
    """``begun`` is the moment, in seconds, at which ``before`` things were done already."""

    begun: float | None = None
    before: int = 0
    _of: int = 0

    def left(self, done: int, total: int, now: float) -> int | None:
        """Seconds until ``total`` things are done; None where that cannot be said yet."""
        if total < _FEWEST or done > total:
            self.begun = None
            return None
        if self.begun is None or total != self._of or done < self.before:
            self.begun, self.before, self._of = now, done, total
        elapsed, gained = now - self.begun, done - self.before
        if elapsed < _LEAST_SECONDS or not gained:
            return None
        return max(1, round((total - done) * elapsed / gained))


def time_left(seconds: int) -> Said:
    """``20 s left``, ``3 min left``."""
    if seconds < 90:
        return said("{n} s left", n=seconds)
    return said("{n} min left", n=round(seconds / 60))


def worth_telling(total: int) -> bool:
    """Whether there is so much to be done that its progress is of interest."""
    return total >= _FEWEST
