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

# Stored with each signature: where it changes, all stories are compared again. To be changed with anything in here that
# makes other bands or other copies of the same texts.
METHOD: Final = f"RMinHash {RMinHash.ALGORITHM_VERSION}, 5 words, 8 x 3 of all, 24 x 2 of the first 80, rule 1"
LEAST_WORDS: Final = 40
_SHINGLE_WORDS: Final = 5
_LEAD_WORDS: Final = 60
_HOUSE_WORDS: Final = 30  # as much at either end of a copy may be the publisher's own
_SEED: Final = 1
_WORD: Final = re.compile(r"\w+")

# Bands, values a band, and the words whose shingles they are made of: all, and the beginning.
_WHOLE: Final = (8, 3, None)
_BEGINNING: Final = (24, 2, 80)

_LEAST_TO_LOOK_CLOSER: Final = 0.3  # below it not even house lines at both ends of the shortest text make a copy
_LEAST_CONTAINMENT: Final = 0.7
_LEAST_CORE: Final = 0.85
_LEAST_LEAD: Final = 0.4
_LEAST_JACCARD_WITHOUT_LEAD: Final = 0.9
_LEAST_NUMBERS: Final = 0.8
_LEAST_WITH_OTHER_NUMBERS: Final = 0.95


@dataclass(frozen=True, slots=True)
class Shingles:
    """The words of a text, and the runs of words as hashes that hold for this process only: in order, and as a set."""

    words: Sequence[str]
    in_order: tuple[int, ...]
    whole: frozenset[int]

    @property
    def lead(self) -> frozenset[int]:
        """The runs of the beginning."""
        return frozenset(self.in_order[: _LEAD_WORDS - _SHINGLE_WORDS + 1])

    def numbers(self, within: range) -> frozenset[str]:
        """The words among these that begin with a digit."""
        return frozenset(word for word in self.words[within.start : within.stop + _SHINGLE_WORDS - 1] if word < ":")


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
            and (self.numbers >= _LEAST_NUMBERS or self.containment >= _LEAST_WITH_OTHER_NUMBERS)
            and (self.lead >= _LEAST_LEAD or self.jaccard >= _LEAST_JACCARD_WITHOUT_LEAD)
        )


def words_of(text: str, title: str | None = None) -> list[str]:
    """The words of a story in lower case, without its headline, which each publisher words anew."""
    body = text.removeprefix(title) if title else text
    return _WORD.findall(body.lower())


def bands(words: Sequence[str]) -> tuple[int, ...]:
    """Numbers of 32 bits, of which texts that are much alike share at least two; none for a text that is too short.

    They depend on nothing but the words, and may be stored.
    """
    if len(words) < LEAST_WORDS:
        return ()
    shingles = [" ".join(run) for run in _runs(words)]
    return tuple(sorted({band for part in (_WHOLE, _BEGINNING) for band in _bands(shingles, *part)}))


def shingles_of(words: Sequence[str]) -> Shingles:
    """What `likeness` compares."""
    in_order = tuple(map(hash, _runs(words)))
    return Shingles(words, in_order, frozenset(in_order))


def likeness(one: Shingles, other: Shingles) -> Likeness:
    """How alike two texts are; it is the same in both directions. Of texts that share little it tells no more."""
    shorter, longer = sorted((one, other), key=lambda shingles: (len(shingles.whole), shingles.in_order))
    n_shared = len(shorter.whole & longer.whole)
    jaccard = _share(n_shared, len(shorter.whole) + len(longer.whole) - n_shared)
    containment = _share(n_shared, len(shorter.whole))
    if containment < _LEAST_TO_LOOK_CLOSER:
        return Likeness(jaccard, containment, core=containment, lead=0.0, numbers=0.0)
    core = _core(shorter, longer)
    numbers = shorter.numbers(core)
    return Likeness(
        jaccard,
        containment,
        core=_share(n_shared, len(set(shorter.in_order[core.start : core.stop]))),
        lead=min(
            _share(len(longer.lead & shorter.whole), len(longer.lead)),
            _share(len(shorter.lead & longer.whole), len(shorter.lead)),
        ),
        numbers=_share(len(numbers & longer.numbers(range(len(longer.words)))), len(numbers), of_none=1.0),
    )


def _core(shorter: Shingles, longer: Shingles) -> range:
    """The runs of the shorter text without what the longer one lacks at its ends, up to the length of a house line."""
    is_known = [run in longer.whole for run in shorter.in_order]
    above = next((at for at, known in enumerate(is_known) if known), 0)
    below = next((at for at, known in enumerate(reversed(is_known)) if known), 0)
    return range(min(above, _HOUSE_WORDS), len(is_known) - min(below, _HOUSE_WORDS))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_SHINGLE_WORDS)), strict=False)


def _bands(shingles: Sequence[str], n_bands: int, n_rows: int, n_words: int | None) -> Iterator[int]:
    signature = RMinHash(num_perm=n_bands * n_rows, seed=_SEED)
    signature.update(shingles if n_words is None else shingles[: n_words - _SHINGLE_WORDS + 1])
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
