"""Accusations that cross: two who accuse each other, and an accused who lays the same deed at another's door.

Only inside one report and near one another, so that both speak of the same deed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..model import Dispute, Position
from ..model.report import text_hash
from .actors import ActorIndex
from .denial_targets import accused, blame_words, names_denier, places
from .dispute_passages import Field, Passage
from .dispute_wording import named, short, stance
from .similarity import families

_MUTUAL = re.compile(r"^[\s\"'“‘]*(?:each other|one another)\b", re.I)
_BLAMES = re.compile(
    r"\b(?:behind|responsible for|to blame|guilty of|carried out|ordered|orchestrated|perpetrated|staged|provoked|fired first|started)\b",
    re.I,
)
NEAR = 2  # sentences between an accusation and its answer


def accusation_disputes(field: Field, index: ActorIndex, taken: Sequence[str]) -> list[Dispute]:
    """Mutual and counter-accusations; statements whose ids are `taken` already stand in a dispute and found none."""
    return [*_mutual(field, index), *_counter(field, index, frozenset(taken))]


def _mutual(field: Field, index: ActorIndex) -> list[Dispute]:
    by_content: defaultdict[tuple[str, int, int], list[Passage]] = defaultdict(list)
    for passage in field.passages:
        if accused(passage) and _MUTUAL.match(passage.text):
            by_content[passage.report.id, passage.spans[0].start, passage.spans[-1].end].append(passage)
    made = []
    for key in sorted(by_content):
        group = by_content[key]
        voices = sorted({(h, p.statement.id) for p in group if p.statement for h in p.holders})
        holders = sorted({h for h, _ in voices})
        if len(holders) == 2:
            of = {h: next(p for p in group if h in p.holders) for h in holders}
            pair = sorted(of.items(), key=lambda x: (x[1].statement.source.start if x[1].statement and x[1].statement.source else 0, x[0]))
            made.append(_dispute(index, "mutual accusation", [(h, p) for h, p in pair], 0.8, "both accuse “each other” in one clause."))
    return made


def _counter(field: Field, index: ActorIndex, taken: frozenset[str]) -> list[Dispute]:
    made, used = [], set(taken)
    for i, first in enumerate(field.passages):
        if first.statement is None or not accused(first) or first.statement.id in used or _MUTUAL.match(first.text):
            continue
        for j in field.by_report[first.report.id]:
            answer = field.passages[j]
            if j == i or answer.statement is None or answer.statement.id in used or not 0 <= answer.order - first.order <= NEAR:
                continue
            if answer.spans[0].start < first.spans[-1].end or first.same_voice(answer) or not _accuses(first, answer):
                continue
            if (
                answer.negated
                or not (accused(answer) or _BLAMES.search(answer.text))
                or not blame_words(answer.text)
                or names_denier(answer, answer)
            ):
                continue
            match = field.index.match(first.bag, answer.bag)
            deed = [w for w in match.shared if w not in first.bag.names and (w in families() or field.index.share(w) < 0.2)]
            if deed:
                sides: list[tuple[str | None, Passage]] = [(p.holders[0] if p.holders else None, p) for p in (first, answer)]
                made.append(
                    _dispute(
                        index,
                        "counter-accusation",
                        sides,
                        0.62,
                        f"who is accused answers by blaming another; both speak of {', '.join(deed[:3])}.",
                    )
                )
                used |= {first.statement.id, answer.statement.id}
                break
    return made


def _accuses(first: Passage, answer: Passage) -> bool:
    """Whether the object of an accusation, its first words, is who answers it."""
    return any(start < 60 for start, _ in places(answer, first, answer.holders, written=True))


def _dispute(index: ActorIndex, family: str, sides: Sequence[tuple[str | None, Passage]], confidence: float, why: str) -> Dispute:
    positions = []
    for letter, (holder, passage) in zip("AB", sides, strict=False):
        statements = (passage.statement.id,) if passage.statement else ()
        positions.append(Position(holder, None, stance(passage), letter, passage.evidence(), statements))
    (one, first), (two, second) = sides
    if first.spans == second.spans:
        who = " and ".join(index.actor(h).name if h else named(index, p) for h, p in sides)
        cue = first.report.quote(first.statement.cue) if first.statement and first.statement.cue else "accused"
        question = f"{who} “{cue} {short(first.text, 110)}”"
    else:
        question = f"{named(index, first)}: “{short(first.text, 90)}”; {named(index, second)}: “{short(second.text, 90)}”?"
    key = f"{family}|{first.key}|{second.key}|{one}|{two}"
    return Dispute("d" + text_hash(key)[:11], "contradiction", family, question, tuple(positions), confidence, why[0].upper() + why[1:])
