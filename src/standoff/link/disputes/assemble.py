"""From proposals to disputes: the passages that hold against each other are kept, what asks the same is joined, the surest stands first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log

from ...model import Dispute, Evidence, Position
from ...model.report import text_hash
from ..passages import Field
from ..verdicts import Verdicts
from ..wording import stance
from .deeds import Deeds
from .proposal import Backing, Proposal
from .ranking import BEST, LOOSE, Pairs, Ranking, default_ranking, pair_of
from .traits import Pair, logit, sigmoid

FLOOR = 0.31  # below this confidence a dispute is not shown
FEW = 3  # with more reports more passages are tried, and the best of many must be surer: log-odds of theirs for each e-fold
CROWD, LOOSE_CROWD = 0.25, 0.5
FIRM = 0.5  # strength from which a family is taken at its word: its passages stay, the network only ranks
TRUST = 0.6  # share of its strength that a firm proposal keeps whatever the network says
LEAST = 0.05  # a proposal whose best pair is less sure is dropped
PASSAGES = 3  # passages of one holder on one side
KEPT = 4  # passages of a proposal on one side
SHOWN = 5  # passages of a dispute on one side
JOINING = 2  # passages of a side that a proposal brings into a dispute
SUPPORT = 0.2  # how much a proposal that asks the same adds
AGREES = 0.3  # share of the best pair's probability that a further passage needs against the other side
ALIKE, LESS_ALIKE = 0.5, 0.25  # likeness from which two proposals ask the same: of both sides on average, of the less like side
TELLING = 3  # informative words that a denial needs to tell what it denies
REPEATED = 0.9  # likeness from which one holder says one thing twice
SAME_HOLDER = 0.4  # what a common holder adds to the likeness of two passages


@dataclass(slots=True)
class _Question:
    """Proposals that ask the same, the surest first; `flipped` tells which have their first side where the others have the second."""

    members: list[tuple[Proposal, bool]] = field(default_factory=list)


def assembled(
    field: Field,
    proposed: Iterable[Proposal],
    verdicts: Verdicts | None = None,
    *,
    floor: float | None = None,
    beside: Mapping[str, frozenset[str]] | None = None,
    deeds: Deeds | None = None,
) -> tuple[Dispute, ...]:
    """The disputes that reach the floor of their family, or a given one, surest first.

    `beside` tells which reports are compared with which, if not all are, `deeds` what deeds the passages tell.
    """
    if not verdicts or not verdicts.judge:
        proposed = [p for p in proposed if p.strength >= FIRM]  # nothing weeds out the others
    return tuple(
        d
        for d in scored(field, proposed, verdicts, default_ranking(), beside, deeds)
        if d.confidence >= (floor_of(d.family, len(field.by_report)) if floor is None else floor)
    )


def floor_of(family: str, reports: int) -> float:
    """The confidence from which a dispute of a family is shown in a case of so many reports."""
    crowd = LOOSE_CROWD if family in LOOSE else CROWD
    return sigmoid(logit(FLOOR) + crowd * log(max(reports, FEW) / FEW))


def scored(
    field: Field,
    proposed: Iterable[Proposal],
    verdicts: Verdicts | None,
    ranking: Ranking,
    beside: Mapping[str, frozenset[str]] | None = None,
    deeds: Deeds | None = None,
) -> list[Dispute]:
    """All disputes with their confidence, surest first."""
    proposals = list(proposed)
    return ranked(field, proposals, Pairs.of(field, proposals, verdicts, deeds).scores(ranking), ranking, beside)


def ranked(
    field: Field,
    proposals: Sequence[Proposal],
    sure: dict[Pair, float],
    ranking: Ranking,
    beside: Mapping[str, frozenset[str]] | None = None,
) -> list[Dispute]:
    """The disputes that some proposals make, given how sure each pair across their sides is."""
    made = joined(field, proposals, sure, beside)
    told = (ranking.confidence(p.strength, r) for p, r in zip(made, repeats(field, made), strict=True))
    disputes = [disputed(field, replace(p, strength=c)) for p, c in zip(made, told, strict=True)]
    return sorted(disputes, key=lambda d: (-d.confidence, d.id))


def joined(
    field: Field, proposals: Sequence[Proposal], sure: dict[Pair, float], beside: Mapping[str, frozenset[str]] | None = None
) -> list[Proposal]:
    """One proposal for each question that proposals ask, its strength the score of them all, the surest first."""
    sharp = [s for s in (sharpened(field, p, sure) for p in proposals) if s]
    sharp.sort(key=lambda p: (-round(p.strength, 4), _key(field, p)))
    questions: list[_Question] = []
    known: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for proposal in sharp:
        near = sorted({n for key in _asked(field, proposal, beside) for n in known[key]})
        place = next(((n, flip) for n in near if (flip := same_question(field, questions[n].members[0][0], proposal)) is not None), None)
        if place is None:
            for key in _asked(field, proposal, None):
                known[key].append(len(questions))
            questions.append(_Question([(proposal, False)]))
        else:
            questions[place[0]].members.append((proposal, place[1]))
    return sorted((_joined(field, q) for q in questions), key=lambda p: (-round(p.strength, 4), _key(field, p)))


def repeats(field: Field, made: Iterable[Proposal]) -> list[float]:
    """In how many proposals before each, of the same reports, its holders have a place, on average."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for proposal in made:
        backings = [b for side in proposal.sides for b in side]
        voices = {(h, field.passages[b.passage].report.id) for b in backings for h in _holders(field, b)}
        found.append(sum(seen[v] for v in voices) / len(voices) if voices else 0.0)
        seen.update(voices)
    return found


def sharpened(field: Field, proposal: Proposal, sure: dict[Pair, float]) -> Proposal | None:
    """A proposal with the passages that hold against its surest pair, those first; None where no pair does."""
    best: tuple[float, int, int, Backing, Backing] | None = None
    several: list[float] = []
    for n, left in enumerate(proposal.sides):
        for m, right in enumerate(proposal.sides[:n]):
            for one in right[:BEST]:
                for other in left[:BEST]:
                    p = sure.get(pair_of(one.passage, other.passage))
                    if one.holder is not None and other.holder is not None:
                        p = proposal.strength  # one statement of two holders, which no network can set against itself
                    if p is not None:
                        several.append(p)
                        if best is None or p > best[0]:
                            best = p, m, n, one, other
    if best is None or best[0] < LEAST:
        return None
    p, m, n, one, other = best
    several.sort(reverse=True)
    strength = 0.7 * p + 0.3 * sum(several[:4]) / len(several[:4])
    if proposal.strength >= FIRM:
        return replace(proposal, sides=tuple(side[:SHOWN] for side in proposal.sides), strength=max(strength, proposal.strength * TRUST))
    sides = [
        (one, *_more(field, proposal.sides[m], one, other, sure, p)),
        (other, *_more(field, proposal.sides[n], other, one, sure, p)),
        *(side[:KEPT] for k, side in enumerate(proposal.sides) if k not in (m, n)),
    ]
    return replace(proposal, sides=tuple(sides), strength=strength)


def _more(field: Field, side: Sequence[Backing], own: Backing, other: Backing, sure: dict[Pair, float], p: float) -> list[Backing]:
    """Further passages of a side that stand against the best passage of the other."""
    against = _holders(field, other)
    kept: list[Backing] = []
    for backing in side[:BEST]:
        found = sure.get(pair_of(backing.passage, other.passage), 0.0)
        if backing != own and len(kept) < KEPT - 1 and found >= AGREES * p and not _holders(field, backing) & against:
            kept.append(backing)
    return kept


def _holders(field: Field, backing: Backing) -> frozenset[str]:
    passage = field.passages[backing.passage]
    if backing.holder is not None:
        return frozenset({backing.holder})
    return frozenset(passage.holders) if passage.statement else frozenset({f"outlet {passage.outlet}"})


def _asked(field: Field, proposal: Proposal, beside: Mapping[str, frozenset[str]] | None) -> set[tuple[str, ...]]:
    """What proposals that ask the same have in common: the key, or a holder in reports that are compared with one another."""
    keys: set[tuple[str, ...]] = set()
    if proposal.key:
        keys.add(("key", proposal.family, proposal.key))
    for side in proposal.sides[:2]:
        report = field.passages[side[0].passage].report.id
        for other in beside[report] if beside else (report,):
            keys |= {("holder", other, h) for h in _holders(field, side[0])}
            keys.add(("passage", other, str(side[0].passage)))
    return keys


def same_question(field: Field, one: Proposal, other: Proposal) -> bool | None:
    """Whether two proposals ask the same, by their best passages: None, or whether the sides of the second are the other way round.

    Those with a passage in common on one side, and on the other one that the same holder says in like words, do in any case, and denials
    of one holder that deny the same.
    """
    if one.family == other.family and one.key and one.key == other.key:
        return False
    if one.kind == other.kind == "denial" and any(_denies_alike(field, b, d) for b in one.sides[1] for d in other.sides[1]):
        return False
    for crosswise in (False, True):
        pairs = ((one.sides[0], other.sides[crosswise]), (one.sides[1], other.sides[not crosswise]))
        met = [bool({b.passage for b in mine} & {b.passage for b in theirs}) for mine, theirs in pairs]
        if any(met) and all(m or any(_alike(field, b, d) >= REPEATED for b in x for d in y) for m, (x, y) in zip(met, pairs, strict=True)):
            return crosswise
    (a, b), (c, d) = ((p.sides[0][0], p.sides[1][0]) for p in (one, other))
    straight, crossed = (_alike(field, a, c), _alike(field, b, d)), (_alike(field, a, d), _alike(field, b, c))
    best = max(straight, crossed, key=sum)
    return best is crossed if min(best) >= LESS_ALIKE and sum(best) >= 2 * ALIKE else None


def _denies_alike(field: Field, one: Backing, other: Backing) -> bool:
    """Whether two denials are of one holder and say in like words what they deny."""
    both = (field.passages[b.passage] for b in (one, other))
    return all(len(p.bag.stems) >= TELLING for p in both) and _alike(field, one, other) >= REPEATED


def _alike(field: Field, one: Backing, other: Backing) -> float:
    if one.passage == other.passage:
        return 1.0 if one.holder == other.holder else 0.0
    match = field.index.match(field.passages[one.passage].bag, field.passages[other.passage].bag)
    common = SAME_HOLDER if _holders(field, one) & _holders(field, other) else 0.0
    return float((match.cover * match.back) ** 0.5) + common


def _joined(field: Field, question: _Question) -> Proposal:
    """The surest proposal with the passages of the others; no holder is put on two sides by joining."""
    first = question.members[0][0]
    sides = [list(side) for side in first.sides]
    stand = [{h for b in side for h in _holders(field, b)} for side in sides]
    here = {b.passage for side in sides for b in side}
    for proposal, flipped in question.members[1:]:
        for k, side in enumerate(proposal.sides[:2]):
            at = (1 - k) if flipped else k
            for backing in side[:JOINING]:
                elsewhere = set().union(*(s for n, s in enumerate(stand) if n != at))
                who = _holders(field, backing)
                if backing.passage not in here and len(sides[at]) < SHOWN and not who & elsewhere:
                    sides[at].append(backing)
                    stand[at] |= who
                    here.add(backing.passage)
    support = sum(p.strength for p, _ in question.members[1:])
    return replace(first, sides=tuple(tuple(s) for s in sides), strength=1.0 - (1.0 - first.strength) * exp(-SUPPORT * support))


def _key(field: Field, proposal: Proposal) -> str:
    spans = sorted((field.passages[b.passage].report.id, b.shown(field)[0].start) for side in proposal.sides for b in side)
    return proposal.family + "|" + "|".join(f"{report}:{start}" for report, start in spans)


def disputed(field: Field, proposal: Proposal) -> Dispute:
    """A proposal as a dispute, with one position for each holder on each side."""
    positions = [p for letter, side in zip("ABCDEFGH", proposal.sides, strict=False) for p in _positions(field, side, letter)]
    return Dispute(
        id="d" + text_hash(_key(field, proposal))[:11],
        kind=proposal.kind,
        family=proposal.family,
        question=proposal.question,
        positions=tuple(positions),
        confidence=round(proposal.strength, 3),
        reason=proposal.reason,
    )


def _positions(field: Field, side: Sequence[Backing], letter: str) -> list[Position]:
    """One position for each holder, in the order of the best passage."""
    by: dict[tuple[str | None, str | None], list[Backing]] = {}
    for backing in side:
        passage = field.passages[backing.passage]
        whose: list[tuple[str | None, str | None]] = [(h, None) for h in passage.holders if backing.holder in (None, h)]
        if passage.statement is None:
            whose = [(None, passage.outlet)]
        for who in whose or [(None, None)]:
            by.setdefault(who, []).append(backing)
    out = []
    for (holder, outlet), backings in by.items():
        evidence: list[Evidence] = []
        for backing in backings[:PASSAGES]:
            passage = field.passages[backing.passage]
            for e in (passage.report.evidence(s) for s in backing.shown(field)):
                if not any(o.report == e.report and o.span.overlaps(e.span) for o in evidence):
                    evidence.append(e)
        statements = tuple(p.statement.id for p in (field.passages[b.passage] for b in backings[:PASSAGES]) if p.statement)
        out.append(Position(holder, outlet, stance(field.passages[backings[0].passage]), letter, tuple(evidence), statements))
    return out
