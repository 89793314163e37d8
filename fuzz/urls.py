"""Any text as an address: one spelling, links that stay on the web, hosts that can be judged, rules of robots."""

from flows.guard import Guard
from flows.markdown import link
from fuzz.options import Options
from transforms.feed_entries import clean
from transforms.ids import stable_id
from transforms.robots import LONGEST_DELAY, read_robots
from transforms.urls import absolute_url, canonical_url, host_of

BASES = ("https://news.example/world/rss.xml", "", "http://[2001:db8::1]/", "https://news.example:443/a/../b?q#f")
GUARD = Guard()


def check(data: bytes) -> None:
    """One octet chooses the page that a link stands on; the rest is the link, and a robots.txt."""
    options = Options(data)
    base, text = options.one_of(BASES), options.text
    check_canonical(text)
    absolute = absolute_url(text, base=base)
    if absolute is not None:
        assert absolute.lower().startswith(("http://", "https://"))
        check_canonical(absolute)
    GUARD.allows_host(host_of(text))
    GUARD.allows_host(text[:100])
    link("words", text)
    rules = read_robots(clean(text), user_agent="Dyadwire/0.1 (+https://example.org)")
    rules.allows(clean(absolute or "https://news.example/a?b"))
    delay = rules.delay_seconds
    assert delay is None or 0 < delay <= LONGEST_DELAY


def check_canonical(url: str) -> None:
    """The canonical spelling is its own, and one of an address of the web leads to the same host."""
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert stable_id(once)
    if "://" in once and host_of(once) and host_of(url) and host_of(url).isascii():
        assert host_of(once).lower() == host_of(url).lower()
