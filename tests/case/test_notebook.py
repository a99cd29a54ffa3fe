"""A case in a notebook: what it holds at a glance, without a full text and without markup of a report."""

from __future__ import annotations

import re
from pathlib import Path

from standoff.case import Case
from standoff.case.notebook import case_html


def text_of(told: str) -> str:
    return re.sub(r"<[^>]*>", "|", told)


def test_a_case_at_a_glance(case: Case, case_path: Path) -> None:
    told = case_html(case.view(), case_path)
    shown = text_of(told)
    assert f"{case_path.name}: 3 reports" in shown
    assert all(name in shown for name in ("Harbour Post", "The Coast Daily", "North Wire"))
    assert f"statements() {len(case.statements())} · claims() {len(case.claims())} · disputes() {len(case.disputes())}" in shown
    assert f"unknowns() {len(case.unknowns())} · actors() {len(case.actors())}" in shown
    assert case.disputes()[0].question in shown
    assert all(note in shown for note in case.notes)


def test_a_case_tells_that_it_is_not_compared(case: Case) -> None:
    assert "not compared yet" not in case_html(case.view(), None)
    case.judge("dispute", "d1", by="ada")
    assert "What has changed is not compared yet." in case_html(case.view(latest=False), None)


def test_an_empty_case_in_memory() -> None:
    with Case.open(None) as case:
        shown = text_of(case_html(case.view(), None))
        assert "A case in memory: 0 reports" in shown and "No reports yet." in shown


def test_names_of_outlets_and_files_are_no_markup(case: Case) -> None:
    case.set(case.reports()[0].id, "outlet", "<img src=x onerror=y>\u202eevil")
    told = case_html(case.view(), Path("<b>x</b>.standoff"))
    assert "<img" not in told and "&lt;img src=x onerror=y&gt;⟨U+202E⟩evil" in told and "b&gt;.standoff" in told and "<b>" not in told


def test_what_a_search_found_is_a_table(case: Case) -> None:
    found = case.search("ferry")
    told = found._repr_html_()
    assert told is not None and f"{len(found)} passages" in told and "<strong>" in told
    assert all(column in told for column in ("where", "outlet", "voice", "passage"))
