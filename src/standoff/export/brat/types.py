"""The types of the brat export, and the two files that tell brat of them: `annotation.conf` and `visual.conf`.

What relates several places (a statement: cue, source, content) is an event of brat's, with the words that show it as its trigger. All
that it declares is what an export may hold, whether or not a case has any of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from ...model.reading import Act, EventStatus, MentionForm, MentionType, PloverType, QuoteKind

MENTIONS: dict[MentionType, str] = {
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "group": "Group",
    "other": "Other",
}
SOURCE, CONTENT, WORDS = "Source", "Content", "Words"
STATEMENT, QUOTATION = "Statement", "Quotation"
FIGURE, LABEL, QUESTION = "Figure", "Label", "Open_question"
POSITION, TIE, CLAIM = "Position", "Tie", "Claim"
TOLD = ("outlet", "source")
SIGNS = ("supports", "opposes")

_SAID = f"{STATEMENT}|{QUOTATION}"
_NAMES = "|".join(MENTIONS.values())
_ANY = f"{_NAMES}|{WORDS}"
_HELD = f"Voice*:{_SAID}"
_STATED = [f"Source?:{_NAMES}|{SOURCE}", f"Content?:{CONTENT}", f"Channel?:{_ANY}", f"Addressee?:{_ANY}", f"Within?:{_SAID}"]
EVENTS: dict[str, Sequence[str]] = {
    STATEMENT: _STATED,
    QUOTATION: [role for role in _STATED if not role.startswith("Content")],
    **{type: [f"Agent*:{_NAMES}", f"Recipient*:{_NAMES}", f"Place?:{_ANY}", f"Date?:{_ANY}", _HELD] for type in get_args(PloverType)},
    FIGURE: [f"Of?:{_ANY}", f"Place?:{_ANY}", f"Date?:{_ANY}", _HELD],
    LABEL: [f"Target?:{_NAMES}", _HELD],
    QUESTION: [f"Marker?:{_ANY}", _HELD],
    POSITION: [_HELD],
    TIE: [f"Shown?:{_ANY}", _HELD],
    CLAIM: [_HELD],
}
ENTITIES = (*MENTIONS.values(), SOURCE, CONTENT, WORDS)
_PLOVER = "|".join(get_args(PloverType))
_VOICED = "|".join(type for type, roles in EVENTS.items() if _HELD in roles)
ATTRIBUTES: dict[str, tuple[str, Sequence[str]]] = {
    "Form": (_NAMES, get_args(MentionForm)),
    "Act": (_SAID, get_args(Act)),
    "Kind": (_SAID, get_args(QuoteKind)),
    "Status": (_PLOVER, get_args(EventStatus)),
    "Told_by": (_VOICED, TOLD),
    "Stance": (TIE, SIGNS),
    "Denies": (CLAIM, ()),
}
_COLOURS = {
    **dict.fromkeys(MENTIONS.values(), "#e8e8e8"),
    SOURCE: "#cfe2f3",
    CONTENT: "#fff2cc",
    WORDS: "#f7f7f7",
    STATEMENT: "#9fc5e8",
    QUOTATION: "#9fc5e8",
    FIGURE: "#d9ead3",
    LABEL: "#f4cccc",
    QUESTION: "#d9d2e9",
    POSITION: "#fce5cd",
    TIE: "#fce5cd",
    CLAIM: "#fce5cd",
}


def annotation_conf() -> bytes:
    """What may be annotated, with the roles, their types and the values of attributes."""
    attributes = [
        f"{name}\tArg:{types}" + (f", Value:{'|'.join(values)}" if values else "") for name, (types, values) in ATTRIBUTES.items()
    ]
    # Contents hold statements, sources are persons too: any overlap is meant.
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    return _conf(
        entities=ENTITIES,
        relations=[overlap],
        events=[f"{type}\t{', '.join(roles)}" for type, roles in EVENTS.items()],
        attributes=attributes,
    )


def visual_conf() -> bytes:
    """How brat shows them: names without underscores, a colour for each kind."""
    drawn = [f"{type}\tbgColor:{colour}" for type, colour in _COLOURS.items()]
    return _conf(
        labels=[f"{type} | {type.replace('_', ' ')}" for type in (*ENTITIES, *EVENTS, *ATTRIBUTES)],
        drawing=[
            "SPAN_DEFAULT\tfgColor:black, bgColor:#ead1dc, borderColor:darken",
            "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5",
            *drawn,
            "Denies\tdashArray:3-3",
        ],
    )


def _conf(**sections: Sequence[str]) -> bytes:
    return "\n".join(line for name, lines in sections.items() for line in (f"[{name}]", *lines, "")).encode()
