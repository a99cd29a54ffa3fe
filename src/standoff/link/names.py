"""Personal names: taking them apart, and how well two of them can name one person.

Covers titles and honorifics, particles (de, van, bin, al-), two surnames after one given name, surname first, initials,
nicknames, suffixes and spelling variants from other scripts. Scores are between 0 and 1; 0 means two people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from .fold import fold
from .tables import Title, country_forms, nicknames, nouns, titles

PARTICLES = frozenset(
    "de del della degli da do dos das di du des la las le los van von der den ter ten zu bin ibn bint ben al el ul ud ur as ash ad ar "
    "an at az y e i st".split()
)
_LIKE = str.maketrans("qcwjx", "kkvzk")
_GIVEN = frozenset("ben al an do san ten y".split())
_ARABIC = frozenset("al el ul as ash ad ar an at az".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_WORD = re.compile(r"[^\W_]+(?:[.'\u2019\u02bc\-\u2010\u2011][^\W_]+)*\.?|\.")
_OWNER = re.compile(r"^.*\w['\u2019]s\s+(?=\S)")
_TAIL = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. `tokens` are folded, particles among them; `written` is the name without titles and possessive.

    `core` are the tokens without particles (all of them where nothing else is left). Ben and Al may open a name as given names.
    """

    written: str
    tokens: tuple[str, ...]
    titles: tuple[Title, ...] = ()
    suffix: str = ""
    core: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "core", _core(self.written, self.tokens))

    @property
    def full(self) -> bool:
        """Whether there is more than one name: a given name with a surname."""
        return len(self.core) > 1

    @property
    def gender(self) -> str:
        """The gender that a title tells: "m", "f" or ""."""
        return next((t.gender for t in self.titles if t.gender), "")

    @property
    def initials(self) -> str:
        """The first letters, particles included: "jrb" for John R. Bower."""
        return "".join(t[0] for t in self.tokens)


def _core(written: str, tokens: tuple[str, ...]) -> tuple[str, ...]:
    first = written.split()[0]
    given = first[0].isupper() and "-" not in first and fold(first) in _GIVEN
    return tuple(t for k, t in enumerate(tokens) if t not in PARTICLES or (given and k == 0 and len(tokens) > 1)) or tokens


def _tokens(word: str) -> list[str]:
    """A written word as name tokens: an Arabic article is parted from its name, any other hyphen joins."""
    parts = fold(word).split()
    if len(parts) > 1 and parts[0] in _ARABIC:
        return [parts[0], "".join(parts[1:])]
    if len(parts) > 2 and any(p in _ARABIC for p in parts[1:]):
        return parts
    return ["".join(parts)] if parts else []


@lru_cache(maxsize=65536)
def parse(text: str) -> PersonName | None:
    """Takes a written name apart. None where nothing but titles and descriptions is left."""
    text = _OWNER.sub("", text.strip().split("\n")[0].strip())
    words = [m[0] for m in _WORD.finditer(_TAIL.sub("", text))]
    words = [w[:-1] if len(w) > 2 and w.endswith(".") and "." not in w[:-1] and fold(w) not in titles() else w for w in words]
    found: list[Title] = []
    cut = k = 0
    while k < len(words):
        two = titles().get(fold(" ".join(words[k : k + 2]))) if k + 2 <= len(words) else None
        title = two or titles().get(fold(words[k]))
        if title and words[k][0].isupper():
            k += 2 if two else 1
            found.append(title)
            cut = k
        elif _before_name(words[k]) or (k and words[k] in ("of", "the", "for", "and")):
            k += 1
            if fold(words[k - 1]) in nouns()["office"] or (cut and cut < k - 1 and words[cut] == "of"):
                cut = k  # also "Secretary of State", "Minister of Defence"
        else:
            break
    for k in range(max(cut, 1), len(words) - 2):
        if _midway(words[k]):  # "Treasury Director Ana Hale", "Ohio Sen. Ana Hale"
            cut, found = k + 1, [*found, *(t for t in [titles().get(fold(words[k]))] if t)]
    if cut >= len(words):  # nothing but titles: the last may be a surname (Major, King)
        if not found or len(words) < 2 or not words[-2].endswith("."):
            return None  # "Mr. King" is a name, "Consul General" is none
        cut -= 1
        found = found[:-1]
    rest = words[cut:]
    if len(rest) == 1 and rest[0][0].islower() and not found and fold(rest[0]).split()[0] not in _ARABIC:
        return None
    suffix = ""
    if len(rest) > 1 and fold(rest[-1]) in _SUFFIXES:
        suffix = fold(rest.pop())
    tokens = tuple(t for w in rest for t in _tokens(w))
    if not tokens:
        return None
    written = _TAIL.sub("", text.strip())
    start = written.find(rest[0], sum(len(w) for w in words[:cut]))
    return PersonName(written[max(start, 0) :].strip(), tokens, tuple(found), suffix)


def _midway(word: str) -> bool:
    """Whether a word inside a mention ends a title, so that only what follows is the name."""
    title = titles().get(fold(word))
    if title:
        return title.kind in ("political", "military") or word.endswith(".")
    return word[0].islower() and fold(word) in nouns()["office"]


def _before_name(word: str) -> bool:
    """Whether a word may stand in a title before a name without being one: an office, its modifiers, a nationality."""
    folded = fold(word)
    known = any(folded in nouns()[k] for k in ("office", "modifier", "qualifier"))
    return known or word.lower() in ("the", "former") or any(form == "adjective" for _, form in country_forms(word))


def same_given(a: str, b: str) -> float:
    """How well two folded given names can be one: equal, nickname, initial, or another spelling."""
    if a == b:
        return 1.0
    if b in nicknames().get(a, frozenset()) or (len(a) > 3 and len(b) > 3 and skeleton(a) == skeleton(b) and fuzz.ratio(a, b) >= 75):
        return 0.95
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    return 0.9 if min(len(a), len(b)) > 4 and fuzz.ratio(a, b) >= 88 else 0.0


def same_surname(a: str, b: str) -> float:
    """How well two folded surnames can be one: equal, or spelling variants of five letters and more."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return 0.0
    ratio = fuzz.ratio(a, b)
    return 0.9 if ratio >= 88 or (ratio >= 78 and skeleton(a) == skeleton(b)) else 0.0


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of a token, those that transliterations confuse made one: what spelling variants share."""
    for old, new in (("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "z")):
        token = token.replace(old, new)
    token = token.translate(_LIKE)
    bare = token[:1] + "".join(c for c in token[1:] if c not in "aeiouyh")
    return re.sub(r"(.)\1+", r"\1", bare)


def same_person(a: PersonName, b: PersonName) -> float:
    """How well two full names can name one person."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return 0.0
    if a.gender and b.gender and a.gender != b.gender:
        return 0.0
    if "".join(a.tokens) == "".join(b.tokens) or a.core == b.core:
        return 1.0
    x, y = sorted((a.core, b.core), key=len)
    given = same_given(x[0], y[0])
    if len(x) == 2 and len(y) == 2 and x == y[::-1]:
        return 0.85  # surname first
    if not given:
        return 0.0
    last = same_surname(x[-1], y[-1])
    if last:
        return given * last * _middles(x[1:-1], y[1:-1])
    if len(y) > len(x) > 1 and len(x[-1]) > 2:
        # "Ana Ruiz" is "Ana Ruiz Vega"; also "Ana Maria Ruiz" and "Ana Maria Ruiz Vega".
        if y[: len(x)] == x or (given >= 0.95 and y[1 : len(x)] == x[1:]):
            return 0.9 * given
        if x[-1] in y[1:-1] and given >= 0.95 and len(y) - len(x) <= 2 and (len(x) == 2 or set(x) <= set(y)):
            return 0.8
    return 0.0


def _middles(x: tuple[str, ...], y: tuple[str, ...]) -> float:
    if not x or not y:
        return 0.97
    if len(x) == len(y):
        return 1.0 if all(same_given(m, n) for m, n in zip(x, y, strict=True)) else 0.0
    if all(len(m) == 1 for m in (*x, *y)):
        return 0.0  # "K. Ames" and "L. K. Ames" are father and son as often as not
    return 0.9 if set(x) <= set(y) or all(any(same_given(m, n) for n in y) for m in x) else 0.0


def short_for(short: PersonName, full: PersonName) -> float:
    """How well a short form (a surname, a given name after a royal title, initials) can stand for a fuller name."""
    if short.gender and full.gender and short.gender != full.gender:
        return 0.0
    s, f = short.tokens, full.tokens
    if s == f:
        return 1.0
    if len(s) > 1 and f[-len(s) :] == s:
        return 0.95
    core = full.core
    if len(s) == 1 and 3 <= len(s[0]) <= 5 and short.written.upper().startswith(short.written[0]) and s[0] == full.initials:
        return 0.9 if sum(c.isupper() for c in short.written) > 1 else 0.0
    mine = short.core
    if len(mine) != 1:
        return 0.0
    name = mine[0]
    if full.full and name != core[0] and any(t.kind == "royal" and t.title != "sheikh" for t in short.titles):
        return 0.3  # kings and princes go by their given name
    if name == core[-1]:
        parted = len(s) == 1 and len(f) > 1 and f[-2] in ("bin", "ibn", "bint")
        return 0.75 if parted else 0.85 if len(core) > 2 and len(core[-2]) > 1 else 0.9
    if len(core) > 2 and name in core[1:-1] and len(name) > 2:
        if f[f.index(name) - 1] in ("bin", "ibn", "bint"):
            return 0.6  # a father's name
        return 0.85 if core.index(name) == len(core) - 2 else 0.7
    if name == core[0] and full.full:
        return 0.75 if any(t.kind in ("royal", "religious") for t in short.titles) else 0.7 if _surname_first(full) else 0.55
    if len(core) > 1 and same_surname(name, core[-1]):
        return 0.7
    return 0.0


def _surname_first(name: PersonName) -> bool:
    """Whether a name looks Chinese or Korean as written: a short first word, then a hyphenated or single given name."""
    return name.tokens[0] in _EAST_ASIAN


_EAST_ASIAN = frozenset(
    "kim lee park choi jung jeong kang cho yoon yun jang chang lim im han oh seo shin kwon hwang ahn an song ryu yoo yu "
    "hong moon ban wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang "
    "deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao xi wen mao nguyen "
    "tran le pham huynh phan vu vo bui do ngo duong ly tsai koo roh".split()
)
