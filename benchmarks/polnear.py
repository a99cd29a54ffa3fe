"""Attribution on PolNeAR: `python -m benchmarks.polnear --data DIR [--split test]`.

Exact: a source, cue or content counts when all its words and no other are found (a discontinuous one: all its parts). Linked: as
exact, and under an attribution whose cue is the annotated one. Triple: source, cue and content all exact. By token: words of each
type. Start: the first words of cues. Fragment: the parts of discontinuous spans one by one. Words are those of the one tokeniser;
quotation marks and punctuation count. PolNeAR gives a word to one attribution only, so of two attributions found one inside the
other's content the inner one is dropped here, and only here.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from standoff.model import Span
from standoff.read.attribution import Attribution, attributions
from standoff.read.network import Network
from standoff.read.windows import Scheme, windows
from standoff.read.words import word_pairs

Words = frozenset[int]
Triple = tuple[Words, Words, Words]  # source, cue, content, as indices of words


def read_flat(network: Network, text: str, paragraphs: list[Span], bias: float) -> list[Attribution]:
    """The network's attributions of a text, none inside another's content."""
    found: list[Attribution] = []
    for window in windows(text, paragraphs):
        words = network.words(window, Scheme.POLNEAR)
        found += attributions(network, window, words, network.tags(words)["cues"], bias=bias)
    found = [a for a in found if a.content or a.source]
    kept = []
    for a in found:
        around = [b for b in found if b is not a and any(c.covers(a.cue) for c in b.content)]
        if not any(not any(c.covers(b.cue) for c in a.content) for b in around):
            kept.append(a)
    return kept


def indices(pairs: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Words:
    """The words that the spans touch."""
    return frozenset(i for a, b in spans for i, (s, e) in enumerate(pairs) if s < b and a < e)


class Scores:
    """Counts over a corpus."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, gold: list[Triple], found: list[Triple]) -> None:
        """One article."""
        for k, kind in enumerate(("source", "cue", "content")):
            have, want = {t[k] for t in found if t[k]}, {t[k] for t in gold if t[k]}
            self.count(f"exact {kind}", have, want)
            self.count(f"token {kind}", {w for t in have for w in t}, {w for t in want for w in t})
            if kind == "cue":
                self.count("start cue", {min(t) for t in have}, {min(t) for t in want})
            else:
                self.count(f"linked {kind}", {(t[1], t[k]) for t in found if t[k]}, {(t[1], t[k]) for t in gold if t[k]})
                have_parts, want_parts = ({p for t in side for p in _parts(t)} for side in (have, want))
                self.count(f"fragment {kind}", have_parts, want_parts)
        self.count("triple", set(found), set(gold))

    def count(self, name: str, have: set[object] | set[Words], want: set[object] | set[Words]) -> None:
        """Adds the overlap of two sets."""
        self.hits[name] += len(have & want)
        self.found[name] += len(have)
        self.gold[name] += len(want)

    def table(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 in percent by name."""
        result = {}
        for name in self.gold:
            p, r = 100 * self.hits[name] / max(1, self.found[name]), 100 * self.hits[name] / max(1, self.gold[name])
            result[name] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
        return result


def _parts(words: Words) -> list[tuple[int, int]]:
    ordered, parts = sorted(words), []
    for i in ordered:
        if parts and parts[-1][1] == i:
            parts[-1] = (parts[-1][0], i + 1)
        else:
            parts.append((i, i + 1))
    return parts


def measure(network: Network, data: Path, split: str, bias: float) -> Scores:
    """Reads a split and compares."""
    from training.data import polnear

    scores = Scores()
    for doc in polnear(data, split):
        pairs = word_pairs(doc.text)
        gold = [(indices(pairs, a.source), indices(pairs, a.cue), indices(pairs, a.content)) for a in doc.attributions or []]
        found = []
        for a in read_flat(network, doc.text, [Span(*p) for p in doc.paragraphs], bias):
            spans = [[(s.start, s.end) for s in group] for group in (a.source, (a.cue,), a.content)]
            found.append((indices(pairs, spans[0]), indices(pairs, spans[1]), indices(pairs, spans[2])))
        scores.add(gold, found)
    return scores


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    parser.add_argument("--bias", type=float)
    args = parser.parse_args()
    network = Network(args.weights)
    bias = args.bias if args.bias is not None else network.card["settings"]["polnear_bias"]
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for name, (p, r, f) in measure(network, args.data, args.split, bias).table().items():
        measure_name, _, kind = name.partition(" ")
        rows[measure_name][kind or "all"] = f"{f:5.1f} (P {p:.1f} R {r:.1f})"
    for name, cells in rows.items():
        print(f"{name:10}" + "  ".join(f"{kind:8} {cell}" for kind, cell in cells.items()))


if __name__ == "__main__":
    main()
