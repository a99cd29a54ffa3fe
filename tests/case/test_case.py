from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import standoff
from standoff.case import Case, diagnose
from standoff.case.frames import TABLES
from standoff.model import BadInput, Judgement, NotACase, Report, StandoffError, UsageProblem


def test_reading_the_same_input_twice_changes_nothing(case: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    before, reader = case.export(), make_reader()
    outcome = case.read(paths, meta=meta, reader=reader)
    assert (outcome.read, outcome.updated, outcome.failures, len(outcome.there)) == ((), (), (), 3)
    assert reader.seen == []
    assert case.export() == before
    assert case.read(paths, reader=reader).there == outcome.there  # nor does leaving the metadata out
    assert case.export() == before


def test_again_reads_again(case: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    before, reader = case.to_json(), make_reader("2")
    outcome = case.read(paths, meta=meta, again=True, reader=reader)
    assert len(outcome.read) == len(reader.seen) == 3
    after = case.to_json()
    assert [r["id"] for r in after.pop("run")] == ["run-2"]
    before.pop("run")
    assert after == before


def test_an_interrupted_read_loses_nothing_and_goes_on(
    linked: None, paths: list[Path], meta: Path, case_path: Path, case: Case, tmp_path: Path, make_reader: type[Any]
) -> None:
    class Stopped(make_reader):  # type: ignore[misc]
        def read(self, report: Report) -> Any:
            if len(self.seen) == 2:
                raise KeyboardInterrupt
            return super().read(report)

    half = Case.open(tmp_path / "half.standoff", create=True)
    with pytest.raises(KeyboardInterrupt):
        half.read(paths, meta=meta, reader=Stopped())
    half.close()
    half = Case.open(tmp_path / "half.standoff")
    assert len(half.reports()) == 2
    assert half.statements()  # what was kept is linked when it is next looked at
    reader = make_reader()
    assert len(half.read(paths, meta=meta, reader=reader).read) == 1
    assert len(reader.seen) == 1
    assert half.export() == case.export()


def test_one_report_that_breaks_the_reader_does_not_take_the_others(linked: None, paths: list[Path], make_reader: type[Any]) -> None:
    class Brittle(make_reader):  # type: ignore[misc]
        def read(self, report: Report) -> Any:
            if report.file == "coast.txt":
                raise ValueError("odd number")
            if report.file == "north.txt":
                raise BadInput("It is not English.", where="north.txt", hint="another reader")
            return super().read(report)

    case = Case.open(None)
    outcome = case.read(paths, reader=Brittle())
    assert len(outcome.read) == 1
    assert [(f.name, f.hint) for f in outcome.failures] == [
        ("coast.txt", "report it with the file, if you may pass it on"),
        ("north.txt", "another reader"),
    ]
    assert "odd number" in outcome.failures[0].what
    assert case.failures == outcome.failures
    case.read(paths[:1], reader=Brittle())
    assert case.failures == ()


def test_bad_inputs_are_named_and_the_rest_is_kept(linked: None, paths: list[Path], tmp_path: Path, reader: Any) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    case = Case.open(None)
    outcome = case.read([*paths, tmp_path / "empty.txt", tmp_path / "missing.txt"], reader=reader)
    assert len(outcome.read) == 3
    assert len(outcome.failures) == 2
    assert all(f.name and f.what and f.hint for f in outcome.failures)
    assert not outcome.nothing


def test_metadata_given_later_is_taken_over_and_a_new_outlet_gives_a_new_id(
    linked: None, paths: list[Path], meta: Path, case: Case, tmp_path: Path, reader: Any
) -> None:
    bare = Case.open(tmp_path / "bare.standoff", create=True)
    bare.read(paths, reader=reader)
    assert all(r.outlet is None for r in bare.reports())
    outcome = bare.read(paths, meta=meta, reader=reader)
    assert len(outcome.read) == 3
    assert len(bare.reports()) == 3
    assert bare.export() == case.export()


def test_what_a_person_set_survives_a_reread(case: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    id = case.set("harbour.txt", "published", "2030-12")
    assert case.report(id).report.published is not None
    new = case.set(id, "outlet", "Harbour Gazette")
    assert new != id
    for again in (False, True):
        case.read(paths, meta=meta, again=again, reader=make_reader())
        found = case.report("harbour.txt").report
        assert (found.id, found.outlet, found.published.iso if found.published else "") == (new, "Harbour Gazette", "2030-12")
    assert len(case.reports()) == 3
    assert {r.outlet for r in case.statements()} == {"Harbour Gazette", "The Coast Daily", "North Wire"}
    assert case.set(new, "published", "") == new
    assert case.report(new).report.published is None


def test_an_outlet_set_by_hand_gives_the_export_of_a_fresh_read(
    case: Case, paths: list[Path], meta: Path, tmp_path: Path, make_reader: type[Any]
) -> None:
    case.set("coast.txt", "outlet", "Coast")
    meta.write_text(meta.read_text(encoding="utf-8").replace("The Coast Daily", "Coast"), encoding="utf-8")
    fresh = Case.open(tmp_path / "fresh.standoff", create=True)
    fresh.read(paths, meta=meta, reader=make_reader())
    assert fresh.export() == case.export()


@pytest.mark.parametrize(
    ("report", "key", "value", "message"),
    [
        ("harbour.txt", "colour", "red", "cannot be set"),
        ("nowhere.txt", "outlet", "x", "holds no report"),
        ("harbour.txt", "published", "yesterday", "not a date"),
        ("harbour.txt", "published", "20310401", "not a date"),
        ("harbour.txt", "published", "2031-13", "not a date"),
    ],
)
def test_what_cannot_be_set_is_refused(case: Case, report: str, key: str, value: str, message: str) -> None:
    with pytest.raises(StandoffError, match=message) as caught:
        case.set(report, key, value)
    assert caught.value.hint


def test_reports_by_id_beginning_and_file_name(case: Case) -> None:
    id = case.report("harbour.txt").report.id
    assert case.report(id).report.file == "harbour.txt"
    assert case.report(id[:6]).report.file == "harbour.txt"
    for unknown in ("", "zzz"):
        with pytest.raises(UsageProblem, match="holds no report"):
            case.report(unknown)


def test_a_name_for_two_reports_is_refused_with_their_ids(linked: None, tmp_path: Path, reader: Any) -> None:
    case = Case.open(None)
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "x.txt").write_text(f"Ana said no to {place}. It was late.\n", encoding="utf-8")
        case.read([tmp_path / place / "x.txt"], reader=reader)
    ids = [r.id for r in case.reports()]
    with pytest.raises(UsageProblem, match="2 reports") as caught:
        case.report("x.txt")
    assert all(id in caught.value.hint for id in ids)


def test_a_judgement_reaches_the_linking_and_survives_a_reread(
    case: Case, paths: list[Path], meta: Path, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from standoff.model import Links

    seen: list[tuple[Judgement, ...]] = []

    def watching(readings: Any, judgements: Any = (), **more: Any) -> Links:
        seen.append(tuple(judgements))
        return Links()

    case.disputes()
    monkeypatch.setattr("standoff.link.link", watching)
    judgement = case.judge("no-dispute", "d1", by="me")
    case.disputes()
    case.read(paths, meta=meta, again=True, reader=reader)
    assert seen == [(judgement,), (judgement,)]


def test_views(case: Case) -> None:
    assert {r.source.written for r in case.statements(actor="Rovek")} == {"Mayor Ilda Rovek", "Ilda Rovek"}
    assert [r.act for r in case.statements(act="deny", outlet="North Wire")] == ["deny"]
    assert len(case.disputes()) == 1
    assert [r.marker for r in case.unknowns()] == ["not clear"]
    assert "Jon Ash" not in {a.name for a in case.actors()}
    assert "Jon Ash" in {a.name for a in case.actors(private=True)}


def test_search_shows_statements_with_source_and_cue_and_sentences_else(case: Case) -> None:
    found = case.search("valves")
    assert found[0].passage.text.startswith(("Mayor Ilda Rovek said", "Tamas Brill claimed"))
    assert all(f.chain for f in found)
    (sentence,) = case.search("sank")
    assert (sentence.passage.text, sentence.chain) == ("HARBOUR CITY — The ferry Orlanta sank on Monday.", ())
    # A word of the outlet in a sentence that holds somebody's words brings source and cue along.
    (mixed,) = case.search("marched water")
    assert mixed.passage.text.endswith("Jon Ash said the water was black.")
    assert case.search("unheard") == ()
    assert len(case.search("the", limit=2)) == 2


# The reader of this case finds neither event, time, label nor tone; nothing in it is furniture, no origin is looked into, no note made.
UNREAD = {
    *("answers", "claim_origins", "cluster_events", "event_clusters", "events", "furniture", "labels", "labels_in_place"),
    *("notes", "timeline", "timeline_cells", "times", "tones", "tones_in_place"),
}


def test_flat_records_and_frames(case: Case) -> None:
    case.judge("dispute", "d1", by="me", note="read both")
    for table in TABLES:
        rows = case.records(table)
        assert rows or table in UNREAD
        assert all(not isinstance(value, list | dict | tuple) for row in rows for value in row.values())
    with pytest.raises(UsageProblem, match="no table"):
        case.records("nothing")


def test_one_record_for_each_row_and_each_passage(case: Case) -> None:
    (dispute,), positions = case.records("disputes"), case.records("positions")
    assert (dispute["id"], dispute["family"], dispute["reason"]) == ("d1", "first", "a denial and a statement")
    assert dispute["passages"] == len(positions) == 3
    assert [p["side"] for p in positions] == ["A", "B", "-"]
    (claim,), carriers = case.records("claims"), case.records("carriers")
    assert (claim["reports"], claim["origins"], claim["carriers"], claim["denied"]) == (2, 2, 2, 1)
    assert {c["claim"] for c in carriers} == {claim["id"]}
    for record in (*positions[:2], *carriers, claim):
        assert record["voice"] != "outlet"  # content never goes without its source
        assert record["voice"].split(" ← ")[-1] in record["passage"]


def test_a_missing_pandas_names_the_install_command(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(StandoffError, match="pip install pandas"):
        case.to_frame("statements")


def test_a_frame_is_made_of_the_records(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=SimpleNamespace(from_records=list)))
    assert case.to_frame("statements") == case.records("statements")


def test_an_empty_case_answers_every_question() -> None:
    with Case.open(None) as case:
        assert (case.statements(), case.disputes(), case.unknowns(), case.actors(), case.reports()) == ((), (), (), (), ())
        assert case.to_json()["reports"] == {}
        with pytest.raises(UsageProblem, match="no export"):
            case.export("docx")


def test_the_function_read_and_the_room_read_are_one_name(linked: None, paths: list[Path], meta: Path, reader: Any) -> None:
    import standoff.read

    assert callable(standoff.read.load_reader)  # the room
    with standoff.read(paths, meta=meta, reader=reader) as case:  # the function
        assert len(case.reports()) == 3
    with standoff.read(str(paths[0]), reader=reader) as case:
        assert len(case.reports()) == 1


def test_nothing_read_is_an_error_in_python(tmp_path: Path, reader: Any) -> None:
    with pytest.raises(StandoffError, match="No report could be read"):
        standoff.read([tmp_path / "missing.txt"], reader=reader)
    with pytest.raises(StandoffError, match="No report could be read"):
        standoff.read(tmp_path / "missing.txt", reader=reader, case=tmp_path / "a.standoff")
    assert not (tmp_path / "a.standoff").exists()


def test_the_public_names_are_these() -> None:
    errors = ["StandoffError", "TooNew", "UsageProblem"]
    assert standoff.__all__ == ["BadInput", "Case", "NotACase", "NotAPile", "Pile", "Reader", *errors, "__version__", "read", "stories"]
    assert all(getattr(standoff, name) is not None for name in standoff.__all__)
    assert set(standoff.__all__) <= set(dir(standoff))
    assert standoff.NotACase is NotACase
    with pytest.raises(AttributeError):
        _ = standoff.nothing


def test_importing_standoff_loads_no_library() -> None:
    code = "import sys, standoff; print(*sorted({'numpy', 'lxml', 'onnxruntime', 'sqlite3', 'click', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_the_function_works_before_and_after_the_room_is_imported() -> None:
    code = (
        "import standoff; first = standoff.read; from standoff.read import load_reader; from standoff import read; import types;"
        "print(isinstance(first, types.FunctionType), isinstance(read, types.ModuleType), callable(read), standoff.read is read)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True True True True\n"


def test_a_doctor_of_a_sound_case(case: Case, case_path: Path) -> None:
    found = {f.check: f for f in diagnose(case_path)}
    assert found["case file"].ok
    assert found["SQLite"].ok
    assert "3 reports" in found["run"].found
    assert found["links"].found == "up to date"


def test_a_doctor_of_sick_cases(case: Case, case_path: Path, paths: list[Path], meta: Path, make_reader: type[Any], tmp_path: Path) -> None:
    case.read([*paths[:1], tmp_path / "missing.txt"], meta=None, again=True, reader=make_reader("2"))
    found = {f.check: f for f in diagnose(case_path)}
    assert not found["runs"].ok
    assert "missing.txt" in found["last read"].found
    case._file._db.execute("UPDATE mentions SET quote = 'nobody'")
    assert not {f.check: f for f in diagnose(case_path)}["case file"].ok
    (missing,) = [f for f in diagnose(tmp_path / "no.standoff") if f.check == "case file"]
    assert (missing.ok, missing.found) == (False, "There is no such file.")


def test_a_doctor_checks_the_weights_against_the_card(monkeypatch: pytest.MonkeyPatch) -> None:
    class Net:
        def __init__(self, hash: str = "abc") -> None:
            self.hash, self.card = hash, {"hash": "abc"}

    monkeypatch.setattr("standoff.read.network.default_network", Net)
    assert next(f for f in diagnose() if f.check == "weights").ok
    monkeypatch.setattr("standoff.read.network.default_network", lambda: Net("abd"))
    assert "but the card says abc" in next(f for f in diagnose() if f.check == "weights").found
