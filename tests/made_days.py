"""Four months of made news for the briefing: ten countries, five publishers, and one desk that means harm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, sha256, store_file, story
from transforms.records import (
    ActorMention,
    CodedStory,
    EventDate,
    EventMention,
    Figure,
    FigureKind,
    Granularity,
    Status,
)
from warehouse.connection import open_store
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

DAY = date(2025, 4, 8)
N_DAYS = 120
PUBLISHERS = ("Andes Wire", "Harbour Post", "Lagoon Daily", "Northern Courier", None)
NAMES = {
    "IRQ": "Iraq", "USA": "the United States", "IRN": "Iran", "RUS": "Russia", "TUR": "Turkey",
    "PER": "Peru", "BOL": "Bolivia", "CHL": "Chile", "UNO": "the United Nations", "SYR": "Syria",
}  # fmt: skip
# verb, event type, mode, quad class, intensity, CAMEO code
DEEDS = {
    "praised": ("SUPPORT", None, 1, 5.0, "051"),
    "held talks with": ("CONSULT", None, 1, 2.5, "040"),
    "sold grain to": ("COOPERATE", None, 2, 9.5, "061"),
    "sent relief to": ("AID", None, 2, 10.0, "073"),
    "criticised": ("ACCUSE", "disapprove", 3, -2.0, "111"),
    "warned": ("THREATEN", None, 3, -3.5, "130"),
    "expelled diplomats of": ("SANCTION", "expel", 4, -5.5, "161"),
    "shelled a border post of": ("ASSAULT", "heavy-weapons", 4, -9.5, "194"),
}
PAIRS = (
    *(("IRQ", "USA"),) * 5, *(("IRQ", "IRN"),) * 4, *(("USA", "IRN"),) * 4, *(("RUS", "USA"),) * 3,
    ("IRQ", "RUS"), ("TUR", "SYR"), ("TUR", "IRQ"), ("PER", "BOL"), ("PER", "CHL"), ("UNO", "SYR"),
)  # fmt: skip
HOSTILE_TITLE = '<script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">\'"&amp;'
HOSTILE_URL = "javascript:window.harmed=3"


def told(
    name: str, deed: str, actor: str, recipient: str, day: date, *,
    publisher: str | None = "Andes Wire", happened: date | None = None, tail: str = "", title: str | None = None,
    url: str | None = None, figure: str | None = None, **changes: object,
) -> CodedStory:  # fmt: skip
    """A story of one sentence: one country does something to another, told on `day`."""
    subject, target = NAMES[actor], NAMES[recipient]
    sentence = f"{subject[:1].upper()}{subject[1:]} {deed} {target} on that day{tail}."
    title = title or f"{subject[:1].upper()}{subject[1:]} {deed} {target}"
    text = f"{title}\n{sentence}"
    at = datetime(day.year, day.month, day.day, tzinfo=NOON.tzinfo) + timedelta(hours=9)
    whole = story(
        name, text, publisher=publisher, title=title, url=url or f"https://news.example/{name}",
        published_at=at, fetched_at=at + timedelta(hours=1), document_id=sha256(name),
    )  # fmt: skip
    return CodedStory(whole, (_event(text, len(title) + 1, deed, actor, recipient, happened or day, **changes),), ())


def _event(text: str, start: int, deed: str, actor: str, recipient: str, day: date, **changes: object) -> EventMention:
    kind, mode, quad_class, intensity, cameo = DEEDS[deed]
    trigger = text.index(deed, start)
    whole = EventMention(
        sentence_start=start, sentence_end=len(text), trigger_start=trigger,
        trigger_end=trigger + len(deed.partition(" ")[0]), event_type=kind, mode=mode, status=Status.ACTUAL,
        is_reciprocal=False, actors=(_party(actor, text, start),), recipients=(_party(recipient, text, trigger),),
        event_date=EventDate(day, day, Granularity.DAY), contexts=(), quad_class=quad_class, intensity=intensity,
        cameo_code=cameo, goldstein=None, planned_type=None, planned_mode=None, location_text=None, location_iso3=None,
        attributed_to=None, figures=(), rule_id="made", confidence=0.82, signs=(),
    )  # fmt: skip
    return replace(whole, **changes)


def _party(iso3: str, text: str, start: int) -> ActorMention:
    words = NAMES[iso3].removeprefix("the ")
    begin = text.index(words, start)
    return ActorMention(iso3, None, words, begin, begin + len(words))


def made_days(day: date = DAY, *, seed: int = 7) -> list[CodedStory]:
    """All stories: a background of months, and what happened on the last day."""
    return [*_background(day, Random(seed)), *_quarrel(day), *_last_day(day), *_harm(day)]


def _background(day: date, chance: Random) -> Iterator[CodedStory]:
    deeds = list(DEEDS)
    for back in range(N_DAYS, -1, -1):
        on = day - timedelta(days=back)
        for number in range(chance.randint(0, 6)):
            actor, recipient = chance.sample(chance.choice(PAIRS), 2)
            deed = chance.choice(deeds)
            for copy in range(chance.choice((1, 1, 1, 2, 3))):
                yield told(
                    f"b{back}-{number}-{copy}", deed, actor, recipient, on,
                    publisher=PUBLISHERS[(number + copy) % len(PUBLISHERS)], confidence=chance.uniform(0.4, 0.95),
                )  # fmt: skip


def _quarrel(day: date) -> Iterator[CodedStory]:
    """For a week Iran and the United States do to each other what they did seldom before."""
    for back in range(8):
        deed = tuple(DEEDS)[4 + back % 4]
        yield told(f"q{back}-1", deed, "IRN", "USA", day - timedelta(days=back))
        yield told(f"q{back}-2", deed, "USA", "IRN", day - timedelta(days=back), publisher="Harbour Post")


def _last_day(day: date) -> Iterator[CodedStory]:
    before, soon = day - timedelta(days=2), day + timedelta(days=6)
    planned = {"event_type": "AGREE", "planned_type": "CONSULT", "planned_mode": "visit", "status": Status.FUTURE}
    yield told("plan", "held talks with", "IRQ", "TUR", day, happened=soon, tail=" next week", **planned)
    yield told("raid-1", "shelled a border post of", "TUR", "SYR", before)
    yield told("raid-2", "shelled a border post of", "TUR", "SYR", day, happened=before, publisher="Harbour Post")
    yield told("edited", "sent relief to", "CHL", "BOL", before, publisher="Lagoon Daily")
    yield told("accord-1", "sold grain to", "PER", "CHL", before)
    yield told("accord-2", "sold grain to", "PER", "CHL", day, happened=before, publisher="Lagoon Daily",
               status=Status.NEGATED)  # fmt: skip
    trade = told("trade", "sold grain to", "IRQ", "USA", day, tail=", worth $9.1 billion a year")
    yield with_figure(trade, "$9.1 billion", "goods trade", value=9.1e9, period="2024")


def with_figure(
    coded: CodedStory, words: str, measure: str | None, *, value: float = 1.0, period: str | None = None
) -> CodedStory:
    """The story with a quantity of its event, in dollars; `words` stand in its text."""
    start = coded.story.text.index(words)
    quantity = Figure(value, "USD", measure, period, FigureKind.LEVEL, start, start + len(words))
    (event,) = coded.mentions
    return CodedStory(coded.story, (replace(event, figures=(quantity,)),), ())


def _harm(day: date) -> Iterator[CodedStory]:
    yield told("harm-1", "warned", "BOL", "PER", day, title=HOSTILE_TITLE, publisher="<b>Evil</b> & Sons",
               url=HOSTILE_URL, tail=" </p></script><h1>harm</h1> \u202etxet sdrawkcab")  # fmt: skip
    yield told("harm-2", "praised", "BOL", "CHL", day, tail=" " + "w" * 400, publisher=None,
               url="https://news.example/\"onmouseover=\"window.harmed=4")  # fmt: skip


def edited(day: date = DAY) -> list[CodedStory]:
    """A story of two days ago as its publisher shows it on the last day: what it told of Chile and Bolivia is gone."""
    (first,) = (coded for coded in _last_day(day) if coded.story.url == "https://news.example/edited")
    words = "A ministry corrects itself\nNo relief was under way."
    later = first.story.fetched_at + timedelta(days=2)
    now = replace(first.story, text=words, text_sha256=sha256(words), document_id=sha256(words), fetched_at=later)
    return [CodedStory(now, (), ())]


def publish_stories(folder: Path, *stories: CodedStory, edits: Sequence[CodedStory] = ()) -> Path:
    """The published file of a data folder that holds these stories and then their edits, their events merged."""
    with open_store(store_file(folder)) as store:
        begin_run(store, "run-1", at=NOON)
        for number, loaded in enumerate((stories, edits), start=1):
            if loaded:
                spool_batch(folder / "spool", batch(*loaded, batch_id=f"run-1-{number:05}"))
                load_spooled(store, folder / "spool", at=NOON)
        merge_events(store)
        publish(store, folder / "dyadwire.duckdb", has_news=True)
    return folder / "dyadwire.duckdb"


@pytest.fixture(scope="session")
def made_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file that holds `made_days`; to be read only. Its folder is a data folder."""
    return publish_stories(tmp_path_factory.mktemp("made"), *made_days(), edits=edited())
