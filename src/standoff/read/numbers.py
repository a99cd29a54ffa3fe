"""The grammar of English numbers in news, and what they are worth by section 4 of the reading guide.

Digits with separators, number words, scales ("1.5 million"), bare units ("hundreds", "several thousand"), ranges ("between 20
and 30", "10-15"), open bounds ("more than", "up to"), approximations ("about", "nearly"), money and percentages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        .split(),
        range(20),
        strict=True,
    )
)  # fmt: skip
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "mn": 1e6,
}
_BARE = {"dozens": 12, "scores": 20, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
# One of these, or a digit, is in whatever GRAMMAR matches.
NUMBER_WORDS = frozenset([*_UNITS, *_TENS, *_BARE, *"hundred thousand million billion trillion dozen score".split()])
_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3,4})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS = rf"(?:{_SMALL})(?:[- ](?:and )?(?:{_SMALL}))?"
_MULTIPLE = r"(?:[ \u00a0-](?:hundred|thousand|million|billion|trillion))+"
_REST = rf"(?:(?: and)? (?:{_WORDS})(?:{_MULTIPLE})?)"  # "… and fifty", "… five hundred"
_NUMBER = (
    rf"(?:half a (?:million|billion|dozen)|a quarter of a million|(?:one|two|three) and a half (?:million|billion)"
    rf"|an? (?:million|billion|trillion) and a half|a couple of (?:dozen|hundred|thousand|million|billion)|a dozen"
    rf"|a (?:hundred|thousand|million|billion|trillion)(?:{_MULTIPLE})?{_REST}*|two dozen|three dozen"
    rf"|(?:{_DIGITS})(?:{_MULTIPLE}|(?:bn|tn|mn|[kmKM])(?![\w]))?|(?:{_WORDS})(?:{_MULTIPLE}{_REST}*)?)"
)
CURRENCY = r"(?:(?:US|C|A|NZ|HK|S|R)?\$|[€£¥₹₽₩₺₪]|(?:USD|EUR|GBP|Rs\.?|SR|QR)\s?)"
_AMOUNT = rf"(?:{CURRENCY}\s?)?{_NUMBER}"
_LOWER = (
    r"more than|greater than|over|above|at least|no (?:fewer|less) than|not less than|upwards? of|in excess of|a minimum of|well over"
    r"|well above"
)
_UPPER = (
    r"fewer than|less than|under|below|up to|as many as|as much as|no more than|not more than|at most|a maximum of|a maximum|just under"
)
_ABOUT = (
    r"about|around|approximately|roughly|nearly|almost|some|an estimated|estimated|close to|circa|more or less|an average of|virtually"
    r"|just over"
    r"|slightly more than|a little over|as few as"
)
_BARE_WORD = r"(?:dozens|scores|hundreds|thousands|millions|billions|trillions)"
_PAT_BARE = (
    rf"(?:(?:many|the low|low|the high|high|tens of|hundreds of|several|untold|countless)\s+)?{_BARE_WORD}"
    rf"(?:\s+(?:and|or|upon|if not)\s+(?:{_BARE_WORD}|(?:tens|hundreds) of {_BARE_WORD}))?(?:\s+of\s+(?:thousands|millions|billions))?"
)
_PAT_SEVERAL = r"(?:several|many|a few|a couple) (?:dozen|hundred|thousand|million|billion|score)"


def _modifier(number: int) -> str:
    """An optional modifier; its groups carry the number of the alternative that it stands in."""
    return rf"(?:(?:(?P<lower{number}>{_LOWER})|(?P<upper{number}>{_UPPER})|(?P<about{number}>{_ABOUT}))\s+)?"


# What each alternative of the grammar begins with: most words are refused by this at once and not by every alternative in turn.
_BEGINNING = rf"(?:{_LOWER}|{_UPPER}|{_ABOUT}|between|from|{_AMOUNT}|{_PAT_SEVERAL}|{_PAT_BARE})"

GRAMMAR = re.compile(
    rf"(?<![\w$.,/:#@’'-])(?={_BEGINNING})(?:"
    rf"{_modifier(1)}(?:between|from)\s+(?P<a>{_AMOUNT})\s+(?:and|to)\s+(?P<b>{_AMOUNT})"
    rf"|{_modifier(2)}(?P<c>{_AMOUNT})(?:\s+(?:to|or)\s+|\s?[-–—]\s?(?=\D?\d))(?P<d>{_AMOUNT})"
    rf"|{_modifier(3)}(?P<several>{_PAT_SEVERAL})"
    rf"|{_modifier(4)}(?P<bare>{_PAT_BARE})"
    rf"|{_modifier(5)}(?P<one>{_AMOUNT})(?P<plus>\+| or more| or fewer| or less)?"
    r")(?:\s?(?P<pct>%|per ?cent(?:age points?)?\b))?(?!\w)",
    re.I,
)

MODIFIED = re.compile(rf"(?:{_LOWER}|{_UPPER}|{_ABOUT})\b", re.I)


@dataclass(frozen=True, slots=True)
class Value:
    """Bounds of a figure; None is open."""

    low: float | None
    high: float | None
    about: bool


def number_value(words: str) -> float | None:
    """The value of a number in digits or words ("1.5 million", "sixty-nine", "half a million"), None when it is none."""
    bare = re.sub(rf"^{CURRENCY}\s?", "", words.strip(), flags=re.I).lower().replace("\u00a0", " ").replace("\u202f", "")
    if re.fullmatch(r"half a (?:million|billion|dozen)", bare):
        return {"million": 5e5, "billion": 5e8, "dozen": 6.0}[bare.split()[-1]]
    if bare == "a quarter of a million":
        return 2.5e5
    if half := re.fullmatch(r"(one|two|three) and a half (million|billion)|an? (million|billion|trillion) and a half", bare):
        return (_UNITS[half[1] or "one"] + 0.5) * _SCALE[half[2] or half[3]]
    total, current, seen = 0.0, 0.0, False
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", bare):
        if token[0].isdigit():
            current, seen = current + float(token.replace(",", "")), True
        elif token in _UNITS or token in _TENS:
            current, seen = current + (_UNITS.get(token) or _TENS.get(token, 0)), True
        elif token == "dozen":
            current, seen = (current or 1) * 12, True
        elif token == "hundred":
            current, seen = (current or 1) * 100, True
        elif token in _SCALE:
            total, current, seen = total + (current or 1) * _SCALE[token], 0.0, True
        elif token not in ("a", "and", "of", "couple"):
            return None
    if "couple" in bare:
        return 2 * (total + current)
    return total + current if seen else None


def value_of(match: re.Match[str]) -> Value | None:
    """Bounds and approximation of a match of GRAMMAR, None when it holds no number or a range runs backwards."""
    groups = match.groupdict()
    lower, upper, about = (
        next((groups[f"{name}{n}"] for n in range(1, 6) if groups[f"{name}{n}"]), None) for name in ("lower", "upper", "about")
    )
    for one, two in (("a", "b"), ("c", "d")):
        if groups[one]:
            return _range(groups[one], groups[two], bool(about))
    if groups["several"]:
        unit = groups["several"].split()[-1].lower()
        return Value({"dozen": 12.0, "score": 20.0}.get(unit) or _SCALE[unit], None, True)
    if groups["bare"]:
        return Value(_bare_low(groups["bare"]), None, True) if not upper else Value(None, _bare_low(groups["bare"]), True)
    number = number_value(groups["one"])
    if number is None:
        return None
    plus = (groups["plus"] or "").strip().lower()
    if lower or plus in ("+", "or more"):
        return Value(number, None, False)
    if upper or plus in ("or fewer", "or less"):
        return Value(None, number, False)
    return Value(number, number, bool(about))


def _range(first: str, second: str, about: bool) -> Value | None:
    low, high = number_value(first), number_value(second)
    if low is None or high is None:
        return None
    # "1.5 to 2 million": the unit of the second holds for the first.
    unit = re.search(r"(?:million|billion|trillion|thousand|hundred|bn|mn|m|k)$", second, re.I)
    if unit and not re.search(r"[a-z]$", first, re.I) and low < high:
        low *= _SCALE[unit[0].lower()]
    return Value(low, high, about) if low < high else None


def _bare_low(words: str) -> float:
    """The unit; "tens of thousands" is ten of it, "hundreds of thousands" a hundred, "millions and hundreds" the first."""
    parts = words.lower().split()
    low = next(float(_BARE[p]) for p in parts if p in _BARE)
    if (stacked := re.match(r"(tens|dozens|scores|hundreds|thousands) of (thousands|millions|billions)", words.lower())) is not None:
        return {"tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1000.0}[stacked[1]] * _BARE[stacked[2]]
    return low
