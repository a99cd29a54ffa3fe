"""What a person judged about disputes, claims and actors, over invented reports that are read in more than one way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.link.actors import ActorIndex, resolve
from standoff.link.judged import decided_disputes, unfounded
from standoff.link.judged_claims import decided_claims
from standoff.model import (
    About,
    Act,
    Actor,
    Anchor,
    Carrier,
    Claim,
    Dispute,
    Evidence,
    Judgement,
    JudgementKind,
    Link,
    Mention,
    Position,
    Reading,
    Report,
    Span,
    Statement,
    Texts,
    in_force,
)
from standoff.model.report import report_id

LUND = "Ana Lund said the valves had been left open. Nothing else came of it.\n"
MARR = "Jon Marr denied that anybody had left a valve open. The crew kept silent.\n"
WIRE = "The ferry was towed out with open valves on Monday. The mayor, Ilda Rovek, said the valves stood open.\n"


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def reading(text: str, outlet: str, said: Sequence[tuple[str, str, str, Act]] = (), run: str = "one", names: Sequence[str] = ()) -> Reading:
    """A reading whose statements are given by source, cue and content. Its ids begin with the run, so that no two runs share one."""
    report = Report(report_id(outlet, text), f"{outlet}.txt", text, (), outlet=outlet)
    people = {s for s, *_ in said} | set(names)
    mentions = [Mention(f"{run}-{report.id}.m{span(text, n).start}", span(text, n), "person", "name") for n in sorted(people)]
    statements = [
        Statement(
            f"{run}-{report.id}.s{n}",
            span(text, source),
            span(text, cue),
            (span(text, content),),
            "indirect",
            act,
            source_mention=next(m.id for m in mentions if m.span == span(text, source)),
        )
        for n, (source, cue, content, act) in enumerate(said)
    ]
    return Reading(report, run, mentions=tuple(mentions), statements=tuple(statements))


def case(run: str = "one") -> tuple[Reading, Reading, Reading]:
    """Three reports; the second run ends the contents elsewhere."""
    wide = run != "one"
    return (
        reading(
            LUND, "Post", [("Ana Lund", "said", "valves had been left open" if wide else "the valves had been left open", "assert")], run
        ),
        reading(MARR, "Coast", [("Jon Marr", "denied", ("that " if wide else "") + "anybody had left a valve open", "deny")], run),
        reading(WIRE, "Wire", [("Ilda Rovek", "said", "the valves stood open", "assert")], run),
    )


A, B, C = case()


def index(readings: Sequence[Reading]) -> ActorIndex:
    links = [
        Link(r.report.id, s.id, r.report.quote(s.source).split()[-1].lower(), 1.0, "") for r in readings for s in r.statements if s.source
    ]
    names = {link.target: link.target.title() for link in links}
    return ActorIndex(tuple(Actor(id, name, "person") for id, name in sorted(names.items())), tuple(links))


def said(r: Reading) -> Evidence:
    return r.report.evidence(r.statements[0].content[0])


def dispute(*sides: Sequence[Evidence], id: str = "d1") -> Dispute:
    positions = [Position(None, "x", "", letter, tuple(side)) for letter, side in zip("ABC", sides, strict=False)]
    return Dispute(id, "denial", "denial", "?", tuple(positions), 0.6, "a denial.")


def anchors(r: Reading, words: str = "") -> tuple[Anchor, ...]:
    return (r.report.anchor(span(r.report.text, words) if words else r.statements[0].content[0]),)


def judged(kind: JudgementKind, *sides: tuple[Anchor, ...], id: str = "j1", about: About = "passage", by: str = "ada") -> Judgement:
    return Judgement(id, kind, "left", "right", "2031-04-05T10:00:00+00:00", by, about=about, sides=sides)


def undo(id: str, of: str) -> Judgement:
    return Judgement(id, "undo", of, None, "2031-04-06T10:00:00+00:00", "ada", about="judgement")


def after(disputes: Sequence[Dispute], readings: Sequence[Reading], *judgements: Judgement) -> tuple[Dispute, ...]:
    return decided_disputes(disputes, readings, index(readings), judgements)


MACHINE = (dispute([said(A)], [said(B)]),)


def test_without_judgements_everything_stays_as_it_was() -> None:
    assert after(MACHINE, (A, B, C)) == MACHINE
    claims = (Claim("c1", said(A), (Carrier(said(A), A.statements[0].id, False, 0.7, "alike"),)),)
    assert decided_claims(claims, (A, B, C), ()) == claims


def test_no_dispute_takes_a_dispute_out_and_undo_brings_it_back() -> None:
    no = judged("no-dispute", anchors(A), anchors(B), about="dispute")
    assert after(MACHINE, (A, B, C), no) == ()
    assert after(MACHINE, (A, B, C), no, undo("j2", "j1")) == MACHINE
    assert after(MACHINE, (A, B, C), no, undo("j2", "j1"), undo("j3", "j2")) == ()


def test_no_dispute_holds_for_another_run_that_cuts_the_contents_otherwise() -> None:
    no = judged("no-dispute", anchors(A), anchors(B), about="dispute")
    again = case("two")
    assert said(again[0]) != said(A)
    assert after([dispute([said(again[0])], [said(again[1])], id="d9")], again, no) == ()


def test_no_dispute_leaves_a_dispute_of_other_passages() -> None:
    no = judged("no-dispute", anchors(A), anchors(B), about="dispute")
    other = dispute([said(C)], [said(B)])
    assert after([other], (A, B, C), no) == (other,)
    same_side = dispute([said(A), said(B)], [said(C)])
    assert after([same_side], (A, B, C), no) == (same_side,)


def test_a_dispute_that_was_judged_none_stays_out_when_new_reports_join_it() -> None:
    no = judged("no-dispute", anchors(A), anchors(B), about="dispute")
    more = [A.report.evidence(span(LUND, "Nothing else")), B.report.evidence(span(MARR, "The crew kept silent"))]
    grown = dispute([said(A), said(C), more[0]], [said(B), more[1]])
    assert after([grown], (A, B, C), no) == ()
    # Two passages that were judged alone say nothing of the others.
    assert after([grown], (A, B, C), replace(no, about="passage")) == (grown,)


def test_a_dispute_that_was_judged_one_is_sure_and_keeps_what_the_machine_saw() -> None:
    (found,) = after(MACHINE, (A, B, C), judged("dispute", anchors(A), anchors(B), about="dispute"))
    assert (found.id, found.confidence) == ("d1", 1.0)
    assert found.reason == "judged by a person (j1); before that: a denial."


def test_two_passages_that_the_machine_did_not_set_against_each_other_become_a_dispute() -> None:
    yes = judged("dispute", anchors(C, "The ferry was towed out with open valves"), anchors(B))
    (found,) = after((), (A, B, C), yes)
    assert (found.confidence, found.reason, found.kind) == (1.0, "judged by a person (j1)", "denial")
    left, right = found.positions
    assert (left.holder, left.outlet, left.side) == (None, "Wire", "A")
    assert (right.holder, right.outlet, right.side) == ("marr", None, "B")
    assert right.statements == (B.statements[0].id,)
    assert [e.quote for p in found.positions for e in p.evidence] == [
        "The ferry was towed out with open valves",
        "anybody had left a valve open",
    ]
    # The content of the denial is worded with its cue, and nothing is said to have happened.
    assert found.question == (
        "Wire in its own voice: “The ferry was towed out with open valves”; Marr “denied”: “anybody had left a valve open”?"
    )


def test_a_judged_dispute_is_made_anew_from_another_run_with_the_same_id() -> None:
    yes = judged("dispute", anchors(A), anchors(B))
    (one,), (two,) = after((), case(), yes), after((), case("two"), yes)
    assert one.id == two.id
    assert [p.holder for p in two.positions] == ["lund", "marr"]
    assert two.positions[0].statements[0].startswith("two-")


def test_a_judged_dispute_is_not_made_twice() -> None:
    yes, again = judged("dispute", anchors(A), anchors(B)), judged("dispute", anchors(A), anchors(B), id="j2", by="ben")
    assert len(after((), (A, B, C), yes, again)) == 1
    assert len(after(MACHINE, (A, B, C), yes, again)) == 1
    assert after((), (A, B, C), yes, again, undo("j3", "j1"))[0].reason == "judged by a person (j2)"


def test_of_two_people_the_later_wins() -> None:
    yes = judged("dispute", anchors(A), anchors(B), about="dispute")
    no = judged("no-dispute", anchors(A), anchors(B), id="j2", about="dispute", by="ben")
    assert after(MACHINE, (A, B, C), yes, no) == after((), (A, B, C), yes, no) == ()
    assert after(MACHINE, (A, B, C), no, replace(yes, id="j3"))[0].confidence == 1.0
    assert len(after((), (A, B, C), no, replace(yes, id="j3"))) == 1


def test_three_sides_stay_three_sides() -> None:
    yes = judged("dispute", anchors(A), anchors(B), anchors(C), about="dispute")
    (found,) = after((), (A, B, C), yes)
    assert [p.side for p in found.positions] == ["A", "B", "C"]


def test_the_order_of_reports_does_not_matter_to_what_was_judged() -> None:
    yes = judged("dispute", anchors(A), anchors(B))
    assert len({after(MACHINE, order, yes) for order in permutations((A, B, C))}) == 1


def test_a_passage_is_found_under_the_new_id_that_a_new_outlet_gives() -> None:
    moved = replace(A, report=replace(A.report, id=report_id("The Post", LUND), outlet="The Post"))
    (found,) = Texts([moved, B]).find(anchors(A)[0])
    assert (found.report, found.quote) == (moved.report.id, "the valves had been left open")
    assert after([dispute([found], [said(B)])], (moved, B), judged("no-dispute", anchors(A), anchors(B))) == ()


def test_a_passage_whose_text_has_gone_is_found_by_its_words_where_they_stand_once() -> None:
    corrected = reading("CORRECTED. " + LUND, "Post", [("Ana Lund", "said", "the valves had been left open", "assert")])
    (found,) = Texts([corrected, B]).find(anchors(A)[0])
    assert found == said(corrected)
    copy = reading("Once more: " + LUND, "Herald")
    assert Texts([corrected, copy]).find(anchors(A)[0]) == ()
    assert Texts([corrected]).find(anchors(A, "Ana Lund")[0]) == ()  # too short to tell


def test_a_judgement_whose_passages_have_gone_is_reported() -> None:
    yes = judged("dispute", anchors(A), anchors(B))
    assert after((), (B, C), yes) == ()
    assert unfounded((B, C), [yes]) == ("Judgement j1 (dispute) could not be applied: a passage that it is about is in no report now.",)
    assert unfounded((A, B), [yes]) == unfounded((B, C), [yes, undo("j2", "j1")]) == ()


def carrier(r: Reading, words: str = "") -> Carrier:
    evidence = r.report.evidence(span(r.report.text, words)) if words else said(r)
    return Carrier(evidence, None if words else r.statements[0].id, False, 0.7, "alike")


def told(claims: Sequence[Claim]) -> list[set[str]]:
    return [{c.evidence.quote for c in claim.carriers} for claim in claims]


OPEN, STOOD, TOWED = "the valves had been left open", "the valves stood open", "The ferry was towed out with open valves"
CLAIM = Claim("c1", said(A), (carrier(A), carrier(C), carrier(C, TOWED)))


def test_passages_that_say_the_same_become_one_claim() -> None:
    (claim,) = decided_claims((), (A, B, C), [judged("same", anchors(A), anchors(C))])
    assert told([claim]) == [{OPEN, STOOD}]
    assert claim.wording in {c.evidence for c in claim.carriers}
    assert {(c.statement, c.confidence, c.reason) for c in claim.carriers} == {
        (A.statements[0].id, 1.0, "judged by a person (j1)"),
        (C.statements[0].id, 1.0, "judged by a person (j1)"),
    }
    apart = (Claim("c1", said(A), (carrier(A),)), Claim("c2", said(C), (carrier(C), carrier(C, TOWED))))
    (kept,) = decided_claims(apart, (A, B, C), [judged("same", anchors(A), anchors(C))])
    assert {c.reason for c in kept.carriers} == {"alike", "judged by a person (j1); before that: alike"}
    (denied,) = decided_claims((), (A, B, C), [judged("same", anchors(A), anchors(B))])
    assert [c.denies for c in denied.carriers] == [False, True]


def test_a_passage_joins_the_claim_of_the_other() -> None:
    two = Claim("c1", said(A), (carrier(A), carrier(C)))
    (claim,) = decided_claims([two], (A, B, C), [judged("same", anchors(C), anchors(C, TOWED))])
    assert (claim.id, claim.wording, told([claim])) == ("c1", said(A), [{OPEN, STOOD, TOWED}])
    assert claim.carriers[0] == two.carriers[0]  # who was not judged keeps the machine's reason


def test_two_claims_that_are_the_same_become_one_and_undo_parts_them() -> None:
    one, other = Claim("c1", said(A), (carrier(A), carrier(C))), Claim("c2", said(B), (carrier(B), carrier(C, TOWED)))
    sides = (anchors(A) + anchors(C), anchors(B) + anchors(C, TOWED))
    same = judged("same", *sides, about="claim")
    (claim,) = decided_claims([one, other], (A, B, C), [same])
    assert len(claim.carriers) == 4
    assert decided_claims([one, other], (A, B, C), [same, undo("j2", "j1")]) == (one, other)
    # Parted by a later judgement, each carrier goes back to where the machine had it.
    parted = decided_claims([one, other], (A, B, C), [same, judged("not-same", anchors(A), anchors(B), id="j2")])
    assert told(parted) == told([one, other])
    assert {c.id for c in parted} == {"c1", "c2"}


def test_a_claim_is_parted_and_the_rest_goes_with_whom_it_shares_more_words() -> None:
    parted = decided_claims([CLAIM], (A, B, C), [judged("not-same", anchors(A), anchors(C, TOWED))])
    assert told(parted) == [{OPEN, STOOD}]  # the third stands alone, and alone is no claim
    assert parted[0].id == "c1"
    moved = decided_claims([CLAIM], (A, B, C), [judged("not-same", anchors(C, TOWED), anchors(A))])
    assert told(moved) == [{OPEN, STOOD}]
    assert (moved[0].id, moved[0].wording) == ("c1", said(A))


def test_passages_of_no_claim_can_be_judged_not_to_say_the_same() -> None:
    apart = judged("not-same", anchors(A), anchors(B))
    assert decided_claims((), (A, B, C), [apart]) == ()
    two = Claim("c1", said(A), (carrier(A), carrier(C)))
    assert decided_claims([two], (A, B, C), [apart]) == (two,)


def test_of_same_and_not_same_the_later_wins_and_twice_is_once() -> None:
    same, apart = judged("same", anchors(A), anchors(C)), judged("not-same", anchors(A), anchors(C), id="j2", by="ben")
    assert told(decided_claims((), (A, B, C), [same, apart])) == []
    assert told(decided_claims((), (A, B, C), [apart, replace(same, id="j3")])) == [{OPEN, STOOD}]
    twice = decided_claims((), (A, B, C), [same, replace(same, id="j3")])
    assert told(twice) == [{OPEN, STOOD}]


def test_claims_hold_for_another_run() -> None:
    again = case("two")
    (claim,) = decided_claims((), again, [judged("same", anchors(A), anchors(C))])
    assert [c.statement for c in claim.carriers] == [again[0].statements[0].id, again[2].statements[0].id]


def test_an_undo_takes_back_one_judgement() -> None:
    first, second = judged("same", anchors(A), anchors(C)), judged("same", anchors(A), anchors(B), id="j2")
    assert in_force([first, second, undo("j3", "j1")]) == (second,)
    assert in_force([first, undo("j3", "j1"), undo("j4", "j3"), undo("j5", "j4")]) == ()


# Actors

HALE_N = "Ana Hale, the harbour minister, spoke on Monday. Hale said the port was safe.\n"
HALE_C = "Ana Hale, a baker from Selm, wept. Ana Hale said the bread was cold.\n"
HALE_W = "Reporters met Ana Hale at noon.\n"


def hales(run: str = "one") -> tuple[Reading, Reading, Reading]:
    return (
        reading(HALE_N, "North", [("Hale said"[:4], "said", "the port was safe", "assert")], run, names=["Ana Hale"]),
        reading(HALE_C, "Coast", [("Ana Hale", "said", "the bread was cold", "assert")], run),
        reading(HALE_W, "Wire", run=run, names=["Ana Hale"]),
    )


def pair(kind: JudgementKind, left: tuple[Anchor, ...], right: tuple[Anchor, ...], id: str = "j1") -> Judgement:
    return Judgement(id, kind, "Ana Hale", "Ana Hale", "2031-04-05T10:00:00+00:00", "ada", about="actor", sides=(left, right))


def speakers(readings: Sequence[Reading], *judgements: Judgement) -> list[str]:
    found = resolve(readings, judgements)
    return [found.actor(a).id for r in readings for s in r.statements for a in found.of_statement(s.id)]


def test_two_people_of_one_name_are_parted_by_report_and_joined_again() -> None:
    n, c, w = hales()
    assert len(set(speakers((n, c, w)))) == 1
    apart = pair("not-same", anchors(n, "Ana Hale"), anchors(c, "Ana Hale"))
    for readings in (hales(), hales("two")):
        found = resolve(readings, [apart])
        assert [a.name for a in found.actors] == ["Ana Hale", "Ana Hale"]
        assert len(set(speakers(readings, apart))) == 2
        assert len({a.id for a in found.actors}) == 2
    # Who was not judged goes with the first.
    (wire,) = [link.target for link in resolve((n, c, w), [apart]).mentions if link.report == w.report.id]
    assert wire == speakers((n, c, w), apart)[0]
    again = pair("same", anchors(c, "Ana Hale"), anchors(n, "Ana Hale"), id="j2")
    assert len(set(speakers((n, c, w), apart, again))) == 1
    assert len(set(speakers((n, c, w), again, replace(apart, id="j3")))) == 2
    assert resolve((n, c, w), [apart, undo("j2", "j1")]) == resolve((n, c, w))


def test_roles_and_standing_are_decided_anew_for_those_who_were_parted() -> None:
    n, c, _ = hales()
    parted = resolve((n, c), [pair("not-same", anchors(n, "Ana Hale"), anchors(c, "Ana Hale"))])
    by_report = {link.report: parted.actor(link.target) for link in parted.sources}
    assert by_report[n.report.id].id != by_report[c.report.id].id
    assert not set(by_report[n.report.id].roles) & set(by_report[c.report.id].roles)


def test_a_later_not_same_outranks_what_two_earlier_judgements_imply() -> None:
    one, two = reading("Ana Hale came. Mia Vold came. Ivo Tamm came.\n", "Post", names=["Ana Hale", "Mia Vold", "Ivo Tamm"]), B

    def same(a: str, b: str, id: str) -> Judgement:
        return Judgement(id, "same", a, b, "2031", "ada")

    joined = [same("Ana Hale", "Mia Vold", "j1"), same("Mia Vold", "Ivo Tamm", "j2")]
    assert len(resolve((one, two), joined).actors) == len(resolve((one, two)).actors) - 2
    apart = Judgement("j3", "not-same", "Ana Hale", "Ivo Tamm", "2031", "ben")
    assert len(resolve((one, two), [*joined, apart]).actors) == len(resolve((one, two)).actors) - 1


def test_a_description_takes_the_name_and_kind_of_the_person_that_it_is() -> None:
    text = "The captain said the hold was dry. Ivo Tamm slept.\n"
    report = Report(report_id("Post", text), "post.txt", text, (), outlet="Post")
    source = Statement(
        f"{report.id}.s", span(text, "The captain"), span(text, "said"), (span(text, "the hold was dry"),), "indirect", "assert"
    )
    name = Mention(f"{report.id}.m", span(text, "Ivo Tamm"), "person", "name")
    r = Reading(report, "one", mentions=(name,), statements=(source,))
    same = Judgement("j1", "same", "The captain", "Ivo Tamm", "2031", "ada", sides=(anchors(r, "The captain"), anchors(r, "Ivo Tamm")))
    for judgement in (same, replace(same, left="Ivo Tamm", right="The captain", sides=same.sides[::-1])):
        (actor,) = resolve([r], [judgement]).actors
        assert (actor.name, actor.kind) == ("Ivo Tamm", "person")
        assert "The captain" in actor.aliases


def assigned(r: Reading, name: str, id: str = "j1") -> Judgement:
    item = tuple(r.report.anchor(s) for s in r.statements[0].content)
    return Judgement(id, "actor", "address", name, "2031", "ada", about="statement", sides=(item,))


def test_a_statement_is_given_to_an_actor_under_another_run_too() -> None:
    for run in ("one", "two"):
        readings = case(run)
        found = resolve(readings, [assigned(A, "Ilda Rovek")])
        (actor,) = found.of_statement(readings[0].statements[0].id)
        assert found.actor(actor).name == "Ilda Rovek"
        # Who was known by these words alone is nobody of the case any more, and the mention says the same.
        assert "Ana Lund" not in {a.name for a in found.actors}
        assert found.of_mention(readings[0].mentions[0].id) == actor
    later = resolve((A, B, C), [assigned(A, "Ilda Rovek"), assigned(A, "Jon Marr", "j2")])
    assert [later.actor(a).name for a in later.of_statement(A.statements[0].id)] == ["Jon Marr"]


def test_a_mention_is_given_to_an_actor_with_what_stands_for_it() -> None:
    text = "Ana Hale met Ivo Tamm. He said no. Later he said yes.\n"
    report = Report(report_id("Post", text), "post.txt", text, (), outlet="Post")
    key, spans = report.id, [span(text, w) for w in ("Ana Hale", "Ivo Tamm", "He", "he said yes")]
    first, second = Mention(f"{key}.m0", spans[0], "person", "name"), Mention(f"{key}.m1", spans[1], "person", "name")
    he = Mention(f"{key}.m2", spans[2], "person", "pronoun", second.id, 0.9)
    later = Mention(f"{key}.m3", Span(spans[3].start, spans[3].start + 2), "person", "pronoun", he.id, 0.9)
    statements = tuple(
        Statement(f"{key}.s{n}", m.span, None, (span(text, words),), "indirect", "assert", source_mention=m.id)
        for n, (m, words) in enumerate(((he, "no"), (later, "yes")))
    )
    r = Reading(report, "one", mentions=(first, second, he, later), statements=statements)
    assert speakers([r]) == ["ivo-tamm", "ivo-tamm"]
    told = Judgement("j1", "actor", "P:23", "Ana Hale", "2031", "ada", about="mention", sides=((report.anchor(he.span),),))
    assert speakers([r], told) == ["ana-hale", "ana-hale"]
    assert "He" not in resolve([r], [told]).actor("ana-hale").aliases


def test_what_cannot_be_placed_is_noted_without_a_name() -> None:
    lost = assigned(A, "Ilda Rovek")
    assert resolve((B, C), [lost]).notes == ("Judgement j1 (actor) could not be applied: the statement is not found where it stood.",)
    nobody = assigned(A, "Nobody Here")
    assert resolve((A, B, C), [nobody]).notes == (
        "Judgement j1 (actor) could not be applied: an actor that it is about is not in this case now.",
    )


@pytest.mark.parametrize("kind", ["same", "not-same", "dispute", "no-dispute"])
def test_a_judgement_without_passages_breaks_nothing(kind: JudgementKind) -> None:
    bare = judged(kind)
    assert after(MACHINE, (A, B, C), bare) == MACHINE
    assert decided_claims([CLAIM], (A, B, C), [bare]) == (CLAIM,)


# Whatever is judged, in whatever order: nothing breaks, twice is once, and undoing all gives the machine's links back.

SPANS = [
    (r, words) for r, words in ((A, OPEN), (A, "Nothing else came of it"), (B, "anybody had left a valve open"), (C, TOWED), (C, STOOD))
]
places = st.sampled_from(SPANS).map(lambda x: (x[0].report.anchor(span(x[0].report.text, x[1])),))


@st.composite
def decisions(draw: st.DrawFn) -> list[Judgement]:
    made: list[Judgement] = []
    for n in range(draw(st.integers(0, 6))):
        if made and draw(st.booleans()) and draw(st.booleans()):
            made.append(undo(f"j{n}", draw(st.sampled_from(made)).id))
        else:
            kind = draw(st.sampled_from(("same", "not-same", "dispute", "no-dispute")))
            about = draw(st.sampled_from(("passage", "claim", "dispute")))
            made.append(judged(kind, draw(places), draw(places), id=f"j{n}", about=about))
    return made


@given(decisions(), st.permutations((A, B, C)))
def test_any_judgements_in_any_order(judgements: list[Judgement], order: list[Reading]) -> None:
    machine = (CLAIM, Claim("c2", said(B), (carrier(B), carrier(A, "Nothing else came of it"))))
    claims = decided_claims(machine, order, judgements)
    disputes = after(MACHINE, order, *judgements)
    assert claims == decided_claims(machine, (A, B, C), judgements)
    assert disputes == after(MACHINE, (A, B, C), *judgements)
    carriers = [c.evidence for claim in claims for c in claim.carriers]
    assert len(carriers) == len(set(carriers))
    assert len({c.id for c in claims}) == len(claims)
    assert all(len(claim.carriers) > 1 and claim.wording in {c.evidence for c in claim.carriers} for claim in claims)
    assert len({d.id for d in disputes}) == len(disputes)
    last = [replace(judgements[-1], id="again")] if judgements and judgements[-1].kind != "undo" else []
    assert told(decided_claims(machine, order, [*judgements, *last])) == told(claims)
    assert {d.id for d in after(MACHINE, order, *judgements, *last)} == {d.id for d in disputes}
    undone = [undo(f"u{j.id}", j.id) for j in in_force(judgements)]
    assert decided_claims(machine, order, [*judgements, *undone]) == machine
    assert after(MACHINE, order, *judgements, *undone) == MACHINE
