"""Augmentation: other quotation marks, made-up nestings, other case."""

from __future__ import annotations

import random
from collections.abc import Iterable

from standoff.model import Span
from standoff.read.quotes import pair_quotes
from standoff.read.windows import Shape

from .docs import Attribution, Doc, lines_of
from .examples import Example


def requote(text: str, rng: random.Random) -> str:
    """The same text with another style of quotation marks now and then; every change keeps the length."""
    roll = rng.random()
    if roll < 0.55:
        return text
    if roll < 0.75:
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    marks = [("“", "”"), ("‘", "’")][roll > 0.95]
    signs = list(text.replace("'", "’"))
    for q in pair_quotes(text, [Span(a, b) for a, b in lines_of(text)]):
        if q.level == 0:
            signs[q.span.start] = marks[0]
            if q.closed:
                signs[q.span.end - 1] = marks[1]
    return "".join(signs)


def source_pool(docs: Iterable[Doc]) -> list[tuple[str, str]]:
    """(source, cue) wordings of direct order, for made-up nestings."""
    pool = []
    for doc in docs:
        for a in doc.attributions or []:
            if len(a.source) == 1 and len(a.cue) == 1 and a.source[0][1] < a.cue[0][0] <= a.source[0][1] + 2:
                source, cue = doc.text[slice(*a.source[0])], doc.text[slice(*a.cue[0])]
                if len(source.split()) <= 5 and cue in (
                    "said",
                    "says",
                    "told reporters",
                    "claimed",
                    "wrote",
                    "reported",
                    "added",
                    "insisted",
                ):
                    pool.append((source, cue))
    return pool


def nested(doc: Doc, pool: list[tuple[str, str]], rng: random.Random) -> Doc | None:
    """A made-up document: some sentences of `doc` that hold an attribution, each put into somebody's mouth."""
    text = ""
    made: list[Attribution] = []
    paragraphs: list[tuple[int, int]] = []
    sentences = doc.sentences or []
    for begin, end in rng.sample(sentences, min(len(sentences), 12)):
        inside = [a for a in doc.attributions or [] if all(begin <= s and e <= end for s, e in a.source + a.cue + a.content)]
        sentence = doc.text[begin:end]
        if not inside or not 40 < end - begin < 350 or "\n" in sentence or not sentence.endswith(".") or len(paragraphs) > 4:
            continue
        source, cue = rng.choice(pool)
        quoted = any(m in sentence for m in '"“”')
        form = rng.choice(("that", "tail", "according", "quote") if not quoted else ("that", "tail", "according"))
        keep = sentence[:1].isupper() and (sentence.split()[0] in ("I", "Mr.", "Mrs.") or any(a == begin for a, _, _ in doc.names or []))
        low = sentence if keep else sentence[0].lower() + sentence[1:]
        at = len(text)
        if form == "that":
            head = f"{source[0].upper()}{source[1:]} {cue} "
            body, tail = f"that {low[:-1]}", "."
            src, c, shift = (0, len(source)), (len(source) + 1, len(source) + 1 + len(cue)), len(head) + 5
            content = (len(head), len(head) + len(body))
        elif form == "according":
            head = f"According to {source}, "
            body, tail = low[:-1], "."
            src, c, shift = (13, 13 + len(source)), (0, 12), len(head)
            content = (len(head), len(head) + len(body))
        else:
            opening, closing = ("“", "”") if form == "quote" else ("", "")
            head, body = "", f"{opening}{sentence[:-1]},{closing}" if form == "quote" else sentence[:-1]
            gap = " " if form == "quote" else ", "
            tail = f"{gap}{source} {cue}."
            s = len(body) + len(gap)
            src, c, shift = (s, s + len(source)), (s + len(source) + 1, s + len(source) + 1 + len(cue)), len(opening)
            content = (0, len(body))
        line = head + body + tail
        made.append(Attribution([(src[0] + at, src[1] + at)], [(c[0] + at, c[1] + at)], [(content[0] + at, content[1] + at)], True))
        made += [a.shift(at + shift - begin) for a in inside]
        paragraphs.append((at, at + len(line)))
        text += line + "\n"
    return Doc(doc.name + "+", text, paragraphs, attributions=made) if paragraphs else None


def recase(example: Example, rng: random.Random) -> None:
    """Now and then a window in capitals or without any, as headlines and transcripts are."""
    roll = rng.random()
    if roll < 0.03:
        shapes = example.window.shapes
        letters = (shapes == Shape.LOWER) | (shapes == Shape.TITLE) | (shapes == Shape.MIXED)
        shapes[letters] = Shape.UPPER if roll < 0.02 else Shape.LOWER
