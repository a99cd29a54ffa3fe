"""Roles: what a report calls somebody, and since when, at the places where it names them.

A title right before the name ("Danish Foreign Minister"), an apposition on either side ("one of the marchers, Ana Hale", "Ana Hale,
24, a resident of the port"), a clause of office ("who has led the party since 2013", "Ana Hale is the mayor"). The text is the
report's own, and so are the words for when it began. Linking takes its roles from here and compares them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from standoff.model import HeldRole, Mention, Span, Syntax

from .designations import DETERMINERS, STOP, Token, can_stand_before, designations, owner, spans_of, tokens

_ROLE = frozenset(("office", "stance", "person", "single"))
_BEFORE = frozenset(("modifier", "degree", "quality", "actor", "office", "person", "single", "stance"))
_ABBREVIATED = frozenset("gen lt col maj capt sgt adm cmdr sen sens rep reps gov amb dr prof brig brigadier rev hon".split())
# Titles in full, which right before a name are roles although elsewhere they may be common words.
_TITLES = frozenset(
    "general lieutenant colonel major captain sergeant admiral commander senator representative governor ambassador judge justice king "
    "queen prince princess emir sultan sheikh pope professor president chancellor".split()
)
_HONORIFIC = frozenset("mr mrs ms miss sir dame lord lady dr".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july "
    "august september october november december".split()
)
# Words of offices and posts that no table of designations needs.
_POST = frozenset(
    "general prime foreign interior defense defence state national security chief vice deputy acting former ex interim senior top managing "
    "executive attorney crown human rights press economic military political contributing high current "
    "sometime then under assistant associate "
    "chargé affairs staff information finance justice health energy trade special regional presidential opposition party".split()
)
_TOOK = (
    r"(?:took|assumed|came\s+(?:in)?to|rose\s+to|seized)\s+(?:office|power)"
    r"|(?:was|were|been)\s+(?:first\s+)?(?:elected|appointed|sworn\s+in)|became"
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?)"
)
_WHEN = (
    rf"(?:(?:early|late|mid)[ -])?(?:(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?|\d{{4}}\b)"
    rf"|the\s(?:early\s|late\s)?\d{{4}}s\b|(?:last|this)\s(?:year|month|week|spring|summer|autumn|fall|winter|{_MONTH})|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_BEGAN = re.compile(
    rf"\bsince\s+(?P<when>(?:{_WHEN}|(?:the|an?|his|her|their)\s[^,;.:()\n]{{3,40}}?(?=[,;.:()\n]|\s(?:and|when|has|was|is|had|said)\b)))"
    rf"|\b(?:{_TOOK})\b[^,;.:\n]{{0,40}}?\s(?:in\s|on\s|(?=last\s|this\s))(?P<office>{_WHEN})"
)
_CLAUSE = re.compile(
    rf"who\s+(?:(?:{_TOOK})\b|(?:has|had|have)\s+(?:been|served|led|ruled|governed|headed|run|held|reigned)\b(?!\s+(?:\w+ly\s+)?\w+e[dn]\b)|(?:heads|leads|runs|commands|chairs"
    r"|directs|headed|led|ruled|rules|governs|governed|founded|co-founded|oversees)\s)[^,;.:\n]*"
)
_AFTER = re.compile(r",\s+(?:(?:aged?\s+)?\d{1,3},\s+)?|\s+\((?=\D)|\s+[–—]\s+|\s+--\s+")
_GAP = re.compile(r"\s*(?:[,(:–—]|--)\s*(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.\s|(?:\d{1,3}|[RD]-[\w.]+),\s)?|,\s")
_COPULA = re.compile(r"\s+(?:is|was|became|remains|serves as|served as)\s+(?=(?:the|an?)\s)")
_OPEN = frozenset("not never n't n’t no if whether neither nor hardly".split())
_CUT = re.compile(
    r"[,;:!?\n\"“”()–—]|\s--|\.(?=\s|$|[”\"'’])(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bGen\.)(?<!\bSen\.)|\.$"
)
_GOVERNS = frozenset("of in at for on to from with near by".split())
_COMPLEMENT = _GOVERNS | frozenset("who which that whose based since".split())
_RELATIVE = re.compile(r"\s(?:who|which|whose|whom)\b")
_LOOSE = _GOVERNS | frozenset("and or the a an".split())
_LONGEST = 160  # characters of an apposition


def roles(
    text: str, stretches: Sequence[Span], mentions: Sequence[Mention], *, syntax: Syntax | None = None, report: str = ""
) -> tuple[HeldRole, ...]:
    """The roles that the stretches (sentences, headlines, captions) give the persons they name, in order. A name may have several.

    The `syntax` adds appositions and predicates to those that stand where patterns look. Ids are `report`, the span, and where the name
    begins.
    """
    found: dict[str, HeldRole] = {}
    names = sorted((m for m in mentions if m.form == "name"), key=lambda m: m.span)
    starts = [m.span.start for m in names]
    for stretch in stretches:
        here = [m for m in names[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)] if stretch.covers(m.span)]
        if not any(m.type == "person" for m in here):
            continue
        words = tokens(text, stretch)
        for m in here:
            if m.type != "person":
                continue
            near = list(_near(text, stretch, words, m.span, here))
            told = _by_syntax(text, words, m.span, here, syntax) if syntax else ()
            for span in (*near, *(t for t in told if not any(map(t.overlaps, near)))):
                id = f"{report}:r{span.start}-{span.end}-{m.span.start}"
                found.setdefault(id, HeldRole(id, m.id, span, _since(text, span)))
    return tuple(sorted(found.values(), key=lambda r: (r.span, r.id)))


def _by_syntax(text: str, words: Sequence[Token], name: Span, names: Sequence[Mention], syntax: Syntax) -> Iterator[Span]:
    """The appositions of a name and what it is said to be: singular nouns for an office or a person, each with its complement."""
    head = syntax.head(name)
    if head is None:
        return
    above, relation = syntax.parents[head], syntax.relation(head)
    told = [c for c in syntax.children(head) if syntax.relation(c) == "appos"]
    predicate = relation == "nsubj" and _is_said(text, syntax, above)
    if predicate or relation == "appos":
        told.append(above)
    if not told:
        return
    roles_at = {w.start for w in words if w.classes & _ROLE or w.low in _TITLES}
    for noun in told:
        if (
            syntax.starts[noun] not in roles_at
            or syntax.penn(noun) in ("NNS", "NNPS")
            or any(m.span.covers(syntax.span(noun)) for m in names)
        ):
            continue
        phrase = syntax.phrase(noun)
        end = max(
            [phrase.end, *(syntax.ends[max(syntax.below(c))] for c in syntax.children(noun) if syntax.relation(c) == "nmod" and c > noun)]
        )
        cut = _CUT.search(text, syntax.ends[noun], end)
        words_of = text[phrase.start : cut.start() if cut else end]
        start = phrase.start + len(words_of) - len(words_of.lstrip(" ,"))
        span = Span(start, start + len(words_of.strip(" ,")))
        gap = text[name.end : span.start] if span.start > name.end else text[span.end : name.start]
        if not span.overlaps(name) and ((predicate and noun == above) or _GAP.fullmatch(gap)):
            yield span


def _is_said(text: str, syntax: Syntax, noun: int) -> bool:
    """Whether a noun is what somebody is said to be: with a form of "be", not denied, no mere possibility or condition."""
    beside = syntax.children(noun)
    open_ = any(syntax.penn(c) == "MD" or syntax.span(c).of(text).lower() in _OPEN for c in beside)
    return not open_ and any(syntax.relation(c) == "cop" for c in beside)


def _since(text: str, span: Span) -> Span | None:
    """The words for when a role began: "since 2013", "who took office in March 2013"."""
    m = _BEGAN.search(text, span.start, min(len(text), span.end + 30))
    if m is None or m.start() >= span.end:
        return None
    return Span(*m.span("when" if m["when"] else "office"))


def _near(text: str, stretch: Span, words: Sequence[Token], name: Span, names: Sequence[Mention]) -> Iterator[Span]:
    at = next((k for k, w in enumerate(words) if w.end > name.start), len(words))
    inner = [k for k in range(at, len(words)) if words[k].end < name.end]
    # The title was taken into the name: "King Olaf", "Security Advisor Ana Hale".
    at = max((k + 1 for k in inner if "office" in words[k].classes or words[k].low in _TITLES or words[k].low == "crown"), default=at)
    while len(inner) > 2 and at + 1 in inner and words[at].low == "of":
        at += 2  # "Secretary of State Ana Hale"
    title = _title(text, words, at, [m.span for m in names if m.span != name])
    if title:
        yield title
    before = _apposed_before(text, words, at, name)
    if before:
        yield before
    end = name.end + (2 if text[name.end : name.end + 2] in ("'s", "’s") else 0)
    copula = _COPULA.match(text, end, stretch.end)
    after = copula or _AFTER.match(text, end, stretch.end)
    if not after or end != name.end:
        return
    if clause := _CLAUSE.match(text, after.end(), stretch.end):
        span = Span(clause.start(), clause.start() + len(clause[0].rstrip()))
        became = [w for w in words if span.covers(w.span)][2:] if clause[0].startswith("who became ") else []
        became = became[: next((k for k, w in enumerate(became) if w.low in ("last", "this")), None)]
        if not clause[0].startswith("who became ") or (became and _is_role(became, ())):
            yield span
        return
    cut = _CUT.search(text, after.end(), min(stretch.end, after.end() + _LONGEST))
    stop = cut.start() if cut else min(stretch.end, after.end() + _LONGEST)
    if relative := _RELATIVE.search(text, after.end(), stop):
        cut, stop = relative, relative.start()
    if text[stop : stop + 2] == ", " and any(m.span.start == stop + 2 and m.type == "person" for m in names):
        return  # it stands before the next name: "Brill, his wife, Ana Hale, and …"
    inside = [w for w in words if after.end() <= w.start and w.end <= stop]
    while inside and inside[-1].low in _LOOSE:
        inside.pop()  # "author of “The Quay”"
    if copula and (not any("office" in w.classes for w in inside) or any(w.low == "to" for w in inside)):
        return  # "was the man to bet on"
    if inside and (cut or stop == stretch.end) and _is_role(inside, [m.span for m in names if m.type == "person"]):
        yield spans_of(inside, 0, len(inside))


def _title(text: str, words: Sequence[Token], at: int, names: Sequence[Span]) -> Span | None:
    """The words right before a name that are its bearer's title, or None."""
    first, seen = at, False
    for k in range(at - 1, max(-1, at - 9), -1):
        word = words[k]
        if seen and (word.gap == ".-" or (k and words[k - 1].gap == ".-")):
            first = k  # "U.S.-based journalist"
            continue
        short = word.gap == ". " and (
            word.low in _ABBREVIATED or word.low in _HONORIFIC or (word.title and len(word.low) == 1) or "." in word.low
        )
        if word.gap != " " and not short and not (word.own and word.gap.strip("'’s") == " "):
            break
        if word.low in _DAYS:
            break
        named = any(s.start < word.end and word.start < s.end for s in names)
        if word.low in _HONORIFIC and first == at:
            first = k
            at = k
            continue
        if word.own:
            if seen:
                first = owner(words, k)
            break
        role = bool(word.classes & _ROLE) or word.low in _ABBREVIATED or (k == at - 1 and word.title and word.low in _TITLES)
        post = word.low in _POST or word.classes & _BEFORE or word.title or named or word.low.endswith(("-in-chief", "-general"))
        if role and (word.low == "king" or not word.low.endswith("ing")):
            seen = True
        elif word.low == "of" and k and words[k - 1].classes & _ROLE and words[k - 1].title:
            seen = True  # Secretary of State
        elif not post or (word.low in STOP and not named) or word.low in DETERMINERS or (not seen and word.low not in _POST):
            break
        first = k
    if not seen or first == at:
        return None
    span = spans_of(words, first, at)
    return Span(span.start, span.end + 1) if text[span.end : span.end + 1] == "." else span


def _apposed_before(text: str, words: Sequence[Token], at: int, name: Span) -> Span | None:
    """The apposition before a name: "the defense minister, Ana Hale"."""
    while at and words[at - 1].low in _HONORIFIC:
        at -= 1
    if not at or words[at - 1].gap != ", ":
        return None
    governed: Span | None = None
    for k in range(at - 1, max(-1, at - 16), -1):
        if k < at - 1 and words[k].gap not in (" ", ". ", ".-") and not words[k].own:
            break
        if words[k].low not in DETERMINERS and not (words[k].own and k < at - 1):
            continue
        start = k
        if k > 1 and words[k].low == "the" and words[k - 1].low == "of" and words[k - 2].low in ("one", "some", "head", "leader"):
            start = k - 3 if k > 2 and words[k - 3].low == "the" else k - 2
        elif words[k].own:
            start = owner(words, k)
        found = spans_of(words, start, at) if _is_role(words[start:at], ()) else None
        article = start == k and words[k].low in ("the", "a", "an")
        if not (article and k and words[k - 1].gap == " " and words[k - 1].low in _GOVERNS):
            return found or governed
        # It may complete an earlier noun ("the death of a judge, Ana Hale said"), unless a comma closes the apposition.
        if text[name.end : name.end + 1] in (",", ".", ""):
            governed = governed or found
    return governed


def _is_role(inside: Sequence[Token], people: Sequence[Span]) -> bool:
    """Whether a phrase is a role: its head, the last noun before any complement, is a word for an office, a person or a standing."""
    if any(s.start == inside[0].start for s in people):
        return False  # the next of a list of names
    held = [w for w in inside[1:] if any(s.end == w.end for s in people)]
    if inside[0].title and held and not any(w.own for w in held):
        return False  # the same with its title: "Chancellor Ana Hale and …"
    if inside[0].low in ("and", "or", "but") or (inside[0].low in STOP and inside[0].low != "another"):
        return False
    cut = next((k for k, w in enumerate(inside) if k and w.low in _COMPLEMENT and inside[k - 1].gap != ".-"), len(inside))
    if cut < len(inside) and inside[0].low == "one" and inside[1].low == "of":
        cut = len(inside)
    head = inside[:cut]
    if not can_stand_before(head[0]) and head[0].low not in _POST | DETERMINERS | {"one"} and not head[0].own and len(head) > 1:
        return False  # a verb: "…, appeared beside the president"
    if len(head) > 12 or any(w.low in STOP and not w.classes and w.low not in ("and", "of", "now", "then", "most") for w in head[1:]):
        return False
    last = next((k for k in range(len(head) - 1, -1, -1) if not head[k].low.isdigit()), 0)
    size = max((w.size for w in head[max(0, last - 2) : last + 1] if w.classes & _ROLE and w.size > 1), default=1)
    return bool(head[last].classes & _ROLE) or (size > 1) or any(p in designations() for p in (head[last].low,) if head[last].low in _POST)
