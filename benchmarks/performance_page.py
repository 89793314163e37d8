"""Builds docs/performance.md and its plots from what benchmarks stored in `benchmarks/results/`.

    python -m benchmarks.performance_page

No figure of the page is typed: a benchmark calls `benchmarks.results.save` with its figures, curves and remarks, which
writes `benchmarks/results/NAME.json`. To add a section: save results, give it a heading and a sentence in SECTIONS
below, in the place where it is to stand, and run this. Tests compare the page with the files.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import altair as alt
import vl_convert

from benchmarks.results import FOLDER, Curve, Figure, Result, read

DOCS: Final = Path(__file__).parents[1] / "docs"
PAGE: Final = DOCS / "performance.md"
# Name of the benchmark -> heading, and what it does.
SECTIONS: Final = {
    "load": (
        "A run under load",
        """`dyadwire ingest` reads a made world of feeds and pages on loopback: pages of six shapes and five sizes with
made-up news in English, on hosts of which some are slow, silent, huge, or ask to be left alone.""",
    ),
    "polling": ("Polling", "Feeds on loopback that answer at once, and then that nothing is new."),
}
INTRO: Final = """# Performance

How much a machine of two processors reads, what it costs, and which of the project's budgets are met. This page is
built from `benchmarks/results/` by `python -m benchmarks.performance_page`; every figure was stored by the command that
stands above it. A budget is judged as measured, also where the machine was busy with other work at the time.
"""


def page(results: Sequence[Result]) -> str:
    """The whole page."""
    return "\n".join([INTRO, *_budgets(results), *(line for result in results for line in _section(result))]) + "\n"


def plots(results: Sequence[Result]) -> dict[Path, str]:
    """The SVG of each curve by its file."""
    return {DOCS / image(result, curve): drawn(curve) for result in results for curve in result.curves}


def stored() -> list[Result]:
    """The results that there are, in the order of SECTIONS."""
    files = [FOLDER / f"{name}.json" for name in SECTIONS]
    return [read(file) for file in files if file.exists()]


def image(result: Result, curve: Curve) -> str:
    """Where the plot of a curve lies below docs/."""
    name = re.sub(r"\W+", "-", f"{result.benchmark} {curve.name}".lower())
    return f"images/performance-{name}.svg"


def drawn(curve: Curve) -> str:
    """A plot of its lines."""
    rows = [{"x": x, "y": y, "line": name} for name, points in curve.lines.items() for x, y in points]
    legend = alt.Legend(title=None, orient="top") if len(curve.lines) > 1 else None
    chart = (
        alt.Chart(alt.InlineData(values=rows), width=640, height=220)
        .mark_line(interpolate="monotone")
        .encode(
            x=alt.X("x:Q", title=curve.x),
            y=alt.Y("y:Q", title=curve.y, scale=alt.Scale(zero=True)),
            color=alt.Color("line:N", legend=legend),
        )
        .configure(font="sans-serif", background="white")
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def _budgets(results: Sequence[Result]) -> Iterator[str]:
    yield from ("## Budgets", "", "| budget | demanded | measured | |", "|---|---|---|---|")
    for result in results:
        for figure in result.figures:
            if figure.budget is not None:
                demanded = f"{'≥' if figure.at_least else '≤'} {_number(figure.budget)} {figure.unit}"
                verdict = "met" if figure.is_met else "**missed**"
                yield f"| {figure.name} | {demanded} | {_shown(figure)} | {verdict} |"
    yield ""


def _section(result: Result) -> Iterator[str]:
    heading, what = SECTIONS[result.benchmark]
    yield from (f"## {heading}", "", what, *(f"{remark}" for remark in result.remarks), "")
    origin = f"`{result.command}`, {result.measured_on}, commit `{result.commit}`, {result.machine}."
    yield from (origin, "", "| measure | value | |", "|---|---|---|")
    yield from (f"| {figure.name} | {_shown(figure)} | {figure.note} |" for figure in result.figures)
    yield ""
    for curve in result.curves:
        yield from (f"![{curve.name} over {curve.x}]({image(result, curve)})", "")


def _shown(figure: Figure) -> str:
    return f"{_number(figure.value)} {figure.unit}"


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def main() -> None:
    """Writes page and plots."""
    results = stored()
    for file, svg in plots(results).items():
        file.write_text(svg, encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
