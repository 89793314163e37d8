"""What `dyadwire evaluate` lets one choose from."""

from enum import StrEnum


class SetName(StrEnum):
    """The reference sets. `stories` comes with the program, the others need texts from the folder of real material."""

    STORIES = "stories"  # short stories of our own, all events annotated
    SEEDS = "seeds"  # five long documents on Iraq, all events annotated
    WIRE = "wire"  # items of two news wires, all events annotated
    DYAD_DEV = "dyad_dev"  # single sentences, one event of each annotated


class Split(StrEnum):
    """`study` texts may be read by those who write rules, `heldout` ones may not."""

    STUDY = "study"
    HELDOUT = "heldout"


class SplitChoice(StrEnum):
    """Which texts count."""

    STUDY = "study"
    HELDOUT = "heldout"
    ALL = "all"

    @property
    def only(self) -> Split | None:
        """The split that is meant, None for all."""
        return None if self is SplitChoice.ALL else Split(self.value)


class Through(StrEnum):
    """How texts reach the coder: as they are, or by the whole way of a run."""

    CODE = "code"
    INGEST = "ingest"
