"""Roles for comparison. Where a report gives them to somebody the reading says (`read/roles.py`); here they get keys.

A role has a key (head, content words, qualifiers, country), so that "the defense minister" later finds the holder of
"Defense Minister", while "the president" never finds a vice president.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span
from .fold import fold
from .phrases import take_apart
from .tables import country_forms, nouns, titles

_SAME = {
    "defence": "defense",
    "adviser": "advisor",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chairperson",
    "chairwoman": "chairperson",
    "chair": "chairperson",
    "labour": "labor",
    "premier": "minister",
    "congressman": "representative",
    "congresswoman": "representative",
    "organiser": "organizer",
    "chief": "head",
}
_GENERALS = frozenset("attorney secretary director surgeon inspector solicitor consul governor postmaster".split())
# Words that make another office: an opposition leader is not "the leader" of a country.
_SIDES = frozenset("opposition rebel protest student union separatist guerrilla militia party vice".split())
_STOP = frozenset("the a an of for to in on at and or by with from his her its their top its own".split())
_LEADS = re.compile(r"who (?:heads|leads|runs|commands|chairs|directs|headed|led|founded|co-founded)\s+", re.IGNORECASE)
_OF_PLACE = re.compile(r"\s+of\s+((?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,2})")
_WORD = re.compile(r"[^\s,;:()\"\u201c\u201d]+")


@dataclass(frozen=True, slots=True)
class RoleKey:
    """What two wordings of one role share. Empty `country` fits any."""

    head: str
    words: frozenset[str]
    qualifiers: frozenset[str]
    country: tuple[str, ...]

    def fits(self, held: RoleKey) -> bool:
        """Whether this wording can point at the holder of `held`, which says at least as much."""
        return (
            self.head == held.head
            and self.qualifiers == held.qualifiers
            and self.words <= held.words
            and self.words & _SIDES == held.words & _SIDES
            and (not self.country or bool(set(self.country) & set(held.country)) or (not held.country and self.words == held.words))
        )

    @property
    def bare(self) -> bool:
        """Only a head: "the president", "the general"."""
        return len(self.words) == 1 and not self.country


NO_KEY = RoleKey("", frozenset(), frozenset(), ())  # of a role that no other wording can be told to be ("who took office in 2013")


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a report gives somebody: as written, its key, where it stands, and whether it is public."""

    text: str
    key: RoleKey
    span: Span
    public: bool


@lru_cache(maxsize=65536)
def role_key(text: str) -> RoleKey | None:
    """The key of a role as written, or None where its head is no noun for a person."""
    phrase = take_apart(re.sub(r"^(?:one of|among)\s+", "", text.strip(), flags=re.IGNORECASE))
    raw = [*phrase.words, phrase.head]
    spelled: list[str] = []
    for word in raw:
        title = titles().get(word)
        spelled += (
            title.title.split() if title and title.kind not in ("honorific",) else ["prime", "minister"] if word == "premier" else [word]
        )
    head = spelled[-1]
    if not _person_noun(head):
        return None
    if head == "general" and len(spelled) > 1 and spelled[-2] in _GENERALS:
        spelled[-2:] = [f"{spelled[-2]}-general"]  # no general: the attorney general is not "the general"
        head = spelled[-1]
    rest = [fold(w) for w in _WORD.findall(phrase.complement)]
    rest = [w for w in rest if w and w not in _STOP and not country_forms(w.title())]
    words = [_SAME.get(w, w) for part in (*spelled, *rest) for w in part.split() if w not in _STOP]
    qualifiers = frozenset(w for w in words if w in nouns()["qualifier"] and w != head)
    content = frozenset(words) - qualifiers | {_SAME.get(head, head)}
    return RoleKey(_SAME.get(head, head), content, qualifiers, phrase.country)


def _person_noun(word: str) -> bool:
    if word.split("-")[0] in _GENERALS and word.endswith("-general"):
        return True
    single = word.removesuffix("s")
    return any(word in nouns()[k] or single in nouns()[k] for k in ("office", "person", "relative"))


def is_public(key: RoleKey) -> bool:
    """Whether a role is an office or public role, as minister is and resident is not."""
    heads = {key.head, key.head.removesuffix("s")}
    return key.head.endswith("-general") or any(w in nouns()["office"] for w in (*heads, *(k for k, v in _SAME.items() if v in heads)))


def held_of(text: str, span: Span, name: Span) -> Held | None:
    """A role of the reading, which gives its text, with its key. `name` is where the bare name of its holder stands.

    The country behind a titled name counts: "President Ana Hale of Denmark".
    """
    words = span.of(text)
    if leads := _LEADS.match(words):
        led = frozenset(fold(w) for w in _WORD.findall(words[leads.end() :])) - _STOP
        key: RoleKey | None = RoleKey("leader", led | {"leader"}, frozenset(), take_apart(words[leads.end() :]).country)
    else:
        key = NO_KEY if words.startswith("who ") else role_key(words)
    if key is None:
        return None
    after = _OF_PLACE.match(text, name.end, name.end + 60) if span.end < name.start else None
    if after and not key.country:
        parts = after[1].split()
        for size in range(len(parts), 0, -1):
            place = " ".join(parts[:size])
            codes = tuple(dict.fromkeys(c for c, f in country_forms(place) if f == "name"))
            if codes:
                key = RoleKey(key.head, key.words, key.qualifiers, codes)
                return Held(words, key, Span(span.start, after.start(1) + len(place)), is_public(key))
    return Held(words, key, span, is_public(key))


def owned(owner: str, held: str, key: RoleKey) -> bool:
    """Whether the possessor of a role agrees: "Hale's lawyer" is not "Osk's lawyer". A country is compared elsewhere."""
    if not owner or country_forms(owner):
        return True
    last = fold(owner).split()[-1:]
    mine = take_apart(held).owner
    if mine and not country_forms(mine):
        return last == fold(mine).split()[-1:]
    return not key.bare and key.head not in nouns()["relative"] - nouns()["office"]
