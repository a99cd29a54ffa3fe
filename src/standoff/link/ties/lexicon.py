"""The signed lexicon: words that tell how one actor stands towards another (`relations.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["act", "bearer", "relation", "quality", "mutual", "verdict"]

_KINDS = {
    "VERB": ("act", "mutual", "verdict"),
    "NOUN": ("bearer", "relation", "verdict"),
    "PROPN": ("bearer",),
    "ADJ": ("quality", "verdict"),
}


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Word -> kind -> sign ("+" or "-")."""
    found: dict[str, dict[str, str]] = {}
    for line in files(__package__).joinpath("relations.tsv").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#" and not line.startswith("word\t"):
            word, kind, sign = line.split("\t")
            found.setdefault(word, {})[kind] = sign
    return found


def classes(lemma: str, tag: str) -> tuple[str, ...]:
    """What a word of that part of speech tells, as kind and sign: ("act-",); () for a word that tells nothing."""
    known = lexicon().get(lemma)
    if known is None:
        return ()
    return tuple(kind + known[kind] for kind in _KINDS.get(tag, ()) if kind in known)
