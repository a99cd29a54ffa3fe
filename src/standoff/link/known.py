"""What a case knows of bodies and governments: institutions in full, acronyms, who heads which country.

A first pass over all reports fills it; then "the Southern Command", "HWU" and "the Hale administration" find their bodies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model import Span
from .bodies import Key, Named, government
from .fold import fold
from .names import parse
from .people import People, Someone
from .phrases import kind_of_head, take_apart
from .sheet import Seen, Sheet
from .tables import countries, nouns

BESIDE = 400  # characters: about a paragraph
_BRACKETED = re.compile(r"\(([A-Z]{2,7})\)")


class Known:
    """Knowledge of one case. `explicit` are the institutions that some report names in full, by key."""

    def __init__(self, sheets: Sequence[Sheet], people: People) -> None:
        self.sheets, self.people = sheets, people
        self.explicit: dict[Key, Named] = {}
        self._rulers: dict[int, str] = {}
        self._spelled: dict[str, Named] = {}
        self._begins: dict[str, dict[Key, Named]] = {}  # by each beginning of a name, in whole words
        self._said_of: dict[str, Counter[str]] = {}
        self._placed_as: dict[tuple[str, ...], set[str]] = {}
        self._given: dict[tuple[int, str], Named] = {}
        self._taught: dict[str, dict[Key, Named]] = {}

    def learn(self, sheet: Sheet) -> None:
        """Notes the institutions that a report names in full, for their bare forms and acronyms elsewhere."""
        for seen in sheet.history:
            key = seen.named.key
            if seen.firm and key.sort == "government" and seen.named.head not in ("seat", "government"):
                self._said_of.setdefault(seen.named.head, Counter())[key.country] += 1
            if seen.firm and key.sort == "institution" and not key.scope and key not in self.explicit:
                self.explicit[key] = seen.named
                words = fold(seen.named.name).split()
                for k in range(1, len(words)) if seen.named.kind == "organisation" else ():
                    self._begins.setdefault(" ".join(words[:k]), {})[key] = seen.named
                if key.country:
                    self._placed_as.setdefault(key.words, set()).add(key.country)

    def spell(self, sheets: Sequence[Sheet]) -> None:
        """Learns acronyms: "Harbour Workers' Union (HWU)" in a report, and initials that only one body of the case has."""
        clash: set[str] = set()
        for named in self.explicit.values():
            letters = "".join(w[0] for w in re.findall(r"[^\W_]+", named.name) if w[0].isupper()).lower()
            if len(letters) > 2 and named.key.sort != "government":
                if letters in self._spelled and self._spelled[letters].key != named.key:
                    clash.add(letters)
                self._spelled[letters] = named
        for letters in clash:
            del self._spelled[letters]
        for sheet in sheets:
            for m in _BRACKETED.finditer(sheet.text):
                before = [s for s in sheet.history if s.firm and m.start() - 80 < s.at < m.start()]
                if before and before[-1].named.key.sort != "government" and _opens(before[-1].named.name, m[1]):
                    self._given[sheet.place, fold(m[1])] = before[-1].named
                    self._taught.setdefault(fold(m[1]), {})[before[-1].named.key] = before[-1].named

    def settle(self, sheet: Sheet, named: Named) -> Named:
        """An institution named without its country ("the Southern Command") as the one of the case that has it."""
        key = named.key
        if key.sort != "institution" or key.country:
            return named
        if kind_of_head(named.head) in (None, "media"):
            return self._longer(sheet, named)
        codes = self._placed_as.get(key.words, set())
        code = next(iter(codes)) if len(codes) == 1 else sheet.main_country if sheet.main_country in codes else ""
        return self.explicit[Key("institution", code, key.words)] if code else named

    def only_one(self, sheet: Sheet, words: tuple[str, ...]) -> Named | None:
        """The one institution of these words that the case names with its country, where this report names that country."""
        codes = self._placed_as.get(words, set())
        code = next(iter(codes)) if len(codes) == 1 else ""
        return self.explicit[Key("institution", code, words)] if code in sheet.countries else None

    def acronym(self, sheet: Sheet, text: str) -> Named | None:
        """The body that an acronym stands for: given in brackets in this report, the only one so given in any, or with these initials."""
        bare = text.replace(".", "").removeprefix("the ").removeprefix("The ")
        if not bare.isupper():
            return None
        taught = list(self._taught.get(fold(bare), {}).values())
        only = taught[0] if len(taught) == 1 else None
        return self._given.get((sheet.place, fold(bare))) or only or self._spelled.get(fold(bare))

    def _longer(self, sheet: Sheet, named: Named) -> Named:
        """A proper name cut short ("Harrow" after "Harrow Marine Works"), where one body of the report, else of the case, begins so."""
        start = f"{fold(named.name)} "
        longer = {
            s.named.key: s.named
            for s in sheet.history
            if s.firm and s.named.key.sort == "institution" and fold(s.named.name).startswith(start)
        }
        if not longer and len(start) > 4 and start.strip() not in nouns()["modifier"]:
            longer = self._begins.get(start.strip(), {})
        return next(iter(longer.values())) if len(longer) == 1 else named

    def ruled(self, someone: Someone) -> str:
        """The code of the country whose government somebody heads, or ""."""
        if id(someone) not in self._rulers:
            self._rulers[id(someone)] = someone.rules() or self._beside_seat(someone)
        return self._rulers[id(someone)]

    def _beside_seat(self, someone: Someone) -> str:
        """For a president of no named country: whose seat of government ("the Blue House") stands beside the name, time and again."""
        if not someone.heads_something:
            return ""
        count: Counter[str] = Counter()
        for part in someone.parts:
            for at, code in self.sheets[part.report].seats:
                if any(abs(s.start - at) < BESIDE for s in part.spans):
                    count[code] += 1
        best = count.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > 2 * best[1][1]) else ""

    def of_ruler(self, sheet: Sheet, span: Span) -> Named | None:
        """The government or forces of somebody: "the Hale administration", "Hale's forces", "the regime of President Hale"."""
        text = span.of(sheet.text)
        phrase = take_apart(text)
        sort = kind_of_head(phrase.head)
        if sort not in ("government", "armed force") or phrase.country:
            return None
        owner = phrase.owner or (phrase.complement[3:] if phrase.complement.startswith("of ") else "")
        owner = owner or " ".join(w.title() for w in phrase.words)
        if phrase.determiner in ("his", "her"):
            ruler = self.last_ruler(sheet, span.start)
            return self._office(ruler, sort, phrase.head, text) if ruler else None
        name = parse(owner) if owner else None
        if name is None:
            return None
        held = sheet.person_in(span.start, span.end)
        someone = self.people.of[id(held[1])] if held else None
        if someone is None:
            found = self.people.find(name)
            someone = found[1] if found else None
        return self._office(self.ruled(someone), sort, phrase.head, text) if someone else None

    def _office(self, code: str, sort: str, head: str, text: str) -> Named | None:
        if not code:
            return None
        if sort == "government":
            return government(code, head)
        adjective = countries()[code].adjectives[0]
        return Named(Key("institution", code, ("military",)), f"{adjective} {head}", "armed force", head)

    def last_ruler(self, sheet: Sheet, at: int) -> str:
        """The country of the head of government named last before an offset, or ""."""
        spans = sorted((s for s in sheet.whose if s.start < at), key=lambda s: -s.start)
        return next((code for s in spans if (code := self.ruled(self.people.of[id(sheet.whose[s])]))), "")

    def bare_government(self, sheet: Sheet, at: int, head: str, before: list[Seen]) -> tuple[Named, float] | None:
        """ "The regime", "the administration": the last one called so, else that of the report's country or last head of state."""
        firm = [s.named for s in before if s.firm and s.named.key.sort == "government"]
        same = [n for n in firm if n.head == head]
        if same:
            return (same[0], 0.75)
        said = self._said_of.get(head, Counter()).most_common(2)
        code = "" if head == "administration" else sheet.main_country
        if said and not code and said[0][0] in sheet.countries and (len(said) == 1 or said[0][1] > 3 * said[1][1]):
            code = said[0][0]  # all over the case the word is used of one country
        if head == "administration" and not code:
            seats = [n for n in firm if n.head == "seat"]
            code = seats[0].key.country if seats else self.last_ruler(sheet, at)
        if code:
            return (government(code, head), 0.55)
        return (firm[0], 0.6) if firm else None


def _opens(name: str, letters: str) -> bool:
    """Whether a name, its article aside, begins with the first letter of an acronym."""
    return re.sub(r"^[Tt]he\s+", "", name)[:1].upper() == letters[0]
