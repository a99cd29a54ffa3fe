"""Our own annotation of signed ties in news reports: offsets only, over texts that lie outside the project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.model import Reading, Report, Span

from .guide import annotated

TIES = Path(__file__).parents[1] / "annotation" / "ties.jsonl"


@dataclass(frozen=True, slots=True)
class Bond:
    """An annotated tie: the words that show it, who holds it towards whom (spans of one sentence), its sign and ISO date or None."""

    cue: Span
    source: Span
    target: Span
    sign: str
    date: str | None
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bonded:
    """A report with all its annotated ties."""

    report: Report
    ties: tuple[Bond, ...]


def bonded(root: Path, split: str, path: Path = TIES) -> list[Bonded]:
    """The reports of a split whose ties are annotated. Raises ValueError when a text is not the one that was annotated."""
    rows = [r for r in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if r["split"] == split]
    ties = {r["id"]: r["ties"] for r in rows}
    hashes = {r["id"]: r["sha256"] for r in rows}
    found = []
    for item in annotated(root, split):
        id = item.layers["id"]
        if id in ties:
            if hashes[id] != item.report.sha256:
                raise ValueError(f"{item.report.file}: the text is not the one that was annotated.")
            found.append(Bonded(item.report, tuple(map(_bond, ties[id]))))
    return found


def _bond(row: dict[str, Any]) -> Bond:
    cue, source, target = (Span(*row[key]) for key in ("cue", "from", "to"))
    return Bond(cue, source, target, row["sign"], row["date"], (row["from_name"], row["to_name"]))


def placed(reading: Reading, ties: Sequence[Bond]) -> list[tuple[int, int, int, str]]:
    """Each tie as a reading has it: the place of the sentence that holds its cue, the head words of its two parties, its sign.

    Where a span has no head word in the syntax, or no sentence holds the cue, the place is -1.
    """
    found = []
    for tie in ties:
        sentence = next((k for k, s in enumerate(reading.sentences) if s.start <= tie.cue.start < s.end), -1)
        source, target = (reading.syntax.head(s) if reading.syntax else None for s in (tie.source, tie.target))
        found.append((sentence, -1 if source is None else source, -1 if target is None else target, tie.sign))
    return found
