"""The folder of files: every link leads to something in it, no more of a text than is quoted, the same bytes each time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import html

from ferry import FILES, RegexReader, linked  # noqa: F401
from folders import dangling, made, pages
from hostile import hostile_case
from standoff.case import Case
from standoff.case.pages import profile
from standoff.export.writing import _checked
from standoff.web import export_of
from standoff.web.folder.addresses import Names, numbered
from standoff.web.folder.relink import relinked
from standoff.web.pages.report import PART

LONG = "\n\n".join(f"Ilda Rovek said quay {n} was shut. " + "The fog did not lift over the water that day. " * 12 for n in range(160))
SECRET = "Nobody quotes this sentence about the quiet lamp."
QUIET = f"""Ilda Rovek said the bell rang. {SECRET}

Another paragraph without a source stands here, and it goes on for a while.

And one more of that kind, to be left out in one piece with the one before.

The ministry denied that the bell had rung.
"""


@pytest.fixture(scope="module")
def judged_path(example_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case with a dispute that a person confirmed, and two passages that a person found to say the same."""
    path = tmp_path_factory.mktemp("folder") / "example.standoff"
    path.write_bytes(example_path.read_bytes())
    with Case.open(path) as case:
        case.judge("dispute", case.disputes()[0].id, by="tester", note="seen")
        carriers = case.claims()[0].carriers
        case.judge("same", *(f"{c.carried.chip}:{c.carried.passage.span.start}" for c in carriers[:2]), by="tester")
        case.link()
    return path


@pytest.fixture(scope="module")
def folder(judged_path: Path) -> dict[str, bytes]:
    return made(judged_path)


@pytest.fixture(scope="module")
def full(judged_path: Path) -> dict[str, bytes]:
    return made(judged_path, full_text=True)


@pytest.fixture(scope="module")
def view(judged_path: Path) -> Iterator[Any]:
    with Case.open(judged_path) as case:
        yield case.view()


@pytest.fixture
def sea(linked: None, tmp_path: Path) -> Path:  # noqa: F811
    """The ferry case with a text of several parts, and one of which little is quoted."""
    texts = {**{name: text for name, (_, text) in FILES.items()}, "long.txt": LONG, "quiet.txt": QUIET}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    rows = [f"{name},{outlet},2031-04-0{n},https://{n}.example/a" for n, (name, (outlet, _)) in enumerate(FILES.items(), 1)]
    (tmp_path / "meta.csv").write_text("\n".join(["file,outlet,published,url", *rows]) + "\n", encoding="utf-8")
    path = tmp_path / "sea.standoff"
    with Case.open(path, create=True) as case:
        case.read([tmp_path / name for name in texts], meta=tmp_path / "meta.csv", reader=RegexReader())
        case.link()
    return path


def shown(tree: Any) -> str:
    """The characters of the report that its page shows, without what the program puts between them."""
    found = []
    for paragraph in tree.find_class("para-text"):
        copy = deepcopy(paragraph)
        for added in copy.find_class("aside-text"):
            added.drop_tree()
        found.append(str(copy.text_content()))
    return "".join(found)


def left(tree: Any) -> int:
    """How many characters its page says are left out."""
    marks = tree.xpath("//p[contains(@class, 'para-text')]//span[contains(@class, 'left-out')]//span[@class='sr']")
    return sum(int(re.sub(r"\D", "", mark.text_content())) for mark in marks)


def parts_of(found: Mapping[str, bytes], id: str) -> list[Any]:
    """The pages of one report, in order."""
    names = [f"report/{id}.html"]
    while numbered(names[0], len(names) + 1) in found:
        names.append(numbered(names[0], len(names) + 1))
    return [html.document_fromstring(found[name].decode()) for name in names]


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: dict[str, bytes], full: dict[str, bytes]) -> None:
    assert dangling(folder) == []
    assert dangling(full) == []


def test_what_leads_nowhere_is_found(folder: dict[str, bytes]) -> None:
    broken = b"""<a href="nowhere.html">a</a> <a href="#no">b</a> <a href="/ledger">c</a>
        <img src="https://elsewhere.example/x"> <p id="x"></p><p id="x"></p>"""
    assert len(dangling({**folder, "broken.html": broken})) == 5


def test_the_views_and_all_that_they_list_are_there(folder: dict[str, bytes], view: Any) -> None:
    lists = "index disputes timeline timeline-all faultlines outlets claims ledger unknowns actors reports decisions method compare"
    assert {f"{name}.html" for name in lists.split()} <= set(folder)
    assert {f"dispute/{row.id}.html" for row in view.disputes()} <= set(folder)
    assert {f"claim/{row.id}.html" for row in view.claims()} <= set(folder)
    assert {f"report/{report.id}.html" for report in view.reports()} <= set(folder)
    assert {f"actor/{row.id}.html" for row in view.actors() if row.statements} <= set(folder)
    assert {"standoff.css", "standoff.js", "mark.svg"} <= set(folder)
    trees = pages(folder)
    said = {id for name, tree in trees.items() if name.startswith("ledger") for id in tree.xpath("//tr/@id")}
    assert said == {f"s-{row.id}" for row in view.statements()}
    decided = [id for name, tree in trees.items() if name.startswith("decisions") for id in tree.xpath("//div[@data-item]/@id")]
    assert sorted(decided) == sorted(row.judgement.id for row in view.queue.decided) and len(decided) == 2
    deeds = {id for name, tree in trees.items() if name.startswith("timeline-all") for id in tree.xpath("//article/@id")}
    assert deeds == {f"e-{row.id}" for row in view.timeline()}


def test_a_passage_leads_to_its_words_in_the_report(folder: dict[str, bytes], view: Any) -> None:
    trees = pages(folder)
    for row in view.statements():
        link = trees["ledger.html"].xpath(f"//tr[@id='s-{row.id}']//a[contains(@class, 'address')]/@href")
        file, _, place = link[0].partition("#")
        assert file == f"report/{row.report}.html"
        (target,) = trees[file].xpath(f"//*[@id='{place}']")
        following = "".join([target.text_content(), *target.xpath("following::text()[not(ancestor::*[contains(@class, 'aside-text')])]")])
        assert following.startswith(row.passage.pieces[0].text[:12])


def test_what_only_a_server_can_do_is_left_out(folder: dict[str, bytes]) -> None:
    for name, tree in pages(folder).items():
        assert tree.xpath("//form | //button | //textarea | //select | //input[not(@type='checkbox')]") == [], name
        assert tree.xpath("//*[@data-cite or @data-copy or @data-judge]") == [], name
        assert not {"ingest", "export"} & set(tree.xpath("//nav//@data-view"))
        for words in ("/passage/", ".json", "127.0.0.1", "standoff read FILES", "Undo", "You:"):
            assert words not in tree.find("body").text_content(), (name, words)


def test_every_page_says_what_it_is_of_and_under_which_policy(folder: dict[str, bytes], full: dict[str, bytes]) -> None:
    for found, words in ((folder, "It quotes evidence only"), (full, "It holds the whole texts")):
        for name, tree in pages(found).items():
            foot = tree.find_class("of-export")[0].text_content()
            assert "export of the case example, made by Standoff" in foot and words in foot
            assert tree.find_class("permalink")[0].find_class("address")[0].text_content() == name
            (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
            assert tree.xpath("//link[@rel='canonical']/@href") == [name.rpartition("/")[2]]
            assert len(tree.xpath("//script")) == 1 and tree.xpath("//style | //*[@style]") == []


def quoted_spans(view: Any) -> dict[str, set[int]]:
    """The offsets of each report that any item of the account quotes, by the account itself and not by the pages."""
    found: dict[str, set[int]] = {report.id: set() for report in view.reports()}

    def walk(value: Any) -> None:
        kind = type(value).__name__
        if kind == "Passage":
            for piece in value.pieces:
                if piece.span:
                    found[value.report].update(range(piece.span.start, piece.span.end))
        elif kind == "Evidence":
            found[value.report].update(range(value.span.start, value.span.end))
        elif isinstance(value, list | tuple | set | frozenset):
            for part in value:
                walk(part)
        elif isinstance(value, dict):
            walk(list(value.values()))
        elif hasattr(value, "__dataclass_fields__"):
            for field in value.__dataclass_fields__:
                walk(getattr(value, field))

    every = (
        view.statements(),
        view.claims(),
        view.disputes(),
        view.events(),
        view.unknowns(),
        view.timeline(),
        view.ties(),
        view.coverage(),
    )
    for rows in (*every, view.cues(), view.tones(), view.voices(), view.outlets_compared(each=50), view.queue):
        walk(list(rows) if not hasattr(rows, "__dataclass_fields__") else rows)
    walk([profile(view.material, row.id) for row in view.actors()])
    for left_, right in ((a, b) for a in view.reports() for b in view.reports() if a.id < b.id):
        walk(view.side_by_side(left_.id, right.id))
    return found


def test_evidence_only_leaves_the_rest_of_a_text_out_of_every_file(folder: dict[str, bytes], full: dict[str, bytes], view: Any) -> None:
    quoted = quoted_spans(view)
    unquoted = [
        (reading.report, sentence.of(reading.report.text))
        for reading in view.readings()
        for sentence in reading.sentences
        if not quoted[reading.report.id] & set(range(sentence.start, sentence.end)) and len(sentence) > 20
    ]
    unquoted = [(report, words) for report, words in unquoted if not report.title or words not in report.title]
    assert unquoted
    texts = {
        name: " ".join(html.document_fromstring(data.decode()).text_content().split())
        for name, data in folder.items()
        if name.endswith(".html")
    }
    whole = {name: " ".join(data.decode().split()) for name, data in folder.items()}
    for report, words in unquoted:
        words = " ".join(words.split())
        assert not any(words in text for text in (*texts.values(), *whole.values())), words
        assert any(words in shown(tree) for tree in map(squeezed, parts_of(full, report.id))), words


def squeezed(tree: Any) -> Any:
    """A page with single blanks."""
    for element in tree.iter():
        element.text = re.sub(r"\s+", " ", element.text) if element.text else element.text
        element.tail = re.sub(r"\s+", " ", element.tail) if element.tail else element.tail
    return tree


def places_shown(tree: Any, paragraphs: Any) -> set[int]:
    """The offsets of a report that its page shows: what is left out says how long it is."""
    text = [offset for paragraph in paragraphs for offset in range(paragraph.start, paragraph.end)]
    found: set[int] = set()
    at = 0
    for node in tree.xpath("//p[contains(@class, 'para-text')]//text()"):
        inside = node.getparent().getparent() if node.is_tail else node.getparent()
        classes = " ".join(e.get("class", "") for e in (inside, *inside.iterancestors())).split()
        if "left-out" in classes:
            at += int(re.sub(r"\D", "", node) or 0) if "sr" in classes else 0
        elif "aside-text" not in classes:
            found.update(text[at : at + len(node)])
            at += len(node)
    assert at == len(text)
    return found


def test_no_character_of_a_text_stands_there_that_no_item_quotes(folder: dict[str, bytes], view: Any) -> None:
    quoted = quoted_spans(view)
    for report in view.reports():
        (tree,) = parts_of(folder, report.id)
        there = places_shown(tree, report.paragraphs)
        mine = set(quoted[report.id])
        for mark in view.report(report.id).marks:
            if mark.layer in ("figure", "label", "open question"):
                mine.update(range(mark.span.start, mark.span.end))
        title = report.text.find(report.title) if report.title else -1
        mine.update(range(title, title + len(report.title)) if title >= 0 else ())
        more = sorted(there - mine)
        assert not [offset for offset in more if report.text[offset].isalnum()], "".join(report.text[o] for o in more)


def test_what_is_shown_and_what_is_left_out_are_the_whole_text(folder: dict[str, bytes], full: dict[str, bytes], view: Any) -> None:
    for report in view.reports():
        (tree,) = parts_of(folder, report.id)
        length = sum(len(paragraph) for paragraph in report.paragraphs)
        assert len(shown(tree)) + left(tree) == length
        assert 0 < left(tree) < length
        (tree,) = parts_of(full, report.id)
        assert shown(tree) == "".join(paragraph.of(report.text) for paragraph in report.paragraphs)
        assert left(tree) == 0


def test_statements_stand_whole_with_source_and_cue(folder: dict[str, bytes], view: Any) -> None:
    for report in view.reports():
        (tree,) = parts_of(folder, report.id)
        text = shown(tree)
        for row in view.report(report.id).statements:
            for piece in row.passage.pieces:
                assert piece.span is None or piece.text.strip() in text
        for event in view.report(report.id).events:
            assert all(piece.span is None or piece.text.strip() in text for piece in event.passage.pieces)


def test_a_text_in_parts_and_one_of_which_little_is_quoted(sea: Path) -> None:
    assert len(LONG) > PART
    found, whole = made(sea), made(sea, full_text=True)
    assert dangling(found) == dangling(whole) == []
    with Case.open(sea) as case:
        ids = {report.file: report.id for report in case.view().reports()}
        texts = {report.file: report for report in case.view().reports()}
    assert len(parts_of(found, ids["long.txt"])) > 1
    for name, report in texts.items():
        trees = parts_of(whole, report.id)
        assert "".join("".join(shown(tree) for tree in trees).split()) == "".join(report.text.split())
        assert sum(len(shown(tree)) + left(tree) for tree in parts_of(found, report.id)) == sum(len(p) for p in report.paragraphs), name
    assert not any(SECRET.encode() in data for data in found.values())
    (tree,) = parts_of(found, ids["quiet.txt"])
    assert "Ilda Rovek said the bell rang" in shown(tree)
    # Two paragraphs of which nothing is quoted are one gap.
    assert len(tree.find_class("para")) == 3
    linked_to = {href for t in pages(found).values() for href in t.xpath("//a/@href") if f"report/{ids['long.txt']}-2.html#" in href}
    assert linked_to


def test_private_persons_are_named_by_nothing_but_the_words_of_a_report(folder: dict[str, bytes], view: Any) -> None:
    private = [row for row in view.actors(private=True) if not row.public]
    assert private
    trees = pages(folder)
    for row in private:
        assert f"actor/{row.id}.html" not in folder
        for name, tree in trees.items():
            assert row.name not in (tree.findtext(".//title") or ""), name
            if name.startswith("actors"):
                assert row.name not in [link.text_content() for link in tree.xpath("//tbody//th")]
            for inferred in tree.find_class("inferred"):
                assert row.name not in inferred.text_content(), name


def test_hostile_reports_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hostile_case(tmp_path, monkeypatch)
    for full_text in (False, True):
        found = made(path, full_text=full_text)
        assert dangling(found) == []
        for name, data in found.items():
            assert _checked(name) == name and name.isascii()
            assert len({n.casefold() for n in found}) == len(found)
            if not name.endswith(".html"):
                continue
            tree = html.document_fromstring(data.decode())
            assert [s.get("src", "").rpartition("/")[2] for s in tree.xpath("//script")] == ["standoff.js"], name
            assert tree.xpath("//@*[starts-with(name(), 'on')]") == [] and tree.xpath("//img | //iframe | //object | //embed") == []
            assert not [href for href in tree.xpath("//@href") if href.casefold().startswith(("javascript:", "data:", "vbscript:"))]
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data.decode())


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_case_and_one_with_one_report(linked: None, tmp_path: Path, count: int) -> None:  # noqa: F811
    path = tmp_path / "new.standoff"
    with Case.open(path, create=True) as case:
        for name, (_, text) in list(FILES.items())[:count]:
            (tmp_path / name).write_text(text, encoding="utf-8")
            case.read([tmp_path / name], reader=RegexReader())
        case.link()
    found = made(path)
    assert dangling(found) == []
    assert sum(name.startswith("report/") for name in found) == count
    front = html.document_fromstring(found["index.html"].decode()).text_content()
    assert ("No reports yet." in front) == (count == 0)
    assert "decisions.html" not in found and "compare.html" not in found


_HASHES = """import sys
from hashlib import sha256
from pathlib import Path
from standoff.case import Case
from standoff.web.folder import files
for full_text in (False, True):
    with Case.open(Path(sys.argv[1])) as case:
        for name, pieces in files(case, full_text=full_text):
            print(name, sha256(b"".join(pieces)).hexdigest())
"""


def test_two_processes_make_the_same_bytes(judged_path: Path) -> None:
    found = []
    for seed in ("1", "27"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", _HASHES, str(judged_path)], env=env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        found.append(done.stdout)
    assert found[0] == found[1] and found[0].count("\n") > 100


def test_it_is_written_as_a_folder_and_as_an_archive(judged_path: Path, folder: dict[str, bytes], tmp_path: Path) -> None:
    with Case.open(judged_path) as case:
        export = export_of(case, "html")
        export.save(tmp_path / "account")
        export.save(tmp_path / "account.zip")
    there = {p.relative_to(tmp_path / "account").as_posix(): p.read_bytes() for p in (tmp_path / "account").rglob("*") if p.is_file()}
    with ZipFile(tmp_path / "account.zip") as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
    assert there == zipped
    assert {name: data for name, data in there.items() if name != "standoff-export.json"} == folder


def test_names_of_files_are_safe_and_apart() -> None:
    names = Names()
    odd = ["con", "NUL", "россия", "عمان", "x" * 300, "a/b", "a b", "A-B", "", "..", "\ud83d", "Ünïcode", "россиЯ!"]
    given = [names.name(text) for text in odd]
    assert len(set(given)) == len(odd)
    assert all(_checked(f"actor/{name}.html") and re.fullmatch(r"[a-z0-9-]{1,100}", name) for name in given)
    assert not {"con", "nul"} & set(given)
    assert [names.name(text) for text in odd] == given
    assert names.name("unicode") != names.name("Ünïcode")


def test_links_become_those_of_files_or_words() -> None:
    there = {"/a": "a.html", "/b?x=1&y=2": "b.html#c"}
    made_ = relinked(
        '<link rel="x" href="/a"><a class="k" href="/b?x=1&amp;y=2">b</a> <a data-open id="i" href="/gone">w</a>'
        '<a class="to-all" href="/gone">All<span>: x</span></a>|<p data-cite="/c" data-href="/gone">t</p><p data-href="/a">u</p>'
        '<svg><a href="/gone" tabindex="-1"><path/></a><a href="/a"><path/></a></svg><a id="n">z</a>',
        there.get,
    )
    assert made_ == (
        '<link rel="x" href="a.html"><a class="k" href="b.html#c">b</a> <span id="i">w</span>|<p>t</p><p data-href="a.html">u</p>'
        '<svg><g tabindex="-1"><path/></g><a href="a.html"><path/></a></svg><a id="n">z</a>'
    )
