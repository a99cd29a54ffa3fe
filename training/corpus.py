"""All training documents, and what of them an epoch shows."""

from __future__ import annotations

import random
from pathlib import Path

from .data import (
    Doc,
    Example,
    Extra,
    conllu,
    draw,
    examples,
    factuality,
    gap,
    guide,
    loose,
    name_sets,
    nested,
    polnear,
    propbank,
    recase,
    requote,
    silver,
    source_pool,
)
from .recipe import Recipe
from .teacher import Teacher


class Corpus:
    """All training documents; every epoch draws its own windows, quotation styles and nestings."""

    def __init__(self, data: Path, recipe: Recipe, teacher: Teacher | None = None) -> None:
        self.recipe = recipe
        self.news = polnear(data, "train")
        silver(data, {d.name: d for d in self.news}, "train")
        self.teacher = teacher
        for doc in self.news:
            doc.senses = teacher.rows.get(doc.name) if teacher else None
        self.pool = source_pool(self.news)
        self.guide = guide(data, "train") if recipe.guide_times else []
        self.gold: list[Doc] = [d for train, _ in name_sets(data).values() for d in train]
        self.gum = conllu(data / "syntax/gum/en_gum-ud-train.conllu", with_names=True)
        self.gap = gap(data, "development")
        graded = data / "events/factuality"
        extra = Extra(propbank(data / "syntax/propbank_ewt/ewt.gold_skel"), factuality(graded / "UDS_IH2/train.jsonl"))
        self.ewt = conllu(data / "syntax/ewt/en_ewt-ud-train.conllu", with_names=False, extra=extra)
        self.graded = loose(graded / "MEANTIME/train.jsonl")

    def epoch(self, rng: random.Random) -> list[Example]:
        """The windows of one epoch."""
        found: list[Example] = []
        for doc in rng.sample(self.news, round(len(self.news) * self.recipe.news_share)):
            room = rng.choice((250, 250, 250, 180, 120))
            found += examples(doc, max_pieces=room, text=requote(doc.text, rng), inside=self.recipe.inside_weight)
            if rng.random() < self.recipe.nested_share:
                made = nested(doc, self.pool, rng)
                if made:
                    found += examples(made, max_pieces=250, text=requote(made.text, rng))
        ewt = rng.sample(self.ewt, round(len(self.ewt) * self.recipe.treebank_share))
        for doc in [*self.gum, *ewt, *self.graded, *rng.sample(self.gap, self.recipe.gap_items)]:
            found += examples(doc, max_pieces=rng.choice((250, 250, 250, 180)), text=requote(doc.text, rng))
        for doc in self.guide * self.recipe.guide_times:
            found += examples(doc, max_pieces=rng.choice((250, 250, 250, 180, 120)), text=requote(doc.text, rng))
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
            if example.cues is None:
                example.scheme = rng.randrange(2)  # names, sentences and mentions are the same in both
            recase(example, rng)
            draw(example, rng)
        return found
