"""What an actor says, what it is called and where it stands; nothing of a private person."""

from __future__ import annotations

import pytest

from example_case import example_material
from standoff.account import Material
from standoff.account.disputes import dispute_row
from standoff.account.profile import PrivatePerson, Profile, profile, said_rows
from standoff.case import Case
from standoff.model import Actor, Dated, Dispute, Link, Links, Mention, Position, Reading, Report, Role, Span, Statement, report_id

TEXT = "Mayor Ana Vell said “the valves were open”. Officials said Vell denied any part. Vell said the valves were open."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def last(words: str) -> Span:
    return Span(TEXT.rindex(words), TEXT.rindex(words) + len(words))


def reading(outlet: str, day: str | None) -> Reading:
    report = Report(report_id(outlet, TEXT), f"{outlet}.txt", TEXT, (), outlet=outlet, published=Dated(day, "given") if day else None)
    statements = (
        Statement("s1", at("Ana Vell"), at("said"), (at("“the valves were open”"),), "direct", "assert"),
        Statement(
            "s2",
            at("Officials"),
            Span(TEXT.index("said Vell"), TEXT.index("said Vell") + 4),
            (at("Vell denied any part"),),
            "indirect",
            "assert",
        ),
        Statement(
            "s3",
            Span(TEXT.index("Vell denied"), TEXT.index("Vell denied") + 4),
            at("denied"),
            (at("any part"),),
            "indirect",
            "deny",
            parent="s2",
        ),
        Statement("s4", last("Vell"), last("said"), (last("the valves were open"),), "indirect", "assert"),
    )
    mentions = (Mention("m1", at("Ana Vell"), "person", "name"), Mention("m2", last("Vell"), "person", "name"))
    return Reading(report, "run", statements=statements, mentions=mentions)


def material(*days: tuple[str, str | None], public: bool = True) -> Material:
    readings = [reading(*x) for x in days]
    role = Role("Mayor", readings[0].report.evidence(at("Mayor Ana Vell")))
    actor = Actor("vell", "Ana Vell", "person", ("Ana Vell", "Vell"), (role, role), public)
    said = tuple(Link(r.report.id, s, "vell", 0.9, "") for r in readings for s in ("s1", "s3", "s4"))
    named = tuple(Link(r.report.id, m, "vell", 0.9, "") for r in readings for m in ("m1", "m2"))
    return Material(readings, Links((actor,), said, mentions=named))


def made(m: Material) -> Profile:
    found = profile(m, "vell")
    assert isinstance(found, Profile)
    return found


def test_the_same_words_are_merged_and_all_passages_kept() -> None:
    m = material(("Coast", None), ("Post", "2031-04-02"), ("Apex", "2031-04-01"))
    found = made(m)
    assert [(s.published, s.act, len(s.places)) for s in found.said] == [("2031-04-01", "assert", 6), ("2031-04-01", "deny", 3)]
    assert found.statements == sum(len(s.places) for s in found.said) == 9
    rows = said_rows(m, found.said[:1])
    assert [c.outlet for c in rows[0].passages] == ["Apex", "Apex", "Post", "Post", "Coast", "Coast"]
    assert rows[0].passages[0].passage.text == "Ana Vell said “the valves were open”"


def test_names_roles_and_tellers() -> None:
    found = made(material(("Post", "2031-04-02"), ("Apex", "2031-04-01")))
    assert [(n.code, n.written, n.count, n.first.quote) for n in found.names] == [
        ("A", "Ana Vell", 1, "Ana Vell"),
        ("A", "Vell", 1, "Vell"),
        ("P", "Ana Vell", 1, "Ana Vell"),
        ("P", "Vell", 1, "Vell"),
    ]
    (role,) = found.roles
    assert (role.text, role.count, role.passages[0].passage.text) == ("Mayor", 2, "Mayor Ana Vell")
    told = {(t.outlet, t.source.written if t.source else None): t.statements for t in found.told_by}
    assert told == {("Apex", None): 2, ("Post", None): 2, ("Apex", "Officials"): 1, ("Post", "Officials"): 1}
    assert len(made(material(("Post", None))).names) == 2
    few = profile(material(("Post", None)), "vell", most=1)
    assert isinstance(few, Profile) and (len(few.names), len(few.told_by), few.statements) == (1, 1, 3)


def test_a_private_person_has_no_profile_and_nobody_else_a_guess() -> None:
    assert profile(material(("Post", None), public=False), "vell") == PrivatePerson()
    with pytest.raises(KeyError):
        profile(material(("Post", None)), "Vell")


def test_a_private_holder_stands_under_the_source_as_written() -> None:
    m = material(("Post", None), public=False)
    r = m.readings[0].report
    held = Position("vell", None, "denied", "A", (r.evidence(at("any part")),), ("s3",))
    row = dispute_row(m, _dispute("Denied?", held))
    (position,) = row.sides[0].positions
    assert (position.holder, position.actor) == ("Vell", None)
    assert not any(ref.actors for c in position.passages for ref in c.chain)
    known = material(("Post", None))
    named = dispute_row(known, _dispute("Denied?", held))
    assert (named.sides[0].positions[0].holder, named.sides[0].positions[0].actor) == ("Ana Vell", "vell")


def _dispute(question: str, *positions: Position) -> Dispute:
    return Dispute("d", "denial", "x", question, positions, 0.5, "")


def check(material: Material) -> None:
    """What must hold of any profile."""
    private = 0
    for actor in material.links.actors:
        found = profile(material, actor.id)
        if isinstance(found, PrivatePerson):
            private += 1
            continue
        assert actor.public
        assert found.statements == sum(x.target == actor.id for x in material.links.sources)
        assert len({p for s in found.said for p in s.places}) == found.statements
        for row in said_rows(material, found.said):
            assert len(row.passages) == len(row.said.places)
        dates = [s.published or "~" for s in found.said]
        assert dates == sorted(dates)
        assert all(p.passages for p in found.positions)
    assert private == sum(not a.public for a in material.links.actors) > 0


def test_the_profiles_of_the_ferry(case: Case) -> None:
    ferry = case.view().material
    check(ferry)
    found = profile(ferry, "a-ministry")
    assert isinstance(found, Profile)
    assert [(p.dispute, p.side) for p in found.positions] == [("d1", "B")]
    assert [(c.claim, [k.denies for k in c.carriers]) for c in found.claims] == [("c1", [True])]
    assert "denied" in found.claims[0].carriers[0].carried.passage.text
    assert isinstance(profile(ferry, "a-ash"), PrivatePerson)


def test_the_profiles_of_the_example() -> None:
    check(example_material())
