"""robots.txt (RFC 9309): what a host lets us fetch, and how far apart."""

from dataclasses import dataclass
from typing import Final

from protego import Protego

MOST_BYTES: Final = 512_000  # the RFC asks for at least 500 KiB; what lies beyond is not read
LONGEST_DELAY: Final = 300.0  # seconds; a longer crawl-delay would leave a host a page a run all the same


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host. `text` is None where there are none: all is allowed."""

    text: str | None
    agent: str
    _rules: Protego | None

    @property
    def delay_seconds(self) -> float | None:
        """Pause between two requests that the rules ask of us (Crawl-delay, Request-rate), at most 300 seconds."""
        if self._rules is None:
            return None
        rate = self._rules.request_rate(self.agent)
        asked = (self._rules.crawl_delay(self.agent), rate.seconds / rate.requests if rate and rate.requests else None)
        delay = max((float(delay) for delay in asked if delay), default=0.0)
        return min(delay, LONGEST_DELAY) if delay > 0 else None

    def allows(self, url: str) -> bool:
        """Whether we may fetch the address."""
        return self._rules is None or bool(self._rules.can_fetch(url, self.agent))


def read_robots(text: str | None, *, user_agent: str) -> Robots:
    """The rules for us in a robots.txt; None stands for a host that has none. Nonsense allows everything."""
    agent = product_token(user_agent)
    if text is None:
        return Robots(None, agent, None)
    try:
        return Robots(text, agent, Protego.parse(text))
    except (ValueError, RecursionError):
        return Robots(text, agent, None)


def product_token(user_agent: str) -> str:
    """The name by which robots.txt knows us: the first word of the user agent, without its version."""
    words = user_agent.replace("/", " ").split(maxsplit=1)
    return words[0] if words else "*"
