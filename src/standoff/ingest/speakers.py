"""Transcripts: which paragraphs open with the name of who speaks ("MAYOR ROVEK: …", "Q. …"), by form and repetition.

One line with a colon proves nothing: link lines, lists and tables have the same form. A text counts as a transcript where such
lines answer one another, come back under the same names, and hold sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from standoff.model import Span

_STAMP = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?"
_WORD = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*|\d{1,3}|of|the|for|de|da|del|der|di|du|la|van|von|bin|al|el|and|&)"
_LABEL = re.compile(
    rf"{_STAMP}[*_]{{0,2}}(?P<name>{_WORD}(?: {_WORD}){{0,6}})(?:\s*[(\[](?P<aside>[^()\[\]\n]{{1,60}})[)\]])?"
    r"(?P<role>,\s[^:.!?\n]{2,60})?(?P<colon>:)[*_]{0,2}(?=\s|$)"
)
_LETTER = re.compile(rf"{_STAMP}[*_]{{0,2}}(?P<name>Q|A)(?P<colon>[.:])[*_]{{0,2}}(?=\s)")
# What opens lines of the same form without being anybody's name: heads of links, notes, and of the fields of a list.
_NOBODY = re.compile(
    r"(?:MORE|SEE|ALSO|READ|WATCH|LISTEN|MUST|VIDEOS?|PHOTOS?|PICTURES?|FILE|RELATED|OPINION|ANALYSIS|EXPLAINER|EXPLAINED|LIVE|UPDATE[SD]?|BREAKING"
    r"|DEVELOPING|STORY|CLOSE|EXCLUSIVE|FACTS?|GALLERY|PODCAST|NOTES?|EDITOR|CORRECTIONS?|COMMENTS?|TIMELINE|MAP|GRAPHIC|NEW|JUST|QUIZ|POLL"
    r"|CARTOONS?|ADVERTISEMENT|SOURCES?|DATE|TIME|PLACE|LOCATION|WHERE|WHEN|WHAT|WHO|WHY|HOW|CONTACT|TEL|PHONE|EMAIL|E-MAIL|FAX|WEB|TAGS?|TOPICS?"
    r"|CATEGORIES|KEYWORDS|PUBLISHED|POSTED|PRICE|TOTAL|RESULTS?|BACKGROUND|SUMMARY|CONCLUSION|HERE|THIS|THAT|THESE|IN|ON|AT|BUT|AND|IT|HE|SHE|THEY|WE|I"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)\b",
    re.IGNORECASE,
)
# Whose words are the outlet's own.
_NARRATES = re.compile(r"\b(?:host|co-?host|anchor|byline|presenter|narrator|correspondent)s?\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?…–—-][\])\"'”’»]*\s*$")
_NEAR = 3  # paragraphs within which a name that comes once has another turn beside it
_WORDS = 4  # of the middle turn; the fields of a list are shorter


@dataclass(frozen=True, slots=True)
class Speaker:
    """The name that opens a turn, and the colon (or stop) behind it.

    `paragraph` is the index of the paragraph that it opens; `key` is the same for all turns of one speaker; `narrates` tells hosts and
    correspondents of the outlet, whose words are its own voice.
    """

    paragraph: int
    name: Span
    colon: Span
    key: str
    narrates: bool


def speakers(text: str, paragraphs: Sequence[Span]) -> tuple[Speaker, ...]:
    """The speakers of the turns of a transcript, in order; none where the text is no transcript."""
    found = list(_candidates(text, paragraphs))
    counts = Counter(s.key for s in found)
    again = [s for s in found if counts[s.key] > 1]
    if not (len(found) > 2 and len(counts) > 1 and again) and not _question_and_answer(text, paragraphs, found):
        return ()
    if not _sentences(text, paragraphs, found):
        return ()
    capitals = sum(s.name.of(text).isupper() for s in again or found) * 2 > len(again or found)
    places = [s.paragraph for s in found]
    kept = [
        s for i, s in enumerate(found) if counts[s.key] > 1 or not again or (s.name.of(text).isupper() == capitals and _near(places, i))
    ]
    if len({s.key for s in kept}) < 2:
        return ()
    narrators = {s.key for s in kept if s.narrates}
    return tuple(Speaker(s.paragraph, s.name, s.colon, s.key, s.key in narrators) for s in kept)


def _candidates(text: str, paragraphs: Sequence[Span]) -> Iterator[Speaker]:
    for index, paragraph in enumerate(paragraphs):
        end = min(paragraph.end, paragraph.start + 160)
        found = _LETTER.match(text, paragraph.start, end) or _LABEL.match(text, paragraph.start, end)
        if not found or len(found["name"]) > 50 or not any(c.isupper() for c in found["name"]):
            continue
        if _NOBODY.match(found["name"]):
            continue
        parts = found.groupdict()
        said = " ".join(filter(None, (parts.get("role"), parts.get("aside"), found["name"] if len(found["name"].split()) == 1 else None)))
        yield Speaker(index, Span(*found.span("name")), Span(*found.span("colon")), _key(found["name"]), bool(_NARRATES.search(said)))


def _key(name: str) -> str:
    """The surname, by which later turns go; the whole label where it ends in a number ("SPEAKER 2")."""
    words = name.upper().replace("’", "'").split()
    return words[-1] if not words[-1].isdigit() else " ".join(words)


def _question_and_answer(text: str, paragraphs: Sequence[Span], found: Sequence[Speaker]) -> bool:
    """Whether one turn asks as Q and the next answers as A."""
    asked = [b for a, b in pairwise(found) if a.key in ("Q", "QUESTION") and b.key in ("A", "ANSWER")]
    return any(text[paragraphs[b.paragraph - 1].end - 1] == "?" for b in asked)


def _sentences(text: str, paragraphs: Sequence[Span], found: Sequence[Speaker]) -> bool:
    """Whether the turns are sentences, and not the values of a list."""
    ends, sizes = 0, []
    for s in found:
        said = text[s.colon.end : paragraphs[s.paragraph].end].strip("*_ \t")
        if not said and s.paragraph + 1 < len(paragraphs):
            said = paragraphs[s.paragraph + 1].of(text)
        sizes.append(len(said.split()))
        ends += bool(_SENTENCE_ENDS.search(said[-8:])) or len(said.split()) > 3 * _WORDS
    return ends * 5 >= 3 * len(found) and sorted(sizes)[len(sizes) // 2] >= _WORDS


def _near(places: Sequence[int], i: int) -> bool:
    return (i > 0 and places[i] - places[i - 1] <= _NEAR) or (i + 1 < len(places) and places[i + 1] - places[i] <= _NEAR)
