"""Made-up news in English: the same story for the same number, each sentence with words of its own.

A quarter of the stories are about two countries; the others are what fills most of a news site: councils, courts,
weather, sport, with a foreign country now and then. Every tenth is a copy of an earlier one with a first line of its
publisher's own.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

COUNTRIES: Final = (
    *("Peru", "Bolivia", "Chile", "Ecuador", "Brazil", "Colombia", "Kenya", "Uganda", "Ethiopia", "Egypt", "Sudan"),
    *("Nigeria", "Ghana", "Morocco", "Algeria", "Spain", "France", "Germany", "Poland", "Ukraine", "Russia", "Turkey"),
    *("Greece", "Italy", "Iran", "Iraq", "Israel", "Lebanon", "Saudi Arabia", "Yemen", "India", "Pakistan", "China"),
    *("Japan", "Vietnam", "Indonesia", "Australia", "Canada", "Mexico", "Sweden", "Norway", "Finland", "Hungary"),
)
WHO: Final = (
    *("president", "foreign minister", "prime minister", "defence minister", "trade minister", "ambassador"),
    *("parliament", "government", "navy", "central bank", "interior ministry", "health ministry", "army"),
)
DEEDS: Final = (
    *("visited {b} on {day} to talk about the {place} {thing}", "accused {b} of blocking the {place} {thing}"),
    *("signed an agreement with {b} on the {place} {thing}", "imposed sanctions on {b} over the {place} {thing}"),
    *("threatened to close its embassy in {b} unless the {place} {thing} is returned",),
    *("praised {b} for its help with the {place} {thing}", "expelled two diplomats of {b} on {day}"),
    *("sent {n} tonnes of wheat to {b} after the floods", "rejected a proposal by {b} to share the {place} {thing}"),
    *("urged {b} to reopen the {place} {thing}", "met officials of {b} on {day} in the {place} {thing}"),
    *("shelled a village in {b} near the {place} {thing}, killing {n} people", "will sell gas to {b} from {month}"),
    *("denied that it had arrested fishermen of {b}", "may withdraw {n} troops from {b} before {month}"),
    *("agreed to lend {b} ${n} million for the {place} {thing}", "protested to {b} about the {place} {thing}"),
)
PLACES: Final = (
    *("harbour", "border", "highland", "coastal", "desert", "river", "island", "northern", "southern", "eastern"),
    *("western", "central", "valley", "lakeside", "forest", "mining", "fishing", "railway", "mountain", "capital"),
    *("airport", "market", "suburban", "canal", "museum", "university", "hospital", "village", "old-town", "riverside"),
)
THINGS: Final = (
    *("road", "bridge", "pipeline", "crossing", "dam", "quota", "tariff", "treaty", "station", "refinery", "ferry"),
    *("terminal", "archive", "base", "power line", "reservoir", "tunnel", "depot", "line", "school", "library"),
)
PEOPLE: Final = (
    *("residents", "farmers", "drivers", "nurses", "teachers", "shopkeepers", "students", "pensioners", "engineers"),
    *("volunteers", "anglers", "councillors", "inspectors", "miners", "musicians", "tenants", "cyclists", "bakers"),
)
SURNAMES: Final = (
    *("Abbott", "Barros", "Castellan", "Dufour", "Eriksen", "Falk", "Grigore", "Haddad", "Ivers", "Jansky", "Kimani"),
    *("Lindqvist", "Moreau", "Nkemelu", "Okafor", "Petrov", "Quispe", "Rinaldi", "Sato", "Tamm", "Ulrich", "Varga"),
)
VERBS: Final = (
    *("repaired", "painted", "measured", "visited", "closed", "opened", "cleaned", "bought", "inspected", "emptied"),
    *("defended", "rebuilt", "photographed", "rented", "planted", "insured", "lost", "found", "described", "designed"),
)
ADJECTIVES: Final = (
    *("quiet", "muddy", "narrow", "expensive", "forgotten", "crowded", "flooded", "wooden", "busy", "sunny", "ageing"),
    *("disputed", "modern", "shabby", "colourful", "empty", "noisy", "half-built", "famous", "steep", "damp", "rusty"),
)
PLAIN: Final = (
    "The {people} of the {adjective} {place} quarter {verb} the {thing} on {day}, although it had cost {n} pounds.",
    "{name}, who has lived beside the {place} {thing} for {n} years, said that the {people} had never been asked.",
    "By {month} the council wants to have {n} new lamps along the {adjective} {thing}, and the {people} are to choose.",
    "It rained for {n} hours, the {place} {thing} stood under water and {people} {verb} what was left of the cellar.",
    "A judge fined the owner of the {adjective} {thing} {n} pounds because {people} had {verb} it without a permit.",
    "In the second half {name} scored twice, and the {place} team, {adjective} as ever, {verb} its lead until the end.",
    "“We {verb} the {thing} ourselves,” said {name}, one of {n} {people} who came to the {adjective} hall on {day}.",
    "Prices for {adjective} flats near the {place} {thing} rose by {n} percent in {month}, more than {people} can pay.",
    "The {thing} had been {verb} twice since {month}; {name} keeps {n} letters about it in a {adjective} drawer.",
    "Nobody was hurt when the {place} {thing} gave way, the fire brigade said, and {people} were home before dark.",
    "{name} sings, {people} dance, and at the {adjective} {place} festival {n} guests {verb} more soup than last year.",
    "Doctors at the {place} clinic treated {n} {people} with a cough that {name} calls {adjective} but not dangerous.",
)
NAMED: Final = (
    "Guests from {a} had come to the {adjective} {place} {thing}, where {n} {people} waited for {name}.",
    "The {thing} was made in {a}, costs {n} pounds and is {adjective} enough for {people}, says {name}.",
)
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = ("January", "March", "April", "June", "July", "September", "October", "December")


@dataclass(frozen=True, slots=True)
class MadeStory:
    """A headline and its paragraphs."""

    title: str
    paragraphs: Sequence[str]


def made_story(number: int) -> MadeStory:
    """The story of a page."""
    if number % 10 == 9 and number > 100:  # a copy of what another publisher brought shortly before
        copied = made_story(number - 37)
        drawn = random.Random(number)
        return MadeStory(copied.title, [_filled(drawn, drawn.choice(PLAIN), ("Peru", "Chile")), *copied.paragraphs])
    drawn = random.Random(number)
    a, b = drawn.sample(COUNTRIES, 2)
    is_about_two = drawn.random() < 0.25
    n_sentences = round(min(180, 10 + drawn.expovariate(1 / 14)))
    told = [_sentence(drawn, (a, b) if drawn.random() < 0.7 else (b, a), is_about_two) for _ in range(n_sentences)]
    title = f"{a}'s {drawn.choice(WHO)} " + _filled(drawn, drawn.choice(DEEDS), (a, b)) if is_about_two else told.pop()
    paragraphs, at = [], 0
    while at < len(told):
        size = drawn.randint(1, 4)
        paragraphs.append(" ".join(told[at : at + size]))
        at += size
    return MadeStory(title.rstrip("."), paragraphs)


def _sentence(drawn: random.Random, parties: tuple[str, str], is_about_two: bool) -> str:
    chance = drawn.random()
    if is_about_two and chance < 0.35:
        who = drawn.choice(WHO)
        deed = _filled(drawn, drawn.choice(DEEDS), parties)
        told = f"{drawn.choice(SURNAMES)} told {drawn.choice(PEOPLE)} on {drawn.choice(DAYS)}"
        return f"{parties[0]}'s {who} {deed}, {told}."
    return _filled(drawn, drawn.choice(NAMED if chance > 0.96 else PLAIN), parties)


def _filled(drawn: random.Random, pattern: str, parties: tuple[str, str]) -> str:
    return pattern.format(
        a=parties[0],
        b=parties[1],
        people=drawn.choice(PEOPLE),
        place=drawn.choice(PLACES),
        thing=drawn.choice(THINGS),
        adjective=drawn.choice(ADJECTIVES),
        verb=drawn.choice(VERBS),
        name=f"{drawn.choice('ABCDEFGHJKLMNPRST')}. {drawn.choice(SURNAMES)}",
        day=drawn.choice(DAYS),
        month=drawn.choice(MONTHS),
        n=drawn.randint(2, 980),
    )
