"""PolNeAR: attributions in news articles, and CoreNLP's output on the same articles as silver names, sentences and chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .coreference import one_per_head, silver_mentions, silver_no_heads, with_kinds
from .docs import Attribution, Doc, Mention, lines_of
from .names import name_type


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


def silver(root: Path, docs: dict[str, Doc], split: str) -> int:
    """Adds CoreNLP's names, sentences and chains to PolNeAR articles; returns how many articles had offsets that do not fit."""
    bad = 0
    for name, lines in _by_doc(root / "entities" / f"polnear_silver_{split}.tsv"):
        doc = docs.get(name)
        if doc is None:
            continue
        names: list[tuple[int, int, str]] = []
        sentences: list[tuple[int, int]] = []
        sentence: list[int] = []
        run: tuple[int, int, str] | None = None
        mentions: list[Mention] = []
        no_heads: list[int] = []
        rows: list[tuple[int, int, str, str, str]] = []
        wrong = 0
        for line in [*lines, ""]:
            if not line:
                if sentence:
                    sentences.append((sentence[0], sentence[-1]))
                here = silver_mentions(doc.text, rows)
                mentions += here
                no_heads += silver_no_heads(rows, here)
                sentence, rows = [], []
                if run:
                    names.append(run)
                run = None
                continue
            begin, end, speech, tag, chain = line.split("\t")
            a, b = int(begin), int(end)
            rows.append((a, b, speech, tag, chain))
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
        doc.mentions, doc.mention_weight, doc.complete = one_per_head(with_kinds(mentions)), 0.3, False
        doc.no_heads = no_heads
    return bad


def _by_doc(path: Path) -> Iterator[tuple[str, list[str]]]:
    name = ""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#doc"):
            if name:
                yield name, lines
            name, lines = line.split("\t")[1], []
        else:
            lines.append(line)
    yield name, lines
