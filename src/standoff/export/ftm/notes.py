"""What is said as notes of FollowTheMoney, which has no schema for it: statements, disputes, claims and open questions.

Aleph shows a `Note` with those that it is about and with the articles that prove it. All positions of a dispute are in one note, so that
none of them goes without the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...account import dispute_rows, evidence_passage
from ...account.claims import ClaimRow, claim_row
from ...account.disputes import Carried, DisputeRow, told
from ...model import OUTLET, OpenQuestion, Report, Statement
from ..plain import one_line
from .known import Known, counted, parties, short
from .values import line, made_id


def notes(known: Known) -> Iterator[bytes]:
    """All notes: disputes and claims in the order of linking, open questions and statements in that of reports and texts."""
    material = known.material
    for dispute in dispute_rows(material):
        yield _dispute(known, dispute)
    for claim in material.links.claims:
        yield _claim(known, claim_row(material, claim), [c.evidence.report for c in claim.carriers])
    for reading in material.readings:
        for question in sorted(reading.open_questions, key=lambda q: (q.span, q.id)):
            yield _open_question(known, reading.report, question)
    for reading in material.readings:
        for statement in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id)):
            if by := known.those(material.sources(reading.report.id, statement.id)):
                yield _statement(known, reading.report, statement, by)


def _dispute(known: Known, dispute: DisputeRow) -> bytes:
    positions = [(side.side, position) for side in dispute.sides for position in side.positions]
    reports = [carried.passage.report for _, position in positions for carried in position.passages]
    told = [
        f"{'Beside the sides' if side == '-' else f'Side {side}'}, {short(one_line(position.holder)) or 'nobody named'} "
        f"({short(one_line(position.stance))}): {known.quoted(carried)}"
        for side, position in positions
        for carried in position.passages
    ]
    return _note(
        made_id("dispute", dispute.id, known.first(reports)),
        ["dispute", dispute.kind],
        f"Dispute {dispute.id} ({dispute.kind}), confidence {dispute.confidence:.2f}: {one_line(dispute.reason)}",
        [f"Dispute: {one_line(dispute.question)}", *told],
        known.of(position.actor for _, position in positions),
        known.backing(reports),
    )


def _claim(known: Known, claim: ClaimRow, reports: Sequence[str]) -> bytes:
    carried = f"{counted(claim.reports, 'report')}, {counted(claim.origins, 'origin')}"
    return _note(
        made_id("claim", claim.id, known.first(reports)),
        ["claim"],
        f"Claim {claim.id}, carried by {carried}. An origin is counted once, however many reports have it from there.",
        [
            f"Claim, told by {carried}: {known.quoted(claim.wording)}",
            *(f"{'Denies' if c.denies else 'Asserts'}: {known.quoted(c.carried)}" for c in claim.carriers),
        ],
        known.those(ref for c in claim.carriers for ref in (c.carried.chain[-1].actors if c.carried.chain else ())),
        known.backing(reports),
    )


def _open_question(known: Known, report: Report, question: OpenQuestion) -> bytes:
    """What an outlet or source calls unknown, with the statement that holds it."""
    material = known.material
    holder = material.statement(report.id, question.voice) if question.voice != OUTLET else None
    if holder:
        carried = told(material, report.id, holder)
    else:
        passage = evidence_passage(report, question.span, question.marker)
        carried = Carried(material.outlet(report.id), material.chip(report.id), (), passage)
    return _note(
        made_id("open question", report.id, question.id),
        ["open question"],
        f"Open question, in the words “{short(one_line(report.quote(question.marker)))}”",
        [f"Open question: {known.quoted(carried)}"],
        known.those(material.sources(report.id, holder.id) if holder else ()),
        known.backing([report.id]),
    )


def _statement(known: Known, report: Report, statement: Statement, by: list[str]) -> bytes:
    """A statement of an actor that has an entity. Those of others are told under their source as written, in claims and disputes."""
    carried = told(known.material, report.id, statement)
    parts = [f"Statement, act: {statement.act}, {statement.kind}", f"source as written: {parties(carried.chain[-1:])}"]
    parts += [f"addressee as written: “{short(one_line(report.quote(statement.addressee)))}”"] if statement.addressee else []
    parts += [f"channel as written: “{short(one_line(report.quote(statement.channel)))}”"] if statement.channel else []
    return _note(
        made_id("statement", report.id, statement.id),
        ["statement", statement.act],
        "; ".join(parts),
        [known.quoted(carried)],
        by,
        known.backing([report.id]),
    )


def _note(
    id: str, keywords: list[str], summary: str, description: list[str], about: list[str], backing: dict[str, list[str | None]]
) -> bytes:
    """A note about some actors; about the articles where there are none."""
    entity = about or backing["proof"]
    return line(id, "Note", {"summary": [summary], "description": description, "keywords": keywords, "entity": entity, **backing})
