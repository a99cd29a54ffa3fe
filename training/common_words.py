"""Writes the table of common words: `python -m training.common_words --data DIR`. DIR holds mixed-1500.jsonl.

`src/standoff/link/stories/common_words.tsv` tells in which share of news reports a word stands, by stem, so that words can be weighed in
a pile of three reports as in one of thousands. Words that are mostly written with a capital are names, and stay out: no table says which
people, places or houses are in the news.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from standoff.ingest import Ingested, ingest
from standoff.link.stories.gist import occurrences

TABLE = Path(__file__).parents[1] / "src" / "standoff" / "link" / "stories" / "common_words.tsv"
LEAST = 0.01  # share of reports
NAMES = 0.4  # share of its occurrences with a capital from which a word is a name

HEAD = """# Common English words by stem, and the share of news reports that hold them (1,500 reports of 2012 to 2020, 136 outlets).
# Names are left out. Written by `python -m training.common_words`.
"""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    reports = [x.report for x in ingest([args.data / "mixed-1500.jsonl"]) if isinstance(x, Ingested)]
    holding: Counter[str] = Counter()
    every: defaultdict[str, float] = defaultdict(float)
    capital: Counter[str] = Counter()
    for report in reports:
        terms, with_capital = occurrences(report)
        holding.update(terms.keys())
        for term, times in terms.items():
            every[term] += times
        capital.update(with_capital)
    rows = {t: n / len(reports) for t, n in holding.items() if n >= LEAST * len(reports) and capital[t] < NAMES * every[t]}
    lines = [f"{term}\t{share:.3f}\n" for term, share in sorted(rows.items(), key=lambda x: (-x[1], x[0]))]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
