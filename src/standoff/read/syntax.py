"""Parts of speech and dependencies from the network's scores.

In each sentence every word takes the parent that scores best; where that leaves several roots or a circle, the best tree with one
root is found by the algorithm of Chu and Liu (1965) and Edmonds (1967). Trees are those of Universal Dependencies 2 over our words,
see model.Syntax.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model import UPOS, Span, Syntax

from .decode import Floats
from .windows import Window

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The syntax of a window: places of labels and of parents, one for each of its words."""

    window: Window
    upos: Places
    xpos: Places
    parents: Places
    relations: Places


def sentence_cuts(window: Window, sentences: Sequence[Span]) -> list[int]:
    """The places of the words that begin the sentences of a window, and last its number of words."""
    begins = {s.start for s in sentences}
    return [*(i for i, (a, _) in enumerate(window.words) if a in begins), len(window.words)]


def parents(arcs: Floats, cuts: Sequence[int]) -> Places:
    """The parent of every word, a root's its own, from scores [W, W] of columns as parents of rows; `cuts` bound the sentences."""
    found = np.empty(len(arcs), dtype=np.int64)
    for start, end in itertools.pairwise(cuts):
        scores = arcs[start:end, start:end]
        best = scores.argmax(1)
        if not _tree(best.tolist()):
            best = np.array(best_tree(scores))
        found[start:end] = best + start
    return found


def _tree(chosen: list[int]) -> bool:
    """Whether parents make a tree with one root, which is its own parent."""
    roots = [i for i, parent in enumerate(chosen) if i == parent]
    if len(roots) != 1:
        return False
    reached = [False] * len(chosen)
    reached[roots[0]] = True
    for i in range(len(chosen)):
        path: list[int] = []
        while not reached[i]:
            if len(path) > len(chosen):
                return False
            path.append(i)
            i = chosen[i]
        for k in path:
            reached[k] = True
    return True


def best_tree(scores: Floats) -> list[int]:
    """The best tree with one root over scores [W, W]: parents, the root its own. The root is the word whose chance of being one is best."""
    size = len(scores)
    odds = scores.astype(np.float64)
    odds -= np.logaddexp.reduce(odds, axis=1, keepdims=True)
    root = int(np.diag(odds).argmax())
    np.fill_diagonal(odds, -np.inf)
    odds[root] = -np.inf
    chosen = _arborescence(odds, root)
    return [root if i == root else chosen[i] for i in range(size)]


def _arborescence(scores: NDArray[np.float64], root: int) -> list[int]:
    """Parents of the best tree from `root`; a circle is taken together to one word, and the tree found without it is opened again."""
    chosen = scores.argmax(1)
    chosen[root] = root
    found = _circle(chosen.tolist(), root)
    if not found:
        return [int(p) for p in chosen]
    circle = np.array(found)
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outer = np.flatnonzero(~inside)
    own = scores[circle, chosen[circle]]
    small = np.full((len(outer) + 1, len(outer) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outer, outer)]
    into = scores[np.ix_(circle, outer)] - own[:, None]  # what it costs to break the circle at a word
    out = scores[np.ix_(outer, circle)]
    broken, left = into.argmax(0), out.argmax(1)
    small[-1, :-1], small[:-1, -1] = into.max(0), out.max(1)
    place = {int(word): i for i, word in enumerate(outer)}
    above = _arborescence(small, place[root])
    result = [int(p) for p in chosen]
    for i, word in enumerate(outer.tolist()):
        if word != root:
            result[word] = int(circle[left[i]]) if above[i] == len(outer) else int(outer[above[i]])
    entered = above[-1]
    result[int(circle[broken[entered]])] = int(outer[entered])
    return result


def _circle(chosen: list[int], root: int) -> list[int]:
    """The words of one circle among parents, none where there is none."""
    colour = [0] * len(chosen)
    colour[root] = -1
    for i in range(len(chosen)):
        word = i
        while colour[word] == 0:
            colour[word] = i + 1
            word = chosen[word]
        if colour[word] == i + 1:
            found = [word]
            while chosen[found[-1]] != word:
                found.append(chosen[found[-1]])
            return found
        colour = [-1 if c == i + 1 else c for c in colour]
    return []


def syntax(parsed: Sequence[Parsed]) -> Syntax:
    """The syntax of a report, from that of its windows in order."""
    starts, ends, above = array("I"), array("I"), array("I")
    upos, xpos, relations = bytearray(), bytearray(), bytearray()
    for p in parsed:
        first = len(starts)
        starts.extend(a for a, _ in p.window.words)
        ends.extend(b for _, b in p.window.words)
        above.extend((p.parents + first).tolist())
        upos += p.upos.astype(np.uint8).tobytes()
        xpos += p.xpos.astype(np.uint8).tobytes()
        relations += p.relations.astype(np.uint8).tobytes()
    return Syntax(starts, ends, bytes(upos), bytes(xpos), above, bytes(relations))


def tags(scores: Floats) -> tuple[Places, Places]:
    """The universal and Penn tags of words from the scores of both [W, 17 + 40]."""
    return scores[:, : len(UPOS)].argmax(1), scores[:, len(UPOS) :].argmax(1)
