"""Whether a word that looks like a month or a weekday is one: May the surname, "march" the verb, the Sunday Times."""

from transforms.coder.word_sets import DETERMINERS, words

MODALS_AND_VERBS = frozenset({"may", "march", "mar", "dec", "jan", "jun", "sep", "august"})
NEEDS_EVIDENCE = frozenset(
    {"may", "march", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)
GIVEN_NAMES = frozenset({"april", "june", "august"})
MARKERS = words(
    "in by since until till early mid late last next this through from before after during between of each every on "
    "end beginning start middle"
)
MONTH_NAMES = words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
TITLES_AFTER = words("times telegraph mirror mail express herald prayer prayers mass league")
NAMES_BEFORE = words("black bloody good super ash holy palm man")
AFTER_SURNAME = words("government cabinet administration was is has said told says")
AFTER_VERB = words("of on to for against toward towards through past")


def is_name_of_time(words: tuple[str, ...], i: int) -> bool:
    """True if `words[i]`, a month or weekday by its letters, names one where it stands."""
    word, lower = words[i], words[i].lower()
    before = words[i - 1].lower() if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if lower.endswith("day"):
        return after.lower() not in TITLES_AFTER and before not in NAMES_BEFORE
    if word[0].islower() and lower in MODALS_AND_VERBS:
        return False
    if lower in NEEDS_EVIDENCE:
        return _has_evidence(words, i, before, after)
    return lower not in GIVEN_NAMES or _is_month(word, before, after)


def _is_month(word: str, before: str, after: str) -> bool:
    """April, June and August are given names in front of a surname."""
    return before in MARKERS or before[:1].isdigit() or word.isupper() or not (after[:1].isupper() and after.isalpha())


def _has_evidence(words: tuple[str, ...], i: int, before: str, after: str) -> bool:
    if after in {".", "-"} and i + 2 < len(words):
        after = words[i + 2]
    if after[:1].isdigit() or before[:1].isdigit():
        return True
    if after in {"'", "’"} and words[i].lower() == "may":
        return before in {"in", "since", "last", "early", "late"}
    if (
        before in {"and", "to", "or", "-", "–", "/"}
        and i > 1
        and words[i - 2].lower() in MONTH_NAMES | {"mid", "early", "late"}
    ):
        return True
    if after in {"-", "–", "/"} and i + 2 < len(words) and words[i + 2].lower() in MONTH_NAMES:
        return True
    if before in MARKERS:
        return not (words[i].isupper() and before == "this")
    return before in DETERMINERS and after.islower() and after not in AFTER_SURNAME | AFTER_VERB
