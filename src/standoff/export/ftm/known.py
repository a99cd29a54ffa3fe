"""What the entities of a FollowTheMoney export refer to: the articles and actors of a case, by ids that no other case has by accident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ...account import ActorRef, Material, SourceRef
from ...account.disputes import Carried
from ...model import Actor, Report, Span
from ..citations import holder_line, outlet_line, quotation
from ..parcel import Parcel
from ..plain import one_line
from .values import LONGEST, made_id

_QUOTED = LONGEST["text"] - 5_000  # code points of a quotation, so that the line with its source and place fits into a value
_ROOM = 500  # of each of these


class Known:
    """The articles and actors of a parcel. An actor that no place in a report leads to is none that could be proved.

    The id of an actor is made of the place where the first report, by date, names it: two cases share an actor only where they share
    that report, and neither a fuller name nor a report of a later day changes the id.
    """

    def __init__(self, parcel: Parcel) -> None:
        self.material = parcel.material
        self.reports: dict[str, Report] = {r.report.id: r.report for r in self.material.readings}
        self.articles = {id: made_id("report", id) for id in self.reports}
        self._outlets = {id: short(outlet_line(report)) for id, report in self.reports.items()}
        found = _places(self.material)
        self.places = {actor: {r: spans[r] for r in self._by_date(spans)} for actor, spans in found.items()}
        shown = (a for a in self.material.links.actors if a.id in found and (a.public or parcel.private))
        self.actors: tuple[Actor, ...] = tuple(sorted(shown, key=lambda a: (a.name.casefold(), a.id)))
        ids = _actor_ids(self.places)  # of all, so that those of public actors are the same with and without the private ones
        self.ids = {a.id: ids[a.id] for a in self.actors}

    def of(self, actors: Iterable[str | None]) -> list[str]:
        """The ids of the entities of actors that have one, each once."""
        return list(dict.fromkeys(self.ids[a] for a in actors if a and a in self.ids))

    def those(self, refs: Iterable[ActorRef]) -> list[str]:
        """The same of actors as inferred for one place."""
        return self.of(ref.id for ref in refs)

    def backing(self, reports: Iterable[str]) -> dict[str, list[str | None]]:
        """What an entity rests on: the articles, with their outlets and addresses."""
        ordered = self._by_date(set(reports))
        return {
            "proof": [self.articles[r] for r in ordered],
            "publisher": [self.reports[r].outlet for r in ordered],
            "sourceUrl": [self.reports[r].url for r in ordered],
        }

    def quoted(self, carried: Carried) -> str:
        """A passage as one line: the quotation, who answers for it with the words that attribute, outlet, date, and its exact place."""
        passage = carried.passage
        cues = dict.fromkeys(one_line(p.text) for p in passage.pieces if p.role == "cue")
        words, holder = quotation(self.reports[passage.report], passage), holder_line(carried.chain, "; ".join(cues))
        return f"“{short(words, _QUOTED)}” – {short(holder)}, {self.place(passage.report, passage.span)}"

    def place(self, report: str, span: Span) -> str:
        """Where something stands: outlet, date, report and code points of its text as kept."""
        return f"{self._outlets[report]}, {report}:{span.start}-{span.end}"

    def first(self, reports: Iterable[str]) -> str:
        """The first of some reports, by date; empty without any."""
        return min(reports, key=self.material.places.__getitem__, default="")

    def _by_date(self, reports: Iterable[str]) -> list[str]:
        return sorted(reports, key=self.material.places.__getitem__)


def parties(refs: Sequence[SourceRef]) -> str:
    """Those who take part as written, with the actors that are inferred behind them."""
    return short("; ".join(dict.fromkeys(holder_line([ref], None) for ref in refs)))


def counted(n: int, what: str) -> str:
    """A number of things."""
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def short(text: str, most: int = _ROOM) -> str:
    """A text that leaves room for what stands beside it."""
    return text if len(text) <= most else f"{text[:most].rstrip()} […]"


def _actor_ids(places: Mapping[str, Mapping[str, Span]]) -> dict[str, str]:
    """The ids of actors by the first of their places; those that are named together for the first time are told apart by number."""
    ids: dict[str, str] = {}
    met: Counter[tuple[str, Span]] = Counter()
    for actor, spans in sorted(places.items()):
        report, span = first = next(iter(spans.items()))
        ids[actor] = made_id("actor", report, f"{span.start}-{span.end}", str(met[first]))
        met[first] += 1
    return ids


def _places(material: Material) -> dict[str, dict[str, Span]]:
    """Where each actor is named first in each report, by name where it is; else where it answers for something, or is an end of a tie."""
    best: dict[str, dict[str, tuple[int, Span]]] = defaultdict(dict)

    def take(actor: str, report: str, rank: int, span: Span | None) -> None:
        if span and (report not in best[actor] or (rank, span) < best[actor][report]):
            best[actor][report] = rank, span

    for link in material.links.mentions:
        mention = material.reading(link.report).mention(link.item)
        take(link.target, link.report, 0 if mention.form == "name" else 1, mention.span)
    for link in material.links.sources:
        if statement := material.statement(link.report, link.item):
            take(link.target, link.report, 2, statement.source)
    for link in material.links.addressees:
        if statement := material.statement(link.report, link.item):
            take(link.target, link.report, 2, statement.addressee)
    for actor in material.links.actors:
        for role in actor.roles:
            take(actor.id, role.evidence.report, 2, role.evidence.span)
    for tie in material.links.ties:
        for end in (tie.source, tie.target):
            take(end, tie.evidence.report, 3, tie.evidence.span)
    return {actor: {r: span for r, (_, span) in places.items()} for actor, places in best.items() if places}
