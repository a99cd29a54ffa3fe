"""Two reports side by side: what both tell, where they stand against each other, what only one has; every passage with source and cue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from standoff.account import Material
from standoff.account.pairing import ByReport
from standoff.account.side_by_side import AlignedRow, SideBySide, side_by_side
from standoff.case.frames import flat
from standoff.model import Dispute, Figure, Position, Reading, Senses
from told import CALM, claim, linked, read, report, words

LEFT = (
    "Rovek said the ferry was old.\n"
    "Guards attacked the union office.\n"
    "Brill said the water was black and cold that night.\n"
    "People marched along the quay.\n"
)
RIGHT = (
    "Tamas Brill told reporters the water was black and cold that night.\n"
    "The ministry denied guards attacked the union.\n"
    "Rovek denied the ferry was old.\n"
    "Ines Halvard said the pier was safe.\n"
)
LONG = (
    "The captain had left the harbour before dawn with eleven men on board and a hold full of grain from the southern mills.\n"
    "Nobody on the quay had seen a light after the second hour, and the keeper of the tower slept until the bell rang at six.\n"
)


def compared(left: Reading, right: Reading, **more: object) -> SideBySide:
    """Two readings, linked by rule and compared."""
    material = Material([left, right], linked([left, right], **more))  # type: ignore[arg-type]
    return side_by_side(material, left.report.id, right.report.id)


def texts(row: AlignedRow) -> tuple[list[str], list[str]]:
    return [c.passage.text for c in row.left], [c.passage.text for c in row.right]


def of_kind(found: SideBySide, kind: str) -> AlignedRow:
    return next(row for row in found.rows if any(way.kind == kind for way in row.ways))


def test_passages_stand_beside_each_other_in_the_order_of_the_left() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Coast Daily", RIGHT))
    old = claim("c1", (left, "the ferry was old", False), (right, "the ferry was old", True))
    found = compared(left, right, claims=[old])
    denied, status, quoted = (of_kind(found, kind) for kind in ("denied", "status", "quotation"))
    assert texts(denied) == (["Rovek said the ferry was old"], ["Rovek denied the ferry was old"])
    assert (denied.relation, denied.ways[0].id) == ("conflict", "c1")
    assert texts(status)[1] == ["The ministry denied guards attacked the union"]
    assert (status.relation, status.ways[0].reason) == ("conflict", "both tell one event, as happened against denied")
    assert quoted.relation == "shared"
    assert [row.number for row in found.rows] == [1, 2, 3]
    assert [min(row.left_spans).start for row in found.rows] == sorted(min(row.left_spans).start for row in found.rows)
    assert (found.count("conflict"), found.count("shared"), found.count("same matter")) == (2, 1, 0)


def test_exchanged_sides_give_the_same_pairs() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Coast Daily", RIGHT))
    old = claim("c1", (left, "the ferry was old", False), (right, "the ferry was old", True))
    one, two = compared(left, right, claims=[old]), compared(right, left, claims=[old])
    pairs = sorted((*texts(row), row.relation) for row in one.rows)
    assert pairs == sorted((*texts(row)[::-1], row.relation) for row in two.rows)
    assert len(pairs) == 3
    assert (one.left.aligned, one.right.aligned) == (two.right.aligned, two.left.aligned)


def test_what_only_one_has_is_listed_for_each() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Coast Daily", RIGHT))
    found = compared(left, right)
    assert [e.carried.passage.text for e in found.left.events] == ["People marched along the quay."]
    assert (found.left.all_events, found.right.all_events) == (1, 0)
    assert [s.name for s in found.right.sources] == ["Ines Halvard"] or "Halvard" in found.right.sources[-1].name
    assert all(not s.actor.endswith("rovek") for s in (*found.left.sources, *found.right.sources))


def test_private_persons_are_no_listed_sources() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Coast Daily", RIGHT))
    material = Material([left, right], linked([left, right], private=["a-halvard"]))
    assert all("Halvard" not in s.name for s in side_by_side(material, left.report.id, right.report.id).right.sources)


def test_identical_texts_are_said_to_be_so() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Coast Daily", LEFT))
    found = compared(left, right)
    assert (found.identical, found.rows, found.copied) == (True, (), None)
    assert (found.left.length, found.right.length) == (len(LEFT), len(LEFT))


def test_text_in_common_is_told_with_its_share_on_either_side() -> None:
    left, right = read(report("Harbour Post", LONG + CALM), report("Coast Daily", "It was a long night at the cape.\n" + LONG))
    for one, two in ((left, right), (right, left)):
        found = compared(one, two)
        assert found.copied
        shares = {found.left.outlet: found.copied.left, found.right.outlet: found.copied.right}
        assert shares["Coast Daily"] > shares["Harbour Post"] > 0.4
        row = of_kind(found, "words")
        assert row.relation == "shared"
        assert LONG.strip() in " ".join(texts(row)[0]) or LONG.splitlines()[0] in texts(row)[0][0]


def test_two_reports_of_one_outlet_are_compared_too() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Harbour Post", RIGHT, "2031-04-05"))
    assert [row.ways[0].kind for row in compared(left, right).rows] == ["status", "quotation"]


def test_sides_of_a_dispute_stand_against_each_other() -> None:
    left, right = read(
        report("Harbour Post", "Rovek said the ferry was old.\n"), report("Coast Daily", "Brill said the ferry was sound.\n")
    )
    one, two = (r.report.evidence(r.statements[0].content[0]) for r in (left, right))
    sides = (
        Position("a-rovek", None, "says so", "A", (one,), (left.statements[0].id,)),
        Position("a-brill", None, "says otherwise", "B", (two,), (right.statements[0].id,)),
    )
    links = replace(linked([left, right]), disputes=(Dispute("d9", "contradiction", "test", "How old was it?", sides, 0.8, "given"),))
    material = Material([left, right], links)
    (row,) = side_by_side(material, left.report.id, right.report.id).rows
    assert (row.relation, row.ways[0].kind, row.ways[0].id) == ("conflict", "dispute", "d9")
    assert row.ways[0].reason == "side A against side B: How old was it?"
    assert material.kept(ByReport).near(left.report.id) == {right.report.id: 1}


def test_figures_of_one_event_that_lie_apart_stand_against_each_other() -> None:
    left, right = read(report("Harbour Post", "About 300 people marched.\n"), report("Coast Daily", "Some 40 people marched.\n"))
    counted = []
    for reading, low in ((left, 300.0), (right, 40.0)):
        of = words(reading, "people")
        span = words(reading, f"{low:.0f}")
        counted.append(replace(reading, figures=(Figure("f1" + reading.report.id, span, low, low, False, of),)))
    (row,) = compared(*counted).rows
    assert (row.relation, row.ways[0].kind) == ("conflict", "figures")
    assert row.ways[0].reason == "figures differ: “300”, “40”"
    near = [replace(r, figures=(replace(r.figures[0], low=x, high=x, about=True),)) for r, x in zip(counted, (300.0, 290.0), strict=True)]
    assert compared(*near).rows[0].relation == "shared"


def test_sentences_that_are_each_others_nearest_are_on_the_same_matter() -> None:
    left, right = read(
        report("Harbour Post", "The old tower fell in the night.\nThe bakery opened late on the day.\n"),
        report("Coast Daily", "In the night the tower came down.\nA ship was seen beyond the cape.\n"),
    )
    vectors = ((left, [(1, 0, 0), (0, 1, 0)]), (right, [(0.9, 0, 0.43), (0, 0, 1)]))
    made = []
    for reading, rows in vectors:
        size = len(reading.sentences) + len(reading.statements)
        assert size == 2
        made.append(replace(reading, senses=Senses(3, (np.array(rows) * 127).astype(np.int8).tobytes())))
    (row,) = compared(*made).rows
    assert (row.relation, row.ways[0].kind) == ("same matter", "likeness")
    assert texts(row) == (["The old tower fell in the night."], ["In the night the tower came down."])


def test_no_content_stands_without_its_source_and_cue() -> None:
    left, right = read(report("Harbour Post", LEFT), report("Coast Daily", RIGHT))
    records = flat("aligned", compared(left, right).rows)
    assert records
    for record in records:
        if "attacked the union" in record["passage"] and record["of"] == "right":
            assert "denied" in record["passage"]
        assert record["passage"] in (LEFT if record["of"] == "left" else RIGHT)
