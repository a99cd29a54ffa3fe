"""Roles as reports give them: a title before a name, an apposition on either side, "who leads …", "is the …".

A role has a key (head, content words, qualifiers, country), so that "the defense minister" later finds the holder of
"Defense Minister", while "the president" never finds a vice president.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span
from .fold import fold
from .phrases import take_apart
from .tables import bodies, country_forms, nouns, titles

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
_OPENERS = frozenset(
    "but while when if as after before then what why how so yet under because although since until both either said told".split()
)
_LEADS = re.compile(r"who (?:heads|leads|runs|commands|chairs|directs|headed|led|founded|co-founded)\s+", re.IGNORECASE)
_BREAK = re.compile(r"[;:!?\n\"\u201c\u201d()\u2013\u2014]|,|(?<=[a-z]{3})\.\s")
_APPOSED = re.compile(r"(?:'s|\u2019s)?,\s+(?:(?:\d{1,3}|age \d+|aged \d+),\s+)?")
_COPULA = re.compile(r"\s+(?:is|was|became|remains|serves as|served as)\s+(?=(?:the|a|an)\s)")
_END = re.compile(
    r"(?<=[a-z]{3})\.(?=\s|$)|[,;:!?\n\"\u201c\u201d()\u2013\u2014]"
    r"|\s(?:who|which|said|says|told|has|had|is|was|and (?:his|her|the|a)|as|but|while|when|where)\b"
)
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
    return key.head.endswith("-general") or any(w in nouns()["office"] for w in (key.head, *(k for k, v in _SAME.items() if v == key.head)))


def near(text: str, start: int, end: int) -> Iterator[Held]:
    """The roles that the text around the name at [start, end) gives its bearer. `start` is where the bare name begins."""
    found = [_title(text, start, end), _apposed_before(text, start, end), _apposed_after(text, end)]
    seen: set[tuple[int, int]] = set()
    for held in found:
        if held and (held.span.start, held.span.end) not in seen:
            seen.add((held.span.start, held.span.end))
            yield held


def _held(text: str, a: int, b: int, key: RoleKey | None = None, evidence: Span | None = None) -> Held | None:
    while a < b and text[a] in " '\"\u2018\u201c":
        a += 1
    while b > a and text[b - 1] in " ,'\"\u2019\u201d":
        b -= 1
    loose = re.search(r"\s(?:of|for|at|in|to|on|and|with|the)$", text[a:b])
    b = a + loose.start() if loose else b
    if a >= b:
        return None
    key = key or role_key(text[a:b])
    return Held(text[a:b], key, evidence or Span(a, b), is_public(key)) if key else None


def _title(text: str, start: int, end: int) -> Held | None:
    """The title right before a name: "Danish Foreign Minister", "Mr. Hale's security adviser", with "of X" after the name."""
    if start == 0 or text[start - 1] not in " \u00a0":
        return None
    floor = max(0, start - 140, text.rfind("\n", 0, start) + 1)
    words = list(_WORD.finditer(text, floor, start))
    if words and floor and floor == start - 140:
        words = words[1:]
    k = len(words)
    a = start
    seen = plural = False  # a noun for a person or a title was met, and the last was a plural ("Joint Chiefs")
    while k:
        word = words[k - 1]
        if text[word.end() : a].strip():
            break
        raw = word[0]
        folded = fold(raw)
        if folded in _OPENERS or (raw.isupper() and len(raw) > 2 and folded not in bodies() and not country_forms(raw)):
            break
        title = titles().get(folded)
        owner = raw.endswith(("'s", "\u2019s"))
        if owner:
            if not seen:
                return None
            k -= 1
            a = word.start()
            while k and words[k - 1][0][0].isupper() and text[words[k - 1].end() : a] == " " and fold(words[k - 1][0]) not in _STOP:
                k -= 1
                a = words[k].start()
            break
        if _person_noun(folded) or (title and raw[0].isupper()):
            seen, plural = True, folded.endswith("s")
        elif folded == "of" or (folded == "the" and k > 1 and fold(words[k - 2][0] + "x")[:-1] == "of"):
            if a == start or (seen and not plural) or not _office_left(words[: k - 1]):
                break
        elif not (
            folded in nouns()["modifier"] or folded in nouns()["qualifier"] or _adjective(raw) or (raw[0].isupper() and folded not in _STOP)
        ) or (raw.endswith(".") and not title and "." not in raw[:-1] and len(raw) > 3):
            break
        a = word.start()
        k -= 1
    if not seen:
        return None
    key = role_key(text[a:start].strip())
    held = _held(text, a, start, key)
    if held is None:
        return None
    after = re.match(r"\s+of\s+((?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,2})", text[end : end + 60])
    if after and not held.key.country:
        words_after = after[1].split()
        for size in range(len(words_after), 0, -1):
            place = " ".join(words_after[:size])
            codes = tuple(dict.fromkeys(c for c, f in country_forms(place) if f == "name"))
            if codes:
                key = RoleKey(held.key.head, held.key.words, held.key.qualifiers, codes)
                return Held(held.text, key, Span(held.span.start, end + after.start(1) + len(place)), held.public)
    return held


def _office_left(words: list[re.Match[str]]) -> bool:
    return bool(words) and any(_person_noun(fold(w[0])) for w in words[-2:])


def _adjective(word: str) -> bool:
    return bool(country_forms(word))


def _apposed_before(text: str, start: int, end: int) -> Held | None:
    """An apposition before the name: "the defense minister, Ana Hale"."""
    lead = re.search(r",\s+$", text[max(0, start - 4) : start])
    if not lead:
        return None
    stop = start - len(lead[0])
    floor = max(0, stop - 120)
    breaks = [m.end() for m in _BREAK.finditer(text, floor, stop)]
    floor = breaks[-1] if breaks else floor
    starts = list(
        re.finditer(
            r"\b(?:the|a|an|his|her|their|its|one of the|another)\s|(?-i:\b(?:[A-Z]\S*\s)*[A-Z]\S*)(?:'s|\u2019s)\s",
            text[floor:stop],
            re.IGNORECASE,
        )
    )
    for m in reversed(starts):
        a = floor + m.start()
        key = role_key(text[a:stop])
        if key:
            return _held(text, a, stop, key)
    return None


def _ends_in_office(phrase: str) -> bool:
    """Whether a phrase without an article, up to its first preposition, ends in an office ("Harbour history professor at …")."""
    words = _WORD.findall(re.split(r"\b(?:of|at|for|in|on|with|and|who)\b|,", phrase)[0])
    return len(words) > 1 and fold(words[-1]) in nouns()["office"]


def _apposed_after(text: str, end: int) -> Held | None:
    """What follows the name: ", a resident of the town", ", who leads the party", "is the mayor"."""
    m = _APPOSED.match(text, end) or _COPULA.match(text, end)
    if not m:
        return None
    a = m.end()
    leads = _LEADS.match(text, a)
    stop = _END.search(text, leads.end() if leads else a, min(len(text), a + 160))
    b = stop.start() if stop else min(len(text), a + 160)
    if not stop or b <= a:
        return None
    if leads:
        words = frozenset(fold(w) for w in _WORD.findall(text[leads.end() : b])) - _STOP
        return _held(text, a, b, RoleKey("leader", words | {"leader"}, frozenset(), take_apart(text[leads.end() : b]).country))
    word = _WORD.match(text, a)
    if word is None:
        return None
    first = fold(word[0])
    known = any(first in nouns()[k] for k in ("office", "person", "relative", "qualifier", "modifier"))
    if not (
        known
        or first in ("the", "a", "an", "one", "his", "her", "their", "its", "another")
        or first in ("co", "self")
        or country_forms(word[0])
        or _ends_in_office(text[a:b])
    ):
        return None
    owned = re.match(r"(?:\S+\s){0,3}?\S+['\u2019]s\s", text[a:b])
    head = take_apart(text[a:b]).head
    if text[a].isupper() and not owned and not country_forms(text[a:b].split()[0]) and not re.search(rf"\b{re.escape(head)}\b", text[a:b]):
        return None  # a list of names: "Hale, Chancellor Osk and …"
    if first in ("his", "her", "their") and re.match(r",\s+[A-Z]", text[b : b + 3]):
        return None  # "Hale, his wife, Ana Osk, and …" tells of the next
    return _held(text, a, b)
