"""The syntax of a reading: part of speech and dependency of every word, kept small enough to keep for every report."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from .span import Span

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
XPOS = tuple(
    "CC CD DT EX FW IN JJ JJR JJS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB"
    " PUNCT OTHER".split()
)
RELATIONS = tuple(
    "root nsubj nsubj:pass nsubj:outer csubj csubj:pass obj iobj ccomp xcomp obl obl:agent obl:unmarked advmod advcl advcl:relcl"
    " aux aux:pass cop mark nmod nmod:poss nmod:unmarked nmod:desc appos nummod amod acl acl:relcl det det:predet case conj cc"
    " cc:preconj fixed flat list compound compound:prt parataxis discourse vocative dislocated expl orphan goeswith reparandum dep"
    " punct part".split()
)
PART = RELATIONS.index("part")
# What hangs from a noun and is not part of its name.
_APART = frozenset(
    "conj cc appos acl acl:relcl advcl parataxis punct case nmod advmod cop aux mark nsubj nsubj:pass nsubj:outer csubj csubj:pass".split()
)


@dataclass(frozen=True, slots=True)
class Syntax:
    """The words of a report's body in order, with their universal part of speech, Penn tag, parent and relation (Universal Dependencies 2).

    `starts` and `ends` are offsets; `upos`, `xpos` and `relations` are places in UPOS, XPOS and RELATIONS; `parents` are places of words,
    a root being its own. A word that only continues a token ("S" in "U.S.") hangs from the token's first word by the relation `part`.
    Raises ValueError when the columns differ in length or a parent is no word.
    """

    starts: array[int]
    ends: array[int]
    upos: bytes
    xpos: bytes
    parents: array[int]
    relations: bytes
    _below: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        size = len(self.starts)
        if any(len(c) != size for c in (self.ends, self.upos, self.xpos, self.parents, self.relations)):
            raise ValueError("The columns of a syntax differ in length.")
        if size and not 0 <= min(self.parents) <= max(self.parents) < size:
            raise ValueError("A parent in a syntax is no word of it.")

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int | None:
        """The place of the word that holds an offset, None where there is none."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else None

    def within(self, span: Span) -> range:
        """The places of the words that begin in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, word: int) -> Span:
        """The offsets of a word."""
        return Span(self.starts[word], self.ends[word])

    def tag(self, word: int) -> str:
        """The universal part of speech of a word."""
        return UPOS[self.upos[word]]

    def penn(self, word: int) -> str:
        """The Penn tag of a word, all signs as PUNCT."""
        return XPOS[self.xpos[word]]

    def relation(self, word: int) -> str:
        """The relation of a word to its parent."""
        return RELATIONS[self.relations[word]]

    def token(self, word: int) -> Span:
        """The whole token that a word begins: with the words that continue it."""
        end = word
        while end + 1 < len(self) and self.relations[end + 1] == PART and self.parents[end + 1] == word:
            end += 1
        return Span(self.starts[word], self.ends[end])

    def children(self, word: int) -> list[int]:
        """The words that hang from a word, in order; a root does not hang from itself."""
        if not self._below:
            for i, parent in enumerate(self.parents):
                if i != parent:
                    self._below.setdefault(parent, []).append(i)
        return self._below.get(word, [])

    def head(self, span: Span) -> int | None:
        """The word of a span on which its other words depend: the first whose parent lies outside, signs aside; None for an empty one."""
        inside = self.within(span)
        tops = [i for i in inside if self.parents[i] == i or self.parents[i] not in inside]
        return next((i for i in tops if self.tag(i) != "PUNCT"), tops[0] if tops else None)

    def below(self, word: int) -> Iterator[int]:
        """A word and all that hang from it, however far, in no order. Ends also where the parents run in a circle."""
        seen, left = {word}, [word]
        while left:
            word = left.pop()
            yield word
            for child in self.children(word):
                if child not in seen:
                    seen.add(child)
                    left.append(child)

    def phrase(self, word: int) -> Span:
        """The stretch that names what a noun means: the word with what hangs from it beside it, without clauses and further members."""
        first = last = word
        low = min(self.below(word))
        kept = {word}
        for child in self.children(word):
            if self.relation(child) not in _APART:
                kept.update(self.below(child))
        while first > low and first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        return Span(self.starts[first], self.ends[last])
