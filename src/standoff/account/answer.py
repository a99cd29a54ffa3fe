"""What another report says to an open question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .disputes import Carried

When = Literal["later", "same day", "undated"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that says something to an open question, in another report.

    `when` tells how the reports stand to each other: later, of the same day, or undated where a date is missing. `shared` are the
    words in common as the passage writes them, `likeness` is what it was chosen by; it orders answers and is no probability.
    """

    carried: Carried
    published: str | None
    when: When
    shared: tuple[str, ...]
    likeness: float
