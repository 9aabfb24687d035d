"""Which articles of a feed are let go: by age and by number, and never one that is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Rule:
    """0 means without bound."""

    days: int = 0
    articles: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.articles)


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as far as letting it go needs to know it."""

    id: int
    date: datetime
    seen: datetime


def rule_for(settings: Settings, days: int, articles: int) -> Rule:
    """The source's own rule, else the user's for all."""
    return Rule(settings.keep_days or days, settings.keep_articles or articles)


def outlived(
    stored: Sequence[Stored], rule: Rule, kept: Collection[int], now: datetime
) -> list[int]:
    """Ids of those of ``stored`` (newest first) that ``rule`` lets go; those ``kept`` (starred ones)
    neither go nor count. An article is as old as the later of its date and its arrival: what came
    today is not gone tomorrow for being dated last year."""
    oldest = now - timedelta(days=rule.days) if rule.days else None
    gone = []
    number = 0
    for article in stored:
        if article.id in kept:
            continue
        number += 1
        too_many = bool(rule.articles) and number > rule.articles
        too_old = oldest is not None and max(article.date, article.seen) < oldest
        if too_many or too_old:
            gone.append(article.id)
    return gone
