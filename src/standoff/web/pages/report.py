"""One report: its text with what was found in it as marks, and who says what in the margin; in a folder perhaps only what is quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...case import CaseView, EventRow, LedgerRow, Mark, ReportView, abridge
from ...case.pages import NoPlace, Segment, parts, place, placed, segments, web_address
from ...model import FurnitureKind, Report, Span, UsageProblem
from ...model.visible import visible
from ..errors import NotFound
from ..evidence import kept, within
from ..render import Head, Still, address, as_json, shown
from ..urls import sibling, url
from .common import TheDesk, TheRenderer, documented

router = APIRouter(tags=["reports"])
PART = 60_000  # code points of a text that come at once
_NEAR = 200  # code points of a statement that is offered
LAYERS = {
    "content": "statement",
    "source": "source",
    "cue": "cue",
    "figure": "figure",
    "label": "label",
    "event": "event",
    "open": "open question",
    "furniture": "furniture",
}
_KEY = {"open question": "open"}  # layers whose name is no class
ReportId = Annotated[str, Path(description="id of a report, the beginning of one, or a file name")]


class Astray(NotFound):
    """An address where nothing stands; `nearest` are links, by name, to what may be meant."""

    def __init__(self, what: str, *, where: str, hint: str, nearest: Sequence[tuple[str, str]]) -> None:
        super().__init__(what, where=where, hint=hint)
        self.nearest = tuple(nearest)


class Shown(BaseModel):
    """What of a report is shown: which layers, which part of a long text, or the part that has a place."""

    layers: Annotated[list[str] | None, Field(default=None, max_length=20, description="marks that are shown: " + ", ".join(LAYERS))]
    page: Annotated[int | None, Field(default=None, ge=1, le=1_000_000, description="part of a long text, from 1")]
    at: Annotated[int | None, Field(default=None, ge=0, description="a place in the text, in code points")]


class Whole(BaseModel):
    """Whether the text comes with it."""

    full_text: Annotated[bool, Field(default=False, description="give the whole text too, not only the quoted evidence")]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report as JSON: what is known about it, its statements and events, every mark. `text` is None unless it was asked for."""

    id: str
    chip: str
    outlet: str | None
    title: str | None
    file: str
    published: str | None
    published_how: str | None
    url: str | None
    language: str
    sha256: str
    length: int
    paragraphs: tuple[Span, ...]
    origins: tuple[str, ...]
    by_hand: tuple[str, ...]
    notes: tuple[str, ...]
    statements: tuple[LedgerRow, ...]
    events: tuple[EventRow, ...]
    marks: tuple[Mark, ...]
    text: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin: on a statement (`key` is its number) or on an event (its number behind an e)."""

    key: str
    statement: LedgerRow | None = None
    event: EventRow | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph that looks the same all along: its classes, the id it is reached by, the kind of the furniture that
    begins with it, and the notes on what ends with it. `left` tells that so many characters are left out in its place."""

    text: str
    classes: str
    id: str | None
    kind: FurnitureKind | None
    ends: tuple[Note, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as shown; `glued` where no line break of the text parts it from the one before."""

    stretches: tuple[Stretch, ...]
    glued: bool
    notes: tuple[Note, ...]


@router.get("/report/{id:path}.json", responses=documented(ReportDocument))
async def as_document(request: Request, desk: TheDesk, id: ReportId, query: Annotated[Whole, Query()]) -> Response:
    """What is known about a report, its statements and marks; the text itself only with `full_text`."""
    full = full_id(desk.view, id)
    if full != id:
        return moved(sibling(url("report", id=full), "json"), request)
    view = desk.view.report(full)
    report = view.report
    return as_json(
        ReportDocument(
            id=report.id,
            chip=view.chip,
            outlet=report.outlet,
            title=report.title,
            file=report.file,
            published=report.published.iso if report.published else None,
            published_how=report.published.how if report.published else None,
            url=report.url,
            language=report.language,
            sha256=report.sha256,
            length=len(report.text),
            paragraphs=report.paragraphs,
            origins=tuple(dict.fromkeys(origin.name for origin in report.origins)),
            by_hand=desk.view.by_hand.get(full, ()),
            notes=view.notes,
            statements=view.statements,
            events=view.events,
            marks=view.marks,
            text=report.text if query.full_text else None,
        )
    )


@router.get("/report/{id:path}", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, id: ReportId, query: Annotated[Shown, Query()]) -> Response:
    """The page."""
    full = full_id(desk.view, id)
    if full != id:
        return moved(url("report", id=full), request)
    view = desk.view.report(full)
    report, outlet = view.report, desk.view.material.outlet(full)
    pages = parts(desk.view.material.reading(full), PART)
    if query.at is not None and query.at >= max(1, len(report.text)):
        raise nowhere(desk.view, full, query.at, query.at + 1)
    number = query.page or (_page_of(pages, query.at) if query.at is not None else 1)
    if number > len(pages):
        raise NotFound(f"{_called(report, outlet)} has {len(pages)} parts, not {number}.", where=report.id, hint=url("report", id=full))
    blocks = _blocks(view, pages, number - 1, query.at, render.still)
    on = [key for key in LAYERS if query.layers is None or key in query.layers]
    kept = None if query.layers is None else ["", *on]

    def href(part: int) -> str:
        return url("report", id=full, layers=kept, page=part if part > 1 else None)

    name = visible(report.title or report.file, lines=False)
    head = Head(
        title=f"{visible(outlet, lines=False)}: {name}" if report.outlet else name,
        path=address(request),
        json=sibling(url("report", id=full), "json"),
        current="reports",
        description="A report with its statements, events, figures, labels and open questions marked, and who says what in the margin.",
    )
    disputes = {id for row in view.statements for id in row.disputes}
    return render.html(
        "report.html",
        head,
        report=report,
        outlet=outlet,
        chip=view.chip,
        counts=_counts(view),
        facts=facts(desk.view, report),
        source=source_of(report),
        notes=view.notes,
        blocks=blocks,
        lang=language_of(report),
        layers=[(key, label, key in on) for key, label in LAYERS.items()],
        on=" ".join(f"on-{key}" for key in on),
        hidden=[("page", number)] if number > 1 else [],
        questions={row.id: row.question for row in desk.view.disputes() if row.id in disputes},
        span=(pages[number - 1][0].start, pages[number - 1][-1].end) if pages[number - 1] else (0, 0),
        pager={
            "page": number,
            "pages": len(pages),
            "previous": href(number - 1) if number > 1 else None,
            "next": href(number + 1) if number < len(pages) else None,
        },
    )


def full_id(view: CaseView, name: str) -> str:
    """The id of the report that an address names, by id, the beginning of one, or file name. Raises NotFound."""
    try:
        return view.id_of(name)
    except UsageProblem as problem:
        alike = [r for r in view.reports() if name and (r.id.startswith(name.casefold()) or name in (r.file, PurePath(r.file).name))]
        links = [*((r.title or r.file, url("report", id=r.id)) for r in alike[:8]), ("All reports", url("reports"))]
        raise Astray(problem.what, where=f"/report/{name}"[:120], hint="the list of reports", nearest=links) from None


def moved(path: str, request: Request) -> Response:
    """Leads to the full address of what was asked for by a shorter one."""
    return RedirectResponse(path + (f"?{request.url.query}" if request.url.query else ""), status_code=308)


def nowhere(view: CaseView, report: str, start: int, end: int) -> NotFound:
    """That no passage stands at an address of a report: names it, its length and hash, and the nearest statement."""
    missing = place(view.material, report, start, end)  # outside of the text, or what no view shows
    held = view.material.reading(report).report
    links = [("The whole report", url("report", id=report))]
    if isinstance(missing, NoPlace) and missing.nearest:
        near = abridge(missing.nearest.passage, _NEAR)
        links.insert(0, (f"The nearest statement: {near.text}", url("passage", report=report, start=near.span.start, end=near.span.end)))
    return Astray(
        f"No passage of {_called(held, view.material.outlet(report))} stands at {start}–{end}.",
        where=f"The text of report {report} has {len(held.text):,} characters; its SHA-256 is {held.sha256}.",
        hint="the nearest statement, or the whole report",
        nearest=links,
    )


def language_of(report: Report) -> str | None:
    """The language of a text, where it is another than that of the pages."""
    return report.language if report.language and report.language != "en" else None


def facts(view: CaseView, report: Report) -> list[tuple[Any, ...]]:
    """What is known about a report, as terms and values."""
    published = report.published
    origins = ", ".join(dict.fromkeys(o.name for o in report.origins))
    by_hand = view.by_hand.get(report.id, ())
    rows: list[tuple[Any, ...]] = [
        ("Outlet", shown(report.outlet or "no outlet named")),
        ("Published", f"{published.iso} ({visible(published.how, lines=False)})" if published else "undated"),
        ("File", shown(visible(report.file, lines=False))),
    ]
    rows += [("Language", shown(report.language))] if report.language else []
    rows += [("Credits", shown(origins))] if origins else []
    rows += [("Set by a person", ", ".join(by_hand))] if by_hand else []
    rows += [("Characters", f"{len(report.text):,}"), ("SHA-256 of the text", report.sha256), ("Id", report.id)]
    return rows


def source_of(report: Report) -> tuple[str, str | None] | None:
    """The address that a report came from, as written, and as a link where it is http(s)."""
    return (report.url, web_address(report.url)) if report.url else None


def _called(report: Report, outlet: str) -> str:
    return f"the report of {outlet}" if report.outlet else f"the report {report.file}"


def _counts(view: ReportView) -> list[tuple[int, str]]:
    """How many marks of each kind there are."""
    items = {layer: {m.item for m in view.marks if m.layer == layer} for layer in ("event", "figure", "label", "open question")}
    return [(len(view.statements), "statement"), *((len(found), layer) for layer, found in items.items())]


def _page_of(pages: Sequence[Sequence[Span]], offset: int) -> int:
    blocks = [(block, n) for n, part in enumerate(pages, 1) for block in part]
    return blocks[placed([block for block, _ in blocks], offset)][1] if blocks else 1


def anchor(blocks: Sequence[Span], offset: int) -> tuple[int, int]:
    """Where a place of a text is reached: the number of the paragraph that has it or follows it, and the nearest offset in that."""
    n = placed(blocks, offset)
    return n, min(max(offset, blocks[n].start), blocks[n].end - 1)


def _blocks(view: ReportView, pages: Sequence[Sequence[Span]], part: int, at: int | None, still: Still | None = None) -> tuple[Block, ...]:
    """The paragraphs of a part, each cut into stretches, with the notes on what ends in it. Linear in marks but for the sorting."""
    text, flat, mine = view.report.text, [block for page in pages for block in page], pages[part]
    if not mine:
        return ()
    first = sum(len(page) for page in pages[:part])
    starts: dict[int, dict[int, str]] = defaultdict(dict)
    quoted = [*still.quoted(view.report.id), *(row.passage.span for row in view.events)] if still else []
    for offset in [*([at] if at is not None else []), *(row.passage.span.start for row in view.statements), *(s.start for s in quoted)]:
        n, place = anchor(flat, offset)
        # Files lead to where the id can stand: two places before a paragraph are one.
        starts[n].setdefault(place, f"c{place if still else offset}")
    ends: dict[int, list[tuple[int, Note]]] = defaultdict(list)
    for end, note in _notes(view):
        n = placed(flat, end - 1)
        ends[n].append((max(flat[n].start + 1, min(end, flat[n].end)), note))
    marks = _by_block(mine, view.marks)
    evidence = kept(view, quoted) if still and not still.full_text else None
    found: list[Block] = []
    for k, block in enumerate(mine):
        n = first + k
        glued = n > 0 and not any(c in text[flat[n - 1].end : block.start] for c in "\n\r\u2028\u2029\x0b\x0c\x85")
        at_edges = [] if evidence is None else [x for span in within(evidence, block) for x in (span.start, span.end)]
        cuts = segments(block, marks[k], [*starts[n], *(end for end, _ in ends[n]), *at_edges])
        stretches = tuple(_stretch(text, cut, starts[n].get(cut.span.start), block, ends[n]) for cut in cuts)
        if evidence is not None:
            stretches = tuple(_left_out(stretches, [bool(within(evidence, cut.span)) for cut in cuts]))
        made = Block(stretches, glued, tuple(note for _, note in ends[n]))
        if found and _nothing(made) and _nothing(found[-1]):
            found[-1] = replace(found[-1], stretches=(_gap([*found[-1].stretches, *stretches]),))
        else:
            found.append(made)
    return tuple(found)


def _left_out(stretches: Iterable[Stretch], quoted: Sequence[bool]) -> Iterable[Stretch]:
    """The stretches that are quoted, and between them how many characters are not; blanks and signs between two stay."""
    gap: list[Stretch] = []
    for stretch, kept_here in zip(stretches, quoted, strict=True):
        if kept_here or stretch.id:
            yield from _closed(gap)
            gap = []
        if kept_here:
            yield stretch
        else:
            gap.append(stretch)
    yield from _closed(gap)


def _closed(gap: Sequence[Stretch]) -> Iterable[Stretch]:
    return [_gap(gap)] if any(c.isalnum() for s in gap for c in s.text) else gap


def _gap(gap: Sequence[Stretch]) -> Stretch:
    return Stretch("", "", gap[0].id, None, tuple(n for s in gap for n in s.ends), sum(s.left or len(s.text) for s in gap))


def _nothing(block: Block) -> bool:
    """Whether nothing of a paragraph is shown and nothing leads to it."""
    return all(s.left and not s.id and not s.ends for s in block.stretches)


def _notes(view: ReportView) -> list[tuple[int, Note]]:
    """The notes on statements and events, each with the offset behind which it stands, in the order of the text."""
    told = sorted(view.statements, key=lambda r: (r.passage.span.end, r.passage.span.start, r.id))
    notes = [(row.passage.span.end, Note(str(number), statement=row)) for number, row in enumerate(told, 1)]
    notes += [(row.trigger.span.end, Note(f"e{number}", event=row)) for number, row in enumerate(view.events, 1)]
    return sorted(notes, key=lambda pair: pair[0])


def _by_block(blocks: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """The marks that lie in each stretch."""
    found: list[list[Mark]] = [[] for _ in blocks]
    for mark in marks:
        n = placed(blocks, mark.span.start)
        while n < len(blocks) and blocks[n].start < mark.span.end:
            if blocks[n].overlaps(mark.span):
                found[n].append(mark)
            n += 1
    return found


def _stretch(text: str, cut: Segment, id: str | None, block: Span, ends: Sequence[tuple[int, Note]]) -> Stretch:
    classes = dict.fromkeys(f"m-{_KEY.get(mark.layer, mark.layer)}" for mark in cut.marks)
    if any(mark.layer == "content" and mark.depth for mark in cut.marks):
        classes["d1"] = None
    furniture = next((m for m in cut.marks if m.layer == "furniture" and cut.span.start == max(m.span.start, block.start)), None)
    return Stretch(
        text=cut.span.of(text),
        classes=" ".join(classes),
        id=id,
        kind=furniture.item if furniture else None,  # type: ignore[arg-type]
        ends=tuple(note for end, note in ends if end == cut.span.end),
    )
