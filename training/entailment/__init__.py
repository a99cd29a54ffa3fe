"""Builds the pair network: entailment of one passage by another, and whether two passages of the news agree."""
