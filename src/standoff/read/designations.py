"""Words that designate: the table of labels and offices, and the phrases that are built around them.

The table is `designations.tsv` beside this module: nouns and adjectives of general political and conflict reporting by class.
There is no parser behind it: a noun phrase is grown from its head to the left, over what can stand before a noun, up to its
determiner or possessor, and to the right over a second noun and one complement with "of".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from standoff.model import Span, StandoffError

from .lexicon import lemma

DETERMINERS = frozenset("the a an this these those his her its their our my your another any some every each no".split())
# Words that no noun phrase reaches over from its head to the left.
STOP = frozenset(
    """
    of to in on at by for from with as into onto over under about after before between among against during without within through
    towards toward upon near off out up down since until till than like via per despite amid because if when while where who whom which
    what why how whether that whose and or but nor so yet not never then there here also only even just still already now he she it they we
    i     you him them us me himself herself itself themselves is are was were be been being am has have had do does did done will would can
    could may might must shall should said say says told tell tells made make makes took take takes came come comes went go goes gave give
    got get saw see led leads lead held hold fought fight left leave won win lost lose put set let met meet sent send began become became
    overthrew rose fell broke brought called call calls kept found felt thought knew ran stood against backed back seized seize more most
    both either neither such many few several all other others too very again once ago later next yesterday today tomorrow
    """.split()
)
_PLURAL_BEFORE_NOUN = frozenset("rights arms sports news drugs human-rights gas business congress press police series".split())
_TOKEN = re.compile(r"[^\W_]+(?:[.'’\u2010\u2011-][^\W_]+)*")
_COMPOUND = re.compile(
    r"[-\u2010\u2011](?:backed|controlled|supported|sponsored|funded|financed|allied|aligned|affiliated|linked|installed|dominated"
    r"|occupied|inspired|friendly|leaning|rich|torn|ravaged|plagued|stricken|proclaimed|declared|styled|appointed|anointed|mongering)$"
)
_NOUNS = frozenset(("power", "person", "single", "event", "stance", "happening", "office", "actor"))
_ACTORS = frozenset(("power", "person", "single", "stance", "office", "actor"))
_BEFORE_NOUN = frozenset(("modifier", "quality", "superlative", "degree"))
_NAME_LIKE = _BEFORE_NOUN | {"person"}
_CAPITALS = {"US": "u.s.", "WHO": "w.h.o.", "IT": "i.t.", "IS": "i.s."}  # no small words
_REACH = 6  # words that a phrase reaches to the left of its head
_MARKS = "\"'“”‘’"


class Token(NamedTuple):
    """A word, hyphens included, without its possessive ending. `own` tells that it had one; `low` is its lower case.

    A tuple, for every word of a text becomes one.
    """

    start: int
    end: int
    low: str
    own: bool
    title: bool
    classes: frozenset[str]  # of the table's phrase that begins here
    size: int  # words of that phrase
    gap: str  # what stands between it (with its possessive ending) and the word after it

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@cache
def designations() -> dict[str, frozenset[str]]:
    """The classes of every phrase of `designations.tsv`. Raises StandoffError, naming the line, when it is malformed."""
    return parse_designations(files("standoff.read").joinpath("designations.tsv").read_text(encoding="utf-8"))


def parse_designations(raw: str) -> dict[str, frozenset[str]]:
    """The table: each phrase in lower case, with the classes that hold it. Raises StandoffError, naming the line."""
    found: dict[str, set[str]] = {}
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, tab, phrases = line.partition("\t")
        if not tab or not kind.strip() or not phrases.strip():
            raise StandoffError(
                "A line must be a class, a tab, and words.", where=f"designations.tsv, line {number}", hint='Join the words by ";".'
            )
        for phrase in phrases.split(";"):
            if phrase.strip():
                found.setdefault(phrase.strip().lower().replace("’", "'"), set()).add(kind.strip())
    return {phrase: frozenset(kinds) for phrase, kinds in found.items()}


@cache
def _longest() -> dict[str, int]:
    """The words of the longest phrase that begins with a word, where that is more than one."""
    longest: dict[str, int] = {}
    for phrase in designations():
        words = phrase.split()
        if len(words) > 1:
            for first in {words[0], *_plurals(words[0])}:
                longest[first] = max(longest.get(first, 0), len(words))
    return longest


def _plurals(word: str) -> set[str]:
    return {word + "s", word + "es", word[:-1] + "ies", word[:-3] + "men"}


@lru_cache(maxsize=512)  # labels and roles look at the same sentences
def tokens(text: str, stretch: Span) -> tuple[Token, ...]:
    """The words of a stretch, each with the classes of the longest phrase of the table that begins there."""
    cuts: list[tuple[int, int, int]] = []  # start, end, end with the possessive ending
    forms = []
    for m in _TOKEN.finditer(text, stretch.start, stretch.end):
        (start, end), form = m.span(), _form(m[0])
        bare = m[0][-1] == "s" and text[end : end + 2] in ("' ", "’ ")
        cuts.append((start, end - 2, end) if form.own else (start, end, end + bare))
        forms.append(form)
    gaps = [text[a[2] : b[0]] for a, b in pairwise([*cuts, (stretch.end, stretch.end, stretch.end)])]
    headline = sum(form.title for form in forms) > 0.6 * len(forms)
    result = []
    for i, ((start, end, whole), form) in enumerate(zip(cuts, forms, strict=True)):
        classes, size = _phrase(forms, gaps, i) if form.longest > 1 else (form.classes, 1)
        if form.title and i and gaps[i - 1] == " " and not headline and not form.hyphened and classes <= _NAME_LIKE:
            classes = frozenset()  # "Democratic senators", "Great Britain"
        result.append(Token(start, end, form.low, whole > end, form.title, classes, size, gaps[i]))
    return tuple(result)


class _Form(NamedTuple):
    """What of a word is the same wherever it stands."""

    low: str
    own: bool  # it has a possessive ending
    title: bool
    hyphened: bool
    classes: frozenset[str]  # of the word alone
    longest: int  # words of the longest phrase of the table that begins with it


@lru_cache(maxsize=1 << 15)
def _form(word: str) -> _Form:
    own = word.endswith(("'s", "’s"))
    bare = word[:-2] if own else word
    low = _CAPITALS.get(bare) or bare.lower().replace("’", "'")
    known, compound = designations(), _COMPOUND.search(low)
    classes = next((known[form] for form in _singulars(low) if form in known), frozenset(("modifier",)) if compound else frozenset[str]())
    return _Form(low, own, word[0].isupper(), "-" in low or bool(compound), classes, _longest().get(low, 1))


def _phrase(forms: Sequence[_Form], gaps: Sequence[str], i: int) -> tuple[frozenset[str], int]:
    """The classes of the longest phrase of the table that begins at a word, and how many words it has."""
    known = designations()
    for size in range(min(forms[i].longest, len(forms) - i), 1, -1):
        if any(gap != " " for gap in gaps[i : i + size - 1]):
            continue
        lows = [form.low for form in forms[i : i + size]]
        for last in _singulars(lows[-1]):
            if classes := known.get(" ".join([*lows[:-1], last])):
                return classes, size
        first = lemma(lows[0], "noun")
        if first != lows[0] and (classes := known.get(" ".join([first, *lows[1:]]))):
            return classes, size  # "heads of state", "coups d'état"
    return forms[i].classes, 1


def _singulars(low: str) -> tuple[str, str, str]:
    return low, lemma(low, "noun"), f"{low[:-3]}man" if low.endswith("men") else low


def is_noun(token: Token) -> bool:
    """Whether the table knows the word as a noun for an actor or a deed."""
    return bool(token.classes & _NOUNS)


def plural(token: Token, last: Token) -> bool:
    """Whether the phrase that begins at `token` and ends at `last` is a plural."""
    return lemma(last.low, "noun") != last.low or last.low.endswith("men") or last.low == "people"


def head_end(words: Sequence[Token], i: int) -> int:
    """Where the nouns that begin at i end (exclusive): "coup attempt", "terrorist group", "regime forces".

    A plural is the last of them, and a word for a deed after one for an actor may be a verb ("the regime attacks").
    """
    end = i + words[i].size
    while end < len(words) and words[end - 1].gap == " " and is_noun(words[end]) and not words[end].title and not words[end - 1].own:
        if plural(words[end - 1], words[end - 1]) or (words[i].classes & _ACTORS and not words[end].classes & _ACTORS):
            break
        end += words[end].size
    return end


def left(words: Sequence[Token], i: int, names: Collection[int] = ()) -> tuple[int, bool]:
    """Where the phrase of a head at word i begins, and whether a determiner or possessor opens it.

    `names` are the offsets at which words of names begin.
    """
    known = i
    unbroken = True
    for k in range(i - 1, max(-1, i - 1 - _REACH), -1):
        word = words[k]
        gap = word.gap.replace(",", "")
        if word.low in DETERMINERS and gap.strip(_MARKS + " ") == "":
            return k, True
        if word.low == "whose":
            return k + 1, True
        if word.own and word.gap.strip(_MARKS + " ") == "":
            return owner(words, k, names), True
        if gap.strip(_MARKS + " ") or (len(gap) > 1 and gap[0] not in " "):
            break
        if word.low == "and" and k and k + 1 < i + 1 and words[k - 1].classes & _BEFORE_NOUN and words[k + 1].classes & _BEFORE_NOUN:
            continue
        if not word.classes & _BEFORE_NOUN and (word.low in STOP or not can_stand_before(word)):
            break
        if "," in word.gap and (not word.classes & _BEFORE_NOUN or (k + 1 == i and is_noun(words[i]))):
            break
        if unbroken and (word.classes & _BEFORE_NOUN or word.start in names or "-" in word.low):
            known = k
        else:
            unbroken = False
    return (known if known < i else i), False


def can_stand_before(word: Token) -> bool:
    """Whether a word that may be unknown to the table can stand between a determiner and its noun (verbs and plurals cannot)."""
    if word.classes or word.title or "-" in word.low:
        return True
    if word.low.endswith("ly") or word.low.endswith(("ed", "ing")):
        return word.low.endswith("ly")
    return not word.low.endswith("s") or word.low.endswith(("ss", "us")) or word.low in _PLURAL_BEFORE_NOUN


def owner(words: Sequence[Token], k: int, names: Collection[int] = ()) -> int:
    """Where the possessor that ends at word k begins: "the crown prince's", "New Kesh's"."""
    first = k
    while (
        first and words[first - 1].gap in (" ", ". ") and (words[first - 1].title or words[first - 1].start in names) and words[first].title
    ):
        first -= 1
    if first == k and not words[k].title:
        while (
            first
            and words[first - 1].gap == " "
            and k - first < 3
            and words[first - 1].low not in DETERMINERS
            and words[first - 1].low not in STOP
        ):
            first -= 1
        if not (first and words[first - 1].low in DETERMINERS):
            return k
    return first - 1 if first and words[first - 1].low in DETERMINERS and words[first - 1].gap == " " else first


def complement(words: Sequence[Token], end: int, names: Collection[int] = (), *, also: Collection[str] = ()) -> int:
    """Where a phrase ends that runs to `end`, its complement with "of" (or a word of `also`) included: "regime of President Ana Hale"."""
    if end + 1 >= len(words) or words[end - 1].gap != " " or words[end].low not in {"of", *also} or words[end].gap != " ":
        return end
    if words[end].low in also and not (words[end + 1].low == "the" or words[end + 1].title):
        return end
    k = end + 1
    while k < len(words) and k - end <= _REACH and (words[k].low not in STOP or words[k].low == "and"):
        if words[k].low == "and":
            break
        if (
            k > end + 1
            and not words[k].title
            and words[k].start not in names
            and words[k - 1].start in names
            and words[k - 1].title
            and (not any(is_noun(w) and not w.title for w in words[k : k + 2]) or words[k].low in STOP)
        ):
            break  # a name ends the phrase where a small letter follows, but not in "the Kesh ruling family"
        k += 1
        if words[k - 1].gap not in (" ", ". ") and words[k - 1].gap[:2] not in ("'s", "’s"):
            break
    return k if k > end + 1 else end


def spans_of(words: Sequence[Token], first: int, end: int) -> Span:
    """The span of the words from `first` to `end` (exclusive)."""
    return Span(words[first].start, words[end - 1].end)


def phrases(words: Sequence[Token]) -> Iterator[int]:
    """The words at which a phrase of the table begins, none inside a longer one."""
    i = 0
    while i < len(words):
        if words[i].classes:
            yield i
        i += words[i].size if words[i].classes else 1
