"""The disputes of a case: each denial with what it denies, and figures that cannot both be right. Pure and deterministic.

Denials that share a target are one dispute: who says it, with the retellings, on one side; who denies it on the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Dispute, Evidence, Position, Reading
from ..model.report import text_hash
from .actors import ActorIndex
from .denial_targets import Target, blame_words, targets
from .denials import Denial, denial
from .dispute_accusations import accusation_disputes
from .dispute_figures import figure_disputes
from .dispute_passages import Field, Passage
from .dispute_wording import named, short, stance

FLOOR = 0.5  # below this confidence a dispute is not shown
HOLDERS = 6  # positions a side; the reason says how many more there are
PASSAGES = 2  # passages of one holder
SLACK = 0.25  # a retelling that scores so much less than the best is left out


@dataclass(frozen=True, slots=True)
class _Joined:
    denial: Denial
    targets: list[Target]


def disputes(readings: Sequence[Reading], index: ActorIndex) -> tuple[Dispute, ...]:
    """All disputes of the case that reach the floor of confidence, surest first.

    The order of the readings does not matter. Confidence is calibrated by hand on three cases; see the reason of each.
    """
    field = Field.of(readings, index)
    joined = []
    for i, passage in enumerate(field.passages):
        found = denial(passage, i)
        if found is not None:
            reached = targets(field, found)
            joined.append(_Joined(found, reached))
    made = [d for d in (_dispute(field, index, group) for group in _groups(field, joined)) if d and d.confidence >= FLOOR]
    taken = [s for d in made for p in d.positions for s in p.statements]
    made += [*figure_disputes(readings, index), *accusation_disputes(field, index, taken)]
    return tuple(sorted(made, key=lambda d: (-d.confidence, d.id)))


def _groups(field: Field, joined: list[_Joined]) -> list[list[_Joined]]:
    """Denials that share a target, or that deny the same of one actor, in one group."""
    root = list(range(len(joined)))

    def find(k: int) -> int:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    by_target: dict[int, int] = {}
    for k, item in enumerate(joined):
        for target in item.targets[:HOLDERS]:
            root[find(k)] = find(by_target.setdefault(target.passage, k))
    by_actor: defaultdict[str, list[int]] = defaultdict(list)
    for k, item in enumerate(joined):
        passage = field.passages[item.denial.passage]
        answered = field.passages[item.targets[0].passage].names if item.targets else frozenset()
        for actor in {*passage.holders, *(() if item.denial.own else passage.names), *answered}:
            by_actor[actor].append(k)
    for actor in sorted(by_actor):
        group = by_actor[actor]
        for n, k in enumerate(group):
            for other in group[:n]:
                if find(k) != find(other) and _same_thing(field, joined[k], joined[other]):
                    root[find(k)] = find(other)
    groups: defaultdict[int, list[_Joined]] = defaultdict(list)
    for k, item in enumerate(joined):
        groups[find(k)].append(item)
    return [g for _, g in sorted(groups.items()) if any(x.targets for x in g)]


def _same_thing(field: Field, one: _Joined, other: _Joined) -> bool:
    """Whether two denials by one actor, or in one actor's defence, deny the same: by their own words, or by what they answer."""
    left, right = one.denial, other.denial
    both_part = left.form == right.form == "part"
    if not left.denied.stems or not right.denied.stems:
        near = field.passages[left.passage].report is field.passages[right.passage].report
        if both_part and near:
            return True
    elif left.own and right.own and min(len(left.denied.stems), len(right.denied.stems)) == 1 and one.targets and other.targets:
        return bool(blame_words(left.words) or blame_words(right.words))
    elif left.form != "negated" and right.form != "negated":
        match = field.index.match(left.denied, right.denied)
        best, least = max(match.cover, match.back), min(match.cover, match.back)
        if least >= 0.5 or (best >= 0.8 and len(match.shared) >= 2) or (both_part and best >= 0.4):
            return True
    for a in one.targets[:PASSAGES]:
        for b in other.targets[:PASSAGES]:
            match = field.index.match(field.passages[a.passage].bag, field.passages[b.passage].bag)
            if max(match.cover, match.back) >= 0.5 and len(match.shared) >= 3:
                return True
    return False


def _dispute(field: Field, index: ActorIndex, group: list[_Joined]) -> Dispute | None:
    best: dict[int, tuple[float, str]] = {}
    for item in group:
        for target in item.targets:
            score = target.score * item.denial.weight
            if target.passage not in best or best[target.passage][0] < score:
                best[target.passage] = score, target.why
    denying = {item.denial.passage: item.denial for item in group}
    top = max((best[p][0] for p in best if p not in denying), default=0.0)
    ranked = sorted((p for p in best if p not in denying and best[p][0] >= top - SLACK), key=lambda p: (-best[p][0], field.passages[p].key))
    ranked = [p for p in ranked if not any(_within(field.passages[q], field.passages[p]) for q in ranked)]
    if not ranked:
        return None
    deniers = sorted(denying, key=lambda p: (-denying[p].weight, not denying[p].denied.stems, field.passages[p].key))
    claims = [field.passages[p] for p in ranked]
    against = [field.passages[p] for p in deniers]
    explicit = any(d.form != "negated" for d in denying.values())
    answering = [item.denial for item in group if any(t.passage in ranked[:HOLDERS] for t in item.targets)]
    source = max(
        group,
        key=lambda x: (max((t.score * x.denial.weight for t in x.targets if t.passage == ranked[0]), default=-1.0), -x.denial.passage),
    ).denial
    worded = [d for d in answering if d.form != "claim" and len(d.words.split()) > 1]
    lead = min(
        worded or answering,
        key=lambda d: (d.form == "negated", -d.weight, not field.passages[d.passage].holders, field.passages[d.passage].key),
    )
    positions = [*_side(index, claims, "A"), *_side(index, against, "B")]
    reports = {p.report.id for p in (*claims, *against)}
    confidence = round(min(0.97, best[ranked[0]][0] * 0.9 + 0.02 * min(len(reports) - 1, 4)), 3)
    key = "|".join(f"{p.report.id}:{p.spans[0].start}" for p in sorted((*claims, *against), key=lambda p: p.key))
    return Dispute(
        id="d" + text_hash("denial|" + key)[:11],
        kind="denial" if explicit else "contradiction",
        family="explicit denial" if explicit else "negation",
        question=_question(index, field.passages[lead.passage], claims[0], lead, explicit),
        positions=tuple(positions),
        confidence=confidence,
        reason=_reason(field.passages[source.passage], claims, best[ranked[0]][1], len(reports)),
    )


def _within(inner: Passage, outer: Passage) -> bool:
    """Whether a statement sits inside another: the inner one is the better evidence."""
    if inner is outer or inner.report is not outer.report or inner.statement is None or outer.statement is None:
        return False
    return inner.statement.parent == outer.statement.id or (
        len(inner.text) < len(outer.text) and all(any(o.covers(i) for o in outer.spans) for i in inner.spans)
    )


def _question(index: ActorIndex, lead: Passage, claim: Passage, denial: Denial, explicit: bool) -> str:
    """A fixed pattern around quoted words: those of the denial where it says what it denies, else those of the claim."""
    if not explicit:
        return f"{named(index, claim)}: “{short(claim.text, 110)}”; {named(index, lead)}: “{short(lead.text, 110)}”?"
    words = short(lead.text if denial.form != "claim" else claim.text, 140)
    return f"Denied by {named(index, lead)}: “{words}”?"


def _side(index: ActorIndex, found: Sequence[Passage], side: str) -> list[Position]:
    """One position for each holder, in the order of the best passage."""
    by: dict[tuple[str | None, str | None], list[Passage]] = {}
    for passage in found:
        holders: list[tuple[str | None, str | None]] = [(h, None) for h in passage.holders]
        if passage.statement is None:
            holders = [(None, passage.outlet)]
        for who in holders or [(None, None)]:
            by.setdefault(who, []).append(passage)
    out = []
    for (holder, outlet), passages in list(by.items())[:HOLDERS]:
        kept = passages[:PASSAGES]
        evidence: list[Evidence] = []
        for e in (e for p in kept for e in p.evidence()):
            if not any(o.report == e.report and o.span.overlaps(e.span) for o in evidence):
                evidence.append(e)
        statements = tuple(p.statement.id for p in kept if p.statement)
        out.append(Position(holder, outlet, stance(kept[0]), side, tuple(evidence), statements))
    return out


def _reason(lead: Passage, claims: Sequence[Passage], why: str, reports: int) -> str:
    cue = lead.report.quote(lead.statement.cue) if lead.statement and lead.statement.cue else ""
    words = f"“{cue} {short(lead.text, 60)}”"
    more = f"; {len(claims)} passages say it" if len(claims) > 1 else ""
    spread = f", {reports} reports in all" if reports > 1 else ""
    return f"{words} against “{short(claims[0].text, 60)}”: {why}{more}{spread}."
