"""What of a report is read: its paragraphs without the furniture that says nothing."""

from __future__ import annotations

from standoff.model import Report, Span

_READ_FURNITURE = frozenset({"headline"})  # the only furniture that speaks


def body_of(report: Report) -> list[Span]:
    """The paragraphs of a report without the furniture that says nothing (captions, credits, bylines …)."""
    holes = sorted(f.span for f in report.furniture if f.kind not in _READ_FURNITURE)
    result = []
    for paragraph in report.paragraphs:
        start = paragraph.start
        for hole in holes:
            if hole.end <= start or hole.start >= paragraph.end:
                continue
            if hole.start > start:
                result.append((start, hole.start))
            start = max(start, hole.end)
        if start < paragraph.end:
            result.append((start, paragraph.end))
    return [Span(a, b) for a, b in result if report.text[a:b].strip()]
