"""The country that a place lies in, where the words for the place say so themselves; never a guess.

What says so: the name of a country ("Istanbul, Turkey", "northern Syria", "the town of Douma in Syria"), its adjective before a word for a
piece of land ("Syrian territory", "the Chinese city of Wuhan"), or a capital alone ("Damascus", "central Caracas"). An embassy, a base or a
border is of one country and may lie in another, so that only the land itself counts, and words like "near" and "outside" leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .fold import fold
from .tables import CountryForm, countries, country_forms

# Names of countries that are as well known for something else: a state or a part of another country, a region of the world.
_SHARED_NAMES = frozenset(("georgia", "jersey", "macedonia", "micronesia", "islamic republic"))

# Capitals that share their name with another place that news reports speak of, a person or a word; and the one that two states claim.
_SHARED_CAPITALS = frozenset(
    fold(name)
    for name in (
        "San José",  # California
        "Georgetown",  # Washington, D.C.; Penang
        "George Town",  # Penang
        "Kingston",  # Ontario, New York
        "Kingstown",
        "Victoria",  # Australia, British Columbia
        "Santiago",  # de Compostela, de Cuba
        "Tripoli",  # Lebanon
        "Hamilton",  # Ontario, New Zealand
        "Stanley",
        "Douglas",
        "Jamestown",  # Virginia
        "Plymouth",  # England, Massachusetts
        "St. John's",  # Newfoundland
        "St. George's",
        "San Juan",  # Argentina
        "San Salvador",  # Bahamas
        "Panama City",  # Florida
        "Monrovia",  # California
        "Nassau",  # New York, Germany
        "Sucre",  # Venezuela
        "La Paz",  # Mexico
        "Santo Domingo",  # Ecuador
        "Saint-Denis",  # France
        "Basse-Terre",
        "Basseterre",
        "Wellington",
        "Freetown",
        "Male",
        "The Valley",
        "Roseau",
        "Jerusalem",
    )
)

# Countries' names inside the names of places that lie elsewhere, or in none.
_ELSEWHERE = re.compile(
    r"\b(?:new (?:mexico|jersey|england|south wales)|(?:north|south|central|latin|middle) america|(?:west|south) jordan|"
    r"(?:little|lake) \w+$|(?:gulf|bay|sea|straits?|channel|ocean|isthmus) of|\w+ (?:sea|ocean|gulf|channel|straits?)$)\b"
)

_POINTS = "north south east west northeast northwest southeast southwest".split()
_SIDES = (*_POINTS, *(f"{point}ern" for point in _POINTS), *(f"{a}-{b}{c}" for a in _POINTS[:2] for b in _POINTS[2:4] for c in ("", "ern")))
_PART_OF = "central mainland rural inner coastal upper lower downtown greater all across throughout within inside in much most part parts"
_BEFORE = frozenset(fold(word) for word in (*_SIDES, *_PART_OF.split(), *"some areas large every of the and both".split()))

# Words for a piece of land or a settlement: what is called by a country's adjective lies in it.
_LAND = frozenset(
    (
        "territory territories soil capital city cities town towns village villages province provinces region regions district districts "
        "county counties governorate prefecture municipality state states countryside mainland desert hinterland heartland suburb suburbs "
        "neighbourhood neighborhood side island islands port resort interior highlands jungle rainforest"
    ).split()
) | frozenset(_POINTS)
_PLACED = _LAND | frozenset("area areas part parts coast centre center rest whole".split())  # what lies in the country that "of" names

# Words that leave open on which side of something it lies.
_OPEN = frozenset(
    (
        "near nearby off outside beyond border borders bordering frontier between from toward towards against with opposite to over former"
    ).split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.&\-\u2010\u2011][^\W_]+)*\.?|[,()]")
_LONGEST = 8  # words in the longest name of a country


@dataclass(frozen=True, slots=True)
class InCountry:
    """The country or territory that a place lies in: `code` as in countries.tsv, `name`, and the `reason` in words."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form of one country among the words: those from `start` to before `end`."""

    start: int
    end: int
    codes: tuple[str, ...]
    form: CountryForm
    text: str


@lru_cache(maxsize=1 << 14)
def country_of(words: str) -> InCountry | None:
    """The country that the words for a place put it in, or None where they name none, more than one, or leave it open."""
    if _ELSEWHERE.search(fold(words)):
        return None
    parts = [m[0] for m in _WORD.finditer(words)]
    hits = list(_hits(parts))
    if not hits or len({code for hit in hits for code in hit.codes}) != 1:
        return None
    if any(fold(part) in _OPEN and not _town_of(parts, n) for n, part in enumerate(parts)):
        return None
    certain = [(hit, why) for hit in hits if (why := _says(hit, parts, len(hits)))]
    if not certain:
        return None
    hit, why = certain[0]
    country = countries()[hit.codes[0]]
    return InCountry(country.code, country.name, f"“{hit.text}” {why.format(country.name)}")


def _town_of(parts: Sequence[str], n: int) -> bool:
    """Whether "border" stands before a word for land: a border town lies in its country."""
    return fold(parts[n]) == "border" and n + 1 < len(parts) and fold(parts[n + 1]) in _LAND


def _hits(parts: Sequence[str]) -> Iterator[_Hit]:
    """The forms of countries among the words, the longest first where they lie over one another, in order.

    Of territories and disputed states only the names: what is Kurdish or Tibetan may lie in several countries, and whose capital a city
    is can be what the dispute is about.
    """
    n = 0
    while n < len(parts):
        for size in range(min(_LONGEST, len(parts) - n), 0, -1):
            text = " ".join(parts[n : n + size])
            if parts[n] in ",()" or (size > 1 and parts[n + size - 1] in ",()"):
                continue
            found = [
                (code, form) for code, form in country_forms(text) if form == "name" or (form in ("adjective", "capital") and _state(code))
            ]
            if found:
                yield _hit(n, n + size, text, found)
                n += size
                break
        else:
            n += 1


def _hit(start: int, end: int, text: str, found: Sequence[tuple[str, CountryForm]]) -> _Hit:
    """A form of a country; where it is several things (Singapore), the first of name, adjective and capital."""
    rank: tuple[CountryForm, ...] = ("name", "adjective", "capital")
    form = next(form for form in rank if any(f == form for _, f in found))
    codes = tuple(dict.fromkeys(code for code, f in found if f == form))
    return _Hit(start, end, codes, form, re.sub(r"^(?:the|The|THE)\s+", "", text))


def _state(code: str) -> bool:
    return countries()[code].status in ("member", "observer")


def _says(hit: _Hit, parts: Sequence[str], hits: int) -> str:
    """Why a form says where the place lies, with {} for the country; "" where it does not."""
    before, after = parts[: hit.start], parts[hit.end :]
    alone = not [p for p in after if p not in ",()"]
    if hit.form == "capital":
        fits = fold(hit.text) not in _SHARED_CAPITALS and not after and _all_in(before, _BEFORE)
        return "is the capital of {}" if fits else ""
    if hit.form == "adjective":
        return "is said of land in {}" if _of_land(after) else ""
    if fold(hit.text) in _SHARED_NAMES and hits == 1:
        return ""
    if hit.text.endswith(("'s", "’s")):
        return "is said of land in {}" if after and fold(after[-1]) in _LAND else ""
    if not alone:
        return ""
    return "is a name of {}" if _names(before) else ""


def _of_land(after: Sequence[str]) -> bool:
    """Whether an adjective is said of land: "Syrian territory", "Colombian border town of Cúcuta", "Iraqi Kurdish city"."""
    for n, word in enumerate(after[:4]):
        if fold(word) in _LAND:
            return n + 1 == len(after) or fold(after[n + 1]) in ("of", "", "and", "in", "called", "capital") or after[n + 1][:1].isupper()
        if word in ",()" or fold(word) in ("of", "in", "at"):
            return False
    return False


def _names(before: Sequence[str]) -> bool:
    """Whether a country's name that ends a phrase tells where the place lies: alone, behind a comma, "in", or "of" said of land."""
    rest = list(before)
    while rest and fold(rest[-1]) in _BEFORE and rest[-1] not in ",()" and fold(rest[-1]) not in ("in", "of", "inside", "within"):
        rest.pop()
    if not rest or rest[-1] in ",(":
        return True
    link = fold(rest[-1])
    if link in ("in", "inside", "within"):
        return True
    heads = [fold(p) for p in rest[:-1] if p not in ",()"]
    return link == "of" and bool(heads) and (heads[-1] in _PLACED or _all_in(rest[:-1], _BEFORE))


def _all_in(parts: Sequence[str], known: frozenset[str]) -> bool:
    return all(fold(part) in known for part in parts)
