"""Outlets: how is it told? What each outlet carries and leaves out, what it calls whom, whose words fill it, on whom it rests.

Every share stands beside the number it is a share of, and every count leads to its passages. Nothing here is a verdict: an outlet with
one short report leaves out most things, and says so by its number of reports and words.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.notebook import InNotebooks
from .cues import Cues, OutletCues
from .designations import ActorLabels, Designations, WordLabels
from .material import Material
from .matrix import Matrix, ThingRow
from .speakers import own_voice
from .tones import ToneRow, tone_rows
from .voices import VoiceRow, Voices
from .wire import RestRow, Wire


@dataclass(frozen=True, slots=True)
class Carries:
    """How many claims or events an outlet tells, how many that two or more others tell it leaves out, how many it alone tells."""

    told: int
    left_out: int
    alone: int


@dataclass(frozen=True, slots=True)
class OutletRow(InNotebooks):
    """An outlet in numbers. `words` are those of its bodies, `characters` those that count here, copies left out; dates are ISO.

    `own`, `quoted` are characters of these, `statements` those that count, `second_hand` and `unnamed` of these; `sources` the number of
    actors quoted. `folded` counts its reports that are copies, or have copied passages, of a report that had them first.
    """

    outlet: str
    code: str
    reports: int
    folded: int
    first: str | None
    last: str | None
    undated: int
    words: int
    characters: int
    own: int
    quoted: int
    statements: int
    sources: int
    second_hand: int
    unnamed: int
    claims: Carries
    events: Carries
    rests: tuple[RestRow, ...]

    @property
    def own_share(self) -> float | None:
        """The share of its characters that it says itself, None without any."""
        return self.own / self.characters if self.characters else None


@dataclass(frozen=True, slots=True)
class Lacks:
    """What an outlet leaves out and what it tells alone, the weightiest of each."""

    outlet: str
    code: str
    left_out_claims: tuple[ThingRow, ...]
    left_out_events: tuple[ThingRow, ...]
    alone: tuple[ThingRow, ...]


@dataclass(frozen=True, slots=True)
class Outlets(InNotebooks):
    """All outlets side by side; `shared_claims` and `shared_events` count what two or more of them tell, not from one another.

    `labels` are actors with what each outlet calls them, those first whom outlets designate differently; `words` those of labels that one
    outlet uses in its own voice and another only in somebody's.
    """

    outlets: tuple[OutletRow, ...]
    shared_claims: int
    shared_events: int
    lacks: tuple[Lacks, ...]
    labels: tuple[ActorLabels, ...]
    words: tuple[WordLabels, ...]
    voices: tuple[VoiceRow, ...]
    cues: tuple[OutletCues, ...]
    tones: tuple[ToneRow, ...]


class OutletIndex:
    """The outlets of a case, compared; kept with the material."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.matrix, self.voices, self.cues = material.kept(Matrix), material.kept(Voices), material.kept(Cues)
        self.designations = material.kept(Designations)
        self.tones: tuple[ToneRow, ...] = tone_rows(material)
        self.rows: tuple[OutletRow, ...] = _rows(material)
        self._lacks: dict[tuple[str, int], Lacks] = {}
        self.labelled = self.designations.ranked()

    def lacks(self, outlet: str, each: int) -> Lacks:
        """What an outlet leaves out and tells alone, so many of each; made once."""
        if (outlet, each) not in self._lacks:
            self._lacks[outlet, each] = self._lacking(outlet, each)
        return self._lacks[outlet, each]

    def _lacking(self, outlet: str, each: int) -> Lacks:
        find = self.matrix.select
        found = find("claims", outlet, "left out"), find("events", outlet, "left out"), find("events", outlet, "alone")
        claims, events, alone = (self.matrix.rows(things[:each]) for things in found)
        return Lacks(outlet, self.material.code(outlet), claims, events, alone)

    def labels(self, actors: tuple[str, ...], *, outlets: int | None = None, each: int | None = None) -> tuple[ActorLabels, ...]:
        """What some actors are called."""
        return tuple(self.designations.of(actor, outlets=outlets, each=each) for actor in actors)


def outlets(material: Material, *, each: int = 5, actors: int = 20, of: int = 12) -> Outlets:
    """All that is told of outlets: `each` things of a list, `actors` with labels, the lists of `of` outlets, those of most reports."""
    index = material.kept(OutletIndex)
    most = sorted(index.rows, key=lambda row: -row.reports)[:of]
    shown = [row.outlet for row in index.rows if row in most]
    return Outlets(
        outlets=index.rows,
        shared_claims=index.matrix.shared("claims"),
        shared_events=index.matrix.shared("events"),
        lacks=tuple(index.lacks(outlet, each) for outlet in shown),
        labels=index.labels(index.labelled[:actors]),
        words=index.designations.words(actors),
        voices=tuple(index.voices.short(outlet, each) for outlet in shown),
        cues=tuple(row for row in index.cues.rows() if row.outlet in shown),
        tones=index.tones,
    )


def _rows(material: Material) -> tuple[OutletRow, ...]:
    matrix, voices, wire = material.kept(Matrix), material.kept(Voices), material.kept(Wire)
    words = {row.outlet: row.words for row in own_voice(material)}
    rows = []
    for outlet, reports in material.outlets.items():
        voice = voices.rows[outlet]
        published = [material.reading(report).report.published for report in reports]
        dates = sorted(p.iso for p in published if p)
        claims, events = (
            Carries(matrix.count(outlet, of, "told"), matrix.count(outlet, of, "left out"), matrix.count(outlet, of, "alone"))
            for of in ("claims", "events")
        )
        rows.append(
            OutletRow(
                outlet=outlet,
                code=voice.code,
                reports=len(reports),
                folded=voice.folded,
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
                undated=len(reports) - len(dates),
                words=words.get(outlet, 0),
                characters=voice.characters,
                own=voice.own,
                quoted=voice.quoted,
                statements=voice.statements,
                sources=voice.named,
                second_hand=voice.second_hand,
                unnamed=voice.unnamed,
                claims=claims,
                events=events,
                rests=wire.rests(outlet),
            )
        )
    return tuple(rows)
