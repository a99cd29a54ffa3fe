"""Copies: `python -m benchmarks.copies --data DIR [--count N] [--seed N] [--show] [--times]`. DIR holds mixed-1500.jsonl.

Edited copies of its reports (see edited.py) are put among them. A copy counts as found when it is linked with its source, whatever the
kind it is given, and as named so when the kind is right too; precision is over all links that hold a made report. Left out of the count
are pairs that share text by the way they were made: two copies of one source, a copy and whoever gave it sentences, and, since a copy
takes along what its outlet prints in every report, other reports of those outlets and what shares text with its source as it is.

What is linked among the reports as they are is listed apart, with the verdicts of copies_judged.tsv (`--show` prints the passages).
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from standoff.ingest import Ingested, ingest
from standoff.link.copies import compare, copies
from standoff.link.copy_index import CopyIndex
from standoff.link.digests import digest
from standoff.model import Report
from standoff.model.origins import Copy

from .edited import Edit, Editor, Half

KINDS = ("reprint", "rewrite", "passage")
HALVES: tuple[Half, ...] = ("development", "held out")
SIZES = (250, 500, 1000, 1500)
T = TypeVar("T")


def among(reports: Sequence[Report], *, show: bool) -> tuple[Copy, ...]:
    """Prints what is linked among reports as they are, with the verdicts, and gives what is if no outlet is known."""
    digests = [digest(r) for r in reports]
    pairs = len(reports) * (len(reports) - 1) // 2
    found = copies(digests)
    unknown = copies([replace(d, houses=frozenset()) for d in digests])
    print(f"{len(reports)} reports, {pairs} pairs; linked {len(found)} {_kinds(found)}")
    print(f"as if no outlet were known: linked {len(unknown)} {_kinds(unknown)}, {100 * len(unknown) / pairs:.3f} % of pairs")
    path = Path(__file__).with_name("copies_judged.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        verdicts = {(row["left"], row["right"]): row for row in csv.DictReader(file, delimiter="\t")}
    by_id = {r.id: r for r in reports}
    false = 0
    for copy in found:
        row = verdicts.get((copy.left, copy.right), {"verdict": "not judged", "why": ""})
        false += row["verdict"] != "genuine"
        print(f"  {copy.left} {copy.right} {copy.kind}, {copy.confidence:.2f}: {row['verdict']} ({row['why']})")
        for passage in copy.passages if show else ():
            print("   ", " ".join(by_id[copy.left].quote(passage.left).split()))
            print("   ", " ".join(by_id[copy.right].quote(passage.right).split()))
    print(f"  false or not judged: {false}, {100 * false / pairs:.5f} % of pairs")
    return unknown


def measure(reports: Sequence[Report], edits: Sequence[Edit], shared: Sequence[Copy]) -> None:
    """Prints precision, recall and F1 of each kind, the kinds told apart, and what went wrong. `shared`: what the reports have alike."""
    truth = {frozenset((e.report.id, e.source)): e for e in edits if e.truth != "trap"}
    roots = {e.report.id: {e.source, *e.donors} if e.truth != "trap" else set(e.donors) for e in edits}
    kin: dict[str, set[str]] = {r.id: {r.id, r.outlet or r.id} for r in reports}
    for copy in shared:
        kin[copy.left].add(copy.right)
        kin[copy.right].add(copy.left)
    family = {made: near.union(*(kin.get(r, ()) for r in near)) for made, near in roots.items()}
    found = {frozenset((c.left, c.right)): c for c in copies([digest(r) for r in (*reports, *(e.report for e in edits))])}
    wrong: list[Copy] = []
    for pair, copy in found.items():
        if pair not in truth and pair & roots.keys():
            one, two = (family[x] if x in family else kin[x] for x in pair)
            if not one & two:
                wrong.append(copy)
    table: Counter[tuple[str, str]] = Counter((e.truth, found[p].kind if p in found else "missed") for p, e in truth.items())
    print(f"  {len(edits)} made reports; false links that hold one: {len(wrong)} {_kinds(wrong)}")
    for kind in KINDS:
        total = sum(n for (t, _), n in table.items() if t == kind)
        hits, right = total - table[kind, "missed"], table[kind, kind]
        false = sum(c.kind == kind for c in wrong)
        named = sum(n for (_, k), n in table.items() if k == kind) + false
        row = ", ".join(f"{k} {table[kind, k]}" for k in (*KINDS, "missed"))
        print(f"  {kind:8} found {_scores(hits, hits + false, total)}; named so {_scores(right, named, total)}; {row}")
    traps = [e for e in edits if e.truth == "trap"]
    caught = [e for e in traps if frozenset((e.report.id, e.source)) in found]
    print(f"  traps {dict(Counter(e.done for e in traps))}, linked {dict(Counter(e.done for e in caught))}")
    print("  missed:", dict(Counter((e.truth, e.done) for p, e in truth.items() if p not in found)))


def times(reports: Sequence[Report]) -> None:
    """Prints seconds of processor time, all pairs and one more report."""
    for size in SIZES:
        some = reports[:size]
        digests, made = _timed(lambda some=some: [digest(r) for r in some])  # type: ignore[misc]
        index, indexed = _timed(lambda digests=digests: CopyIndex.of(digests))  # type: ignore[misc]
        pairs, paired = _timed(index.pairs)
        by_id = {d.report: d for d in digests}
        _, compared = _timed(lambda pairs=pairs, by_id=by_id: [compare(by_id[a], by_id[b]) for a, b in pairs])  # type: ignore[misc]
        print(
            f"  {size:5} reports: digests {made:.2f}, index {indexed:.2f}, {len(pairs)} pairs in {paired:.3f}, compared in {compared:.2f}"
        )
    index = CopyIndex.of([digest(r) for r in reports[1:1001]])
    one, made = _timed(lambda: digest(reports[0]))
    near, looked = _timed(lambda: index.near(one))
    print(f"  one more into 1000: digest {made:.4f}, look-up {looked:.4f}, {len(near)} to compare with")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def _kinds(found: Sequence[Copy]) -> dict[str, int]:
    return dict(Counter(c.kind for c in found))


def _scores(hits: int, named: int, total: int) -> str:
    p, r = hits / named if named else 0.0, hits / total if total else 0.0
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0.0:.3f}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200, help="reprints and rewrites made of each half, half as many passages and traps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--show", action="store_true", help="the passages that reports have in common")
    parser.add_argument("--times", action="store_true")
    args = parser.parse_args()
    reports = [x.report for x in ingest([args.data / "mixed-1500.jsonl"]) if isinstance(x, Ingested)]
    shared = among(reports, show=args.show)
    for half in cast(Sequence[Half], args.half or HALVES):
        print(f"{half}, seed {args.seed}")
        measure(reports, Editor(reports, half, args.seed).edits(args.count), shared)
    if args.times:
        times(reports)


if __name__ == "__main__":
    main()
