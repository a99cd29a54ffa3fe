"""Who says so, who stands with whom: the sources of a case and its fault lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...account.claims import ClaimRow, claim_row, origin_count
from ...account.coverage import Told, claim_coverage
from ...account.faultlines import CampRow, Lines, lines
from ...account.speakers import Speaker, speakers
from ...account.stances import camps_brief
from ...account.ties import TieRow
from ...model import Act, Claim
from ..markdown import listed, rows, strong, text
from .sheet import SHORT, Sheet
from .words import ACTS, count, dates, percent

_ACTS = 3  # of a source
_OUTLETS = 3  # of a source, with the number of statements in each
_ORIGINS = 3  # names of origins
_REASON = 400  # code points
_PULLS = 2  # ways in which the ties of one whose side is disputed pull, the strongest
_SIGNS = {"+": "support (+)", "-": "opposition (−)"}


def who_says_so(sheet: Sheet) -> Iterator[str]:
    """The most quoted sources with what they do by their words, who speaks for others, and what several origins tell."""
    material = sheet.material
    found = speakers(material, sheet.rows(3, 8), sheet.rows(1, 3))
    if not found.most:
        yield "No source with a name was found."
    else:
        acts = _acts(sheet, {s.actor for s in found.most})
        yield "Most quoted, by statements:"
        left = found.named - len(found.most)
        yield rows((_speaker(sheet, s, acts[s.actor]) for s in found.most), left, command="standoff show CASE actors")
    if found.behind:
        every = sum(len(r.statements) for r in material.readings)
        yield f"Sources behind the source; {found.second_hand:,} of {count(every, 'statement')} reach the outlet at second hand:"
        yield "\n".join(f"- {sheet.quote(b.first)}{f' ({b.count} times)' if b.count > 1 else ''}" for b in found.behind)
    yield from _claims(sheet)


def _acts(sheet: Sheet, actors: set[str]) -> dict[str, Counter[Act]]:
    """What some actors do by their statements, counted."""
    found: dict[str, Counter[Act]] = {actor: Counter() for actor in actors}
    for joined in sheet.material.links.sources:
        if joined.target in found and (statement := sheet.material.statement(joined.report, joined.item)):
            found[joined.target][statement.act] += 1
    return found


def _speaker(sheet: Sheet, speaker: Speaker, acts: Counter[Act]) -> str:
    most = sorted(acts, key=lambda act: (-acts[act], act))[:_ACTS]
    done = ", ".join(count(acts[act], *ACTS[act]) for act in most)
    where = listed([f"{text(outlet)} {n}" for outlet, n in speaker.outlets], _OUTLETS)
    return f"- {strong(sheet.name(speaker.actor))}: {count(speaker.statements, 'statement')} ({where}); {done}"


def _claims(sheet: Sheet) -> Iterator[str]:
    """The claims that most origins tell: copies of one text, and reports that credit one agency, are one origin."""
    material = sheet.material
    every = ((c, frozenset(x.evidence.report for x in c.carriers), origin_count(material, c)) for c in material.links.claims)
    found = [(claim, reports, origins) for claim, reports, origins in every if len(reports) > 1 and origins > 1]
    found.sort(key=lambda x: (-x[2], -len(x[1]), x[0].id))
    if not found:
        outlets = len(material.outlets)
        yield "One outlet. Comparison begins with a second." if outlets == 1 else "No claim was found that two origins tell."
        return
    yield "Told from most origins; an origin counts once, however many reports copy or credit it:"
    shown: list[str] = []
    seen: set[frozenset[str]] = set()
    for claim, reports, origins in found:
        if len(shown) == sheet.rows(2, 4):
            break
        row = claim_row(material, claim)
        # Reports that say one thing alike say the next thing alike: one claim of the same reports stands for all.
        if len(row.wording.passage.text) >= SHORT and reports not in seen and not sheet.told_already(row.wording.passage):
            seen.add(reports)
            numbers = f"{count(len(reports), 'report')}, {count(origins, 'origin')}"
            shown.append(f"- {sheet.quote(row.wording)} – {numbers}{_whose(sheet, claim, row)}")
    yield rows(shown, len(found) - len(shown), command="standoff show CASE claims")


def _whose(sheet: Sheet, claim: Claim, row: ClaimRow) -> str:
    """From whom the reports have a claim, where not each has it from its own, and which outlets tell it how."""
    fewer = 0 < len(row.counted) < row.reports
    names = f" ({listed([text(o.name) for o in row.counted], _ORIGINS)})" if fewer else ""
    told = claim_coverage(sheet.material, claim).outlets
    ways: list[Told] = ["own voice", "attributed", "denied"]
    by_way = {way: [o.outlet for o in told if o.told == way] for way in ways}
    return f"{names}; {'; '.join(f'{way}: {sheet.outlets(outlets)}' for way, outlets in by_way.items() if outlets)}"


def who_stands_with_whom(sheet: Sheet) -> Iterator[str]:
    """The camps by their letters, the weightiest ties with sign and passage, and whose side is disputed."""
    material = sheet.material
    found = lines(material)
    if not found.groups:
        reports = count(len(material.readings), "report")
        yield f"No tie found between actors of {reports}."
        return
    brief = camps_brief(material, sheet.rows(6, 7))
    camps = []
    for one in brief.camps:
        members = listed([sheet.name(m.id) for m in one.members], len(one.members), one.camp.actors - len(one.members))
        against = ""
        if one.against:
            names = listed([sheet.name(a.id) for a in one.against], len(one.against), one.all_against - len(one.against))
            against = f" Told only against it: {names}."
        camps.append(f"- {strong(f'Camp {one.camp.letter}')} ({count(one.camp.actors, 'actor')}): {members}.{against}")
    if camps:
        fit = f" Sides fit {percent(round(1000 * brief.balance.share), 1000)} of what is told." if brief.balance else ""
        yield f"Camps are what the program makes of {count(brief.ties, 'tie')}; a letter says nothing of right or wrong.{fit}"
        yield rows(camps)
    else:
        yield "Too little is told to make camps of."
    yield from _ties(sheet, found)
    yield from _torn(sheet, found)


def _ties(sheet: Sheet, found: Lines) -> Iterator[str]:
    """The weightiest ties, one for each passage."""
    shown: list[str] = []
    for group in found.groups:
        if len(shown) == sheet.rows(2, 7):
            break
        (row,) = found.tie_rows([group])
        if not sheet.told_already(row.passages[0].carried.passage):
            shown.append(_tie(sheet, found, row))
    yield "Weightiest ties:"
    yield rows(shown, len(found.groups) - len(shown), command="standoff show CASE faultlines")


def _tie(sheet: Sheet, found: Lines, row: TieRow) -> str:
    ends = [
        strong(sheet.name(p.id)) + (f" ({letter})" if letter else "") for p, letter in zip((row.source, row.target), row.camps, strict=True)
    ]
    own = [o.outlet for o in row.outlets if o.told == "own voice"]
    told = f"own voice of {sheet.outlets(own)}" if own else f"attributed in {sheet.outlets([o.outlet for o in row.outlets])}"
    dated = f", {dates(row.first, row.last)}" if row.first else ""
    line = f"- {ends[0]} → {ends[1]}: {_SIGNS[row.sign]}, {told}{dated}: {sheet.quote(row.passages[0].carried)}"
    other = found.by_id.get(row.contrary) if row.contrary else None
    if other and row.contradicts == "told both ways":
        (against,) = found.tie_rows([other])
        line += f"\n  - Told the other way too, {_SIGNS[against.sign]}: {sheet.quote(against.passages[0].carried)}"
    return line


def _torn(sheet: Sheet, found: Lines) -> Iterator[str]:
    """The actors whose side is disputed, with why and a passage for each way."""
    torn = [row for row in found.found.actors if row.standing == "side disputed"]
    shown = torn[: sheet.rows(1, 2)]
    if shown:
        yield "Side disputed:"
        lines = [line for row in shown for line in _standing(sheet, found, row)]
        yield rows(lines, len(torn) - len(shown), command="standoff show CASE faultlines")


def _standing(sheet: Sheet, found: Lines, row: CampRow) -> Iterator[str]:
    near = f", nearest to camp {row.camp}" if row.camp else ""
    yield f"- {strong(sheet.name(row.actor.id))}{near}. {' '.join(text(reason, _REASON) for reason in row.reasons)}"
    for pull in sorted(row.pulls, key=lambda p: -p.weight)[:_PULLS]:
        (tie,) = found.tie_rows([found.by_id[pull.ties[0]]])
        told = sheet.quote(tie.passages[0].carried)
        yield f"  - {pull.way.capitalize()} camp {pull.camp}, {count(len(pull.ties), 'tie')}: {told}"
