from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.account import (
    Material,
    abridge,
    actor_rows,
    dispute_rows,
    evidence_passage,
    ledger_rows,
    matching,
    plain,
    report_view,
    statement_passage,
    unknown_rows,
)
from standoff.case import Case
from standoff.model import (
    Actor,
    Dispute,
    Figure,
    Link,
    Links,
    OpenQuestion,
    Position,
    Reading,
    Report,
    Span,
    Statement,
)
from standoff.model.report import report_id

TEXT = "Ana Vell said officials denied there had been any orders. Nobody knows, she added, where the crew is. Post has more."


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(text: str = TEXT, outlet: str | None = "The Post", **layers: object) -> Reading:
    report = Report(report_id(outlet, text), "a.txt", text, (), outlet=outlet)
    return Reading(report, "r", **layers)  # type: ignore[arg-type]


OUTER = Statement("s1", at("Ana Vell"), at("said"), (at("officials denied there had been any orders"),), "indirect", "assert")
INNER = Statement("s2", at("officials"), at("denied"), (at("there had been any orders"),), "indirect", "deny", parent="s1")
SPLIT = Statement("s3", at("she"), at("added"), (at("Nobody knows"), at("where the crew is")), "indirect", "assert")
ONE = reading(
    statements=(SPLIT, INNER, OUTER),
    open_questions=(OpenQuestion("q1", at("where the crew is"), at("Nobody knows"), "s3"),),
    figures=(Figure("f1", at("any"), None, None, False),),
)
ANA = Actor("a1", "Ana Vell", "person", ("Ana Vell", "she"), public=True)
BYSTANDER = Actor("a2", "Jon Ash", "person", ("Jon Ash",), public=False)
SOURCES = (Link(ONE.report.id, "s1", "a1", 0.9, "name"), Link(ONE.report.id, "s3", "a1", 0.6, "nearest"))


def dispute(evidence: Span, **more: object) -> Dispute:
    position = Position("a1", None, "says", "A", (ONE.report.evidence(evidence),), **more)  # type: ignore[arg-type]
    beside = Position(None, "The Post", "tells", "-", (ONE.report.evidence(at("Post has more")),))
    return Dispute("d1", "denial", "f", "Were there orders?", (beside, position), 0.5, "why")


def material(*disputes: Dispute) -> Material:
    return Material([ONE], Links((ANA, BYSTANDER), SOURCES, disputes=disputes))


def test_a_nested_statement_has_the_chain_of_its_sources() -> None:
    rows = {r.id: r for r in ledger_rows(material())}
    assert [ref.written for ref in rows["s2"].chain] == ["Ana Vell", "officials"]
    assert (rows["s2"].depth, rows["s1"].depth) == (1, 0)
    assert rows["s2"].source.actors == ()
    assert rows["s2"].passage.text == "officials denied there had been any orders"


def test_content_is_never_shown_without_source_and_cue() -> None:
    for row in ledger_rows(material()):
        assert row.source.written in row.passage.text
        assert row.cue in row.passage.text
        for content in row.content:
            assert content.quote in row.passage.text


def test_what_is_inferred_is_told_apart_from_what_is_written() -> None:
    rows = {r.id: r for r in ledger_rows(material())}
    assert rows["s1"].source.inferred == ()
    assert (rows["s3"].source.written, rows["s3"].source.inferred) == ("she", ("Ana Vell",))


@pytest.mark.parametrize(
    ("actor", "found"), [("vell", 2), ("Ana Vell", 2), ("a1", 2), ("ána", 2), ("OFFICIALS", 1), ("An", 0), ("Jon Ash", 0)]
)
def test_statements_of_an_actor(actor: str, found: int) -> None:
    m = material()
    assert len(matching(ledger_rows(m), m, actor=actor)) == found


def test_statements_of_an_outlet_and_an_act() -> None:
    m = material()
    assert len(matching(ledger_rows(m), m, outlet="the post")) == 3
    assert [r.id for r in matching(ledger_rows(m), m, outlet="P", act="deny")] == ["s2"]
    assert matching(ledger_rows(m), m, outlet="Other") == ()


def test_evidence_that_is_only_content_grows_to_its_statement() -> None:
    (row,) = dispute_rows(material(dispute(at("any orders"))))
    side_a, beside = row.sides
    assert (side_a.side, beside.side) == ("A", "-")
    (carried,) = side_a.positions[0].passages
    assert carried.passage.text == "officials denied there had been any orders"
    assert [ref.written for ref in carried.chain] == ["Ana Vell", "officials"]
    assert side_a.positions[0].holder == "Ana Vell"
    assert (beside.positions[0].holder, beside.positions[0].passages[0].passage.text) == ("The Post", "Post has more")
    assert row.outlets == ("The Post",)


def test_evidence_wider_than_a_nested_statement_goes_to_the_one_that_answers_for_all_of_it() -> None:
    (row,) = dispute_rows(material(dispute(at("officials denied there"))))
    assert row.sides[0].positions[0].passages[0].passage.text == "Ana Vell said officials denied there had been any orders"


def test_a_statement_knows_the_disputes_that_rest_on_it() -> None:
    rows = {r.id: r.disputes for r in ledger_rows(material(dispute(at("any orders"))))}
    assert rows == {"s1": (), "s2": ("d1",), "s3": ()}


def test_an_open_question_in_somebodys_words_comes_with_source_and_cue() -> None:
    (row,) = unknown_rows(material())
    assert row.passage.text == "Nobody knows, she added, where the crew is"
    assert (row.marker, row.clause.quote, row.chain[0].written) == ("Nobody knows", "where the crew is", "she")


def test_private_persons_are_left_out_unless_asked_for() -> None:
    assert [r.name for r in actor_rows(material())] == ["Ana Vell"]
    assert [(r.name, r.statements) for r in actor_rows(material(), private=True)] == [("Ana Vell", 2), ("Jon Ash", 0)]


def test_the_report_view_marks_every_layer_with_depth() -> None:
    view = report_view(material(), ONE.report.id)
    depths = {(m.item, m.layer): m.depth for m in view.marks}
    assert depths["s2", "content"] == 1
    assert depths["s1", "source"] == 0
    assert ("q1", "open question") in depths
    assert ("f1", "figure") in depths
    assert [m.span.start for m in view.marks] == sorted(m.span.start for m in view.marks)


def test_a_long_gap_is_cut_visibly_and_the_cue_stays() -> None:
    aside = "who came by sea " * 12
    text = f"Ana, {aside}said no."
    s = Statement("s", at("Ana", text), at("said", text), (at("no", text),), "indirect", "deny")
    passage = statement_passage(reading(text, statements=(s,)).report, s)
    assert passage.text.count("…") == 1
    assert len(passage.text) < 100
    assert passage.text.startswith("Ana, who")
    assert passage.text.endswith("said no")
    assert passage.span == s.hull


@given(st.text("ab .é🚢", min_size=30, max_size=600), st.data())
def test_pieces_are_the_characters_of_the_text_whatever_is_cut(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        a = data.draw(st.integers(0, len(text) - 1))
        return Span(a, data.draw(st.integers(a + 1, len(text))))

    s = Statement("s", span(), span(), (span(),), "indirect", "deny")
    report = reading(text, statements=(s,)).report
    for passage in (statement_passage(report, s), abridge(statement_passage(report, s), 60), evidence_passage(report, s.hull, s.cue)):
        last = passage.span.start
        for piece in passage.pieces:
            if piece.span is None:
                assert (piece.role, piece.text) == ("cut", "…")
            else:
                assert piece.span.of(text) == piece.text
                assert piece.span.start >= last
                last = piece.span.end
        assert last == passage.span.end
        cue = {i for p in passage.pieces if p.role == "cue" and p.span for i in range(p.span.start, p.span.end)}
        if passage.pieces and all(p.role != "marker" for p in passage.pieces) and s.cue:
            assert cue == set(range(s.cue.start, s.cue.end))


def test_abridging_keeps_source_and_cue_behind_a_long_content() -> None:
    text = "“" + "We will not yield, " * 60 + "ever,” said Ana."
    s = Statement("s", at("Ana", text), at("said", text), (Span(0, text.index(" said")),), "direct", "assert")
    short = abridge(statement_passage(reading(text, statements=(s,)).report, s), 120)
    assert len(short.text) <= 130
    assert short.text.startswith("“We will")
    assert short.text.endswith("ever,” said Ana")
    assert "…" in short.text


def test_chips_tell_outlets_apart() -> None:
    def chips(*outlets: str) -> list[str]:
        m = Material([reading(f"Text of {o}.", o) for o in outlets], Links())
        return [m.chip(report_id(o, f"Text of {o}.")) for o in outlets]

    assert chips("The Harbour Post", "Coast", "North") == ["H", "C", "N"]
    two = chips("The New Post", "New Times", "Newer", "Newer Post", "NEWER", "…")
    assert len(set(two)) == 6
    assert all(two)


def test_without_an_outlet_the_file_name_stands() -> None:
    m = Material([reading(outlet=None)], Links())
    assert m.outlet(m.readings[0].report.id) == "a.txt"


def test_the_order_of_arrival_makes_no_difference(case: Case) -> None:
    readings, links = list(case._file.readings()), case.link()
    first = plain(ledger_rows(Material(readings, links)))
    random.Random(1).shuffle(readings)
    assert plain(ledger_rows(Material(readings[::-1], links))) == first


def test_plain_rows_are_json(case: Case) -> None:
    for rows in (case.statements(), case.disputes(), case.unknowns(), case.actors(), case.report("harbour.txt")):
        assert json.loads(json.dumps(plain(rows))) == plain(rows)
