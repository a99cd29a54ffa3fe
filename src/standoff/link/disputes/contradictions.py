"""Contradictions: statements of different holders that take opposite sides of one question without a word of denial.

Pairs of statements that stand near one another in a report are scored by `rivalry`; the surest make disputes, and who
speaks against one of the two as plainly, there or in another report, joins the other side.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..wording import named, short
from .proposal import Backing, Proposal
from .rivalry import NEAR, Rivalry, weights

LEAST = 0.105  # a pair less likely than that makes no proposal
SIDE = 3  # statements on a side
JOINS = 0.4  # share of the first pair's probability that a further statement must reach
LIKE = 30  # passages of like words looked at for further statements
CLOSE = 3  # sentences within which a pair needs no word in common
REASONS = 3


def contradictions(field: Field, index: ActorIndex) -> list[Proposal]:
    """One proposal for each pair of rival statements, with those that join it; no statement opens or joins two."""
    rivalry = Rivalry.of(field)
    scored = ((rivalry.score(i, j), i, j) for i, j in _near(field))
    pairs = sorted((s for s in scored if s[0] >= LEAST), key=lambda s: (-s[0], s[1], s[2]))
    used: set[int] = set()
    made = []
    for score, i, j in pairs:
        if i not in used and j not in used:
            sides = _joined(field, rivalry, score, (i, j), used)
            used.update(sides[0], sides[1])
            made.append(_proposal(field, index, rivalry, score, sides))
    return made


def _speaks(passage: Passage) -> bool:
    """Whether a passage is a statement of the body with words enough to compare."""
    return passage.statement is not None and len(passage.bag.stems) > 1 and passage.report.in_furniture(passage.spans[0]) is None


def _near(field: Field) -> Iterator[tuple[int, int]]:
    """The pairs of statements of one report that may answer one another, in the order of the text."""
    for report in sorted(field.by_report):
        before: list[int] = []
        for j in field.by_report[report]:
            if not _speaks(field.passages[j]):
                continue
            before = [i for i in before if field.passages[j].order - field.passages[i].order <= NEAR]
            for i in before:
                gap = field.passages[j].order - field.passages[i].order
                common = field.passages[i].bag.stems & field.passages[j].bag.stems
                if (gap <= CLOSE or common) and _may_differ(field.passages[i], field.passages[j]):
                    yield i, j
            before.append(j)


def _may_differ(one: Passage, other: Passage) -> bool:
    """Whether two statements have different holders and neither holds the other."""
    if one.same_voice(other):
        return False
    return one.report is not other.report or not any(a.overlaps(b) for a in one.spans for b in other.spans)


def _joined(field: Field, rivalry: Rivalry, score: float, pair: tuple[int, int], used: set[int]) -> tuple[list[int], list[int]]:
    """The two sides with what speaks against either of the pair nearly as plainly, the surest first."""
    sides = ([pair[0]], [pair[1]])
    ranked = []
    for at, seed in enumerate(pair):
        for k in _about(field, seed):
            if k not in used and k not in pair and _may_differ(field.passages[seed], field.passages[k]):
                ranked.append((rivalry.score(seed, k), 1 - at, k))
    for against, at, k in sorted(ranked, key=lambda r: (-r[0], r[1], r[2])):
        if against < JOINS * score:
            break
        own, others = sides[at], sides[1 - at]
        if k in own or k in others or len(own) >= SIDE or any(not _may_differ(field.passages[k], field.passages[o]) for o in others):
            continue
        within = (rivalry.score(o, k) for o in own if _may_differ(field.passages[o], field.passages[k]))
        if max(within, default=0.0) < max(rivalry.score(o, k) for o in others):
            own.append(k)
    return sides


def _about(field: Field, i: int) -> list[int]:
    """The statements that stand near a passage or use its words."""
    here = field.passages[i]
    near = (k for k in field.by_report[here.report.id] if abs(field.passages[k].order - here.order) <= NEAR)
    like = (k for k in field.index.candidates(here.bag, LIKE) if len(field.passages[k].bag.stems & here.bag.stems) > 1)
    return sorted(k for k in {*near, *like} if k != i and _speaks(field.passages[k]))


def _proposal(field: Field, index: ActorIndex, rivalry: Rivalry, score: float, sides: tuple[list[int], list[int]]) -> Proposal:
    first, second = (field.passages[side[0]] for side in sides)
    table = weights()
    signals = rivalry.signals(sides[0][0], sides[1][0])
    told = sorted((-table[n][0] * v, table[n][1]) for n, v in signals.items() if n in table and table[n][0] > 0 and table[n][1])
    reason = "; ".join(words for _, words in told[:REASONS]) or "two statements near one another on the same matter"
    return Proposal(
        "contradiction",
        "contradiction",
        tuple(tuple(Backing(i) for i in side) for side in sides),
        f"Can both hold: {_said(index, first)} and {_said(index, second)}?",
        round(min(0.02 + 1.25 * score, 0.6), 3),
        reason[0].upper() + reason[1:] + ".",
    )


def _said(index: ActorIndex, passage: Passage) -> str:
    """Who says what, never without the cue."""
    cue = passage.statement.cue if passage.statement else None
    verb = f" “{passage.report.quote(cue)}”" if cue else ""
    return f"{named(index, passage)}{verb}: “{short(passage.text, 90)}”"
