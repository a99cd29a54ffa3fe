"""Chains of coreference within one report, and the name that each of them goes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .reading import Mention

_FORMS = ("name", "nominal", "pronoun")


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of a report that stand for one another, in order of text; a mention that stands alone is a chain too.

    `name` is the best of them to call it by (see `fullest`).
    """

    name: Mention
    mentions: tuple[Mention, ...]


def fullest(text: str, mentions: Iterable[Mention]) -> Mention:
    """The mention that names a chain best: a name before a nominal, a nominal before a pronoun.

    Of names that of a person, then the one of most words ("Ana Hale" before "Hale"; initials and abbreviations do not count as
    words), one that is not all capitals, the longest; of the rest, and of equals, the first in the text. Raises ValueError without any.
    """

    def rank(m: Mention) -> tuple[int, int, int, bool, int, int, int, str]:
        if m.form != "name":
            return (_FORMS.index(m.form), 0, 0, False, 0, m.span.start, -m.span.end, m.id)
        words = m.span.of(text).split()
        full = sum(len(w.strip(".,")) > 1 and not w.endswith(".") for w in words)
        capitals = all(w.isupper() for w in words)
        return (0, m.type != "person", -full, capitals, -len(m.span), m.span.start, -m.span.end, m.id)

    return min(mentions, key=rank)


def chains_of(text: str, mentions: Sequence[Mention]) -> tuple[Chain, ...]:
    """The chains that antecedents make of mentions, in the order of their first ones. Linear but for the sorting."""
    by_id = {m.id: m for m in mentions}
    end: dict[str, str] = {}
    for m in mentions:
        path: list[str] = []
        at = m.id
        while at not in end:
            up = by_id[at].antecedent
            if up is None or up not in by_id or up in path or up == at:
                break
            path.append(at)
            at = up
        last = end.get(at, at)
        end.update(dict.fromkeys((*path, at), last))
    together: dict[str, list[Mention]] = {}
    for m in sorted(mentions, key=lambda m: (m.span, m.id)):
        together.setdefault(end[m.id], []).append(m)
    return tuple(Chain(fullest(text, chain), tuple(chain)) for chain in together.values())
