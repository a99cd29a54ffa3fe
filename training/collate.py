"""Windows of different lengths as one batch of padded tensors."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .data import IGNORE, Example


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """Pads a batch; labels that a set does not hold are IGNORE."""
    pieces, words = max(len(e.window.pieces) for e in batch), max(len(e.window.words) for e in batch)
    out = {k: np.zeros((len(batch), pieces), dtype=np.int64) for k in ("pieces", "shapes", "marks", "mask")}
    out |= {k: np.full((len(batch), words), IGNORE, dtype=np.int64) for k in ("sentences", "names", "cues", "labels")}
    out["starts"] = np.zeros((len(batch), words), dtype=np.int64)
    out["word_mask"] = np.zeros((len(batch), words), dtype=np.int64)
    out["cue_weight"] = np.zeros((len(batch), words), dtype=np.float32)
    out["weight"] = np.ones((len(batch), words), dtype=np.float32)
    out["schemes"] = np.array([e.scheme for e in batch], dtype=np.int64)
    rows, anchors, arguments, acts = [], [], [], []
    for i, e in enumerate(batch):
        n, w = len(e.window.pieces), len(e.window.words)
        out["pieces"][i, :n], out["shapes"][i, :n], out["marks"][i, :n], out["mask"][i, :n] = (
            e.window.pieces,
            e.window.shapes,
            e.window.marks,
            1,
        )
        out["starts"][i, :w], out["word_mask"][i, :w], out["weight"][i] = e.window.starts, 1, e.weight
        for key in ("sentences", "names", "cues", "labels"):
            if getattr(e, key) is not None:
                out[key][i, :w] = getattr(e, key)
        if e.cue_weight is not None:
            out["cue_weight"][i, :w] = e.cue_weight
        acts += e.acts
        for anchor, labels in zip(e.anchors, e.arguments, strict=True):
            rows.append(i)
            anchors.append(anchor)
            arguments.append(np.pad(labels, (0, words - w)))
    tensors = _mentions(batch, words) | _senses(batch, words) | _trees(batch, words) | _deeds(batch, words)
    tensors |= {k: torch.from_numpy(v) for k, v in out.items()}
    tensors["rows"] = torch.tensor(rows, dtype=torch.long)
    tensors["acts"] = torch.tensor(acts, dtype=torch.long)
    tensors["anchors"] = torch.tensor(anchors, dtype=torch.long)
    tensors["arguments"] = torch.from_numpy(np.stack(arguments)) if arguments else torch.zeros((0, words), dtype=torch.long)
    return tensors


def _mentions(batch: list[Example], words: int) -> dict[str, Tensor]:
    found = [e.mentions for e in batch]
    heads = max((len(m.heads) for m in found if m), default=0)
    extents = max((len(m.extents) for m in found if m), default=0)
    out: dict[str, np.ndarray] = {k: np.full((len(batch), words), IGNORE, dtype=np.int64) for k in ("forms", "kinds")}
    out |= {k: np.full((len(batch), heads), -1, dtype=np.int64) for k in ("heads", "chains")}
    out |= {
        "linked": np.zeros((len(batch), heads), dtype=np.bool_),
        "extents": np.full((len(batch), extents, 3), IGNORE, dtype=np.int64),
        "mention_weight": np.ones(len(batch), dtype=np.float32),
    }
    for i, m in enumerate(found):
        if m is None:
            continue
        out["forms"][i, : len(m.forms)], out["kinds"][i, : len(m.kinds)], out["mention_weight"][i] = m.forms, m.kinds, m.weight
        h = len(m.heads)
        out["heads"][i, :h], out["chains"][i, :h], out["linked"][i, :h] = m.heads, m.chains, m.linked
        if m.extents:
            out["extents"][i, : len(m.extents)] = m.extents
    return {k: torch.from_numpy(v) for k, v in out.items()}


def _senses(batch: list[Example], words: int) -> dict[str, Tensor]:
    most = max(len(e.senses) for e in batch)
    share = np.zeros((len(batch), most, words), dtype=np.float32)
    rows = np.full((len(batch), most), -1, dtype=np.int64)
    for i, e in enumerate(batch):
        for k, (first, end, row) in enumerate(e.senses):
            share[i, k, first:end] = 1.0 / (end - first)
            rows[i, k] = row
    return {"share": torch.from_numpy(share), "sense_rows": torch.from_numpy(rows)}


def _trees(batch: list[Example], words: int) -> dict[str, Tensor]:
    """The trees of the windows that have one: `tree_rows` [R] of the batch, labels [R, 5, W]."""
    rows = [i for i, e in enumerate(batch) if e.tree is not None]
    trees = np.full((len(rows), 5, words), IGNORE, dtype=np.int64)
    for k, i in enumerate(rows):
        tree = batch[i].tree
        assert tree is not None
        trees[k, :, : tree.shape[1]] = tree
    return {"tree_rows": torch.tensor(rows, dtype=torch.long), "trees": torch.from_numpy(trees)}


def _deeds(batch: list[Example], words: int) -> dict[str, Tensor]:
    """Triggers, types and statuses [B, W]; factuality [B, W]; deeds [B, D] as words, padded with -1, and their parts [B, D, W]."""
    most = max((len(e.deeds.rows) for e in batch if e.deeds), default=0)
    out: dict[str, np.ndarray] = {k: np.full((len(batch), words), IGNORE, dtype=np.int64) for k in ("triggers", "types", "statuses")}
    out["factuality"] = np.full((len(batch), words), np.nan, dtype=np.float32)
    out["deeds"] = np.full((len(batch), most), -1, dtype=np.int64)
    out["parts"] = np.full((len(batch), most, words), IGNORE, dtype=np.int64)
    for i, e in enumerate(batch):
        if e.factuality is not None:
            out["factuality"][i, : len(e.factuality)] = e.factuality
        if e.deeds is None:
            continue
        for key in ("triggers", "types", "statuses"):
            if getattr(e.deeds, key) is not None:
                out[key][i, : len(e.window.words)] = getattr(e.deeds, key)
        for k, (row, parts) in enumerate(zip(e.deeds.rows, e.deeds.parts, strict=True)):
            out["deeds"][i, k], out["parts"][i, k, : len(parts)] = row, parts
    return {k: torch.from_numpy(v) for k, v in out.items()}
