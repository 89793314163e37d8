"""Any bytes as a web page: ParseError alone, storable texts, no date from the future."""

from fuzz.laws import LATEST, assert_storable, check_moment, endings_of
from fuzz.options import Options
from tests.transforms.documents import document
from transforms.errors import ParseError
from transforms.pages import extract_page

URLS = (None, "https://news.example/2025/04/08/port", "https://news.example/", "not an address", "http://[::1")
CHARSETS = (None, "utf-8", "iso-8859-1", "utf-16", "shift_jis", "nonsense", "idna")


def check(data: bytes) -> None:
    """Two octets choose address and charset; the rest is the body."""
    options = Options(data)
    url, charset, body = options.one_of(URLS), options.one_of(CHARSETS), options.rest
    try:
        page = extract_page(body, url=url, charset=charset, not_after=LATEST)
    except ParseError:
        pass
    else:
        assert_storable(page.text, page.title, page.author, page.publisher, *page.captions)
        assert page.published_at is None or page.published_at.date() <= LATEST.date()
        check_moment(page.published_at)
    endings_of(document(body, "text/html", url=url, charset=charset))
