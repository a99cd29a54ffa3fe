"""Who is named as holder: a public actor by name, everybody else as the report writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from standoff.link.actors import ActorIndex
from standoff.link.passages import Passage
from standoff.link.similarity import bag
from standoff.link.wording import named
from standoff.model import Actor, Reading, Report, Span, Statement

TEXT = "Vell said the valves were open."


@dataclass
class Index:
    """An index that knows one actor."""

    public: bool

    def actor(self, id: str) -> Actor:
        return Actor(id, "Ana Vell", "person", public=self.public)


@pytest.mark.parametrize(("public", "holders", "wanted"), [(True, ("v",), "Ana Vell"), (False, ("v",), "“Vell”"), (True, (), "“Vell”")])
def test_a_private_person_is_named_as_written(public: bool, holders: tuple[str, ...], wanted: str) -> None:
    report = Report("r", "a.txt", TEXT, (Span(0, len(TEXT)),), outlet="Post")
    said = Statement("s", Span(0, 4), Span(5, 9), (Span(10, 30),), "indirect", "assert")
    reading = Reading(report, "run", statements=(said,))
    passage = Passage(reading, 0, said.content, said, holders, (), bag("the valves were open"), "the valves were open", False)
    assert named(cast(ActorIndex, Index(public)), passage) == wanted
