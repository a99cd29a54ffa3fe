"""Sentences: a start where a paragraph starts and where the network marks one."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Span

from .decode import Floats
from .windows import Window


def sentences(window: Window, scores: Floats, paragraph_starts: Sequence[int]) -> list[Span]:
    """The sentences of a window, none across a paragraph. `scores` are those of the two labels [W, 2]."""
    opens = set(paragraph_starts)
    starts = [i for i, (a, _) in enumerate(window.words) if i == 0 or a in opens or scores[i, 1] > scores[i, 0]]
    ends = [*starts[1:], len(window.words)]
    return [Span(window.words[a][0], window.words[b - 1][1]) for a, b in zip(starts, ends, strict=True)]
