"""Blends the weights before and after a stage: `python -m training.entailment.blend --before A.pt --after B.pt --share 0.85 --out C.pt`.

Weights on the line between the two keep more of what the earlier stage knew (Wortsman et al. 2022, arXiv:2109.01903).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

FRESH = "heads.relation."  # only the later stage trains it: taken as it is


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--after", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.85, help="of the later weights")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    before, after = (torch.load(path, weights_only=False) for path in (args.before, args.after))
    mixed = {
        k: v if k.startswith(FRESH) else torch.lerp(before["network"][k].float(), v.float(), args.share)
        for k, v in after["network"].items()
    }
    torch.save({**after, "network": mixed, "share": args.share}, args.out)


if __name__ == "__main__":
    main()
