"""Parties: for each word that somebody's mention hangs on, the one mention that speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from standoff.model import Mention, Syntax

_TYPES = frozenset(("person", "organisation", "group", "place"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "what", "it"))


def parties(text: str, mentions: Iterable[Mention], syntax: Syntax) -> dict[int, Mention]:
    """Head word -> the mention of a person, body, group or place that hangs on it: a name before another, the longest first.

    Relative pronouns and "it" are nobody's party. In the order of the text.
    """
    held: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type in _TYPES and (head := syntax.head(mention.span)) is not None:
            held[head].append(mention)
    best = {word: max(some, key=lambda m: (m.form == "name", len(m.span))) for word, some in sorted(held.items())}
    return {word: m for word, m in best.items() if not (m.form == "pronoun" and m.span.of(text).lower() in _RELATIVE)}
