"""The words that build denials, from `words.tsv`, as sets and compiled patterns."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def classes() -> dict[str, tuple[str, ...]]:
    """Class name -> its words and phrases in lower case."""
    rows = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    table = (line.split("\t") for line in rows if line and not line.startswith("#"))
    return {name: tuple(w.strip() for w in words.split(";") if w.strip()) for name, words in table}


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """The words of one class. Raises KeyError for an unknown class."""
    return frozenset(classes()[name])


@lru_cache(maxsize=64)
def any_of(*names: str) -> str:
    """A pattern, without groups, that matches any word or phrase of the classes, the longest first."""
    every = sorted({w for name in names for w in classes()[name]}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in every) + ")"
