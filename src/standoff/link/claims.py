"""Claims: passages that say the same, from whatever report, become one claim with its carriers.

Pairs of like passages are judged by the network, by their words where there is none. Claims grow from the surest pair on, and two
claims become one only when their passages say the same on average (average linkage), so that a chain of half-alike passages
does not make one claim of two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Carrier, Claim
from ..model.report import text_hash
from .likeness import Near
from .passages import Field, Passage
from .verdicts import Verdict, Verdicts

SAME = 0.5  # probability from which two passages say the same
UNKNOWN = 0.25  # taken for pairs within a claim that were not compared: they were not near enough
LIKE_WORDS = 0.75  # without a network: likeness from which words alone decide
SHORT = 3  # informative words that a passage needs to be told from others


@dataclass(frozen=True, slots=True)
class Sameness:
    """How sure it is that two passages say the same (0 to 1), and why; `denies` where one denies what the other says."""

    left: int
    right: int
    sure: float
    denies: bool
    reason: str


def samenesses(field: Field, near: Sequence[Near], verdicts: Verdicts) -> list[Sameness]:
    """What speaks for each pair of like passages saying the same; pairs with nothing to speak for them are left out."""
    wanted = [n for n in near if _comparable(field.passages[n.left], field.passages[n.right])]
    found = verdicts.of([(field.passages[n.left], field.passages[n.right]) for n in wanted])
    made = (_sameness(field, n, v) for n, v in zip(wanted, found, strict=True))
    return [s for s in made if s]


def _comparable(a: Passage, b: Passage) -> bool:
    """Whether both say enough to be compared, and no number stands against it."""
    if min(len(a.bag.stems), len(b.bag.stems)) < SHORT:
        return False
    return not a.bag.numbers or not b.bag.numbers or bool(a.bag.numbers & b.bag.numbers)


def _sameness(field: Field, near: Near, verdict: Verdict | None) -> Sameness | None:
    a, b = field.passages[near.left], field.passages[near.right]
    match = field.index.match(a.bag, b.bag)
    shared = ", ".join(w for w in match.shared[:5])
    words = f"shares {shared}" if shared else "says alike in other words"
    if verdict is None:
        sure = min(near.likeness / 1.5, 1.0) if near.likeness >= LIKE_WORDS and len(match.shared) >= SHORT else 0.0
        reason = words
    else:
        sure = verdict.same
        reason = f"{words}; the network gives it {verdict.same:.2f}"
    denies = _denying(a) != _denying(b)
    return Sameness(near.left, near.right, round(sure, 3), denies, reason) if sure >= UNKNOWN else None


def _denying(passage: Passage) -> bool:
    """Whether a passage denies what its words say: by the act of the statement or a negation in them."""
    return passage.negated or (passage.statement is not None and passage.statement.act == "deny")


def claims(field: Field, same: Sequence[Sameness]) -> tuple[Claim, ...]:
    """The claims that at least two passages carry, those with most carriers first."""
    sure: dict[tuple[int, int], Sameness] = {(s.left, s.right): s for s in same}
    group = {i: i for s in same for i in (s.left, s.right)}
    members: dict[int, list[int]] = {i: [i] for i in group}
    for s in sorted(same, key=lambda s: (-s.sure, field.passages[s.left].key, field.passages[s.right].key)):
        if s.sure < SAME:
            break
        one, other = group[s.left], group[s.right]
        if one == other:
            continue
        pairs = [sure.get((min(i, j), max(i, j))) for i in members[one] for j in members[other]]
        if sum(p.sure if p else UNKNOWN for p in pairs) / len(pairs) < SAME:
            continue
        one, other = min(one, other), max(one, other)
        members[one] += members.pop(other)
        for i in members[one]:
            group[i] = one
    made = [_claim(field, ids, sure) for ids in members.values() if len(ids) > 1]
    return tuple(sorted(made, key=lambda c: (-len(c.carriers), c.id)))


def _claim(field: Field, ids: Sequence[int], sure: dict[tuple[int, int], Sameness]) -> Claim:
    """One claim; its wording is that of the carrier that says most surely what the others say."""
    total: defaultdict[int, float] = defaultdict(float)
    for n, i in enumerate(ids):
        for j in ids[:n]:
            pair = sure.get((min(i, j), max(i, j)))
            if pair:
                total[i] += pair.sure
                total[j] += pair.sure
    plain = [i for i in ids if not _denying(field.passages[i])] or list(ids)
    centre = min(plain, key=lambda i: (-round(total[i], 4), len(field.passages[i].text), field.passages[i].key))
    ordered = sorted(ids, key=lambda i: (i != centre, field.passages[i].key))
    passage = field.passages[centre]
    carriers = tuple(_carrier(field, i, centre, sure) for i in ordered)
    key = "|".join(sorted(":".join(map(str, field.passages[i].key)) for i in ids))
    return Claim("c" + text_hash(key)[:11], passage.evidence()[0], carriers)


def _carrier(field: Field, i: int, centre: int, sure: dict[tuple[int, int], Sameness]) -> Carrier:
    passage = field.passages[i]
    statement = passage.statement.id if passage.statement else None
    denies = _denying(passage) != _denying(field.passages[centre])
    evidence = passage.evidence()[0]
    if i == centre:
        return Carrier(evidence, statement, False, 1.0, "the wording that is nearest to the others")
    pair = sure.get((min(i, centre), max(i, centre)))
    if pair is None:
        return Carrier(evidence, statement, denies, SAME, "says what another carrier says")
    return Carrier(evidence, statement, denies, pair.sure, pair.reason)
