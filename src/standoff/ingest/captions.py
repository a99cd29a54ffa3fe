"""Captions and the credits of their pictures: by the grammar of credit lines and the present tense of captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from standoff.model import Furniture, Span

from . import agencies
from .dates import MONTH

_LONGEST = 700  # characters; the longest caption in use runs to four sentences
_CREDIT = 200  # characters, the longest credit
_BRACKET = re.compile(r"[(\[][^()\[\]]{1,200}[)\]]")
_STOCK_ALONE = re.compile(r"(?<=[.!?] )(?:Getty Images|GETTY IMAGES|Shutterstock)$")
# Picture agencies and what stands in their place, beside the news agencies.
_HOUSES = tuple(
    """Getty Images|Getty|GETTY IMAGES|Shutterstock|Alamy|Alamy Stock Photo|iStock|iStockphoto|Corbis|Landov|Magnum
    |Magnum Photos|Sipa|Sipa USA
    |ZUMA|Zuma|ZUMA Press|Zuma Press|Zuma Wire|Polaris
    |VCG|Imago|Imago Images|NurPhoto|Pool|POOL|Handout|HANDOUT|EPA-EFE|EPA
    |European Pressphoto Agency|Maxar|Maxar Technologies|Planet Labs|Wikimedia Commons|Flickr|Agencies""".replace("\n    ", "").split("|")
)
_STARTS = re.compile(
    r"\(?\W{0,2}(?:FILE PHOTO|FILE IMAGE|FILE\s?[-–—:]|File (?:photo|picture|image)|Cover(?: photo)?:|COVER:|Caption:|Pictured|Photo shows|"
    r"(?:In|This) th(?:is|e) [\w ,.'’-]{0,60}(?:photo|photograph|picture|image|frame grab|screengrab)|"
    r"An? (?:aerial|satellite|file|undated|handout|screen ?grab|still)[\w -]{0,20}(?:photo|photograph|picture|image|view|grab)|"
    r"CLOSE (?=[A-Z]))"
)
_ENDS = re.compile(r"(?:\b[Ff]ile (?:photo|picture|image)|\bpictured (?:here|above|left|right))\W*$")
_POSITION = re.compile(
    r"(?:,|\() ?(?:(?:far|second from|third from|front|back) )?(?:left|right|center|centre|second left|second right)\b,?\)?"
)
_CAMERA = re.compile(
    r"\b(?:speaks?|talks?|attends?|gestures?|walks?|waves?|holds?|stands?|shakes?|poses?|looks?|arrives?|leaves?|meets?|greets?|"
    r"addresses|address|listens?|waits?|runs?|sits?|carr(?:y|ies)|chants?|shouts?|march(?:es)?|gathers?|rides?|drives?|works?|"
    r"inspects?|guards?|patrols?|points?|prays?|mourns?|weeps?|cr(?:y|ies)|hugs?|embraces?|celebrates?|"
    r"take part|takes part|takes?|rises?|billows?|burns?|"
    r"is seen|are seen|seen|lies?|react(?:s)?|raises?|throws?|clash(?:es)?|queue(?:s)?|lines? up|"
    r"flees?|board(?:s)?|enters?|exits?|delivers?|makes?|pass(?:es)?|fl(?:y|ies))\b"
)
_PAST = re.compile(r"\b(?:said|told|was|were|had|has|have|would|added|according|reported|announced|called|killed)\b")
_FULL_DATE = re.compile(rf"\b(?:{MONTH}\s+\d{{1,2}}(?:,\s*(?:19|20)\d\d)?|\d{{1,2}}\s+{MONTH}(?:\s+(?:19|20)\d\d)?)(?=[.,\s]|$)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@cache
def _credits() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """Rules over masked text for credits in brackets (whole), at the end of a paragraph, and anywhere."""
    house = agencies.NAME
    # A photographer: two to five words with capitals, particles between them.
    name = r"(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)"
    person = rf"{name}(?: (?:(?:al|bin|de|da|del|der|van|von|el|ben|abu)[ -])?{name}){{0,4}}"
    kind = (
        r"(?:[Pp]hotos?|PHOTOS?|[Pp]hotographs?|[Pp]ictures?|[Ii]mages?|IMAGES?|[Pp]ics?|[Vv]ideo|[Gg]raphics?|[Ii]llustration|[Pp]hotographer|"
        r"[Cc]redit)"
    )
    more = rf"(?:\s*(?:/|via|for|,|\|)\s*(?:{house}|{person}|[Ff]ile(?: [Pp]hoto)?|Handout|Pool))*"
    closing = r"(?=[)\]]?\.?$)"
    bracketed = (
        re.compile(
            rf"[(\[]\s*{kind}(?:\s+[Cc](?:redit|ourtesy)(?: of)?)?\s*(?::|/|by\b|via\b|from\b|courtesy\b|credit\b)[^()\[\]]{{0,120}}[)\]]"
        ),
        re.compile(rf"[(\[]\s*(?:{person}\s*/\s*)*{house}(?:\s*(?:Photo|PHOTO|photo)s?)?(?:\s*(?:/|via|,)\s*[^()\[\]]{{2,60}})+[)\]]"),
        re.compile(rf"[(\[]\s*(?:(?:{person}|[Ff]ile)\s*(?:/|for|via|,|\|)\s*)+{house}{more}[)\]]"),
        re.compile(rf"[(\[]\s*(?:{house} (?:Photo|PHOTO|photo)s?|Screengrab|File)[)\]]"),
    )
    at_end = (
        re.compile(
            rf"(?:^|(?<=[.!?)]\s)){kind}(?: [Cc]redit| [Ss]ource| [Cc]opyright)?"
            rf"(?:\s*[:/]|\s+(?:by|courtesy(?: of)?))\s*(?:{person}\s*/\s*)*(?:{house}|{person}){more}{closing}"
        ),
        re.compile(rf"(?:^|(?<=\s))©\s?(?!.{{0,30}}(?:19|20)\d\d)(?:{house}|{person}){more}{closing}"),
        re.compile(rf"(?:{house}\s*/\s*{house}\s*)+{closing}"),
        # "Name/Agency" or "Name / Agency"; in "Port Ilma /Agency" the capitals are the caption's.
        re.compile(rf"(?:{person}(?:/| / ))+{house}{more}{closing}"),
        re.compile(rf"/\s?{house}(?:\s(?:Photo|photo|PHOTO)s?)?{closing}"),
        re.compile(rf"{house}(?:\s(?:Photo|photo|PHOTO)s?)?\s*/\s*{person}{more}{closing}"),
        re.compile(rf"{house}\s+via\s+{house}{more}{closing}"),
        re.compile(rf"{house}\s(?:Photo|photo|PHOTO)s?{closing}"),
        re.compile(
            rf"(?:^|(?<=[.!?)]\s))(?:Courtesy(?: of)?|Image (?:copyright|source|caption))\s*:?\s+(?:{house}|{person}){more}{closing}"
        ),
        re.compile(rf"^{house}$"),
    )
    return bracketed, at_end, re.compile(rf"\|\s?{house}(?=\W|$)")


def captions(text: str, paragraphs: Sequence[Span]) -> tuple[Furniture, ...]:
    """The captions of a report with their credits, in order; the second printing of a caption is a repeated caption."""
    found: list[Furniture] = []
    seen: set[str] = set()
    bodies = [_fold(p.of(text)) for p in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        twice = bodies[index] in bodies[max(0, index - 1) : index] + bodies[index + 1 : index + 2] and len(bodies[index].split()) > 5
        for span, kind in _parts(paragraph, paragraph.of(text), twice):
            if kind == "caption":
                key = _fold(span.of(text))
                found.append(Furniture(span, "repeated caption" if key in seen else "caption"))
                seen.add(key)
            else:
                before = paragraphs[index - 1] if index and span == paragraph else None
                if before and not any(f.span.overlaps(before) for f in found[-4:]) and _caption_like(before.of(text), beside_credit=True):
                    found.append(Furniture(before, "caption"))
                found.append(Furniture(span, "credit"))
    return tuple(sorted(found, key=lambda f: f.span))


def _parts(paragraph: Span, body: str, twice: bool) -> Iterator[tuple[Span, str]]:
    """The caption and the credits of one paragraph."""
    credits = _found(body)
    start = 0
    for credit in credits:
        before = body[start : credit.start].rstrip(" (|-–—") if credit.start > start else ""
        caption = _trim(start, before)
        if caption and len(before) > _LONGEST:
            caption = _last_sentence(before, start)
        if caption and _is_before_credit(body[caption.start : caption.end]):
            yield _moved(caption, paragraph), "caption"
        yield _moved(credit, paragraph), "credit"
        start = credit.end
    if not credits and (twice or _caption_like(body)):
        yield paragraph, "caption"


def _found(body: str) -> list[Span]:
    """The credits of a paragraph, in order and apart; of two that overlap the one found by the earlier rule.

    Rules look into brackets and at the end only, each no longer than a credit, so that no text can make them slow.
    """
    kept: list[Span] = []
    bracketed, closing, anywhere = _credits()
    masked = agencies.mask(body, _HOUSES)

    def keep(start: int, words: str) -> None:
        span = _trim(start, words)
        if span and not any(k.overlaps(span) for k in kept):
            kept.append(span)

    for bracket in _BRACKET.finditer(masked):
        if any(rule.fullmatch(bracket[0]) for rule in bracketed):
            keep(bracket.start(), bracket[0])
    tail = max(0, len(body) - _CREDIT)
    if tail:
        tail = body.find(" ", tail)  # not into the middle of a name
    for rule in closing if tail >= 0 else ():
        for match in rule.finditer(masked, tail):
            keep(match.start(), match[0])
    # After a full stop a picture agency alone is a credit; a news agency alone may be the origin of the report.
    for match in _STOCK_ALONE.finditer(body, max(0, tail)):
        keep(match.start(), match[0])
    for match in anywhere.finditer(masked):
        keep(match.start(), match[0])
    return sorted(kept)


def _is_before_credit(words: str) -> bool:
    """What stands before a credit is its caption, unless it is a stamp or a scrap."""
    return len(words.split()) >= 3 and not re.match(r"\W*(?:[Dd]ate|[Pp]ublished|[Uu]pdated|[Pp]osted)\b", words)


def _caption_like(body: str, beside_credit: bool = False) -> bool:
    """Whether a paragraph without a credit reads as a caption: its opening words, or the present tense with a day or a position."""
    if len(body) > _LONGEST:
        return False
    if _STARTS.match(body) or (_ENDS.search(body) and len(body) < 300):
        return True
    sentences = len(re.findall(r"[.!?](?:\s|$)", re.sub(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|[A-Z][a-z]{2})\.", "", body)))
    if sentences > 1 or len(body.split()) > 50 or not _CAMERA.search(body) or _PAST.search(body) or re.search(r"[\"“”]", body):
        return False
    day = _FULL_DATE.search(body)
    dated = day is not None and bool(_YEAR.search(day[0]))
    return bool(_POSITION.search(body)) or dated or (beside_credit and len(body.split()) < 45)


def _last_sentence(before: str, start: int) -> Span | None:
    """In a flattened text, only the last sentence before a credit can be its caption."""
    at = max((m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+(?=[A-Z])", before[:-1])), default=0)
    return _trim(start + at, before[at:]) if _caption_like(before[at:], beside_credit=True) else None


def _trim(start: int, words: str) -> Span | None:
    body = words.strip()
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(body)) if body else None


def _moved(span: Span, paragraph: Span) -> Span:
    return Span(paragraph.start + span.start, paragraph.start + span.end)


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()
