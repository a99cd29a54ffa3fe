"""CSV: what comes back is what went in, but for the apostrophes that keep a spreadsheet from running it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standoff.case import Case
from standoff.export.sheets import CELL, Sheet, guarded, to_csv
from standoff.model.visible import visible
from strategies import texts
from tabled import begins_formula, parsed, unguarded


def test_numbers_stay_numbers_and_texts_stay_texts() -> None:
    rows = [{"n": -3, "x": -0.5, "yes": True, "none": None, "list": ["a", None, "b"], "text": 'say "no", then'}]
    data = to_csv(rows, ["n", "x", "yes", "none", "list", "text", "missing"])
    assert data == b'\xef\xbb\xbfn,x,yes,none,list,text,missing\r\n-3,-0.5,true,,a; b,"say ""no"", then",\r\n'


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "  =1",
        '"=1"',
        "'=1",
        "“=1”",
        "\u200f=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹢1",
        "\ufb291",
        "a;=1",
        "a; -1",
    ],
)
def test_formulas_get_an_apostrophe(text: str) -> None:
    ((_,), (cell,)) = parsed(to_csv([{"a": text}], ["a"]))
    assert not any(begins_formula(part) and not part.lstrip().startswith("'") for part in cell.split(";"))
    assert "'" in cell and unguarded(cell) == visible(text, lines=False)


@pytest.mark.parametrize(
    "text",
    [
        "a-b",
        "a1-2",
        "x = y",
        "40 people",
        "Mayor 5",
        "40",
        "2019",
        "2019-04",
        "2019-04-30",
        "2019-04-30T18:40",
        "12..40",
        "7831557ac729",
        "mail me@example.org",
        "’tis",
        "'quoted' words",
        "a;b",
        "–",
    ],
)
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["\r=1", "\n=1", "a\n=1"])
def test_a_line_break_begins_no_cell(text: str) -> None:
    assert parsed(to_csv([{"a": text}], ["a"]))[1] == [text.replace("\r", "\n").replace("\n", " ¶ ")]


@pytest.mark.parametrize("text", ["12345678e901", "0123456789", "123456789012", "1/2", "May 5", "5 May 2031", "6:40 p.m.", "12,000", "40%"])
def test_what_would_be_read_as_another_number_or_date_is_a_text(text: str) -> None:
    assert (guarded(text), guarded(f"'{text}")) == (f"'{text}", f"''{text}")
    assert unguarded(guarded(text)) == text and unguarded(guarded(f"'{text}")) == f"'{text}"


def test_a_cell_that_is_too_long_is_asked_for_by_row_and_column() -> None:
    asked = []

    def spill(row: int, column: str, text: str) -> str:
        asked.append((row, column, len(text)))
        return "[elsewhere]"

    sheet = Sheet(("a", "b"), spill)
    data = sheet.add([{"a": "x" * CELL, "b": 1}, {"a": "x" * CELL + "y", "b": ["🚢" * CELL, "z"]}]) + sheet.add([{"a": "-"}]) + sheet.end()
    assert parsed(data) == [["a", "b"], ["x" * CELL, "1"], ["[elsewhere]", "[elsewhere]"], ["'-", ""]]
    assert asked == [(2, "a", CELL + 1), (2, "b", CELL + 3)] and sheet.rows == 3
    assert parsed(to_csv([{"a": "y" * (CELL + 1)}], ["a"]))[1] == ["y" * (CELL + 1)]  # without it nothing is left out


def test_heads_are_guarded_too() -> None:
    assert parsed(to_csv([], ["=a", "b"])) == [["'=a", "b"]]


def test_what_hides_is_seen() -> None:
    ((_,), (cell,)) = parsed(to_csv([{"a": "one\r\ntwo \u202eevil\u202c \x1b[31m \ud800"}], ["a"]))
    assert cell == "one ¶ two ⟨U+202E⟩evil⟨U+202C⟩ ␛[31m ⟨U+D800⟩"


def test_every_form_of_the_four_signs_is_known() -> None:
    forms = {
        chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000 and unicodedata.normalize("NFKC", chr(c))[:1] in set("=+-@")
    }
    assert {c for c in forms if guarded(f"{c}1") != f"'{c}1"} == set()


@given(st.lists(st.lists(st.one_of(texts(), st.just(""), st.integers(), st.none()), min_size=2, max_size=2), max_size=4))
@example([[";'=1", "''=1"], ["'", ";"], ["-", -1]])
@example([["'1E5", "''7/8"], ["May 5", "1E5;=2"]])
def test_cells_come_back(rows: list[list[str | int | None]]) -> None:
    head, *found = parsed(to_csv([{"a": a, "b": b} for a, b in rows], ["a", "b"]))
    assert head == ["a", "b"] and len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        for value, cell in zip(row, cells, strict=True):
            if isinstance(value, str):
                assert unguarded(cell) == visible(value, lines=False)
            else:
                assert cell == ("" if value is None else str(value))


def test_the_tables_of_a_case(case: Case) -> None:
    for table in ("statements", "disputes", "positions", "unknowns", "actors"):
        rows = case.records(table)
        data = to_csv(rows, list(rows[0]))
        assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n") and len(parsed(data)) == len(rows) + 1
        assert b"\n" not in data.replace(b"\r\n", b"")
