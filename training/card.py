"""Writes the model card beside exported weights: `python -m training.card --checkpoint epoch6.pt --weights DIR --figures test.txt`.

The card names every data set with its licence, the recipe with its seed, the settings of the decoders that were tuned on
development sets, the figures with the command that printed them, and the hash of the files.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from standoff.read.network import Network

from .data import dump

DATA = [
    ["MiniLM-L6 (all-MiniLM-L6-v2), the encoder's first weights", "Apache-2.0"],
    ["PolNeAR 1.0, train: attributions", "not stated by its makers"],
    [
        "Own annotation of 424 news reports, machine-assisted, one reading each (training/annotation): statements, acts, labels",
        "offsets: that of the project; the texts are their outlets'",
    ],
    ["CoreNLP's output on the PolNeAR train articles: names, sentences, coreference (silver)", "not stated by its makers"],
    ["WikiGold, first four fifths: names", "CC BY 4.0"],
    ["Broad Twitter Corpus, sections A B E G H: names", "CC BY 4.0"],
    ["WNUT 2017, train: names", "CC BY 4.0"],
    ["CrossNER politics, train and dev: names", "MIT"],
    ["Own annotation of the events of 428 news reports, likewise: triggers, types, statuses, parts", "the same"],
    ["UD English GUM, train: sentences, names, mentions, coreference, parts of speech, dependencies", "CC BY 4.0 (annotations)"],
    ["UD English EWT, train: sentences, parts of speech, dependencies", "CC BY-SA 4.0"],
    ["PropBank on EWT, train: arguments of predicates", "CC BY-SA 4.0"],
    ["UDS-IH2, train: graded factuality", "CC BY-SA 4.0"],
    ["MEANTIME, train: graded factuality", "CC BY 4.0"],
    ["GAP, development: pronouns and names", "Apache-2.0"],
    ["Own annotation of the ties of 260 news reports, likewise: who stands for or against whom", "the same"],
    ["NewsMTSC, train: tone towards a target", "MIT"],
    ["all-MiniLM-L6-v2 as teacher of the sentence embedding", "Apache-2.0"],
]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True, help="what training.train wrote: its recipe goes into the card")
    parser.add_argument("--weights", type=Path, required=True, help="folder of the exported graphs; the card is written there")
    parser.add_argument("--figures", type=Path, required=True, help="what `python -m benchmarks.polnear --split test` printed")
    parser.add_argument("--setting", action="append", default=[], metavar="NAME=VALUE", help="a setting of the decoders")
    parser.add_argument("--data-set", action="append", default=[], metavar="NAME=LICENCE", help="a further data set")
    args = parser.parse_args()
    saved = torch.load(args.checkpoint, weights_only=False)
    network = Network(args.weights)
    settings = {k: float(v) for k, v in (s.split("=", 1) for s in args.setting)}
    card = {
        "name": "standoff reader",
        "purpose": (
            "Reads English news: sentences, names, attributions (source, cue, content), mentions, coreference, parts of speech,"
            " dependencies, events with type and status, tone towards a target, leanings between two, sentence embeddings."
            " Not for verdicts on persons."
        ),
        "hash": network.hash,
        "files": {p.name: p.stat().st_size for p in sorted(args.weights.glob("*.onnx"))},
        "encoder": "MiniLM-L6, 384 wide, with case shapes, quotation states and annotation scheme; int8 weights, computed in float32",
        "data": DATA + [d.split("=", 1) for d in args.data_set],
        "recipe": {
            **saved["recipe"],
            "epochs_done": saved["epoch"],
            "share": saved.get("share", 1.0),
            "command": "python -m training.rebuild --data DATA --out OUT (four stages; this is the last one's recipe)",
        },
        "settings": settings,
        "figures": {
            "command": "python -m benchmarks.polnear --data DATA --split test",
            "output": args.figures.read_text(encoding="utf-8").splitlines(),
        },
        "limits": [
            "Trained on news read in the United States, 2012 to 2020: other genres and older or non-native English are read less well.",
            "What a reader takes for an act or a label differs more than what is a statement: see the agreement in training/annotation.",
            "Names of groups come partly from an automatic annotation.",
            "A tone is told only where the head is sure, and is that of a sentence, not of its writer; one in ten is not what readers say.",
            "Events are coded as a text tells them, in its voice and status: a code is no finding of fact.",
        ],
    }
    dump(args.weights / "card.json", card)
    print(f"{args.weights / 'card.json'}: {network.hash}")


if __name__ == "__main__":
    main()
