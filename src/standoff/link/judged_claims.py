"""What a person judged about claims, put over what the machine found: carriers joined that say the same, parted that do not.

Judgements are applied in the order in which they were made, so that the later of two counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model import Carrier, Claim, Evidence, Judgement, Reading, Texts, closest, in_force
from ..model.report import text_hash
from .decisions import over, reason
from .judged import holder_of
from .similarity import Bag, bag


@dataclass(slots=True)
class _Node:
    """A carrier, the machine's claim that it is of (None for a passage of no claim), and the group that it is in now."""

    carrier: Carrier
    claim: int | None
    group: int
    bag: Bag = field(init=False)

    def __post_init__(self) -> None:
        self.bag = bag(self.carrier.evidence.quote)


def decided_claims(claims: Sequence[Claim], readings: Sequence[Reading], judgements: Sequence[Judgement]) -> tuple[Claim, ...]:
    """The machine's claims with what a person joined and parted.

    Of a claim that is parted, the carriers that were not judged go with the side that the machine had them with, else with the
    one whose words they share more of. What stays alone is no claim. A claim that was not touched is given back as it was.
    """
    decided = [j for j in in_force(judgements) if j.kind in ("same", "not-same") and j.about in ("passage", "claim")]
    if not decided:
        return tuple(claims)
    table = _Table(claims, Texts(readings))
    for judgement in decided:
        left, right = (table.nodes_of(judgement, side) for side in (0, 1))
        if left and right and not set(left) & set(right):
            if judgement.kind == "same":
                table.join(left, right, judgement)
            else:
                table.part(left, right)
    return table.claims()


class _Table:
    def __init__(self, claims: Sequence[Claim], texts: Texts) -> None:
        self.machine, self.texts = claims, texts
        self.nodes = [_Node(carrier, n, n) for n, claim in enumerate(claims) for carrier in claim.carriers]
        self.fresh = len(claims)
        self.touched: set[int] = set()
        self.by_report: dict[str, list[int]] = {}
        for k, node in enumerate(self.nodes):
            self.by_report.setdefault(node.carrier.evidence.report, []).append(k)

    def nodes_of(self, judgement: Judgement, side: int) -> list[int]:
        """The carriers at the places of one side; a passage that carries no claim so far becomes a carrier."""
        return list(dict.fromkeys(self._node(e, judgement) for e in self.texts.side(judgement.side(side))))

    def _node(self, evidence: Evidence, judgement: Judgement) -> int:
        near = self.by_report.setdefault(evidence.report, [])
        at = closest(evidence, [self.nodes[k].carrier.evidence for k in near])
        if at is not None:
            return near[at]
        statement = holder_of(self.texts.reading(evidence.report), evidence)
        denies = statement is not None and statement.act == "deny"
        carrier = Carrier(evidence, statement.id if statement else None, denies, 1.0, reason(judgement))
        self.nodes.append(_Node(carrier, None, self._group()))
        near.append(len(self.nodes) - 1)
        return len(self.nodes) - 1

    def _group(self) -> int:
        self.fresh += 1
        return self.fresh - 1

    def join(self, left: Sequence[int], right: Sequence[int], judgement: Judgement) -> None:
        """Makes one claim of those that the carriers are of."""
        groups = {self.nodes[k].group for k in (*left, *right)}
        if len(groups) > 1:
            sizes = Counter(node.group for node in self.nodes if node.group in groups)
            into = max(sorted(groups), key=lambda g: (sizes[g], -g))
            for node in self.nodes:
                node.group = into if node.group in groups else node.group
            self.touched |= groups
            for k in (*left, *right):
                node = self.nodes[k]
                node.carrier = replace(node.carrier, confidence=1.0, reason=over(judgement, node.carrier.reason))

    def part(self, left: Sequence[int], right: Sequence[int]) -> None:
        """Takes the carriers of the right out of the claims that hold carriers of the left."""
        for group in sorted({self.nodes[k].group for k in left} & {self.nodes[k].group for k in right}):
            members = [k for k, node in enumerate(self.nodes) if node.group == group]
            one, other = ([k for k in side if self.nodes[k].group == group] for side in (left, right))
            apart = self._group()
            moved = {k for k in members if k in other or (k not in one and self._goes(k, one, other))}
            for k in moved:
                self.nodes[k].group = apart
            self.touched |= {group, apart}

    def _goes(self, k: int, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether a carrier that was not judged goes with the others: as the machine had it, else by its words."""
        mine = self.nodes[k].claim
        left, right = ({self.nodes[x].claim for x in side} - {None} for side in (one, other))
        if mine is not None and (mine in left) != (mine in right):
            return mine in right
        return self._likeness(k, other) > self._likeness(k, one)

    def _likeness(self, k: int, others: Iterable[int]) -> float:
        """The mean share of words that a carrier has in common with others."""
        mine = self.nodes[k].bag.stems
        shares = [len(mine & self.nodes[x].bag.stems) / max(len(mine | self.nodes[x].bag.stems), 1) for x in others if x != k]
        return sum(shares) / len(shares) if shares else 0.0

    def claims(self) -> tuple[Claim, ...]:
        """The claims as they are now: the machine's in its order, then those that a person made."""
        groups: dict[int, list[int]] = {}
        for k, node in enumerate(self.nodes):
            groups.setdefault(node.group, []).append(k)
        made = [(n, self._claim(n, members)) for n, members in groups.items() if self._whole(n) or len(members) > 1]
        old = sorted((x for x in made if x[0] < len(self.machine)), key=lambda x: x[0])
        new = sorted((claim for n, claim in made if n >= len(self.machine)), key=lambda c: c.id)
        return (*(claim for _, claim in old), *new)

    def _whole(self, group: int) -> bool:
        """Whether a group is a claim of the machine that nobody has touched."""
        return group < len(self.machine) and group not in self.touched

    def _claim(self, group: int, members: Sequence[int]) -> Claim:
        if self._whole(group):
            return self.machine[group]
        carriers = tuple(self.nodes[k].carrier for k in members)
        origins = Counter(c for k in members if (c := self.nodes[k].claim) is not None)
        for claim in (self.machine[n] for n, _ in sorted(origins.items(), key=lambda x: (-x[1], x[0]))):
            if any(c.evidence == claim.wording for c in carriers):
                return Claim(claim.id, claim.wording, carriers)
        central = max(members, key=lambda k: (self._likeness(k, members), -k))
        # Named after the carrier that came first, so that the id stays when more join it.
        first = carriers[0].evidence
        id = "c" + text_hash(f"judged|{first.report}|{first.span.start}|{first.span.end}")[:11]
        return Claim(id, self.nodes[central].carrier.evidence, carriers)
