"""Syntax by hand: a sentence as rows of (word, part of speech, place of its parent, relation)."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from standoff.model import RELATIONS, UPOS, XPOS, Syntax


def syntax_of(text: str, rows: list[tuple[str, str, int, str]], penn: Mapping[str, str] | None = None) -> Syntax:
    """The syntax of a text whose words are in the rows; `penn` gives the Penn tags of some of them."""
    starts, ends = array("I"), array("I")
    at = 0
    for word, *_ in rows:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    upos, relations = bytes(UPOS.index(r[1]) for r in rows), bytes(RELATIONS.index(r[3]) for r in rows)
    tags = bytes(XPOS.index((penn or {}).get(r[0], "OTHER")) for r in rows)
    return Syntax(starts, ends, upos, tags, array("I", (r[2] for r in rows)), relations)
