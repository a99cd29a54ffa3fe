"""The weightiest annotated deeds on the timeline: `python -m benchmarks.timeline [--shared DIR] [--case seeds|example] [--most 15]`.

Measure: *deeds on the timeline*. What is annotated are events of single reports; which of them tell one deed is not. One reader grouped
those of the three seeds and of the invented case by hand, reading the texts, before the timeline was looked at: `timeline_judged.tsv` has
a row for each event of a group of several, by the offsets of its trigger, and any other event is a deed by itself. Two events are one
deed where they tell the same doing of the same people at the same time, whoever tells it and as what; a saying and what is said are two.

A deed weighs more the more outlets carry it; of equal ones, the more tell it in their own voice, then the more annotated events tell
it, then the earlier the first of them stands in its report (by the place of the trigger, in characters). The heaviest `--most` are scored:

found     an entry of the timeline holds an event whose trigger shares a character with that of an annotated one, in the same report; of
          several such entries the one that holds most of them, the weightier of equal ones
first     that entry is among those that the page shows before anything is opened
day       it stands under the annotated date; under a finer one only where that lies in the annotated one; asked only where one is
          annotated (of several the most frequent, the finest of equal ones)
carriers  for each outlet of the case: own voice, attributed, denied, or nothing, as annotated. An outlet that tells it in several ways
          counts as own voice before attributed before denied. Cells are outlets, a deed is right where all of its cells are

A deed that was not found has no day and no carrier right. Nothing of the timeline was fitted to the seeds.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.case import Case, CaseView
from standoff.case.pages import Entry, chapters, entry_row

from .gold import folder

GROUPS = Path(__file__).with_name("timeline_judged.tsv")
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_WAYS = ("own voice", "attributed", "denied")
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Deed:
    """An annotated deed: what it is called, its events as (report, start, end), its date, and how each outlet tells it."""

    name: str
    events: tuple[tuple[str, int, int], ...]
    date: str | None
    told: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """What it is ordered by, the heaviest first."""
        own = sum(way == "own voice" for way in self.told.values())
        return (-len(self.told), -own, -len(self.events), min(start for _, start, _ in self.events))


@dataclass(frozen=True, slots=True)
class Scored:
    """How the timeline has a deed. `day` is None where none is annotated; `cells` are (outlet, annotated, shown)."""

    deed: Deed
    entry: Entry | None
    first: bool
    day: bool | None
    cells: tuple[tuple[str, str, str], ...]

    @property
    def carriers(self) -> bool:
        """Whether every outlet tells it as annotated."""
        return self.entry is not None and all(want == got for _, want, got in self.cells)


def deeds(case: str, gold: Mapping[str, Any], outlets: Mapping[str, str]) -> list[Deed]:
    """The annotated deeds of a case, the heaviest first. `outlets` by the names of files."""
    groups: dict[tuple[str, int, int], str] = {}
    with GROUPS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["case"] == case:
                groups[row["report"], int(row["start"]), int(row["end"])] = row["deed"]
    told: dict[str, list[Any]] = defaultdict(list)
    for event in gold["events"]:
        key = (event["report"], *event["trigger"])
        told[groups.get(key, f"{event['id']} {event['type']}")].append(event)
    return sorted((_deed(name, events, outlets) for name, events in told.items()), key=lambda d: (d.weight, d.name))


def _deed(name: str, events: Sequence[Any], outlets: Mapping[str, str]) -> Deed:
    ways: dict[str, set[str]] = defaultdict(set)
    for e in events:
        ways[outlets[e["report"]]].add("denied" if e["status"] == "denied" else "own voice" if e["voice"] == "outlet" else "attributed")
    dates = Counter(e["date"] for e in events if e["date"])
    date = max(dates, key=lambda d: (dates[d], len(d), d)) if dates else None
    best = {outlet: min(found, key=_WAYS.index) for outlet, found in ways.items()}
    return Deed(name, tuple((e["report"], *e["trigger"]) for e in events), date, best)


def scored(view: CaseView, found: Sequence[Deed]) -> list[Scored]:
    """How the timeline of a case has each deed."""
    index = view.timeline_index
    files = {r.report.file: r.report.id for r in view.readings()}
    first = {e.id for c in chapters(index.entries, reports=len(files)) for e in c.shown}
    holding: dict[tuple[str, str], Entry] = {key: entry for entry in index.entries for key in entry.members}
    rows = []
    for deed in found:
        hits: Counter[str] = Counter()
        for file, start, end in deed.events:
            report = files[file]
            near = {
                holding[key].id for key, e in index.events.items() if key[0] == report and e.trigger.start < end and e.trigger.end > start
            }
            hits.update(near)
        best = max(hits, key=lambda id: (hits[id], index.entries[index.places[id]].weight), default=None)
        entry = index.entries[index.places[best]] if best else None
        shown = {c.outlet: c.told for c in entry_row(index, entry).cells if c.told in _WAYS} if entry else {}
        cells = tuple((o, deed.told.get(o, _NOTHING), shown.get(o, _NOTHING) if entry else "not found") for o in view.material.outlets)
        day = None if deed.date is None else entry is not None and (entry.day == deed.date or entry.day.startswith(f"{deed.date}-"))
        rows.append(Scored(deed, entry, entry is not None and entry.id in first, day, cells))
    return rows


def totals(rows: Sequence[Scored]) -> dict[str, tuple[int, int]]:
    """For each measure how many are right, and of how many."""
    dated = [r for r in rows if r.day is not None]
    cells = [cell for r in rows for cell in r.cells]
    return {
        "found": (sum(r.entry is not None for r in rows), len(rows)),
        "first": (sum(r.first for r in rows), len(rows)),
        "day": (sum(bool(r.day) for r in dated), len(dated)),
        "carriers": (sum(r.carriers for r in rows), len(rows)),
        "cells": (sum(want == got for _, want, got in cells), len(cells)),
    }


def measured(case: str, shared: Path | None, most: int) -> list[Scored]:
    """Reads and links a case anew and scores its heaviest deeds."""
    texts = EXAMPLES if case == "example" else folder(_asked(shared), case)
    source = EXAMPLES / "gold.json" if case == "example" else _asked(shared) / "gold" / f"{case}.json"
    gold = json.loads(source.read_text(encoding="utf-8"))
    with Case.of(sorted(texts.glob("*.txt")), meta=texts / "reports.csv") as opened:
        view = opened.view()
        outlets = {r.file: view.material.outlet(r.id) for r in opened.reports()}
        return scored(view, deeds(case, gold, outlets)[:most])


def _asked(shared: Path | None) -> Path:
    if shared is None:
        raise SystemExit("The seeds are not part of this repository. Try: --shared with the folder that holds gold/ and seeds/.")
    return shared


def printed(rows: Sequence[Scored]) -> list[str]:
    """A line for each deed, with what was annotated and what is shown, and the totals."""
    lines = ["| deed | annotated date | shown under | first | carriers: annotated / shown |", "|---|---|---|---|---|"]
    for r in rows:
        day = "not found" if r.entry is None else r.entry.day + ("" if r.day is not False else " (wrong)")
        cells = "; ".join(f"{o}: {want}" if want == got else f"{o}: {want} / {got} (wrong)" for o, want, got in r.cells)
        lines.append(f"| {r.deed.name} | {r.deed.date or 'none'} | {day} | {'yes' if r.first else 'no'} | {cells} |")
    found = totals(rows).items()
    return [*lines, "", *(f"- {name}: {right} of {of}" for name, (right, of) in found)]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, help="folder with gold/ and seeds/")
    parser.add_argument("--case", choices=("seeds", "example"), default=None)
    parser.add_argument("--most", type=int, default=15)
    args = parser.parse_args()
    case = args.case or ("seeds" if args.shared else "example")
    print(f"Deeds on the timeline, {case}, the {args.most} heaviest\n")
    print("\n".join(printed(measured(case, args.shared, args.most))))


if __name__ == "__main__":
    main()
