"""Camps of a signed graph: the least unexplained weight, two camps as a rule, parts that nothing connects apart."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.link.balance import Bond, divisions
from standoff.link.partition import EXACT, Graph, blocks, parted, violated


def bonds(*ties: str) -> list[Bond]:
    """ "a+b" and "a-b", with a weight where given: "a-b 0.3"."""
    made = []
    for tie in ties:
        pair, _, weight = tie.partition(" ")
        w = float(weight or 1)
        made.append(Bond(pair[0], pair[2], *((w, 0.0) if pair[1] == "+" else (0.0, w))))
    return made


def together(camp: dict[str, int] | object) -> set[frozenset[str]]:
    """The camps as sets of names."""
    assert isinstance(camp, dict)
    return {frozenset(name for name, n in camp.items() if n == number) for number in set(camp.values())}


def camps(*ties: str) -> set[frozenset[str]]:
    (part,) = divisions(bonds(*ties))
    return together(part.camp)


def sets(*names: str) -> set[frozenset[str]]:
    return {frozenset(name) for name in names}


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(2, 7))
    graph: Graph = [{} for _ in range(size)]
    for one, other in itertools.combinations(range(size), 2):
        weight = draw(st.sampled_from((0, 0, -3, -2, -1, 1, 2, 3)))
        if weight:
            graph[one][other] = graph[other][one] = weight
    return graph


@settings(max_examples=150, deadline=None)
@given(graphs(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_no_partition_violates_less(graph: Graph, number: int, chance: random.Random) -> None:
    least = min(violated(graph, labels) for labels in itertools.product(range(number), repeat=len(graph)))
    labels, cost, exact = parted(graph, number)
    assert cost == violated(graph, labels) == least
    assert exact
    assert set(labels) <= set(range(number))
    # From wherever the search starts.
    assert parted(graph, number, [chance.randrange(number) for _ in graph])[1] == least


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_every_edge_is_in_one_block_and_blocks_hang_on_earlier_ones_by_their_first_node(graph: Graph) -> None:
    found = list(blocks(graph))
    inside = [{frozenset(pair) for pair in itertools.combinations(block, 2) if pair[1] in graph[pair[0]]} for block in found]
    edges = {frozenset((n, m)) for n, row in enumerate(graph) for m in row}
    assert set().union(*inside) == edges
    assert sum(map(len, inside)) == len(edges)
    seen: set[int] = set()
    for block in found:
        assert len(seen & set(block)) <= 1
        assert not seen & set(block[1:])
        seen |= set(block)


def test_support_joins_and_opposition_parts() -> None:
    assert camps("a+b", "c+d", "a-c", "b-d") == sets("ab", "cd")
    assert camps("a-b", "b-c") == sets("ac", "b")  # the enemy of an enemy, where two camps explain all


def test_what_is_told_against_the_camps_is_counted() -> None:
    (part,) = divisions(bonds("a+b", "c+d", "a-c", "b-d", "a-b 0.25", "b+c 0.5"))
    assert together(part.camp) == sets("ab", "cd")
    assert (part.unexplained, part.weight, part.exact) == (0.75, 4.75, True)
    assert part.by_number[:2] == (2.25, 0.75)


def test_a_third_camp_is_taken_only_where_it_explains_clearly_more() -> None:
    rivals = ("a-b", "b-c", "a-c")
    assert camps(*rivals, "a+d", "b+e", "c+f") == sets("ad", "be", "cf")
    assert len(camps("a-b 0.4", "b-c 0.4", "a-c 0.4")) == 2  # too little is told for three
    # Much else is told that two camps explain: one passage between friends makes no third camp.
    assert len(camps("a+d 3", "b+e 3", "a-b 3", "d-e 3", "a-e 3", "b-d 3", "a-c 2", "b-c 2", "c-d 2", "c-e 2")) == 3
    assert len(camps("a+d 30", "b+e 30", "a-b 30", "d-e 30", "a-c", "b-c")) == 2


def test_one_camp_where_nobody_is_against_anybody() -> None:
    assert camps("a+b", "b+c") == sets("abc")


def test_parts_that_no_tie_connects_are_divided_apart() -> None:
    found = divisions(bonds("a-b", "c-d 5", "d+e 5"))
    assert [sorted(part.camp) for part in found] == [["c", "d", "e"], ["a", "b"]]


def test_what_weighs_the_same_both_ways_connects_nobody() -> None:
    found = divisions(bonds("a+b", "b+c", "c+d", "c-d"))
    assert [sorted(part.camp) for part in found] == [["a", "b", "c"]]
    (part,) = divisions(bonds("a+b", "b+c", "a+c", "a-c"))
    assert (part.unexplained, part.weight) == (1.0, 4.0)


def test_a_known_division_is_started_from_and_named_after() -> None:
    ties = ("a+b", "c+d", "a-c", "b-d", "d+e")
    before = {"a": 1, "b": 1, "c": 0, "d": 0, "e": 0}
    (part,) = divisions(bonds(*ties), near=before)
    assert part.camp == before
    (part,) = divisions(bonds("a+b", "c+d", "a-c", "b-d", "d-e"), near=before)
    assert part.camp == {**before, "e": 1}


def planted(size: int, noise: float) -> tuple[list[Bond], set[frozenset[str]]]:
    """Two camps of so many with ties of which a share is wrong."""
    chance = random.Random(7)
    names = [f"{n:03}" for n in range(2 * size)]
    made = []
    for one in range(2 * size):
        for other in chance.sample(range(2 * size), 6):
            if one != other:
                same = (one < size) == (other < size)
                right = chance.random() >= noise
                made.append(Bond(names[one], names[other], float(same == right), float(same != right)))
    return made, {frozenset(names[:size]), frozenset(names[size:])}


@pytest.mark.parametrize("size", [4, 60, 400])
def test_planted_camps_are_found_among_wrong_ties(size: int) -> None:
    made, wanted = planted(size, 0.1)
    (part, *_) = divisions(made)
    assert together(part.camp) == wanted
    assert part.exact == (2 * size <= EXACT)


@pytest.mark.parametrize(("actors", "ties"), [(25, 40), (60, 110), (150, 300)])
def test_wrong_signs_alone_make_no_third_camp(actors: int, ties: int) -> None:
    numbers = []
    for seed in range(12):
        chance = random.Random(seed)
        side = [chance.random() < 0.5 for _ in range(actors)]
        made = []
        while len(made) < ties:
            # A few actors have most of the ties, and most ties are hostile, as in news.
            one, other = (int(actors * chance.random() ** 2.2) for _ in range(2))
            hostile = chance.random() < 0.8
            wrong = chance.random() < 0.33
            if one != other and (wrong or hostile == (side[one] != side[other])):
                weight = chance.uniform(0.15, 0.95)
                made.append(Bond(f"{one:03}", f"{other:03}", 0.0 if hostile else weight, weight if hostile else 0.0))
        numbers.append(max(divisions(made)[0].camp.values()) + 1)
    assert set(numbers) == {2}


def test_order_and_direction_make_no_difference() -> None:
    made, _ = planted(20, 0.2)
    turned = [Bond(b.other, b.one, b.friendly, b.hostile) for b in reversed(made)]
    assert divisions(made) == divisions(turned)
