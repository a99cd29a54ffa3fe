"""The pair network on public sets: `python -m benchmarks.entailment --data DIR [--json]`.

ling_in_loop's validation set three ways: a third of it (by prompt) set the temperature, the other two thirds give the calibration error.
FEVER-Symmetric test: supported or refuted, whichever of entailment and contradiction is likelier. ClaimDiff test: does a claim of
another press strengthen a claim, does it weaken it; a logistic regression on the outputs, fitted on its train split, makes both decisions.
Beside each stands the majority and what the overlap of words alone gives, by the same regression on the same training pairs.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.entailment import data as sets
from training.entailment.data import Row

from standoff.link.entailment import ENTAILMENT, RELATION, Mark, PairJudge, encode

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
BINS = 15
NEGATIONS = ("not", "n", "no", "never", "nobody", "none", "nothing", "without")  # "n" is what "n't" leaves


def overlap(rows: Sequence[Row]) -> Floats:
    """What a judge that only counts words sees: shares of words in common, lengths, negations [N, 6]."""
    found = []
    for row in rows:
        marks = encode(row.first, row.second).marks
        sides = [marks[(marks > 4 * k) & (marks <= 4 * k + 4)] - 4 * k for k in (0, 1)]
        shares = [float((s >= Mark.NEAR).sum() / max(1, (s >= Mark.ALONE).sum())) for s in sides]
        words = [set(t.lower().replace("'", " ").replace("’", " ").split()) for t in (row.first, row.second)]
        found.append([*shares, *(np.log1p(len(s)) for s in sides), *(float(bool(w & set(NEGATIONS))) for w in words)])
    return np.array(found)


class Regression:
    """Multinomial logistic regression with a little shrinkage, by gradient descent on standardised features."""

    def __init__(self, features: Floats, labels: Labels, classes: int, steps: int = 2000) -> None:
        self.mean, self.spread = features.mean(0), features.std(0) + 1e-9
        x = self._with_one(features)
        wanted = np.eye(classes)[labels]
        self.weights = np.zeros((x.shape[1], classes))
        for _ in range(steps):
            slope = x.T @ (self._softmax(x @ self.weights) - wanted) / len(x) + 1e-3 * self.weights
            self.weights -= 0.5 * slope

    def _with_one(self, features: Floats) -> Floats:
        x = (features - self.mean) / self.spread
        return np.concatenate([x, np.ones((len(x), 1))], 1)

    @staticmethod
    def _softmax(z: Floats) -> Floats:
        e = np.exp(z - z.max(1, keepdims=True))
        return np.asarray(e / e.sum(1, keepdims=True))

    def __call__(self, features: Floats) -> Floats:
        """Probabilities [N, classes]."""
        return self._softmax(self._with_one(features) @ self.weights)


def calibration_error(chances: Floats, labels: Labels) -> float:
    """Expected calibration error: |accuracy - confidence| over bins of confidence of equal width, weighted by size."""
    sure, right = chances.max(1), chances.argmax(1) == labels
    where = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(sum(abs(right[where == b].sum() - sure[where == b].sum()) for b in range(BINS)) / len(labels))


def ranked(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """The chance that a positive scores above a negative, ties being half (area under the ROC curve)."""
    low = np.sort(scores[~positive])
    below = np.searchsorted(low, scores[positive], "left") + np.searchsorted(low, scores[positive], "right")
    return float(below.mean() / 2 / len(low))


def binary(chances: Floats, positive: NDArray[np.bool_]) -> dict[str, float]:
    """Accuracy and F1 (percent) at one half, and the area under the ROC curve."""
    said = chances > 0.5
    hits = (said & positive).sum()
    return {
        "accuracy": 100 * float((said == positive).mean()),
        "F1": 100 * float(2 * hits / max(1, said.sum() + positive.sum())),
        "AUC": 100 * ranked(chances, positive),
    }


def ling_in_loop(judge: PairJudge, data: Path, alone: PairJudge | None) -> dict[str, float]:
    """Three-way figures on the validation set."""
    rows = sets.ling_in_loop(data, "val")
    labels, held = np.array([r.label for r in rows]), np.array([not sets.tuning(r) for r in rows])
    began = time.perf_counter()
    chances = judge.run([(r.first, r.second) for r in rows])[0].astype(np.float64)
    seconds = time.perf_counter() - began
    train = sets.ling_in_loop(data, "train")
    words = Regression(overlap(train), np.array([r.label for r in train]), 3)
    raw = chances ** judge.card["temperatures"]["entailment"]
    right = chances.argmax(1) == labels
    result = {
        "accuracy": 100 * float(right.mean()),
        "accuracy, two thirds not tuned on": 100 * float(right[held].mean()),
        "majority": 100 * float(np.bincount(labels).max() / len(labels)),
        "overlap of words": 100 * float((words(overlap(rows)).argmax(1) == labels).mean()),
        "calibration error, two thirds not tuned on": 100 * calibration_error(chances[held], labels[held]),
        "the same before the temperature": 100 * calibration_error((raw / raw.sum(1, keepdims=True))[held], labels[held]),
        "pairs a second, one order": len(rows) / seconds,
    }
    if alone:
        without = alone.run([("", r.second) for r in rows])[0]
        result["same network, second passage alone"] = 100 * float((without.argmax(1) == labels).mean())
    return result | {f"recall {name}": 100 * float(right[labels == k].mean()) for k, name in enumerate(ENTAILMENT)}


def fever_symmetric(judge: PairJudge, data: Path) -> dict[str, float]:
    """Two-way figures on the test split; the regression on words is fitted on its dev split."""
    rows, dev = sets.fever_symmetric(data), sets.fever_symmetric(data, "dev")
    supported = np.array([r.label == 0 for r in rows])
    chances = judge.run([(r.first, r.second) for r in rows])[0]
    found = chances[:, 0] > chances[:, 2]
    words = Regression(overlap(dev), np.array([int(r.label == 0) for r in dev]), 2)(overlap(rows))[:, 1] > 0.5
    return {
        "accuracy": 100 * float((found == supported).mean()),
        "majority": 100 * float(max(supported.mean(), 1 - supported.mean())),
        "overlap of words": 100 * float((words == supported).mean()),
        "recall supported": 100 * float(found[supported].mean()),
        "recall refuted": 100 * float((~found[~supported]).mean()),
    }


def claimdiff(judge: PairJudge, data: Path) -> dict[str, dict[str, float]]:
    """Strengthens and weakens on the test split."""

    def seen(rows: Sequence[Row]) -> Floats:
        judged = judge.judge([(r.first, r.second) for r in rows])
        return np.log(np.concatenate([judged.forward, judged.backward, judged.relation], 1).astype(np.float64) + 1e-4)

    train, test = sets.claimdiff(data, "train"), sets.claimdiff(data, "test")
    features = {"network": (seen(train), seen(test)), "overlap of words": (overlap(train), overlap(test))}
    result: dict[str, dict[str, float]] = {}
    for bit, name in enumerate(("strengthens", "weakens")):
        learnt, positive = (np.array([r.label >> bit & 1 for r in rows]) for rows in (train, test))
        for who, (a, b) in features.items():
            result[f"{name}, {who}"] = binary(Regression(a, learnt, 2)(b)[:, 1], positive.astype(bool))
        share = float(positive.mean())
        result[f"{name}, majority"] = {
            "accuracy": 100 * max(share, 1 - share),
            "F1": 200 * share / (1 + share) if share > 0.5 else 0.0,
            "AUC": 50,
        }
    return result


def average_precision(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """The mean of the precision at each positive, pairs ranked by score."""
    hits = positive[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def relation(judge: PairJudge, path: Path, split: str) -> dict[str, float]:
    """Figures on a split of our own pairs, ranks being those inside each event; words are weighed as on their train split."""
    train, rows = sets.relations(path, "train"), sets.relations(path, split)
    labels, events = np.array([r.label for r in rows]), np.array([r.source for r in rows])
    words = Regression(overlap(train), np.array([r.label for r in train]), len(RELATION))(overlap(rows))
    judged = judge.judge([(r.first, r.second) for r in rows])
    chances = judged.relation.astype(np.float64)
    said = chances.argmax(1)
    result = {
        "pairs": float(len(rows)),
        "accuracy": 100 * float((said == labels).mean()),
        "majority": 100 * float(np.bincount(labels).max() / len(labels)),
        "overlap of words": 100 * float((words.argmax(1) == labels).mean()),
        "calibration error": 100 * calibration_error(chances, labels),
    }
    contradicted = np.maximum(judged.forward[:, 2], judged.backward[:, 2]).astype(np.float64)
    entailed = np.maximum(judged.forward[:, 0], judged.backward[:, 0]).astype(np.float64)
    for k, name, other in ((0, "same", entailed), (1, "oppose", contradicted)):
        found = {"": chances[:, k], ", by entailment": other, ", overlap of words": words[:, k]}
        for who, scores in found.items():
            inside = [(scores[events == e], labels[events == e] == k) for e in sorted(set(events)) if (labels[events == e] == k).any()]
            result[f"average precision {name}{who}"] = 100 * float(np.mean([average_precision(s, p) for s, p in inside]))
            result[f"precision at 10 {name}{who}"] = 100 * float(np.mean([p[np.argsort(-s, kind="stable")][:10].mean() for s, p in inside]))
        result[f"share {name}"] = 100 * float((labels == k).mean())
    for k, name in enumerate(RELATION):
        result[f"precision {name}"] = 100 * float((labels[said == k] == k).sum() / max(1, (said == k).sum()))
        result[f"recall {name}"] = 100 * float((said[labels == k] == k).mean())
    return result


def measure(
    judge: PairJudge, data: Path, alone: PairJudge | None = None, pairs: Path | None = None, split: str = "test"
) -> dict[str, dict[str, float]]:
    """All figures, in percent, by set."""
    ling = ling_in_loop(judge, data, alone)
    ours = {f"our own pairs, {split}": relation(judge, pairs, split)} if pairs else {}
    classes = {k: v for k, v in ling.items() if k.startswith("recall")}
    return {
        "ling_in_loop validation": {k: v for k, v in ling.items() if k not in classes},
        "FEVER-Symmetric test": fever_symmetric(judge, data),
        **{f"ClaimDiff test, {k}": v for k, v in claimdiff(judge, data).items()},
        **ours,
        "ling_in_loop validation, by class": classes,
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    parser.add_argument("--alone", type=Path, help="folder of a network that was trained with --alone, for comparison")
    parser.add_argument("--pairs", type=Path, help="our own pairs, lines of JSON")
    parser.add_argument("--split", default="test", choices=("train", "dev", "test"), help="of our own pairs")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(PairJudge(args.weights), args.data, PairJudge(args.alone) if args.alone else None, args.pairs, args.split)
    if args.json:
        print(json.dumps({t: {k: round(v, 1) for k, v in figures.items()} for t, figures in found.items()}, indent=1))
        return
    for title, figures in found.items():
        print(title)
        for name, value in figures.items():
            print(f"  {name:45} {value:6.1f}")


if __name__ == "__main__":
    main()
