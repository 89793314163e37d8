"""The network of the week as SVG: countries on a circle, and between them what they had to do with each other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import cos, pi, sin
from typing import Any, Final

import altair as alt

from flows.briefing.plots import Row, colour, drawn_as_svg

SIDE: Final = 320
_RADIUS: Final = SIDE / 2 - 20
_KINDS: Final = ("cooperation", "conflict", "mixed")
_DASHES: Final = ([1, 0], [6, 3], [1, 0])


def leaning(row: Row) -> str:
    """`cooperation` where at least two thirds of a pair's acts are, `conflict` likewise, else `mixed`."""
    share = row["n_cooperation"] / row["n_pair_events"]
    return "cooperation" if share >= 2 / 3 else "conflict" if share <= 1 / 3 else "mixed"


def network(rows: Sequence[Row]) -> str:
    """A disc a country, a line a pair of `rows`: wider with more acts, dashed where conflict prevails."""
    order = around(rows)
    angles = {code: 2 * pi * place / len(order) for place, code in enumerate(order)}
    places = {code: (_RADIUS * sin(angle), _RADIUS * cos(angle)) for code, angle in angles.items()}
    return drawn_as_svg(_links(rows, places) + _discs(places))


def around(rows: Sequence[Row]) -> list[str]:
    """The countries in an order in which those with much between them stand close to each other on the circle."""
    weights = {tuple(row["pair"].split("-")): int(row["n_pair_events"]) for row in rows}
    totals: Counter[str] = Counter()
    for pair, weight in weights.items():
        totals.update(dict.fromkeys(pair, weight))
    order = sorted(totals, key=lambda code: (-totals[code], code))
    length, is_better = _length(order, weights), True
    while is_better:
        is_better = False
        for one, other in combinations(range(len(order)), 2):
            tried = order.copy()
            tried[one], tried[other] = order[other], order[one]
            if (shorter := _length(tried, weights)) < length:
                order, length, is_better = tried, shorter, True
    return order


def _length(order: Sequence[str], weights: Mapping[tuple[str, ...], int]) -> int:
    """The steps along the circle between the two of each pair, as often as they had to do with each other."""
    places = {code: place for place, code in enumerate(order)}
    steps = {pair: abs(places[pair[0]] - places[pair[1]]) for pair in weights}
    return sum(weight * min(steps[pair], len(order) - steps[pair]) for pair, weight in weights.items())


def _links(rows: Sequence[Row], places: Mapping[str, tuple[float, float]]) -> alt.Chart:
    most = max(row["n_pair_events"] for row in rows)
    links = [_link(row, places, most) for row in rows]
    kinds = alt.Scale(domain=list(_KINDS), range=[colour(kind) for kind in _KINDS])
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=links), width=SIDE, height=SIDE)
        .mark_rule()
        .encode(
            x=_position("x"),
            y=_position("y"),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            color=alt.Color("kind:N", legend=None, scale=kinds),
            strokeDash=alt.StrokeDash("kind:N", legend=None, scale=alt.Scale(domain=list(_KINDS), range=list(_DASHES))),
        )
    )
    return drawn


def _link(row: Row, places: Mapping[str, tuple[float, float]], most: int) -> dict[str, Any]:
    (x, y), (x2, y2) = (places[code] for code in row["pair"].split("-"))
    return {"x": x, "y": y, "x2": x2, "y2": y2, "width": 1 + 6 * row["n_pair_events"] / most, "kind": leaning(row)}


def _discs(places: Mapping[str, tuple[float, float]]) -> alt.LayerChart:
    at = [{"code": code, "x": x, "y": y} for code, (x, y) in places.items()]
    plain = alt.Chart(alt.InlineData(values=at)).encode(x=_position("x"), y=_position("y"))
    discs = plain.mark_circle(size=1000, opacity=1, fill="var(--paper)", stroke="var(--soft)", strokeWidth=1)
    drawn: alt.LayerChart = discs + plain.mark_text(fontSize=12, color="var(--ink)").encode(text="code:N")
    return drawn


def _position(axis: str) -> Any:
    edges = alt.Scale(domain=[-SIDE / 2, SIDE / 2], nice=False)
    return (alt.X if axis == "x" else alt.Y)(f"{axis}:Q", axis=None, scale=edges)
