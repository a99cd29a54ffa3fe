"""The source of a statement: the shortest phrase that names it, by the reading guide."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from standoff.model import Span

from .attribution import Attribution
from .clauses import Clauses

_JOINT = re.compile(r"\b(?:and|or|as well as)\b")
_RELATIVE = re.compile(r",(?!\d)|\s(?:who|which|that|whose)\s|\s[–—-]\s|\s\(")
_ASIDE = re.compile(
    r"\s*(?:who|which|whose|including|such as|led|backed|controlled|headed|dominated|based|run|known|an?|the)\b", re.IGNORECASE
)
_HONORIFIC = "(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Sheikh|Prince|Princess|King|Queen)"
_TITLE = (
    f"(?:the|an?|his|her|its|their|then|former|late|acting|deputy|vice|prime|opposition|president|minister|leader|chairman|chairwoman"
    f"|premier|chancellor|senator|governor|mayor|judge|general|colonel|Gen|Col|Sen|Rep|Gov|{_HONORIFIC})"
)
_BEFORE = rf"\s+(?:{_TITLE}\b\.?[\s-]+)*$"
# What puts a name under a noun is a preposition right before it, or before its title; in "Secretary of State Ana Lund" it is not.
_GOVERNED = re.compile(rf"\b(?:of|for|to|from|by|with|against|near|under|behind|like|on|about|around|at|in){_BEFORE}", re.IGNORECASE)
_AND_BEFORE = re.compile(rf"\b(?:and|or|as well as){_BEFORE}", re.IGNORECASE)
_AND_AFTER = re.compile(r"\s+(?:and|or|as well as)\s")
_NOUN_AFTER = re.compile(
    r"[\s-]+(?!(?:who|whom|whose|which|that|of|in|from|at|on|as|with|also|for|himself|herself|then|now|later|jr|sr|ii|iii)\b)[^\W\d_]",
    re.IGNORECASE,
)


def shortest(text: str, a: Attribution, people: Sequence[Span], clauses: Clauses | None = None) -> Span | None:
    """The shortest phrase that identifies the source as written there: a person's name with its honorific, else the head phrase.

    Whether it joins several is told by the `clauses`, where there are any, else by its words.
    """
    if not a.source:
        return None
    span = min(a.source, key=lambda s: min(abs(s.end - a.cue.start), abs(s.start - a.cue.end)))
    phrase = span.of(text)
    members = clauses.members(span) if clauses else ()
    several = len(members) > 1
    free = [] if several else [p for p in _within(people, span) if _heads(text, span, p)]
    if len(free) == 1 or (free and not _JOINT.search(phrase)):
        name = free[0]
        before = re.search(rf"(?:\b{_HONORIFIC}\b\.?\s+)$", text[span.start : name.start])
        return Span(span.start + before.start(), name.end) if before else name
    cut = _RELATIVE.search(text, clauses.syntax.ends[members[-1]] if clauses and several else span.start + 1, span.end)
    # "X and Y" stay together, unless the "and" only stands in what is said of X behind the comma.
    aside = several or (cut and _ASIDE.match(text, cut.end(), span.end) and not _JOINT.search(text, span.start, cut.start()))
    end = cut.start() if cut and (aside or not _JOINT.search(phrase)) else span.end
    start = span.start + len(phrase) - len(phrase.lstrip(" ,;:-–—\"“'‘"))
    end = start + len(text[start:end].rstrip(" ,;:.-–—\n"))
    return Span(start, end) if start < end else None


def _within(people: Sequence[Span], span: Span) -> list[Span]:
    """Those of the names, in order, that lie in the span."""
    first = bisect_right(people, span.start - 1, key=lambda p: p.start)
    last = bisect_right(people, span.end, key=lambda p: p.start)
    return [p for p in people[first:last] if span.covers(p)]


def _heads(text: str, phrase: Span, name: Span) -> bool:
    """Whether a name is who the phrase names, not the owner, object or neighbour of that.

    "Lund's lawyer", "aides to Mr. Lund", "the Lund government" and "Lund and her crew" are not Lund.
    """
    before, after = text[phrase.start : name.start], text[name.end : phrase.end]
    if re.match(r"['’]s?\s+\w", after) or _NOUN_AFTER.match(after) or _AND_AFTER.match(after):
        return False
    clause = before.rpartition(",")[2]
    return not (_GOVERNED.search(clause) or _AND_BEFORE.search(before))
