"""Where reports have their text from: copies of one another, the origins they credit, and the origins that corroboration counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .span import Evidence, Span

CopyKind = Literal["reprint", "rewrite", "passage"]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage that stands in two reports, as a span of each. `same` is the share of its own words (outside quotation marks) unchanged.

    `anchors` are pairs of offsets, one in each text, where the same words start or end, in the order of both: between two of them the
    passages run side by side.
    """

    left: Span
    right: Span
    same: float
    anchors: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share text. `left` and `right` are their ids, the lower first: which of them came first is another question.

    `kind`: `reprint` (nearly all of one stands in the other, hardly changed), `rewrite` (a substantial part, or all of it reworked),
    `passage` (single passages of reports that are otherwise their own). `left_share` and `right_share` are the shares (0 to 1) of the words
    outside quotation marks of each that lie in the passages. `confidence` is calibrated (0 to 1), `reason` is made to be read.
    """

    left: str
    right: str
    kind: CopyKind
    left_share: float
    right_share: float
    passages: tuple[Aligned, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Credit:
    """An origin that a report credits, and where the text says so (None where only its metadata do).

    `covers` are the passages it is credited for, empty for the whole report. `place` is where it stands: `dateline`, `byline`, `credit`
    (a line of its own, "With inputs from ...") or `text`. `medium` tells that the name is known as a news house; another organisation
    is an origin only in a case that has an outlet of its name.
    """

    name: str
    evidence: Evidence | None
    covers: tuple[Span, ...]
    place: Literal["dateline", "byline", "credit", "text"]
    medium: bool = True


@dataclass(frozen=True, slots=True)
class Provenance:
    """What one report says of where it has its facts from. `house` is the outlet by its usual name, None where it is not known."""

    report: str
    house: str | None
    published: str | None
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A passage that carries a claim. `credited` names whom its statement credits, where that is resolved ("Reuters", an actor's name)."""

    report: str
    span: Span
    credited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedOrigin:
    """One origin of a claim, counted once, with the reports whose passages go back to it, in order of their ids.

    `name` is who is credited, or the outlet whose own text it is, or the id of a report whose outlet is not known. `reason` is made to be
    read, `evidence` holds the credits.
    """

    name: str
    reports: tuple[str, ...]
    reason: str
    evidence: tuple[Evidence, ...] = ()
