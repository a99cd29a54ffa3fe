"""What the account of a case could not do, and why: too little to compare, copies, missing dates and outlets, other events, names of two.

Each note is one or two sentences of fixed wording around names of files, outlets and public persons; where a person can mend it,
the command stands behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import combinations

from ..model import Actor, Judgement, Links, Reading, Report
from .fold import fold
from .judged import unfounded
from .roles import is_public, role_key
from .topic import ALIKE, TOUCH, main_words, overlap

_LISTED = 4  # files, groups or names that a note gives before it only counts
_AGE = re.compile(r",\s(?:who is |aged? )?(\d{1,3})(?:,|\.|\s(?:years? old|and)\b)")
_AGES_APART = 3  # years beyond those between two reports
_FEW, _MIXED = 5, 0.6  # reports from which on pairs are counted; the share of alike pairs below which the reports tell of several events
_MOST = 60  # reports that are compared with one another
# Private occupations: beside an office in another report they speak for two people of one name. Kin and company say nothing.
_OCCUPATIONS = frozenset(
    "resident student pupil teacher worker farmer driver shopkeeper vendor trader nurse doctor physician paramedic surgeon engineer "
    "villager tourist passenger pensioner retiree housewife patient".split()
)


def notes(readings: Sequence[Reading], links: Links, judgements: Sequence[Judgement] = ()) -> tuple[str, ...]:
    """All notes on a case, the gravest first. The order of the readings makes no difference."""
    ordered = sorted(readings, key=lambda r: (r.report.outlet or "", r.report.file, r.report.id))
    reports = [r.report for r in ordered]
    if not reports:
        return ()
    copied, distinct = _copies(reports)
    return (
        *_extent(reports, distinct),
        *copied,
        *_events(distinct),
        *_unread(ordered),
        *_undated(reports),
        *_nameless(reports),
        *_of_one_name(ordered, links),
        *_short_for_two(links),
        *unfounded(ordered, judgements),
    )


def _extent(reports: Sequence[Report], distinct: Sequence[Report]) -> list[str]:
    """Whether there is anything to compare at all."""
    if len(reports) == 1:
        return ["One report: there is nothing to compare it with."]
    outlets = {r.outlet for r in reports}
    if len(distinct) > 1 and len(outlets) == 1 and (outlet := next(iter(outlets))):
        return [f"All {len(reports)} reports are from one outlet, {outlet}: the comparison of outlets begins with a second."]
    return []


def _copies(reports: Sequence[Report]) -> tuple[list[str], list[Report]]:
    """Notes on reports of the same words, and one report of each text."""
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[_words_hash(report)].append(report)
    distinct = [group[0] for group in groups.values()]
    many = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: -len(g))
    if len(groups) == 1 and len(reports) > 1:
        return [f"All {len(reports)} reports have the same words: they are one account told {len(reports)} times."], distinct
    told = [f"{len(g)} reports have the same words ({_listed(r.file for r in g)}): they are one account." for g in many[:_LISTED]]
    if len(many) > _LISTED:
        told.append(f"So have {sum(len(g) for g in many[_LISTED:])} more, in {len(many) - _LISTED} groups.")
    return told, distinct


def _words_hash(report: Report) -> str:
    """A hash of the words of the body, without case and marks; of the whole text where there is no body."""
    text, at, parts = report.text, 0, []
    for furniture in sorted(report.furniture, key=lambda f: f.span):
        parts.append(text[at : max(at, furniture.span.start)])
        at = max(at, furniture.span.end)
    words = re.findall(r"\w+", " ".join([*parts, text[at:]]).casefold()) or [text]
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _events(reports: Sequence[Report]) -> list[str]:
    """Whether the reports tell of several events: some that touch no other, or too few pairs that share their main words."""
    step = max(1, -(-len(reports) // _MOST))
    found = [(r, words) for r in reports[::step] if (words := main_words(r))]
    some, keys = [r for r, _ in found], [words for _, words in found]
    likeness = {(a, b): overlap(keys[a], keys[b]) for a, b in combinations(range(len(keys)), 2)}
    if not likeness:
        return []
    if step == 1:
        groups = _connected(len(keys), (pair for pair, share in likeness.items() if share >= TOUCH))
        if len(groups) > 1:
            return [_several(some, groups)]
    alike = sum(share >= ALIKE for share in likeness.values()) / len(likeness)
    if len(keys) >= _FEW and alike < _MIXED:
        told = "most pairs of reports" if alike < 0.5 else "many pairs of reports"
        return [f"The reports seem to tell of several events: {told} share hardly a name or word. A case is made for one event."]
    return []


def _several(reports: Sequence[Report], groups: Sequence[Sequence[int]]) -> str:
    largest, *others = sorted(groups, key=lambda g: (-len(g), g))
    if len(largest) == 1:
        return f"The {len(reports)} reports share hardly a name or word with one another: they seem to tell of different events."
    files = [reports[k].file for group in others for k in group]
    verb, them = ("shares", "it seems") if len(files) == 1 else ("share", "they seem")
    return f"{_listed(files)} {verb} hardly a name or word with the other {len(largest)} reports: {them} to tell of another event."


def _connected(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups that pairs make of so many items."""
    root = list(range(size))

    def top(k: int) -> int:
        while root[k] != k:
            k = root[k]
        return k

    for a, b in pairs:
        root[max(top(a), top(b))] = min(top(a), top(b))
    groups: dict[int, list[int]] = defaultdict(list)
    for k in range(size):
        groups[top(k)].append(k)
    return list(groups.values())


def _unread(readings: Sequence[Reading]) -> list[str]:
    """Reports that nobody says anything in, as far as was read."""
    empty = [r.report.file for r in readings if not r.statements]
    if not empty:
        return []
    held = "holds" if len(empty) == 1 else "hold"
    return [
        f"{_listed(empty)} {held} no statement that was found (standoff show CASE report says what was read): the account leaves it out."
    ]


def _undated(reports: Sequence[Report]) -> list[str]:
    """Reports without a date: what came first cannot be told."""
    undated = [r.file for r in reports if r.published is None]
    mend = "(standoff set CASE REPORT published=2019-04-30)"
    if not undated or len(reports) == 1:
        return []
    if len(undated) == len(reports):
        return [f"No report has a date: what is later, and what only brings a number up to date, cannot be told. {mend}"]
    have = "has" if len(undated) == 1 else "have"
    return [f"{_listed(undated)} {have} no date: what is later than what cannot be told there. {mend}"]


def _nameless(reports: Sequence[Report]) -> list[str]:
    """Reports without an outlet: each is taken for an outlet of its own."""
    nameless = [r.file for r in reports if not r.outlet]
    if not nameless:
        return []
    name = "names" if len(nameless) == 1 else "name"
    told = f"{_listed(nameless)} {name} no outlet"
    return [f"{told}: each such report counts as an outlet of its own, under its file name. (standoff set CASE REPORT outlet=NAME)"]


def _of_one_name(readings: Sequence[Reading], links: Links) -> list[str]:
    """Public persons who may be two people of one name: an office here and a private occupation there, or ages too far apart."""
    told = []
    ages = _ages(readings, links)
    for actor in sorted((a for a in links.actors if a.kind == "person" and a.public), key=lambda a: a.id):
        calls = _two_callings(actor) or ages.get(actor.id)
        if calls:
            told.append(f"{actor.name} is {calls[0]} in one report and {calls[1]} in another: taken for one person by the name alone.")
    more = [f"So are {len(told) - _LISTED} other names."] if len(told) > _LISTED else []
    mend = ["If these are two, standoff judge CASE not-same NAME@REPORT NAME@REPORT parts them."] if told else []
    return [" ".join([*told[:_LISTED], *more, *mend])] if told else []


def _two_callings(actor: Actor) -> tuple[str, str] | None:
    """An office that one report gives an actor and a private occupation that another does, each quoted."""
    offices: dict[str, str] = {}
    private: dict[str, str] = {}
    for role in actor.roles:
        key = role_key(role.text)
        if key is not None and is_public(key):
            offices.setdefault(role.evidence.report, role.text)
        elif key is not None and key.head in _OCCUPATIONS:
            private.setdefault(role.evidence.report, role.text)
    apart = sorted((id, other) for id in offices for other in private if other not in offices and id not in private)
    return (f"“{offices[apart[0][0]]}”", f"“{private[apart[0][1]]}”") if apart else None


def _ages(readings: Sequence[Reading], links: Links) -> dict[str, tuple[str, str]]:
    """The ages that two reports give an actor, by the actor's id, where they are further apart than the reports."""
    by_report = {r.report.id: r for r in readings}
    mentions = {(r.report.id, m.id): m.span for r in readings for m in r.mentions if m.form == "name"}
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for link in links.mentions:
        span = mentions.get((link.report, link.item))
        age = _AGE.match(by_report[link.report].report.text, span.end) if span else None
        if age:
            found[link.target].setdefault(link.report, int(age[1]))
    apart: dict[str, tuple[str, str]] = {}
    for actor, ages in found.items():
        for (one, a), (other, b) in combinations(sorted(ages.items()), 2):
            years = [_year(by_report[id].report) for id in (one, other)]
            between = abs(years[0] - years[1]) if years[0] and years[1] else 0
            if abs(a - b) > between + _AGES_APART:
                apart.setdefault(actor, (str(a), str(b)))
    return apart


def _year(report: Report) -> int:
    return int(report.published.iso[:4]) if report.published else 0


def _short_for_two(links: Links) -> list[str]:
    """Surnames that stand alone in some report and fit two people of the case: they are left apart."""
    people = [a for a in links.actors if a.kind == "person" and a.public]
    bearers: dict[str, list[str]] = defaultdict(list)
    for actor in people:
        words = fold(actor.name).split()
        if len(words) > 1:
            bearers[words[-1]].append(actor.name)
    alone = sorted({a.name for a in people if " " not in a.name and len(bearers.get(fold(a.name), ())) > 1})
    told = [f"“{name}” fits {_listed(sorted(bearers[fold(name)]), 'and')}" for name in alone[:_LISTED]]
    return ["; ".join(told) + ": where a report does not tell which, nobody is chosen."] if told else []


def _listed(names: Iterable[str], last: str = "and") -> str:
    """Names in a row, the first few and how many more."""
    every = list(names)
    some = every[:_LISTED]
    if len(every) > _LISTED:
        return f"{', '.join(some)} {last} {len(every) - _LISTED} more"
    return f"{', '.join(some[:-1])} {last} {some[-1]}" if len(some) > 1 else some[0]
