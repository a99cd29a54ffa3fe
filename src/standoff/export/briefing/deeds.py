"""What happened, who disputes it, what nobody knows yet: the first three questions of the briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...account import PositionRow
from ...account.answers import Answers
from ...account.coverage import Coverage, Told, dispute_coverage
from ...account.disputes import Carried, dispute_row
from ...account.ledger import fold
from ...account.questions import OpenRow, open_rows, question_count
from ...account.sentences import in_sentence
from ...account.timeline import TimelineRow, entry_row
from ...account.timeline_index import UNDATED, TimelineIndex
from ...model import Dispute, DisputeKind, Judgement, Position, in_force
from ..markdown import NAME, code, listed, rows, strong, text
from .sheet import SHORT, Sheet
from .words import ACTS, count, day, when

_KINDS: dict[DisputeKind, str] = {"denial": "Denial", "contradiction": "Contradiction", "figure": "Figures", "label": "Names"}
_WAYS: dict[Told, str] = {
    "own voice": "Own voice",
    "attributed": "Attributed",
    "denied": "Denied",
    "silent": "Silent",
    "ends before": "Report ends before",
}
_WANTED = 260  # code points of a passage that does not tell too much to stand for a position
_HOLDERS = 2  # names of a side in a heading
_SIDES, _EACH = 3, 2  # sides in a heading; positions of a side, of which there is one where there are more sides
_SHOWN = 4  # sides of which positions are shown
_LONG_NAME = 60  # code points of a name in a heading
_SOURCES = 2  # of a deed that an outlet attributes
_FEW = 1  # outlets that are named, and one more, where they do not tell a thing, or tell it with another status


def shown_disputes(sheet: Sheet) -> list[Dispute]:
    """The disputes that the briefing shows, in its order: that of the front page."""
    every, most = _ranked(sheet), sheet.rows(3, 5)
    # A case of many events has figures of all kinds in many outlets: no kind takes more than half of the room while there are others.
    chosen: list[Dispute] = []
    for dispute in every:
        if len(chosen) < most and 2 * sum(d.kind == dispute.kind for d in chosen) < most:
            chosen.append(dispute)
    chosen += [d for d in every if d not in chosen][: most - len(chosen)]
    return [d for d in every if d in chosen]


def _ranked(sheet: Sheet) -> list[Dispute]:
    """The denial that most outlets carry, without a denial the surest dispute, then all by outlets, passages and confidence."""

    def reach(dispute: Dispute) -> tuple[int, int, float, str]:
        passages = {e for p in dispute.positions for e in p.evidence}
        return -len({sheet.material.outlet(e.report) for e in passages}), -len(passages), -dispute.confidence, dispute.id

    ordered = sorted(sheet.material.links.disputes, key=reach)
    lead = next((d for d in ordered if d.kind == "denial"), None) or min(ordered, key=lambda d: (-d.confidence, d.id), default=None)
    return [lead, *(d for d in ordered if d is not lead)] if lead else []


def what_happened(sheet: Sheet, disputes: Sequence[Dispute]) -> Iterator[str]:
    """The weightiest deeds in the order of time, each with who tells it how."""
    index = sheet.material.kept(TimelineIndex)
    numbers = {dispute.id: n for n, dispute in enumerate(disputes, 1)}
    found = _weightiest(sheet, index, sheet.rows(4, 12))
    if not found:
        yield "No deed was found."
        return
    beside = ", mere sayings and what lies long before among them"
    yield rows((_deed(sheet, row, numbers) for row in found), len(index.entries) - len(found), beside, "standoff show CASE timeline --all")


def _weightiest(sheet: Sheet, index: TimelineIndex, most: int) -> list[TimelineRow]:
    """The deeds of the most weight in the order of time: of one sentence the weightiest, no saying of one outlet, the undated only where
    there are too few others."""
    chosen: list[TimelineRow] = []
    told: set[tuple[str, int]] = set()
    for entry in sorted(index.entries, key=lambda e: (e.day == UNDATED, -e.weight, e.id)):
        if len(chosen) == most:
            break
        if not (entry.saying or entry.past or entry.sentence in told):
            told.add(entry.sentence)
            chosen.append(entry_row(index, entry))
    return sorted(chosen, key=lambda row: index.places[row.id])


def _deed(sheet: Sheet, row: TimelineRow, disputes: Mapping[str, int]) -> str:
    event = row.head.event
    quoted = sheet.quote(Carried(event.outlet, event.chip, event.chain, row.head.clear))
    told = [*_statuses(sheet, row), *_told(sheet, row)]
    if numbers := sorted(disputes[id] for id in row.disputes if id in disputes):
        told.append(f"Disputed: {listed([str(n) for n in numbers], len(numbers))} below.")
    return f"- {strong(when(row.date, row.when, row.ground))}: {quoted}\n  {' '.join(told)}"


def _statuses(sheet: Sheet, row: TimelineRow) -> Iterator[str]:
    """How it is told where that is not simply as done: a difference stays one."""
    material = sheet.material
    if len(row.statuses) == 1:
        if (status := row.statuses[0].status) != "happened":
            yield f"Told as {status}."
        return
    ways = []
    for told in row.statuses:
        outlets = list(dict.fromkeys(material.outlet(report) for chip in told.chips if (report := material.coded(chip))))
        ways.append(f"as {told.status} ({sheet.outlets(outlets, _FEW)})")
    yield f"Told differently: {', '.join(ways)}."


def _told(sheet: Sheet, row: TimelineRow) -> Iterator[str]:
    """Which outlets tell it in which way; those to whom it is attributed stand behind the outlet."""
    for way, label in _WAYS.items():
        cells = [cell for cell in row.cells if cell.told == way]
        if not cells:
            continue
        sources = _apart([s for cell in cells for s in cell.sources]) if way == "attributed" else []
        to = f", to {listed([text(s) for s in sources], _SOURCES)}" if sources else ""
        names = [cell.outlet for cell in cells]
        yield f"{label}: {sheet.outlets(names, _FEW) if way in ('silent', 'ends before') else sheet.outlets(names)}{to}."
    if denying := [cell.outlet for cell in row.cells if cell.denies and cell.told != "denied"]:
        yield f"Also with a denial: {sheet.outlets(denying)}."


def _apart(sources: Sequence[str]) -> list[str]:
    """Sources as written, each once, "Rovek" not beside "Ilda Rovek"."""
    words = {source: fold(source).split() for source in dict.fromkeys(sources)}
    return [s for s, w in words.items() if not any(len(w) < len(x) and x[len(x) - len(w) :] == w for x in words.values())]


def who_disputes_it(sheet: Sheet, disputes: Sequence[Dispute], judgements: Sequence[Judgement]) -> Iterator[str]:
    """The disputes with their positions side by side: who holds it, by what act, in which outlets, in which words."""
    material = sheet.material
    if not disputes:
        reports = len(material.readings)
        among = "in the one report" if reports == 1 else f"between {count(reports, 'report')}"
        tip = f"{code('standoff show CASE ledger --act deny')} (or accuse) shows what comes nearest."
        yield f"No dispute found {among}. {tip}"
        return
    for n, dispute in enumerate(disputes, 1):
        sheet.begin_section()
        yield from _dispute(sheet, n, dispute, judgements)
    if more := len(material.links.disputes) - len(disputes):
        yield f"And {more:,} more: {code('standoff show CASE disputes')}"


def _dispute(sheet: Sheet, number: int, dispute: Dispute, judgements: Sequence[Judgement]) -> Iterator[str]:
    row = dispute_row(sheet.material, dispute)
    held = {}
    for side in row.sides:
        both = zip((p for p in dispute.positions if p.side == side.side), side.positions, strict=True)
        if positions := [pair for pair in both if pair[1].passages]:
            held[side.side] = sorted(positions, key=lambda p: (-len({c.outlet for c in p[1].passages}), -len(p[1].passages)))
    names = {
        letter: listed(list(dict.fromkeys(_holder(sheet, *p, most=_LONG_NAME) for p in positions)), _HOLDERS)
        for letter, positions in held.items()
        if letter != "-"
    }
    many = len(names) > _SIDES
    head = "; ".join(f"{letter}: {who}" for letter, who in list(names.items())[: _SIDES - many])
    more = f"; {count(len(names) - _SIDES + 1, 'more side')}" if many else ""
    yield f"### {number}. {_KINDS[dispute.kind]} – {head}{more}"
    lines, left = [], 0
    each = 1 if many else _EACH
    for letter, positions in held.items():
        shown = positions[: each if letter in list(names)[:_SHOWN] else 0]
        left += len(positions) - len(shown)
        lines += [_position(sheet, letter, *p) for p in shown]
    yield "\n".join(lines)
    told = [*_carriers(sheet, dispute_coverage(sheet.material, dispute))]
    if _confirmed(dispute, judgements):
        told.append("A person keeps this one as a dispute.")
    if left:
        told.append(f"And {count(left, 'more position')}: {code(f'standoff show CASE dispute {dispute.id}')}")
    if told:
        yield " ".join(told)


def _holder(sheet: Sheet, position: Position, row: PositionRow, most: int = NAME) -> str:
    if row.actor or (sheet.private and position.holder and sheet.material.actor(position.holder)):
        return sheet.name(row.actor or position.holder or "", most)
    return text(row.holder, most) if row.holder and row.holder.strip() else "nobody named"


def _position(sheet: Sheet, letter: str, position: Position, row: PositionRow) -> str:
    """One holder's place with its best passage: the first that tells enough in few words."""
    best = min(row.passages, key=lambda c: not SHORT <= len(c.passage.text) <= _WANTED)
    if position.outlet and len(best.passage.text) < SHORT:  # a figure alone tells nothing
        around = in_sentence(sheet.material, best.passage.report, best.passage.span)
        best = best if around.chain else around
    act = sheet.act(best)
    how = "in its own voice" if position.outlet or act is None else ACTS[act][0]
    outlets = list(dict.fromkeys(c.outlet for c in row.passages))
    where = "" if position.outlet else f", in {sheet.outlets(outlets)}"
    return f"- {strong(letter)} {_holder(sheet, position, row)}, {how}{where}: {sheet.quote(best, marked=True)}"


def _carriers(sheet: Sheet, sides: Mapping[str, Coverage]) -> Iterator[str]:
    """Which outlets tell all sides, one of them, none though they could."""
    letters = [letter for letter in sides if letter != "-"]
    ways: dict[str, dict[str, Told]] = defaultdict(dict)
    for letter in letters:
        for cell in sides[letter].outlets:
            ways[cell.outlet][letter] = cell.told
    if len(ways) < 2 or not 2 <= len(letters) <= _SIDES:
        return
    groups: dict[str, list[str]] = defaultdict(list)
    for outlet, how in ways.items():
        told = [letter for letter in letters if how.get(letter) in ("own voice", "attributed", "denied")]
        if told:
            groups["All sides" if len(told) == len(letters) else f"Only {' and '.join(told)}"].append(outlet)
        else:
            groups[_WAYS["ends before" if "ends before" in how.values() else "silent"]].append(outlet)
    last = [_WAYS["silent"], _WAYS["ends before"]]
    order = [*sorted(groups.keys() - set(last)), *(way for way in last if way in groups)]
    yield " ".join(f"{way}: {sheet.outlets(groups[way], _FEW) if way in last else sheet.outlets(groups[way])}." for way in order)


def _confirmed(dispute: Dispute, judgements: Sequence[Judgement]) -> bool:
    """Whether a person kept it and did not take that back."""
    return any(
        j.kind == "dispute" and ((j.about == "dispute" and j.left == dispute.id) or f"({j.id})" in dispute.reason)
        for j in in_force(judgements)
    )


def what_nobody_knows(sheet: Sheet) -> Iterator[str]:
    """What is called unclear, unknown or unverified, the words that say so bold, and what other reports say to it."""
    material = sheet.material
    found = open_rows(material, sheet.rows(3, 6))
    if not found:
        yield "No report calls anything unclear, unknown or unverified."
        return
    answers = Answers(material)
    lines = [line for row in found for line in _question(sheet, row, answers)]
    yield rows(lines, question_count(material) - len(found), command="standoff show CASE unknowns")


def _question(sheet: Sheet, row: OpenRow, answers: Answers) -> Iterator[str]:
    asked = row.newest
    reading = sheet.material.reading(asked.report)
    others = [outlet for outlet in row.outlets if outlet != asked.carried.outlet]
    told = f"{text(asked.carried.outlet)}, {'own voice' if asked.own else 'attributed'}, {day(asked.published)}"
    also = f"; also asked in {sheet.outlets(others)}" if others else ""
    yield f"- {sheet.quote(asked.carried, marked=True)} – {told}{also}"
    question = next(q for q in reading.open_questions if q.id == asked.id)
    for answer in answers.to(reading, question)[: sheet.rows(1, 2)]:
        c = answer.carried
        yield f"  - {answer.when.capitalize()}, {text(c.outlet)}, {day(answer.published)}: {sheet.quote(c)}"
