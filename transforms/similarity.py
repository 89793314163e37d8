"""How alike two texts are, and the bands by which texts that may be copies of each other are found.

Texts are compared by their shingles: runs of five words. The bands come from MinHash signatures of all shingles, and of
those of the beginning, as a text that was cut shares little else with the whole one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from rensa import RMinHash

# Stored with each signature: where it changes, all are made again. RMinHash has an algorithm of its own each version.
METHOD: Final = f"RMinHash {RMinHash.ALGORITHM_VERSION}, 5 words, 8 x 3 of all, 16 x 2 of the first 80"
LEAST_WORDS: Final = 40
_SHINGLE_WORDS: Final = 5
_LEAD_WORDS: Final = 60
_HOUSE_WORDS: Final = 30  # as much at either end of a copy may be the publisher's own
_SEED: Final = 1
_WORD: Final = re.compile(r"\w+")

# Bands, values a band, and the words whose shingles they are made of: all, and the beginning.
_WHOLE: Final = (8, 3, None)
_BEGINNING: Final = (16, 2, 80)

_LEAST_CONTAINMENT: Final = 0.7
_LEAST_CORE: Final = 0.85
_LEAST_LEAD: Final = 0.4
_LEAST_JACCARD_WITHOUT_LEAD: Final = 0.9
_LEAST_NUMBERS: Final = 0.8


@dataclass(frozen=True, slots=True)
class Shingles:
    """The runs of words of a text, in order and as sets of all and of the beginning, and its numbers by their place.

    The runs are hashes that hold for this process only.
    """

    in_order: tuple[int, ...]
    whole: frozenset[int]
    lead: frozenset[int]
    numbers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, each a share from 0 to 1.

    `jaccard`: shingles of both among those of either. `containment`: shingles of both among those of the shorter text.
    `core`: the same, of what remains without lines of the publisher's own at the ends of the shorter text. `lead`:
    shingles of one text's beginning that the other has, the smaller share of the two. `numbers`: numbers of the core
    that the longer text has; 1 where it has none.
    """

    jaccard: float
    containment: float
    core: float
    lead: float
    numbers: float

    @property
    def is_copy(self) -> bool:
        """Whether one text is the other, cut or edited. docs/adr/0012 has the figures."""
        return (
            (self.containment >= _LEAST_CONTAINMENT or self.core >= _LEAST_CORE)
            and self.numbers >= _LEAST_NUMBERS
            and (self.lead >= _LEAST_LEAD or self.jaccard >= _LEAST_JACCARD_WITHOUT_LEAD)
        )


def words_of(text: str, title: str | None = None) -> list[str]:
    """The words of a story in lower case, without its headline, which each publisher words anew."""
    body = text.removeprefix(title) if title else text
    return _WORD.findall(body.lower())


def bands(words: Sequence[str]) -> tuple[int, ...]:
    """Numbers of 32 bits, of which texts that are much alike share at least one; none for a text that is too short.

    They depend on nothing but the words, and may be stored.
    """
    if len(words) < LEAST_WORDS:
        return ()
    return tuple(sorted({band for part in (_WHOLE, _BEGINNING) for band in _bands(words, *part)}))


def shingles_of(words: Sequence[str]) -> Shingles:
    """What `likeness` compares."""
    in_order = tuple(hash(shingle) for shingle in _shingles(words))
    lead = in_order[: _LEAD_WORDS - _SHINGLE_WORDS + 1]
    numbers = tuple((at, word) for at, word in enumerate(words) if word[0].isdigit())
    return Shingles(in_order, frozenset(in_order), frozenset(lead), numbers)


def likeness(one: Shingles, other: Shingles) -> Likeness:
    """How alike two texts are; it is the same in both directions."""
    shorter, longer = sorted((one, other), key=lambda shingles: (len(shingles.whole), shingles.in_order))
    n_shared = len(shorter.whole & longer.whole)
    core = _core(shorter, longer)
    numbers = {word for at, word in shorter.numbers if at in core}
    return Likeness(
        jaccard=_share(n_shared, len(shorter.whole | longer.whole)),
        containment=_share(n_shared, len(shorter.whole)),
        core=_share(n_shared, len(set(shorter.in_order[core.start : core.stop]))),
        lead=min(
            _share(len(longer.lead & shorter.whole), len(longer.lead)),
            _share(len(shorter.lead & longer.whole), len(shorter.lead)),
        ),
        numbers=_share(len(numbers & {word for _, word in longer.numbers}), len(numbers), of_none=1.0),
    )


def _core(shorter: Shingles, longer: Shingles) -> range:
    """Where the shorter text stands without what the longer one lacks at its ends, up to the length of a house line."""
    is_known = [run in longer.whole for run in shorter.in_order]
    above = next((at for at, known in enumerate(is_known) if known), 0)
    below = next((at for at, known in enumerate(reversed(is_known)) if known), 0)
    return range(min(above, _HOUSE_WORDS), len(is_known) - min(below, _HOUSE_WORDS))


def _shingles(words: Sequence[str]) -> list[str]:
    return [" ".join(words[at : at + _SHINGLE_WORDS]) for at in range(len(words) - _SHINGLE_WORDS + 1)]


def _bands(words: Sequence[str], n_bands: int, n_rows: int, n_words: int | None) -> Iterator[int]:
    signature = RMinHash(num_perm=n_bands * n_rows, seed=_SEED)
    signature.update(_shingles(words[:n_words]))
    digest = signature.digest()
    for band in range(n_bands):
        key = f"{n_words} {band} {digest[band * n_rows : (band + 1) * n_rows]}"
        yield int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big")


def _share(part: int, whole: int, *, of_none: float = 0.0) -> float:
    return part / whole if whole else of_none


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name that a pair holds the first, in order, of all names that pairs connect it with."""
    leads_to: dict[str, str] = {}

    def first(name: str) -> str:
        while (nearer := leads_to.setdefault(name, name)) != name:
            leads_to[name] = leads_to[nearer]
            name = nearer
        return name

    for one, other in pairs:
        nearer, farther = sorted((first(one), first(other)))
        leads_to[farther] = nearer
    return {name: first(name) for name in sorted(leads_to)}
