"""Other designations of actors in running text, beyond names and sources: "the Danish regime", "Hale's government", "the
defense minister". They become aliases of actors that the case has, and governments that act become actors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..model import Span
from .sheet import Sheet
from .tables import country_forms, nouns

_UPPER = r"(?:(?:[^\W\d_a-z]\.)+|(?:Mr|Mrs|Ms|Gen|Sen|Dr)\.|[^\W\d_a-z]\w*(?:-\w+)*)"
_BODIES = (
    "government|regime|administration|authorities|leadership|military|army|navy|armed forces|government forces|"
    "security forces|forces|troops|opposition|rebels|activists|officials|lawmakers|investigators|police|"
    "parliament|kingdom"
)
_OF_COUNTRY = re.compile(
    rf"\b(?:[Tt]he\s)?{_UPPER}(?:\s{_UPPER}){{0,2}}(?:['\u2019]s)?\s(?:(?!and\b|the\b|his\b|her\b|its\b|or\b|of\b|to\b|in\b)[a-z-]+\s){{0,2}}?(?:{_BODIES})\b"
)
_OF_NAME = re.compile(rf"\b[Tt]he\s(?:government|regime|kingdom|administration)\sof\s(?:{_UPPER}\s?){{1,4}}")
_BARE = re.compile(rf"\b[Tt]he\s(?:{_BODIES})\b")
_ACTS = re.compile(
    r"\s(?:has|have|had|will|would|must|should|could|says|said|denied|denies|accused|accuses|warned|called|condemned|supported|supports|backs|"
    r"backed|rejected|threatened|vowed|urged|insisted|wants|wanted|recognized|recognised|imposed|sent|agreed|refused|announced)\b"
)


@cache
def _roles() -> re.Pattern[str]:
    offices = "|".join(sorted((re.escape(w) for w in nouns()["office"] if " " not in w), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"\b(?:[Tt]he|{_UPPER}(?:\s{_UPPER})?['\u2019]s)\s(?:[\w.-]+\s){{0,3}}?(?:{offices})\b(?:\sof\s(?:state|defen[cs]e|staff))?",
        re.IGNORECASE,
    )


def bodies_in(sheet: Sheet) -> Iterator[Span]:
    """Stretches that designate a government, force or group by country, head of government, or article alone."""
    for pattern in (_OF_COUNTRY, _OF_NAME, _BARE):
        for m in pattern.finditer(sheet.text):
            end = m.start() + len(m[0].rstrip(" .,"))
            yield Span(m.start(), end)


def roles_in(sheet: Sheet) -> Iterator[Span]:
    """Stretches that designate the holder of an office: "the Danish foreign minister"."""
    for m in _roles().finditer(sheet.text):
        if len(m[0].split()) > 2 and not re.match(r"\s[A-Z]", sheet.text[m.end() : m.end() + 2]):
            yield Span(m.start(), m.end())


def acting(sheet: Sheet) -> Iterator[tuple[Span, str]]:
    """Country names before a verb of doing or saying, with the code: "Denmark has refused"."""
    for mention in sheet.names:
        forms = country_forms(mention.span.of(sheet.text))
        codes = {code for code, form in forms if form == "name"}
        if len(codes) == 1 and mention.type != "person" and _ACTS.match(sheet.text, mention.span.end):
            yield mention.span, codes.pop()


def country_names(sheet: Sheet) -> Iterator[tuple[Span, str]]:
    """Every country name among the mentions, with its code."""
    for mention in sheet.names:
        codes = {code for code, form in country_forms(mention.span.of(sheet.text)) if form == "name"}
        if len(codes) == 1 and mention.type != "person":
            yield mention.span, codes.pop()
