"""Trains the reader network: `python -m training.train --data DIR --out DIR`.

Resumable (a checkpoint every few minutes) and seeded. On two CPU cores with bfloat16 an epoch takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .data import IGNORE, Doc, Example, conllu, examples, name_sets, nested, polnear, recase, requote, silver, source_pool
from .network import Network


@dataclass
class Recipe:
    """Every setting of a training run; it goes into the model card."""

    seed: int = 7
    epochs: int = 6
    batch_pieces: int = 1500
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warmup: float = 0.06
    weight_decay: float = 0.01
    nested_share: float = 0.25
    gold_pieces: int = 150_000  # pieces an epoch of the sets of names and sentences
    cue_weight: float = 5.0
    argument_weight: float = 0.04
    name_weight: float = 1.5
    sentence_weight: float = 1.0
    average: float = 0.999  # decay of the moving average of the weights, which is what is kept


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """Pads a batch; labels that a set does not hold are IGNORE."""
    pieces, words = max(len(e.window.pieces) for e in batch), max(len(e.window.words) for e in batch)
    out = {k: np.zeros((len(batch), pieces), dtype=np.int64) for k in ("pieces", "shapes", "marks", "mask")}
    out |= {k: np.full((len(batch), words), IGNORE, dtype=np.int64) for k in ("sentences", "names", "cues")}
    out["starts"] = np.zeros((len(batch), words), dtype=np.int64)
    out["word_mask"] = np.zeros((len(batch), words), dtype=np.int64)
    out["cue_weight"] = np.zeros((len(batch), words), dtype=np.float32)
    out["weight"] = np.ones((len(batch), words), dtype=np.float32)
    rows, anchors, arguments = [], [], []
    for i, e in enumerate(batch):
        n, w = len(e.window.pieces), len(e.window.words)
        out["pieces"][i, :n], out["shapes"][i, :n], out["marks"][i, :n], out["mask"][i, :n] = e.window.pieces, e.window.shapes, e.window.marks, 1
        out["starts"][i, :w], out["word_mask"][i, :w], out["weight"][i] = e.window.starts, 1, e.weight
        for key in ("sentences", "names", "cues"):
            if getattr(e, key) is not None:
                out[key][i, :w] = getattr(e, key)
        if e.cue_weight is not None:
            out["cue_weight"][i, :w] = e.cue_weight
        for anchor, labels in zip(e.anchors, e.arguments, strict=True):
            rows.append(i)
            anchors.append(anchor)
            arguments.append(np.pad(labels, (0, words - w)))
    tensors = {k: torch.from_numpy(v) for k, v in out.items()}
    tensors["rows"] = torch.tensor(rows, dtype=torch.long)
    tensors["anchors"] = torch.tensor(anchors, dtype=torch.long)
    tensors["arguments"] = torch.from_numpy(np.stack(arguments)) if arguments else torch.zeros((0, words), dtype=torch.long)
    return tensors


def batches(found: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Windows of like length together, the batches in random order."""
    found = sorted(found, key=lambda e: len(e.window.pieces) + rng.random() * 20)
    result: list[list[Example]] = [[]]
    for e in found:
        if result[-1] and len(e.window.pieces) * (len(result[-1]) + 1) > size:
            result.append([])
        result[-1].append(e)
    rng.shuffle(result)
    return result


def losses(network: Network, b: dict[str, Tensor], recipe: Recipe) -> dict[str, Tensor]:
    """The loss of each head on a batch; heads without a label in it are absent."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.word_states(b["pieces"], b["shapes"], b["marks"], b["mask"], b["starts"])
        scores = {k: getattr(network, k)(words) for k in ("sentences", "names", "cues")}
        found = network.arguments(words[b["rows"]], b["anchors"], b["word_mask"][b["rows"]]) if len(b["rows"]) else None
    result = {}
    for key, weight in (("sentences", recipe.sentence_weight), ("names", recipe.name_weight), ("cues", recipe.cue_weight)):
        labelled = b[key] != IGNORE
        if not labelled.any():
            continue
        each = F.cross_entropy(scores[key].float().flatten(0, 1), b[key].flatten(), ignore_index=IGNORE, reduction="none").view_as(b[key])
        importance = b["cue_weight"] if key == "cues" else b["weight"]
        result[key] = weight * (each * importance).sum() / b["word_mask"].sum()
    if found is not None:
        per_cue = network.arguments.loss(found, b["arguments"], b["word_mask"][b["rows"]])
        result["arguments"] = recipe.argument_weight * per_cue.mean()
    return result


class Corpus:
    """All training documents; every epoch draws its own windows, quotation styles and nestings."""

    def __init__(self, data: Path, recipe: Recipe) -> None:
        self.recipe = recipe
        self.news = polnear(data, "train")
        silver(data, {d.name: d for d in self.news}, "train")
        self.pool = source_pool(self.news)
        self.gold = [d for train, _ in name_sets(data).values() for d in train]
        self.gold += conllu(data / "syntax/gum/en_gum-ud-train.conllu", with_names=True)
        self.gold += conllu(data / "syntax/ewt/en_ewt-ud-train.conllu", with_names=False)

    def epoch(self, rng: random.Random) -> list[Example]:
        """The windows of one epoch."""
        found: list[Example] = []
        for doc in self.news:
            room = rng.choice((250, 250, 250, 180, 120))
            found += examples(doc, max_pieces=room, text=requote(doc.text, rng))
            if rng.random() < self.recipe.nested_share:
                made = nested(doc, self.pool, rng)
                if made:
                    found += examples(made, max_pieces=250, text=requote(made.text, rng))
        spent = 0
        order = list(self.gold)
        rng.shuffle(order)
        for doc in order:
            if spent > self.recipe.gold_pieces:
                break
            new = examples(doc, text=requote(doc.text, rng))
            new = rng.sample(new, min(len(new), 4))
            found += new
            spent += sum(len(e.window.pieces) for e in new)
        for example in found:
            recase(example, rng)
        return found


def optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW; the encoder's lower layers learn more slowly."""
    groups = []
    for name, parameter in network.named_parameters():
        rate = recipe.head_rate
        if name.startswith("encoder."):
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
            rate = recipe.encoder_rate * recipe.layer_decay ** (6 - depth)
            if name.startswith(("encoder.shapes", "encoder.marks")):
                rate = recipe.head_rate
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="stop after this many steps (for trying it out)")
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    recipe = Recipe(**{k: getattr(args, k) for k in asdict(Recipe())})
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(recipe.seed)
    network = Network()
    network.encoder.load_minilm()
    corpus = Corpus(args.data, recipe)
    optimizer = optimiser(network, recipe)
    average = {k: v.clone() for k, v in network.state_dict().items()}
    checkpoint = args.out / "checkpoint.pt"
    first, done, step, per_epoch = 0, 0, 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, first, done, step, per_epoch = saved["average"], saved["epoch"], saved["done"], saved["step"], saved["per_epoch"]
    log = (args.out / "log.jsonl").open("a")
    for epoch in range(first, recipe.epochs):
        rng = random.Random(f"{recipe.seed}/{epoch}")
        todo = batches(corpus.epoch(rng), recipe.batch_pieces, rng)
        per_epoch = per_epoch or len(todo)
        total = per_epoch * recipe.epochs
        network.train()
        sums: dict[str, list[float]] = {}
        began = saved_at = time.time()
        for i, batch in enumerate(todo):
            if epoch == first and i < done:
                continue
            share = min(1.0, step / max(1, recipe.warmup * total))
            left = max(0.02, (total - step) / total)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(share, left)
            parts = losses(network, collate(batch), recipe)
            loss = torch.stack(list(parts.values())).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(recipe.average, (step + 1) / (step + 20))
            with torch.no_grad():
                for k, v in network.state_dict().items():
                    average[k].lerp_(v, 1 - keep)
            for k, v in parts.items():
                sums.setdefault(k, []).append(float(v.detach()))
            if step % 50 == 0:
                row = {"epoch": epoch, "step": step, "of": total, "seconds": round(time.time() - began), **{k: round(float(np.mean(v)), 4) for k, v in sums.items()}}
                print(json.dumps(row), file=log, flush=True)
                sums = {}
                if not math.isfinite(float(loss.detach())):
                    raise SystemExit("The loss is not finite.")
            if args.limit and step >= args.limit:
                return
            if time.time() - saved_at > 240 or i + 1 == len(todo):
                ended = i + 1 == len(todo)
                torch.save(
                    {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "epoch": epoch + ended,
                     "done": 0 if ended else i + 1, "step": step, "per_epoch": per_epoch},
                    args.out / "checkpoint.tmp",
                )
                (args.out / "checkpoint.tmp").replace(checkpoint)
                saved_at = time.time()
        torch.save({"network": average, "recipe": asdict(recipe), "epoch": epoch + 1}, args.out / f"epoch{epoch + 1}.pt")


if __name__ == "__main__":
    main()
