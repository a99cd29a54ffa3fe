"""Fits the reader of signed ties on our own annotation: `python -m training.ties --data DIR --folds FILE`; writes its `weights.json`.

Every ordered pair of parties of one sentence that the network holds for possible, in the annotated reports of the split `train`, is a case:
none, for or against. A multinomial logistic regression with a ridge over binary features is fitted on all; a second one weighs its log-odds
with those of the network, each on reports that neither has seen: `training.leanings --folds` writes the network's part. The floor is the
highest probability that gives up next to nothing of the best F1 of ties on the unseen. `dev` shows what that is worth.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from standoff.link.ties.candidates import candidates
from standoff.link.ties.weights import Weights, evidence
from standoff.model import Reading
from standoff.read import load_reader
from standoff.read.leanings import LEAST

from .data.ties import bonded, placed
from .leanings import FOLDS, fold_of

OUT = Path(__file__).parents[1] / "src/standoff/link/ties/weights.json"
RIDGE = 10.0
SEEN = 3  # times that a feature must occur to count
SPARE = 0.01  # F1 that a higher floor, and so surer ties, may cost
SMALL = 0.03  # log-odds below which a weight is left out
SIGNS = {"none": 0, "+": 1, "-": 2}

Floats = NDArray[np.float64]
Said = Mapping[str, Mapping[tuple[str, str], tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A case: the hash of its report, its sentence and chains, what is seen of it, the network's chances, what it is."""

    report: str
    place: tuple[int, str, str]
    features: tuple[str, ...]
    chances: tuple[float, float]
    sign: str
    doubtful: bool  # another mention of the same two in the sentence is the annotated one


@dataclass(frozen=True, slots=True)
class Pile:
    """The cases of a split, and how many ties are annotated in it."""

    pairs: list[Pair]
    ties: int


def readings(root: Path, split: str, cache: Path | None) -> list[tuple[Reading, list[tuple[int, int, int, str]]]]:
    """The annotated reports of a split as read, with their ties. `cache` keeps readings by the hash of their text."""
    kept: dict[str, Reading] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    reader, known, found = None, len(kept), []
    for item in bonded(root, split):
        if item.report.sha256 not in kept:
            reader = reader or load_reader()
            kept[item.report.sha256] = reader.read(item.report)
        reading = kept[item.report.sha256]
        found.append((reading, placed(reading, item.ties)))
    if cache and len(kept) > known:
        cache.write_bytes(pickle.dumps(kept))
    return found


def pile(root: Path, split: str, cache: Path | None, said: Said | None = None) -> Pile:
    """All pairs of a split. `said` are chances from heads that have not seen the report, in the place of those in the readings."""
    pairs, ties = [], 0
    for reading, told in readings(root, split, cache):
        sha = reading.report.sha256
        held = {(x.holder, x.target): (x.plus, x.minus) for x in reading.leanings}
        if said is not None:
            held = {who: chances for who, chances in said.get(sha, {}).items() if max(chances) >= LEAST}
        seen = list(candidates(reading, held))
        chain = {p.word: p.chain for c in seen for p in (c.source, c.target)}
        signs = {(a, b): sign for _, a, b, sign in told}
        same = {(place, chain.get(a), chain.get(b)) for place, a, b, _ in told}
        ties += len(told)
        for c in seen:
            sign = signs.get((c.source.word, c.target.word), "none")
            place = c.sentence, c.source.chain, c.target.chain
            pairs.append(Pair(sha, place, c.features, c.chances, sign, sign == "none" and place in same))
    return Pile(pairs, ties)


def vocabulary(pairs: Sequence[Pair]) -> dict[str, int]:
    """The features that occur often enough, with their columns."""
    count = Counter(f for p in pairs for f in p.features)
    return {f: k for k, f in enumerate(sorted(f for f, n in count.items() if n >= SEEN))}


def matrix(pairs: Sequence[Pair], columns: dict[str, int]) -> Any:
    """Which features each pair has: a sparse matrix [pairs, features]."""
    at = [[columns[f] for f in p.features if f in columns] for p in pairs]
    flat = [k for row in at for k in row]
    starts = np.cumsum([0, *map(len, at)])
    return csr_matrix((np.ones(len(flat), np.float32), flat, starts), shape=(len(pairs), len(columns)))


def over_none(made: LogisticRegression) -> tuple[Floats, Floats]:
    """The weights [2, features] and constants [2] of for and against, each over none."""
    return made.coef_[1:] - made.coef_[0], made.intercept_[1:] - made.intercept_[0]


def features_of(pairs: Sequence[Pair]) -> Weights:
    """The regression over the features; the doubtful pairs are left out."""
    pairs = [p for p in pairs if not p.doubtful]
    columns = vocabulary(pairs)
    made = LogisticRegression(C=1 / RIDGE, max_iter=300, tol=1e-3).fit(matrix(pairs, columns), [SIGNS[p.sign] for p in pairs])
    full, base = over_none(made)
    of = {f: (round(float(full[0, k]), 3), round(float(full[1, k]), 3)) for f, k in columns.items() if np.abs(full[:, k]).max() >= SMALL}
    return Weights((round(float(base[0]), 3), round(float(base[1]), 3)), of, ((), ()), 0.0)


def model(pairs: Sequence[Pair], ties: int) -> tuple[Weights, list[tuple[float, bool]]]:
    """Both regressions and the floor, and what they give for the pairs that the first has not seen."""
    fold = [fold_of(p.report) for p in pairs]
    parts = [features_of([p for p, f in zip(pairs, fold, strict=True) if f != k]) for k in range(FOLDS)]
    seen = [evidence(parts[f].seen(p.features), p.chances) for p, f in zip(pairs, fold, strict=True)]
    sure = [k for k, p in enumerate(pairs) if not p.doubtful]
    made = LogisticRegression(C=1.0, max_iter=1000).fit([seen[k] for k in sure], [SIGNS[pairs[k].sign] for k in sure])
    slopes, base = over_none(made)
    rows = [tuple(round(float(x), 4) for x in (b, *row)) for b, row in zip(base, slopes, strict=True)]
    whole = features_of(pairs)
    chances = made.predict_proba(seen)[:, 1:]
    unseen = surest(pairs, [(float(a), float(b)) for a, b in chances])
    gains = {k / 100: scores(unseen, ties, k / 100)[2] for k in range(5, 60)}
    floor = max(f for f, f1 in gains.items() if f1 >= max(gains.values()) - SPARE)
    return Weights(whole.base, whole.of, (rows[0], rows[1]), floor), unseen


def surest(pairs: Sequence[Pair], chances: Sequence[tuple[float, float]]) -> list[tuple[float, bool]]:
    """The surest of the pairs of each two parties in a sentence: its probability, and whether one of them is annotated with its sign."""
    best: dict[tuple[str, tuple[int, str, str]], list[tuple[float, str, str]]] = {}
    for p, (plus, minus) in zip(pairs, chances, strict=True):
        best.setdefault((p.report, p.place), []).append((max(plus, minus), "+" if plus > minus else "-", p.sign))
    tops = [(max(some), some) for some in best.values()]
    return [(top[0], any(sign == top[1] for _, _, sign in some)) for top, some in tops]


def scores(found: Sequence[tuple[float, bool]], ties: int, floor: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of ties from a floor on."""
    shown = [right for p, right in found if p >= floor]
    hits = sum(shown)
    return hits / max(len(shown), 1), hits / max(ties, 1), 2 * hits / max(len(shown) + ties, 1)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True, help="what `training.leanings --folds` wrote")
    parser.add_argument("--cache", type=Path, help="file that keeps the readings between runs")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    train = pile(args.data, "train", args.cache, pickle.loads(args.folds.read_bytes()))
    weights, unseen = model(train.pairs, train.ties)
    info = {"pairs": len(train.pairs), "ties": train.ties, "folds": [round(x, 3) for x in scores(unseen, train.ties, weights.floor)]}
    held = {"base": weights.base, "mix": weights.mix, "floor": weights.floor, "fitted on": info, "of": weights.of}
    args.out.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"train: {info}, floor {weights.floor}")
    dev = pile(args.data, "dev", args.cache)
    made = surest(dev.pairs, [weights.probabilities(p.features, p.chances) for p in dev.pairs])
    for low, high in ((0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 1.01)):
        band = [(p, right) for p, right in made if low <= p < high]
        if band:
            print(f"promised {np.mean([p for p, _ in band]):.2f} kept {np.mean([r for _, r in band]):.2f} over {len(band)}")
    for at in sorted({weights.floor, 0.2, 0.25, 0.3, 0.4, 0.5}):
        print("floor {:.2f}: P {:.3f} R {:.3f} F1 {:.3f}".format(at, *scores(made, dev.ties, at)))


if __name__ == "__main__":
    main()
