"""Where a passage stands towards what it speaks of: by its act, its cue, the words around it and its own words.

The valence is crude on purpose: words of support and praise count up, words of opposition and blame down, and a negation
up to three words before turns a word round (after Taboada et al., 2011, "Lexicon-based methods for sentiment analysis").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ...model import Act
from ..passages import Field, Passage
from ..similarity import bag

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_NEGATORS = frozenset("not never no without neither nor cannot hardly none nothing".split())
_REACH = 3  # words that a negation reaches over
_ACTS: dict[Act, int] = {"endorse": 1, "promise": 1, "condemn": -1, "accuse": -1, "deny": -1, "threaten": -1}
_SIGNS = {"for": 1, "good": 1, "against": -1, "bad": -1}
_HEAD = 9  # words of a content in which its object stands
_LEAD = 4  # sentences of a report that say what it is about
_OPENING = 25  # characters in which a sentence turns against the one before


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> (all words, class) of every entry of `stance.tsv`."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for line in files("standoff.link").joinpath("stance.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, entries = line.partition("\t")
            for words in (tuple(e.replace("’", "'").split()) for e in entries.split(";")):
                if words:
                    found[words[0]].append((words, name))
    return {first: tuple(sorted(set(rows))) for first, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Tone:
    """What takes sides in a text: `valence` is words for less words against, `weight` how many of either.

    `answers` and `contrasts` count words that answer or set against; `sided` is 1 where those spoken of are supporters,
    -1 where they are critics.
    """

    valence: int = 0
    weight: int = 0
    answers: int = 0
    contrasts: int = 0
    sided: int = 0


NO_TONE = Tone()


@lru_cache(maxsize=65536)
def tone(text: str) -> Tone:
    """The tone of a text."""
    tokens = [w.replace("’", "'") for w in _WORD.findall(text.lower())]
    known, last = _table(), -9
    counts: defaultdict[str, int] = defaultdict(int)
    for k, token in enumerate(tokens):
        if token in _NEGATORS or token.endswith("n't"):
            last = k
        for entry, name in known.get(token, ()):
            if len(entry) == 1 or tuple(tokens[k : k + len(entry)]) == entry:
                counts[name] += 1
                counts["-" + name] += k - last <= _REACH
    if not counts:
        return NO_TONE
    return Tone(
        sum(sign * (counts[name] - 2 * counts["-" + name]) for name, sign in _SIGNS.items()),
        sum(counts[name] for name in _SIGNS),
        counts["answer"],
        counts["contrast"],
        (counts["side_for"] > 0) - (counts["side_against"] > 0),
    )


@dataclass(frozen=True, slots=True)
class Stance:
    """Where one passage stands.

    `sign` is -1, 0 or 1 by the act; `said` the tone of its words, `lead` that of the sentence before them, `cue` of the
    cue, `source` of the source. `around` are the stems of its sentence without the source, `head` those of its first
    words, `topical` how many of its stems stand in the opening of the report. `turns` where its sentence opens with a
    contrast. `rank` numbers the statements of a report.
    """

    act: str
    sign: int
    said: Tone
    lead: Tone
    cue: Tone
    source: Tone
    around: frozenset[str]
    head: frozenset[str]
    topical: int
    turns: bool
    rank: int
    quoted: bool

    @property
    def side(self) -> int:
        """For (1) or against (-1) what it speaks of, 0 where act, lead and words do not tell."""
        total = self.lead.valence + self.said.valence + self.sign
        return (total > 0) - (total < 0)


def stances(field: Field) -> dict[int, Stance]:
    """The stance of each statement of the field, by the index of its passage."""
    found: dict[int, Stance] = {}
    for members in field.by_report.values():
        told = [i for i in members if field.passages[i].statement is not None]
        if told:
            opening = _opening(field.passages[told[0]])
            found.update((i, _stance(field.passages[i], opening, rank)) for rank, i in enumerate(told))
    return found


def _opening(passage: Passage) -> frozenset[str]:
    sentences: Sequence[object] = passage.reading.sentences
    end = passage.reading.sentences[min(_LEAD, len(sentences)) - 1].end if sentences else 500
    return bag(passage.report.text[:end]).stems


def _stance(passage: Passage, opening: frozenset[str], rank: int) -> Stance:
    statement, text, sentences = passage.statement, passage.report.text, passage.reading.sentences
    assert statement is not None
    first, last = passage.spans[0], passage.spans[-1]
    start = min(statement.hull.start, sentences[passage.order].start if passage.order < len(sentences) else first.start)
    end = max(last.end, sentences[passage.order].end if passage.order < len(sentences) else last.end)
    lead, tail = text[start : first.start], text[last.end : end]
    source = passage.report.quote(statement.source) if statement.source else ""
    return Stance(
        act=statement.act,
        sign=_ACTS.get(statement.act, 0),
        said=tone(passage.text),
        lead=tone(lead),
        cue=tone(passage.report.quote(statement.cue)) if statement.cue else NO_TONE,
        source=tone(source),
        around=(passage.bag.stems | bag(lead).stems | bag(tail).stems) - bag(source).stems,
        head=bag(" ".join(passage.text.split()[:_HEAD])).stems,
        topical=len(passage.bag.stems & opening),
        turns=tone(text[start : start + _OPENING]).contrasts > 0,
        rank=rank,
        quoted=statement.kind != "indirect",
    )
