"""The front page: the lead, what is known and what is not, who speaks, how much is the outlet's own voice, and labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from example_case import example_material
from standoff.account import Material
from standoff.account.designations import Designations
from standoff.account.front import Front, front
from standoff.account.questions import open_rows, question_count
from standoff.account.speakers import own_voice, speakers
from standoff.case import Case
from standoff.model import (
    OUTLET,
    Actor,
    Carrier,
    Claim,
    CountedOrigin,
    Dated,
    Dispute,
    Furniture,
    Label,
    Link,
    Links,
    Mention,
    OpenQuestion,
    Position,
    Reading,
    Report,
    Span,
    Statement,
    report_id,
)

TEXT = "Ana Vell said officials denied there had been any orders. Nobody knows, she added, where the crew is. Post has more."


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def reading(outlet: str, day: str = "2031-04-02", text: str = TEXT, **layers: object) -> Reading:
    furniture = layers.pop("furniture", ())
    report = Report(report_id(outlet, text), f"{outlet}.txt", text, (), furniture, outlet, Dated(day, "given"))  # type: ignore[arg-type]
    return Reading(report, "run", **layers)  # type: ignore[arg-type]


OUTER = Statement("s1", at("Ana Vell"), at("said"), (at("officials denied there had been any orders"),), "indirect", "assert")
INNER = Statement("s2", at("officials"), at("denied"), (at("there had been any orders"),), "indirect", "deny", parent="s1")


def dispute(id: str, kind: str, confidence: float, *where: Reading) -> Dispute:
    positions = tuple(Position(None, r.report.outlet, "so", "AB"[n % 2], (r.report.evidence(Span(0, 8)),)) for n, r in enumerate(where))
    return Dispute(id, kind, "x", f"{id}?", positions, confidence, "")  # type: ignore[arg-type]


def claim(id: str, words: str, *where: Reading, origins: int = 2, denied: bool = False, statement: str | None = None) -> Claim:
    carriers = tuple(
        Carrier(r.report.evidence(at(words, r.report.text)), statement, denied and n > 0, 0.8, "") for n, r in enumerate(where)
    )
    counted = tuple(CountedOrigin(f"o{n}", (), "") for n in range(origins))
    return Claim(id, carriers[0].evidence, carriers, counted)


A, B, C = (reading(o) for o in ("Apex", "Beacon", "Courier"))


def leads(*disputes: Dispute) -> list[str]:
    return [b.row.id for b in front(Material([A, B, C], Links(disputes=disputes))).disputes]


def test_the_lead_is_the_denial_that_most_outlets_carry() -> None:
    narrow, wide = dispute("narrow", "denial", 0.9, A, B), dispute("wide", "denial", 0.3, A, B, C)
    figure = dispute("figure", "figure", 0.99, A, B, C)
    assert leads(narrow, figure, wide) == ["wide", "figure", "narrow"]
    assert leads(narrow, figure) == ["narrow", "figure"]
    assert leads(figure, dispute("sure", "label", 1.0, A, B)) == ["sure", "figure"]
    assert leads() == []
    more = [dispute(f"d{n}", "denial", 0.5 + n / 100, A, B) for n in range(9)]
    assert leads(*more) == ["d8", "d7", "d6", "d5", "d4", "d3"]


def known(*claims: Claim, disputes: Sequence[Dispute] = (), statements: Sequence[Statement] = ()) -> list[str]:
    readings = [reading(o, statements=tuple(statements)) for o in ("Apex", "Beacon", "Courier")]
    return [k.row.id for k in front(Material(readings, Links(claims=claims, disputes=tuple(disputes)))).known]


def test_known_is_what_two_origins_carry_and_nobody_denies() -> None:
    fine = claim("fine", "Post has more", A, B)
    assert known(fine, claim("one", "Post has more", A, B, origins=1), claim("denied", "Post has more", A, B, denied=True)) == ["fine"]
    assert known(claim("within", "Post has more", A, origins=2)) == []  # one outlet
    assert known(claim("disputed", "Ana Vell", A, B), fine, disputes=[dispute("d", "denial", 0.5, A, B)]) == ["fine"]
    # In a statement that a dispute rests on, though in other words of it.
    position = Position(None, None, "so", "A", (A.report.evidence(at("officials denied")),), ("s1",))
    same = claim("same", "any orders", A, B, statement="s1")
    assert known(same, disputes=[Dispute("d", "denial", "x", "?", (position,), 0.5, "")], statements=[OUTER]) == []
    assert known(same, statements=[OUTER]) == ["same"]


def test_what_an_outlet_says_itself_is_known_first_then_what_most_origins_tell() -> None:
    said = claim("said", "any orders", A, B, C, origins=3)
    own, wide = claim("own", "Post has more", A, B), claim("wide", "where the crew is", A, B, C, origins=3)
    assert known(said, own, wide, statements=[OUTER]) == ["wide", "own", "said"]


def question(id: str, words: str, marker: str, voice: str = OUTLET, text: str = TEXT) -> OpenQuestion:
    return OpenQuestion(id, at(words, text), at(marker, text), voice)


def test_a_question_that_two_outlets_ask_is_one_and_stands_first() -> None:
    text = "It is not clear where the crew of the tanker slept. It is unknown who lit the lamp of the tower."
    one = reading("Apex", "2031-04-01", text, open_questions=(question("q1", text[:50], "not clear", text=text),))
    again = text.replace("It is not clear", "It was not clear")
    two = reading("Beacon", "2031-04-01", again, open_questions=(question("q2", again[:51], "not clear", text=again),))
    new = reading("Courier", "2031-04-09", text, open_questions=(question("q3", "It is unknown who lit the lamp", "unknown", text=text),))
    material = Material([one, two, new], Links())
    rows = open_rows(material, 6)
    assert [[a.id for a in row.asked] for row in rows] == [["q1", "q2"], ["q3"]]
    assert (rows[0].outlets, question_count(material)) == (("Apex", "Beacon"), 2)
    assert len(open_rows(material, 1)) == 1


def test_the_outlets_own_questions_stand_first_then_the_newest() -> None:
    said = Statement("s", at("she"), at("added"), (at("Nobody knows"), at("where the crew is")), "indirect", "assert")
    attributed = reading("Apex", "2031-04-09", statements=(said,), open_questions=(question("q1", "Nobody knows", "knows", "s"),))
    old = reading("Beacon", "2031-04-01", open_questions=(question("q2", "Post has more", "more"),))
    mid = reading("Courier", "2031-04-05", TEXT + " ", open_questions=(question("q3", "Ana Vell said officials", "said"),))
    # Marked as the outlet's, though it lies in somebody's content.
    wrong = reading("Dawn", "2031-04-08", statements=(said,), open_questions=(question("q4", "where the crew is", "where"),))
    rows = open_rows(Material([attributed, old, mid, wrong], Links()), 6)
    assert [row.asked[0].id for row in rows] == ["q3", "q2", "q1", "q4"]
    assert [row.newest.own for row in rows] == [True, True, False, False]
    assert all("she added" in row.newest.carried.passage.text for row in rows[2:])  # with source and cue
    assert [p.text for p in rows[0].newest.carried.passage.pieces if p.role == "marker"] == ["said"]


def test_speakers_are_counted_by_outlet_and_private_persons_left_out() -> None:
    one = reading("Apex", statements=(OUTER, INNER), mentions=(Mention("m1", at("officials"), "group", "nominal"),))
    two = reading("Beacon", statements=(OUTER,))
    actors = (Actor("vell", "Ana Vell", "person"), Actor("ash", "Jon Ash", "person", public=False))
    links = tuple(Link(r.report.id, "s1", "vell", 0.9, "") for r in (one, two))
    found = speakers(Material([one, two], Links(actors, links)))
    assert [(s.name, s.statements, s.outlets) for s in found.most] == [("Ana Vell", 2, (("Apex", 1), ("Beacon", 1)))]
    assert (found.named, found.second_hand) == (1, 1)
    (behind,) = found.behind
    assert (behind.written, behind.told_by, behind.outlets) == ("officials", "Ana Vell", ("Apex",))
    assert behind.first.passage.text == "officials denied there had been any orders"
    hidden = speakers(Material([one], Links(actors, (Link(one.report.id, "s1", "ash", 0.9, ""), links[0]))))
    assert ([s.name for s in hidden.most], hidden.named, hidden.behind) == (["Ana Vell"], 1, ())
    assert hidden.second_hand == 1


def test_own_voice_is_what_is_in_nobodys_content() -> None:
    text = "By Ana Vell\n\nHe said the ferry sank. Rain fell on the quay."
    said = Statement("s", at("He", text), at("said", text), (at("the ferry sank", text),), "indirect", "assert")
    inner = Statement("t", at("the", text), None, (at("ferry sank", text),), "indirect", "assert", parent="s")
    one = reading("Apex", text=text, statements=(said, inner), furniture=(Furniture(at("By Ana Vell", text), "byline"),))
    (row,) = own_voice(Material([one], Links()))
    assert (row.own, row.words) == (7, 10)
    assert row.share == pytest.approx(0.7)
    assert own_voice(Material([reading("Apex", text="By", furniture=(Furniture(Span(0, 2), "byline"),))], Links())) == ()


def labelled(outlet: str, words: str, *, said: bool = False, public: bool = True) -> tuple[Reading, Link]:
    text = f"Ilda, {words}, came. Bo said Ilda was {words}."
    span = Span(text.rindex(words), text.rindex(words) + len(words)) if said else at(words, text)
    statement = Statement("s", at("Bo", text), at("said", text), (Span(text.index("Ilda was"), len(text) - 1),), "indirect", "assert")
    mention, label = Mention("m", Span(0, 4), "person", "name"), Label("l", span, "m", "s" if said else OUTLET)
    made = reading(outlet, text=text, statements=(statement,), mentions=(mention,), labels=(label,))
    return made, Link(made.report.id, "m", "ilda", 0.9, "")


def designated(*made: tuple[Reading, Link], public: bool = True) -> Front:
    return front(
        Material([r for r, _ in made], Links((Actor("ilda", "Ilda Rovek", "person", public=public),), mentions=tuple(x for _, x in made)))
    )


def test_labels_that_two_outlets_use_differently() -> None:
    found = designated(labelled("Apex", "the strongman"), labelled("Beacon", "the reformer", said=True))
    (row,) = found.labels
    apex, beacon = row.outlets
    assert ([x.words for x in apex.own], apex.attributed) == (["the strongman"], ())
    assert (beacon.own, [(x.words, x.holder.written) for x in beacon.attributed if x.holder]) == ((), [("the reformer", "Bo")])
    assert beacon.attributed[0].first.passage.text == "Bo said Ilda was the reformer"
    assert designated(labelled("Apex", "the strongman"), labelled("Beacon", "The Strongman")).labels == ()
    assert designated(labelled("Apex", "the strongman")).labels == ()
    assert designated(labelled("Apex", "the strongman"), labelled("Beacon", "the reformer"), public=False).labels == ()


def test_designations_of_whom_nobody_may_name() -> None:
    made = labelled("Apex", "the strongman")
    for actors in ((), (Actor("ilda", "Ilda", "person", public=False),)):
        with pytest.raises(KeyError):
            Designations(Material([made[0]], Links(actors, mentions=(made[1],)))).of("ilda")


def check(material: Material) -> None:
    """What must hold of any front page."""
    found = front(material)
    assert found is front(material)
    assert found.all_disputes == len(material.links.disputes) >= len(found.disputes) > 0
    for brief in found.disputes:
        assert set(brief.sides) == {side.side for side in brief.row.sides}
        assert brief.carried == len({o.outlet for c in brief.sides.values() for o in c.telling})
    private = {a.id for a in material.links.actors if not a.public}
    assert private and not private & {s.actor for s in found.speakers.most}
    assert [s.statements for s in found.speakers.most] == sorted((s.statements for s in found.speakers.most), reverse=True)
    assert all(sum(n for _, n in s.outlets) == s.statements for s in found.speakers.most)
    assert [v.outlet for v in found.voices] == list(material.outlets)
    assert all(0 < v.share < 1 for v in found.voices)
    assert found.open_questions >= len(found.unknown) > 0


def test_the_front_of_the_ferry(case: Case) -> None:
    material = case.view().material
    check(material)
    assert [b.row.id for b in front(material).disputes] == ["d1"]


def test_the_front_of_the_example() -> None:
    check(example_material())
    assert front(example_material()).unknown[0].outlets == ("The Selm Lantern", "Castrel Tribune")
