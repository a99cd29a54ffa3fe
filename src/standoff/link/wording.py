"""How disputes are worded: fixed patterns around quoted words, never a content without its cue, never a verdict."""

from __future__ import annotations

from .actors import ActorIndex
from .passages import Passage


def short(text: str, size: int) -> str:
    """A quotation on one line without its outer quotation marks, cut at a word with a visible "…"."""
    flat = " ".join(text.split()).strip('"“”„‟ ')
    if len(flat) <= size:
        return flat.rstrip(",.")
    return flat[:size].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def named(index: ActorIndex, passage: Passage) -> str:
    """Who holds a passage: the names of public actors, else the source as written, else the outlet."""
    if passage.holders and all(index.actor(h).public for h in passage.holders):
        return " and ".join(index.actor(h).name for h in passage.holders)
    source = passage.statement.source if passage.statement else None
    return f"“{short(passage.report.quote(source), 60)}”" if source else passage.outlet


def stance(passage: Passage) -> str:
    """The cue and the shortened words; the source as written where no actor stands for it."""
    words = f"“{short(passage.text, 90)}”"
    if passage.statement is None:
        return f"in its own voice: {words}"
    quote = passage.report.quote
    cue = f"“{quote(passage.statement.cue)}”: " if passage.statement.cue else ""
    source = f"“{short(quote(passage.statement.source), 60)}” " if passage.statement.source and not passage.holders else ""
    return source + cue + words
