"""`python -m standoff.cli`."""

from .main import main

main(prog_name="standoff")
