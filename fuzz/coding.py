"""Any bytes as the input of `dyadwire code`: each line coded with exact spans, or refused with its number."""

from functools import lru_cache

from flows.coder_recipe import read_recipe
from flows.commands.text_lines import TextLines
from flows.setting_sources import read_settings
from flows.settings import CoderWay
from fuzz.laws import coded_as_stated
from fuzz.options import Options
from transforms.coder.coder import Coder

MOST_CHARACTERS = 4_000  # of a text: the fuzzer is to try many


def check(data: bytes) -> None:
    """One octet chooses the way; the rest is JSON lines, or where it is none a text."""
    options = Options(data)
    way, body = options.one_of(tuple(CoderWay)), options.rest
    if not body.lstrip().startswith(b"{"):
        check_text(way, options)
        return
    told: list[str] = []
    texts = TextLines(body.splitlines(keepends=True), "input", report=told.append)
    for line in texts:
        coded_as_stated(coder(way), line.text[:MOST_CHARACTERS], title=line.title, published_on=line.published_on)
    assert texts.problem is None or "line" in str(texts.problem)


def check_text(way: CoderWay, options: Options) -> None:
    """A text with a day of publication."""
    published_on = options.day()
    text = options.text[:MOST_CHARACTERS]
    coded_as_stated(coder(way), text, published_on=published_on)


@lru_cache(maxsize=2)
def coder(way: CoderWay) -> Coder:
    """The coder with the bundled codebook."""
    return read_recipe(read_settings({}, coder=way)).build()
