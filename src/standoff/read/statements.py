"""Attributions -> statements: spans by the reading guide, quotations that run on, kinds, and who sits inside whom.

The network marks spans in the convention of its training data. The guide differs: content goes without its "that" and without
punctuation outside the quotation marks, quotation marks come in pairs, a source is the shortest phrase that names it,
a quotation that goes on in the next paragraph belongs to the statement before it, and a saying that is denied or only planned is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from standoff.model import QuoteKind, Span, Syntax

from .admit import admitted
from .attribution import Attribution
from .clauses import Clauses
from .confidence import Judge, features
from .cue import head_starts, only_meant, whole
from .quotes import Quotation, touching
from .sources import shortest

_LEAD = re.compile(r"[\s,;:–—-]+")
_EDGE = " \t\r\n\u00a0\u200b\u2028,;:–—-"
# "that" opens the clause, unless it is the clause's own subject ("that would be a mistake").
_THAT = re.compile(
    r"that(?:\s+|,\s+(?=(?:if|when|while|after|before|as|in|despite|although|though|since|under|because|unless|until|once|given|even|so)\b))(?!(?:(?:is|was|would|will|wo|had|has|could|should|may|might|must|can|ca|does|did)(?:n?['’]?t)?|seems|seemed|means|meant"
    r"|sounds|sounded|makes|made|remains|remained|depends|includes|leaves|shows|goes|happened|happens|['’]s)\b)",
    re.IGNORECASE,
)
# The full stop of an initial or of letters with stops ("the U.S.") is part of the word.
_LETTER_STOP = re.compile(r"(?:\b|_)[A-Z]\.$")
_NOT_SAID = re.compile(
    r"\b(?:(?:has|have|had|did|does|do|would|could|was|were|is|are)(?:\s+not|n['’]t)|never|declin\w+\s+to|refus\w+\s+to|(?:has|have|had)\s+yet\s+to"
    r"|fail\w*\s+to|without)\s+(?:\w+ly\s+|yet\s+|immediately\s+|publicly\s+)?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.IGNORECASE)
_GOING_ON = re.compile(r"\w+ing$")  # "saying", "adding": a cue whose subject stands further to the left
_SECOND = re.compile(r"\b(?:and|but)\s+(?:(?:also|then|\w+ly)\s+)?$")
_PLANNED = re.compile(
    r"\b(?:(?:will|shall)\s+(?:(?:also|then|soon|later|\w+ly)\s+)?"
    r"|(?:expected|likely|scheduled|set|due|planning|about|plans?|hop(?:es?|ing))\s+to\s+)$",
    re.IGNORECASE,
)
# The rest of the sentence that attributes ("…,” said Mr. Brill, the harbour master."), or a mark of punctuation alone.
_REST = re.compile(r"(?:(?:[^.!?…\n\r“”\"]|(?<=\b[A-Z])\.|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.|(?<=\bSt)\.)*[.!?:,…]|[.!?,:…—–-]+)\s*")
# A clause by which the outlet explains, put behind what it reports.
_ASIDE = re.compile(r"\s*(?:[,–—]|--)\s+which\s[^.!?;]*$|\s*(?:[,–—]|--)?\s+in what (?:could|would|may|might|is|was|appears?)\b[^.!?;]*$")
_REST_FAR = 300  # characters that such a rest may have
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
    channel: Span | None = None  # where the form of the text tells it
    acts: tuple[float, ...] = ()  # the probability of each act, where a network gives it
    seen: tuple[float, ...] = ()  # what its confidence was made of (confidence.FEATURES)


def draft(
    text: str,
    found: Sequence[Attribution],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Span],
    people: Sequence[Span],
    names: Sequence[Span],
    *,
    judge: Judge | None = None,
    syntax: Syntax | None = None,
) -> list[Draft]:
    """Statements in order of their cues. `people` are the names of persons in the text, `names` all names.

    `syntax` tells what is said at all and whether a source is one or several; a reader without it goes by patterns. `judge` says how
    likely each is a statement and from where on it is shown; a reader without probabilities goes without.
    """
    outer = [q for q in quotations if q.level == 0]
    inner = [q for q in quotations if q.level == 1]
    clauses = Clauses(text, syntax) if syntax is not None else None
    drafts: list[Draft] = []
    for a in found:
        source = shortest(text, a, people, clauses) or _carried(text, a.cue, drafts)
        cue = whole(text, a.cue, a.content, source)
        content = tidy(text, in_block(without(a.content, cue), cue, paragraphs, outer), outer, inner, cue)
        if not content or _unsaid(text, cue, clauses):
            continue
        kind = kind_of(text, content, outer)
        if kind == "indirect":
            content = _without_aside(text, content)
        if only_meant(text, cue, content, kind):
            continue
        confidence, seen = a.cue_score * a.sure, tuple[float, ...]()
        if judge:
            seen = features(text, source, cue, content, kind, (a.cue_score, a.sure))
            confidence = judge.probability(seen)
            if confidence < judge.floor:
                continue
        if admitted(text, source, cue, content, kind, names, judged=judge is not None):
            drafts.append(Draft(source, cue, content, kind, confidence, acts=a.acts, seen=seen))
    drafts = _apart(text, _once(drafts), outer)
    drafts = run_on(text, drafts, outer, paragraphs)
    return parented([replace(d, kind=kind_within(text, d.cue, d.content, outer, inner)) for d in drafts])


def _carried(text: str, cue: Span, drafts: Sequence[Draft]) -> Span | None:
    """The source of the nearest statement to the left in the sentence, for a cue that names nobody but goes on from it.

    That is a participle ("…, adding that …") or a second verb ("… and denied that …").
    """
    if not drafts or not (_GOING_ON.fullmatch(cue.of(text)) or _SECOND.search(text, max(0, cue.start - 30), cue.start)):
        return None
    left = max((d for d in drafts if d.cue.end <= cue.start), key=lambda d: d.cue, default=None)
    if left is None or re.search(r"[.!?…]['\"”’]?\s|\n", text[left.cue.end : cue.start]):
        return None
    return left.source


def without(spans: Iterable[Span], cue: Span) -> list[Span]:
    """The spans less the cue, where the network put the cue's words into the content as well."""
    pieces = ((a, b) for s in spans for a, b in ((s.start, min(s.end, cue.start)), (max(s.start, cue.end), s.end)) if a < b)
    return [Span(a, b) for a, b in pieces]


def in_block(spans: Sequence[Span], cue: Span, paragraphs: Sequence[Span], outer: Sequence[Quotation]) -> list[Span]:
    """The spans cut at the borders of paragraphs. Of the parts outside the cue's own only quotations stay, or all if it has none."""
    starts = [p.start for p in paragraphs]
    here = bisect_right(starts, cue.start) - 1
    near: list[Span] = []
    far: list[Span] = []
    for span in spans:
        at = max(0, bisect_right(starts, span.start) - 1)
        while at < len(paragraphs) and paragraphs[at].start < span.end:
            a, b = max(span.start, paragraphs[at].start), min(span.end, paragraphs[at].end)
            if a < b:
                (near if at == here else far).append(Span(a, b))
            at += 1
    return sorted([*near, *(f for f in far if not near or touching(outer, f))])


def tidy(
    text: str, spans: Sequence[Span], outer: Sequence[Quotation], inner: Sequence[Quotation] = (), cue: Span | None = None
) -> tuple[Span, ...]:
    """Content spans by the guide: marks in pairs, no "that" in front, no punctuation outside the marks at the end.

    `outer` and `inner` are the quotations of the first and of the second level; no span grows over the cue.
    """
    result: list[Span] = []
    for k, span in enumerate(spans):
        start, end = span.start, span.end
        for level in (outer, inner):
            for q in touching(level, Span(start, end)):
                start, end = _whole(q, start, end, cue)
                if start >= end:
                    break
            if start >= end:
                break
        bounds = trim(text, start, end, outer, first=k == 0) if start < end else None
        if bounds and any(c.isalnum() for c in text[bounds.start : bounds.end]):
            result.append(bounds)
    if len(result) > 1:
        result = [s for s in result if s.of(text).casefold() != "that"]
    merged: list[Span] = []
    for span in sorted(result):
        between = text[merged[-1].end : span.start] if merged else ""
        apart = any(c.isalnum() for c in between) or (merged and _marks_between(merged[-1], span, outer))
        if merged and (span.start < merged[-1].end or not apart):
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def _whole(q: Quotation, start: int, end: int, cue: Span | None) -> tuple[int, int]:
    """A stretch that cuts a quotation given all of it, or none of it, or of its inside no mark without its partner."""
    first, last = q.span.start, q.span.end
    shared = min(end, last) - max(start, first)
    if shared <= 0 or (start <= first and last <= end):
        return start, end
    wide = Span(min(start, first), max(end, last))
    if shared >= _ENOUGH * len(q.span) and not (cue and cue.overlaps(wide)):
        return wide.start, wide.end
    if not q.closed:
        return start, end
    if start < first:
        return start, first
    if end > last:
        return last, end
    return max(start, first + 1), min(end, last - 1)


def _marks_between(left: Span, right: Span, outer: Sequence[Quotation]) -> bool:
    """Whether a quotation begins or ends between the two, or with one of them."""
    near = touching(outer, left.hull(right))
    return any(left.start < q.span.end <= right.start or left.end <= q.span.start < right.end for q in near)


def trim(text: str, start: int, end: int, outer: Sequence[Quotation], *, first: bool = True) -> Span | None:
    """One content span without the punctuation and the conjunction that do not belong to it; None when nothing is left."""
    while start < end and (lead := _LEAD.match(text, start, end)):
        start = lead.end()
    if first and (that := _THAT.match(text, start, end)):
        start = that.end()
    if start >= end:
        return None
    inside = any(q.span.start <= start and end <= q.span.end for q in touching(outer, Span(start, end)))
    strip = _EDGE.rstrip(",;:–—-") if inside else _EDGE
    while True:
        kept = start + len(text[start:end].rstrip(strip))
        if not inside and kept > start and text[kept - 1] == "." and not _LETTER_STOP.search(text, max(start, kept - 3), kept):
            kept -= 1
        if kept == end:
            break
        end = kept
    return Span(start, end) if start < end else None


def kind_of(text: str, content: Sequence[Span], outer: Sequence[Quotation]) -> QuoteKind:
    """direct when all letters stand inside quotation marks, indirect when none does, mixed otherwise."""
    quoted = bare = False
    for span in content:
        at = span.start
        for q in touching(outer, span):
            bare = bare or any(c.isalnum() for c in text[at : q.span.start])
            quoted = quoted or any(c.isalnum() for c in text[max(at, q.span.start) : min(span.end, q.span.end)])
            at = q.span.end
        bare = bare or any(c.isalnum() for c in text[at : span.end])
    return "indirect" if not quoted else "mixed" if bare else "direct"


def kind_within(text: str, cue: Span | None, content: Sequence[Span], outer: Sequence[Quotation], inner: Sequence[Quotation]) -> QuoteKind:
    """The kind of a statement. Of one that is told inside a quotation, cue and all, only marks of the second level make a quotation."""
    told_inside = cue is not None and any(q.span.covers(cue) for q in touching(outer, cue))
    return kind_of(text, content, inner if told_inside else outer)


def _unsaid(text: str, cue: Span, clauses: Clauses | None) -> bool:
    """Whether the saying is denied or lies ahead ("has not said", "is expected to announce")."""
    if clauses and (heads := clauses.at(head_starts(text, cue))):
        return any(map(clauses.unsaid, heads))
    if _NEGATED.search(cue.of(text)):
        return True
    for head in head_starts(text, cue):
        clause = re.split(r"[.;:!?\n“”\"]", text[max(0, head - 60) : head])[-1]
        if _NOT_SAID.search(clause) or _PLANNED.search(clause):
            return True
    return False


def _once(drafts: list[Draft]) -> list[Draft]:
    """Drops a cue found twice, the surer one stays (windows do not overlap, but parts of a long paragraph may)."""
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.cue, -d.confidence)):
        if not kept or not kept[-1].cue.overlaps(d.cue):
            kept.append(d)
    return kept


def _without_aside(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without the outlet's own aside at the end ("…, which is its third this year", "… in what may be the worst so far")."""
    last = content[-1]
    aside = _ASIDE.search(text, last.start, last.end)
    if aside and aside.start() - last.start > 20:
        return (*content[:-1], Span(last.start, aside.start()))
    return content


def _apart(text: str, drafts: list[Draft], outer: Sequence[Quotation]) -> list[Draft]:
    """Ends an indirect content where the same source goes on to another saying ("said he was well and denied …")."""
    result = []
    cues = [d.cue.start for d in drafts]  # in order, as `_once` leaves them
    for d in drafts:
        cut = [
            other.cue.start
            for c in d.content
            for other in drafts[bisect_left(cues, c.start) : bisect_left(cues, c.end)]
            if other.cue != d.cue
            and other.source
            and c.covers(other.cue)
            and not any(x.overlaps(other.source) for x in d.content)
            and not touching(outer, other.cue)
        ]
        if cut:
            last = re.search(r"[\s,;–—-]*(?:\b(?:and|but|while|then|also)\s+)*$", text[: min(cut)])
            end = last.start() if last else min(cut)
            kept = [Span(c.start, min(c.end, end)) for c in d.content if c.start < end]
            kept = [k for k in kept if any(x.isalnum() for x in k.of(text))]
            d = replace(d, content=tuple(kept)) if kept else d
        result.append(d)
    return result


def run_on(text: str, drafts: list[Draft], outer: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Draft]:
    """Gives quotations without a cue of their own to the statement that they go on from.

    That is the statement with a quotation that ends before them in the same paragraph, with no more between than the rest of
    its own sentence, or the one whose quotation stayed open at the end of the paragraph before, when this one opens the next.
    """
    result = list(drafts)
    taken = sorted(s for d in drafts for s in (d.cue, *d.content, *([d.source] if d.source else [])))
    reach = list(accumulate((s.end for s in taken), max))
    starts = [p.start for p in paragraphs]
    # Where each statement with a quotation ends, in order; a statement that is given more moves on.
    ends = sorted((_last(d), i) for i, d in enumerate(drafts) if any(touching(outer, c) for c in d.content))
    for q in outer:
        before = bisect_left(taken, q.span.end, key=lambda s: s.start)  # how many begin before the quotation ends
        if len(q.span) <= 2 or (before and reach[before - 1] > q.span.start):
            continue
        here = bisect_right(starts, q.span.start) - 1
        at = bisect_right(ends, (q.span.start, len(drafts))) - 1
        if here < 0 or at < 0:
            continue
        last, owner = ends[at]
        d, block = result[owner], paragraphs[here]
        between = text[last : q.span.start]
        if block.start <= last:
            goes_on = reach[before - 1] <= last and len(between) <= _REST_FAR and bool(_REST.fullmatch(between))
        else:
            opens = not any(c.isalnum() for c in text[block.start : q.span.start])
            ends_last = (
                here > 0 and starts[here - 1] <= last and not any(c.isalnum() for c in text[d.content[-1].end : paragraphs[here - 1].end])
            )
            goes_on = opens and ends_last and any(not o.closed for o in touching(outer, d.content[-1]))
        if goes_on:
            result[owner] = replace(d, content=(*d.content, q.span))
            insort(ends, (q.span.end, owner))
    return result


def _last(d: Draft) -> int:
    """Where the last of content, cue and source ends."""
    return max(s.end for s in (d.content[-1], d.cue, *([d.source] if d.source else [])))


def parented(drafts: Sequence[Draft]) -> list[Draft]:
    """The statements, each with the cue of the smallest one whose content holds its cue and at least half of its content."""
    spans = sorted(((c, i) for i, d in enumerate(drafts) for c in d.content), key=lambda x: x[0])
    sizes = [sum(map(len, d.content)) for d in drafts]
    parents: dict[int, int] = {}
    open_: list[tuple[Span, int]] = []
    at = 0
    for i, d in sorted(enumerate(drafts), key=lambda x: x[1].cue):
        while at < len(spans) and spans[at][0].start <= d.cue.start:
            open_.append(spans[at])
            at += 1
        open_ = [x for x in open_ if x[0].end > d.cue.start]
        around = []
        for holder in sorted({j for span, j in open_ if j != i and span.covers(d.cue)}):
            other = drafts[holder]
            if any(c.covers(other.cue) for c in d.content):
                continue
            held = sum(len(c) for c in d.content if any(o.start <= c.start + 1 and c.end - 1 <= o.end for o in other.content))
            if held * 2 >= sizes[i] and not _leads_to(holder, i, parents):
                around.append(holder)
        if around:
            parents[i] = min(around, key=lambda j: (sizes[j], j))
    return [replace(d, parent=drafts[parents[i]].cue if i in parents else None) for i, d in enumerate(drafts)]


def _leads_to(at: int, wanted: int, parents: dict[int, int]) -> bool:
    """Whether the chain of parents from one statement comes by another."""
    while at != wanted and at in parents:
        at = parents[at]
    return at == wanted
