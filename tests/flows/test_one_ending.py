"""Every input of a run ends exactly once, whatever it holds and however the web answers."""

from pathlib import Path

from benchmarks.endings import GARBAGE, ODD_SEEDS, RULES, Web, named, run_to_the_end
from tests.flows.site import page
from tests.flows.test_hostile_documents import HOSTILE
from warehouse.connection import open_store

HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Andes</title>'


def feed(number: int) -> bytes:
    """Fifteen entries, one of them without a link and two with one page."""
    items = "".join(
        f"<item><title>Story {n}</title><link>https://host{n % 4}.example/{number}/{min(n, 13)}</link>"
        f"<guid>{n}</guid></item>"
        for n in range(15)
    )
    return f"{HEAD}<item><title>Nowhere</title></item>{items}</channel></rss>".encode()


def test_hostile_input_and_a_hostile_web_leave_nothing_without_an_ending(tmp_path: Path):
    pages = [page(number).encode() for number in range(25)]
    deep = HOSTILE["deep nesting"][0].encode()
    web = Web([feed(0), feed(1), b"", GARBAGE], [*pages, b"", GARBAGE])
    canonical = b'<link rel="canonical" href="https://andes.example/road"></head>'
    twice = {f"told-{n}.html": page(n).encode().replace(b"</head>", canonical) for n in (30, 31)}  # one address
    seeds = dict(named(pages[:3])) | ODD_SEEDS | {"deep.html": deep} | twice
    ended = run_to_the_end(tmp_path, web, seeds, workers=1)
    assert ended.broken == {}
    assert sum(ended.endings["entries"].values()) == 32
    assert min(ended.endings["entries"][outcome] for outcome in ("kept", "rejected", "failed")) > 0
    assert ended.endings["documents"]["kept"] > 10
    assert ended.endings["polls"]["rejected"] > 0


def test_a_lost_ending_is_found(tmp_path: Path):
    """The rules themselves: each finds what it is there to find."""
    with open_store(tmp_path / "store" / "dyadwire.duckdb") as store:
        store.execute(
            "INSERT INTO raw.entries BY NAME SELECT * FROM (VALUES ('a', 'pending'), ('b', 'failed'), "
            "('c', 'kept')) AS t(entry_id, outcome), (SELECT 'f' AS feed_url, now() AS first_seen_at, "
            "'r' AS run_id, 0 AS n_attempts)"
        )
        store.execute(
            "INSERT INTO ops.rejections BY NAME SELECT unnest(['c', 'd']) AS entry_id, 'x' AS rejection_id, "
            "'r' AS run_id, 'entry' AS stage, 'gone' AS reason, 'k' AS key, '' AS detail, true AS "
            "is_failure, now() AS rejected_at"
        )
        found = {rule: store.rows(sql) for rule, sql in RULES.items()}
    assert {rule: [row[0] for row in bad] for rule, bad in found.items() if bad} == {
        "entries without an ending": ["a"],
        "entries not kept, without exactly one reason": ["b"],
        "kept entries with a reason": ["c"],
    }
