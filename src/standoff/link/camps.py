"""Who stands with whom and against whom in a case: signed relations between actors, each with the passage that shows it.

A relation is read off the act of a statement and the actor that its object names (who accuses, condemns or threatens whom is
against them, who endorses whom is with them), and off the deeds that a text tells of one actor against or for another. A
camp is never written down: two actors are opposed as far as their relations, or those of a common friend or foe, say so.
The signs and the rule of balance over a third actor are those of signed networks (Heider, 1946; Cartwright and Harary, 1956).

    camps = Camps.of(field, index)
    camps.net(a, b)        # -1 (against one another) to +1 (together), 0 where the case says nothing
    camps.opposed(a, b)    # 0 to 1, over a third actor too
    camps.shown(a, b)      # the relations behind it, surest first
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import tanh

from ..model import OUTLET, Event
from .actors import ActorIndex
from .passages import Field, Passage, Spot
from .similarity import fold, stem
from .words import words

_SIGN = {"accuse": -1, "condemn": -1, "threaten": -1, "endorse": 1}
_DEED = {
    **dict.fromkeys(("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT"), -1),
    **dict.fromkeys(("SUPPORT", "COOPERATE", "AID"), 1),
}
_DONE = ("happened", "ongoing", "attempted")
_SPEECH = re.compile(r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|wr(?:ite|ites|ote|iting)|(?:tweet|post|stat)\w*)$")
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$", re.I)
_WITH = re.compile(
    r"\b(?:support\w*|back(?:s|ed|ing)?|stand(?:s|ing)?|stood|with|behind|recogni[sz]\w+|prais\w+|thank\w*|for|of|loyal\w*|all(?:y|ies))\b",
    re.I,
)
_FOES = r"(?:enem(?:y|ies)|foes?|rivals?|critics?|opponents?|adversar(?:y|ies)|detractors?)"
_AGAINST = re.compile(rf"\b(?:against|from|opposed to|{_FOES})\s+(?:of\s+)?(?:the\s+)?(?:[\w’'-]+\s+)?$", re.I)
_FOE_OF = re.compile(rf"\b{_FOES}\s+of\s+(?:the\s+)?(?:[\w’'-]+\s+)?$", re.I)
_FOES_OF = re.compile(rf"(?:['’]s?)?\s+(?:[\w-]+\s+)?{_FOES}\b", re.I)
_COUNTRY = re.compile(r"[\"'“‘\s]*(?:[Tt]he\s+)?((?:[A-Z][\w.’'-]*\s?){1,3})")
REACH = 70  # characters of an object's head: what is named later is seldom who is meant
THIRD = 0.6  # what an opposition over a third actor is worth


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """`source` is for (`sign` 1) or against (-1) `target`; `weight` 0 to 1, `passage` its index in the field, `reason` the act or deed."""

    source: str
    target: str
    sign: int
    weight: float
    passage: int
    reason: str


@dataclass(slots=True)
class Camps:
    """The relations of a case, looked up by pairs of actors. Only actors that a text names take part."""

    relations: tuple[Relation, ...]
    _pairs: dict[tuple[str, str], list[Relation]] = field(default_factory=dict)
    _net: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, passages: Field, index: ActorIndex) -> Camps:
        """Reads the relations of all passages; linear in their number."""
        states = _states(index)
        found = [r for i, p in enumerate(passages.passages) for r in _said(i, p, states)]
        readings = {p.report.id: p.reading for p in passages.passages}
        for report in sorted(readings):
            for event in readings[report].events:
                found += _done(passages, index, report, event)
        return cls(tuple(sorted(set(found))))

    def __post_init__(self) -> None:
        for relation in self.relations:
            self._pairs.setdefault(_pair(relation.source, relation.target), []).append(relation)
        for (a, b), group in sorted(self._pairs.items()):
            value = tanh(sum(r.sign * r.weight for r in group))
            self._net.setdefault(a, {})[b] = self._net.setdefault(b, {})[a] = value

    def net(self, one: str, other: str) -> float:
        """How the two stand by what the case tells of them directly: -1 against, 1 with one another, 0 unknown."""
        return self._net.get(one, {}).get(other, 0.0)

    def opposed(self, one: str, other: str) -> float:
        """How far the two stand in opposing camps, 0 to 1: directly, or because one is with whom the other is against."""
        direct = self.net(one, other)
        if direct > 0.3 or one == other:
            return 0.0
        mine, theirs = self._net.get(one, {}), self._net.get(other, {})
        third = max(
            (THIRD * min(abs(mine[c]), abs(theirs[c])) for c in mine.keys() & theirs.keys() if mine[c] * theirs[c] < 0), default=0.0
        )
        return max(-direct, third, 0.0)

    def across(self, ones: Iterable[str], others: Iterable[str]) -> float:
        """How far two groups of actors stand in opposing camps: the clearest pair."""
        far = list(others)
        return max((self.opposed(a, b) for a in ones for b in far), default=0.0)

    def shown(self, one: str, other: str) -> tuple[Relation, ...]:
        """The relations between two actors, whichever way they point, surest first."""
        return tuple(sorted(self._pairs.get(_pair(one, other), ()), key=lambda r: (-r.weight, r)))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _states(index: ActorIndex) -> dict[str, str]:
    """The word that a government shares with its country and people -> the government: "Russia" in an object is its government."""
    found: dict[str, str] = {}
    for actor in sorted(index.actors, key=lambda a: a.id):
        owner = actor.name.removesuffix(" government")
        if actor.kind == "government" and owner != actor.name:
            for name in (owner, *(a for a in actor.aliases if a[:1].isupper() and not words("office") & {fold(w) for w in a.split()})):
                found.setdefault(_state_key(name), actor.id)
    return found


def _state_key(name: str) -> str:
    return " ".join(stem(w) for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name) if fold(w) != "the")


def _said(i: int, passage: Passage, states: dict[str, str]) -> list[Relation]:
    """What an act says of its speaker and the actor that it is aimed at."""
    statement = passage.statement
    sign = _SIGN.get(statement.act, 0) if statement else 0
    if statement is None or not sign or not passage.holders or (sign > 0 and passage.negated):
        return []
    cue = passage.report.quote(statement.cue) if statement.cue else ""
    speech = not cue or bool(_SPEECH.match(cue.lower()))
    target = _aim(passage, sign, speech, states)
    weight = {"accuse": 0.8, "condemn": 0.7, "threaten": 0.6, "endorse": 0.8}[statement.act] * (0.6 if speech else 1.0)
    return [
        Relation(h, t, sign, weight / len(target), i, f"“{cue}”" if cue else statement.act)
        for h in passage.holders
        for t in target
        if t != h
    ]


def _aim(passage: Passage, sign: int, speech: bool, states: dict[str, str]) -> list[str]:
    """Whom a content is aimed at: who did the deed ("by …"), else the first actor its head names; a name borne by many is nobody's."""
    text = passage.text
    spots = [s for s in passage.spots if s.actor not in passage.holders and not (sign < 0 and _foes(text, s))]
    agents = [s for s in spots if sign < 0 and _BY.search(text[: s.start])]
    near = [s for s in spots if s.start < REACH and not (sign < 0 and _AGAINST.search(text[: s.start]))]
    if sign > 0 and speech:  # "they stand with X": only what a word of support governs
        near = [s for s in near if _WITH.search(text[max(0, s.start - 25) : s.start])]
    chosen = agents or near
    country = _COUNTRY.match(text)
    state = states.get(_state_key(country[1])) if country else None
    if state and not speech and not agents:  # "accused Russia of …": a country named so widely that its name alone tells nobody
        return [state]
    if not chosen:
        return []
    first: Spot = min(chosen, key=lambda s: (s.start, -s.end))
    named = sorted({s.actor for s in chosen if s.start < first.end and s.end > first.start})
    return named if len(named) <= 2 else []


def _foes(text: str, spot: Spot) -> bool:
    """Whether a name only tells whose foes are meant ("enemies of X", "X's critics")."""
    return bool(_FOES_OF.match(text, spot.end) or _FOE_OF.search(text[: spot.start]))


def _done(passages: Field, index: ActorIndex, report: str, event: Event) -> list[Relation]:
    """What a deed says of who did it and to whom."""
    sign = _DEED.get(event.type, 0)
    if not sign or event.status not in _DONE or not event.agents or not event.recipients:
        return []
    at = passages.holding(report, event.trigger, None if event.voice == OUTLET else event.voice)
    if at is None:
        return []
    agents, recipients = (sorted({a for m in ms if (a := index.of_mention(m))}) for ms in (event.agents, event.recipients))
    told = 0.5 if event.voice == OUTLET else 0.3  # what a party tells of a deed is its own view
    return [Relation(a, b, sign, told, at, event.type.lower()) for a in agents for b in recipients if a != b]
