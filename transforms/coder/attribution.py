"""Who says so: the speaker of the clause that an event stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from transforms.coder import clauses, passives, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.codebook import Codebook, Effect
from transforms.coder.speakers import BODIES, NamedSpeaker, SpeakerKind
from transforms.coder.word_sets import words
from transforms.records import ActorMention, Attribution

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Token

_LONGEST = 120  # characters of a speaker's phrase that are kept
_VERBAL = frozenset({"VERB", "AUX"})
_NON_FINITE = frozenset({"VB", "VBG"})
_SPEAKING = frozenset({"NOUN", "PROPN", "PRON"})
_NAMING = frozenset({"NOUN", "PROPN"})
_CONJUNCTIONS = frozenset({"after", "before", "when", "while", "since", "until", "once"})
_SUBORDINATE = frozenset({"ccomp", "relcl", "acl"})
_QUOTING = frozenset({"quote", "cite"})
_OF_TIME = words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week month year day time end"
)
# "by the account of", "in the Indonesian view"
_ACCOUNTS = words("account view opinion estimate count reckoning words word telling version")
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_PLACED = frozenset({"in", "at", "of", "for", "from", "with"})


class AttributionReader:
    """Finds the speaker over the parse; verbs that report are rows."""

    def __init__(self, codebook: Codebook) -> None:
        self._reporting = codebook.word_classes["reporting"]
        self._denying = {word for (_, word), effect in codebook.status_cues.items() if effect is Effect.NEGATED}

    def speaker_verb(self, trigger: Token) -> Token | None:
        """The nearest verb that reports the trigger's clause, None where the story itself asserts it.

        A verb of speech behind or inside a clause reports that clause, but none that is coordinated with it after.
        """
        coordinated = trigger
        for below, above in _edges(trigger):
            found = next((v for v in below.children if self._is_parenthesis(v, below)), None)
            if found is None and above is not None and self._reports(below, above):
                found = above
            if found is not None and found is not trigger:
                is_further = coordinated is not trigger or _has_subject(trigger)
                return None if below.i < found.i < coordinated.i and is_further and coordinated is not below else found
            if below.dep_ == "relcl":
                return None  # what tells which thing is meant is the story's, not the speaker's
            if below.dep_ == "conj" and _has_subject(below):
                coordinated = below
        return None

    def _reports(self, below: Token, above: Token) -> bool:
        """Whether `above` reports the clause of `below`: "said that", "told Reuters", a quotation before its verb."""
        if above.pos_ not in _VERBAL or above.lemma_.lower() not in self._reporting:
            return False
        if above.i > below.i and above.lemma_.lower() in self._denying and not phrases.is_ruling(above):
            return False  # "accused Peru of spying, a charge Peru denies"
        if any(c.text == ";" and below.i < c.i < above.i for c in above.children):
            return False
        if below.dep_ == "ccomp":
            return _is_finite(below)
        is_marked = any(c.dep_ == "mark" or c.lower_ in _CONJUNCTIONS for c in below.children)
        return below.dep_ in {"parataxis", "advcl"} and above.i > below.i and _has_subject(above) and not is_marked

    def _is_parenthesis(self, verb: Token, clause: Token) -> bool:
        """ "Qatar, diplomats say, will send troops", "as officials put it": a clause that only names the source."""
        if verb.pos_ not in _VERBAL or verb.lemma_.lower() not in self._reporting or not _has_subject(verb):
            return False
        if any(c.dep_ == "ccomp" and _is_finite(c) and (c.i > verb.i or verb.dep_ != "conj") for c in verb.children):
            return False
        if verb.dep_ == "advcl":
            return any(c.lower_ == "as" for c in verb.children)
        is_last = verb.dep_ == "conj" and clause.i < verb.i and verb.lemma_.lower() not in self._denying
        is_aside = verb.dep_ in {"parataxis", "ccomp"} or is_last
        return is_aside and clause.pos_ in _VERBAL and _is_set_off(verb, clause)

    def read(
        self, doc: Parse, trigger: Token, finder: PartyFinder, actors: Sequence[ActorMention] = ()
    ) -> Attribution | None:
        """The speaker of the trigger's clause: subject of the reporting verb, or who stands behind "according to".

        An office of no named country ("the justice ministry") is taken for one of the actor's.
        """
        verb = self.speaker_verb(trigger)
        heads = _speakers(verb, doc) if verb is not None else ()
        heads = heads or tuple(_sources(doc, trigger))
        heads = tuple(h for h in heads if h.i != trigger.i and _can_speak(h) and h.lower_ not in _OF_TIME)
        return _attribution(heads[0], finder, actors) if heads else None

    def named_speakers(self, finder: PartyFinder) -> Iterator[NamedSpeaker]:
        """Who is said to say something in the sentence, by a noun or a name, in the order of the words."""
        for head in finder.doc:
            verb = head.head
            is_telling = verb.pos_ in _VERBAL and verb.lemma_.lower() in self._reporting
            if head.dep_ == "nsubj" and head.pos_ in _NAMING and is_telling:
                yield NamedSpeaker(_attribution(head, finder, ()), _kind_of(head, finder))


def _kind_of(head: Token, finder: PartyFinder) -> SpeakerKind:
    if head.tag_ in phrases.PLURAL or any(c.dep_ == "conj" for c in head.children):
        return SpeakerKind.SEVERAL
    span = finder.named_at(head)
    is_body = head.lemma_.lower() in BODIES or (span is not None and span.match.kind in {"name", "body", "place"})
    return SpeakerKind.BODY if is_body else SpeakerKind.PERSON


def _edges(trigger: Token) -> Iterator[tuple[Token, Token | None]]:
    """The trigger and its governors, each with its own; the root with None."""
    yield from phrases.ancestors(trigger)
    root = trigger
    while root.head != root:
        root = root.head
    yield root, None


def _is_finite(verb: Token) -> bool:
    """Whether a clause of its own: "is leaving" and "will leave" are, "leaving" and "to leave" are not."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return verb.tag_ not in _NON_FINITE or any(c.tag_ in {"MD", "VBD", "VBZ", "VBP"} for c in helpers)


def _can_speak(head: Token) -> bool:
    """Whether a noun, a name or a pronoun; names that were put together ("U.S. Treasury") may be tagged as signs."""
    return head.pos_ in _SPEAKING or (head.pos_ == "PUNCT" and head.text[0].isalnum())


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_set_off(verb: Token, clause: Token) -> bool:
    """Whether a comma or a quotation mark opens the verb's clause: its subject's phrase where that stands before it."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    phrase = subjects[0] if subjects and verb.dep_ == "conj" else verb
    opening = min(phrase.subtree, key=lambda token: token.i)
    before = [c for c in clause.subtree if c.i == opening.i - 1]
    return any(not token.text.isalnum() for token in (opening, *before))


def _speakers(verb: Token, doc: Parse) -> tuple[Token, ...]:
    """Subjects of a verb of speech, agents of its passive; who "was quoted as saying" is the subject all the same.

    Behind a long clause the parser may take a word of that clause for the subject; the noun at the verb is meant.
    """
    if verb.tag_ == "VBG" and not _has_subject(verb):  # "said its forces attacked, adding that"
        above = (a for a in verb.ancestors if a.pos_ in _VERBAL and _has_subject(a) and a.dep_ not in _SUBORDINATE)
        return next((clauses.subjects(a) for a in above), ())
    beside = doc[verb.i - 1] if verb.i else verb
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is not None and beside.pos_ in _SPEAKING and beside.dep_ != "npadvmod":
        is_apart = any(token.text == "," for token in doc[subject.i + 1 : beside.i])
        if is_apart and (beside.dep_ == "conj" or not any(token is beside for token in subject.subtree)):
            return (beside,)
    if verb.lemma_.lower() in _QUOTING and passives.is_passive(verb):
        return tuple(c for c in verb.children if c.dep_ == "nsubjpass")
    return clauses.subjects(verb) or passives.agents(verb) or _beside(verb, doc)


def _beside(verb: Token, doc: Parse) -> tuple[Token, ...]:
    """The phrase right before a verb of speech that the parser gave no subject: "[a spokesman in Doha] said"."""
    if verb.tag_ not in {"VBD", "VBZ"} or verb.i == 0:
        return ()
    noun = doc[verb.i - 1]
    while noun.dep_ in {"pobj", "prep", "compound", "poss"} and noun.head.i < verb.i:
        noun = noun.head
    return (noun,) if noun.pos_ in _SPEAKING and noun.dep_ == "appos" else ()


def _sources(doc: Parse, trigger: Token) -> Iterator[Token]:
    """Who stands behind "according to", "by the account of", "in the view of"; the owner of the view before it.

    Such a phrase speaks for the clause that it hangs on and those below it.
    """
    path = {trigger, *trigger.ancestors}
    for token in doc:
        if token.lower_ in {"quoted", "cited"} and doc[token.i - 1].lower_ in {"was", "were"}:
            yield doc[token.i - 2]  # "was quoted as saying" often breaks the parse
        is_account = token.dep_ == "pobj" and token.head.lower_ in {"by", "in"} and token.lemma_.lower() in _ACCOUNTS
        if not (is_account or token.lower_ == "according") or not _speaks_for(token, path, doc):
            continue
        if token.lower_ == "according":
            yield from (o for c in token.children for o in c.children if o.dep_ == "pobj")
        else:
            owners = [c for c in token.children if c.dep_ == "poss" and c.pos_ in _SPEAKING]
            yield from owners or [o for name, o in phrases.prepositions(token) if name == "of"]


def _speaks_for(token: Token, path: set[Token], doc: Parse) -> bool:
    """Whether the phrase hangs on the trigger's clause or, behind a comma, on one that is coordinated with it."""
    clause = _clause_of(token)
    if token.i and doc[token.i - 1].text == "," and token.i > clause.i:
        while clause not in path and clause.dep_ == "conj" and clause.head.pos_ in _VERBAL:
            clause = clause.head
    return clause in path


def _clause_of(token: Token) -> Token:
    """The verb or the root above a word."""
    return next((a for a in token.ancestors if a.pos_ in _VERBAL or a.head is a), token)


def _attribution(head: Token, finder: PartyFinder, actors: Sequence[ActorMention]) -> Attribution:
    inside = [t for t in head.subtree if t.i <= head.i or t.dep_ in {"flat", "compound"}]
    last = next((c for c in head.children if _is_name_behind(c, head)), head)
    start, end = inside[0].idx, last.idx + len(last)
    start = max(start, end - _LONGEST)
    named = tuple(_parties(head, finder)) or (tuple(actors) if _is_office(head, finder) else ())
    party = named[0] if named else None
    iso3 = party.iso3 if party is not None else None
    return Attribution(finder.doc.text[start:end], start + finder.offset, end + finder.offset, iso3)


def _is_name_behind(word: Token, title: Token) -> bool:
    """Whether the name follows of whom the parser made the title the head: "Trade Minister Ana Rojas".

    Behind a comma it is one where the title is no name: "a spokesman for the navy, Ivo Prokop".
    """
    if word.dep_ != "appos" or word.pos_ != "PROPN":
        return False
    is_title = title.pos_ == "NOUN" and title.tag_ == "NN" and title.lemma_.lower() not in BODIES
    return is_title or min(t.i for t in word.subtree) == title.i + 1


def _is_office(head: Token, finder: PartyFinder) -> bool:
    """Whether the speaker is one of a state's: "the army", "Trade Minister X", "X, a spokesman for the ministry"."""
    is_placed = any(c.dep_ == "prep" and c.lower_ in {"in", "at", "from"} for c in head.children)
    if is_placed or head.tag_ == "NNS":  # "officials said" may be anybody's
        return False
    nouns = [head, *(c for c in head.children if c.dep_ in {"appos", "compound"} and c.pos_ in _SPEAKING)]
    return any(finder.sector(noun) in _OFFICIAL for noun in nouns)


def _parties(head: Token, finder: PartyFinder) -> Iterable[ActorMention]:
    """Whom a speaker speaks for: named, owned ("Iranian state radio"), or placed ("a spokesman in Kabul")."""
    if found := finder.parties(head) or finder.owners(head):
        return found
    apposed = [c for c in head.children if c.dep_ == "appos"]
    for noun in (*apposed, head):
        if found := finder.owners(noun) if noun != head else ():
            return found
        for name, inner in phrases.prepositions(noun):
            if name in _PLACED and (found := finder.parties(inner) or finder.owners(inner)):
                return found
        if any(name in {"in", "at"} for name, _ in phrases.prepositions(noun)) and (found := finder.located(noun)):
            return found
    return ()
