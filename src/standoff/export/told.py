"""Who tells what stands at a place of a report, and who is meant there: for the exports that tie the account to characters.

Private persons are inferred nowhere, unless the parcel carries them: what is said of them and by them stays as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..account import ActorRef, Carried, Passage, Piece, SourceRef, statement_passage
from ..account.disputes import answering
from ..account.events import shown_span
from ..account.passage import clause_passage
from ..account.sentences import in_sentence
from ..account.ties import shown
from ..model import OUTLET, Claim, Dispute, Event, Evidence, Position, Reading, Span, Statement, Tie
from .parcel import Parcel


@dataclass(frozen=True, slots=True)
class Held:
    """Evidence of a dispute or claim in its report: what may be shown of it, and the statement that holds it, if one does."""

    key: str
    evidence: Evidence
    statement: Statement | None
    passage: Passage


class Told:
    """The material of a parcel, asked for sources, voices and actors place by place."""

    def __init__(self, parcel: Parcel) -> None:
        self.material = parcel.material
        self._private = parcel.private
        self._ties: dict[str, list[tuple[str, Tie]]] | None = None
        self._hidden: tuple[str, tuple[Span, ...]] = ("", ())

    def shown(self, refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
        """Those of some inferred actors that the parcel may name."""
        return tuple(ref for ref in refs if self.named(ref.id))

    def named(self, actor: str | None) -> str | None:
        """The name of an actor that the parcel may name, None for any other."""
        found = self.material.actor(actor) if actor and self._private else self.material.public(actor)
        return found.name if found else None

    def hidden(self, reading: Reading) -> tuple[Span, ...]:
        """Where a report names private persons whom the parcel does not carry: no part of what merely stands around a passage."""
        if self._hidden[0] != reading.report.id:
            of = ((m.span, self.material.mention(reading.report.id, m.id)) for m in reading.mentions if m.form != "pronoun")
            spans = tuple(span for span, refs in of if any(self.named(ref.id) is None for ref in refs))
            self._hidden = (reading.report.id, spans)
        return self._hidden[1]

    def source(self, reading: Reading, statement: Statement) -> SourceRef:
        """The source of a statement, as written and as inferred."""
        written = reading.report.quote(statement.source) if statement.source else None
        return SourceRef(written, self.shown(self.material.sources(reading.report.id, statement.id)))

    def mention(self, reading: Reading, mention: str) -> SourceRef:
        """What a mention names, as written and as inferred."""
        report = reading.report
        return SourceRef(report.quote(reading.mention(mention).span), self.shown(self.material.mention(report.id, mention)))

    def chain(self, reading: Reading, statement: Statement | None) -> tuple[SourceRef, ...]:
        """The sources of a statement from the outermost inwards; none in the voice of the outlet."""
        if statement is None:
            return ()
        return tuple(self.source(reading, s) for s in self.material.chain(reading.report.id, statement))

    def voice(self, reading: Reading, voice: str) -> Statement | None:
        """The statement that a voice stands for, None for the outlet's own."""
        return self.material.statement(reading.report.id, voice) if voice != OUTLET else None

    def passage(self, reading: Reading, span: Span, holder: Statement | None) -> Passage:
        """What may be shown of a stretch: the statement that holds it, else its sentence with all statements of which that has a part."""
        if holder:
            return statement_passage(reading.report, holder, span)
        return in_sentence(self.material, reading.report.id, span).passage

    def deed(self, reading: Reading, event: Event) -> Passage:
        """What may be shown of an event, likewise."""
        if holder := self.voice(reading, event.voice):
            return statement_passage(reading.report, holder, event.trigger)
        span = shown_span(self.material, reading, event)
        return clause_passage(reading.report, span, [s for s in reading.statements if span.covers(s.hull)], event.trigger)

    def positions(self, dispute: Dispute) -> Iterator[tuple[Position, Held]]:
        """The passages of a dispute with the positions that rest on them, each once for every statement that holds it."""
        for n, position in enumerate(dispute.positions):
            for evidence in dict.fromkeys(position.evidence):
                for held in self._held(f"{dispute.id}:{n}", evidence, position.statements if position.outlet is None else ()):
                    yield position, held

    def holder(self, position: Position) -> str | None:
        """The name of who holds a position: the actor, where the parcel may name it, or the outlet; None leaves the source as written."""
        return self.named(position.holder) or position.outlet

    def carriers(self, claim: Claim) -> Iterator[tuple[bool, float, Held]]:
        """The passages that carry a claim: whether they deny it, how sure that is, and what may be shown."""
        seen: set[str] = set()
        for carrier in claim.carriers:
            for held in self._held(claim.id, carrier.evidence, (carrier.statement,) if carrier.statement else ()):
                if held.key not in seen:
                    seen.add(held.key)
                    yield carrier.denies, carrier.confidence, held

    def ties(self, report: str) -> Sequence[tuple[str, Tie]]:
        """The ties that a report tells between actors whom the parcel may name, in the order of the text, each with a key."""
        if self._ties is None:
            self._ties = {}
            ends = [tie for tie in self.material.links.ties if self.named(tie.source) and self.named(tie.target)]
            for tie in sorted(ends, key=lambda t: (t.evidence, t.source, t.target, t.sign, t.voice, t.cue or t.evidence.span)):
                place = self._ties.setdefault(tie.evidence.report, [])
                place.append((f"{len(place)}:{tie.source}:{tie.target}", tie))
        return self._ties.get(report, ())

    def tie(self, tie: Tie) -> Carried:
        """The passage of a tie as it may be shown."""
        return shown(self.material, tie)

    def _held(self, name: str, evidence: Evidence, statements: tuple[str, ...]) -> Iterator[Held]:
        """Evidence with each statement that holds it; alone in the voice of the outlet."""
        reading = self.material.reading(evidence.report)
        found: Sequence[Statement | None] = answering(self.material, evidence, statements) or (None,)
        for statement in found:
            key = f"{name}:{evidence.span.start}-{evidence.span.end}:{statement.id if statement else OUTLET}"
            if statement:
                yield Held(key, evidence, statement, statement_passage(reading.report, statement))
            else:
                yield Held(key, evidence, None, clause_passage(reading.report, evidence.span, ()))


def stretches(passage: Passage) -> list[Span]:
    """The stretches of a passage between its cuts, without what is left of a cut stretch beside them."""
    groups: list[list[Piece]] = [[]]
    for before, piece, after in zip((None, *passage.pieces), passage.pieces, (*passage.pieces[1:], None), strict=False):
        if piece.role == "cut":
            groups.append([])
        elif piece.role != "context" or not any(near and near.role == "cut" for near in (before, after)):
            groups[-1].append(piece)
    found = [[piece.span for piece in group if piece.span] for group in groups]
    return [spans[0].hull(*spans) for spans in found if spans]


def bounds(low: float | None, high: float | None) -> str:
    """The bounds of a figure in words."""
    if low is None or high is None:
        return f"{low} or more" if low is not None else f"{high} or fewer" if high is not None else "a number without bounds"
    return f"{low}" if low == high else f"{low} to {high}"
