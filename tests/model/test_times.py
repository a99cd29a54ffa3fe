"""Time expressions and intervals as values."""

from __future__ import annotations

import pytest

from standoff.model import Precision, Resolved, Span, TimeExpression


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a kind"):
        TimeExpression("r.w1", Span(0, 4), "epoch")  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end"), [("2024-03-02", "2024-03-01"), ("2024-03-01T10:00", "2024-03-01"), ("2024-03", "2024-03-02")])
def test_an_interval_runs_forward_and_has_ends_of_one_form(start: str, end: str) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Resolved(start, end, "day", "")


@pytest.mark.parametrize(
    ("start", "end", "precision", "iso", "begin"),
    [
        ("2024-03-12", "2024-03-12", "day", "2024-03-12", "2024-03-12"),
        ("2024-03-12T18:40", "2024-03-12T18:40", "minute", "2024-03-12", "2024-03-12"),
        ("2024-03-12T18:00", "2024-03-13T06:00", "part", "2024-03-12", "2024-03-12"),
        ("2024-03-12", "2024-03-14", "day", "2024-03", "2024-03-12"),
        ("2024-03-01", "2024-03-31", "month", "2024-03", "2024-03"),
        ("2024-03-01", "2024-03-01", "month", "2024-03", "2024-03"),  # "earlier this month", told on the first
        ("2024-02-26", "2024-03-03", "week", "2024-02", "2024-02"),  # its Wednesday is February 28
        ("2024-02-28", "2024-03-05", "week", "2024-03", "2024-02"),
        ("2024-01-15", "2024-03-05", "week", "2024", "2024-01"),
        ("2024-06-01", "2024-08-31", "season", "2024", "2024"),
        ("2023-12-01", "2024-02-29", "season", None, "2023"),
        ("2014-01-01", "2024-03-01", "year", None, "2014"),
        ("1980-01-01", "1989-12-31", "decade", None, None),
    ],
)
def test_the_date_is_the_smallest_unit_that_holds_it_and_no_finer_than_told(
    start: str, end: str, precision: Precision, iso: str | None, begin: str | None
) -> None:
    found = Resolved(start, end, precision, "")
    assert (found.iso, found.begin) == (iso, begin)
