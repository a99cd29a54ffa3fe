"""Independence over invented reports: copies of one text and passages credited to one origin count once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest.build import Raw, build
from standoff.link.copies import compare, copies
from standoff.link.digests import digest
from standoff.link.origins import Origins, projected, turned
from standoff.model import Dated, Report, Span
from standoff.model.origins import Carried, Copy, CountedOrigin, Credit, Provenance

WIRE = (
    "Two ferries collided in thick fog outside Port Ilma on Monday night, and the smaller of them sank within a quarter of an hour.",
    "Divers found the wreck at a depth of sixty metres, lying on its side with the bow doors open, a coast guard officer said.",
    "The larger ship had been late and was sailing faster than the rules for that stretch of water allow, by the log of the pilot.",
    "All thirty passengers were taken off by fishing boats that had been waiting for the fog to lift before they left for the banks.",
)
OWN = (
    "Anyone who has crossed the sound in November knows that the boats do not slow down for weather, and now one of them has paid for it.",
    "The owners of the line have been warned three times in as many years, and each time a fine was paid and nothing else was done.",
    "A retired captain who asked to meet in a cafe by the old pier drew the course of both ships on a napkin to show where it went wrong.",
    "The bow doors were open, he said, because the hinges had rusted, and everybody on the crew had known of it since the spring.",
)
DOORS = "bow doors"


def report(paragraphs: Sequence[str], outlet: str | None, day: str | None = None) -> Report:
    published = Dated(day, "given") if day else None
    return build(Raw(f"{outlet}.txt", "\n\n".join(paragraphs), "utf-8", outlet=outlet, published=published), None, None, where="x")


def known(report: Report, *credits: Credit, house: str | None = "") -> Provenance:
    return Provenance(report.id, report.outlet if house == "" else house, report.published.iso if report.published else None, credits)


def whole(report: Report, name: str) -> Credit:
    return Credit(name, report.evidence(Span(0, 9)), (), "credit")


def passage(report: Report, name: str, words: str, *, medium: bool = True) -> Credit:
    at = report.text.index(words)
    return Credit(name, report.evidence(Span(at, at + len(words))), (Span(at, at + len(words)),), "text", medium)


def carried(report: Report, words: str = DOORS, *credited: str) -> Carried:
    at = report.text.index(words)
    return Carried(report.id, Span(at, at + len(words)), credited)


def origins(known: Sequence[Provenance], reports: Sequence[Report], carriers: Sequence[Carried]) -> tuple[CountedOrigin, ...]:
    """The origins, the same in whatever order everything comes."""
    found = copies([digest(r) for r in reports])
    results = {
        Origins(k, c).of(x)
        for k, c, x in zip(permutations(known), permutations([*found, *found][: len(known)]), permutations(carriers), strict=False)
    } | {Origins(known, found).of(carriers)}
    assert len({tuple(sorted((o.name, o.reports) for o in r)) for r in results}) == 1
    return Origins(known, found).of(carriers)


def test_three_reports_one_origin() -> None:
    agency, copy = report(WIRE, "Reuters", "2031-04-02"), report(WIRE[:2], "Coast Daily", "2031-04-02")
    told = report(OWN, "The Ilma Post", "2031-04-03")
    found = origins(
        [known(agency), known(copy), known(told, whole(told, "Reuters"))], [agency, copy, told], [carried(r) for r in (agency, copy, told)]
    )
    assert [(o.name, set(o.reports)) for o in found] == [("Reuters", {agency.id, copy.id, told.id})]
    assert found[0].reason == "1 of Reuters, 1 crediting Reuters, 1 in the same words"
    assert found[0].evidence == (told.evidence(Span(0, 9)),)


def test_reports_of_their_own_are_as_many_origins() -> None:
    one, two = report(WIRE, "Coast Daily", "2031-04-02"), report(OWN, "The Ilma Post", "2031-04-02")
    found = origins([known(one), known(two)], [one, two], [carried(one), carried(two)])
    assert [(o.name, o.reports, o.reason) for o in found] == [
        ("Coast Daily", (one.id,), "1 of Coast Daily"),
        ("The Ilma Post", (two.id,), "1 of The Ilma Post"),
    ]
    assert Origins([known(one)], []).of([]) == ()


def test_two_reports_of_one_outlet_are_one_origin() -> None:
    one, two = report(WIRE, "Coast Daily", "2031-04-02"), report(OWN, "Coast Daily", "2031-04-03")
    found = origins([known(one), known(two)], [one, two], [carried(one), carried(two)])
    assert [(o.name, o.reason) for o in found] == [("Coast Daily", "2 of Coast Daily")]


def test_only_the_passage_that_was_copied_counts_with_the_original() -> None:
    wire, mixed = report(WIRE, "Coast Daily", "2031-04-02"), report((*OWN[:3], WIRE[1], WIRE[2], OWN[3]), "The Ilma Post", "2031-04-03")
    told = [known(wire), known(mixed)]
    copied = carried(mixed, "lying on its side with the bow doors open")
    assert [o.name for o in origins(told, [wire, mixed], [carried(wire), copied])] == ["Coast Daily"]
    own = carried(mixed, "The bow doors were open, he said, because the hinges had rusted")
    assert len(origins(told, [wire, mixed], [carried(wire), own])) == 2
    assert [o.name for o in origins(told, [wire, mixed], [copied])] == ["Coast Daily"]  # though the original carries nothing here


def test_copies_of_copies_are_one_text() -> None:
    first = report(WIRE, "Coast Daily", "2031-04-01")
    second = report((OWN[0], *WIRE[1:], OWN[1]), "The Ilma Post", "2031-04-02")
    third = report((*OWN[2:], WIRE[1], WIRE[3]), "North Wire", "2031-04-03")
    ids = {first.id, second.id, third.id}
    found = [c for a, b in ((first, second), (second, third)) if (c := compare(digest(a), digest(b)))]
    counted = Origins([known(r) for r in (first, second, third)], found).of(
        [carried(first), carried(third, "lying on its side with the bow doors")]
    )
    assert len(found) == 2
    assert [(o.name, set(o.reports)) for o in counted] == [("Coast Daily", {first.id, third.id})]
    assert set(counted[0].reports) < ids


def test_a_passage_credited_to_one_origin_counts_once_and_the_rest_of_the_report_does_not() -> None:
    one, two = report(WIRE, "Coast Daily", "2031-04-02"), report(OWN, "The Ilma Post", "2031-04-02")
    told = [known(one, passage(one, "AFP", WIRE[1])), known(two, passage(two, "AFP", OWN[3]))]
    assert [(o.name, o.reason) for o in origins(told, [one, two], [carried(one), carried(two)])] == [("AFP", "2 crediting AFP")]
    elsewhere = [carried(one, "taken off by fishing boats"), carried(two, "warned three times")]
    assert {o.name for o in origins(told, [one, two], elsewhere)} == {"Coast Daily", "The Ilma Post"}


def test_the_innermost_credit_goes_before_that_of_the_whole() -> None:
    one = report(WIRE, "Coast Daily", "2031-04-02")
    outer = Credit("Radio Ilma", one.evidence(Span(0, 5)), (Span(0, len(one.text)),), "text")
    told = [known(one, whole(one, "Reuters"), outer, passage(one, "AFP", WIRE[1]))]
    assert [o.name for o in origins(told, [one], [carried(one)])] == ["AFP"]


def test_an_organisation_is_an_origin_only_where_an_outlet_has_its_name() -> None:
    one, two = report(WIRE, "Coast Daily", "2031-04-02"), report(OWN, "The Ilma Post", "2031-04-02")
    told = known(one, passage(one, "Ilma Post", WIRE[1], medium=False), passage(one, "Coast Guard", WIRE[2], medium=False))
    assert [o.name for o in origins([told], [one], [carried(one)])] == ["Coast Daily"]
    found = origins([told, known(two, house="Ilma Post")], [one, two], [carried(one), carried(two)])
    assert [(o.name, o.reason) for o in found] == [("Ilma Post", "1 of Ilma Post, 1 crediting Ilma Post")]


def test_whom_the_caller_names_goes_before_all_else() -> None:
    one, two = report(WIRE, "Reuters", "2031-04-02"), report(OWN, "The Ilma Post", "2031-04-02")
    said = [carried(one, DOORS, "Ana Lund"), carried(two, DOORS, "Ana Lund")]
    assert [(o.name, o.reason) for o in origins([known(one), known(two)], [one, two], said)] == [("Ana Lund", "2 crediting Ana Lund")]


def test_of_two_agencies_credited_for_one_report_the_fewest_origins_are_counted() -> None:
    both, one, other = report(WIRE, "Coast Daily"), report(OWN, "The Ilma Post"), report(OWN[1:] + OWN[:1], "North Wire")
    told = [known(both, whole(both, "AFP"), whole(both, "Reuters")), known(one, whole(one, "Reuters")), known(other, whole(other, "AFP"))]
    assert [(o.name, len(o.reports)) for o in Origins(told[:1], []).of([carried(both)])] == [("AFP", 1)]
    found = Origins(told[:2], []).of([carried(both), carried(one)])
    assert [(o.name, len(o.reports), o.reason) for o in found] == [("Reuters", 2, "2 crediting Reuters; may go back to AFP")]
    assert {o.name for o in Origins(told, []).of([carried(r) for r in (both, one, other)])} == {"AFP", "Reuters"}


def test_copies_of_one_day_are_one_origin_though_nobody_knows_whose() -> None:
    one, two = report(WIRE, "Coast Daily", "2031-04-02"), report(WIRE, "North Wire", "2031-04-02")
    found = origins([known(one), known(two)], [one, two], [carried(one), carried(two)])
    assert [(o.name, len(o.reports)) for o in found] == [("Coast Daily", 2)]
    assert found[0].reason == "1 of Coast Daily, 1 in the same words; may go back to North Wire"


def test_a_report_without_outlet_goes_by_its_id() -> None:
    one, two = report(WIRE, None), report(OWN, None)
    found = origins([known(one), known(two)], [one, two], [carried(one), carried(two)])
    assert {o.name for o in found} == {one.id, two.id}
    with pytest.raises(KeyError):
        Origins([known(one)], []).of([carried(two)])


def test_fifty_copies_are_one_origin_and_quickly_counted() -> None:
    reports = [report(WIRE, f"Paper {n}", f"2031-04-{n % 28 + 2:02}") for n in range(49)] + [report(WIRE, "Coast Daily", "2031-04-01")]
    asked = Origins([known(r) for r in reports], copies([digest(r) for r in reports]))
    began = time.process_time()
    found = asked.of([carried(r) for r in reports])
    assert [(o.name, len(o.reports)) for o in found] == [("Coast Daily", 50)]
    assert time.process_time() - began < 2


FIRST = [
    ("2031-04-01", "2031-04-02", (), 0, "published 2031-04-01, the other 2031-04-02"),
    ("2031-04-02", "2031-04-02", (), None, "both are of 2031-04-02"),
    ("2031-04", "2031-04-02", (), None, "both are of 2031-04"),
    ("2031-05", "2031-04-02", (), 1, "published 2031-04, the other 2031-05"),
    (None, "2031-04-02", (), None, "the date of publication is not known of both"),
    ("2031-04-01", "2031-04-02", ("left",), 1, "the other credits North Wire"),
    ("2031-04-01", None, ("right",), 0, "the other credits Coast Daily"),
    ("2031-04-01", "2031-04-02", ("left", "right"), 0, "published 2031-04-01, the other 2031-04-02"),
]


@pytest.mark.parametrize(("day", "other_day", "crediting", "first", "why"), FIRST)
def test_which_copy_came_first(day: str | None, other_day: str | None, crediting: tuple[str, ...], first: int | None, why: str) -> None:
    pair = report(WIRE, "Coast Daily", day), report(WIRE, "North Wire", other_day)
    told = [
        known(one, *([whole(one, two.outlet or "")] if side in crediting else []))
        for one, two, side in ((pair[0], pair[1], "left"), (pair[1], pair[0], "right"))
    ]
    found = compare(*(digest(r) for r in pair))
    assert found is not None
    assert Origins(told, [found]).first(found) == (pair[first].id if first is not None else None, why)


def test_the_later_date_of_an_agency_is_that_of_a_later_version() -> None:
    pair = report(WIRE, "Coast Daily", "2031-04-01"), report(WIRE, "Reuters", "2031-04-02")
    found = compare(*(digest(r) for r in pair))
    assert found is not None
    told = Origins([known(r) for r in pair], [found])
    assert told.first(found) == (None, "that of Reuters, an agency, is of 2031-04-02, the other of 2031-04-01")
    assert [o.name for o in told.of([carried(r) for r in pair])] == ["Reuters"]


CUT = report((OWN[0], WIRE[2], WIRE[1].replace("found", "reached").replace("lying", "resting"), WIRE[3]), "North Wire")
FULL = report(WIRE, "Coast Daily")


def made() -> Copy:
    found = compare(digest(FULL), digest(CUT))
    assert found is not None
    return found


@given(st.data())
def test_a_span_is_found_where_its_words_stand_in_the_copy(data: st.DataObject) -> None:
    copy = made()
    left, right = (FULL.text, CUT.text) if copy.left == FULL.id else (CUT.text, FULL.text)
    passage = data.draw(st.sampled_from(copy.passages))
    start = data.draw(st.integers(passage.left.start, passage.left.end - 2))
    end = data.draw(st.integers(start + 1, passage.left.end))
    there = projected(passage, Span(start, end))
    assert there is not None
    assert passage.right.start <= there.start < there.end <= passage.right.end
    around = left[max(0, start - 12) : start + 12]
    if around in right and start - 12 >= passage.left.start:
        assert there.start == right.index(around) + 12
    assert turned(turned(passage)) == passage


def test_a_span_outside_a_passage_is_not_found() -> None:
    copy = made()
    passage = copy.passages[0]
    if passage.left.start > 40:
        assert projected(passage, Span(0, passage.left.start)) is None
    assert projected(passage, Span(passage.left.end, passage.left.end + 50)) is None
