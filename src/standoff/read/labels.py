"""Labels: how a text designates an actor or event beyond the bare name and neutral office (section 5 of the reading guide).

Found by the words of `designations.tsv` in their places (`label_rules`); here they become whole phrases, and get the actor or event
that they fall on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from standoff.model import OUTLET, Label, Mention, MentionType, Span, Syntax

from .decode import Floats, apart, bio, runs
from .designations import DETERMINERS, STOP, tokens
from .label_rules import Found, Sentence
from .pronouns import HE, SHE
from .windows import Window

_NEAR = 2  # sentences that a description looks back for the person it stands for
_REACH = 200  # characters around a label in which a mention can belong to it
_MOST = 0.6  # share of a label's length that a description must have to be what it falls on
_SOMEBODY = frozenset("himself herself him her".split())
_TITLE_GAP = re.compile(r"[\"'”’]?,?\s(?:Mr|Mrs|Ms|Dr|Gen|Sen|President)?\.?\s?")
_APPOSED = re.compile(r",\s(?:\d+,\s)?(?:an?\s(?:[\w-]+\s){1,4}and\s)?|\s[–—-]+\s")
_COPULA = re.compile(r"\b(?:is|was|are|were|remains?|remained|be)\s(?:[^,.;:\n]{2,40}\sand\s)?$")
_BESIDE = frozenset("compound amod nmod:desc flat appos nmod:unmarked".split())  # of a title to its bearer's name
_APPOSITIONS = frozenset("appos flat nmod:desc".split())
_SUBJECTS = frozenset("nsubj nsubj:pass nsubj:outer".split())
_PAIRS = ('""', "''", "“”", "‘’")


def label_spans(window: Window, scores: Floats, *, bias: float = 0.0) -> list[Span]:
    """The labels that the network marks in a window, from its scores [W, 3]. `bias` is added to those of labels."""
    path = bio(apart(scores, window.opens, bias=bias)[None])[0]
    return [Span(window.words[a][0], window.words[b - 1][1]) for a, b, _ in runs(path, 1)]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of a report, and the mentions that they brought: descriptions and events that no other layer marks."""

    labels: tuple[Label, ...]
    mentions: tuple[Mention, ...]


def labels(
    text: str,
    stretches: Sequence[Span],
    mentions: Sequence[Mention] = (),
    *,
    voice: Callable[[Span], str] | None = None,
    report: str = "",
    marked: Sequence[Span] = (),
    syntax: Syntax | None = None,
) -> Labelled:
    """The labels of the stretches (sentences, headlines, captions), in order. Ids are `report` and the span.

    Every label has a target: a mention of `mentions` (the name that it stands at, or what a description stands for), else a
    mention of its own, which is among those returned. `voice` says who answers for a span (the outlet when left out);
    `marked` are labels that a network found; what a label is said of `syntax` tells best.
    """
    targets = _Targets(text, stretches, mentions, report, syntax)
    marked = sorted(marked)
    begins = [m.start for m in marked]
    result: dict[str, Label] = {}
    for stretch in stretches:
        here = [m for m in targets.around(stretch.start, stretch.end) if m.form == "name"]
        near = marked[bisect_left(begins, stretch.start) : bisect_left(begins, stretch.end)]
        seen = [_found(text, m) for m in near if _says_something(text, m)]
        for f in _merged(text, [_whole(text, f) for f in [*Sentence(text, stretch, here).found(), *seen]]):
            label = Label(f"{report}:l{f.span.start}-{f.span.end}", f.span, targets.of(f), voice(f.span) if voice else OUTLET)
            result.setdefault(label.id, label)
    return Labelled(tuple(sorted(result.values(), key=lambda x: x.span)), tuple(targets.new.values()))


def _says_something(text: str, span: Span) -> bool:
    """Whether a marked stretch holds a word that can designate, and does not begin inside one ("'s allies")."""
    words = tokens(text, span)
    return span.of(text)[0] not in "'’" and any(len(w.span) > 2 and w.span.of(text).lower() not in STOP | DETERMINERS for w in words)


def _found(text: str, span: Span) -> Found:
    """A label that the network marked; it falls on a deed when its last word names one."""
    words = tokens(text, span)
    return Found(span, bool(words) and bool(words[-1].classes & {"event", "happening"}), "marked")


def _whole(text: str, f: Found) -> Found:
    """With the quotation marks that stand around it, or of which it holds one."""
    start, end = f.span.start, f.span.end
    tail = re.match(r"[,.]?([\"'”’])(?!\w)", text[end : end + 3])
    if not tail:
        return f
    inner = re.search(r"(?:^|\s)([\"'“‘])\w[^\"'“”‘’]*$", text[start:end])
    mark = inner[1] if inner else text[start - 1] if start else ""
    if mark + tail[1] not in _PAIRS:
        return f
    return Found(Span(start - (0 if inner else 1), end + tail.end(1)), f.deed, f.how, f.on)


def _merged(text: str, found: Sequence[Found]) -> list[Found]:
    """Overlapping and coordinated ones as one ("the dictatorship and usurpation"); it keeps what says most of its target."""
    result: list[Found] = []
    for f in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        last = result[-1] if result else None
        if last and (last.span.overlaps(f.span) or (last.how == f.how and _joined(text, last.span, f.span))):
            on = last.on or f.on
            result[-1] = Found(last.span.hull(f.span), last.deed and f.deed, f.how if f.on else last.how, on)
        else:
            result.append(f)
    return result


def _joined(text: str, one: Span, other: Span) -> bool:
    """Whether the second goes on where the first ends: "the aggression and coups", "brave men, brave women"."""
    between, words = text[one.end : other.start], text[other.start : other.end].split()
    bare = words[0].lower() not in DETERMINERS and not set(text[one.start : other.end]) & set('"“”') and not words[0].endswith(("'s", "’s"))
    return bare and (between == " and " or (between == ", " and text[one.start : one.end].split()[0].lower() == words[0].lower()))


class _Targets:
    """Finds whom or what a label falls on."""

    def __init__(self, text: str, stretches: Sequence[Span], mentions: Sequence[Mention], report: str, syntax: Syntax | None) -> None:
        self.text, self.stretches, self.report, self.syntax = text, sorted(stretches), report, syntax
        self.mentions = sorted(mentions, key=lambda m: m.span)
        self.starts = [m.span.start for m in self.mentions]
        self.stretch_starts = [s.start for s in self.stretches]
        self.new: dict[Span, Mention] = {}

    def around(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in [start, end), in order."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _stretch(self, at: int) -> int:
        """The number of the last stretch that begins at or before an offset."""
        return max(0, bisect_right(self.stretch_starts, at) - 1)

    def of(self, f: Found) -> str:
        """The id of the mention that a label falls on."""
        if f.on:
            said_of = [m for m in self.around(f.on.start, f.on.end) if f.on.covers(m.span)]
            if said_of and not f.deed:
                return said_of[0].id
            if f.on.of(self.text).split()[-1].lower() in _SOMEBODY and (person := self._subject(f.on.start)):
                return person.id
        if not f.deed:
            near = self._related(f) or self._beside(f) or self._same_place(f)
            if near:
                return near.id
        return self._own(f).id

    def _related(self, f: Found) -> Mention | None:
        """The name that the label is a title of, in apposition to, or said of, by the syntax; for "he" and "she" the last person named."""
        tree = self.syntax
        head = tree.head(f.span) if tree else None
        if tree is None or head is None:
            return None
        for _ in range(3):  # members of a coordination fall on the same
            if tree.relation(head) != "conj" or tree.parents[head] == head:
                break
            head = tree.parents[head]
        above, relation = tree.parents[head], tree.relation(head)
        beside = [above] if relation in _BESIDE else []
        beside += [c for c in tree.children(head) if tree.relation(c) in _APPOSITIONS]
        subject: list[int] = []
        if any(tree.relation(c) == "cop" for c in tree.children(head)):
            subject = [c for c in tree.children(head) if tree.relation(c) in _SUBJECTS]
        elif relation == "xcomp" or (relation == "obl" and any(tree.span(c).of(self.text).lower() == "as" for c in tree.children(head))):
            said = tree.children(above)
            subject = [c for c in said if tree.relation(c) == "obj"] or [c for c in said if tree.relation(c) in _SUBJECTS]
        for word in (*beside, *subject):
            if found := self._holding(tree.span(word), f.span):
                return found
            personal = tree.span(word).of(self.text).lower() in HE | SHE
            if personal and (person := self._subject(tree.starts[word])):
                return person
        return None

    def _holding(self, word: Span, label: Span) -> Mention | None:
        """The name that holds a word and stands outside the label."""
        around = self.around(word.start - _REACH, word.end)
        return next((m for m in around if m.form == "name" and m.span.covers(word) and not m.span.overlaps(label)), None)

    def _beside(self, f: Found) -> Mention | None:
        """The name that the label is a title of, is apposed to, or is said of with a form of "be"."""
        for m in self.around(f.span.start - _REACH, f.span.end + _REACH):
            if m.form != "name" or f.span.overlaps(m.span):
                continue
            if m.span.start >= f.span.end:
                after = self.text[f.span.end : m.span.start]
                if _TITLE_GAP.fullmatch(after) and (f.how != "noun" or "," in after or m.type == "person"):
                    return m
            elif f.how in ("stance", "modifier") and _APPOSED.fullmatch(self.text[m.span.end : f.span.start]):
                return m
        if f.how != "noun" and _COPULA.search(self.text[max(0, f.span.start - 60) : f.span.start]):
            return self._subject(f.span.start, persons=False)
        return None

    def _subject(self, at: int, *, persons: bool = True) -> Mention | None:
        """The last name before an offset, in its sentence or the one before, that can be a subject."""
        here = self._stretch(at)
        for s in reversed(self.stretches[max(0, here - (1 if persons else 0)) : here + 1]):
            found = [m for m in self.around(s.start, min(s.end, at)) if m.form == "name" and m.span.end <= at]
            found = [m for m in found if m.type == "person" or (not persons and m.type in ("organisation", "place"))]
            if found:
                return found[-1]
        return None

    def _same_place(self, f: Found) -> Mention | None:
        """A description that some other layer marked, and that is the better part of the label."""
        described = (m for m in self.around(f.span.start - _REACH, f.span.end) if m.form != "name" and m.span.overlaps(f.span))
        return next((m for m in described if len(m.span) >= _MOST * len(f.span)), None)

    def _own(self, f: Found) -> Mention:
        same = next((m for m in self.around(f.span.start, f.span.start + 1) if m.span == f.span), None)
        if same:
            return same
        if f.span not in self.new:
            person = self._stands_for(f) if not f.deed else None
            kind: MentionType = (
                "other" if f.deed else "person" if person or self._head(f) & {"office", "single", "person"} else "organisation"
            )
            reason = "the person most spoken of before the description" if person else ""
            sure = 0.5 if person else 1.0
            self.new[f.span] = Mention(f"{self.report}:m{f.span.start}-{f.span.end}", f.span, kind, "nominal", person, sure, reason)
        return self.new[f.span]

    def _head(self, f: Found) -> frozenset[str]:
        """The classes of the last word of a label."""
        found = tokens(self.text, f.span)
        return found[-1].classes if found else frozenset()

    def _stands_for(self, f: Found) -> str | None:
        """The person that a definite description in the singular most likely stands for: the one named most in the sentences around."""
        if not re.match(r"the\b", f.span.of(self.text), re.IGNORECASE) or f.how == "noun" or not self._head(f) & {"office", "single"}:
            return None
        first = self.stretches[max(0, self._stretch(f.span.start) - _NEAR)].start
        named = [m for m in self.around(first, f.span.start) if m.type == "person" and m.form == "name"]
        people = [m for m in named if m.span.end <= f.span.start]
        if not people:
            return None
        last = [m.span.of(self.text).split()[-1] for m in people]
        best = max(range(len(people)), key=lambda k: (last.count(last[k]), k))
        return people[best].id
