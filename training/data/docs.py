"""A text with what is annotated on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from standoff.read.coreference import FORMS, KINDS
from standoff.read.windows import Scheme

NAME_TYPES = ("person", "organisation", "place", "group", "other")
MENTION_FORMS = ("none", *FORMS)
MENTION_TYPES = KINDS
IGNORE = -100


@dataclass
class Attribution:
    """One attribution of PolNeAR: lists of (start, end) spans."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    made: bool = False  # its inside is fully annotated: it was made up for training (a nesting), or follows the reading guide
    act: str | None = None

    def shift(self, by: int) -> Attribution:
        """The same, moved."""
        source, cue, content = ([(a + by, b + by) for a, b in spans] for spans in (self.source, self.cue, self.content))
        return Attribution(source, cue, content, self.made, self.act)


@dataclass(frozen=True)
class Mention:
    """A mention; `head` is the offset of its head word, `kind` None where the set does not tell, `chain` unique in its text."""

    start: int
    end: int
    head: int
    form: str
    kind: str | None
    chain: int
    linked: bool = True  # whether all its antecedents, or that it has none, are known
    bounded: bool = True  # whether `start` and `end` are its borders, or only its head is known


@dataclass(frozen=True, slots=True)
class Node:
    """A word in the tree of its sentence: its offsets, the start of the word that it hangs from (its own for the root), and its tags."""

    start: int
    end: int
    parent: int
    relation: str
    upos: str  # empty where the word only continues a token
    xpos: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed: its trigger, type and status (None where the set tells none), and its parts by the start of their head words."""

    trigger: tuple[int, int]
    type: str | None
    status: str | None
    parts: dict[int, str]


@dataclass
class Doc:
    """A text with what is annotated on it; None means not annotated."""

    name: str
    text: str
    paragraphs: list[tuple[int, int]]
    attributions: list[Attribution] | None = None
    names: list[tuple[int, int, str]] | None = None
    sentences: list[tuple[int, int]] | None = None
    labels: list[tuple[int, int]] | None = None
    scheme: Scheme = Scheme.POLNEAR  # that its attributions follow
    weight: float = 1.0  # of the names and sentence labels: silver ones count less
    mentions: list[Mention] | None = None  # in order of their heads, one for each head word
    mention_weight: float = 1.0
    tagged: bool = True  # whether its mentions train the tagger too, not only the links
    complete: bool = True  # whether a word that heads no mention here is known to head none
    no_heads: list[int] = field(default_factory=list)  # offsets of words that are known to head none where not all are
    nodes: list[Node] | None = None
    deeds: list[Deed] | None = None
    stretches: list[tuple[int, int]] | None = None  # sentences that are good enough to bound a deed, not to learn from
    typed: bool = False  # whether its deeds have types and statuses, and are all that there are
    factuality: list[tuple[int, float]] = field(default_factory=list)  # starts of words, and whether it happened, from -3 to 3
    senses: list[tuple[int, int, int]] | None = None  # sentences, and the row of each among the teacher's vectors


def lines_of(text: str) -> list[tuple[int, int]]:
    """Paragraphs as lines that hold more than white space."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def dump(path: Path, value: object) -> None:
    """Writes a value as readable JSON."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
