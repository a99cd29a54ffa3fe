"""One value word claimed by opposing camps: two holders who are against one another each say that they serve it.

A value ("the constitution", "the people", "peace") is claimed by words of service beside it ("defend", "restore", "on the side of") or
denied to the other camp by words of harm ("violates", "threat to"). Who opposes whom is read off the case (`link/camps.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ..actors import ActorIndex
from ..camps import Camps
from ..passages import Field, Passage
from ..phrasebook import Phrasebook
from ..similarity import stem
from ..wording import named, short
from .labels import charged, located
from .proposal import Backing, Proposal

_SERVES = re.compile(
    r"\b(?:defend\w*|defen[cs]e of|protect\w*|restor\w+|uphold\w*|upheld|(?:stands?|standing|stood) (?:up )?(?:for|with|by)|side of"
    r"|respect\w*|in the name of|preserv\w+|safeguard\w*|guarantee\w*|(?:fights?|fighting|fought) for"
    r"|for the|in favou?r of|commit\w* to|support\w*|believe in|guided by|loyal to|serv(?:e|es|ing)|ensur\w+|secure|promot\w+|champion\w*"
    r"|enforc\w+|honou?r\w*|first|interests? of|on behalf of|will of|path to|return to|bring\w*)\b",
    re.I,
)
_HARMS = re.compile(
    r"\b(?:violat\w+|threat\w*|destr\w+|attack\w*|undermin\w+|against|contrary to|betray\w*|trampl\w+|abus\w+|breach\w*|assault on"
    r"|affront to|endanger\w*|erod\w+|usurp\w*|subvert\w*|danger\w*|den(?:y|ies|ied|ying)|strip\w*|silenc\w+|suppress\w*|break\w*|broke)\b",
    re.I,
)
REACH = 45  # characters between a value word and the word of service or harm
LEAST = 0.15
KEPT = 3
MOST = 3  # proposals of one case


@dataclass(frozen=True, slots=True)
class _Claim:
    """One use of a value word by a speaker: `serves` whether it is claimed, else somebody is said to harm it."""

    passage: int
    backing: Backing
    word: str
    serves: bool


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], Phrasebook]:
    """Value word in lower case -> name of its value; and the look-up that finds any."""
    rows = (
        r.split("\t") for r in files("standoff.link").joinpath("value_words.tsv").read_text(encoding="utf-8").splitlines() if r[:1] != "#"
    )
    found = {w.strip(): name for name, words in rows for w in words.split(";")}
    return found, Phrasebook.of(found)


def values(field: Field, index: ActorIndex, camps: Camps) -> list[Proposal]:
    """The values of a case that opposing holders claim, surest first."""
    claims: defaultdict[str, list[_Claim]] = defaultdict(list)
    table, book = _table()
    for i, passage in enumerate(field.passages):
        if passage.statement is not None and passage.holders:
            for start, end, word in book.within(passage.text):
                claim = _claim(i, passage, start, end)
                if claim:
                    claims[table[word]].append(claim)
    made = [p for value in sorted(claims) for p in _proposals(field, index, camps, value, claims[value])]
    return sorted(made, key=lambda p: (-p.strength, p.key))[:MOST]


def _claim(i: int, passage: Passage, at: int, to: int) -> _Claim | None:
    word = passage.text[at:to]
    before = passage.text[:at].rstrip()
    if word[0].isupper() and ((before[-1:].isalnum() and not before.endswith("the")) or word == "Democratic"):
        return None  # a name: "Social Security", "Democratic senators"
    low, high = max(0, at - REACH), to + REACH
    serves, harms = (p.search(passage.text, low, high) for p in (_SERVES, _HARMS))
    if not serves and not harms:
        return None
    start = min(at, *(m.start() for m in (serves, harms) if m))
    end = max(to, *(m.end() for m in (serves, harms) if m))
    return _Claim(i, Backing(i, (located(passage, start, end, 4),)), word, serves is not None and harms is None)


def _proposals(field: Field, index: ActorIndex, camps: Camps, value: str, claims: list[_Claim]) -> Iterator[Proposal]:
    """The one dispute about a value: the most opposed pair, and those who stand with either."""
    best: tuple[float, int, int] | None = None
    for a, one in enumerate(claims[:80]):
        for b in range(a):
            belief = _belief(field, camps, one, claims[b])
            if belief >= LEAST and (best is None or belief > best[0]):
                best = (belief, b, a)
    if best is None:
        return
    belief, b, a = best
    sides = []
    for mine, theirs in ((claims[b], claims[a]), (claims[a], claims[b])):
        chosen = [mine]
        for other in claims:
            there, far = field.passages[other.passage], field.passages[theirs.passage]
            if len(chosen) < KEPT and all(other.passage != c.passage for c in (*chosen, claims[a], claims[b])):
                same = set(there.holders) & set(field.passages[mine.passage].holders)
                if (same or camps.across(there.holders, far.holders) >= 0.3) and not set(there.holders) & set(far.holders):
                    chosen.append(other)
        sides.append(tuple(c.backing for c in chosen))
    taken = {x.passage for x in sides[0]}
    sides[1] = tuple(x for x in sides[1] if x.passage not in taken)
    first, second = field.passages[claims[b].passage], field.passages[claims[a].passage]
    shown = [short(" ".join(p.report.quote(s[0].spans[0]).split()), 90) for p, s in ((first, sides[0]), (second, sides[1]))]
    yield Proposal(
        "value",
        "contradiction",
        (sides[0], sides[1]),
        f"Who speaks for “{claims[b].word.lower()}”: {named(index, first)} (“{shown[0]}”) or {named(index, second)} (“{shown[1]}”)?",
        round(belief, 3),
        f"Both sides claim one value ({value}), and their holders stand against one another in this case.",
        key=f"value {value}",
    )


def _friends(camps: Camps, a: Passage, b: Passage) -> bool:
    return any(camps.net(x, y) > 0 for x in a.holders for y in b.holders)


def _belief(field: Field, camps: Camps, one: _Claim, other: _Claim) -> float:
    """How probable it is that two uses of a value word claim it for opposing camps."""
    a, b = field.passages[one.passage], field.passages[other.passage]
    # The same words twice are one claim, whoever is given as its source.
    alike = a.report.quote(one.backing.spans[0]) == b.report.quote(other.backing.spans[0])
    if alike or a.same_voice(b) or not (one.serves or other.serves):
        return 0.0
    opposed = camps.across(a.holders, b.holders)
    named_foe = 0.3 if set(a.holders) & b.names or set(b.holders) & a.names else 0.0
    against = max(opposed, named_foe if not (one.serves and other.serves) else 0.0)
    if against < 0.25 and camps.across(a.holders, b.holders) == 0.0 and stem(one.word) == stem(other.word) and not _friends(camps, a, b):
        against = 0.25 * (charged(a.text) or charged(b.text))  # who speaks of traitors has a foe, if an unnamed one
    match = field.index.match(a.bag, b.bag)
    like: float = (match.cover * match.back) ** 0.5
    if against < 0.25:
        return 0.0
    belief = 0.05 + 0.15 * against + 0.3 * min(like, 0.4) + 0.08 * (one.word.lower() == other.word.lower())
    return min(belief + 0.03 * (a.report is b.report) + 0.02 * min(len(match.shared), 4), 0.28)
