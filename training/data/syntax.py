"""Syntax as labels over our words: nodes of a treebank's trees, PropBank's arguments and graded factuality on the same sentences.

A token of a treebank goes by the first of our words that begins in it. Further words of it ("U.S.", "n't") hang from that word by the
relation `part`; a token in which none of our words begins ("cannot" is one word to us and two to the treebank) is left out, and what
depends on it depends on the word around it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from standoff.read.words import word_pairs

from .coreference import Token
from .docs import Deed, Doc, Node

_SIGNS = frozenset(". , : `` '' -LRB- -RRB- HYPH NFP $".split())


def nodes(text: str, tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> list[Node]:
    """The nodes of a sentence [start, end): one for each of our words that has a place in the tree; `tags` are the tokens' Penn tags."""
    begins = {t.start: t.number for t in reversed(tokens)}
    first: dict[int, int] = {}  # token -> start of its first word
    words = word_pairs(text, start, end)
    owner: dict[int, int] = {}  # start of a word -> its token, where it is that token's first
    part: dict[int, int] = {}  # start of a word -> start of the first word of its token
    spans = sorted((t.start, t.end, t.number) for t in tokens)
    k = 0
    for a, b in words:
        if a in begins:
            owner[a] = begins[a]
            first[begins[a]] = a
        else:
            while k + 1 < len(spans) and spans[k + 1][0] <= a:
                k += 1
            around = next((s for s in spans[max(0, k - 1) : k + 2] if s[0] <= a < s[1]), None)
            if around and around[2] in first:
                part[a] = first[around[2]]
        for t in tokens:  # a token that begins inside this word
            if a < t.start < b and t.number not in first:
                first[t.number] = a
    found = []
    by_number = {t.number: (t, tag) for t, tag in zip(tokens, tags, strict=True)}
    for a, b in words:
        if a in owner:
            token, tag = by_number[owner[a]]
            parent = a if token.parent == 0 else first.get(token.parent)
            if parent is None or (parent == a and token.parent != 0):
                continue
            relation = "root" if token.parent == 0 else token.relation
            found.append(Node(a, b, parent, relation, token.upos, "PUNCT" if tag in _SIGNS else tag))
        elif a in part:
            found.append(Node(a, b, part[a], "part", "", ""))
    return found


@dataclass(frozen=True)
class Predicate:
    """A predicate of PropBank: the places of its word and of the heads of its arguments, counted in tokens of the sentence from 0."""

    word: int
    spans: tuple[tuple[int, int, str], ...]  # first and last token, role


_ROLES = {"ARG0": "agent", "ARG1": "patient", "ARG2": "other", "ARGM-LOC": "place", "ARGM-TMP": "time"}


def propbank(path: Path) -> dict[str, list[Predicate]]:
    """The predicates of each sentence, by its `sent_id` in EWT."""
    found: dict[str, list[Predicate]] = {}
    rows: list[list[str]] = []

    def close() -> None:
        if not rows:
            return
        parts = rows[0][0].split("/")
        name = f"{parts[2]}-{parts[-1].removesuffix('.xml')}-{int(rows[0][1]) + 1:04d}"
        made = []
        for column in range(8, len(rows[0])):
            spans, open_at, word = [], None, None
            for i, row in enumerate(rows):
                cell = row[column] if column < len(row) else "*"
                if m := re.match(r"\(([\w-]+)\*", cell):
                    open_at = (i, m[1])
                if open_at and cell.endswith(")"):
                    if open_at[1] == "V":
                        word = open_at[0]
                    elif open_at[1] in _ROLES:
                        spans.append((open_at[0], i, _ROLES[open_at[1]]))
                    open_at = None
            if word is not None:
                made.append(Predicate(word, tuple(spans)))
        found[name] = made
        rows.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            close()
        elif not line.startswith("#doc"):
            rows.append(line.split())
    close()
    return found


def deeds_of(tokens: Sequence[Token], nodes_: Iterable[Node], predicates: Iterable[Predicate]) -> list[Deed]:
    """PropBank's predicates as deeds without type and status; an argument goes by its head word."""
    known = {n.start for n in nodes_}
    made = []
    for p in predicates:
        if p.word >= len(tokens) or tokens[p.word].start not in known:
            continue
        parts: dict[int, str] = {}
        for first, last, role in p.spans:
            inside = list(tokens[first : last + 1])
            numbers = {t.number for t in inside}
            top = next((t for t in inside if t.parent not in numbers and t.upos != "PUNCT"), None)
            if top is None or top.start not in known:
                continue
            parts[top.start] = role
        made.append(Deed((tokens[p.word].start, tokens[p.word].end), None, None, parts))
    return made


def factuality(path: Path) -> dict[tuple[str, ...], list[tuple[int, float]]]:
    """Sentences of UDS-IH2 as tuples of tokens, each with (place of the token, factuality from -3 to 3)."""
    found: dict[tuple[str, ...], list[tuple[int, float]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[tuple(row["text"].split())] += [(t["span1"][0], float(t["label"])) for t in row["targets"]]
    return dict(found)


def loose(path: Path) -> list[Doc]:
    """Factuality data as documents of one sentence each, the spaces before signs taken out."""
    docs = []
    for i, (tokens, labels) in enumerate(factuality(path).items()):
        text, begins = "", []
        for token in tokens:
            tight = not text or text.endswith(("(", "$", "“", "``")) or re.match(r"[.,:;!?)%’]|'s?$|n't$|'(?:re|ve|ll|d|m)$", token)
            text += token if tight else " " + token
            begins.append(len(text) - len(token))
        doc = Doc(f"{path.parent.name}-{i}", text, [(0, len(text))], sentences=[(0, len(text))])
        doc.factuality = [(begins[k], value) for k, value in labels]
        docs.append(doc)
    return docs
