"""A report: one article of one outlet, its text verbatim as decoded."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from .errors import OffsetError
from .notebook import fact_table, lines
from .run import Anchor
from .span import Evidence, Span

FurnitureKind = Literal[
    "headline",
    "byline",
    "dateline",
    "caption",
    "repeated caption",
    "credit",
    "origin",
    "cross-reference",
    "navigation",
    "advertisement",
]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch that is not body text, by the kinds of section 9 of the reading guide."""

    span: Span
    kind: FurnitureKind

    def __post_init__(self) -> None:
        if self.kind not in get_args(FurnitureKind):
            raise ValueError(f"{self.kind!r} is not a kind of furniture.")


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin that the report credits ("With inputs from Reuters"): the name, and where the text says so.

    `whole` tells a credit for the whole report from one for a single fact ("according to AFP").
    """

    name: str
    span: Span | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as ISO 8601, no finer than known (2019-04-30, 2019-04, 2019), and how it is known."""

    iso: str
    how: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `id` derives from outlet and text; `text` is never rewritten; all else is spans over it.

    `file` is the name it came under, `encoding` how its bytes were decoded and how that was known. `paragraphs` are the
    blocks of the text in order, furniture included. `extractor` names the program that took the text out of HTML.
    Raises OffsetError when a span does not lie in the text.
    """

    id: str
    file: str
    text: str
    paragraphs: tuple[Span, ...]
    furniture: tuple[Furniture, ...] = ()
    outlet: str | None = None
    published: Dated | None = None
    url: str | None = None
    title: str | None = None
    language: str = "en"
    origins: tuple[Origin, ...] = ()
    encoding: str = "utf-8"
    extractor: str | None = None
    version_of: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        spans = [*self.paragraphs, *(f.span for f in self.furniture), *(o.span for o in self.origins if o.span)]
        for span in spans:
            if span.end > len(self.text):
                raise OffsetError(f"[{span.start}, {span.end}) reaches past the {len(self.text)} characters of the text.", where=self.file)

    @property
    def sha256(self) -> str:
        """The hash of the text as UTF-8, in hexadecimal."""
        return text_hash(self.text)

    def quote(self, span: Span) -> str:
        """The characters of a span of this report."""
        return span.of(self.text)

    def evidence(self, span: Span) -> Evidence:
        """The span as evidence that carries its characters."""
        return Evidence(self.id, span, span.of(self.text))

    def anchor(self, span: Span) -> Anchor:
        """The span as what a judgement is tied to."""
        return Anchor(self.id, self.sha256, span, span.of(self.text))

    def in_furniture(self, span: Span) -> FurnitureKind | None:
        """The kind of furniture that the span touches, or None for body text."""
        return next((f.kind for f in self.furniture if f.span.overlaps(span)), None)

    def facts(self) -> list[tuple[str, str | None]]:
        """What is known of the report, without its text: names and values to show."""
        date = f"{self.published.iso} ({self.published.how})" if self.published else "undated"
        return [("outlet", self.outlet), ("date", date), ("title", self.title), ("file", self.file), ("characters", f"{len(self.text):,}")]

    def _repr_html_(self) -> str:
        """The report in a notebook, without its text."""
        return fact_table([*self.facts(), ("notes", lines(self.notes))])


def text_hash(text: str) -> str:
    """SHA-256 of a text as UTF-8 (lone surrogates kept), in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(outlet: str | None, text: str) -> str:
    """The id of a report: 12 hexadecimal digits over outlet and text, so that wire copy in two outlets is two reports."""
    return text_hash(f"{outlet or ''}\0{text}")[:12]
