"""Descriptions of bodies: what words may stand for which body named before ("the agency"), and what only describes a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import Span
from .bodies import Named
from .fold import fold
from .phrases import kind_of_head, take_apart

NEAR = 1500  # characters that a bare description looks back
BODIES = frozenset({"government", "ministry", "armed force", "organisation", "media", "people"})
_OF = re.compile(r"\s(?:of|for|by|at|from|with|in|on|to|like)\s", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|or|nor)\s", re.IGNORECASE)


def _media(named: Named) -> bool:
    return named.kind == "media" or kind_of_head(named.head) == "media"


def _agency(named: Named) -> bool:
    return (named.kind in ("organisation", "government") and kind_of_head(named.head) in ("ministry", None)) or kind_of_head(
        named.head
    ) == "ministry"


def _firm(named: Named) -> bool:
    return named.kind == "organisation" and not _media(named) and (kind_of_head(named.head) is None or named.head in _FIRMS)


def _group(named: Named) -> bool:
    sort = kind_of_head(named.head)
    return named.kind == "organisation" and (sort is None or (sort == "organisation" and named.head not in _NO_GROUPS))


_FIRMS = frozenset("company corporation corp inc ltd bank firm airline airlines group fund exchange service trust".split())
_NO_GROUPS = frozenset(
    "party court parliament congress senate assembly knesset duma tribunal council committee police university college school hospital "
    "church "
    "embassy consulate mission house chamber campaign exchange board headquarters intelligence authority".split()
)
# What a bare description may stand for of the bodies named before it.
STANDS: dict[str, Callable[[Named], bool]] = {
    **dict.fromkeys(("paper", "newspaper", "network", "channel", "magazine", "broadcaster", "outlet", "website"), _media),
    **dict.fromkeys(("agency", "department", "bureau"), _agency),
    **dict.fromkeys(("company", "firm"), _firm),
    **dict.fromkeys(("group", "organization", "organisation", "charity", "watchdog", "nonprofit"), _group),
}


def describes(text: str, whole: Span, name: Span) -> bool:
    """Whether a name ends a phrase whose other words only describe it: "the arms maker Harrow Works", "port charity the Quay Trust"."""
    if name.end != whole.end:
        return False
    lead = re.sub(r"\s+the\s*$", " ", text[whole.start : name.start], flags=re.IGNORECASE)
    words = lead.split()
    if lead.rstrip().endswith(","):  # "the industry's lobby and trade group, the Harbour Institute"
        plain = all(w[0].islower() for w in words[1:])
        return plain and not _OF.search(lead) and kind_of_head(take_apart(lead.strip(" ,")).head) in BODIES
    if not words or _OF.search(f" {lead} ") or _AND.search(lead):
        return False
    noun = kind_of_head(fold(words[-1])) in BODIES and words[-1][0].islower()
    return noun if any(w[0].isupper() for w in words[1:]) or len(words) == 1 else all(w[0].islower() for w in words[1:])


def is_proper(text: str) -> bool:
    """Whether all words of a text that are no articles and the like are capitalised."""
    words = [w for w in text.split() if w.lower() not in ("the", "of", "for", "and", "de", "la", "in", "on")]
    return bool(words) and all(w[0].isupper() for w in words)
