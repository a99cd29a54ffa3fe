"""Everything that the account ties to characters, as one collection of Web Annotations (W3C Recommendations of 2017-02-23, JSON-LD).

A target is one stretch as it may be shown. A statement that is shown with a cut (a quotation that goes on paragraphs later) has a target
for each stretch: the model relates every body to every target by itself, so the bodies say of each whose words it is. The sets of the
Vocabulary (`oa:Composite`) would bind the stretches together, but stand in an appendix that is not normative, have no term in the context
and hardly a reader; one selector from the first to the last character would quote what lies between.

Bodies are plain text for people; what programs need stands beside them under terms of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..account import SourceRef
from ..account.ties import WORDS
from ..model import Claim, Dispute, Event, Figure, Label, OpenQuestion, Reading, Report, Statement, Tie
from ..model.visible import visible
from .citations import ANNOTATION_CONTEXT, annotation_id
from .parcel import Parcel
from .plain import number
from .told import Held, Told, bounds
from .web_bodies import NAMESPACE, Json, Place, Roles, cited, identified, iri, own, remark, tagged

# Terms of ours whose values are ids of annotations, or of what several of them share.
_LINKS = ("report", "actor", "voice", "within", "dispute", "claim", "from", "to")
CONTEXT: list[Any] = [
    ANNOTATION_CONTEXT,
    {
        "standoff": NAMESPACE,
        **{f"standoff:{name}": {"@id": NAMESPACE + name, "@type": "@id"} for name in _LINKS},
        "standoff:parts": {"@id": f"{NAMESPACE}parts", "@container": "@list"},
    },
]


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """An AnnotationCollection with one page in it, an annotation to a line: the reports in their order, then disputes and claims."""
    readings = parcel.material.readings
    id = annotation_id("urn:standoff:collection#" + ",".join(iri("report", r.report.id) for r in readings))
    page = annotation_id(f"{id}#page")
    head = {
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": visible(parcel.name, lines=False),
        "generator": {"id": "urn:standoff:program", "type": "Software", "name": "Standoff"},
        "standoff:reports": [_report(reading.report) for reading in readings],
    }
    first = {"id": page, "type": "AnnotationPage", "partOf": id, "startIndex": 0}
    yield f'{_json(head)[:-1]},"first":{_json(first)[:-1]},"items":['.encode()
    total = 0
    for annotation in _Annotations(parcel).all():
        yield f"{',' if total else ''}\n{_json(annotation)}".encode()
        total += 1
    yield f'\n]}},"last":{_json(page)},"total":{total}}}\n'.encode()


def _report(report: Report) -> Json:
    """What the collection tells of a report once, for all annotations of it."""
    known = {
        "outlet": report.outlet and visible(report.outlet, lines=False),
        "published": report.published and visible(report.published.iso, lines=False),
        "title": report.title and visible(report.title, lines=False),
        "file": visible(report.file, lines=False),
        "sha256": report.sha256,
        "characters": len(report.text),
    }
    return {"id": iri("report", report.id), **own(known)}


class _Annotations:
    """The annotations of a parcel, made one after the other."""

    def __init__(self, parcel: Parcel) -> None:
        self.told = Told(parcel)
        self._places: dict[str, Place] = {}

    def all(self) -> Iterator[Json]:
        material = self.told.material
        for reading in material.readings:
            place = self.place(reading)
            yield from (self.statement(place, s) for s in sorted(reading.statements, key=lambda s: (s.hull, s.id)))
            yield from (self.event(place, e) for e in sorted(reading.events, key=lambda e: (e.trigger, e.id)))
            yield from (self.figure(place, f) for f in sorted(reading.figures, key=lambda f: (f.span, f.id)))
            yield from (self.label(place, x) for x in sorted(reading.labels, key=lambda x: (x.span, x.id)))
            yield from (self.question(place, q) for q in sorted(reading.open_questions, key=lambda q: (q.span, q.id)))
            yield from (self.tie(place, key, tie) for key, tie in self.told.ties(reading.report.id))
            place.forget()
        yield from (row for dispute in sorted(material.links.disputes, key=lambda d: d.id) for row in self.dispute(dispute))
        yield from (row for claim in sorted(material.links.claims, key=lambda c: c.id) for row in self.claim(claim))

    def place(self, reading: Reading) -> Place:
        id = reading.report.id
        if id not in self._places:
            self._places[id] = Place(reading, self.told)
        return self._places[id]

    def statement(self, place: Place, s: Statement) -> Json:
        reading = place.reading
        parent = self.told.material.statement(place.report.id, s.parent) if s.parent else None
        addressees = self.told.shown(self.told.material.addressees(place.report.id, s.id))
        parts: Roles = [("source", s.source), ("cue", s.cue), *(("content", c) for c in s.content)]
        parts += [("channel", s.channel), ("addressee", s.addressee)]
        bodies = [
            *tagged("statement", s.act, s.kind),
            remark(place.cited(s)),
            *identified("source", self.told.source(reading, s)),
            *identified("addressee", SourceRef(place.quote(s.addressee), addressees)),
        ]
        known = {
            "kind": s.kind,
            "act": s.act,
            "source": place.quote(s.source),
            "cue": place.quote(s.cue),
            "within": place.id_of("statement", parent.id) if parent else None,
            "confidence": round(s.confidence, 4),
        }
        return place.annotation("statement", s.id, place.passage(s), "describing", bodies, known, parts)

    def event(self, place: Place, e: Event) -> Json:
        reading, when = place.reading, self.told.material.dating(place.report.id, e.id)
        holder = self.told.voice(reading, e.voice)
        parties = [("agent", m) for m in e.agents] + [("recipient", m) for m in e.recipients]
        words = place.cited(holder) if holder else cited(place.report, self.told.deed(reading, e))
        bodies = [
            *tagged("event", e.type, e.status),
            remark(f"“{place.line(e.trigger)}”: {e.type}, told as {e.status}. {words}"),
            *(body for role, m in parties for body in identified(role, self.told.mention(reading, m))),
        ]
        known = {
            "eventType": e.type,
            "status": e.status,
            "voice": place.id_of("statement", holder.id) if holder else None,
            "date": when.iso if when else None,
            "begins": when.start if when else None,
            "ends": when.end if when else None,
            "precision": when.precision if when else None,
            "dateReason": when and visible(when.reason, lines=False),
            "confidence": round(e.confidence, 4),
        }
        parts: Roles = [(role, reading.mention(m).span) for role, m in parties]
        parts += [("place", e.place), ("date", e.date)]
        return place.annotation("event", e.id, e.trigger, "classifying", bodies, known, parts)

    def figure(self, place: Place, f: Figure) -> Json:
        low, high = number(f.low), number(f.high)
        counted = f" ({place.line(f.of)})" if f.of else ""
        said = f"“{place.line(f.span)}”: {'about ' if f.about else ''}{bounds(low, high)}{counted}."
        bodies = [*tagged("figure"), remark(f"{said} {place.around(f.span, f.voice)}")]
        known = {"low": low, "high": high, "about": f.about, "voice": place.voice(f.voice)}
        parts: Roles = [("of", f.of), ("place", f.place), ("date", f.date)]
        return place.annotation("figure", f.id, f.span, "describing", bodies, known, parts)

    def label(self, place: Place, x: Label) -> Json:
        target = self.told.mention(place.reading, x.target) if x.target else None
        named = place.reading.mention(x.target).span if x.target else None
        of = f" of {place.line(named)}" if named and named != x.span else ""
        bodies = [
            *tagged("label"),
            remark(f"“{place.line(x.span)}”: label{of}. {place.around(x.span, x.voice)}"),
            *(identified("target", target) if target else ()),
        ]
        return place.annotation("label", x.id, x.span, "tagging", bodies, {"voice": place.voice(x.voice)}, [("target", named)])

    def question(self, place: Place, q: OpenQuestion) -> Json:
        span = q.span.hull(q.marker)
        bodies = [*tagged("open question"), remark(f"“{place.line(q.marker)}”: not known. {place.around(span, q.voice)}")]
        known = {"voice": place.voice(q.voice)}
        return place.annotation("open-question", q.id, span, "describing", bodies, known, [("marker", q.marker)])

    def tie(self, place: Place, key: str, tie: Tie) -> Json:
        carried, words = self.told.tie(tie), WORDS[tie.sign]
        names = [visible(self.told.named(id) or "", lines=False) for id in (tie.source, tie.target)]
        holder = self.told.voice(place.reading, tie.voice)
        text = place.cited(holder) if holder else cited(place.report, carried.passage)
        bodies = [
            *tagged("tie", words),
            remark(f"≈ {names[0]} {words} ≈ {names[1]} (both inferred). {text}"),
        ]
        known = {
            "sign": tie.sign,
            "from": iri("actor", tie.source),
            "to": iri("actor", tie.target),
            "date": tie.date,
            "voice": place.voice(tie.voice),
            "confidence": round(tie.confidence, 4),
            "reason": visible(tie.reason, lines=False),
        }
        return place.annotation("tie", key, carried.passage, "describing", bodies, known, [("cue", tie.cue)])

    def dispute(self, d: Dispute) -> Iterator[Json]:
        dispute, question = iri("dispute", d.id), visible(d.question, lines=False)
        for position, held in self.told.positions(d):
            place, stance = self.place(self.told.material.reading(held.evidence.report)), visible(position.stance, lines=False)
            bodies = [
                *tagged("dispute", d.kind),
                remark(f"{question} Side {position.side}: {stance}. {self._held(place, held)}"),
                {"type": "SpecificResource", "source": dispute, "purpose": "linking"},
            ]
            named = self.told.named(position.holder)
            known = {
                "dispute": dispute,
                "disputeKind": d.kind,
                "question": question,
                "side": position.side,
                "stance": stance,
                "actor": iri("actor", position.holder) if named and position.holder else None,
                "holder": visible(named or position.outlet or "", lines=False) or None,
                "voice": place.voice_of(held.statement),
                "confidence": round(d.confidence, 4),
                "reason": visible(d.reason, lines=False),
            }
            yield place.annotation("position", held.key, held.passage, "linking", bodies, known, [("evidence", held.evidence.span)])

    def claim(self, c: Claim) -> Iterator[Json]:
        claim = iri("claim", c.id)
        for denies, confidence, held in self.told.carriers(c):
            place = self.place(self.told.material.reading(held.evidence.report))
            verb = "denies" if denies else "carries"
            bodies = [
                *tagged("claim", verb),
                remark(f"{verb} a claim that {len(c.carriers)} passages speak to. {self._held(place, held)}"),
                {"type": "SpecificResource", "source": claim, "purpose": "linking"},
            ]
            known = {
                "claim": claim,
                "denies": denies,
                "voice": place.voice_of(held.statement),
                "confidence": round(confidence, 4),
            }
            yield place.annotation("claim", held.key, held.passage, "linking", bodies, known, [("evidence", held.evidence.span)])

    def _held(self, place: Place, held: Held) -> str:
        return place.cited(held.statement) if held.statement else cited(place.report, held.passage)


def _json(value: Any) -> str:
    # ASCII: exact, and harmless wherever it is pasted.
    return json.dumps(value, separators=(",", ":"))
