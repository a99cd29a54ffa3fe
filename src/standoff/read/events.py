"""Deeds -> events: who, to whom, where and when as mentions and spans of the text, and in whose voice.

What heads a part is made whole by what the other layers say: an agent is the mention that the word heads, a place the name of a place, a
time the time expression around it. A word that heads no mention becomes one, with the phrase that its syntax gives it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from standoff.model import OUTLET, Event, EventStatus, Mention, MentionForm, Span, Syntax, TimeExpression

from .deeds import Deed
from .heads import kind_of
from .inventory import Part

_ACTORS = frozenset(("person", "organisation", "group", "place"))  # the types of mentions that can do or suffer a deed


_DONE = frozenset(("happened", "ongoing", "attempted"))
_SAID = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))  # deeds of words


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely a part must be to be told; chosen on the development split of our own annotation."""

    agent: float = 0.4
    recipient: float = 0.4
    place: float = 0.3
    time: float = 0.35

    def of(self, part: str) -> float:
        """The bar of a part."""
        return float(getattr(self, part))


@dataclass(frozen=True, slots=True)
class Told:
    """The events of a report, and the mentions that they brought: actors that no other layer marks."""

    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]


def events(
    text: str,
    found: Sequence[Deed],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    syntax: Syntax,
    *,
    voice: Callable[[Span], str],
    report: str,
    denials: Container[str] = (),
    bars: Bars | None = None,
) -> Told:
    """The events of a report in order of their triggers; `denials` are the ids of the statements that deny."""
    bars = bars or Bars()
    cast = _Cast(text, mentions, syntax, report)
    spans = [t.span for t in times]
    made = []
    for deed in sorted(found, key=lambda d: d.trigger):
        parts = _nearest([p for p in deed.parts if p[2] >= bars.of(p[0])], deed, voice)
        agents = cast.ids(deed, [word for part, word, _ in parts if part == "agent"])
        recipients = [m for m in cast.ids(deed, [word for part, word, _ in parts if part == "recipient"]) if m not in agents]
        made.append(
            Event(
                f"{report}:e{deed.trigger.start}-{deed.trigger.end}",
                deed.trigger,
                deed.type,
                tuple(agents),
                tuple(recipients),
                cast.place(max(((c, w) for p, w, c in parts if p == "place"), default=(0.0, None))[1]),
                _around(spans, max(((c, w) for p, w, c in parts if p == "time"), default=(0.0, None))[1]),
                _status(deed, voice(deed.trigger) in denials),
                voice(deed.trigger),
                round(deed.chance, 3),
            )
        )
    return Told(tuple(made), tuple(cast.new.values()))


def _status(deed: Deed, denial: bool) -> EventStatus:
    """The status of a deed. What somebody denies is denied, however its words tell it; an accusation that he denies was made."""
    return "denied" if denial and deed.status in _DONE and deed.type not in _SAID else deed.status


def _nearest(parts: list[tuple[Part, Span, float]], deed: Deed, voice: Callable[[Span], str]) -> list[tuple[Part, Span, float]]:
    """The parts of a deed that somebody tells: those in his words, where there is one of its kind; else those around them.

    "Hale said the guards would leave": who leaves is not Hale. "Hale promised to leave": it is.
    """
    own = voice(deed.trigger)
    if own == OUTLET:
        return parts
    inside = {part for part, word, _ in parts if voice(word) == own}
    return [p for p in parts if p[0] not in inside or voice(p[1]) == own]


def _around(spans: Sequence[Span], word: Span | None) -> Span | None:
    """The span that holds a word."""
    if word is None:
        return None
    k = bisect_right(spans, Span(word.start, 10**9)) - 1
    return next((s for s in spans[max(0, k - 1) : k + 1] if s.covers(word)), None)


class _Cast:
    """The mentions of a report by the word that heads them."""

    def __init__(self, text: str, mentions: Sequence[Mention], syntax: Syntax, report: str) -> None:
        self.text, self.syntax, self.report = text, syntax, report
        self.sorted = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self.starts = [m.span.start for m in self.sorted]
        self.longest = max((len(m.span) for m in self.sorted), default=0)
        self.new: dict[Span, Mention] = {}

    def ids(self, deed: Deed, words: Sequence[Span]) -> list[str]:
        """The ids of the mentions that words head, each once, in order of text."""
        made = []
        for word in words:
            mention = self.mention(word)
            if mention is not None and not mention.span.covers(deed.trigger):
                made.append(mention.id)
        return list(dict.fromkeys(made))

    def holding(self, word: Span) -> list[Mention]:
        """The mentions that hold a word, the shortest first."""
        near = self.sorted[bisect_left(self.starts, word.end - self.longest) : bisect_right(self.starts, word.start)]
        return sorted((m for m in near if m.span.covers(word)), key=lambda m: len(m.span))

    def mention(self, word: Span) -> Mention | None:
        """The mention that a word heads: a name around it, else the longest that it heads, else a new one; None for what is no actor."""
        around = self.holding(word)
        name = next((m for m in around if m.form == "name"), None)
        if name is not None:
            return name if name.type in _ACTORS else None
        headed = [m for m in around if self.heads(m, word)]
        if headed:
            return headed[-1] if headed[-1].type in _ACTORS else None
        place = self.syntax.at(word.start)
        if place is None:
            return None
        if self.syntax.tag(place) not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
            return None
        span = self.syntax.phrase(place)
        if span not in self.new:
            known = next((m for m in around if m.span == span), None)
            if known is not None:
                return known
            form: MentionForm = "pronoun" if self.syntax.tag(place) == "PRON" else "nominal"
            words = span.of(self.text)
            self.new[span] = Mention(f"{self.report}:m{span.start}-{span.end}", span, kind_of(words), form, confidence=0.5)
        return self.new[span]

    def heads(self, mention: Mention, word: Span) -> bool:
        """Whether a word is the head of a mention, by the syntax."""
        head = self.syntax.head(mention.span)
        return head is not None and self.syntax.span(head) == word

    def place(self, word: Span | None) -> Span | None:
        """The place that a word heads: the name around it, with the names that follow it ("Duma, Syria"), else its phrase."""
        if word is None:
            return None
        name = next((m.span for m in self.holding(word) if m.form == "name" and m.type in ("place", "organisation", "other")), None)
        if name is not None:
            return name
        place = self.syntax.at(word.start)
        return self.syntax.phrase(place) if place is not None and self.syntax.tag(place) in ("NOUN", "PROPN") else None
