"""Names: the sets of their makers as documents, and their tags as our types."""

from __future__ import annotations

import re
from pathlib import Path

from .docs import Doc

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


TYPES = {
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
    return _misc(words) if tag.lower() == "misc" else TYPES.get(tag.lower())


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
