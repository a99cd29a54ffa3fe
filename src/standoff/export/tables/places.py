"""The tables of what was read in each report: figures, labels, tones and mentions, each at its place, and what is not body text."""

from __future__ import annotations

from collections.abc import Iterator

from ...account import Carried, Material
from ...account.disputes import told
from ...account.sentences import in_sentence
from ...model import OUTLET as OWN
from ...model import Furniture, Mention, Reading, Report, Span
from ..parcel import Parcel
from .parts import OUTLET, PASSAGE, PUBLISHED, REPORT_ID, VOICE, carried, ids, place
from .schema import REPORT, Column, Record, Table, boolean, number, refers, string, strings

_STATEMENT = string("statement", "the statement that holds it; empty in the voice of the outlet", optional=True)
_OF_STATEMENT = refers(("report", "statement"), "statements", ("report", "id"))
_TOLD = (VOICE, PASSAGE, _STATEMENT)


def _same(record: Record) -> list[Record]:
    return [record]


def _head(material: Material, reading: Reading) -> Record:
    published = reading.report.published
    return {"outlet": material.outlet(reading.report.id), "published": published.iso if published else None}


def _stands(report: Report, span: Span, id: str) -> Record:
    return {"report": report.id, "start": span.start, "end": span.end, "id": id}


def _voice(material: Material, report: str, span: Span, voice: str) -> Record:
    """Whose words it is, and a passage that it may be shown in."""
    holder = material.statement(report, voice) if voice != OWN else None
    known: Carried = told(material, report, holder) if holder else in_sentence(material, report, span)
    shown = carried(known)
    return {"voice": shown["voice"], "passage": shown["passage"], "statement": holder.id if holder else None}


def _figures(parcel: Parcel) -> Iterator[Record]:
    for reading in parcel.material.readings:
        head, report = _head(parcel.material, reading), reading.report
        for f in sorted(reading.figures, key=lambda f: (f.span, f.id)):
            words = {
                name: report.quote(span) if span else None for name, span in (("of", f.of), ("place", f.place), ("date_words", f.date))
            }
            value = {"words": report.quote(f.span), "low": f.low, "high": f.high, "about": f.about}
            yield head | value | words | _voice(parcel.material, report.id, f.span, f.voice) | _stands(report, f.span, f.id)


FIGURES = Table(
    "figures",
    "a count or an amount",
    (
        OUTLET,
        PUBLISHED,
        string("words", "the number with its modifier, as written"),
        number("low", "the lower bound; equal to the upper one when exact, empty when open", optional=True),
        number("high", "the upper bound; empty when open", optional=True),
        boolean("about", "whether it is approximate"),
        string("of", "what is counted, as written", optional=True),
        string("place", "where, as written", optional=True),
        string("date_words", "when, as written", optional=True),
        *_TOLD,
        REPORT_ID,
        *place("the number"),
        string("id", "the figure's id"),
    ),
    _same,
    _figures,
    ("report", "id"),
    (REPORT, _OF_STATEMENT),
)


def _labels(parcel: Parcel) -> Iterator[Record]:
    material = parcel.material
    for reading in material.readings:
        head, report = _head(material, reading), reading.report
        for x in sorted(reading.labels, key=lambda x: (x.span, x.id)):
            refs = material.mention(report.id, x.target)
            named = all(material.public(ref.id) for ref in refs)
            words = {"words": report.quote(x.span) if named else None, "actor_ids": ids(r for r in refs if material.public(r.id))}
            yield head | words | _voice(material, report.id, x.span, x.voice) | _stands(report, x.span, x.id)


_ACTORS = strings("actor_ids", "the actors that it is for; no private persons")
_OF_ACTORS = refers("actor_ids", "actors")
LABELS_IN_PLACE = Table(
    "labels_in_place",
    "a label: what a text calls an actor or an event beyond bare name and neutral office, at one place",
    (
        OUTLET,
        PUBLISHED,
        string("words", "the label as written; empty where it is for a private person", optional=True),
        _ACTORS,
        *_TOLD,
        REPORT_ID,
        *place("the label"),
        string("id", "the label's id"),
    ),
    _same,
    _labels,
    ("report", "id"),
    (REPORT, _OF_STATEMENT, _OF_ACTORS),
)


def _tones(parcel: Parcel) -> Iterator[Record]:
    material = parcel.material
    for reading in material.readings:
        head, report = _head(material, reading), reading.report
        for t in sorted(reading.tones, key=lambda t: (t.span, t.id)):
            refs = [ref for ref in material.mention(report.id, t.mention) if material.public(ref.id)]
            light = {"light": "good" if t.value == "positive" else "bad", "actor_ids": ids(refs), "confidence": t.confidence}
            yield head | light | _voice(material, report.id, t.span, t.voice) | _stands(report, t.span, t.id)


TONES_IN_PLACE = Table(
    "tones_in_place",
    "a sentence that tells of somebody in a good or a bad light, in whosever voice, at the place that names them",
    (
        OUTLET,
        PUBLISHED,
        string("light", "good or bad"),
        _ACTORS,
        number("confidence", "how likely a careful reader sees it so, 0 to 1"),
        *_TOLD,
        REPORT_ID,
        *place("the words for them"),
        string("id", "the tone's id"),
    ),
    _same,
    _tones,
    ("report", "id"),
    (REPORT, _OF_STATEMENT, _OF_ACTORS),
)


def _mentions(parcel: Parcel) -> Iterator[Record]:
    material = parcel.material
    for reading in material.readings:
        report = reading.report
        for m in sorted(reading.mentions, key=lambda m: (m.span, m.id)):
            refs = material.mention(report.id, m.id)
            public = [ref for ref in refs if material.public(ref.id)]
            yield {
                "report": report.id,
                "start": m.span.start,
                "end": m.span.end,
                "type": m.type,
                "form": m.form,
                "words": report.quote(m.span) if parcel.private or _may_be_named(m, len(public), len(refs)) else None,
                "actor_ids": ids(public),
                "antecedent": m.antecedent,
                "confidence": m.confidence,
                "id": m.id,
            }


def _may_be_named(mention: Mention, public: int, actors: int) -> bool:
    """Whether the words of a mention may stand in a list: all that it means are public; nobody known means no person's name."""
    return public == actors and (public > 0 or mention.type != "person" or mention.form != "name")


_MENTION: tuple[Column, ...] = (
    REPORT_ID,
    *place("the mention"),
    string("type", "person, organisation, place, group or other"),
    string("form", "name, nominal or pronoun"),
    string("words", "the mention as written; empty for private persons, and for names of persons who are no actor", optional=True),
    strings("actor_ids", "the actors that it means; no private persons"),
    string("antecedent", "the mention that it stands for in the report", optional=True),
    number("confidence", "how likely it stands for that one, 0 to 1"),
    string("id", "the mention's id"),
)
MENTIONS = Table(
    "mentions",
    "a place where a text names or points at somebody or something",
    _MENTION,
    _same,
    _mentions,
    ("report", "id"),
    (REPORT, refers(("report", "antecedent"), "mentions", ("report", "id")), _OF_ACTORS),
)


def _furniture(parcel: Parcel) -> Iterator[tuple[str, int, Furniture]]:
    return ((r.report.id, n, f) for r in parcel.material.readings for n, f in enumerate(sorted(r.report.furniture, key=_by_place), 1))


def _by_place(furniture: Furniture) -> tuple[Span, str]:
    return furniture.span, furniture.kind


def _stretch(row: tuple[str, int, Furniture]) -> list[Record]:
    report, n, furniture = row
    return [{"report": report, "number": n, "start": furniture.span.start, "end": furniture.span.end, "kind": furniture.kind}]


FURNITURE = Table(
    "furniture",
    "a stretch of a report that is not body text",
    (
        REPORT_ID,
        Column("number", "integer", "its number in the report, from 1"),
        *place("the stretch"),
        string("kind", "headline, byline, dateline, caption, repeated caption, credit, origin, cross-reference, navigation, advertisement"),
    ),
    _stretch,
    _furniture,
    ("report", "number"),
    (REPORT,),
)
