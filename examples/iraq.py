# A marimo notebook. Look at it:  .venv/bin/marimo edit examples/iraq.py
# Or run it through, as the tests do:  .venv/bin/python examples/iraq.py
import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Iraq between Washington, Moscow and Tehran")


with app.setup:
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo


@app.cell
def _():
    mo.md("""
    # Iraq between Washington, Moscow and Tehran

    What Dyadwire knows of Iraq's relations with the United States, Russia and Iran. Every number below comes from the
    published file, and every event shows the sentence that it rests on. A machine coded them: read the sentence before
    you rely on a code.
    """)


@app.cell
def _():
    # The published file: below $DYADWIRE_DATA, else below data/ in the checkout. No run locks it, and we only read.
    here = Path(__file__).resolve().parents[1]
    published = Path(os.environ.get("DYADWIRE_DATA", here / "data")) / "dyadwire.duckdb"
    mo.stop(
        not published.exists(), mo.md(f"`{published}` does not exist yet: `make run` or `dyadwire ingest` makes it.")
    )
    events = duckdb.connect(str(published), read_only=True)
    events.execute("SET TimeZone = 'UTC'")

    def ask(sql, *values):
        """The answer as an Arrow table."""
        return events.execute(sql, list(values)).to_arrow_table()

    return (ask,)


@app.cell
def _():
    mo.md("""
    ## Who does what to whom

    One row a direction. An event in which no side leads (a meeting, a signed agreement) counts in both, so the rows of
    a pair must not be added up. `n_undated` are events whose sentence does not say when.
    """)


@app.cell
def _(ask):
    totals = ask("""
        SELECT actor_iso3, recipient_iso3, n_events, n_verbal_cooperation, n_material_cooperation, n_verbal_conflict,
            n_material_conflict, n_undated, round(mean_intensity, 1) AS mean_intensity
        FROM mart.dyad_total
        WHERE (actor_iso3 = 'IRQ' AND recipient_iso3 IN ('USA', 'RUS', 'IRN'))
            OR (recipient_iso3 = 'IRQ' AND actor_iso3 IN ('USA', 'RUS', 'IRN'))
        ORDER BY n_events DESC, actor_iso3
    """)
    mo.ui.table(totals, selection=None)
    return (totals,)


@app.cell
def _():
    mo.md("""
    ## Cooperation against conflict

    Events that happened, by the year in which they did; each once, whoever acts. A year without a bar is a year of
    which no story told, and not a quiet one.
    """)


@app.cell
def _(ask):
    years = ask("""
        SELECT
            partner,
            year(event_date_start)::INTEGER AS event_year,
            CASE WHEN quad_class <= 2 THEN 'cooperation' ELSE 'conflict' END AS side,
            count(*)::INTEGER AS n_events
        FROM (
            SELECT *, CASE WHEN actor_iso3 = 'IRQ' THEN recipient_iso3 ELSE actor_iso3 END AS partner
            FROM mart.events
            WHERE pair IN ('IRQ-USA', 'IRQ-RUS', 'IRN-IRQ')
        )
        WHERE status IN ('actual', 'historical') AND date_granularity IN ('day', 'week', 'month', 'quarter', 'year')
        GROUP BY ALL
        ORDER BY ALL
    """)
    return (years,)


@app.cell
def _(years):
    sides = alt.Scale(domain=["cooperation", "conflict"], range=["#1a66a8", "#b8400c"])
    chart = (
        alt.Chart(years)
        .mark_bar()
        .encode(
            x=alt.X("event_year:O", title=None),
            y=alt.Y("n_events:Q", title="events").axis(tickMinStep=1),
            xOffset=alt.XOffset("side:N", sort=["cooperation", "conflict"]),
            color=alt.Color("side:N", title=None, scale=sides),
            row=alt.Row("partner:N", title=None, sort=["USA", "RUS", "IRN"]),
            tooltip=["partner", "event_year", "side", "n_events"],
        )
        .properties(height=90, width=520)
    )
    mo.ui.altair_chart(chart, chart_selection=False, legend_selection=False)


@app.cell
def _():
    mo.md("""
    ## The events themselves

    The macro `mart.between` gives what happened between two countries, newest first. Choose the other country, and how
    sure the code must be.
    """)


@app.cell
def _():
    partner = mo.ui.dropdown({"United States": "USA", "Russia": "RUS", "Iran": "IRN"}, value="United States")
    surest = mo.ui.slider(0, 0.9, step=0.1, value=0.7, label="confidence of at least", show_value=True)
    mo.hstack([partner, surest], justify="start")
    return partner, surest


@app.cell
def _(ask, partner, surest):
    told = ask(
        """
        SELECT event_date_start AS day, actor_iso3 AS actor, recipient_iso3 AS recipient, event_type AS type, mode,
            status, sentence, publisher, n_publishers, round(confidence, 2) AS confidence, mention_id
        FROM mart."between"('IRQ', ?)
        WHERE confidence >= ?
        """,
        partner.value,
        surest.value,
    )
    mo.ui.table(told, selection=None, page_size=10, wrapped_columns=["sentence"])
    return (told,)


@app.cell
def _():
    mo.md("""
    `dyadwire explain MENTION_ID` shows the rule and the words that led to an event, and how to dispute it.

    ## Figures

    Quantities that the stories state of these relations. A `goal` is wanted, a `level` is there.
    """)


@app.cell
def _(ask):
    figures = ask("""
        SELECT DISTINCT event.pair, figure.figure, figure.kind, figure.measure, figure.period, mention.sentence,
            report.publisher
        FROM core.figures AS figure
        JOIN core.event_mentions AS mention ON mention.mention_id = figure.mention_id
        JOIN core.event_reports AS report ON report.mention_id = figure.mention_id
        JOIN mart.events AS event ON event.event_id = report.event_id
        WHERE event.pair IN ('IRQ-USA', 'IRQ-RUS', 'IRN-IRQ') AND figure.unit = 'USD'
        ORDER BY ALL
    """)
    mo.ui.table(figures, selection=None, wrapped_columns=["sentence"])
    return (figures,)


if __name__ == "__main__":
    app.run()
