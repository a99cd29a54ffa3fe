"""All figures in one report: `python -m benchmarks.run [--data DIR] [--shared DIR]` (`make bench`) writes `docs/benchmarks.md`.

What a folder is not given for is left out and said so.
"""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from training import calibrate

from standoff.link.entailment import default_judge
from standoff.read.network import default_network
from standoff.read.reader import NetworkReader

from . import acts, annotated, coreference, disputes, entailment, events, gold, names, polnear, syntax, times, tones

OUT = Path("docs/benchmarks.md")
PLOT = Path("docs/images/reading.svg")

PUBLISHED = """
| PolNeAR test, exact span F1 | source | cue | content | who |
|---|---|---|---|---|
| BERT-base + Cofe (GPU) | 83.2 | 75.3 | 72.9 | published |
| BiLSTM-L2 + Cofe | 73.3 | 66.2 | 63.6 | published |
| CRF | 50.6 | 53.4 | 28.6 | published |
| annotators among themselves | | | | 92.3 % of attributions agree |
"""


def attribution(data: Path) -> list[str]:
    """The section on PolNeAR."""
    network = default_network()
    rows = polnear.measure(network, data, "test", float(network.card["settings"]["polnear_bias"])).table()
    lines = [
        "## Attribution: PolNeAR test",
        "",
        "`python -m benchmarks.polnear --data DATA`",
        "",
        "| measure | P | R | F1 |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {p:.1f} | {r:.1f} | {f:.1f} |" for name, (p, r, f) in rows.items()]
    return [*lines, "", "Published figures on the same data:", PUBLISHED]


def mentions(data: Path) -> list[str]:
    """The sections on names and coreference."""
    network = default_network()
    lines = [
        "## Names: test folds",
        "",
        "`python -m benchmarks.names --data DATA`; exact span and type.",
        "",
        "| set | part | P | R | F1 |",
        "|---|---|---|---|---|",
    ]
    for name, parts in names.measure(network, data).items():
        lines += [f"| {name} | {part} | {p:.1f} | {r:.1f} | {f:.1f} |" for part, (p, r, f) in parts.items()]
    lines += [
        "",
        "## Coreference",
        "",
        "`python -m benchmarks.coreference --data DATA`",
        "",
        "| GUM test | P | R | F1 |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {p:.1f} | {r:.1f} | {f:.1f} |" for name, (p, r, f) in coreference.gum(network, data).items()]
    found = coreference.gap(network, data)
    lines += [
        "",
        f"GAP test: masculine {found['M']:.1f}, feminine {found['F']:.1f}, overall {found['overall']:.1f}, bias {found['bias']:.2f}.",
        "",
    ]
    return lines


def pairs(data: Path) -> list[str]:
    """The section on the pair network."""
    lines = [
        "## Entailment",
        "",
        "`python -m benchmarks.entailment --data DATA`; in percent.",
        "",
        "| set | figure | value |",
        "|---|---|---|",
    ]
    for title, figures in entailment.measure(default_judge(), data).items():
        lines += [f"| {title} | {name} | {value:.1f} |" for name, value in figures.items()]
    return [*lines, ""]


def trees(data: Path) -> list[str]:
    """The section on syntax."""
    lines = [
        "## Syntax: test folds",
        "",
        "`python -m benchmarks.syntax --data DATA --split test`; in percent of the treebank's tokens.",
        "",
    ]
    return [*lines, *syntax.table(default_network(), data, "test"), ""]


def lights(data: Path) -> list[str]:
    """The section on the tone towards somebody."""
    head = [
        "## Tone: NewsMTSC",
        "",
        "`python -m benchmarks.tones --data DATA`; in percent. Told are the tones that a reading shows: those that reach the floor.",
        "",
        f"| {' | '.join(tones.HEAD)} |",
        "|---" * len(tones.HEAD) + "|",
    ]
    rows = [f"| {name} | {' | '.join(tones.measure(default_network(), data, name).row())} |" for name in tones.SETS]
    return [*head, *rows, ""]


def deeds(data: Path) -> list[str]:
    """The section on events, beside a list of words."""
    lines = [
        "## Events",
        "",
        "`python -m benchmarks.events --data DATA --split test --records`",
        "",
        "The list holds the words that are triggers more often than not in our annotated training reports, each with its commonest type.",
        "",
    ]
    return [*lines, *events.lines(default_network(), data, "test", with_records=True), ""]


def dates(data: Path, shared: Path | None) -> list[str]:
    """The section on time expressions and the dates of events; beside a library where that is installed."""
    lines = [
        "## Time expressions and dates",
        "",
        "`python -m benchmarks.times --data DATA --shared SHARED --split test --library`",
        "",
        "| texts | measure | figure |",
        "|---|---|---|",
    ]
    found = times.figures(data, shared, "test", library=find_spec("dateparser") is not None)
    lines += [f"| {' | '.join(row)} |" for row in found]
    return [
        *lines,
        "",
        "The expressions of the invented example case, and what they were resolved to:",
        "",
        "```",
        *times.example(),
        "```",
        "",
    ]


def output(title: str, module: str, options: list[str], shown: str, note: str) -> list[str]:
    """A section that is what a benchmark prints; `shown` are its options as a reader would give them."""
    told = subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *options], capture_output=True, text=True, check=True).stdout
    fence = [] if "\n|---" in told else ["```"]
    return [f"## {title}", "", f"`python -m benchmarks.{module} {shown}`; {note}", "", *fence, told.rstrip(), *fence, ""]


def across(data: Path, shared: Path) -> list[str]:
    """The sections on what is compared across reports: ties, clusters of events, the timeline, stories."""
    both = ["--data", str(data), "--shared", str(shared)]
    return [
        *output("Ties", "ties", both, "--data DATA --shared SHARED", "of the cases, two have ties annotated by weight, over all reports."),
        *output("Event and entity coreference: ECB+ test", "clusters", both[:2], "--data DATA", "gold mentions; CoNLL F1."),
        *output("Timeline", "timeline", both[2:], "--shared SHARED", "its docstring tells how deeds were grouped and weighed."),
        *output("Stories", "stories", both[:2], "--data DATA", "B-cubed over reports."),
    ]


def speed(data: Path) -> list[str]:
    """The section on the speed of reading, measured in a process of its own, whose memory is then that of reading."""
    command = ["benchmarks.reading", "--pile", str(data / "news/mixed-1500.jsonl"), "--plot", str(PLOT)]
    told = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=True).stdout
    return [
        "## Speed of reading",
        "",
        f"`python -m benchmarks.reading --pile DATA/news/mixed-1500.jsonl --plot {PLOT}`",
        "",
        "Worth something only where nothing else ran on the machine.",
        "",
        "```",
        told.rstrip(),
        "```",
        "",
        f"![Seconds to read a text, by its words]({PLOT.relative_to(OUT.parent)})",
        "",
    ]


def contested(data: Path, shared: Path) -> list[str]:
    """The section on disputes, by family."""
    lines = ["## Disputes", "", "`python -m benchmarks.disputes --data DATA --shared SHARED`; by the rule of the gold files' scorer.", ""]
    tallies = {"annotated events, test": disputes.measure_split(data, "test")}
    tallies |= {case: disputes.measure_case(shared, case) for case in gold.CASES}
    for name, tally in tallies.items():
        p, r = tally.total()
        lines += [
            f"{name}: P {p:.3f}, R {r:.3f}",
            "",
            "| family | shown | right | duplicate | annotated | found |",
            "|---|---|---|---|---|---|",
        ]
        lines += [f"| {' | '.join(map(str, row))} |" for row in tally.rows()]
        lines.append("")
    return lines


def cases(shared: Path) -> list[str]:
    """The section on the annotated cases."""
    columns = {}
    for name, reader in gold.readers(["network", "baseline"], None).items():
        for case in gold.CASES:
            columns[f"{case} ({name})"] = gold.measure(shared, case, reader)[0]
    lines = ["## Annotated cases", "", "`python -m benchmarks.gold --shared SHARED`; these are development cases.", ""]
    return [*lines, *gold.table(columns), ""]


def own(data: Path, shared: Path) -> list[str]:
    """The section on our own annotation: reports that no network was trained on, and confidences held against what came true."""
    columns: dict[str, dict[str, float]] = {}
    title = ""
    for split in ("dev", "test"):
        items = annotated.annotated(data, split)
        title += f"{split}: {len(items)} reports, {sum(len(i.layers['statements']) for i in items)} statements. "
        for name, reader in gold.readers(["network", "baseline"], None).items():
            columns[f"{split} ({name})"] = annotated.measure(items, reader, gold.scorer(shared).score)
    lines = [
        "## Other events: our own annotation",
        "",
        "`python -m benchmarks.annotated --data DATA --shared SHARED --split test`",
        "",
        f"Each report is a case of its own, on many events that no rule was written for; none was trained on. {title.strip()}",
        "The floor, the bias of cues and the lead of rules over the network were set on `dev`.",
        "",
        "| measure | " + " | ".join(columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for key in next(iter(columns.values())):
        lines.append(f"| {key} | " + " | ".join(f"{c[key]:.3f}" if key in c else "" for c in columns.values()) + " |")
    lines += [
        "",
        "Confidence of statements against what came true, split `test` (`python -m training.calibrate` fits it on `dev`):",
        "",
        "```",
    ]
    reader = NetworkReader(default_network())
    seen, right, _ = calibrate.cases(annotated.annotated(data, "test"), reader)
    chances = np.array([reader.judge.probability(s) for s in seen])
    return [*lines, *calibrate.reliability(chances, np.array(right, dtype=float)), "```", ""]


def act_scores(data: Path | None, shared: Path | None) -> list[str]:
    """The section on acts, given annotated spans."""
    return ["## Acts on annotated spans", "", "`python -m benchmarks.acts --shared SHARED --data DATA`", "", *acts.table(shared, data), ""]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--shared", type=Path)
    args = parser.parse_args()
    commit = (
        subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    )
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {datetime.date.today()}, commit {commit}, weights {default_network().hash[:16]}.",
        "",
    ]
    shared = args.shared if args.shared and args.shared.is_dir() else None
    if args.data and args.data.is_dir():
        measured = speed(args.data)  # first, while this process holds nothing
        lines += attribution(args.data)
        lines += mentions(args.data)
        lines += trees(args.data)
        lines += lights(args.data)
        lines += deeds(args.data)
        lines += dates(args.data, shared)
        lines += pairs(args.data)
        lines += measured
    else:
        print("No --data: the figures on public sets are left out.")
    if shared:
        lines += cases(shared)
    else:
        print("No --shared: the figures on the annotated cases are left out.")
    if args.data and args.data.is_dir() and shared:
        lines += across(args.data, shared)
        lines += contested(args.data, shared)
        lines += own(args.data, shared)
        lines += act_scores(args.data, shared)
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print(f"{OUT} is written.")


if __name__ == "__main__":
    main()
