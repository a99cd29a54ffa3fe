"""Values as the exports write them: texts in one line, texts that UTF-8 can hold, numbers without a needless fraction."""

from __future__ import annotations

import re

from ..model.visible import visible

_LONE = re.compile("[\ud800-\udfff]")


def one_line(text: str | None) -> str:
    """A text as one line, with a sign for each end of a line, and with what hides made visible."""
    return visible(text or "", lines=False).strip()


def storable(text: str) -> str:
    """A text as UTF-8 can hold it: U+FFFD for each lone surrogate, code point by code point, so that offsets hold."""
    return _LONE.sub("\ufffd", text)


def number(value: float | None) -> float | int | None:
    """A bound of a figure, whole where it is."""
    return int(value) if value is not None and float(value).is_integer() else value
