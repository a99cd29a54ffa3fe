"""Our own annotation of news reports by the reading guide: offsets only, over texts that lie outside the project."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.ingest import ingest
from standoff.model import Report
from standoff.read.body import body_of
from standoff.read.windows import Scheme

from .docs import Attribution, Doc

ANNOTATION = Path(__file__).parents[1] / "annotation" / "mixed-1500.jsonl"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its annotation: a line of the annotation file, whose spans are offsets into the report's text."""

    report: Report
    layers: dict[str, Any]


def annotated(root: Path, split: str, path: Path = ANNOTATION) -> list[Annotated]:
    """The annotated reports of a split, in the order in which `root`/news/mixed-1500.jsonl holds them.

    Raises ValueError when a text is not the one that was annotated.
    """
    rows = {r["id"]: r for r in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if r["split"] == split}
    pile = root / "news/mixed-1500.jsonl"
    found = []
    for item in ingest([pile]):
        report = getattr(item, "report", None)
        row = rows.get(report.file.partition("#")[2]) if isinstance(report, Report) else None
        if row is None:
            continue
        if report.sha256 != row["sha256"]:
            raise ValueError(f"{report.file}: the text is not the one that was annotated.")
        found.append(Annotated(report, row))
    return found


def guide(root: Path, split: str) -> list[Doc]:
    """The annotated reports of a split as documents for training, nested statements among the others."""
    docs = []
    for a in annotated(root, split):
        report, rows = a.report, a.layers["statements"]
        body = [(p.start, p.end) for p in body_of(report)]
        whole = [_attribution(r) for r in rows]
        docs.append(Doc(report.file, report.text, body, attributions=whole, scheme=Scheme.GUIDE))
        if a.layers["full"]:
            docs[-1].labels = [tuple(x["span"]) for x in a.layers["labels"]]
    return docs


def _attribution(row: dict[str, Any]) -> Attribution:
    source, cue = ([tuple(row[k])] if row[k] else [] for k in ("source", "cue"))
    return Attribution(source, cue, [tuple(c) for c in row["content"]], made=True, act=row["act"])
