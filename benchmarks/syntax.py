"""Syntax: `python -m benchmarks.syntax --data DATA [--split dev|test] [--weights DIR]`.

Tokens of the treebanks EWT and GUM, each by the first of our words in it: share of right universal and Penn tags, of right parents
(UAS), of right parents and relations (LAS, signs counted, relations with their subtypes, and without them as CoNLL 2018 counts), and of
right lemmas. Sentences are the treebank's, and in the last row those that the network finds. A token in which none of our words begins
("not" in "cannot") counts as wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.data import conllu
from training.data.docs import Doc
from training.lemmas import tokens

from standoff.model import RELATIONS, UPOS, XPOS, Span
from standoff.read.lemmas import lemma_of
from standoff.read.network import Network
from standoff.read.sentences import sentences
from standoff.read.syntax import parents, sentence_cuts, tags
from standoff.read.windows import windows

MEASURES = ("UPOS", "XPOS", "UAS", "LAS", "LAS without subtypes")


def measure(network: Network, docs: list[Doc], *, split: bool) -> Counter[str]:
    """How many nodes of the documents have what right; `split`: by the sentences that the network finds."""
    n = Counter[str]()
    for doc in docs:
        by_start = {node.start: node for node in doc.nodes or [] if node.upos}
        starts = [a for a, _ in doc.paragraphs]
        for window in windows(doc.text, [Span(a, b) for a, b in doc.paragraphs]):
            words = network.words(window)
            scores = network.tags(words)
            known = [Span(a, b) for a, b in doc.sentences or []]
            found = sentences(window, scores["sentences"], starts) if split else known
            cuts = sorted({0, *sentence_cuts(window, found)})
            upos, xpos = tags(scores["tags"])
            above = parents(network.arcs(words), cuts)
            relations = network.relations(words, above).argmax(1)
            for i, (start, _) in enumerate(window.words):
                node = by_start.get(start)
                if node is None:
                    continue
                n["UPOS"] += UPOS[upos[i]] == node.upos
                n["XPOS"] += XPOS[xpos[i]] == node.xpos
                right = window.words[above[i]][0] == node.parent
                relation = RELATIONS[relations[i]]
                n["UAS"] += right
                n["LAS"] += right and relation == node.relation
                n["LAS without subtypes"] += right and relation.split(":")[0] == node.relation.split(":")[0]
    return n


def lemmas(path: Path) -> float:
    """The share of right lemmas, given the treebank's tags."""
    rows = list(tokens(path))
    return sum(lemma_of(form, upos, xpos) == lemma for form, lemma, upos, xpos in rows) / len(rows)


def treebanks(data: Path, split: str) -> Iterator[tuple[str, Path]]:
    """The treebanks by name."""
    for name, stem in (("EWT", "ewt/en_ewt"), ("GUM", "gum/en_gum")):
        yield name, data / f"syntax/{stem}-ud-{split}.conllu"


def table(network: Network, data: Path, split: str) -> Iterator[str]:
    """Lines of a Markdown table, in percent: a row for each treebank by its own sentences, and one by those that the network finds."""
    yield "| treebank | sentences | " + " | ".join(MEASURES) + " | lemmas, tags given |"
    yield "|---" * (len(MEASURES) + 3) + "|"
    for name, path in treebanks(data, split):
        total = sum(1 for _ in tokens(path))
        docs = conllu(path, with_names=False)
        for found in (False, True):
            n = measure(network, docs, split=found)
            shares = " | ".join(f"{100 * n[key] / total:.2f}" for key in MEASURES)
            by = "the network's" if found else f"its own, {total} tokens"
            yield f"| {name} {split} | {by} | {shares} | {'' if found else f'{100 * lemmas(path):.2f}'} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()
    network = Network(args.weights) if args.weights else Network()
    for line in table(network, args.data, args.split):
        print(line)


if __name__ == "__main__":
    main()
