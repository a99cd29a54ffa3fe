"""Pairs of parties in one sentence that may tell a tie, with what a reader sees between them.

A party is a word that a mention of a person, body, group or place hangs on. What is seen of an ordered pair are binary features: the path
between the two, the words on it by lemma and by the signed lexicon, events and statements, negation and modality.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model import Event, Mention, Reading, Statement
from ...read.parties import parties
from .arguments import Arguments
from .lexicon import classes

_NOT = frozenset(("not", "n't", "n’t", "never", "no", "neither", "hardly", "nor"))
_BEFORE = re.compile(r"(pro|anti|ex|non)\s?[-\u2010\u2011]\s?$", re.I)
_AFTER = re.compile(
    r"['\u2019]?s?\s?[-\u2010\u2011]\s?(backed|led|allied|supported|funded|aligned|friendly|hating|bashing|appointed|linked|run|controlled|based|sponsored|loyal|critical)\b",
    re.I,
)
# By which labels the one who holds a tie, and its target, hang from a word of the lexicon.
_ENDS = {
    "act": (frozenset(("s", "of:by", "by")), frozenset(("o", "p"))),
    "mutual": (frozenset(("s", "of:between")), frozenset(("o",))),
    "bearer": (frozenset(("isa", "s", "title", "=", "appos")), frozenset(("poss", "comp", "of"))),
    "relation": (frozenset(("poss", "of:from", "of:by", "amod")), frozenset(("of",))),
    "quality": (frozenset(("s", "isa", "=")), frozenset(("of",))),
    "verdict": (frozenset(), frozenset(("s", "o", "isa", "poss", "amod"))),
}
_AIMED = frozenset(("demand", "threaten", "promise"))  # acts by which a speaker wants what is told of somebody
_TELLING = frozenset(("assert", "opine", "predict", "ask"))  # acts by which one who tells what another says takes no side on him
_SUFFERED = frozenset(("o", "p", "of:of", "poss", "comp"))
_VIOLENCE = frozenset(
    "kill murder slay assassinate behead dismember shoot stab kidnap abduct torture poison massacre rape injure wound murderer killer "
    "killing death assassination execution disappearance shooting kidnapping abduction torture poisoning beheading dismemberment".split()
)
_CAUSING = frozenset("order command plan plot orchestrate direct commit authorize authorise approve carry sanction oversee".split())
_FROM = frozenset(("of:from", "of:of", "of:by", "poss", "comp", "amod", "of:among"))
# Verbs whose subject is the one that the noun they govern is aimed at: "received support from", "faces criticism by".
_RECEIVED = frozenset(
    "receive get win draw earn enjoy face suffer have gain attract secure encounter find meet provoke spark prompt trigger".split()
)
LONGEST = 5  # steps between two parties

Chances = tuple[float, float]
Cue = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Party:
    """A word of a sentence that names or points at somebody: `mention` is the longest that hangs on it, `chain` the id it ends in."""

    word: int
    mention: Mention
    chain: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An event by the words of its trigger and of those in it."""

    word: int
    event: Event
    agents: frozenset[int | None]
    recipients: frozenset[int | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An ordered pair of parties in a sentence, the network's chances of for and against, features, and the words that may be its cue.

    Each cue has a sign: "+" or "-" by the lexicon, "=" for the trigger of an event, "" for other words.
    """

    sentence: int
    source: Party
    target: Party
    chances: Chances
    features: tuple[str, ...]
    cues: tuple[Cue, ...]
    statement: str | None = None


def candidates(reading: Reading, leanings: Mapping[tuple[str, str], Chances]) -> Iterator[Candidate]:
    """The ordered pairs of parties in one sentence that may tell a tie, in the order of the text.

    `leanings` are the pairs that the network holds for possible, by the ids of holder and target, with its chances of for and against.
    """
    syntax = reading.syntax
    if syntax is None:
        return
    word_of = {m.id: head for m in reading.mentions if (head := syntax.head(m.span)) is not None}
    speaking = {word: Party(word, m, reading.name_of(m).id) for word, m in parties(reading.report.text, reading.mentions, syntax).items()}
    deeds = [
        Deed(at, event, frozenset(map(word_of.get, event.agents)), frozenset(map(word_of.get, event.recipients)))
        for event in reading.events
        if (at := syntax.at(event.trigger.start)) is not None
    ]
    statements = sorted(((s.hull, s) for s in reading.statements), key=lambda x: x[0].start)
    for number, sentence in enumerate(reading.sentences):
        words = syntax.within(sentence)
        found = [speaking[word] for word in words if word in speaking]
        if len(found) < 2:
            continue
        pairs = [
            (source, target, chances)
            for source in found
            for target in found
            if (chances := leanings.get((source.mention.id, target.mention.id))) and source.chain != target.chain
        ]
        if not pairs:
            continue
        headline = reading.report.in_furniture(sentence) is not None
        here = [s for hull, s in statements if hull.overlaps(sentence)]
        scene = _Scene(reading, words, found, here, [d for d in deeds if d.word in words], headline)
        for source, target, chances in pairs:
            made = scene.pair(source, target)
            if made:
                yield Candidate(number, source, target, chances, *made)


def _end(kind: str, label: str) -> str:
    """What stands by a label at a word of the lexicon: "h" who holds the tie, "t" its target, "-" neither."""
    held, aimed = _ENDS[kind[:-1]]
    return "h" if label in held else "t" if label in aimed or (label.startswith("of:") and label not in held) else "-"


class _Scene:
    """One sentence."""

    def __init__(
        self, reading: Reading, words: range, found: Sequence[Party], statements: Sequence[Statement], deeds: Sequence[Deed], headline: bool
    ) -> None:
        assert reading.syntax is not None
        self.text, self.syntax = reading.report.text, reading.syntax
        self.words, self.statements, self.deeds, self.headline = words, statements, deeds, headline
        self.order = [p.word for p in found]
        self.a = Arguments(reading.report, reading.syntax, words)
        self._classes: dict[int, tuple[str, ...]] = {}
        self._about: dict[int, tuple[str, ...]] = {}
        self._alone: dict[int, tuple[str, ...]] = {}
        self._place: dict[int, list[tuple[str, Statement]]] = {}
        self._said: dict[str, tuple[str, ...]] = {}

    def classes(self, word: int) -> tuple[str, ...]:
        """The lexicon's classes of a word."""
        if word not in self._classes:
            found = classes(self.a.lemma(word), self.syntax.tag(word))
            if not found and " " in self.a.lemma(word):
                found = classes(self.a.lemma(word).split()[0], self.syntax.tag(word))
            self._classes[word] = found
        return self._classes[word]

    def pair(self, source: Party, target: Party) -> tuple[tuple[str, ...], tuple[Cue, ...], str | None] | None:
        """Features, cues and the statement that links two parties; None where nothing does."""
        between = self.a.between(source.word, target.word)
        here, there = self._places(source.word), self._places(target.word)
        said = [s for place, s in here if place == "source" and ("content", s) in there]
        if (not said or said[-1].act not in _AIMED) and self._suffers(source, target):
            return None
        if said and said[-1].act in _TELLING and any(place == "source" for place, _ in there):
            return None
        if not said and (between is None or len(between[0][0]) + len(between[1][0]) > LONGEST):
            return None
        out = [f"tt={source.mention.type}>{target.mention.type}", f"ff={source.mention.form}>{target.mention.form}"]
        if between:
            (la, na), (lb, _) = between
            up, down = "/".join(la), "/".join(lb)
            out += [f"P={up}|{down}", f"len={len(la)},{len(lb)}", f"A={up}", f"B={down}", f"L={self.a.lemma(na[-1])}"]
        out.append(f"st={said[-1].act}" if said else "told")
        out += self._party(source, "a")
        out += self._party(target, "b")
        if self.headline:
            out.append("headline")
        gap = bisect_left(self.order, target.word) - bisect_left(self.order, source.word)
        out.append(f"gap={max(-4, min(4, gap))}")
        cues: list[Cue] = []
        if between:
            out += self._path(source, target, *between, cues)
        if said:
            out += self._saying(said[-1], target, cues)
        elif shared := [s for place, s in here if place == "content" and ("content", s) in there]:
            out.append(f"in={shared[-1].act}")
        out += self._events(source, target, cues)
        return tuple(dict.fromkeys(out)), tuple(dict.fromkeys(cues)), said[-1].id if said else None

    def _suffers(self, source: Party, target: Party) -> bool:
        """Whether somebody else does violence to the target: who tells that "X was killed" is not against X."""
        mine = {gov for gov, _ in self.a.governors(source.word)}
        mine |= {c for gov in mine if self.a.lemma(gov) in _CAUSING for c in self.a.children(gov)}
        near = self.a.governors(target.word)[:3]
        return any(gov not in mine and label in _SUFFERED and self.a.lemma(gov) in _VIOLENCE for gov, label in near)

    def _party(self, party: Party, side: str) -> tuple[str, ...]:
        key = party.word if side == "a" else -party.word - 1
        if key not in self._alone:
            span = party.mention.span
            first, last = self.syntax.starts[party.word], self.syntax.ends[party.word]
            out = [f"{side}:{party.mention.type}", f"{side}:{party.mention.form}", f"{side}:{self.syntax.tag(party.word)}"]
            if party.mention.form == "pronoun":
                out.append(f"{side}:{self.a.form(party.word)}")
            elif self.syntax.tag(party.word) == "NOUN":
                out.append(f"{side}={self.a.lemma(party.word)}")
                out += [f"{side}~{c}" for c in self.classes(party.word)]
            for at in {first, span.start}:
                if lead := _BEFORE.search(self.text, max(0, at - 8), at):
                    out.append(f"{side}:{lead[1].lower()}-")
            if tail := _AFTER.match(self.text, last):
                out.append(f"{side}:-{tail[1].lower()}")
            self._alone[key] = tuple(out)
        return self._alone[key]

    def _context(self, word: int) -> tuple[str, ...]:
        """Negation, modality and conditions on a word."""
        if word not in self._about:
            out = []
            for c in self.a.children(word):
                relation, form = self.syntax.relation(c), self.a.form(c)
                if form in _NOT:
                    out.append("not")
                elif relation == "aux" and self.syntax.penn(c) == "MD":
                    out.append(f"md:{form}")
                elif relation == "mark" and form in ("if", "whether", "unless", "to"):
                    out.append(f"mark:{form}")
            self._about[word] = tuple(out)
        return self._about[word]

    def _path(self, source: Party, target: Party, left: tuple, right: tuple, cues: list[Cue]) -> list[str]:  # type: ignore[type-arg]
        (la, na), (lb, nb) = left, right
        up, down = "/".join(la), "/".join(lb)
        top = na[-1]
        out: list[str] = []
        first, last = (la[-1] if la else "="), (lb[-1] if lb else "=")
        inner = [
            w for w in (*na, *reversed(nb[:-1])) if w not in (source.word, target.word) or self.syntax.tag(w) in ("NOUN", "ADJ", "VERB")
        ]
        signs = []
        for w in dict.fromkeys(inner):
            lemma, kinds = self.a.lemma(w), self.classes(w)
            where = "L" if w == top else "a" if w in na else "b"
            above = la[na.index(w) - 1] if w in na and na.index(w) else "=" if w in na else ""
            below = lb[nb.index(w) - 1] if w in nb and nb.index(w) else "=" if w in nb else ""
            tag = self.syntax.tag(w)
            if tag in ("VERB", "NOUN", "ADJ", "ADV") or kinds:
                out += [f"w={lemma}", f"w{where}={lemma}", f"w={lemma}|{above}|{below}"]
                if w == top:
                    out.append(f"P={up}|{lemma}|{down}")
                taken = top != w and where == "b" and below and lb[nb.index(w)] == "o" and self.a.lemma(top) in _RECEIVED
                for kind in kinds:
                    ends = _end(kind, above or (la[0] if la else "")), _end(kind, below)
                    role = f"{'t' if taken else ends[0]}{'h' if taken and below in _FROM else ends[1]}"
                    out += [f"R={kind}:{role}", f"R={kind}:{role}|{where}|{self.syntax.relation(w)}", f"R={kind[-1]}:{role}"]
                    out += [f"R={kind[-1]}:{role}&{x}" for x in self._context(w)]
                    out += [f"c={kind}", f"c{where}={kind}|{above}|{below}", f"P={up}|{kind}{where}|{down}"]
                    signs.append(kind)
                cues += [(w, kind[-1]) for kind in kinds]
                for about in self._context(w):
                    out += [f"{about}", *(f"{about}&{kind}" for kind in kinds)]
        out.append(f"S={'.'.join(k[-1] for k in signs[:3])}")
        out.append(f"S={'.'.join(signs[:3])}|{first}|{last}")
        cues.append((top, ""))
        if first == last and any(self.a.form(c) in ("other", "another") for c in self.a.children(top)):
            out += ["recip", *(f"recip|{kind}" for kind in self.classes(top))]
        # What is said of the target beside the path: "called X a liar", "X as a threat", what X is and does.
        for c in self.a.children(top):
            if (
                c not in na
                and c not in nb
                and self.syntax.relation(c) in ("xcomp", "obj", "obl", "ccomp", "advcl", "nmod", "amod", "advmod")
            ):
                for kind in self.classes(c):
                    out += [f"k={kind}|{self.syntax.relation(c)}", f"k={kind}|{first}|{last}"]
                    cues.append((c, kind[-1]))
        for gov, label in self.a.governors(target.word):
            if gov != source.word:
                out += [f"b^{kind}|{label}" for kind in self.classes(gov)]
        for c in self.a.children(target.word):
            out += [f"bv{kind}" for kind in self.classes(c)]
        for gov, label in self.a.governors(source.word):
            if gov != target.word:
                out += [f"a^{kind}|{label}" for kind in self.classes(gov)]
        return out

    def _saying(self, statement: Statement, target: Party, cues: list[Cue]) -> list[str]:
        cue = self.syntax.at(statement.cue.start) if statement.cue else None
        lemma = self.a.lemma(cue) if cue is not None and cue in self.words else "-"
        out = [f"stk={statement.act}&{statement.kind}", f"cue={lemma}"]
        kinds = classes(lemma, "VERB") + classes(lemma, "NOUN")
        out += [f"cue~{k}" for k in kinds]
        if cue is not None:
            cues += [(cue, kind[-1]) for kind in kinds]
        governors = self.a.governors(target.word)
        if statement.id not in self._said:
            inside = [w for span in statement.content for w in self.syntax.within(span) if w in self.words]
            self._said[statement.id] = tuple(k for w in inside for k in self.classes(w))
        said = self._said[statement.id]
        count = {sign: sum(k[-1] == sign for k in said) for sign in "+-"}
        out += [f"said{sign}{min(count[sign], 3)}" for sign in "+-"]
        out += [f"st={statement.act}|said{'+' if count['+'] > count['-'] else '-' if count['-'] > count['+'] else '0'}"]
        first = min((p for p in self.order if ("content", statement) in self._places(p)), default=None)
        out.append(f"st={statement.act}|{'first' if target.word == first else 'later'}")
        for gov, label in governors[:3]:
            out.append(f"st={statement.act}|b:{label}")
            for kind in self.classes(gov):
                out += [f"st={statement.act}|b:{label}:{kind}", f"said|b:{label}:{kind}"]
                cues.append((gov, kind[-1]))
                out += [f"said|b:{label}:{kind}&{x}" for x in self._context(gov)]
            out.append(f"said|b:{label}|{self.a.lemma(gov)}")
        if cue is not None:
            cues.insert(0, (cue, ""))
        return out

    def _places(self, word: int) -> list[tuple[str, Statement]]:
        """The statements that a word is in, the outermost first, and whether in source or content."""
        if word not in self._place:
            at = self.syntax.starts[word]
            found: list[tuple[str, Statement]] = []
            for s in self.statements:
                if s.source and s.source.start <= at < s.source.end:
                    found.append(("source", s))
                elif any(c.start <= at < c.end for c in s.content):
                    found.append(("content", s))
            self._place[word] = found
        return self._place[word]

    def _events(self, source: Party, target: Party, cues: list[Cue]) -> list[str]:
        out = []
        for deed in self.deeds:
            a, b = source.word, target.word
            if (a in deed.agents or a in deed.recipients) and (b in deed.agents or b in deed.recipients):
                role = ("A" if a in deed.agents else "R") + ("A" if b in deed.agents else "R")
                out += [f"ev={role}", f"ev={deed.event.type}|{role}", f"ev={deed.event.type}|{role}|{deed.event.status}"]
                cues.append((deed.word, "=" if role == "AR" else ""))
            elif a in deed.agents or b in deed.recipients:
                out.append(f"ev1={deed.event.type}|{'A' if a in deed.agents else '-'}{'R' if b in deed.recipients else '-'}")
        return out
