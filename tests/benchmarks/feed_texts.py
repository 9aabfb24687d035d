"""Feeds as newspapers' sites serve them: RSS of short articles in HTML, half of them Chinese."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate
from pathlib import Path

_PARAGRAPHS = 3_000  # of each language; an article is made of some
_ZH = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产"
    "种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业"
    "本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利"
    "比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文"
    "总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干"
    "做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共"
    "权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张"
    "信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验"
)
_EN = """
    the of and to in a is that for it as was with be by on not he his but at are this have from
    or had an they which one you were her all she there would their we him been has when who
    will more no if out so said what up its about into than them can only other new some could
    time these two may then do first any my now such like our over man me even most made after
    also did many before must through back years where much your way well down should because
    each just those people how too little state good very make world still own see men work long
    get here between both life being under never day same another know while last might us great
    old year off come since against go came right used take three market river signal engine
    harbour winter model paper minister village theorem battery forecast orbit ledger kernel
    protein museum strike tariff glacier compiler orchestra sensor estuary ballot archive
    turbine reactor novel railway bacteria satellite census drought
"""


def _spread(size: int) -> list[float]:
    """Some words are everywhere, most are rare."""
    return list(accumulate(1 / (rank + 4) for rank in range(size)))


class Texts:
    """Titles and paragraphs of HTML, about as many different words as there are in the news."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        endings = ("s", "ed", "ing", "er", "ly", "ness", "al", "able", "ism")
        words = _EN.split()
        english = words + [word + end for word in words[120:] for end in endings]
        chinese = ["".join(dice.choices(_ZH, k=dice.choice((1, 2, 2, 2, 3)))) for _ in range(4_000)]
        self._words = (chinese, english)
        self._spread = (_spread(len(chinese)), _spread(len(english)))
        self._paragraphs = [[self._paragraph(n) for _ in range(_PARAGRAPHS)] for n in (0, 1)]

    def words(self, language: int, least: int, most: int) -> str:
        number = self._dice.randrange(least, most)
        spread = self._spread[language]
        drawn = self._dice.choices(self._words[language], cum_weights=spread, k=number)
        return ("", " ")[language].join(drawn).capitalize()

    def body(self, language: int) -> str:
        """2 to 4 KB."""
        size, parts = self._dice.randrange(2_000, 4_000), []
        while size > 0:
            parts.append(self._dice.choice(self._paragraphs[language]))
            size -= len(parts[-1]) * (2, 1)[language]
        return "\n".join(parts)

    def _paragraph(self, language: int) -> str:
        dice = self._dice
        comma, stop = (("，", "。"), (", ", ". "))[language]
        clauses = [self.words(language, 5, 14) for _ in range(dice.randrange(2, 8))]
        if dice.random() < 0.4:
            clauses[0] = f'<a href="https://example.org/{dice.getrandbits(24):x}">{clauses[0]}</a>'
        if dice.random() < 0.3:
            clauses[-1] = f"<strong>{clauses[-1]}</strong>"
        text = comma.join(clauses) + stop
        match dice.randrange(12):
            case 0:
                return f"<h2>{self.words(language, 3, 8)}</h2>\n<p>{text}</p>"
            case 1:
                return "<ul>" + "".join(f"<li>{clause}</li>" for clause in clauses) + "</ul>"
            case 2:
                return f"<blockquote><p>{text}</p></blockquote>"
            case 3:
                picture = f"https://img.example.org/{dice.getrandbits(32):x}.jpg"
                return f'<p>{text}</p>\n<p><img src="{picture}" alt="" width="640"/></p>'
            case _:
                return f"<p>{text}</p>"


def write_feeds(folder: Path, feeds: int, articles: int) -> None:
    """``feeds`` files of ``articles`` each, one an hour, the newest first; the odd ones English."""
    dice, now = random.Random(feeds), datetime.now(UTC).replace(microsecond=0)
    texts = Texts(dice)
    for feed in range(feeds):
        language = feed % 2
        items = []
        for number in range(articles):
            date = format_datetime(now - timedelta(hours=number + 1, minutes=feed % 60))
            link = f"https://news{feed}.example.org/{articles - number}"
            tags = "".join(
                f"<category><![CDATA[{texts.words(language, 1, 2)}]]></category>" for _ in range(3)
            )
            items.append(
                f"<item><title>{texts.words(language, 6, 14)}</title><link>{link}</link>\n"
                f"<dc:creator><![CDATA[{texts.words(language, 1, 3)}]]></dc:creator>\n"
                f"<pubDate>{date}</pubDate>{tags}\n"
                f'<guid isPermaLink="false">{link}?p</guid>\n'
                f"<description><![CDATA[{texts.words(language, 20, 40)} [&#8230;]]]></description>\n"
                f"<content:encoded><![CDATA[{texts.body(language)}]]></content:encoded></item>\n"
            )
        (folder / f"{feed}.xml").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
            ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>'
            f"<title>{('第{}号新闻', 'Daily {}')[language].format(feed)}</title>\n"
            f"<link>https://news{feed}.example.org/</link><description>…</description>\n"
            f"<language>{('zh-CN', 'en')[language]}</language>\n"
            f"{''.join(items)}</channel></rss>\n",
            "utf-8",
        )
