"""Counts and amounts of a report, by section 4 of the reading guide; `numbers` holds the grammar of the numbers themselves.

A figure is a quantity about the event. What only looks like one is left out: ages, dates, clock times, durations, ordinals,
parts of names ("Boeing 737", "Article 233", "Group of 20"), scores, "one of", "a few", the pronoun "one".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from standoff.model import OUTLET, Figure, Span, Syntax, TimeExpression

from .counting import named
from .numbers import CURRENCY, GRAMMAR, MODIFIED, NUMBER_WORDS, number_value, value_of

_DATED = frozenset(("date", "time", "period"))  # times that say when; that of a duration may be a figure itself
_TIME_AFTER = re.compile(
    r"(?:-|\s|\sor so\s|\s(?:more|full|long|straight|consecutive)\s)(?:second|minute|hour|day|night|week|weekend|month|year|decade"
    r"|centur|term|semester|season|anniversar|quarter)(?:y|ies|s|['’]s?|[- ]old|-long)?(?:\b|['’])",
    re.I,
)
_MEASURE_AFTER = re.compile(
    r"[- ]?(?:°|degrees?\b|km\b|kms\b|kilomet(?:er|re)s?\b|miles?\b|met(?:er|re)s?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|yards?\b|mph\b"
    r"|kph\b|cent(?:i|e)met(?:er|re)s?\b|cm\b|mm\b|acres?\b|pounds? (?:of|in|guy|man|woman)\b|kgs?\b|kilos?\b|kilograms?\b|lbs?\b"
    r"|ounces?\b|hectares?\b|square (?:miles?|kilomet|feet|met)|nautical|lat|p\.?m\b|a\.?m\b|o['’]clock|gmt\b|est\b|et\b)",
    re.I,
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:Article|Section|Chapter|Resolution|Boeing|Airbus|Group of|No\.|Number|number|Flight|Route|Highway|Interstate|Room|Part"
    r"|Title|Phase|Unit|Channel"
    r"|Act|Bill|Prop(?:osition)?\.?|Area|Level|Stage|Page|page|Box|Figure|Table|Chapter|Rule|Amendment|Apollo|Class|World War|Super"
    r" Bowl|Windows|Op(?:eration)?|Zone|Gate"
    r"|Pier|Terminal|District|Camp|Battalion|Brigade|Division|Regiment|version|aged?|ages|age of|turned|turning|under-|over-|F-"
    r"|Covid|COVID|Formula|chapter|verse|article"
    r"|tel\.?|Tel\.?|phone|Phone|call)[  -]*|#|[A-Z]-|[A-Z][A-Za-z]*-)$"
)
# How laws, bills and their parts, volumes and ranks are cited; after a plural every number of the list ("Nos. 3, 4 and 5").
_CITED_BEFORE = re.compile(
    r"(?:\b(?:H\.\s?R\.|HR|H\.B\.|HB|S\.B\.|SB|[HS]\.\s?(?:(?:J|Con)\.\s?)?Res\.|Sec\.|Sect\.|Art\.|No\.?|Vol\.|Ch\.|Ex\.|Fig\.|[Pp]\."
    r"|[Pp]ara\.|U\.\s?S\.\s?C\.|USC|C\.\s?F\.\s?R\.|[Tt]ier|[Tt]ype|[Ll]evel|Mark|Mk\.?|[Aa]rticle|[Ss]ection|[Pp]aragraph)|(?<![\w.])S\.|§)\s*$"
    r"|(?:\b(?:Secs\.|Arts\.|Nos\.?|Vols\.|pp\.|[Pp]aras\.|[Tt]iers|[Ll]evels|(?:[Aa]rticle|[Ss]ection|[Cc]hapter|[Rr]esolution|[Pp]aragraph|[Pp]age"
    r"|Title|Rule|Amendment|Route|Highway)s)|§§)\s*(?:\d[\d.]*,\s)*(?:\d[\d.]*,?\s(?:and|or|to|through)\s)?$"
)
_CODE_AFTER = re.compile(r"\s(?:U\.\s?S\.\s?C\.|USC\b|C\.\s?F\.\s?R\.|CFR\b|Stat\.)")
_MEN_OF = re.compile(
    r"\s(?:of|another|day|thing|way|side|hand|by one|more thing|such|that|who|can|could|should|must|would|might|in which|which|when"
    r"|where|anniversary)\b",
    re.I,
)
_ORDINAL_OR_NAME_AFTER = re.compile(
    r"(?:st|nd|rd|th|s|['’]s)\b|-?(?:year|month|week|day|hour|minute|second)s?\b|-(?:page|mile|meter|metre|foot|inch|something|story"
    r"|storey|way|sided|point|track|time|star|part|fold|kilometer|kilometre|room|bed)|/\d|:\d|\.\d",
    re.I,
)
_ROUND_NOUN = re.compile(r"\s(?:times?\b|points?\b|goals?\b|seats? in the house|sets?\b)", re.I)
# What numbers count without counting anything of the event; of the second kind only small numbers, which name rather than count
# ("the talks of five countries"), while "40 countries" and "1,200 new cases" are counts.
_ABSTRACT = (
    "sides?|options?|ways?|things?|reasons?|questions?|points?|issues?|choices?"
    "|factors?|words?|steps?|examples?|goals?|aspects?|ideas?|themes?|principles?|conditions?|branches|occasions|fronts|halves"
    "|generations|extremes|powers|times"
)
_FEW = 10
_COUNTED_IN_FEWS = "countries|nations|leaders|men|women|parties|governments|allies|cases|sources|interviews"
_NOUN = re.compile(
    r"\s+(?:of\s+)?((?:(?:the|these|those|his|her|their|our|its|whom)\s+)?(?:(?!(?:who|that|which|were|was|are|is|have|has|had|in|on|at"
    r"|to|for|by|with|from|and|or|as|after|since|when|while|but|so|than|if|because|during|near|outside|inside|across|around|into|over"
    r"|under|between|before|said|says|would|will|could|can|may|also|he|she|they|it|we|I|you)\b)[\w’'.&-]+\s*){1,5})"
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_CONNECT = re.compile(r"-([^\W\d_]+)")


def figures(
    text: str,
    sentences: Sequence[Span],
    *,
    times: Sequence[TimeExpression],
    places: Iterable[Span] = (),
    syntax: Syntax | None = None,
    voice: Callable[[Span], str] | None = None,
    report: str = "",
) -> list[Figure]:
    """The figures of the sentences, in order. Ids are `report` and the span.

    `times` are the time expressions of the text in order, whose numbers count nothing, and `places` the spans of its place names: of
    both a figure gets the nearest in its sentence. What is counted `syntax` says, else the words behind the number; `voice` says who
    answers for a span (the outlet when left out).
    """
    known = sorted(places)
    dated = [t for t in times if t.kind != "duration"]
    starts = [t.span.start for t in dated]
    found = []
    for sentence in sentences:
        if not _may_count(sentence.of(text)):
            continue
        here = dated[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        dates = [t.span for t in here if t.kind in _DATED]
        for match in GRAMMAR.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            value = value_of(match)
            if value is None or _left_out(text, sentence, match) or any(t.span.overlaps(span) for t in here):
                continue
            near = [p for p in known if sentence.covers(p) and not p.overlaps(span)]
            found.append(
                Figure(
                    id=f"{report}:f{span.start}-{span.end}",
                    span=span,
                    low=value.low,
                    high=value.high,
                    about=value.about,
                    of=_counted(text, sentence, span, [t.span for t in here], syntax),
                    place=_nearest(span, near),
                    date=_nearest(span, dates),
                    voice=voice(span) if voice else OUTLET,
                )
            )
    return found


def _may_count(sentence: str) -> bool:
    """Whether a sentence holds anything that a number can be made of: three of four do not, and the grammar is slow to find that out."""
    return bool(_DIGIT.search(sentence)) or not NUMBER_WORDS.isdisjoint(_LETTERS.findall(sentence.casefold()))


def _nearest(to: Span, spans: Sequence[Span]) -> Span | None:
    """The nearest span; one after the figure wins a tie, because places and dates follow what they place."""
    return min(spans, key=lambda s: (max(s.start - to.end, to.start - s.end), s.start < to.start), default=None)


def _left_out(text: str, sentence: Span, match: re.Match[str]) -> bool:
    """Whether the number only looks like a figure."""
    before, after = text[max(sentence.start, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    words = match[0].lower()
    money_or_share = bool(re.search(CURRENCY, match[0])) or bool(match["pct"])
    if money_or_share:
        return False
    if _NAME_BEFORE.search(before) or _ORDINAL_OR_NAME_AFTER.match(after):
        return True
    if _CITED_BEFORE.search(before) or _CODE_AFTER.match(after):
        return True
    if _TIME_AFTER.match(after):
        # How long an event took counts when the text bounds or rounds it: "spent about 20 minutes".
        measured = MODIFIED.match(match[0]) and re.match(r"\s(?:minutes|hours)\b", after)
        return not (measured and re.search(r"\b(?:spent|spend|last|lasts|lasted|lasting|took|for)\s$", before))
    if _MEASURE_AFTER.match(after):
        return True
    if match["several"] or match["bare"]:
        return bool(words.startswith("scores") and re.match(r"\s+(?:a|the|with|in the)\b|\s*\d", after))
    bare = (match["one"] or "").lower()
    modified = bool(match["lower5"] or match["upper5"] or match["about5"])
    if bare and bare == words:
        if bare in ("one", "zero") and not _one_counts(before, after):
            return True
        if re.fullmatch(r"(?:1[5-9]|20|21)\d\d", bare) and not re.match(r"\s+[a-z]+s\b", after):
            return True
        if re.match(r"\s\d+/\d", after):
            return True  # "2 1/2"
        if (
            bare.isdigit()
            and int(bare) < 110
            and re.search(r"\w,\s*$" if after[:1] in ",)" else r"[A-Z][\w’'-]+,\s*$", before)
            and after[:1] in ",).;"
        ):
            return True  # an age in apposition: "Ana Ruiz, 24,"
        if (
            re.search(r"\b(?:is|was|at|from|since|until|till|by|before|after|around)\s$", before)
            and re.match(r"\s*(?:[.,;]|$)", after)
            and bare.isdigit()
            and int(bare) < 25
        ):
            return True  # a clock time or an age: "at 10."
        if re.search(r"\b(?:the|these|those|its|their|his|her|our|all|both|other)\s$", before, re.I) and number_value(bare) in range(2, 11):
            return True  # somebody or something already counted: "the two", "all four warships"
        if re.search(r"[A-Z][a-z]+\s$", before) and bare.isdigit() and len(bare) == 1:
            return True  # part of a name: digits below ten are otherwise written out
        if re.search(r"[A-Z][a-z]+\s$", before) and not re.match(r"\s+[a-z]", after) and bare.isdigit():
            return True  # part of a name: "Minuteman 3"
    elif modified and bare == "one" and re.match(r"\s*(?:of|[,.;])", after):
        return True
    if _ROUND_NOUN.match(after):
        return True
    nouns = _ABSTRACT if (number_value(bare) or 0) > _FEW else f"{_ABSTRACT}|{_COUNTED_IN_FEWS}"
    return bare == words and bool(re.match(rf"\s+(?:\w+ )?(?:{nouns})\b", after))


def _one_counts(before: str, after: str) -> bool:
    """Whether a bare "one" counts somebody: "including one wounded by", "killing one person", "one dead"."""
    if _MEN_OF.match(after):
        return False
    counted = re.match(
        r"\s+(?:person|people|man|woman|child|soldier|officer|policeman|protester|civilian|dead|killed|wounded|injured|death|other"
        r" (?:was|were))\b",
        after,
    )
    return bool(counted) or bool(re.search(r"\b(?:including|killing|wounding|injuring|leaving|killed|wounded|injured)\s+$", before))


def _counted(text: str, sentence: Span, figure: Span, dates: Sequence[Span], syntax: Syntax | None) -> Span | None:
    """The noun phrase that the number counts ("people", "low-level military personnel"), by the syntax, else by what follows it."""
    if syntax is not None and (noun := named(text, syntax, figure)):
        return noun
    if joined := _CONNECT.match(text, figure.end, sentence.end):
        return Span(*joined.span(1))
    match = _NOUN.match(text, figure.end, sentence.end)
    if not match:
        return None
    end = match.start(1)
    for word in re.finditer(r"\S+", match[1]):
        form = word[0].rstrip(",.;:’'-").lower()
        first = word.start() == 0
        if not form or (not first and (form.endswith("ly") or form in _VERBS or re.fullmatch(r"\w{3,}(?:ed|ing)", form))):
            break
        if any(d.start <= match.start(1) + word.start() < d.end for d in dates) or (first and form in _VERBS | _DETERMINED):
            break
        kept = word[0] if re.fullmatch(r"(?:[A-Z]\.)+", word[0]) else word[0].rstrip(",.;:’'-")
        if form != "of":
            end = match.start(1) + word.start() + len(kept)
        if (word[0][-1] in ",.;:" and not re.fullmatch(r"(?:[A-Z]\.)+", word[0])) or form.endswith(("’s", "'s")):
            break
    return Span(match.start(1), end) if end > match.start(1) else None


_VERBS = set(
    "died die dies went go goes came come wrote said say fled flee left leave made make took take fell fall rose rise began begin won lost"
    " got get gave give saw see told tell held hold led lead became become met meet set sent shot hurt broke fought still already alone ago"
    " where what how about this last next each per angered".split()
)
_DETERMINED = {"a", "an", "this", "last", "next"}
