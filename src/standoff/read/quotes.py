"""Quotation marks of a text, paired: which stretch is inside which pair.

Handles curly, straight, angular and low marks, apostrophes that look like closing single quotes, quotations that stay
open at the end of a paragraph because they go on in the next, and marks that have no partner at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from standoff.model import Span

# What closes each opening mark. Curly and straight marks close one another: many desks mix them.
DOUBLE_OPEN = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "»": "«", "‟": "”", "「": "」", "『": "』", "＂": "＂", "”": "”"}
SINGLE_OPEN = {"‘": "’", "'": "'", "`": "`'", "‚": "‘’", "‹": "›", "›": "‹"}
DOUBLE_MARKS = frozenset('"“”„‟«»「」『』＂')
SINGLE_MARKS = frozenset("'‘’‚‹›`")
_MARK = re.compile("[" + "".join(sorted(DOUBLE_MARKS | SINGLE_MARKS)) + "]")
_STRAIGHT = frozenset("\"＂'`")
_BEFORE_OPEN = frozenset("([{—–-/…:,;.")
# An apostrophe that stands for what was left out, not a mark: '90s, in '68, 'tis, 'em.
_ELISION = re.compile(r"\d\d(?=s\b|[,.;:)!?–—-]|\s*$)|(?:tis|twas|til|till|em|cause|cos|bout|n|nuff)\b", re.IGNORECASE)
_DEEPEST = 6  # marks that would open deeper than this open nothing
_FAR = 400  # how many characters a straight single mark looks ahead for its partner


class State(IntEnum):
    """Where a word stands with regard to quotation marks; a feature of the reader network."""

    OUTSIDE = 0
    OPENING = 1
    INSIDE = 2
    CLOSING = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, marks included. `closed` is False when the paragraph ends before a closing mark; `level` 1 lies inside another."""

    span: Span
    closed: bool
    level: int

    @property
    def inner(self) -> Span | None:
        """The quotation without its marks, None when nothing is between them."""
        end = self.span.end - 1 if self.closed else self.span.end
        return Span(self.span.start + 1, end) if self.span.start + 1 < end else None


def pair_quotes(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """All quotations of the paragraphs, in order of their opening marks. Marks without a partner open nothing."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        found += _pair(text, paragraph.start, paragraph.end)
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


def states(text: str, spans: Iterable[tuple[int, int]], quotations: Iterable[Quotation]) -> list[State]:
    """The state of every word (as start, end pairs in order) with regard to the outermost quotations."""
    outer = [q for q in quotations if q.level == 0]
    result, at = [], 0
    for start, _ in spans:
        while at < len(outer) and outer[at].span.end <= start:
            at += 1
        if at == len(outer) or start < outer[at].span.start:
            result.append(State.OUTSIDE)
        elif start == outer[at].span.start:
            result.append(State.OPENING)
        elif outer[at].closed and start == outer[at].span.end - 1:
            result.append(State.CLOSING)
        else:
            result.append(State.INSIDE)
    return result


def touching(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of quotations of one level, in order, that share a character with the span."""
    first = bisect_right(quotations, span.start, key=lambda q: q.span.end)
    return quotations[first : bisect_left(quotations, span.end, lo=first, key=lambda q: q.span.start)]


def _pair(text: str, start: int, end: int) -> list[Quotation]:
    closed: list[Span] = []
    stack: list[tuple[int, str]] = []  # where it opened, which marks close it
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if sign in SINGLE_MARKS and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        closes = next((i for i in range(len(stack) - 1, -1, -1) if sign in stack[i][1]), None)
        if closes is not None and sign in "'’" and before == "s" and after.isspace() and _closes_again(text, at, end):
            continue  # a plural possessive inside single quotation marks
        if _opens(text, at, end, before, after, closes is not None):
            if len(stack) < _DEEPEST:
                stack.append((at, DOUBLE_OPEN.get(sign) or SINGLE_OPEN[sign]))
        elif closes is not None:
            closed.append(Span(stack[closes][0], at + 1))
            del stack[closes:]
    stop = start + len(text[start:end].rstrip())
    # What stays open to the end goes on in the next paragraph; a single mark does so only where it opens the paragraph.
    opened = next((at for at, _ in stack if text[at] in DOUBLE_MARKS or (text[at] == "‘" and not text[start:at].strip())), None)
    unclosed = Span(opened, stop) if opened is not None and stop - opened > 1 else None
    return _levels(closed, unclosed)


def _opens(text: str, at: int, end: int, before: str, after: str, closes: bool) -> bool:
    """Whether the mark there opens a quotation; `closes` tells whether it could close one that is open."""
    sign = text[at]
    free = before.isspace() or before in _BEFORE_OPEN or before in DOUBLE_MARKS or before in SINGLE_MARKS
    if sign in "'‘" and free and _ELISION.match(text, at + 1, end):
        return False
    if sign in _STRAIGHT:
        # Where it could do either, a mark after a sign of punctuation closes what is open.
        opens = free and not after.isspace() and not (closes and before in ".,;:…-")
        return opens and (sign not in "'`" or _closes_later(text, at, end))
    if sign in "”»›":
        return not closes and before.isspace() and not after.isspace()
    if sign in "“«‹" and closes:
        return before.isspace() and not after.isspace()
    if sign in "„‟‚" and before.isalnum():
        return False  # no space before a low mark: a broken character ("â„¢") or a comma
    if sign == "‘":
        return after.isalnum() or after in DOUBLE_MARKS or after in "[(…"
    return sign in DOUBLE_OPEN or sign in SINGLE_OPEN


def _levels(closed: list[Span], unclosed: Span | None) -> list[Quotation]:
    """The quotations with how many others each lies in; by construction none crosses another."""
    around: list[Span] = []
    result = []
    for span in sorted([*closed, *([unclosed] if unclosed else [])], key=lambda s: (s.start, -s.end)):
        while around and around[-1].end <= span.start:
            around.pop()
        result.append(Quotation(span, span is not unclosed, len(around)))
        around.append(span)
    return result


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a straight single mark has a closing partner: one after a letter or sign and before no letter."""
    for i in range(at + 2, min(end, at + _FAR)):
        if text[i] in "'`" and not text[i - 1].isspace() and not (i + 1 < end and text[i + 1].isalnum()):
            return True
    return False


def _closes_again(text: str, at: int, end: int) -> bool:
    """Whether the next single mark that is no apostrophe inside a word can close."""
    for i in range(at + 1, end):
        if text[i] in "'’‘":
            if text[i - 1].isalnum() and i + 1 < end and text[i + 1].isalnum():
                continue
            return text[i] != "‘" and not text[i - 1].isspace()
    return False
