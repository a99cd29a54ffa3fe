"""The weights that ship with the package, each network in a folder of its own with its card."""
