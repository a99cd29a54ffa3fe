"""Web Annotations: the whole document read back by a JSON-LD processor, by the rules of the model, and against the texts.

`anno_terms.json` has the facts of the W3C context for the terms that the export uses; a term that is not there would be dropped here, and
the test that counts what comes out of the expansion would see it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from deeds import deeds, deeds_path
from example_case import example_material
from hostile import hostile_case
from odd_report import TEXT, odd_parcel
from standoff.account import Material
from standoff.case import Case
from standoff.export.parcel import Parcel
from standoff.export.web_annotations import chunks
from standoff.model import Links, Reading, Report, Span, Statement, report_id
from strategies import texts

__all__ = ["deeds", "deeds_path"]
Json = dict[str, Any]
TERMS = json.loads((Path(__file__).with_name("anno_terms.json")).read_text(encoding="utf-8"))
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
TYPES = {OA + t for t in ("Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector")}
TYPES |= {AS + t for t in ("OrderedCollection", "OrderedCollectionPage", "Application")}
MOTIVATIONS = frozenset(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying "
    "tagging".split()
)


def loader(url: str, options: Json) -> Json:
    assert url == "http://www.w3.org/ns/anno.jsonld", "nothing else is fetched"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": TERMS["@context"]}}


OPTIONS = {"documentLoader": loader}


def document(parcel: Parcel) -> Json:
    found: Json = json.loads(b"".join(chunks(parcel)).decode("utf-8"))
    return found


def annotations(document: Json) -> list[Json]:
    found: list[Json] = document["first"]["items"]
    return found


def of_layer(document: Json, layer: str) -> list[Json]:
    return [a for a in annotations(document) if a["standoff:layer"] == layer]


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def selectors(annotation: Json) -> Iterator[Json]:
    for target in many(annotation["target"]):
        yield from target["selector"]


def said(annotation: Json, purpose: str = "describing") -> list[str]:
    return [b["value"] for b in annotation["body"] if b.get("purpose") == purpose and b["type"] == "TextualBody"]


def nodes(value: Any) -> Iterator[Json]:
    """Every object of a document, its contexts left out."""
    if isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key != "@context":
                yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def leaves(value: Any) -> int:
    """How many values a compact document has."""
    if isinstance(value, dict):
        return sum(leaves(inner) for key, inner in value.items() if key != "@context")
    return sum(map(leaves, value)) if isinstance(value, list) else 1


def expanded_leaves(value: Any) -> int:
    """How many values an expanded document has: literals, ids, types."""
    if isinstance(value, list):
        return sum(map(expanded_leaves, value))
    if "@value" in value:
        return 1
    own = ("@id" in value) + len(many(value.get("@type", [])))
    return own + sum(expanded_leaves(inner) for key, inner in value.items() if key not in ("@id", "@type"))


def check_terms(document: Json) -> None:
    """Nothing falls out of the expansion, and all types and motivations are those of the Vocabulary."""
    expanded = jsonld.expand(document, OPTIONS)
    assert expanded_leaves(expanded) == leaves(document)
    for node in nodes(expanded):
        if "@value" not in node:
            assert {*node.get("@type", ())} <= TYPES
            assert all(re.match(r"https?://|urn:|@", key) for key in node)
        for key in (OA + "motivatedBy", OA + "hasPurpose"):
            assert {m["@id"] for m in node.get(key, ())} <= {OA + m for m in MOTIVATIONS}


def integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_iri(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+", value) is not None


# What the Web Annotation Data Model demands (its MUST), for each class that the export uses: what, and how it is seen.
RULES: dict[str, list[tuple[str, Callable[[Json], bool]]]] = {
    "AnnotationCollection": [
        ("has the context of the model", lambda n: "http://www.w3.org/ns/anno.jsonld" in n["@context"]),
        ("has one IRI", lambda n: is_iri(n["id"])),
        ("has its first page, embedded or by IRI", lambda n: isinstance(n["first"], dict)),
        ("has as its last page one IRI", lambda n: n["last"] == n["first"]["id"]),
        ("counts its annotations", lambda n: integer(n["total"]) and n["total"] == len(n["first"]["items"])),
    ],
    "AnnotationPage": [
        ("has one IRI", lambda n: is_iri(n["id"])),
        ("has a list of items", lambda n: isinstance(n["items"], list) and all(i["type"] == "Annotation" for i in n["items"])),
        ("is part of one collection", lambda n: is_iri(n["partOf"])),
        ("begins at a place", lambda n: n["startIndex"] == 0),
        ("has a next page only if there is one", lambda n: "next" not in n and "prev" not in n),
    ],
    "Annotation": [
        ("has one IRI", lambda n: is_iri(n["id"])),
        ("has one target or more", lambda n: len(many(n["target"])) >= 1),
        ("has a motivation of the Vocabulary", lambda n: n["motivation"] in MOTIVATIONS),
        ("has bodies or a string, not both", lambda n: "bodyValue" not in n),
    ],
    "TextualBody": [
        ("has one text", lambda n: isinstance(n["value"], str) and n["value"] != ""),
        ("has no more than one format and language", lambda n: n["format"] == "text/plain" and n["language"] == "en"),
        ("has a purpose of the Vocabulary", lambda n: n["purpose"] in MOTIVATIONS),
    ],
    "SpecificResource": [
        ("has one source, an IRI", lambda n: is_iri(n["source"])),
        ("has a purpose of the Vocabulary, if any", lambda n: n.get("purpose", "linking") in MOTIVATIONS),
    ],
    "TextPositionSelector": [
        ("has a start and an end, whole and not negative", lambda n: integer(n["start"]) and integer(n["end"]) and n["start"] < n["end"]),
    ],
    "TextQuoteSelector": [
        ("has the exact words", lambda n: isinstance(n["exact"], str) and n["exact"] != ""),
        ("has no more than one prefix and suffix", lambda n: isinstance(n["prefix"], str) and isinstance(n["suffix"], str)),
    ],
    "Software": [("has one IRI", lambda n: is_iri(n["id"])), ("has a name", lambda n: isinstance(n["name"], str))],
}


def check_model(document: Json) -> None:
    """Every rule of the table holds for every object of its class; ids are used once."""
    for node in nodes(document):
        for rule, holds in RULES.get(node.get("type", ""), ()):
            assert holds(node), (rule, node)
    assert {n["type"] for n in nodes(document) if "type" in n} <= set(RULES)
    ids = [a["id"] for a in annotations(document)]
    assert len(ids) == len(set(ids))
    pointed = {a[f"standoff:{key}"] for a in annotations(document) for key in ("voice", "within") if f"standoff:{key}" in a}
    assert pointed <= {a["id"] for a in of_layer(document, "statement")}
    reports = {r["id"] for r in document["standoff:reports"]}
    assert {a["standoff:report"] for a in annotations(document)} <= reports


def check_places(document: Json, of: dict[str, str]) -> None:
    """Every selector resolves in its text, counted in code points; a lone surrogate stands as U+FFFD."""
    for annotation in annotations(document):
        text = re.sub("[\ud800-\udfff]", "\ufffd", of[annotation["standoff:report"]])
        for target in many(annotation["target"]):
            position, quote = target["selector"]
            assert [position["type"], quote["type"]] == ["TextPositionSelector", "TextQuoteSelector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"]) and text[position["end"] :].startswith(quote["suffix"])
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32
        for part in annotation.get("standoff:parts", ()):
            assert 0 <= part["start"] < part["end"] <= len(text)


def texts_of(material: Material) -> dict[str, str]:
    return {f"urn:standoff:report:{r.report.id}": r.report.text for r in material.readings}


def check(parcel: Parcel) -> Json:
    made = document(parcel)
    check_terms(made)
    check_model(made)
    check_places(made, texts_of(parcel.material))
    return made


def quads(document: Any) -> str:
    found: str = jsonld.normalize(document, {**OPTIONS, "algorithm": "URDNA2015", "format": "application/n-quads"})
    return found


def test_a_term_that_the_context_does_not_have_is_seen() -> None:
    made = document(odd_parcel())
    annotations(made)[0]["told"] = "somebody"
    with pytest.raises(AssertionError):
        check_terms(made)


def test_a_broken_rule_is_seen() -> None:
    made = document(odd_parcel())
    del many(annotations(made)[0]["target"])[0]["source"]
    with pytest.raises(KeyError):
        check_model(made)


@pytest.mark.parametrize("private", [False, True])
def test_the_odd_report_reads_back(private: bool) -> None:
    made = check(odd_parcel(private=private))
    layers = Counter(a["standoff:layer"] for a in annotations(made))
    ties = 2 if private else 1
    assert layers == {"statement": 4, "event": 3, "figure": 1, "label": 2, "open-question": 1, "tie": ties, "position": 3, "claim": 2}


def test_it_becomes_triples_and_comes_back_without_loss() -> None:
    made = document(odd_parcel())
    before = quads(made)
    assert len(before.splitlines()) > 400
    dataset = jsonld.to_rdf(made, {**OPTIONS})
    assert quads(jsonld.from_rdf(dataset)) == before
    # The page is one list in RDF too, in the order of the document.
    first = next(line for line in before.splitlines() if "activitystreams#items" in line)
    assert first and before.count("<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>") >= len(annotations(made))


def test_every_field_of_a_statement(case: Case) -> None:
    made = json.loads(case.export("webannotation"))
    check_terms(made)
    check_model(made)
    material = case.view().material
    check_places(made, texts_of(material))
    told = {a["standoff:item"]: a for a in of_layer(made, "statement")}
    assert len(told) == sum(len(r.statements) for r in material.readings)
    for reading in material.readings:
        for s in reading.statements:
            a, report = told[s.id], reading.report
            assert a["motivation"] == "describing" and said(a, "tagging") == ["statement", s.act, s.kind]
            assert a.get("standoff:source") == (report.quote(s.source) if s.source else None)
            assert a.get("standoff:cue") == (report.quote(s.cue) if s.cue else None)
            assert a.get("standoff:within") == (told[s.parent]["id"] if s.parent else None)
            parts = [(p["standoff:role"], p["start"], p["end"]) for p in a["standoff:parts"]]
            wanted = [("source", s.source), ("cue", s.cue), *(("content", c) for c in s.content)]
            assert parts == [(role, span.start, span.end) for role, span in wanted if span]
            (words,) = said(a)
            assert report.quote(s.source or s.hull) in words and report.quote(s.cue or s.hull) in words and (report.outlet or "") in words


def test_content_never_stands_without_source_and_cue() -> None:
    made = check(odd_parcel())
    denial = next(a for a in of_layer(made, "statement") if a["standoff:act"] == "deny")
    assert denial["target"]["selector"][1]["exact"] == "the mayor denied there had been any\torders"
    assert "עומר ← the mayor [inferred: Ilda <b>Rovek</b>] (“denied”)" in said(denial)[0]
    for layer in ("event", "label"):
        held = [a for a in of_layer(made, layer) if a.get("standoff:voice") == denial["id"]]
        assert held and all("the mayor [inferred: Ilda <b>Rovek</b>] (“denied”)" in said(a)[0] for a in held)
    for layer in ("position", "claim"):
        held = [a for a in of_layer(made, layer) if a.get("standoff:voice") == denial["id"]]
        assert held and all(next(selectors(a)) == next(selectors(denial)) for a in held)


def test_a_parted_quotation_has_a_target_for_each_stretch_and_nothing_between() -> None:
    made = check(odd_parcel())
    (parted,) = (a for a in annotations(made) if a["standoff:layer"] == "statement" and isinstance(a["target"], list))
    exact = [s["exact"] for s in selectors(parted) if s["type"] == "TextQuoteSelector"]
    assert exact == ["“We saw ne\u0301on,\r\nthen 👩‍👩‍👧 fled,” said Ilda Rovek", "“And nobody\u2028came,”"]
    assert "[…]" in said(parted)[0] and "Ilda Rovek" in said(parted)[0] and "(“said”)" in said(parted)[0]
    contents = [p for p in parted["standoff:parts"] if p["standoff:role"] == "content"]
    assert [TEXT[p["start"] : p["end"]] for p in contents] == ["“We saw ne\u0301on,\r\nthen 👩‍👩‍👧 fled,”", "“And nobody\u2028came,”"]


def test_events_say_how_and_by_whom_they_are_told(deeds: Case) -> None:
    made = json.loads(deeds.export("webannotation"))
    check_terms(made)
    check_model(made)
    material = deeds.view().material
    told = {a["standoff:item"]: a for a in of_layer(made, "event")}
    statements = {a["standoff:item"]: a["id"] for a in of_layer(made, "statement")}
    assert len(told) == 7
    for reading in material.readings:
        for e in reading.events:
            a, when = told[e.id], material.dating(reading.report.id, e.id)
            assert (a["standoff:eventType"], a["standoff:status"], a["motivation"]) == (e.type, e.status, "classifying")
            assert said(a, "tagging") == ["event", e.type, e.status]
            assert a.get("standoff:voice") == (None if e.voice == "outlet" else statements[e.voice])
            assert (a.get("standoff:date"), a.get("standoff:precision")) == ((when.iso, when.precision) if when else (None, None))
            assert f"{e.type}, told as {e.status}." in said(a)[0]
            if e.voice == "outlet":
                assert "in the outlet’s own voice" in said(a)[0]


def test_figures_labels_questions_ties_disputes_and_claims() -> None:
    made = check(odd_parcel())
    (figure,) = of_layer(made, "figure")
    assert (figure["standoff:low"], figure.get("standoff:high"), figure["standoff:about"]) == (40, None, True)
    assert said(figure)[0].startswith("“about 40”: about 40 or more (people). “The union backs Rovek; ⟨U+D83D⟩⟨U+DC00⟩ about 40 people")
    label = next(a for a in of_layer(made, "label") if a["standoff:item"] == "l1")
    assert said(label)[0].startswith("“the wreckers”: label. “It is not clear who the wreckers are.” – in the outlet’s own voice")
    (question,) = of_layer(made, "open-question")
    assert said(question)[0].startswith("“not clear”: not known. ")
    (tie,) = of_layer(made, "tie")
    assert tie["standoff:sign"] == "+"
    assert (tie["standoff:from"], tie["standoff:to"]) == ("urn:standoff:actor:a-union", "urn:standoff:actor:a-rovek")
    assert said(tie)[0].startswith("≈ The Union supports ≈ Ilda <b>Rovek</b> (both inferred). ")
    positions = of_layer(made, "position")
    held = [(p["standoff:side"], p.get("standoff:holder")) for p in positions]
    assert held == [("A", None), ("B", "Ilda <b>Rovek</b>"), ("-", "Odd Post")]
    assert {p["standoff:dispute"] for p in positions} == {"urn:standoff:dispute:d1"}
    assert all({"type": "SpecificResource", "source": "urn:standoff:dispute:d1", "purpose": "linking"} in p["body"] for p in positions)
    claims = [(c["standoff:denies"], said(c, "tagging")) for c in of_layer(made, "claim")]
    assert claims == [(False, ["claim", "carries"]), (True, ["claim", "denies"])]


def test_who_is_inferred_is_marked_so() -> None:
    made = document(odd_parcel())
    bodies = [b for a in annotations(made) for b in a["body"] if b.get("purpose") == "identifying"]
    assert bodies and all(" ≈ " in b["value"] and b["value"].endswith("(inferred)") for b in bodies)
    assert all(0 < b["standoff:confidence"] <= 1 and b["standoff:reason"] == "by name" for b in bodies)
    assert "source “the mayor” ≈ Ilda <b>Rovek</b> (inferred)" in {b["value"] for b in bodies}


def test_private_persons_are_named_by_no_field() -> None:
    made = document(odd_parcel())
    whole = json.dumps(made, ensure_ascii=False)
    assert not re.search("a-ash|a-omer|Jonathan|Omer Lund", whole)
    # What merely stands around a passage ends before a private person's name.
    quotes = [s for a in annotations(made) for s in selectors(a) if s["type"] == "TextQuoteSelector"]
    assert not any("Jon Ash" in q["prefix"] + q["suffix"] or "עומר" in q["prefix"] + q["suffix"] for q in quotes)
    assert any(q["suffix"] == " " or q["prefix"] == " said " for q in quotes)
    open_ = json.dumps(document(odd_parcel(private=True)), ensure_ascii=False)
    assert "urn:standoff:actor:a-omer" in open_ and "Omer Lund" in open_


def test_hostile_reports_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        data = case.export("webannotation")
        assert data.isascii() and b"\\ud83d \\u" not in data
        made = json.loads(data)
        check_terms(made)
        check_model(made)
        check_places(made, texts_of(case.view().material))
        for value in [v for a in annotations(made) for v in said(a) + said(a, "identifying")]:
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", value)
        assert quads(made)


def test_a_web_address_is_the_source_where_there_is_one() -> None:
    parcel = odd_parcel()
    (reading,) = parcel.material.readings
    moved = replace(reading, report=replace(reading.report, url="https://odd.example/ferry?n=1"))
    made = check(replace(parcel, material=Material([moved], parcel.material.links)))
    assert {t["source"] for a in annotations(made) for t in many(a["target"])} == {"https://odd.example/ferry?n=1"}
    assert made["standoff:reports"][0]["standoff:sha256"] == reading.report.sha256


def test_no_report_and_one() -> None:
    empty = check(Parcel("none", Material([], Links())))
    assert empty["total"] == 0 and annotations(empty) == [] and empty["standoff:reports"] == []
    silent = Report(report_id(None, "Calm."), "calm.txt", "Calm.", ())
    one = check(Parcel("one", Material([Reading(silent, "run")], Links())))
    assert one["total"] == 0 and one["standoff:reports"][0]["standoff:file"] == "calm.txt"
    assert "standoff:outlet" not in one["standoff:reports"][0] and one["id"] != empty["id"]


def test_two_exports_are_the_same_bytes_in_pieces() -> None:
    pieces = list(chunks(odd_parcel()))
    assert pieces == list(chunks(odd_parcel())) and len(pieces) == len(annotations(document(odd_parcel()))) + 2


def test_the_example_reads_back() -> None:
    material = example_material()
    made = check(Parcel("example", material))
    links, readings = material.links, material.readings
    counts = Counter(a["standoff:layer"] for a in annotations(made))
    assert counts["statement"] == sum(len(r.statements) for r in readings) and counts["event"] == sum(len(r.events) for r in readings)
    assert counts["figure"] == sum(len(r.figures) for r in readings) and counts["label"] == sum(len(r.labels) for r in readings)
    assert counts["tie"] == len(links.ties) and counts["claim"] >= sum(len(c.carriers) for c in links.claims)
    assert {a["standoff:dispute"] for a in of_layer(made, "position")} == {f"urn:standoff:dispute:{d.id}" for d in links.disputes}


@settings(max_examples=40)
@given(texts(min_size=6), st.data())
def test_any_text_reads_back(text: str, data: st.DataObject) -> None:
    def span(low: int = 0) -> Span:
        start = data.draw(st.integers(low, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    report = Report(report_id("P", text), "p.txt", text, (), outlet="P")
    statement = Statement("s", span(), span(), (span(),), "direct", "deny")
    material = Material([Reading(report, "run", statements=(statement,))], Links())
    made = document(Parcel("p", material))
    check_model(made)
    check_places(made, texts_of(material))
    (a,) = annotations(made)
    assert [p["standoff:role"] for p in a["standoff:parts"]] == ["source", "cue", "content"]
