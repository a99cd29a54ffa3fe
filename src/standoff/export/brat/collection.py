"""The texts and all that the account ties to them, as a brat collection (standoff format, brat.nlplab.org/standoff.html).

Offsets are code points of the report's text, in the file as in the case. Without full texts a file has blanks for every character that is
no evidence, so that the offsets hold and no more than the evidence leaves the house.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256

from ...account import statement_passage
from ...account.events import shown_span
from ...model import OUTLET, Reading, Report, Span
from ...model.visible import visible
from ..citations import web_address
from ..formats import Files
from ..parcel import Parcel
from ..sheets import guarded
from ..told import Held, Told, stretches
from .layers import Layers
from .text import masked, written
from .types import annotation_conf, visual_conf

Across = tuple[Span, Callable[[Layers], object]]  # evidence of a comparison, and how it is written
_README = """A collection in brat's standoff format: one .txt and one .ann file for each report.

What is in a report stands beside it by offsets in code points. A statement is an event: its trigger is the cue, its roles are the source
as written, the content (in fragments where it is parted), channel and addressee, and the statement it stands within; a quotation that goes
on without a cue has its content for a trigger. Events, figures, labels and open questions name the statement that tells them (Voice), and
Told_by says whether that is a source or the outlet. Position, Claim and Tie mark the passages that a dispute, a claim or a tie rests on.
Notes with the sign ≈ say who is inferred to be meant: the text does not say so there.

{texts}
A CR before a line feed is a blank, and so is a byte order mark at the beginning; half of a surrogate pair is U+FFFD. Each stands for one
code point, so that all offsets are those of the text as read. reports.tsv tells which file is which report.
"""
_WHOLE = "The .txt files have the full texts.\n"
_PARTS = "The .txt files have only what is quoted as evidence, and blanks for every other character; line ends stay.\n"


def files(parcel: Parcel) -> Files:
    """The files of the collection: configuration, README, the list of reports, then text and annotations of each report."""
    told = Told(parcel)
    readings = parcel.material.readings
    yield "annotation.conf", [annotation_conf()]
    yield "visual.conf", [visual_conf()]
    yield "README", [_README.format(texts=_WHOLE if parcel.full_text else _PARTS).encode()]
    yield "reports.tsv", [_listed(reading.report for reading in readings)]
    across = _across(told, parcel)
    for reading in readings:
        name, here = file_name(reading.report), across.get(reading.report.id, [])
        whole = written(reading.report.text)
        text = whole if parcel.full_text else masked(whole, _evidence(told, reading, here))
        yield f"{name}.txt", [text.encode()]
        yield f"{name}.ann", _annotations(told, reading, text, whole, here)


def file_name(report: Report) -> str:
    """The name of a report's files, without suffix: date, outlet or file, id; ASCII, no two alike even where case makes no difference."""
    date = re.sub(r"[^0-9-]", "", report.published.iso)[:10] if report.published else ""
    plain = unicodedata.normalize("NFKD", report.outlet or report.file.rpartition("/")[2].partition(".")[0])
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")[:40].strip("-")
    id = report.id if re.fullmatch("[0-9a-f]{12}", report.id) else sha256(report.id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{date or 'undated'}_{words or 'report'}_{id}"


def _annotations(told: Told, reading: Reading, text: str, whole: str, across: Iterable[Across]) -> Iterator[bytes]:
    layers = Layers(told, reading, text, whole)
    for _, write in across:
        write(layers)
    yield "".join(f"{line}\n" for line in layers.out.lines()).encode()


def _across(told: Told, parcel: Parcel) -> dict[str, list[Across]]:
    """What disputes, claims and ties rest on, by report, in the order of the text."""
    found: dict[str, list[Across]] = defaultdict(list)

    def add(held: Held, write: Callable[[Layers], object]) -> None:
        found[held.evidence.report].append((held.evidence.span, write))

    links = parcel.material.links
    for dispute in sorted(links.disputes, key=lambda d: d.id):
        for position, held in told.positions(dispute):
            add(held, partial(Layers.position, dispute=dispute, position=position, held=held))
    for claim in sorted(links.claims, key=lambda c: c.id):
        for denies, _, held in told.carriers(claim):
            add(held, partial(Layers.claim, id=claim.id, passages=len(claim.carriers), denies=denies, held=held))
    for reading in parcel.material.readings:
        for _, tie in told.ties(reading.report.id):
            found[reading.report.id].append((tie.evidence.span, partial(Layers.tie, tie=tie)))
    return {report: sorted(items, key=lambda item: item[0]) for report, items in found.items()}


def _evidence(told: Told, reading: Reading, across: Iterable[Across]) -> Iterator[Span]:
    """The stretches of a report that the account quotes."""
    for s in reading.statements:
        yield from s.spans()
        # With the words between its parts: "did not" may stand between source and cue.
        yield from stretches(statement_passage(reading.report, s))
    for e in reading.events:
        yield shown_span(told.material, reading, e) if e.voice == OUTLET else e.trigger
    for f in reading.figures:
        yield from (span for span in (f.span, f.of, f.place, f.date) if span)
    yield from (x.span for x in reading.labels)
    for q in reading.open_questions:
        yield q.span.hull(q.marker)
    # Whoever says it stands among the statements.
    yield from (span for span, _ in across)


def _listed(reports: Iterable[Report]) -> bytes:
    """The reports as a table with tabs, one to a line."""
    rows = [("file", "report", "outlet", "published", "title", "address", "sha256", "characters")]
    for r in reports:
        published = r.published.iso if r.published else ""
        told = (r.outlet or "", published, r.title or "", web_address(r.url) or "")
        rows.append((file_name(r), r.id, *told, r.sha256, str(len(r.text))))
    return "".join("\t".join(guarded(visible(cell, lines=False)) for cell in row) + "\n" for row in rows).encode()
