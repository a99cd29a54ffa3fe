"""Drawings: told without colour, safe whatever an outlet is called, no styles of their own."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest

from standoff.web import svg


@dataclass(frozen=True, slots=True)
class Mark:
    name: str
    code: str
    accent: str = "o1"
    shape: str = "square"


SHAPES = ("square", "round", "leaf", "bevel", "shield", "tab", "arch", "drop", "plain")
HARBOUR = Mark("Harbour Post", "H")
FERRY = Mark("Ferry News", "FN", "o2", "round")
HOSTILE = Mark('"><script>alert(1)</script>', "<&>", "o3", "leaf")


def test_a_chip_says_who_and_how() -> None:
    label = ET.fromstring(svg.chip(HARBOUR, "ends before")).get("aria-label")
    assert label == "Harbour Post, report ends before"


def test_a_chip_beside_its_name_is_not_read_out() -> None:
    drawn = ET.fromstring(svg.chip(HARBOUR, named=False))
    assert drawn.get("aria-hidden") == "true" and drawn.get("aria-label") is None


@pytest.mark.parametrize("code", ["A", "AB", "ABC", "ABCD"])
def test_shapes_and_ways_of_telling_differ_without_colour(code: str) -> None:
    outlines = {ET.fromstring(svg.chip(Mark("X", code, "o0", shape)))[0].get("d") for shape in SHAPES}
    assert len(outlines) == len(SHAPES)
    drawn = [
        [(e.tag, e.get("class"), e.get("fill")) for e in ET.fromstring(svg.chip(Mark("X", code), told))]
        for told in ("own voice", "denied", "silent")
    ]
    assert drawn[0] != drawn[1] != drawn[2] != drawn[0]


def test_more_letters_make_a_wider_chip() -> None:
    widths = [float(ET.fromstring(svg.chip(Mark("X", "ABCDE"[:n]))).get("width", "")) for n in range(1, 6)]
    assert widths[:4] == sorted(set(widths[:4])) and widths[4] == widths[3]


@pytest.mark.parametrize("told", svg.TOLD)
def test_a_hostile_outlet_is_text(told: svg.Told) -> None:
    drawn = [svg.chip(HOSTILE, told), svg.squares([("A", "x"), ("<b>", "y")], [(HOSTILE, [told, told])]), svg.stacked([(HOSTILE, 3)], 3)]
    for one in drawn:
        assert "<script" not in one and "<b>" not in one and "style=" not in one
        ET.fromstring(one)


def test_bars_are_to_scale() -> None:
    fills = [e for e in ET.fromstring(svg.stacked([(HARBOUR, 10), (FERRY, 30)], 80)).iter("rect") if e.get("class") == "bar-fill"]
    assert [float(e.get("x", "")) for e in fills] == [0, 15]
    assert ET.fromstring(svg.stacked([(HARBOUR, 10), (FERRY, 30)], 80)).get("aria-label") == "Harbour Post 10, Ferry News 30"
    over = [e for e in ET.fromstring(svg.bar(7.0)).iter("rect") if e.get("class") == "bar-fill"]
    assert float(over[0].get("width", "")) <= 120


def test_squares_leave_out_who_is_silent_everywhere_and_count_them() -> None:
    sides = [("A", "the ferry left"), ("B", "the ferry stayed")]
    rows = [(HARBOUR, ["own voice", "silent"]), *((Mark(f"Outlet {n}", f"O{n}"), ["silent", "silent"]) for n in range(5))]
    drawn = "".join(ET.fromstring(svg.squares(sides, rows)).itertext())
    assert "H" in drawn and "5 silent" in drawn and "O3" not in drawn
    said = svg.sentence(sides, rows)
    assert said.startswith("Harbour Post: A own voice, B silent.") and "Outlet 4: A silent, B silent." in said


def test_a_tally_counts_in_one_order() -> None:
    assert svg.tally([(FERRY, "silent"), (HARBOUR, "own voice"), (FERRY, "silent")]) == "own voice 1, silent 2"
