"""Trains the reader network: `python -m training.train --data DIR --out DIR`.

Resumable (a checkpoint every few minutes) and seeded. On two CPU cores with bfloat16 an epoch takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from standoff.model import UPOS
from standoff.read.inventory import DEED_STATUS, DEED_TYPES

from .collate import collate
from .corpus import Corpus
from .data import IGNORE, MENTION_FORMS
from .network import Network
from .recipe import Recipe
from .teacher import load

T = TypeVar("T")


def batches(found: Sequence[T], pieces: Callable[[T], int], size: int, rng: random.Random, *, jitter: float) -> list[list[T]]:
    """Texts of like length together, at most `size` pieces a batch, the batches in random order; `jitter` pieces blur the lengths."""
    result: list[list[T]] = [[]]
    for item in sorted(found, key=lambda x: pieces(x) + rng.random() * jitter):
        if result[-1] and pieces(item) * (len(result[-1]) + 1) > size:
            result.append([])
        result[-1].append(item)
    rng.shuffle(result)
    return result


def losses(network: Network, b: dict[str, Tensor], recipe: Recipe) -> dict[str, Tensor]:
    """The loss of each head on a batch; heads without a label in it are absent."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.word_states(b["pieces"], b["shapes"], b["marks"], b["schemes"], b["mask"], b["starts"])
        scores = {k: getattr(network, k)(words) for k in ("sentences", "names", "cues", "labels")}
        extra = _pair_losses(network, words, b, recipe) | _tree_losses(network, words, b, recipe) | _deed_losses(network, words, b, recipe)
    # In float32, which holds longer: in several runs this head's convolution and last norm began to grow without bound late in training,
    # while the loss rose. The cause is not found; watch `arguments` in the log, and stop a run before it rises.
    seen = words.float()[b["rows"]]
    found = network.arguments(seen, b["anchors"], b["word_mask"][b["rows"]]) if len(b["rows"]) else None
    result: dict[str, Tensor] = {}
    weights = {"sentences": recipe.sentence_weight, "names": recipe.name_weight, "cues": recipe.cue_weight, "labels": recipe.label_weight}
    for key, weight in weights.items():
        labelled = b[key] != IGNORE
        if not labelled.any():
            continue
        each = F.cross_entropy(scores[key].float().flatten(0, 1), b[key].flatten(), ignore_index=IGNORE, reduction="none").view_as(b[key])
        importance = b["cue_weight"] if key == "cues" else b["weight"]
        result[key] = weight * (each * importance).sum() / b["word_mask"].sum()
    if found is not None:
        per_cue = network.arguments.loss(found, b["arguments"], b["word_mask"][b["rows"]])
        result["arguments"] = recipe.argument_weight * per_cue.mean()
        told = b["acts"] != IGNORE
        if told.any():
            acts = network.acts(seen[told], b["anchors"][told], shares(b["arguments"][told]))
            result["acts"] = recipe.act_weight * F.cross_entropy(acts, b["acts"][told])
    return result | extra


def shares(arguments: Tensor) -> Tensor:
    """Argument labels [C, W] -> the share of each word in the content and in the source [C, 2, W]."""
    parts = torch.stack([arguments >= 3, (arguments > 0) & (arguments < 3)], 1).float()
    return parts / parts.sum(2, keepdim=True).clamp(min=1)


def _pair_losses(network: Network, words: Tensor, b: dict[str, Tensor], recipe: Recipe) -> dict[str, Tensor]:
    """The losses of mentions, their antecedents and extents, and of the sentence embedding."""
    result: dict[str, Tensor] = {}
    if (b["forms"] != IGNORE).any():
        scores = network.mentions(words).float()
        for part, labels in ((scores[..., : len(MENTION_FORMS)], b["forms"]), (scores[..., len(MENTION_FORMS) :], b["kinds"])):
            each = F.cross_entropy(part.flatten(0, 1), labels.flatten(), ignore_index=IGNORE, reduction="none").view_as(labels)
            loss = recipe.mention_weight * (each * b["mention_weight"][:, None]).sum() / b["word_mask"].sum()
            result["mentions"] = result["mentions"] + loss if "mentions" in result else loss
    if b["linked"].any():
        heads = b["heads"].clamp(min=0)
        each = network.antecedents.loss(network.antecedents(words, heads, heads), b["heads"], b["chains"])
        trained = b["linked"] * b["mention_weight"][:, None]
        result["antecedents"] = recipe.antecedent_weight * (each * trained).sum() / b["linked"].sum()
    borders = b["extents"]
    if borders.shape[1]:
        found = network.extents(words, borders[..., 0].clamp(min=0)).float()
        found = found.masked_fill(b["word_mask"][:, None, :, None] == 0, -1e4)
        each = F.cross_entropy(found.permute(0, 2, 1, 3), borders[..., 1:], ignore_index=IGNORE, reduction="none")
        result["extents"] = recipe.extent_weight * (each * b["mention_weight"][:, None, None]).sum() / (borders[..., 0] >= 0).sum()
    if "sense_target" in b:
        known = b["sense_rows"] >= 0
        likeness = (network.sense(words, b["share"]) * b["sense_target"]).sum(-1)
        result["sense"] = recipe.sense_weight * (1.0 - likeness[known]).mean()
    return result


def _tree_losses(network: Network, words: Tensor, b: dict[str, Tensor], recipe: Recipe) -> dict[str, Tensor]:
    """The losses of parts of speech, parents and relations, each the mean over the words that have one."""
    if not len(b["tree_rows"]):
        return {}
    seen = words[b["tree_rows"]]
    upos, xpos, parents, relations, sentences = b["trees"].unbind(1)
    tags = network.tags(seen).float()
    result = {"tags": recipe.tag_weight * (_mean(tags[..., : len(UPOS)], upos) + 0.5 * _mean(tags[..., len(UPOS) :], xpos))}
    together = (sentences[:, :, None] == sentences[:, None, :]) & (sentences >= 0)[:, None, :]
    result["arcs"] = recipe.arc_weight * _mean(network.parser.arcs(seen).float().masked_fill(~together, -1e4), parents)
    found = network.parser.relations(seen, parents.clamp(min=0)).float()
    result["relations"] = recipe.relation_weight * _mean(found, relations)
    return result


def _deed_losses(network: Network, words: Tensor, b: dict[str, Tensor], recipe: Recipe) -> dict[str, Tensor]:
    """The losses of triggers, types, statuses, graded factuality, and of the parts of deeds."""
    result: dict[str, Tensor] = {}
    marked, graded = b["triggers"] != IGNORE, ~b["factuality"].isnan()
    if marked.any() or graded.any():
        scores = network.deeds(words).float()
        triggers, types, statuses, fact = scores.split([3, len(DEED_TYPES), len(DEED_STATUS), 1], -1)
        if marked.any():
            result["triggers"] = recipe.trigger_weight * _sum(triggers, b["triggers"]) / b["word_mask"].sum()
        if (b["types"] != IGNORE).any():
            result["types"] = recipe.type_weight * _mean(types, b["types"])
            result["statuses"] = recipe.status_weight * _mean(statuses, b["statuses"])
        if graded.any():
            result["factuality"] = recipe.factuality_weight * F.smooth_l1_loss(fact[..., 0][graded], b["factuality"][graded])
    if b["deeds"].shape[1]:
        every = torch.arange(words.shape[1])[None].expand(words.shape[0], -1)
        found = network.parts(words, b["deeds"].clamp(min=0), every).float()
        result["parts"] = recipe.part_weight * _sum(found, b["parts"]) / (b["deeds"] >= 0).sum()
    return result


def _sum(scores: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, -2), labels.flatten(), ignore_index=IGNORE, reduction="sum")


def _mean(scores: Tensor, labels: Tensor) -> Tensor:
    return _sum(scores, labels) / (labels != IGNORE).sum().clamp(min=1)


def optimiser(network: Network, recipe: Recipe, kept: frozenset[str] = frozenset()) -> torch.optim.Optimizer:
    """AdamW; the encoder's lower layers learn more slowly, and so do heads that were trained before (parameters `kept`)."""
    groups = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.kept_head_rate if name in kept else recipe.head_rate
        if name.startswith("encoder."):
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
            rate = recipe.encoder_rate * recipe.layer_decay ** (6 - depth)
            if name.startswith(("encoder.shapes", "encoder.marks", "encoder.schemes")):
                rate = recipe.kept_head_rate if name in kept else recipe.head_rate
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from; heads that they lack start fresh")
    parser.add_argument("--teacher", type=Path, help="vectors written by training.teacher, for the sentence embedding")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="stop after this many steps and write stopped.pt")
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    recipe = Recipe(**{k: getattr(args, k) for k in asdict(Recipe())})
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(recipe.seed)
    network = Network()
    network.encoder.load_minilm()
    kept: frozenset[str] = frozenset()
    if args.start:
        state = torch.load(args.start)["network"]
        strange = network.load_state_dict(state, strict=False).unexpected_keys
        if strange:
            raise SystemExit(f"{args.start} holds what this network lacks: {', '.join(strange[:5])}")
        kept = frozenset(state)
    for name in filter(None, recipe.frozen.split(",")):
        network.get_submodule(name).requires_grad_(False)
    teacher = load(args.teacher) if args.teacher else None
    vectors = torch.from_numpy(teacher.vectors).float() if teacher else None
    corpus = Corpus(args.data, recipe, teacher)
    optimizer = optimiser(network, recipe, kept)
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
        todo = batches(corpus.epoch(rng), lambda e: len(e.window.pieces), recipe.batch_pieces, rng, jitter=20)
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
            tensors = collate(batch)
            if vectors is not None and (tensors["sense_rows"] >= 0).any():
                tensors["sense_target"] = vectors[tensors["sense_rows"].clamp(min=0)]
            parts = losses(network, tensors, recipe)
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
                row = {
                    "epoch": epoch,
                    "step": step,
                    "of": total,
                    "seconds": round(time.time() - began),
                    **{k: round(float(np.mean(v)), 4) for k, v in sums.items()},
                }
                print(json.dumps(row), file=log, flush=True)
                sums = {}
                if not math.isfinite(float(loss.detach())):
                    raise SystemExit("The loss is not finite.")
            if args.limit and step >= args.limit:
                torch.save({"network": average, "recipe": asdict(recipe), "epoch": epoch, "step": step}, args.out / "stopped.pt")
                return
            if time.time() - saved_at > 240 or i + 1 == len(todo):
                ended = i + 1 == len(todo)
                torch.save(
                    {
                        "network": network.state_dict(),
                        "optimizer": optimizer.state_dict(),
                        "average": average,
                        "epoch": epoch + ended,
                        "done": 0 if ended else i + 1,
                        "step": step,
                        "per_epoch": per_epoch,
                    },
                    args.out / "checkpoint.tmp",
                )
                (args.out / "checkpoint.tmp").replace(checkpoint)
                saved_at = time.time()
        torch.save({"network": average, "recipe": asdict(recipe), "epoch": epoch + 1}, args.out / f"epoch{epoch + 1}.pt")


if __name__ == "__main__":
    main()
