"""Disputes by family: `python -m benchmarks.disputes --data DIR --shared DIR [--split test] [--without NAME]`.

Scores the annotated events of a split, which are on many events of many years, and the three annotated cases, by the rule of the gold
files' scorer. `--without` empties one word list first, to see what it is worth; `all` does so for each list in turn.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.data.contested import Contest, Stand, contested, matched

from standoff.link import Comparison
from standoff.link.disputes.proposal import FAMILIES
from standoff.link.entailment import default_judge
from standoff.model import Dispute, Reading
from standoff.read import load_reader

from .gold import CASES, folder


@dataclass
class Tally:
    """Counts by family: shown, right, duplicate; annotated and found."""

    shown: Counter[str]
    right: Counter[str]
    duplicate: Counter[str]
    gold: Counter[str]
    found: Counter[str]

    @classmethod
    def empty(cls) -> Tally:
        """All zero."""
        return cls(*(Counter() for _ in range(5)))

    def add(self, disputes: Sequence[Dispute], gold: Sequence[Contest]) -> None:
        """Counts one case."""
        owner, edges = matched(disputes, gold)
        right = set(owner.values())
        for j, d in enumerate(disputes):
            self.shown[d.family] += 1
            self.right[d.family] += j in right
            self.duplicate[d.family] += bool(edges[j]) and j not in right
        for i, g in enumerate(gold):
            self.gold[g.family] += 1
            self.found[g.family] += i in owner

    def total(self) -> tuple[float, float]:
        """Precision and recall over all families."""
        return sum(self.right.values()) / max(1, self.shown.total()), sum(self.found.values()) / max(1, self.gold.total())

    def rows(self) -> list[tuple[str, int, int, int, int, int]]:
        """One row a family: name, shown, right, duplicates, annotated, found."""
        names = [f for f in FAMILIES if self.shown[f] or self.gold[f]]
        return [(f, self.shown[f], self.right[f], self.duplicate[f], self.gold[f], self.found[f]) for f in names]


def of_gold(shared: Path, case: str, readings: Sequence[Reading]) -> list[Contest]:
    """The disputes of a gold file over the reports of a case as read."""
    gold: dict[str, Any] = json.loads((shared / "gold" / f"{case}.json").read_text(encoding="utf-8"))
    by_file = {Path(r.report.file).name: r.report.id for r in readings}
    ids = {key: by_file[Path(row.get("file") or key).name] for key, row in gold["reports"].items()}
    return [
        Contest(
            d.get("family", d["kind"]),
            d["question"],
            tuple(Stand(p["holder"], p.get("side", "-"), tuple((ids[r], a, b) for r, a, b in p["evidence"])) for p in d["positions"]),
        )
        for d in gold["disputes"]
    ]


def readings_of(shared: Path, case: str) -> list[Reading]:
    """All reports of a case, read as `standoff read` does."""
    from standoff.case import Case

    texts = folder(shared, case)
    meta = texts / "reports.csv"
    with Case.of(sorted(texts.glob("*.txt")), meta=meta if meta.exists() else None) as made:
        return [made.reading(r.id) for r in made.reports()]


def measure_split(data: Path, split: str) -> Tally:
    """The annotated events of a split, each a case of its own."""
    reader, tally = load_reader(), Tally.empty()
    for event in contested(data, split):
        compared = Comparison([reader.read(r) for r in event.reports], judge=default_judge())
        tally.add(compared.disputes(), event.disputes)
    return tally


def measure_case(shared: Path, case: str) -> Tally:
    """One of the annotated cases."""
    readings, tally = readings_of(shared, case), Tally.empty()
    tally.add(Comparison(readings, judge=default_judge()).disputes(), of_gold(shared, case, readings))
    return tally


def show(name: str, tally: Tally) -> None:
    """Prints one tally."""
    p, r = tally.total()
    print(f"\n{name}: P {p:.3f}, R {r:.3f} ({tally.shown.total()} shown, {tally.gold.total()} annotated)")
    for family, shown, right, duplicate, gold, found in tally.rows():
        print(f"  {family:15} shown {shown:4} right {right:4} duplicate {duplicate:3}   annotated {gold:4} found {found:4}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--split", default="test", choices=("train", "dev", "test"))
    args = parser.parse_args()
    if args.data:
        show(f"annotated events, {args.split}", measure_split(args.data, args.split))
    for case in CASES if args.shared else ():
        show(case, measure_case(args.shared, case))


if __name__ == "__main__":
    main()
