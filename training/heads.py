"""Heads that read words in pairs, and the sentence embedding: mentions of one chain, the borders of a mention, the sense.

Antecedents and extents follow word-level coreference (Dobrovolskii 2021): mentions are linked by their head words alone, and the
span of each is found afterwards. The score of a pair is that of one hidden layer over both words, their product and
their distance, at a small width.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from standoff.model import RELATIONS
from standoff.read.acts import ACTS

WIDTH = 384
REACH = 256  # words; the distances beyond count as this
LINKS, BORDERS, DEEDS, ARCS = 128, 64, 192, 160  # widths


def distance_buckets() -> np.ndarray:
    """The bucket of each distance from -REACH to REACH [2 REACH + 1]: exact up to 12 words, then ever wider."""
    far = np.abs(np.arange(-REACH, REACH + 1))
    bucket = np.where(far <= 12, far, np.rint(12 + 4 * np.log2(np.maximum(far, 1) / 12))).astype(np.int64)
    return np.where(np.arange(-REACH, REACH + 1) < 0, bucket.max() + bucket, bucket)


class Pairs(nn.Module):
    """Scores of pairs of words: rows [B, R] against columns [B, C], both as indices into words [B, W, 384] -> [B, R, C, n]."""

    def __init__(self, width: int, scores: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.row = nn.Linear(WIDTH, width)
        self.column = nn.Linear(WIDTH, width)
        self.product = nn.Linear(width, width)
        self.distance = nn.Embedding(int(distance_buckets().max()) + 1, width)
        self.out = nn.Linear(width, scores)
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.register_buffer("buckets", torch.from_numpy(distance_buckets()), persistent=False)

    def forward(self, words: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """Indices [B, R] and [B, C] -> scores."""
        a = F.gelu(self.row(self.drop(_take(words, rows))))[:, :, None]
        b = F.gelu(self.column(self.drop(_take(words, columns))))[:, None]
        where = self.buckets[(columns[:, None] - rows[:, :, None]).clamp(-REACH, REACH) + REACH]
        distance = F.embedding(where, self.distance.weight.to(a.dtype))
        return self.out(F.gelu(self.product(a * b) + a + b + distance))  # type: ignore[no-any-return]


def _take(words: Tensor, index: Tensor) -> Tensor:
    return words.gather(1, index[..., None].expand(-1, -1, words.shape[2]))


class Antecedents(nn.Module):
    """For each head word, how likely each candidate is another mention of the same before it, and last that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs = Pairs(LINKS, 1)
        self.inner = nn.Linear(WIDTH, LINKS)
        self.none = nn.Linear(LINKS, 1)

    def forward(self, words: Tensor, heads: Tensor, candidates: Tensor) -> Tensor:
        """heads [B, H] and candidates [B, C] as indices of words -> scores [B, H, C + 1]."""
        none = self.none(F.gelu(self.inner(_take(words, heads))))
        return torch.cat([self.pairs(words, heads, candidates)[..., 0], none], 2)

    def loss(self, scores: Tensor, heads: Tensor, chains: Tensor) -> Tensor:
        """Marginal negative log likelihood of the right antecedents [B, H] (Lee et al. 2017); the candidates are the heads themselves.

        `heads` ascend and are padded with -1; a head whose chain is negative has no antecedent.
        """
        real = heads >= 0
        earlier = (heads[:, None, :] < heads[:, :, None]) & real[:, None, :]
        same = earlier & (chains[:, None, :] == chains[:, :, None]) & (chains >= 0)[:, None, :]
        none = torch.ones_like(same[..., :1])
        allowed = torch.cat([earlier, none], 2)
        right = torch.cat([same, ~same.any(2, keepdim=True)], 2)
        scores = scores.float().masked_fill(~allowed, -1e4)
        return scores.logsumexp(2) - scores.masked_fill(~right, -1e4).logsumexp(2)


class Extents(nn.Module):
    """For each head word, the scores of every word as the first and as the last of its mention."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs = Pairs(BORDERS, 2)

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """heads [B, H] -> scores [B, H, W, 2]."""
        every = torch.arange(words.shape[1])[None].expand(words.shape[0], -1)
        return self.pairs(words, heads, every)  # type: ignore[no-any-return]


class Acts(nn.Module):
    """What a source does by a statement: from its cue, and from the words of its content and its source."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.inner = nn.Linear(3 * WIDTH, DEEDS)
        self.out = nn.Linear(DEEDS, len(ACTS))
        self.drop = nn.Dropout(dropout)

    def forward(self, words: Tensor, anchors: Tensor, share: Tensor) -> Tensor:
        """words [C, W, 384] (the window of each cue), anchors [C], share [C, 2, W] of each word in content and source -> [C, 11]."""
        cue = words[torch.arange(len(anchors)), anchors]
        seen = torch.cat([cue, (share @ words).flatten(1)], 1)
        return self.out(self.drop(F.gelu(self.inner(self.drop(seen)))))  # type: ignore[no-any-return]


class Parser(nn.Module):
    """Dependencies: a biaffine score of each word as the parent of each other (Dozat and Manning 2017), and the relation of a pair.

    A word that is its own parent is the root of its sentence.
    """

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.child, self.parent = nn.Linear(WIDTH, ARCS), nn.Linear(WIDTH, ARCS)
        self.both = nn.Linear(ARCS, ARCS)
        self.bias, self.root = nn.Linear(ARCS, 1), nn.Linear(ARCS, 1)
        self.row, self.column = nn.Linear(WIDTH, ARCS), nn.Linear(WIDTH, ARCS)
        self.product = nn.Linear(ARCS, ARCS)
        self.out = nn.Linear(ARCS, len(RELATIONS))
        self.drop = nn.Dropout(dropout)

    def arcs(self, words: Tensor) -> Tensor:
        """words [B, W, 384] -> scores [B, W, W] of each column as the parent of each row."""
        child, parent = self.drop(F.gelu(self.child(words))), self.drop(F.gelu(self.parent(words)))
        scores = (self.both(child) @ parent.transpose(1, 2)) * ARCS**-0.5 + self.bias(parent).transpose(1, 2)
        return torch.where(torch.eye(words.shape[1], dtype=torch.bool), self.root(child), scores)

    def relations(self, words: Tensor, parents: Tensor) -> Tensor:
        """words [B, W, 384], parents [B, W] as indices -> scores [B, W, relations]."""
        a = self.drop(F.gelu(self.row(words)))
        b = self.drop(F.gelu(self.column(_take(words, parents))))
        return self.out(F.gelu(self.product(a * b) + a + b))  # type: ignore[no-any-return]


class Sense(nn.Module):
    """The mean state of a sentence's words as a unit vector, learned from a sentence encoder (all-MiniLM-L6-v2)."""

    def __init__(self) -> None:
        super().__init__()
        self.out = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, words: Tensor, share: Tensor) -> Tensor:
        """words [B, W, 384], share [B, S, W] of each word in each sentence -> [B, S, 384]."""
        return F.normalize(self.out(share.to(words.dtype) @ words).float(), dim=-1)
