"""Trains the pair network: `python -m training.entailment.train --data DIR --out DIR`.

Resumable (a checkpoint every few minutes) and seeded. `--alone` trains it on the second passage without the first, which tells
how much of the figures comes from the way the pairs were written. `--relations FILE --start WEIGHTS` is the second stage.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from standoff.link.entailment import RELATION

from ..train import batches
from . import data as sets
from .data import Item, Row, Share, Task, item
from .network import PairNetwork


@dataclass
class Recipe:
    """Every setting of a training run; it goes into the model card."""

    seed: int = 11
    epochs: int = 4
    batch_pieces: int = 1600
    encoder_rate: float = 2e-4
    head_rate: float = 5e-4
    layer_decay: float = 0.9
    warmup: float = 0.05
    weight_decay: float = 0.01
    smoothing: float = 0.05
    dropout: float = 0.1
    cf_nli: int = 4000  # pairs an epoch
    breaking_nli: int = 1500
    fever: int = 4000
    ling_in_loop: int = 0  # 0: all
    taxinli: int = 0
    claims_weight: float = 0.3
    relation_weight: float = 1.0
    relation: int = 0
    average: float = 0.999  # decay of the moving average of the weights, which is what is kept


def collate(batch: Sequence[Item]) -> dict[str, Tensor]:
    """A batch as padded tensors."""
    size = max(len(i.pair.pieces) for i in batch)
    out = {k: np.zeros((len(batch), size), dtype=np.int64) for k in ("pieces", "shapes", "marks", "mask")}
    for row, i in enumerate(batch):
        n = len(i.pair.pieces)
        out["pieces"][row, :n], out["shapes"][row, :n], out["marks"][row, :n], out["mask"][row, :n] = (
            i.pair.pieces,
            i.pair.shapes,
            i.pair.marks,
            1,
        )
    return {k: torch.from_numpy(v) for k, v in out.items()}


def loss(network: PairNetwork, batch: Sequence[Item], recipe: Recipe) -> tuple[Tensor, int]:
    """The mean loss of a batch, and how many of its three-way labels were right."""
    tasks, labels = torch.tensor([i.task for i in batch]), torch.tensor([i.label for i in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pooled = network.pooled(**collate(batch))
    total, right = torch.zeros(()), 0
    rows = tasks == Task.ENTAILMENT
    if rows.any():
        scores = network.heads["entailment"](pooled[rows])
        total = total + F.cross_entropy(scores, labels[rows], reduction="sum", label_smoothing=recipe.smoothing)
        right = int((scores.argmax(1) == labels[rows]).sum())
    rows = tasks == Task.TWO_WAY
    if rows.any():
        odds = network.heads["entailment"](pooled[rows]).log_softmax(1)
        two = torch.stack([odds[:, 0], torch.logsumexp(odds[:, 1:], 1)], 1)
        total = total + F.cross_entropy(two, labels[rows], reduction="sum", label_smoothing=recipe.smoothing)
    rows = tasks == Task.RELATION
    if rows.any():
        scores = network.heads["relation"](pooled[rows])
        total = total + recipe.relation_weight * F.cross_entropy(scores, labels[rows], reduction="sum", label_smoothing=recipe.smoothing)
    rows = tasks == Task.CLAIMS
    if rows.any():
        wanted = torch.stack([labels[rows] & 1, labels[rows] >> 1], 1).float()
        scores = network.heads["claims"](pooled[rows])
        total = total + recipe.claims_weight * F.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
    return total / len(batch), right


@torch.no_grad()
def scores(network: PairNetwork, rows: Sequence[Item], head: str) -> np.ndarray:
    """The scores of a head for items, in their order [N, n]."""
    network.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].pair.pieces))
    out: np.ndarray | None = None
    for k in range(0, len(order), 48):
        part = order[k : k + 48]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            pooled = network.pooled(**collate([rows[i] for i in part]))
        found = network.heads[head](pooled).float().numpy()
        if out is None:
            out = np.zeros((len(rows), found.shape[1]), dtype=np.float32)
        out[part] = found
    network.train()
    assert out is not None
    return out


def optimiser(network: PairNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW; the encoder's lower layers learn more slowly."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.head_rate
        if name.startswith("encoder.") and not name.startswith(("encoder.shapes", "encoder.marks")):
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
            rate = recipe.encoder_rate * recipe.layer_decay ** (6 - depth)
        groups.setdefault((rate, recipe.weight_decay if parameter.ndim > 1 else 0.0), []).append(parameter)
    found = [{"params": p, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]
    return torch.optim.AdamW(found, betas=(0.9, 0.98), eps=1e-6, fused=True)


def shares(data: Path, recipe: Recipe, alone: bool, own: Path | None) -> list[Share]:
    """The sets of a run, encoded."""

    def encoded(rows: Sequence[Row]) -> list[Item]:
        return [item(r, alone) for r in rows]

    found = [Share(encoded(sets.ling_in_loop(data, "train")), recipe.ling_in_loop)]
    if not alone:
        found.append(Share(encoded(sets.taxinli(data)), recipe.taxinli))
        found.append(Share(encoded(sets.cf_nli(data)), recipe.cf_nli))
        found.append(Share(encoded(sets.breaking_nli(data)), recipe.breaking_nli))
        found.append(Share(encoded(sets.fever_pairs(data)), recipe.fever))
        found.append(Share(encoded(sets.claimdiff(data, "train"))))
    if own:
        pairs = sets.relations(own, "train")
        turned = [replace(r, first=r.second, second=r.first) for r in pairs]
        found.append(Share(encoded(pairs), recipe.relation, encoded(turned)))
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--relations", type=Path, help="pairs of passages of the news, for the second stage")
    parser.add_argument("--alone", action="store_true", help="leave the first passage out")
    parser.add_argument("--threads", type=int, default=2)
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    recipe = Recipe(**{k: getattr(args, k) for k in asdict(Recipe())})
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(recipe.seed)
    network = PairNetwork(recipe.dropout)
    network.load_minilm()
    history: dict[str, object] = {}
    if args.start:
        earlier = torch.load(args.start, weights_only=False)
        network.load_state_dict(earlier.pop("network"))
        history = {"after": earlier}
    optimizer = optimiser(network, recipe)
    trained = {k: p for k, p in network.named_parameters() if p.requires_grad}
    average = {k: p.detach().clone() for k, p in trained.items()}
    found = shares(args.data, recipe, args.alone, args.relations)
    tuned = [r for r in sets.ling_in_loop(args.data, "val") if sets.tuning(r)]
    watched = [item(r, args.alone) for r in tuned]
    truth = np.array([r.label for r in tuned])
    judged = sets.relations(args.relations, "dev") if args.relations else []
    compared = [item(r) for r in judged]
    opposing = np.array([r.label == RELATION.index("oppose") for r in judged])
    checkpoint = args.out / "checkpoint.pt"
    first, done, step = 0, 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, first, done, step = saved["average"], saved["epoch"], saved["done"], saved["step"]

    def written(epoch: int) -> dict[str, object]:
        return {"network": {**network.state_dict(), **average}, "recipe": asdict(recipe), "epoch": epoch, **history}

    log = (args.out / "log.jsonl").open("a")
    began = saved_at = time.time()
    network.train()
    for epoch in range(first, recipe.epochs):
        rng = random.Random(f"{recipe.seed}/{epoch}")
        todo = batches([i for share in found for i in share.draw(rng)], lambda i: len(i.pair.pieces), recipe.batch_pieces, rng, jitter=6)
        total = len(todo) * recipe.epochs
        sums, right, seen = 0.0, 0, 0
        for i, batch in enumerate(todo):
            if epoch == first and i < done:
                continue
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(step / max(1.0, recipe.warmup * total), 1.0, max(0.01, (total - step) / total))
            value, good = loss(network, batch, recipe)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
            optimizer.step()
            step += 1
            keep = min(recipe.average, (step + 1) / (step + 20))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.values()), list(trained.values()), 1 - keep)
            sums, right, seen = sums + float(value.detach()), right + good, seen + sum(x.task == Task.ENTAILMENT for x in batch)
            if step % 50 == 0:
                row = {"epoch": epoch, "step": step, "of": total, "seconds": round(time.time() - began)}
                row |= {"loss": round(sums / 50, 4), "right": round(right / max(1, seen), 4)}
                print(json.dumps(row), file=log, flush=True)
                sums, right, seen = 0.0, 0, 0
            if time.time() - saved_at > 240 or i + 1 == len(todo):
                ended = i + 1 == len(todo)
                state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average}
                state |= {"epoch": epoch + ended, "done": 0 if ended else i + 1, "step": step}
                torch.save(state, args.out / "checkpoint.tmp")
                (args.out / "checkpoint.tmp").replace(checkpoint)
                saved_at = time.time()
        torch.save(written(epoch + 1), args.out / f"epoch{epoch + 1}.pt")
        kept = PairNetwork()
        kept.load_state_dict(torch.load(args.out / f"epoch{epoch + 1}.pt")["network"])
        accuracy = float((scores(kept, watched, "entailment").argmax(1) == truth).mean())
        row = {"epoch": epoch + 1, "tuning_accuracy": round(accuracy, 4)}
        if compared:
            found_scores = torch.from_numpy(scores(kept, compared, "relation")).softmax(1).numpy()
            order = np.argsort(-found_scores[:, RELATION.index("oppose")], kind="stable")
            hits = opposing[order]
            precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
            row["oppose_average_precision"] = round(float(precision[hits].mean()), 4)
        print(json.dumps(row), file=log, flush=True)


if __name__ == "__main__":
    main()
