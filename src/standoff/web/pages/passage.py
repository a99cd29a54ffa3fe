"""One passage: the words in their surroundings, how to cite them, what rests on them, where the same is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import CaseView, LedgerRow
from ...case.pages import NoPlace, Place, citations, place
from ...model import Report, Span
from ...model.visible import visible
from ..desk import Desk
from ..render import Head, address, as_json, attached
from ..urls import sibling, url
from .common import TheDesk, TheRenderer, documented
from .report import ReportId, facts, full_id, language_of, moved, nowhere, source_of

router = APIRouter(tags=["passages"])
Cite = Literal["text", "markdown", "csl", "annotation"]
_FORMS: dict[Cite, tuple[str, str, str]] = {
    "text": ("Text", "text/plain; charset=utf-8", "txt"),
    "markdown": ("Markdown", "text/markdown; charset=utf-8", "md"),
    "csl": ("CSL-JSON", "application/vnd.citationstyles.csl+json", "csl.json"),
    "annotation": ("Web Annotation", "application/ld+json", "jsonld"),
}
_ELSEWHERE = 10  # passages of a claim that are listed; its own page has all
_BLANK = re.compile(r"(\s*\n[^\S\n]*\n\s*)")
Offset = Annotated[int, Path(ge=0, description="code points from the beginning of the text")]


class How(BaseModel):
    """Whether a citation is asked for, as a file."""

    cite: Annotated[Cite | None, Field(default=None, description="give only the citation, in this form")]


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """A passage as JSON: where it stands, whose words it is, what rests on it, its citations by form.

    `place` has no text around the passage: what is passed on carries the quoted evidence only.
    """

    place: Place
    title: str | None
    file: str
    published_how: str | None
    url: str | None
    language: str
    citations: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a passage in its surroundings, and what it is there: source, cue, content, marker, rest, around, or a break."""

    text: str
    role: str


@router.get("/passage/{report:path}/{start}-{end}.json", responses=documented(PassageDocument))
async def as_document(request: Request, desk: TheDesk, report: ReportId, start: Offset, end: Offset) -> Response:
    """A passage, grown to the source and cue of what it holds; of a stretch that no view shows at most 1,200 code points."""
    full = full_id(desk.view, report)
    if full != report:
        return moved(sibling(url("passage", report=full, start=start, end=end), "json"), request)
    found = _place(desk.view, full, start, end)
    held = desk.view.material.reading(full).report
    return as_json(
        PassageDocument(
            place=replace(found, before=None, after=None),
            title=held.title,
            file=held.file,
            published_how=held.published.how if held.published else None,
            url=held.url,
            language=held.language,
            citations=_citations(held, found),
        )
    )


@router.get("/passage/{report:path}/{start}-{end}", include_in_schema=False)
async def page(
    request: Request, desk: TheDesk, render: TheRenderer, report: ReportId, start: Offset, end: Offset, query: Annotated[How, Query()]
) -> Response:
    """The page, or one citation."""
    full = full_id(desk.view, report)
    if full != report:
        return moved(url("passage", report=full, start=start, end=end), request)
    found = _place(desk.view, full, start, end)
    held = desk.view.material.reading(full).report
    cited = _citations(held, found)
    if query.cite:
        _, media, ending = _FORMS[query.cite]
        name = attached(f"{found.chip}-{found.span.start}-{found.span.end}.{ending}")
        return Response(cited[query.cite].encode("utf-8", "replace"), media_type=media, headers={"content-disposition": name})
    return render.html("passage.html", _head(request, found), **_shown(desk, held, found), formats=_formats(cited))


def _place(view: CaseView, report: str, start: int, end: int) -> Place:
    """The passage at an address. Raises NotFound, with the nearest statement."""
    found = place(view.material, report, start, end, anywhere=True)
    if isinstance(found, NoPlace):
        raise nowhere(view, report, start, end)
    return found


def _head(request: Request, found: Place) -> Head:
    path = url("passage", report=found.report, start=found.asked.start, end=found.asked.end)
    return Head(
        title=f"{visible(found.outlet, lines=False)}, characters {found.span.start}–{found.span.end}",
        path=address(request),
        json=sibling(path, "json"),
        current="reports",
        description="A passage in its surroundings, how to cite it, and what rests on it.",
    )


def _shown(desk: Desk, report: Report, found: Place) -> dict[str, Any]:
    """What the template shows of a passage."""
    rows = [("Passage", f"{found.span.start}–{found.span.end}, {len(found.span):,} characters")]
    rows += [("Asked for", f"{found.asked.start}–{found.asked.end}")] if found.asked != found.span else []
    rows += [("Paragraph", f"{found.number:,} of {len(report.paragraphs):,}")] if found.number else []
    rows += [("Furniture", found.furniture)] if found.furniture else []
    return {
        "place": found,
        "report": report,
        "lang": language_of(report),
        "words": _words(report, found),
        "facts": [*rows, *facts(desk.view, report)],
        "source": source_of(report),
        "elsewhere": _ELSEWHERE,
        "whole": url("report", id=report.id, at=found.span.start),
    }


def _words(report: Report, found: Place) -> tuple[Words, ...]:
    """The passage with the text around it, nothing left out: what no carried passage shows stands as it is in the text."""
    passages = (*(carried.passage for carried in found.carried), *(row.passage for row in found.statements))
    roles = sorted({(p.span, p.role) for passage in passages for p in passage.pieces if p.span and p.role != "context"})
    words = [Words(found.before.quote, "around")] if found.before else []
    at = found.span.start
    for span, role in roles:
        if span.end <= at:
            continue
        words += [Words(report.quote(Span(at, span.start)), "rest")] if span.start > at else []
        words.append(Words(report.quote(Span(max(at, span.start), span.end)), role))
        at = span.end
    words += [Words(report.quote(Span(at, found.span.end)), "rest")] if at < found.span.end else []
    words += [Words(found.after.quote, "around")] if found.after else []
    return tuple(piece for word in words for piece in _parted(word))


def _parted(word: Words) -> Iterator[Words]:
    """A stretch in lines: a blank line of the text parts it."""
    for n, text in enumerate(_BLANK.split(word.text)):
        if text:
            yield Words(text, "break" if n % 2 else word.role)


def _main(found: Place) -> tuple[int, LedgerRow | None]:
    """Which of the carried passages is cited: the first that holds all that was asked for; with its statement."""
    n = next((n for n, carried in enumerate(found.carried) if carried.passage.span.covers(found.asked)), 0)
    span = found.carried[n].passage.span
    return n, next((row for row in found.statements if row.passage.span == span), None)


def _citations(report: Report, found: Place) -> dict[str, str]:
    n, row = _main(found)
    carried = found.carried[n]
    return citations(report, carried.passage, carried.chain, row.cue if row else None)


def _formats(cited: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(key, name, cited[key]) for key, (name, _, _) in _FORMS.items()]
