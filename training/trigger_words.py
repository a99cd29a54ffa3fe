"""The words that name deeds, as vectors: `python -m training.trigger_words --data DIR`.

Writes `words.npz` beside the event clusters: for each common word of the news in its dictionary form, the vector that all-MiniLM-L6-v2 has
for it alone (its leading principal components, as signed bytes), and the share of reports that have it. Proper names stay out: a word
counts where most of its uses inside sentences are in lower case.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

from standoff.read.lexicon import lemma

from .teacher import Teaching

OUT = Path(__file__).parents[1] / "src/standoff/link/clusters/words.npz"
_WORD = re.compile(r"(?<![.!?:“\"'’] )(?<![\n“\"'‘(\w’-])[^\W\d_]{3,}(?![\w-])")


def vocabulary(texts: list[str], least: int) -> dict[str, float]:
    """The words in dictionary form that at least so many texts have, with the share of texts that have them in any form."""
    held: Counter[str] = Counter()
    low: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        forms = _WORD.findall(text)
        every.update(f.lower() for f in forms)
        low.update(f for f in forms if f.islower())
        held.update({base for f in set(forms) if f.islower() for base in (lemma(f), lemma(f, "noun"))})
    return {w: n / len(texts) for w, n in sorted(held.items()) if n >= least and low[w] > 0.5 * every[w] and w.isascii()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--width", type=int, default=48)
    parser.add_argument("--least", type=int, default=3)
    args = parser.parse_args()
    rows = (args.data / "news/mixed-1500.jsonl").read_text(encoding="utf-8").splitlines()
    words = vocabulary([json.loads(row)["text"] for row in rows], args.least)
    vectors = Teaching().vectors(list(words)).numpy().astype(np.float64)
    vectors -= vectors.mean(axis=0)
    _, _, components = np.linalg.svd(vectors, full_matrices=False)
    kept = vectors @ components[: args.width].T
    kept /= np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    shares = np.array(list(words.values()), np.float16)
    np.savez_compressed(OUT, words=np.array("\n".join(words)), vectors=np.rint(kept * 127).astype(np.int8), shares=shares)
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
