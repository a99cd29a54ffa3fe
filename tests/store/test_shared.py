"""What a load says again and again is one object, and stays what it was."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from standoff.case import Case
from standoff.store import CaseFile
from standoff.store.codec import Shared
from standoff.store.layers import Runs


def texts(value: Any) -> list[str]:
    """Every text in a value, at any depth, but the texts of reports."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [t for item in value for t in texts(item)]
    if is_dataclass(value):
        return [t for f in fields(value) if f.name not in ("text", "_mentions", "_best") for t in texts(getattr(value, f.name))]
    return []


def test_equal_texts_of_a_reading_and_of_the_links_are_one_object(case: Case, case_path: Path) -> None:
    assert case.statements()
    with CaseFile.open(case_path) as file:
        for loaded in (*((r.mentions, r.statements, r.figures) for r in file.readings()), file.links()):
            found = [t for t in texts(loaded) if len(t) > 1]
            assert len(set(found)) < len(found)
            assert len({id(t) for t in found}) == len(set(found))


def test_reports_do_not_share_their_places() -> None:
    shared = Shared()
    assert shared.span(3, 700) is shared.span(3, 700)
    first = shared.span(3, 700)
    shared.next_report()
    assert shared.span(3, 700) == first and not shared.ids


def test_evidence_and_words_are_unpacked() -> None:
    shared = Shared()
    assert shared.word(b"\xed\xa0\x80") == "\ud800" and shared.word(None) is None
    found = shared.evidence("r", 0, 1, b"\xed\xa0\x80")
    assert found.quote == "\ud800" and found is shared.evidence("r", 0, 1, b"\xed\xa0\x80")
    assert shared.evidence("r", 0, 1, "a") != shared.evidence("q", 0, 1, "a")


def test_rows_are_given_out_owner_by_owner() -> None:
    rows = Runs([(1, "a"), (1, "b"), (4, "c")])
    assert rows.of(1) == [(1, "a"), (1, "b")]
    assert rows.of(2) == [] and rows.of(4) == [(4, "c")] and rows.of(5) == []
    assert Runs([]).of(1) == []
