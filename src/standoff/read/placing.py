"""The mentions that the network marks, as rows beside those that the reading has already: one row for one thing at one place.

What is a name the names layer says. A marked mention whose head lies in one of its names is that name, however far it was drawn
("President Ana Hale" is "Ana Hale"), or a name inside it; one that the names layer does not know ("Wednesday") is a description.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from standoff.model import Mention, MentionForm, MentionType

from .coreference import Marked

SHARE = 0.6  # of a source's or label's length that a marked mention must hold to be the same thing
_HONORIFICS = frozenset("mr mrs ms miss dr sir prof gen col capt lt sgt sen rep gov".split())
_TYPES: dict[str, MentionType] = {"person": "person", "organisation": "organisation", "place": "place", "group": "group"}


@dataclass(frozen=True, slots=True)
class Placed:
    """All rows in order of text, and for each marked mention of each window its row's id, or None where it is noise."""

    mentions: tuple[Mention, ...]
    ids: tuple[tuple[str | None, ...], ...]


def placed(report: str, text: str, known: Sequence[Mention], by_window: Sequence[Sequence[Marked]]) -> Placed:
    """Adds rows for the marked mentions that no known one stands for. Ids are `report` and the span; spans stay unique."""
    marks = [m for window in by_window for m in window]
    whose = _claims(known, marks)
    rows = {m.span: m for m in known}
    names = sorted((m for m in known if m.form == "name"), key=_place)
    ends = [m.span.end for m in names]
    ids: list[str | None] = []
    for n, mark in enumerate(marks):
        row = whose.get(n) or rows.get(mark.span) or _ending(text, mark, names, ends)
        if row is None:
            k = bisect_right(ends, mark.head.start)
            within = names[k] if k < len(names) and names[k].span.covers(mark.head) else None
            form = _form(text, mark, within)
            if form is not None:
                kind = _TYPES.get(mark.kind, "other")
                sure = 0.0 if form == "pronoun" else round(mark.chance, 3)
                row = Mention(f"{report}:m{mark.span.start}-{mark.span.end}", mark.span, kind, form, confidence=sure)
                rows[mark.span] = row
        ids.append(row.id if row else None)
    cut, at = [], 0
    for window in by_window:
        cut.append(tuple(ids[at : at + len(window)]))
        at += len(window)
    return Placed(tuple(sorted(rows.values(), key=_place)), tuple(cut))


def _place(m: Mention) -> tuple[int, int, str]:
    return m.span.start, m.span.end, m.id


def _claims(known: Sequence[Mention], marks: Sequence[Marked]) -> dict[int, Mention]:
    """Which marked mention (by its place) each known one is: of those whose head it holds, the one that shares most with it."""
    heads = [m.head.start for m in marks]
    claims: dict[int, Mention] = {}
    for mention in sorted(known, key=lambda m: (m.form != "name", -len(m.span), m.span.start)):
        span = mention.span
        inside = range(bisect_left(heads, span.start), bisect_left(heads, span.end))
        shared = [(min(span.end, marks[n].span.end) - max(span.start, marks[n].span.start), n) for n in inside if n not in claims]
        most, n = max(shared, default=(0, -1))
        if n >= 0 and (mention.form == "name" or most >= SHARE * len(span)):
            claims[n] = mention
    return claims


def _ending(text: str, mark: Marked, names: Sequence[Mention], ends: Sequence[int]) -> Mention | None:
    """The name that ends a mention whose head the network took to be the title before it ("Secretary of State Ana Hale")."""
    if mark.form == "pronoun" or mark.kind != "person":
        return None
    k = bisect_left(ends, mark.span.end)
    found = names[k] if k < len(names) and ends[k] == mark.span.end else None
    if found is None or found.type != "person" or found.span.start < mark.head.end:
        return None
    return found if mark.form == "name" or text[mark.head.end : found.span.start] == " " else None


def _form(text: str, mark: Marked, within: Mention | None) -> MentionForm | None:
    """The form of a new row, None for none: titles alone, and what in a name is no name of its own."""
    phrase = mark.span.of(text)
    if not any(map(str.isalnum, phrase)) or all(w.strip(".").casefold() in _HONORIFICS for w in phrase.split()):
        return None
    if within is not None:
        nested = mark.form == "name" and within.span.covers(mark.span) and not mark.kind == within.type == "person"
        return "name" if nested else None
    return "nominal" if mark.form == "name" else mark.form
