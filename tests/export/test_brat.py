"""brat standoff: files read back by brat's rules, against the readings; what is no evidence is blank."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brat_rules import Config, Document, read_config, read_document
from deeds import deeds, deeds_path
from example_case import example_material
from hostile import hostile_case
from odd_report import ASIDE, QUOTED, TEXT, odd_parcel
from standoff.account import Material
from standoff.case import Case
from standoff.export.brat import file_name, files
from standoff.export.brat.text import fragments, masked, written
from standoff.export.parcel import Parcel
from standoff.model import Dated, Links, Mention, OpenQuestion, Reading, Report, Span, Statement, report_id
from strategies import texts

__all__ = ["deeds", "deeds_path"]
ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def collected(parcel: Parcel) -> dict[str, bytes]:
    return {name: b"".join(pieces) for name, pieces in files(parcel)}


def documents(made: dict[str, bytes]) -> dict[str, Document]:
    """The documents of a collection by name, everything in it checked."""
    config = read_config(made["annotation.conf"], made["visual.conf"])
    names = [name.removesuffix(".txt") for name in made if name.endswith(".txt")]
    assert {f"{n}.ann" for n in names} == {n for n in made if n.endswith(".ann")}
    assert set(made) - {f"{n}{suffix}" for n in names for suffix in (".txt", ".ann")} == {
        "annotation.conf",
        "visual.conf",
        "README",
        "reports.tsv",
    }
    return {name: read_document(made[f"{name}.txt"], made[f"{name}.ann"], config) for name in names}


def only(parcel: Parcel) -> Document:
    (document,) = documents(collected(parcel)).values()
    return document


def letters(text: str) -> str:
    """The characters of a stretch that a fragment may have, without what parts fragments."""
    return "".join(text.split())


def check_readings(parcel: Parcel) -> None:
    """Every item of every reading is in its document, with its words, roles and attributes."""
    made = documents(collected(parcel))
    for reading in parcel.material.readings:
        document, report = made[file_name(reading.report)], reading.report
        text = written(report.text)
        bounds, events = document.bounds, document.events
        assert len(document.text) == len(report.text)

        def words(id: str, bounds=bounds) -> str:  # type: ignore[no-untyped-def]
            return letters(bounds[id].text)

        def of(*spans: Span | None, text: str = text) -> str:
            return letters(" ".join(text[s.start : s.end] for s in spans if s))

        def starts(id: str, bounds=bounds) -> int:  # type: ignore[no-untyped-def]
            return int(bounds[id].spans[0][0])

        said = [(id, e) for id, e in events.items() if e.type in ("Statement", "Quotation")]
        shown = [s for s in sorted(reading.statements, key=lambda s: (s.hull, s.id)) if of(s.cue) or of(*s.content)]
        assert len(said) == len(shown)
        by_statement = {s.id: id for (id, _), s in zip(said, shown, strict=True)}
        for (id, event), s in zip(said, shown, strict=True):
            assert event.type == ("Statement" if of(s.cue) else "Quotation")
            assert words(event.trigger) == (of(s.cue) or of(*s.content))
            assert [words(x) for x in event.of("Source")] == ([of(s.source)] if of(s.source) else [])
            if event.type == "Statement":
                assert [words(x) for x in event.of("Content")] == ([of(*s.content)] if of(*s.content) else [])
            assert event.of("Within") == ([by_statement[s.parent]] if s.parent in by_statement else [])
            assert (document.value(id, "Act"), document.value(id, "Kind")) == (s.act, s.kind)
        deeds = [(id, e) for id, e in events.items() if e.type.isupper()]
        for (id, event), e in zip(deeds, sorted(reading.events, key=lambda e: (e.trigger, e.id)), strict=True):
            assert (event.type, words(event.trigger), starts(event.trigger)) == (e.type, of(e.trigger), e.trigger.start)
            assert document.value(id, "Status") == e.status
            assert document.value(id, "Told_by") == ("outlet" if e.voice == "outlet" else "source")
            assert event.of("Voice") == ([by_statement[e.voice]] if e.voice in by_statement else [])
            if parcel.full_text:
                assert [words(x) for x in event.of("Agent")] == [of(reading.mention(m).span) for m in dict.fromkeys(e.agents)]
        for type, spans in (
            ("Figure", [f.span for f in reading.figures]),
            ("Label", [x.span for x in reading.labels]),
            ("Open_question", [q.span for q in reading.open_questions]),
        ):
            found = [words(e.trigger) for e in events.values() if e.type == type]
            assert found == [of(span) for span in sorted(spans) if of(span)]
        if parcel.full_text:
            named = {(b.type, b.spans) for b in bounds.values() if b.type in ("Person", "Organisation", "Place", "Group", "Other")}
            assert named == {(m.type.capitalize(), fragments(text, [m.span])) for m in reading.mentions if of(m.span)}


@pytest.mark.parametrize("full_text", [False, True])
@pytest.mark.parametrize("private", [False, True])
def test_the_odd_report_reads_back(private: bool, full_text: bool) -> None:
    check_readings(odd_parcel(private=private, full_text=full_text))


@pytest.mark.parametrize("full_text", [False, True])
def test_the_example_reads_back(full_text: bool) -> None:
    check_readings(Parcel("example", example_material(), full_text=full_text))


@pytest.mark.parametrize("full_text", [False, True])
def test_events_and_nested_statements_read_back(deeds: Case, full_text: bool) -> None:
    check_readings(Parcel("deeds", deeds.view().material, full_text=full_text))


def test_parted_content_is_one_text_bound_in_fragments() -> None:
    document = only(odd_parcel())
    (content,) = (b for b in document.bounds.values() if b.type == "Content" and b.text.startswith("“We saw"))
    assert content.text == "“We saw ne\u0301on, then 👩‍👩‍👧 fled,” “And nobody came,”"
    assert [TEXT[start:end] for start, end in content.spans] == ["“We saw ne\u0301on,", "then 👩‍👩‍👧 fled,”", "“And nobody", "came,”"]
    (orders,) = (b for b in document.bounds.values() if b.type == "Content" and "orders" in b.text and "mayor" not in b.text)
    assert orders.text == "there had been any orders" and len(orders.spans) == 2  # a tab parts columns


def test_a_quotation_without_a_cue_is_its_own_trigger() -> None:
    document = only(odd_parcel())
    ((id, event),) = ((id, e) for id, e in document.events.items() if e.type == "Quotation")
    assert document.bounds[event.trigger].text == QUOTED and event.arguments == [] and document.value(id, "Act") == "opine"


def test_without_full_text_only_evidence_is_left() -> None:
    whole, document = written(TEXT + QUOTED), only(odd_parcel())
    assert len(document.text) == len(whole)
    for here, there in zip(document.text, whole, strict=True):
        assert here == there or (here == " " and there not in ENDS)
    assert not any(word in document.text for word in ("fog", "Nobody else", "Jon Ash", "lost")) and ASIDE in whole
    assert document.text.startswith(" Ferry ")  # quoted by a dispute
    assert "the mayor denied there had been any\torders" in document.text
    words = {b.text for b in document.bounds.values()}
    assert words >= {"Ilda Rovek", "the wreckers", "The union"}
    assert not any("fog" in word or "Nobody else" in word for word in words)  # mentions outside of all evidence
    assert sum(b.type == "Other" for b in document.bounds.values()) == 0  # nor is there half of one
    full = only(odd_parcel(full_text=True))
    assert full.text == whole and {b.text for b in full.bounds.values() if b.type == "Other"} == {"fog", "Rovek. Nobody else"}


def test_what_stands_between_the_parts_of_a_statement_stays() -> None:
    text = "Rovek did not deny that it was old. Nobody heard it."
    report = Report(report_id("P", text), "p.txt", text, (), outlet="P")
    statement = Statement("s", Span(0, 5), Span(14, 18), (Span(24, 34),), "indirect", "deny")
    document = only(Parcel("p", Material([Reading(report, "run", statements=(statement,))], Links())))
    assert document.text == "Rovek did not deny that it was old" + " " * 18


def test_disputes_claims_and_ties_mark_their_evidence() -> None:
    document = only(odd_parcel())
    kinds = {type: [(id, e) for id, e in document.events.items() if e.type == type] for type in ("Position", "Claim", "Tie")}
    notes = {type: [document.notes_on(id) for id, _ in found] for type, found in kinds.items()}
    assert len(kinds["Position"]) == 3 and len(kinds["Claim"]) == 2
    assert notes["Tie"] == [["≈ The Union supports ≈ Ilda <b>Rovek</b> (both inferred), 2031-04; “backs”"]]
    assert document.value(kinds["Tie"][0][0], "Stance") == "supports"
    assert [document.value(id, "Denies") for id, _ in kinds["Claim"]] == [None, ""]
    assert ["dispute d1 (denial): Were there orders? Side B, ≈ Ilda <b>Rovek</b> (inferred): “denied”: “orders”"] in notes["Position"]
    assert ["dispute d1 (denial): Were there orders? Side A, the source as written: says so"] in notes["Position"]
    assert ["dispute d1 (denial): Were there orders? Side -, Odd Post: tells both"] in notes["Position"]
    assert [len(e.of("Voice")) for _, e in kinds["Position"]] == [0, 1, 1]


def test_private_persons_are_named_by_no_note() -> None:
    made = collected(odd_parcel())
    assert not any(re.search(b"Jonathan|Omer Lund|a-ash|a-omer", data) for data in made.values())
    named = only(odd_parcel(private=True))
    assert ["source ≈ Omer Lund (inferred)"] in [named.notes_on(id) for id in named.events]
    assert sum(e.type == "Tie" for e in named.events.values()) == 2


def test_every_line_end_keeps_its_place() -> None:
    text = "\ufeffa\r\nb\rc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k\n\tl \ud800"
    kept = written(text)
    assert kept == " a \nb\rc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k\n\tl \ufffd"
    assert masked(kept, []) == re.sub(f"[^{ENDS}]", " ", kept)
    assert [kept[a:b] for a, b in fragments(kept, [Span(0, len(kept))])] == [*"abcdefghijk", "l \ufffd"]
    assert fragments(kept, [Span(2, 4)]) == () and masked(kept, [Span(1, 2), Span(0, 3)]).startswith(" a \n ")


@given(texts(), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=4))
@example("\r\n\r", [(0, 3)])
@example(" \t ", [(0, 3), (1, 1)])
def test_fragments_and_masks_of_any_text(text: str, places: list[tuple[int, int]]) -> None:
    kept = written(text)
    assert len(kept) == len(text) == len(io.TextIOWrapper(io.BytesIO(kept.encode()), encoding="utf-8").read())
    spans = [Span(a, min(a + n, len(text))) for a, n in places if a < len(text)]
    found = fragments(kept, spans)
    covered = {i for s in spans for i in range(s.start, s.end)}
    inside = {i for a, b in found for i in range(a, b)}
    assert inside <= covered and {i for i in covered - inside if not kept[i].isspace()} == set()
    assert all(kept[a:b] == kept[a:b].strip() and len(kept[a:b].splitlines()) == 1 and "\t" not in kept[a:b] for a, b in found)
    hidden = masked(kept, spans)
    assert len(hidden) == len(kept)
    assert all(c == kept[i] if i in covered or kept[i] in ENDS else c == " " for i, c in enumerate(hidden))


@settings(max_examples=60)
@given(texts(min_size=4), st.booleans(), st.data())
def test_any_reading_reads_back(text: str, full_text: bool, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    def some() -> Span | None:
        return span() if data.draw(st.booleans()) else None

    cut = data.draw(st.integers(1, len(text) - 1)) if len(text) > 1 else 0
    content = (Span(0, cut), Span(cut, len(text))) if cut else (Span(0, len(text)),)
    statements = (
        Statement("s1", some(), some(), content, "direct", "deny"),
        Statement("s2", some(), some(), (span(),), "mixed", "ask", some(), some(), "s1"),
    )
    question = OpenQuestion("q", span(), span(), "s2")
    report = Report(report_id("P", text), "p.txt", text, (), outlet="P")
    reading = Reading(report, "run", mentions=(Mention("m", span(), "place", "name"),), statements=statements, open_questions=(question,))
    check_readings(Parcel("p", Material([reading], Links()), full_text=full_text))


@pytest.mark.parametrize("full_text", [False, True])
def test_hostile_reports_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_text: bool) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        material = case.view().material
        made = collected(Parcel(case.name, material, full_text=full_text))
        check_readings(Parcel(case.name, material, full_text=full_text))
        assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) for name in made)
        for document in documents(made).values():
            assert not any(re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", note) for _, note in document.notes)
        with zipfile.ZipFile(io.BytesIO(case.export("brat", full_text=full_text))) as archive:
            assert {name: archive.read(name) for name in made} == made


def test_the_list_of_reports() -> None:
    parcel = Parcel("example", example_material())
    made = collected(parcel)
    rows = list(csv.DictReader(io.StringIO(made["reports.tsv"].decode()), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [f"{row['file']}.txt" in made for row in rows] == [True] * len(parcel.material.readings)
    for row, reading in zip(rows, parcel.material.readings, strict=True):
        report = reading.report
        assert (row["report"], row["sha256"], row["characters"]) == (report.id, report.sha256, str(len(report.text)))
        assert (row["outlet"], row["address"]) == (report.outlet or "", report.url or "")
        assert row["published"] == (report.published.iso if report.published else "")


@pytest.mark.parametrize(
    ("outlet", "file", "published", "name"),
    [
        ("The Coast Daily", "a.txt", "2031-04-02", "2031-04-02_the-coast-daily_"),
        ("Le Détroit / Ouest", "a.txt", "2031", "2031_le-detroit-ouest_"),
        ("الميناء", "b.txt", None, "undated_report_"),
        (None, "deep/../CON.tar.txt", "../../etc", "undated_con_"),
        ("../..\\<b>\x00" + "x" * 300, "a.txt", "2031-04-02", "2031-04-02_b-" + "x" * 38 + "_"),
    ],
)
def test_names_of_files_are_safe(outlet: str | None, file: str, published: str | None, name: str) -> None:
    report = Report(report_id(outlet, "t"), file, "t", (), outlet=outlet, published=Dated(published, "meta") if published else None)
    assert file_name(report) == name + report.id
    odd = replace(report, id="R\ud800/..")
    assert re.fullmatch(re.escape(name) + "[0-9a-f]{12}", file_name(odd))


def test_no_report_and_one() -> None:
    empty = collected(Parcel("none", Material([], Links())))
    assert documents(empty) == {} and empty["reports.tsv"].count(b"\n") == 1
    silent = Report(report_id(None, ""), "calm.txt", "", ())
    one = collected(Parcel("one", Material([Reading(silent, "run")], Links())))
    assert [(d.text, d.bounds) for d in documents(one).values()] == [("", {})]


def test_two_exports_are_the_same_bytes(deeds: Case) -> None:
    assert deeds.export("brat") == deeds.export("brat")
    assert b"full texts" in collected(odd_parcel(full_text=True))["README"] != collected(odd_parcel())["README"]


def broken(document: str, old: str, new: str, config: Config) -> None:
    text, annotations = b"Rovek said\nno.\n", document.replace(old, new, 1).encode()
    with pytest.raises(AssertionError):
        read_document(text, annotations, config)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("T2\tStatement", "T1\tStatement"),
        ("T1\tPerson 0 5\tRovek", "T1\tPerson 0 6\tRovek "),
        ("T1\tPerson 0 5\tRovek", "T1\tPerson 0 5\tRovec"),
        ("T1\tPerson", "T1\tPersona"),
        ("T3\tContent 11 13;13 14\tno .", "T3\tContent 10 13;13 14\t no ."),
        ("T3\tContent 11 13;13 14\tno .", "T3\tContent 13 14;11 13\t. no"),
        ("Statement:T2", "Statement:T1"),
        ("Source:T1", "Source:T2"),
        ("Source:T1", "Source:T9"),
        ("Source:T1", "Agent:T1"),
        ("Content:T3", "Content:T3 Content2:T3"),
        ("Act E1 deny", "Act E1 denies"),
        ("Act E1 deny", "Act T2 deny"),
        ("AnnotatorNotes E1", "AnnotatorNotes T2"),
        ("≈ Ilda", "≈\u2028Ilda"),
        ("#1\t", "#01\t"),
    ],
)
def test_the_strict_reader_sees_what_is_broken(old: str, new: str) -> None:
    config = read_config(*(collected(odd_parcel())[name] for name in ("annotation.conf", "visual.conf")))
    lines = (
        "T1\tPerson 0 5\tRovek\nT2\tStatement 6 10\tsaid\nT3\tContent 11 13;13 14\tno .\nE1\tStatement:T2 Source:T1 Content:T3\n"
        "A1\tAct E1 deny\n#1\tAnnotatorNotes E1\t≈ Ilda\n"
    )
    read_document(b"Rovek said\nno.\n", lines.encode(), config)
    assert old in lines
    broken(lines, old, new, config)
