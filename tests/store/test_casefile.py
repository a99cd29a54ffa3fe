from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.case import Case
from standoff.model import (
    RELATIONS,
    UPOS,
    XPOS,
    Actor,
    Anchor,
    Dated,
    Dating,
    Dispute,
    Event,
    Evidence,
    Figure,
    Furniture,
    HeldRole,
    Judgement,
    Label,
    Links,
    Mention,
    OffsetError,
    OpenQuestion,
    Origin,
    Position,
    Reading,
    Report,
    Resolved,
    Run,
    Span,
    StandoffError,
    Statement,
    Syntax,
    TimeExpression,
    UsageProblem,
)
from standoff.model.report import report_id
from standoff.store import CaseFile, Failure

RUN = Run("run-a", "0.test", "f" * 64, (("threshold", "0.5"),))


def report_of(text: str, **more: object) -> Report:
    return Report(report_id(None, text), "a.txt", text, (Span(0, len(text)),), **more)  # type: ignore[arg-type]


def spans(size: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, size - 1), st.integers(1, size)).map(lambda p: Span(min(p[0], p[1] - 1), max(p[0] + 1, p[1])))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    hard = st.sampled_from(["🚢", "e\u0301", "שלום", "\r\n", "\0", "\ud800", "\u202e", "<b>", "\x1b[31m"])
    text = "".join(draw(st.lists(st.one_of(st.text(max_size=8), hard), min_size=1, max_size=12))) or "x"
    span = spans(len(text))
    maybe = st.one_of(st.none(), span)
    first = draw(span)
    report = report_of(
        text,
        furniture=(Furniture(draw(span), "caption"),),
        outlet=draw(st.one_of(st.none(), st.text(min_size=1, max_size=5))),
        published=draw(st.one_of(st.none(), st.just(Dated("2031-04", "byline")))),
        title=draw(st.one_of(st.none(), st.text(max_size=5))),
        origins=(Origin("Wire", draw(maybe), draw(st.booleans())),),
        notes=("odd",),
    )
    return Reading(
        report,
        RUN.id,
        sentences=(draw(span),),
        mentions=(Mention("m1", draw(span), "person", "name"), Mention("m2", draw(span), "person", "pronoun", "m1", 0.25, "nearest")),
        statements=(
            Statement("s1", draw(maybe), draw(maybe), (first,), "mixed", "deny", draw(maybe), draw(maybe), None, "m2", 0.5),
            Statement("s2", None, None, (draw(span),), "direct", "assert", parent="s1"),
        ),
        figures=(
            Figure("f1", draw(span), draw(st.one_of(st.none(), st.floats(0, 1e6))), None, True, draw(maybe), None, draw(maybe), "s1"),
        ),
        labels=(Label("l1", draw(span), "m1"),),
        open_questions=(OpenQuestion("q1", draw(span), draw(span)),),
        events=(Event("e1", draw(span), "PROTEST", ("m1",), ("m2", "m1"), draw(maybe), None, "planned", "s2", draw(st.floats(0, 1))),),
        times=(TimeExpression("t1", draw(span), "duration"), TimeExpression("t2", draw(span), "set")),
        roles=(HeldRole("r1", "m1", draw(span), draw(maybe)),),
        notes=("n",),
        syntax=draw(st.one_of(st.none(), syntaxes(len(text)))),
    )


@st.composite
def syntaxes(draw: st.DrawFn, size: int) -> Syntax:
    """Any syntax of a text of this size, the empty one too."""
    spans_of = sorted(draw(st.lists(spans(size), max_size=6)))
    count = len(spans_of)

    def tags(names: Sequence[str]) -> bytes:
        return bytes(draw(st.lists(st.integers(0, len(names) - 1), min_size=count, max_size=count)))

    parents = draw(st.lists(st.integers(0, max(0, count - 1)), min_size=count, max_size=count))
    starts, ends = array("I", [s.start for s in spans_of]), array("I", [s.end for s in spans_of])
    return Syntax(starts, ends, tags(UPOS), tags(XPOS), array("I", parents), tags(RELATIONS))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_what_is_kept_comes_back_the_same(reading: Reading) -> None:
    with CaseFile.open(None) as file:
        file.keep(reading, RUN, raw=b"<p>\xff", by_hand=("outlet",))
        assert file.readings() == (reading,)
        assert file.reading(reading.report.id) == reading
        assert file.readings(syntax=False) == (replace(reading, syntax=None),)
        assert file.syntax([reading.report.id]) == ({reading.report.id: reading.syntax} if reading.syntax is not None else {})
        assert file.reports() == (reading.report,)
        assert file.raw(reading.report.id) == b"<p>\xff"
        assert file.runs() == (RUN,)
        assert [(h.id, h.by_hand, h.run) for h in file.held()] == [(reading.report.id, ("outlet",), RUN.id)]
        assert file.check() == []


def small(text: str = "Ana said no. Ben left.", run: str = RUN.id) -> Reading:
    return Reading(report_of(text), run, statements=(Statement("s1", Span(0, 3), Span(4, 8), (Span(9, 11),), "indirect", "deny"),))


def test_links_come_back_the_same(case: Case, case_path: Path) -> None:
    links = case.link()
    case.close()
    with CaseFile.open(case_path) as file:
        assert file.links() == links
        assert links.disputes and links.claims and links.ties and links.actors and links.sources[0].evidence


def test_a_second_reading_of_the_same_run_replaces_and_of_another_run_is_kept_beside(tmp_path: Path) -> None:
    with CaseFile.open(tmp_path / "a.standoff", create=True) as file:
        first = small()
        file.keep(first, RUN)
        file.keep(first, RUN)
        other = Run("run-b", "0.test", None)
        later = replace(first, run="run-b", statements=())
        file.keep(later, other)
        assert file.readings() == (later,)
        assert {r.id for r in file.runs()} == {"run-a", "run-b"}
        count = sqlite3.connect(tmp_path / "a.standoff").execute("SELECT count(*), sum(current) FROM readings").fetchone()
        assert count == (2, 1)
        assert file.search_statements("no") == []  # only what is current is found


def test_evidence_that_is_not_in_the_text_is_refused_and_nothing_is_written() -> None:
    with CaseFile.open(None) as file:
        file.keep(small(), RUN)
        report = small().report.id
        good = Links(notes=("kept",))
        file.put_links(good, "1")
        for wrong in (Evidence(report, Span(0, 3), "Ann"), Evidence("nowhere", Span(0, 3), "Ana"), Evidence(report, Span(90, 93), "Ana")):
            position = Position(None, "X", "", "A", (wrong,))
            with pytest.raises(OffsetError):
                file.put_links(Links(disputes=(Dispute("d", "denial", "f", "?", (position,), 0.5, ""),)), "2")
            assert file.links() == good
            assert file.linked_by() == "1"


def test_a_reading_names_its_run() -> None:
    with CaseFile.open(None) as file, pytest.raises(StandoffError, match="run-z"):
        file.keep(small(run="run-z"), RUN)


def test_an_id_never_changes_its_text() -> None:
    with CaseFile.open(None) as file:
        file.keep(small(), RUN)
        forged = replace(small("Ana said yes. Ben left.").report, id=small().report.id)
        with pytest.raises(StandoffError, match="another text"):
            file.keep(Reading(forged, RUN.id), RUN)


def test_an_interrupted_write_leaves_the_report_out_and_the_rest_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    file = CaseFile.open(path, create=True)
    file.keep(small(), RUN)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("standoff.store.casefile.write_reading", stop)
    with pytest.raises(KeyboardInterrupt):
        file.keep(small("Eve said no. Ben left."), RUN)
    file.close()
    with CaseFile.open(path) as again:
        assert [r.text for r in again.reports()] == ["Ana said no. Ben left."]
        assert again.check() == []


def test_judgements_are_only_ever_added(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    one = Judgement("j1", "same", "a", "b", "2031-04-01T00:00:00Z", "me")
    two = Judgement("j2", "undo", "j1", None, "2031-04-02T00:00:00Z", "me", "wrong")
    with CaseFile.open(path, create=True) as file:
        file.add_judgement(one)
        file.add_judgement(two)
        assert file.judgements() == (one, two)
    db = sqlite3.connect(path)
    for sql in ("DELETE FROM judgements", "UPDATE judgements SET note = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(sql)


anchors = st.builds(
    Anchor,
    st.text("0123456789abcdef", min_size=12, max_size=12),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.integers(0, 99).map(lambda start: Span(start, start + 2)),
    st.sampled_from(["ab", "🚢e\u0301", "\ud800x", "\0\n"]),
)


@given(st.lists(st.lists(anchors, max_size=3).map(tuple), max_size=3).map(tuple).filter(lambda sides: not sides or bool(sides[-1])))
@settings(max_examples=40, deadline=None)
def test_a_judgement_comes_back_with_its_passages_side_by_side(sides: tuple[tuple[Anchor, ...], ...]) -> None:
    made = Judgement("j1", "dispute", "d1", None, "2031-04-01T00:00:00+00:00", "m\ud800e", "\u202e", "dispute", sides)
    with CaseFile.open(None) as file:
        file.add_judgement(made)
        assert file.judgements() == (made,)
        assert file.check() == []  # what was judged is kept as it was then, though the case holds no such report


def test_the_passages_of_a_judgement_are_only_ever_added_and_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    side = (Anchor("a" * 12, "b" * 64, Span(0, 2), "no"),)
    with CaseFile.open(path, create=True) as file:
        file.add_judgement(Judgement("j1", "dispute", "d1", None, "2031", "me", sides=(side, side)))
        with pytest.raises(StandoffError, match="cannot be written"):
            file.add_judgement(Judgement("j1", "same", "a", "b", "2031", "me", sides=(side,)))
        assert [len(j.sides) for j in file.judgements()] == [2]
    db = sqlite3.connect(path)
    for sql in ("DELETE FROM judged_passages", "UPDATE judged_passages SET quote = 'yes'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(sql)


def test_two_actors_of_one_id_are_refused_whole() -> None:
    with CaseFile.open(None) as file:
        twice = Links(actors=(Actor("a", "Ana", "person"), Actor("a", "Eve", "person")))
        with pytest.raises(StandoffError, match="cannot be written"):
            file.put_links(twice, "1")
        assert file.links() == Links()


def test_failures_are_those_of_the_last_read() -> None:
    with CaseFile.open(None) as file:
        file.add_failure(Failure("a\ud800.txt", "broken", "mend it"))
        assert file.failures() == (Failure("a\ud800.txt", "broken", "mend it"),)
        file.clear_failures()
        assert file.failures() == ()


def test_a_report_that_gets_a_new_id_takes_its_raw_bytes_along_and_leaves_nothing_behind() -> None:
    with CaseFile.open(None) as file:
        old = small()
        file.keep(old, RUN, raw=b"raw")
        new = replace(old, report=replace(old.report, id=report_id("Post", old.report.text), outlet="Post"))
        file.keep(new, RUN, replaces=old.report.id)
        assert file.readings() == (new,)
        assert file.raw(new.report.id) == b"raw"
        assert file.raw(old.report.id) is None
        assert [h.report for h in file.search("said")] == [new.report.id]
        assert file.check() == []


def test_search_gives_the_place_of_every_match_also_behind_emoji_and_accents() -> None:
    text = "🚢🚢 Élan said no. The ELAN sank; élans </b>"
    with CaseFile.open(None) as file:
        file.keep(Reading(report_of(text), RUN.id), RUN)
        (hit,) = file.search("elan")
        assert [m.of(text) for m in hit.matches] == ["Élan", "ELAN"]
        (hit,) = file.search("elan*")
        assert [m.of(text) for m in hit.matches] == ["Élan", "ELAN", "élans"]
        assert file.search('"said elan"') == []
        assert [m.of(text) for m in file.search('"elan said"')[0].matches] == ["Élan said"]


def test_search_gives_the_place_of_every_match_also_behind_a_nul() -> None:
    text = "Ana left.\0Ana came."
    with CaseFile.open(None) as file:
        file.keep(Reading(report_of(text), RUN.id), RUN)
        (hit,) = file.search("ana")
        assert hit.matches == (Span(0, 3), Span(10, 13))


@pytest.mark.parametrize("query", ["", "  ", '"', "*", "()", "\0"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with CaseFile.open(None) as file, pytest.raises(UsageProblem, match="no word"):
        file.search(query)


@given(st.text(min_size=1, max_size=20))
@settings(max_examples=80, deadline=None)
def test_no_query_breaks_the_search(query: str) -> None:
    with CaseFile.open(None) as file:
        try:
            assert file.search(query) == []
        except UsageProblem:
            assert query


def test_check_finds_a_quotation_that_was_tampered_with(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    with CaseFile.open(path, create=True) as file:
        file.keep(small(), RUN)
    db = sqlite3.connect(path)
    db.execute("UPDATE contents SET quote = 'yes'")
    db.commit()
    db.close()
    with CaseFile.open(path) as file:
        assert file.check() == [f"contents: [9, 11) of report {small().report.id} holds other characters than were kept."]


def test_check_finds_a_text_that_was_tampered_with(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    with CaseFile.open(path, create=True) as file:
        file.keep(small(), RUN)
    db = sqlite3.connect(path)
    db.execute("UPDATE reports SET text = 'Ana said no, Ben left.'")
    db.commit()
    db.close()
    with CaseFile.open(path) as file:
        assert any("hash" in line for line in file.check())


def test_a_case_that_another_program_writes_to_is_named() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "a.standoff"
        with CaseFile.open(path, create=True) as file:
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            file._db.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(StandoffError, match="Another program"):
                file.keep(small(), RUN)
            other.execute("ROLLBACK")
            other.close()
            file.keep(small(), RUN)
            assert len(file.reports()) == 1


def test_words_are_kept_with_the_low_byte_first_and_in_the_order_that_the_schema_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    reading = replace(small(), syntax=Syntax(array("I", [0, 4]), array("I", [3, 8]), b"\x0b\x0f", b"\x0c\x1c", array("I", [1, 1]), b"\1\0"))
    with CaseFile.open(path, create=True) as file:
        file.keep(reading, RUN)
    db = sqlite3.connect(path)
    row = db.execute("SELECT words, starts, ends, parents, upos, xpos, relations FROM syntax").fetchone()
    assert row == (2, b"\0\0\0\0\4\0\0\0", b"\3\0\0\0\x08\0\0\0", b"\1\0\0\0\1\0\0\0", b"\x0b\x0f", b"\x0c\x1c", b"\1\0")
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'syntax'").fetchone()
    for column, names in (("upos", UPOS), ("xpos", XPOS), ("relations", RELATIONS)):
        told = next(line for line in sql.splitlines() if line.strip().startswith(f"{column} "))
        assert told.partition(" in: ")[2].partition(";")[0].split() == list(names)


@pytest.mark.parametrize(
    "change",
    [
        "starts = x'00000000'",
        "ends = x'03000000ff000000'",
        "upos = x'0bff'",
        "parents = x'0100000009000000'",
        "words = 3",
        "starts = x'00'",
    ],
)
def test_check_finds_a_syntax_that_does_not_fit_its_text(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.standoff"
    reading = replace(small(), syntax=Syntax(array("I", [0, 4]), array("I", [3, 8]), b"\x0b\x0f", b"\x0c\x1c", array("I", [1, 1]), b"\1\0"))
    with CaseFile.open(path, create=True) as file:
        file.keep(reading, RUN)
        assert file.check() == []
    db = sqlite3.connect(path)
    db.execute(f"UPDATE syntax SET {change}")
    db.commit()
    db.close()
    with CaseFile.open(path) as file:
        assert file.check() == [f"syntax: the words of report {reading.report.id} do not fit its text."]


def dating(report: str, item: str, day: str = "2031-04-01") -> Dating:
    return Dating(report, item, Resolved(day, day, "day", "Tuesday, counted from the report's date"))


def test_the_dates_of_reports_that_are_compared_again_take_the_place_of_theirs_alone() -> None:
    one, two = small(), small("Eve said no. Ben left.")
    first, second = one.report.id, two.report.id
    with CaseFile.open(None) as file:
        file.keep(one, RUN)
        file.keep(two, RUN)
        file.put_links(Links(datings=(dating(first, "e1"), dating(first, "t1"), dating(second, "e1"))), "1")
        file.extend_links(Links(datings=(dating(first, "e1", "2031-04-02"),)), [first])
        assert file.links().datings == (dating(second, "e1"), dating(first, "e1", "2031-04-02"))
        assert file.links_of([first]).datings == (dating(first, "e1", "2031-04-02"),)
        file.put_links(Links(), "2")
        assert file.links().datings == ()
        file.put_links(Links(datings=(dating(first, "e1"),)), "3")
        file.keep(one, RUN, replaces=second)
        assert file.links().datings == (dating(first, "e1"),)
