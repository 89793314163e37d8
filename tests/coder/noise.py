"""Texts that no editor wrote: generated bits of news and noise, and whole texts that are long or broken."""

import random

from hypothesis import strategies as st

STATES = [
    "Peru",
    "Bolivia",
    "the Norwegian army",
    "Kenya's president",
    "KENYA",
    "Lima",
    "US",
    "U.S.",
    "the two countries",
]
DEEDS = [
    "attacked",
    "will meet",
    "accused",
    "signed a deal with",
    "was expelled by",
    "talks between",
    "said",
    "its ally",
]
GLUE = [
    " ",
    ", ",
    " and ",
    ". ",
    "\n",
    "\n\n",
    " of the ",
    "-",
    "’s ",
    "; ",
    " – ",
    "\t",
    "",
    "  ",
    " that ",
    " (",
    ") ",
]
DATES = ["on Monday", "in 2003", "last week", "5 May", "two days later", "$5 billion", "12 percent", "1,000,000 troops"]
LITTER = [
    *(
        "RT @envoy:",
        "#summit",
        "https://t.co/x1",
        "😀",
        "&nbsp;",
        "<p>",
        "</b>",
        '<a href="x">',
        "{{ad}}",
        "\u00ad",
        "\u200b",
    ),
    *(
        "\u200f",
        "\u202e",
        "\u202c",
        "\ud800",
        "\udfff",
        "\x00",
        "\ufeff",
        "\u0301",
        "атаковал",
        "伊朗",
        "إيران",
        "𝕴𝖗𝖆𝖓",
    ),
    *("“", "”", '"', "...", "!!!", "***", "|", "ß", "ﬁ", "İ", "A." * 9, "(" * 9),
]
words = st.sampled_from([*STATES, *DEEDS, *DATES, *LITTER]) | st.text(max_size=4)
texts = st.lists(st.tuples(words, st.sampled_from(GLUE)), max_size=60).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)


def salad(kilobytes: int, glue: str) -> str:
    """So much text of states, deeds and dates without grammar."""
    chance = random.Random(kilobytes)
    words = [chance.choice([*STATES, *DEEDS, *DATES]) for _ in range(kilobytes * 150)]
    return glue.join(words)[: kilobytes * 1000]


NEWS = (
    "Peru and Kenya signed a trade deal on Monday. Norway bombed Bolivia after Peru accused Kenya of attacking Lima. "
)
WHOLE = {
    "empty": "",
    "only space": " \n\t\u00a0" * 500,
    "5 MB of news": NEWS * 45_000,
    "5 MB of one word": "a" * 5_000_000,
    "5 MB of lines": "Peru\n" * 1_000_000,
    "5 MB of dots": "." * 5_000_000,
    "5 MB without a full stop": "Peru and Kenya and " * 260_000,
    "one sentence of 100 kB": "Peru attacked " + "and Kenya bombed the old port of " * 3_000 + "Bolivia",
    "states and commas": "Peru, Kenya, " * 8_000,
    "words without order": salad(100, " "),
    "lines without order": salad(100, "\n"),
    "sentences without order": salad(100, ". "),
    "nested": "the group of " * 8_000 + "Peru attacked Kenya",
    "said that said": "Peru said Kenya said " * 5_000,
    "capitals": NEWS.upper() * 50,
    "capitals and hyphens": "PERU-" * 20_000,
    "tweets": "RT @envoy: Peru #sanctions https://t.co/x1 😀 Kenya bombs Bolivia!!! " * 500,
    "left-overs of pages": "<p>Peru&nbsp;attacked <b>Kenya</b></p><br/>\n" * 1_000,
    "mixed scripts": "Peru атаковал Иран und 伊朗 and العراق accused إيران of \u200f\u202eattack\u202c Kenya. " * 400,
    "surrogates": "Peru \ud800attacked \udfffKenya. " * 500,
    "quotation marks": '"' * 100_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "possessives": "Peru's " * 14_000,
    "titles": "Peruvian President Aa Bb Cc " * 4_000,
    "months": "January " * 12_000,
    "counted days": "last week two days later " * 4_000,
    "datelines": "LIMA, " * 15_000,
    "dotted capitals": "A." * 50_000,
    "empty lines": "Peru" + "\n" * 100_000 + "Kenya",
}
