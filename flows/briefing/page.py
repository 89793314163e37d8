"""One self-contained HTML page of a day: no script, nothing to fetch, all that others wrote escaped."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from flows.briefing import words
from flows.briefing.network import leaning, network
from flows.briefing.plots import Row, bars
from flows.plurals import count
from warehouse.briefing import Asked

_FOLDER: Final = Path(__file__).with_name("templates")
_SECTIONS: Final = {
    "news": "New",
    "changed": "Changed",
    "moved": "Moved",
    "timelines": "Timelines",
    "network": "Network",
    "figures": "Figures",
    "ahead": "Ahead",
    "disputed": "Disputed",
    "one-source": "One source",
    "sources": "Publishers",
    "how": "How to read this",
}
_WORDS: Final = ("address", "category", "clean", "happened", "long_day", "marked", "marked_words", "short_day")


def page(day: date, asked: Mapping[str, Asked], names: Mapping[str, str], *, written_at: datetime, version: str) -> str:
    """The page of `day` from the answers of `warehouse.briefing.ask_about`; `names` are countries by their codes."""
    days = asked["days"].rows
    facts = {
        "day": day,
        "week_start": day - timedelta(days=6),
        "asked": asked,
        "today": days[-1],
        "n_unlisted": days[-1]["n_hypothetical"] + days[-1]["n_historical"],
        "compared": _compared([row["n_events"] for row in days]),
        "span": asked["span"].rows[0],
        "groups": _by_pair(asked["new_events"].rows),
        "timelines": _timelines(asked["timelines"].rows, asked["latest_acts"].rows),
        "plots": {"days": _days_plot(days), "network": _network_plot(asked["network"].rows)},
        "network_words": _network_words(asked["network"].rows),
        "written_at": written_at,
        "version": version,
    }
    return _environment(words.Countries(names)).get_template("page.html.j2").render(facts)


def _environment(countries: words.Countries) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update({name: getattr(words, name) for name in _WORDS})
    style = Markup((_FOLDER / "style.css").read_text(encoding="utf-8"))  # noqa: S704 it is ours
    made.globals |= {
        "count": count,
        "countries": countries,
        "quad_classes": words.QUAD_CLASSES,
        "change_words": _change_words,
        "turn_words": _turn_words,
        "withdrawn_words": countries.withdrawn,
        "sections": tuple(_SECTIONS.items()),
        "style": style,
    }
    return made


def _compared(counts: Sequence[int]) -> str:
    """The last of the counts beside those before it."""
    *before, yesterday, today = counts
    usual = (sum(before) + yesterday) / (len(before) + 1)
    if not usual:
        return "the first in four weeks"
    if today == yesterday:
        difference = "as many as the day before"
    else:
        difference = f"{abs(today - yesterday):,} {'more' if today > yesterday else 'fewer'} than the day before"
    return f"{difference}, where the four weeks before had {usual:,.1f} a day"


def _by_pair(events: Sequence[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The events under their pairs, pairs in the order of their first event."""
    pairs: dict[str, list[Row]] = {}
    for event in events:
        pairs.setdefault(event["pair"], []).append(event)
    return tuple((pair, tuple(rows)) for pair, rows in pairs.items())


def _days_plot(days: Sequence[Row]) -> Markup:
    return Markup(bars(days, day="reported_on", bar_days=1, height=110, largest=_largest(days)))  # noqa: S704 drawn by us


def _timelines(weeks: Sequence[Row], latest: Sequence[Row]) -> tuple[dict[str, Any], ...]:
    """A plot a pair, all to one scale, with its latest acts."""
    largest = _largest(weeks)
    acts = dict(_by_pair(latest))
    return tuple(
        {
            "pair": pair,
            "weeks": (of_pair := tuple(rows)),
            "plot": Markup(bars(of_pair, day="event_week", bar_days=7, height=110, largest=largest)),  # noqa: S704
            "acts": acts.get(pair, ()),
        }
        for pair, rows in groupby(weeks, key=lambda row: row["pair"])
    )


def _largest(rows: Sequence[Row]) -> int:
    """The longest bar in either direction."""
    sides = (("material_cooperation", "verbal_cooperation"), ("material_conflict", "verbal_conflict"))
    return max((1, *(int(row[f"n_{one}"]) + int(row[f"n_{other}"]) for row in rows for one, other in sides)))


def _network_plot(pairs: Sequence[Row]) -> Markup:
    return Markup(network(pairs)) if pairs else Markup()  # noqa: S704 drawn by us


def _network_words(pairs: Sequence[Row]) -> str:
    """What a reader who does not see the network is told; the table below it has the rest."""
    kinds = [leaning(row) for row in pairs]
    parts = [f"{kinds.count(kind)} of {kind}" for kind in ("cooperation", "conflict") if kind in kinds]
    told = f", {' and '.join(parts)}" if parts else ""
    return f"Network of {count(len(pairs), 'pair')} of countries{told}; the table that follows lists them."


def _change_words(event: Row) -> str:
    if event["change"] == "confirmed":
        return f"now also told by {words.clean(', '.join(event['new_publishers']))}"
    return {"contradicted": "now denied", "fulfilled": "reported to have happened"}[event["change"]]


def _turn_words(turn: Row) -> str:
    events = count(turn["n_events"], "event")
    if turn["kind"] == "more_events":
        return f"More than usual: {events}, where {turn['usual_n_events']:.1f} a week are usual."
    side = turn["kind"].removeprefix("more_")
    shares = [turn["conflict_share"], turn["usual_conflict_share"]]
    now, usual = shares if side == "conflict" else [1 - share for share in shares]
    return f"More {side} than usual: {now:.0%} of {events}, where {usual:.0%} is usual."
