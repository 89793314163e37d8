"""Turns at a host: pauses are kept where there was no room for long, and a long line is nobody's lost turn."""

import asyncio
import itertools

import pytest

from flows import page_fetching
from flows.ingest import ingest
from flows.turns import HeldBack, Turns
from tests.flows.site import NOON, serve_feed, settings
from tests.loopback import Loopback
from warehouse.queries import query

PAUSE = 0.05


def test_pauses_are_kept_by_those_that_waited_for_room():
    asked: list[float] = []

    async def ask(turns: Turns) -> None:
        async with turns.turn("andes.example", pause=PAUSE):
            asked.append(asyncio.get_running_loop().time())

    async def run() -> None:
        turns = Turns(concurrency=8, per_host=4, patience=60, now=lambda: NOON)
        turns.room.clear()
        waiting = [asyncio.create_task(ask(turns)) for _ in range(5)]
        await asyncio.sleep(6 * PAUSE)  # the turns of all five have come
        assert not asked
        turns.room.set()
        await asyncio.gather(*waiting)

    asyncio.run(run())
    assert all(later - earlier >= 0.9 * PAUSE for earlier, later in itertools.pairwise(asked))


def test_a_delay_that_robots_txt_states_is_between_pages_not_before_the_first():
    async def run() -> None:
        turns = Turns(concurrency=8, per_host=4, patience=1, now=lambda: NOON)
        async with turns.turn("andes.example"):
            pass  # the request for robots.txt
        turns.space("andes.example", 100)
        async with asyncio.timeout(30), turns.turn("andes.example"):
            pass
        with pytest.raises(HeldBack, match="once in 100 seconds"):
            async with turns.turn("andes.example"):
                pass

    asyncio.run(run())


def test_a_host_with_more_pages_than_patience_has_pauses_is_read_to_the_end(
    loopback: Loopback, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(page_fetching, "WAITING", 4)
    stated = settings(tmp_path, serve_feed(loopback, range(30)), page_pause=PAUSE, patience=6 * PAUSE)
    assert ingest(stated, now=lambda: NOON, report=lambda _: None).exit_code == 0
    with query(stated.published_file, "SELECT outcome, count(*) FROM raw.entries GROUP BY ALL") as found:
        assert list(found.rows) == [("kept", 30)]
