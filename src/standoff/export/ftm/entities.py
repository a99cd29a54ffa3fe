"""The account as entities of FollowTheMoney, a line of JSON each, for Aleph, OpenAleph and the tools of OpenSanctions.

Articles come first, then those who act, their ties, the deeds, and what is said, so that each entity refers to what stands before it.
`datasets`, `caption` and the like are added by the programs that keep such entities. A checksum is left out: FollowTheMoney's is the SHA-1
of an archived file. The format is described at https://followthemoney.tech/.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Report
from ..parcel import Parcel
from ..plain import one_line
from .actors import actors
from .deeds import events, ties
from .known import Known
from .notes import notes
from .values import cleaned, line, text_parts


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """The entities of a case, line by line. Private persons have none unless asked for, texts are left out unless asked for."""
    known = Known(parcel)
    yield from _articles(known, full_text=parcel.full_text)
    yield from actors(known)
    yield from ties(known)
    yield from events(known)
    yield from notes(known)


def _articles(known: Known, *, full_text: bool) -> Iterator[bytes]:
    """One `Article` per report, in the order of publication. Aleph shows the first part of a text that is too long for one value."""
    for id, report in known.reports.items():
        yield line(
            known.articles[id],
            "Article",
            {
                "title": [report.title],
                "fileName": [report.file if cleaned("string", report.file) else id],
                "publisher": [report.outlet],
                "publishedAt": [report.published.iso if report.published else None],
                "sourceUrl": [report.url],
                "language": [report.language],
                "description": [_told(report)],
                "notes": _credits(report),
                "bodyText": text_parts(report.text) if full_text else [],
            },
        )


def _told(report: Report) -> str:
    published = f"published {report.published.iso} ({report.published.how})" if report.published else "undated"
    return one_line(
        f"Report {report.id}, {published}. Places are given as {report.id}:start-end, counted in Unicode code points of the text as kept: "
        f"{len(report.text)} code points, SHA-256 {report.sha256}."
    )


def _credits(report: Report) -> list[str | None]:
    """The origins that a report credits, and which report it is a later version of."""
    credits = [f"Credits {one_line(o.name)} {'for the whole report' if o.whole else 'for a part'}." for o in report.origins]
    return [*credits, f"Later version of report {report.version_of}." if report.version_of else None]
