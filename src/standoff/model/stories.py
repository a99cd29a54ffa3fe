"""Stories: reports of one event, or of one closely unfolding event, found in a mixed pile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gist:
    """What grouping knows of a report.

    `terms` are its words by stem, sorted; `weights` theirs (the logarithm of how often they stand there, more for names), 8 bytes each, the
    least first. `names` are as written, with how often, the commonest first. `first` and `last` bound the day of publication as ordinals of
    the Gregorian calendar; both None where it is unknown.
    """

    report: str
    terms: tuple[str, ...]
    weights: bytes
    names: tuple[tuple[str, int], ...] = ()
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A report of a story: how like the rest of the story it is (0 to 1, as words and days tell), and why it is there."""

    report: str
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell of one event; each report of a pile is in just one story, most stories of a mixed pile have one report.

    `members` begin with the most central one. A story keeps its `id`, a number, for as long as its pile is kept.
    """

    id: int
    members: tuple[StoryMember, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports, the most central first."""
        return tuple(m.report for m in self.members)


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What new reports did to a story: how many `joined` it, whether it is `new`, and the ids of older stories that it `took_in`.

    Two older stories become one only where a new report joined one of them and the two then hold together.
    """

    story: int
    joined: int
    new: bool
    took_in: tuple[int, ...] = ()
