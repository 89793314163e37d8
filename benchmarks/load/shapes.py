"""Six shapes of news pages around a made story, with what real sites put around theirs: menus, scripts, teasers.

Most of a real page is not its story (a middling page of a newspaper has 250 kB, its text 4 kB), and that is what
extraction spends its time on. Sizes run from 15 kB to 600 kB.
"""

import html
import json
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

from benchmarks.load.prose import ADJECTIVES, PEOPLE, PLACES, THINGS, MadeStory

Shape = Callable[[MadeStory, str, str, datetime], str]
# Links in menus and teasers, and kilobytes of inline script, by size of site.
SIZES: Final = ((40, 4), (120, 40), (220, 90), (320, 180), (500, 320))


def page(story: MadeStory, *, host: int, url: str, published_at: datetime) -> str:
    """The whole page. Pages of one host have one shape and one size of furniture."""
    around = furniture(host % len(SHAPES), *SIZES[host % len(SIZES)])
    body = SHAPES[host % len(SHAPES)](story, url, f"Made Daily {host}", published_at)
    head = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{_head(story, url, host, published_at)}"
    return f"{head}{around[0]}</head><body>{around[1]}{body}{around[2]}</body></html>"


def _head(story: MadeStory, url: str, host: int, published_at: datetime) -> str:
    title = html.escape(story.title)
    return (
        f"<title>{title} | Made Daily {host}</title><link rel='canonical' href='{url}'>"
        f"<meta property='og:title' content='{title}'><meta property='og:type' content='article'>"
        f"<meta property='og:site_name' content='Made Daily {host}'><meta property='og:url' content='{url}'>"
        f"<meta name='description' content='{html.escape(story.paragraphs[0])}'>"
        f"<meta property='article:published_time' content='{published_at.isoformat()}'>"
    )


@lru_cache(maxsize=64)
def furniture(shape: int, n_links: int, script_kilobytes: int) -> tuple[str, str, str]:
    """What stands in the head, above and below the story."""
    drawn = random.Random(shape * 1000 + n_links)
    script = "".join(f"var a{n}={{k:{drawn.random()},f:function(e){{return e<{n}}}}};\n" for n in range(200))
    block = f"<script>{script[:4000]}</script>"
    styles = "<style>" + "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(400)) + "</style>"
    menu = "".join(f"<li class='c{n}'><a href='/section/{n}'>{_words(drawn, 2)}</a></li>" for n in range(n_links // 4))
    teasers = "".join(
        f"<div class='teaser c{n}'><a href='/story/{n}'><img src='/i/{n}.jpg' alt='{_words(drawn, 3)}' width='300'>"
        f"<h3>{_words(drawn, 7)}</h3></a><p class='lead'><span>{_words(drawn, 14)}</span></p></div>"
        for n in range(n_links // 2)
    )
    icon = "<svg viewBox='0 0 24 24'><path d='" + "M1 2L3 4Z" * 30 + "'/></svg>"
    above = f"<header>{icon}<nav><ul>{menu}</ul></nav></header><div id='wrap'><div class='ad'>{icon}</div>"
    below = (
        f"<aside><h2>Most read</h2>{teasers}</aside></div><footer><ul>{menu}</ul>{icon}"
        f"<p>All rights reserved</p></footer>{block * (script_kilobytes // 6)}"
    )
    return styles + block * (script_kilobytes // 12), above, below


def _words(drawn: random.Random, n: int) -> str:
    return " ".join(drawn.choice(drawn.choice((ADJECTIVES, PLACES, THINGS, PEOPLE))) for _ in range(n))


def _paragraphs(paragraphs: Sequence[str], opening: str = "<p>", closing: str = "</p>") -> str:
    return "".join(f"{opening}{html.escape(text)}{closing}\n" for text in paragraphs)


def _stated(story: MadeStory, url: str, name: str, at: datetime) -> str:
    """An article whose facts stand in JSON-LD too."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "url": url,
        "datePublished": at.isoformat(),
        "publisher": {"@type": "Organization", "name": name},
        "articleBody": "\n".join(story.paragraphs),
    }
    block = f"<script type='application/ld+json'>{json.dumps(facts)}</script>"
    return f"{block}<main><article><h1>{html.escape(story.title)}</h1>{_paragraphs(story.paragraphs)}</article></main>"


def _plain(story: MadeStory, _url: str, name: str, at: datetime) -> str:
    byline = f"<p class='byline'>By a reporter of {name}, <time datetime='{at.isoformat()}'>{at:%d %B %Y}</time></p>"
    return f"<article><h1>{html.escape(story.title)}</h1>{byline}{_paragraphs(story.paragraphs)}</article>"


def _nested(story: MadeStory, _url: str, _name: str, at: datetime) -> str:
    """Divs within divs, a teaser between any four paragraphs."""
    parts = []
    for place, text in enumerate(story.paragraphs):
        parts.append(
            f"<div class='row'><div class='col'><div class='text'><p>{html.escape(text)}</p></div></div></div>"
        )
        if place % 4 == 3:
            parts.append("<div class='related'><ul><li><a href='/a'>Read also</a></li></ul></div>")
    date = f"<div class='meta'><span class='date'>{at:%Y-%m-%d %H:%M}</span></div>"
    return f"<div class='post entry-content'><h1>{html.escape(story.title)}</h1>{date}{''.join(parts)}</div>"


def _old(story: MadeStory, _url: str, _name: str, at: datetime) -> str:
    """A table, and paragraphs parted by line breaks."""
    text = "<br><br>".join(html.escape(part) for part in story.paragraphs)
    headline = f"<font size='5'><b>{html.escape(story.title)}</b></font>"
    return f"<table><tr><td width='700'>{headline}<br>{at:%d %B %Y}<br><br>{text}</td><td>&nbsp;</td></tr></table>"


def _pictured(story: MadeStory, _url: str, _name: str, _at: datetime) -> str:
    """Pictures with captions, quotations and links within the text."""
    figure = (
        "<figure><img src='/p.jpg' alt='a picture'><figcaption>The {} near the {}. Photo: archive</figcaption></figure>"
    )
    parts = []
    for place, text in enumerate(story.paragraphs):
        first, _, rest = html.escape(text).partition(" ")
        parts.append(f"<p><a href='/topic/{place}'>{first}</a> {rest}</p>")
        if place % 5 == 2:
            parts.append(figure.format(PLACES[place % len(PLACES)], THINGS[place % len(THINGS)]))
    return f"<div itemprop='articleBody'><h1>{html.escape(story.title)}</h1>{''.join(parts)}</div>"


def _discussed(story: MadeStory, url: str, name: str, at: datetime) -> str:
    """An article with readers' comments below."""
    drawn = random.Random(len(story.title))
    comments = "".join(
        f"<li class='comment'><b>reader {n}</b><p>{_words(drawn, 25).capitalize()}.</p></li>" for n in range(30)
    )
    return _plain(story, url, name, at) + f"<section id='comments'><h2>Comments</h2><ol>{comments}</ol></section>"


SHAPES: Final[tuple[Shape, ...]] = (_stated, _plain, _nested, _old, _pictured, _discussed)
