"""The documentation keeps what it promises: links lead somewhere, commands parse, the references say what the program says."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from standoff.case import Case
from standoff.cli import main
from standoff.ingest import ingest
from standoff.model import BadInput

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / f"{name}/README.md" for name in ("benchmarks", "training", "examples"))])
COMMANDS = main.list_commands(click.Context(main))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def blocks(page: Path, *languages: str) -> list[str]:
    """The blocks of code in one of these languages."""
    return [body for language, body in _FENCE.findall(page.read_text(encoding="utf-8")) if language in languages]


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get."""
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in _HEADING.findall(prose(page))}


def named(page: Path) -> str:
    """The name of a page in the list of tests."""
    return str(page.relative_to(ROOT))


def broken_links(page: Path) -> list[str]:
    """The relative links of a page that lead nowhere."""
    broken = []
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    return broken


def calls(line: str) -> Iterator[list[str]]:
    """The arguments of every call of `standoff` in a line of shell."""
    lexer = shlex.shlex(re.sub(r"\s\d?>+\s*\S+", "", line), posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    call: list[str] | None = None
    for token in lexer:
        if set(token) <= set("();<>|&"):
            if call is not None:
                yield call
            call = None
        elif call is not None:
            call.append(token)
        elif token.rsplit("/", 1)[-1] == "standoff":
            call = []
    if call is not None:
        yield call


def commands(page: Path) -> list[list[str]]:
    """The arguments of every call of `standoff` that a page shows, in blocks of shell and in the prose."""
    lines = [line for body in blocks(page, "", "sh") for line in body.replace("\\\n", " ").splitlines() if "standoff" in line]
    lines += [code for code in re.findall(r"`([^`\n]+)`", prose(page)) if code.startswith("standoff ")]
    return [call for line in lines for call in calls(line)]


def check(arguments: list[str]) -> None:
    """Parses the arguments of a call as the program would, and runs nothing. Raises click.UsageError."""
    try:
        group = main.make_context("standoff", list(arguments))
        at = next(i for i, word in enumerate(arguments) if not word.startswith("-"))
        name, command, rest = main.resolve_command(group, arguments[at:])
        assert command is not None
        # In the prose a command goes by its bare name too.
        if rest:
            command.make_context(name, rest, parent=group)
    except click.exceptions.Exit:
        pass  # --help and --version


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_a_broken_link_is_caught(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One heading\n\n[a](#one-heading) [b](none.md) [c](page.md#two) [d](https://example.org)\n", encoding="utf-8")
    assert broken_links(page) == ["none.md", "page.md#two"]


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page.suffix == ".md" and page not in reached and page.exists():
            reached.add(page)
            todo += [(page.parent / t.partition("#")[0]).resolve() for t in _LINK.findall(prose(page)) if not re.match(r"[a-z]+:|#", t)]
    assert set(DOCS.rglob("*.md")) <= reached


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_shown_parses(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faults = []
    for arguments in commands(page):
        try:
            check(arguments)
        except click.UsageError as error:
            faults.append(f"standoff {shlex.join(arguments)}: {error.message}")
    assert faults == []


@pytest.mark.parametrize(
    "line",
    ["standoff reed a.txt -o c.standoff", "standoff read a.txt", "cat a | standoff show c.standoff ledger --actr X", "standoff --verbos"],
)
def test_a_wrong_command_is_caught(line: str) -> None:
    (arguments,) = calls(line)
    with pytest.raises(click.UsageError):
        check(arguments)


def test_commands_are_found_among_the_rest_of_the_shell() -> None:
    assert list(calls("A=1 unshare --net standoff read 'a b' - 2> x | tee y && .venv/bin/standoff doctor  # why")) == [
        ["read", "a b", "-"],
        ["doctor"],
    ]
    assert sum(len(commands(page)) for page in PAGES) > 30


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_python_block_compiles_and_calls_what_a_case_has(page: Path) -> None:
    for body in blocks(page, "python"):
        compile(body, named(page), "exec")
        assert [name for name in re.findall(r"(?<![\"\w])case\.(\w+)", body) if not hasattr(Case, name)] == []


def generator() -> ModuleType:
    """The script that writes the reference of the command line."""
    spec = importlib.util.spec_from_file_location("generate_cli", DOCS / "generate_cli.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_of_the_command_line_is_up_to_date() -> None:
    made = generator()
    # White space apart, which another version of click may set otherwise.
    assert made.PAGE.read_text(encoding="utf-8").split() == made.page().split(), "run: python docs/generate_cli.py"


def test_every_command_is_in_the_reference_and_shown_in_use() -> None:
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    shown = {call[0] for guide in PAGES if guide.parent.name != "reference" for call in commands(guide) if len(call) > 1}
    assert [name for name in COMMANDS if f"## standoff {name}\n" not in page] == []
    assert set(COMMANDS) <= shown


BAD: dict[str, bytes] = {
    "a.pdf": b"%PDF-1.7",
    "a.png": b"\x89PNG\r\n\x1a\n",
    "a.gz": b"\x1f\x8b\x08\0",
    "a.mp3": b"ID3\x04",
    "a.warc": b"WARC/1.0\r\n",
    "a.db": b"SQLite format 3\0",
    "zero.txt": b"The ferry\0\0left\0at noon",
    "control.txt": bytes(range(1, 9)) + b"\x0e\x0f The ferry left",
    "empty.txt": b"",
    "marks.txt": b"--- ***\n",
    "long.txt": b"ferry " * 900_000,
    "stub.html": b"<html><body><p>Accept all cookies.</p></body></html>",
    "empty.jsonl": b"",
    "broken.jsonl": b'{"text": "The ferry left.",\n',
    "list.jsonl": b'["The ferry left."]\n',
    "textless.jsonl": b'{"title": "Ferry"}\n',
    "number.jsonl": b'{"text": 5}\n',
    "blank.jsonl": b'{"text": " "}\n',
    "zero.jsonl": b'{"text": "The ferry\\u0000left"}\n',
    "deep.jsonl": b'{"text": ' + b"[" * 200_000 + b"\n",
    "array.jsonl": b'[\n{"text": "The ferry left."}\n]\n',
    "sixteen.jsonl": '{"text": "The ferry left."}\n'.encode("utf-16"),
}
META = {
    "no-column.csv": "name,outlet\nb.txt,Herald\n",
    "empty.csv": "\n",
    "two-dates.csv": "file,published\nb.txt,03/04/2019\n",
    "no-day.csv": "file,published\nb.txt,2019-04-31\n",
    "no-date.csv": "file,published\nb.txt,soon\n",
    "no-file.csv": "file,outlet\n,Herald\n",
    "twice.csv": "file,outlet\nb.txt,Herald\nb.txt,Courier\n",
    "unused.csv": "file,outlet\nb.txt,Herald\nc.txt,Courier\n",
}


def documented(message: str) -> bool:
    """Whether the page on errors has this message; `…` on the page stands for anything."""
    known = re.findall(r"^\| `([^|]+?)`(?: and [^|]*)? \|", (DOCS / "reference" / "errors.md").read_text(encoding="utf-8"), re.MULTILINE)
    return any(re.fullmatch(re.escape(k).replace("…", ".+"), message) for k in known)


@pytest.mark.parametrize("name", BAD)
def test_what_is_said_of_a_bad_input_is_documented(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    said = [item.what for item in ingest([path]) if isinstance(item, BadInput)]
    assert said and all(documented(what) for what in said), said


@pytest.mark.parametrize("name", META)
def test_what_is_said_of_a_bad_table_is_documented(name: str, tmp_path: Path) -> None:
    table, report = tmp_path / name, tmp_path / "b.txt"
    table.write_text(META[name], encoding="utf-8")
    report.write_text("The ferry left at noon, the harbour office said.\n", encoding="utf-8")
    said = [item.what for item in ingest([report], meta=table) if isinstance(item, BadInput)]
    assert said and all(documented(what) for what in said), said


@pytest.mark.parametrize("content", [None, {}, {"a.csv": "x"}])
def test_what_is_said_of_a_missing_input_or_folder_is_documented(content: dict[str, str] | None, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    if content is not None:
        folder.mkdir()
        for name, text in content.items():
            (folder / name).write_text(text, encoding="utf-8")
    said = [item.what for item in ingest([folder]) if isinstance(item, BadInput)]
    assert said and all(documented(what) for what in said), said


def test_what_nothing_says_is_not_documented() -> None:
    assert not documented("It is a poem, not text.")
