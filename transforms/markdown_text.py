"""Markdown to plain text: the marks go, the words stay."""

import re

HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+")
RULE = re.compile(r"^ {0,3}(?:[-*_=~][ \t]*){3,}$|^[|:\- ]*-{3}[|:\- ]*$")
LONGEST_RULE = 300  # characters
# What stands behind the words of a link: an address, which may hold brackets, and a title; or a reference.
TARGET = r"(?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s[^()]{0,500})?\)|\[[^\[\]]{0,200}\])"
IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]" + TARGET)
LINK = re.compile(r"\[(?P<text>[^\[\]]{1,1000})\]" + TARGET)
REFERENCE = re.compile(r"^ {0,3}\[[^\[\]]{1,200}\]:\s")
EMPHASIS = re.compile(
    r"(?<![\w*_\\])(?P<mark>\*{1,3}|_{1,3}|`{1,3}|~~)(?=\S)(?P<text>[^*_`~\n]{1,1000}?)(?<=\S)(?P=mark)(?![\w*_])"
)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def markdown_text(text: str) -> str:
    """Markdown without its marks; headings are lines, images and link targets are left out."""
    return "\n".join(_plain(line) for line in _without_comments(text).split("\n"))


def _without_comments(text: str) -> str:
    """A comment that is never closed is none."""
    pieces, start = [], 0
    while (opened := text.find("<!--", start)) >= 0 and (closed := text.find("-->", opened)) >= 0:
        pieces.append(text[start:opened])
        start = closed + 3
    return "".join([*pieces, text[start:]])


def _plain(line: str) -> str:
    if (len(line) <= LONGEST_RULE and RULE.match(line)) or REFERENCE.match(line):
        return ""
    if heading := HEADING.match(line):
        line = line[heading.end() :].rstrip("# \t")
    line = re.sub(r"^(?: {0,3}> ?)+", "", line)
    line = LINK.sub(lambda match: match["text"], IMAGE.sub("", line))
    for _ in range(2):  # bold inside italics
        line = EMPHASIS.sub(lambda match: match["text"], line)
    return ESCAPED.sub(r"\1", line).rstrip()
