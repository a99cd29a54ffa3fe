"""Mentions and coreference: `python -m benchmarks.coreference --data DIR [--weights DIR]`.

GUM test: exact mention spans (as words of the one tokeniser), then MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAF-e
(Luo 2005) and their mean, over all mentions and over chains of two and more. GAP (Webster et al. 2018): whether the chain of
the pronoun holds a mention whose head lies in the name; the bias is feminine over masculine F1. Whole documents: the chains of
windows are joined by names, as in a reading. GUM's mentions of one head word (a title and its name in one, say) all count.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from standoff.model import Span
from standoff.read.coreference import Marked, chains, mentions
from standoff.read.network import Network
from standoff.read.windows import windows
from standoff.read.words import word_pairs

Key = frozenset[Hashable]  # a chain as the set of its mentions
Chains = Sequence[Key]
Counts = tuple[float, float, float, float]  # hits and total of precision, hits and total of recall


def read(network: Network, text: str, paragraphs: Sequence[tuple[int, int]], bias: float = 0.0) -> list[list[Marked]]:
    """The chains of a text, single mentions too."""
    cut = windows(text, [Span(*p) for p in paragraphs])
    seen = [(w, network.words(w)) for w in cut]
    return chains(text, [mentions(network, w, words, network.tags(words)["mentions"], bias=bias) for w, words in seen])


def muc(gold: Chains, found: Chains) -> Counts:
    """Links kept."""
    return *_muc_side(found, gold), *_muc_side(gold, found)


def _muc_side(side: Chains, other: Chains) -> tuple[float, float]:
    where = {m: i for i, c in enumerate(other) for m in c}
    hits = total = 0
    for chain in side:
        parts = {where[m] for m in chain if m in where}
        hits += len(chain) - len(parts) - sum(m not in where for m in chain)
        total += len(chain) - 1
    return hits, total


def b_cubed(gold: Chains, found: Chains) -> Counts:
    """Shares of each mention's chain."""
    return *_b_cubed_side(found, gold), *_b_cubed_side(gold, found)


def _b_cubed_side(side: Chains, other: Chains) -> tuple[float, float]:
    where = {m: i for i, c in enumerate(other) for m in c}
    hits = 0.0
    for chain in side:
        hits += sum(n * n for n in Counter(where[m] for m in chain if m in where).values()) / len(chain)
    return hits, sum(map(len, side))


def ceaf_e(gold: Chains, found: Chains) -> Counts:
    """The best one-to-one alignment of chains, each pair worth its Dice coefficient."""
    if not gold or not found:
        return 0.0, len(found), 0.0, len(gold)
    worth = np.zeros((len(gold), len(found)))
    where: dict[Hashable, int] = {m: j for j, c in enumerate(found) for m in c}
    for i, chain in enumerate(gold):
        for j, shared in Counter(where[m] for m in chain if m in where).items():
            worth[i, j] = 2 * shared / (len(chain) + len(found[j]))
    best = assignment(worth)
    return best, len(found), best, len(gold)


def assignment(worth: NDArray[np.float64]) -> float:
    """The greatest sum of entries with no two in a row or column (Kuhn 1955, by shortest augmenting paths)."""
    cost = -(worth if worth.shape[0] <= worth.shape[1] else worth.T)
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=np.int64)  # row of each column, 1-based; column 0 is the root
    for row in range(1, rows + 1):
        match[0], at = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        way = np.zeros(columns + 1, dtype=np.int64)
        while match[at]:
            used[at] = True
            reduced = cost[match[at] - 1] - u[match[at]] - v[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better], way[1:][better] = reduced[better], at
            free = np.flatnonzero(~used[1:]) + 1
            step = int(free[least[free].argmin()])
            delta = least[step]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            at = step
        while at:
            match[at] = match[way[at]]
            at = int(way[at])
    return float(-sum(cost[match[j] - 1, j - 1] for j in range(1, columns + 1) if match[j]))


MEASURES: dict[str, Callable[[Chains, Chains], Counts]] = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


class Total:
    """Precision, recall and F1 over a corpus."""

    def __init__(self) -> None:
        self.counts = np.zeros(4)

    def add(self, counts: Counts) -> None:
        """One document."""
        self.counts += counts

    @property
    def scores(self) -> tuple[float, float, float]:
        """In percent."""
        p, r = 100 * self.counts[0] / max(1, self.counts[1]), 100 * self.counts[2] / max(1, self.counts[3])
        return float(p), float(r), float(2 * p * r / (p + r)) if p + r else 0.0


def gum(network: Network, data: Path, fold: str = "test", bias: float = 0.0) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each measure on a fold of GUM."""
    from training.data import conllu

    totals: dict[str, Total] = {}
    for doc in conllu(data / f"syntax/gum/en_gum-ud-{fold}.conllu", with_names=True, all_mentions=True):
        words = word_pairs(doc.text)
        of_start, of_end = {a: i for i, (a, _) in enumerate(words)}, {b: i for i, (_, b) in enumerate(words)}
        by_chain: dict[int, set[Hashable]] = {}
        for m in doc.mentions or []:
            # A border inside a word of the tokeniser cannot be hit; such mentions stay in the gold and are missed.
            by_chain.setdefault(m.chain, set()).add((of_start.get(m.start, ("inside", m.start)), of_end.get(m.end, ("inside", m.end))))
        gold = [frozenset(c) for c in by_chain.values()]
        seen: set[Hashable] = set()
        found = []
        for chain in read(network, doc.text, doc.paragraphs, bias):
            spans = {(of_start[m.span.start], of_end[m.span.end]) for m in chain} - seen
            seen |= spans
            if spans:
                found.append(frozenset(spans))
        all_gold, all_found = {m for c in gold for m in c}, {m for c in found for m in c}
        hits = len(all_gold & all_found)
        totals.setdefault("mentions", Total()).add((hits, len(all_found), hits, len(all_gold)))
        for suffix, least in ((" with singletons", 1), ("", 2)):
            g, f = [c for c in gold if len(c) >= least], [c for c in found if len(c) >= least]
            for name, measure in MEASURES.items():
                totals.setdefault(name + suffix, Total()).add(measure(g, f))
    result = {name: total.scores for name, total in totals.items()}
    for suffix in (" with singletons", ""):
        mean = np.mean([result[name + suffix] for name in MEASURES], axis=0)
        result[f"CoNLL{suffix}"] = (float(mean[0]), float(mean[1]), float(mean[2]))
    return result


def gap(network: Network, data: Path, fold: str = "test", bias: float = 0.0) -> dict[str, float]:
    """F1 over the two names of every item, masculine, feminine and overall, and the bias."""
    from training.data import gap_items
    from training.data.docs import lines_of

    totals = {"M": Total(), "F": Total(), "overall": Total()}
    for item in gap_items(data, fold):
        together = [c for c in read(network, item.text, lines_of(item.text), bias) if any(_in(m.head, item.pronoun) for m in c)]
        answers = [any(_in(m.head, name) for c in together for m in c) for name in (item.a, item.b)]
        gold = [item.is_a, item.is_b]
        hits = sum(a and g for a, g in zip(answers, gold, strict=True))
        for name in ("overall", "F" if item.feminine else "M"):
            totals[name].add((hits, sum(answers), hits, sum(gold)))
    result = {name: total.scores[2] for name, total in totals.items()}
    result["bias"] = result["F"] / result["M"] if result["M"] else 0.0
    return result


def _in(span: Span, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= span.start and span.end <= bounds[1]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    parser.add_argument("--fold", choices=("dev", "test"), default="test")
    parser.add_argument("--bias", type=float, default=0.0)
    args = parser.parse_args()
    network = Network(args.weights)
    for name, (p, r, f) in gum(network, args.data, args.fold, args.bias).items():
        print(f"GUM {args.fold}  {name:24} F1 {f:5.1f} (P {p:.1f} R {r:.1f})")
    found = gap(network, args.data, "validation" if args.fold == "dev" else "test", args.bias)
    print(f"GAP {args.fold}  M {found['M']:.1f}  F {found['F']:.1f}  overall {found['overall']:.1f}  bias {found['bias']:.2f}")


if __name__ == "__main__":
    main()
