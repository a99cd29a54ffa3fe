"""The ledger as an index: the same rows as the ledger, and counts that are what a click gives."""

from __future__ import annotations

import pytest

from standoff.account import ledger_rows
from standoff.account.ledger_index import FACETS, FacetName, LedgerIndex
from standoff.case import Case


@pytest.fixture
def index(case: Case) -> LedgerIndex:
    return LedgerIndex(case.view().material)


def test_the_rows_are_those_of_the_ledger(index: LedgerIndex) -> None:
    rows = ledger_rows(index.material)
    assert index.rows(range(len(index))) == rows
    assert list(index.keys(range(len(index)))) == [(row.report, row.id) for row in rows]
    assert [index.place(row.report, row.id) for row in rows] == list(range(len(rows)))
    assert index.place("none", "none") is None


@pytest.mark.parametrize("first", FACETS)
def test_a_count_is_what_a_click_gives(index: LedgerIndex, first: FacetName) -> None:
    for value in index.counts(first, {}):
        chosen = {first: value.value}
        assert len(index.select(chosen)) == value.count
        for second in FACETS:
            for more in index.counts(second, chosen):
                assert len(index.select({**chosen, second: more.value})) == more.count


def test_a_value_that_nothing_has_leaves_nothing(index: LedgerIndex) -> None:
    assert len(index.select({"source": "nobody"})) == 0
    assert index.counts("act", {"outlet": "Nowhere"}) == ()


def test_only_among_given_statements(index: LedgerIndex) -> None:
    some = list(index.keys(range(len(index))))[:2]
    assert index.select({}, some).tolist() == [0, 1]
    assert index.select({}, [("none", "none")]).tolist() == []
    assert sum(v.count for v in index.counts("act", {}, some)) == 2


def test_orders_hold_every_row(index: LedgerIndex) -> None:
    every = index.select({})
    assert sorted(index.ordered(every, "source")) == every.tolist()
    doubtful = [index.items[n][1].confidence for n in index.ordered(every, "confidence")]
    assert doubtful == sorted(doubtful)


def test_private_persons_are_no_facet(index: LedgerIndex) -> None:
    named = {value.value for value in index.counts("source", {})}
    assert named
    assert all((actor := index.material.actor(id)) and actor.public for id in named)
