"""Pages and cursors: nothing skipped, nothing twice, also when rows come and go in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import UsageProblem
from standoff.web.paging import after, cut


@given(st.lists(st.text(max_size=4), unique=True, max_size=40), st.integers(1, 9))
def test_the_pages_of_a_list_are_the_list(keys: list[str], size: int) -> None:
    first = cut(keys, list, page=1, size=size)
    found = [key for n in range(1, first.pages + 1) for key in cut(keys, list, page=n, size=size).items]
    assert found == keys
    assert first.total == len(keys)


@given(st.lists(st.text(max_size=4), unique=True, max_size=40), st.integers(1, 9))
def test_following_the_cursor_gives_the_list(keys: list[str], size: int) -> None:
    found: list[str] = []
    cursor = None
    while True:
        rows = after(keys, list, cursor=cursor, limit=size)
        found += rows.items
        if rows.next is None:
            break
        cursor = rows.next
    assert found == keys


def test_a_cursor_holds_its_row_when_others_come_before_it() -> None:
    first = after(list("cdefg"), list, limit=2)
    assert after(list("abcdefg"), list, cursor=first.next, limit=2).items == ("e", "f")


def test_a_cursor_whose_row_has_gone_goes_on_at_its_place() -> None:
    first = after(list("cdefg"), list, limit=2)
    assert after(list("cefg"), list, cursor=first.next, limit=2).items == ("e", "f")


def test_keys_of_several_parts() -> None:
    keys = [("r1", "s1"), ("r1", "s2"), ("r2", "s1")]
    assert after(keys, list, cursor=after(keys, list, limit=2).next).items == (("r2", "s1"),)


@pytest.mark.parametrize("cursor", ["x", "!!!", "bnVsbA", "W10", "WyJhIiwgMV0", "WzEsIm", "\ud800", "é", "W1stMSwgMV0"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(UsageProblem):
        after(list("abc"), list, cursor=cursor)


def test_a_page_behind_the_last_is_empty() -> None:
    rows = cut(list("abc"), list, page=9, size=2)
    assert (rows.items, rows.total, rows.pages) == ((), 3, 2)
