"""Time zones as news writes them: +0300, GMT+3, KST, Moscow time, ET. IST and the like depend on who writes."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from urllib.parse import urlsplit

_HOURS_EAST: Final = {
    -10: "hst",
    -9: "akst",
    -8: "pst akdt",
    -7: "mst pdt",
    -6: "cst mdt",
    -5: "est cdt",
    -4: "edt ast at clt",
    -3.5: "nst",
    -3: "adt art brt",
    -2.5: "ndt",
    0: "utc ut gmt z wet",
    1: "cet met wat bst west",
    2: "cest mest eet cat sast",
    3: "msk trt eest eat idt",
    3.5: "irst",
    4: "gst msd azt get samt",
    4.5: "aft irdt",
    5: "pkt uzt yekt",
    5.5: "ist slst",
    5.75: "npt",
    6: "bdt almt omst",
    6.5: "mmt",
    7: "ict wib novt krat",
    8: "hkt sgt myt pht wita awst irkt ulat",
    9: "jst kst wit yakt",
    9.5: "acst",
    10: "aest chst vlat",
    10.5: "acdt",
    11: "aedt",
    12: "nzst fjt",
    13: "nzdt",
}
# The same letters mean another zone to publishers under these country domains.
_HOURS_EAST_AT_HOME: Final = {
    "ast": {"bh": 3, "iq": 3, "kw": 3, "qa": 3, "sa": 3, "ye": 3},
    "bst": {"bd": 6},
    "cst": {"cn": 8, "cu": -5, "tw": 8},
    "edt": {"au": 11},
    "est": {"au": 10},
    "ist": {"ie": 1, "il": 2},
    "pst": {"ph": 8, "pk": 5},
}
_BY_NAME: Final = {name: hours for hours, names in _HOURS_EAST.items() for name in names.split()}
# Standard time of zones that are named without saying whether summer time is on: "10:00 ET", "Eastern Time".
_NORTH_AMERICA: Final = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
# Names in words -> letters; "Time", "Standard Time" and the like may follow. A longer name stands before a shorter one.
_WORDS: Final = {
    "eastern daylight": "EDT",
    "central daylight": "CDT",
    "mountain daylight": "MDT",
    "pacific daylight": "PDT",
    "eastern standard": "EST",
    "central standard": "CST",
    "mountain standard": "MST",
    "pacific standard": "PST",
    "central european summer": "CEST",
    "eastern european summer": "EEST",
    "western european summer": "WEST",
    "central european": "CET",
    "eastern european": "EET",
    "western european": "WET",
    "british summer": "BST",
    "greenwich mean": "GMT",
    "coordinated universal": "UTC",
    "eastern": "ET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
    "moscow": "MSK",
    "baghdad": "MSK",
    "arabian": "MSK",
    "arabia": "MSK",
    "arab": "MSK",
    "turkey": "TRT",
    "gulf": "GST",
    "iran": "IRST",
    "pakistan": "PKT",
    "india": "SLST",
    "china": "HKT",
    "hong kong": "HKT",
    "singapore": "SGT",
    "korea": "KST",
    "japan": "JST",
}
_IN_WORDS: Final = re.compile(rf"\b({'|'.join(_WORDS)})(?: (?:standard|summer))?(?: time)\b\)?$", re.IGNORECASE)
_OFFSET: Final = re.compile(
    r"(?:utc|gmt|ut|z)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?\b.*", re.IGNORECASE
)


def zone_of(text: str, *, domain: str = "") -> tzinfo:
    """The zone that `text` names; UTC where it is empty or known to nobody.

    `domain` is the writer's country domain ("il", "au"): it settles letters that several countries use.

    Raises:
        ValueError: the offset is a day or more.
    """
    offset = _OFFSET.fullmatch(text)
    if offset:
        east = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(east if offset["sign"] == "+" else -east)
    letters = re.match(r"[a-z]*", text.strip("() ").lower())
    name = letters[0] if letters else ""
    if name in _NORTH_AMERICA:
        return _NorthAmerica(_NORTH_AMERICA[name])
    hours = _HOURS_EAST_AT_HOME.get(name, {}).get(domain, _BY_NAME.get(name, 0))
    return timezone(timedelta(hours=hours)) if hours else UTC


class _NorthAmerica(tzinfo):
    """Standard time, an hour more in summer: since 2007 from March to November, before that from April to October."""

    def __init__(self, hours: int) -> None:
        self._standard = timedelta(hours=hours)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return self._standard + self.dst(moment)

    def dst(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return timedelta()
        year, wall = moment.year, moment.replace(tzinfo=None)
        begin = _sunday(year, 3, 8) if year >= 2007 else _sunday(year, 4, 1)
        end = _sunday(year, 11, 1) if year >= 2007 else _sunday(year, 10, 25)
        return timedelta(hours=1 if begin <= wall < end else 0)

    def tzname(self, moment: datetime | None) -> str:
        return f"UTC{self.utcoffset(moment) / timedelta(hours=1):+g}"


def _sunday(year: int, month: int, day: int) -> datetime:
    """Two o'clock on the first Sunday from that day on."""
    first = datetime(year, month, day, 2)  # noqa: DTZ001 the wall clock, whose zone is being found
    return first + timedelta(days=6 - first.weekday())


def with_zone_letters(text: str) -> str:
    """A date whose zone stands in letters: "10:00 Eastern Daylight Time" becomes "10:00 EDT"."""
    return _IN_WORDS.sub(lambda found: _WORDS[found[1].lower()], text)


def country_domain(url: str) -> str:
    """The last label of a URL's host: "il" of https://www.example.co.il/rss; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
