"""Builds the weights that ship with Standoff from public data. Not installed; needs PyTorch."""
