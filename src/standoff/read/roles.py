"""Roles: what a report calls somebody, and since when, at the places where it names them.

A title right before the name ("Danish Foreign Minister"), an apposition on either side ("one of the marchers, Ana Hale", "Ana Hale,
24, a resident of the port"), and a relative clause of office ("who has led the party since 2013"). The text is the report's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from standoff.model import Mention, Span

from .designations import DETERMINERS, STOP, Token, can_stand_before, designations, owner, spans_of, tokens

_ROLE = frozenset(("office", "stance", "person", "single"))
_BEFORE = frozenset(("modifier", "degree", "quality", "actor", "office", "person", "single", "stance"))
_ABBREVIATED = frozenset("gen lt col maj capt sgt adm cmdr sen sens rep reps gov amb dr prof brig brigadier rev hon".split())
_HONORIFIC = frozenset("mr mrs ms miss sir dame lord lady dr".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july "
    "august september october november december".split()
)
# Words of offices and posts that no table of designations needs.
_POST = frozenset(
    "general prime foreign interior defense defence state national security chief vice deputy acting former ex interim senior top managing "
    "executive attorney crown human rights press economic military political contributing high current "
    "sometime then under assistant associate "
    "chargé affairs staff information finance justice health energy trade special regional presidential opposition party".split()
)
_SINCE = re.compile(
    r"who\s+(?:has|had|have)\s+(?:been|served|led|ruled|governed|headed|run|held|reigned)\b[^,;.:\n]*|who\s+(?:heads|leads|runs|commands|chairs|directs|headed"
    r"|led|ruled|rules|governs|governed|founded|co-founded|oversees)\s[^,;.:\n]*"
)
_AFTER = re.compile(r",\s+(?:(?:aged?\s+)?\d{1,3},\s+)?|\s+\((?=\D)|\s+[–—]\s+|\s+--\s+")
_CUT = re.compile(
    r"[,;:!?\n\"“”()–—]|\s--|\.(?=\s|$|[”\"'’])(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bGen\.)(?<!\bSen\.)|\.$"
)
_COMPLEMENT = frozenset("of in at for on to from with near who which that whose based".split())
_LONGEST = 160  # characters of an apposition


def roles(text: str, stretches: Sequence[Span], mentions: Sequence[Mention]) -> list[tuple[str, Span]]:
    """(mention id, span of the role) for the names of persons in the stretches, in order. A name may have several."""
    found: list[tuple[str, Span]] = []
    names = sorted((m for m in mentions if m.form == "name"), key=lambda m: m.span)
    starts = [m.span.start for m in names]
    for stretch in stretches:
        here = [m for m in names[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)] if stretch.covers(m.span)]
        if not any(m.type == "person" for m in here):
            continue
        words = tokens(text, stretch)
        for m in here:
            if m.type == "person":
                found += [(m.id, s) for s in dict.fromkeys(_near(text, stretch, words, m.span, here))]
    return found


def _near(text: str, stretch: Span, words: Sequence[Token], name: Span, names: Sequence[Mention]) -> Iterator[Span]:
    at = next((k for k, w in enumerate(words) if w.span.end > name.start), len(words))
    title = _title(text, words, at, [m.span for m in names if m.span != name])
    if title:
        yield title
    before = _apposed_before(text, words, at)
    if before:
        yield before
    end = name.end + (2 if text[name.end : name.end + 2] in ("'s", "’s") else 0)
    after = _AFTER.match(text, end, stretch.end)
    if not after or end != name.end:
        return
    if clause := _SINCE.match(text, after.end(), stretch.end):
        yield Span(clause.start(), clause.start() + len(clause[0].rstrip()))
        return
    cut = _CUT.search(text, after.end(), min(stretch.end, after.end() + _LONGEST))
    stop = cut.start() if cut else min(stretch.end, after.end() + _LONGEST)
    if text[stop : stop + 2] == ", " and any(m.span.start == stop + 2 and m.type == "person" for m in names):
        return  # it stands before the next name: "Brill, his wife, Ana Hale, and …"
    inside = [w for w in words if after.end() <= w.span.start and w.span.end <= stop]
    if len(inside) and (cut or stop == stretch.end) and _is_role(inside, [m.span for m in names if m.type == "person"]):
        yield spans_of(inside, 0, len(inside))


def _title(text: str, words: Sequence[Token], at: int, names: Sequence[Span]) -> Span | None:
    """The words right before a name that are its bearer's title, or None."""
    first, seen = at, False
    for k in range(at - 1, max(-1, at - 9), -1):
        word = words[k]
        short = word.gap == ". " and (
            word.low in _ABBREVIATED or word.low in _HONORIFIC or (word.title and len(word.low) == 1) or "." in word.low
        )
        if word.gap != " " and not short and not (word.own and word.gap.strip("'’s") == " "):
            break
        if word.low in _DAYS:
            break
        named = any(s.overlaps(word.span) for s in names)
        if word.low in _HONORIFIC and first == at:
            first = k
            at = k
            continue
        if word.own:
            if seen:
                first = owner(words, k)
            break
        role = bool(word.classes & _ROLE) or word.low in _ABBREVIATED
        post = word.low in _POST or word.classes & _BEFORE or word.title or named or word.low.endswith(("-in-chief", "-general"))
        if role and not word.low.endswith("ing"):
            seen = True
        elif word.low == "of" and k and words[k - 1].classes & _ROLE and words[k - 1].title:
            seen = True  # Secretary of State
        elif not post or (word.low in STOP and not named) or word.low in DETERMINERS or (not seen and word.low not in _POST):
            break
        first = k
    if not seen or first == at:
        return None
    span = spans_of(words, first, at)
    return Span(span.start, span.end + 1) if text[span.end : span.end + 1] == "." else span


def _apposed_before(text: str, words: Sequence[Token], at: int) -> Span | None:
    """The apposition before a name: "the defense minister, Ana Hale"."""
    while at and words[at - 1].low in _HONORIFIC:
        at -= 1
    if not at or words[at - 1].gap != ", ":
        return None
    for k in range(at - 1, max(-1, at - 14), -1):
        if k < at - 1 and words[k].gap not in (" ", ". ") and not words[k].own:
            return None
        opens = words[k].low in DETERMINERS or (words[k].own and k < at - 1)
        if not opens:
            continue
        start = k
        if k > 1 and words[k].low == "the" and words[k - 1].low == "of" and words[k - 2].low in ("one", "some", "head", "leader"):
            start = k - 2
        elif words[k].own:
            start = owner(words, k)
        if (
            start
            and start == k
            and words[start - 1].gap == " "
            and words[start - 1].low in _COMPLEMENT
            and words[k].low in ("the", "a", "an")
        ):
            continue  # a complement of an earlier noun
        return spans_of(words, start, at) if _is_role(words[start:at], ()) else None
    return None


def _is_role(inside: Sequence[Token], people: Sequence[Span]) -> bool:
    """Whether a phrase is a role: its head, the last noun before any complement, is a word for an office, a person or a standing."""
    if any(s.start == inside[0].span.start for s in people):
        return False  # the next of a list of names
    if inside[0].low in ("and", "or", "but") or (inside[0].low in STOP and inside[0].low != "another"):
        return False
    cut = next((k for k, w in enumerate(inside) if k and w.low in _COMPLEMENT), len(inside))
    if cut < len(inside) and inside[0].low == "one" and inside[1].low == "of":
        cut = len(inside)
    head = inside[:cut]
    if not can_stand_before(head[0]) and head[0].low not in _POST | DETERMINERS | {"one"} and not head[0].own and len(head) > 1:
        return False  # a verb: "…, appeared beside the president"
    if len(head) > 9 or any(w.low in STOP and not w.classes and w.low not in ("and", "of", "now", "then", "most") for w in head[1:]):
        return False
    last = next((k for k in range(len(head) - 1, -1, -1) if not head[k].low.isdigit()), 0)
    size = max((w.size for w in head[max(0, last - 2) : last + 1] if w.classes & _ROLE and w.size > 1), default=1)
    return bool(head[last].classes & _ROLE) or (size > 1) or any(p in designations() for p in (head[last].low,) if head[last].low in _POST)
