"""Figures that differ: one quantity and two ranges, against all that only looks like it."""

from __future__ import annotations

from standoff.link.disputes.deeds import Deeds
from standoff.link.disputes.figures import figures
from standoff.link.disputes.proposal import Proposal
from standoff.link.passages import Field
from standoff.model import Reading

from .test_disputes import FILLER, Mark, index, reading


def proposed(*readings: Reading) -> list[Proposal]:
    actors = index(readings)
    field = Field.of(readings, actors)
    return figures(field, readings, actors, Deeds.of(field, readings, actors))


def side_by_side(text: str, numbers: tuple[tuple[str, float], tuple[str, float]], marks: tuple[Mark, Mark]) -> list[Proposal]:
    figure = [(words, value, f"a.txt:{n}") for n, (words, value) in enumerate(numbers)]
    return proposed(reading("a.txt", "Post", text + FILLER, marks, figure))


def test_two_sources_side_by_side_put_one_crowd_at_two_sizes() -> None:
    text = "Lund put the crowd at 20,000 marchers. But Marr said 90,000 marchers filled the square."
    marks: tuple[Mark, Mark] = (
        ("Lund", "put", "the crowd at 20,000 marchers", "assert"),
        ("Marr", "said", "90,000 marchers filled the square", "assert"),
    )
    (made,) = side_by_side(text, (("20,000", 20000), ("90,000", 90000)), marks)
    assert made.kind == "figure" and "20,000" in made.question and "90,000" in made.question


def test_figures_of_two_things_in_one_paragraph_are_not_compared() -> None:
    text = "Lund put the crowd at 20,000 marchers. But Marr said 90,000 tons of grain were burned."
    marks: tuple[Mark, Mark] = (
        ("Lund", "put", "the crowd at 20,000 marchers", "assert"),
        ("Marr", "said", "90,000 tons of grain were burned", "assert"),
    )
    assert side_by_side(text, (("20,000", 20000), ("90,000", 90000)), marks) == []


def cost(value: str, amount: float, more: str = "") -> Reading:
    text = f"The ministry will spend {value} on the new harbour bridge.{more}" + FILLER
    return reading(f"{amount}.txt", f"Paper {amount}", text, [], [(value, amount, "outlet")], "2031-05-02")


def test_two_papers_give_one_cost_differently() -> None:
    (made,) = proposed(cost("$3.5 billion", 3.5e9), cost("$3.9 billion", 3.9e9))
    assert made.strength >= 0.2


def test_costs_in_two_currencies_are_not_compared() -> None:
    assert proposed(cost("$3.5 billion", 3.5e9), cost("€3.9 billion", 3.9e9)) == []


def test_a_report_that_gives_both_figures_means_two_things() -> None:
    one = cost("$3.5 billion", 3.5e9)
    text = "The ministry will spend $3.9 billion on the new harbour bridge. The bridge ramps cost the ministry $3.5 billion." + FILLER
    both = reading("b.txt", "Radio", text, [], [("$3.9 billion", 3.9e9, "outlet"), ("$3.5 billion", 3.5e9, "outlet")], "2031-05-02")
    assert proposed(one, both) == []


def dated(file: str, day: str) -> Reading:
    return reading(file, file, f"The second term of the harbour council officially ends in {day}." + FILLER, [], [], "2031-05-02")


def test_two_years_for_one_deed_differ_and_one_year_does_not() -> None:
    assert len(proposed(dated("a.txt", "2031"), dated("b.txt", "2032"))) == 1
    assert proposed(dated("a.txt", "2031"), dated("b.txt", "2031")) == []


def test_a_toll_that_is_said_to_rise_is_an_update() -> None:
    marks: tuple[Mark, Mark] = (
        ("Lund", "said", "20 people were killed in the blast", "assert"),
        ("Marr", "said", "the toll had risen to 30 people killed in the blast", "assert"),
    )
    text = "Lund said 20 people were killed in the blast. But Marr said the toll had risen to 30 people killed in the blast."
    assert side_by_side(text, (("20", 20), ("30", 30)), marks) == []
