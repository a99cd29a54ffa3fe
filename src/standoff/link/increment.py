"""One more report in a large case: compared with the reports nearest to it, then joined to what the case has.

A block of reports, the new one and those nearest to it, is linked like a case of its own (`link`). What that says of the new report
joins the links of the case; what the case has of its other reports stays, for it comes from a wider comparison. So this is what a
comparison of the whole case would give, but for three things: a report on the same event that is not among the nearest is not compared
with the new one, what the new report tells of the names in older reports waits, and likeness is weighed by the words of the block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

import numpy as np
from numpy.typing import NDArray

from ..model import Claim, Dispute, Evidence, Judgement, Links, Position, Reading, Senses, in_force
from .joined_actors import JoinedActors, layers
from .joined_clusters import joined_clusters
from .likeness import NEIGHBOURS, SAME_EVENT

SMALL = 40  # reports; a case of no more is always compared as a whole
SHARE = 0.1  # of a case that may have come since the whole was compared
_SINCE = "Compared with the reports nearest to them only, since they came after the whole case was compared: "


def suffices(reports: int, since: int) -> bool:
    """Whether reports may join one by one, where `since` of all have come since the whole case was compared."""
    return reports > SMALL and since <= SHARE * reports


def nearest(report: str, senses: Mapping[str, Senses], names: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The ids of the reports to compare a report with, the nearest first: NEIGHBOURS at most.

    By the cosine of the mean embeddings of their sentences (`senses`); where the report has none, by the names that two reports
    share, the rarer the better (`names`).
    """
    if report in senses and len(senses[report]):
        others = [id for id, s in senses.items() if id != report and len(s) and s.width == senses[report].width]
        mine = _mean(senses[report])
        alike = {id: float(_mean(senses[id]) @ mine) for id in others}
        fitting = [id for id in others if alike[id] >= SAME_EVENT]
    else:
        count = Counter(name for found in names.values() for name in found)
        weight = {name: log(len(names) / n) ** 2 for name, n in count.items()}
        mine_names = names.get(report, frozenset())
        size = {id: sum(weight[n] for n in found) ** 0.5 for id, found in names.items()}
        alike = {id: sum(weight[n] for n in found & mine_names) / max(size[id], 1e-9) for id, found in names.items() if id != report}
        fitting = [id for id, score in alike.items() if score > 0]
    return tuple(sorted(fitting, key=lambda id: (-round(alike[id], 5), id))[:NEIGHBOURS])


def _mean(senses: Senses) -> NDArray[np.float32]:
    mean = np.frombuffer(senses.rows, np.int8).reshape(-1, senses.width).mean(axis=0, dtype=np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)


def companions(judgements: Sequence[Judgement], reports: Iterable[str], texts: Mapping[str, str]) -> set[str]:
    """The reports that a person judged together with some of these: they belong into the block, so that the judgement acts there.

    `texts` are the hashes of the texts of all reports, by id.
    """
    here = {texts[id] for id in reports}
    judged = [{a.sha256 for side in j.sides for a in side} for j in in_force(judgements)]
    wanted = {text for among in judged if among & here for text in among - here}
    return {id for id, text in texts.items() if text in wanted}


def within(judgements: Sequence[Judgement], readings: Iterable[Reading]) -> tuple[Judgement, ...]:
    """The judgements in force that can be applied to a block: the texts of all passages that they hold on to are there."""
    here = {r.report.sha256 for r in readings}
    return tuple(j for j in in_force(judgements) if all(a.sha256 in here for side in j.sides for a in side))


def sought(block: Links, report: str) -> tuple[list[str], list[str]]:
    """What actors of the case may be those that a block finds in its new report: their ids, and the forms that they go by."""
    wanted = _concerned(block, report)
    actors = [a for a in block.actors if a.id in wanted]
    forms = {form for a in actors for form in (a.name, *a.aliases)}
    forms |= {a.name.split()[-1] for a in actors if a.kind == "person" and a.name.split()}
    return sorted(a.id for a in actors), sorted(forms)


def joined(case: Links, block: Links, reading: Reading, since: int) -> Links:
    """What changes in a case when a report joins it: the report's links, and the actors, claims and disputes that are new or changed.

    `case` is what the case has of the other reports of the block, with the actors `sought`; `block` the links of the block; `since`
    how many reports have joined in this way, this one included, since the whole case was compared.
    """
    report = reading.report.id
    actors = JoinedActors(case, block, report)
    sources, addressees, mentions = (
        tuple(dict.fromkeys(replace(x, target=actors.of(x.target)) for x in layer if x.report == report)) for layer in layers(block)
    )
    claims = _claims(case.claims, block.claims, report)
    disputes = _disputes(case.disputes, [_placed(d, actors) for d in block.disputes if _tells(d, report)], reading)
    ties = tuple(replace(t, source=actors.of(t.source), target=actors.of(t.target)) for t in block.ties if t.evidence.report == report)
    notes = (*(n for n in case.notes if not n.startswith(_SINCE)), f"{_SINCE}{since} {'report' if since == 1 else 'reports'}.")
    datings = tuple(d for d in block.datings if d.report == report)
    clusters = joined_clusters(case.clusters, block.clusters, report)
    return Links(actors.changed(), sources, addressees, mentions, claims, disputes, ties, notes, datings, clusters)


def _concerned(block: Links, report: str) -> set[str]:
    """The actors of the block in links and disputes of the new report."""
    found = {link.target for layer in layers(block) for link in layer if link.report == report}
    return found | {p.holder for d in block.disputes if _tells(d, report) for p in d.positions if p.holder}


def _tells(dispute: Dispute, report: str) -> bool:
    return any(e.report == report for p in dispute.positions for e in p.evidence)


def _placed(dispute: Dispute, actors: JoinedActors) -> Dispute:
    """A dispute of the block between actors of the case."""
    return replace(dispute, positions=tuple(replace(p, holder=actors.of(p.holder) if p.holder else None) for p in dispute.positions))


def _claims(known: Sequence[Claim], found: Sequence[Claim], report: str) -> tuple[Claim, ...]:
    """The claims that the new report carries: those of the case with what it adds, and new ones."""
    now = {c.id: c for c in known}
    changed: dict[str, Claim] = {}
    for claim in found:
        fresh = [c for c in claim.carriers if c.evidence.report == report]
        if not fresh:
            continue
        shared = {
            id: pairs
            for id, k in now.items()
            if (pairs := [(a, b) for a in claim.carriers for b in k.carriers if _meet(a.evidence, b.evidence)])
        }
        best = min(shared, key=lambda id: (-len(shared[id]), id), default=None)
        if best is None:
            changed[claim.id] = claim
            continue
        turned = shared[best][0][0].denies != shared[best][0][1].denies  # worded the other way round
        more = (replace(c, denies=c.denies != turned) for c in fresh)
        changed[best] = now[best] = replace(now[best], carriers=(*now[best].carriers, *more))
    return tuple(changed.values())


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.report == other.report and one.span.overlaps(other.span)


def _disputes(known: Sequence[Dispute], found: Sequence[Dispute], reading: Reading) -> tuple[Dispute, ...]:
    """The disputes that the new report has a part in: those of the case with what it adds, and new ones."""
    now = {d.id: d for d in known}
    changed: dict[str, Dispute] = {}
    for dispute in found:
        same = {id: sides for id, d in now.items() if (sides := _same_sides(dispute, d))}
        best = min(same, key=lambda id: (-sum(n for _, n in same[id].values()), id), default=None)
        if best is None:
            changed[dispute.id] = dispute
        else:
            letters = {mine: theirs for mine, (theirs, _) in same[best].items()}
            changed[best] = now[best] = _extended(now[best], dispute, letters, reading)
    return tuple(changed.values())


def _same_sides(one: Dispute, other: Dispute) -> dict[str, tuple[str, int]]:
    """Which side of another dispute each side of one is, and how many passages say so; none where they are two disputes.

    Two disputes are one where two sides of each share passages, or where both are about one denied passage.
    """
    shared: Counter[tuple[str, str]] = Counter()
    for p in one.positions:
        for q in other.positions:
            if "-" not in (p.side, q.side):
                shared[p.side, q.side] += sum(_meet(e, f) for e in p.evidence for f in q.evidence)
    sides: dict[str, tuple[str, int]] = {}
    for (mine, theirs), count in sorted(shared.items(), key=lambda x: (-x[1], x[0])):
        if count and mine not in sides and theirs not in {letter for letter, _ in sides.values()}:
            sides[mine] = theirs, count
    letters = [sorted({p.side for p in d.positions} - {"-"}) for d in (one, other)]
    if len(sides) == 1 and one.kind == other.kind == "denial" and one.family == other.family and [len(x) for x in letters] == [2, 2]:
        ((mine, (theirs, _)),) = sides.items()
        rest, others = ([x for x in group if x != taken] for group, taken in zip(letters, (mine, theirs), strict=True))
        sides[rest[0]] = others[0], 0
    return sides if len(sides) > 1 else {}


def _extended(dispute: Dispute, more: Dispute, letters: Mapping[str, str], reading: Reading) -> Dispute:
    """A dispute with what the new report has to its sides."""
    positions = list(dispute.positions)
    own = {s.id for s in reading.statements}
    for position in more.positions:
        evidence = tuple(e for e in position.evidence if e.report == reading.report.id)
        side = "-" if position.side == "-" else letters.get(position.side)
        if not evidence or side is None:
            continue
        position = replace(position, side=side, evidence=evidence, statements=tuple(s for s in position.statements if s in own))
        who = position.holder, position.outlet, side
        at = next((k for k, p in enumerate(positions) if (p.holder, p.outlet, p.side) == who and (p.holder or p.outlet)), None)
        if at is None:
            positions.append(position)
        else:
            positions[at] = _stronger(positions[at], position)
    return replace(dispute, positions=tuple(sorted(positions, key=lambda p: (p.side == "-", p.side))))


def _stronger(known: Position, more: Position) -> Position:
    """A position with the passages of another beside those that it rests on."""
    fresh = tuple(e for e in more.evidence if not any(_meet(e, f) for f in known.evidence))
    return replace(known, evidence=(*known.evidence, *fresh), statements=tuple(dict.fromkeys((*known.statements, *more.statements))))
