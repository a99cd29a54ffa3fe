"""Descriptions that stand for somebody named before: "the ministry", "the spokeswoman", "the statement" for who made it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Mention, Span

from .heads import BODY

REACH = 12  # sentences that a pronoun or description looks back
_ISSUED = frozenset("statement letter memo email tweet release".split())
_OTHERS = frozenset("former ex vice then deputy assistant".split())
_HEAD = re.compile(r"[^\W\d_][\w’'-]*$")
_ARTICLE = re.compile(r"(?:the|this|that|his|her|its|their|our)\s+", re.IGNORECASE)


def sentence_at(starts: Sequence[int], at: int) -> int:
    """The number of the sentence that holds an offset, of sentences that begin at `starts`."""
    return max(0, bisect_right(starts, at) - 1)


def described(base: Mention, low: str, text: str, starts: Sequence[int], names: Sequence[Mention], speakers: Sequence[Mention]) -> Mention:
    """ "The ministry" after "Russia's Foreign Ministry", "the spokeswoman" after the one who was named as that."""
    if not _ARTICLE.match(low):
        return base
    bare = _ARTICLE.sub("", low, count=1)
    head = _HEAD.search(bare)
    if head is None:
        return base
    noun = head.group()
    apposition = re.compile(
        rf",\s(?:the|an?|its|his|their)?\s?(?:(?!(?:of|for|in|at|on|from|by|with|who|which)\b)[^\s,.;:]+\s){{0,4}}{re.escape(noun)}\b"
    )
    is_body = bool(BODY.fullmatch(noun))
    issued = _issuer(base, noun, text, starts, speakers) if noun in _ISSUED and bare == noun else None
    if issued is not None:
        return replace(base, antecedent=issued.id, confidence=0.65, reason=f"whose {noun!r} is quoted before it", type=issued.type)
    here = sentence_at(starts, base.span.start)
    for k in range(bisect_right(names, base.span.start, key=lambda m: m.span.end) - 1, -1, -1):
        m = names[k]
        if here - sentence_at(starts, m.span.start) > REACH:
            break  # so far on, another of its kind may have come between
        name = text[m.span.start : m.span.end].casefold()
        if m.type != "person" and name.split()[-1:] == [noun] and bare.split()[0] in (noun, *name.split()):
            return replace(base, antecedent=m.id, confidence=0.85, reason=f"{noun!r} ends the name before it", type=m.type)
        if m.type == "person" and len(bare.split()) <= 3 and not is_body:
            before = text[max(0, m.span.start - 60) : m.span.start]
            title = before.casefold()
            after = text[m.span.end : min(m.span.end + 60, base.span.start)].casefold()
            titled = title.rstrip().endswith(noun)
            if titled and not _same_office(bare, noun, before):
                continue
            if titled or apposition.match(after):
                return replace(base, antecedent=m.id, confidence=0.75, reason=f"called {noun!r} where named", type="person")
    for m in reversed(speakers):
        said = text[m.span.start : m.span.end].casefold()
        if m.form == "nominal" and m.span.end <= base.span.start and said.split()[-1:] == [noun]:
            return replace(base, antecedent=m.id, confidence=0.7, reason="the same words before")
    return base


def _issuer(base: Mention, noun: str, text: str, starts: Sequence[int], speakers: Sequence[Mention]) -> Mention | None:
    """The source of the statement, before a description, that was made in a document so called ("in a letter", "the letter said")."""
    for m in reversed(speakers):
        if m.span.end > base.span.start or (m.form == "pronoun" and not m.antecedent):
            continue
        here = sentence_at(starts, m.span.start)
        if sentence_at(starts, base.span.start) - here > REACH:
            return None
        if _sentence_of(m.span, text, starts).find(f" {noun}") >= 0 and not m.span.of(text).casefold().endswith(noun):
            return m
    return None


def _sentence_of(span: Span, text: str, starts: Sequence[int]) -> str:
    """The text of the sentence around a span, in lower case."""
    k = bisect_right(starts, span.start)
    first = starts[k - 1] if k else 0
    return text[first : starts[k] if k < len(starts) else len(text)].casefold()


def _same_office(bare: str, noun: str, title: str) -> bool:
    """Whether the title before a name can be what "president" or "Danish president" points at: no former one, no other country's."""
    words = re.findall(r"[\w.-]+", title)
    low = [w.casefold() for w in words]
    if len(low) > 1 and low[-2] in _OTHERS and low[-2] not in bare:
        return False
    return all(w in low for w in bare.split() if w != noun)
