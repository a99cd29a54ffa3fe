"""The rows of what single reports say, layer by layer, in the order of the text: statements, events, times, figures, labels, tones,
open questions, mentions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ..account import ActorRef, Material
from ..account.events import in_order
from ..model import OUTLET, Reading, Report, Span
from .event_json import event_json, qualified, time_json
from .plain import number

Json = dict[str, Any]


class Layers:
    """The rows of a reading. `known` are the ids of the actors that have a row in the export: no field names any other."""

    def __init__(self, material: Material, known: Collection[str]) -> None:
        self.material, self.known = material, known

    def ids(self, refs: Sequence[ActorRef]) -> list[str]:
        """The ids of actors that have a row, each once."""
        return list(dict.fromkeys(ref.id for ref in refs if ref.id in self.known))

    def one(self, refs: Sequence[ActorRef]) -> str | None:
        """The first id of an actor that has a row."""
        return next((ref.id for ref in refs if ref.id in self.known), None)

    def statements(self, reading: Reading) -> Iterator[Json]:
        """Statements: who says what, by what words."""
        report = reading.report
        for s in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id)):
            actors = self.ids(self.material.sources(report.id, s.id))
            addressees = self.ids(self.material.addressees(report.id, s.id))
            yield {
                "id": qualified(report.id, s.id),
                "report": report.id,
                "source": pair(s.source),
                "actor": actors if len(actors) > 1 else next(iter(actors), None),
                "cue": pair(s.cue),
                "content": [span.pair() for span in s.content],
                "kind": s.kind,
                "act": s.act,
                "channel": _words(report, s.channel),
                "addressee": addressees if len(addressees) > 1 else next(iter(addressees), _words(report, s.addressee)),
                "parent": qualified(report.id, s.parent) if s.parent else None,
            }

    def events(self, reading: Reading) -> Iterator[Json]:
        """Events: who did what to whom, and in whose voice it is told."""
        report = reading.report
        for e in in_order(reading):
            yield event_json(self.material, report, e, self._parties(report.id, e.agents), self._parties(report.id, e.recipients))

    def times(self, reading: Reading) -> Iterator[Json]:
        """Time expressions."""
        return (time_json(self.material, reading.report, t) for t in sorted(reading.times, key=lambda t: (t.span, t.id)))

    def figures(self, reading: Reading) -> Iterator[Json]:
        """Counts and amounts."""
        report = reading.report
        for f in sorted(reading.figures, key=lambda f: (f.span, f.id)):
            yield {
                "id": qualified(report.id, f.id),
                "report": report.id,
                "span": f.span.pair(),
                "low": number(f.low),
                "high": number(f.high),
                "about": f.about,
                "of": _words(report, f.of),
                "place": _words(report, f.place),
                "date": _words(report, f.date),
                "voice": voice(report.id, f.voice),
            }

    def labels(self, reading: Reading) -> Iterator[Json]:
        """What somebody is called."""
        report = reading.report.id
        for x in sorted(reading.labels, key=lambda x: (x.span, x.id)):
            target = self.one(self.material.mention(report, x.target))
            yield {"report": report, "span": x.span.pair(), "target": target, "voice": voice(report, x.voice)}

    def tones(self, reading: Reading) -> Iterator[Json]:
        """In what light somebody is told of."""
        report = reading.report.id
        for t in sorted(reading.tones, key=lambda t: (t.span, t.id)):
            yield {
                "id": qualified(report, t.id),
                "report": report,
                "span": t.span.pair(),
                "target": self.one(self.material.mention(report, t.mention)),
                "value": t.value,
                "voice": voice(report, t.voice),
                "confidence": round(t.confidence, 4),
            }

    def open_questions(self, reading: Reading) -> Iterator[Json]:
        """What is told to be unknown."""
        report = reading.report.id
        for q in sorted(reading.open_questions, key=lambda q: (q.span, q.id)):
            yield {
                "id": qualified(report, q.id),
                "report": report,
                "span": q.span.pair(),
                "marker": q.marker.pair(),
                "voice": voice(report, q.voice),
            }

    def mentions(self, reading: Reading) -> Iterator[Json]:
        """Names, descriptions and pronouns, with the actor that they are joined to."""
        report = reading.report.id
        for m in sorted(reading.mentions, key=lambda m: (m.span, m.id)):
            actor = self.one(self.material.mention(report, m.id))
            yield {"report": report, "span": m.span.pair(), "type": m.type, "form": m.form, "actor": actor}

    def _parties(self, report: str, mentions: Sequence[str]) -> list[str]:
        """The actors of mentions, each once; of a joint one all."""
        return list(dict.fromkeys(a for m in mentions for a in self.ids(self.material.mention(report, m))))


def voice(report: str, voice: str) -> str:
    """`outlet`, or the id of the statement that holds a passage."""
    return OUTLET if voice == OUTLET else qualified(report, voice)


def pair(span: Span | None) -> list[int] | None:
    """A span as `[start, end]`, where there is one."""
    return span.pair() if span else None


def _words(report: Report, span: Span | None) -> str | None:
    return report.quote(span) if span else None
