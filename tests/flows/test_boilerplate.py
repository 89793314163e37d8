"""What a publisher puts around all of its stories is learned from them and left out of later ones."""

from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.ingest import ingest
from tests.flows.site import NOON, feed, page, settings
from tests.loopback import Loopback, Route
from warehouse.connection import open_store

ABOVE = "Independent reporting from the Andes since the year of the great flood, paid for by its readers."
BELOW = "The Andes Wire is a cooperative of reporters in four countries and has its seat in La Paz."
TOPIC = "The road to the coast has been disputed by both countries ever since the treaty of Arequipa was signed."


def serve(loopback: Loopback, numbers: range) -> str:
    """The feed of a publisher whose pages all have the same line above and below; some share a paragraph inside."""
    for number in numbers:
        inside = f"<p>{TOPIC}</p>" if number % 2 else ""
        body = page(number).replace("</h1>", f"</h1><p>{ABOVE}</p>")
        body = body.replace("</p>\n<p>Officials", f"</p>{inside}<p>Officials").replace(
            "</article>", f"<p>{BELOW}</p></article>"
        )
        loopback.serve(f"/page/{number}", body)
    return loopback.answer("/rss", Route(feed(loopback, numbers).encode(), headers={"Content-Type": "application/xml"}))


def texts(folder: Path) -> dict[int, str]:
    with duckdb.connect(folder / "data" / "dyadwire.duckdb", read_only=True) as store:
        rows = store.execute("SELECT url, text FROM core.stories").fetchall()
    return {int(url.rpartition("/")[2]): text for url, text in rows}


def run(folder: Path, url: str, hours: int) -> None:
    at = NOON + timedelta(hours=hours)
    ingest(settings(folder, url, page_pause=0.001), now=lambda: at, report=lambda line: None)


def test_lines_around_all_stories_are_left_out_once_they_are_known(loopback: Loopback, tmp_path: Path) -> None:
    run(tmp_path, serve(loopback, range(4)), hours=0)
    with duckdb.connect(tmp_path / "data" / "dyadwire.duckdb", read_only=True) as store:
        assert store.execute("FROM core.boilerplate").fetchall() == []  # four stories prove nothing
    run(tmp_path, serve(loopback, range(4, 9)), hours=25)
    with duckdb.connect(tmp_path / "data" / "dyadwire.duckdb", read_only=True) as store:
        learned = store.execute("SELECT line, n_stories FROM core.boilerplate ORDER BY line").fetchall()
    assert learned == [(ABOVE, 9), (BELOW, 9)]
    run(tmp_path, serve(loopback, range(9, 12)), hours=50)
    found = texts(tmp_path)
    assert all(ABOVE in found[number] and BELOW in found[number] for number in range(9))
    assert all(ABOVE not in found[number] and BELOW not in found[number] for number in range(9, 12))
    assert TOPIC in found[9]
    assert "visited Bolivia" in found[10]


def stop_when_loaded(line: str) -> None:
    """As a person does who ends a run, when its stories are in the store."""
    if line.startswith("loaded"):
        raise KeyboardInterrupt


def test_what_a_stopped_run_has_read_is_looked_at_once(loopback: Loopback, tmp_path: Path) -> None:
    url = serve(loopback, range(9))
    stated = settings(tmp_path, url, page_pause=0.001)
    with pytest.raises(KeyboardInterrupt):
        ingest(stated, now=lambda: NOON, report=stop_when_loaded)
    learned = []
    for hours in (1, 2):
        run(tmp_path, url, hours=hours)
        with open_store(stated.store_file) as store:
            learned.append(sorted(store.rows("SELECT line FROM core.boilerplate")))
            store.execute("DELETE FROM core.boilerplate")  # what is looked at again is learned again
    assert learned == [[(ABOVE,), (BELOW,)], []]
