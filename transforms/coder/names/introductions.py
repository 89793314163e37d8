"""Persons whom a story introduces, and their later mentions: what the coder needs of the modules beneath."""

from transforms.coder.names.introduction_patterns import Introduction, find_introductions
from transforms.coder.names.known_persons import known_persons, with_persons
from transforms.coder.names.person_titles import PersonTitles, read_person_titles

__all__ = [
    "Introduction",
    "PersonTitles",
    "find_introductions",
    "known_persons",
    "read_person_titles",
    "with_persons",
]
