"""Looking up host names, with a time-out of its own: the system's can take minutes."""

import asyncio
import socket

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from flows.fetch_problems import LookupTimeoutError


class TimedResolver(AbstractResolver):
    """Asks `resolver`, the system's where None is given, for at most `seconds`."""

    def __init__(self, seconds: float, resolver: AbstractResolver | None = None) -> None:
        self._seconds, self._resolver = seconds, resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host`.

        Raises:
            LookupTimeoutError: no answer came in time.
            OSError: there is no such host, or nobody to ask.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._resolver.resolve(host, port, family)
        except TimeoutError as late:
            raise LookupTimeoutError from late

    async def close(self) -> None:
        """Closes what it asks."""
        await self._resolver.close()
