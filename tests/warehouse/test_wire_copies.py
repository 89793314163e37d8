"""Wire copies in the warehouse: the same for any order of loading, after edits, kills and second loads."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from flows.wire_copies import find_wire_copies
from tests.warehouse.build import NOON, batch, sha256, store_file, story
from tests.wire_texts import COPIES, CUT, FOLLOW_UP, FORM, HEADLINE, NO_COPIES, OTHER_REPORT, WIRE
from transforms.records import CodedStory, Story
from warehouse.checks import FOLDER
from warehouse.connection import Store, open_store
from warehouse.load import load_batch, load_spooled
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

DAY = timedelta(days=1)


def printed(name: str, text: str = WIRE, hours: float = 0, **changes: object) -> Story:
    """A story of the publisher NAME, published some hours after noon."""
    at = NOON + timedelta(hours=hours)
    stated = {"publisher": name.title(), "published_at": at, "fetched_at": at + DAY, "title": f"{HEADLINE} in {name}"}
    stated["document_id"] = sha256(f"{name} {text} {changes}")
    whole = f"{stated['title']}\n\n{text}"
    return story(name, **(stated | {"text": whole, "text_sha256": sha256(whole)} | changes))


def load(store: Store, spool: Path, *batches: Sequence[Story], days: int = 3, first: int = 1) -> None:
    """Loads and compares each batch, the story ids of a batch sorted by nothing."""
    for number, stories in enumerate(batches, first):
        spool_batch(spool, batch(*(CodedStory(one, (), ()) for one in stories), batch_id=f"run-1-{number:05}"))
        load_spooled(store, spool, at=NOON)
        find_wire_copies(store, days=days)


def wires(store: Store) -> dict[str, set[str]]:
    """The publishers of the copies by the first publisher of each wire story."""
    found: dict[str, set[str]] = {}
    sql = "SELECT first_publisher, publisher FROM core.wire_copies JOIN core.stories USING (story_id)"
    for first_publisher, publisher in store.rows(sql):
        found.setdefault(str(first_publisher), set()).add(str(publisher))
    return found


def contents(store: Store) -> list[list[tuple[object, ...]]]:
    tables = ("core.wire_copies", "core.wire_pairs", "ops.wire_bands")
    return [store.rows(f"FROM {table} ORDER BY ALL") for table in tables]


def contradictions(store: Store) -> list[tuple[object, ...]]:
    if not store.rows("FROM ops.runs"):
        begin_run(store, "run-1", at=NOON)
    return store.rows((FOLDER / "wire_copies.sql").read_text(encoding="utf-8"))


def test_copies_are_one_wire_story_with_its_size_and_first_publisher(store, spool):
    stories = [printed(name, text, hours=3 * number) for number, (name, text) in enumerate(COPIES.items())]
    others = [printed(name, text, hours=1) for name, text in NO_COPIES.items()]
    load(store, spool, stories, others)
    assert wires(store) == {"Whole": {name.title() for name in COPIES}}
    assert store.rows("SELECT DISTINCT wire_id, n_copies, n_publishers FROM core.wire_copies") == [
        (stories[0].story_id, len(COPIES), len(COPIES))
    ]
    alone = "SELECT count(*) FROM mart.story_list WHERE n_copies = 1 AND is_first_copy AND wire_id = story_id"
    assert store.rows(alone) == [(len(NO_COPIES),)]
    assert contradictions(store) == []


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_of_loading_changes_nothing(store, spool, tmp_path, order):
    names = list(COPIES)
    batches = [
        [printed(names[0], COPIES[names[0]], hours=5), printed("other", OTHER_REPORT)],
        [printed(names[1], COPIES[names[1]], hours=2), printed(names[2], COPIES[names[2]], hours=9)],
        [printed("follow up", FOLLOW_UP), printed(names[4], COPIES[names[4]], hours=1)],
    ]
    load(store, spool, *(batches[place] for place in order))
    with open_store(store_file(tmp_path / "at once")) as at_once:
        load(at_once, tmp_path / "spool at once", [one for stories in batches for one in stories])
        assert contents(store) == contents(at_once)
    assert wires(store) == {names[4].title(): {names[place].title() for place in (0, 1, 2, 4)}}


def chain() -> list[Story]:
    """Three texts, of which the first and the last are copies of the middle one only: too few words are in both."""
    words = WIRE.split()
    middle = words[:120]
    longer = [*middle, *FOLLOW_UP.split()[:120]]
    shorter = [*words[:60], *OTHER_REPORT.split()[:24]]
    return [printed(str(place), " ".join(text)) for place, text in enumerate((longer, middle, shorter))]


def test_a_story_that_is_a_copy_of_two_wire_stories_makes_them_one_and_parts_them_when_it_goes(store, spool):
    longer, middle, shorter = chain()
    load(store, spool, [longer], [shorter])
    apart = wires(store)
    load(store, spool, [middle], first=3)
    assert len(wires(store)) == 1
    load(store, spool, [printed("1", OTHER_REPORT)], first=4)
    assert wires(store) == apart
    assert contradictions(store) == []


def test_an_edit_takes_a_story_out_and_another_brings_it_back(store, spool):
    first, second = printed("first"), printed("second", CUT, hours=2)
    load(store, spool, [first, second])
    before = contents(store)
    load(store, spool, [printed("first", OTHER_REPORT)], first=2)
    assert wires(store) == {}
    assert store.rows("FROM core.wire_pairs") == []
    load(store, spool, [printed("first", fetched_at=NOON + 3 * DAY)], first=3)
    assert contents(store) == before
    assert contradictions(store) == []


def test_an_edit_of_the_date_alone_changes_who_was_first(store, spool):
    load(store, spool, [printed("first"), printed("second", hours=2)])
    load(store, spool, [printed("first", hours=4, fetched_at=NOON + 3 * DAY)], first=2)
    assert wires(store) == {"Second": {"First", "Second"}}


def test_a_document_that_loses_its_story_loses_its_copy(store, spool):
    load(store, spool, [printed("first"), printed("second"), printed("third", hours=1)])
    gone = printed("first")
    load(store, spool, [printed("elsewhere", OTHER_REPORT, document_id=gone.document_id)], first=2)
    assert wires(store) == {"Second": {"Second", "Third"}}
    assert contradictions(store) == []


def test_a_second_load_and_a_second_comparison_change_nothing(store, spool):
    stories = [printed("first"), printed("second", CUT)]
    folder = spool_batch(spool, batch(*(CodedStory(one, (), ()) for one in stories)))
    load_batch(store, folder, at=NOON)
    assert find_wire_copies(store, days=3) == 2
    before = contents(store)
    load_batch(store, folder, at=NOON + DAY)
    assert find_wire_copies(store, days=3) == 0
    assert contents(store) == before


def test_a_kill_between_two_parts_loses_nothing(store, spool, tmp_path, monkeypatch):
    batches = [[printed("first", hours=1)], [printed("second", CUT)], [printed("third", hours=3)]]
    for number, stories in enumerate(batches, 1):
        spool_batch(spool, batch(*(CodedStory(one, (), ()) for one in stories), batch_id=f"run-1-{number:05}"))
    load_spooled(store, spool, at=NOON)
    monkeypatch.setattr("flows.wire_copies._STORIES_AT_ONCE", 1)
    n_commits = iter(range(10))
    execute = Store.execute

    def dying(self: Store, sql: str, parameters: object = None) -> object:
        if sql == "COMMIT" and next(n_commits) == 1:
            raise KeyboardInterrupt
        return execute(self, sql, parameters)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Store, "execute", dying)
        with pytest.raises(KeyboardInterrupt):
            find_wire_copies(store, days=3)
    assert find_wire_copies(store, days=3) == 2  # the first part was committed
    assert wires(store) == {"Second": {"First", "Second", "Third"}}
    with open_store(store_file(tmp_path / "at once")) as at_once:
        load(at_once, tmp_path / "spool at once", [one for stories in batches for one in stories])
        assert contents(store) == contents(at_once)


@pytest.mark.parametrize(("days_apart", "expected"), [(0, True), (3, True), (4, False), (400, False)])
def test_copies_lie_within_some_days(store, spool, days_apart, expected):
    load(store, spool, [printed("early")], [printed("late", hours=24 * days_apart)])
    assert bool(wires(store)) == expected


def test_another_number_of_days_compares_all_stories_again(store, spool):
    load(store, spool, [printed("early"), printed("other", OTHER_REPORT)], [printed("late", hours=24 * 4)])
    assert find_wire_copies(store, days=5) == 3
    assert wires(store) == {"Early": {"Early", "Late"}}
    assert find_wire_copies(store, days=3) == 3
    assert wires(store) == {}
    assert contradictions(store) == []


MIDNIGHT = NOON.replace(hour=0)


@pytest.mark.parametrize(
    ("published_at", "fetched_at", "expected"),
    [
        pytest.param(MIDNIGHT, NOON + 2 * DAY, "Agency", id="a day without a time counts as its end"),
        pytest.param(MIDNIGHT, NOON - timedelta(hours=3), "Paper", id="or as the fetch"),
        pytest.param(MIDNIGHT, MIDNIGHT - timedelta(hours=3), "Paper", id="a day of the east, fetched before it began"),
        pytest.param(None, NOON + DAY, "Agency", id="without a date the fetch counts"),
        pytest.param(None, NOON - DAY, "Paper", id="without a date an early fetch counts"),
    ],
)
def test_the_first_publisher_is_that_of_the_earliest_copy(
    store, spool, published_at: datetime | None, fetched_at: datetime, expected: str
):
    paper = printed("paper", CUT, published_at=published_at, fetched_at=fetched_at)
    load(store, spool, [printed("agency"), paper])
    assert wires(store) == {expected: {"Agency", "Paper"}}


def test_a_copy_without_a_publisher_counts_as_copy_and_is_never_the_first_publisher(store, spool):
    load(store, spool, [printed("nobody", publisher=None), printed("agency", hours=1), printed("paper", hours=2)])
    assert store.rows("SELECT DISTINCT first_publisher, n_copies, n_publishers FROM core.wire_copies") == [
        ("Agency", 3, 2)
    ]
    first = store.rows("SELECT publisher, first_publisher FROM mart.story_list WHERE is_first_copy")
    assert first == [(None, "Agency")]


def forms(publisher: str, n_forms: int) -> Iterable[Story]:
    notice = FORM.format(1, 2, 3, 4, 5, 6)
    return [printed(f"{publisher} {number}", notice, hours=number, publisher=publisher) for number in range(n_forms)]


def test_a_notice_that_its_publisher_puts_on_all_pages_is_no_wire_story(store, spool):
    load(store, spool, [*forms("Daily", 3)])
    assert wires(store) == {"Daily": {"Daily"}}  # the same story at three addresses
    load(store, spool, [*forms("Daily", 8)], first=2)
    load(store, spool, [*forms("Weekly", 7)], first=3)
    assert wires(store) == {}
    load(store, spool, [printed("first"), printed("second", CUT, hours=1)], first=4)
    assert wires(store) == {"First": {"First", "Second"}}
    assert contradictions(store) == []


def test_a_wire_story_in_hundreds_of_papers_is_one(store, spool):
    papers = [printed(f"paper {number}", WIRE if number % 3 else CUT, hours=number / 50) for number in range(300)]
    load(store, spool, papers[:250], papers[250:])
    assert store.rows("SELECT DISTINCT n_copies, n_publishers, first_publisher FROM core.wire_copies") == [
        (300, 300, "Paper 0")
    ]


def test_a_former_body_of_a_seed_file_is_no_copy_of_the_present_one(store, spool):
    former = printed("file", url=None, canonical_url=None, story_id="former")
    present = printed("file", CUT, url=None, canonical_url=None, story_id="present", fetched_at=NOON + 2 * DAY)
    load(store, spool, [printed("agency", hours=-1)])
    load(store, spool, [former], first=2)
    assert wires(store) == {"Agency": {"Agency", "File"}}
    store.execute("UPDATE raw.documents SET origin = 'news/file.txt' WHERE origin = ''")
    spool_batch(spool, batch(CodedStory(present, (), ()), batch_id="run-1-00003"))
    load_spooled(store, spool, at=NOON)
    store.execute(
        "UPDATE raw.documents SET origin = 'news/file.txt', fetched_at = fetched_at + INTERVAL 1 DAY WHERE origin = ''"
    )
    find_wire_copies(store, days=3)
    assert store.rows("SELECT story_id FROM core.wire_copies WHERE story_id IN ('former', 'present')") == [("present",)]
    assert contradictions(store) == []


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (
            "DELETE FROM ops.wire_signatures WHERE story_id IN (SELECT story_id FROM core.wire_copies)",
            "batch not compared",
        ),
        ("DELETE FROM core.stories WHERE publisher = 'First'", "signatures of stories that are gone"),
        ("DELETE FROM core.stories WHERE publisher = 'First'", "pair without story"),
        ("DELETE FROM core.stories WHERE publisher = 'First'", "copy without story"),
        ("UPDATE core.wire_copies SET wire_id = 'other' WHERE first_publisher = 'First'", "copy without story"),
        ("UPDATE core.wire_copies SET n_copies = 3", "copies that are not as many as stated"),
        ("INSERT INTO core.wire_copies FROM core.wire_copies", "copies that are not as many as stated"),
    ],
)
def test_the_check_finds_what_does_not_fit(store, spool, damage, problem):
    load(store, spool, [printed("first"), printed("second", CUT, hours=1)])
    assert contradictions(store) == []
    store.execute(damage)
    assert any(problem in str(row[0]) for row in contradictions(store))
