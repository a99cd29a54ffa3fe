"""The baseline reader: cue lexicon and quotation marks only, no network. What the network is measured against.

A cue verb of the lexicon takes the noun phrase before it (or after it, where the verb stands between a quotation and a name)
as its source, and the quotation, the that-clause or the rest of the sentence as its content. Names are runs of capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from standoff import __version__
from standoff.model import MentionType, Reading, Report, Run, Span

from .assemble import not_read, statements_of
from .attribution import Attribution
from .body import parted
from .chaining import chained
from .figures import figures
from .lexicon import CueHead, heads_in
from .quotes import Quotation, pair_quotes, touching
from .resolve import resolve
from .roles import roles
from .state import notes_on
from .statements import draft, parented
from .times import times
from .turns import asked, turns, with_turns
from .unknowns import open_questions
from .visible import through
from .voices import Voices

_MIN_SHARE = 0.35  # of a lemma's occurrences that are cues, for it to be taken as one
_LONGEST = 5000  # characters: what is longer is a table or a broken file and no sentence

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|Pres|St|Jr|Sr|Mt|Ft|No|Nos|vs|etc|approx|ca|cf|Inc"
    r"|Ltd|Corp|Co|Bros"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Art|Fig|Vol|pp|ed|Ave|Blvd|Rd)|\b[A-Za-z]"
    r"|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_STOP = re.compile(r"(?:[.!?…]+|\.\.\.)[”\"’'»)\]]*(?=\s|[A-Z“\"«]|$)")
# After an abbreviation a new sentence begins only with one of these.
_OPENER = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|There|When|While|After|Before|If|As|His|Her|Its|Their)\b"
)


def split_sentences(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Sentences by rule: full stops outside abbreviations, initials and numbers; closing marks stay with what they close.

    No sentence goes beyond its paragraph, and none is blank.
    """
    found = []
    for paragraph in paragraphs:
        start = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            if _ends(text, start, stop, paragraph.end):
                found.append((start, stop.end()))
                start = stop.end()
        found.append((start, paragraph.end))
    trimmed = (_trimmed(text, start, end) for start, end in found)
    return [span for span in trimmed if span]


def _ends(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    rest = text[stop.end() : min(limit, stop.end() + 30)]
    if not rest.strip():
        return True
    follows = rest.lstrip()
    glued = follows is rest or not rest[0].isspace()
    if glued and not (stop[0][-1] in "”\"’'" or (stop.start() and text[stop.start() - 1].islower() and follows[0] in '“"«')):
        # "U.S.-backed", "example.com"; a lost space counts where a sentence visibly ended: "years.The"
        return bool(re.match(r"[A-Z][a-z]+\s", follows)) and text[max(start, stop.start() - 2) : stop.start()].islower()
    if follows[0].islower():
        return False  # "…?” he asked", "i.e. the"
    if stop[0][0] == "." and len(stop[0]) == 1 and _ABBREVIATION.search(text, max(start, stop.start() - 12), stop.end()):
        return bool(_OPENER.match(rest)) and not re.search(
            r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|St)\.$", text[max(start, stop.start() - 4) : stop.end()]
        )
    return True


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    inner = words.strip()
    at = start + len(words) - len(words.lstrip())
    return Span(at, at + len(inner)) if inner else None


class BaselineReader:
    """Reads by rules alone. The same interface as the network reader, so that the same benchmark scores both."""

    @property
    def run(self) -> Run:
        """Version and threshold; there are no weights."""
        return Run(f"baseline-{__version__}", __version__, None, (("min_share", str(_MIN_SHARE)),))

    def read(self, report: Report) -> Reading:
        """All layers of one report that rules can find. A report in another language gets empty layers and a note."""
        if report.language != "en":
            return not_read(report, self.run.id)
        return through(report, self._read)

    def _read(self, report: Report) -> Reading:
        parts = parted(report)
        text, body = report.text, parts.read
        quotations = pair_quotes(text, body)
        split = split_sentences(text, body)
        named = list(names_by_capitals(text, split))
        people = [span for span, kind, _ in named if kind == "person"]
        drafts = draft(text, list(find_attributions(text, split, quotations)), quotations, body, people, [s for s, _, _ in named])
        spoken = turns(text, body)
        drafts = parented(with_turns(drafts, spoken))
        resolved = resolve(report.id, text, named, drafts, split)
        statements = asked(statements_of(report, drafts, resolved.source_of, split), spoken)
        voices = Voices(statements)
        return Reading(
            report,
            self.run.id,
            sentences=tuple(split),
            mentions=chained(report.id, text, resolved.mentions, resolved.bearers, statements),
            statements=statements,
            figures=tuple(figures(text, split, times=times(text, split, report=report.id), voice=voices.of, report=report.id)),
            roles=roles(text, split, resolved.mentions, report=report.id),
            open_questions=tuple(open_questions(text, split, voice=voices.of, report=report.id)),
            notes=notes_on(report, parts, quotations, spoken),
        )


_BODY_WORD = re.compile(
    r"\b(?:Ministry|Council|Party|Union|Agency|Army|Navy|Forces?|Guard|Command|Court|Congress|Parliament|Senate|House|Assembly"
    r"|University|Institute"
    r"|Company|Corp|Group|Committee|Commission|Department|Office|Nations|Bank|Organi[sz]ation|Association|Front|Movement|News|Times"
    r"|Post|Press"
    r"|Network|Coalition|Federation|Government|Police|Embassy|Administration|League|Society|Foundation|Pentagon)\b"
)
_NAME = re.compile(r"\b[A-Z][\w’'.-]*[\w](?:\s+(?:(?:of|bin|al|ben|de|del|der|van|von|la|el)\s+)?[A-Z][\w’'-]*\w)*")
_NO_NAME = set(
    (
        "the a an he she it they we i you his her its their our my this that these those there in on at but and or for from to if "
        "when while after before as not no yes so what who why how monday tuesday wednesday thursday friday saturday sunday "
        "january february march april may june july august september october november december today yesterday since some many "
        "most one two still also mr mrs ms dr president minister prime secretary general senator governor king prince mayor "
        "captain colonel lieutenant commander spokesman spokeswoman ambassador chancellor judge bishop foreign defense defence "
        "interior finance justice representative congressman congresswoman professor sir lord lady vice deputy former acting "
    ).split()
)


def names_by_capitals(text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, MentionType, float]]:
    """Runs of capitalised words as names: bodies by their nouns, persons when of two words or more, the rest "other"."""
    for sentence in sentences:
        for match in _NAME.finditer(text, sentence.start, sentence.end):
            start = match.start()
            words = match[0].split()
            while words and words[0].lower() in _NO_NAME:
                start = text.index(words[1], start + len(words[0])) if len(words) > 1 else match.end()
                words = words[1:]
            if not words or (len(words) == 1 and start == sentence.start):
                continue
            span = _trimmed(text, start, match.end() - (2 if match[0].endswith(("’s", "'s")) else 0))
            if span is None:
                continue
            kind: MentionType = "organisation" if _BODY_WORD.search(span.of(text)) else "person" if len(words) > 1 else "other"
            yield span, kind, 0.5


_AUXILIARY = (
    r"(?:\s+(?:has|have|had|is|are|was|were|also|then|later|earlier|still|now|once|again|repeatedly|recently|\w+ly|who|which))*\s*$"
)
_SOURCE_BEFORE = re.compile(
    r"(?P<who>(?:(?:the|a|an|some|many|several|all|one|his|her|its|their"
    r"|another)\s+)?(?:[\w’'.-]+\s+(?:of\s+(?:the\s+)?)?){0,6}?[\w’'.-]*\w)" + _AUXILIARY,
    re.I,
)
_APPOSITION = re.compile(r"(?P<who>(?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*),\s[^,“”\"]{3,90},\s*$")
_SOURCE_AFTER = re.compile(
    r"\s+(?P<who>(?:(?:the|a|an|one|some|several|another)\s+)?(?:[\w’'.-]+\s+(?:of\s+(?:the\s+)?)?){0,5}?[\w’'.-]*\w)(?=\s*[,.;:“\"(]"
    r"|\s+(?:on|in|at|during|of|who|after|as|when)\b|\s*$)",
    re.I,
)
_BORDER = re.compile(
    r"[,;:—–“”\"()]|\s--\s|\b(?:and|but|that|when|after|as|because|while|if|although|though|since|where|with|which|said)\b", re.I
)
_PREAMBLE = re.compile(
    r"(?:\s+(?:reporters|journalists|lawmakers|him|her|them|me|us|(?:the\s+)?[A-Z][\w’'.]*(?:\s+[A-Z][\w’'.]*){0,3}))?"
    r"(?:\s*,?\s*(?:on|in|at|during|via|by)\s+(?:(?:a|an|the|his|her|its)\s+)?[\w’'.]+(?:\s+[A-Za-z’'.]+){0,2}?)?(?:\s+(?:Mon|Tues"
    r"|Wednes|Thurs|Fri|Satur|Sun)day)?\s*[,:]?\s*(?=that\b|[“\"])"
)
_END = re.compile(
    r",\s+(?:but|while|although|though)\s|;\s|,?\s+(?:according to|adding|saying)\b"
    r"|,?\s+and\s+(?=(?:\w+\s+){0,3}(?:said|denied|called|told|accused|blamed|warned|urged|rejected|vowed|promised|asked)\b)"
)


def find_attributions(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """Cues with source and content, sentence by sentence, in order of the cues. No cue is sought inside a quotation."""
    level = [q for q in quotations if q.level == 0]
    outer = {q.span.start: q.span for q in level}
    for number, sentence in enumerate(sentences):
        if len(sentence) > _LONGEST:
            continue
        quoted = [q.span for q in touching(level, sentence)]
        last: Span | None = None  # the source of the cue before in this sentence
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        for head in heads_in(text, sentence):
            if any(q.overlaps(head.span) for q in quoted) or not _may_attribute(head) or _passive(text, head):
                continue
            found = _according(text, sentence, head) if head.entry.lemma == "according to" else _spoken(text, sentence, head, quoted, last)
            if found is None:
                continue
            source, content = found
            if following and content[-1].start < head.span.start and not text[content[-1].end : following.start].count("\n"):
                content += [outer[following.start]] if following.start in outer else []
            last = source or last
            yield Attribution((source,) if source else (), head.span, tuple(sorted(content)), head.entry.share, 1.0)


def _may_attribute(head: CueHead) -> bool:
    return head.entry.pos in ("verb", "phrase") and head.entry.share >= _MIN_SHARE


def _passive(text: str, head: CueHead) -> bool:
    """Whether the verb is a participle without a speaker: "was expected", "a video posted on"."""
    before, after = text[max(0, head.span.start - 12) : head.span.start], text[head.span.end : head.span.end + 5]
    participle = head.entry.pos == "verb" and text[head.span.start : head.span.end].endswith(("ed", "wn", "een", "itten"))
    return participle and (
        bool(re.search(r"\b(?:was|were|is|are|been|be|being|widely)\s(?:\w+ly\s)?$", before)) or bool(re.match(r"\s(?:by|on)\b", after))
    )


def _according(text: str, sentence: Span, head: CueHead) -> tuple[Span | None, list[Span]] | None:
    after = re.compile(r"\s+(?P<who>[^,.;:“”\"\n]{2,90})").match(text, head.span.end, sentence.end)
    source = Span(*after.span("who")) if after else None
    before = _trimmed(text, sentence.start, head.span.start)
    if before and len(before) > 15:
        return source, [before]
    rest = _trimmed(text, after.end(), sentence.end) if after else None
    return (source, [rest]) if rest and len(rest) > 15 else None


def _spoken(text: str, sentence: Span, head: CueHead, quoted: Sequence[Span], last: Span | None) -> tuple[Span | None, list[Span]] | None:
    cue = head.span
    before_quotes = [q for q in quoted if q.end <= cue.start]
    after_quotes = [q for q in quoted if q.start >= cue.end]
    goes_on = re.search(r"(?:,|\band|\bbut)\s+(?:also\s+|then\s+|\w+ly\s+)?$", text[sentence.start : cue.start])
    source, from_where = (last, sentence.start) if last and goes_on else _source_before(text, sentence, cue)
    led = text[sentence.start : from_where].rstrip()
    # "…,” Ana Ruiz said" and "…, Ana Ruiz said": what stands before the source is the content.
    if led.endswith((",", "”", '"', "’")) and len(led) > 12 and (before_quotes or _closes(text, cue, sentence)):
        led_by = _trimmed(text, sentence.start, sentence.start + len(led))
        content = [q for q in before_quotes if q.end >= sentence.start + len(led) - 1] or [led_by or sentence]
        if source is None or (text[source.end : cue.start].strip() == "" and not source.of(text)[0].isalnum()):
            source = _source_after(text, sentence, cue)
        return source, [*content, *(q for q in after_quotes if q.end <= sentence.end)]
    inverted = before_quotes and not text[before_quotes[-1].end : cue.start].strip(" ,")
    if inverted:
        return _source_after(text, sentence, cue), [before_quotes[-1], *(q for q in after_quotes if q.end <= sentence.end)]
    start = cue.end
    if preamble := _PREAMBLE.match(text, start, sentence.end):
        start = preamble.end()
    stop = next(
        (m.start() for m in _END.finditer(text, start, sentence.end) if not any(q.start < m.start() < q.end for q in quoted)), sentence.end
    )
    clause = _trimmed(text, start, stop)
    if clause is None or len(clause) < 8 or source is None:
        return None
    return source, [clause]


def _closes(text: str, cue: Span, sentence: Span) -> bool:
    """Whether the clause ends with the cue or an adverbial after it."""
    return bool(re.match(r"\s*(?:[.,;]|$)|\s+(?:in|on|at|during)\b[^,“\"]{0,60}[.,]?\s*$", text[cue.end : sentence.end]))


def _source_before(text: str, sentence: Span, cue: Span) -> tuple[Span | None, int]:
    """The noun phrase before the cue, and where its clause begins."""
    if named := _APPOSITION.search(text, sentence.start, cue.start):
        return Span(*named.span("who")), named.start()
    borders = [m.end() for m in _BORDER.finditer(text, sentence.start, cue.start)]
    start = borders[-1] if borders else sentence.start
    match = _SOURCE_BEFORE.search(text, start, cue.start)
    if not match or not re.search(r"\w", match["who"]):
        return None, start
    span = _trimmed(text, match.start("who"), match.end("who"))
    return span, span.start if span else start


def _source_after(text: str, sentence: Span, cue: Span) -> Span | None:
    match = _SOURCE_AFTER.match(text, cue.end, sentence.end)
    return Span(*match.span("who")) if match else None
