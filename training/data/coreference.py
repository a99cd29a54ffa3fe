"""Mentions and chains: GUM's entities, CoreNLP's chains as silver ones, and GAP's pronouns with two names each.

A mention goes by its head word (Dobrovolskii 2021): of a name the last word of the name, of a coordination its conjunction
(D'Oosterlinck et al. 2023), else the word on which the others depend.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from .docs import Doc, Mention, lines_of
from .names import name_type

_BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True)
class Token:
    """A token of a treebank: 1-based number, offsets, and what the treebank says of it."""

    number: int
    start: int
    end: int
    upos: str
    feats: str
    parent: int
    relation: str
    misc: str


def brackets(cells: Iterable[str]) -> list[tuple[int, int, list[str]]]:
    """Spans in bracket notation, one cell a token: (first, last, fields); unclosed ones are dropped."""
    depth: list[tuple[list[str], int]] = []
    found = []
    for i, cell in enumerate(cells):
        for part in (p for some in cell.split("|") for p in _BRACKET.findall(some)):
            if part.startswith("("):
                fields = part[1:].rstrip(")").split("-")
                if part.endswith(")"):
                    found.append((i, i, fields))
                else:
                    depth.append((fields, i))
                continue
            for k in range(len(depth) - 1, -1, -1):
                if depth[k][0][0] == part.rstrip(")"):
                    found.append((depth[k][1], i, depth[k][0]))
                    del depth[k]
                    break
    return found


def entities(tokens: list[Token]) -> list[tuple[int, int, list[str]]]:
    """GUM's entities of a sentence: first and last token (from 0), and group, type and so on."""
    cells = (re.search(r"Entity=([^|]*)", t.misc) for t in tokens)
    return brackets(m.group(1) if m else "" for m in cells)


_GUM_KINDS = {"person": "person", "organization": "organisation", "place": "place", "event": "event", "time": "time"}


def gum_mentions(tokens: list[Token]) -> list[Mention]:
    """The mentions of a sentence of GUM."""
    found = []
    for first, last, fields in entities(tokens):
        head = _head(tokens, first, last)
        form = "pronoun" if head.upos in ("PRON", "DET") else "name" if head.upos == "PROPN" else "nominal"
        kind = _GUM_KINDS.get(fields[1] if len(fields) > 1 else "", "other")
        if kind == "person" and form == "name" and "Number=Plur" in head.feats:
            kind = "group"  # nationalities, parties' members, believers
        found.append(Mention(tokens[first].start, tokens[last].end, head.start, form, kind, int(fields[0])))
    return found


def _head(tokens: list[Token], first: int, last: int) -> Token:
    inside = tokens[first : last + 1]
    numbers = {t.number for t in inside}
    tops = [t for t in inside if t.parent not in numbers]
    head = next((t for t in tops if t.upos != "PUNCT"), inside[-1])
    joined = [t for t in inside if t.relation == "conj" and t.parent == head.number]
    for other in joined:
        sign = next((t for t in inside if t.relation == "cc" and t.parent == other.number), None)
        if sign:
            return sign
    if head.upos == "PROPN":
        flat = [t for t in inside if t.relation.startswith("flat") and t.parent == head.number and t.upos == "PROPN"]
        return flat[-1] if flat else head
    return head


def one_per_head(mentions: list[Mention]) -> list[Mention]:
    """Of mentions with one head word the one in the longer chain, then the longer one; in order of heads."""
    size = Counter(m.chain for m in mentions)
    best: dict[int, Mention] = {}
    for m in sorted(mentions, key=lambda m: (min(size[m.chain], 2), m.end - m.start)):
        best[m.head] = m
    return sorted(best.values(), key=lambda m: m.head)


_CUT = frozenset("IN TO , : WDT WP WRB -LRB- VBG VBN VBD VBZ VBP".split())
_NOUNS = ("NN", "PRP", "WP", "WDT", "CD")
_PERSONAL = frozenset("he him his himself she her hers herself i me my myself who whom".split())
_SILVER_KINDS = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "DATE": "time", "TIME": "time"}


def silver_mentions(text: str, rows: list[tuple[int, int, str, str, str]]) -> list[Mention]:
    """CoreNLP's mentions of a sentence, rows of (start, end, part of speech, named entity, brackets); coordinations are left out."""
    found = []
    for first, last, fields in brackets(r[4] for r in rows):
        inside = rows[first : last + 1]
        if inside[-1][2] == "POS" and len(inside) > 1:
            inside = inside[:-1]
        cut = next((i for i, r in enumerate(inside) if i and r[2] in _CUT), len(inside))
        if any(r[2] == "CC" for r in inside[:cut]):
            continue
        nouns = [r for r in inside[:cut] if r[2].startswith(_NOUNS)]
        if not nouns:
            continue
        start, end, tag, entity, _ = nouns[-1]
        form = "name" if tag.startswith("NNP") else "pronoun" if tag.startswith(("PRP", "WP", "WDT")) else "nominal"
        kind = "person" if form == "pronoun" and text[start:end].casefold() in _PERSONAL else None
        if form == "name" or (form == "nominal" and entity in ("DATE", "TIME")):
            kind = name_type(entity, text[start:end]) if entity == "MISC" else _SILVER_KINDS.get(entity)
        found.append(Mention(inside[0][0], inside[-1][1], start, form, kind, int(fields[0])))
    return found


_NO_HEAD = frozenset("IN TO MD VB VBD VBG VBN VBP VBZ RB RBR RBS RP JJ JJR JJS EX UH . , : `` '' -LRB- -RRB- POS".split())


def silver_no_heads(rows: list[tuple[int, int, str, str, str]], found: list[Mention]) -> list[int]:
    """Offsets of the words that no mention has as its head, by part of speech: nouns and pronouns outside chains stay open."""
    heads = {m.head for m in found}
    return [r[0] for r in rows if r[2] in _NO_HEAD and r[0] not in heads]


def with_kinds(mentions: list[Mention]) -> list[Mention]:
    """Mentions without a type take that of most names of their chain."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m.kind:
            votes[m.chain][m.kind] += 1
    return [m if m.kind or not votes[m.chain] else replace(m, kind=votes[m.chain].most_common(1)[0][0]) for m in mentions]


@dataclass(frozen=True)
class GapItem:
    """One item of GAP (Webster et al. 2018): a pronoun, two names, and whether it means each; spans are (start, end)."""

    name: str
    text: str
    pronoun: tuple[int, int]
    a: tuple[int, int]
    b: tuple[int, int]
    is_a: bool
    is_b: bool

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is a feminine one."""
        return self.text[slice(*self.pronoun)].casefold() in ("she", "her", "hers", "herself")


def gap_items(root: Path, fold: str) -> list[GapItem]:
    """The items of a fold: development, validation or test."""
    items = []
    with (root / "coreference/gap" / f"gap-{fold}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            pronoun, a, b = ((int(row[f"{k}-offset"]), int(row[f"{k}-offset"]) + len(row[k])) for k in ("Pronoun", "A", "B"))
            items.append(GapItem(row["ID"], row["Text"], pronoun, a, b, row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"))
    return items


def gap(root: Path, fold: str) -> list[Doc]:
    """A fold as documents: the pronoun is linked to its name and to every place where the name's last word stands again."""
    docs = []
    for item in gap_items(root, fold):
        found = []
        for chain, span in enumerate((item.a, item.b)):
            last = span[0] + item.text[slice(*span)].rfind(" ") + 1
            word = item.text[last : span[1]]
            for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", item.text):
                here = span if m.start() == last else m.span()
                found.append(Mention(*here, m.start(), "name", "person", chain, linked=False, bounded=m.start() == last))
        chain = 0 if item.is_a else 1 if item.is_b else 2
        known = any(m.chain == chain and m.head < item.pronoun[0] for m in found)
        found = [m for m in found if m.head != item.pronoun[0]]
        found.append(Mention(*item.pronoun, item.pronoun[0], "pronoun", "person", chain, linked=known))
        docs.append(Doc(item.name, item.text, lines_of(item.text), mentions=one_per_head(found), tagged=False, complete=False))
    return docs
