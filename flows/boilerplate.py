"""Documents with the lines that their publisher puts around all of its stories."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.records import Document
from warehouse.boilerplate_store import Boilerplate


def with_boilerplate(documents: Iterable[Document], known: Boilerplate) -> Iterator[Document]:
    """The pages among the documents told which lines to leave out: those learned before they were fetched.

    So a page that is read again later, from the archive, gives the text that it gave at first.
    """
    for document in documents:
        lines = known.get(document.publisher or "", {}) if document.url else {}
        learned = frozenset(line for line, learned_at in lines.items() if learned_at < document.fetched_at)
        yield replace(document, boilerplate=learned) if learned else document
