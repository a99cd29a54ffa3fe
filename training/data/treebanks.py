"""Treebanks in CoNLL-U as documents with sentences; GUM also with names, mentions and coreference."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .coreference import Token, entities, gum_mentions, one_per_head
from .docs import Deed, Doc, Mention, Node
from .names import TYPES
from .syntax import Predicate, deeds_of, nodes


@dataclass
class Extra:
    """What other sets say of the sentences of a treebank: predicates by `sent_id`, factuality by the tokens of a sentence."""

    predicates: dict[str, list[Predicate]] = field(default_factory=dict)
    factuality: dict[tuple[str, ...], list[tuple[int, float]]] = field(default_factory=dict)


def conllu(path: Path, *, with_names: bool, all_mentions: bool = False, extra: Extra | None = None) -> list[Doc]:
    """A treebank as documents with sentences and trees, and what `extra` says of them.

    `with_names` takes GUM's names, mentions and chains too, one mention a head word unless `all_mentions`.
    """
    docs: list[Doc] = []
    text, name = "", ""
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    names: list[tuple[int, int, str]] = []
    mentions: list[Mention] = []
    opened, sentence_id = 0, ""
    trees: list[Node] = []
    deeds: list[Deed] = []
    graded: list[tuple[int, float]] = []

    def close() -> None:
        nonlocal text, sentences, names, paragraphs, opened, mentions, trees, deeds, graded
        if text.strip():
            if len(text.rstrip()) > opened:
                paragraphs.append((opened, len(text.rstrip())))
            doc = Doc(name, text, paragraphs, names=names if with_names else None, sentences=sentences)
            doc.mentions = (mentions if all_mentions else one_per_head(mentions)) if with_names else None
            doc.nodes, doc.factuality = trees, graded
            doc.deeds = deeds if extra else None
            docs.append(doc)
        mentions, trees, deeds, graded = [], [], [], []
        text, sentences, names, paragraphs, opened = "", [], [], [], 0

    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows, new_paragraph = [], False
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                close()
                name = line.split("=")[-1].strip()
            elif line.startswith("# sent_id"):
                sentence_id = line.split("=")[-1].strip()
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
        if not rows:
            continue
        if new_paragraph and len(text.rstrip()) > opened:
            paragraphs.append((opened, len(text.rstrip())))
            text = text.rstrip() + "\n"
            opened = len(text)
        begin, skip, at = len(text), 0, 0
        tokens: list[Token] = []
        tags: list[str] = []
        for row in rows:
            if "." in row[0]:
                continue
            if "-" not in row[0]:
                tags.append(row[4])
            if "-" in row[0]:
                skip, at = int(row[0].split("-")[1]), len(text)
            elif int(row[0]) <= skip:
                # A part of a contraction: its own letters where the text has them, else the whole.
                part = (at, at + len(row[1])) if text[at:].startswith(row[1]) else (at, len(text.rstrip()))
                tokens.append(_token(row, *part))
                at = part[1] if text[at:].startswith(row[1]) else at
                continue
            else:
                tokens.append(_token(row, len(text), len(text) + len(row[1])))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        sentences.append((begin, len(text.rstrip())))
        tree = nodes(text, tokens, tags, begin, len(text.rstrip()))
        trees += tree
        if extra:
            deeds += deeds_of(tokens, tree, extra.predicates.get(sentence_id, ()))
            forms = tuple(row[1] for row in rows if row[0].isdigit())
            graded += [(tokens[i].start, value) for i, value in extra.factuality.get(forms, ())]
        if with_names:
            names += _gum_names(text, tokens)
            mentions += gum_mentions(tokens)
        if len(text) - opened > 1500:
            paragraphs.append((opened, len(text.rstrip())))
            text = text.rstrip() + "\n"
            opened = len(text)
    close()
    return docs


def _token(row: list[str], start: int, end: int) -> Token:
    return Token(int(row[0]), start, end, row[3], row[5], int(row[6]), row[7], row[9])


_TITLES = frozenset("President Minister Secretary Senator Governor Mayor Professor Doctor Mr. Mrs. Ms. Dr. Prof. Sir".split())


def _gum_names(text: str, tokens: list[Token]) -> list[tuple[int, int, str]]:
    """Runs of proper nouns, typed by the smallest entity around them."""
    found = entities(tokens)
    names, i = [], 0
    while i < len(tokens):
        if tokens[i].upos != "PROPN":
            i += 1
            continue
        j = i
        while j + 1 < len(tokens) and tokens[j + 1].upos == "PROPN":
            j += 1
        around = [e for e in found if e[0] <= i and j <= e[1]]
        fields = min(around, key=lambda e: e[1] - e[0])[2] if around else ["", "abstract"]
        kind = fields[1] if len(fields) > 1 else ""
        alone = i == j and text[tokens[i].start : tokens[i].end] in _TITLES
        if kind != "time" and not alone:
            names.append((tokens[i].start, tokens[j].end, TYPES.get(kind, "other")))
        i = j + 1
    return names
