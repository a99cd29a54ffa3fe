"""One deed told as done by some, and as denied, failed, still to come or doubtful by others.

What is told as done stands on one side, what takes that back on the other. No dispute is an update (told as planned, and as done in a later
report; as tried, and as done later), a denial that only reports another's, the mere "may have" or "will" of somebody who does not doubt
(of 48 such pairs in annotated events none was in dispute), nor a deed that the denial takes for granted ("denied any part in the killing").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...model import Span
from ..actors import ActorIndex
from ..passages import Field, Passage
from ..wording import named, short
from .deeds import Deed, Deeds
from .denial_targets import DAYS, days_apart
from .proposal import Backing, Proposal

Undone = Literal["denied", "attempted", "planned", "possible"]
STRENGTH: dict[Undone, float] = {"denied": 0.4, "attempted": 0.2, "planned": 0.2, "possible": 0.2}  # as kept on annotated events
SIDE = 3  # passages on a side
SURE = 0.55  # confidence that an event needs
OPENING = 9  # words of a denial's content in which the deed that it denies stands
_LEAD = re.compile(rf"(?:\S+\s+){{0,{OPENING}}}\S*$")
_ASSERTS = frozenset(("assert", "accuse", "condemn", "opine", "endorse"))
_OPEN = re.compile(r"\b(?:if|whether|unless|would|could|might|may|should)\b|\?\W*$", re.I)
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|neither|nor|without|refus\w+|denied|den(?:y|ies|ying))\b|n['’]t\b", re.I)
_TOOK_PLACE = re.compile(
    r"\W*(?:(?:has|have|had|was|were|ever|even|never|not|being|did)\W+){0,3}(?:happen|occur|t(?:ook|aken) place|carried out)", re.I
)
_ANY = re.compile(r"\b(?:any|no|such a|been an?)\s+(?:such\s+|new\s+|[\w-]+(?:al|ed|ous|ary)\s+)?$", re.I)
_FAILED = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?|unsuccessful(?:ly)?|foil(?:s|ed)|thwart(?:s|ed)|abort(?:s|ed)|botched|in vain|repel(?:s|led)|prevented"
    r"|stopped short|stalled|fizzled)\b",
    re.I,
)
_YET = re.compile(
    r"\b(?:yet to|not yet|still (?:not|to|has|have|had)|only (?:plan|talk|prepar)\w*|postpon\w+|delay(?:s|ed)?|call(?:s|ed) off|cancel\w*"
    r"|scrap(?:s|ped)|no decision|undecided|never (?:happened|came|took))\b",
    re.I,
)
_DOUBTED = re.compile(
    r"\b(?:doubt(?:s|ed|ful)?|s[ck]eptical|unproven|unconfirmed|unlikely|(?:not|n['’]t|never)(?:\s+\w+){0,2}\s+(?:pro(?:ved|ven)|established|shown"
    r"|certain|sure|convinced|confirmed)|no (?:proof|evidence)|far from (?:certain|proven|clear))\b",
    re.I,
)
_WHY = {
    "denied": "one tells it as done, the other that it was not",
    "attempted": "one tells it as done, the other that it failed",
    "planned": "one tells it as done, the other that it is still to come",
    "possible": "one tells it as done, the other doubts it",
}


@dataclass(frozen=True, slots=True)
class _Against:
    """An undone telling with those that tell the deed as done, the likest first."""

    deed: Deed
    status: Undone
    done: tuple[tuple[float, Deed], ...]


def statuses(field: Field, index: ActorIndex, deeds: Deeds) -> list[Proposal]:
    """One proposal for each deed whose status is told differently, surest first."""
    found: defaultdict[tuple[str, str], list[_Against]] = defaultdict(list)
    for deed in deeds.told:
        status = _undone(field, deed)
        if status and (against := _done(field, deeds, deed, status)):
            key = deed.cluster or f"{deed.stem} {' '.join(sorted(deed.parties))}"
            found[status, key].append(_Against(deed, status, against))
    made = [_proposal(field, index, group) for _, group in sorted(found.items())]
    return sorted(made, key=lambda p: (-p.strength, p.key))


def _undone(field: Field, deed: Deed) -> Undone | None:
    """How a telling takes back that the deed was done; None where it does not, or takes no position."""
    passage, status = field.passages[deed.passage], deed.event.status
    if deed.event.confidence < SURE or (passage.statement and passage.statement.act in ("ask", "demand", "threaten")):
        return None
    if status == "denied":
        return "denied" if _denies(passage, deed) else None
    if status == "attempted":
        return "attempted" if _FAILED.search(passage.text) else None
    if status == "planned":
        return "planned" if _YET.search(passage.text) else None
    if status == "possible" and passage.holders:
        return "possible" if _DOUBTED.search(passage.text) else None
    return None


def _denies(passage: Passage, deed: Deed) -> bool:
    """Whether the words deny the deed itself, and do not take it for granted ("denied any part in the killing")."""
    report, trigger = passage.report, deed.event.trigger
    span = next((s for s in passage.spans if s.overlaps(trigger)), None)
    if span is None:
        return False
    before, after = report.text[span.start : trigger.start], report.text[trigger.end : span.end]
    found = _LEAD.search(before)
    lead = found[0] if found else ""
    negated = list(_NEGATION.finditer(lead))
    cue = passage.statement.cue if passage.statement and passage.statement.act == "deny" else None
    if not negated and (cue is None or len(before.split()) > OPENING):
        return False
    if not deed.verbal:
        return bool(_TOOK_PLACE.match(after) or _ANY.search(before))
    between = len(lead) - negated[-1].end() if negated else len(before)
    return not _verbs(passage, trigger.start - between, trigger.start)


def _verbs(passage: Passage, start: int, end: int) -> bool:
    """Whether a verb, which would be what is denied, stands in a stretch of the report."""
    syntax = passage.reading.syntax
    if syntax is None or start >= end:
        return False
    return any(syntax.tag(w) == "VERB" and syntax.relation(w) != "advcl" for w in syntax.within(Span(start, end)))


def _done(field: Field, deeds: Deeds, deed: Deed, status: Undone) -> tuple[tuple[float, Deed], ...]:
    """The tellings of the same deed as done by other voices, the likest first, one a voice."""
    here = field.passages[deed.passage]
    scored = []
    for other in deeds.fellows(deed, here.report.id):
        there = field.passages[other.passage]
        if not other.done or other.event.confidence < SURE or not _told(there):
            continue
        if not _one_voice(here, there) and not _update(here, there, status):
            score = _same(field, deed, other, status)
            if score > 0:
                scored.append((score, other))
    scored.sort(key=lambda x: (-x[0], field.passages[x[1].passage].key))
    kept: list[tuple[float, Deed]] = []
    for score, other in scored:
        there = field.passages[other.passage]
        if not any(k.passage == other.passage or there.same_voice(field.passages[k.passage]) for _, k in kept):
            kept.append((score, other))
    return tuple(kept[:SIDE])


def _told(passage: Passage) -> bool:
    """Whether a passage asserts what it tells."""
    if passage.negated or _OPEN.search(passage.text):
        return False
    return passage.statement is None or passage.statement.act in _ASSERTS


def _one_voice(here: Passage, there: Passage) -> bool:
    """Whether two passages have one voice, or one holds the other: a report of somebody's denial is no position of its own."""
    if here.same_voice(there):
        return True
    return here.report is there.report and any(a.overlaps(b) for a in here.spans for b in there.spans)


def _update(here: Passage, there: Passage, status: Undone) -> bool:
    """Whether a later report, or the same, may simply tell what has come about since; a denial by somebody stands whatever comes."""
    if here.report is there.report:
        return status in ("planned", "possible")
    if days_apart(here, there) > DAYS:
        return True
    if status == "denied" and here.statement is not None and here.statement.act == "deny":
        return False
    days = [p.report.published.iso[:10] if p.report.published else "" for p in (here, there)]
    return not all(days) or days[0] < days[1]


def _same(field: Field, deed: Deed, other: Deed, status: Undone) -> float:
    """How likely two tellings are of one deed, as far as who takes part, days and countries tell; 0 where they speak against it."""
    if deed.dates_apart(other) or deed.places_apart(other):
        return 0.0
    one = bool(deed.cluster) and deed.cluster == other.cluster
    doers, targets = deed.doers & other.doers, deed.targets & other.targets
    if deed.doers and (not other.doers if status == "denied" else False):
        return 0.0  # that it was done is not denied, only by whom
    if (deed.doers and other.doers and not doers) or (deed.targets and other.targets and not targets and not one):
        return 0.0
    if not one and not ((doers and targets) or ((doers or targets) and (deed.verbal or not deed.parties - other.parties))):
        return 0.0
    match = field.index.match(field.passages[deed.passage].bag, field.passages[other.passage].bag)
    like: float = (match.cover * match.back) ** 0.5
    return 0.3 * one + 0.2 * bool(doers) + 0.2 * bool(targets) + 0.6 * min(like, 0.5)


def _proposal(field: Field, index: ActorIndex, group: Sequence[_Against]) -> Proposal:
    group = sorted(group, key=lambda a: (-a.done[0][0], field.passages[a.deed.passage].key))
    lead = group[0]
    score, best = lead.done[0]
    told: dict[int, float] = {}
    for passage, likely in ((d.passage, x) for a in group for x, d in a.done):
        told[passage] = max(likely, told.get(passage, 0.0))
    undone = [p for p in dict.fromkeys(a.deed.passage for a in group) if p != best.passage]
    done = sorted(told.keys() - undone, key=lambda p: (p != best.passage, -told[p], p))
    first, second = field.passages[best.passage], field.passages[lead.deed.passage]
    triggers = (first.report.quote(best.event.trigger), second.report.quote(lead.deed.event.trigger))
    words = " and ".join(f"“{w}”" for w in dict.fromkeys(triggers))
    grouped = ", grouped as one deed" if best.cluster and best.cluster == lead.deed.cluster else ""
    why = f"{_WHY[lead.status]}: {words}{grouped}"
    return Proposal(
        "deed",
        "denial" if lead.status == "denied" else "contradiction",
        (tuple(Backing(p) for p in done[:SIDE]), tuple(Backing(p) for p in undone[:SIDE])),
        _question(index, first, second, lead.status),
        round(min(STRENGTH[lead.status] + 0.3 * score, 0.8), 3),
        why[0].upper() + why[1:] + ".",
    )


def _question(index: ActorIndex, first: Passage, second: Passage, status: Undone) -> str:
    if status == "denied" and second.statement is not None:
        return f"Denied by {named(index, second)}: “{short(second.text, 140)}”?"
    asked = {"denied": "Done or not", "attempted": "Done or failed", "planned": "Done or still to come", "possible": "Done or in doubt"}
    return f"{asked[status]}: {'; '.join(said(index, p) for p in (first, second))}?"


def said(index: ActorIndex, passage: Passage) -> str:
    """Who says what, never without the cue."""
    cue = passage.statement.cue if passage.statement else None
    verb = f" “{passage.report.quote(cue)}”" if cue else ""
    return f"{named(index, passage)}{verb}: “{short(passage.text, 90)}”"
