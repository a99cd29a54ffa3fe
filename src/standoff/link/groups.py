"""Groups that no proper name stands for: "protesters", "Syrian rebels", "Democratic lawmakers", "more than 50 countries".

A group is known by its head noun, its country and what else is said of it. A bare crowd ("protesters") is one within the reports on one
country and time, and the same as the one that these reports say more of ("antigovernment protesters") where there is but one such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from .bodies import Key, Named, content_words, display
from .phrases import Phrase, kind_of_head, take_apart
from .sheet import Sheet
from .tables import nouns

APART = 14  # days between reports of a country from which its crowds are no longer the same
_WORDS = 7  # of a group's name; what goes on is a clause
_SAME = {"demonstrators": "protesters", "protestors": "protesters", "marchers": "protesters", "police officers": "police"}
# Of these a country has one: "rebels" are the rebels of the country that a report is about.
_STANDING = frozenset(
    "rebels insurgents opposition military army navy police troops soldiers forces lawmakers legislators parliament activists authorities "
    "separatists".split()
)
# Not public bodies: who lives somewhere, suffers something, is somebody's kin or guest.
_PRIVATE = frozenset(
    "residents villagers neighbors neighbours relatives family families victims survivors refugees patients passengers migrants witnesses "
    "eyewitnesses children men women boys girls people citizens civilians others many some several players detainees friends "
    "colleagues students users reports sources members parents daughters sons brothers sisters travelers workers employees teachers".split()
)
_FORCES = frozenset("forces troops soldiers army military".split())
_FIGHTERS = frozenset("forces fighters troops groups factions soldiers commanders units militants".split())
_STATE = frozenset("government regime armed state national".split())
_REBEL = frozenset("rebel rebels insurgent opposition armed antigovernment".split())
_PEOPLE = frozenset("people citizens population public civilians".split())
_PART = re.compile(
    r"^(?:(?:an?|the|some|several|small|large|growing|other|more|than|about|nearly|hundreds|thousands|dozens|scores|tens|\d[\d,.]*)\s+)*"
    r"(?:crowds?|groups?|number|numbers|handful|dozens|hundreds|thousands|scores|tens|gang|mob|majority|rest|all|most|many|some|lot|lots)"
    r"\s+of\s+(?:the\s+)?",
    re.I,
)
_CLAUSE = re.compile(r"\s(?:who|that|which|whose|where|of\s\w+ing|for\s\w+ing|from\s\w+ing|in\s\w+ing)\b.*|[,;(].*", re.I | re.S)


def episodes(sheets: Sequence[Sheet]) -> dict[int, str]:
    """For each report, by place, a word for its country and the time that its crowds act in; its own id where either is not known."""
    found = {s.place: s.reading.report.id for s in sheets}
    dated: dict[str, list[tuple[date, str, int]]] = {}
    for sheet in sheets:
        report = sheet.reading.report
        if sheet.main_country and report.published and len(report.published.iso) == len("2019-04-30"):
            day = date.fromisoformat(report.published.iso)
            dated.setdefault(sheet.main_country, []).append((day, report.id, sheet.place))
    for code, told in dated.items():
        begun = last = min(told)[0]
        for day, _, place in sorted(told):
            begun = day if (day - last).days > APART else begun
            last = day
            found[place] = f"{code} {begun.isoformat()}"
    return found


class Groups:
    """The groups of a case. `called` are the phrases that stand for somebody who speaks or acts, by report."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._episodes = episodes(sheets)
        self._said: dict[tuple[str, str], dict[tuple[str, ...], Named]] = {}

    def learn(self, sheet: Sheet, text: str) -> None:
        """Notes what a report calls a group, for the bare form elsewhere."""
        named = self.of(sheet, text)
        if named and named.key.scope == self._episodes[sheet.place] and len(named.key.words) > 1:
            self._said.setdefault((named.key.scope, named.head), {}).setdefault(named.key.words, named)

    def of(self, sheet: Sheet, text: str) -> Named | None:
        """The group that a phrase describes; None for what is no group, or no public one."""
        whole = _CLAUSE.sub("", text.strip())
        bare = _PART.sub("", whole)
        phrase = take_apart(bare)
        head = _SAME.get(phrase.head, phrase.head)
        sort = kind_of_head(phrase.head)
        single = phrase.head.removesuffix("s")
        plural = phrase.head.endswith("s") and (single in nouns()["office"] or single in nouns()["person"])
        if (sort not in ("people", "armed force") and not plural) or (phrase.owner and not phrase.country) or _private(phrase):
            return None
        head, said = _usual(head, phrase.words)
        words = tuple(sorted({*said, head}))
        code = phrase.country[0] if phrase.country else sheet.main_country
        if phrase.determiner not in ("", "the") or (whole != bare and not _crowd(head)):  # "several senators": known in this report alone
            scope = sheet.reading.report.id
        elif phrase.country or (head in _STANDING and not said and code):
            scope, words = "", content_words(take_apart(f"{' '.join(said)} {head}".strip()))
        else:
            scope = self._episodes[sheet.place]
        if len(words) == 1 and scope and (fuller := self._said.get((scope, head), {})) and len(fuller) == 1:
            return next(iter(fuller.values()))
        name = " ".join(display(whole).split()[:_WORDS])
        return Named(Key("institution", code, words, scope), name, "armed force" if sort == "armed force" else "group", head)


def _usual(head: str, words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Other words for the forces of a state and for those who fight them: "government troops", "rebel fighters"."""
    if head in ("groups", "factions") and set(words) == {"opposition"}:
        return "opposition", ()
    if head in _FIGHTERS and words and set(words) <= _REBEL:
        return "rebels", ()
    if head in _FORCES and words and set(words) <= _STATE:
        return "military", ()
    return head, words


def _private(phrase: Phrase) -> bool:
    """Whether a group is of people without a public part; of a people as a whole it is not."""
    if phrase.head not in _PRIVATE:
        return False
    if phrase.head in _PEOPLE:
        return not phrase.country
    return not set(phrase.words) & nouns()["modifier"]


def _crowd(head: str) -> bool:
    return head not in _PRIVATE and kind_of_head(head) == "people"
