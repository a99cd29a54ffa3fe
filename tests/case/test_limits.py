"""What the method page tells of the machine stands in the docs too, figure by figure and sentence by sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from standoff.case.pages import limits, measures, networks

ROOT = Path(__file__).resolve().parents[2]
KNOWN = json.loads((ROOT / "src" / "standoff" / "case" / "limits.json").read_text(encoding="utf-8"))
BENCHMARKS = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
SETS = {row["id"]: row for row in KNOWN["sets"]}


def plain(markdown: str) -> str:
    """The words of a page, without its marks and links."""
    text = re.sub(r"\s*\(\[benchmarks\]\([^)]*\)[^)]*\)", "", markdown)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(text.replace("**", "").replace("- ", "").split())


def section(heading: str) -> str:
    """A section of the benchmarks. Raises IndexError when there is none."""
    return BENCHMARKS.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def cell(heading: str, row: str, column: str) -> float:
    """A figure of the benchmarks in percent, by the name of its row (its first cells) and of its column."""
    part, head = section(heading), []
    for line in part.splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            head = []
        elif not head:
            head = cells
        elif column in head and row in (cells[0], " ".join(cells[:2])):
            number = float(cells[head.index(column)].split("/")[0])
            return number * 100 if re.search(r"\d\.\d{3}\b", cells[head.index(column)]) else number
    # Some figures stand in a sentence.
    found = re.search(rf"\b{re.escape(column)} (\d+\.\d+)", part[part.index(row) :])
    assert found, (heading, row, column)
    return float(found[1])


@pytest.mark.parametrize(
    ("row", "measure"), list(zip(KNOWN["measures"], measures(), strict=True)), ids=lambda x: x["row"] if isinstance(x, dict) else ""
)
def test_a_figure_is_that_of_the_benchmarks_and_of_the_card(row: dict[str, Any], measure: Any) -> None:
    of = SETS[row["set"]]
    assert cell(of["heading"], row["row"], row["column"]) == pytest.approx(row["value"], abs=0.051)
    assert measure.value == pytest.approx(row["value"], abs=0.051)
    if row["beside"] and row["beside"]["name"] == "without the network":
        assert cell(of["heading"], row["row"], "test (baseline)") == pytest.approx(row["beside"]["value"], abs=0.051)


@pytest.mark.parametrize("of", SETS.values(), ids=lambda of: of["id"])
def test_a_set_names_the_command_that_measured_it(of: dict[str, Any]) -> None:
    assert of["command"].split(" --")[0] in section(of["heading"])


@pytest.mark.parametrize("limit", limits(), ids=lambda limit: limit.name)
def test_a_limit_is_told_in_the_docs_in_the_same_sentences(limit: Any) -> None:
    page = plain((ROOT / "docs" / "explanation" / "limits.md").read_text(encoding="utf-8"))
    for sentence in re.split(r"(?<=[.?!]) ", limit.text):
        # There it may go on, or be the end of a longer one.
        words = sentence.rstrip(".?!")
        assert words in page or words[0].lower() + words[1:] in page


def test_what_is_said_of_disputes_in_words_is_what_was_measured() -> None:
    found = {row["what"]: row["value"] for row in KNOWN["measures"] if row["layer"] == "Disputes"}
    (said,) = [limit.text for limit in limits() if limit.name == "Disputes"]
    assert "one in five on other events" in said and 15 <= found["found of those there are, recall"] < 22.5
    assert "about half do not hold" in said and 40 <= found["shown and right, precision"] <= 60


def test_every_network_of_the_package_has_its_card_read() -> None:
    folders = {p.parent.name for p in (ROOT / "src" / "standoff" / "models").glob("*/card.json")}
    assert len(networks()) == len(folders)
    assert all(n.data and n.limits and re.fullmatch("[0-9a-f]{64}", n.hash) for n in networks())
