"""URLs: one spelling for one page, and links made absolute."""

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

# Parameters that say where a reader came from, never what is read.
_TRACKING: Final = re.compile(
    r"""_ga | _gl | _hsenc | _hsmi | cmp | dclid | emc | fbclid | feedname | feedtype | ftag | gbraid | gclid | gclsrc
    | guccounter | ico | icid | igsh | igshid | intcid | intcmp | jsessionid | maca | mbid | mc_cid | mc_eid | mkt_tok
    | msclkid | ncid | ns_campaign | ns_mchannel | ns_source | ocid | phpsessid | rss | s_cid | sfnsn | smid | smtyp
    | soc_src | soc_trk | srnd | sref | taid | traffic_source | twclid | wbraid | wt\.mc_id | wtrid | xtor | yclid
    | (?: at | hsa | itm | mtm | piwik | pk | trk | utm | vero | wt_mc )_.*""",
    re.VERBOSE,
)
# These names mean something on other sites, so only the values that feeds and share buttons write are dropped.
_REFERRERS: Final = frozenset({"cid", "feed", "from", "mod", "partner", "ref", "referrer", "source", "src", "via"})
_REFERRER_VALUE: Final = re.compile(
    r"(?:rss|feed|atom|twitter|facebook|newsletter|social|share|email)[\w.-]*|", re.IGNORECASE
)

# White space and control characters around an address, which browsers drop, and the byte order mark.
_AROUND: Final = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "".join(map(chr, range(0x21))) + "\ufeff"
_DEFAULT_PORT: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_INDEX: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml)$", re.IGNORECASE)
_SESSION: Final = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical_url(url: str) -> str:
    """One spelling for one page, so that the same story is met once. Idempotent.

    Host in lower case without default port, credentials or final dot; no fragment, tracking parameters, session id or
    index page; dot segments resolved; the query sorted; escapes as in RFC 3986, section 6.2.2. Scheme, `www.` and a
    final slash stay: they can tell pages apart. What is no absolute http or https URL comes back with only its white
    space trimmed.
    """
    text = _trimmed(url)
    try:
        parts = urlsplit(text)
        host, port = _canonical_host(parts.hostname or ""), parts.port
    except ValueError:
        return text
    if parts.scheme not in _DEFAULT_PORT or host is None:
        return text
    netloc = host if port in {None, _DEFAULT_PORT[parts.scheme]} else f"{host}:{port}"
    query = _canonical_query(parts.query)
    return f"{parts.scheme}://{netloc}{_canonical_path(parts.path)}" + (f"?{query}" if query else "")


def host_of(url: str) -> str:
    """Host of an http or https address in lower case, with its port unless that is the usual one; else empty."""
    try:
        parts = urlsplit(_trimmed(url))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    shown = f"[{host}]" if ":" in host else host.rstrip(".")
    return shown if port in {None, _DEFAULT_PORT.get(parts.scheme)} else f"{shown}:{port}"


def absolute_url(link: str | None, *, base: str) -> str | None:
    """`link` seen from the page at `base`; None where it is empty or leads to nothing on the web."""
    text = _trimmed(link or "")
    if not text:
        return None
    try:
        absolute = urljoin(base, text)
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in _DEFAULT_PORT and parts.netloc else None


def _trimmed(url: str) -> str:
    return re.sub(r"[\t\r\n]", "", url).strip(_AROUND)


def _canonical_host(host: str) -> str | None:
    name = host.lower().rstrip(".")
    if ":" in name:
        return f"[{name}]" if _HOST.fullmatch(f"[{name}]") else None
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").rstrip(".")
        except UnicodeError:
            return None
    return name if _HOST.fullmatch(name) else None


def _canonical_path(path: str) -> str:
    kept: list[str] = []
    segments = _SESSION.sub("", _canonical_escapes(path)).split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return _INDEX.sub("/", "/" + "/".join(kept))


def _canonical_query(query: str) -> str:
    pairs = (_canonical_escapes(pair) for pair in query.split("&"))
    return "&".join(sorted(pair for pair in pairs if pair and not _is_tracking(pair)))


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _REFERRERS:
        return _REFERRER_VALUE.fullmatch(value) is not None
    return _TRACKING.fullmatch(name) is not None


def _canonical_escapes(text: str) -> str:
    escaped = quote(text, safe="%!$&'()*+,;=:@/?~", errors="surrogatepass")
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)
    return _ESCAPE.sub(_canonical_escape, escaped)


def _canonical_escape(escape: re.Match[str]) -> str:
    byte = int(escape[1], 16)
    return chr(byte) if byte in _UNRESERVED else escape[0].upper()
