"""A report that is hard on offsets and passages: line ends of every kind, emoji, marks, right-to-left words, parted and nested contents."""

from __future__ import annotations

from standoff.account import Material
from standoff.export.parcel import Parcel
from standoff.model import (
    Actor,
    Carrier,
    Claim,
    Dated,
    Dispute,
    Event,
    Figure,
    Label,
    Link,
    Links,
    Mention,
    OpenQuestion,
    Position,
    Reading,
    Report,
    Span,
    Statement,
    Tie,
    report_id,
)

ASIDE = "Nobody else spoke on that long day, when the fog lay over the water and no ship could be seen, but for Jon Ash and a dog. "
TEXT = (
    "\ufeffFerry 🚢 lost\r\n“We saw ne\u0301on,\r\nthen 👩‍👩‍👧 fled,” said Ilda Rovek. "
    + ASIDE
    + "“And nobody\u2028came,” she went on.\x0c\r"
    "עומר said the mayor denied there had been any\torders. The union backs Rovek; \ud83d\udc00 about 40 people marched.\x85"
    "It is not clear who the wreckers are.\r\n"
)
QUOTED = "“so it goes on.”"


def odd_reading() -> Reading:
    text = TEXT + QUOTED
    id = report_id("Odd Post", text)
    report = Report(id, "odd.txt", text, (), outlet="Odd Post", published=Dated("2031-04-01", "meta"), title="Odd \u2028 title")

    def at(words: str, after: int = 0) -> Span:
        start = text.index(words, after)
        return Span(start, start + len(words))

    denied, omer, mayor = at("denied"), at("עומר"), at("the mayor")
    parted = (at("“We saw ne\u0301on,\r\nthen 👩‍👩‍👧 fled,”"), at("“And nobody\u2028came,”"))
    nested = at("there had been any\torders")
    return Reading(
        report,
        "run",
        sentences=(
            at("The union backs Rovek; \ud83d\udc00 about 40 people marched."),
            at("It is not clear who the wreckers are."),
        ),
        mentions=(
            Mention("m1", at("Ilda Rovek"), "person", "name"),
            Mention("m2", at("Jon Ash"), "person", "name"),
            Mention("m3", omer, "person", "name"),
            Mention("m4", at("the mayor"), "person", "nominal"),
            Mention("m5", at("The union"), "organisation", "name"),
            Mention("m6", at("Rovek", at("backs").end), "person", "name"),
            Mention("m7", at("the wreckers"), "group", "nominal"),
            Mention("m8", at("fog"), "other", "nominal"),
            Mention("m9", at("Rovek. Nobody else"), "other", "nominal"),
        ),
        statements=(
            Statement("s1", at("Ilda Rovek"), at("said"), parted, "direct", "assert", source_mention="m1"),
            Statement("s2", omer, at("said", omer.start), (mayor.hull(nested),), "indirect", "assert", source_mention="m3"),
            Statement("s3", mayor, denied, (nested,), "indirect", "deny", parent="s2", source_mention="m4"),
            Statement("s4", None, None, (at(QUOTED),), "direct", "opine"),
        ),
        figures=(Figure("f1", at("about 40"), 40.0, None, True, at("people")),),
        labels=(Label("l1", at("the wreckers"), "m7"), Label("l2", at("orders"), None, "s3")),
        open_questions=(OpenQuestion("q1", at("It is not clear who the wreckers are"), at("not clear")),),
        events=(
            Event("e1", at("backs"), "SUPPORT", ("m5",), ("m6",)),
            Event("e2", at("orders"), "REQUEST", ("m4",), (), None, None, "denied", "s3", 0.5),
            Event("e3", at("fled"), "RETREAT", voice="s1"),
        ),
    )


def odd_parcel(*, private: bool = False, full_text: bool = False) -> Parcel:
    """The report with an actor behind every name, of whom Jon Ash and עומר are private persons, a dispute, a claim and a tie."""
    reading = odd_reading()
    report, id = reading.report, reading.report.id
    people = {"m1": "a-rovek", "m2": "a-ash", "m3": "a-omer", "m4": "a-rovek", "m5": "a-union", "m6": "a-rovek"}
    said = {s.id: report.evidence(s.content[0]) for s in reading.statements}
    backs = report.evidence(next(e.trigger for e in reading.events if e.id == "e1"))
    links = Links(
        actors=(
            Actor("a-rovek", "Ilda <b>Rovek</b>", "person"),
            Actor("a-ash", "Jonathan Ash", "person", public=False),
            Actor("a-omer", "Omer Lund", "person", public=False),
            Actor("a-union", "The Union", "organisation"),
        ),
        sources=tuple(
            Link(id, s.id, people[s.source_mention], 0.9, "by name") for s in reading.statements if s.source_mention
        ),
        mentions=tuple(Link(id, m, actor, 0.8, "by name") for m, actor in people.items()),
        claims=(Claim("c1", said["s2"], (Carrier(said["s2"], "s2", False, 1.0, "says"), Carrier(said["s3"], "s3", True, 0.5, "denies"))),),
        disputes=(
            Dispute("d1", "denial", "first", "Were there orders?", (
                Position("a-omer", None, "says so", "A", (said["s2"],), ("s2",)),
                Position("a-rovek", None, "“denied”: “orders”", "B", (said["s3"], said["s3"]), ("s3",)),
                Position(None, "Odd Post", "tells both", "-", (report.evidence(Span(1, 6)),)),
            ), 0.6, "a denial"),
        ),
        ties=(
            Tie("a-union", "a-rovek", "+", "2031-04", backs, "outlet", backs.span, 0.7, "“backs”"),
            Tie("a-omer", "a-rovek", "-", None, said["s3"], "s3", None, 0.7, "of a private person"),
        ),
    )  # fmt: skip
    return Parcel("odd", Material([reading], links), private=private, full_text=full_text)
