"""Accusations that cross: two who accuse each other, and an accused who lays the same deed at another's door.

Only inside one report and near one another, so that both speak of the same deed.
"""

from __future__ import annotations

import re
from collections import defaultdict

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..similarity import families
from ..wording import named, short
from .denial_targets import accused, blame_words, names_denier, places
from .proposal import Backing, Proposal

_MUTUAL = re.compile(r"^[\s\"'“‘]*(?:each other|one another)\b", re.I)
_BLAMES = re.compile(
    r"\b(?:behind|responsible for|to blame|guilty of|carried out|ordered|orchestrated|perpetrated|staged|provoked|fired first|started)\b",
    re.I,
)
NEAR = 2  # sentences between an accusation and its answer


def accusations(field: Field, index: ActorIndex) -> list[Proposal]:
    """Mutual and counter-accusations."""
    return [*_mutual(field, index), *_counter(field, index)]


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
