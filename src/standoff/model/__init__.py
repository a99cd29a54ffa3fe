"""What a reading is: the domain model, frozen and checked. No input or output; imports nothing of ours.

The terms are those of the reading guide: statement, source, cue, content, figure, label, open question, actor, claim,
dispute, position, tie. Offsets are Unicode code points into a report's text, end exclusive.
"""

from .actors import Actor, ActorKind, Link, Role
from .anchors import Texts, closest, common, likeness, same_place
from .chains import Chain, chains_of, fullest
from .claims import Carrier, Claim, Dispute, DisputeKind, Position, Tie
from .clusters import ClusterMember, EventCluster
from .errors import BadInput, NotACase, NotAPile, OffsetError, StandoffError, TooNew, UsageProblem
from .links import Dating, Links
from .origins import CountedOrigin
from .protocols import Reader
from .reading import (
    OUTLET,
    Act,
    Event,
    EventStatus,
    Figure,
    HeldRole,
    Label,
    Leaning,
    Mention,
    MentionForm,
    MentionType,
    OpenQuestion,
    PloverType,
    QuoteKind,
    Reading,
    Statement,
    Tone,
)
from .report import Dated, Furniture, FurnitureKind, Origin, Report, report_id, text_hash
from .run import About, Anchor, Judgement, JudgementKind, Run, in_force
from .senses import Senses
from .span import Evidence, Span
from .stories import Gist, Story, StoryChange, StoryMember
from .syntax import RELATIONS, UPOS, XPOS, Syntax
from .times import Precision, Resolved, TimeExpression, TimeKind

__all__ = [
    "About",
    "Act",
    "Actor",
    "ActorKind",
    "Anchor",
    "BadInput",
    "Carrier",
    "Chain",
    "Claim",
    "ClusterMember",
    "CountedOrigin",
    "Dated",
    "Dating",
    "Dispute",
    "DisputeKind",
    "Event",
    "EventCluster",
    "EventStatus",
    "Evidence",
    "Figure",
    "Furniture",
    "FurnitureKind",
    "Gist",
    "HeldRole",
    "Judgement",
    "JudgementKind",
    "Label",
    "Leaning",
    "Link",
    "Links",
    "Mention",
    "MentionForm",
    "MentionType",
    "NotACase",
    "NotAPile",
    "OUTLET",
    "OffsetError",
    "OpenQuestion",
    "Origin",
    "PloverType",
    "Position",
    "Precision",
    "QuoteKind",
    "RELATIONS",
    "Reader",
    "Reading",
    "Report",
    "Resolved",
    "Role",
    "Run",
    "Senses",
    "Span",
    "StandoffError",
    "Statement",
    "Story",
    "StoryChange",
    "StoryMember",
    "Syntax",
    "Texts",
    "Tie",
    "TimeExpression",
    "TimeKind",
    "Tone",
    "TooNew",
    "UPOS",
    "UsageProblem",
    "XPOS",
    "chains_of",
    "closest",
    "common",
    "fullest",
    "in_force",
    "likeness",
    "report_id",
    "same_place",
    "text_hash",
]
