"""Tone: whether a sentence tells of somebody in a good or a bad light, where the network is sure.

Target-dependent sentiment as NewsMTSC defines it (Hamborg and Donnay 2021): of the sentence towards one mention, whoever is quoted in it.
What the network holds for neutral, or is not sure of, is told as nothing at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from standoff.model import OUTLET, Mention, Span, Tone

from .decode import softmax
from .network import Network
from .scan import Scan
from .windows import Window

TONES: tuple[Literal["negative", "neutral", "positive"], ...] = ("negative", "neutral", "positive")
FAR = 20  # words; what stands further from the target counts as this
WORDS = 80  # of a sentence that are looked at, those nearest to the target
_NAMED = ("person", "organisation", "group")


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a sentence around a target, as indices into a window, and which of them (from `first` to `end`) are the target."""

    places: range
    first: int
    end: int


def around(window: Window, sentence: Span, target: Span) -> Around | None:
    """The words of a sentence that the network looks at for a target; None where the window has no word of it."""
    return _around([a for a, _ in window.words], [b for _, b in window.words], sentence, target)


def _around(begins: Sequence[int], ends: Sequence[int], sentence: Span, target: Span) -> Around | None:
    first, end = bisect_right(ends, target.start), bisect_left(begins, target.end)
    if first >= end:
        return None
    low, high = min(bisect_left(begins, sentence.start), first), max(bisect_right(ends, sentence.end), end)
    low, high = max(low, first - WORDS // 2), min(high, end + WORDS // 2)
    return Around(range(low, high), first, end)


def padded(some: Sequence[Around]) -> dict[str, NDArray[Any]]:
    """What the graph takes for some targets [T, L]: places of words, which are real, the target's share of each, distance from it."""
    shape = len(some), max(len(x.places) for x in some)
    places, distance = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    mask, target = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for n, x in enumerate(some):
        here, size = np.arange(x.places.start, x.places.stop), len(x.places)
        places[n, :size], mask[n, :size] = here, 1
        target[n, x.first - here[0] : x.end - here[0]] = 1 / (x.end - x.first)
        away = np.where(here < x.first, here - x.first, np.maximum(here - x.end + 1, 0))
        distance[n, :size] = np.clip(away, -FAR, FAR) + FAR
    return {"places": places, "distance": distance, "mask": mask, "target": target}


def tones(
    network: Network, scans: Sequence[Scan], mentions: Sequence[Mention], settings: Mapping[str, Any], *, voice: Callable[[Span], str]
) -> tuple[Tone, ...]:
    """The tone of sentences towards the people, organisations and groups that they name, in the outlet's own voice.

    A pronoun counts where it stands for a name. `settings` hold the temperature of the chances and the one from which a tone is told.
    """
    temperature, floor = float(settings["tone_temperature"]), float(settings["tone_floor"])
    targets = sorted((m for m in mentions if _is_target(m) and voice(m.span) == OUTLET), key=lambda m: (m.span, m.id))
    starts = [m.span.start for m in targets]
    found: dict[str, Tone] = {}
    for scan in scans:
        some: list[tuple[Mention, Around]] = []
        begins, ends = [a for a, _ in scan.window.words], [b for _, b in scan.window.words]
        for sentence in scan.sentences:
            for m in targets[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
                where = _around(begins, ends, sentence, m.span) if m.id not in found else None
                if where:
                    some.append((m, where))
        if not some:
            continue
        chances = softmax(network.tone(scan.states.astype(np.float32), padded([x for _, x in some])) / temperature)
        for (m, _), row in zip(some, chances, strict=True):
            value, chance = TONES[int(row.argmax())], float(row.max())
            if value != "neutral" and chance >= floor:
                found[m.id] = Tone(f"{m.id}:tone", m.span, m.id, value, OUTLET, round(chance, 4))
    return tuple(sorted(found.values(), key=lambda t: (t.span, t.id)))


def _is_target(mention: Mention) -> bool:
    return mention.type in _NAMED and (mention.form == "name" or (mention.form == "pronoun" and mention.antecedent is not None))
