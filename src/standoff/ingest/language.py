"""Which language a text is in, paragraph by paragraph, so that neither names nor a long quotation decide for the whole.

English is told by its function words, which no table of names and no capitals hide. What is not English by them is given to a
classifier of 139 languages (py3langid: naive Bayes over byte n-grams, Lui and Baldwin 2012), which is loaded only then. It says a
language only where it is sure; else the answer is "und" (ISO 639-2, undetermined).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from standoff.model import Span

UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    """the of and to that is was for with as are were be been by from this which have has had not but they their his her she he it its
    who will would could should said after before about more than when there what we our you your an or if into over because while during
    against between where out up also all one two no so some them then these those i my do did does at on in a me him us can may might
    must says told every other only just very any how why too don’t don't didn’t didn't it’s it's that’s that's won’t won't can’t can't
    i’m i'm we’re we're they’re they're says""".split()
)
# Words of its neighbours too.
_SHARED = frozenset("a in on no so was is of were her we had as at i do for and about an all over me him us can by may other".split())
_ENGLISH_ALONE = _ENGLISH - _SHARED
SHARE = 0.22  # news English runs at 35 to 50 %, other languages in Latin script below 12 %
# The most frequent words of the other languages in Latin script that news is written in, none of them English: with two of them a
# short paragraph is worth a look, without any it is a heading or a list of names.
_ELSEWHERE = frozenset(
    """de la el los las que y en un una por con para del se le les des et du est dans pour qui sur der die und das den von mit ist nicht ein
    eine il di che per non della het een van dat zijn os em um uma não da dos och att det som på av er til og w na się nie z ve bir bu için
    yang dan itu dengan untuk ang mga ng sa hogy az egy și je ja ne su ya wa kwa""".split()
)
_ENOUGH = 12  # words below which the share of function words is no evidence by itself
_MANY = 40  # words above which a paragraph without English function words is looked at in any case
_FEW = 3  # words below which nothing is said
_SURE, _SURER = 0.8, 0.95  # of the classifier, to name a language, and to leave a paragraph of an English report unread
_RANKS = 5  # of its languages, among which forms of one are put together
_LONGEST = 1_000  # characters of a passage that the classifier is given
_BLOCK = 4_000  # characters of a passage that are looked at
_PLAIN = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[#@]\w+|\w*[\d_/\\{}()=<>;]\w*")
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")  # few of the signs of most texts
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„\n]{3,}[”\"»“]?")
_LIKE_ENGLISH = frozenset(("en", "pcm", "sco", "tpi", "bi", "jam"))  # English and its creoles, which it is taken for where words are few
# Written forms and neighbours that the classifier tells apart and a reader of a note need not.
_SAME = {"wuu": "zh", "yue": "zh", "hbo": "he", "arz": "ar", "nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class Tongues:
    """The language of a text: `main` for the whole, `foreign` the share of its words in others, `other` the most frequent of these."""

    main: str
    foreign: float
    other: str | None


def _seen(passage: str) -> str:
    """The first part of a passage, its letters in their plain forms and without what nobody sees."""
    plain = _HIDDEN.sub("", passage[: 2 * _BLOCK])[:_BLOCK]
    return plain if plain.isascii() else unicodedata.normalize("NFKC", plain)


def language(text: str) -> str:
    """The language of a text as one passage: "en", another ISO 639 code where it is plain, else "und"."""
    return _passage(_seen(text))[0]


def tongues(text: str, paragraphs: Sequence[Span]) -> Tongues:
    """The language of a text by what most words of its paragraphs are in. Paragraphs that show none do not count."""
    sizes: Counter[str] = Counter()
    open_ = []  # what is not English by its words: small pieces of it, headings and names, are worth no second look in an English text
    for paragraph in paragraphs:
        passage = _seen(paragraph.of(text))
        if _english(_words(passage)):
            sizes["en"] += _size(paragraph.of(text))
        else:
            open_.append((_size(paragraph.of(text)), passage))
    few = sum(size for size, _ in open_) < sizes["en"]
    for size, passage in open_:
        code = UNKNOWN if few and not _worth_a_look(passage) else _passage(passage)[0]
        sizes[code] += size
    decided = {code: n for code, n in sizes.items() if code != UNKNOWN and n}
    if not decided:
        return Tongues(language(text), 0.0, None)
    others = {code: n for code, n in decided.items() if code != "en"}
    foreign = sum(others.values())
    other = max(others, key=lambda c: (others[c], c), default=None)
    main = "en" if decided.get("en", 0) >= foreign else other
    return Tongues(main or UNKNOWN, foreign / sum(decided.values()), other)


def foreign(passage: str) -> str | None:
    """The language of a paragraph that holds nothing for a reader of English, or None: what stands outside quotation marks counts too."""
    words = _seen(passage)
    if not _worth_a_look(words):
        return None
    code, sure = _passage(words)
    if _latin(words) and (code in ("en", UNKNOWN) or sure < _SURER):
        return None
    bare = _QUOTED.sub(" ", words)
    return None if bare != words and _own(_words(bare)) and language(bare) in ("en", UNKNOWN) else code


@lru_cache(maxsize=256)
def _passage(passage: str) -> tuple[str, float]:
    """The language of one passage and how sure that is."""
    words = _words(passage)
    if not _latin(passage):
        return _classified(passage) if len(passage) >= _FEW and _letters(passage) >= _FEW else (UNKNOWN, 0.0)
    if len(words) < _FEW:
        return UNKNOWN, 0.0
    if _english(words):
        return "en", 1.0
    lower = [w.lower() for w in words]
    english, own = sum(w in _ENGLISH for w in lower), _own(words)
    # Names tell nothing of the language; where all words are capitals or capitalised, nothing tells them from the rest.
    common = [w for w in words if w.islower()]
    code, sure = _classified(" ".join(common if len(common) * 3 >= len(words) else lower))
    if code in _LIKE_ENGLISH:
        return ("en", sure) if own or sure >= _SURE else (UNKNOWN, sure)
    if code == UNKNOWN or (english >= SHARE * len(words) / 2 and sure < _SURER):
        return ("en", 0.5) if own and own >= SHARE * len(words) / 2 else (UNKNOWN, 0.0)
    return code, sure


def _worth_a_look(passage: str) -> bool:
    """Whether a paragraph of an English report may be in another language: loading the classifier for each heading would be dear."""
    size = _size(passage)
    if not _latin(passage) or size >= _MANY:
        return size >= _FEW
    return size >= _ENOUGH and sum(not w.replace("’", "'").isascii() or w.lower() in _ELSEWHERE for w in _words(passage)) > 1


def _english(words: Sequence[str]) -> bool:
    """Whether the function words are those of English: enough of them, and enough that are no other language's."""
    english, own = sum(w.lower() in _ENGLISH for w in words), _own(words)
    enough = len(words) >= _ENOUGH or own > 1 or own * 3 >= len(words)
    return len(words) >= _FEW and own > 0 and english >= SHARE * len(words) and own >= 0.3 * english and enough


def _classified(passage: str) -> tuple[str, float]:
    plain = " ".join(_PLAIN.sub(" ", passage)[:_LONGEST].lower().split())
    if sum(c.isalpha() for c in plain) < _FEW:
        return UNKNOWN, 0.0
    chances: dict[str, float] = {}
    for code, chance in _identifier().rank(plain.encode("utf-8", "replace").decode())[:_RANKS]:
        chances[_SAME.get(code, code)] = chances.get(_SAME.get(code, code), 0.0) + float(chance)
    code, sure = max(chances.items(), key=lambda c: (c[1], c[0]))
    return (code, sure) if sure >= _SURE or code in _LIKE_ENGLISH else (UNKNOWN, sure)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loading it takes a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _words(passage: str) -> list[str]:
    return _WORD.findall(_PLAIN.sub(" ", passage))


def _own(words: Sequence[str]) -> int:
    """How many words are function words of English alone."""
    return sum(w.lower() in _ENGLISH_ALONE for w in words)


def _letters(passage: str) -> int:
    return sum(map(str.isalpha, passage))


@cache
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN", "MODIFIER", "MATHEMATICAL", "FEMININE", "MASCULINE"))


def _latin(passage: str) -> bool:
    """Whether at least half of the letters are Latin; a sign of Chinese or Japanese counts as two letters, being a word or half of one."""
    if passage.isascii():
        return True
    others = [letter for letter in _BEYOND_ASCII.findall(passage) if letter.isalpha() and not _is_latin(letter)]
    return not others or _letters(passage) - len(others) >= len(others) + _wide(others)


def _size(passage: str) -> int:
    """How many words a passage has; where none are parted by spaces, two signs count as one."""
    if passage.isascii():
        return len(passage.split())
    return len(passage.split()) + _wide(_BEYOND_ASCII.findall(passage)) // 2


def _wide(signs: Sequence[str]) -> int:
    return sum(unicodedata.east_asian_width(sign) in "WF" for sign in signs)
