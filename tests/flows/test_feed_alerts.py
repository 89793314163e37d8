"""Feeds that need a look are told at the end of a run and in the list of feeds."""

from tests.command import Dyadwire
from tests.flows.site import NOON, page, serve_feed, settings
from tests.flows.test_ingest import later, rows, run
from tests.loopback import Loopback, Route

DAYS = 24 * 60


def test_a_feed_without_news_and_one_that_fails_are_told(tmp_path, loopback: Loopback, dyadwire: Dyadwire):
    quiet, failing = serve_feed(loopback, range(3)), loopback.answer("/bad", Route(b"", 500))
    stated = settings(tmp_path, quiet, failing)
    assert run(stated).feed_alerts == ()
    for days in (1, 20, 40):
        report = run(stated, later(days * DAYS))
    (silent,) = [words for words in report.feed_alerts if words.startswith(quiet)]
    assert silent == (
        f"{quiet}: silent: it answers, but nothing new came since {NOON:%Y-%m-%d}; "
        "by its own rhythm 30.0 days are usual at most"
    )
    (broken,) = [words for words in report.feed_alerts if words.startswith(failing)]
    assert broken.startswith(f"{failing}: failing: 4 polls failed since 2025-04-08 12:00 UTC: {failing}: ")
    listed = dyadwire("feeds", "list", "--alerts", "--feeds", tmp_path / "feeds.toml", "--data", stated.data_folder)
    shown = {line.split()[0]: " ".join(line.split()) for line in listed.out.splitlines()[1:]}
    assert " silent it answers, but nothing new came" in shown["active"]
    assert " failing 4 polls failed since" in shown["backing_off"]
    assert rows(stated, "SELECT alert FROM mart.feed_health ORDER BY ALL") == [("failing",), ("silent",)]
    serve_feed(loopback, range(4))
    assert [words for words in run(stated, later(42 * DAYS)).feed_alerts if words.startswith(quiet)] == []


def test_a_feed_in_another_language_is_told_with_the_reason(tmp_path, loopback: Loopback):
    url = serve_feed(loopback, range(12))
    for number in range(12):
        text = "El ministro de Perú viajó a Bolivia el lunes para hablar de la carretera con su colega. " * 12
        loopback.serve(f"/page/{number}", page(number).partition("<article>")[0] + f"<p>{text} {number}</p></html>")
    stated = settings(tmp_path, url)
    run(stated)
    (alert,) = run(stated, later(2 * DAYS)).feed_alerts
    assert alert.endswith("none of its 12 entries since 2025-04-08 gave a story; most often: not_english")
