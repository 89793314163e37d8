"""A name of the gazetteer as a party."""

from transforms.coder.names.gazetteer import Match
from transforms.records import ActorMention


def as_mention(match: Match) -> ActorMention:
    """The party that the name stands for, spanning the name alone."""
    return ActorMention(match.iso3, match.sector, match.text, match.start, match.end)
