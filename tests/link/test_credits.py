"""Whom reports credit, over invented reports: for the whole of them, and for single statements."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from standoff.ingest.build import Raw, build
from standoff.link.credits import provenance
from standoff.link.houses import house, known_house
from standoff.model import Dated, Mention, Reading, Span, Statement

BODY = (
    "The harbour of Port Ilma was shut on Monday after two boats collided in the fog, the coast guard said, and three people were hurt.",
    "Divers will go down to the wreck on Tuesday if the weather allows it, and the ferries are to run again from the northern pier.",
    "Most of the passengers were students on their way home for the holidays, according to the company that runs the line to the islands.",
    "The fog is expected to lift in the afternoon, when a tug will try to bring the larger of the two boats back to the yard it came from.",
)


def reading(
    text: str,
    statements: Sequence[tuple[str, str, str]] = (),
    outlet: str | None = "The Coast Daily",
    addressee: str | None = None,
    names: Sequence[tuple[str, str]] = (),
) -> Reading:
    """A reading of a text with statements by their words (source, cue, content); `names` join a source to the name it stands for."""
    report = build(Raw("a.txt", text, "utf-8", outlet=outlet, published=Dated("2031-04-02", "given")), None, None, where="a.txt")

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    mentions = [Mention(f"n{k}", at(name), "organisation", "name") for k, (_, name) in enumerate(names)]
    mentions += [Mention(f"s{k}", at(source), "organisation", "nominal", f"n{k}") for k, (source, _) in enumerate(names) if source]
    by_words = {m.span.of(text): m.id for m in mentions}
    to = at(addressee) if addressee else None
    made = tuple(
        Statement(f"t{k}", at(s), at(c), (at(x),), "indirect", "assert", addressee=to, source_mention=by_words.get(s))
        for k, (s, c, x) in enumerate(statements)
    )
    starts = [0, *(k + 2 for k in range(len(text)) if text.startswith(". ", k) or text.startswith("\n\n", k))]
    sentences = tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if text[a:b].strip())
    return Reading(report, "run", sentences, tuple(mentions), made)


def article(before: str = "", after: str = "") -> str:
    return "\n\n".join(p for p in (before, *BODY, after) if p)


def whole(text: str, outlet: str | None = "The Coast Daily") -> list[tuple[str, str]]:
    return [(c.name, c.place) for c in provenance(reading(text, outlet=outlet)).credits if not c.covers]


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        (article(), []),
        (f"PORT ILMA, April 2 (Reuters) - {article()}", [("Reuters", "dateline")]),
        (article(after="With inputs from AFP and Reuters"), [("Agence France-Presse", "credit"), ("Reuters", "credit")]),
        (article(after="The Associated Press contributed to this report."), [("Associated Press", "credit")]),
        (article(after="This story was first published by The Ilma Post."), [("Ilma Post", "credit")]),
        (article(after="Originally published in the April 2031 issue of Ilma Review."), [("Ilma Review", "credit")]),
        (article(after="Republished with permission from North Wire under a free licence."), [("North Wire", "credit")]),
        (article(after="This article was written for The Ilma Post by Jon Ash."), []),
        (article(after="The law was first published in The Ilma Post of 1903, and few have read it since it was put there."), []),
        (article(after="This report was written by Jon Ash and Mirel Brill."), []),
        (article(after="This story was reported by The Associated Press."), [("Associated Press", "credit")]),
        (article(after="This story was updated on April 3."), []),
    ],
)
def test_credits_for_the_whole_report(text: str, credits: list[tuple[str, str]]) -> None:
    assert sorted(whole(text)) == sorted(credits)


def test_its_own_name_is_no_credit() -> None:
    assert whole(f"PORT ILMA, April 2 (Reuters) - {article()}", "Reuters") == []
    assert whole(article(after="This story was first published by The Coast Daily."), "Coast Daily (Online)") == []


def test_the_evidence_of_a_credit_is_its_words() -> None:
    text = article(after="This story was first published by The Ilma Post.")
    (credit,) = provenance(reading(text)).credits
    assert credit.evidence is not None
    assert credit.evidence.quote == "This story was first published by The Ilma Post"
    credit.evidence.check(text)


def covered(made: Reading) -> list[tuple[str, str, bool]]:
    return [(c.name, made.report.quote(s), c.medium) for c in provenance(made).credits for s in c.covers]


def test_a_statement_of_an_agency_covers_its_content() -> None:
    made = reading("Reuters reported that the boats were late. The quay is shut.", [("Reuters", "reported", "the boats were late")])
    assert covered(made) == [("Reuters", "the boats were late", True)]


def test_whoever_a_statement_is_told_to_is_credited() -> None:
    made = reading(
        "Ana Lund told AFP the boats were late. The quay is shut.", [("Ana Lund", "told", "the boats were late")], addressee="AFP"
    )
    assert covered(made) == [("Agence France-Presse", "the boats were late", True)]


def test_the_agency_is_found_behind_what_stands_for_it() -> None:
    made = reading(
        "Reuters has a man in the port. The agency said the boats were late.",
        [("The agency", "said", "the boats were late")],
        names=[("The agency", "Reuters")],
    )
    assert covered(made) == [("Reuters", "the boats were late", True)]


def test_another_organisation_may_be_an_outlet_of_the_case() -> None:
    made = reading(
        "Ilma Post said the boats were late. The quay is shut.", [("Ilma Post", "said", "the boats were late")], names=[("", "Ilma Post")]
    )
    assert covered(made) == [("Ilma Post", "the boats were late", False)]


def test_the_first_to_report_is_credited_for_the_sentence() -> None:
    made = reading("The quay is shut. The boats were late, as first reported by The Ilma Post. Nobody was hurt.")
    assert [(n, s.strip()) for n, s, _ in covered(made)] == [("Ilma Post", "The boats were late, as first reported by The Ilma Post.")]


def test_a_statement_without_a_house_credits_nobody() -> None:
    assert covered(reading("Ana Lund said the boats were late. The quay is shut.", [("Ana Lund", "said", "the boats were late")])) == []


def test_what_a_report_tells_of_itself() -> None:
    told = provenance(reading(article(), outlet="CNN (Web News)"))
    assert (told.house, told.published) == ("CNN", "2031-04-02")
    assert provenance(reading(article(), outlet=None)).house is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("AP", "Associated Press"),
        ("the Associated Press", "Associated Press"),
        ("AFP", "Agence France-Presse"),
        ("CNN (Web News)", "CNN"),
        ("Fox Online News", "Fox News"),
        ("www.reuters.com", "Reuters"),
        ("The Ilma Post - News", "Ilma Post"),
        ("The Ilma Post", "Ilma Post"),
        ("NPR Online News", "NPR"),
        ("Online", "Online"),
    ],
)
def test_the_usual_name_of_a_house(written: str, name: str) -> None:
    assert house(written) == house(name) == name


def test_only_houses_of_the_tables_are_known() -> None:
    assert known_house("Ilma Post") is None
    assert known_house("AFP") == "Agence France-Presse"
