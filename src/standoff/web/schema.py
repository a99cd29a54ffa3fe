"""JSON Schema of what `plain` makes of a dataclass, for the OpenAPI description: one truth for pages, JSON and its description."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ..case import Passage
from ..model import Evidence, Span

Schema = dict[str, Any]
_INT: Schema = {"type": "integer", "minimum": 0}
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}
_SPAN: Schema = {
    "type": "array",
    "items": _INT,
    "minItems": 2,
    "maxItems": 2,
    "description": "start and end, in code points, end exclusive",
}
_ADDRESS: Schema = {"report": {"type": "string"}, "start": _INT, "end": _INT}


def schema_of(kind: Any) -> Schema:
    """The schema of a type as `plain` writes it. Raises TypeError for a type that no row has."""
    if isinstance(kind, TypeVar):
        return {}
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if kind is Span:
        return dict(_SPAN)
    if kind is Evidence:
        return _object(_ADDRESS | {"quote": {"type": "string"}})
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (types.UnionType, Union):
        return {"anyOf": [schema_of(arg) for arg in args]}
    if origin in (tuple, list, Sequence):
        item = args[0]
        if len(args) > 1 and args[1] is not Ellipsis:
            return {"type": "array", "minItems": len(args), "maxItems": len(args)}
        return {"type": "array", "items": schema_of(item)}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_of(args[1])}
    if is_dataclass(kind) or (origin is not None and is_dataclass(origin)):
        return _dataclass(kind)
    raise TypeError(f"no schema for {kind!r}")


def _dataclass(kind: Any) -> Schema:
    base = get_origin(kind) or kind
    given = dict(zip(getattr(base, "__parameters__", ()), get_args(kind), strict=False))
    hints = get_type_hints(base)
    found = {f.name: schema_of(_filled(hints[f.name], given)) for f in fields(base) if not f.name.startswith("_")}
    if base is Passage:
        found = _ADDRESS | {"text": {"type": "string"}, "pieces": found["pieces"]}
    return _object(found)


def _filled(kind: Any, given: Mapping[Any, Any]) -> Any:
    """A type with the parameters of a generic dataclass filled in."""
    if kind in given:
        return given[kind]
    args = get_args(kind)
    if not args or get_origin(kind) is Literal or not given:
        return kind
    return kind if not any(a in given for a in args) else get_origin(kind)[tuple(given.get(a, a) for a in args)]


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}


ERROR: Schema = _object(
    {
        "error": _object(
            {
                "status": {"type": "integer"},
                "what": {"type": "string", "description": "what was wrong, as a sentence"},
                "where": {"type": "string"},
                "hint": {"type": "string", "description": "what to try"},
                "request": {"type": "string"},
            }
        )
    }
)
