"""Cases that are hard to give an account of: each says in its notes what it could not do, and none breaks a view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from standoff.case import Case
from standoff.link.notes import notes
from standoff.model import Actor, Dated, Evidence, Link, Links, Mention, Reading, Report, Role, Span, Statement
from standoff.model.report import report_id

FERRY = (
    "The ferry Orlanta sank off Harbour City on Monday. Mayor Ilda Rovek said that the valves of the ferry had been left open. "
    "The harbour ministry denied that the ferry had been overloaded. The mayor said divers would search the ferry again."
)
FERRY_TOO = (
    "Divers searched the ferry Orlanta in Harbour City. The harbour ministry said that nobody had left the valves of the ferry open. "
    "Mayor Ilda Rovek accused the ministry of hiding the ferry's papers. The ferry had carried forty people."
)
VOLCANO = (
    "Ash from Mount Velmar fell on three villages on Friday. The geologist Oskar Lint said that the crater of the volcano had grown. "
    "Farmers near the volcano denied that they had been warned. Lint said lava from the volcano had reached a river."
)
CHESS = (
    "Petra Vaun won the chess tournament in Dresk after nine rounds. Vaun said that the rook ending had been lost for her opponent. "
    "The chess federation denied that the clocks had stopped. The champion said she would defend the chess title."
)


def report(text: str, outlet: str | None = "Post", file: str = "", day: str | None = "2031-04-01") -> Report:
    return Report(
        report_id(outlet, text + file),
        file or f"{outlet}.txt",
        text,
        (Span(0, len(text)),),
        outlet=outlet,
        published=Dated(day, "given") if day else None,
    )


def reading(text: str, outlet: str | None = "Post", file: str = "", day: str | None = "2031-04-01") -> Reading:
    made = report(text, outlet, file, day)
    statement = Statement(f"{made.id}.s", None, None, (Span(0, 5),), "indirect", "assert")
    return Reading(made, "run", statements=(statement,))


def noted(*readings: Reading, links: Links | None = None) -> str:
    found = notes(readings, links or Links())
    assert found == notes(readings[::-1], links or Links())  # whatever the order
    return "\n".join(found)


def test_a_sound_case_has_no_note() -> None:
    assert noted(reading(FERRY, "Post"), reading(FERRY_TOO, "Coast")) == ""
    assert notes((), Links()) == ()


def test_one_report() -> None:
    assert noted(reading(FERRY)) == "One report: there is nothing to compare it with."


def test_one_outlet() -> None:
    found = noted(reading(FERRY, "Post", "a.txt"), reading(FERRY_TOO, "Post", "b.txt"))
    assert found == "All 2 reports are from one outlet, Post: the comparison of outlets begins with a second."


def test_fifty_copies_of_one_report() -> None:
    copies = [reading(FERRY, f"Outlet {n:02}") for n in range(50)]
    assert noted(*copies) == "All 50 reports have the same words: they are one account told 50 times."
    # A copy with other marks and capitals is still one; with a report of its own beside them the case has two accounts.
    shouted = reading(FERRY.replace(". ", "! ").upper(), "Shouter")
    found = noted(*copies, shouted, reading(FERRY_TOO, "Coast"))
    assert found.startswith("51 reports have the same words (Outlet 00.txt, Outlet 01.txt, Outlet 02.txt, Outlet 03.txt and 47 more)")


def test_a_report_about_another_event_is_named() -> None:
    found = noted(reading(FERRY, "Post"), reading(FERRY_TOO, "Coast"), reading(VOLCANO, "Wire"))
    assert found == "Wire.txt shares hardly a name or word with the other 2 reports: it seems to tell of another event."


def test_reports_about_as_many_events() -> None:
    found = noted(reading(FERRY, "Post"), reading(VOLCANO, "Coast"), reading(CHESS, "Wire"))
    assert found == "The 3 reports share hardly a name or word with one another: they seem to tell of different events."


def test_a_pile_of_many_events_of_one_kind_is_told_by_its_pairs() -> None:
    # Each shares words with the next, so that all hang together although most pairs share nothing.
    shared = "harbour ministry volcano village federation champion river glacier tunnel orchard theatre quarry".split()
    own = [" ".join(f"{word}{chr(97 + n)}ok" for word in ("Zor", "Kel", "Mir", "Tam", "Ras", "Vol")) for n in range(9)]
    texts = [f"{' '.join(shared[n : n + 4])} said " * 5 + f"{own[n]} " * 6 for n in range(9)]
    found = noted(*(reading(text, f"Outlet {n}") for n, text in enumerate(texts)))
    assert (
        found
        == "The reports seem to tell of several events: most pairs of reports share hardly a name or word. A case is made for one event."
    )


@pytest.mark.parametrize("more", [0, 1])
def test_no_dates(more: int) -> None:
    undated = [reading(FERRY, "Post", day=None), reading(FERRY_TOO, "Coast", day=None)]
    found = noted(*undated, *([reading(FERRY_TOO + " More.", "Wire")] * more))
    if more:
        assert found.startswith("Coast.txt and Post.txt have no date: what is later than what cannot be told there.")
    else:
        assert found.startswith("No report has a date: what is later, and what only brings a number up to date, cannot be told.")
    assert "standoff set CASE REPORT published=" in found


def test_an_outlet_without_a_name() -> None:
    found = noted(reading(FERRY, "Post"), reading(FERRY_TOO, None, "leaflet.txt"))
    assert found.startswith("leaflet.txt names no outlet: each such report counts as an outlet of its own, under its file name.")
    assert "standoff set CASE REPORT outlet=NAME" in found


def test_a_report_of_which_nothing_was_read() -> None:
    empty = replace(reading(FERRY_TOO, "Coast"), statements=())
    assert noted(reading(FERRY), empty).startswith("Coast.txt holds no statement that was found")


def named(text: str, outlet: str, name: str, actor: str) -> tuple[Reading, Link, Evidence]:
    made = report(text, outlet)
    at = Span(text.index(name), text.index(name) + len(name))
    read = Reading(
        made,
        "run",
        mentions=(Mention(f"{made.id}.m", at, "person", "name"),),
        statements=(Statement(f"{made.id}.s", None, None, (Span(0, 5),), "indirect", "assert"),),
    )
    return read, Link(made.id, f"{made.id}.m", actor, 1.0, "name"), made.evidence(at)


def test_two_people_of_one_name_by_what_they_do() -> None:
    one, first, here = named(FERRY + " Ana Hale came.", "Post", "Ana Hale", "hale")
    two, second, there = named(FERRY_TOO + " Ana Hale wept.", "Coast", "Ana Hale", "hale")
    roles = (Role("the harbour minister", here), Role("a taxi driver", there))
    links = Links((Actor("hale", "Ana Hale", "person", ("Ana Hale",), roles),), mentions=(first, second))
    found = noted(one, two, links=links)
    assert (
        "Ana Hale is “the harbour minister” in one report and “a taxi driver” in another: taken for one person by the name alone." in found
    )
    assert "standoff judge CASE not-same NAME@REPORT NAME@REPORT" in found
    # Kin and company say nothing, and a private person is named by no note.
    kin = replace(links.actors[0], roles=(roles[0], Role("his widow", there)))
    assert noted(one, two, links=replace(links, actors=(kin,))) == ""
    assert noted(one, two, links=replace(links, actors=(replace(links.actors[0], public=False),))) == ""


@pytest.mark.parametrize(("ages", "two"), [(("34", "61"), True), (("34", "35"), False)])
def test_two_people_of_one_name_by_their_ages(ages: tuple[str, str], two: bool) -> None:
    one, first, _ = named(FERRY + f" Ana Hale, {ages[0]}, came.", "Post", "Ana Hale", "hale")
    other, second, _ = named(FERRY_TOO + f" Ana Hale, {ages[1]}, wept.", "Coast", "Ana Hale", "hale")
    links = Links((Actor("hale", "Ana Hale", "person", ("Ana Hale",)),), mentions=(first, second))
    assert ("Ana Hale is 34 in one report and 61 in another" in noted(one, other, links=links)) == two


def test_a_surname_that_fits_two() -> None:
    people = tuple(Actor(name.lower().replace(" ", "-"), name, "person") for name in ("Ana Hale", "Ivo Hale", "Hale", "Mia Vold"))
    found = noted(reading(FERRY, "Post"), reading(FERRY_TOO, "Coast"), links=Links(people))
    assert found == "“Hale” fits Ana Hale and Ivo Hale: where a report does not tell which, nobody is chosen."


# The same from files, read by the baseline reader and linked: every view stands, and the notes stand under it.


def made_case(folder: Path, texts: Iterable[str], table: Sequence[str] = (), outlet: str | None = None) -> Case:
    for n, text in enumerate(texts):
        (folder / f"{n:02}.txt").write_text(text + "\n", encoding="utf-8")
    meta = folder / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published", *table]) + "\n", encoding="utf-8")
    return Case.of(sorted(folder.glob("*.txt")), meta=meta if table else None, outlet=outlet, reader="baseline")


def every_view(case: Case) -> None:
    assert case.statements()
    for rows in (case.claims(), case.disputes(), case.unknowns(), case.actors(), case.judgements()):
        assert isinstance(rows, tuple)
    assert case.export()


def test_copies_without_dates_or_outlets_from_files(tmp_path: Path) -> None:
    # Two reports of one text and outlet are one report already; named outlets make them fifty.
    with made_case(tmp_path, [FERRY] * 50, [f"{n:02}.txt,Outlet {n:02}," for n in range(50)]) as case:
        every_view(case)
        assert len(case.reports()) == 50
        assert "All 50 reports have the same words: they are one account told 50 times." in case.notes
        assert any(note.startswith("No report has a date") for note in case.notes)
    with made_case(tmp_path / ".", [FERRY]) as case:
        assert len(case.reports()) == 1


def test_unrelated_events_without_outlets_from_files(tmp_path: Path) -> None:
    with made_case(tmp_path, [FERRY, VOLCANO, CHESS]) as case:
        every_view(case)
        assert [note.partition(":")[0] for note in case.notes] == [
            "The 3 reports share hardly a name or word with one another",
            "No report has a date",
            "00.txt, 01.txt and 02.txt name no outlet",
        ]
        assert case.disputes() == ()
        assert case.claims() == ()


def test_two_people_of_one_name_from_files(tmp_path: Path) -> None:
    texts = [
        FERRY + " Ana Hale, the harbour minister, resigned. Ms. Hale said that the ferry had been her duty.",
        FERRY_TOO + " Ana Hale, a taxi driver, wept on the quay. Ana Hale said that the ferry had left too late.",
        FERRY_TOO + " Rescuers left the quay at night. Hale said that the ferry lay deep.",
    ]
    table = [f"{n:02}.txt,{outlet},2031-04-0{n + 1}" for n, outlet in enumerate(("Post", "Coast", "Wire"))]
    with made_case(tmp_path, texts, table) as case:
        every_view(case)
        (note,) = [n for n in case.notes if "Hale" in n]
        assert "“the harbour minister” in one report and “a taxi driver” in another" in note
        case.judge("not-same", "Ana Hale@P", "Ana Hale@C", by="ada")
        assert [a.name for a in case.actors(private=True)].count("Ana Hale") == 2
        # The surname alone fits both now: nobody is chosen, and the note says so.
        assert not any("taken for one person" in n for n in case.notes)
        spoken = {r.outlet: [a.id for a in r.source.actors] for r in case.statements() if "Hale" in (r.source.written or "")}
        assert len({tuple(ids) for ids in spoken.values()}) == 3
