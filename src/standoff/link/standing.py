"""Who is a public person: by an office or public role, by whom they speak for, by how reports name them, by many outlets.

A bystander's words are no dossier (DESIGN section 6), so what is asked for is a sign in a text that somebody stands in public: a role, a
seat ("R-Ohio"), a body that they are of ("the Harbour Institute's Ana Hale"), a bare surname that readers are trusted to know, a headline.
Whom a report introduces by age or by a private role ("a resident") needs an office or several outlets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..model import Span
from ..read.gender import gender_of
from .cast import Person
from .fold import fold
from .people import Someone
from .phrases import kind_of_head
from .roles import is_public, role_key
from .sheet import Sheet
from .tables import nouns, titles

_MANY = 3  # outlets
_OFTEN = 4  # paragraphs
_AGE = re.compile(r",\s(?:who is |aged? )?\d{1,3}(?:,|\.|\syears?[ -]old)")
_AGED = re.compile(r"\b\d{1,3}-year-old(?:\s[\w'\u2019-]+){0,4}\s$")
_SEAT = re.compile(r",?\s\(?[RDI][-\u2010-\u2014]\s?[A-Z]|\s(?:MP|MEP|MSP)\b|,?\s\(?(?:Republican|Democrat)(?:ic)?\s(?:of|from)\s")
_OF = re.compile(r",?\s(?:(of|from|with|for)|at|in)\s(?:the\s)?")
_OWNER = re.compile(r"([^\W_][\w.&-]*)['\u2019]s?\s$")
_LEAD = re.compile(r"(?:[^\W_][\w.'\u2019&/-]*\s){1,8}$")
_GOVERNED = re.compile(r"^(?:of|for|on)$")
_AFTER = re.compile(r",\s(?:(?:aged?\s)?\d{1,3},\s)?|\s(?:is|was|became|remains)\s(?=(?:an?|the)\s)|\s\((?=[a-z])")
_ENDS = re.compile(r"[,;:.!?()\n\"\u201c\u201d]|\s(?:who|which|whose)\b")
_WHO = re.compile(
    r",\swho\s(?:also\s)?(?:(?:leads|led|heads|headed|represents|represented|chairs|chaired|founded|co-founded|directs|directed|oversees|oversaw"
    r"|hosts|hosted|studies|specializes|specialises|has been covering|covers)\b"
    r"|(?:is|was|has been|had been|served|serves|has served|had served|worked|works)\s(?:as\s)?(?P<what>[^,;.:\n]{3,100}))"
)
# Words for persons that say nothing of their standing, and one of the offices that is as often a pupil.
_NEUTRAL = frozenset("citizen native member person man woman party".split())
_PUPIL = frozenset({"senior", "owner"})
_OFFICIAL = frozenset({"government", "ministry", "armed force", "organisation", "media"})


def is_public_person(someone: Someone, sheets: Sequence[Sheet]) -> bool:
    """Whether a person of the case is a public one."""
    if any(h.public for _, h in someone.held) or any(t.office for n in someone.names for t in n.titles):
        return True
    if any(_in_public(span, sheets[p.report]) for p in someone.parts for span in p.spans):
        return True
    outlets = {sheets[p.report].reading.report.outlet or sheets[p.report].reading.report.id for p in someone.parts}
    if any(h.key.head and h.key.head not in _NEUTRAL for _, h in someone.held) or any(_aged(p, sheets[p.report]) for p in someone.parts):
        return len(outlets) >= _MANY
    return len(outlets) > 1 or any(_throughout(p, sheets[p.report]) or _presumed(p, sheets[p.report]) for p in someone.parts)


def _aged(person: Person, sheet: Sheet) -> bool:
    text = sheet.text
    return any(_AGE.match(text, s.end) or _AGED.search(text, max(0, s.start - 60), s.start) for s in person.spans)


def _in_public(span: Span, sheet: Sheet) -> bool:
    """Whether what stands around a name gives its bearer a public role, a seat, or a body to speak for."""
    return (
        bool(_SEAT.match(sheet.text, span.end))
        or _titled(sheet.text, span.start)
        or _affiliated(span, sheet)
        or _described(sheet.text, span.end)
    )


def _titled(text: str, start: int) -> bool:
    """Whether an office stands right before a name: "quarterback Ana Hale", "director of port affairs Ana Hale"."""
    lead = _LEAD.search(text, max(0, start - 90), start)
    words = lead[0].split() if lead else []
    while words and fold(words[-1]) in titles() and titles()[fold(words[-1])].kind in ("honorific", "academic"):
        words.pop()
    if not words:
        return False
    if _office(words[-1]):
        return True
    last = next((k for k in range(len(words) - 2, max(-1, len(words) - 7), -1) if _GOVERNED.match(words[k])), 0)
    return (
        bool(last)
        and _office(words[last - 1])
        and all(w[0].isupper() or w.islower() for w in words[last:])
        and words[-1][-1] not in "'\u2019"
    )


def _office(word: str) -> bool:
    bare = re.sub(r"-(?:elect|designate)$", "", word.casefold())
    bare = re.sub(r"^(?:ex|co|vice)-", "", bare).strip(".")
    return bare in nouns()["office"] - _PUPIL and not word.endswith(("'s", "\u2019s"))


def _affiliated(span: Span, sheet: Sheet) -> bool:
    """Whether a name is that of somebody of a body: "NBC's Ana Hale", "Ana Hale of the Harbour Institute"."""
    text = sheet.text
    owner = _OWNER.search(text, max(0, span.start - 40), span.start)
    if owner and (kind_of_head(fold(owner[1])) in _OFFICIAL or _is_body(sheet, owner.end(1) - 1)):
        return True
    of = _OF.match(text, span.end)
    if of is None:
        return False
    k = bisect_left(sheet.starts, of.end())
    name = sheet.names[k] if k < len(sheet.names) else None
    if name is None or name.type != "organisation" or not re.fullmatch(r"(?:[\w'\u2019-]+\s){0,4}", text[of.end() : name.span.start]):
        return False
    return bool(of[1]) or kind_of_head(fold(name.span.of(text).split()[-1])) == "media"


def _is_body(sheet: Sheet, at: int) -> bool:
    """Whether an offset lies in the name of an organisation."""
    k = bisect_right(sheet.starts, at) - 1
    return k >= 0 and sheet.names[k].type == "organisation" and sheet.names[k].span.end > at


def _described(text: str, end: int) -> bool:
    """Whether an apposition, a clause or a copula behind a name gives an office: "Ana Hale, lead author and a professor of law"."""
    who = _WHO.match(text, end)
    if who:
        return who["what"] is None or _role(who["what"])
    after = _AFTER.match(text, end)
    if after is None:
        return False
    stop = _ENDS.search(text, after.end(), after.end() + 140)
    return stop is not None and _role(text[after.end() : stop.start()])


def _role(words: str) -> bool:
    for part in re.split(r"\s(?:and|or)\s(?:also\s)?", words):
        key = role_key(part) if part[:1].isalpha() else None
        if key is not None and key.head not in _PUPIL and (is_public(key) or _of_body(part)):
            return True
    return False


def _of_body(part: str) -> bool:
    """A member of, or a partner in, something with a name."""
    return bool(
        re.match(
            r"(?:(?:an?|the|one|senior|founding|managing)\s)*(?:[A-Z][\w.]+\s)*(?:member|partner|trader)\s(?:of|at|in)\s(?:the\s|a\s)?",
            part,
        )
    ) and bool(re.search(r"\s[A-Z]", part))


def _presumed(person: Person, sheet: Sheet) -> bool:
    """Whether a report takes somebody for known: by a surname that it never gives in full, or as who heads "the Hale campaign"."""
    surname = person.best.core[-1] if person.best.core else ""
    written = person.best.written.split()[-1] if person.best.written else ""
    if not surname or len(surname) < 3 or not written[0].isupper():
        return False
    if written in sheet.followed:
        return True
    # A given name alone is how children and neighbours are named; behind an honorific it is a surname.
    given = gender_of(f"{written} Xx") is not None and not any(t.kind == "honorific" for n in person.names for t in n.titles)
    return not person.best.full and not given


def _throughout(person: Person, sheet: Sheet) -> bool:
    """Whether a report names somebody in its headline, or in more paragraphs than one does in passing."""
    report = sheet.reading.report
    if any(report.in_furniture(s) == "headline" for s in person.spans):
        return True
    starts = [p.start for p in report.paragraphs]
    return len({bisect_right(starts, s.start) for s in person.spans}) >= _OFTEN
