"""Accusations that cross: two who accuse each other, an accused who lays the same deed at another's door, one deed told of two doers.

The first two only inside one report and near one another, so that both speak of the same deed; the third by the clusters of events.
"""

from __future__ import annotations

import re
from collections import defaultdict

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..similarity import families
from ..wording import named, short
from .deeds import Deed, Deeds
from .denial_targets import accused, blame_words, names_denier, places
from .proposal import Backing, Proposal

_MUTUAL = re.compile(r"^[\s\"'“‘]*(?:each other|one another)\b", re.I)
_BLAMES = re.compile(
    r"\b(?:behind|responsible for|to blame|guilty of|carried out|ordered|orchestrated|perpetrated|staged|provoked|fired first|started)\b",
    re.I,
)
HARM = frozenset(("ASSAULT", "COERCE"))  # deeds that are laid at somebody's door
GROUP = 40  # tellings of one deed that are compared
DOERS = 0.3  # strength of a deed told of two doers
NEAR = 2  # sentences between an accusation and its answer


def accusations(field: Field, index: ActorIndex, deeds: Deeds) -> list[Proposal]:
    """Mutual and counter-accusations, and deeds that two voices lay to two doers."""
    return [*_mutual(field, index), *_counter(field, index), *_doers(field, index, deeds)]


def _doers(field: Field, index: ActorIndex, deeds: Deeds) -> list[Proposal]:
    """One proposal for each group of deeds that one voice tells of one doer and another of another, to whom it was done being the same."""
    made = []
    for group in deeds.groups():
        told = [d for d in group if d.event.type in HARM and d.done and _actors(d.doers) and not field.passages[d.passage].negated][:GROUP]
        pairs = [
            (field.index.match(field.passages[a.passage].bag, field.passages[b.passage].bag).weight, a, b)
            for n, a in enumerate(told)
            for b in told[n + 1 :]
            if _crossed(field, a, b)
        ]
        if pairs:
            _, one, other = max(pairs, key=lambda p: (p[0], -p[1].passage, -p[2].passage))
            names = " and ".join(sorted({index.actor(x).name for d in (one, other) for x in _actors(d.doers)}))
            why = f"two voices tell one deed (“{field.passages[one.passage].report.quote(one.event.trigger)}”) of two doers, {names}"
            made.append(_proposal(field, index, ((Backing(one.passage),), (Backing(other.passage),)), DOERS, why))
    return made


def _actors(parties: frozenset[str]) -> frozenset[str]:
    return frozenset(p for p in parties if p[:1] != "~")


def _crossed(field: Field, one: Deed, other: Deed) -> bool:
    """Whether two voices tell one deed, done to the same, of two doers; not on two days or in two countries."""
    a, b = field.passages[one.passage], field.passages[other.passage]
    if a.same_voice(b) or one.dates_apart(other) or one.places_apart(other) or one.doers & other.doers or not one.targets & other.targets:
        return False
    return not (a.names & _actors(other.doers) or b.names & _actors(one.doers))


def _mutual(field: Field, index: ActorIndex) -> list[Proposal]:
    by_content: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    for i, passage in enumerate(field.passages):
        if accused(passage) and _MUTUAL.match(passage.text):
            by_content[passage.report.id, passage.spans[0].start, passage.spans[-1].end].append(i)
    made = []
    for key in sorted(by_content):
        group = by_content[key]
        holders = sorted({h for i in group for h in field.passages[i].holders})
        if len(holders) == 2:
            pair = [(next(i for i in group if h in field.passages[i].holders), h) for h in holders]
            pair.sort(key=lambda x: (_source_at(field.passages[x[0]]), x[1]))
            sides = tuple((Backing(i, holder=h),) for i, h in pair)
            made.append(_proposal(field, index, sides, 0.8, "both accuse “each other” in one clause"))
    return made


def _source_at(passage: Passage) -> int:
    return passage.statement.source.start if passage.statement and passage.statement.source else 0


def _counter(field: Field, index: ActorIndex) -> list[Proposal]:
    made, used = [], set()
    for i, first in enumerate(field.passages):
        if first.statement is None or not accused(first) or i in used or _MUTUAL.match(first.text):
            continue
        for j in field.by_report[first.report.id]:
            answer = field.passages[j]
            if j == i or answer.statement is None or j in used or not 0 <= answer.order - first.order <= NEAR:
                continue
            if answer.spans[0].start < first.spans[-1].end or first.same_voice(answer) or not _accuses(first, answer):
                continue
            blaming = (accused(answer) or _BLAMES.search(answer.text)) and blame_words(answer.text)
            if answer.negated or not blaming or names_denier(answer, answer):
                continue
            match = field.index.match(first.bag, answer.bag)
            deed = [w for w in match.shared if w not in first.bag.names and (w in families() or field.index.share(w) < 0.2)]
            if deed:
                why = f"who is accused answers by blaming another; both speak of {', '.join(deed[:3])}"
                made.append(_proposal(field, index, ((Backing(i),), (Backing(j),)), 0.62, why))
                used |= {i, j}
                break
    return made


def _accuses(first: Passage, answer: Passage) -> bool:
    """Whether the object of an accusation, its first words, is who answers it."""
    return any(start < 60 for start, _ in places(answer, first, answer.holders, written=True))


def _proposal(field: Field, index: ActorIndex, sides: tuple[tuple[Backing, ...], ...], strength: float, why: str) -> Proposal:
    first, second = (field.passages[side[0].passage] for side in sides)
    if first.spans == second.spans:
        who = " and ".join(index.actor(side[0].holder).name for side in sides if side[0].holder)
        cue = first.report.quote(first.statement.cue) if first.statement and first.statement.cue else "accused"
        question = f"{who} “{cue} {short(first.text, 110)}”"
    else:
        question = f"{named(index, first)}: “{short(first.text, 90)}”; {named(index, second)}: “{short(second.text, 90)}”?"
    return Proposal("responsibility", "contradiction", sides, question, strength, why[0].upper() + why[1:] + ".")
