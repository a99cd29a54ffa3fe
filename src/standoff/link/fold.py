"""Folding: two writings of one name come out alike. Accents, case, quotation marks, possessives, articles, full stops."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u0060": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"'})
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_DASHES = re.compile(r"[-\u2010-\u2015]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case without accents, leading article, possessive endings and punctuation.

    Full stops inside an acronym vanish ("U.N." -> "un"), every other mark becomes a space, so hyphens part words.
    """
    text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().translate(_LETTERS).strip()
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", text.lstrip("\"'“ ")))
    text = _ACRONYM.sub(lambda m: m[0].replace(".", ""), text)
    text = text.replace("'", "")  # N'Djamena, O'Hanlon: one word, with or without the mark
    return " ".join("".join(c if c.isalnum() else " " for c in _DASHES.sub(" ", text)).split())


def slug(text: str) -> str:
    """A folded name as an id: "juan-perez". Letters of other scripts stay."""
    return fold(text).replace(" ", "-") or "unnamed"
