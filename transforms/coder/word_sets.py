"""Closed classes of English words that the grammars of dates and figures lean on."""


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


DETERMINERS = words("the a an its his her their our your my this that these those")
FUNCTION_WORDS = words(
    "in on at to and or but when while with without as was were is are be been being has had have having "
    "for from by that "
    "which who whose whom where after before of a an the if because since until till over under into "
    "onto its his her their "
    "he she it they we you i there this these those not no than then will would could should may might "
    "can must did does do "
    "also between during through against about amid among toward towards upon per within across behind near off out up "
    "down so nor both either neither whether though although despite via vs versus"
)
REPORTING = words("said says say saying told tells announced reported reports added adding noted stated according")
"""Verbs that follow a date or a figure as the main verb, never as the noun that it counts or dates."""
