"""Which actors of a case those of a block are, when one more report joins the case (see `increment`).

The block's older reports have links in the case already: what they are linked to there tells who an actor of the block is. Who is only
in the new report is looked for by id and name, as a comparison of the case would.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Actor, Link, Links
from ..model.report import text_hash
from .bodies import description
from .cast import MARGIN, SAME, Person, fit
from .descriptions import is_proper
from .fold import fold
from .names import PersonName, parse
from .people import ACROSS
from .sources import DESCRIBED


def layers(links: Links) -> tuple[tuple[Link, ...], ...]:
    """The links to actors, by what they join."""
    return links.sources, links.addressees, links.mentions


class JoinedActors:
    """The actors of a block as actors of the case: known ones, with what the new report adds to them, and new ones."""

    def __init__(self, case: Links, block: Links, report: str) -> None:
        self.report = report
        self._block = {a.id: a for a in block.actors}
        self._now = {a.id: a for a in case.actors}
        self._before = dict(self._now)
        self._as: dict[str, str] = {}
        self._described = _described(block)
        self._people = [a for a in case.actors if a.kind == "person"]
        self._names = {a.id: _names(a) for a in self._people}
        self._votes = _votes(case, block, report)

    def of(self, id: str) -> str:
        """The id in the case of an actor of the block."""
        if id not in self._as:
            actor = self._block[id]
            known = self._known(actor)
            if known is None:
                fresh = self._free(actor)
                self._now[fresh], self._as[id] = replace(actor, id=fresh), fresh
            else:
                self._now[known], self._as[id] = self._grown(self._now[known], actor), known
        return self._as[id]

    def changed(self) -> tuple[Actor, ...]:
        """The actors that are new to the case or not as they were, by id."""
        return tuple(a for id, a in sorted(self._now.items()) if self._before.get(id) != a)

    def _known(self, actor: Actor) -> str | None:
        votes = self._votes.get(actor.id)
        if votes:
            return min(votes, key=lambda id: (-votes[id], id))
        told = description(actor.name, self.report) if actor.id in self._described else None
        if told and told.key.scope:
            return None  # "a senior official" of one report is nobody of another
        same = self._before.get(actor.id)
        if same and same.kind == actor.kind:
            return same.id
        if actor.kind == "person" and not told:
            return self._person(actor)
        forms = {fold(f) for f in (actor.name, *actor.aliases) if is_proper(f)} if not told else {fold(actor.name)}
        bearing = [a.id for a in self._before.values() if a.kind == actor.kind and forms & {fold(f) for f in (a.name, *a.aliases)}]
        return bearing[0] if len(bearing) == 1 else None

    def _person(self, actor: Actor) -> str | None:
        """The one person of the case whom a name fits, a full name or a surname that only one can mean."""
        mine = _names(actor)
        if not mine:
            return None
        scored = sorted(((_fit(mine, self._names[a.id]), a.id) for a in self._people if self._names[a.id]), key=lambda x: (-x[0], x[1]))
        least = SAME if any(n.full for n in mine) else ACROSS
        good = [x for x in scored if x[0] >= least]
        return good[0][1] if good and (len(good) == 1 or good[0][0] - good[1][0] >= MARGIN) else None

    def _free(self, actor: Actor) -> str:
        if actor.id not in self._now:
            return actor.id
        return f"{actor.id}-{text_hash('|'.join((self.report, actor.id, *actor.aliases)))[:6]}"

    def _grown(self, known: Actor, actor: Actor) -> Actor:
        """An actor of the case with the forms and roles that the new report has for it, and the fuller name."""
        mine, theirs = parse(actor.name), parse(known.name)
        fuller = known.kind == actor.kind == "person" and mine and theirs and mine.full and not theirs.full
        roles = dict.fromkeys((*known.roles, *(r for r in actor.roles if r.evidence.report == self.report)))
        return replace(
            known,
            name=actor.name if fuller else known.name,
            aliases=tuple(dict.fromkeys((*known.aliases, *actor.aliases))),
            roles=tuple(roles),
            public=known.public or actor.public,
        )


def _votes(case: Links, block: Links, report: str) -> dict[str, Counter[str]]:
    """For each actor of the block, how often what is linked to it is linked to which actor in the case."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mine, theirs in zip(layers(block), layers(case), strict=True):
        here, there = _targets(mine, report), _targets(theirs, report)
        for item, targets in here.items():
            if len(targets) == len(there.get(item, ())):
                for one, other in zip(targets, there[item], strict=True):
                    votes[one][other] += 1
    return votes


def _targets(links: Iterable[Link], but: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for link in links:
        if link.report != but:
            found[link.report, link.item].append(link.target)
    return found


def _described(block: Links) -> set[str]:
    """The actors that no name was found for."""
    reasons: dict[str, bool] = {}
    for link in (link for layer in layers(block) for link in layer):
        reasons[link.target] = reasons.get(link.target, True) and DESCRIBED in link.reason
    return {id for id, all_described in reasons.items() if all_described}


def _names(actor: Actor) -> list[PersonName]:
    """The names of a person, of forms that are names and not roles; the full ones where there are any, as `People` goes by them."""
    names = list(dict.fromkeys(_parsed((actor.name, *actor.aliases))))
    return [n for n in names if n.full] or names


def _parsed(forms: Iterable[str]) -> Iterator[PersonName]:
    for form in forms:
        name = parse(form) if form[:1].isupper() and not form.startswith("The ") else None
        if name is not None:
            yield name


def _fit(one: list[PersonName], other: list[PersonName]) -> float:
    """How well two people can be one: the fuller name of each against all names of the other."""
    return max(fit(_best(one), _as_person(other)), fit(_best(other), _as_person(one)))


def _best(names: list[PersonName]) -> PersonName:
    return max(names, key=lambda n: (len(n.core), len(n.tokens), len(n.written)))


def _as_person(names: list[PersonName]) -> Person:
    return Person(-1, list(names))
