"""FollowTheMoney: its own library reads every entity back, and changes nothing of it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deeds import REPORTS, deeds, deeds_path
from example_case import example_copy
from ferry import RegexReader
from hostile import hostile_case
from quarrel import material as quarrel_material
from standoff.account import Material
from standoff.account.ties import Ties
from standoff.account.timeline import timeline_rows
from standoff.account.timeline_index import TimelineIndex
from standoff.case import Case
from standoff.export.ftm import chunks
from standoff.export.ftm import values as ftm_values
from standoff.export.ftm.actors import SCHEMA_OF
from standoff.export.ftm.values import LONGEST, SCHEMATA, TYPES, cleaned, line, text_parts
from standoff.export.parcel import Parcel
from standoff.link.tables import countries
from standoff.model import Actor, Dated, Link, Links, Mention, Reading, Report, Resolved, Role, Span, report_id
from standoff.model.visible import visible
from strategies import texts

__all__ = ["deeds", "deeds_path"]
Rows = list[dict[str, Any]]
# What a version before 4 has no property for, and passes over.
SINCE_4 = {("UnknownLink", "proof")}
CASES = ["ferry", "deeds", "quarrel", "example", "hostile"]
PLACE = re.compile(r"([0-9a-f]{12}):(\d+)-(\d+)")


@pytest.fixture(scope="session")
def ftm() -> Any:
    """The library. Without it these tests are skipped, unless STANDOFF_FTM=required."""
    try:
        return import_module("followthemoney")
    except ImportError:
        what = "no followthemoney: pip install 'standoff[ftm-check]' to have the entities read back by their own library"
        if os.environ.get("STANDOFF_FTM") == "required":
            pytest.fail(what)
        pytest.skip(what)


@pytest.fixture
def material(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Material:
    """The material of a case by name."""
    name = request.param
    if name == "quarrel":
        return quarrel_material()
    if name in ("ferry", "deeds"):
        return request.getfixturevalue({"ferry": "case", "deeds": "deeds"}[name]).view().material
    path = example_copy(tmp_path) if name == "example" else hostile_case(tmp_path, monkeypatch)
    with Case.open(path) as case:
        return case.view().material


def exported(material: Material, **asked: bool) -> Rows:
    return [json.loads(row) for row in chunks(Parcel("a case", material, **asked))]


def of(rows: Rows, *schemata: str) -> Rows:
    return [row for row in rows if row["schema"] in schemata]


def notes(rows: Rows, kind: str) -> list[dict[str, list[str]]]:
    return [row["properties"] for row in of(rows, "Note") if row["properties"]["keywords"][0] == kind]


def before_4(ftm: Any) -> bool:
    return int(ftm.__version__.split(".")[0]) < 4


def test_the_schemata_and_properties_are_those_of_the_library(ftm: Any) -> None:
    kind_of = {name: kind for kind, names in TYPES.items() for name in names}
    ranges = {}
    for name, properties in SCHEMATA.items():
        schema = ftm.model.get(name)
        assert not schema.abstract and not schema.deprecated
        assert set(schema.required) <= {*properties}
        for prop in properties:
            if before_4(ftm) and (name, prop) in SINCE_4:
                assert prop not in schema.properties
                continue
            found = schema.properties[prop]
            assert found.type.name == kind_of[prop] and not found.stub and not found.deprecated
            assert found.max_length >= LONGEST.get(kind_of[prop], 0)
            if kind_of[prop] == "entity":
                ranges[name, prop] = found.range.name
    assert set(SCHEMA_OF.values()) | {"Article", "Event", "Note", "UnknownLink"} == set(SCHEMATA)
    assert (
        ranges.items() >= {("UnknownLink", "subject"): "Thing", ("Event", "involved"): "LegalEntity", ("Note", "entity"): "Thing"}.items()
    )
    assert {ranges[key] for key in ranges if key[1] == "proof"} == {"Document"}


@pytest.mark.parametrize("material", CASES, indirect=True)
@pytest.mark.parametrize("asked", [{}, {"private": True, "full_text": True}], ids=["plain", "all"])
def test_the_library_reads_all_entities_and_changes_nothing(ftm: Any, material: Material, asked: Mapping[str, bool]) -> None:
    rows = exported(material, **asked)
    schemata = {row["id"]: ftm.model.get(row["schema"]) for row in rows}
    assert len(schemata) == len(rows) > 3
    for row in rows:
        schema = schemata[row["id"]]
        assert row.keys() == {"id", "schema", "properties"}
        known = {k: v for k, v in row["properties"].items() if not (before_4(ftm) and (row["schema"], k) in SINCE_4)}
        proxy = ftm.model.get_proxy(row, cleaned=False)
        assert proxy.id == row["id"]
        assert {prop.name: proxy.get(prop) for prop in proxy.iterprops()} == known
        assert schema.validate({"properties": known}) is None
        assert set(schema.required) <= known.keys()
        assert proxy.caption != schema.label or schema.is_a("UnknownLink")
        for name, values in known.items():
            prop = schema.get(name)
            assert all(prop.type.validate(value) and len(value) <= prop.max_length for value in values)
            if prop.range:
                assert all(schemata[value].is_a(prop.range) for value in values)
        if schema.edge:
            assert len(list(proxy.edgepairs())) == 1


@pytest.mark.parametrize("material", CASES, indirect=True)
def test_every_entity_is_proved_by_articles_and_leads_to_exact_places(material: Material) -> None:
    rows = exported(material)
    articles = {row["id"]: row["properties"] for row in of(rows, "Article")}
    reports = {PLACE.sub("", r.report.id): r.report for r in material.readings}
    quotes = 0
    for row in rows:
        properties = row["properties"]
        lines = [
            x
            for name in ("description", "notes")
            for x in properties.get(name, ())
            if PLACE.search(x) and not x.startswith("Role as written")
        ]
        if row["schema"] != "Article":
            assert lines and set(properties["proof"]) <= articles.keys()
            told = {PLACE.findall(x)[-1][0] for x in lines}
            assert {articles[p]["description"][0].split()[1].rstrip(",") for p in properties["proof"]} == told
        for x in lines:
            report, start, end = PLACE.findall(x)[-1]
            words = visible(reports[report].text[int(start) : int(end)], lines=False).strip()
            shown = unicodedata.normalize("NFC", re.sub("[\u061c\u200c-\u200f]", "", words))
            assert f"“{shown}”" in x or "…" in x or "[" in x
            quotes += f"“{shown}”" in x
    assert quotes > len(rows) / 2


@pytest.mark.parametrize("material", CASES, indirect=True)
def test_the_lines_are_plain_json_in_the_order_of_what_they_refer_to(material: Material) -> None:
    seen: set[str] = set()
    for raw in chunks(Parcel("a case", material, full_text=True)):
        text = raw.decode()
        assert text.endswith("\n") and len(text.splitlines()) == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)
        row = json.loads(text)
        assert re.fullmatch("standoff-[0-9a-f]{32}", row["id"])
        for name in TYPES["entity"]:
            assert set(row["properties"].get(name, ())) <= seen
        seen.add(row["id"])


def test_a_report_is_an_article_with_what_is_known_of_it() -> None:
    one = Report(report_id("The Post", "A text."), "a.txt", "A text.", (), outlet="The Post", published=Dated("2031-04", "metadata"))
    full = replace(one, url="HTTPS://Post.example", title="Of a\nferry", language="fr")
    first, second = (exported(Material([Reading(r, "r")], Links()))[0]["properties"] for r in (one, full))
    assert first.items() >= {"fileName": ["a.txt"], "publisher": ["The Post"], "publishedAt": ["2031-04"], "language": ["eng"]}.items()
    assert not first.keys() & {"title", "sourceUrl", "bodyText", "contentHash"}
    assert (second["title"], second["sourceUrl"], second["language"]) == (["Of a ferry"], ["https://post.example/"], ["fra"])
    assert one.id in first["description"][0] and one.sha256 in first["description"][0]
    (undated,) = exported(Material([Reading(replace(one, published=None, outlet=None, language="und"), "r")], Links()))
    assert not undated["properties"].keys() & {"publishedAt", "publisher", "language"}


def test_texts_go_along_only_when_asked_for_and_in_parts_that_fit(case: Case) -> None:
    assert not any("bodyText" in row["properties"] for row in exported(case.view().material))
    rows = of(exported(case.view().material, full_text=True), "Article")
    texts = [r.report.text for r in case.view().material.readings]
    assert [row["properties"]["bodyText"] for row in rows] == [[t.replace("\r\n", "\n").strip()] for t in texts]
    long = "\n".join(f"{n} " + "words of a report " * 20 for n in range(1_000))
    parts = text_parts(long)
    assert len(parts) > 5 and all(len(p) <= LONGEST["text"] and p == cleaned("text", p) for p in parts)
    assert " ".join(parts).split() == long.split()
    assert "".join(text_parts("x" * 150_000)) == "x" * 150_000


def test_private_persons_have_no_entity_unless_asked_for(deeds: Case) -> None:
    material = deeds.view().material
    rows = exported(material)
    names = ("name", "alias", "weakAlias", "title", "publisher")
    assert not any("Ash" in value for row in rows for name in names for value in row["properties"].get(name, ()))
    assert not any("inferred: Jon Ash" in value for row in rows for values in row["properties"].values() for value in values)
    assert not any("Jon Ash (“said”)" in x for note in notes(rows, "statement") for x in note["description"])
    (arrest,) = (row["properties"] for row in of(rows, "Event") if row["properties"]["name"][0].startswith("COERCE"))
    assert "involved" not in arrest and "Jon Ash" in arrest["description"][0]  # what is told stays, as it is written
    everything = exported(material, private=True)
    (ash,) = (row["id"] for row in of(everything, "Person") if row["properties"]["name"] == ["Jon Ash"])
    assert sum(ash in note["entity"] for note in notes(everything, "statement")) == 2
    met = [row["properties"]["name"][0] for row in of(everything, "Event") if ash in row["properties"].get("involved", ())]
    assert any(name.startswith("COERCE") for name in met)


def spoken_of(*actors: Actor) -> Material:
    """A report that names actors, each at a place of its own."""
    text = " ".join(a.name for a in actors)
    report = Report(report_id("Post", text), "a.txt", text, (), outlet="Post")
    spans = [Span(text.index(a.name), text.index(a.name) + len(a.name)) for a in actors]
    mentions = tuple(Mention(f"m{n}", span, "other", "name") for n, span in enumerate(spans))
    links = tuple(Link(report.id, f"m{n}", a.id, 0.9, "") for n, a in enumerate(actors))
    return Material([Reading(report, "r", mentions=mentions)], Links(actors, mentions=links))


def test_actors_are_of_a_schema_that_says_no_more_than_is_known() -> None:
    kinds = {"person": "Ana Rovek", "organisation": "Harbour Union", "government": "Danish government", "armed force": "Danish army"}
    material = spoken_of(
        *(Actor(f"a-{n}", name, kind) for n, (kind, name) in enumerate(kinds.items())),  # type: ignore[arg-type]
        Actor("a-g", "some protesters", "group"),
        Actor("a-m", "Reuters", "media"),
        Actor("a-c", "Central Intelligence Agency", "organisation"),
        Actor("a-t", "Tibetan government", "government"),
        Actor("a-o", "Danish Ferry Line", "organisation"),
    )
    found = {
        r["properties"]["name"][0]: (r["schema"], r["properties"].get("country")) for r in exported(material) if r["schema"] != "Article"
    }
    assert found == {
        "Ana Rovek": ("Person", None),
        "Harbour Union": ("Organization", None),
        "Danish government": ("PublicBody", ["dk"]),
        "Danish army": ("Organization", ["dk"]),
        "some protesters": ("LegalEntity", None),
        "Reuters": ("Organization", None),
        "Central Intelligence Agency": ("Organization", ["us"]),
        "Tibetan government": ("PublicBody", ["cn-xz"]),
        "Danish Ferry Line": ("Organization", None),  # an adjective in a name tells of no seat
    }


def test_names_to_compare_by_are_told_from_names_that_many_bear() -> None:
    forms = ("Ana Rovek", "Mayor Ana Rovek", "Anna Rovek", "Mayor Anna Rovek", "Rovek", "Ms. Rovek", '"Rovek', "the mayor", "Mayor", "she")
    union = ("the Harbour Union", "HU", "Union of the Harbour", "dockers", "Denmark")
    material = spoken_of(Actor("a-1", "Ana Rovek", "person", forms), Actor("a-2", "Harbour Union", "organisation", union))
    person, body = (row["properties"] for row in of(exported(material), "Person", "Organization")[:2])
    assert (person["alias"], person["weakAlias"]) == (["Anna Rovek"], ["Mayor Ana Rovek", "Mayor Anna Rovek", "Rovek", "Ms. Rovek"])
    assert (body["alias"], body["weakAlias"]) == (["Union of the Harbour"], ["HU", "Denmark"])


def test_roles_are_positions_as_written_and_an_actor_that_nothing_names_is_left_out() -> None:
    material = spoken_of(Actor("a-1", "Ana Rovek", "person"))
    report = material.readings[0].report
    role = Role("Ana", report.evidence(Span(0, 3)))
    actors = (replace(material.links.actors[0], roles=(role,)), Actor("a-2", "Nobody", "person"))
    (person,) = of(exported(Material(material.readings, replace(material.links, actors=actors))), "Person")
    assert person["properties"]["position"] == ["Ana"]
    assert person["properties"]["notes"][0] == f"Role as written: “Ana” – Post (no date in the file), {report.id}:0-3"


def test_ties_are_links_with_every_passage() -> None:
    material = quarrel_material()
    rows = exported(material)
    names = {row["id"]: row["properties"].get("name", [None])[0] for row in rows}
    links = {row["properties"]["recordId"][0]: row["properties"] for row in of(rows, "UnknownLink")}
    groups = material.kept(Ties).all
    assert links.keys() == {g.id for g in groups} and len(links) > 10
    for g in groups:
        link = links[g.id]
        ends = [names[link[side][0]] for side in ("subject", "object")]
        assert ends == [next(a.name for a in material.links.actors if a.id == end) for end in (g.source, g.target)]
        assert link["role"] == [{"+": "supports", "-": "opposes"}[g.sign]]
        assert link.get("date", []) == sorted({t.date for t in g.ties if t.date})
        assert len(link["description"]) == len(g.ties)
        assert link["status"] == (["told in an outlet’s own voice"] if g.own else ["attributed"])
    (said,) = (link for link in links.values() if "Otto" in link["summary"][0])
    assert said["description"][0].startswith("Undated: “Brill said Otto backs Rovek” – Brill (“")
    both = [x for x in links.values() if len(x["summary"]) > 1]
    assert both and all(re.search(r"\(tie (t\w+)\)", x["summary"][1])[1] in links for x in both)  # type: ignore[index]


def test_deeds_are_events_that_say_how_they_are_told(deeds: Case) -> None:
    material = deeds.view().material
    rows = exported(material)
    events = {row["properties"]["recordId"][0]: row["properties"] for row in of(rows, "Event")}
    deed = timeline_rows(material.kept(TimelineIndex))
    assert list(events) == [cleaned("string", row.id) for row in deed] and len(deed) == 7
    by_name = {event["name"][0]: event for event in events.values()}
    assert set(by_name) == {
        "ASSAULT (PLOVER), 2031-03-31, told as happened",
        "COERCE (PLOVER), 2031-04, told as happened",
        "ASSAULT (PLOVER), undated, told as denied",
        "ASSAULT (PLOVER), 2031-03, told as happened",
        "PROTEST (PLOVER), undated, told as planned",
        "PROTEST (PLOVER), undated, told as happened",
    }
    attack = by_name["ASSAULT (PLOVER), 2031-03-31, told as happened"]
    assert (attack["date"], attack["location"], attack["country"]) == (["2031-03-31"], ["Damascus"], ["sy"])
    assert attack["summary"] == [
        f"“{REPORTS['pier.txt'][1].splitlines()[0]}” – in the outlet’s own voice, Pier Gazette (2031-04-04), {PIER}:0-55"
    ]
    denied = by_name["ASSAULT (PLOVER), undated, told as denied"]
    assert "The ministry denied guards had shot Ilda Rovek" in denied["description"][0]
    assert denied["description"][0].startswith("Told as denied; agent as written: guards; recipient as written: Ilda Rovek: “")
    assert "date" not in denied and denied["keywords"] == ["PLOVER ASSAULT", "told as denied"]
    (rovek,) = (row["id"] for row in of(rows, "Person") if row["properties"]["name"] == ["Ilda Rovek"])
    assert denied["involved"] == [rovek]
    assert any("not what is established" in x for x in denied["notes"])


@pytest.mark.parametrize("material", ["example"], indirect=True)
def test_every_deed_of_the_timeline_is_an_event_and_mere_sayings_are_told_from_it(material: Material) -> None:
    events = [row["properties"] for row in of(exported(material), "Event")]
    deed = timeline_rows(material.kept(TimelineIndex))
    assert [event["recordId"] for event in events] == [[row.id] for row in deed]
    assert ["mere saying" in event["keywords"] for event in events] == [row.saying for row in deed]
    assert 0 < sum(row.saying for row in deed) < len(deed)
    assert all(len(event["description"]) == len(row.tellings) for event, row in zip(events, deed, strict=True))
    outlets = [{material.reading(t.event.report).report.outlet for t in row.tellings} - {None} for row in deed]
    assert [set(event.get("publisher", ())) for event in events] == outlets


PIER = report_id("Pier Gazette", REPORTS["pier.txt"][1])


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        (Resolved("2031-04-29", "2031-05-02", "day", "four days"), {"startDate": ["2031-04-29"], "endDate": ["2031-05-02"]}),
        (Resolved("2030-11-01", "2031-02-28", "month", "the winter"), {"startDate": ["2030-11"], "endDate": ["2031-02"]}),
        (Resolved("2029-01-01", "2031-12-31", "year", "three years"), {"startDate": ["2029"], "endDate": ["2031"]}),
        (Resolved("2020-01-01", "2029-12-31", "decade", "the twenties"), {}),
        (Resolved("2031-04-07", "2031-04-13", "week", "that week"), {"date": ["2031-04"]}),
        (Resolved("2031-04-07T06:40", "2031-04-07T06:40", "minute", "6:40"), {"date": ["2031-04-07"]}),
        (None, {}),
    ],
)
def test_a_deed_is_dated_no_finer_than_it_is_told(deeds: Case, when: Resolved | None, dates: dict[str, list[str]]) -> None:
    material = deeds.view().material
    told = {e.id for r in material.readings for e in r.events}
    datings = tuple(replace(d, when=when) for d in material.links.datings if when or d.item not in told)
    changed = Material(material.readings, replace(material.links, datings=datings if when else (), clusters=()))
    (attack,) = (r["properties"] for r in of(exported(changed), "Event") if "Damascus" in str(r["properties"]["description"]))
    assert {name: attack[name] for name in ("date", "startDate", "endDate") if name in attack} == dates


def test_statements_disputes_claims_and_open_questions_are_notes(case: Case) -> None:
    material = case.view().material
    rows = exported(material)
    names = {row["id"]: row["properties"].get("name", [None])[0] for row in rows}
    said = notes(rows, "statement")
    public = {a.id for a in material.links.actors if a.public}
    wanted = {(x.report, x.item) for x in material.links.sources if x.target in public}
    assert len(said) == len(wanted) == 5
    (nested,) = (note for note in said if "Tamas Brill (“claimed”)" in note["description"][0])
    assert [names[e] for e in nested["entity"]] == ["Tamas Brill"]  # who answers for it, not who says that he did
    assert " – Mayor Ilda Rovek [inferred: Ilda Rovek] ← Tamas Brill (“claimed”), Harbour Post (2031-04-01), " in nested["description"][0]
    assert (
        Counter(note["keywords"][1] for note in said)["deny"] == sum(x.act == "deny" for r in material.readings for x in r.statements) - 1
    )
    (dispute,) = notes(rows, "dispute")
    assert dispute["description"][0] == "Dispute: Were there orders?" and len(dispute["proof"]) == 2
    assert [x.split(":")[0].split(",")[0] for x in dispute["description"][1:]] == ["Side A", "Side B", "Beside the sides"]
    assert {names[e] for e in dispute["entity"]} == {a.name for a in material.links.actors if a.id in held(material)}
    (claim,) = notes(rows, "claim")
    assert [x.split(":")[0] for x in claim["description"]] == ["Claim, told by 2 reports, 2 origins", "Denies", "Asserts"]
    (unknown,) = notes(rows, "open question")
    harbour = next(row["id"] for row in of(rows, "Article") if row["properties"]["publisher"] == ["Harbour Post"])
    assert (unknown["entity"], unknown["proof"]) == ([harbour], [harbour])
    assert unknown["description"][0].startswith(
        "Open question: “It is not clear where the crew went” – in the outlet’s own voice, Harbour Post"
    )


def held(material: Material) -> set[str | None]:
    return {p.holder for d in material.links.disputes for p in d.positions}


def test_a_source_that_has_no_entity_leaves_a_note_to_its_article(case: Case) -> None:
    material = case.view().material
    alone = Material(material.readings, replace(material.links, sources=(), mentions=(), actors=(), ties=()))
    rows = exported(alone)
    assert not notes(rows, "statement")
    assert all(note["entity"] == note["proof"] for kind in ("dispute", "claim", "open question") for note in notes(rows, kind))


def test_ids_stay_when_reports_are_added_and_meet_only_where_a_report_does(
    linked: None, paths: list[Path], meta: Path, tmp_path: Path, make_reader: Callable[[], RegexReader]
) -> None:
    with Case.open(tmp_path / "one.standoff", create=True) as grown, Case.open(tmp_path / "two.standoff", create=True) as other:
        grown.read(paths[:1], meta=rows_of(meta, paths[:1]), reader=make_reader())
        first, size = people(grown), len(exported(grown.view().material))
        grown.read(paths, meta=meta, reader=make_reader())
        assert first.items() <= people(grown).items() and len(exported(grown.view().material)) > size
        other.read(paths[1:2], meta=rows_of(meta, paths[1:2]), reader=make_reader())
        assert people(other).keys() & first.keys() >= {"Ilda Rovek"}
        assert not set(people(other).values()) & set(first.values())


def test_the_id_of_an_actor_is_that_of_the_place_where_it_is_first_named() -> None:
    one = spoken_of(Actor("a-1", "Ana Rovek", "person"), Actor("a-2", "Eve Lund", "person", public=False))
    report, links = one.readings[0].report.id, one.links
    first = ids_of(one)
    renamed = tuple(replace(a, id=f"b-{9 - n}", name=f"{a.name} Stahl") for n, a in enumerate(links.actors))
    mentions = tuple(Link(report, f"m{n}", a.id, 0.9, "") for n, a in enumerate(renamed))
    assert ids_of(Material(one.readings, replace(links, actors=renamed, mentions=mentions))) == first and len(first) == 1
    assert ids_of(one, private=True)[0] == first[0] and len(ids_of(one, private=True)) == 2
    joint = tuple(Link(report, "m0", actor, 0.9, "both") for actor in ("a-1", "a-2"))
    assert len(set(ids_of(Material(one.readings, replace(links, mentions=joint)), private=True))) == 2


def ids_of(material: Material, **asked: bool) -> list[str]:
    return [row["id"] for row in of(exported(material, **asked), "Person")]


def rows_of(meta: Path, paths: list[Path]) -> Path:
    lines = meta.read_text(encoding="utf-8").splitlines()
    short = meta.with_name("short.csv")
    short.write_text("\n".join([lines[0], *(x for x in lines if x.startswith(tuple(p.name for p in paths)))]) + "\n", encoding="utf-8")
    return short


def people(case: Case) -> dict[str, str]:
    rows = exported(case.view().material)
    return {row["properties"]["name"][0].removeprefix("Mayor "): row["id"] for row in of(rows, "Person")}


def test_two_exports_are_the_same_bytes(case: Case) -> None:
    first = case.export("ftm")
    case.link(force=True)
    assert case.export("ftm") == first == b"".join(chunks(Parcel("another name", case.view().material)))
    assert case.export("ftm", private=True) != first


def test_a_case_without_reports_has_no_entities_and_one_report_is_enough(deeds: Case) -> None:
    assert exported(Material((), Links())) == []
    calm = Report(report_id(None, "The sea was calm."), "calm.txt", "The sea was calm.", ())
    assert [row["schema"] for row in exported(Material([Reading(calm, "r")], Links()))] == ["Article"]


def test_a_property_of_another_schema_is_refused() -> None:
    with pytest.raises(KeyError):
        line("x", "Note", {"position": ["mayor"]})


def awkward() -> st.SearchStrategy[str]:
    """Texts that the library would clean: quotation marks, breaks, what an address is parted at, halves of characters."""
    marks = st.sampled_from(
        ["'", '"', "“", "«", "\n", "\t", "; ", ",,", ",.", "<BR>", "ESQ.,", "\ud800", "\u2060", "\u0a00", "\u3000", "\x85", "e\u0301"]
    )
    return st.lists(st.one_of(marks, texts(max_size=4)), max_size=8).map("".join)


@given(awkward())
@example("'\"' quoted \"'")
@example("ESQ;,")
@example("x" * 70_000)
@example("' '")
@example("\u0958\u0301;ESQ,.,")
def test_the_library_leaves_words_as_they_are(ftm: Any, text: str) -> None:
    types = import_module("followthemoney.types").registry
    for kind in ("name", "string", "text", "address"):
        found = cleaned(kind, text)
        assert getattr(types, kind).clean(found) == (found or None)
        assert len(found or "") <= LONGEST[kind]
        assert found == cleaned(kind, found or "")


URLS = [
    "https://post.example", "HTTP://Post.Example:8080/a?b=c#d", "https://user:secret@post.example/", "https://büro.example/ä", "http://a.be/x;?#",
    "https://post.example/" + "x" * 5_000, "http://", "https://-/", "http://a..b/", "http://1.2.3.4/", "http://[::1]/", "http://a b.be/",
    "http://a.example:99999/", "javascript:alert(1)", "ftp://a.example/", "http://a.example/\ud800", "http://a_b.example/%zz", "http://a.example./",
]  # fmt: skip


@given(st.one_of(st.sampled_from(URLS), awkward().map("https://a.example/".__add__), awkward().map("http://".__add__)))
def test_an_address_is_one_that_the_library_keeps_or_none(ftm: Any, url: str) -> None:
    found = cleaned("url", url)
    assert found is None or import_module("followthemoney.types").registry.url.clean(found) == found
    assert found is None or (found.isascii() and found.startswith(("http://", "https://")) and len(found) <= LONGEST["url"])


def test_addresses_of_the_web_come_through() -> None:
    assert [cleaned("url", url) for url in URLS[:5]] == [
        "https://post.example/", "http://post.example:8080/a?b=c#d", "https://post.example/", "https://xn--bro-hoa.example/%C3%A4", "http://a.be/x",
    ]  # fmt: skip
    assert [url for url in URLS[5:] if cleaned("url", url)] == ["http://a.example/\ud800", "http://a_b.example/%zz", "http://a.example./"]


@pytest.mark.parametrize(
    "date", ["2031", "2031-04", "2031-04-30", "2031-02-30", "2031-13", "0031", "2031-4", "2031-04-30T10:00", "", "April", "３０31"]
)
def test_a_date_is_one_that_the_library_keeps_or_none(ftm: Any, date: str) -> None:
    found = cleaned("date", date)
    assert found == (date if date in ("2031", "2031-04", "2031-04-30") else None)
    assert import_module("followthemoney.types").registry.date.clean(found) == found


def test_countries_and_languages_are_codes_of_the_library(ftm: Any) -> None:
    types = import_module("followthemoney.types").registry
    codes = {code: cleaned("country", code) for code in countries()}
    assert {code for code, found in codes.items() if not found} == {"X-CH", "X-CT", "X-EN", "X-GZ"}
    assert all(types.country.clean(found) == found for found in codes.values() if found)
    found = set(ftm_values._LANGUAGES.values())
    assert "eng" in found and cleaned("language", "und") is None
    assert {x for x in found if types.language.clean(x) != x} <= (
        {*"amh gle lao pus sin tam tel tha vie".split()} if before_4(ftm) else set()
    )
    if not before_4(ftm):
        assert found == set(types.language.LANGUAGES) - {"cnr", "fil", "mul"}  # without a code of two letters, or no language
