"""Who is what to which word of a sentence: the arguments of verbs, nouns and adjectives, the shared and the implied ones among them.

Universal Dependencies hang a word from one other. What a reader adds is worked out here, after enhanced UD (Schuster and Manning,
2016): the subject of a further verb ("met him and accused him", "said, accusing him"), of an infinitive and of a participle, the noun
behind "who", each member of a joint phrase, and what somebody is called by apposition, title or "is".
"""

from __future__ import annotations

from ...model import Report, Span, Syntax
from ...read.lemmas import lemma_of
from ...read.lexicon import lemma
from .lexicon import classes

NAME = "NAME"
DEEP = 5  # steps that a path climbs
_LABELS = {
    **dict.fromkeys(("nsubj", "nsubj:outer", "csubj"), "s"),
    **dict.fromkeys(("nsubj:pass", "csubj:pass"), "p"),
    **{"obj": "o", "iobj": "o", "obl:agent": "by", "nmod:poss": "poss", "compound": "comp", "xcomp": "x", "ccomp": "c", "advcl": "adv"},
    **{"advcl:relcl": "adv", "acl": "acl", "acl:relcl": "rel", "parataxis": "par", "nmod:desc": "title", "flat": "title"},
}
_OBLIQUE = frozenset(("obl", "obl:unmarked", "nmod", "nmod:unmarked"))
_WHO = frozenset(("who", "which", "that", "whom", "whose"))
_CLAUSES = frozenset(("conj", "xcomp", "advcl"))

Gov = tuple[int, str]
Path = tuple[tuple[str, ...], tuple[int, ...]]  # labels from the word up, and the words they lead to


class Arguments:
    """The arguments of one sentence: `words` of a syntax."""

    def __init__(self, report: Report, syntax: Syntax, words: range) -> None:
        self.text, self.syntax, self.words = report.text, syntax, words
        self._below: dict[int, list[int]] = {}
        for w in words:
            parent = syntax.parents[w]
            if parent != w:
                self._below.setdefault(parent, []).append(w)
        self._lemma: dict[int, str] = {}
        self._subject: dict[int, tuple[int, ...]] = {}
        self._governors: dict[int, list[Gov]] = {}
        self._up: dict[int, dict[int, Path]] = {}
        self._extra: dict[int, list[Gov]] = {}
        for w in words:
            self._imply(w)

    def children(self, word: int) -> list[int]:
        """The words of the sentence that hang from a word."""
        return self._below.get(word, [])

    def form(self, word: int) -> str:
        """A word in lower case."""
        return self.text[self.syntax.starts[word] : self.syntax.ends[word]].lower()

    def lemma(self, word: int) -> str:
        """The lemma of a word, with its particle: "crack down"; NAME for a proper name that is no word of the lexicon."""
        found = self._lemma.get(word)
        if found is None:
            s = self.syntax
            form = s.token(word).of(self.text)
            found = lemma_of(form, s.tag(word), s.penn(word)).lower()
            if s.tag(word) == "VERB":
                if found == form.lower() and found.endswith(("ed", "ing", "s")):  # the Penn tag of a form is less sure than its ending
                    found = lemma(found, "verb")
                found = " ".join([found, *(self.form(c) for c in self.children(word) if s.relation(c) == "compound:prt")])
            proper = s.tag(word) == "PROPN" or (form[:1].isupper() and word != self.words[0])
            if proper and not classes(found, s.tag(word)):
                found = NAME  # what is learned of a word must not be learned of whoever bears it
            elif found.startswith(("anti-", "pro-")) and not classes(found, s.tag(word)):
                found = found.partition("-")[0] + "-" + NAME
            self._lemma[word] = found
        return found

    def child(self, word: int, *relations: str) -> int | None:
        """The first word that hangs from a word by one of these relations."""
        return next((c for c in self.children(word) if self.syntax.relation(c) in relations), None)

    def _label(self, word: int) -> str:
        relation = self.syntax.relation(word)
        if relation in _OBLIQUE:
            case = self.child(word, "case")
            return f"of:{self.form(case)}" if case is not None else "of"
        if relation == "nsubj" and self.syntax.tag(self.syntax.parents[word]) in ("NOUN", "PROPN"):
            return "isa"
        return _LABELS.get(relation, relation)

    def _passive(self, verb: int) -> bool:
        return self.child(verb, "aux:pass") is not None or (self.syntax.relation(verb) == "acl" and self.syntax.penn(verb) == "VBN")

    def subjects(self, verb: int, depth: int = 0) -> tuple[int, ...]:
        """Who a verb or predicate is said of, told or implied."""
        if verb in self._subject:
            return self._subject[verb]
        s = self.syntax
        own = self.child(verb, "nsubj", "nsubj:pass")
        relation, parent = s.relation(verb), s.parents[verb]
        found: tuple[int, ...] = ()
        if own is not None:
            found = (parent,) if relation == "acl:relcl" and self.form(own) in _WHO else (own,)
        elif parent == verb or depth > DEEP:
            found = ()
        elif relation in ("acl", "acl:relcl"):
            found = (parent,) if s.penn(verb) in ("VBG", "VBN", "VBZ", "VBD", "VBP") else ()
        elif relation == "xcomp" and (patient := self.child(parent, "obj", "iobj")) is not None:
            found = (patient,)
        elif relation in _CLAUSES:
            found = self.subjects(parent, depth + 1)
        self._subject[verb] = found
        return found

    def _imply(self, word: int) -> None:
        s = self.syntax
        relation, parent, tag = s.relation(word), s.parents[word], s.tag(word)
        if tag in ("VERB", "ADJ") or relation in ("acl:relcl", "advcl", "xcomp"):
            own = self.child(word, "nsubj", "nsubj:pass")
            label = "p" if self._passive(word) else "s"
            for subject in self.subjects(word):
                if subject != own:
                    self._extra.setdefault(subject, []).append((word, label))
            if relation == "acl:relcl" and own is not None and self.form(own) not in _WHO:
                self._extra.setdefault(parent, []).append((word, "o"))
        if relation == "appos" or (relation in ("nmod:desc", "compound", "flat") and tag == "NOUN" and s.tag(parent) == "PROPN"):
            self._extra.setdefault(parent, []).append((word, "isa"))

    def governors(self, word: int, depth: int = 0) -> list[Gov]:
        """The words that a word is an argument of, with what it is to each, the nearest first."""
        if word in self._governors:
            return self._governors[word]
        s = self.syntax
        parent, relation = s.parents[word], s.relation(word)
        found: list[Gov] = []
        if parent != word and parent in self.words:
            if relation in ("conj", "appos") and depth <= DEEP and s.tag(word) not in ("VERB", "AUX"):
                found += self.governors(parent, depth + 1)
            if relation == "conj":
                found.append((parent, "conj"))
            else:
                found.append((parent, self._label(word)))
        found += self._extra.get(word, [])
        self._governors[word] = found = list(dict.fromkeys(g for g in found if g[0] != word))
        return found

    def up(self, word: int) -> dict[int, Path]:
        """Every word that a word leads up to, by the shortest path."""
        if word not in self._up:
            found: dict[int, Path] = {word: ((), (word,))}
            edge = [word]
            for _ in range(DEEP):
                reached = []
                for at in edge:
                    labels, nodes = found[at]
                    for gov, label in self.governors(at):
                        if gov not in found:
                            found[gov] = ((*labels, label), (*nodes, gov))
                            reached.append(gov)
                edge = reached
            self._up[word] = found
        return self._up[word]

    def between(self, one: int, other: int) -> tuple[Path, Path] | None:
        """The shortest paths of two words to a word that both lead up to; None where they are too far apart."""
        left, right = self.up(one), self.up(other)
        best = min((w for w in left if w in right), key=lambda w: (len(left[w][0]) + len(right[w][0]), len(right[w][0]), w), default=None)
        return None if best is None else (left[best], right[best])

    def span(self, word: int) -> Span:
        """The token of a word."""
        return self.syntax.token(word)
