"""What a person judged about disputes, put over what the machine found: made, kept for sure, or left out.

Where two judgements are about the same, the later counts; judging the same twice changes nothing. Nothing here goes by the ids of
a reading, so that a judgement holds for the next one too. `judged_claims` does the same for claims, `actors` for actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import (
    Dispute,
    DisputeKind,
    Evidence,
    Judgement,
    Position,
    Reading,
    Statement,
    Texts,
    common,
    in_force,
    same_place,
)
from ..model.report import text_hash
from .actors import ActorIndex
from .decisions import over, reason, unplaced
from .passages import Passage
from .similarity import bag
from .wording import named, stance

FAMILY = "judged"
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A judgement on a dispute, with its passages as they stand now. `whole` tells a dispute from a pair of passages."""

    judgement: Judgement
    sides: tuple[tuple[Evidence, ...], ...]
    whole: bool

    @property
    def denies(self) -> bool:
        return self.judgement.kind == "no-dispute"


def decided_disputes(
    disputes: Sequence[Dispute], readings: Sequence[Reading], index: ActorIndex, judgements: Sequence[Judgement]
) -> tuple[Dispute, ...]:
    """The machine's disputes less those that a person judged to be none, with those that a person judged to be one, surest first.

    A dispute falls under a judgement when two of its sides hold passages of two sides of the judgement, and most of its passages
    were judged (for a dispute judged as a whole: or it holds most of the judged passages, since disputes grow with new reports).
    """
    texts = Texts(readings)
    rulings = [_Ruling(j, texts.sides(j), j.about == "dispute") for j in in_force(judgements) if j.kind in ("dispute", "no-dispute")]
    if not rulings:
        return tuple(disputes)
    kept: list[Dispute] = []
    for dispute in disputes:
        last = next((r for r in reversed(rulings) if _concerns(r, dispute)), None)
        if last is None:
            kept.append(dispute)
        elif not last.denies:
            kept.append(replace(dispute, confidence=1.0, reason=over(last.judgement, dispute.reason)))
    for n, ruling in enumerate(rulings):
        made = _made(ruling, texts, index) if not ruling.denies else None
        overruled = made and any(r.denies and _concerns(r, made) for r in rulings[n + 1 :])
        if made and not overruled and not any(_concerns(ruling, other) for other in kept):
            kept.append(made)
    return tuple(sorted(kept, key=lambda d: (-d.confidence, d.id)))


def _concerns(ruling: _Ruling, dispute: Dispute) -> bool:
    letters = sorted({p.side for p in dispute.positions} - {"-"})
    held = {x: [e for p in dispute.positions if p.side == x for e in p.evidence] for x in letters}
    met = [(x, k) for x in letters for k, side in enumerate(ruling.sides) if any(same_place(e, f) for e in held[x] for f in side)]
    if not any(x != y and k != m for x, k in met for y, m in met):
        return False
    mine, judged = [e for x in letters for e in held[x]], [f for side in ruling.sides for f in side]
    if _share(mine, judged) >= _MOST:
        return True
    return (ruling.whole or not ruling.denies) and _share(judged, mine) >= _MOST


def _share(some: Sequence[Evidence], others: Sequence[Evidence]) -> float:
    return sum(any(same_place(e, f) for f in others) for e in some) / len(some) if some else 0.0


def _made(ruling: _Ruling, texts: Texts, index: ActorIndex) -> Dispute | None:
    """A dispute of the judged passages alone; None where a side of it has gone."""
    if len(ruling.sides) < 2 or not all(ruling.sides):
        return None
    sides = [[_passage(texts, index, e) for e in side] for side in ruling.sides]
    positions = [p for letter, side in zip("ABCDEFGH", sides, strict=False) for p in _positions(side, letter)]
    key = "|".join(sorted(f"{n}:{e.report}:{e.span.start}:{e.span.end}" for n, side in enumerate(ruling.sides) for e in side))
    denial = any(p.statement and p.statement.act == "deny" for side in sides for p in side)
    kind: DisputeKind = "denial" if denial else "contradiction"
    question = "; ".join(_told(index, side[0]) for side in sides) + "?"
    return Dispute("d" + text_hash(f"{FAMILY}|{key}")[:11], kind, FAMILY, question, tuple(positions), 1.0, reason(ruling.judgement))


def _told(index: ActorIndex, passage: Passage) -> str:
    who = named(index, passage)
    words = stance(passage)
    return words if words.startswith(who) else f"{who} {words}"


def _positions(side: Sequence[Passage], letter: str) -> list[Position]:
    """One position for each holder, in the order in which the passages were judged."""
    by: dict[tuple[str | None, str | None, str], list[Passage]] = {}
    for passage in side:
        own = passage.statement is None
        whose: list[tuple[str | None, str | None, str]] = [(h, None, "") for h in passage.holders]
        for who in [(None, passage.outlet, "")] if own else whose or [(None, None, passage.source_words())]:
            by.setdefault(who, []).append(passage)
    return [
        Position(
            holder,
            outlet,
            stance(passages[0]),
            letter,
            tuple(e for p in passages for e in p.evidence()),
            tuple(dict.fromkeys(p.statement.id for p in passages if p.statement)),
        )
        for (holder, outlet, _), passages in by.items()
    ]


def _passage(texts: Texts, index: ActorIndex, evidence: Evidence) -> Passage:
    """A judged passage with who answers for it now."""
    reading = texts.reading(evidence.report)
    statement = holder_of(reading, evidence)
    holders = index.of_statement(statement.id) if statement else ()
    return Passage(reading, 0, (evidence.span,), statement, holders, (), bag(""), evidence.quote, False)


def holder_of(reading: Reading, evidence: Evidence) -> Statement | None:
    """The innermost statement that answers for half of a passage or more; None in the voice of the outlet."""

    def answered(statement: Statement) -> int:
        return sum(common(span, evidence.span) for span in statement.content)

    held = [s for s in reading.statements if 2 * answered(s) >= len(evidence.span)]
    return min(held, key=lambda s: (sum(len(span) for span in s.content), s.id), default=None)


def unfounded(readings: Sequence[Reading], judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """A note for each judgement in force on passages, claims or disputes of which a side has gone from the case."""
    decided = [j for j in in_force(judgements) if j.about in ("passage", "claim", "dispute")]
    texts = Texts(readings if decided else ())
    lost = [j for j in decided if not all(texts.sides(j))]
    return tuple(f"{unplaced(j)}: a passage that it is about is in no report now." for j in lost)
