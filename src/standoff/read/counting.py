"""What a figure counts, by the syntax: its number hangs from the noun ("40 dockers"), or the noun from the number ("dozens of dockers")."""

from __future__ import annotations

import re
from bisect import bisect_left

from standoff.model import Span, Syntax

_QUANTITY = frozenset(("NUM", "NOUN", "SYM", "ADJ", "PROPN"))
_MODIFIES = frozenset("nummod amod compound nmod nmod:unmarked nmod:desc det flat nmod:poss advmod obl:unmarked".split())
_COUNTABLE = frozenset(("NOUN", "PROPN", "ADJ"))
_BETWEEN = frozenset("ADJ NOUN PROPN NUM ADV DET CCONJ PRON PART X SYM".split())
_HYPHENED = re.compile(r"(?:-\w+)+")


def named(text: str, syntax: Syntax, figure: Span) -> Span | None:
    """The phrase of the noun that a figure counts, from the figure to that noun; None where more than its modifiers stands between."""
    noun = _noun(syntax, figure)
    if noun is None:
        return None
    between = [i for i in range(bisect_left(syntax.starts, figure.end), noun) if syntax.tag(i) != "PUNCT"]
    if between and syntax.tag(between[0]) == "ADP":
        between = between[1:]
    if any(syntax.tag(i) not in _BETWEEN and syntax.relation(i) != "amod" for i in between):
        return None
    end = syntax.token(noun).end
    more = _HYPHENED.match(text, end)
    return Span(syntax.starts[between[0] if between else noun], more.end() if more else end)


def _quantity(syntax: Syntax, figure: Span) -> int | None:
    """The word that stands for a figure in the tree: of those that hang from without, a number before its modifiers."""
    inside = syntax.within(figure)
    tops = [i for i in inside if (syntax.parents[i] not in inside or syntax.parents[i] == i) and syntax.tag(i) in _QUANTITY]
    return next((i for i in tops if syntax.tag(i) in ("NUM", "SYM")), tops[-1] if tops else None)


def _noun(syntax: Syntax, figure: Span) -> int | None:
    """The noun that a figure counts, None where the tree has none."""
    number = _quantity(syntax, figure)
    if number is None:
        return None
    if (whole := _complement(syntax, number, figure)) is not None:
        return whole
    above = syntax.parents[number]
    if above != number and syntax.relation(number) in _MODIFIES and syntax.tag(above) in _COUNTABLE and syntax.starts[above] >= figure.end:
        return above
    return None


def _complement(syntax: Syntax, word: int, figure: Span) -> int | None:
    """The complement with "of" of a quantity."""
    for child in syntax.children(word):
        if syntax.starts[child] >= figure.end and syntax.relation(child).startswith("nmod") and syntax.tag(child) in _COUNTABLE:
            cases = [c for c in syntax.children(child) if syntax.relation(c) == "case"]
            if cases and syntax.ends[cases[0]] - syntax.starts[cases[0]] == 2 and syntax.starts[cases[0]] - figure.end <= 1:
                return child
    return None
