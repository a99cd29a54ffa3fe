"""Fixed wording of the briefing: dates, numbers, acts."""

from __future__ import annotations

from ...account.timeline import Ground
from ...model import Act, Resolved

_MONTHS = "January February March April May June July August September October November December".split()
_TIME = len("2019-04-30T14")
# What a source does by a statement, as something to be counted.
ACTS: dict[Act, tuple[str, str]] = {
    "assert": ("assertion", "assertions"),
    "deny": ("denial", "denials"),
    "accuse": ("accusation", "accusations"),
    "threaten": ("threat", "threats"),
    "demand": ("demand", "demands"),
    "promise": ("promise", "promises"),
    "endorse": ("endorsement", "endorsements"),
    "condemn": ("condemnation", "condemnations"),
    "predict": ("prediction", "predictions"),
    "opine": ("opinion", "opinions"),
    "ask": ("question", "questions"),
}


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(part: int, whole: int) -> str:
    """A share; of nothing it is a dash."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def day(iso: str | None) -> str:
    """An ISO date as people write it, no finer than it is; "undated" for none, and as it stands where it is no date."""
    if not iso:
        return "undated"
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= len(_MONTHS)):
        return iso
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    words += [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    told = " ".join([*words, parts[0]])
    return f"{told}, {iso[11:16]}" if len(iso) >= _TIME and ":" in iso[11:] else told


def dates(first: str | None, last: str | None) -> str:
    """Two dates as a stretch of time, one where they are the same day."""
    if first is None or last is None or first[:10] == last[:10]:
        return day((first or last or "")[:10])
    one, other = day(first[:10]), day(last[:10])
    for common in (f" {other.split(' ', 1)[-1]}", f" {other.rsplit(' ', 1)[-1]}"):  # what both end in stands once
        if one.endswith(common) and one != common.strip() and one.count(" ") == other.count(" "):
            return f"{one.removesuffix(common)} to {other}"
    return f"{one} to {other}"


def when(date: str | None, found: Resolved | None, ground: Ground | None) -> str:
    """When a deed was, by the rule of the pages: "c." where the report's span says so and no sentence."""
    if found is None:
        return "Undated"
    told = day(date) if date else dates(found.start, found.end)
    return f"c. {told}" if ground == "report" else told
