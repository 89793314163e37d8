"""An event loop in a thread of its own: requests go on while the run waits for its workers or the disk."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Held = TypeVar("Held")
Result = TypeVar("Result")


class LoopThread(Generic[Held]):
    """Runs coroutines until the `with` block ends; what is under way then is cancelled.

    `held` is what `scope` gives, which is entered and left within the loop.
    """

    held: Held

    def __init__(self, scope: AbstractAsyncContextManager[Held]) -> None:
        self._scope = scope
        self._opened, self._ended = Future[asyncio.AbstractEventLoop](), asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="fetching", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._opened.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.call_soon(self._ended.set)
        self._thread.join()

    def submit(self, coroutine: Coroutine[Any, Any, Result]) -> Future[Result]:
        """The coroutine's result to be; it begins at once."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._opened.result())

    def wait_for(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """The coroutine's result."""
        return self.submit(coroutine).result()

    def call_soon(self, function: Callable[..., object], *given: object) -> None:
        """Calls a function in the loop, at its next turn."""
        self._opened.result().call_soon_threadsafe(function, *given)

    def _run(self) -> None:
        try:
            asyncio.run(self._until_ended())
        except BaseException as problem:
            if self._opened.done():
                raise
            self._opened.set_exception(problem)

    async def _until_ended(self) -> None:
        async with self._scope as self.held:
            self._opened.set_result(asyncio.get_running_loop())
            await self._ended.wait()
            under_way = asyncio.all_tasks() - {asyncio.current_task()}
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
