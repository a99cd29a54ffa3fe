"""Embedded posts: a text that ends "— Name (@handle) Month 1, 2020" is what that account posted.

Pages copy posts in this form without quotation marks or a verb, so neither network nor lexicon sees an attribution in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.model import Span

from .statements import Draft

SURE = 0.95
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_SIGNED = re.compile(
    rf"(?P<dash>[—–]|--)\s*(?P<name>[^\s@()—–][^@()\n—–]{{1,60}}?)\s*\((?P<handle>@\w{{1,30}})\)(?:\s*{_MONTH}\s+\d{{1,2}},\s+\d{{4}})?",
    re.IGNORECASE,
)
_FARTHEST = 600  # characters of a post


def posts(text: str, body: Sequence[Span]) -> list[Draft]:
    """The posts of the paragraphs as direct statements: the name is the source, the dash the cue, the handle the channel."""
    found = []
    for i, paragraph in enumerate(body):
        start = paragraph.start
        for m in _SIGNED.finditer(text, paragraph.start, paragraph.end):
            begin, end = start, m.start()
            if not any(c.isalnum() for c in text[begin:end]) and i and m.start() - paragraph.start < 3:
                begin, end = body[i - 1].start, body[i - 1].end  # the signature stands in a paragraph of its own
            start = m.end()
            while begin < end and text[begin].isspace():
                begin += 1
            while begin < end and text[end - 1].isspace():
                end -= 1
            if begin < end and end - begin <= _FARTHEST:
                source, cue = Span(*m.span("name")), Span(*m.span("dash"))
                found.append(Draft(source, cue, (Span(begin, end),), "direct", SURE, channel=Span(*m.span("handle"))))
    return found


def with_posts(drafts: Sequence[Draft], found: Sequence[Draft]) -> list[Draft]:
    """The statements with the posts among them; what was read into a post's signature is dropped."""
    taken = [p.cue.hull(p.source, p.channel) if p.source and p.channel else p.cue for p in found]
    kept = [d for d in drafts if not any(t.overlaps(d.cue) or (d.source and t.overlaps(d.source)) for t in taken)]
    return sorted([*kept, *found], key=lambda d: d.cue)
