"""Tone towards a target: `python -m benchmarks.tones --data DIR [--weights DIR]`.

NewsMTSC's two test sets (Hamborg and Donnay 2021): `rw` is drawn as news is, `mt` has sentences with several targets. Accuracy and the
mean F1 of the three tones over all targets, beside always the most frequent one; then what a reading tells: tones that reach the floor.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from standoff.model import Span
from standoff.read.decode import softmax
from standoff.read.network import Network, default_network
from standoff.read.tones import TONES, around, padded
from standoff.read.windows import windows

SETS = ("rw", "mt")
_TONE = {2: "negative", 4: "neutral", 6: "positive"}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a test set: targets, accuracy and mean F1 of all, those of the most frequent tone, precision and recall of what is told."""

    targets: int
    accuracy: float
    f1: float
    frequent: float
    frequent_f1: float
    precision: float
    recall: float

    def row(self) -> tuple[str, ...]:
        """The figures as text, shares in percent."""
        shares = (self.accuracy, self.f1, self.frequent, self.frequent_f1, self.precision, self.recall)
        return (f"{self.targets:,}", *(f"{100 * x:.1f}" for x in shares))


def measure(network: Network, data: Path, name: str) -> Figures:
    """The figures of a test set. A target without a word of its own is told as neutral."""
    settings = network.card["settings"]
    chances, right = [], []
    for line in (data / f"framing/newsmtsc/devtest_{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["sentence_normalized"]
        window, whole = windows(text, [Span(0, len(text))])[0], Span(0, len(text))
        words = network.words(window).astype(np.float16).astype(np.float32)  # as a reading keeps them
        for target in row["targets"]:
            where = around(window, whole, Span(target["from"], target["to"]))
            found = softmax(network.tone(words, padded([where])) / settings["tone_temperature"])[0] if where else np.array([0.0, 1.0, 0.0])
            chances.append(found)
            right.append(TONES.index(_TONE[int(target["polarity"])]))  # type: ignore[arg-type]
    return _figures(np.array(chances), np.array(right), float(settings["tone_floor"]))


def _figures(chances: NDArray[np.float64], right: NDArray[np.int64], floor: float) -> Figures:
    said = chances.argmax(1)
    frequent = np.full_like(right, Counter(right.tolist()).most_common(1)[0][0])
    told = (said != TONES.index("neutral")) & (chances.max(1) >= floor)
    some = right != TONES.index("neutral")
    return Figures(
        len(right),
        float((said == right).mean()),
        _f1(said, right),
        float((frequent == right).mean()),
        _f1(frequent, right),
        float((said == right)[told].mean()),
        float(((said == right) & told)[some].mean()),
    )


def _f1(said: NDArray[np.int64], right: NDArray[np.int64]) -> float:
    each = [2 * ((said == k) & (right == k)).sum() / max(1, (said == k).sum() + (right == k).sum()) for k in range(len(TONES))]
    return float(np.mean(each))


HEAD = ("set", "targets", "accuracy", "mean F1", "most frequent: accuracy", "mean F1", "told: precision", "recall of the not neutral")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--weights", type=Path, help="folder of a network (the one that ships)")
    args = parser.parse_args()
    network = Network(args.weights) if args.weights else default_network()
    print(" | ".join(HEAD))
    for name in SETS:
        print(" | ".join((name, *measure(network, args.data, name).row())))


if __name__ == "__main__":
    main()
