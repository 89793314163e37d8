"""Whom a sentence is mainly about: the parties of its main clause, and the person whom "he" means in the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transforms.coder import clauses, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.names.mentions import as_mention
from transforms.coder.speakers import BODIES
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token


def main_heads(finder: PartyFinder) -> tuple[Token, ...]:
    """What the main clause tells of: its subject, active or passive, its objects where it has none."""
    root = next((t for t in finder.doc if t.head == t), None)
    if root is None:
        return ()
    told_of = tuple(c for c in root.children if c.dep_ == "nsubjpass")
    return told_of or clauses.subjects(root) or clauses.objects(root)


def main_subject(finder: PartyFinder, heads: Sequence[Token]) -> ActorMention | None:
    """The first party named by the heads of the main clause."""
    found = ((head, party) for head in heads for party in finder.parties(head))
    return next((party for head, party in found if not party.is_inferred or _is_official(head)), None)


def main_person(finder: PartyFinder, subjects: Sequence[Token]) -> ActorMention | None:
    """Whom "he" means in the next sentence: the subject of this one, else whom it names last, else its object."""
    acting, done_to = (
        next((party for head in heads if is_person(finder, head) for party in finder.parties(head)), None)
        for heads in (subjects, [o for head in subjects for o in clauses.objects(head.head)])
    )
    return acting or next(leaders(finder), None) or done_to


def is_person(finder: PartyFinder, head: Token) -> bool:
    """Whether a noun phrase means one person: by name, or by an office such as "the minister"."""
    span = finder.named_at(head)
    if span is not None or head.tag_ in phrases.PLURAL:
        return span is not None and span.match.kind == "leader"
    if head.pos_ == "PROPN":
        return bool(finder.parties(head))
    return head.pos_ == "NOUN" and finder.sector(head) is not None and head.lemma_.lower() not in BODIES


def leaders(finder: PartyFinder, before: Token | None = None) -> Iterator[ActorMention]:
    """The leaders whom the sentence names, before a word where one is given, the last first."""
    spans = (s for s in reversed(finder.spans) if before is None or s.last < before.i)
    return (as_mention(s.match) for s in spans if s.match.kind == "leader")


def _is_official(head: Token) -> bool:
    """Whether the subject is a person by name, whom his office ties to a country: "Finance Minister Ivo Prokop"."""
    return head.pos_ == "PROPN" and any(c.dep_ == "compound" for c in head.children)
