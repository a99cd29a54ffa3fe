"""Who tells a thing, who is silent, and whose reports end before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from example_case import example_material
from standoff.account import Material
from standoff.account.coverage import ONE_EVENT, Coverage, Telling, claim_coverage, coverage, dispute_coverage
from standoff.case import Case
from standoff.model import Carrier, Claim, Dated, Dispute, Links, Position, Reading, Report, Span, Statement, report_id

TELLS = "Ana Vell said the valves were open. It rained."


def reading(outlet: str, day: str | None, text: str = TELLS, *, said: bool = False) -> Reading:
    report = Report(report_id(outlet, text), f"{outlet}.txt", text, (), outlet=outlet, published=Dated(day, "given") if day else None)
    statement = Statement(f"{report.id}.s", Span(0, 8), Span(9, 13), (Span(14, 34),), "indirect", "assert")
    return Reading(report, "run", statements=(statement,) if said else ())


def telling(r: Reading, *, denies: bool = False) -> Telling:
    return Telling(r.report.evidence(Span(14, 34)), denies=denies)


def told(material: Material, *tellings: Telling) -> dict[str, tuple[str, int]]:
    return {o.outlet: (o.told, o.reports) for o in coverage(material, tellings).outlets}


def test_own_voice_beats_attributed_and_both_beat_denied() -> None:
    own, said, denied = reading("Post", "2031-04-02"), reading("Post", "2031-04-03", TELLS + " ", said=True), reading("Coast", "2031-04-02")
    material = Material([own, said, denied], Links())
    assert told(material, telling(said), telling(own), telling(denied, denies=True)) == {"Coast": ("denied", 1), "Post": ("own voice", 2)}
    (coast, post) = coverage(material, [telling(said), telling(denied, denies=True)]).outlets
    assert (post.told, post.chip, post.code, coast.chip) == ("attributed", "P.2", "P", "C")
    # The passage is shown with the source and cue of the statement that holds it.
    assert post.first is not None and post.first.quote == "Ana Vell said the valves were open"


def test_earliness_is_no_silence() -> None:
    early, late, undated, both = (reading(o, d) for o, d in (("A", "2031-04-01"), ("B", "2031-04-02"), ("C", None), ("D", "2031-04-01")))
    later = reading("D", "2031-04-05", TELLS + " ")
    teller = reading("Z", "2031-04-02", said=True)
    found = told(Material([early, late, undated, both, later, teller], Links()), telling(teller))
    assert found == {"A": ("ends before", 1), "D": ("silent", 2), "B": ("silent", 1), "Z": ("attributed", 1), "C": ("silent", 1)}
    assert list(found)[-1] == "C"  # undated reports stand last


@pytest.mark.parametrize(("early", "first", "way"), [("2031-03", "2031-04-02", "ends before"), ("2031-04", "2031-04-02", "silent")])
def test_a_date_is_earlier_only_as_far_as_it_is_known(early: str, first: str, way: str) -> None:
    teller = reading("Z", first)
    assert told(Material([reading("A", early), teller], Links()), telling(teller))["A"] == (way, 1)


def test_nobody_is_early_where_it_is_not_known_when_it_was_told() -> None:
    teller = reading("Z", None)
    assert told(Material([reading("A", "2031-04-01"), teller], Links()), telling(teller))["A"] == ("silent", 1)


def many(*more: Reading) -> Material:
    """A case of many events: each filler is about something of its own."""
    fill = [reading(f"O{n}", "2031-04-02", " ".join(f"Word{chr(97 + n)}{chr(97 + k)}x" for k in range(25))) for n in range(ONE_EVENT)]
    return Material([*fill, *more], Links())


FERRY = "The ferry sank near the lighthouse while sailors from the harbour launched boats through heavy waves and the pilot shouted orders."


def test_in_a_large_case_only_who_wrote_on_the_event_is_silent() -> None:
    teller = reading("Z", "2031-04-02", FERRY)
    beside = reading("Y", "2031-04-03", FERRY.replace("shouted orders", "kept quiet"))
    years = reading("X", "2033-04-03", FERRY.replace("shouted orders", "sang"))
    assert told(many(teller, beside, years), telling(teller)) == {"Z": ("own voice", 1), "Y": ("silent", 1)}
    # In a small case all reports are about one thing.
    assert set(told(Material([teller, years, reading("O", None, "Chess.")], Links()), telling(teller))) == {"Z", "X", "O"}


def test_sides_of_a_dispute_have_the_same_outlets() -> None:
    one, other, third = reading("A", "2031-04-01"), reading("B", "2031-04-02", said=True), reading("C", "2031-04-03")
    sides = (
        Position(None, None, "beside", "-", (third.report.evidence(Span(0, 5)),)),
        Position(None, None, "said", "B", (telling(other).evidence,), (other.statements[0].id,)),
        Position(None, "A", "own", "A", (telling(one).evidence,)),
    )
    found = dispute_coverage(Material([one, other, third], Links()), Dispute("d", "denial", "x", "?", sides, 0.5, ""))
    assert list(found) == ["A", "B", "-"]
    assert {side: [o.told for o in c.outlets] for side, c in found.items()} == {
        "A": ["own voice", "silent", "silent"],
        "B": ["ends before", "attributed", "silent"],
        "-": ["ends before", "ends before", "own voice"],
    }


def check(material: Material, found: Coverage, carriers: set[str]) -> None:
    """What must hold of any coverage: each outlet once, in order, and whoever carries it does not count as silent."""
    names = [o.outlet for o in found.outlets]
    assert names == [o for o in material.outlets if o in names]
    assert {o.outlet for o in found.telling} == carriers
    for row in found.outlets:
        assert 1 <= row.reports <= len(material.outlets[row.outlet])
        assert (row.first is None) == (row.told in ("silent", "ends before")) == (row.chip is None)
        if row.first:
            row.first.check(material.reading(row.first.report).report.text)
            assert material.chip(row.first.report) == row.chip
    assert sum(found.count(way) for way in ("own voice", "attributed", "denied", "silent", "ends before")) == len(found.outlets)


def check_all(material: Material) -> None:
    assert material.links.claims and material.links.disputes
    for claim in material.links.claims:
        check(material, claim_coverage(material, claim), {material.outlet(c.evidence.report) for c in claim.carriers})
    for dispute in material.links.disputes:
        for side, found in dispute_coverage(material, dispute).items():
            held = {material.outlet(e.report) for p in dispute.positions if p.side == side for e in p.evidence}
            check(material, found, held)


def test_the_ferry(case: Case) -> None:
    check_all(case.view().material)


def test_the_example() -> None:
    check_all(example_material())


def test_what_an_outlet_only_denies_it_does_not_tell() -> None:
    one, other = reading("A", "2031-04-01"), reading("B", "2031-04-02")
    carriers = (Carrier(telling(one).evidence, None, False, 1.0, ""), Carrier(telling(other).evidence, None, True, 0.7, ""))
    claim = Claim("c", carriers[0].evidence, carriers)
    material = Material([one, other], Links(claims=(claim,)))
    assert [o.told for o in claim_coverage(material, claim).outlets] == ["own voice", "denied"]
    both = replace(claim, carriers=(*carriers, Carrier(other.report.evidence(Span(35, 44)), None, False, 0.7, "")))
    assert [o.told for o in claim_coverage(material, both).outlets] == ["own voice", "own voice"]
