"""Lemmas by form and part of speech: rules of spelling, and a table of the forms that they get wrong.

The table, `lemmas.tsv` beside this module, holds the words of the training treebanks (EWT and GUM) whose lemma the rules miss;
`python -m training.lemmas` writes it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from .lexicon import lemma

_KEPT_CASE = frozenset(("PROPN", "X"))


def by_rule(form: str, upos: str, xpos: str) -> str:
    """The lemma of a token by rules alone: proper names keep their case, all else is lower case."""
    if upos in _KEPT_CASE:
        return lemma(form, "noun").capitalize() if xpos == "NNPS" and form.istitle() else form
    low = form.lower().replace("’", "'")
    if upos == "NUM":
        return low.replace(",", "")
    if upos in ("VERB", "AUX"):
        return lemma(low, "verb") if xpos not in ("VB", "VBP", "MD") or upos == "AUX" else low
    if upos == "NOUN":
        return lemma(low, "noun") if xpos in ("NNS", "NNPS") else low
    if xpos in ("JJR", "RBR"):
        return _plain(low, "er")
    if xpos in ("JJS", "RBS"):
        return _plain(low, "est")
    return low


def _plain(form: str, ending: str) -> str:
    """An adjective or adverb without the ending of its degree: "larger" -> "large", "biggest" -> "big", "earlier" -> "early"."""
    stem = form.removesuffix(ending)
    if stem == form or len(stem) < 3:
        return form
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] in "bdgmnpt":
        return stem[:-1]
    return stem + "e" if stem.endswith(("g", "c", "s", "v", "u", "id", "at", "ut", "ir", "ur", "or")) else stem


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """The table: (form in lower case, part of speech) -> lemma."""
    rows = files(__package__).joinpath("lemmas.tsv").read_text(encoding="utf-8").splitlines()
    return {(form, upos): found for form, upos, found in (row.split("\t") for row in rows)}


@lru_cache(maxsize=1 << 15)
def lemma_of(form: str, upos: str, xpos: str) -> str:
    """The lemma of a token: "was" (AUX) is "be", "Leaders" (NOUN) is "leader", "Guards" (PROPN, NNPS) is "Guard"."""
    if xpos == "PRP" and form.lower() == "her":  # "her" is mostly the possessive, which is its own lemma
        return "she"
    known = exceptions().get((form.lower().replace("’", "'"), upos))
    return known if known is not None else by_rule(form, upos, xpos)
