"""Whom a report credits: in its dateline, byline and closing lines, in the words that say where it first stood, and in its text.

The first part is found when a report comes in (`ingest.origins`); what is added here needs the reading: which statement a credit covers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..ingest import agencies
from ..model import Reading, Report, Span, Statement
from ..model.origins import Credit, Provenance
from .fold import fold
from .houses import house, known_house

_CAPITAL = r"(?:(?:[A-Z]\.)+|[A-Z](?:[\w&'’-]|\.(?=\w))*)"
_NAME = rf"(?:[Tt]he )?(?P<name>{_CAPITAL}(?: (?:(?:of|and|&|for|de|the) )?(?:{_CAPITAL}|\d+)){{0,5}})"
_PIECE = r"(?:story|article|report|piece|post|column|essay|commentary|interview|dispatch|investigation)"
_ISSUE = r"(?:(?:the |its )?(?:[A-Z]\w+ (?:\d+, )?(?:\d{4},? )?)?(?:issue|edition) of )?"
_STOOD = r"(?:published|appeared|posted|printed|ran|run|aired|broadcast|produced)"
# Words that say whose the whole report is, each with one that must stand in a text before the rule is tried. Who wrote or reported it may
# be a person: there only a house that the tables know counts.
_WHOLE: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (needle, known, re.compile(rule, re.MULTILINE))
    for needle, known, rule in (
        (
            "his ",
            False,
            rf"(?:[Tt]his|version of this) {_PIECE} (?:was |is |has been |had been |also |first |originally ){{0,3}}{_STOOD} "
            rf"(?:first |originally )?(?:by|in|on|at|with|for) {_ISSUE}{_NAME}",
        ),
        ("his ", True, rf"[Tt]his {_PIECE} (?:was |is )?(?:originally |first )?(?:reported|written) (?:by|for) {_NAME}"),
        ("where this", False, rf"{_NAME}, where this {_PIECE} (?:was )?(?:first|originally) {_STOOD}"),
        ("ublished", False, rf"^\W*(?:Originally|First) published (?:by|in|on|at) {_ISSUE}{_NAME}"),
        ("ppeared", False, rf"^\W*(?:Originally|First) appeared (?:in|on|at) {_ISSUE}{_NAME}"),
        ("ublished", False, rf"\b[Rr]epublished (?:here )?(?:with (?:the )?permission )?(?:from|of|by) {_ISSUE}{_NAME}"),
        ("eprinted", False, rf"\b[Rr]eprinted (?:here )?(?:with (?:the )?permission )?(?:from|of|by) {_ISSUE}{_NAME}"),
    )
)
# "as first reported by The Ilma Post", "The Ilma Post, which first reported": said of the sentence.
_FIRST: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?:first|originally|earlier) reported (?:\w+ )?(?:by|in|on) (?:(?:[A-Z][\w.’'-]+ ){{1,3}}(?:at|of|for) )?{_NAME}"),
    re.compile(rf"{_NAME},? (?:which |who |was the )?first (?:to report|reported)\b"),
)


def provenance(reading: Reading) -> Provenance:
    """What a report says of where it has its facts from, those credited for the whole first. Linear in its length."""
    report = reading.report
    found = [*_of_the_whole(report), *_of_passages(reading)]
    own = house(report.outlet) if report.outlet else None
    kept: dict[tuple[str, tuple[Span, ...]], Credit] = {}
    for credit in found:
        # Its own name in the dateline of an agency is no credit to somebody else.
        if own is None or fold(credit.name) != fold(own):
            kept.setdefault((fold(credit.name), credit.covers), credit)
    return Provenance(report.id, own, report.published.iso if report.published else None, tuple(kept.values()))


def _of_the_whole(report: Report) -> Iterator[Credit]:
    for origin in report.origins:
        if origin.whole:
            kind = report.in_furniture(origin.span) if origin.span else None
            place = kind if kind in ("dateline", "byline") else "credit"
            yield Credit(house(origin.name), report.evidence(origin.span) if origin.span else None, (), place)
    for needle, known, rule in _WHOLE:
        for found in rule.finditer(report.text) if needle in report.text else ():
            if not known or known_house(found["name"]):
                yield Credit(house(found["name"]), report.evidence(Span(*found.span())), (), "credit")


def _of_passages(reading: Reading) -> Iterator[Credit]:
    """Credits for single facts: the sources, addressees and channels of statements, and the first to report."""
    report = reading.report
    for statement in reading.statements:
        for name, medium in _named(reading, statement):
            yield Credit(name, report.evidence(statement.hull), statement.content, "text", medium)
    covered = [s.hull for s in reading.statements]
    spans = [(o.name, o.span) for o in report.origins if o.span and not o.whole]
    if "reported" in report.text or "to report" in report.text:
        spans += [(m["name"], Span(*m.span())) for rule in _FIRST for m in rule.finditer(report.text)]
    for name, span in spans:
        first_hand = not any(hull.covers(span) for hull in covered)
        if first_hand and (sentence := _sentence(reading.sentences, span)):
            yield Credit(house(name), report.evidence(span), (sentence,), "text", known_house(name) is not None)


def _named(reading: Reading, statement: Statement) -> Iterator[tuple[str, bool]]:
    """The houses that a statement credits, and organisations that may be one, each with whether it is known as one."""
    text = reading.report.text
    for span in (statement.source, statement.addressee, statement.channel):
        if span is None:
            continue
        written = span.of(text)
        if span is statement.source and statement.source_mention:
            # "the agency", "it": whoever that stands for.
            name = reading.best_name(reading.mention(statement.source_mention))
            if name.form == "name" and not agencies.named_in(written):
                written = name.span.of(text)
            if name.form == "name" and name.type == "organisation" and not known_house(written):
                yield house(written), False
        found = agencies.named_in(written) or [x for x in (known_house(written),) if x]
        yield from ((name, True) for name in found)


def _sentence(sentences: Sequence[Span], span: Span) -> Span | None:
    at = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return sentences[at] if at >= 0 and sentences[at].overlaps(span) else None
