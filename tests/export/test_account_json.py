from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from any_case import any_case, deeds, deeds_path, quarrel_path
from deeds import REPORTS
from hostile import PIECES, hostile_case
from standoff.account import Material
from standoff.case import Case
from standoff.export import Parcel, schema, to_bytes, to_json
from standoff.export.account_json import chunks
from standoff.export.account_rows import tables
from standoff.model import (
    Actor,
    Dating,
    Dispute,
    Event,
    Figure,
    Label,
    Link,
    Links,
    Mention,
    OpenQuestion,
    Position,
    Reading,
    Report,
    Resolved,
    Run,
    Span,
    Statement,
    TimeExpression,
)
from standoff.model.report import report_id

__all__ = ["any_case", "deeds", "deeds_path", "quarrel_path"]
CHECK = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_an_export_fits_the_schema(case: Case) -> None:
    out = json.loads(case.export())
    CHECK.validate(out)
    assert out["disputes"]
    assert out["claims"]
    assert len(out["reports"]) == 3


def test_every_reference_leads_to_a_row(case: Case) -> None:
    out = case.to_json(private=True)
    actors, reports = {a["id"] for a in out["actors"]}, set(out["reports"])
    statements = {s["id"] for s in out["statements"]}
    assert len(statements) == len(out["statements"])
    for s in out["statements"]:
        assert s["report"] in reports
        assert s["parent"] in statements | {None}
        assert {s["actor"]} <= actors | {None}
    for d in out["disputes"]:
        for p in d["positions"]:
            assert p["holder"] in actors | {None}
            assert all(e[0] in reports for e in p["evidence"])
    for c in out["claims"]:
        assert all(x["statement"] in statements | {None} for x in c["carriers"])
    for t in out["ties"]:
        assert {t["from"], t["to"]} <= actors
    assert {r["voice"] for key in ("figures", "labels", "open_questions", "events") for r in out[key]} <= statements | {"outlet"}


def test_two_exports_are_the_same_bytes_and_hold_no_time(case: Case) -> None:
    first = case.export()
    assert case.export() == first
    case.link(force=True)
    assert case.export() == first
    assert b"2026" not in first.replace(b'"2031', b"")


def test_a_reread_in_another_order_into_a_fresh_case_gives_the_same_bytes(
    case: Case, paths: list[Path], meta: Path, tmp_path: Path, make_reader: type[Any]
) -> None:
    other = Case.open(tmp_path / "other.standoff", create=True)
    for path in reversed(paths):
        other.read([path], meta=_only(meta, path), reader=make_reader())
    assert other.export() == case.export()


def _only(meta: Path, path: Path) -> Path:
    """A meta file with the row of one report, so that no other row names an unknown file."""
    lines = meta.read_text(encoding="utf-8").splitlines()
    short = meta.with_name(f"meta-{path.name}.csv")
    short.write_text("\n".join([lines[0], *(x for x in lines if x.startswith(path.name))]) + "\n", encoding="utf-8")
    return short


def test_events_and_times_are_in_the_export_and_refer_to_its_rows(deeds: Case) -> None:
    out = json.loads(deeds.export())
    CHECK.validate(out)
    assert len(out["events"]) == 7 and len(out["times"]) == 5
    actors, statements = {a["id"] for a in out["actors"]}, {s["id"] for s in out["statements"]}
    for e in out["events"]:
        assert {*e["agent"], *e["recipient"]} <= actors and e["voice"] in statements | {"outlet"}
    words = {REPORTS["pier.txt"][1][slice(*e["trigger"])]: e for e in out["events"]}
    assert (words["arrested"]["recipient"], words["shot"]["recipient"]) == ([], ["a-rovek"])  # a private person stands in no field
    assert [words[t]["date"] for t in ("attacked", "arrested", "stormed", "strike")] == ["2031-03-31", "2031-04", "2031-03", None]
    private = {tuple(e["trigger"]): e for e in deeds.to_json(private=True)["events"] if e["report"] == words["arrested"]["report"]}
    assert private[tuple(words["arrested"]["trigger"])]["recipient"] == ["a-ash"]


def test_private_persons_have_no_row_and_no_field_unless_asked_for(case: Case) -> None:
    out = case.to_json()
    assert "a-ash" not in json.dumps(out)
    assert any(a["name"] == "Jon Ash" for a in case.to_json(private=True)["actors"])
    words = [s for s in out["statements"] if s["actor"] is None and s["source"]]
    assert words  # what was said stays, under the source as written


TEXT = "Ana and Eve told Bo on the radio that 40 people fled the hated port. Nobody knows why. \ud800"


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def every_layer() -> Reading:
    report = Report(report_id("Post", TEXT), "a.txt", TEXT, (), outlet="Post")
    return Reading(
        report,
        "r",
        mentions=(
            Mention("m1", at("Ana"), "person", "name"),
            Mention("m2", at("people"), "group", "nominal", "m1"),
            Mention("m3", at("port"), "place", "nominal"),
            Mention("m4", Span(0, 7), "person", "name", "m1"),
            Mention("m5", Span(0, 11), "person", "name"),
        ),
        statements=(
            Statement("s1", at("Ana and Eve"), at("told"), (at("40 people fled"),), "indirect", "assert", at("the radio"), at("Bo")),
            Statement("s2", None, None, (at("why"),), "indirect", "ask"),
        ),
        figures=(Figure("f1", at("40"), 40.0, 40.5, True, at("people"), None, None, "s1"),),
        labels=(Label("l1", at("hated port"), "m1", "s1"), Label("l2", at("port"), "m3")),
        open_questions=(OpenQuestion("q1", at("Nobody knows why"), at("Nobody knows")),),
        events=(Event("e1", at("fled"), "RETREAT", ("m2",), ("m1", "m5"), at("port"), at("port"), "happened", "s1", 0.12345),),
        times=(TimeExpression("t2", at("radio"), "time"), TimeExpression("t1", at("Bo"), "set")),
    )


def links(reading: Reading) -> Links:
    id = reading.report.id
    two = Position("a1", None, "yes", "A", (reading.report.evidence(at("40 people")),))
    own = Position(None, "Post", "no", "B", (reading.report.evidence(at("why")),))
    return Links(
        (Actor("a1", "Ana", "person"), Actor("a2", "Eve \udfff", "person"), Actor("a3", "Bo", "person")),
        (Link(id, "s1", "a1", 1, ""), Link(id, "s1", "a2", 1, "")),
        (Link(id, "s1", "a3", 1, ""),),
        (Link(id, "m1", "a1", 1, ""), Link(id, "m5", "a1", 1, ""), Link(id, "m5", "a2", 1, "")),
        datings=(
            Dating(id, "e1", Resolved("2031-04-07", "2031-04-13", "week", "a week of it")),
            Dating(id, "t2", Resolved("2031-04-01T18:40", "2031-04-01T18:40", "minute", "by the clock of the text")),
        ),
        disputes=(Dispute("d1", "figure", "f", "How many?", (two, own), 0.123456, "why"),),
    )


def test_every_field_of_every_layer() -> None:
    reading = every_layer()
    out = to_json(Material([reading], links(reading)), [Run("r", "1", None, (("a", "b"),))])
    CHECK.validate(json.loads(to_bytes(out)))
    id = reading.report.id
    joint, alone = out["statements"]
    assert joint["actor"] == ["a1", "a2"]
    assert (joint["channel"], joint["addressee"], alone["actor"], alone["source"], alone["cue"]) == ("the radio", "a3", None, None, None)
    assert out["figures"][0] == {
        "id": f"{id}.f1", "report": id, "span": at("40").pair(), "low": 40, "high": 40.5, "about": True,
        "of": "people", "place": None, "date": None, "voice": f"{id}.s1",
    }  # fmt: skip
    assert isinstance(out["figures"][0]["low"], int)
    assert [x["target"] for x in out["labels"]] == ["a1", None]
    assert out["events"] == [
        {
            "id": f"{id}.e1", "report": id, "trigger": at("fled").pair(), "type": "RETREAT", "status": "happened", "voice": f"{id}.s1",
            "agent": ["a1"], "recipient": ["a1", "a2"], "place": "port", "country": None, "date": "2031-04", "date_words": "port",
            "date_precision": "week", "date_reason": "a week of it", "confidence": 0.1235,
        }
    ]  # fmt: skip
    undated = {"start": None, "end": None, "precision": None, "reason": None}
    clock = {"start": "2031-04-01T18:40", "end": "2031-04-01T18:40", "precision": "minute", "reason": "by the clock of the text"}
    assert out["times"] == [
        {"id": f"{id}.t1", "report": id, "span": at("Bo").pair(), "kind": "set", **undated},
        {"id": f"{id}.t2", "report": id, "span": at("radio").pair(), "kind": "time", **clock},
    ]
    # A name is joined to its actor by linking or not at all, what stands for it by its antecedent.
    assert [(m["form"], m["actor"]) for m in out["mentions"]] == [
        ("name", "a1"),
        ("name", None),
        ("name", "a1"),
        ("nominal", "a1"),
        ("nominal", None),
    ]
    first, second = out["disputes"][0]["positions"]
    assert first["holder"] == "a1"
    assert second["holder"] in {a["id"] for a in out["actors"] if a["name"] == "Post" and a["kind"] == "media"}
    assert out["disputes"][0]["confidence"] == 0.1235
    assert out["run"] == [{"id": "r", "version": "1", "weights": None, "settings": {"a": "b"}, "reports": [id]}]


def test_a_lone_surrogate_becomes_its_json_escape() -> None:
    reading = every_layer()
    data = to_bytes(to_json(Material([reading], links(reading))))
    assert b"\\udfff" in data
    assert any(a["name"] == "Eve \udfff" for a in json.loads(data)["actors"])


def test_what_a_terminal_would_obey_is_escaped_and_comes_back() -> None:
    value = {"reason": "\x9b2J \u202ea \u2069 \x1b[1m é 🚢"}
    data = to_bytes(value)
    assert json.loads(data) == value
    assert not set("\x9b\u202e\u2069\x1b") & set(data.decode())
    assert "é 🚢" in data.decode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda o: o.pop("ties"),
        lambda o: o["statements"][0].update(content=[]),
        lambda o: o["statements"][0].update(act="shout"),
        lambda o: o["statements"][0].update(source=[1, 2, 3]),
        lambda o: o["disputes"][0]["positions"][0].update(evidence=[["x", 1]]),
        lambda o: o["actors"][0].update(secret=1),
        lambda o: o["events"][0].pop("status"),
        lambda o: o["events"][0].pop("voice"),
        lambda o: o["events"][0].update(voice=""),
        lambda o: o["events"][0].update(country="Syria"),
        lambda o: o["events"][0].update(date="Monday"),
        lambda o: o["times"][0].update(kind="moment"),
        lambda o: next(iter(o["reports"].values())).update(sha256="x"),
        lambda o: next(iter(o["reports"].values())).update(title="x"),
        lambda o: next(iter(o["reports"].values())).update(text=None),
        lambda o: next(iter(o["reports"].values())).pop("outlet"),
    ],
)
def test_the_schema_refuses_what_is_malformed(deeds: Case, spoil: Any) -> None:
    out = json.loads(deeds.export())
    CHECK.validate(out)
    spoil(out)
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(out)


def test_the_reference_page_names_every_key_and_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "json-export.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: set(line.split("`")[3::2]) for line in page.splitlines() if line.startswith("| `")}
    assert set(rows) == set(schema()["properties"])
    for key, value in schema()["properties"].items():
        fields = schema()["$defs"]["report_fields"] if key == "reports" else value["items"]
        assert {*fields["required"], *(["text"] if key == "reports" else [])} == set(fields["properties"])
        assert set(fields["properties"]) <= rows[key], key


def test_what_was_judged_is_in_the_export_with_its_passages(case: Case) -> None:
    made = case.judge("no-dispute", "d1", by="ada", note="of two days")
    out = json.loads(case.export())
    CHECK.validate(out)
    (row,) = out["judgements"]
    assert (row["id"], row["kind"], row["about"], row["left"], row["right"]) == (made.id, "no-dispute", "dispute", "d1", None)
    assert (row["by"], row["note"], row["at"], row["in_force"]) == ("ada", "of two days", made.at, True)
    assert [len(side) for side in row["sides"]] == [1, 1]
    assert out["disputes"] == []
    assert case.export() == case.export()
    case.judge("undo", made.id, by="ada")
    out = case.to_json()
    assert [j["in_force"] for j in out["judgements"]] == [False, False]
    assert out["disputes"]


def test_a_judgement_about_a_private_person_is_left_out_unless_asked_for(case: Case) -> None:
    case.judge("same", "Jon Ash", "Ilda Rovek", by="ada")
    (denial,) = case.statements(act="deny", outlet="North Wire")
    case.judge("actor", denial.id, "Jon Ash", by="ada")
    case.judge("no-dispute", "d1", by="ada")
    assert [j["kind"] for j in case.to_json()["judgements"]] == ["no-dispute"]
    assert "Jon Ash" not in case.export().decode()
    assert [j["kind"] for j in case.to_json(private=True)["judgements"]] == ["same", "actor", "no-dispute"]


def test_notes_and_counts_of_claims_are_in_the_export(case: Case, paths: list[Path], reader: Any) -> None:
    (claim,) = case.to_json()["claims"]
    assert (claim["reports"], claim["origins"], len(claim["carriers"])) == (2, 2, 2)
    with Case.open(None) as alone:
        alone.read(paths[:1], reader=reader)
        out = alone.to_json()
        CHECK.validate(json.loads(to_bytes(out)))
        assert out["notes"][0] == {"note": "One report: there is nothing to compare it with."}


def parcels(case: Case) -> list[Parcel]:
    """The case as it may be asked for in every way."""
    view = case.view()
    about = view.material, tuple(view.runs), tuple(view.decisions), view.notes
    return [Parcel("case", *about, private, full) for private in (False, True) for full in (False, True)]


def whole(parcel: Parcel) -> dict[str, Any]:
    """The account of a parcel as one value."""
    about = parcel.material, parcel.runs, parcel.judgements, parcel.notes
    return to_json(*about, private=parcel.private, full_text=parcel.full_text)


def test_the_account_in_pieces_is_the_account_byte_for_byte(any_case: Case) -> None:
    for parcel in parcels(any_case):
        out = whole(parcel)
        data = b"".join(chunks(parcel))
        assert data == to_bytes(out)
        assert json.loads(data) == out
        CHECK.validate(json.loads(data))


def test_a_table_longer_than_a_piece_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    (parcel, *_) = parcels(case)
    expected = to_bytes(whole(parcel))
    for size in (1, 2, 3):
        monkeypatch.setattr("standoff.export.json_text._BATCH", size)
        assert b"".join(chunks(parcel)) == expected


def test_rows_are_made_as_they_are_taken(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    (parcel, *_) = parcels(case)
    made: list[str] = []
    real = Material.mention
    monkeypatch.setattr(Material, "mention", lambda self, *key: made.append(key[0]) or real(self, *key))
    rows = dict(tables(parcel))["mentions"]
    assert made == []
    next(rows)
    assert len(made) == 1


def test_whole_texts_go_along_when_asked_for_with_every_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        data = case.export(full_text=True)
        texts = {r.id: r.text for r in case.reports()}
        assert len(texts) == len(PIECES)
        out = json.loads(data)
        CHECK.validate(out)
        assert {id: row["text"] for id, row in out["reports"].items()} == texts
        for s in out["statements"]:
            assert all(0 <= start < end <= len(out["reports"][s["report"]]["text"]) for start, end in s["content"])
        plain = json.loads(case.export())
        assert not any("text" in row for row in plain["reports"].values())
        assert plain == {**out, "reports": {id: {k: v for k, v in row.items() if k != "text"} for id, row in out["reports"].items()}}
