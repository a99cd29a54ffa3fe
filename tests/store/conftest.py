"""The invented ferry case of `ferry.py`, as fixtures."""

from ferry import case, case_path, folder, linked, make_reader, meta, paths, reader

__all__ = ["case", "case_path", "folder", "linked", "make_reader", "meta", "paths", "reader"]
