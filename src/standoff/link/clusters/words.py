"""The words that name deeds: how near two of them are in meaning, and how common one is in the news.

The table, `words.npz`, is written by `training.trigger_words`; proper names are not in it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import log

import numpy as np
from numpy.typing import NDArray

RARE = log(1500.0)  # rarity of what no report of the table's 1,500 has


@cache
def _table() -> tuple[dict[str, int], NDArray[np.float32], NDArray[np.float32]]:
    with files(__package__).joinpath("words.npz").open("rb") as file, np.load(file) as held:
        words = {w: k for k, w in enumerate(str(held["words"]).split("\n"))}
        vectors = held["vectors"].astype(np.float32)
        return words, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), held["shares"].astype(np.float32)


def vector(word: str) -> NDArray[np.float32]:
    """The unit vector of a word in its dictionary form; zeros for one that the table lacks."""
    words, vectors, _ = _table()
    return vectors[words[word]] if word in words else np.zeros(vectors.shape[1], np.float32)


def rarity(word: str) -> float:
    """How rare a word is in the news, from 0 (in every report) to 1."""
    words, _, shares = _table()
    return min(1.0, -log(float(shares[words[word]])) / RARE) if word in words else 1.0
