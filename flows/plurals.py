"""Numbers with the word that they count."""


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 event`, `1,200 events`, `no events`; `many` is the plural where it is not `one` with an s."""
    shown = "no" if number == 0 else f"{number:,}"
    return f"{shown} {one if number == 1 else many or one + 's'}"
