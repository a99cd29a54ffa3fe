"""Explicit denials: each with what it denies. Denials that share a target are one dispute.

Who says it, with the retellings, stands on one side; who denies it on the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..wording import named, short
from .denial_targets import Target, blame_words, targets
from .denials import Denial, denial
from .proposal import Backing, Proposal

NEAREST = 6  # targets of a denial that can join it with another
PASSAGES = 2  # targets whose words are compared to join two denials
SLACK = 0.25  # a retelling that scores so much less than the best is left out


@dataclass(frozen=True, slots=True)
class _Joined:
    denial: Denial
    targets: list[Target]


def explicit_denials(field: Field, index: ActorIndex) -> list[Proposal]:
    """One proposal for each group of denials that deny the same."""
    joined = []
    for i, passage in enumerate(field.passages):
        found = denial(passage, i)
        if found is not None:
            joined.append(_Joined(found, targets(field, found)))
    return [p for p in (_proposal(field, index, group) for group in _groups(field, joined)) if p]


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
        for target in item.targets[:NEAREST]:
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


def _proposal(field: Field, index: ActorIndex, group: list[_Joined]) -> Proposal | None:
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
    answering = [item.denial for item in group if any(t.passage in ranked[:NEAREST] for t in item.targets)]
    source = max(
        group,
        key=lambda x: (max((t.score * x.denial.weight for t in x.targets if t.passage == ranked[0]), default=-1.0), -x.denial.passage),
    ).denial
    worded = [d for d in answering if d.form != "claim" and len(d.words.split()) > 1]
    lead = min(
        worded or answering,
        key=lambda d: (d.form == "negated", -d.weight, not field.passages[d.passage].holders, field.passages[d.passage].key),
    )
    reports = {p.report.id for p in (*claims, *against)}
    return Proposal(
        family="denial",
        kind="denial" if explicit else "contradiction",
        sides=(tuple(Backing(p) for p in ranked), tuple(Backing(p) for p in deniers)),
        question=_question(index, field.passages[lead.passage], claims[0], lead, explicit),
        strength=min(0.97, best[ranked[0]][0] * 0.9 + 0.02 * min(len(reports) - 1, 4)),
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


def _reason(lead: Passage, claims: Sequence[Passage], why: str, reports: int) -> str:
    cue = lead.report.quote(lead.statement.cue) if lead.statement and lead.statement.cue else ""
    words = f"“{cue} {short(lead.text, 60)}”"
    more = f"; {len(claims)} passages say it" if len(claims) > 1 else ""
    spread = f", {reports} reports in all" if reports > 1 else ""
    return f"{words} against “{short(claims[0].text, 60)}”: {why}{more}{spread}."
