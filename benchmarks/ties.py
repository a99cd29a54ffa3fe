"""Measures signed ties: `python -m benchmarks.ties --data DIR [--split test] [--shared DIR]`.

On our own annotation every report is a case of its own, and a tie is found where a passage of it tells it, with its sign and both its
actors; on the annotated cases the scorer of the gold files counts ties of the whole case by (from, to, sign). Beside it stand the
acts of statements and deeds of events alone (`link/camps.py`), which is what there was before.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.data.ties import Bond, bonded

from standoff.case import Case
from standoff.link import Comparison
from standoff.link.camps import Camps
from standoff.model import Reading, Span, Tie
from standoff.read import load_reader

from .gold import CASES, folder, scorer


@dataclass(frozen=True, slots=True)
class Shown:
    """A tie that a system shows in one report: between whom, its sign, and where."""

    source: str
    target: str
    sign: str
    span: Span


@dataclass(slots=True)
class Counts:
    """How many ties were shown, annotated, and rightly shown; of those, dated like the annotation where that has a date."""

    shown: int = 0
    gold: int = 0
    hits: int = 0
    dated: int = 0
    right: int = 0

    def line(self, name: str, system: str) -> str:
        """A row of the table."""
        p, r = self.hits / max(self.shown, 1), self.hits / max(self.gold, 1)
        dates = f"{self.right / self.dated:.2f}" if self.dated else ""
        return row(name, system, p, r, 2 * p * r / max(p + r, 1e-9), self.shown, self.gold, dates)


HEAD = "| set | system | P | R | F1 | shown | annotated | of the right ones, dates right |\n|---|---|---|---|---|---|---|---|"


def row(name: str, system: str, p: float, r: float, f1: float, shown: int, gold: int, dates: str = "") -> str:
    """A row of the table."""
    return f"| {name} | {system} | {p:.3f} | {r:.3f} | {f1:.3f} | {shown} | {gold} | {dates} |"


def by_ties(ties: Iterable[Tie]) -> dict[Shown, str | None]:
    """What Standoff shows, with its dates."""
    return {Shown(t.source, t.target, t.sign, t.evidence.span): t.date for t in ties}


def by_camps(compared: Comparison) -> dict[Shown, str | None]:
    """What the acts of statements and the deeds of events alone show."""
    found: dict[Shown, str | None] = {}
    public = {a.id for a in compared.index.actors if a.public}
    for r in Camps.of(compared.field, compared.index).relations:
        passage = compared.field.passages[r.passage]
        span = passage.statement.hull if passage.statement else passage.spans[0].hull(*passage.spans)
        if {r.source, r.target} <= public:
            found[Shown(r.source, r.target, "+" if r.sign > 0 else "-", span)] = None
    return found


def count(compared: Comparison, reading: Reading, bonds: Sequence[Bond], shown: dict[Shown, str | None], into: Counts) -> None:
    """Adds what a report's ties come to. An annotated tie is found once, a shown one finds at most one."""
    left = list(bonds)
    into.gold += len(bonds)
    into.shown += len(shown)
    for tie, date in sorted(shown.items(), key=lambda x: (len(x[0].span), x[0].span, x[0].source, x[0].target)):
        hit = next((b for b in left if tie.sign == b.sign and tie.span.overlaps(b.cue) and _between(compared, reading, b, tie)), None)
        if hit:
            left.remove(hit)
            into.hits += 1
            if hit.date and date:
                into.dated += 1
                into.right += date == hit.date


def _between(compared: Comparison, reading: Reading, bond: Bond, tie: Shown) -> bool:
    return tie.source in _actors(compared, reading, bond.source) and tie.target in _actors(compared, reading, bond.target)


def _actors(compared: Comparison, reading: Reading, span: Span) -> set[str]:
    """The actors of the mentions that hang on the head word of a span, and of the statement that it is the source of."""
    syntax = reading.syntax
    head = syntax.head(span) if syntax else None
    found = {compared.index.of_mention(m.id) for m in reading.mentions if syntax and head is not None and syntax.head(m.span) == head}
    said = {a for s in reading.statements if s.source and s.source.overlaps(span) for a in compared.index.of_statement(s.id)}
    return {a for a in found if a} | said


def on_cases(shared: Path) -> list[str]:
    """A line for each annotated case and system."""
    lines, reader = [], load_reader()
    for name in CASES:
        texts = folder(shared, name)
        gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        with Case.of(sorted(texts.glob("*.txt")), meta=texts / "reports.csv", reader=reader) as opened:
            export, readings = opened.to_json(), opened.readings()
        old = [{"from": t.source, "to": t.target, "sign": t.sign} for t in by_camps(Comparison(readings))]
        for system, ties in (("ties", export["ties"]), ("acts and deeds only", old)):
            scores, _ = scorer(shared).score(gold, {**export, "ties": ties})
            told = scores["ties"]["found"]
            lines.append(row(name, system, told["p"], told["r"], told["f1"], told["pred"], told["gold"]))
    return lines


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--shared", type=Path, help="folder that holds gold/: measures the annotated cases too")
    parser.add_argument("--cache", type=Path, help="file that keeps the readings between runs")
    args = parser.parse_args()
    kept: dict[str, Reading] = pickle.loads(args.cache.read_bytes()) if args.cache and args.cache.exists() else {}
    reader = load_reader()
    new, old = Counts(), Counts()
    for item in bonded(args.data, args.split):
        reading = kept.get(item.report.sha256) or reader.read(item.report)
        compared = Comparison([reading])
        count(compared, reading, item.ties, by_ties(compared.ties()), new)
        count(compared, reading, item.ties, by_camps(compared), old)
    print(HEAD)
    print(new.line(f"our annotation, {args.split}", "ties"))
    print(old.line(f"our annotation, {args.split}", "acts and deeds only"))
    if args.shared:
        print("\n".join(on_cases(args.shared)))


if __name__ == "__main__":
    main()
