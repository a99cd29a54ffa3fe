"""Fits how sure a proposed dispute is: `python -m training.rank --data DIR`; writes `link/disputes/ranking.json`.

Every pair of passages that a family sets against each other in the annotated events of the split `train` is a case: right when the two
stand on two sides of an annotated dispute. The model is a logistic regression with a ridge over what the families and the pair network saw;
a second one maps the score of a dispute, and in how many surer ones its holders stand, to how often such a dispute is right. `dev`
shows what both are worth.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from standoff.link import Comparison
from standoff.link.disputes.assemble import FLOOR, disputed, joined, repeats
from standoff.link.disputes.proposal import Proposal
from standoff.link.disputes.ranking import Pairs, Ranking
from standoff.link.disputes.traits import FEATURES, STRUCTURE, logit
from standoff.link.entailment import default_judge
from standoff.model import Reading
from standoff.read import load_reader

from .calibrate import fit
from .data.contested import Happening, contested, matched

OUT = Path("src/standoff/link/disputes/ranking.json")


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated event, read and compared."""

    event: Happening
    comparison: Comparison
    proposals: tuple[Proposal, ...]


def cases(root: Path, split: str, cache: Path | None) -> list[Case]:
    """The events of a split with what the families propose. `cache` keeps the readings from one run to the next."""
    kept: dict[str, Reading] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    reader, known, found = load_reader(), len(kept), []
    for event in contested(root, split):
        for report in event.reports:
            if report.id not in kept:
                kept[report.id] = reader.read(report)
        comparison = Comparison([kept[r.id] for r in event.reports], judge=default_judge())
        found.append(Case(event, comparison, tuple(comparison.proposals())))
    if cache and len(kept) > known:
        cache.write_bytes(pickle.dumps(kept))
    return found


def table(found: list[Case]) -> tuple[list[dict[str, float]], NDArray[np.float64]]:
    """The features of all pairs that proposals set against each other, and whether each stands on two sides of an annotated dispute."""
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for case in found:
        field = case.comparison.field
        sides = _sides(case)
        for (i, j), seen in Pairs.of(field, case.proposals, case.comparison.verdicts, case.comparison.deeds).features.items():
            rows.append(seen)
            right.append(any(k == m and a != b for k, a in sides.get(i, ()) for m, b in sides.get(j, ())))
    return rows, np.array(right, dtype=float)


def _sides(case: Case) -> dict[int, set[tuple[int, str]]]:
    """For each passage of which a third stands in the evidence of a side: the place of the annotated dispute, and the side."""
    field = case.comparison.field
    found: dict[int, set[tuple[int, str]]] = {}
    for k, contest in enumerate(case.event.disputes):
        for stand in (s for s in contest.stands if s.side != "-"):
            for report, start, end in stand.evidence:
                for i in field.by_report.get(report, ()):
                    spans = field.passages[i].spans
                    inside = sum(max(0, min(end, s.end) - max(start, s.start)) for s in spans)
                    if 3 * inside >= sum(map(len, spans)):
                        found.setdefault(i, set()).add((k, stand.side))
    return found


def weighed(rows: list[dict[str, float]], right: NDArray[np.float64], names: Sequence[str]) -> dict[str, float]:
    """The weights of the logistic regression over some features."""
    seen = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    return {name: round(float(w), 4) for name, w in zip(names, fit(seen, right), strict=True)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A dispute that could be shown: its score, in how many surer ones its holders stand, and whether it finds an annotated one."""

    score: float
    repeated: float
    right: bool


def outcomes(found: list[Case], ranking: Ranking) -> list[Outcome]:
    """What becomes of every dispute of some events."""
    made: list[Outcome] = []
    for case in found:
        field, comparison = case.comparison.field, case.comparison
        sure = Pairs.of(field, case.proposals, comparison.verdicts, comparison.deeds).scores(ranking)
        asked = joined(field, case.proposals, sure, comparison.beside)
        owner, _ = matched([disputed(field, p) for p in asked], case.event.disputes)
        right = set(owner.values())
        made += [Outcome(p.strength, r, n in right) for n, (p, r) in enumerate(zip(asked, repeats(field, asked), strict=True))]
    return made


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="file that keeps the readings between runs")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    train = cases(args.data, "train", args.cache)
    rows, right = table(train)
    both, bare = weighed(rows, right, FEATURES), weighed(rows, right, STRUCTURE)
    plain = Ranking(both, bare, 1.0, 0.0)
    seen = outcomes(train, plain)
    hits = np.array([o.right for o in seen], dtype=float)
    slope, offset, repeat = fit(np.array([[logit(o.score), 1.0, np.log1p(o.repeated)] for o in seen]), hits)
    info = {"pairs": len(rows), "opposed": int(right.sum()), "disputes": len(hits), "right": int(hits.sum())}
    place = {"slope": round(float(slope), 4), "offset": round(float(offset), 4), "repeat": round(float(repeat), 4)}
    args.out.write_text(json.dumps({"with network": both, "without": bare, **place, "fitted on": info}, indent=1) + "\n", encoding="utf-8")
    print(f"train: {info}")
    show(cases(args.data, "dev", args.cache), Ranking(both, bare, **place))


def show(dev: list[Case], ranking: Ranking) -> None:
    """Prints how calibrated the confidences are, and what a floor gives."""
    gold = sum(len(c.event.disputes) for c in dev)
    seen = [(ranking.confidence(o.score, o.repeated), o.right) for o in outcomes(dev, ranking)]
    for low, high in ((0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.7), (0.7, 1.01)):
        band = [(p, h) for p, h in seen if low <= p < high]
        if band:
            print(f"promised {np.mean([p for p, _ in band]):.2f} kept {np.mean([h for _, h in band]):.2f} over {len(band)}")
    for floor in (0.2, 0.25, FLOOR, 0.35, 0.4, 0.5):
        shown = [h for p, h in seen if p >= floor]
        print(f"floor {floor:.2f}: shown {len(shown)}, P {sum(shown) / max(len(shown), 1):.3f}, R {sum(shown) / max(gold, 1):.3f}")


if __name__ == "__main__":
    main()
