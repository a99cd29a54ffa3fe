"""Deeds as the network marks them: triggers with PLOVER type and status, and the words of their sentence that head their parts.

A deed's agents, recipients, place and time are looked for in its own sentence only, one trigger at a time, so that no deed is put together
from three corners of a story.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standoff.model import EventStatus, PloverType, Span

from .decode import Floats, apart, bio, runs, softmax
from .inventory import DEED_PARTS, DEED_STATUS, DEED_TYPES, Part
from .windows import Window

_TYPES = slice(3, 3 + len(DEED_TYPES))
_STATUS = slice(_TYPES.stop, _TYPES.stop + len(DEED_STATUS))
FACTUALITY = _STATUS.stop  # the place of the graded factuality, from -3 (did not happen) to 3 (did), among the scores
SHOWN = 4  # of the parts: none, agent, recipient, place, time
LIKELY = 0.05  # chance of a part that counts at all


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed of a window. `chance` is that of its trigger; `parts` are (part, word, chance), the chance among the parts that are shown."""

    trigger: Span
    type: PloverType
    status: EventStatus
    chance: float
    factuality: float
    parts: tuple[tuple[Part, Span, float], ...] = ()


def triggers(window: Window, scores: Floats, *, bias: float = 0.0) -> list[tuple[int, int]]:
    """The triggers of a window as (first word, end), from scores [W, 26]. `bias` is added to those of triggers."""
    path = bio(apart(scores[:, :3], window.opens, bias=bias)[None])[0]
    return [(a, b) for a, b, _ in runs(path, 1)]


def deeds(window: Window, found: Sequence[tuple[int, int]], scores: Floats, parts: Floats, cuts: Sequence[int]) -> list[Deed]:
    """The deeds of a window, from its triggers, their scores [W, 26] and those of their parts [D, W, 7]; `cuts` bound the sentences."""
    if not found:
        return []
    firsts = [a for a, _ in found]
    chances = 1.0 - softmax(scores[firsts, :3])[:, 0]
    types, statuses = scores[firsts, _TYPES].argmax(1), scores[firsts, _STATUS].argmax(1)
    shares = softmax(parts[..., : SHOWN + 1])
    made = []
    bounds = list(itertools.pairwise(cuts))
    sentence = 0
    for k, (first, end) in enumerate(found):
        while bounds[sentence][1] <= first:
            sentence += 1
        low, high = bounds[sentence]
        near = shares[k, low:high, 1:]
        rows, columns = np.nonzero(near > LIKELY)
        told = tuple(
            (DEED_PARTS[1 + c], Span(*window.words[low + r]), float(near[r, c]))
            for r, c in zip(rows.tolist(), columns.tolist(), strict=True)
            if not first <= low + r < end
        )
        trigger = Span(window.words[first][0], window.words[end - 1][1])
        grade = float(scores[first, FACTUALITY])
        made.append(Deed(trigger, DEED_TYPES[int(types[k])], DEED_STATUS[int(statuses[k])], float(chances[k]), grade, told))
    return made
