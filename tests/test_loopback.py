"""The loopback server answers as tests of the edges need it."""

import gzip
import urllib.error
import urllib.request

import pytest

from tests.loopback import Loopback, Route, gzip_bomb, gzipped


def _get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


def test_serves_a_body_with_its_type(loopback: Loopback) -> None:
    status, headers, body = _get(loopback.serve("/feed", "<rss/>", "application/rss+xml"))
    assert (status, headers["Content-Type"], body) == (200, "application/rss+xml", b"<rss/>")
    assert loopback.n_requests("/feed") == 1


def test_an_unknown_path_is_not_found(loopback: Loopback) -> None:
    assert _get(loopback.url("/nowhere"))[0] == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If_None_Match": '"a"'}, 304),
        ({"If_None_Match": '"b"'}, 200),
        ({"If_Modified_Since": "Tue, 01 Apr 2025 10:00:00 GMT"}, 304),
        ({}, 200),
    ],
)
def test_conditional_requests(asked: dict[str, str], status: int, loopback: Loopback) -> None:
    url = loopback.serve("/feed", "x", etag='"a"', last_modified="Tue, 01 Apr 2025 10:00:00 GMT")
    assert _get(url, **asked)[0] == status


def test_routes_in_turn_stay_with_the_last(loopback: Loopback) -> None:
    url = loopback.answer("/feed", Route(status=503), Route(b"there"))
    assert [_get(url)[0] for _ in range(3)] == [503, 200, 200]


def test_a_redirect_is_followed(loopback: Loopback) -> None:
    loopback.serve("/new", "moved")
    assert _get(loopback.redirect("/old", "/new", 301))[2] == b"moved"


def test_gzip_bodies(loopback: Loopback) -> None:
    assert gzip.decompress(_get(loopback.answer("/page", gzipped(b"text")))[2]) == b"text"
    assert len(gzip_bomb(5_000_000)) < 10_000
    assert gzip.decompress(gzip_bomb(5_000_000)) == bytes(5_000_000)
