"""Disputes by family: `python -m benchmarks.disputes --data DIR --shared DIR [--split test] [--without TABLE | FAMILY]`.

Scores the annotated events of a split, which are on many events of many years, and the three annotated cases, by the rule of the gold
files' scorer. To see what they are worth, `--without words.tsv` empties one table of words in `standoff/link` first, and `--without deed`
leaves a family of disputes out. `--judged` prints the twenty highest-ranked disputes of a case that has no gold, with the verdicts of a
person.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import without  # isort: skip  # before anything of the program: its patterns are made when it is imported
from training.data.contested import Contest, Stand, contested, matched

from standoff.link import Comparison
from standoff.link.disputes import assembled
from standoff.link.disputes.proposal import FAMILIES
from standoff.link.entailment import default_judge
from standoff.model import Dispute, Reading
from standoff.read import load_reader

from .gold import CASES, folder

JUDGED = Path(__file__).with_name("disputes_judged.tsv")


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
        return [replace(r, syntax=made.syntax(r.report.id)) for r in made.readings()]


def shown(compared: Comparison, left_out: str | None) -> tuple[Dispute, ...]:
    """The disputes of a comparison, with one family left out if any."""
    proposed = [p for p in compared.proposals() if p.family != left_out]
    return assembled(compared.field, proposed, compared.verdicts, beside=compared.beside, deeds=compared.deeds)


def measure_split(data: Path, split: str, left_out: str | None = None) -> Tally:
    """The annotated events of a split, each a case of its own."""
    reader, tally = load_reader(), Tally.empty()
    for event in contested(data, split):
        compared = Comparison([reader.read(r) for r in event.reports], judge=default_judge())
        tally.add(shown(compared, left_out), event.disputes)
    return tally


def measure_case(shared: Path, case: str, left_out: str | None = None) -> Tally:
    """One of the annotated cases."""
    readings, tally = readings_of(shared, case), Tally.empty()
    tally.add(shown(Comparison(readings, judge=default_judge()), left_out), of_gold(shared, case, readings))
    return tally


def judged(data: Path, shared: Path) -> None:
    """Prints the highest-ranked disputes of the case without gold, with the verdicts that a person gave on them."""
    from standoff.case import Case

    texts = folder(shared, "seeds")
    with Case.of([*sorted(texts.glob("*.txt")), data / "news" / "caracas-2019.jsonl"], meta=texts / "reports.csv") as made:
        readings = [replace(r, syntax=made.syntax(r.report.id)) for r in made.readings()]
    lines = [x for x in JUDGED.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    verdicts = {tuple(row.split("\t")[3:5]): row.split("\t")[5:] for row in lines[1:]}
    compared = Comparison(readings, judge=default_judge())
    found = compared.disputes(floor=0.0)[: len(verdicts)]
    outlets = {r.report.id: r.report.outlet for r in readings}
    counts: Counter[str] = Counter()
    for rank, dispute in enumerate(found, 1):
        best = [next(p.evidence[0] for p in dispute.positions if p.side == side) for side in "AB"]
        key = tuple(f"{outlets[e.report]} {e.span.start}-{e.span.end}" for e in best)
        verdict, reason = verdicts.get(key, ["not judged", ""])
        counts[verdict] += 1
        print(f"\n{rank}. {verdict} ({dispute.family}, {dispute.confidence:.2f}) {reason}")
        for p in dispute.positions:
            holder = compared.index.actor(p.holder).name if p.holder else p.outlet or "nobody named"
            print(f"   {p.side} {holder}: " + " / ".join(" ".join(e.quote.split()) for e in p.evidence))
    print(f"\nprecision {counts['right'] / max(1, len(found)):.2f} of {len(found)}: {dict(counts)}")


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
    parser.add_argument("--judged", action="store_true", help="the case without gold, with the verdicts of a person")
    parser.add_argument(
        "--without", metavar="TABLE", help=f"empty this table first, for example rival_labels.tsv{without.NOTE}, or leave out a family"
    )
    args = parser.parse_args()
    if args.judged:
        judged(args.data, args.shared)
        return
    left_out = args.without if args.without in FAMILIES else None
    if args.data:
        show(f"annotated events, {args.split}", measure_split(args.data, args.split, left_out))
    for case in CASES if args.shared else ():
        show(case, measure_case(args.shared, case, left_out))


if __name__ == "__main__":
    main()
