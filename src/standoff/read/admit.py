"""Which attributions are statements by the reading guide.

The network's training data counts more than the guide does: support for a mere name, moods and wants, what a video shows, what nobody
named was asked. Each rule below is a settled case of the guide's section 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.model import QuoteKind, Span

from .lexicon import lemma
from .words import word_pairs

_PICTURE = r"\b(?:video|footage|photo|photograph|picture|image|tape|film|clip|recording|map|chart|table|graphic|camera|scene|screenshot)s?"
_PICTURES = re.compile(rf"{_PICTURE}(?: and {_PICTURE})?$", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:no(?!\.?\s*\d)|nobody|none|neither|nothing|few|why|how|what|when|where)\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"^(?:nothing|no (?:\w+ )?(?:information|details?|comment|evidence|explanations?|reasons?|answers?|response|reply))\b", re.IGNORECASE
)
_HEDGE = re.compile(
    r"\b(?:think|believe|hope|know|guess|feel|suppose|expect|want|wish|mean|understand|fear|see|like|love|thought|believed|hoped|knew|felt)$"
)
_PRONOUN = frozenset("him her it them me us you himself herself themselves itself this that these those so".split())
# A reference to what was said, not the thing said: alone it is content enough for a denial or an answer.
_SPOKEN = re.compile(
    r"\b(?:claims?|accusations?|allegations?|charges?|reports?|rumou?rs?|suggestions?|statements?|comments?|remarks?|threats?|promises?|calls?|demands?"
    r"|pledges?|offers?|requests?|warnings?|involvement|knowledge|responsibility|support|concerns?|fears?|hopes?|doubts?|anger|outrage|regret"
    r"|condolences|sympathy|confidence|attack|attacks|strikes?|violence|moves?|decision|plan|deal|proposal|sanctions|war|intervention|probe"
    r"|investigation|inquiry|elections?|actions?|steps?|arrests?|killings?|murder|release|resignation|ceasefire|truce|talks)\b",
    re.IGNORECASE,
)


def admitted(
    text: str, source: Span | None, cue: Span, content: Sequence[Span], kind: QuoteKind, names: Sequence[Span], *, judged: bool
) -> bool:
    """Whether a source, its cue and content make a statement. `names` are the names of the text.

    `judged` tells that a judge has weighed it already, who knows what a saying without a source is worth ("asked about …").
    """
    said = " ".join(c.of(text) for c in content)
    if source is None:
        return judged or kind != "indirect"  # nobody is named and nobody is quoted
    who = source.of(text)
    head = re.split(r"\s(?:from|of|in|on|by|posted|taken|that|which|showing|released)\b", who)[0]
    if _PICTURES.search(head) or _NOBODY.match(who):
        return False
    if who.casefold() in ("i", "we") and (_HEDGE.search(cue.of(text)) or not _reported(text, cue)):
        return False  # in the speaker's own words only the report of an earlier saying is a statement, not "I think" or "we reject"
    if who.casefold() in ("those", "one", "you", "somebody", "someone"):
        return False
    if _NOTHING.match(said) and kind == "indirect":
        return False
    return kind != "indirect" or not _bare(text, content, names)


def _reported(text: str, cue: Span) -> bool:
    """Whether the cue stands in the past or perfect."""
    words = [text[a:b].casefold() for a, b in word_pairs(text, cue.start, cue.end) if text[a].isalpha()]
    if any(w in ("have", "has", "had", "ve", "did", "was", "were") for w in words):
        return True
    return any(w.endswith("ed") or (lemma(w) != w and not w.endswith(("s", "ing"))) for w in words)


def _bare(text: str, content: Sequence[Span], names: Sequence[Span]) -> bool:
    """Whether the content is no more than a name, a pronoun, or a thing that is not itself something said or done."""
    if len(content) != 1:
        return False
    span = content[0]
    words = [text[a:b].casefold() for a, b in word_pairs(text, span.start, span.end) if text[a].isalnum()]
    if len(words) > 3 or not words:
        return not words
    if words[-1] in _PRONOUN:
        return len(words) == 1
    if _SPOKEN.search(span.of(text)):
        return False
    bare = [w for w in words if w not in ("the", "a", "an", "mr", "mrs", "ms", "s")]
    covered = any(n.overlaps(span) for n in names)
    return len(bare) <= 1 or (covered and len(bare) <= 2)
