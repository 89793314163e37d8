"""Whose an office is that names no country, by where it speaks or is spoken to: "In Asmara the ministry said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import clauses, phrases
from transforms.coder.actors import PartyFinder
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_ENVOYS = frozenset({"ambassador", "envoy", "consul", "affaires", "d'affaires", "attache", "nuncio"})
_SPEAKING = frozenset({"ministry", "government", "spokesman", "spokeswoman", "minister", "president", "official"})


def placed(noun: Token, finder: PartyFinder) -> ActorMention | None:
    """The side of the story whose office this is by its place; None for other nouns and where nothing says so."""
    lemma = noun.lemma_.lower()
    if lemma in _SPEAKING:
        return _speaker(noun, finder)
    return _guest(noun, finder) if lemma in _ENVOYS and not finder.story.is_introduced(lemma) else None


def _speaker(noun: Token, finder: PartyFinder) -> ActorMention | None:
    """Whose "the ministry" is behind a place of one of the story's sides."""
    verb = noun.head
    is_subject = phrases.is_subject(noun) and noun.tag_ not in phrases.PLURAL and verb.head == verb
    if not is_subject or any(c.dep_ == "poss" for c in noun.children):
        return None
    places = (head for name, head in phrases.prepositions(verb) if name == "in" and head.i < noun.i)
    named = (party for head in places for party in finder.located(head) if party.iso3 in finder.story.main_pair)
    return next(named, None)


def _guest(envoy: Token, finder: PartyFinder) -> ActorMention | None:
    """Whose envoy is called in or told off: the other side of who does it, or of where that is done."""
    verb = envoy.head
    is_done_to = envoy.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB"
    if not is_done_to or any(c.dep_ in {"poss", "amod"} for c in envoy.children):
        return None
    places = (head for name, head in phrases.prepositions(verb) if name == "in")
    heads = (*clauses.subjects(verb), *places)
    hosts = (party for head in heads for party in finder.parties(head) if party.iso3 in finder.story.main_pair)
    return next((finder.story.counterpart(host) for host in hosts), None)
