"""What the account has of one report, as the lines of a brat annotation file: text-bounds, events, attributes, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...account import SourceRef
from ...account.ledger import fold
from ...account.ties import WORDS as STANCES
from ...model import Dispute, Position, Reading, Span, Statement, Tie
from ...model.visible import visible
from ..plain import number
from ..told import Held, Told, bounds
from .text import Fragments, fragments
from .types import (
    CLAIM,
    CONTENT,
    FIGURE,
    LABEL,
    MENTIONS,
    POSITION,
    QUESTION,
    QUOTATION,
    SOURCE,
    STATEMENT,
    TIE,
    TOLD,
    WORDS,
)

Arguments = Sequence[tuple[str, str | None]]


class Lines:
    """The lines of an annotation file over a text. An item of which no character is left to point at has none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._bounds: dict[tuple[str, Fragments], str] = {}
        self._events: list[str] = []
        self._attributes: list[str] = []
        self._notes: list[str] = []

    def bound(self, type: str, spans: Iterable[Span | None]) -> str | None:
        """The text-bound of a type over some stretches; the same one where there is one already."""
        found = fragments(self.text, [span for span in spans if span])
        return self._bounds.setdefault((type, found), f"T{len(self._bounds) + 1}") if found else None

    def event(self, type: str, trigger: str, arguments: Arguments) -> str:
        """An event by its trigger, a text-bound of its type. A role that several have is numbered from the second on."""
        filled, counts = [], dict.fromkeys((role for role, _ in arguments), 0)
        for role, id in dict.fromkeys(arguments):
            if id:
                counts[role] += 1
                filled.append(f" {role}{counts[role] if counts[role] > 1 else ''}:{id}")
        self._events.append(f"E{len(self._events) + 1}\t{type}:{trigger}{''.join(filled)}")
        return f"E{len(self._events)}"

    def attribute(self, name: str, target: str, value: str | None = None) -> None:
        """An attribute of a text-bound or event; without a value it is one that holds or not."""
        self._attributes.append(f"A{len(self._attributes) + 1}\t{name} {target}{f' {value}' if value else ''}")

    def note(self, target: str, text: str) -> None:
        """A note in words on a text-bound or event, which must not be a trigger."""
        self._notes.append(f"#{len(self._notes) + 1}\tAnnotatorNotes {target}\t{visible(text, lines=False)}")

    def lines(self) -> Iterable[str]:
        """All lines, the text-bounds first."""
        for (type, found), id in self._bounds.items():
            places = ";".join(f"{start} {end}" for start, end in found)
            yield f"{id}\t{type} {places}\t{' '.join(self.text[start:end] for start, end in found)}"
        yield from self._events
        yield from self._attributes
        yield from self._notes


class Layers:
    """The layers of a report as lines over its text as written, of which perhaps only the evidence is left."""

    def __init__(self, told: Told, reading: Reading, text: str, whole: str) -> None:
        self.told = told
        self.reading = reading
        self.out = Lines(text)
        self._whole = whole
        self._mentions: dict[str, str] = {}
        self._at: dict[Span, str] = {}
        self._statements: dict[str, str] = {}
        self._mention_lines()
        self._statement_lines()
        self._item_lines()

    def position(self, dispute: Dispute, position: Position, held: Held) -> None:
        """A passage that a position of a dispute rests on."""
        holder = self.told.holder(position)
        held_by = f" ≈ {holder} (inferred)" if holder and position.holder else f" {holder}" if holder else " the source as written"
        text = f"dispute {dispute.id} ({dispute.kind}): {dispute.question} Side {position.side},{held_by}: {position.stance}"
        self._held(POSITION, held, text)

    def claim(self, id: str, passages: int, denies: bool, held: Held) -> None:
        """A passage that carries a claim."""
        event = self._held(CLAIM, held, f"claim {id}: {'denied' if denies else 'carried'} here; {passages} passages speak to it")
        if event and denies:
            self.out.attribute("Denies", event)

    def tie(self, tie: Tie) -> None:
        """A passage that tells a tie."""
        trigger = self.out.bound(TIE, [tie.evidence.span])
        if trigger:
            holder = self.told.voice(self.reading, tie.voice)
            event = self.out.event(TIE, trigger, [("Shown", self._words(tie.cue)), *self._voice(holder)])
            self._told_by(event, holder)
            self.out.attribute("Stance", event, STANCES[tie.sign])
            ends = f"≈ {self.told.named(tie.source)} {STANCES[tie.sign]} ≈ {self.told.named(tie.target)} (both inferred)"
            self.out.note(event, f"{ends}{f', {tie.date}' if tie.date else ''}; {tie.reason}")

    def _mention_lines(self) -> None:
        for m in sorted(self.reading.mentions, key=lambda m: (m.span, m.id)):
            if not self._left(m.span) or not (id := self.out.bound(MENTIONS[m.type], [m.span])):
                continue
            self._at.setdefault(m.span, id)
            self._mentions[m.id] = id
            self.out.attribute("Form", id, m.form)
            self._infer(id, "", self.told.mention(self.reading, m.id))

    def _statement_lines(self) -> None:
        triggers: list[tuple[Statement, str, str]] = []
        for s in sorted(self.reading.statements, key=lambda s: (s.hull, s.id)):
            # A quotation that goes on without a cue has its content for one.
            trigger = self.out.bound(STATEMENT, [s.cue])
            if trigger:
                triggers.append((s, STATEMENT, trigger))
            elif trigger := self.out.bound(QUOTATION, s.content):
                triggers.append((s, QUOTATION, trigger))
        self._statements = {s.id: f"E{n}" for n, (s, _, _) in enumerate(triggers, 1)}
        report = self.reading.report.id
        for s, type, trigger in triggers:
            content = [("Content", self.out.bound(CONTENT, s.content))] if type == STATEMENT else []
            channel, addressee = self._words(s.channel), self._words(s.addressee)
            source = (s.source and self._at.get(s.source)) or self.out.bound(SOURCE, [s.source])
            within = self._statements.get(s.parent) if s.parent else None
            around = [("Channel", channel), ("Addressee", addressee), ("Within", within)]
            event = self.out.event(type, trigger, [("Source", source), *content, *around])
            self.out.attribute("Act", event, s.act)
            self.out.attribute("Kind", event, s.kind)
            self._infer(event, "source ", self.told.source(self.reading, s))
            addressees = self.told.shown(self.told.material.addressees(report, s.id))
            self._infer(event, "addressee ", SourceRef(self.reading.report.quote(s.addressee) if s.addressee else None, addressees))

    def _item_lines(self) -> None:
        out, report = self.out, self.reading.report.id
        for e in sorted(self.reading.events, key=lambda e: (e.trigger, e.id)):
            parties = [("Agent", self._mentions.get(m)) for m in e.agents] + [("Recipient", self._mentions.get(m)) for m in e.recipients]
            if event := self._item(e.type, e.trigger, e.voice, [*parties, ("Place", self._words(e.place)), ("Date", self._words(e.date))]):
                out.attribute("Status", event, e.status)
                if when := self.told.material.dating(report, e.id):
                    out.note(event, f"{when.iso or f'{when.start} to {when.end}'}, to the {when.precision}: {when.reason}")
        for f in sorted(self.reading.figures, key=lambda f: (f.span, f.id)):
            places = [("Of", self._words(f.of)), ("Place", self._words(f.place)), ("Date", self._words(f.date))]
            if event := self._item(FIGURE, f.span, f.voice, places):
                out.note(event, f"{'about ' if f.about else ''}{bounds(number(f.low), number(f.high))}")
        for x in sorted(self.reading.labels, key=lambda x: (x.span, x.id)):
            self._item(LABEL, x.span, x.voice, [("Target", self._mentions.get(x.target) if x.target else None)])
        for q in sorted(self.reading.open_questions, key=lambda q: (q.span, q.id)):
            self._item(QUESTION, q.span, q.voice, [("Marker", self._words(q.marker))])

    def _item(self, type: str, span: Span, voice: str, arguments: Arguments) -> str | None:
        """An event, figure, label or open question, with the statement that tells it."""
        trigger = self.out.bound(type, [span])
        if not trigger:
            return None
        holder = self.told.voice(self.reading, voice)
        event = self.out.event(type, trigger, [*arguments, *self._voice(holder)])
        self._told_by(event, holder)
        return event

    def _held(self, type: str, held: Held, text: str) -> str | None:
        trigger = self.out.bound(type, [held.evidence.span])
        if not trigger:
            return None
        event = self.out.event(type, trigger, self._voice(held.statement))
        self._told_by(event, held.statement)
        self.out.note(event, text)
        return event

    def _voice(self, holder: Statement | None) -> Arguments:
        return [("Voice", self._statements.get(holder.id))] if holder else []

    def _told_by(self, event: str, holder: Statement | None) -> None:
        self.out.attribute("Told_by", event, TOLD[1] if holder else TOLD[0])

    def _words(self, span: Span | None) -> str | None:
        """Words that have a role: the mention that they are, else words as such."""
        if not span or not self._left(span):
            return None
        return self._at.get(span) or self.out.bound(WORDS, [span])

    def _left(self, span: Span) -> bool:
        """Whether the file has all characters of a stretch."""
        return self._whole[span.start : span.end] == self.out.text[span.start : span.end]

    def _infer(self, target: str, role: str, ref: SourceRef) -> None:
        """A note on who is meant, where that says more than the words do."""
        names = [actor.name for actor in ref.actors if fold(actor.name) != fold(ref.written or "")]
        if names:
            self.out.note(target, f"{role}≈ {'; '.join(names)} (inferred)")
