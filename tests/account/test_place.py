"""One passage in its surroundings: nothing of a statement is shown without its source and cue, and no offset is off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_case import example_material
from standoff.account import Material, claim_rows, dispute_rows, ledger_rows
from standoff.account.place import AROUND, MOST, NoPlace, Place, place
from standoff.case import Case
from standoff.model import (
    Carrier,
    Claim,
    Dispute,
    Evidence,
    Furniture,
    Label,
    Links,
    Mention,
    OpenQuestion,
    Position,
    Reading,
    Report,
    Span,
    Statement,
)

BODY = "Ana Vell said officials denied there had been any orders. Nobody knows where the crew is. Post has more."
TEXT = "FERRY 🚢 LOST\n\n" + BODY


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


OUTER = Statement("s1", at("Ana Vell"), at("said"), (at("officials denied there had been any orders"),), "indirect", "assert")
INNER = Statement("s2", at("officials"), at("denied"), (at("there had been any orders"),), "indirect", "deny", parent="s1")
REPORT = Report("r1", "a.txt", TEXT, (Span(0, 12), Span(14, len(TEXT))), (Furniture(Span(0, 12), "headline"),), outlet="The Post")
READING = Reading(
    REPORT,
    "run",
    statements=(OUTER, INNER),
    sentences=(
        at("Ana Vell said officials denied there had been any orders."),
        at("Nobody knows where the crew is."),
        at("Post has more."),
    ),
    mentions=(Mention("m", at("crew"), "group", "nominal"),),
    labels=(Label("l", at("LOST"), None),),
    open_questions=(OpenQuestion("q", at("where the crew is"), at("Nobody knows")),),
)
OTHER = Reading(Report("r2", "b.txt", BODY, (), outlet="Coast"), "run")
DENIAL = Carrier(REPORT.evidence(at("there had been any orders")), "s2", True, 0.6, "denies it")
OWN = Carrier(OTHER.report.evidence(at("Post has more", BODY)), None, False, 1.0, "the wording")
SIDES = (
    Position(None, None, "denies", "B", (DENIAL.evidence,), ("s2",)),
    Position(None, "Coast", "says so", "A", (OWN.evidence,)),
)
MATERIAL = Material(
    [READING, OTHER],
    Links(claims=(Claim("c1", OWN.evidence, (OWN, DENIAL)),), disputes=(Dispute("d1", "denial", "x", "?", SIDES, 0.5, ""),)),
)


def found(words: str, material: Material = MATERIAL) -> Place:
    span = at(words, material.readings[0].report.text) if material is not MATERIAL else at(words)
    made = place(material, "r1", span.start, span.end)
    assert isinstance(made, Place)
    return made


def test_a_content_is_shown_with_its_source_and_cue() -> None:
    for words in ("there had been any orders", "officials denied there had been any orders"):
        made = found(words)
        assert [c.passage.text for c in made.carried] == ["officials denied there had been any orders"]
        assert [s.written for s in made.carried[0].chain] == ["Ana Vell", "officials"]
        assert (made.span, [r.id for r in made.statements]) == (INNER.hull, ["s2"])
    whole = found("Ana Vell said officials denied there had been any orders")
    assert ([c.passage.span for c in whole.carried], [r.id for r in whole.statements]) == ([OUTER.hull], ["s1"])


def test_what_rests_on_a_passage_and_who_else_tells_it() -> None:
    made = found("there had been any orders")
    assert [(d.dispute, d.side, d.stance) for d in made.disputes] == [("d1", "B", "denies")]
    (claim,) = made.claims
    assert (claim.claim, claim.denies, [c.carried.passage.text for c in claim.elsewhere]) == ("c1", True, ["Post has more"])
    other = place(MATERIAL, "r2", *at("Post has more", BODY).pair())
    assert isinstance(other, Place)
    assert [c.carried.passage.text for c in other.claims[0].elsewhere] == ["officials denied there had been any orders"]
    # The statement around it rests on the same words; a passage beside it does not.
    assert [d.dispute for d in found("Ana Vell said officials denied there had been any orders").disputes] == ["d1"]
    beside = found("Post has more.")
    assert not beside.disputes and not beside.claims


def test_paragraph_furniture_hash_and_length() -> None:
    made = found("LOST")
    assert (made.furniture, made.number, made.paragraph, made.before and made.before.quote) == ("headline", 1, Span(0, 12), "FERRY 🚢 ")
    assert (made.sha256, made.length) == (REPORT.sha256, len(TEXT))
    body = found("Post has more.")
    assert (body.furniture, body.number, body.after, body.more_after, body.more_before) == (None, 2, None, False, False)


def test_an_open_question_shows_its_marker() -> None:
    question = at("Nobody knows where the crew is")
    made = place(MATERIAL, "r1", question.start, question.end)
    assert isinstance(made, Place)
    assert [p.text for p in made.carried[0].passage.pieces if p.role == "marker"] == ["Nobody knows"]


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT) + 1), (-3, 4), (9, 9), (20, 10), (10**9, 10**9 + 5), (15, 30)])
def test_an_address_of_nothing_offers_the_nearest_statement(start: int, end: int) -> None:
    made = place(MATERIAL, "r1", start, end)
    assert isinstance(made, NoPlace)
    assert (made.sha256, made.length, made.chip) == (REPORT.sha256, len(TEXT), "P")
    assert made.nearest is not None and made.nearest.chain
    bare = place(MATERIAL, "r2", 1, 3)
    assert isinstance(bare, NoPlace) and bare.nearest is None
    with pytest.raises(KeyError):
        place(MATERIAL, "r3", 0, 1)


def test_the_nearest_statement_is_the_one_that_shares_most() -> None:
    made = place(MATERIAL, "r1", at("officials").start - 1, at("orders").end)
    assert isinstance(made, NoPlace) and made.nearest and made.nearest.passage.span == OUTER.hull
    text = BODY * 2
    first = Statement("a", Span(0, 8), Span(9, 13), (Span(14, 56),), "indirect", "assert")
    shift = len(BODY)
    second = Statement("b", Span(shift, shift + 8), Span(shift + 9, shift + 13), (Span(shift + 14, shift + 56),), "indirect", "assert")
    two = Material([Reading(Report("r1", "a.txt", text, ()), "run", statements=(first, second))], Links())
    for start, hull in ((60, first.hull), (shift - 2, second.hull), (len(text) + 9, second.hull)):
        near = place(two, "r1", start, start + 3)
        assert isinstance(near, NoPlace) and near.nearest and near.nearest.passage.span == hull


def surrounded(words: int, at_word: int, hulls: list[tuple[int, int]]) -> Material:
    """A long text of numbered words, one of which is a passage; statements over other words, each with its source and cue first."""
    text = " ".join(f"w{n:04d}" for n in range(words))

    def word(n: int) -> Span:
        return Span(6 * n, 6 * n + 5)

    statements = tuple(
        Statement(f"s{k}", word(a), word(a + 1), (Span(word(a + 2).start, word(b).end),), "indirect", "assert")
        for k, (a, b) in enumerate(hulls)
    )
    return Material(
        [Reading(Report("r1", "a.txt", text, ()), "run", statements=statements, mentions=(Mention("m", word(at_word), "other", "name"),))],
        Links(),
    )


@given(st.data())
def test_the_surroundings_cut_no_word_and_no_statement(data: st.DataObject) -> None:
    words = data.draw(st.integers(3, 700))
    place_of = data.draw(st.integers(0, words - 1))
    starts = data.draw(st.lists(st.integers(0, max(words - 3, 0)), max_size=6))
    hulls = [(a, min(words - 1, a + 2 + data.draw(st.integers(0, 300)))) for a in starts]
    material = surrounded(words, place_of, hulls)
    text = material.readings[0].report.text
    made = place(material, "r1", 6 * place_of, 6 * place_of + 5)
    assert isinstance(made, Place)
    start = made.before.span.start if made.before else made.span.start
    end = made.after.span.end if made.after else made.span.end
    assert made.before is None or made.before.span.end == made.span.start
    assert made.after is None or made.after.span.start == made.span.end
    assert (made.more_before, made.more_after) == (start > 0, end < len(text))
    assert start == 0 or text[start - 1] == " "
    assert end == len(text) or text[end] == " "
    assert made.span.start - start <= MOST and end - made.span.end <= MOST
    for statement in material.readings[0].statements:
        hull = statement.hull
        # Whole, or not at all, or around the passage itself, whose chain names it.
        shown = Span(start, end)
        assert not hull.overlaps(shown) or shown.covers(hull) or hull.overlaps(made.span)
    if not hulls:
        assert made.span.start - start == min(made.span.start, AROUND - AROUND % 6) or start == 0


def every(material: Material) -> None:
    """Each address that the views print is a place, whose passage holds what it was asked for, word for word."""
    addresses: dict[tuple[str, Span], None] = {}
    for row in ledger_rows(material):
        addresses[row.report, row.passage.span] = None
    for carried in (
        *(c for d in dispute_rows(material) for s in d.sides for p in s.positions for c in p.passages),
        *(c.carried for claim in claim_rows(material) for c in claim.carriers),
    ):
        addresses[carried.passage.report, carried.passage.span] = None
    for reading in material.readings:
        for span in (*reading.sentences, *(f.span for f in reading.figures), *(x.span for x in reading.labels)):
            addresses[reading.report.id, span] = None
    for report, span in addresses:
        made = place(material, report, span.start, span.end)
        assert isinstance(made, Place), (report, span)
        text = material.reading(report).report.text
        assert made.span.overlaps(span)
        for shown in (made.before, made.after):
            if isinstance(shown, Evidence):
                shown.check(text)
        for carried in made.carried:
            for piece in carried.passage.pieces:
                assert piece.span is None or piece.span.of(text) == piece.text
    for dispute in dispute_rows(material):
        for side in dispute.sides:
            for position in side.positions:
                for c in position.passages:
                    made = place(material, c.passage.report, c.passage.span.start, c.passage.span.end)
                    assert isinstance(made, Place) and (dispute.id, side.side) in {(d.dispute, d.side) for d in made.disputes}


def test_every_address_of_the_ferry(case: Case) -> None:
    every(case.view().material)


def test_every_address_of_the_example() -> None:
    every(example_material())
