"""Time zones as news writes them: +0300, GMT+3, KST, Moscow's MSK. IST and the like depend on who writes."""

import re
from datetime import UTC, timedelta, timezone
from typing import Final
from urllib.parse import urlsplit

_HOURS_EAST: Final = {
    -10: "hst",
    -9: "akst",
    -8: "pst pt akdt",
    -7: "mst mt pdt",
    -6: "cst ct mdt",
    -5: "est et cdt",
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
_OFFSET: Final = re.compile(
    r"(?:utc|gmt|ut|z)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?\b.*", re.IGNORECASE
)


def zone_of(text: str, *, domain: str = "") -> timezone:
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
    hours = _HOURS_EAST_AT_HOME.get(name, {}).get(domain, _BY_NAME.get(name, 0))
    return timezone(timedelta(hours=hours)) if hours else UTC


def country_domain(url: str) -> str:
    """The last label of a URL's host: "il" of https://www.example.co.il/rss; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
