"""The network of the week as SVG: countries, and between them what they had to do with each other."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import vl_convert

from flows.briefing.plots import Row, colour, scalable

SIDE: Final = 340
_ROUNDS: Final = 300


def leaning(row: Row) -> str:
    """`cooperation` where at least two thirds of a pair's events are, `conflict` likewise, else `mixed`."""
    share = row["n_cooperation"] / row["n_pair_events"]
    return "cooperation" if share >= 2 / 3 else "conflict" if share <= 1 / 3 else "mixed"


def network(rows: Sequence[Row]) -> str:
    """A node a country, a link a pair of `rows`: wider with more events, dashed where conflict prevails.

    Where the nodes lie is worked out by the forces between them and the same for the same rows.
    """
    return scalable(vl_convert.vega_to_svg(_specification(rows)))


def _specification(rows: Sequence[Row]) -> dict[str, Any]:
    weights: Counter[str] = Counter()
    for row in rows:
        for code in row["pair"].split("-"):
            weights[code] += row["n_pair_events"]
    places = {code: number for number, code in enumerate(sorted(weights, key=lambda one: (-weights[one], one)))}
    most = max(row["n_pair_events"] for row in rows)
    nodes = [{"code": code, "index": place, "middle": SIDE / 2} for code, place in places.items()]
    links = [_link(row, places, most) for row in rows]
    forces = [
        {"force": "center", "x": SIDE / 2, "y": SIDE / 2},
        {"force": "collide", "radius": 24, "iterations": 3},
        {"force": "nbody", "strength": -400},
        {"force": "x", "x": "datum.middle", "strength": 0.12},
        {"force": "y", "y": "datum.middle", "strength": 0.12},
        {"force": "link", "links": "links", "distance": 50, "iterations": 2},
    ]
    return {
        "width": SIDE,
        "height": SIDE,
        "padding": 0,
        "config": {"background": "transparent", "aria": False},
        "data": [{"name": "nodes", "values": nodes}, {"name": "links", "values": links}],
        "marks": [_nodes(forces), _links(), _discs(), _labels()],
    }


def _link(row: Row, places: dict[str, int], most: int) -> dict[str, Any]:
    source, target = row["pair"].split("-")
    width = 1 + 6 * row["n_pair_events"] / most
    kind = leaning(row)
    return {
        "source": places[source],
        "target": places[target],
        "width": width,
        "colour": colour(kind),
        "dash": [2 * width, width] if kind == "conflict" else [],
    }


def _nodes(forces: list[dict[str, Any]]) -> dict[str, Any]:
    """Invisible marks: they carry the forces, which write x and y into them."""
    laid = {
        "type": "force",
        "iterations": _ROUNDS,
        "static": True,
        "velocityDecay": 0.5,
        "signal": "laid",
        "forces": forces,
    }
    enter = {"size": {"value": 1}, "opacity": {"value": 0}}
    return {
        "name": "places",
        "type": "symbol",
        "from": {"data": "nodes"},
        "encode": {"enter": enter},
        "transform": [laid],
    }


def _links() -> dict[str, Any]:
    ends = {f"{end}{axis.upper()}": f"datum.{end}.{axis}" for end in ("source", "target") for axis in "xy"}
    return {
        "type": "path",
        "from": {"data": "links"},
        "interactive": False,
        "encode": {
            "update": {
                "stroke": {"field": "colour"},
                "strokeWidth": {"field": "width"},
                "strokeDash": {"field": "dash"},
            }
        },
        "transform": [{"type": "linkpath", "shape": "line", "require": {"signal": "laid"}} | ends],
    }


def _discs() -> dict[str, Any]:
    update = {"x": {"field": "x"}, "y": {"field": "y"}, "size": {"value": 1100}, "fill": {"value": "var(--paper)"}}
    line = {"stroke": {"value": "var(--soft)"}, "strokeWidth": {"value": 1}}
    return {"type": "symbol", "from": {"data": "places"}, "encode": {"update": update | line}}


def _labels() -> dict[str, Any]:
    update = {
        "x": {"field": "x"},
        "y": {"field": "y"},
        "text": {"field": "datum.code"},
        "align": {"value": "center"},
        "baseline": {"value": "middle"},
        "fill": {"value": "var(--ink)"},
        "font": {"value": "sans-serif"},
        "fontSize": {"value": 12},
    }
    return {"type": "text", "from": {"data": "places"}, "encode": {"update": update}}
