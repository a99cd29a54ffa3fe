"""Whose side somebody is on: one body claimed for rival camps, a promise that is belied, ties that one asserts and another disowns.

A body ("the army", "the unions") is claimed by words of loyalty with somebody it is loyal to; a promise is reported of somebody
who says or does the contrary in the same case; ties are disowned by "nothing to do with", "never met" and the like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..actors import ActorIndex
from ..camps import Camps
from ..passages import Field, Passage, Spot
from ..similarity import stem
from ..wording import named, short
from .labels import located
from .proposal import Backing, Proposal

_BODY = (
    r"(?:armed forces|army|armies|military|soldiers?|troops|officers?|commanders?|generals?|security forces|police|navy|air force"
    r"|national guard|guards?|militias?|tribes?|tribal leaders?|clans?|unions?|workers|farmers|clergy|church|courts?|judges?|parliament"
    r"|lawmakers|voters?|electorate|majority|minority|youth|students|base|party|coalition|allies|neighbou?rs|international community"
    r"|civil servants|diplomats|people)"
)
_LOYAL = (
    r"(?:(?:is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?|stands?|stood|standing)\s+(?:\w+\s+){0,2}?"
    r"(?:loyal to|with|behind|on the side of|by)"
    r"|(?:back(?:s|ed)?|support(?:s|ed)?|follow(?:s|ed)?|joined|obey(?:s|ed)?|rallied (?:behind|around)|swore (?:loyalty|allegiance) to))"
)
_LEFT = re.compile(
    r"\b(?:defect\w*|switch\w* (?:sides|allegiance)|abandon\w*|desert\w*|turn\w* (?:against|on)|broke with|split|mutin\w*|rebelled"
    r"|refus\w+ to obey)\b",
    re.I,
)
_CLAIMED = (
    re.compile(rf"\b(?P<body>{_BODY})\b(?:\s+(?:has|have|had|will|would|all|still|also|always))*\s+{_LOYAL}", re.I),
    re.compile(rf"\b(?:support|backing|loyalty|allegiance|endorsement)\s+(?:of|from|among)\s+(?:\w+\s+){{0,4}}?(?P<body>{_BODY})\b", re.I),
    re.compile(rf"\b(?P<body>{_BODY})\b[^.;]{{0,40}}{_LEFT.pattern}", re.I),
)
_SIGNS = re.compile(  # a cheap look before the claims
    r"loyal|stand|stood|behind|side|support|back|allegian|endors|follow|join|obey|defect|desert|abandon|turn|split|mutin|rebel|broke|refus|switch",
    re.I,
)
_UNSURE = re.compile(r"\b(?:if|whether|unclear|how (?:much|many)|unknown)\b", re.I)  # takes no position
_PLEDGED = re.compile(
    r"\b(?:had |have |has |would |secretly |also )*"
    r"(?:pledg\w+|promis\w+|agreed|vow\w+|commit\w+ (?:himself|herself|themselves|itself)?|assur\w+|undert(?:ook|aken))\s+"
    r"(?:\w+\s+){0,3}?(?:to|that|not)\b",
    re.I,
)
_DISOWNS = re.compile(
    r"\b(?:nothing to do with|no (?:ties?|links?|relationship|connections?|dealings|contacts?|business) (?:to|with|in)"
    r"|never (?:met|worked (?:for|with)|knew)|(?:do(?:es)?|did)(?: not|n['’]t) (?:know|work for|represent)"
    r"|not (?:a|an|his|her|their) (?:friend|ally|agent|member|supporter)|distanc\w+ (?:him|her|it|them)sel\w+)\b",
    re.I,
)
_TIED = re.compile(
    r"\b(?:friends?|all(?:y|ies)|ties|links?|linked|close to|works? for|working for|backed by|backs|puppets?|stooges?|henchm[ae]n"
    r"|hand-picked|agents?|confidants?|endors\w+|connections?|relationship|on the payroll|protect\w*|loyal\w*)\b",
    re.I,
)
_OURS = re.compile(r"\b(?:us|our|me|my|we|I)\b")
BELIED = 0.24
MOST = 3  # proposals of one case
KEPT = 3


@dataclass(frozen=True, slots=True)
class _Stand:
    """A passage that says whose side a body is on: `whose` the actors it is for; `left` if it is said to have gone over or away."""

    passage: int
    backing: Backing
    body: str
    whose: frozenset[str]
    left: bool


def allegiances(field: Field, index: ActorIndex, camps: Camps) -> list[Proposal]:
    """Disputed allegiances of a case, surest first."""
    made = [*_bodies(field, index, camps), *_promises(field, index), *_ties(field, index)]
    return sorted(made, key=lambda p: (-p.strength, p.key))[:MOST]


def _bodies(field: Field, index: ActorIndex, camps: Camps) -> Iterator[Proposal]:
    stands: defaultdict[str, list[_Stand]] = defaultdict(list)
    for i, passage in enumerate(field.passages):
        for stand in _stands(i, passage):
            stands[stand.body].append(stand)
    for body in sorted(stands):
        group = stands[body][:60]
        scored = {(b, a): s for a in range(len(group)) for b in range(a) if (s := _rival(field, camps, group[b], group[a])) > 0}
        if not scored:
            continue
        b, a = max(scored, key=lambda p: (scored[p], -p[0], -p[1]))
        sides = tuple(
            tuple(group[k].backing for k in (mine, *sorted(p[at] for p in scored if p[1 - at] == theirs and p[at] != mine))[:KEPT])
            for at, mine, theirs in ((0, b, a), (1, a, b))
        )
        first, second = (field.passages[group[k].passage] for k in (b, a))
        yield _made(index, first, second, sides, scored[b, a], f"One body ({body}) is claimed for rival camps.", f"body {body}")


def _stands(i: int, passage: Passage) -> Iterator[_Stand]:
    text = passage.text
    if not _SIGNS.search(text) or _UNSURE.search(text):
        return
    for n, pattern in enumerate(_CLAIMED):
        for match in pattern.finditer(text):
            near: list[Spot] = [s for s in passage.spots if -10 <= s.start - match.start() <= len(match.group()) + 40]
            whose = {s.actor for s in near}
            if _OURS.search(text[match.start() : match.end() + 12]):
                whose |= set(passage.holders)
            backing = Backing(i, (located(passage, match.start(), match.end(), 5),))
            yield _Stand(i, backing, _key(match["body"]), frozenset(whose), n == 2)
            break


def _key(body: str) -> str:
    """What kind of body a word means: the arms that a state commands are one."""
    low = body.lower()
    return "forces" if re.search(r"army|armies|military|soldier|troop|officer|command|general|forces|guard|navy", low) else stem(low)


def _rival(field: Field, camps: Camps, one: _Stand, other: _Stand) -> float:
    """How probable it is that two passages claim a body for rivals."""
    a, b = field.passages[one.passage], field.passages[other.passage]
    if a.same_voice(b):
        return 0.0
    apart = camps.across(one.whose, other.whose) if not one.whose & other.whose else 0.0
    turned = one.left != other.left or a.negated != b.negated
    if not turned and apart < 0.25 and (one.whose & other.whose or not one.whose or not other.whose):
        return 0.0
    match = field.index.match(a.bag, b.bag)
    like: float = (match.cover * match.back) ** 0.5
    if len(match.shared) < 2 and like < 0.1:
        return 0.0
    return min(0.1 + 0.15 * apart + 0.05 * turned + 0.4 * min(like, 0.5) + 0.03 * min(len(match.shared), 4), 0.6)


def _promises(field: Field, index: ActorIndex) -> Iterator[Proposal]:
    """Somebody is said to have promised what that person says the contrary of."""
    said: defaultdict[str, list[int]] = defaultdict(list)
    for i, passage in enumerate(field.passages):
        for holder in passage.holders:
            said[holder].append(i)
    seen: set[tuple[str, str]] = set()
    for i, passage in enumerate(field.passages):
        match = _PLEDGED.search(passage.text) if passage.statement is not None else None
        if match is None or passage.negated:
            continue
        before = [s for s in passage.spots if s.end <= match.start() and match.start() - s.end < 60]
        for who in sorted({s.actor for s in before} - set(passage.holders)):
            answers = []
            for j in said.get(who, ()):
                other = field.passages[j]
                like = field.index.match(passage.bag, other.bag)
                if other.negated and len(like.shared) >= 2 and j != i:
                    answers.append((BELIED + 0.3 * min(like.cover, 0.5) + 0.04 * min(len(like.shared), 4), j))
            key = (who, passage.holders[0] if passage.holders else "")
            if answers and key not in seen:
                seen.add(key)
                answers.sort(key=lambda x: (-x[0], x[1]))
                sides = ((Backing(i),), tuple(Backing(j) for _, j in answers[:2]))
                reason = f"A promise is reported of {index.actor(who).name}, whose own words deny it."
                yield _made(index, passage, field.passages[answers[0][1]], sides, min(answers[0][0], 0.6), reason, f"promise {who}")


def _ties(field: Field, index: ActorIndex) -> Iterator[Proposal]:
    """Ties to somebody that a holder disowns and another asserts."""
    for i, passage in enumerate(field.passages):
        match = _DISOWNS.search(passage.text) if passage.holders else None
        if match is None:
            continue
        far = {s.actor for s in passage.spots if 0 <= s.start - match.end() < 40} - set(passage.holders)
        proper = {stem(w) for w in re.findall(r"\b[A-Z][\w’'-]+", passage.text[match.end() : match.end() + 50])}
        told: list[tuple[float, int]] = []
        for j in field.index.candidates(passage.bag, 40):
            other = field.passages[j]
            tie = _TIED.search(other.text)
            if tie is None or other.negated or other.same_voice(passage) or j == i:
                continue
            of_who = set(passage.holders) & other.names or bool(set(passage.holders) & set(other.holders))
            to_whom = far & other.names or proper & other.bag.names
            if of_who and to_whom:
                like = field.index.match(passage.bag, other.bag)
                told.append((0.22 + 0.4 * min(like.cover * like.back, 0.4) + 0.1 * (other.report is passage.report), j))
        if told:
            told.sort(key=lambda x: (-x[0], x[1]))
            sides = (tuple(Backing(j) for _, j in told[:KEPT]), (Backing(i),))
            reason = f"Ties are asserted and disowned (“{match.group()}”)."
            yield _made(index, field.passages[told[0][1]], passage, sides, told[0][0], reason, f"ties {passage.key}")


def _made(
    index: ActorIndex, first: Passage, second: Passage, sides: tuple[tuple[Backing, ...], ...], strength: float, reason: str, key: str
) -> Proposal:
    question = f"Whose side: “{short(first.text, 90)}” ({named(index, first)}) or “{short(second.text, 90)}” ({named(index, second)})?"
    return Proposal("allegiance", "contradiction", sides, question, round(strength, 3), reason, key=f"allegiance {key}")
