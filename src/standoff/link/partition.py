"""Correlation clustering: the partition of a weighted signed graph into at most k groups that violates the least weight.

The graph is cut at the nodes that alone hold its parts together: every block can be solved by itself, for the names of its groups may be
exchanged (the blocks of a signed graph are independent: Zaslavsky, 1982). A block is searched from several starts by moves of single
nodes in the manner of Kernighan and Lin (1970) with the update of Fiduccia and Mattheyses (1982); up to `EXACT` nodes, branch and bound
then proves that nothing better is possible, or finds it. Everything is deterministic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

Graph = list[dict[int, int]]  # for each node its neighbours: a weight above 0 wants the two together, one below 0 apart
EXACT = 18  # nodes of a block that branch and bound tries to solve
STEPS = 20_000  # of branch and bound for one block, about a quarter of a second
STARTS, MANY = 6, 300  # starts of the search in a block, fewer in one of so many nodes


def parted(graph: Graph, number: int, start: Sequence[int] | None = None) -> tuple[list[int], int, bool]:
    """The group of each node, 0 to `number` - 1, the weight that it violates, and whether less is impossible.

    `start` is a partition to begin from, in the place of the program's own starts. The graph must be symmetric.
    """
    labels: list[int | None] = [None] * len(graph)
    exact = True
    for block in blocks(graph):
        inside = {n: k for k, n in enumerate(block)}
        cut = [{inside[m]: w for m, w in graph[n].items() if m in inside} for n in block]
        found, proven = _solved(cut, number, [start[n] for n in block] if start else None)
        exact = exact and proven
        # The first node of a block may stand in a group already: the groups of the block are named after it.
        held = {label: name for n, label in zip(block, found, strict=True) if (name := labels[n]) is not None}
        spare = sorted(set(range(number)) - set(held.values()))
        if not start or any(label != name for label, name in held.items()):
            names = held | dict(zip((label for label in range(number) if label not in held), spare, strict=True))
            found = [names[label] for label in found]
        for n, label in zip(block, found, strict=True):
            labels[n] = label
    made = [label or 0 for label in labels]
    return made, violated(graph, made), exact


def violated(graph: Graph, labels: Sequence[int]) -> int:
    """The weight that a partition violates."""
    return sum(abs(w) for n, row in enumerate(graph) for m, w in row.items() if n < m and (labels[n] == labels[m]) != (w > 0))


def blocks(graph: Graph) -> Iterator[list[int]]:
    """The biconnected components, each after one that it hangs on (Hopcroft and Tarjan, 1973); nodes without neighbours have none."""
    order: dict[int, int] = {}
    for root in range(len(graph)):
        if root not in order:
            yield from reversed(list(_from(graph, root, order)))


def _from(graph: Graph, root: int, order: dict[int, int]) -> Iterator[list[int]]:
    """The blocks of the component of a node; those that hang on others come first."""
    low: dict[int, int] = {}
    order[root] = low[root] = len(order)
    held = [root]
    todo = [(root, root, iter(sorted(graph[root])))]
    while todo:
        node, parent, rest = todo[-1]
        for other in rest:
            if other == parent:
                continue
            if other in order:
                low[node] = min(low[node], order[other])
            else:
                order[other] = low[other] = len(order)
                held.append(other)
                todo.append((other, node, iter(sorted(graph[other]))))
                break
        else:
            todo.pop()
            if not todo:
                return
            above = todo[-1][0]
            low[above] = min(low[above], low[node])
            if low[node] >= order[above]:
                at = held.index(node)
                yield [above, *held[at:]]
                del held[at:]


def _solved(graph: Graph, number: int, start: Sequence[int] | None) -> tuple[list[int], bool]:
    """The best partition of a block that was found, and whether it is the best there is."""
    if number == 1:
        return [0] * len(graph), True
    if len(graph) == 2:
        return [0, 0 if graph[0][1] > 0 else 1] if start is None or violated(graph, start) else list(start), True
    starts = [list(start)] if start else [_grown(graph, number, root) for root in _strongest(graph)[: STARTS if len(graph) < MANY else 2]]
    best = min((_improved(graph, number, one) for one in starts), key=lambda labels: violated(graph, labels))
    if len(graph) > EXACT:
        return best, violated(graph, best) == 0
    return _bounded(graph, number, best)


def _strongest(graph: Graph) -> list[int]:
    return sorted(range(len(graph)), key=lambda n: (-sum(map(abs, graph[n].values())), n))


def _grown(graph: Graph, number: int, root: int) -> list[int]:
    """A partition made node by node, always the one next that the placed ones say most about, where it violates least."""
    labels = [-1] * len(graph)
    costs = [[0] * number for _ in graph]
    said = [0] * len(graph)
    heap = [(-1, root)]
    while heap:
        _, node = heappop(heap)
        if labels[node] >= 0:
            continue
        labels[node] = min(range(number), key=lambda g: (costs[node][g], g))
        _placed(graph, node, labels[node], costs)
        for other, weight in graph[node].items():
            if labels[other] < 0:
                said[other] += abs(weight)
                heappush(heap, (-said[other], other))
    return labels


def _placed(graph: Graph, node: int, group: int, costs: list[list[int]], sign: int = 1) -> None:
    """Counts in what a node in a group costs its neighbours in each group; with `sign` -1 takes it out again."""
    for other, weight in graph[node].items():
        row = costs[other]
        if weight < 0:
            row[group] -= sign * weight
        else:
            for g in range(len(row)):
                if g != group:
                    row[g] += sign * weight


def _improved(graph: Graph, number: int, labels: list[int]) -> list[int]:
    """A partition after passes in which every node moves once, the best move first, each undone behind the best point of the pass."""
    labels = list(labels)
    while True:
        costs = [[0] * number for _ in graph]
        for node, group in enumerate(labels):
            _placed(graph, node, group, costs)
        moved, best, total, at = [], 0, 0, 0
        free = set(range(len(graph)))
        heap = [_move(costs[n], labels[n], n) for n in range(len(graph))]
        heapify(heap)
        while heap and free:
            loss, node, group = heappop(heap)
            if node not in free or (loss, node, group) != _move(costs[node], labels[node], node):
                continue
            free.discard(node)
            moved.append((node, labels[node]))
            _placed(graph, node, labels[node], costs, -1)
            labels[node] = group
            _placed(graph, node, group, costs)
            for other in graph[node]:
                if other in free:
                    heappush(heap, _move(costs[other], labels[other], other))
            total += loss
            if total < best:
                best, at = total, len(moved)
        for node, group in reversed(moved[at:]):
            labels[node] = group
        if not at:
            return labels


def _move(costs: list[int], group: int, node: int) -> tuple[int, int, int]:
    """The best move of a node: what it costs (below 0 it gains), the node, the group that it goes to."""
    other = min((g for g in range(len(costs)) if g != group), key=lambda g: (costs[g], g))
    return costs[other] - costs[group], node, other


def _bounded(graph: Graph, number: int, known: list[int]) -> tuple[list[int], bool]:
    """The best partition by branch and bound, from a known one as the bound; False where `STEPS` did not suffice to prove it."""
    best, least = known, violated(graph, known)
    root = _strongest(graph)[0]
    order, said = [root], {n: abs(w) for n, w in graph[root].items()}
    while len(order) < len(graph):
        node = max((n for n in range(len(graph)) if n not in order), key=lambda n: (said.get(n, 0), -n))
        order.append(node)
        for other, weight in graph[node].items():
            said[other] = said.get(other, 0) + abs(weight)
    labels = [-1] * len(graph)
    costs = [[0] * number for _ in graph]
    steps = 0

    def step(depth: int, cost: int, used: int) -> bool:
        nonlocal best, least, steps
        steps += 1
        if steps > STEPS:
            return False
        if cost + sum(min(costs[n]) for n in order[depth:]) >= least:
            return True
        if depth == len(order):
            best, least = list(labels), cost
            return True
        node = order[depth]
        # A group that nobody is in is as good as any other such group.
        for group in sorted(range(min(used + 1, number)), key=lambda g: costs[node][g]):
            labels[node] = group
            _placed(graph, node, group, costs)
            # What the node costs its placed neighbours was counted in when they were placed.
            going_on = step(depth + 1, cost + costs[node][group], max(used, group + 1))
            _placed(graph, node, group, costs, -1)
            if not going_on:
                return False
        return True

    proven = step(0, 0, 0)
    return best, proven
