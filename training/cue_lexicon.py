"""Rebuilds the counts and shares of `src/standoff/read/cues.tsv` from annotated attributions; acts and notes are kept.

    python training/cue_lexicon.py --data DIR [--table PATH]

DIR is a PolNeAR split: `text/*.txt` beside brat files `attributions/*.ann`, one per article and annotator; where an article
has several, the first by name counts. A new cue enters the table by hand, with its act and zeros, before this is run.
`count` is the number of cues that the lemma heads, `share` that number over all its occurrences in the texts.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from standoff.model import Span
from standoff.read.lexicon import CueEntry, cue_lexicon, heads_in

HEADER = "lemma\tpos\tact\tcount\tshare\tnotes\n"
CUE = re.compile(r"^T\d+\tCue (\d+) .*?(\d+)\t", re.M)


def articles(split: Path) -> Iterator[tuple[str, list[Span]]]:
    """Text and cue spans of every article, in order of name. Raises FileNotFoundError when the split lacks its folders."""
    first: dict[str, Path] = {}
    for path in sorted((split / "attributions").iterdir()):
        first.setdefault(path.stem.rpartition("_")[0], path)
    for stem, path in first.items():
        text = (split / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        cues = {(int(start), int(end)) for start, end in CUE.findall(path.read_text(encoding="utf-8"))}
        yield text, [Span(start, end) for start, end in sorted(cues) if start < end <= len(text)]


def count(split: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often each lemma heads a cue, and how often it occurs."""
    as_cue: Counter[tuple[str, str]] = Counter()
    anywhere: Counter[tuple[str, str]] = Counter()
    for text, cues in articles(split):
        if not text:
            continue
        everywhere = heads_in(text, Span(0, len(text)))
        anywhere.update((h.entry.lemma, h.entry.pos) for h in everywhere)
        for cue in cues:
            inside = [h for h in everywhere if cue.covers(h.span)]
            if inside:
                as_cue[inside[0].entry.lemma, inside[0].entry.pos] += 1
    return as_cue, anywhere


def rebuild(split: Path) -> list[CueEntry]:
    """The table's rows with new counts and shares, most frequent first."""
    as_cue, anywhere = count(split)
    rows = [
        CueEntry(e.lemma, e.pos, e.act, as_cue[key], round(as_cue[key] / anywhere[key], 3) if anywhere[key] else 0.0, e.notes)
        for key, e in cue_lexicon().items()
    ]
    return sorted(rows, key=lambda e: (-e.count, e.lemma, e.pos))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a PolNeAR split")
    parser.add_argument("--table", type=Path, default=Path("src/standoff/read/cues.tsv"), help="the table to write")
    options = parser.parse_args()
    rows = rebuild(options.data)
    lines = (f"{e.lemma}\t{e.pos}\t{e.act}\t{e.count}\t{e.share:g}\t{e.notes}\n" for e in rows)
    options.table.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
