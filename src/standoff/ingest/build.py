"""From a text and what is known about it to a Report: one place that fills every field, whatever the text came in."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.model import BadInput, Dated, Report, Span
from standoff.model.report import report_id

from . import furniture
from .dates import date_in_url, date_inside
from .language import UNKNOWN, Tongues, tongues
from .meta import Row
from .outlet import from_host
from .paragraphs import paragraphs

LIMIT = 5_000_000  # bytes of one report; the longest news texts are below 200,000
_SOME = 0.1  # share of words in other languages from which a report is marked


@dataclass(frozen=True, slots=True)
class Raw:
    """A text on its way to a report, with what its container said of it. `titled` tells that the title stands first in the text, apart."""

    file: str
    text: str
    encoding: str
    outlet: str | None = None
    published: Dated | None = None
    url: str | None = None
    title: str | None = None
    titled: bool = False
    extractor: str | None = None
    notes: tuple[str, ...] = ()


def with_title(title: str | None, body: str) -> str:
    """The text of a report whose title comes apart from its body: title, blank line, body; the title is not printed twice."""
    if not title or not title.strip():
        return body
    first, _, rest = body.lstrip().partition("\n")
    if first.strip() == title.strip():
        body = rest.lstrip("\r\n")
    return f"{title}\n\n{body}"


def build(raw: Raw, row: Row | None, outlet: str | None, *, where: str) -> Report:
    """Makes the report. What the metadata row says goes first, then `outlet`, then what the container and the text say.

    Raises BadInput when the text holds nothing to read.
    """
    if not any(c.isalnum() for c in raw.text):
        what = "It is empty." if not raw.text else "It holds no words, only white space or marks."
        raise BadInput(what, where=where, hint="put the text of the report into it, or leave it out.")
    blocks = paragraphs(raw.text, wrapped=raw.extractor is None)
    title = (row.title if row else None) or raw.title
    url = (row.url if row else None) or raw.url
    name = (row.outlet if row else None) or outlet or raw.outlet or from_host(url)
    found = furniture.find(raw.text, blocks, title=raw.title if raw.titled else title, outlet=name)
    published, notes = _published(raw, row, url, found)
    spoken = tongues(raw.text, blocks)
    notes += _tongue_notes(spoken)
    headline = next((f.span.of(raw.text) for f in found.furniture if f.kind == "headline"), None)
    return Report(
        id=report_id(name, raw.text),
        file=raw.file,
        text=raw.text,
        paragraphs=blocks,
        furniture=found.furniture,
        outlet=name,
        published=published,
        url=url,
        title=title or headline,
        language=spoken.main,
        origins=found.origins,
        encoding=raw.encoding,
        extractor=raw.extractor,
        notes=(*raw.notes, *notes),
    )


def _published(raw: Raw, row: Row | None, url: str | None, found: furniture.Found) -> tuple[Dated | None, tuple[str, ...]]:
    """The date of publication by the best witness there is. A day without a year dates nothing and is only noted."""
    known = (row.published if row else None) or raw.published
    if known:
        return known, ()
    for item in found.furniture:
        if item.kind == "dateline" and (iso := _stamp(raw.text, item.span, found)):
            return Dated(iso, "time stamp in the text"), ()
    for line in found.datelines:
        if line.iso:
            return Dated(line.iso, "dateline"), ()
    if url and (iso := date_in_url(url)):
        return Dated(iso, "address"), ()
    day = next((line.day for line in found.datelines if line.day), None)
    return None, ((f"The dateline says {day} without a year; the report is kept undated.",) if day else ())


def _tongue_notes(spoken: Tongues) -> tuple[str, ...]:
    """What is said of a text that is not all English."""
    if spoken.main == UNKNOWN:
        return ("The language was not determined as English; the reader is made for English.",)
    if spoken.main != "en":
        return (f"The text is in another language ({spoken.main}); the reader is made for English.",)
    if spoken.foreign >= _SOME and spoken.other:
        which = "another language" if spoken.other == UNKNOWN else f"another language ({spoken.other})"
        return (f"About {round(100 * spoken.foreign)} % of the words are in {which}.",)
    return ()


def _stamp(text: str, span: Span, found: furniture.Found) -> str | None:
    return None if any(d.span == span for d in found.datelines) else date_inside(span.of(text))
