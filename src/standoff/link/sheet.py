"""One report laid out for linking: its names in order, the people behind them, its countries, and what was named before.

Names in bylines, credits and other furniture that is not about the event are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Mention, Reading, Span
from .bodies import Named, government, institution
from .cast import Person, cast
from .fold import fold
from .phrases import conjuncts, is_pronoun, kind_of_head, take_apart
from .tables import country_forms, nouns, titles
from .whole_names import grown

_OUTSIDE = frozenset({"byline", "credit", "cross-reference", "navigation", "advertisement"})
_CAPITALS = re.compile(r"\b[A-Z][\w.]*(?:[ -](?:and |of )?[A-Z][\w.]*){0,2}")
_NAME = re.compile(
    r"^(?:[^\W\d_a-z][\w.'\u2019-]*|de|del|la|van|von|der|den|bin|ibn|al|el|da|dos|di)(?:\s+(?:[^\W\d_a-z][\w.'\u2019-]*|de|del|la|van|von|der|den|bin|ibn|al|el|da|dos|di))*$"
)
_FOLLOWED = re.compile(
    r"([^\W\d_][\w-]*)(?:['\u2019]s)?\s"
    r"(?:administration|campaign|presidency|cabinet|government|regime|transition|nomination|White House|era)\b"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Something named at an offset: what later "the ministry" or "the government" may point back to."""

    at: int
    named: Named
    firm: bool  # False for a country named as a place


class Sheet:
    """A report with its names resolved inside it. `place` is its place in the case.

    `parties` are the mentions, by id, that stand in a tie, with whether they hold it.
    """

    def __init__(self, reading: Reading, place: int, parties: Mapping[str, bool] | None = None) -> None:
        self.reading, self.place = reading, place
        self.text = reading.report.text
        self.by_id = {m.id: m for m in reading.mentions}
        outside = [f.span for f in reading.report.furniture if f.kind in _OUTSIDE]
        names = [m for m in reading.mentions if m.form == "name" and not any(o.overlaps(m.span) for o in outside)]
        if reading.syntax is not None:
            names = [grown(self.text, reading.syntax, m) for m in names]
        self.names = _outermost(sorted(names, key=lambda m: (m.span.start, m.span.end, m.id)))
        self.starts = [m.span.start for m in self.names]
        pointed = {s.source_mention for s in reading.statements} | {x.target for x in reading.labels}
        self.acting = dict(parties or {})
        for event in reading.events:
            self.acting |= {id: self.acting.get(id, False) for id in event.recipients}
        for event in reading.events:
            self.acting |= dict.fromkeys(event.agents, True)
        pointed |= self.acting.keys()
        # What other descriptions and pronouns stand for the reading says; they name nobody in a new way.
        self.pointed = [m for m in reading.mentions if m.form != "name" and m.id in pointed]
        self.called = [m.span.of(self.text) for m in self.pointed if m.form == "nominal" and m.id in self.acting]
        self.called += [s.source.of(self.text) for s in reading.statements if s.source]
        self.countries = self._countries()
        spans: list[tuple[Mention | None, Span]] = [(m, m.span) for m in self.names if m.type == "person" and not self._is_country(m)]
        spans += [(None, s) for s in self._named_sources()]
        self.people, self.whose = cast(reading, place, sorted(spans, key=lambda x: (x[1].start, x[1].end)))
        self._starts = sorted(self.whose, key=lambda s: (s.start, s.end))
        self.history: list[Seen] = []

    def _countries(self) -> dict[str, int]:
        count: Counter[str] = Counter()
        self.seats: list[tuple[int, str]] = []
        for m in _CAPITALS.finditer(self.text):
            words = m[0].split()
            for size in range(len(words), 0, -1):
                hits = country_forms(" ".join(words[:size]))
                codes = {code for code, form in hits if form in ("name", "adjective", "people", "capital")}
                self.seats += [(m.start(), code) for code, form in hits if form == "seat"]
                if hits:
                    count.update(codes)
                    break
            else:
                for word in words[1:]:
                    count.update({code for code, form in country_forms(word) if form in ("name", "adjective", "people")})
        return dict(count)

    def _is_country(self, mention: Mention) -> bool:
        """A name marked as a person's that is a country's, unless somebody here bears it ("Jordan", "Chad")."""
        text = mention.span.of(self.text)
        if not any(form != "adjective" for _, form in country_forms(text)):
            named = institution(text, self.countries)
            return named is not None and named.key.sort == "government"
        borne = (fold(m.span.of(self.text)).split() for m in self.names if m.type == "person")
        return not any(len(words) > 1 and fold(text) in words for words in borne)

    def _named_sources(self) -> list[Span]:
        """Sources that are plainly somebody's name where the reading has no mention for them."""
        taken = [m.span for m in self.names]
        starts = [t.start for t in taken]
        found: list[Span] = []
        for statement in self.reading.statements:
            if statement.source is None or is_pronoun(statement.source.of(self.text)):
                continue
            whole = statement.source.of(self.text)
            for a, b in conjuncts(whole):
                span = Span(statement.source.start + a, statement.source.start + b)
                k = bisect_left(starts, span.start - 80)
                near = (t for t in taken[k : bisect_left(starts, span.end)])
                if not any(t.overlaps(span) for t in near) and self.looks_personal(span.of(self.text)) and span not in found:
                    found.append(span)
        return found

    def looks_personal(self, text: str) -> bool:
        """Whether a text looks like a personal name without the reader's word for it."""
        if not _NAME.match(text) or text.isupper() or country_forms(text) or institution(text, self.countries):
            return False
        words = text.split()
        if take_apart(text).determiner or any(w.isupper() and len(w.strip(".")) > 1 for w in words) or words[0] in ("The", "A", "An"):
            return False
        if fold(words[0]) in titles() and len(words) > 1:
            return True
        heads = nouns()
        common = any(
            fold(words[-1]) in heads[k] for k in ("people", "organisation", "ministry", "armed force", "government", "media", "office")
        )
        return not common and 2 <= len(words) <= 4 and kind_of_head(take_apart(text).head) is None

    @property
    def main_country(self) -> str:
        """The country that the report is about: named far more than any other, or "" where none is."""
        ranked = sorted(self.countries.items(), key=lambda x: (-x[1], x[0]))
        total = sum(self.countries.values())
        if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
            return ""
        return ranked[0][0] if ranked[0][1] >= 0.35 * total else ""

    def person_in(self, start: int, end: int) -> tuple[Span, Person] | None:
        """The last personal name that lies in [start, end)."""
        inside = [s for s in self._starts if start <= s.start and s.end <= end]
        return (inside[-1], self.whose[inside[-1]]) if inside else None

    @cached_property
    def followed(self) -> frozenset[str]:
        """The words, surnames among them, that "administration", "campaign" and the like stand behind."""
        return frozenset(m[1] for m in _FOLLOWED.finditer(self.text))

    def name_at(self, span: Span) -> list[Mention]:
        """The name mentions that overlap a span."""
        low = high = bisect_left(self.starts, span.end)
        while low and self.names[low - 1].span.end > span.start:  # none lies in another, so that their ends are in order too
            low -= 1
        return self.names[low:high]

    def chain(self, mention: Mention) -> tuple[Mention, float]:
        """The first name that a chain of antecedents comes to, else where it ends, and the confidence of all steps."""
        seen, confidence = {mention.id}, 1.0
        while mention.form != "name" and mention.antecedent and mention.antecedent not in seen:
            confidence *= mention.confidence
            mention = self.by_id[mention.antecedent]
            seen.add(mention.id)
        return mention, confidence

    def widen(self, span: Span) -> Span:
        """A mention with the country before or after it: "Foreign Ministry" in "Denmark's Foreign Ministry", "… of Denmark"."""
        start, end = span.start, span.end
        left = re.search(r"((?:[A-Z][\w.]*\s)?[A-Z][\w.]*)((?:'s|\u2019s)?)\s$", self.text[max(0, start - 40) : start])
        if left:
            for lead in (left[1], left[1].split()[-1]):
                forms = {form for _, form in country_forms(lead)}
                if ("adjective" in forms) or ("name" in forms and left[2]):
                    start -= len(lead) + len(left[2]) + 1
                    break
        if start == span.start:
            right = re.match(r"\sof\s(?:the\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?", self.text[end : end + 45])
            if right:
                for size in (2, 1):
                    words = right[0].split()
                    place = " ".join(w for w in words[1 : len(words) - (2 - size)])
                    if any(form == "name" for _, form in country_forms(place)):
                        end += right[0].find(place) + len(place)
                        break
        return Span(start, end)

    def remember(self, at: int, named: Named, *, firm: bool = True) -> None:
        """Notes that something was named at an offset."""
        self.history.append(Seen(at, named, firm))

    def before(self, at: int) -> list[Seen]:
        """What was named before an offset, the nearest first."""
        return sorted((s for s in self.history if s.at < at), key=lambda s: -s.at)

    def country_named(self, at: int, code: str) -> None:
        """Notes a country as a place."""
        self.remember(at, government(code), firm=False)


def _outermost(names: list[Mention]) -> list[Mention]:
    """Those of the names, in order of text, that stand in no longer one."""
    kept: list[Mention] = []
    for m in names:
        while kept and m.span.covers(kept[-1].span) and m.span != kept[-1].span:
            kept.pop()
        if not kept or not kept[-1].span.covers(m.span) or kept[-1].span == m.span:
            kept.append(m)
    return kept
