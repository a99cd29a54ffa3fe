"""brat's own rules as a strict reader: standoff files, `annotation.conf`, `visual.conf`.

By its pages on the standoff format and on configuration, and by what its server checks when it reads a document and when it verifies one.
Raises AssertionError with the rule that is broken.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

NAME = re.compile(r"[a-zA-Z0-9_-]+")
ID = re.compile(r"([TREAN#])([1-9][0-9]*)")
DRAWN = {"fgColor", "bgColor", "borderColor", "color", "dashArray", "arrowHead", "glyph", "position"}


@dataclass
class Role:
    types: set[str]
    needed: bool
    many: bool


@dataclass
class Config:
    entities: set[str]
    events: dict[str, dict[str, Role]]
    attributes: dict[str, tuple[set[str], set[str]]]
    overlaps: bool


@dataclass
class Bound:
    type: str
    spans: tuple[tuple[int, int], ...]
    text: str


@dataclass
class Event:
    type: str
    trigger: str
    arguments: list[tuple[str, str]] = field(default_factory=list)

    def of(self, role: str) -> list[str]:
        """Who or what has a role, which may be numbered."""
        return [id for name, id in self.arguments if name == role]


@dataclass
class Document:
    text: str
    bounds: dict[str, Bound]
    events: dict[str, Event]
    attributes: list[tuple[str, str, str | None]]
    notes: list[tuple[str, str]]

    def value(self, target: str, name: str) -> str | None:
        """The value of an attribute, "" for one without."""
        found = [value or "" for n, t, value in self.attributes if (n, t) == (name, target)]
        assert len(found) <= 1, "an attribute stands once on a target"
        return found[0] if found else None

    def notes_on(self, target: str) -> list[str]:
        return [text for to, text in self.notes if to == target]


def read_config(annotation: bytes, visual: bytes) -> Config:
    """The types of a collection, both files checked."""
    parts = _sections(annotation)
    assert list(parts) == ["entities", "relations", "events", "attributes"], "every section must be there"
    entities = set(parts["entities"])
    assert all(NAME.fullmatch(name) for name in entities) and len(entities) == len(parts["entities"])
    events: dict[str, dict[str, Role]] = {}
    for line in parts["events"]:
        name, arguments = _item(line)
        assert name not in events and name not in entities, "a type is declared once"
        events[name] = _roles(arguments)
    known = entities | set(events)
    for roles in events.values():
        assert all(role.types <= known for role in roles.values()), "the types of a role are declared"
    attributes = {}
    for line in parts["attributes"]:
        name, arguments = _item(line)
        pairs = dict(argument.split(":", 1) for argument in arguments)
        assert name not in attributes and set(pairs) <= {"Arg", "Value"}
        types, values = set(pairs["Arg"].split("|")), set(pairs["Value"].split("|")) if "Value" in pairs else set()
        assert types <= known and all(re.fullmatch(r"\S+", value) for value in values)
        attributes[name] = (types, values)
    overlap = [_item(line)[1] for line in parts["relations"] if line.startswith("<OVERLAP>")]
    assert len(overlap) == len(parts["relations"]), "no relation is used"
    shown = _sections(visual)
    assert list(shown) == ["labels", "drawing"]
    labels = [line.split("|")[0].strip() for line in shown["labels"]]
    assert len(labels) == len(set(labels)) and set(labels) <= known | set(attributes)
    for line in shown["drawing"]:
        name, arguments = _item(line)
        assert name in known | set(attributes) | {"SPAN_DEFAULT", "ARC_DEFAULT"}
        assert all(re.fullmatch(r"\w+:\S+", argument) and argument.split(":")[0] in DRAWN for argument in arguments)
    return Config(entities, events, attributes, overlap == [["Arg1:<ENTITY>", "Arg2:<ENTITY>", "<OVL-TYPE>:<ANY>"]])


def _sections(data: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in data.decode("utf-8").split("\n"):
        if head := re.fullmatch(r"\[(.*)\]", line):
            found[head[1]] = []
        elif line.strip() and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    return found


def _item(line: str) -> tuple[str, list[str]]:
    name, _, rest = line.partition("\t")
    assert NAME.fullmatch(name) or name == "<OVERLAP>", f"{name!r} is no name of a type"
    return name, [argument.strip() for argument in rest.split(",") if argument.strip()]


def _roles(arguments: list[str]) -> dict[str, Role]:
    found = {}
    for argument in arguments:
        match = re.fullmatch(r"([a-zA-Z_-]+)([?*+]?):([^\s:]+)", argument)
        assert match and match[1] not in found, f"{argument!r} is no role"
        found[match[1]] = Role(set(match[3].split("|")), match[2] not in ("?", "*"), match[2] in ("*", "+"))
    return found


def read_document(text_file: bytes, annotation_file: bytes, config: Config) -> Document:
    """A document by its two files. Every way in which readers open them must give the same characters and the same lines."""
    text = text_file.decode("utf-8")
    translated = io.TextIOWrapper(io.BytesIO(text_file), encoding="utf-8").read()
    assert len(translated) == len(text), "universal newlines would move the offsets"
    assert len(text_file.decode("utf-8-sig")) == len(text), "a byte order mark would move them"
    lines = annotation_file.decode("utf-8").split("\n")
    assert lines.pop() == "" and "\n".join(lines).splitlines() == lines, "a line of annotations ends at a line feed and nowhere else"
    document = Document(text, {}, {}, [], [])
    seen: Counter[str] = Counter()
    for line in lines:
        id, _, rest = line.partition("\t")
        match = ID.fullmatch(id)
        assert match, f"{id!r} is no id"
        seen[id] += 1
        assert seen[id] == 1, f"{id} is used twice"
        if match[1] == "T":
            document.bounds[id] = _bound(rest, text, translated)
        elif match[1] == "E":
            document.events[id] = _event(rest)
        elif match[1] == "A":
            document.attributes.append(_attribute(rest))
        else:
            assert match[1] == "#", f"{id}: no such lines are written"
            document.notes.append(_note(rest))
    _check(document, config)
    return document


def _bound(rest: str, text: str, translated: str) -> Bound:
    match = re.fullmatch(r"(\S+) ((?:0|[1-9]\d*) \d+(?:;\d+ \d+)*)\t(.+)", rest)
    assert match, f"{rest!r} is no text-bound"
    spans = tuple((int(a), int(b)) for a, b in (part.split(" ") for part in match[2].split(";")))
    done = 0
    for start, end in spans:
        assert done <= start < end <= len(text), "fragments stand in order and apart, inside the text"
        part = text[start:end]
        assert len(part.splitlines()) == 1 and "\t" not in part and translated[start:end] == part, "no fragment has a line end or a tab"
        assert part == part.strip(), "no fragment begins or ends blank"
        done = end
    assert match[3] == " ".join(text[start:end] for start, end in spans), "the words are those of the text"
    return Bound(match[1], spans, match[3])


def _event(rest: str) -> Event:
    match = re.fullmatch(r"(\S+?):(T\d+)((?: [a-zA-Z_-]+\d*:[TE]\d+)*)", rest)
    assert match, f"{rest!r} is no event"
    pairs = [part.split(":") for part in match[3].split()]
    assert len({role for role, _ in pairs}) == len(pairs), "several of one role are numbered"
    return Event(match[1], match[2], [(role.rstrip("0123456789"), id) for role, id in pairs])


def _attribute(rest: str) -> tuple[str, str, str | None]:
    match = re.fullmatch(r"(\S+) ([TE]\d+)(?: (\S+))?", rest)
    assert match, f"{rest!r} is no attribute"
    return match[1], match[2], match[3]


def _note(rest: str) -> tuple[str, str]:
    match = re.fullmatch(r"AnnotatorNotes ([TE]\d+)\t(\S.*)", rest)
    assert match and "\t" not in match[2], f"{rest!r} is no note"
    return match[1], match[2]


def _check(document: Document, config: Config) -> None:
    bounds, events = document.bounds, document.events
    types = {id: item.type for id, item in (*bounds.items(), *events.items())}
    triggers = {event.trigger for event in events.values()}
    for id, bound in bounds.items():
        assert bound.type in config.entities or bound.type in config.events, f"{bound.type} is declared"
        assert (id in triggers) == (bound.type in config.events), "a text-bound of an event's type is a trigger, and no other is"
    for event in events.values():
        assert event.type in config.events, f"{event.type} is declared as an event"
        assert types.get(event.trigger) == event.type and event.trigger in bounds, "the trigger is a text-bound of the event's type"
        roles, counts = config.events[event.type], Counter(role for role, _ in event.arguments)
        for role, id in event.arguments:
            assert role in roles and id in types and id not in triggers, f"{role}:{id} is a role of {event.type}, and no trigger"
            assert types[id] in roles[role].types, f"{event.type} takes no {types[id]} as {role}"
        for role, allowed in roles.items():
            assert counts[role] >= allowed.needed and (allowed.many or counts[role] <= 1), f"{event.type} has {counts[role]} {role}"
    for name, target, value in document.attributes:
        assert target in types and target not in triggers and name in config.attributes
        allowed_types, values = config.attributes[name]
        assert types[target] in allowed_types and (value in values if values else value is None)
    assert all(target in types and target not in triggers for target, _ in document.notes), "notes are on entities and events"
    spans = [(s, id) for id, b in bounds.items() if b.type in config.entities for s in b.spans]
    spans.sort()
    overlapping = any(a[0][1] > b[0][0] for a, b in itertools.pairwise(spans))
    assert config.overlaps or not overlapping, "overlaps are declared"
