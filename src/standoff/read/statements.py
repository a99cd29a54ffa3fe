"""Attributions -> statements: spans by the reading guide, quotations that run on, kinds, and who sits inside whom.

The network marks spans in the convention of its training data. The guide differs: content goes without its "that" and without
punctuation outside the quotation marks, quotation marks come in pairs, a source is the shortest phrase that names it,
a quotation that goes on in the next paragraph belongs to the statement before it, and a saying that is denied or only planned is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from standoff.model import QuoteKind, Span

from .admit import admitted
from .attribution import Attribution
from .quotes import Quotation

_LEAD = re.compile(r"[\s,;:–—-]+")
# "that" opens the clause, unless it is the clause's own subject ("that would be a mistake").
_THAT = re.compile(r"that\s+(?!(?:is|was|would|will|had|has|could|should|may|might|must|can|does|did|’s|'s)\b)", re.IGNORECASE)
_TAIL = re.compile(r"[\s,;:–—-]+$|(?<![A-Z]\.)(?<!\b[A-Z])\.$")
_JOINT = re.compile(r"\b(?:and|or|as well as)\b")
_RELATIVE = re.compile(r",|\s(?:who|which|that|whose)\s|\s[–—-]\s|\s\(")
_NOT_SAID = re.compile(
    r"\b(?:(?:has|have|had|did|does|do|would|could|was|were|is|are)(?:\s+not|n['’]t)|never|declin\w+\s+to|refus\w+\s+to|(?:has|have|had)\s+yet\s+to"
    r"|fail\w*\s+to|without)\s+(?:\w+ly\s+|yet\s+|immediately\s+|publicly\s+)?$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|would|is|are|was|were)\s+(?:expected\s+to\s+|likely\s+to\s+|scheduled\s+to\s+|set\s+to\s+|due\s+to\s+|planning\s+to\s+|about\s+to\s+)?$|\b(?:plan\w*|expect\w*)\s+to\s+$",
    re.IGNORECASE,
)
_PLAN_WORD = re.compile(
    r"\b(?:will|shall|expected to|likely to|scheduled to|set to|due to|planning to|about to|plans? to)\s+$", re.IGNORECASE
)
_ENOUGH = 0.6  # share of a quotation that a content span must hold to be given all of it


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its act, channel, addressee and actor are known."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    kind: QuoteKind
    confidence: float
    parent: Span | None = None  # the parent's cue


def draft(
    text: str,
    found: Sequence[Attribution],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Span],
    people: Sequence[Span],
    names: Sequence[Span],
) -> list[Draft]:
    """Statements in order of their cues. `people` are the names of persons in the text, `names` all names."""
    outer = [q for q in quotations if q.level == 0]
    drafts = []
    for a in found:
        content = tidy(text, a.content, outer)
        content = tuple(c for c in content if not c.overlaps(a.cue))
        if not content or _unsaid(text, a):
            continue
        source = shortest(text, a, people)
        kind = kind_of(text, content, quotations)
        if admitted(text, source, a.cue, content, kind, names):
            drafts.append(Draft(source, a.cue, content, kind, a.cue_score * a.sure))
    drafts = _once(drafts)
    drafts = run_on(text, drafts, outer, paragraphs)
    return [replace(d, kind=kind_of(text, d.content, quotations), parent=_parent(d, drafts)) for d in drafts]


def tidy(text: str, spans: Sequence[Span], outer: Sequence[Quotation]) -> tuple[Span, ...]:
    """Content spans by the guide: marks in pairs, no "that" in front, no punctuation outside the marks at the end."""
    result: list[Span] = []
    for k, span in enumerate(spans):
        start, end = span.start, span.end
        for q in outer:
            if not (q.span.start < end and start < q.span.end) or (start <= q.span.start and q.span.end <= end):
                continue
            shared = min(end, q.span.end) - max(start, q.span.start)
            if shared >= _ENOUGH * len(q.span):
                start, end = min(start, q.span.start), max(end, q.span.end)
            elif start < q.span.start:
                end = q.span.start
            elif end > q.span.end:
                start = q.span.end
        bounds = trim(text, start, end, outer, first=k == 0)
        if bounds and any(c.isalnum() for c in text[bounds.start : bounds.end]):
            result.append(bounds)
    merged: list[Span] = []
    for span in sorted(result):
        if (merged and span.start < merged[-1].end) or (
            merged and not any(c.isalnum() for c in text[merged[-1].end : span.start]) and not _marks_between(merged[-1], span, outer)
        ):
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def _marks_between(left: Span, right: Span, outer: Sequence[Quotation]) -> bool:
    """Whether the two are quotations of their own."""
    return any(q.span.end == left.end for q in outer) or any(q.span.start == right.start for q in outer)


def trim(text: str, start: int, end: int, outer: Sequence[Quotation], *, first: bool = True) -> Span | None:
    """One content span without the punctuation and the conjunction that do not belong to it; None when nothing is left."""
    while start < end and (lead := _LEAD.match(text, start, end)):
        start = lead.end()
    if first and (that := _THAT.match(text, start, end)):
        start = that.end()
    inside = any(q.span.start <= start and end <= q.span.end for q in outer)
    while start < end and (tail := _TAIL.search(text, start, end)) and not (inside and tail.group().strip()):
        end = tail.start()
    return Span(start, end) if start < end else None


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteKind:
    """direct when all letters stand inside quotation marks, indirect when none does, mixed otherwise."""
    quoted = bare = 0
    for span in content:
        inside = [q.span for q in quotations if q.span.overlaps(span)]
        for i in range(span.start, span.end):
            if text[i].isalnum():
                if any(q.start < i < q.end for q in inside):
                    quoted += 1
                else:
                    bare += 1
    return "indirect" if not quoted else "mixed" if bare else "direct"


def shortest(text: str, a: Attribution, people: Sequence[Span]) -> Span | None:
    """The shortest phrase that identifies the source as written there: a person's name with its honorific, else the head phrase."""
    if not a.source:
        return None
    span = min(a.source, key=lambda s: min(abs(s.end - a.cue.start), abs(s.start - a.cue.end)))
    phrase = span.of(text)
    inside = [p for p in people if span.covers(p)]
    owned = [p for p in inside if re.match(r"['’]s?\s", text[p.end : p.end + 3]) and p.end + 3 < span.end]
    free = [p for p in inside if p not in owned]
    if len(free) == 1 or (free and not _JOINT.search(phrase)):
        name = free[0]
        before = re.search(
            r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Sheikh|Prince|Princess|King|Queen)\b\.?\s+)$", text[span.start : name.start]
        )
        return Span(span.start + before.start(), name.end) if before else name
    cut = _RELATIVE.search(text, span.start + 1, span.end)
    end = cut.start() if cut and not _JOINT.search(phrase) else span.end
    start = span.start + len(phrase) - len(phrase.lstrip(" ,;:-–—\"“'‘"))
    end = start + len(text[start:end].rstrip(" ,;:.-–—\n"))
    return Span(start, end) if start < end else None


def _unsaid(text: str, a: Attribution) -> bool:
    """Whether the saying is denied or lies ahead ("has not said", "is expected to announce")."""
    words = a.cue.of(text)
    verb = re.search(r"\w+\W*$", words)
    before = text[max(0, a.cue.start - 60) : a.cue.start] + (words[: verb.start()] if verb else "")
    clause = re.split(r"[.;:!?\n“”\"]", before)[-1]
    return bool(_NOT_SAID.search(clause) or _PLAN_WORD.search(clause))


def _once(drafts: list[Draft]) -> list[Draft]:
    """Drops a cue found twice, the surer one stays (windows do not overlap, but parts of a long paragraph may)."""
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.cue, -d.confidence)):
        if not kept or not kept[-1].cue.overlaps(d.cue):
            kept.append(d)
    return kept


def run_on(text: str, drafts: list[Draft], outer: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Draft]:
    """Gives quotations without a cue of their own to the statement that they go on from.

    That is the direct statement before them in the same paragraph with nothing but punctuation between, or the one whose
    quotation ended the paragraph before, when this quotation opens the next one.
    """
    result = list(drafts)
    free = [q for q in outer if len(q.span) > 2 and not any(c.overlaps(q.span) for d in drafts for c in d.content)]
    for q in free:
        if any(d.cue.overlaps(q.span) or (d.source and d.source.overlaps(q.span)) for d in result):
            continue
        here = next((i for i, p in enumerate(paragraphs) if p.start <= q.span.start < p.end), None)
        if here is None:
            continue
        block = paragraphs[here]
        opens = not any(c.isalnum() for c in text[block.start : q.span.start])
        owner = None
        for i, d in enumerate(result):
            last = max(d.content[-1].end, d.cue.end)
            if last > q.span.start or not any(o.span.overlaps(c) for c in d.content for o in outer):
                continue
            between = text[last : q.span.start]
            same = block.start <= last and not any(c.isalnum() for c in between) and re.search(r"[.!?,:]", between)
            before = paragraphs[here - 1] if here else None
            ends = before is not None and before.start <= last and not any(c.isalnum() for c in text[d.content[-1].end : before.end])
            unclosed = any(not o.closed and o.span.overlaps(d.content[-1]) for o in outer)
            if same or (opens and ends and unclosed):
                owner = i
        if owner is not None:
            d = result[owner]
            result[owner] = replace(d, content=(*d.content, q.span))
    return result


def _parent(d: Draft, drafts: Sequence[Draft]) -> Span | None:
    """The cue of the smallest statement whose content holds this one's cue and most of its content."""
    around = []
    for other in drafts:
        if other.cue == d.cue or not any(c.covers(d.cue) for c in other.content) or any(c.covers(other.cue) for c in d.content):
            continue
        held = sum(len(c) for c in d.content if any(o.start <= c.start + 1 and c.end - 1 <= o.end for o in other.content))
        if held * 2 >= sum(len(c) for c in d.content):
            around.append(other)
    return min(around, key=lambda o: sum(map(len, o.content))).cue if around else None
