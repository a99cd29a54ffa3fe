"""Names on the test folds of the entities sets: `python -m benchmarks.names --data DIR [--weights DIR]`.

A name counts when its first and last word and its type are right. The sets' own types are mapped onto ours; what a set does not
annotate (a nationality, where its guidelines leave those out) counts as wrong when it is found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from standoff.model import Span
from standoff.read.names import names
from standoff.read.network import Network
from standoff.read.windows import windows
from standoff.read.words import word_pairs

from .coreference import Total


def measure(network: Network, data: Path) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Precision, recall and F1 in percent by set: `all`, by type, and `untyped`."""
    from training.data import name_sets

    result = {}
    for name, (_, test) in name_sets(data).items():
        totals: dict[str, Total] = {}
        for doc in test:
            words = word_pairs(doc.text)
            gold = {(*_words(words, a, b), kind) for a, b, kind in doc.names or []}
            found = set()
            for window in windows(doc.text, [Span(*p) for p in doc.paragraphs]):
                for span, kind, _ in names(doc.text, window, network.tags(network.words(window))["names"]):
                    found.add((*_words(words, span.start, span.end), str(kind)))
            kinds = {k for *_, k in gold | found}
            for part in ("all", *sorted(kinds)):
                g, f = ({x for x in side if part in ("all", x[2])} for side in (gold, found))
                totals.setdefault(part, Total()).add((len(g & f), len(f), len(g & f), len(g)))
            plain_gold, plain_found = {x[:2] for x in gold}, {x[:2] for x in found}
            hits = len(plain_gold & plain_found)
            totals.setdefault("untyped", Total()).add((hits, len(plain_found), hits, len(plain_gold)))
        result[name] = {part: total.scores for part, total in totals.items()}
    return result


def _words(words: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, (a, b) in enumerate(words) if a < end and start < b]
    return inside[0], inside[-1]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    args = parser.parse_args()
    for name, parts in measure(Network(args.weights), args.data).items():
        cells = (f"{part} {f:.1f} (P {p:.1f} R {r:.1f})" for part, (p, r, f) in parts.items())
        print(f"{name:18}" + "  ".join(cells))


if __name__ == "__main__":
    main()
