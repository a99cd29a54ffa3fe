from __future__ import annotations

from pathlib import Path

from standoff.ingest import Ingested, ingest

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fog shuts Port Ilma | The Fog Horn</title>
<meta property="og:title" content="Fog shuts Port Ilma">{meta}</head><body><nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>Fog shuts Port Ilma</h1>"""
TAIL = "</article><footer>Cookies. Imprint.</footer></body></html>"
PARAGRAPHS = (
    "The harbour of Port Ilma was shut on Thursday after two ferries collided in the fog, the coast guard said.",
    "“We have seen no sign of a leak,” said Ana Lund, who leads the harbour office at Port Ilma.",
    "The ferry company denied that its crew had ignored a warning, and said that the other ship turned first",
    "Divers are to go down in the morning, as soon as there is light enough to see by, the office said.",
)


def page(meta: str = "") -> bytes:
    return (HEAD.format(meta=meta) + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + TAIL).encode()


def read(tmp_path: Path, data: bytes, name: str = "a.html") -> Ingested:
    path = tmp_path / name
    path.write_bytes(data)
    [item] = ingest([path])
    assert isinstance(item, Ingested)
    return item


def test_the_text_is_title_blank_line_body_and_the_bytes_are_kept(tmp_path: Path) -> None:
    item = read(tmp_path, page())
    report = item.report
    assert item.raw == page()
    assert report.text.startswith("Fog shuts Port Ilma\n\nThe harbour of Port Ilma")
    assert report.text.count("Fog shuts Port Ilma") == 1
    assert [p.of(report.text) for p in report.paragraphs] == ["Fog shuts Port Ilma", *PARAGRAPHS]
    assert [(f.kind, f.span.of(report.text)) for f in report.furniture] == [("headline", "Fog shuts Port Ilma")]
    assert report.extractor is not None and report.extractor.startswith("trafilatura 2")
    assert "Cookies" not in report.text and "Home" not in report.text


def test_plain_text_keeps_no_bytes_beside_it(tmp_path: Path, article: str) -> None:
    assert read(tmp_path, article.encode(), "a.txt").raw is None


def test_outlet_date_and_address_come_from_the_page(tmp_path: Path) -> None:
    meta = """<meta property="og:site_name" content="The Fog Horn"><link rel="canonical" href="https://www.fog.example/harbour">
    <meta property="article:published_time" content="2021-03-04T22:10:00+01:00">"""
    report = read(tmp_path, page(meta)).report
    assert report.published is not None
    assert (report.outlet, report.url) == ("The Fog Horn", "https://www.fog.example/harbour")
    assert report.published.iso == "2021-03-04"
    assert report.published.how.startswith("page markup (htmldate")


def test_without_a_name_the_host_is_the_outlet(tmp_path: Path) -> None:
    report = read(tmp_path, page('<link rel="canonical" href="https://www.fog.example/harbour">')).report
    assert (report.outlet, report.published) == ("fog.example", None)


def test_a_page_in_a_declared_encoding(tmp_path: Path) -> None:
    data = page().decode().replace('charset="utf-8"', 'charset="windows-1252"').encode("windows-1252")
    report = read(tmp_path, data).report
    assert "“We have seen no sign of a leak,”" in report.text
    assert report.encoding == "windows-1252 (declared)"


def test_a_page_saved_as_text_is_still_a_page(tmp_path: Path) -> None:
    assert read(tmp_path, b"\n " + page(), "a.txt").report.extractor is not None


def test_a_page_with_an_xml_declaration_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, b'<?xml version="1.0" encoding="utf-8"?>\n' + page(), "a.xhtml").report.text.startswith("Fog shuts")


def test_the_same_page_gives_the_same_report(tmp_path: Path) -> None:
    assert read(tmp_path, page()) == read(tmp_path, page())
