"""One more report in a large case: what it is compared with, and what joins the case. All reports are invented."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from standoff.link import increment
from standoff.link.increment import companions, joined, nearest, sought, suffices, within
from standoff.model import (
    Actor,
    Anchor,
    Carrier,
    Claim,
    Dispute,
    Evidence,
    Judgement,
    Link,
    Links,
    Position,
    Reading,
    Report,
    Role,
    Senses,
    Span,
    Statement,
)

OLD = "Ana Lund said the valves stood open. Marr denied it.\n"
NEW = "Lund said the valves were open. Jon Marr denied it all.\n"
FAR = "The valves stood open, said Ana Lund.\n"


def reading(id: str, text: str) -> Reading:
    report = Report(id, f"{id}.txt", text, (Span(0, len(text)),), outlet=id.title())
    first = text.find(". ") + 1
    contents = [Span(0, first), Span(first + 1, len(text) - 1)] if first else [Span(0, len(text) - 1)]
    statements = tuple(Statement(f"{id}.s{n}", None, None, (content,), "indirect", "assert") for n, content in enumerate(contents))
    return Reading(report, "run", statements=statements)


TEXTS = {"old": OLD, "new": NEW, "far": FAR}


def at(report: str, words: str) -> Evidence:
    start = TEXTS[report].index(words)
    return Evidence(report, Span(start, start + len(words)), words)


def link(report: str, item: str, target: str, reason: str = "named here") -> Link:
    return Link(report, f"{report}.{item}", target, 0.9, reason)


def join(case: Links, block: Links, since: int = 1) -> Links:
    return joined(case, block, reading("new", NEW), since)


# What a report is compared with


def senses(*directions: int) -> Senses:
    rows = np.zeros((len(directions), 4), np.int8)
    rows[range(len(directions)), list(directions)] = 127
    return Senses(4, rows.tobytes())


def test_the_nearest_are_those_whose_sentences_say_most_alike_and_other_events_are_left_alone() -> None:
    given = {"new": senses(0, 0, 1), "same": senses(0, 0, 1), "half": senses(0, 1, 1), "other": senses(2, 3), "empty": Senses(4, b"")}
    assert nearest("new", given, {}) == ("same", "half")


def test_there_is_a_limit_to_the_nearest_and_ties_go_by_id() -> None:
    given = {f"r{n:02d}": senses(0) for n in range(increment.NEIGHBOURS + 5)} | {"new": senses(0)}
    assert nearest("new", given, {}) == tuple(f"r{n:02d}" for n in range(increment.NEIGHBOURS))


def test_without_embeddings_rare_names_in_common_tell_the_nearest() -> None:
    common = {f"r{n}": frozenset({"Denmark", f"Town {n}"}) for n in range(20)}
    names = {**common, "new": frozenset({"Denmark", "Ana Lund", "Orlanta"}), "b": frozenset({"Ana Lund"}), "c": frozenset({"Ilda Rovek"})}
    found = nearest("new", {"b": senses(0)}, names)
    assert found[0] == "b"
    assert "c" not in found


@pytest.mark.parametrize(
    ("reports", "since", "enough"), [(40, 1, False), (41, 4, True), (41, 5, False), (1000, 100, True), (1000, 101, False)]
)
def test_reports_join_one_by_one_only_in_a_large_case_until_they_are_a_tenth_of_it(reports: int, since: int, enough: bool) -> None:
    assert suffices(reports, since) is enough


# Actors

LUND = Actor("ana-lund-3f", "Ana Lund", "person", ("Ana Lund", "Lund"))
MARR = Actor("marr", "Marr", "person", ("Marr",), public=False)
CASE = Links(actors=(LUND, MARR), sources=(link("old", "s0", "ana-lund-3f"), link("old", "s1", "marr")), notes=("No dates.",))


def test_what_older_reports_are_linked_to_tells_who_an_actor_of_the_block_is() -> None:
    block = Links(
        actors=(Actor("lund", "Lund", "person", ("Lund",)), Actor("jon-marr", "Jon Marr", "person", ("Jon Marr", "Marr"))),
        sources=(link("old", "s0", "lund"), link("old", "s1", "jon-marr"), link("new", "s0", "lund"), link("new", "s1", "jon-marr")),
    )
    change = join(CASE, block)
    assert [(x.item, x.target) for x in change.sources] == [("new.s0", "ana-lund-3f"), ("new.s1", "marr")]
    assert change.actors == (Actor("marr", "Jon Marr", "person", ("Marr", "Jon Marr")),)  # fuller and public now; the other is as it was


def one_actor(actor: Actor, reason: str = "named here") -> Links:
    return Links(actors=(actor,), sources=(link("new", "s0", actor.id, reason),))


def test_who_is_only_in_the_new_report_is_found_by_a_surname_that_only_one_can_mean() -> None:
    block = one_actor(Actor("lund", "Lund", "person", ("Lund", "Ms. Lund")))
    assert join(CASE, block).sources[0].target == "ana-lund-3f"
    two = Links(actors=(LUND, Actor("berit-lund", "Berit Lund", "person", ("Berit Lund",))))
    assert join(two, block).sources[0].target == "lund"
    assert [a.id for a in join(two, block).actors] == ["lund"]


def test_actors_of_the_case_are_sought_by_id_form_and_surname() -> None:
    block = one_actor(Actor("ana-lund", "Ana Lund", "person", ("Ms. Lund",)))
    ids, forms = sought(block, "new")
    assert ids == ["ana-lund"]
    assert set(forms) == {"Ana Lund", "Ms. Lund", "Lund"}
    assert sought(block, "old") == ([], [])


def test_a_body_goes_by_a_proper_form_and_never_by_a_common_noun() -> None:
    union = Actor("harbour-workers-union", "Harbour Workers Union", "organisation", ("Harbour Workers Union", "HWU", "the union"))
    block = one_actor(Actor("hwu", "HWU", "organisation", ("HWU",)))
    assert join(Links(actors=(union,)), block).sources[0].target == "harbour-workers-union"
    other = one_actor(Actor("dockers-league", "Dockers League", "organisation", ("Dockers League", "the union")))
    assert join(Links(actors=(union,)), other).sources[0].target == "dockers-league"


def test_somebody_who_is_only_described_is_nobody_of_another_report() -> None:
    official = Actor("senior-official", "senior official", "person", ("A senior official",))
    case = Links(actors=(official,), sources=(link("far", "s0", "senior-official", "described, not named"),))
    change = join(case, one_actor(official, "described, not named"))
    assert change.sources[0].target != "senior-official"
    assert change.sources[0].target.startswith("senior-official-")
    assert [a.id for a in change.actors] == [change.sources[0].target]


def test_a_role_of_the_new_report_is_added_once() -> None:
    role = Role("Mayor", at("new", "Lund"))
    block = one_actor(Actor("ana-lund-3f", "Ana Lund", "person", ("Lund",), (role,)))
    (grown,) = join(CASE, block).actors
    assert (grown.roles, grown.aliases) == ((role,), LUND.aliases)
    assert join(Links(actors=(grown,)), block).actors == ()


# Claims and disputes


def carrier(evidence: Evidence, denies: bool = False) -> Carrier:
    return Carrier(evidence, None, denies, 0.8, "alike")


def claim(id: str, *carriers: Carrier) -> Claim:
    return Claim(id, carriers[0].evidence, carriers)


def test_a_carrier_joins_the_claim_that_the_case_has_for_what_it_repeats() -> None:
    known = claim("c1", carrier(at("far", "The valves stood open")), carrier(at("old", "the valves stood open")))
    other = claim("c2", carrier(at("old", "Marr denied it")), carrier(at("far", "said Ana Lund")))
    found = claim("c9", carrier(at("new", "the valves were open")), carrier(at("old", "valves stood open")))
    (grown,) = join(Links(claims=(known, other)), Links(claims=(found,))).claims
    assert (grown.id, grown.wording) == ("c1", known.wording)
    assert grown.carriers == (*known.carriers, found.carriers[0])


def test_a_claim_that_the_case_words_the_other_way_round_turns_what_joins_it() -> None:
    known = claim("c1", carrier(at("far", "The valves stood open")), carrier(at("old", "Marr denied it"), denies=True))
    found = claim("c9", carrier(at("old", "Marr denied it")), carrier(at("new", "the valves were open"), denies=True))
    (grown,) = join(Links(claims=(known,)), Links(claims=(found,))).claims
    assert grown.carriers[-1].denies is False


def test_a_claim_is_new_where_the_case_has_none_of_it_and_left_out_where_the_new_report_carries_none() -> None:
    new = claim("c9", carrier(at("new", "the valves were open")), carrier(at("old", "the valves stood open")))
    between_others = claim("c8", carrier(at("far", "said Ana Lund")), carrier(at("old", "Marr denied it")))
    assert join(Links(), Links(claims=(new, between_others))).claims == (new,)


def dispute(id: str, *sides: Sequence[Position], kind: str = "denial", family: str = "denial") -> Dispute:
    return Dispute(id, kind, family, "Open?", tuple(p for side in sides for p in side), 0.7, "seen")  # type: ignore[arg-type]


def position(side: str, *evidence: Evidence, holder: str | None = None, statements: Sequence[str] = ()) -> Position:
    return Position(holder, None if holder else evidence[0].report, "says so", side, evidence, tuple(statements))


OPEN, DENIED = at("old", "the valves stood open"), at("old", "Marr denied it")
TOLD = dispute("d1", [position("A", OPEN, holder="ana-lund-3f")], [position("B", DENIED, holder="marr")])


def test_a_dispute_that_the_case_has_grows_by_what_the_new_report_says_to_it() -> None:
    more = dispute(
        "d9",
        [position("A", DENIED, at("new", "Jon Marr denied it all"), holder="marr", statements=("old.s1", "new.s1"))],
        [position("B", OPEN, holder="lund"), position("B", at("new", "the valves were open"), holder="jon")],
    )
    block = Links(
        actors=(Actor("lund", "Lund", "person"), Actor("marr", "Marr", "person"), Actor("jon", "Jon Osk", "person", ("Jon Osk",))),
        sources=(link("old", "s0", "lund"), link("old", "s1", "marr")),
        disputes=(more,),
    )
    (grown,) = join(Links(CASE.actors, CASE.sources, disputes=(TOLD,)), block).disputes
    assert (grown.id, grown.question, grown.confidence) == ("d1", "Open?", 0.7)
    assert [(p.side, p.holder, [e.quote for e in p.evidence]) for p in grown.positions] == [
        ("A", "ana-lund-3f", ["the valves stood open"]),
        ("A", "jon", ["the valves were open"]),
        ("B", "marr", ["Marr denied it", "Jon Marr denied it all"]),
    ]
    assert grown.positions[-1].statements == ("new.s1",)


def test_two_denials_of_one_passage_are_one_dispute_and_two_figures_against_one_are_two() -> None:
    denial = dispute("d9", [position("A", OPEN)], [position("B", at("new", "Jon Marr denied it all"))])
    (grown,) = join(Links(disputes=(TOLD,)), Links(disputes=(denial,))).disputes
    assert (grown.id, [p.side for p in grown.positions]) == ("d1", ["A", "B", "B"])
    figure = dispute("d8", [position("A", OPEN)], [position("B", at("new", "the valves were open"))], kind="figure", family="figure")
    known = dispute("d7", [position("A", OPEN)], [position("B", DENIED)], kind="figure", family="figure")
    assert join(Links(disputes=(known,)), Links(disputes=(figure,))).disputes == (figure,)


def test_disputes_that_the_new_report_has_no_part_in_stay_as_they_are() -> None:
    block = Links(disputes=(dispute("d9", [position("A", OPEN)], [position("B", at("far", "The valves stood open"))]),))
    assert join(Links(disputes=(TOLD,)), block).disputes == ()


def test_the_note_counts_the_reports_and_is_not_repeated() -> None:
    first = join(CASE, Links())
    second = join(Links(notes=first.notes), Links(), since=2)
    assert first.notes[0] == "No dates."
    assert first.notes[1].endswith(": 1 report.")
    assert (len(second.notes), second.notes[1].endswith(": 2 reports.")) == (2, True)


# Judgements


def judgement(id: str, *texts: str) -> Judgement:
    sides = tuple((Anchor(t, f"hash of {t}", Span(0, 2), "An"),) for t in texts)
    return Judgement(id, "no-dispute", "x", "y", "2031-04-05T00:00:00Z", "me", about="passage", sides=sides)


def test_reports_judged_together_come_into_the_block_together() -> None:
    texts = {id: f"hash of {id}" for id in ("old", "far", "away")}
    undone = judgement("j2", "old", "away")
    undo = Judgement("j3", "undo", "j2", None, "2031-04-06T00:00:00Z", "me", about="judgement")
    assert companions([judgement("j1", "old", "far"), undone, undo], ["old"], texts) == {"far"}
    assert companions([judgement("j1", "far", "away")], ["old"], texts) == set()


def test_a_judgement_acts_in_a_block_that_holds_all_its_texts() -> None:
    here = reading("old", OLD)
    by_name = Judgement("j2", "same", "Ana Lund", "Lund", "2031-04-05T00:00:00Z", "me")
    whole = Anchor("old", here.report.sha256, Span(0, 3), "Ana")
    placed = Judgement("j3", "not-same", "x", "y", "2031-04-05T00:00:00Z", "me", sides=((whole,), (whole,)))
    assert within([judgement("j1", "old", "far"), by_name, placed], [here]) == (by_name, placed)
