"""How far a stage has come, told to whoever shows it: a bar on a terminal, a progress artifact in Prefect's pages."""

from collections.abc import Callable

# Gets the stage in words, how many are done, and of how many; None where nobody knows. Called as often as it changes:
# showing less often is the business of who shows it. A stage may begin again.
Progress = Callable[[str, int, int | None], None]


def unseen(_stage: str, _n_done: int, _n_total: int | None) -> None:
    """A progress that nobody looks at."""
