"""How each outlet tells it: what it carries and leaves out, whose words fill it, what it calls whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...account.designations import ActorLabels, LabelRow, OutletLabels
from ...account.matrix import ThingRow
from ...account.outlets import Lacks, OutletRow, outlets
from ...account.voices import VoiceRow
from ..markdown import listed, rows, strong, text
from .sheet import SHORT, Sheet
from .words import count, percent

_SOURCES = 2  # whose words fill an outlet
_RESTS = 2
_OWN, _OTHERS = 2, 1  # labels of one outlet in its own voice, and in the words of others
_ACTORS = 40  # actors with labels that are looked through


def how_each_outlet_tells_it(sheet: Sheet) -> Iterator[str]:
    """The outlets of most reports in numbers, with what each leaves out and alone tells; then labels by actor and outlet."""
    most = sheet.rows(3, 4)
    found = outlets(sheet.material, each=4, actors=_ACTORS, of=most)
    lacks = {lack.outlet: lack for lack in found.lacks}
    voices = {voice.outlet: voice for voice in found.voices}
    if len(found.outlets) == 1:
        yield "One outlet. Comparison begins with a second."
    else:
        shared = f"{count(found.shared_events, 'deed')} and {count(found.shared_claims, 'claim')}"
        one = f"{shared} are told by two or more outlets that do not have them from one another"
        yield f"{one}. Left out is one of these by an outlet that could tell it; alone stands what no other outlet tells that could."
    shown = [row for row in found.outlets if row.outlet in lacks]
    lines = [line for row in shown for line in _outlet(sheet, row, lacks[row.outlet], voices.get(row.outlet))]
    yield rows(lines, len(found.outlets) - len(shown), command="standoff show CASE outlets")
    yield from _labels(sheet, found.labels)


def _outlet(sheet: Sheet, row: OutletRow, lacks: Lacks, voice: VoiceRow | None) -> Iterator[str]:
    alone = len(sheet.material.outlets) == 1
    told = [f"{count(row.reports, 'report')}, {count(row.words, 'word')}"]
    if row.characters:
        told.append(f"{percent(row.own, row.characters)} of {row.characters:,} characters in its own voice")
    behind = [
        f"{row.second_hand:,} at second hand" if row.second_hand else "",
        f"{row.unnamed:,} of unnamed sources" if row.unnamed else "",
    ]
    beside = ", ".join(filter(None, behind))
    told.append(count(row.statements, "statement") + (f" ({beside})" if beside else ""))
    if voice and voice.attributed and (shares := _shares(voice)):
        told.append(f"of what is attributed, {shares}")
    if row.rests:
        rests = dict.fromkeys(f"{text(r.name)} ({r.ground})" for r in row.rests)
        told.append(f"rests on {listed(list(rests), _RESTS)}")
    if not alone:
        for noun, of in (("deeds", row.events), ("claims", row.claims)):
            numbers = ((of.told, "told"), (of.alone, "alone"), (of.left_out, "left out"))
            if some := [f"{n:,} {what}" for n, what in numbers if n]:
                told.append(f"{noun}: {', '.join(some)}")
    yield f"- {strong(text(row.outlet))}: {'; '.join(told)}."
    for label, things in (("Left out", (*lacks.left_out_events, *lacks.left_out_claims)), ("Alone", lacks.alone)):
        if not alone and (line := _thing(sheet, things)):
            yield f"  - {label}: {line}"


def _shares(voice: VoiceRow) -> str:
    shown = [s for s in voice.sources if s.characters][:_SOURCES]
    return ", ".join(f"{text(s.name)} {percent(s.characters, voice.attributed)}" for s in shown)


def _thing(sheet: Sheet, things: Sequence[ThingRow]) -> str | None:
    """The weightiest of some things that is not quoted yet, with who tells it; one whose words tell too little comes after others."""
    for thing in sorted(things, key=lambda t: len(t.head.passage.text) < SHORT):
        if not sheet.told_already(thing.head.passage):
            telling = [cell.outlet for cell in thing.cells if cell.told in ("own voice", "attributed", "denied")]
            return sheet.quote(thing.head) + (f" Told by {sheet.outlets(telling)}." if len(telling) > 1 else "")
    return None


def _labels(sheet: Sheet, actors: Sequence[ActorLabels]) -> Iterator[str]:
    """What outlets call the same actors: those whom two or more designate, in the order of the account."""
    several = len(sheet.material.outlets) > 1
    designated = [row for row in actors if row.all_outlets > 1 or not several]
    own = [row for row in designated if sum(bool(outlet.own) for outlet in row.outlets) > 1]
    found = (own or designated)[: sheet.rows(1, 3)]
    if not found:
        if several:
            yield "No actor was found whom two outlets designate."
        return
    yield "What outlets call the same actors beyond the bare name:" if several else "What it calls actors beyond the bare name:"
    yield rows(line for row in found for line in _actor(sheet, row))


def _actor(sheet: Sheet, row: ActorLabels) -> Iterator[str]:
    yield f"- {strong(sheet.name(row.actor))}"
    most = 3
    ordered = sorted(row.outlets, key=lambda o: (not o.own, -sum(x.count for x in (*o.own, *o.attributed))))
    kept = [outlet for outlet in row.outlets if outlet in ordered[:most]]
    for outlet in kept:
        yield f"  - {text(outlet.outlet)}: {_called(sheet, outlet)}"
    if more := row.all_outlets - len(kept):
        yield f"  - and {count(more, 'more outlet')}"


def _called(sheet: Sheet, outlet: OutletLabels) -> str:
    own = ", ".join(_label(sheet, label) for label in outlet.own[:_OWN])
    said = ", ".join(_label(sheet, label) for label in outlet.attributed[:_OTHERS])
    return "; ".join(filter(None, (own, f"in the words of others {said}" if said else "")))


def _label(sheet: Sheet, label: LabelRow) -> str:
    told = [sheet.chain(label.first)] if label.holder else []
    told += [f"{label.count} times"] if label.count > 1 else []
    return sheet.words(label.words, label.first) + (f" ({', '.join(told)})" if told else "")
