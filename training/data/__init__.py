"""Training data: the archives as texts with labels over words of the one tokeniser.

A `Doc` is a text with paragraphs and what is annotated on it; an `Example` is one window of it with label arrays. Labels that a
set does not hold are masked, so every set trains only the heads that it knows.
"""

from .augment import nested, recase, requote, source_pool
from .coreference import GapItem, gap, gap_items
from .docs import IGNORE, MENTION_FORMS, MENTION_TYPES, NAME_TYPES, Attribution, Doc, Mention, dump
from .examples import Example, draw, examples
from .guide import Annotated, annotated, guide
from .names import conll, name_sets
from .polnear import polnear, silver
from .syntax import factuality, loose, propbank
from .treebanks import Extra, conllu

__all__ = [
    "IGNORE",
    "MENTION_FORMS",
    "MENTION_TYPES",
    "NAME_TYPES",
    "Annotated",
    "Attribution",
    "Doc",
    "Example",
    "Extra",
    "GapItem",
    "Mention",
    "annotated",
    "conll",
    "conllu",
    "draw",
    "dump",
    "examples",
    "factuality",
    "gap",
    "gap_items",
    "guide",
    "loose",
    "name_sets",
    "nested",
    "polnear",
    "propbank",
    "recase",
    "requote",
    "silver",
    "source_pool",
]
