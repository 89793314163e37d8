"""Hostile documents: a worker that dies takes one document with it, which is recorded; the others are coded."""

import time

import pytest

from flows.coder_recipe import CoderRecipe, read_recipe
from flows.setting_sources import read_settings
from flows.worker_process import Limits
from flows.workers import code_documents
from tests.transforms.documents import document
from transforms.records import Reason

STORY = "Peru and Bolivia met.\n\nPeru expelled two Bolivian diplomats on Monday, the ministry in Lima said, case {}."
ENTITIES = "".join("<!ENTITY e{} '{}'>".format(n, f"&e{n - 1};" * 10) for n in range(1, 10))
HOSTILE = {
    "deep nesting": ("<html><body>" + "<div>" * 100_000, "text/html"),
    "3 MB of broken HTML": ("<html><body>" + "<div class='x' <p>a & b <<table><tr><td>" * 75_000, "text/html"),
    "tables in tables": ("<table><tr><td>" * 30_000, "text/html"),
    "200,000 links": ("<html><body>" + "<a href='/x'>more</a> " * 200_000, "text/html"),
    "entity bomb": (f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "b">{ENTITIES}]><x>&e9;</x>', "text/xml"),
    "nested XML": ('<?xml version="1.0"?>' + "<a>" * 200_000, "text/xml"),
    "one endless word": ("x" * 3_000_000, "text/plain"),
    "brackets": ("[(" * 500_000, "text/markdown"),
    "JSON-LD": (
        "<html><script type='application/ld+json'>" + '{"@graph":[' * 50_000 + "</script><p>x</p></html>",
        "text/html",
    ),
    "feed of open tags": (f'<?xml version="1.0"?><rss><item><title>{"<a>" * 300_000}</title></item></rss>', "text/xml"),
}


@pytest.fixture(scope="module")
def recipe() -> CoderRecipe:
    return read_recipe(read_settings({}, coder="shallow"))


def test_each_ends_once_and_no_other_document_is_lost(recipe: CoderRecipe) -> None:
    hostile = [document(body, kind, path=name) for name, (body, kind) in HOSTILE.items()]
    good = [document(STORY.format(number), path=f"good {number}") for number in range(len(hostile))]
    sent = [one for pair in zip(hostile, good, strict=True) for one in pair]
    started = time.monotonic()
    results = list(code_documents(iter(sent), recipe, workers=1, limits=Limits(5.0, 2_000_000_000)))
    assert time.monotonic() - started < 400
    assert [result.document for result in results] == sent
    assert all(result.stories or result.rejections for result in results)
    assert all(len(result.stories) == 1 for result in results[1::2])
    failed = [rejection for result in results for rejection in result.rejections if rejection.is_failure]
    assert all(rejection.reason is Reason.PARSER_FAILED and rejection.body_sha256 for rejection in failed)
    assert all("the document is kept as failed, the run goes on" in rejection.detail for rejection in failed)
