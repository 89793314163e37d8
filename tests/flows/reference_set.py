"""A small reference set of our own for the tests of `dyadwire evaluate`."""

import json
from pathlib import Path
from typing import Any

STORIES = {
    "fish": "LIMA, May 13 - Peru accused Chile on Monday of letting boats cross into its waters.\n"
    "Peru expelled two Bolivian diplomats on Friday, and nobody in the capital knew why they had to go.",
    "rain": "It rained in Lima for nine days, and the river carried away the old bridge, engineers told the radio.",
}
SPLITS = {"fish": "study", "rain": "heldout"}


def story(story_id: str) -> dict[str, Any]:
    return {
        "id": story_id,
        "title": None,
        "text": STORIES[story_id],
        "published_at": "2024-05-13",
        "split": SPLITS[story_id],
    }


def party(iso3: str) -> dict[str, Any]:
    return {"implied": False, "iso3": iso3, "sector": "GOV"}


def event(number: int, sentence: str, trigger: str, dyad: str, event_type: str, **more: Any) -> dict[str, Any]:
    text = STORIES["fish"]
    actor, _, recipient = dyad.partition(">")
    start = text.index(sentence)
    return {
        "id": f"fish-{number:02}",
        "document": "fish",
        "published_at": "2024-05-13",
        "sentence_start": start,
        "sentence_end": start + len(sentence),
        "trigger_start": text.index(trigger),
        "trigger_end": text.index(trigger) + len(trigger),
        "actors": [party(actor)],
        "recipients": [party(recipient)],
        "reciprocal": False,
        "direction_free": False,
        "event_type": event_type,
        "accept_types": [],
        "mode": None,
        "status": "actual",
        "accept_status": [],
        "planned_type": None,
        "event_date_start": "2024-05-13",
        "event_date_end": "2024-05-13",
        "contexts": [],
        "attributed_to": None,
        "figures": [],
        "core": True,
    } | more


EVENTS = [
    event(0, "Peru accused Chile on Monday of letting boats cross into its waters.", "accused", "PER>CHL", "ACCUSE"),
    event(
        *(1, "Peru expelled two Bolivian diplomats on Friday", "expelled", "PER>BOL", "SANCTION"),
        mode="expel",
        event_date_start="2024-05-10",
    ),
]


def write(folder: Path, *, stories: list[Any] | None = None, events: list[Any] | None = None) -> Path:
    """The set as files in the folder."""
    folder.mkdir(exist_ok=True)
    found = {"stories": [story(name) for name in STORIES] if stories is None else stories}
    found["story_events"] = EVENTS if events is None else events
    for name, rows in found.items():
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return folder
