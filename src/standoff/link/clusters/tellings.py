"""The places that tell of a deed, each with what tells it from the others: its words, its parts, its day, its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...model import OUTLET, Event, Mention, Reading, Resolved, Span, Syntax
from ...read.lemmas import lemma_of
from ..actors import ActorIndex
from ..places import country_of
from ..similarity import stem

# What befalls a person once: two tellings of it with one victim are one deed.
ONCE = frozenset(
    "kill killing murder murdering slay slaying assassinate assassination execute execution behead beheading die death".split()
)
NO_DAY = "no day is told for it"  # how the reasons of days by default begin
SAYINGS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONSULT", "SUPPORT"))  # what is mostly done by words
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_SUBJECT = frozenset(("nsubj", "nsubj:outer", "obl:agent"))
_OBJECT = frozenset(("obj", "iobj", "nsubj:pass", "nmod:desc"))
_BESIDE = frozenset(("obl", "obl:unmarked", "nmod", "nmod:poss", "nmod:unmarked", "compound", "amod", "xcomp", "ccomp", "nummod", "flat"))
_NAMING = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "VERB"))
_BARE = frozenset("be have do get make take go come give say tell".split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed as one place of a report tells it.

    `report` is the place of its reading, `order` that of its sentence, `vector` that of the embedding of its sentence. `stem` is that of
    the trigger, `doers`, `targets` and `beside` are what stands in those parts: ids of actors, and stems of words behind a `~`. `words`
    are the stems of the sentence, `names` of its proper names. `first` and `last` are days (ordinals, 0 where unknown); `dated` tells that
    words of its own sentence date it, `guessed` that no words do: it has the day by default.
    """

    report: int
    item: str
    trigger: Span
    order: int
    form: str
    lemma: str
    stem: str
    verbal: bool
    type: str
    status: str
    doers: frozenset[str]
    targets: frozenset[str]
    beside: frozenset[str]
    places: frozenset[str]
    country: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    holders: frozenset[str]
    first: int = 0
    last: int = 0
    precise: bool = False
    dated: bool = False
    guessed: bool = False
    part_words: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()


class Teller:
    """Takes the tellings of one reading apart. `place` is its place among the readings, `people` are the actors that are persons."""

    def __init__(self, reading: Reading, place: int, index: ActorIndex, when: Mapping[str, Resolved], people: frozenset[str]) -> None:
        self.reading, self.place, self.index, self.when = reading, place, index, when
        self.people = people
        self.text = reading.report.text
        self.syntax = reading.syntax
        self.starts = [s.start for s in reading.sentences]
        self.heads: dict[int, list[Mention]] = {}
        if self.syntax is not None:
            for mention in reading.mentions:
                head = self.syntax.head(mention.span)
                if head is not None:
                    self.heads.setdefault(head, []).append(mention)
        self._words: set[str] = set()
        self._bags: dict[int, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}
        self._times = [(t.span.start, when[t.id]) for t in reading.times if t.id in when]

    def events(self) -> list[Telling]:
        """The tellings of all its events."""
        return [self.of(e.trigger, e.id, e) for e in self.reading.events]

    def of(self, trigger: Span, item: str, event: Event | None = None) -> Telling:
        """The telling of a trigger; `event` is what the reader found there."""
        order = max(0, bisect_right(self.starts, trigger.start) - 1)
        word = self.syntax.head(trigger) if self.syntax is not None else None
        form = trigger.of(self.text)
        lemma, verbal = form.lower(), False
        self._words = set()
        doers: set[str] = set()
        targets: set[str] = set()
        beside: set[str] = set()
        if self.syntax is not None and word is not None:
            lemma, verbal = self._lemma(word), self.syntax.tag(word) in ("VERB", "AUX")
            self._parts(self.syntax, word, doers, targets, beside)
        if event:
            doers |= self._ids(event.agents)
            targets |= self._ids(event.recipients)
        place = event.place.of(self.text) if event and event.place else ""
        country = country_of(place) if place else None
        when = self.when.get(item)
        bag, names, numbers = self._bag(order)
        return Telling(
            self.place,
            item,
            trigger,
            order,
            form,
            lemma,
            stem(lemma),
            verbal,
            event.type if event else "",
            event.status if event else "",
            frozenset(doers),
            frozenset(targets - doers),
            frozenset(beside - doers - targets),
            frozenset(stem(w) for w in re.findall(r"[^\W\d_]{3,}", place) if w[0].isupper()),
            country.code if country else "",
            bag,
            names,
            numbers,
            frozenset(self.index.of_statement(event.voice)) if event and event.voice != OUTLET else frozenset(),
            *_days(when),
            when is not None and self._said(order, when),
            when is not None and when.reason.startswith(NO_DAY),
            frozenset(self._words),
            frozenset(x for x in targets if x in self.people) if lemma in ONCE else frozenset(),
        )

    def _said(self, order: int, when: Resolved) -> bool:
        """Whether the sentence has words for that time."""
        sentence = self.reading.sentences[order] if self.reading.sentences else Span(0, len(self.text))
        return any(sentence.start <= start < sentence.end and (r.start, r.end) == (when.start, when.end) for start, r in self._times)

    def _lemma(self, word: int) -> str:
        assert self.syntax is not None
        return lemma_of(self.syntax.span(word).of(self.text), self.syntax.tag(word), self.syntax.penn(word)).lower()

    def _parts(self, syntax: Syntax, word: int, doers: set[str], targets: set[str], beside: set[str]) -> None:
        """What hangs from the trigger, and what it hangs from where that takes part in it ("the man killed in the raid")."""
        own = False
        for child in syntax.children(word):
            relation = syntax.relation(child)
            if relation in _SUBJECT:
                own = True
                doers |= self._named(syntax, child)
            elif relation in _OBJECT:
                own = own or relation == "nsubj:pass"
                targets |= self._named(syntax, child)
            elif relation in _BESIDE:
                beside |= self._named(syntax, child)
        relation, parent = syntax.relation(word), syntax.parents[word]
        if parent == word:
            return
        if relation in ("acl", "acl:relcl", "compound", "nmod", "obj", "amod", "obl"):
            beside |= self._named(syntax, parent)
        if not own and relation in ("xcomp", "conj", "advcl", "obj", "obl"):  # "he was charged and jailed", "carried out the raid"
            for child in syntax.children(parent):
                told = syntax.relation(child)
                if told in _SUBJECT:
                    doers |= self._named(syntax, child)
                elif told == "nsubj:pass":
                    targets |= self._named(syntax, child)

    def _named(self, syntax: Syntax, word: int) -> frozenset[str]:
        """Whom or what a word names: the actor it stands for, and the stem of the word, or of the name behind a pronoun."""
        found = set()
        if syntax.tag(word) in _NAMING and (lemma := self._lemma(word)) not in _BARE:
            found.add(f"~{stem(lemma)}")
            self._words.add(lemma)
        for mention in self.heads.get(word, ()):
            found |= self._id(mention)
        return frozenset(found)

    def _ids(self, mentions: Iterable[str]) -> frozenset[str]:
        return frozenset(x for m in mentions for x in self._id(self.reading.mention(m)))

    def _id(self, mention: Mention) -> frozenset[str]:
        actor = self.index.of_mention(mention.id)
        best = self.reading.best_name(mention)
        head = self.syntax.head(best.span) if self.syntax is not None and best.form != "pronoun" else None
        found = {f"~{stem(self._lemma(head))}"} if head is not None else set()
        return frozenset(found | {actor} if actor else found)

    def _bag(self, order: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """The stems of a sentence's content words, of its proper names, and its numbers."""
        if order not in self._bags:
            sentence = self.reading.sentences[order] if self.reading.sentences else Span(0, len(self.text))
            every: set[str] = set()
            names: set[str] = set()
            numbers: set[str] = set()
            if self.syntax is not None:
                for word in self.syntax.within(sentence):
                    tag = self.syntax.tag(word)
                    if tag not in ("NOUN", "PROPN", "VERB", "ADJ", "NUM"):
                        continue
                    lemma = self._lemma(word)
                    if tag == "NUM":
                        numbers.add(lemma)
                    elif lemma not in _BARE and len(lemma) > 2:
                        every.add(stem(lemma))
                        if tag == "PROPN":
                            names.add(stem(lemma))
            self._bags[order] = frozenset(every), frozenset(names), frozenset(numbers)
        return self._bags[order]


def _days(when: Resolved | None) -> tuple[int, int, bool]:
    if when is None:
        return 0, 0, False
    first, last = (date.fromisoformat(x[:10]).toordinal() for x in (when.start, when.end))
    return first, last, last - first <= 1 and when.precision in ("minute", "hour", "part", "day")


def tellings(readings: Sequence[Reading], index: ActorIndex, when: Mapping[str, Resolved]) -> list[Telling]:
    """The tellings of all events, in the order of the readings."""
    people = persons(index)
    return [t for place, reading in enumerate(readings) for t in Teller(reading, place, index, when, people).events()]


def persons(index: ActorIndex) -> frozenset[str]:
    """The actors that are persons."""
    return frozenset(a.id for a in index.actors if a.kind == "person")
