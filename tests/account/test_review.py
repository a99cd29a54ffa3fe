"""The queue of doubts: what is in it, in which order, and that its answers are really those of `Case.judge`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from example_case import example_copy, example_material
from standoff.account import Material
from standoff.account.review import Doubt, Queue, doubt_rows, review
from standoff.case import Case
from standoff.case.judging import decide
from standoff.link.disputes import FLOOR
from standoff.model import (
    Actor,
    Carrier,
    Claim,
    Dispute,
    Judgement,
    Link,
    Links,
    Mention,
    Position,
    Reading,
    Report,
    Span,
    Statement,
    report_id,
)

TEXT = "Ana Vell said the valves were open. Vell came by."


def reading(outlet: str) -> Reading:
    report = Report(report_id(outlet, TEXT), f"{outlet}.txt", TEXT, (), outlet=outlet)
    statements = (Statement(f"{report.id}.s", Span(0, 8), Span(9, 13), (Span(14, 34),), "indirect", "assert"),)
    mentions = (Mention(f"{report.id}.m", Span(0, 8), "person", "name"), Mention(f"{report.id}.n", Span(36, 40), "person", "name"))
    return Reading(report, "run", (Span(0, 35), Span(36, len(TEXT))), mentions, statements)


A, B, C = (reading(o) for o in ("Apex", "Beacon", "Courier"))


def dispute(id: str, confidence: float, *where: Reading) -> Dispute:
    sides = tuple(
        Position(None, None, "so", "AB"[n % 2], (r.report.evidence(Span(14, 34)),), (r.statements[0].id,)) for n, r in enumerate(where)
    )
    return Dispute(id, "denial", "denial", f"{id}?", sides, confidence, f"why {id}")


def claim(id: str, *confidences: float, start: int = 14) -> Claim:
    first = Carrier(A.report.evidence(Span(start, 34)), A.statements[0].id, False, 1.0, "")
    more = [
        Carrier(r.report.evidence(Span(14, 34)), r.statements[0].id, False, c, "like") for r, c in zip((B, C), confidences, strict=False)
    ]
    return Claim(id, first.evidence, (first, *more))


def queue(links: Links, *judgements: Judgement) -> Queue:
    return review(Material([A, B, C], links), judgements)


def test_the_unsure_stand_in_the_queue_nearest_to_flipping_first() -> None:
    disputes = (
        dispute("sure", 0.9, A, B),
        dispute("near", FLOOR + 0.02, A, B),
        dispute("wide", FLOOR + 0.03, A, B, C),
        dispute("mid", 0.6, A, C),
    )
    found = queue(Links(disputes=disputes, claims=(claim("c1", 0.51, 0.9), claim("c2", 0.62, start=18)))).doubts
    assert [d.about for d in found] == ["wide", "c1", "near", "c2", "mid"]
    assert [d.reports for d in found] == [3, 3, 2, 2, 2]
    assert [round(d.margin, 2) for d in found] == [0.03, 0.01, 0.02, 0.12, round(0.6 - FLOOR, 2)]


def test_a_doubt_is_shown_with_source_and_cue_and_says_why() -> None:
    material = Material([A, B, C], Links(disputes=(dispute("d1", 0.3, A, B),), claims=(claim("c1", 0.6),)))
    rows = doubt_rows(material, review(material, ()).doubts)
    assert {r.doubt.kind: (r.heading, r.doubt.reason) for r in rows} == {"dispute": ("d1?", "why d1"), "claim": (None, "like")}
    for row in rows:
        assert [c.passage.text for c in (*row.left, *row.right)] == ["Ana Vell said the valves were open"] * 2
        assert [c.outlet for c in (*row.left, *row.right)] == ["Apex", "Beacon"]


def joined(reason: str, confidence: float = 0.7, *, public: bool = True, rival: bool = False) -> tuple[Doubt, ...]:
    actors = [Actor("vell", "Ana Vell", "person", ("Ana Vell", "Vell"), (), public)]
    actors += [Actor("other", "Bo Vell", "person", ("Bo Vell", "Vell"))] if rival else []
    links = tuple(Link(r.report.id, m.id, "vell", confidence, reason) for r in (A, B) for m in r.mentions)
    return queue(Links(tuple(actors), mentions=links)).doubts


def test_a_form_that_was_joined_on_weak_grounds_is_asked_about() -> None:
    (doubt,) = joined("the only one in the case whom 'Vell' fits")
    assert (doubt.kind, doubt.about, doubt.left[0].quote, doubt.right[0].quote, doubt.reports) == ("actor", "vell", "Vell", "Ana Vell", 2)
    assert (doubt.no.kind, doubt.no.items) == ("not-same", ("Vell", "Ana Vell"))
    (row,) = doubt_rows(Material([A, B, C], Links((Actor("vell", "Ana Vell", "person"),))), [doubt])
    assert (row.heading, row.left[0].passage.text, row.right[0].passage.text) == (
        "Ana Vell",
        "Vell came by.",
        "Ana Vell said the valves were open.",
    )
    assert joined("the only one in the case whom 'Vell' fits", 0.9) == ()
    assert joined("named here") == ()
    assert joined("the only one in the case whom 'Vell' fits", public=False) == ()
    assert joined("the only one in the case whom 'Vell' fits", rival=True) == ()  # the word alone would not tell whom


def judged(material: Material, doubt: Doubt, yes: bool) -> Judgement:
    reply = doubt.yes if yes else doubt.no
    return decide(material, (), reply.kind, reply.items, by="ada")[0]


def test_the_answers_are_judgements_and_the_decided_leave_the_queue() -> None:
    reason = "the only one in the case whom 'Vell' fits"
    links = Links(
        (Actor("vell", "Ana Vell", "person", ("Ana Vell", "Vell")),),
        mentions=tuple(Link(r.report.id, m.id, "vell", 0.7, reason) for r in (A, B) for m in r.mentions),
        disputes=(dispute("dabc", 0.3, A, B),),
        claims=(claim("c1", 0.6, 0.7),),
    )
    material = Material([A, B, C], links)
    doubts = review(material, ()).doubts
    assert {d.kind for d in doubts} == {"dispute", "claim", "actor"}
    assert len({d.id for d in doubts}) == len(doubts) == 4
    for doubt in doubts:
        for yes in (True, False):
            made = judged(material, doubt, yes)
            found = review(material, [made])
            assert [d.id for d in found.doubts] == [d.id for d in doubts if d.id != doubt.id]
            (decided,) = found.decided
            assert (decided.id, decided.kind, decided.judgement, decided.undo.items) == (doubt.id, doubt.kind, made, (made.id,))
            assert decided.left and (decided.right or made.kind == "actor")
            undo = decide(material, [made], decided.undo.kind, decided.undo.items, by="ben")[0]
            assert review(material, [made, undo]) == review(material, ())


def test_where_another_statement_stands_at_a_content_the_judged_passage_is_the_right_one() -> None:
    text = "Ana Vell said officials denied the valves were open."
    report = Report("abcdef123456", "x.txt", text, (), outlet="Dawn")
    outer = Statement("abcdef123456.o", Span(0, 8), Span(9, 13), (Span(14, 51),), "indirect", "assert")
    inner = Statement("abcdef123456.i", Span(14, 23), Span(24, 30), (Span(31, 51),), "indirect", "deny", parent=outer.id)
    dawn = Reading(report, "run", statements=(outer, inner))
    central = Carrier(A.report.evidence(Span(14, 34)), A.statements[0].id, False, 1.0, "")
    other = Carrier(report.evidence(Span(14, 51)), outer.id, False, 0.6, "")
    material = Material([A, dawn], Links(claims=(Claim("c1", central.evidence, (central, other)),)))
    (doubt,) = review(material, ()).doubts
    made = judged(material, doubt, True)
    assert {a.quote for side in made.sides for a in side} == {"the valves were open", "officials denied the valves were open"}
    assert review(material, [made]).decided[0].id == doubt.id


@pytest.fixture
def example_case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(example_copy(tmp_path)) as case:
        yield case


def test_every_doubt_of_the_example_can_be_judged_and_undone(example_case: Case) -> None:
    first = review(example_case.view().material, ())
    assert "claim" in {d.kind for d in first.doubts}
    assert [d.id for d in first.doubts] == [d.id for d in review(example_material(), ()).doubts]
    for doubt in first.doubts:
        for reply in (doubt.yes, doubt.no):
            example_case.judge(reply.kind, *reply.items, by="ada")
            view = example_case.view()
            now = review(view.material, view.decisions)
            assert [d.id for d in now.decided] == [doubt.id]
            assert doubt.id not in {d.id for d in now.doubts}
            if doubt.kind == "dispute":
                assert (doubt.about in {d.id for d in view.material.links.disputes}) == (reply == doubt.yes)
            elif doubt.kind == "claim":
                both = {*doubt.left, *doubt.right}
                together = any(both <= {c.evidence for c in claim.carriers} for claim in view.material.links.claims)
                assert together == (reply == doubt.yes)
            undo = now.decided[0].undo
            example_case.judge(undo.kind, *undo.items, by="ben")
            view = example_case.view()
            assert review(view.material, view.decisions) == first
