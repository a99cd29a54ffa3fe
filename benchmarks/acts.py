"""The act of a statement, given its annotated spans: `python -m benchmarks.acts --shared DIR [--data DIR]`.

Four scores side by side: the act that the cue's lemma usually performs (the lexicon alone), the act by rules from the cue in its context,
the network's alone, and rules and network weighed together, which is what a reading holds.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from training.data import Annotated, annotated
from training.data.docs import lines_of

from standoff.model import Span
from standoff.read.acts import ACTS, act_of, weighed
from standoff.read.decode import softmax
from standoff.read.lexicon import heads_in
from standoff.read.network import Network, default_network
from standoff.read.windows import windows

from .gold import CASES, folder

WAYS = ("lexicon alone", "rules in context", "network alone", "rules and network")


def chances(network: Network, text: str, rows: Sequence[dict[str, Any]]) -> dict[int, tuple[float, ...]]:
    """The network's probabilities of the acts of statements, given their spans, by the place of each in `rows`."""
    result: dict[int, tuple[float, ...]] = {}
    for window in windows(text, [Span(a, b) for a, b in lines_of(text)]):
        low, high = window.words[0][0], window.words[-1][1]
        here = [i for i, r in enumerate(rows) if r["cue"] and low <= r["cue"][0] < high]
        if not here:
            continue
        starts = [a for a, _ in window.words]
        share = np.zeros((len(here), 2, len(starts)), dtype=np.float32)
        for k, i in enumerate(here):
            for part, spans in enumerate((rows[i]["content"], [rows[i]["source"]] if rows[i]["source"] else [])):
                for a, b in spans:
                    share[k, part] += [float(s < b and a < e) for s, e in window.words]
        share /= np.maximum(share.sum(2, keepdims=True), 1)
        anchors = [max(0, bisect_right(starts, rows[i]["cue"][0]) - 1) for i in here]
        found = softmax(network.acts(network.words(window), anchors, share))
        result |= {i: tuple(row.tolist()) for i, row in zip(here, found, strict=True)}
    return result


def measure(network: Network, texts: Iterable[tuple[str, Sequence[dict[str, Any]]]]) -> tuple[int, dict[str, float]]:
    """How many statements have a cue, and the share of right acts in each of WAYS. `texts` are texts with their statements."""
    total, right = 0, dict.fromkeys(WAYS, 0)
    for text, rows in texts:
        by_network = chances(network, text, rows)
        for i, s in enumerate(rows):
            if not s["cue"] or i not in by_network:
                continue
            cue, source = Span(*s["cue"]), Span(*s["source"]) if s["source"] else None
            heads = heads_in(text, cue)
            rule = act_of(text, cue, [Span(*c) for c in s["content"]], source)
            total += 1
            said = (heads[0].entry.act if heads else "assert", rule, ACTS[int(np.argmax(by_network[i]))], weighed(rule, by_network[i]))
            for way, act in zip(WAYS, said, strict=True):
                right[way] += act == s["act"]
    return total, {way: n / max(1, total) for way, n in right.items()}


def case(shared: Path, name: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """The annotated texts of a case with their statements."""
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    by_text: dict[str, list[dict[str, Any]]] = {}
    for s in gold["statements"]:
        file = Path(gold["reports"][s["report"]].get("file") or s["report"]).name
        by_text.setdefault((folder(shared, name) / file).read_bytes().decode("utf-8"), []).append(s)
    return list(by_text.items())


def own(items: Iterable[Annotated]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Our own annotated reports in the same shape."""
    return [(i.report.text, i.layers["statements"]) for i in items]


def table(shared: Path | None, data: Path | None, network: Network | None = None) -> list[str]:
    """Lines of a Markdown table: a row for each case and each held-out split of our own annotation."""
    network = network or default_network()
    sets = {name: case(shared, name) for name in CASES} if shared else {}
    if data:
        sets |= {f"own annotation, {split}": own(annotated(data, split)) for split in ("dev", "test")}
    lines = ["| statements | number | " + " | ".join(WAYS) + " |", "|---" * (len(WAYS) + 2) + "|"]
    for name, texts in sets.items():
        total, found = measure(network, texts)
        lines.append(f"| {name} | {total} | " + " | ".join(f"{found[w]:.3f}" for w in WAYS) + " |")
    return lines


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, help="folder with the annotated cases")
    parser.add_argument("--data", type=Path, help="folder with the unpacked archives, for our own annotation")
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    args = parser.parse_args()
    print("\n".join(table(args.shared, args.data, Network(args.weights) if args.weights else None)))


if __name__ == "__main__":
    main()
