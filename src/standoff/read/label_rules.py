"""The words and constructions that make a label, one sentence at a time.

A noun that judges, a modifier that judges a neutral noun or a name, a word of standing with its object, a deed named by its aim, what
a naming verb says that somebody is, and a short designation in quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from standoff.model import Mention, Span

from .designations import (
    DETERMINERS,
    STOP,
    can_stand_before,
    complement,
    designations,
    head_end,
    left,
    phrases,
    plural,
    spans_of,
    tokens,
)
from .lexicon import lemma

_ACTOR = frozenset(("power", "person", "single", "stance", "office", "actor"))
_DEED = frozenset(("event", "happening"))
_ALWAYS = frozenset(("power", "person", "single", "event"))
_JUDGING = frozenset(("modifier", "quality", "superlative"))
_REFLEXIVE = frozenset("himself herself itself themselves myself ourselves".split())
_INSTALLS = frozenset("recognize recognise install acknowledge declare proclaim anoint".split())  # an office is at stake
_NO_OBJECT = frozenset("for on in upon to off out up back by from after".split())
_HONORIFIC = re.compile(r"(?:mr|mrs|ms|miss|dr|sir|lord|lady|president|prime|minister|gen|general|sen|rep)$")
_OPEN, _CLOSE = "\"'“‘", "\"'”’"
_ADJECTIVE = re.compile(r"(?:al|ive|ous|ic|ful|ent|ant|ary|less|able)$")
_QUOTED = re.compile(r"[“\"]([^”\"\n]{2,60})[”\"]|[‘']([^’'\n]{2,40})[’'](?!\w)")
_QUOTED_WORDS = 8  # words of the longest quotation that can be a designation


@dataclass(frozen=True, slots=True)
class Found:
    """A label before it has a target: its span, whether it falls on an actor or a deed, and how it came up."""

    span: Span
    deed: bool
    how: str  # noun | modifier | stance | called | quoted
    on: Span | None = None  # what it is said of, where the construction says so


class Sentence:
    """One sentence under search."""

    def __init__(self, text: str, stretch: Span, names: Sequence[Mention]) -> None:
        self.text, self.stretch, self.names = text, stretch, names
        self.words = tokens(text, stretch)
        starts = [w.start for w in self.words]
        inside = (
            w for m in names for w in self.words[bisect_left(starts, m.span.start) : bisect_left(starts, m.span.end)] if w.end <= m.span.end
        )
        self.in_name = {w.start for w in inside}

    def found(self) -> list[Found]:
        """All labels, some of them overlapping."""
        result: list[Found] = []
        for i in phrases(self.words):
            word = self.words[i]
            if (word.start in self.in_name and word.title) or "never" in word.classes or self._hyphened(i):
                continue
            for rule in (self._noun, self._modified, self._stance, self._maneuver):
                if f := rule(i):
                    result.append(f)
        for i, word in enumerate(self.words):
            if (base := lemma(word.low)) in _naming_verbs() and (f := self._called(i, base)):
                result.append(f)
        return result + self._quoted()

    def _hyphened(self, i: int) -> bool:
        at = self.words[i].start
        return at > self.stretch.start and self.text[at - 1] in "-/"

    def _noun(self, i: int) -> Found | None:
        """A noun that is a label wherever it stands."""
        word = self.words[i]
        if not word.classes & _ALWAYS:
            return None
        end = head_end(self.words, i)
        if self._adjunct(i, end) or ("single" in word.classes and plural(word, self.words[i + word.size - 1])):
            return None
        if word.title and word.size > 1 and self.words[end - 1].title and self._titled(end):
            return None  # an office: "Opposition Leader Hale"
        if "event" in word.classes and i and "power" in self.words[i - 1].classes and plural(word, self.words[i + word.size - 1]):
            return None  # a verb: "the regime slaughters …"
        first, determined = left(self.words, i, self.in_name)
        head = self.words[end - 1]
        if not determined and first == i and end - i == word.size and self._titled(end) and "power" in word.classes:
            return None
        if "power" in word.classes or "stance" in word.classes:
            end = complement(self.words, end, self.in_name)
        return Found(spans_of(self.words, first, end), not (word.classes & _ACTOR or head.classes & _ACTOR), "noun")

    def _adjunct(self, i: int, end: int) -> bool:
        """Whether the noun only stands before another one that the table does not know ("terrorist financing")."""
        if end >= len(self.words) or self.words[end - 1].gap != " " or self.words[end - 1].own:
            return False
        after = self.words[end]
        if plural(self.words[i], self.words[end - 1]) or after.title or self.words[end - 1].classes & {"power"}:
            return False
        return (
            after.low.endswith(("ing", "tion", "ment", "ity", "ism", "list", "threat", "suspect", "fund", "charge")) and not after.classes
        )

    def _titled(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].title

    def _modified(self, i: int) -> Found | None:
        """A word that judges, before a neutral noun, or alone before a name."""
        word = self.words[i]
        kinds = word.classes & _JUDGING
        if not kinds or (i and self.words[i - 1].low == "to" and "-" not in word.low):
            return None
        k, unknown, commas = i + word.size, 0, False
        while k < len(self.words):
            before, here = self.words[k - 1], self.words[k]
            gap = before.gap.strip(_OPEN)
            if gap not in (" ", "", ", ") or before.own:
                return None
            named = here.start in self.in_name and here.title
            commas = commas or gap == ", "
            if "modifier" in kinds and not unknown and not commas and self._names_actor(k):
                return Found(spans_of(self.words, i, k), False, "modifier")
            wanted = (_ACTOR if "modifier" in kinds else frozenset()) | (_DEED if kinds & {"quality", "superlative"} else frozenset())
            if here.classes & wanted and not here.title and gap != ", ":
                end = head_end(self.words, k)
                first, _ = left(self.words, i, self.in_name)
                deed = not any(w.classes & _ACTOR for w in self.words[end - 1 : end])
                if "superlative" in kinds:
                    end = self._to_date(complement(self.words, end, self.in_name))
                if self.words[k].classes & {"stance"}:
                    end = complement(self.words, end, self.in_name)
                return Found(spans_of(self.words, first, end), deed, "modifier")
            if here.low == "and" and k + 1 < len(self.words) and self.words[k + 1].classes & _JUDGING:
                k += 1
                continue
            if not (here.classes & _JUDGING or named or here.classes):
                unknown += 1
                if unknown > 2 or here.low in STOP or here.low in DETERMINERS or not can_stand_before(here) or here.low.endswith("ly"):
                    return None
                if gap == ", " and not _ADJECTIVE.search(here.low):
                    return None
            k += here.size
        return None

    def _to_date(self, end: int) -> int:
        """Past the words that say how far a superlative reaches."""
        tail = re.match(r" (?:to date|yet|ever|so far|in (?:years|decades|memory|history))\b", self.text[self.words[end - 1].end :][:20])
        return end + len(tail[0].split()) if tail else end

    def _names_actor(self, k: int) -> bool:
        """Whether an actor's name begins at word k, its honorific aside (a country's adjective is no actor of its own)."""
        if not self.words[k].title:
            return False
        at = k
        while at < len(self.words) - 1 and _HONORIFIC.match(self.words[at].low) and self.words[at].title:
            at += 1
        start = self.words[at].start
        return any(m.span.start == start and m.type in ("person", "organisation") for m in self.names)

    def _stance(self, i: int) -> Found | None:
        """Where somebody stands to another: with a word of degree ("longtime allies"), or apposed with its object ("a critic of …")."""
        word = self.words[i]
        if "stance" not in word.classes:
            return None
        first, determined = left(self.words, i, self.in_name)
        lows = [w for w in self.words[first:i] if w.classes & {"degree", "modifier", "quality"}]
        end = complement(self.words, i + word.size, self.in_name, also=("in",))
        many = plural(word, self.words[i + word.size - 1])
        strong = [
            w for w in lows if w.low not in ("close", "closer", "former", "political", "business", "military", "few", "last", "remaining")
        ]
        apposed = self._apposed(first) and (determined or bool(lows)) and not many
        if not (strong or (apposed and (end > i + word.size or first < i - 1))):
            return None
        return Found(spans_of(self.words, first, end), False, "stance")

    def _apposed(self, first: int) -> bool:
        """Whether a phrase that begins at word `first` follows a comma, a dash or a form of "be"."""
        if first == 0:
            return False
        before = self.words[first - 1]
        return bool(re.match(r"\s*[,–—(]|\s--", before.gap)) or before.low in (
            "is",
            "was",
            "are",
            "were",
            "remains",
            "remained",
            "as",
            "been",
            "become",
            "and",
        )

    def _maneuver(self, i: int) -> Found | None:
        """A deed named by its aim: "attempt to seize power"."""
        words, end = self.words, i + self.words[i].size
        if "maneuver" not in words[i].classes or end + 1 >= len(words) or words[end].low not in ("to", "at"):
            return None
        if "unseat" not in words[end + 1].classes and lemma(words[end + 1].low) not in _table_class("unseat"):
            return None
        first, determined = left(words, i, self.in_name)
        if not determined or words[first].low in ("any", "no", "every", "some"):
            return None
        stop = end + 2
        while (
            stop < len(words)
            and stop < end + 6
            and words[stop - 1].gap in (" ", ". ")
            and (words[stop].title or words[stop].low in ("power", "the", "control"))
        ):
            stop += 1
            if words[stop - 1].low in ("power", "control"):
                break
        return Found(spans_of(words, first, stop), True, "noun")

    def _called(self, i: int, base: str) -> Found | None:
        """What somebody or something is called by the naming verb `base`: "called the vote “a farce”", "declared himself president"."""
        bare, with_as = base in _table_class("calls"), base in _table_class("as")
        if i + 1 >= len(self.words):
            return None
        words, k = self.words, i + 1
        if words[k].low in _NO_OBJECT and not (base == "refer" and words[k].low == "to"):
            return None
        stop = min(len(words), i + 14)
        cut = next((j for j in range(k, stop) if words[j].low == "as"), None)
        broken = next((j for j in range(i, stop) if self._breaks(j)), stop)
        naming = base in ("know", "dub", "nickname", "style")  # what a thing is named is a label only if it judges
        if with_as and cut is not None and cut <= broken and cut - k <= 10 and cut + 1 < len(words):
            on = spans_of(words, k, cut) if cut > k else None
            return self._complement_of(cut + 1, on, words[cut].gap, naming, own=base in _INSTALLS)
        if not bare or words[i].gap.strip() not in ("", *_OPEN):
            return None
        for j in range(k, min(stop, broken + 1)):
            gap = words[j - 1].gap
            if "," in gap:
                return None
            opens = gap.lstrip()[:1] in tuple(_OPEN) and gap.strip() != ""
            article = words[j].low in ("a", "an") or (j > k and words[j].low == "part")
            if j > k and (opens or article):
                return self._complement_of(j, spans_of(words, k, j), gap, naming, own=False)
            if j == k + 1 and words[k].low in _REFLEXIVE:
                return self._complement_of(j, words[k].span, gap, naming, own=True)
            if j > k and words[j].classes & {"quality"} and words[j].gap.strip() in ("", ",", ".") and self._ends(j):
                return Found(words[j].span, True, "called", spans_of(words, k, j))
        return None

    def _breaks(self, j: int) -> bool:
        """Whether a clause ends after word j; the full stop of a short title does not end one."""
        gap = self.words[j].gap
        if gap == ". " and self.words[j].title and len(self.words[j].low) < 5:
            return False
        return bool(re.search(r"[;:.!?](?:\s|$)|[–—]", gap)) or self.words[j].low in ("that", "which", "who")

    def _ends(self, j: int) -> bool:
        """Whether the clause ends with word j."""
        return j + 1 >= len(self.words) or not self.words[j].gap.isspace()

    def _complement_of(self, j: int, on: Span | None, gap: str, naming: bool, *, own: bool) -> Found | None:
        """The designation that begins at word j, if it is one: quoted and short, with a word that judges, or (where `own`) an office."""
        words = self.words
        if gap.strip()[:1] in tuple(_OPEN) and gap.strip():
            opened = words[j].start - len(gap) + len(gap.rstrip()) if gap != gap.rstrip() else words[j].start - 1
            return self._quotation(opened, on, naming)
        if words[j].low in ("a", "an", "the", "part") and words[j].gap.strip() and words[j].gap.strip()[0] in _OPEN and j + 1 < len(words):
            return self._quotation(words[j + 1].start - 1, on, naming)
        if words[j].low == "part" and j + 3 < len(words):
            for n in (j + 1, j + 2, j + 3):
                if words[n - 1].gap.strip()[:1] and words[n - 1].gap.strip()[0] in _OPEN:
                    return self._quotation(words[n].start - 1, on, naming)
        end = j
        while end < len(words) and end - j < 6:
            word = words[end]
            if word.classes & _JUDGING and end + 1 <= len(words) and self._ends(end):
                return Found(spans_of(words, j, end + 1), True, "called", on)
            if (own and word.classes & _ACTOR) or word.classes & (_ALWAYS | {"stance"}):
                return Found(spans_of(words, j, head_end(words, end)), False, "called", on)
            if word.gap not in (" ", ", "):
                return None
            end += 1
        return None

    def _quotation(self, opened: int, on: Span | None, naming: bool) -> Found | None:
        mark = self.text[opened]
        closing = {"“": "”", "‘": "’"}.get(mark, mark)
        close = self.text.find(closing, opened + 1, self.stretch.end + 1)
        if close < 0 or len(self.text[opened:close].split()) > _QUOTED_WORDS:
            return None
        span = Span(opened, close + 1)
        if naming and not any(w.classes & (_ALWAYS | _JUDGING) for w in self.words if span.start <= w.start and w.end <= span.end):
            return None
        return Found(span, False, "called", on)

    def _quoted(self) -> list[Found]:
        """Short quotations that designate: their last word is a noun for an actor or deed that something in them judges."""
        result = []
        for m in _QUOTED.finditer(self.text[self.stretch.start : self.stretch.end]):
            span = Span(self.stretch.start + m.start(), self.stretch.start + m.end())
            inside = [w for w in self.words if span.start <= w.start and w.end <= span.end]
            before = [w for w in self.words if w.end <= span.start]
            if not inside or len(inside) > 4 or not before:
                continue
            if (
                before[-1].low not in ("as", "the", "a", "an", "his", "her", "its", "their", "of")
                and not before[-1].own
                and not before[-1].classes & {"modifier"}
            ):
                continue
            last = inside[-1]
            if (
                last.classes & {"office", "person", "power", "event", "stance"}
                or any(w.low == "guest" for w in inside)
                or (before[-1].low == "as" and last.classes & {"actor"})
            ):
                result.append(Found(span, bool(last.classes & _DEED), "quoted"))
        return result


@cache
def _naming_verbs() -> frozenset[str]:
    return _table_class("calls") | _table_class("as")


@cache
def _table_class(name: str) -> frozenset[str]:
    return frozenset(p for p, kinds in designations().items() if name in kinds)
