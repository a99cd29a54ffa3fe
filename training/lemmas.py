"""Writes the lemmas that rules get wrong: `python -m training.lemmas --data DIR > src/standoff/read/lemmas.tsv`."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from standoff.read.lemmas import by_rule

_KINDS = frozenset("NOUN VERB AUX ADJ ADV PRON DET PART SCONJ ADP CCONJ INTJ".split())


def tokens(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """The tokens of a treebank as (form, lemma, universal part of speech, Penn tag)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 4 and row[0].isdigit():
            yield row[1], row[2], row[3], row[4]


def wrong(data: Path) -> dict[tuple[str, str], str]:
    """Forms with the lemma that most of their tokens have, where the rules would get most of them wrong."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    ruled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in ("ewt/en_ewt", "gum/en_gum"):
        for form, lemma, upos, xpos in tokens(data / f"syntax/{name}-ud-train.conllu"):
            if upos in _KINDS:
                key = (form.lower().replace("’", "'"), upos)
                seen[key][lemma] += 1
                ruled[key][by_rule(form, upos, xpos)] += 1
    found = {}
    for key, lemmas in seen.items():
        best, count = lemmas.most_common(1)[0]
        # What differs from its lemma from the first letters on may be a slip of its writer, and counts when it comes twice.
        if lemmas[ruled[key].most_common(1)[0][0]] < count and (count > 1 or key[0][:2] == best.lower()[:2]):
            found[key] = best
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    for (form, upos), lemma in sorted(wrong(parser.parse_args().data).items()):
        print(form, upos, lemma, sep="\t")


if __name__ == "__main__":
    main()
