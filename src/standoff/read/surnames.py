"""Surnames: whether two names can be one person's, and the bare names of people named in full where the network marked none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.model import MentionType, Span

_LEAST = 3  # letters of a surname
SURE = 0.7


def bare_surnames(
    text: str, body: Sequence[Span], named: Sequence[tuple[Span, MentionType, float]]
) -> list[tuple[Span, MentionType, float]]:
    """Further names of persons: surnames of full names of the text, capitalised and in no other name, never written small in it."""
    taken = sorted(s for s, _, _ in named)
    surnames = {words[-1] for s, kind, _ in named if kind == "person" and len(words := s.of(text).split()) > 1}
    small = set(re.findall(r"\b[a-z]+\b", text))
    wanted = [n for n in surnames if len(n) >= _LEAST and n[0].isupper() and n.isalpha() and n.casefold() not in small]
    if not wanted:
        return []
    pattern = re.compile(rf"(?<![\w@#.-])(?:{'|'.join(map(re.escape, sorted(wanted)))})(?![\w-])")
    found, at = [], 0
    for m in pattern.finditer(text):
        span = Span(*m.span())
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        free = at == len(taken) or not taken[at].overlaps(span)
        if free and any(b.covers(span) for b in body):
            found.append((span, "person", SURE))
    return found  # type: ignore[return-value]


def surname(name: str) -> str:
    """The last word of a name."""
    return name.split()[-1] if name.split() else name


def same_person(a: str, b: str) -> bool:
    """Whether two names with one surname can be one person: the words of one are among those of the other."""
    left, right = set(a.split()), set(b.split())
    return left <= right or right <= left
