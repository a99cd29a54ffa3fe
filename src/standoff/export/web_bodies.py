"""The parts of a Web Annotation of the account: targets as shown, bodies in plain words, and data under terms of our own.

A body in words never quotes without saying who answers for it, in the form of a citation. A lone surrogate is U+FFFD here, one code point
for another: JSON could carry it as an escape, but many readers refuse the whole document for one, and RDF has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..account import Passage, SourceRef, abridge, statement_passage
from ..model import Reading, Span, Statement
from ..model.report import Report
from ..model.visible import visible
from .citations import annotation_id, holder_line, outlet_line, quotation, target, text_urn, web_address
from .plain import storable
from .told import Told, stretches

Json = dict[str, Any]
Roles = list[tuple[str, Span | None]]
NAMESPACE = "urn:standoff:annotation:1#"
_QUOTED = 400  # code points of a passage in a body; the target has the whole of it


class Place:
    """A report as the place of annotations."""

    def __init__(self, reading: Reading, told: Told) -> None:
        self.reading = reading
        self.report = reading.report
        self._told = told
        self._text = storable(reading.report.text)
        self._source = web_address(reading.report.url) or text_urn(reading.report)
        self._iri = iri("report", reading.report.id)
        self._cited: dict[str, str] = {}

    def annotation(
        self,
        layer: str,
        item: str,
        where: Span | Passage,
        motivation: str,
        bodies: Sequence[Json],
        known: Mapping[str, Any],
        parts: Roles,
    ) -> Json:
        """An annotation of one item of a layer: its target the stretch, or what is shown of a passage; `parts` are roles of stretches."""
        targets = [
            target(self._source, self._text, span, self._told.hidden(self.reading))
            for span in ([where] if isinstance(where, Span) else stretches(where))
        ]
        selectors = [_selector(role, span) for role, span in parts if span]
        return {
            "id": self.id_of(layer, item),
            "type": "Annotation",
            "motivation": motivation,
            "body": list(bodies),
            "target": targets if len(targets) > 1 else targets[0],
            "standoff:report": self._iri,
            **own({"layer": layer, "item": storable(item), **known, "parts": selectors or None}),
        }

    def id_of(self, layer: str, item: str) -> str:
        """The id of the annotation of an item, which others point to."""
        return annotation_id(f"{self._iri}#{layer}={_quoted(item)}")

    def voice(self, voice: str) -> str | None:
        """The annotation of the statement that a voice stands for, None for the voice of the outlet."""
        return self.voice_of(self._told.voice(self.reading, voice))

    def voice_of(self, statement: Statement | None) -> str | None:
        """The annotation of a statement."""
        return self.id_of("statement", statement.id) if statement else None

    def quote(self, span: Span | None) -> str | None:
        """The words of a stretch as written."""
        return span.of(self._text) if span else None

    def line(self, span: Span) -> str:
        """The words of a stretch in one line, with what hides made visible."""
        return visible(self.report.quote(span), lines=False)

    def passage(self, statement: Statement) -> Passage:
        """A statement as it may be shown."""
        return statement_passage(self.report, statement)

    def cited(self, statement: Statement) -> str:
        """A statement in words: quotation, sources, cue, outlet, date."""
        if statement.id not in self._cited:
            chain = self._told.chain(self.reading, statement)
            cue = self.report.quote(statement.cue) if statement.cue else None
            self._cited[statement.id] = cited(self.report, self.passage(statement), chain, cue)
        return self._cited[statement.id]

    def around(self, span: Span, voice: str) -> str:
        """What is around a stretch in words: the statement that holds it, or its sentence in the voice of the outlet."""
        holder = self._told.voice(self.reading, voice)
        return self.cited(holder) if holder else cited(self.report, self._told.passage(self.reading, span, None))

    def forget(self) -> None:
        """Drops the words that were kept, which only the report's own layers ask for often."""
        self._cited.clear()


def cited(report: Report, passage: Passage, chain: Sequence[SourceRef] = (), cue: str | None = None) -> str:
    """A passage in words, abridged where it is long: quotation, who answers for it, outlet, date."""
    words = quotation(report, abridge(passage, _QUOTED))
    return f"“{words}” – {holder_line(chain, cue)}, {outlet_line(report)}"


def tagged(*tags: str) -> list[Json]:
    """Tags, as annotation tools list and filter them."""
    return [_textual("tagging", tag) for tag in tags]


def remark(text: str) -> Json:
    """What an annotation says, in words."""
    return _textual("describing", text)


def identified(role: str, ref: SourceRef) -> list[Json]:
    """Who is meant by words in a role. It is always an inference, and says so."""
    written = visible(ref.written or "", lines=False)
    said = f"{role} “{written}”" if written else f"{role}, not named"
    return [
        {
            **_textual("identifying", f"{said} ≈ {visible(actor.name, lines=False)} (inferred)"),
            "standoff:role": role,
            "standoff:actor": iri("actor", actor.id),
            "standoff:confidence": round(actor.confidence, 4),
            "standoff:reason": visible(actor.reason, lines=False),
        }
        for actor in ref.actors
    ]


def own(known: Mapping[str, Any]) -> Json:
    """Data under our own terms, what is not known left out."""
    return {f"standoff:{name}": value for name, value in known.items() if value is not None}


def iri(kind: str, id: str) -> str:
    """The name of something of a case, by its kind and id."""
    return f"urn:standoff:{kind}:{_quoted(id)}"


def _quoted(id: str) -> str:
    return quote(id, safe=":-._", errors="surrogatepass")


def _textual(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en"}


def _selector(role: str, span: Span) -> Json:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end, "standoff:role": role}
