"""From drafts to statements: act, channel, addressee and ids. What every reader does in the same way at the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from standoff.model import Reading, Report, Span, Statement, Syntax

from .acts import act_of, weighed
from .clauses import Clauses
from .details import addressee_of, channel_of
from .statements import Draft
from .voices import statement_id


def not_read(report: Report, run: str) -> Reading:
    """The empty reading of a report in another language, with a note that says so."""
    note = "Not read: the text does not seem to be English, the only language that the reader knows."
    return Reading(report, run, notes=(note,))


def statements_of(
    report: Report, drafts: Sequence[Draft], source_of: Mapping[Span, str], sentences: Sequence[Span], syntax: Syntax | None = None
) -> tuple[Statement, ...]:
    """The statements of a report. `source_of` gives the mention of each source by the statement's cue; `sentences` are in order."""
    starts = [s.start for s in sentences]
    clauses = Clauses(report.text, syntax) if syntax is not None else None

    def around(cue: Span) -> Span:
        at = max(0, bisect_right(starts, cue.start) - 1)
        return sentences[at] if sentences and sentences[at].overlaps(cue) else cue

    return tuple(_statement(report, d, source_of.get(d.cue), around(d.cue), clauses) for d in drafts)


def _statement(report: Report, d: Draft, mention: str | None, sentence: Span, clauses: Clauses | None) -> Statement:
    text = report.text
    channel = d.channel or channel_of(text, sentence, d.cue, d.source, d.content, clauses)
    return Statement(
        statement_id(report.id, d.cue),
        d.source,
        d.cue,
        d.content,
        d.kind,
        weighed(act_of(text, d.cue, d.content, d.source), d.acts),
        channel=channel,
        addressee=addressee_of(text, sentence, d.cue, d.source, d.content, channel, clauses),
        parent=statement_id(report.id, d.parent) if d.parent else None,
        source_mention=mention,
        confidence=round(d.confidence, 3),
    )
