"""Characters of a report in Markdown: none of them works as a sign, in any of the readers that the exports name."""

from __future__ import annotations

import re

# What means something anywhere in a line: CommonMark, its tables, strikes and bare links; formulas, mentions, emoji, tags, highlights and
# comments of GitHub, Pandoc, Obsidian and markdown-it.
_MARKUP = re.compile(r"[\\`*_{}\[\]|~^$@#]|:(?=[^\s\d]|\d+:)|(?<=[Ww]{3})\.|(?<==)=|(?<=%)%|&(?=#?\w+;)")
_ENTITIES = {"<": "&lt;", ">": "&gt;"}  # a backslash does not stop HTML in every reader


def escaped(line: str) -> str:
    """A line as characters: nothing in it is markup. What makes a list or a heading does so at the beginning of a line only."""
    return re.sub("[<>]", lambda m: _ENTITIES[m[0]], _MARKUP.sub(lambda m: "&amp;" if m[0] == "&" else "\\" + m[0], line))
