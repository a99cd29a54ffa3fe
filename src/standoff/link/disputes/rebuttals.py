"""Answers without a sure target: each with the statements that it most likely answers, nearby or in another report.

Where the words alone do not tell what a denial, a "that is false" or an "insisted" is aimed at, its company does: how near a
statement stands, what both speak of, whether it names or accuses who answers. These signs add up as log-odds; their weights are a
logistic regression on pairs of passages of annotated news events, rounded. Accusations are treated alike: what speaks against
one is found in the same way as what a denial answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..wording import named, short
from .answers import Answer, Manner, answer
from .denial_targets import DAYS, accused, blame_words, days_apart, names_denier
from .proposal import Backing, Proposal

BEFORE, AFTER = 5, 4  # sentences in which an answer and what it answers stand
WINDOW = 12  # passages looked at on either side
ELSEWHERE = 24  # passages of other reports looked at
SIDE = 3  # passages on a side
FIRM: tuple[Manner, ...] = ("denied", "untrue", "accused")  # what is plainly aimed at somebody, and worth a look into other reports
ECHO = 0.36  # words in common, cover times back, from which on the one repeats the other
LEAST = 0.1  # joint probability of the targets below which nothing is proposed
EACH = 2  # proposals that one report may lead
# On annotated events between a quarter and a third of the proposals are right, whatever the odds of their targets say beyond that; an
# answer that is given twice is right more often.
BASE, SLOPE, TWICE = 0.15, 0.3, 0.05
_WHY: dict[Manner, str] = {
    "denied": "a denial",
    "untrue": "words that call something untrue",
    "accused": "an accusation",
    "negated": "a negation",
    "countered": "a verb of reply",
}


@dataclass(frozen=True, slots=True)
class _Aimed:
    """An answer with the statements it may answer, likeliest first: passage, probability, what speaks for it."""

    answer: Answer
    targets: tuple[tuple[int, float, str], ...]

    @property
    def strength(self) -> float:
        """The probability that one of the targets is right, were they independent."""
        miss = 1.0
        for _, p, _ in self.targets:
            miss *= 1 - p
        return 1 - miss


def rebuttals(field: Field, index: ActorIndex, known: Iterable[Proposal]) -> list[Proposal]:
    """Proposals for the answers that no proposal in `known` holds already."""
    taken = {b.passage for p in known for side in p.sides for b in side}
    aimed = []
    for i, passage in enumerate(field.passages):
        found = answer(passage, i) if passage.holders and i not in taken else None
        if found and (targets := _targets(field, found)):
            aimed.append(_Aimed(found, targets))
    made: defaultdict[str, list[tuple[float, int, Proposal]]] = defaultdict(list)
    for group in _groups(field, aimed):
        lead = group[0]
        if lead.strength >= LEAST:
            strength = min(BASE + SLOPE * lead.strength + TWICE * (len(group) > 1), 0.45)
            report = field.passages[lead.answer.passage].report.id
            made[report].append((-lead.strength, lead.answer.passage, _proposal(field, index, group, strength)))
    return [p for report in sorted(made) for _, _, p in sorted(made[report], key=lambda x: x[:2])[:EACH]]


def _targets(field: Field, found: Answer) -> tuple[tuple[int, float, str], ...]:
    here = field.passages[found.passage]
    own = field.by_report[here.report.id]
    at = bisect_left(own, found.passage)
    near = [j for j in own[max(0, at - WINDOW) : at + WINDOW] if -AFTER <= here.order - field.passages[j].order <= BEFORE]
    scored = []
    far = field.index.candidates(found.said, ELSEWHERE) if found.manner in FIRM else []
    for j in dict.fromkeys([*near, *far]):
        if _may_answer(here, field.passages[j]):
            odds, why = _odds(field, found, j)
            if why:
                scored.append((j, 1 / (1 + exp(-odds)), why))
    scored.sort(key=lambda t: (-t[1], field.passages[t[0]].key))
    kept: list[tuple[int, float, str]] = []
    for target in scored:
        there = field.passages[target[0]]
        if not any(_overlap(there, field.passages[k]) or there.same_voice(field.passages[k]) for k, _, _ in kept):
            kept.append(target)
        if len(kept) == SIDE:
            break
    return tuple(kept)


def _may_answer(here: Passage, there: Passage) -> bool:
    """Whether a passage is another's statement that can be answered: of its time, and no part of the answer."""
    if there.statement is None or there.statement.act in ("ask", "deny") or not there.holders:
        return False
    if here is there or here.same_voice(there) or _overlap(here, there):
        return False
    return here.report is there.report or days_apart(here, there) <= DAYS


def _of_one(one: Passage, other: Passage) -> bool:
    """Whether two passages share a voice or characters, so that they cannot stand on two sides."""
    return one.same_voice(other) or _overlap(one, other)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.report is other.report and any(a.overlaps(b) for a in one.spans for b in other.spans)


def _odds(field: Field, found: Answer, j: int) -> tuple[float, str]:
    """The log-odds that an answer is aimed at a passage, and what speaks for it; no words where nothing does."""
    here, there = field.passages[found.passage], field.passages[j]
    back = here.order - there.order
    match, aim = field.index.match(here.bag, there.bag), field.index.match(found.said, there.bag)
    turned = found.manner in ("denied", "untrue") and not there.negated  # "it is a lie that …" repeats what it denies
    if match.cover * match.back > ECHO and not turned:
        return -9.0, ""
    firm = found.manner in FIRM
    odds, why = -3.0, []
    if here.report is there.report and -AFTER <= back <= BEFORE:
        odds += 0.45 if 0 <= back <= 2 else 0.3
        why.append("stands by it")
    elif len(match.shared) < 2 or match.weight < 6 * field.index.scale:
        return odds, ""
    if match.shared:
        odds += (0.17 if here.report is there.report else 0.1) * min(len(match.shared), 4) + 0.6 * aim.cover
        why.append("shares " + ", ".join(match.shared[:4]))
    if firm and (accused(there) or blame_words(there.text)):
        odds += 0.7
        why.append("accuses")
    if firm and names_denier(here, there):
        odds += 0.25
        why.append("names who answers")
    if firm and set(there.holders) & here.names:
        odds += 0.35
        why.append("is by whom the answer names")
    if there.statement and there.statement.act in ("demand", "promise"):
        odds -= 0.3
    if there.negated:
        odds -= 0.15
    return odds, ", ".join(why)


def _groups(field: Field, aimed: Sequence[_Aimed]) -> list[list[_Aimed]]:
    """Answers that say the same in one voice, or that have the likeliest target in common; the likeliest first in each."""
    ordered = sorted(aimed, key=lambda a: (-a.strength, field.passages[a.answer.passage].key))
    groups: list[list[_Aimed]] = []
    by_target: dict[int, int] = {}
    by_voice: defaultdict[str, list[int]] = defaultdict(list)
    for item in ordered:
        here = field.passages[item.answer.passage]
        at = by_target.get(item.targets[0][0])
        for k in (k for h in here.holders for k in by_voice[h]) if at is None else ():
            match = field.index.match(item.answer.said, groups[k][0].answer.said)
            if len(match.shared) > 2 and min(match.cover, match.back) >= 0.4:
                at = k
                break
        if at is None:
            at = len(groups)
            groups.append([])
            by_target[item.targets[0][0]] = at
        groups[at].append(item)
        for h in here.holders:
            by_voice[h].append(at)
    return groups


def _proposal(field: Field, index: ActorIndex, group: Sequence[_Aimed], strength: float) -> Proposal:
    lead = group[0]
    aim = {j for j, _, _ in lead.targets}  # who answers one of these too may be a target of the lead himself
    answering = [item.answer.passage for item in group if item.answer.passage not in aim]
    answering = [a for a in answering if a == answering[0] or not any(_of_one(field.passages[a], field.passages[j]) for j in aim)]
    best: dict[int, float] = {}
    for item in group:
        for j, p, _ in item.targets:
            if j not in answering and not any(_overlap(field.passages[j], field.passages[k]) for k in answering):
                best[j] = max(best.get(j, 0.0), p)
    claims: list[int] = []
    for j in sorted(best, key=lambda j: (-best[j], field.passages[j].key)):
        if len(claims) < SIDE and not any(field.passages[j].same_voice(field.passages[k]) for k in (*claims, *answering)):
            claims.append(j)
    first, claim = field.passages[answering[0]], field.passages[claims[0]]
    why = next((w for j, _, w in lead.targets if j == claims[0]), lead.targets[0][2])
    return Proposal(
        family="responsibility" if lead.answer.manner == "accused" else "denial",
        kind="denial" if lead.answer.manner == "denied" else "contradiction",
        sides=(tuple(Backing(j) for j in claims), tuple(Backing(j) for j in answering[:SIDE])),
        question=f"{named(index, claim)}: “{short(claim.text, 110)}”; {named(index, first)}: “{short(first.text, 110)}”?",
        strength=strength,
        reason=f"{_WHY[lead.answer.manner].capitalize()} in “{short(first.text, 60)}”; “{short(claim.text, 60)}” {why}.",
    )
