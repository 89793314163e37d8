"""Fetching ahead: answers in order, late ones when they come, and no more bodies held than there is room for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice

import pytest

from flows import fetching_ahead
from flows.fetching_ahead import Ahead
from flows.http import Fetched
from flows.ingest import ingest
from flows.loop_thread import LoopThread
from tests.flows.site import NOON, serve_feed, settings
from tests.loopback import Loopback, Route
from warehouse.connection import open_store


class Hosts:
    """Answers a number with a body of its own; number 0 when `release` is called. Notes what was begun."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.is_cancelled = False
        self.room = asyncio.Event()
        self.room.set()
        self._slots, self._released = asyncio.Semaphore(4), asyncio.Event()

    @asynccontextmanager
    async def scope(self) -> AsyncIterator["Hosts"]:
        yield self

    async def fetch(self, number: int) -> Fetched:
        if number == 0:
            await self._released_or_cancelled()
        async with self._slots:
            await self.room.wait()
            self.begun.append(number)
            await asyncio.sleep(0)
        return Fetched(url=str(number), final_url=str(number), started_at=NOON, body=b"%05d" % number)

    async def _released_or_cancelled(self) -> None:
        try:
            await self._released.wait()
        except asyncio.CancelledError:
            self.is_cancelled = True
            raise

    async def release(self) -> None:
        self._released.set()


def test_answers_come_in_the_order_of_what_was_asked():
    with LoopThread(Hosts().scope()) as loop:
        answers = list(Ahead(loop, loop.held.fetch, loop.held.room).answers(range(1, 1000)))
    assert [wanted for wanted, _ in answers] == list(range(1, 1000))
    assert all(answer.body == b"%05d" % wanted for wanted, answer in answers)


def test_a_late_answer_holds_up_no_other(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching_ahead, "LATE", 0.05)
    with LoopThread(Hosts().scope()) as loop:
        answers = Ahead(loop, loop.held.fetch, loop.held.room).answers(range(600))
        first = [wanted for wanted, _ in islice(answers, 599)]
        loop.wait_for(loop.held.release())
        assert [wanted for wanted, _ in answers] == [0]
    assert sorted(first) == list(range(1, 600))


def test_no_more_begin_than_bodies_have_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching_ahead, "MOST_HELD", 50)
    with LoopThread(Hosts().scope()) as loop:
        answers = Ahead(loop, loop.held.fetch, loop.held.room).answers(range(1, 300))
        next(answers)
        n_begun = len(loop.held.begun)
        assert n_begun <= 10 + 4 + 4  # as many as bodies of five bytes fill, those under way then, and after one left
        assert len(list(answers)) == 298


def test_what_is_under_way_at_the_end_is_cancelled():
    with LoopThread(Hosts().scope()) as loop:
        hosts = loop.held
        loop.submit(hosts.fetch(0))
        loop.wait_for(asyncio.sleep(0))
    assert hosts.is_cancelled


def test_a_scope_that_cannot_be_opened_raises_here():
    @asynccontextmanager
    async def broken() -> AsyncIterator[None]:
        raise OSError("no sockets left")
        yield

    with pytest.raises(OSError, match="no sockets left"), LoopThread(broken()):
        pass


def test_a_host_that_does_not_answer_is_left_alone_for_the_rest_of_the_run(loopback: Loopback, tmp_path):
    feed = serve_feed(loopback, range(10))
    for number in range(10):
        loopback.answer(f"/page/{number}", Route(is_reset=True))
    stated = settings(tmp_path, feed, per_host=1)
    report = ingest(stated, now=lambda: NOON, report=lambda _: None)
    asked = {received.path for received in loopback.requests if received.path.startswith("/page/")}
    assert len(asked) == 3
    with open_store(stated.store_file) as store:
        rows = store.rows(
            "SELECT n_attempts, count(*) FROM raw.entries WHERE outcome = 'pending' GROUP BY 1 ORDER BY 1"
        )
    assert rows == [(0, 7), (1, 3)]
    assert report.exit_code == 0
