"""Our own annotation of news reports by the reading guide: offsets only, over texts that lie outside the project."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.ingest import ingest
from standoff.model import Report
from standoff.read.body import body_of
from standoff.read.windows import Scheme
from standoff.read.words import word_pairs

from .docs import Attribution, Deed, Doc

EVENTS = Path(__file__).parents[1] / "annotation" / "events.jsonl"
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


def events(split: str, path: Path = EVENTS) -> dict[str, list[dict[str, Any]]]:
    """The annotated events of a split by the id of their report: trigger, type, agent, recipient, place, time (spans), date, status."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return {r["id"]: r["events"] for r in rows if r["split"] == split}


_STOP = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s)|\n")
_SHORT = frozenset("Mr Ms Mrs Dr Gen Sen Rep Gov U.S St Lt Col".split())
_PHRASE_END = re.compile(
    r"[,(]|\s(?:of|for|in|at|on|from|by|with|to|near|that|which|who|whose|against|under|inside|outside|over|after)\b", re.IGNORECASE
)


def _stretches(text: str, body: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, roughly: where a part of a deed is looked for."""
    found = []
    for start, end in body:
        at = start
        for m in _STOP.finditer(text, start, end):
            if text[m.start() - 3 : m.start()].rpartition(" ")[2] not in _SHORT:
                found.append((at, m.end()))
                at = m.end()
        if at < end:
            found.append((at, end))
    return found


def head_of(text: str, start: int, end: int) -> int:
    """The start of the head word of a short phrase: the last word before a preposition, a comma or a relative clause."""
    cut = _PHRASE_END.search(text, start + 1, end)
    words = word_pairs(text, start, cut.start() if cut else end)
    kept = [w for w in words if text[w[0]].isalnum() and text[w[0] : w[1]] != "s"]
    return (kept or words or [(start, end)])[-1][0]


def _deed(text: str, row: dict[str, Any]) -> Deed:
    parts: dict[int, str] = {}
    for key in ("time", "place", "recipient", "agent"):
        for start, end in row[key]:
            parts[head_of(text, start, end)] = key
    return Deed(tuple(row["trigger"]), row["type"], row["status"], parts)


def guide(root: Path, split: str) -> list[Doc]:
    """The annotated reports of a split as documents for training: statements, nested ones too, labels and events."""
    docs = []
    deeds = events(split)
    for a in annotated(root, split):
        report, rows = a.report, a.layers["statements"]
        body = [(p.start, p.end) for p in body_of(report)]
        whole = [_attribution(r) for r in rows]
        docs.append(Doc(report.file, report.text, body, attributions=whole, scheme=Scheme.GUIDE))
        if a.layers["full"]:
            docs[-1].labels = [tuple(x["span"]) for x in a.layers["labels"]]
        if a.layers["id"] in deeds:
            docs[-1].deeds, docs[-1].typed = [_deed(report.text, row) for row in deeds[a.layers["id"]]], True
            docs[-1].stretches = _stretches(report.text, body)
    return docs


def _attribution(row: dict[str, Any]) -> Attribution:
    source, cue = ([tuple(row[k])] if row[k] else [] for k in ("source", "cue"))
    return Attribution(source, cue, [tuple(c) for c in row["content"]], made=True, act=row["act"])
