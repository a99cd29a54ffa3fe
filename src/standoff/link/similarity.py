"""How like two passages are, without a network: informative words in common, by stem and by family of deeds.

Words are weighted by inverse document frequency over the sentences of the case (Spärck Jones, 1972), so that what every
report says anyway counts for little. Candidates come from an inverted index over the rarer words, never from all pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from math import log

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP = frozenset(
    """a an the and or but nor so yet if then than that this these those there here it its he him his she her hers they them their
    theirs we us our ours you your yours i me my mine who whom whose which what when where why how as at by for from in into of off
    on onto out over to toward towards under up upon with within without about above across after again against along among around
    before behind below beneath beside between beyond despite down during except inside near outside past since through throughout
    till until via while am is are was were be been being do does did doing done have has had having will would shall should can
    could may might must not no never none any some all each every both either neither one ones other another such own same very
    just only also too even still ever more most much many few less least lot really quite now already once twice else however
    because though although whether mr mrs ms dr say says said saying tell told add added get got getting go going goes gone went
    s t re ve ll d m don didn doesn isn wasn weren aren hasn haven hadn wouldn couldn shouldn won
    absolutely completely totally categorically strongly vehemently firmly flatly utterly entirely simply actually truly fully
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week weeks month months year years day days last
    certainly definitely directly vigorously adamantly emphatically repeatedly reportedly allegedly""".split()
)
_INFLECTIONS = ("edly", "ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")  # leave three letters or more
_DERIVATIONS = (  # leave four letters or more
    *("isations", "izations", "isation", "ization", "ational", "fulness", "ousness", "iveness", "ations", "ation", "ments", "ment"),
    *("ingly", "ances", "ences", "ance", "ence", "ities", "ives", "tions", "ions", "ers", "ors", "ion", "ous", "ive", "ity"),
    *("ily", "als", "ant", "ent", "er", "or", "ly", "al"),
)
_DEMONYMS = ("ians", "ian", "ans", "ese", "ish", "ia", "an", "is", "i", "a")  # a country and its people: Syria, Syrians


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents and possessive: the form in which words are compared."""
    flat = unicodedata.normalize("NFKD", word).replace("’", "'")
    return re.sub(r"'s?$", "", "".join(c for c in flat if not unicodedata.combining(c)).casefold())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude English stem, for comparison only: one suffix off, at least three letters left, doubled ends made single.

    Endings that tell a country from its people come off too where four letters stay ("Syria" and "Syrians" are one).
    """
    low = fold(word)
    if not low.isalpha():
        return low.replace(",", "")
    for suffix in _DEMONYMS:
        if low.endswith(suffix) and len(low) - len(suffix) >= 4:
            return low[: -len(suffix)]
    for suffixes, least in ((_DERIVATIONS, 4), (_INFLECTIONS, 3)):
        suffix = next((x for x in suffixes if low.endswith(x) and len(low) - len(x) >= least and not low.endswith("ss")), "")
        if suffix:
            low = low[: -len(suffix)]
            break
    low = low[:-1] if len(low) > 4 and low[-1] == "e" else low
    return low[:-1] if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "sl" else low


@lru_cache(maxsize=1)
def families() -> dict[str, frozenset[str]]:
    """Stem -> the families of deeds it belongs to, from `claim_families.tsv`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in files(__package__).joinpath("claim_families.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            family, _, words = line.partition("\t")
            for word in words.split():
                found[stem(word)].add(family)
    return {word: frozenset(groups) for word, groups in found.items()}


@dataclass(frozen=True, slots=True)
class Bag:
    """The informative words of a passage: `stems` of all, `names` of those written with a capital, `numbers` as digits."""

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    def without(self, stems: Iterable[str]) -> Bag:
        """The same bag less some stems."""
        gone = frozenset(stems)
        return Bag(self.stems - gone, self.names, self.numbers)


def bag(text: str) -> Bag:
    """The bag of a text. A capital that only opens a sentence makes no name."""
    stems, names, numbers = set(), set(), set()
    for match in _WORD.finditer(text):
        word = match.group()
        low = fold(word)
        if word[0].isdigit():
            numbers.add(low.replace(",", ""))
        if low in _STOP or low.endswith("n't") or (len(low) < 2 and not low.isdigit()):
            continue
        stems.add(stem(word))
        before = text[: match.start()].rstrip(" \t\n\"'“”‘’(")
        if word[0].isupper() and before and before[-1] not in ".!?:":
            names.add(stem(word))
    return Bag(frozenset(stems), frozenset(names), frozenset(numbers))


@dataclass(frozen=True, slots=True)
class Match:
    """How far a passage says what a proposition says.

    `cover` is the share of the proposition's weight found in the passage, `back` the share of the passage's weight found
    in the proposition, both 0 to 1; `shared` are the stems in common, `weight` their summed weight in bits.
    """

    cover: float
    back: float
    weight: float
    shared: tuple[str, ...]


@dataclass(slots=True)
class BagIndex:
    """An inverted index over bags, with the document frequencies that weigh words.

    Lookups go over words that stand in at most `common` bags, so that the cost of a query does not grow with the case.
    """

    bags: Sequence[Bag]
    common: int = 400
    _postings: dict[str, list[int]] = field(default_factory=dict)
    _frequency: Counter[str] = field(default_factory=Counter)
    _weights: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for i, item in enumerate(self.bags):
            for word in item.stems:
                postings[word].append(i)
            for family in {f for word in item.stems for f in families().get(word, ())}:
                postings["@" + family].append(i)
        self._postings = dict(postings)
        self._frequency = Counter({word: len(places) for word, places in postings.items()})

    def weight(self, word: str) -> float:
        """Inverse document frequency in bits, smoothed; a word of half the bags weighs about one."""
        if word not in self._weights:
            self._weights[word] = log((len(self.bags) + 1) / (self._frequency.get(word, 0) + 0.5), 2)
        return self._weights[word]

    @property
    def scale(self) -> float:
        """How much of the weight that a word has in a large case it can have here: 1 from 255 bags on."""
        return min(1.0, log(len(self.bags) + 1, 2) / 8)

    def share(self, word: str) -> float:
        """The share of all bags that hold the word."""
        return self._frequency.get(word, 0) / max(len(self.bags), 1)

    def match(self, proposition: Bag, passage: Bag) -> Match:
        """Compares a proposition with a passage; a word of the same family counts three quarters."""
        total = sum(self.weight(w) for w in proposition.stems) or 1.0
        whole = sum(self.weight(w) for w in passage.stems) or 1.0
        shared = proposition.stems & passage.stems
        hit = back = sum(self.weight(w) for w in shared)
        kin: list[str] = []
        rest = {f: w for w in sorted(passage.stems - shared) for f in families().get(w, ())}
        for word in sorted(proposition.stems - shared):
            family = next((f for f in sorted(families().get(word, ())) if f in rest), None)
            if family:
                gain = 0.75 * min(self.weight(word), self.weight(rest[family]))
                hit, back = hit + gain, back + gain
                kin.append(word)
        return Match(min(hit / total, 1.0), min(back / whole, 1.0), hit, tuple(sorted(shared) + kin))

    def candidates(self, proposition: Bag, limit: int = 200) -> list[int]:
        """The bags that share most weight with a proposition, over its rarer words and families; best first."""
        votes: defaultdict[int, float] = defaultdict(float)
        words = sorted(proposition.stems)
        keys = [*words, *sorted({"@" + f for w in words for f in families().get(w, ())})]
        rare = [k for k in keys if 0 < self._frequency.get(k, 0) <= self.common] or sorted(
            (k for k in keys if k in self._postings), key=lambda k: (self._frequency[k], k)
        )[:1]
        for key in rare:
            weight = self.weight(key) * (0.75 if key[0] == "@" else 1.0)
            for i in self._postings[key]:
                votes[i] += weight
        return sorted(votes, key=lambda i: (-votes[i], i))[:limit]
