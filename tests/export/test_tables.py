"""The tables: what they hold is what their descriptions say, whatever the reports hold."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from deeds import deeds, deeds_path
from example_case import example_material
from hostile import PIECES, hostile_case
from quarrel import quarrel_path
from standoff.account import Material
from standoff.case import Case
from standoff.export import Parcel
from standoff.export.tables import TABLES, Kind, Record, flat, groups, joined, records
from standoff.export.tables.streams import table_files
from standoff.model import Links
from strategies import texts
from tabled import all_records, faults, spiked

__all__ = ["deeds", "deeds_path", "quarrel_path"]
ROOT = Path(__file__).parents[2]
# Words as they stand in a text, in which a private person may be told of under the source as written.
AS_WRITTEN = {
    "agents",
    "chain",
    "holder",
    "holders",
    "passage",
    "passages",
    "question",
    "recipients",
    "source",
    "sources",
    "stance",
    "voice",
}


def parcel_of(case: Case, *, private: bool = False) -> Parcel:
    view = case.view()
    return Parcel(case.name, view.material, view.runs, view.decisions, view.notes, private)


def named(rows: list[Record], *names: str) -> list[tuple[str, Any]]:
    """The columns that hold one of these, those left out that hold words as written."""
    found = ((column, value) for row in rows for column, value in joined(row).items() if column not in AS_WRITTEN)
    return [(column, value) for column, value in found if isinstance(value, str) and any(name in value for name in names)]


def test_every_column_is_described() -> None:
    assert list(TABLES) == [table.name for table in TABLES.values()]
    for table in TABLES.values():
        assert table.columns and len(set(table.names)) == len(table.names)
        assert table.what and {*table.key} <= {*table.names}
        for column in table.columns:
            assert column.what and not column.what.endswith(".") and column.kind in get_args(Kind)
        for foreign in table.foreign:
            assert {*foreign.columns} <= {*table.names} and {*foreign.names} <= {*TABLES[foreign.table].names}


@pytest.mark.parametrize("private", [False, True])
def test_records_keep_to_their_description(case: Case, private: bool) -> None:
    case.judge("dispute", "d1", by="me", note="read both")
    made = all_records(parcel_of(case, private=private))
    assert faults(made) == []
    assert [len(made[name]) for name in ("reports", "runs", "judgements", "figures")] == [3, 1, 1, 2]


def test_records_of_deeds_and_ties_keep_to_it(deeds: Case) -> None:
    made = all_records(parcel_of(deeds))
    assert faults(made) == [] and made["timeline_cells"] and made["times"]


def test_records_of_a_quarrel_keep_to_it(quarrel_path: Path) -> None:
    with Case.open(quarrel_path) as quarrel:
        made = all_records(parcel_of(quarrel))
    assert faults(made) == [] and len(made["tie_passages"]) >= len(made["ties"]) == 18
    for tie in made["ties"]:
        assert tie["passages"] == sum(p["tie"] == tie["id"] for p in made["tie_passages"])


def test_records_of_the_example_keep_to_it() -> None:
    made = all_records(Parcel("example", example_material()))
    assert faults(made) == []
    filled = {name for name, rows in made.items() if rows}
    assert {"claim_origins", "cluster_events", "labels", "labels_in_place", "tones_in_place", "furniture", "roles", "mentions"} <= filled
    for cluster in made["event_clusters"]:
        assert cluster["events"] == sum(m["cluster"] == cluster["id"] for m in made["cluster_events"])
        assert cluster["id"] in {deed["id"] for deed in made["timeline"]}


def test_hostile_reports_keep_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        made = all_records(parcel_of(case))
    assert faults(made) == []
    addresses = {row["url"] for row in made["reports"]}
    assert None in addresses and all(url.startswith("https://evil.example/") for url in addresses - {None}) and len(addresses) > 1


@given(texts())
@settings(max_examples=40)
def test_any_words_keep_to_it(piece: str) -> None:
    made = all_records(spiked(piece))
    assert faults(made) == []
    assert {name for name, rows in made.items() if not rows} <= {"answers", "labels", "tones"}


@pytest.mark.parametrize("piece", [*PIECES.values(), "\ud800", "x" * 40_000], ids=[*PIECES, "lone", "huge"])
def test_hostile_words_keep_to_it(piece: str) -> None:
    for private in (False, True):
        assert faults(all_records(spiked(piece, private=private))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made["reports"][0].pop("title"),
        lambda made: made["reports"][0].update(more=1),
        lambda made: made["statements"][0].update(confidence="high"),
        lambda made: made["statements"][0].update(disputes="d1"),
        lambda made: made["statements"][0].update(start=True),
        lambda made: made["statements"][0].update(act=None),
        lambda made: made["statements"][0].update(actor_ids=("nobody",)),
        lambda made: made["statements"][0].update(published="soon"),
        lambda made: made["positions"][0].update(dispute="d9"),
        lambda made: made["actors"].append(made["actors"][0]),
        lambda made: made["mentions"][0].update(antecedent="m0"),
    ],
)
def test_what_breaks_a_description_is_seen(spoil: Any) -> None:
    made = all_records(spiked("Rovek"))
    assert faults(made) == []
    spoil(made)
    assert len(faults(made)) >= 1


def test_private_persons_are_named_by_no_field_unless_asked_for() -> None:
    made = all_records(spiked("Rovek"))
    assert {name: named(rows, "Ash", "act-3") for name, rows in made.items() if named(rows, "Ash", "act-3")} == {}
    assert [row["id"] for row in made["judgements"]] == ["j1", "j4"]  # about the private person there is none
    assert [row["words"] for row in made["mentions"] if row["actor_ids"] == ()] == [None, None] * 2  # nor a name that is nobody's
    assert any("Jon Ash said" in row["passage"] for row in made["statements"])  # the words stay, as written

    asked = all_records(spiked("Rovek", private=True))
    assert {"Jon Ash"} == {row["name"] for row in asked["actors"] if not row["public"]}
    assert {row["actor_inferred"] for row in asked["statements"]} == {("Rovek",), ("Jon Ash",)}
    assert [row["words"] for row in asked["mentions"]].count("Jon Ash") == 2 and len(asked["judgements"]) == 4
    assert ("act-3",) in {row["recipient_ids"] for row in asked["events"]}
    assert {row["source_id"] for row in asked["ties"]} == {row["actor_id"] for row in asked["camps"]} - {"act-2"} == {"act-1"}


def test_a_private_person_of_a_case_is_in_no_table(deeds: Case) -> None:
    made = all_records(parcel_of(deeds))
    assert {name: found for name, rows in made.items() if (found := named(rows, "a-ash", "Jon Ash"))} == {}
    asked = all_records(parcel_of(deeds, private=True))
    assert {"actors", "mentions", "events"} <= {name for name, rows in asked.items() if named(rows, "a-ash")}


def test_figures_labels_and_tones_come_with_source_and_cue() -> None:
    made = all_records(Parcel("example", example_material()))
    voices = {row["id"]: row["chain"] for row in made["statements"]}
    for name in ("figures", "labels_in_place", "tones_in_place"):
        for row in made[name]:
            if row["statement"]:
                assert row["voice"] == voices[row["statement"]]
                source = row["voice"].rpartition(" ← ")[2]
                assert source == "nobody named" or source in row["passage"]
            assert row["words" if name != "tones_in_place" else "passage"] is not None


def test_offsets_give_the_words() -> None:
    texts_of = {r.report.id: r.report.text for r in example_material().readings}
    made = all_records(Parcel("example", example_material(), private=True))
    for name in ("figures", "labels_in_place", "mentions", "times", "roles"):
        assert made[name]
        assert all(row["words"] == texts_of[row["report"]][row["start"] : row["end"]] for row in made[name])
    for row in made["statements"]:
        stretches = [tuple(map(int, item.split(".."))) for item in row["content"]]
        assert all(row["start"] <= start < end <= row["end"] for start, end in stretches)


def test_dates_are_no_finer_than_known(deeds: Case) -> None:
    rows = {row["words"]: row for row in records("times", parcel_of(deeds))}
    assert (rows["April"]["date"], rows["two weeks ago"]["date"], rows["Friday"]["date"]) == ("2031-04", "2031-03", None)


def test_an_empty_case_and_a_case_of_one_report(case: Case) -> None:
    empty = all_records(Parcel("", Material((), Links())))
    assert faults(empty) == [] and not any(empty.values())
    view = case.view()
    one = all_records(Parcel("", Material(view.material.readings[:1], Links())))
    assert faults(one) == [] and len(one["reports"]) == 1


def test_lists_are_one_text_in_notebooks() -> None:
    assert joined({"a": ("x", None, "y"), "b": (), "c": None, "d": 1}) == {"a": "x; y", "b": None, "c": None, "d": 1}


def test_pages_and_notebooks_take_the_same_records(case: Case) -> None:
    assert flat("statements", case.statements()) == list(records("statements", parcel_of(case)))
    assert [joined(row) for row in records("claims", parcel_of(case))] == case.records("claims")
    assert case.records("runs") and case.records("notes") == [
        {"number": n, "note": note} for n, note in enumerate(case.notes, 1)
    ]  # what a parcel alone holds


class Lines:
    """A writer that writes the number of records it was given."""

    def __init__(self) -> None:
        self.ended = False

    def add(self, rows: Any) -> bytes:
        return b"".join(json.dumps(joined(row), sort_keys=True).encode("ascii") + b"\n" for row in rows)

    def end(self) -> bytes:
        assert not self.ended
        self.ended = True
        return b"."


def test_files_hold_every_record_once_whether_the_one_before_is_taken_or_not(case: Case) -> None:
    parcel = parcel_of(case)
    whole = {path: b"".join(pieces) for path, pieces in table_files(parcel, ".txt", lambda table: Lines())}
    assert list(whole) == [f"{name}.txt" for name in TABLES]
    for name, rows in all_records(parcel).items():
        assert whole[f"{name}.txt"] == Lines().add(rows) + b"."
    some = {}
    for path, pieces in table_files(parcel, ".txt", lambda table: Lines()):
        if path == "carriers.txt":
            some[path] = b"".join(pieces)
    assert some["carriers.txt"] == whole["carriers.txt"]
    assert sum(len(group) for group in groups()) == len(TABLES) and ("timeline", "timeline_cells") in {
        tuple(t.name for t in group) for group in groups()
    }


def generator() -> ModuleType:
    """The script that writes the reference of the tables."""
    spec = importlib.util.spec_from_file_location("generate_tables", ROOT / "docs" / "generate_tables.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_of_the_tables_is_up_to_date() -> None:
    made = generator()
    assert made.PAGE.read_text(encoding="utf-8").split() == made.page().split(), "run: python docs/generate_tables.py"
