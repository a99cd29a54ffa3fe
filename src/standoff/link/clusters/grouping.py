"""From pairs to groups: what is likest is joined first, as long as the two groups are one deed on the average of their pairs.

Average linkage over sparse pairs. A pair that was compared and found hopeless counts as an unlikely one; pairs of reports that were not
compared say nothing either way, so that a deed goes through a long story from report to report.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence

UNSEEN = -3.0  # log-odds of a pair that was not compared

Pair = tuple[int, int]


def groups(
    count: int,
    odds: Mapping[Pair, float],
    *,
    floor: float = 0.0,
    unseen: float = UNSEEN,
    pools: Sequence[int] | None = None,
    near: Sequence[frozenset[int]] = (),
) -> list[list[int]]:
    """The groups of the things 0 to count - 1, each in order, singles too, by their first members.

    `odds` are the log-odds of pairs (the smaller first). Two groups are joined while the mean log-odds
    of the pairs between them are above `floor`. `pools` tells of each thing the report it is of, `near` of each report those that it was
    compared with; without them all were compared.
    """
    pools = pools or [0] * count
    near = near or (frozenset((0,)),)
    members = {k: [k] for k in range(count)}
    held = {k: Counter((pools[k],)) for k in range(count)}  # how many members of a group are of which report
    links: dict[int, dict[int, float]] = {k: {} for k in range(count)}  # the sum of the log-odds above `unseen` between two groups
    for (i, j), x in odds.items():
        links[i][j] = links[j][i] = x - unseen
    heap = [(-(x), i, j, 1, 1) for (i, j), x in odds.items() if x > floor]
    heapq.heapify(heap)
    while heap:
        _, i, j, size_i, size_j = heapq.heappop(heap)
        if i not in members or j not in members or len(members[i]) != size_i or len(members[j]) != size_j:
            continue
        if len(links[i]) < len(links[j]):
            i, j = j, i
        members[i] += members.pop(j)
        held[i] += held.pop(j)
        links[i].pop(j, None)
        for k, x in links.pop(j).items():
            if k != i:
                del links[k][j]
                links[i][k] = links[k][i] = links[i].get(k, 0.0) + x
        for k, x in links[i].items():
            one, other = (held[i], held[k]) if len(held[i]) < len(held[k]) else (held[k], held[i])
            pairs = sum(n * other[q] for p, n in one.items() for q in near[p] if q in other)
            mean = unseen + x / pairs
            if mean > floor:
                a, b = min(i, k), max(i, k)
                heapq.heappush(heap, (-mean, a, b, len(members[a]), len(members[b])))
    return sorted(sorted(group) for group in members.values())
