"""Training data: the archives as texts with labels over words of the one tokeniser.

A `Doc` is a text with paragraphs and what is annotated on it; `Example` is one window of it with label arrays. Labels that a
set does not hold are masked, so every set trains only the heads that it knows.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from standoff.model import Span
from standoff.read.quotes import pair_quotes
from standoff.read.windows import Shape, Window, windows
from standoff.read.words import word_pairs

NAME_TYPES = ("person", "organisation", "place", "group", "other")
IGNORE = -100


@dataclass
class Attribution:
    """One attribution of PolNeAR: lists of (start, end) spans."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    made: bool = False  # made up for training (a nesting), so its inside is fully annotated

    def shift(self, by: int) -> Attribution:
        """The same, moved."""
        move = lambda spans: [(a + by, b + by) for a, b in spans]  # noqa: E731
        return Attribution(move(self.source), move(self.cue), move(self.content), self.made)


@dataclass
class Doc:
    """A text with what is annotated on it; None means not annotated."""

    name: str
    text: str
    paragraphs: list[tuple[int, int]]
    attributions: list[Attribution] | None = None
    names: list[tuple[int, int, str]] | None = None
    sentences: list[tuple[int, int]] | None = None
    weight: float = 1.0  # of the names and sentence labels: silver ones count less


@dataclass
class Example:
    """A window with its labels: per word for sentences, names and cues; per cue for arguments."""

    window: Window
    sentences: np.ndarray | None
    names: np.ndarray | None
    cues: np.ndarray | None
    cue_weight: np.ndarray | None
    anchors: list[int] = field(default_factory=list)
    arguments: list[np.ndarray] = field(default_factory=list)
    weight: float = 1.0


def lines_of(text: str) -> list[tuple[int, int]]:
    """Paragraphs as lines that hold more than white space."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def polnear(root: Path, split: str) -> list[Doc]:
    """The articles of a split of PolNeAR; where several people annotated one, the first by name."""
    base, docs, seen = root / "attribution/polnear" / split, [], set()
    for path in sorted((base / "attributions").iterdir()):
        stem = path.stem.rsplit("_", 1)[0]
        if stem in seen:
            continue
        seen.add(stem)
        text = (base / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        docs.append(Doc(stem, text, lines_of(text), attributions=list(_brat(path))))
    return docs


def _brat(path: Path) -> Iterator[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    relations = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) < 2:
            continue
        if line.startswith("T"):
            spans[parts[0]] = [tuple(map(int, s.split())) for s in parts[1].split(" ", 1)[1].split(";")]  # type: ignore[misc]
        elif line.startswith("E"):
            relations.append(parts[1].split())
    for relation in relations:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for argument in relation:
            role, key = argument.split(":")
            found[role.rstrip("0123456789")] += spans.get(key, [])
        if found["Cue"]:
            yield Attribution(found["Source"], sorted(found["Cue"]), sorted(found["Content"]))


_GROUP = re.compile(
    r"(?i)(?:[a-z]{2,}(?:ese|ish|ians?|eans?|icans?|[nr]ans?|stanis?|[rst]quis?|aelis?|rats?|lims?|[hk]sh)|dutch|greeks?|arabs?|jews?"
    r"|french|sunnis?|shi'?ites?|germans?|cubans?|saudis?|islamic|democratic|latin[oa]s?|hispanics?|[a-z]+-americans?|kurds?|turks?"
    r"|serbs?|croats?|czechs?|danes?|finns?|swedes?|poles?|scots?|thais?|western|catholics?|protestants?|buddhists?|hindus?)$"
)


def _misc(words: str) -> str:
    """The miscellaneous names of the older sets: nationalities, religions and parties' members are groups, the rest other."""
    if words == "GOP":
        return "organisation"
    return "group" if " " not in words and _GROUP.match(words) else "other"


_TYPES = {
    "per": "person",
    "person": "person",
    "politician": "person",
    "org": "organisation",
    "organization": "organisation",
    "organisation": "organisation",
    "corporation": "organisation",
    "politicalparty": "organisation",
    "loc": "place",
    "location": "place",
    "country": "place",
    "place": "place",
    "event": "other",
    "election": "other",
    "product": "other",
    "creative-work": "other",
    "object": "other",
    "abstract": "other",
    "group": "organisation",
}


def name_type(tag: str, words: str) -> str | None:
    """Our type for a set's own tag, None for what is no name (dates, numbers)."""
    return _misc(words) if tag.lower() == "misc" else _TYPES.get(tag.lower())


def silver(root: Path, docs: dict[str, Doc], split: str) -> int:
    """Adds CoreNLP's names and sentences to PolNeAR articles; returns how many articles had offsets that do not fit."""
    bad = 0
    for name, lines in _by_doc(root / "entities" / f"polnear_silver_{split}.tsv"):
        doc = docs.get(name)
        if doc is None:
            continue
        names, sentences, run, sentence = [], [], None, []
        wrong = 0
        for line in [*lines, ""]:
            if not line:
                if sentence:
                    sentences.append((sentence[0], sentence[-1]))
                sentence = []
                if run:
                    names.append(run)
                run = None
                continue
            begin, end, _, tag, _ = line.split("\t")
            a, b = int(begin), int(end)
            wrong += b > len(doc.text) or (a > 0 and doc.text[a - 1].isalnum() and doc.text[a : a + 1].isalnum())
            sentence += [a, b]
            if run and run[2] == tag:
                run = (run[0], b, tag)
            else:
                if run:
                    names.append(run)
                run = (a, b, tag) if tag != "O" else None
        if wrong > len(lines) * 0.02:
            bad += 1
            continue
        typed = [(a, b, name_type(t, doc.text[a:b])) for a, b, t in names]
        doc.names = [(a, b, t) for a, b, t in typed if t and doc.text[a:b].strip()]
        doc.sentences, doc.weight = sentences, 0.5
    return bad


def _by_doc(path: Path) -> Iterator[tuple[str, list[str]]]:
    name, lines = "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#doc"):
            if name:
                yield name, lines
            name, lines = line.split("\t")[1], []
        else:
            lines.append(line)
    yield name, lines


def _detokenised(rows: list[tuple[str, str, bool]]) -> tuple[str, list[tuple[int, int, str]]]:
    """Words with tags (and whether a space follows) as a text with (start, end, tag) of each."""
    text, spans = "", []
    for word, tag, space in rows:
        spans.append((len(text), len(text) + len(word), tag))
        text += word + (" " if space else "")
    return text.rstrip(), spans


_NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'", "''"])


def _bio(rows: list[tuple[str, str]]) -> Doc | None:
    """One sentence of a CoNLL file as a Doc; BIO and IO tags alike."""
    spaced = []
    for i, (word, tag) in enumerate(rows):
        follows = rows[i + 1][0] if i + 1 < len(rows) else ""
        spaced.append((word, tag, not (follows in _NO_SPACE_BEFORE or word in "([$#")))
    text, spans = _detokenised(spaced)
    names: list[tuple[int, int, str]] = []
    before = "O"
    for a, b, tag in spans:
        kind = tag.split("-", 1)[-1]
        if tag != "O":
            if names and before != "O" and before.split("-", 1)[-1] == kind and not tag.startswith("B-"):
                names[-1] = (names[-1][0], b, kind)
            else:
                names.append((a, b, kind))
        before = tag
    typed = [(a, b, name_type(k, text[a:b])) for a, b, k in names]
    return Doc("", text, [(0, len(text))], names=[(a, b, t) for a, b, t in typed if t]) if text else None


def conll(path: Path, *, group: int = 1, sep: str = r"[\t ]") -> list[Doc]:
    """A CoNLL file with one word and tag a line; `group` sentences become the paragraphs of one Doc."""
    docs: list[Doc] = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = []
        for line in block.split("\n"):
            cells = re.split(sep, line.strip())
            if len(cells) >= 2 and cells[0]:
                rows.append((cells[0], cells[-1]))
        doc = _bio(rows) if rows else None
        if doc:
            docs.append(doc)
    return [_merge(path.stem, docs[i : i + group], "\n") for i in range(0, len(docs), group)]


def _merge(name: str, docs: list[Doc], joint: str) -> Doc:
    text, names, paragraphs = "", [], []
    for doc in docs:
        at = len(text)
        paragraphs.append((at, at + len(doc.text)))
        names += [(a + at, b + at, t) for a, b, t in doc.names or []]
        text += doc.text + joint
    return Doc(name, text, paragraphs, names=names)


def name_sets(root: Path) -> dict[str, tuple[list[Doc], list[Doc]]]:
    """Every set of names as (train, test), the test folds those of the sets' makers where there are any.

    WikiGold has none: its last fifth is the test. The Broad Twitter Corpus tests on its section F.
    """
    base = root / "entities"
    wiki = conll(base / "wikigold/CONLL-format/data/wikigold.conll.txt", group=4)
    cut = len(wiki) * 4 // 5
    btc = base / "btc/CONLL-format/data"
    wnut = base / "wnut17/CONLL-format/data"
    politics = base / "crossner_politics"
    return {
        "wikigold": (wiki[:cut], wiki[cut:]),
        "btc": ([d for s in "abegh" for d in conll(btc / f"{s}.conll", group=4)], conll(btc / "f.conll", group=4)),
        "wnut17": (conll(wnut / "train/wnut17train.conll", group=4), conll(wnut / "test/emerging.test.annotated", group=4)),
        "crossner_politics": (
            conll(politics / "train.txt", group=2) + conll(politics / "dev.txt", group=2),
            conll(politics / "test.txt", group=2),
        ),
    }


def conllu(path: Path, *, with_names: bool) -> list[Doc]:
    """A treebank as documents with sentences; GUM's entities whose head is a proper noun as names."""
    docs: list[Doc] = []
    text, sentences, names, paragraphs, name = "", [], [], [], ""
    opened = 0

    def close() -> None:
        nonlocal text, sentences, names, paragraphs, opened
        if text.strip():
            if len(text.rstrip()) > opened:
                paragraphs.append((opened, len(text.rstrip())))
            docs.append(Doc(name, text, paragraphs, names=names if with_names else None, sentences=sentences))
        text, sentences, names, paragraphs, opened = "", [], [], [], 0

    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows, new_paragraph = [], False
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                close()
                name = line.split("=")[-1].strip()
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
        if not rows:
            continue
        if new_paragraph and len(text.rstrip()) > opened:
            paragraphs.append((opened, len(text.rstrip())))
            text = text.rstrip() + "\n"
            opened = len(text)
        begin, skip, at, tokens = len(text), 0, 0, []
        for row in rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                skip, at = int(row[0].split("-")[1]), len(text)
            elif int(row[0]) <= skip:
                # A part of a contraction: its own letters where the text has them, else the whole.
                part = (at, at + len(row[1])) if text[at:].startswith(row[1]) else (at, len(text.rstrip()))
                tokens.append((int(row[0]), *part, row[3], row[9]))
                at = part[1] if text[at:].startswith(row[1]) else at
                continue
            else:
                tokens.append((int(row[0]), len(text), len(text) + len(row[1]), row[3], row[9]))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        sentences.append((begin, len(text.rstrip())))
        if with_names:
            names += _gum_names(text, tokens)
        if len(text) - opened > 1500:
            paragraphs.append((opened, len(text.rstrip())))
            text = text.rstrip() + "\n"
            opened = len(text)
    close()
    return docs


_TITLES = frozenset("President Minister Secretary Senator Governor Mayor Professor Doctor Mr. Mrs. Ms. Dr. Prof. Sir".split())


def _gum_names(text: str, tokens: list[tuple[int, int, int, str, str]]) -> list[tuple[int, int, str]]:
    """Runs of proper nouns, typed by the smallest entity around them."""
    depth: list[tuple[str, str, int]] = []
    entities = []
    for i, (_, _, _, _, misc) in enumerate(tokens):
        match = re.search(r"Entity=([^|]*)", misc)
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", match.group(1)) if match else []:
            if part.startswith("("):
                fields = part[1:].rstrip(")").split("-")
                if part.endswith(")"):
                    entities.append((i, i, fields[1] if len(fields) > 1 else ""))
                else:
                    depth.append((fields[0], fields[1] if len(fields) > 1 else "", i))
            else:
                key = part.rstrip(")")
                for k in range(len(depth) - 1, -1, -1):
                    if depth[k][0] == key:
                        entities.append((depth[k][2], i, depth[k][1]))
                        del depth[k]
                        break
    names, i = [], 0
    while i < len(tokens):
        if tokens[i][3] != "PROPN":
            i += 1
            continue
        j = i
        while j + 1 < len(tokens) and tokens[j + 1][3] == "PROPN":
            j += 1
        around = [e for e in entities if e[0] <= i and j <= e[1]]
        kind = min(around, key=lambda e: e[1] - e[0])[2] if around else "abstract"
        alone = i == j and text[tokens[i][1] : tokens[i][2]] in _TITLES
        if kind != "time" and not alone:
            names.append((tokens[i][1], tokens[j][2], _TYPES.get(kind, "other")))
        i = j + 1
    return names


# Augmentation ---------------------------------------------------------------------------------------------------------


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
                if len(source.split()) <= 5 and cue in ("said", "says", "told reporters", "claimed", "wrote", "reported", "added", "insisted"):
                    pool.append((source, cue))
    return pool


def nested(doc: Doc, pool: list[tuple[str, str]], rng: random.Random) -> Doc | None:
    """A made-up document: some sentences of `doc` that hold an attribution, each put into somebody's mouth."""
    text, made, paragraphs = "", [], []
    sentences = doc.sentences or []
    for begin, end in rng.sample(sentences, min(len(sentences), 12)):
        inside = [a for a in doc.attributions or [] if all(begin <= s and e <= end for s, e in a.source + a.cue + a.content)]
        sentence = doc.text[begin:end]
        if not inside or not 40 < end - begin < 350 or "\n" in sentence or not sentence.endswith(".") or len(paragraphs) > 4:
            continue
        source, cue = rng.choice(pool)
        quoted = any(m in sentence for m in "\"“”")
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


# Labels ---------------------------------------------------------------------------------------------------------------


def examples(doc: Doc, *, max_pieces: int = 250, offset: int = 0, text: str | None = None) -> list[Example]:
    """The windows of a document with their labels. `offset` drops paragraphs at the start, `text` is a requoted one."""
    text = doc.text if text is None else text
    paragraphs = [Span(a, b) for a, b in doc.paragraphs[offset:]]
    result = []
    for window in windows(text, paragraphs, max_pieces=max_pieces):
        example = Example(window, None, None, None, None, weight=doc.weight)
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
                inside = _cover(window, a, b) if low <= a < high else []
                for k, i in enumerate(inside):
                    example.names[i] = 1 + 2 * NAME_TYPES.index(kind) + (k > 0)
        if doc.attributions is not None:
            _attribution_labels(example, doc, low, high)
        result.append(example)
    return result


def _cover(window: Window, a: int, b: int) -> list[int]:
    return [i for i, (s, e) in enumerate(window.words) if s < b and a < e]


def _attribution_labels(example: Example, doc: Doc, low: int, high: int) -> None:
    window = example.window
    size = len(window.words)
    example.cues, example.cue_weight = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.float32)
    made = [span for a in doc.attributions or [] if a.made for span in a.content]
    for a in doc.attributions or []:
        if not low <= a.cue[0][0] < high:
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
                    example.cue_weight[i] = 0.3
        example.anchors.append(anchor)
        example.arguments.append(labels)
    example.cue_weight[example.cues > 0] = 1.0


def recase(example: Example, rng: random.Random) -> None:
    """Now and then a window in capitals or without any, as headlines and transcripts are."""
    roll = rng.random()
    if roll < 0.03:
        shapes = example.window.shapes
        letters = (shapes == Shape.LOWER) | (shapes == Shape.TITLE) | (shapes == Shape.MIXED)
        shapes[letters] = Shape.UPPER if roll < 0.02 else Shape.LOWER


def dump(path: Path, value: object) -> None:
    """Writes a value as readable JSON."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


__all__ = ["IGNORE", "NAME_TYPES", "Attribution", "Doc", "Example", "conll", "conllu", "examples", "name_sets", "polnear", "silver", "word_pairs"]
