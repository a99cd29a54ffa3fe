"""The words of a time expression as fields: which day, month, unit, number, and how they point."""

from __future__ import annotations

from dataclasses import dataclass

from ...read.time_words import CLASS, MONTHS, OTHER, WEEKDAYS, WORDS
from ...read.words import word_pairs

_NAME = {letter: name for name, letter in CLASS.items()}
_NUMBERS = {"n0", "n12", "n24", "n31", "n59", "n999", "number"}


@dataclass(slots=True)
class Fields:
    """What the words of an expression fill in.

    `shift` is last, next, this, that, before or after (a unit or name is pointed at); `turn` is ago, earlier, later, before, after or ahead
    (a length is counted); `soft` is early, mid, late, start, end or a half.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    season: str | None = None
    holiday: str | None = None
    decade: int | None = None
    ordinal: int | None = None
    unit: str | None = None
    plural: bool = False
    count: float | None = None
    vague: bool = False
    shift: str | None = None
    turn: str | None = None
    soft: str | None = None
    relative: str | None = None
    quarter: int | None = None
    recurring: bool = False
    fiscal: bool = False


def tokens(words: str) -> list[tuple[str, str]]:
    """The words as pairs of class name and plain form."""
    found = []
    for a, b in word_pairs(words):
        letter, plain = WORDS.get(words[a:b], (OTHER, words[a:b].lower()))
        found.append((_NAME.get(letter, OTHER), plain))
    return found


_HOLIDAY = {"feast", "holiday"}
_CLOCKS = frozenset({"ampm", "clock", "colon", "zone", "oclock", "m"})


def fields(parts: list[tuple[str, str]]) -> Fields:
    """Reads the words of one point or length in time."""
    f = Fields()
    names = [n for n, _ in parts]
    plain = [p for _, p in parts]
    clock = _clock(f, names, plain) if _CLOCKS.intersection(names) else frozenset()
    if {"year", "dash"} <= set(names) and names[:2] == ["year", "dash"] and len(parts) >= 5:
        f.year, f.month, f.day = (int(plain[i]) for i in (0, 2, 4))
        return f
    if names.count("slash") == 2 and not clock:
        _slashed(f, [int(p) for n, p in parts if n in _NUMBERS or n == "year"])
        return f
    held = _holiday(f, names, plain)
    pending: list[int] = []
    for i, (name, word) in enumerate(parts):
        if i in clock or i in held:
            continue
        if name in ("weekday", "wkabbr", "weekdays"):
            f.weekday = WEEKDAYS.index(word)
            f.recurring |= name == "weekdays"
        elif name in ("month", "monthq", "mabbr"):
            f.month = MONTHS.index(word) + 1
        elif name in ("year", "oldyear"):
            f.year = int(word)
        elif name in ("decade", "shortdecade"):
            f.decade = int(word[:-1])
        elif name in ("ord", "ordword", "fourth"):
            f.ordinal = int(word[:-2]) + (pending.pop() if pending and pending[-1] % 10 == 0 and names[i - 1] == "dash" else 0)
        elif name == "qn":
            f.quarter = int(word[1])
        elif name == "number" and pending and pending[-1] % 10 == 0 and int(word) < 10 and i and names[i - 1] == "dash":
            pending[-1] += int(word)
        elif name in _NUMBERS:
            pending.append(int(word))
        elif name == "few":
            f.vague = word == "few"
            if word != "few":
                pending.append(int(word))
        elif name in ("part", "parts", "clockword"):
            _part(f, word)
            f.recurring |= name == "parts"
        elif name in ("season", "fall"):
            f.season = word
        elif name in ("minute", "minutes", "day", "week", "weekend", "month1", "year1", "long", "units"):
            f.unit, f.plural = word, name in ("minutes", "units")
        elif name == "quarter":
            f.unit, f.quarter = "quarter", f.ordinal
        elif name in ("last", "past", "next", "coming", "recent", "this", "these", "that", "same"):
            f.shift = word if f.shift in (None, "this", "that") or word in ("before", "after") else f.shift
        elif name in ("early", "bound"):
            f.soft = word
        elif name == "halves":
            f.soft = f"{f.ordinal}th half" if f.ordinal else "half"
            f.ordinal = None
        elif name in ("later", "ago", "rel"):
            f.turn = word
        elif name == "now" and f.turn is None:
            f.turn = "ahead"
        elif name in ("relday", "overnight"):
            f.relative = word
        elif name in ("every", "times", "adverb"):
            f.recurring = True
        elif name == "fiscal":
            f.fiscal = True
        elif name == "a" and f.count is None:
            f.count = 1
    if pending:
        if f.month is not None and f.unit is None:
            f.day = pending[0]
        else:
            f.count = pending[0]
    if f.ordinal is not None and f.month is not None and f.unit is None:
        f.day, f.ordinal = f.ordinal, None
    return f


def _part(f: Fields, word: str) -> None:
    if word == "noon":
        f.hour = 12
    elif word == "midnight":
        f.hour = 0
    else:
        f.part = word


def _clock(f: Fields, names: list[str], plain: list[str]) -> frozenset[int]:
    """Reads a time of day; returns the places of the words that it took."""
    for i, name in enumerate(names):
        rest = names[i + 1 : i + 6]
        if name == "clock" and rest[:1] != ["colon"]:
            hour, minute, taken, half = int(plain[i][:-2]), None, 1, plain[i][-2:]
        elif name in ("year", "oldyear", "hhmm") and rest[:1] == ["zone"]:
            hour, minute, taken, half = int(plain[i][:2]), int(plain[i][2:]), 2, ""
        elif (
            name in ("n0", "n12", "n24") and rest[:1] in (["colon"], ["dot"]) and rest[1:2] and (rest[1] in _NUMBERS or rest[1] == "clock")
        ):
            minute_word = plain[i + 2]
            hour, taken, half = int(plain[i]), 3, minute_word[2:] if rest[1] == "clock" else ""
            minute = int(minute_word[:2])
        elif name in ("n0", "n12", "n24") and (
            rest[:1] == ["ampm"] or rest[:3] in (["a", "dot", "m"], ["p", "dot", "m"]) or rest[:2] in (["a", "m"], ["p", "m"])
        ):
            hour, minute, taken, half = int(plain[i]), None, 1, ""
        elif "oclock" in rest[:3] and name in ("n12", "number"):
            hour, minute, taken, half = int(plain[i]), None, 4, ""
        else:
            continue
        behind = i + taken
        if behind < len(names):
            if names[behind] == "dash":
                behind += 1
            if names[behind] == "ampm":
                half, behind = plain[behind], behind + 1
            elif names[behind] in ("a", "p") and "m" in names[behind + 1 : behind + 3]:
                half, behind = plain[behind] + "m", names.index("m", behind) + 1
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour == 24:
            hour = 0
        f.hour, f.minute = hour, minute if minute is None or minute < 60 else None
        while behind < len(names) and names[behind] in ("zone", "plus", "open", "close", "colon", "n0", "n59") and names[behind] != "comma":
            behind += 2 if names[behind] == "plus" else 1
        return frozenset(range(i, behind))
    return frozenset()


def _slashed(f: Fields, numbers: list[int]) -> None:
    """Day, month and year by number alone; left open where day and month could be either."""
    a, b, f.year = numbers
    if f.year < 100:
        f.year += 2000 if f.year < 70 else 1900
    if a > 12:
        f.day, f.month = a, b
    elif b > 12 or a == b:
        f.month, f.day = a, b


def _holiday(f: Fields, names: list[str], plain: list[str]) -> set[int]:
    """The places of the words that name a holiday."""
    for i, name in enumerate(names):
        if name == "new" and "year1" in names[i + 1 : i + 2]:
            end = next((k for k in range(i + 1, len(names)) if plain[k] in ("eve", "day")), None)
            f.holiday = f"new year {plain[end]}" if end else None
            return set(range(i, (end or i + 1) + 1))
        if name in _HOLIDAY:
            end = next((k for k in range(i + 1, min(i + 5, len(names))) if names[k] in ("day", "eve", "weekday")), i)
            f.holiday = plain[i] if end == i else f"{plain[i]} {plain[end]}"
            return set(range(i, end + 1))
        if name in ("monthq", "good") and names[i + 1 : i + 2] in (["day"], ["weekday"]) and plain[i] in ("may", "good"):
            f.holiday = f"{plain[i]} {plain[i + 1]}"
            return {i, i + 1}
    return set()
