"""Passages as they may be shown: content never without its source and cue, every cut visible.

The rule is section 6 of the design: the content of a denial alone says the opposite of what was said.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..model import Report, Span, Statement

PieceRole = Literal["source", "cue", "content", "marker", "context", "cut"]
CUT = "…"
_GAP = 90  # code points between two parts of a statement that are shown whole; a longer gap is cut
_KEEP = 30  # code points kept on either side of a cut


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage: its characters and what they are. A cut has no span and is no quotation."""

    text: str
    role: PieceRole
    span: Span | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report as shown. `span` is the hull of its pieces, the address of the passage."""

    report: str
    span: Span
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The characters, with … for each cut."""
        return "".join(p.text for p in self.pieces)


def statement_passage(report: Report, statement: Statement, marker: Span | None = None) -> Passage:
    """A statement as it may be shown: source, cue and content, with what stands between them; a `marker` in it is marked."""
    whole = _passage(report, statement.hull.hull(*([marker] if marker else [])), [*_roles([statement]), *_marked(marker)])
    # What lies between two parts (an aside, a paragraph) is no part of the statement: a long stretch of it is cut.
    shown = (_cut(p, _KEEP, _KEEP) if p.role == "context" and len(p.text) > _GAP else [p] for p in whole.pieces)
    return replace(whole, pieces=tuple(piece for pieces in shown for piece in pieces))


def clause_passage(report: Report, span: Span, statements: Sequence[Statement], marker: Span | None = None) -> Passage:
    """A stretch in the voice of the outlet that holds statements whole: their sources and cues stay whatever is cut."""
    return _passage(report, span, [*_roles(statements), *_marked(marker)])


def _roles(statements: Sequence[Statement]) -> list[tuple[Span, PieceRole]]:
    """The parts of statements; sources and cues come behind all contents, for those of a nested one lie in the content of another."""
    roles: list[tuple[Span, PieceRole]] = [(span, "content") for s in statements for span in s.content]
    roles += [(s.source, "source") for s in statements if s.source]
    return roles + [(s.cue, "cue") for s in statements if s.cue]


def _marked(marker: Span | None) -> list[tuple[Span, PieceRole]]:
    return [(marker, "marker")] if marker else []


def evidence_passage(report: Report, span: Span, marker: Span | None = None) -> Passage:
    """A passage in the voice of the outlet, with the words that mark it (an open question) where given."""
    return _passage(report, span.hull(marker) if marker else span, _marked(marker))


def _passage(report: Report, hull: Span, roles: list[tuple[Span, PieceRole]]) -> Passage:
    edges = sorted({hull.start, hull.end, *(x for span, _ in roles for x in (span.start, span.end))})
    pieces: list[Piece] = []
    for start, end in itertools.pairwise(edges):
        span = Span(start, end)
        # The last role that covers a stretch wins: a cue inside a content stays a cue.
        role: PieceRole = next((r for s, r in reversed(roles) if s.covers(span)), "context")
        if pieces and pieces[-1].role == role and (before := pieces[-1].span):
            pieces[-1] = Piece(report.quote(before.hull(span)), role, before.hull(span))
        else:
            pieces.append(Piece(report.quote(span), role, span))
    return Passage(report.id, hull, tuple(pieces))


def abridge(passage: Passage, size: int) -> Passage:
    """The passage in about `size` code points: long contents lose their middle, source, cue and both ends stay."""
    over = len(passage.text) - size
    pieces: list[Piece] = list(passage.pieces)
    for piece in sorted(passage.pieces, key=lambda p: -len(p.text)):
        if over <= 0:
            break
        if piece.role in ("content", "context") and len(piece.text) > 2 * _KEEP + 40:
            keep = max(2 * _KEEP, len(piece.text) - over - 3)
            at = next(i for i, p in enumerate(pieces) if p is piece)
            short = _cut(piece, keep * 2 // 3, keep // 3)
            over -= len(piece.text) - sum(len(p.text) for p in short)
            pieces[at : at + 1] = short
    return replace(passage, pieces=tuple(pieces))


def _cut(piece: Piece, head: int, tail: int) -> list[Piece]:
    """The first and last code points of a piece, to whole words, around a cut."""
    text, span = piece.text, piece.span
    assert span is not None
    left = text.rfind(" ", head // 2, head + 1) + 1 or head
    right = text.find(" ", len(text) - tail, len(text) - tail // 2)
    right = len(text) - tail if right < 0 else right
    if right - left < 4:
        return [piece]
    first, last = Span(span.start, span.start + left), Span(span.start + right, span.end)
    return [Piece(text[:left], piece.role, first), Piece(CUT, "cut", None), Piece(text[right:], piece.role, last)]
