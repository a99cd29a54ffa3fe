"""Blends the weights before and after a stage: `python -m training.blend --before A.pt --after B.pt --share 0.85 --out C.pt`.

Weights on the line between the two keep more of what the earlier stage knew (Wortsman et al. 2022, arXiv:2109.01903). What only the later
stage has or trained (`--fresh`) is taken as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--after", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.85, help="of the later weights")
    parser.add_argument("--fresh", default="", metavar="PREFIX", help="of names of weights that only the later stage trained")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    before, after = (torch.load(path, weights_only=False) for path in (args.before, args.after))
    known = {k for k in before["network"] if not (args.fresh and k.startswith(args.fresh))}
    mixed = {k: torch.lerp(before["network"][k].float(), v.float(), args.share) if k in known else v for k, v in after["network"].items()}
    torch.save({**after, "network": mixed, "share": args.share}, args.out)


if __name__ == "__main__":
    main()
