"""Which entries of a timeline are shown first, so that a stranger can read it as a story: the weightiest, the rest folded and counted.

The deeds that weigh most stand under their day; of one sentence of one outlet that tells several, the weightiest stands for all. Sayings
that one outlet carries and does not open with are folded, and what lies long before is folded before all; undated deeds come after all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .timeline_index import UNDATED, Entry

Zoom = Literal["months", "days", "hours"]
BEFORE = "before"
STORY = 36  # entries that a story of few reports shows
_OF_DAY, _OF_REST = 8, {BEFORE: 0, UNDATED: 3}  # of one day where there are many, of what lies long before or has no date
_PLAIN = frozenset({"happened", "ongoing", "attempted"})
_ROUNDS = 2
_FEW = 48  # entries up to which nothing is folded
_MONTH, _DAY, _HOUR = len("2019-04"), len("2019-04-30"), len("2019-04-30T14")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of time: its key in an address ("2019-04-30", "2019-04", "before", "undated"), what is shown of it, and what is folded.

    `sayings` counts the sayings of one outlet among the folded. Within a day by weight, within an hour too.
    """

    key: str
    shown: tuple[Entry, ...]
    folded: tuple[Entry, ...]

    @property
    def sayings(self) -> int:
        """How many of the folded are sayings that one outlet carries."""
        return sum(entry.saying for entry in self.folded)


def chapters(entries: Sequence[Entry], *, reports: int, zoom: Zoom = "days", opened: str | None = None) -> tuple[Chapter, ...]:
    """The chapters of some entries in order. `opened` is the key of one that is shown whole, "yes" for all.

    `reports` are those of the case. A case of many reports tells many stories: it shows as many entries as it has reports. Linear in the
    entries, but for their sorting.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_key(entry, zoom)].append(entry)
    first = _shown(groups, max(STORY, reports)) if len(entries) > _FEW else {entry.id for entry in entries}
    made = []
    for key, group in sorted(groups.items(), key=lambda item: _order(item[0])):
        whole = opened == "yes" or (opened is not None and (key == opened or key.startswith(f"{opened}T")))
        group.sort(key=lambda e: (e.saying, -e.weight, e.id))
        shown = tuple(e for e in group if whole or e.id in first)
        made.append(Chapter(key, shown, tuple(e for e in group if not whole and e.id not in first)))
    return tuple(made)


def happened(entries: Sequence[Entry], most: int) -> tuple[tuple[Entry, ...], int]:
    """What two outlets tell in their own voice, of two origins, and nobody disputes or denies: the weightiest, and how many in all.

    Those that two tell plainly come before those that one does; all are given in the order of time. What is denied in the same word
    elsewhere, mere sayings and background are left out.
    """
    quiet = [e for e in entries if not (e.disputes or e.contested or e.denying or e.said or e.past) and _PLAIN.issuperset(e.statuses)]
    found = [e for e in quiet if e.plain and len(e.own) > 1 and e.origins > 1]
    first = sorted(found, key=lambda e: (len(e.plain) < 2, -e.weight, e.id))[:most]
    chosen = {e.id for e in first}
    return tuple(e for e in entries if e.id in chosen), len(found)


def _shown(groups: dict[str, list[Entry]], most: int) -> set[str]:
    """The ids of the entries that a story shows: the weightiest of all, so many of each chapter at most; more where there are few."""
    found: set[str] = set()
    sentences: set[tuple[str, int]] = set()
    each = max(_OF_DAY, most // len(groups))
    left = dict.fromkeys(groups, 0)
    ranked = sorted(((e, key) for key, group in groups.items() for e in group if not e.saying), key=lambda x: (-x[0].weight, x[0].id))
    for _ in range(_ROUNDS):  # what is left of the room after every stretch of time had its share goes to those that have more to tell
        left = {key: n + _OF_REST.get(key, each) for key, n in left.items()}
        for entry, key in ranked:
            if len(found) == most:
                return found
            if left[key] and entry.id not in found and (len(entry.outlets) > 1 or entry.sentence not in sentences):
                found.add(entry.id)
                sentences.add(entry.sentence)
                left[key] -= 1
    return found


def _key(entry: Entry, zoom: Zoom) -> str:
    """The chapter that an entry belongs to."""
    if entry.past:
        return BEFORE
    if zoom == "months" and entry.day != UNDATED:
        return entry.day[:_MONTH]
    when = entry.when
    if zoom == "hours" and when and when.precision in ("minute", "hour", "part") and len(when.start) >= _HOUR:
        return f"{when.start[:_HOUR]}" if when.precision != "part" else f"{when.start[:_HOUR]}-{when.end[_DAY + 1 : _HOUR]}"
    return entry.day


def _order(key: str) -> tuple[int, str]:
    """What lies before, then by time, what is told for a month behind its days, the undated last."""
    if key in (BEFORE, UNDATED):
        return (0 if key == BEFORE else 2, "")
    return (1, key + "~" * max(0, _DAY - len(key)) if "T" not in key else key)
