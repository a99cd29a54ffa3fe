"""The shortest clear passage around a deed: its clause with who did it to whom, never a content without source and cue, every cut visible.

A sentence is cut only where punctuation parts it, and never where what would be left out could turn the sense: a condition, a doubt, a
negation. What is kept are characters of the report; between two stretches that are kept, and where one begins or ends inside the
sentence, stands a cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model import OUTLET, Event, Reading, Span, Statement
from .material import Material
from .passage import CUT, Passage, Piece, abridge
from .sentences import reach

CLEAR = 170  # code points up to which a sentence is shown whole
_MOST = 240  # code points from which what must stay whole by its sense loses the middle of its contents
_SHORT = 60  # a clause shorter than that takes in the next one
_BRIDGE = 40  # code points between two kept stretches that are shown rather than cut
_NEAR = 140  # code points from the deed within which those who take part in it are kept
_PARTING = re.compile(r"[,;:](?=[\s\"”’')])[\"”’')]*|\s[—–-]+(?=\s)|—|\)(?=[\s,.;])|(?<=\s)(?=\()")
_HEDGES = (
    r"if|unless|whether|were it|had it|not|no|never|neither|nor|cannot|hardly|would|could|might|may|alleg\w*|accus\w*|suspected|reportedly|"
    r"purported\w*|supposed\w*|apparent\w*|appear\w*|seem\w*|claim\w*|den(?:y|ies|ied|ying|ials?)|unclear|unconfirmed|unverified|verified|"
    r"possibl[ey]|probabl[ey]|likely|perhaps|rumou?r\w*"
)
_DOUBT = re.compile(rf"\b(?:{_HEDGES})\b|n['’]t\b", re.IGNORECASE)
_TURNING = re.compile(rf"\b(?:{_HEDGES}|without|except|despite|although|though|but)\b|n['’]t\b", re.IGNORECASE)


def hedged(text: str) -> bool:
    """Whether words stand in a passage that doubt, deny or condition something in it: then it tells nothing plainly."""
    return _DOUBT.search(text) is not None


def sentence_of(reading: Reading, event: Event) -> Span:
    """The sentence that an event's trigger stands in, or the trigger where a reading has no sentences."""
    n = bisect_right(reading.sentences, event.trigger.start, key=lambda s: s.start) - 1
    around = [s for s in reading.sentences[max(0, n) : n + 1] if s.overlaps(event.trigger)]
    return event.trigger.hull(*around)


def clear_passage(material: Material, reading: Reading, event: Event, whole: Passage, size: int = CLEAR) -> Passage:
    """What is shown of an event (`whole`) in about `size` code points: its clause, with the sources and cues that hold it."""
    text = reading.report.text
    if len(whole.text) <= size:
        return whole
    held = material.statement(reading.report.id, event.voice) if event.voice != OUTLET else None
    inside = sentence_of(reading, event)
    need = _needed(reading, event, inside)
    if held:
        within = next((c for c in held.content if c.overlaps(event.trigger)), whole.span)
        clause = _clause(text, _shared(within, inside), _shared(need, within), size - _said(held))
        kept = [clause, *_parts(held)]
    else:
        clause = _clause(text, inside, need, size)
        clause = clause.hull(*_heads(material, reading, clause, whole.span))
        kept = [clause]
    return abridge(_clipped(whole, text, kept), _MOST)


def _needed(reading: Reading, event: Event, inside: Span) -> Span:
    """The trigger with those who take part, and with its time and place, as far as they stand near by in the sentence."""
    spans = [reading.mention(m).span for m in (*event.agents, *event.recipients)] + [s for s in (event.place, event.date) if s]
    near = (s for s in spans if inside.covers(s) and max(s.start - event.trigger.end, event.trigger.start - s.end) <= _NEAR)
    return event.trigger.hull(*near)


def _clause(text: str, sentence: Span, need: Span, size: int) -> Span:
    """The clause of a sentence that holds what is needed, from the last place before it that may be cut to the next behind."""
    need = _shared(need, sentence)
    cuts = [m.end() for m in _PARTING.finditer(text, sentence.start, sentence.end) if sentence.start < m.end() < sentence.end]
    before = [c for c in cuts if c <= need.start]
    start = sentence.start
    for cut in before:  # from the left on: what is left out must turn nothing, and what stays must be worth a cut
        if not _TURNING.search(text, sentence.start, cut) and sentence.end - cut >= _SHORT:
            start = cut
    if need.end - sentence.start <= size * 2 // 3:
        start = sentence.start
    end = sentence.end
    for cut in (c for c in cuts if c >= need.end):
        if cut - start >= _SHORT and not _TURNING.search(text, cut, sentence.end):
            end = cut
            break
    return _trimmed(text, _balanced(text, Span(start, end), sentence))


def _trimmed(text: str, span: Span) -> Span:
    """Without blanks at its ends, and without the punctuation that parted it."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:—–-)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return Span(start, end) if start < end else span


def _balanced(text: str, span: Span, sentence: Span) -> Span:
    """Grown to the quotation marks that it would leave open."""
    words = text[span.start : span.end]
    start, end = span.start, span.end
    if words.count("“") > words.count("”") and (close := text.find("”", end, sentence.end)) >= 0:
        end = close + 1
    if words.count("”") > words.count("“") and (opened := text.rfind("“", sentence.start, start)) >= 0:
        start = opened
    if words.count('"') % 2 and (close := text.find('"', end, sentence.end)) >= 0:
        end = close + 1
    return Span(start, end)


def _heads(material: Material, reading: Reading, clause: Span, shown: Span) -> Iterable[Span]:
    """What a clause in the voice of the outlet must not go without: the statements of which it has a part, from the outermost source on."""
    grown = reach(material, reading.report.id, clause)
    return (grown,) if shown.covers(grown) else (shown,)


def _parts(held: Statement) -> list[Span]:
    return [s for s in (held.source, held.cue) if s]


def _said(held: Statement) -> int:
    return sum(map(len, _parts(held)))


def _shared(span: Span, other: Span) -> Span:
    """What two stretches share, or the first where they share nothing."""
    start, end = max(span.start, other.start), min(span.end, other.end)
    return Span(start, end) if start < end else span


def _clipped(whole: Passage, text: str, kept: Sequence[Span]) -> Passage:
    """The pieces of a passage that lie in what is kept, a cut for each stretch that does not."""
    pieces: list[Piece] = []
    last = whole.span.start
    for stretch in _joined([s for s in kept if s.overlaps(whole.span)]):
        for piece in (p for p in whole.pieces if p.span and p.span.overlaps(stretch)):
            part = _shared(piece.span or stretch, stretch)
            if text[last : part.start].strip():
                pieces.append(Piece(CUT, "cut", None))
            pieces.append(Piece(part.of(text), piece.role, part))
            last = part.end
    if text[last : whole.span.end].strip(' \n\t.,;:"”’'):
        pieces.append(Piece(CUT, "cut", None))
    spans = [p.span for p in pieces if p.span]
    return replace(whole, span=spans[0].hull(*spans), pieces=tuple(pieces)) if spans else whole


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Stretches in order, those with little between them made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start - found[-1].end <= _BRIDGE:
            found[-1] = found[-1].hull(span)
        else:
            found.append(span)
    return found
