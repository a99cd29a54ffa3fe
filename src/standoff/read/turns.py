"""Transcripts: each turn is a statement of the one whose name opens it, with the colon as its cue.

No network is asked: its training data holds few transcripts, and the form says who speaks. The words of the outlet's own hosts and
correspondents are the outlet's voice; only their questions are statements. A turn holds what was said word for word, so it is direct.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from standoff.ingest.speakers import Speaker, speakers
from standoff.model import MentionType, Span, Statement

from .resolve import Resolved
from .statements import Draft

SURE = 0.95
_DIRECTION = re.compile(r"[*\s]*(?:[(\[][^()\[\]]*[)\]][.\s*]*)+|[-–—*_.\s]+")  # "(LAUGHTER)", "[crosstalk]", a line of dashes
_ASKS = re.compile(r"\?[\])\"'”’»*_]*\s*(?:[(\[][^()\[\]]*[)\]]\s*)?$")
_SENTENCE = re.compile(r"[.!?…]+[\])\"'”’»]*\s+(?=\S)")
_TO_SOMEBODY = re.compile(r"\b(?:I|I['’]\w+|we|we['’]\w+|you|you['’]\w+|my|our|your|us|me)\b", re.IGNORECASE)
_SHORT = 2  # sentences; a longer answer that ends in a question is no question
_NO_NAME = frozenset(
    "Q A QUESTION ANSWER REPORTER SPEAKER MAN WOMAN MALE FEMALE PRESIDENT SECRETARY MINISTER CHAIRMAN HOST MODERATOR PARTICIPANT".split()
)
_ASKERS = frozenset(("Q", "QUESTION", "REPORTER", "MODERATOR", "INTERVIEWER"))
# Labels that describe: "THE PRESIDENT", "UNIDENTIFIED MAN", "SPEAKER 2".
_DESCRIBES = re.compile(
    r"\b(?:THE|UNIDENTIFIED|UNKNOWN|\w*(?:MAN|WOMAN|PERSON)|MALE|FEMALE|VOICE|CROWD|AUDIENCE|OPERATOR|INTERPRETER|TRANSLATOR|\d+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at one go: a span for each paragraph, stage directions left out."""

    speaker: Speaker
    content: tuple[Span, ...]
    asks: bool

    @property
    def label(self) -> Span:
        """The name with its colon."""
        return self.speaker.name.hull(self.speaker.colon)

    @property
    def draft(self) -> Draft | None:
        """The turn as a statement; None where it is the outlet's own voice."""
        if self.speaker.narrates and not self.asks:
            return None
        return Draft(self.speaker.name, self.speaker.colon, self.content, "direct", SURE)


def turns(text: str, body: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript, in order; none where the paragraphs are no transcript."""
    labels = speakers(text, body)
    if not labels:
        return []
    found: list[tuple[Speaker, tuple[Span, ...]]] = []
    named = _speakers_named(text, labels)
    for here, after in zip(labels, [*labels[1:], None], strict=True):
        first = _said(text, here.colon.end, body[here.paragraph].end)
        content = [first] if first else []
        last = after.paragraph if after else len(body)
        for paragraph in body[here.paragraph + 1 : last]:
            if _DIRECTION.fullmatch(paragraph.of(text)):
                continue
            if content and not _goes_on(paragraph.of(text), named, closed=after is None):
                break
            content += filter(None, [_said(text, paragraph.start, paragraph.end)])
        if content:
            found.append((here, tuple(content)))
    asking = {key for key in {s.key for s, _ in found} if _mostly_asks(text, [c for s, c in found if s.key == key])}
    return [Turn(s, c, _asks(text, c) and (s.narrates or s.key in asking | _ASKERS or _is_short(text, c))) for s, c in found]


def with_turns(drafts: Sequence[Draft], found: Sequence[Turn]) -> list[Draft]:
    """The statements with the turns among them.

    What was read into a label goes, and no other statement reaches over the border of a turn.
    """
    if not found:
        return list(drafts)
    starts = [t.label.start for t in found]

    def turn_of(span: Span) -> int:
        at = bisect_right(starts, span.start) - 1
        return at if at >= 0 and span.start < found[at].content[-1].end else -1

    def border(span: Span, at: int) -> int:
        if at >= 0:
            return found[at].content[-1].end
        after = bisect_right(starts, span.start)
        return starts[after] if after < len(starts) else span.end

    kept = []
    for d in drafts:
        at = turn_of(d.cue)
        if any(found[turn_of(s)].label.overlaps(s) for s in (d.cue, d.source) if s and turn_of(s) >= 0):
            continue
        content = tuple(Span(c.start, min(c.end, border(c, at))) for c in d.content if turn_of(c) == at)
        if content:
            kept.append(replace(d, content=content))
    return sorted([*kept, *(t.draft for t in found if t.draft)], key=lambda d: d.cue)


def asked(statements: Sequence[Statement], found: Sequence[Turn]) -> tuple[Statement, ...]:
    """The statements, those of turns that ask with the act `ask`."""
    asking = {t.speaker.colon for t in found if t.asks}
    return tuple(replace(s, act="ask") if s.cue in asking else s for s in statements)


def speaking(text: str, found: Sequence[Turn], names: Sequence[Span]) -> list[tuple[Span, MentionType, float]]:
    """The speakers whose labels are names that were not found as such: surnames in capitals, mostly."""
    taken = sorted(names)
    able = (t.speaker for t in found if t.speaker.key not in _NO_NAME and not _is_initials(text, t.speaker))
    labels = [s.name for s in able if len(s.name.of(text).split()) < 4 and not _DESCRIBES.search(s.name.of(text))]
    return [(label, "person", SURE) for label in labels if not _among(taken, label)]


def by_initials(text: str, resolved: Resolved, found: Sequence[Turn]) -> Resolved:
    """The mentions, with speakers that go by their initials ("IR:") pointing at the one person of the report who has them."""
    labels = {t.speaker.name: t.speaker.key for t in found if _is_initials(text, t.speaker)}
    names = {m.id: m.span.of(text) for m in resolved.mentions if m.form == "name" and m.type == "person"}
    full = {}
    for key in set(labels.values()):
        bearers = [b for b in resolved.bearers if any(_initials(names.get(n, "")) == key for n in b.names)]
        if len(bearers) == 1:
            full[key] = max((n for n in bearers[0].names if n in names), key=lambda n: len(names[n]))
    mentions = tuple(
        replace(m, form="nominal", antecedent=full[labels[m.span]], confidence=SURE, reason="the initials of the name")
        if labels.get(m.span) in full
        else m
        for m in resolved.mentions
    )
    return replace(resolved, mentions=mentions)


def _among(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span shares a character with one of others, which are in order and apart."""
    at = bisect_right(taken, span)
    return any(s.overlaps(span) for s in taken[max(0, at - 1) : at + 1])


def _is_initials(text: str, speaker: Speaker) -> bool:
    return len(speaker.key) in (2, 3) and speaker.key.isalpha() and speaker.key == speaker.name.of(text)


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split()) if len(name.split()) > 1 else ""


def _speakers_named(text: str, labels: Sequence[Speaker]) -> re.Pattern[str] | None:
    """The names of the speakers as the outlet would write them: surnames, and for two initials the surnames that they may stand for."""
    names = {s.key for s in labels if len(s.key) > 2 and s.key not in _NO_NAME}
    for initials in {s.key for s in labels if len(s.key) == 2 and _is_initials(text, s)}:
        names |= {m[1] for m in re.finditer(rf"\b{initials[0]}[^\W\d_A-Z]+ ({initials[1]}[^\W\d_A-Z]+)", text)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b", re.IGNORECASE) if names else None


def _said(text: str, start: int, end: int) -> Span | None:
    """A stretch without the marks and the white space at its ends; None when it holds no words."""
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def _goes_on(paragraph: str, named: re.Pattern[str] | None, *, closed: bool) -> bool:
    """Whether a paragraph without a name belongs to the turn before it: not where the outlet speaks of one of the speakers.

    Behind the last turn the outlet takes over more often than not, so there somebody has to be spoken to.
    """
    if named and named.search(paragraph):
        return False
    return not closed or bool(_TO_SOMEBODY.search(paragraph))


def _asks(text: str, content: Sequence[Span]) -> bool:
    return bool(_ASKS.search(content[-1].of(text)[-80:]))


def _mostly_asks(text: str, said: Sequence[Sequence[Span]]) -> bool:
    return len(said) > 1 and sum(_asks(text, c) for c in said) * 2 >= len(said)


def _is_short(text: str, content: Sequence[Span]) -> bool:
    return len(content) == 1 and len(_SENTENCE.findall(content[0].of(text))) < _SHORT
