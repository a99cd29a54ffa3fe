"""Open questions: passages that say that something is not known, by the marker grammar of section 5b of the reading guide.

Hedges ("reportedly"), "did not elaborate" and matters not yet decided are no open questions; a question that somebody names
and leaves untold ("did not say how many") is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from standoff.model import OUTLET, OpenQuestion, Span

_BE = r"(?:is|was|are|were|be|been|being|['’]s|remains?|remained|remaining|seems|seemed|became|becomes)"
_ADVERB = (
    r"(?:(?:immediately|yet|entirely|fully|completely|at all|exactly|publicly|independently|definitively|conclusively|officially"
    r"|readily|always|otherwise|still|even|really|quite|so|as|also|at first|initially|precisely|altogether|wholly|widely) )*"
)
_WH = r"(?:who|whom|whose|what|which|when|where|why|how|whether|if)"
_NOT = r"(?:not|never|n['’]t|no longer)"
_CHECK = (
    r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?|substantiated?|ascertain(?:ed)?|determined?|established?"
    r"|independently (?:assess|check)(?:ed)?)"
)
_TOLD = r"(?:say|specify|disclose|reveal|identify|name|tell|make clear|give|provide|state|indicate)"

_MARKERS = re.compile(
    "|".join(
        (
            # it was not immediately clear; the motive is not yet known
            rf"\b(?:{_BE}|still|yet|it|just)(?: {_ADVERB}|)(?:n['’]t| not) {_ADVERB}(?:clear|known|certain(?= {_WH}\b))\b(?! to (?:have"
            rf"|be)\b| for\b| as\b| about\b)",
            rf"\bnot {_ADVERB}(?:clear|known)(?= {_WH}\b)",
            rf"\b{_BE} (?:{_ADVERB}|still |largely |somewhat )*(?:unclear|unknown|a mystery|anyone['’]s guess|an open question"
            rf"|unconfirmed|unverified|unanswered)\b",
            r"\b(?:it is|it was|it['’]s) (?:still )?(?:uncertain|anybody['’]s guess)\b",
            r"\bunclear\b(?= (?:who|what|when|where|why|how|whether|if)\b)",
            r"\bwhereabouts (?:\w+ )?unknown\b",
            # could not be independently verified; unable to confirm; has not verified
            rf"\b(?:could|can|may|might|would) ?(?:not|n['’]t) (?:{_ADVERB})(?:be )?(?:{_ADVERB})(?:{_CHECK})\b",
            rf"\bcannot (?:{_ADVERB})(?:be )?(?:{_ADVERB})(?:{_CHECK})\b",
            rf"\b(?:unable|not able|impossible|not possible|no way|difficult|hard|yet|not been possible|unable yet) to"
            rf" (?:{_ADVERB})(?:be )?(?:{_ADVERB})(?:{_CHECK})\b",
            r"\b(?:impossible|not possible|no way|too early|too soon) to (?:know|say|tell|be (?:sure|certain))\b",
            rf"\b(?:has|have|had|was|were) ?(?:not|n['’]t) (?:yet )?(?:been )?(?:{_ADVERB})(?:verified|confirmed|corroborated"
            rf"|authenticated|substantiated)\b",
            rf"\b(?:has|have|had) ?(?:not|n['’]t) (?:yet )?(?:been )?(?:{_ADVERB})(?:determined|established|identified|learned)\b",
            r"\b(?:has|have|had) ?(?:not|n['’]t) (?:yet )?(?:made|reached|come to|drawn) (?:a|any) (?:\w+ )?(?:determination|conclusion"
            r"|finding)s?\b",
            r"\bno (?:\w+ )?(?:independent|immediate|official) (?:confirmation|verification)\b",
            r"\b(?:unconfirmed|unverified) (?:\w+ )?(?:reports?|claims?|accounts?|rumou?rs?|information|footage|videos?|images)\b",
            # nobody knows; do not know who; who knows?; may never be known
            r"\b(?:no one|nobody|no-one) (?:\w+ )?knows\b(?! (?:better|more|this|that))",
            r"\bnobody (?:has|had) (?:any|an) idea\b",
            # an idiom in most mouths ("I don't know what she was thinking"): only others' ignorance counts
            rf"(?<!\bI )(?<!\byou )(?<!\bYou )(?<!\bhe )(?<!\bHe )(?<!\bshe )(?<!\bShe )(?<!\bpeople )(?<!\bthat )(?<!\bwho )\b(?:do"
            rf"|does|did) ?(?:not|n['’]t)"
            rf" (?:yet |really |exactly |actually )*know (?=(?:exactly |for (?:sure|certain) |yet )?{_WH}\b(?! to\b))",
            r"\b(?:do|does|did) ?(?:not|n['’]t) (?:yet |really )?know (?:for (?:sure|certain)|yet)\b|\bwho knows\b(?=\s*[?,.!])",
            r"\b(?:may|might|will|would|can|could) never (?:be known|know|come to light)\b",
            # questions that stay
            r"\b(?:questions?|doubts) (?:still |about [^.,;]{3,60} )?(?:remain|remains|linger|persist)(?:ed)?(?: unanswered| open)?\b",
            r"\b(?:left|leaves?|leaving) (?:\w+ )?(?:unanswered|open the question|unclear)\b|\bunanswered questions?\b",
            # a named question left untold
            rf"\b(?:(?:did|does|do|would|has|have|had) ?(?:not|n['’]t)|declined to|refused to|without) (?:immediately |publicly"
            rf" )?(?:{_TOLD}|saying|specifying|disclosing|revealing)(?: exactly| precisely)?(?= {_WH}\b)",
        )
    ),
    re.I,
)  # fmt: skip

# What every marker holds: one of these, or of the last kind of markers a word of each of the others. Most sentences hold none, and
# to look for them takes a tenth of the time that the markers take.
_STEMS = (
    "clear know certain mystery guess question answered confirm verif corroborat authenticat substantiat determin establish independently"
    " impossible identified learned conclusion finding nobody doubts"
).split()
_STEMS += ["not possible", "no way", "too early", "too soon", "to light"]
_UNTOLD = ("not ", "n't ", "n’t ", "declined to", "refused to", "without")
_ASKED = (" wh", " how", " if")

# Where a clause begins or ends: what the marker's clause must not reach over.
_CLAUSE = re.compile(
    r"[;:—–]\s*|\s--?\s|,\s+(?=(?:it|there)\b)|,\s+(?:but|and|though|although|while|yet|so|because|since|as|which|who|where|after"
    r"|before|saying|adding|noting|according)\b\s*"
    r"|\s+(?:but|though|although|while|because)\s+|\s+and\s+(?:that\s+)(?=\w)"
    r"|,?[”\"’']?\s+(?:[\w.]+\s+){1,3}(?:said|says|added|adds|wrote)\b,?\s*(?:that\s+)?"
    r"|\b(?:said|says|say|saying|added|adding|noted|told [\w’' ]{2,30}|argued|wrote|warned|claimed|reported|stressed)\b,?\s+(?:that\s+)?"
    r"|(?:[?!]|(?<=[a-z]{4})\.)['”\"’]*\s+",
    re.I,
)  # fmt: skip
_OPENING = re.compile(
    r"(?:\s|[“\"‘'(]|(?:but|and|still|however|though|yet|meanwhile|so|also|although|while|that|for now|as of now|at this point),?\s+)+",
    re.I,
)
_ENDING = " \t\r\n.,;:!—–-”\"’')"
# "made it clear" is no question; nor is a condition ("if it does not say who").
_NOT_OPEN = re.compile(r"\b(?:make|makes|made|making)\b[^.;]{0,12}$|\b(?:if|unless)\b[^.;,]{0,60}$", re.I)


def open_questions(
    text: str,
    sentences: Iterable[Span],
    *,
    voice: Callable[[Span], str] | None = None,
    report: str = "",
) -> list[OpenQuestion]:
    """The open questions of the sentences, in order; at most one for each clause. Ids are `report` and the span.

    `voice` says who answers for a span (the outlet when left out).
    """
    found: list[OpenQuestion] = []
    for sentence in sentences:
        if not _can_hold_a_marker(sentence.of(text)):
            continue
        for match in _MARKERS.finditer(text, sentence.start, sentence.end):
            marker = _trim(text, Span(*match.span()))
            if _NOT_OPEN.search(text, max(sentence.start, marker.start - 70), marker.start):
                continue
            span = _clause(text, sentence, marker)
            if found and found[-1].span.overlaps(span):
                continue
            found.append(OpenQuestion(f"{report}:q{span.start}-{span.end}", span, marker, voice(span) if voice else OUTLET))
    return found


def _can_hold_a_marker(sentence: str) -> bool:
    low = sentence.casefold()
    if any(stem in low for stem in _STEMS):
        return True
    return any(word in low for word in _ASKED) and any(word in low for word in _UNTOLD)


def _trim(text: str, span: Span) -> Span:
    """Without the copula in front and white space around: "was not clear" -> "not clear"."""
    chunk = span.of(text)
    lead = re.match(rf"\s*(?:{_BE}\s+)?(?=not|un|a |an )", chunk, re.I)
    start = span.start + (lead.end() if lead else len(chunk) - len(chunk.lstrip()))
    return Span(start, span.start + len(chunk.rstrip()))


def _clause(text: str, sentence: Span, marker: Span) -> Span:
    """The clause of the marker: from the last border before it to the first one after it, an embedded question included."""
    start, end = sentence.start, sentence.end
    for border in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if border.end() <= marker.start:
            start = border.end()
        elif border.start() >= marker.end and not _goes_on(text, border):
            end = border.start() if text[border.start()] != "?" else border.start() + 1
            break
    while start < marker.start and (skip := _OPENING.match(text, start, marker.start)):
        start = skip.end()
    while end > marker.end and text[end - 1] in _ENDING:
        end -= 1
    return Span(min(start, marker.start), max(end, marker.end))


def _goes_on(text: str, border: re.Match[str]) -> bool:
    """Whether what follows a comma or conjunction still belongs to the question ("…, or whether", "and who fired")."""
    rest = text[border.end() : border.end() + 30].split()
    joined = border[0].strip(" ,").lower()
    if joined in ("and", "who", "which", "where", "as", "before", "after", "since", "because"):
        return (bool(rest) and bool(re.match(_WH, rest[0], re.I))) or joined in ("before", "after", "since", "because")
    spoken = bool(re.match(r"(?:said|says|say|reported|claimed)", joined))
    return spoken and not text[max(0, border.start() - 4) : border.start()].rstrip().endswith((",", "”", '"'))
