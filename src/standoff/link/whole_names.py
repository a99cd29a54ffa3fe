"""Names of bodies made whole where the reader marked a part of one: "Ministry" in "Foreign Ministry", "National" in "National Assembly"."""

from __future__ import annotations

from dataclasses import replace

from ..model import Mention, Span, Syntax
from .fold import fold
from .phrases import kind_of_head

_BODY = frozenset(("government", "ministry", "armed force", "organisation", "media"))
_ALSO = frozenset(("nations", "state", "union"))  # heads of names that are no class of bodies by themselves
_PARTS = frozenset(("amod", "compound", "flat"))


def grown(text: str, syntax: Syntax, mention: Mention) -> Mention:
    """A mention of a body with the capitalised words of its own phrase that belong to its name, else the mention itself."""
    if mention.type != "organisation":
        return mention
    words = [w for w in syntax.within(mention.span) if syntax.relation(w) != "part"]
    if not words:
        return mention
    first, last = words[0], words[-1]
    head: int | None
    if len(words) == 1 and syntax.relation(first) in ("amod", "compound") and syntax.tag(first) == "ADJ" and not _body(text, syntax, first):
        head = syntax.parents[first]
        if head == _next(syntax, last) and _capital(text, syntax, head) and _body(text, syntax, head):
            last = head
    if _body(text, syntax, first) or (first != last and _body(text, syntax, last)):
        head = syntax.head(Span(syntax.starts[first], syntax.ends[last]))
        while (
            first > 0
            and syntax.relation(first - 1) in _PARTS
            and syntax.parents[first - 1] in (head, first)
            and _capital(text, syntax, first - 1)
            and text[syntax.ends[first - 1] : syntax.starts[first]] == " "
        ):
            first -= 1
    if text[: mention.span.end].endswith(" of"):  # "People of", cut before the country
        while _next(syntax, last) > 0 and _capital(text, syntax, last + 1):
            last += 1
    span = Span(syntax.starts[first], max(mention.span.end, syntax.token(last).end))
    more = text[span.start : mention.span.start] + text[mention.span.end : span.end]
    return replace(mention, span=span) if any(c.isalnum() for c in more) else mention


def _next(syntax: Syntax, word: int) -> int:
    return word + 1 if word + 1 < len(syntax) and syntax.starts[word + 1] - syntax.ends[word] == 1 else -1


def _capital(text: str, syntax: Syntax, word: int) -> bool:
    return text[syntax.starts[word]].isupper()


def _body(text: str, syntax: Syntax, word: int) -> bool:
    form = fold(syntax.span(word).of(text))
    return form in _ALSO or kind_of_head(form) in _BODY
