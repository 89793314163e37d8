"""Markdown to plain text: the marks go, the words stay."""

import re

HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*$")
RULE = re.compile(r"^ {0,3}(?:[-*_=~][ \t]*){3,}$|^[|:\- ]*-{3}[|:\- ]*$")
IMAGE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)|\[[^\[\]]{0,200}\])")
LINK = re.compile(r"\[(?P<text>[^\[\]]{1,1000})\](?:\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)|\[[^\[\]]{0,200}\])")
REFERENCE = re.compile(r"^ {0,3}\[[^\[\]]{1,200}\]:\s")
EMPHASIS = re.compile(
    r"(?<![\w*_\\])(?P<mark>\*{1,3}|_{1,3}|`{1,3}|~~)(?=\S)(?P<text>[^*_`~\n]{1,1000}?)(?<=\S)(?P=mark)(?![\w*_])"
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def markdown_text(text: str) -> str:
    """Markdown without its marks; headings are lines, images and link targets are left out."""
    lines = (_markdown_line(line) for line in COMMENT.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line is not None)


def _markdown_line(line: str) -> str | None:
    if RULE.match(line) or REFERENCE.match(line):
        return ""
    heading = HEADING.match(line)
    line = heading["text"] if heading else line
    line = re.sub(r"^(?: {0,3}> ?)+", "", line)
    line = LINK.sub(lambda match: match["text"], IMAGE.sub("", line))
    for _ in range(2):  # bold inside italics
        line = EMPHASIS.sub(lambda match: match["text"], line)
    return ESCAPED.sub(r"\1", line).rstrip()
