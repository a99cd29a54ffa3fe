"""Pages of rows for people, cursors for programs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model import UsageProblem

PAGE = 100  # rows of a page
MOST = 500  # rows that one request may ask for
K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some rows of many: `start` is the place of the first one, `total` counts all, `size` is how many a page has."""

    items: tuple[T, ...]
    total: int
    start: int
    size: int
    next: str | None

    @property
    def number(self) -> int:
        """The number of this page, from 1."""
        return self.start // self.size + 1

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def cut(keys: Sequence[K], make: Callable[[Sequence[K]], Sequence[T]], *, page: int = 1, size: int = PAGE) -> Slice[T]:
    """The rows of page `page`, made of their keys. A page behind the last one is empty."""
    start = (page - 1) * size
    return _slice(keys, make, start, size)


def after(keys: Sequence[K], make: Callable[[Sequence[K]], Sequence[T]], *, cursor: str | None = None, limit: int = PAGE) -> Slice[T]:
    """The rows that follow those a cursor stands for. Raises UsageProblem for what is no cursor.

    A cursor holds the key of the last row that was given, so that rows which came or went before it neither repeat nor skip any.
    """
    return _slice(keys, make, _start(keys, cursor) if cursor else 0, limit)


def cursor_before(keys: Sequence[K], start: int) -> str | None:
    """The cursor that stands before the row at a place; None at the first."""
    return _pack(start - 1, keys[start - 1]) if 0 < start <= len(keys) else None


def _slice(keys: Sequence[K], make: Callable[[Sequence[K]], Sequence[T]], start: int, size: int) -> Slice[T]:
    end = start + size
    follows = cursor_before(keys, end) if end < len(keys) else None
    return Slice(tuple(make(keys[start:end])), len(keys), start, size, follows)


def _pack(place: int, key: object) -> str:
    return base64.urlsafe_b64encode(json.dumps([place, _plain(key)]).encode()).decode().rstrip("=")


def _plain(key: object) -> object:
    return list(key) if isinstance(key, tuple) else key


def _start(keys: Sequence[K], cursor: str) -> int:
    try:
        place, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(place, int) or isinstance(place, bool) or place < 0:
            raise ValueError(cursor)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise UsageProblem("This is no cursor of ours.", where="cursor", hint="the value of next in an answer, or no cursor") from None
    if place < len(keys) and _plain(keys[place]) == key:
        return place + 1
    found = next((n for n, k in enumerate(keys) if _plain(k) == key), None)
    # The row has gone: what stands at its place now is the next one.
    return min(place, len(keys)) if found is None else found + 1
