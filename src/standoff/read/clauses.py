"""A word in its clause: whether a saying is denied or lies ahead, who stands beside whom, what hangs from what, by the sentence's tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from standoff.model import Span, Syntax

from .lexicon import lemma

SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass", "csubj", "csubj:pass")
_AUXILIARIES = ("aux", "aux:pass", "cop")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
SIGN = re.compile(r"[.,;:!?“”\"()\n]")
_NOT = frozenset(("not", "never", "nor", "n't", "n’t"))
_NOT_ALONE = frozenset("only just merely simply".split())  # "not only said" is said
_BALKING = frozenset("decline refuse fail omit neglect".split())  # what is not done by it …
_AHEAD = frozenset("expect schedule set plan hope intend due likely about".split())  # … and what lies ahead
_WILL = frozenset(("will", "shall", "ll", "wo"))
_ONWARD = frozenset("when if once after".split())


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a text by its syntax. Words go by their places in it."""

    text: str
    syntax: Syntax

    def at(self, offsets: Iterable[int]) -> list[int]:
        """The words that hold offsets."""
        return [word for offset in offsets if (word := self.syntax.at(offset)) is not None]

    def form(self, word: int) -> str:
        """The token of a word in lower case ("hasn’t")."""
        return self.syntax.token(word).of(self.text).casefold()

    def verb(self, word: int) -> str:
        """The dictionary form of a word as a verb."""
        return lemma(self.syntax.span(word).of(self.text))

    def noun(self, word: int) -> str:
        """The dictionary form of a word as a noun."""
        return lemma(self.syntax.span(word).of(self.text), "noun")

    def child(self, word: int, *relations: str) -> int | None:
        """The first word that hangs from a word by one of some relations."""
        return next((c for c in self.syntax.children(word) if self.syntax.relation(c) in relations), None)

    def led(self, word: int, *cases: str) -> bool:
        """Whether one of some prepositions leads a noun."""
        return any(self.form(c) in cases and self.syntax.relation(c) == "case" for c in self.syntax.children(word))

    def over(self, word: int) -> Iterator[tuple[int, int]]:
        """The words on which a word hangs, nearest first, each with the one below it."""
        for _ in range(len(self.syntax)):
            above = self.syntax.parents[word]
            if above == word:
                return
            yield above, word
            word = above

    def unsaid(self, word: int) -> bool:
        """Whether the saying of a predicate is denied or lies ahead: "has not said", "declined to say", "is expected to announce".

        What denies or delays a predicate holds for the infinitive under it, and for a verb of the same form joined to it.
        """
        if self._negated(word) or self._ahead(word):
            return True
        for above, below in self.over(word):
            relation = self.syntax.relation(below)
            if above > below or self.syntax.tag(above) in ("NOUN", "PROPN"):
                return False
            if relation == "conj":
                own = self.child(below, *SUBJECTS, *_AUXILIARIES) is not None
                if own or self.syntax.xpos[above] != self.syntax.xpos[below]:
                    return False
            elif relation not in ("xcomp", "ccomp", "advcl", "acl") or not self._infinitive(below):
                return False
            elif self.verb(above) in _BALKING:
                return not self._negated(above)
            elif self.verb(above) in _AHEAD or any(self.form(c) == "yet" for c in self.syntax.children(above)):
                return True
            if self._negated(above) or self._ahead(above):
                return True
        return False

    def _before(self, word: int) -> Iterator[int]:
        """The words that hang from a predicate and stand before it with no sign between."""
        for c in self.syntax.children(word):
            if c < word and not SIGN.search(self.text, self.syntax.token(c).end, self.syntax.starts[word]):
                yield c

    def _negated(self, word: int) -> bool:
        for c in self._before(word):
            form, relation = self.form(c), self.syntax.relation(c)
            if form in _NOT and self.form(c + 1) not in _NOT_ALONE:
                return True
            if form == "longer" and c and self.form(c - 1) == "no":
                return True
            if relation in _AUXILIARIES and (form.endswith(("n't", "n’t")) or form == "cannot"):
                return True
            if relation in ("mark", "case") and form == "without":
                return True
        return False

    def _ahead(self, word: int) -> bool:
        return any(self.syntax.relation(c) == "aux" and self.verb(c) in _WILL for c in self._before(word))

    def _infinitive(self, word: int) -> bool:
        return any(self.form(c) == "to" and self.syntax.relation(c) == "mark" for c in self.syntax.children(word))

    def members(self, phrase: Span) -> Sequence[int]:
        """The heads of what a phrase joins, in order: two in "Hale and her lawyer", one in "Hale, a cook and baker"."""
        head, inside = self.syntax.head(phrase), self.syntax.within(phrase)
        found = [head] if head is not None else []
        for word in found:
            joined = [c for c in self.syntax.children(word) if self.syntax.relation(c) == "conj" and c in inside and c not in found]
            found += [c for c in joined if self.syntax.tag(c) in _NOMINAL]
        return sorted(found)

    def reduced(self, word: int) -> bool:
        """Whether a verb is a participle that leads to its main clause: "asked whether he knew, Lund said", "when told that he won"."""
        form, above = self.form(word), self.syntax.parents[word]
        if above == word or not (form.endswith("ed") or form == "told"):
            return False
        if self.child(word, *SUBJECTS, *_AUXILIARIES, "obj", "iobj") is not None:
            return False
        before = self.form(word - 1) if word else "."
        return before in _ONWARD or (word < above and bool(SIGN.match(before)))

    def attached(self, cue: Span, phrase: Span) -> bool:
        """Whether a phrase hangs from the predicate of a cue or from one whose clause the cue goes on from; true where no tree tells."""
        head, top = self.syntax.head(phrase), self.syntax.head(cue)
        if head is None or top is None:
            return True
        tops = {top}
        for above, below in self.over(top):
            relation = self.syntax.relation(below)
            if relation != "acl" and (relation not in ("xcomp", "advcl") or self.child(below, *SUBJECTS) is not None):
                break
            tops.add(above)
        if head in tops:
            return True
        for above, below in self.over(head):
            relation = self.syntax.relation(below)
            if relation in ("ccomp", "parataxis", "acl:relcl", "advcl:relcl", "csubj"):
                return False
            if relation == "conj" and self.syntax.tag(below) in ("VERB", "AUX"):
                return False
            if above in tops:
                return True
        return False
