"""The files of an exported folder, and what can be said of them without a browser."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import html

from standoff.case import Case
from standoff.web.folder import files

_ADDRESSES = "//@href | //@src | //@action | //@data-href | //@data-cite | //@data-copy | //@cite | //@poster | //@srcset"


def made(path: Path, *, full_text: bool = False) -> dict[str, bytes]:
    """The folder of a case file, by path; each file of another name."""
    found: dict[str, bytes] = {}
    with Case.open(path) as case:
        for name, pieces in files(case, full_text=full_text):
            assert name not in found
            found[name] = b"".join(pieces)
    return found


def written(folder: Path, found: Mapping[str, bytes]) -> Path:
    """The folder on the disk."""
    for name, data in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def pages(found: Mapping[str, bytes]) -> dict[str, Any]:
    """The pages of a folder, parsed, by path."""
    return {name: html.document_fromstring(data.decode()) for name, data in found.items() if name.endswith(".html")}


def dangling(found: Mapping[str, bytes]) -> list[str]:
    """Every address that leads to no file, to no place in one, or out of the folder other than by a link to a web page."""
    trees = pages(found)
    ids = {name: tree.xpath("//@id") for name, tree in trees.items()}
    faults = [f"{name}: an id twice" for name, some in ids.items() if len(some) != len(set(some))]
    for name, tree in trees.items():
        for address in tree.xpath(_ADDRESSES):
            parent = address.getparent()
            if address.startswith(("http://", "https://")):
                if not (parent.tag == "a" and "noreferrer" in parent.get("rel", "")):
                    faults.append(f"{name}: asks for {address}")
                continue
            file, _, place = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file))) if file else name
            if ":" in file or file.startswith("/") or target not in found:
                faults.append(f"{name}: no file {address}")
            elif place and place not in ids[target]:
                faults.append(f"{name}: no place {address}")
    return faults
