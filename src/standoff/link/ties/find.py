"""The ties of a case: one for each passage that tells one, between the actors that its parties stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log, prod

from ...model import OUTLET, Dating, Reading, Span, Statement, Tie
from ..actors import ActorIndex
from .told import Told
from .weights import default_weights, logit

FEW = 3  # reports on one event for which the floor of a tie holds as it is
NAMED, LEAST = 0.5, 0.02  # how far it counts which share of these reports names the target, and the least share that counts
_SIDE = {"+": "for", "-": "against"}
_LASTING = frozenset(("NOUN", "ADJ", "ADP"))  # parts of speech of cues that tell how two stand, not what one did


def ties(
    readings: Sequence[Reading],
    told: Mapping[str, Sequence[Told]],
    index: ActorIndex,
    datings: Sequence[Dating],
    beside: Mapping[str, Collection[str]],
) -> tuple[Tie, ...]:
    """The ties that these readings tell (`told`, by report), in the order of reports and text; private persons have none.

    Where a sentence tells a tie of two actors twice, the surer counts. `beside` are the reports on the same event, by report: the more
    there are, the surer a tie has to be.
    """
    public = {a.id for a in index.actors if a.public}
    when = {(d.report, d.item): d.when.iso for d in datings}
    found: list[Tie] = []
    for reading in readings:
        surest: dict[tuple[str, str, str, int], Tie] = {}
        for t in told.get(reading.report.id, ()):
            target = index.of_mention(t.target)
            for source in _holders(t, index):
                if target is None or source == target or not {source, target} <= public:
                    continue
                tie = _tie(reading, t, source, target, when)
                key = source, target, t.sign, t.sentence
                if key not in surest or surest[key].confidence < tie.confidence:
                    surest[key] = tie
        found += surest.values()
    found = _sure_enough(found, index, beside)
    return tuple(sorted(found, key=lambda t: (t.evidence.report, t.evidence.span, t.source, t.target, t.sign)))


def _sure_enough(found: Sequence[Tie], index: ActorIndex, beside: Mapping[str, Collection[str]]) -> list[Tie]:
    """The ties that all their passages together make sure enough.

    Twenty reports on one event give a misreading seven times the chances that three give, so the odds that are asked for grow with them.
    Where few of these reports name the target, more is asked: it is seldom what the event is about.
    """
    passages: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in found:
        passages.setdefault((tie.source, tie.target, tie.sign), []).append(tie)
    naming: dict[str, set[str]] = {}
    for link in index.mentions:
        naming.setdefault(link.target, set()).add(link.report)
    kept: list[Tie] = []
    floor = logit(default_weights().floor)
    for (_, target, _), telling in passages.items():
        together = 1.0 - prod(1.0 - t.confidence for t in telling)
        event = {t.evidence.report for t in telling}.union(*(beside.get(t.evidence.report, ()) for t in telling))
        named = len(naming.get(target, set()) & event) / len(event)
        if logit(together) >= floor + log(max(len(event), FEW) / FEW) - NAMED * log(max(named, LEAST)):
            kept += telling
    return kept


def _holders(t: Told, index: ActorIndex) -> tuple[str, ...]:
    """Who holds a tie: the actor of its mention, and all of a joint source that takes a side by what it says."""
    one = index.of_mention(t.source)
    joint = index.of_statement(t.statement) if t.statement else ()
    return joint if len(joint) > 1 and (one is None or one in joint) else (one,) if one else joint


def _tie(reading: Reading, t: Told, source: str, target: str, when: Mapping[tuple[str, str], str | None]) -> Tie:
    report = reading.report
    voice = _voice(reading, t)
    span = reading.sentences[t.sentence].hull(t.cue)
    one, other = (report.quote(reading.mention(id).span) for id in (t.source, t.target))
    reason = f"“{report.quote(t.cue)}” puts “{one}” {_SIDE[t.sign]} “{other}”"
    date = _date(reading, t, when)
    return Tie(source, target, t.sign, date, report.evidence(span), voice.id if voice else OUTLET, t.cue, t.probability, reason)


def _voice(reading: Reading, t: Told) -> Statement | None:
    """Who tells the tie: the statement by which its source takes a side, else the innermost that holds its cue, else the outlet."""
    if t.statement:
        return next(s for s in reading.statements if s.id == t.statement)
    holding = [s for s in reading.statements if any(c.covers(t.cue) for c in s.content)]
    return min(holding, key=lambda s: (sum(map(len, s.content)), s.id), default=None)


def _date(reading: Reading, t: Told, when: Mapping[tuple[str, str], str | None]) -> str | None:
    """When the tie is told to hold: the date of the event that shows it, else that of the one time told in the sentence, else the report's.

    A time in the sentence tells when something was done; how two stand ("ally", "loyal to") holds when the report was made.
    """
    report = reading.report
    for event in reading.events:
        if event.trigger.overlaps(t.cue) and (date := when.get((report.id, event.id))):
            return date
    published = report.published.iso if report.published else None
    sentence = reading.sentences[t.sentence]
    told = {date for x in reading.times if sentence.covers(x.span) and (date := when.get((report.id, x.id)))}
    if len(told) == 1 and not _lasts(reading, t.cue):
        return told.pop()
    return published


def _lasts(reading: Reading, cue: Span) -> bool:
    word = reading.syntax.at(cue.start) if reading.syntax else None
    return word is not None and reading.syntax is not None and reading.syntax.tag(word) in _LASTING
