"""ECB+ (Cybulska and Vossen 2014, LREC): news in 43 topics of two events each, with mentions and which of them are one across documents.

Only the sentences on the corpus's own list of checked sentences count, as its makers advise. The text is put together from its tokens, a
sentence to a line.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

Fold = Literal["train", "val", "test"]
Layer = Literal["event", "entity"]

_LAYERS: dict[str, Layer] = {"ACT": "event", "NEG": "event", "HUM": "entity", "NON": "entity", "LOC": "entity", "TIM": "entity"}
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]}%]|['’](?:s|S|re|ve|ll|d|m|t)?|n['’]t|['’]{2}|''")
_NO_SPACE_AFTER = frozenset("([{$#")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of ECB+: `words` are the offsets of its tokens, `tag` its class ("ACTION_OCCURRENCE"), `instance` what it tells of."""

    words: tuple[tuple[int, int], ...]
    layer: Layer
    tag: str
    instance: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1][1]


@dataclass(frozen=True, slots=True)
class EcbDocument:
    """A document: `name` as in the corpus ("36_1ecb"), `story` the one of its topic's two events, as its name tells ("36ecb")."""

    name: str
    topic: int
    story: str
    text: str
    mentions: tuple[Marked, ...]


def ecb_documents(data: Path, fold: Fold) -> Iterator[EcbDocument]:
    """The documents of a fold in the order of their topics; `data` is the folder that holds coreference/ecbplus."""
    root = data / "coreference/ecbplus"
    topics = json.loads((root / "train_val_test_split.json").read_text(encoding="utf-8"))[fold]
    checked: defaultdict[str, set[int]] = defaultdict(set)
    with (root / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            checked[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for topic in topics:
        for path in sorted((root / f"ECB+/{topic}").glob("*.xml")):
            yield _document(path, topic, checked[path.stem])


def _document(path: Path, topic: int, checked: set[int]) -> EcbDocument:
    root = ElementTree.parse(path).getroot()
    text, places, sentence_of = "", {}, {}
    last, before, quoting = -1, "", False
    for token in root.findall("token"):
        word, sentence = token.text or "", int(token.attrib["sentence"])
        if sentence != last:
            text += "\n" if text else ""
            before, quoting = "(", False
        closing = quoting and word == '"'
        glued = before in _NO_SPACE_AFTER or closing or _NO_SPACE_BEFORE.fullmatch(word) is not None
        text += word if glued else f" {word}"
        places[token.attrib["t_id"]] = (len(text) - len(word), len(text))
        sentence_of[token.attrib["t_id"]] = sentence
        quoting ^= word.count('"') % 2 == 1
        last, before = sentence, "(" if word == '"' and quoting else word
    instance: dict[str, str] = {}
    for relation in root.findall("Relations/*"):
        target = relation.find("target")
        across = relation.tag == "CROSS_DOC_COREF"
        name = (
            relation.attrib["note"] if across else f"{path.stem}:{target.attrib['m_id'] if target is not None else relation.attrib['r_id']}"
        )
        for source in relation.findall("source"):
            instance[source.attrib["m_id"]] = name
    found = []
    for mark in root.findall("Markables/*"):
        tokens = [a.attrib["t_id"] for a in mark.findall("token_anchor")]
        layer = _LAYERS.get(mark.tag[:3])
        if not tokens or layer is None or sentence_of[tokens[0]] not in checked:
            continue
        id = mark.attrib["m_id"]
        words = tuple(sorted(places[t] for t in tokens))
        found.append(Marked(words, layer, mark.tag, instance.get(id, f"{path.stem}:single{id}")))
    story = f"{topic}{'ecbplus' if path.stem.endswith('plus') else 'ecb'}"
    return EcbDocument(path.stem, topic, story, text, tuple(sorted(found, key=lambda m: (m.words, m.tag))))
