"""GraphML: the fault lines as networkx reads them back, by the rules of the format, whatever the reports hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from any_case import any_case, deeds, deeds_path, quarrel_path
from hostile import PIECES
from quarrel import stance_link, told
from standoff.account import Material, actor_rows
from standoff.account.faultlines import lines
from standoff.case import Case
from standoff.export import Parcel
from standoff.export.fault_graph import ATTRIBUTES
from standoff.export.graphml import chunks
from standoff.model import Actor, Mention, Reading, Report, Span, Tie, report_id

__all__ = ["any_case", "deeds", "deeds_path", "quarrel_path"]
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
# The structure of GraphML 1.0, as far as it goes without ports, hyperedges, nested graphs and parse hints.
RULES = etree.DTD(
    BytesIO(b"""
<!ELEMENT graphml (desc?, key*, (data | graph)*)>
<!ATTLIST graphml xmlns CDATA #FIXED "http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi CDATA #IMPLIED xsi:schemaLocation CDATA #IMPLIED>
<!ELEMENT key (desc?, default?)>
<!ATTLIST key id NMTOKEN #REQUIRED for (all | graphml | graph | node | edge) "all"
  attr.name NMTOKEN #IMPLIED attr.type (boolean | int | long | float | double | string) #IMPLIED>
<!ELEMENT default (#PCDATA)>
<!ELEMENT desc (#PCDATA)>
<!ELEMENT graph (desc?, (data | node | edge)*)>
<!ATTLIST graph id NMTOKEN #IMPLIED edgedefault (directed | undirected) #REQUIRED>
<!ELEMENT node (desc?, data*)>
<!ATTLIST node id NMTOKEN #REQUIRED>
<!ELEMENT edge (desc?, data*)>
<!ATTLIST edge id NMTOKEN #IMPLIED source NMTOKEN #REQUIRED target NMTOKEN #REQUIRED directed (true | false) #IMPLIED>
<!ELEMENT data (#PCDATA)>
<!ATTLIST data key NMTOKEN #REQUIRED id NMTOKEN #IMPLIED>
""")
)
VALUES = {
    "boolean": re.compile("true|false"),
    "int": re.compile("-?[0-9]{1,9}"),
    "double": re.compile(r"-?[0-9]+\.[0-9]+"),
    "string": re.compile(".+", re.DOTALL),
}


def written(material: Material, name: str = "case") -> bytes:
    return b"".join(chunks(Parcel(name, material)))


def read_back(data: bytes) -> Any:
    """The graph as networkx has it; the ids of edges are the keys of parallel ones."""
    return networkx.read_graphml(BytesIO(data), force_multigraph=True)


def checked(data: bytes) -> Any:
    """The document. Every id is there once, every reference leads somewhere, every value is of the type that its key declares."""
    root = etree.fromstring(data)
    # The namespace is an attribute to a DTD.
    plain = etree.fromstring(data.replace(b' xmlns="http://graphml.graphdrawing.org/xmlns"', b""))
    assert RULES.validate(plain), RULES.error_log
    assert all(element.tag.startswith(NAMESPACE) for element in root.iter())
    keys = {key.get("id"): key for key in root.iter(f"{NAMESPACE}key")}
    (graph,) = root.findall(f"{NAMESPACE}graph")
    nodes = [node.get("id") for node in graph.findall(f"{NAMESPACE}node")]
    edges = [edge.get("id") for edge in graph.findall(f"{NAMESPACE}edge")]
    assert len(keys) == len(root.findall(f"{NAMESPACE}key"))
    assert len(set(nodes)) == len(nodes) and len(set(edges)) == len(edges)
    assert {end for edge in graph.findall(f"{NAMESPACE}edge") for end in (edge.get("source"), edge.get("target"))} <= set(nodes)
    for data_element in root.iter(f"{NAMESPACE}data"):
        key = keys[data_element.get("key")]
        assert f"{NAMESPACE}{key.get('for')}" == data_element.getparent().tag
        assert VALUES[key.get("attr.type")].fullmatch(data_element.text)
    for element in (graph, *graph.iterfind(f"{NAMESPACE}node"), *graph.iterfind(f"{NAMESPACE}edge")):
        there = [d.get("key") for d in element.findall(f"{NAMESPACE}data")]
        assert len(set(there)) == len(there)
    return root


@pytest.fixture
def quarrel(quarrel_path: Path) -> Iterator[Case]:
    with Case.open(quarrel_path) as case:
        yield case


def test_every_case_makes_a_valid_document_that_networkx_reads_back_whole(any_case: Case) -> None:
    material = any_case.view().material
    data = any_case.export("graphml")
    checked(data)
    graph = read_back(data)
    drawn = lines(material)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(drawn.found.actors), len(drawn.groups))
    assert any_case.export("graphml") == data


def test_every_node_has_what_is_told_of_its_actor(quarrel: Case) -> None:
    material = quarrel.view().material
    graph = read_back(quarrel.export("graphml"))
    known = {row.id: row for row in actor_rows(material)}
    found = lines(material).found.actors
    assert list(graph.nodes) == [row.actor.id for row in found]
    assert {row.standing for row in found} == {"in a camp", "side disputed", "against a camp", "no camp"}
    for row in found:
        actor = known[row.actor.id]
        expected = {
            "actor": row.actor.id,
            "label": row.actor.name,
            "kind": row.actor.kind,
            "standing": row.standing,
            "camp": row.camp,
            "against": "; ".join(row.against),
            "disputed": row.standing == "side disputed",
            "reasons": " ".join(row.reasons),
            "disputes": "; ".join(d.id for d in row.disputes),
            "weight": row.weight,
            "supports": row.supports,
            "opposes": row.opposes,
            "supported_by": row.supported_by,
            "opposed_by": row.opposed_by,
            "statements": actor.statements,
            "outlets": "; ".join(actor.outlets),
            "aliases": "; ".join(actor.aliases),
            "roles": "; ".join(actor.roles),
        }
        assert graph.nodes[row.actor.id] == {key: value for key, value in expected.items() if value not in (None, "")}


def test_every_edge_has_what_is_told_of_its_tie(quarrel: Case) -> None:
    material = quarrel.view().material
    graph = read_back(quarrel.export("graphml"))
    drawn = lines(material)
    rows = drawn.tie_rows(drawn.groups)
    edges = {id: (source, target, values) for source, target, id, values in graph.edges(keys=True, data=True)}
    assert set(edges) == {row.id for row in rows}
    for group, row in zip(drawn.groups, rows, strict=True):
        source, target, values = edges[row.id]
        assert (source, target) == (row.source.id, row.target.id)
        quotes, places = values.pop("quotes").split("\n"), values.pop("evidence").split("\n")
        expected = {
            "tie": row.id,
            "label": row.words,
            "sign": row.sign,
            "weight": row.weight,
            "confidence": max(p.confidence for p in row.passages),
            "passages": len(row.passages),
            "origins": row.origins,
            "first": row.first,
            "last": row.last,
            "undated": row.undated,
            "told": row.told,
            "outlets": "; ".join(o.outlet for o in row.outlets),
            "holders": "; ".join(h.written or "nobody named" for h in row.holders),
            "cues": "; ".join(dict.fromkeys(material.reading(t.evidence.report).report.quote(t.cue) for t in group.ties if t.cue)),
            "fits": {None: None, True: "yes", False: "no"}[row.fits],
            "contrary": row.contrary,
            "contradicts": row.contradicts,
        }
        assert values == {key: value for key, value in expected.items() if value not in (None, "")}
        assert values["weight"] > 0
        assert len(quotes) == len(places) == len(row.passages)
        for passage, quote, place in zip(row.passages, quotes, places, strict=True):
            shown = passage.carried.passage
            assert place == f"{shown.report}:{shown.span.start}-{shown.span.end}"
            assert quote.startswith(f"“{shown.text}” – ")
            assert all((ref.written or "") in quote for ref in passage.carried.chain)
            assert passage.carried.outlet in quote


def test_words_of_a_source_come_with_source_and_cue(quarrel: Case) -> None:
    graph = read_back(quarrel.export("graphml"))
    (values,) = graph.get_edge_data("a-otto", "a-rovek").values()
    assert (values["told"], values["holders"], values["label"]) == ("attributed", "Brill", "supports")
    assert values["quotes"].startswith("“Brill said Otto backs Rovek” – Brill (“said”), Harbour Post (2031-05-01), ")


def test_a_stance_told_both_ways_is_two_edges_of_positive_weight(quarrel: Case) -> None:
    graph = read_back(quarrel.export("graphml"))
    both = graph.get_edge_data("a-mora", "a-tarn")
    assert {(v["sign"], v["label"]) for v in both.values()} == {("+", "supports"), ("-", "opposes")}
    assert {id: v["contrary"] for id, v in both.items()} == dict(zip(both, reversed(list(both)), strict=True))
    assert all(v["weight"] > 0 and v["contradicts"] == "changed" for v in both.values())


def test_the_graph_says_what_it_is(quarrel: Case) -> None:
    found = lines(quarrel.view().material).found
    about = read_back(quarrel.export("graphml")).graph
    assert about["name"] == quarrel.name
    assert about["camps"] == "A (2 actors): Rovek; Brill. Against B.\nB (3 actors): Stahl; Mora; Union. Against A."
    assert found.balance is not None
    assert (about["ties"], about["passages"], about["undated"]) == (found.ties, found.passages, found.undated)
    assert (about["unexplained"], about["explained"]) == (found.balance.unexplained, round(found.balance.share, 4))
    assert "no verdicts" in about["note"] and "Private persons" in about["note"]


def test_where_nobody_takes_a_stance_there_is_a_graph_without_nodes() -> None:
    graph = read_back(written(told("The sea was calm.")))
    assert (len(graph), graph.graph["ties"], "explained" in graph.graph, "camps" in graph.graph) == (0, 0, False, False)


def test_private_persons_have_no_node_and_no_tie_even_in_a_private_parcel(quarrel: Case) -> None:
    material = quarrel.view().material
    assert any(t.source == "a-ash" for t in material.links.ties)
    for private in (False, True):
        data = b"".join(chunks(Parcel("case", material, private=private)))
        assert b"a-ash" not in data
        assert "a-ash" not in read_back(data)


def test_every_attribute_is_declared_described_and_used(quarrel: Case) -> None:
    root = checked(quarrel.export("graphml"))
    declared = {(k.get("for"), k.get("attr.name")) for k in root.iter(f"{NAMESPACE}key")}
    assert declared == {(a.scope, a.name) for a in ATTRIBUTES}
    assert all(k.findtext(f"{NAMESPACE}desc") for k in root.iter(f"{NAMESPACE}key"))
    used = {d.get("key") for d in root.iter(f"{NAMESPACE}data")}
    assert used == {k.get("id") for k in root.iter(f"{NAMESPACE}key")} - {"node-roles"}  # in the quarrel nobody has one


def test_gephi_finds_label_and_weight_and_no_number_that_it_knows_from_elsewhere(quarrel: Case) -> None:
    root = checked(quarrel.export("graphml"))
    keys = {(k.get("for"), k.get("attr.name")): k for k in root.iter(f"{NAMESPACE}key")}
    assert [keys[key].get("attr.type") for key in (("node", "label"), ("edge", "label"), ("edge", "weight"))] == [
        "string",
        "string",
        "double",
    ]
    assert not any(re.fullmatch(r"d\d+", k.get("id")) for k in keys.values())
    # Names that Gephi takes for position, size, colour or identity.
    assert not {name for _, name in keys} & {"x", "y", "z", "r", "g", "b", "size", "color", "id", "edgeid", "edgelabel", "xpos", "ypos"}


def hostile(piece: str, id: str = "a-odd") -> Material:
    """Two actors, one of them of a hostile name and told of in hostile words, in an outlet of a hostile name."""
    text = f"Rovek backs {piece} by the sea."
    report = Report(report_id(piece, text), f"{piece}.txt", text, (), outlet=piece, title=piece)
    spans = [Span(0, 5), Span(12, 12 + len(piece))]
    mentions = tuple(Mention(f"m{s.start}", s, "organisation", "name") for s in spans)
    reading = Reading(report, "r", (Span(0, len(text)),), mentions)
    links = stance_link([reading])
    actors = (Actor("a-rovek", "Rovek", "person"), Actor(id, piece, "group", (piece, "x\r\ny")))
    tie = Tie("a-rovek", id, "+", None, report.evidence(Span(0, spans[1].end)), "outlet", Span(6, 11), 0.9, "")
    return Material([reading], type(links)(actors, (), (), (), ties=(tie,)))


ODD = {
    **PIECES,
    "every control character": "".join(map(chr, range(1, 32))),
    "no characters of XML": "a\ufffeb\uffffc\ud800d\udfffe",
    "markup": "]]> <![CDATA[x]]> <?pi?> <!-- c --> &amp; &#0; &unknown;",
    "lines": "a\u2028b\u2029c\x85d\re\r\nf\n\ng",
    "scripts": "عبد שלום 北京 é e\u0301 👩\u200d🚀 \U0010ffff",
}


@pytest.mark.parametrize("piece", ODD.values(), ids=ODD)
def test_hostile_reports_make_a_valid_document_of_plain_texts(piece: str) -> None:
    data = written(hostile(piece), piece)
    root = checked(data)
    graph = read_back(data)
    assert set(graph.nodes) == {"a-rovek", "a-odd"}
    ((*_, values),) = graph.edges(data=True)
    assert values["quotes"].count("\n") == values["evidence"].count("\n") == 0
    # What a terminal, a bidirectional display or an XML 1.1 reader would obey is in no value; line ends part the entries of a list.
    texts = [d.text for d in root.iter(f"{NAMESPACE}data")]
    assert not {c for text in texts for c in text} & {*map(chr, range(10)), *map(chr, range(11, 32)), *map(chr, range(0x7F, 0xA0))}
    assert not {c for text in texts for c in text} & set("\u202a\u202b\u202d\u202e\u2028\u2029\u2066\ufffe\uffff")
    if piece.isprintable():
        assert graph.nodes["a-odd"]["label"] == piece.strip()


@pytest.mark.parametrize("id", ["a b", "a<b", "北京", "a_5F_", "a_", "ⓐ", "x\u0300", "𐐷", "-", "a:b"])
def test_an_id_that_xml_cannot_have_is_written_so_that_it_stays_one(id: str) -> None:
    data = written(hostile("Odd", id))
    checked(data)
    graph = read_back(data)
    named = {values["actor"]: node for node, values in graph.nodes(data=True) if values["label"] == "Odd"}
    assert list(graph.edges) and len(graph) == 2
    assert set(named.values()) == {target for _, target in graph.edges()}


def test_ids_that_look_alike_when_written_stay_two() -> None:
    ids = ["a b", "a_20_b", "a_5F_20_5F_b", "a-b"]
    found = {next(n for n, v in read_back(written(hostile("Odd", id))).nodes(data=True) if v["label"] == "Odd") for id in ids}
    assert len(found) == len(ids)
