"""Fault lines: camps over what several outlets tell, whose side is disputed and on what, what the camps cannot explain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quarrel import OUTLETS, SURE, material, told
from standoff.account import Material
from standoff.account.allegiance import disputed_allegiances
from standoff.account.faultlines import CampRow, FaultLines, lines, moments
from standoff.account.place import NoPlace, place
from standoff.account.profile import Profile, profile
from standoff.account.stances import actor_ties, camps_brief
from standoff.account.ties import TieGroup, TieRow, earliest, latest, of_actor, shown, tie_span
from standoff.model import Origin


@pytest.fixture(scope="module")
def quarrel() -> Material:
    return material()


@pytest.fixture(scope="module")
def found(quarrel: Material) -> FaultLines:
    return lines(quarrel).found


def standing(found: FaultLines) -> dict[str, CampRow]:
    return {row.actor.name: row for row in found.actors}


def group(material: Material, source: str, sign: str, target: str) -> TieGroup:
    return next(g for g in lines(material).groups if (g.source, g.sign, g.target) == (f"a-{source}", sign, f"a-{target}"))


def rows(material: Material, at: str | None = None) -> dict[str, TieRow]:
    made = lines(material, at)
    return {f"{r.source.name} {r.sign} {r.target.name}": r for r in made.tie_rows(made.groups)}


def members(found: FaultLines) -> dict[str, set[str]]:
    return {c.letter: {r.actor.name for r in found.actors if r.camp == c.letter and r.standing == "in a camp"} for c in found.camps}


# Ties


def test_one_row_has_all_passages_of_a_tie_and_who_tells_it(quarrel: Material) -> None:
    row = rows(quarrel)["Rovek - Stahl"]
    assert [p.carried.outlet for p in row.passages] == ["Harbour Post", "The Coast Daily"]
    assert [(o.outlet, o.told, o.reports) for o in row.outlets] == [("Harbour Post", "own voice", 1), ("The Coast Daily", "own voice", 1)]
    assert (row.first, row.last, row.undated) == ("2031-04-02", "2031-04-02", 0)
    assert (row.origins, row.told, row.words) == (2, "own voice", "opposes")
    assert row.weight == 2 * SURE
    cues = [[piece.text for piece in p.carried.passage.pieces if piece.role == "marker"] for p in row.passages]
    assert cues == [["opposes"], ["opposes"]]


def test_what_is_only_attributed_comes_with_source_and_cue_and_weighs_half(quarrel: Material) -> None:
    row = rows(quarrel)["Otto + Rovek"]
    assert (row.told, [h.written for h in row.holders], row.weight) == ("attributed", ["Brill"], SURE / 2)
    assert row.passages[0].carried.passage.text == "Brill said Otto backs Rovek"
    assert row.passages[0].carried.chain[0].written == "Brill"


def test_what_somebody_says_of_the_own_stance_weighs_more_than_what_others_say_of_it(quarrel: Material) -> None:
    own = told("Brill said Brill backs Rovek.")
    assert group(own, "brill", "+", "rovek").weight == pytest.approx(0.8 * SURE)
    assert group(quarrel, "stahl", "-", "brill").weight == SURE / 2


def test_private_persons_have_no_tie(quarrel: Material, found: FaultLines) -> None:
    assert any(t.source == "a-ash" for t in quarrel.links.ties)
    assert not any("Ash" in name for name in rows(quarrel))
    assert "Ash" not in standing(found)


def test_a_stance_told_both_ways_stays_two_ties_that_name_one_another(quarrel: Material) -> None:
    by_ends = rows(quarrel)
    one, other = by_ends["Mora + Tarn"], by_ends["Mora - Tarn"]
    assert (one.contrary, one.contradicts, other.contrary) == (other.id, "changed", one.id)
    both = rows(told("Mora backs Tarn on 2031-04-01.", "Mora opposes Tarn."))
    assert {row.contradicts for row in both.values()} == {"told both ways"}
    within = rows(told("Mora backs Tarn in 2031-04.", "Mora opposes Tarn on 2031-04-09."))
    assert {row.contradicts for row in within.values()} == {"told both ways"}  # the month does not end before the day


def test_texts_of_one_agency_are_one_origin() -> None:
    apart = told("Rovek opposes Stahl.", "Yesterday Rovek opposes Stahl, it is told.")
    assert (group(apart, "rovek", "-", "stahl").origins, group(apart, "rovek", "-", "stahl").weight) == (2, 2 * SURE)
    credited = [replace(r, report=replace(r.report, origins=(Origin("North Wire", None, True),))) for r in apart.readings]
    one = Material(credited, apart.links)
    assert (group(one, "rovek", "-", "stahl").origins, group(one, "rovek", "-", "stahl").weight) == (1, 1.25 * SURE)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [("2031", "2031-01-01", "2031-12-31"), ("2031-04", "2031-04-01", "2031-04-31"), ("2031-04-02", "2031-04-02", "2031-04-02")],
)
def test_a_date_reaches_from_its_first_day_to_its_last(date: str, first: str, last: str) -> None:
    assert (earliest(date), latest(date)) == (first, last)


def test_ties_of_an_actor_are_found_by_id_and_by_words_of_a_name(quarrel: Material) -> None:
    groups = lines(quarrel).groups
    assert of_actor(quarrel, groups, "a-guard") == of_actor(quarrel, groups, "guard") != ()
    assert of_actor(quarrel, groups, "Guar") == of_actor(quarrel, groups, " ") == ()


def test_every_passage_of_a_tie_has_a_place(quarrel: Material) -> None:
    for tie in quarrel.links.ties:
        span = shown(quarrel, tie).passage.span
        assert span == tie_span(quarrel, tie)
        assert not isinstance(place(quarrel, tie.evidence.report, span.start, span.end), NoPlace)


# Camps


def test_camps_are_letters_in_the_order_of_their_first_passages(found: FaultLines) -> None:
    assert members(found) == {"A": {"Rovek", "Brill"}, "B": {"Stahl", "Mora", "Union"}}
    assert [(c.letter, c.head[0].name, c.actors, c.foes) for c in found.camps] == [("A", "Rovek", 2, ("B",)), ("B", "Stahl", 3, ("A",))]


def test_ties_that_the_camps_do_not_explain_are_counted_and_named(quarrel: Material, found: FaultLines) -> None:
    by_ends = rows(quarrel)
    assert {name for name, row in by_ends.items() if row.fits is False} == {"Guard + Stahl", "Mora + Tarn", "Pilots - Union"}
    assert by_ends["Otto + Rovek"].fits is None
    balance = found.balance
    assert balance is not None
    assert (balance.ties, balance.unexplained) == (16, 3)
    assert balance.unexplained_weight == pytest.approx(3 * SURE)
    assert balance.share == pytest.approx(1 - 3 * SURE / balance.weight)
    assert balance.exact
    assert [g.id for g in lines(quarrel).unexplained] == [r.id for r in by_ends.values() if r.fits is False]


def test_an_actor_of_whom_little_is_told_stands_in_no_camp(found: FaultLines) -> None:
    row = standing(found)["Otto"]
    assert (row.standing, row.camp, row.reasons) == ("no camp", None, ("Too little is told of it.",))


def test_actors_that_no_tie_connects_to_the_camps_stand_in_none(found: FaultLines) -> None:
    for name in ("Lund", "Ines"):
        row = standing(found)[name]
        assert (row.standing, row.camp, row.reasons) == ("no camp", None, ("No tie connects it to a camp.",))


def test_a_side_that_hangs_on_one_outlet_is_disputed(quarrel: Material, found: FaultLines) -> None:
    row = standing(found)["Guard"]
    assert row.standing == "side disputed"
    assert "Its own ties join it to camps A and B." in row.reasons
    assert "Without what Harbour Post tells, it would stand in camp B." in row.reasons
    by_id = lines(quarrel).by_id
    pulls = [(p.way, p.camp, [by_id[id].target for id in p.ties]) for p in row.pulls]
    assert pulls == [("with", "A", ["a-rovek"]), ("with", "B", ["a-stahl"])]


def test_told_with_and_against_one_camp_is_disputed() -> None:
    friends = "Rovek backs Brill. Brill backs Tarn. Stahl opposes Rovek. "
    made = standing(lines(told(friends + "Guard backs Rovek.", friends + "Rovek backs Guard.", "Guard opposes Brill.")).found)
    assert "It is told to stand with camp A and against it." in made["Guard"].reasons
    assert made["Rovek"].standing == "in a camp"


def test_who_stands_between_holds_no_camp_together() -> None:
    apart = "Rovek backs Brill. Stahl backs Mora. Rovek opposes Stahl. Brill opposes Mora. "
    apart += "Guard backs Rovek. Guard backs Tarn. Guard opposes Brill."
    found = lines(told(apart, apart + " It is so.")).found
    assert members(found) == {"A": {"Rovek", "Brill"}, "B": {"Stahl", "Mora"}}
    made = standing(found)
    assert (made["Guard"].standing, made["Guard"].camp) == ("side disputed", None)
    assert (made["Tarn"].standing, made["Tarn"].camp) == ("no camp", None)  # its only tie is to one who stands between


def test_the_enemy_of_an_enemy_is_in_no_camp_by_that() -> None:
    found = lines(told("Rovek backs Brill. Stahl opposes Rovek. Mora opposes Brill. Stahl opposes Union.")).found
    assert members(found) == {"A": {"Rovek", "Brill"}}
    made = standing(found)
    assert [(made[n].standing, made[n].camp, made[n].against) for n in ("Stahl", "Mora")] == [("against a camp", None, ("A",))] * 2
    # Opposed by one who is in no camp: that says nothing of it.
    assert (made["Union"].standing, made["Union"].against) == ("no camp", ())
    assert made["Union"].reasons == ("What is told of it sets it neither with nor against a camp.",)


def test_one_whom_most_are_told_to_oppose_is_a_camp_of_its_own() -> None:
    found = lines(told("Rovek opposes Stahl. Brill opposes Stahl. Stahl opposes Tarn. Mora backs Brill.")).found
    assert members(found) == {"A": {"Brill", "Mora"}, "B": {"Stahl"}}
    assert {r.actor.name for r in found.actors if r.against == ("B",)} == {"Rovek", "Tarn"}


def test_who_opposes_both_camps_stands_against_both(found: FaultLines) -> None:
    row = standing(found)["Pilots"]
    assert (row.standing, row.camp, row.against, row.reasons) == ("against a camp", None, ("A", "B"), ())


def test_a_dispute_of_allegiance_makes_a_side_disputed(quarrel: Material, found: FaultLines) -> None:
    assert list(disputed_allegiances(quarrel)) == ["a-guard"]
    row = standing(found)["Guard"]
    assert [d.id for d in row.disputes] == ["d9"]
    assert "Whose side it is on is itself a dispute." in row.reasons


def test_who_answers_for_one_side_and_is_named_on_the_other_is_whom_a_dispute_is_about(quarrel: Material) -> None:
    dispute = quarrel.links.disputes[-1]
    first, second = dispute.positions
    disowned = replace(dispute, positions=(replace(first, holder="a-guard"), replace(second, holder="a-tarn")))
    made = Material(quarrel.readings, replace(quarrel.links, disputes=(disowned,)))
    assert list(disputed_allegiances(made)) == ["a-guard"]
    of_another_family = Material(quarrel.readings, replace(quarrel.links, disputes=(replace(dispute, family="denial"),)))
    assert disputed_allegiances(of_another_family) == {}


def test_a_side_that_hangs_on_what_is_attributed_is_disputed() -> None:
    friends = "Rovek backs Brill. Brill backs Tarn. Tarn backs Rovek. Stahl opposes Rovek. Stahl opposes Tarn. Stahl opposes Brill. "
    quoted = "Tarn said Guard backs Rovek.\n" * 3
    made = standing(lines(told(friends + "Guard opposes Brill.", friends, quoted, quoted + " ", quoted + "\n")).found)
    assert made["Guard"].standing == "side disputed"
    assert "Without what is only attributed, it would stand in camp B." in made["Guard"].reasons
    assert made["Brill"].standing == "in a camp"


def test_who_opposes_one_of_three_camps_stands_against_it_alone() -> None:
    rivals = "Rovek opposes Stahl. Stahl opposes Union. Union opposes Rovek. Brill backs Rovek. Tarn backs Stahl. Mora backs Union. "
    found = lines(told(rivals + "Lund opposes Rovek.", rivals + "It is so.", rivals + "So it is.")).found
    assert members(found) == {"A": {"Rovek", "Brill"}, "B": {"Stahl", "Tarn"}, "C": {"Union", "Mora"}}
    row = standing(found)["Lund"]
    assert (row.standing, row.camp, row.against) == ("against a camp", None, ("A",))


def test_two_actors_make_no_camps() -> None:
    found = lines(told("Lund opposes Ines.")).found
    assert (found.camps, found.balance, {r.standing for r in found.actors}) == ((), None, {"no camp"})


def test_without_ties_there_is_nothing() -> None:
    found = lines(told("The sea was calm.")).found
    assert (found.ties, found.camps, found.actors, found.balance, found.moments) == (0, (), (), None, ())


def test_the_order_of_the_reports_makes_no_difference() -> None:
    turned = Material(tuple(reversed(material().readings)), material().links)
    assert lines(turned).found == lines(material(OUTLETS)).found


# Time


def test_up_to_a_date_only_what_is_told_by_then_and_what_has_no_date(quarrel: Material) -> None:
    early = rows(quarrel, "2031-04-01")
    assert {"Rovek + Brill", "Mora - Tarn", "Tarn + Rovek", "Lund - Ines"} <= set(early)
    assert not {"Rovek - Stahl", "Guard + Stahl", "Mora + Tarn"} & set(early)
    assert set(rows(quarrel, "2031-04")) == set(rows(quarrel)) - {"Mora + Tarn"}
    assert early["Mora - Tarn"].contrary is None  # the other is of a later time
    assert lines(quarrel, "2031-04-01").found.at == "2031-04-01"


def test_camps_keep_their_letters_through_time(quarrel: Material) -> None:
    late, early = standing(lines(quarrel).found), lines(quarrel, "2031-04-02").found
    there = {r.actor.name: r.camp for r in early.actors if r.standing == "in a camp"}
    assert {"Rovek", "Stahl"} <= set(there)
    assert all(late[name].camp == camp for name, camp in there.items() if late[name].standing == "in a camp")


def test_the_dates_on_which_ties_begin_are_offered(quarrel: Material) -> None:
    found = moments(quarrel)
    # "2031-04" adds nothing to its days.
    assert [m.at for m in found] == ["2031-04-01", "2031-04-02", "2031-04-03", "2031-04-05", "2031-05-01"]
    assert [m.ties for m in found] == [len(rows(quarrel, m.at)) for m in found]
    assert found[-1].new == 1


# Elsewhere


def test_a_profile_has_the_ties_in_four_groups(quarrel: Material) -> None:
    made = profile(quarrel, "a-rovek")
    assert isinstance(made, Profile)
    groups = [[(r.source.name, r.target.name) for r in rows] for rows in (made.ties.supports, made.ties.opposes)]
    assert groups == [[("Rovek", "Brill")], [("Rovek", "Stahl"), ("Rovek", "Union")]]
    assert {r.source.name for r in made.ties.supported_by} == {"Tarn", "Guard", "Otto"}
    assert {r.source.name for r in made.ties.opposed_by} == {"Mora", "Pilots"}
    assert made.ties.standing is not None
    assert (made.ties.standing.camp, made.ties.standing.supports, made.ties.standing.opposed_by) == ("A", 1, 2)
    assert len(actor_ties(quarrel, "a-rovek", 1).supported_by) == 1
    assert actor_ties(quarrel, "a-ash", 9).standing is None


def test_the_camps_in_short(quarrel: Material) -> None:
    brief = camps_brief(quarrel, 2)
    assert [[p.name for p in b.members] for b in brief.camps] == [["Rovek", "Brill"], ["Stahl", "Mora"]]
    assert [b.tie.source.name for b in brief.camps if b.tie] == ["Rovek", "Mora"]
    assert (brief.all_disputed, len(brief.disputed), brief.ties) == (2, 2, 18)
    assert [([p.name for p in b.against], b.all_against) for b in brief.camps] == [(["Pilots"], 1), (["Pilots"], 1)]
