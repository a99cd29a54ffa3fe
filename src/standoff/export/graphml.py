"""The fault lines as GraphML (Brandes, Eiglsperger, Herman, Himsolt, Marshall, "GraphML Progress Report", 2001; schema 1.0).

Keys have speaking ids. Written by number, as some libraries do, a `d3` of ours would be taken for a label by Gephi, which knows such
numbers from yEd; and ids are unique over nodes and edges, both of which have a `label` and a `weight`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from .fault_graph import ATTRIBUTES, Attribute, Value, Values, fault_graph
from .parcel import Parcel

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}
_KEYS = {(a.scope, a.name): f"{a.scope}-{a.name}" for a in ATTRIBUTES}
# What a name may hold in every edition of XML 1.0, of the scripts of most names; anything else in an id is written by its number.
_NO_NAME = re.compile(
    "[^-.0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u03b1-\u03c9\u0430-\u044f\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u0905-\u0939\u0e01-\u0e2e\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5]"
)
_NO_CHARACTER = re.compile("[\ufffe\uffff]")  # the two that XML has not, besides those that are made visible


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """The fault lines as one GraphML document: a directed graph, an edge for each sign that is told of two actors.

    Private persons have no node and no tie, even in a private parcel.
    """
    graph = fault_graph(parcel.material, parcel.name)
    yield _HEAD.encode()
    for attribute in ATTRIBUTES:
        yield _key(attribute)
    yield b' <graph id="fault-lines" edgedefault="directed">\n'
    for element in _data("graph", graph.values):
        yield _written(element, 2)
    for id, values in graph.nodes:
        yield _written(_element("node", {"id": _token(id)}, values), 2)
    for id, source, target, values in graph.edges:
        yield _written(_element("edge", {"id": _token(id), "source": _token(source), "target": _token(target)}, values), 2)
    yield b" </graph>\n</graphml>\n"


def _key(attribute: Attribute) -> bytes:
    key = etree.Element("key")
    key.set("id", _KEYS[attribute.scope, attribute.name])
    key.set("for", attribute.scope)
    key.set("attr.name", attribute.name)
    key.set("attr.type", _TYPES[attribute.type])
    etree.SubElement(key, "desc").text = attribute.what
    return _written(key, 1)


def _element(tag: str, attributes: Mapping[str, str], values: Values) -> etree._Element:
    element = etree.Element(tag, dict(attributes))
    element.extend(_data(tag, values))
    return element


def _data(scope: str, values: Values) -> Iterator[etree._Element]:
    """The values that there are; an empty text is none."""
    for name, value in values.items():
        if value is not None and value != "":
            data = etree.Element("data", {"key": _KEYS[scope, name]})  # type: ignore[index]
            data.text = _text(value)
            yield data


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NO_CHARACTER.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", str(value))


def _token(id: str) -> str:
    """An id as XML can have it (NMTOKEN). No two become the same, for an underscore is a letter of none."""
    return _NO_NAME.sub(lambda m: f"_{ord(m[0]):X}_", id)


def _written(element: etree._Element, level: int) -> bytes:
    """An element on lines of its own. Of no namespace here, it is in that of the document."""
    etree.indent(element, " ", level=level)
    found: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False)
    return b" " * level + found + b"\n"
