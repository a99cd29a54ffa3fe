"""Open questions side by side: what several reports call unclear in nearly the same words is one question, asked by all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import OUTLET, OpenQuestion, Reading
from .coverage import Events
from .disputes import Carried
from .ledger import source_ref
from .material import Material
from .passage import evidence_passage

_SAME = 0.6  # share of their words from which two questions of one event are one
_LEAST = 3  # words that a question needs to be told from others


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage that says that something is not known, with the words that say so."""

    id: str
    report: str
    published: str | None
    marker: str
    carried: Carried

    @property
    def own(self) -> bool:
        """Whether the outlet says so itself."""
        return not self.carried.chain


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open question with all who ask it, in the order of reports and texts; `outlets` are theirs."""

    asked: tuple[Asked, ...]
    outlets: tuple[str, ...]

    @property
    def newest(self) -> Asked:
        """Of those in an outlet's own voice, or of all where there is none, the one of the newest report."""
        own = [a for a in self.asked if a.own] or list(self.asked)
        return max(own, key=lambda a: a.published or "")


@dataclass(frozen=True, slots=True)
class _Place:
    reading: Reading
    question: OpenQuestion
    stems: frozenset[str]


def open_rows(material: Material, most: int) -> tuple[OpenRow, ...]:
    """The open questions that most outlets ask first, those that an outlet asks itself first, those of the newest reports first."""
    groups = material.kept(_groups)
    rows = [_row(material, group) for group in groups]
    rows.sort(key=lambda row: row.newest.published or "", reverse=True)
    return tuple(sorted(rows, key=lambda row: (-len(row.outlets), not row.newest.own))[:most])


def question_count(material: Material) -> int:
    """How many questions are open, those that several reports ask counted once."""
    return len(material.kept(_groups))


def _groups(material: Material) -> tuple[tuple[_Place, ...], ...]:
    from ..link.similarity import bag  # with what it needs of the room `link`

    events = material.kept(Events)
    groups: list[list[_Place]] = []
    for reading in material.readings:
        quote = reading.report.quote
        for question in sorted(reading.open_questions, key=lambda q: (q.span, q.id)):
            place = _Place(reading, question, bag(quote(question.span)).stems - bag(quote(question.marker)).stems)
            near = events.of((reading.report.id,)) if groups else frozenset()
            group = next((g for g in groups if _alike(place, g[0]) and g[0].reading.report.id in near), None)
            if group is None:
                groups.append([place])
            else:
                group.append(place)
    return tuple(map(tuple, groups))


def _alike(one: _Place, other: _Place) -> bool:
    shared, every = one.stems & other.stems, one.stems | other.stems
    return len(shared) >= _LEAST and len(shared) >= _SAME * len(every)


def _row(material: Material, group: Sequence[_Place]) -> OpenRow:
    asked = tuple(_asked(material, place) for place in group)
    return OpenRow(asked, tuple(dict.fromkeys(a.carried.outlet for a in asked)))


def _asked(material: Material, place: _Place) -> Asked:
    report, question = place.reading.report, place.question
    named = material.statement(report.id, question.voice) if question.voice != OUTLET else None
    holder = named or next(iter(material.holding(report.id, question.span)), None)
    # In somebody's words it is shown with the source and cue of the statement that holds it.
    passage = evidence_passage(report, question.span.hull(holder.hull) if holder else question.span, question.marker)
    chain = material.chain(report.id, holder) if holder else ()
    carried = Carried(
        material.outlet(report.id), material.chip(report.id), tuple(source_ref(material, place.reading, s) for s in chain), passage
    )
    return Asked(question.id, report.id, report.published.iso if report.published else None, report.quote(question.marker), carried)
