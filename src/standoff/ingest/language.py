"""Whether a text is English: an honest yes or "not determined", from the share of function words. No more is claimed."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    """the of and to that is was for with as are were be been by from this which have has had not but they their his her she he it its
    who will would could should said after before about more than when there what we our you your an or if into over because while during
    against between where out up also all one two no so some them then these those i my do did does at on in a""".split()
)
_SHARED = frozenset("a in on no so was is of were her we had as at i do for and about an all over".split())  # words of its neighbours too
ENOUGH = 12  # words below which nothing is said
SHARE = (
    0.22  # news English runs at 35 to 50 %, other languages in Latin script below 12 % (`python -m pytest tests/ingest/test_language.py`)
)


def language(text: str) -> str:
    """ "en", or "und" (ISO 639-2, undetermined) for other languages and texts too short to say."""
    words = [w.lower() for w in _WORD.findall(text[:50_000])]
    if len(words) < ENOUGH:
        return "und"
    english = sum(w in _ENGLISH for w in words)
    own = sum(w in _ENGLISH and w not in _SHARED for w in words)
    return "en" if english >= SHARE * len(words) and own >= 0.3 * english else "und"
