"""Examples: windows of a document with label arrays over their words."""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np

from standoff.model import RELATIONS, UPOS, XPOS, Span
from standoff.read.acts import ACTS
from standoff.read.inventory import DEED_PARTS, DEED_STATUS, DEED_TYPES
from standoff.read.windows import Scheme, Window, windows

from .docs import IGNORE, MENTION_FORMS, MENTION_TYPES, NAME_TYPES, Doc

OTHER_WORDS = 10  # words of a window that head no mention, scored beside those that do
EXTENTS = 16  # head words of a window whose borders are trained at a time
SENSES = 6  # likewise sentences
DEEDS = 14  # likewise deeds whose parts are trained
NO_CHAIN = -1
_ACT_NUMBERS: dict[str, int] = {act: i for i, act in enumerate(ACTS)}


@dataclass
class Example:
    """A window with its labels: per word for sentences, names and cues; per cue for arguments."""

    window: Window
    sentences: np.ndarray | None
    names: np.ndarray | None
    cues: np.ndarray | None
    cue_weight: np.ndarray | None
    labels: np.ndarray | None = None
    anchors: list[int] = field(default_factory=list)
    arguments: list[np.ndarray] = field(default_factory=list)
    acts: list[int] = field(default_factory=list)  # per cue
    weight: float = 1.0
    scheme: int = int(Scheme.POLNEAR)
    mentions: Mentions | None = None
    senses: list[tuple[int, int, int]] = field(default_factory=list)  # first word, end, row of the teacher's vectors
    tree: np.ndarray | None = None  # [5, W]: part of speech, Penn tag, parent, relation, sentence
    deeds: Deeds | None = None
    factuality: np.ndarray | None = None  # per word, NaN where nothing is known


@dataclass
class Deeds:
    """The deeds of a window: triggers, types and statuses per word (None where the set has predicates only), parts per deed."""

    triggers: np.ndarray | None
    types: np.ndarray | None
    statuses: np.ndarray | None
    rows: list[int] = field(default_factory=list)
    parts: list[np.ndarray] = field(default_factory=list)  # IGNORE outside the sentence


@dataclass
class Mentions:
    """The mentions of a window: `forms` and `kinds` per word; the rest per head word, in order of the words."""

    forms: np.ndarray
    kinds: np.ndarray
    weight: float
    heads: list[int] = field(default_factory=list)
    chains: list[int] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    extents: list[tuple[int, int, int]] = field(default_factory=list)  # head, first and last word


def examples(doc: Doc, *, max_pieces: int = 250, offset: int = 0, text: str | None = None, inside: float = 0.1) -> list[Example]:
    """The windows of a document with their labels. `offset` drops paragraphs at the start, `text` is a requoted one."""
    text = doc.text if text is None else text
    paragraphs = [Span(a, b) for a, b in doc.paragraphs[offset:]]
    result = []
    for window in windows(text, paragraphs, max_pieces=max_pieces):
        example = Example(window, None, None, None, None, weight=doc.weight, scheme=int(doc.scheme))
        begins = {w[0]: i for i, w in enumerate(window.words)}
        low, high = window.words[0][0], window.words[-1][1]
        if doc.sentences is not None:
            example.sentences = np.zeros(len(window.words), dtype=np.int64)
            for a, _ in doc.sentences:
                if a in begins:
                    example.sentences[begins[a]] = 1
        if doc.names is not None:
            example.names = np.zeros(len(window.words), dtype=np.int64)
            for a, b, kind in doc.names:
                for k, i in enumerate(_cover(window, a, b) if low <= a < high else []):
                    example.names[i] = 1 + 2 * NAME_TYPES.index(kind) + (k > 0)
        if doc.labels is not None:
            example.labels = np.zeros(len(window.words), dtype=np.int64)
            for a, b in doc.labels:
                for k, i in enumerate(_cover(window, a, b) if low <= a < high else []):
                    example.labels[i] = 1 + (k > 0)
        if doc.attributions is not None:
            _attribution_labels(example, doc, low, high, inside)
        if doc.mentions is not None:
            example.mentions = _mention_labels(window, doc)
        if doc.nodes is not None:
            example.tree = _tree(window, doc)
        if doc.deeds is not None:
            example.deeds = _deeds(window, doc, begins)
        if any(low <= a < high for a, _ in doc.factuality):
            example.factuality = np.full(len(window.words), np.nan, dtype=np.float32)
            for a, value in doc.factuality:
                if a in begins:
                    example.factuality[begins[a]] = value
        for a, b, row in doc.senses or []:
            if low <= a and b <= high and a in begins:
                example.senses.append((begins[a], _cover(window, a, b)[-1] + 1, row))
        result.append(example)
    return result


def _cover(window: Window, a: int, b: int) -> list[int]:
    return [i for i, (s, e) in enumerate(window.words) if s < b and a < e]


def _attribution_labels(example: Example, doc: Doc, low: int, high: int, inside: float) -> None:
    window = example.window
    size = len(window.words)
    example.cues, example.cue_weight = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.float32)
    made = [span for a in doc.attributions or [] if a.made for span in a.content]
    for a in doc.attributions or []:
        if not a.cue or not low <= a.cue[0][0] < high:
            continue
        cue = [i for span in a.cue for i in _cover(window, *span)]
        if not cue:
            continue
        anchor = cue[0]
        for k, i in enumerate(cue):
            example.cues[i] = 1 if k == 0 else 2
        labels = np.zeros(size, dtype=np.int64)
        for base, spans in ((1, a.source), (3, a.content)):
            for span in spans:
                for k, i in enumerate(_cover(window, *span)):
                    labels[i] = base + (k > 0)
        for span in a.content:
            if not a.made and not any(s <= span[0] and span[1] <= e for s, e in made):
                for i in _cover(window, *span):
                    # PolNeAR gives a word to one attribution only, so a cue inside a content goes unmarked there.
                    example.cue_weight[i] = inside
        example.anchors.append(anchor)
        example.arguments.append(labels)
        example.acts.append(_ACT_NUMBERS[a.act] if a.act else IGNORE)
    example.cue_weight[example.cues > 0] = 1.0


def _sentence_of(window: Window, doc: Doc) -> np.ndarray:
    """The place of each word's sentence in the document [W], -1 outside all."""
    found = np.full(len(window.words), -1)
    stretches = doc.sentences or doc.stretches or []
    starts = [a for a, _ in stretches]
    for i, (a, b) in enumerate(window.words):
        k = bisect_right(starts, a) - 1
        if k >= 0 and b <= stretches[k][1]:
            found[i] = k
    return found


_PLACES = {name: {label: i for i, label in enumerate(labels)} for name, labels in (("upos", UPOS), ("xpos", XPOS), ("relation", RELATIONS))}


def _tree(window: Window, doc: Doc) -> np.ndarray:
    tree = np.full((5, len(window.words)), IGNORE)
    begins = {w[0]: i for i, w in enumerate(window.words)}
    for n in doc.nodes or []:
        i = begins.get(n.start)
        if i is None:
            continue
        if n.upos:
            tree[0, i], tree[1, i] = _PLACES["upos"].get(n.upos, IGNORE), _PLACES["xpos"].get(n.xpos, XPOS.index("OTHER"))
        if n.parent in begins:
            tree[2, i], tree[3, i] = begins[n.parent], _PLACES["relation"].get(n.relation, _PLACES["relation"][n.relation.split(":")[0]])
    tree[4] = _sentence_of(window, doc)
    return tree


def _deeds(window: Window, doc: Doc, begins: dict[int, int]) -> Deeds:
    size, sentence = len(window.words), _sentence_of(window, doc)
    typed = doc.typed
    blank = [np.full(size, IGNORE) if typed else None for _ in range(2)]
    made = Deeds(np.zeros(size, dtype=np.int64) if typed else None, *blank)
    for deed in doc.deeds or []:
        row = begins.get(deed.trigger[0])
        if row is None:
            continue
        if made.triggers is not None and made.types is not None and made.statuses is not None and deed.type and deed.status:
            for k, i in enumerate(_cover(window, *deed.trigger)):
                made.triggers[i] = 1 + (k > 0)
            made.types[row], made.statuses[row] = DEED_TYPES.index(deed.type), DEED_STATUS.index(deed.status)
        parts = np.where(sentence == sentence[row], 0, IGNORE) if sentence[row] >= 0 else np.full(size, IGNORE)
        for a, part in deed.parts.items():
            if a in begins and begins[a] != row:
                parts[begins[a]] = DEED_PARTS.index(part)
        made.rows.append(row)
        made.parts.append(parts)
    return made


def _mention_labels(window: Window, doc: Doc) -> Mentions:
    size, begins = len(window.words), [w[0] for w in window.words]
    made = Mentions(np.full(size, 0 if doc.complete else IGNORE), np.full(size, IGNORE), doc.mention_weight)

    def at(offset: int) -> int | None:
        i = bisect_right(begins, offset) - 1
        return i if i >= 0 and offset < window.words[i][1] else None

    for offset in doc.no_heads:
        word = at(offset)
        if word is not None:
            made.forms[word] = 0
    for m in doc.mentions or []:
        head = at(m.head)
        if head is None or (made.heads and made.heads[-1] == head):
            continue
        if doc.tagged:
            made.forms[head] = MENTION_FORMS.index(m.form)
        if doc.tagged and m.kind:
            made.kinds[head] = MENTION_TYPES.index(m.kind)
        made.heads.append(head)
        made.chains.append(m.chain)
        made.linked.append(m.linked)
        first, last = at(m.start), at(m.end - 1)
        if m.bounded and first is not None and last is not None:
            made.extents.append((head, first, last))
    return made


def draw(example: Example, rng: random.Random) -> None:
    """Adds words that head no mention to those whose antecedents are trained, and thins out extents and sentences."""
    example.senses = rng.sample(example.senses, min(SENSES, len(example.senses)))
    if example.deeds and len(example.deeds.rows) > DEEDS:
        kept = sorted(rng.sample(range(len(example.deeds.rows)), DEEDS))
        example.deeds.rows, example.deeds.parts = [example.deeds.rows[k] for k in kept], [example.deeds.parts[k] for k in kept]
    made = example.mentions
    if made is None:
        return
    made.extents = rng.sample(made.extents, min(EXTENTS, len(made.extents)))
    taken = set(made.heads)
    free = [i for i in range(len(example.window.words)) if i not in taken]
    rows = list(zip(made.heads, made.chains, made.linked, strict=True))
    # Only where every mention is known can such a word be said to have no antecedent; elsewhere it is a wrong candidate only.
    rows += [(i, NO_CHAIN, bool(made.forms[i] == 0)) for i in rng.sample(free, min(OTHER_WORDS, len(free)))]
    rows.sort()
    made.heads, made.chains, made.linked = [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]
