"""Noun phrases that name or describe a source: determiner, possessor, country, modifiers, head, complement.

No grammar beyond closed word classes and the tables: "the Danish foreign minister's spokesman at the port" has the head
"spokesman", the possessor "the Danish foreign minister", the complement "at the port".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .fold import fold
from .tables import country_forms, nouns

PRONOUNS = frozenset(
    "he she it they i we you him her them me us his hers its their theirs who whom whose that this these those which "
    "himself herself itself themselves myself ourselves one".split()
)
_POSSESSIVE = frozenset("his her its their our my your whose".split())
_INDEFINITE = frozenset(
    "a an another some several many any other others few both various one two three four five six seven eight nine ten".split()
)
_DEFINITE = frozenset("the this that these those".split())
_CUT = re.compile(
    r"\s+(?:who|whom|whose|which|that|of|in|at|for|on|from|near|with|to|by|inside|outside|within|across|against|around|among|about|under|"
    r"including|like|such as|familiar|close|involved|based|elsewhere|speaking|briefed|quoted|cited|--)\b|\s*[,;:(\u2013\u2014]",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+(?:[.'\u2019\-\u2010\u2011&][^\W_]+)*\.?|[^\W_]\.")
_OWNER = re.compile(r"^(.{2,60}?)(?:['\u2019]s|(?<=s)['\u2019])\s+(?=\S)")
_BACKED = re.compile(
    r"^.+-(?:backed|led|allied|supported|controlled|run|funded|based|linked|aligned|proclaimed|declared|known)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart. `words` are the folded content words before the head, `head` is folded.

    `determiner` is "the", "a" (also bare quantities), a possessive pronoun, or "" for none. `country` holds the codes of
    the country it is of, wherever that stands: before the head, as possessor, or after "of".
    """

    text: str
    determiner: str
    owner: str
    country: tuple[str, ...]
    words: tuple[str, ...]
    head: str
    complement: str

    @property
    def definite(self) -> bool:
        """Whether it points at something known: "the minister", "Denmark's minister"."""
        return self.determiner == "the" or bool(self.owner)

    @property
    def content(self) -> frozenset[str]:
        """Head and modifiers, for comparison of roles and bodies."""
        return frozenset((*self.words, self.head))


@lru_cache(maxsize=65536)
def take_apart(text: str) -> Phrase:
    """Takes a noun phrase apart; a bare name comes out as its last word with the others before it."""
    bare = text.strip().strip("\"'\u201c\u201d\u2018 ,")
    determiner = ""
    first = bare.split(maxsplit=1)
    if len(first) == 2:
        word = "" if _CUT.match(f" {first[1]}") else first[0].lower()
        if word in _DEFINITE:
            determiner, bare = "the", first[1]
        elif word in _POSSESSIVE:
            determiner, bare = word, first[1]
        elif word in _INDEFINITE or word.isdigit():
            determiner, bare = "a", first[1]
    owner = ""
    own = _OWNER.match(bare)
    if own and not _CUT.search(own[1]):
        owner = (f"{first[0]} " if determiner == "the" else "") + own[1]
        bare = bare[own.end() :]
    cut = _CUT.search(bare, 1)
    core, complement = (bare[: cut.start()], bare[cut.start() :].strip(" ,(")) if cut else (bare, "")
    words = [w for w in _WORDS.findall(core) if not _BACKED.match(w)]
    codes = _codes(owner) if owner else ()
    kept: list[str] = []
    k = 0
    while k < len(words):
        for size in (3, 2, 1):
            hit = country_forms(" ".join(words[k : k + size])) if k + size <= len(words) else ()
            hit = tuple(h for h in hit if h[1] in ("adjective", "name") or (h[1] == "people" and k + size < len(words)))
            if hit and k + size < len(words):
                codes = codes or tuple(dict.fromkeys(code for code, _ in hit))
                k += size
                break
        else:
            kept.append(fold(words[k]))
            k += 1
    if not codes and complement.lower().startswith("of "):
        codes = _codes(re.split(r"[,;(]| in | at | and ", complement[3:])[0])
    kept = [w for w in kept if w] or [fold(bare)]
    return Phrase(text, determiner, owner, codes, tuple(kept[:-1]), kept[-1], complement)


def _codes(text: str) -> tuple[str, ...]:
    hits = country_forms(text) or country_forms(re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE))
    return tuple(dict.fromkeys(code for code, form in hits if form in ("name", "adjective", "capital")))


def is_pronoun(text: str) -> bool:
    """Whether a source is a bare pronoun."""
    bare = text.strip()
    return bare.lower() in PRONOUNS and (bare == "I" or not bare.isupper())


_BOTH = re.compile(r"both\s+", re.IGNORECASE)
_REST = frozenset("other others several some many".split())
_AND = re.compile(r"\s*(?:,\s+(?:and|as well as)|,|\band\b|\bas well as\b|\balong with\b|;)\s+")


def conjuncts(text: str) -> tuple[tuple[int, int], ...]:
    """Where a joint source parts: [start, end) of each conjunct, one pair where it is no joint source.

    Parts only where each side can stand alone: a name, or a phrase with a head of its own. "Danish and Dutch officials" and
    "leaders of Oslo and Rome" are one each.
    """
    whole = ((0, len(text)),)
    parts: list[tuple[int, int]] = []
    both = _BOTH.match(text)
    at = both.end() if both else 0
    for gap in _AND.finditer(text):
        parts.append((at, gap.start()))
        at = gap.end()
    parts.append((at, len(text)))
    if len(parts) < 2 or any(a >= b for a, b in parts):
        return whole
    if not all(_stands_alone(text[a:b], last=k == len(parts) - 1) for k, (a, b) in enumerate(parts)):
        return whole
    if any(_CUT.search(text[a:b], 1) and not country_forms(text[a:b]) for a, b in parts[:-1]):
        return whole
    if "," in text[parts[0][1] : parts[1][0]] and len(parts) == 2 and " and" not in text[parts[0][1] : parts[1][0]]:
        return whole  # an apposition
    return tuple(parts)


def _stands_alone(text: str, *, last: bool) -> bool:
    forms = country_forms(text)
    if forms:
        return any(form != "adjective" for _, form in forms)
    words = text.split()
    phrase = take_apart(text)
    if last and words[0].lower() in _REST and len(words) <= 6:  # "and others", "and several other senators"
        return len(words) == 1 or phrase.head in nouns()["people"] or kind_of_head(phrase.head) is not None or words[-1][0].isupper()
    role = phrase.head in nouns()["office"] or phrase.head in nouns()["person"] or phrase.head in nouns()["relative"]
    if words[0].lower() in _DEFINITE | _POSSESSIVE | {"a", "an"}:
        return role or kind_of_head(phrase.head) is not None or words[-1][0].isupper()
    if all(w[0].isupper() or w.lower() in ("of", "de", "bin", "al", "van", "von", "for", "the") for w in words):
        return fold(text) not in nouns()["people"] and fold(text) not in nouns()["modifier"] - nouns()["organisation"]
    return last and role and not phrase.head.endswith("s")


def kind_of_head(head: str) -> str | None:
    """The class of a head noun in nouns.tsv: "government", "armed force", "office", "document" ... or None."""
    for kind in ("government", "ministry", "armed force", "organisation", "media", "people", "office", "person", "document"):
        if head in nouns()[kind]:
            return kind
    return None
