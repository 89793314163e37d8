"""Plots of the briefing as SVG without script. Their colours are variables of the page's style, which themes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import altair as alt
import vl_convert

WIDTH: Final = 280  # of the plotted area in pixels: with its labels a plot fits a small phone
# From the axis outwards: names of the columns that count them, and of colours of the style.
_UP: Final = ("material_cooperation", "verbal_cooperation")
_DOWN: Final = ("material_conflict", "verbal_conflict")
_GAP: Final = 0.12  # of a bar's width, left free before the next one
_CONFIG: Final = {
    "font": "sans-serif",
    "background": "transparent",
    "aria": False,  # the page says what a plot shows, and has its numbers in a table
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)",
        "tickColor": "var(--line)",
        "domainColor": "var(--line)",
        "gridColor": "var(--line)",
        "labelFontSize": 11,
    },
}
_SIZE: Final = re.compile(r' width="([\d.]+)" height="[\d.]+"')
_ROLES: Final = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')

Row = Mapping[str, Any]


def colour(name: str) -> str:
    """The variable of the style that has the colour of a column's or a link's kind."""
    return f"var(--{name.replace('_', '-')})"


def bars(rows: Sequence[Row], *, day: str, bar_days: int, height: int, largest: int) -> str:
    """Bars of events, cooperation upwards and conflict downwards, the material ones next to the axis.

    Rows are in the order of the column `day`, the first of the `bar_days` days of a bar; their columns
    `n_verbal_conflict` and its like count. The axis ends at `largest` in both directions.
    """
    first, last = rows[0][day], rows[-1][day] + timedelta(days=bar_days)
    ticks = alt.Axis(values=list(_ticks(first, last)), format="%-d %b", grid=False, title=None, labelOverlap="greedy")
    sides = alt.Axis(values=[-largest, 0, largest], labelExpr="format(abs(datum.value), ',')", title=None)
    over = alt.Scale(type="utc", domain=[_milliseconds(first), _milliseconds(last)])
    upright = alt.Scale(domain=[-largest, largest], nice=False)
    kinds = alt.Scale(domain=[*_UP, *_DOWN], range=[colour(name) for name in (*_UP, *_DOWN)])
    drawn = (
        alt.Chart(alt.InlineData(values=list(_stacked(rows, day, bar_days))), width=WIDTH, height=height)
        .mark_rect()
        .encode(
            x=alt.X("first:T", axis=ticks, scale=over),
            x2="last:T",
            y=alt.Y("low:Q", axis=sides, scale=upright),
            y2="high:Q",
            color=alt.Color("kind:N", legend=None, scale=kinds),
        )
    )
    return drawn_as_svg(drawn)


def drawn_as_svg(chart: alt.Chart | alt.LayerChart | alt.FacetChart) -> str:
    """The plot as wide as its place, no wider than it was drawn, and silent: what stands around it describes it."""
    svg = vl_convert.vegalite_to_svg(chart.properties(config=_CONFIG).to_dict())
    return _SIZE.sub(r' style="max-width:\1px" aria-hidden="true"', _ROLES.sub("", svg), count=1)


def _stacked(rows: Sequence[Row], day: str, bar_days: int) -> Iterator[dict[str, object]]:
    for row in rows:
        first = _milliseconds(row[day])
        last = first + bar_days * (1 - _GAP) * 86_400_000
        for names, sign in ((_UP, 1), (_DOWN, -1)):
            reached = 0
            for name in names:
                if count := row[f"n_{name}"]:
                    low, reached = reached, reached + sign * count
                    yield {"kind": name, "low": low, "high": reached, "first": first, "last": last}


def _ticks(first: date, last: date) -> Iterator[int]:
    """Each month's first day; weeks where there are less than two months."""
    is_short = (last - first).days < 60
    days = (first + timedelta(days=number) for number in range((last - first).days))
    return (_milliseconds(day) for day in days if (day.weekday() == 0 if is_short else day.day == 1))


def _milliseconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
