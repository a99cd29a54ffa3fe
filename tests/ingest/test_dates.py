from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest.dates import date_in_url, date_inside, iso_date, written_in


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019", "2019"),
        ("2019-04", "2019-04"),
        ("2019-04-30", "2019-04-30"),
        (" 2019-04-30T22:10:00+02:00 ", "2019-04-30"),
        ("2019-04-30 22:10", "2019-04-30"),
        ("20190430", "2019-04-30"),
        ("2019/4/30", "2019-04-30"),
        ("April 30, 2019", "2019-04-30"),
        ("30 Apr. 2019", "2019-04-30"),
        ("Sept. 1 2019", "2019-09-01"),
        ("the 1st of May 2019", "2019-05-01"),
        ("April 2019", "2019-04"),
        ("Tue, 30 Apr 2019 10:00:00 GMT", "2019-04-30"),
    ],
)
def test_a_date_is_no_finer_than_written(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize("written", ["2019-02-30", "2019-13-01", "2019-13", "April 31, 2019", "0000-01-01"])
def test_a_day_that_never_was_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        iso_date(written)


@pytest.mark.parametrize("written", ["03/04/2019", "3.4.19", "03-04-2019"])
def test_day_and_month_by_number_are_two_dates(written: str) -> None:
    with pytest.raises(ValueError, match="two dates"):
        iso_date(written)


@pytest.mark.parametrize("written", ["", "yesterday", "Tuesday", "n/a", "19", "2019-4", "-2019"])
def test_what_is_no_date_is_refused_with_the_form_to_use(written: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        iso_date(written)


@given(st.text(max_size=30))
def test_any_writing_is_a_date_or_a_value_error(written: str) -> None:
    try:
        assert len(iso_date(written)) in {4, 7, 10}
    except ValueError as error:
        assert str(error)


@given(st.dates())
def test_a_day_comes_back_from_each_way_of_writing_it(day: object) -> None:
    iso = f"{day}"
    assert iso_date(iso) == iso
    assert written_in(iso, f"on {iso} at noon")
    assert written_in(iso, f"/{iso.replace('-', '/')}/a")


def test_dates_inside_text_and_addresses() -> None:
    assert date_inside("Published: May 1, 2019 10:02") == "2019-05-01"
    assert date_inside("May 45, 2019, no: 2019-05-02") == "2019-05-02"
    assert date_inside("May 1 at noon") is None
    assert date_in_url("https://fog.example/2019/05/01/harbour") == "2019-05-01"
    assert date_in_url("https://fog.example/news/2019/may/01/harbour") == "2019-05-01"
    assert date_in_url("https://fog.example/a/2019/99/01/harbour") is None
    assert date_in_url("https://fog.example/harbour") is None


def test_a_day_that_a_page_does_not_write_is_noticed() -> None:
    assert written_in("2019-05-01", "It happened on 1 May 2019.")
    assert written_in("2019-05-01", "It happened on 01.05.2019.")
    assert not written_in("2019-05-01", "It happened in May 2019, on the 11th.")
    assert not written_in("2019-05-01", "2019-05-011")
