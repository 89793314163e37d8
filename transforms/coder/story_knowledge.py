"""What the story so far knows of its parties, as a sentence may ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token


class StoryKnowledge(Protocol):
    """Answers for what a sentence leaves to the story: pronouns, "the ministry", the other side of a dyad."""

    def __call__(self, token: Token, sector: str | None) -> tuple[ActorMention, ...]:
        """The parties that the word, an actor noun of this sector, stands for; empty if nothing is clear."""

    @property
    def main_pair(self) -> frozenset[str]:
        """The two countries that the story names most."""

    @property
    def signs(self) -> tuple[str, ...]:
        """What kind of story it is."""

    def here(self, word: Token) -> tuple[ActorMention, ...]:
        """The country of the dateline, which a word such as "here" means."""

    def official(self, name: Token, sector: str) -> tuple[ActorMention, ...]:
        """Whom a person with an office but no country serves."""

    def is_introduced(self, noun: str) -> bool:
        """Whether the story has said whose people a noun names."""

    def introduce(self, noun: str, party: ActorMention) -> None:
        """Keep whose people an actor noun names, for when it comes without its country."""

    def counterpart(self, party: ActorMention) -> ActorMention | None:
        """With whom the story is about this party."""

    def sides(self) -> tuple[ActorMention, ...]:
        """The two parties that the story is about; empty where it has not named both."""

    def home_side(self) -> ActorMention | None:
        """The party of the main pair where the story is told; None where it is told elsewhere."""

    def told(self, event_type: str) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
        """Actors and recipients of the story's latest event of a type."""

    def doers(self, codes: frozenset[str]) -> tuple[ActorMention, ...]:
        """Who did something to these countries last."""
