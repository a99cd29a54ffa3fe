"""Tone: the sentences of an outlet that tell of an actor in a good or a bad light (target-dependent sentiment, as NewsMTSC defines it).

Only sentences in the outlet's own voice are compared: what a source says of somebody is the source's. A tone is told only where the
network is sure, so most toned sentences are missed: the counts stand beside how often the actor is mentioned at all, and nothing is
concluded from a sentence that has none. An actor is listed where one outlet has enough of them; private persons never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import OUTLET, Reading, Span, Tone
from ..model.notebook import InNotebooks
from .disputes import Carried
from .material import Material
from .sentences import in_sentence
from .wire import Wire

Light = Literal["good", "bad"]
LEAST_TONED, LEAST_MENTIONS = 3, 5  # toned sentences of one outlet, and mentions there, from which an actor is listed
_LIGHTS: dict[str, Light] = {"positive": "good", "negative": "bad"}


@dataclass(frozen=True, slots=True)
class TonedSentence:
    """A sentence that tells of an actor in a good or a bad light, with the calibrated confidence (0 to 1) of that."""

    light: Light
    carried: Carried
    confidence: float


@dataclass(frozen=True, slots=True)
class OutletTone:
    """How one outlet tells of an actor in its own voice: `mentions` of it by name, noun or pronoun outside of statements, `good` and `bad`
    sentences among those; `attributed` counts the sentences of sources that tell of it in either light."""

    outlet: str
    code: str
    mentions: int
    good: int
    bad: int
    attributed: int
    sentences: tuple[TonedSentence, ...]


@dataclass(frozen=True, slots=True)
class ToneRow(InNotebooks):
    """A public actor with the outlets that mention it in their own voice, in the order of their first reports."""

    actor: str
    name: str
    outlets: tuple[OutletTone, ...]

    @property
    def toned(self) -> int:
        """How many sentences in the own voice of outlets tell of it in a good or a bad light."""
        return sum(o.good + o.bad for o in self.outlets)


class Tones:
    """The tones of a case by actor and outlet; copies count once. Linear in mentions and tones."""

    def __init__(self, material: Material) -> None:
        self._material, self._wire = material, material.kept(Wire)
        self._toned: dict[str, dict[str, list[tuple[Reading, Tone, bool]]]] = defaultdict(lambda: defaultdict(list))
        self._mentions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for reading in material.readings if any(r.tones for r in material.readings) else ():
            self._read(reading)

    def _read(self, reading: Reading) -> None:
        material, report = self._material, reading.report.id
        outlet = material.outlet(report)
        told = _inside(reading)
        for mention in reading.mentions:
            if told[mention.span.start] or self._wire.folded(report, mention.span):
                continue
            for ref in material.mention(report, mention.id):
                self._mentions[ref.id][outlet] += 1
        for tone in reading.tones:
            own = tone.voice == OUTLET and not told[tone.span.start]
            if self._wire.folded(report, tone.span):
                continue
            for ref in material.mention(report, tone.mention):
                if material.public(ref.id):
                    self._toned[ref.id][outlet].append((reading, tone, own))

    def rows(self) -> tuple[ToneRow, ...]:
        """The actors of whom enough is told, those with the most toned sentences first."""
        rows = (self._row(actor) for actor in self._toned if self._enough(actor))
        return tuple(sorted(rows, key=lambda r: (-r.toned, r.name, r.actor)))

    def _enough(self, actor: str) -> bool:
        return any(
            sum(own for *_, own in found) >= LEAST_TONED and self._mentions[actor][outlet] >= LEAST_MENTIONS
            for outlet, found in self._toned[actor].items()
        )

    def _row(self, actor: str) -> ToneRow:
        known = self._material.public(actor)
        assert known
        toned, mentions = self._toned[actor], self._mentions[actor]
        outlets = (
            self._outlet(outlet, mentions[outlet], toned.get(outlet, ()))
            for outlet in self._material.outlets
            if mentions.get(outlet) or toned.get(outlet)
        )
        return ToneRow(actor, known.name, tuple(outlets))

    def _outlet(self, outlet: str, mentions: int, toned: Sequence[tuple[Reading, Tone, bool]]) -> OutletTone:
        sentences: dict[tuple[str, Span, Light], TonedSentence] = {}
        for reading, tone, own in toned:
            if own:
                light = _LIGHTS[tone.value]
                carried = in_sentence(self._material, reading.report.id, tone.span)
                key = (reading.report.id, carried.passage.span, light)
                if key not in sentences or sentences[key].confidence < tone.confidence:
                    sentences[key] = TonedSentence(light, carried, tone.confidence)
        found = tuple(sentences.values())
        good = sum(s.light == "good" for s in found)
        attributed = sum(not own for *_, own in toned)
        return OutletTone(outlet, self._material.code(outlet), mentions, good, len(found) - good, attributed, found)


def tone_rows(material: Material) -> tuple[ToneRow, ...]:
    """The actors of whom some outlet tells in a good or a bad light often enough."""
    return material.kept(Tones).rows()


def _inside(reading: Reading) -> bytearray:
    """For each character whether it stands in the content of a statement, or in furniture."""
    found = bytearray(len(reading.report.text) + 1)
    for span in (*(c for s in reading.statements for c in s.content), *(f.span for f in reading.report.furniture)):
        found[span.start : span.end] = b"\x01" * len(span)
    return found
