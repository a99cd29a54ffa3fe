"""Fits how likely a statement is one: `python -m training.calibrate --data DIR --weights DIR`; writes it into the card's settings.

Every attribution that the network proposes in the annotated reports of the split `dev` is a case: right when it overlaps an annotated
statement as the scorer of the gold files asks. The model is a logistic regression with a ridge (Newton's method); the floor is the
probability that gives the best F1 of statements found on the same reports.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from standoff.read.confidence import FEATURES, Judge
from standoff.read.network import Network
from standoff.read.reader import NetworkReader

from .data import Annotated, annotated, dump

RIDGE = 0.3
ENOUGH = 0.5  # F1 of characters, of a found statement


def fit(seen: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights [F] of a logistic regression of right [N] on seen [N, F]."""
    weights = np.zeros(seen.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (right - p) - RIDGE * weights
        bend = (seen * (p * (1 - p))[:, None]).T @ seen + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def cases(items: list[Annotated], reader: NetworkReader) -> tuple[list[tuple[float, ...]], list[bool], int]:
    """The features of every proposal, whether it is right, and how many statements are annotated."""
    seen: list[tuple[float, ...]] = []
    right: list[bool] = []
    wanted = 0
    for item in items:
        gold = [_characters(row["content"]) for row in item.layers["statements"]]
        found = reader.proposed(item.report)
        wanted += len(gold)
        pairs = []
        for j, d in enumerate(found):
            said = _characters([[c.start, c.end] for c in d.content])
            pairs += [(2 * len(said & g) / (len(said) + len(g)), i, j) for i, g in enumerate(gold) if said & g]
        hit: set[int] = set()
        used: set[int] = set()
        for score, i, j in sorted(pairs, key=lambda p: -p[0]):
            if score >= ENOUGH and i not in used and j not in hit:
                used.add(i)
                hit.add(j)
        seen += [d.seen for d in found]
        right += [j in hit for j in range(len(found))]
    return seen, right, wanted


def _characters(spans: list[list[int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def best_floor(chances: NDArray[np.float64], right: NDArray[np.float64], wanted: int) -> float:
    """The probability from which the F1 of found statements is best, in steps of a hundredth."""
    floors = np.arange(0.2, 0.7, 0.01)
    scores = [2 * right[chances >= f].sum() / max(1.0, (chances >= f).sum() + wanted) for f in floors]
    return round(float(floors[int(np.argmax(scores))]), 2)


def reliability(chances: NDArray[np.float64], right: NDArray[np.float64]) -> list[str]:
    """Lines of a table: in each tenth of probability how many cases there are, what is promised and what is kept; then the mean gap."""
    lines, gap = ["probability  cases  promised  kept"], 0.0
    for k in range(10):
        inside = (chances >= k / 10) & (chances < (k + 1) / 10 + (k == 9))
        if inside.any():
            promised, kept = chances[inside].mean(), right[inside].mean()
            gap += abs(promised - kept) * inside.mean()
            lines.append(f"{k / 10:.1f} to {(k + 1) / 10:.1f} {inside.sum():7d} {promised:9.2f} {kept:5.2f}")
    return [*lines, f"mean gap {gap:.3f}"]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--weights", type=Path, required=True, help="folder of the exported network; its card is rewritten")
    parser.add_argument("--floor", type=float, help="show statements from this probability on, whatever is best on the split")
    args = parser.parse_args()
    reader = NetworkReader(Network(args.weights))
    seen, right, wanted = cases(annotated(args.data, "dev"), reader)
    table, truth = np.array(seen), np.array(right, dtype=float)
    weights = fit(table, truth)
    chances = 1 / (1 + np.exp(-table @ weights))
    floor = args.floor or best_floor(chances, truth, wanted)
    card = json.loads((args.weights / "card.json").read_text(encoding="utf-8"))
    card["settings"] |= {"confidence": dict(zip(FEATURES, weights.round(4).tolist(), strict=True)), "statement_floor": floor}
    dump(args.weights / "card.json", card)
    print(f"{len(right)} proposals, {int(truth.sum())} right of {wanted}; floor {floor}; weights {card['settings']['confidence']}")
    print("\n".join(reliability(chances, truth)))
    seen, right, wanted = cases(annotated(args.data, "test"), reader)
    judge = Judge(tuple(weights.tolist()), floor)
    print("on the split test:")
    print("\n".join(reliability(np.array([judge.probability(s) for s in seen]), np.array(right, dtype=float))))


if __name__ == "__main__":
    main()
