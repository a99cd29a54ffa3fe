"""A view of a case: frozen while the case goes on, and no change lost that comes while another is being compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.case import Case
from standoff.case.linking import bring_up_to_date
from standoff.store import CaseFile


def test_a_view_stays_as_it_was(case: Case) -> None:
    view = case.view(latest=False)
    before = [row.id for row in view.statements()]
    case.set(case.reports()[0].id, "title", "Another title")
    assert [row.id for row in view.statements()] == before
    assert all(r.title != "Another title" for r in view.reports())
    assert any(r.title == "Another title" for r in case.view(latest=False, before=view).reports())


def test_a_view_takes_over_the_readings_that_have_not_changed(case: Case) -> None:
    view = case.view(latest=False)
    changed = case.set(case.reports()[0].id, "title", "Another title")
    after = case.view(latest=False, before=view)
    old = {r.report.id: r for r in view.readings()}
    assert [r.report.id for r in after.readings() if r is not old.get(r.report.id)] == [changed]


def test_a_view_tells_whether_a_comparison_is_to_come(case: Case) -> None:
    assert case.view(latest=False).fresh
    case.set(case.reports()[0].id, "published", "2031-01-02")
    assert not case.view(latest=False).fresh
    case.link()
    assert case.view(latest=False).fresh


def test_a_judgement_made_during_a_comparison_is_not_lost(case: Case, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The links that the comparison gives do not know of it: they must not count as up to date."""
    rows = case.statements()
    one, other = (f"{r.chip}:{r.passage.span.start}-{r.passage.span.end}" for r in (rows[0], rows[-1]))
    import standoff.link

    real = standoff.link.link

    def slow(*args: object, **options: object) -> object:
        found = real(*args, **options)  # type: ignore[arg-type]
        with Case.open(case_path) as beside:
            beside.judge("not-same", one, other, by="tester", view=beside.view(latest=False))
        return found

    with CaseFile.open(case_path) as file:
        with monkeypatch.context() as patch:
            patch.setattr("standoff.link.link", slow)
            bring_up_to_date(file, force=True)
        assert file.linked_by() == "stale"
        assert bring_up_to_date(file) is not None
        assert file.linked_by() != "stale"
        assert len(file.judgements()) == 1


def test_a_stamp_changes_when_somebody_else_writes(case: Case, case_path: Path) -> None:
    with Case.open(case_path) as one, Case.open(case_path) as other:
        before = one.stamp()
        assert one.stamp() == before
        other.set(other.reports()[0].id, "title", "Another title")
        assert one.stamp() != before
