"""Resolves the expressions of a report in the order of its text, each leaning on the day told of before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ...model import Resolved, Span, TimeExpression
from .anchors import Anchor
from .counting import NOWHERE
from .intervals import Direction
from .resolve import resolve

_JOINED = re.compile(r"\s*(?:the )?")
_RELATION = re.compile(r"\b(?:before|after)$", re.IGNORECASE)


def resolved(
    text: str,
    expressions: Sequence[TimeExpression],
    anchor: Anchor,
    directions: Mapping[str, Direction | None] | None = None,
    furniture: Sequence[Span] = (),
) -> dict[str, Resolved]:
    """What each expression stands for, by its id; those that cannot be told are left out.

    `directions` are known directions by the expressions' ids (the deed it dates is planned: future). `furniture` are stretches such as
    captions: their expressions are resolved, but the body's "that day" does not lean on them.
    """
    told = directions or {}
    result: dict[str, Resolved] = {}
    focus = NOWHERE
    ordered = sorted(expressions, key=lambda e: e.span)
    starts = [s.start for s in sorted(furniture)]
    ends = [s.end for s in sorted(furniture)]
    for k, e in enumerate(ordered):
        lean = focus
        following = ordered[k + 1] if k + 1 < len(ordered) else None
        joined = following and _JOINED.fullmatch(text, e.span.end, following.span.start) and _RELATION.search(e.span.of(text))
        if joined and following:  # "two days before Christmas"
            object_ = resolve(following, text, anchor, direction=told.get(following.id), focus=focus)
            if object_ is None or object_.iso is None or len(object_.iso) < 10:
                continue
            lean = NOWHERE.after(object_)
        found = resolve(e, text, anchor, direction=told.get(e.id), focus=lean, joined=bool(joined))
        if found is None:
            continue
        result[e.id] = found
        k_ = bisect_right(starts, e.span.start) - 1
        if k_ >= 0 and ends[k_] > e.span.start:
            continue
        focus = focus.after(found)
    return result
