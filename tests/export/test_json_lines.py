"""JSON Lines: the rows of the account, one to a line, whatever a text holds."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_case import any_case, deeds, deeds_path, quarrel_path
from standoff import __version__
from standoff.case import Case
from standoff.export import schema
from standoff.export.json_text import compact, escaped

__all__ = ["any_case", "deeds", "deeds_path", "quarrel_path"]
SCHEMA = schema()
LINE = jsonschema.Draft202012Validator({"$schema": SCHEMA["$schema"], "$defs": {"account": SCHEMA}, "$ref": f"{SCHEMA['$id']}#/$defs/line"})


def lines(data: bytes) -> list[dict[str, Any]]:
    """The lines of an export, by the strictest rule of what ends one: none holds anything that any reader takes for a line end."""
    text = data.decode("utf-8")
    assert text.endswith("\n") and text.splitlines() == text[:-1].split("\n")
    found = [json.loads(line) for line in text.splitlines()]
    assert all(list(line) == ["table", "row"] for line in found)
    return found


def assembled(data: bytes) -> dict[str, Any]:
    """The account that the lines make."""
    first, *rows = lines(data)
    assert first["table"] == "about"
    account: dict[str, Any] = {key: {} if key == "reports" else [] for key in SCHEMA["properties"]}
    for line in rows:
        key, row = line["table"], line["row"]
        if key == "reports":
            account[key][row.pop("id")] = row
        else:
            account[key].append(row)
    return account


def test_the_lines_make_the_account(any_case: Case) -> None:
    for private in (False, True):
        account = any_case.to_json(private=private)
        assert assembled(any_case.export("jsonl", private=private)) == account
        texts = {r.id: r.text for r in any_case.reports()}
        full = assembled(any_case.export("jsonl", private=private, full_text=True))
        assert {id: row.pop("text") for id, row in full["reports"].items()} == texts
        assert full == account


def test_every_line_fits_the_schema_of_its_table(any_case: Case) -> None:
    found = lines(any_case.export("jsonl", private=True, full_text=True))
    for line in found:
        LINE.validate(line)
    order = list(dict.fromkeys(line["table"] for line in found))
    assert order == [key for key in ("about", *SCHEMA["properties"]) if key in order]


def test_the_first_line_says_what_follows(case: Case) -> None:
    first = lines(case.export("jsonl"))[0]
    assert first == {"table": "about", "row": {"format": "account as JSON Lines", "version": __version__, "schema": SCHEMA["$id"]}}


@pytest.mark.parametrize(
    ("key", "spoil"),
    [
        ("reports", lambda row: row.pop("id")),
        ("reports", lambda row: row.update(title="x")),
        ("statements", lambda row: row.update(content=[])),
        ("disputes", lambda row: row.pop("question")),
        ("mentions", lambda row: row.update(id="m1")),
        ("about", lambda row: row.update(schema="urn:other")),
    ],
)
def test_the_schema_refuses_a_line_that_is_malformed(case: Case, key: str, spoil: Any) -> None:
    line = next(line for line in lines(case.export("jsonl")) if line["table"] == key)
    spoil(line["row"])
    with pytest.raises(jsonschema.ValidationError):
        LINE.validate(line)


@pytest.mark.parametrize(
    "line",
    [{}, {"table": "notes"}, {"table": "ledger", "row": {}}, {"table": "notes", "row": {"note": "a"}, "id": 1}, {"row": {"note": "a"}}],
)
def test_the_schema_refuses_what_is_no_line(line: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        LINE.validate(line)


def test_what_ends_a_line_somewhere_is_escaped_and_comes_back(case: Case) -> None:
    note = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\r\nh\ud800i\x00j\u202ek\x1b[31ml \u0301 é 🚢 ש"
    case.judge("no-dispute", "d1", by="ada", note=note)
    data = case.export("jsonl")
    assert [line["row"]["note"] for line in lines(data) if line["table"] == "judgements"] == [note]
    assert not set("\u2028\u2029\x85\u202e\x1b\0") & set(data.decode())
    assert "é 🚢 ש" in data.decode()


@given(st.recursive(st.text(st.characters(exclude_categories=())), lambda x: st.lists(x) | st.dictionaries(st.text(), x), max_leaves=8))
def test_any_text_stays_on_its_line_and_comes_back(value: Any) -> None:
    data = escaped(compact(value))
    assert len(data.decode("utf-8").splitlines()) == 1
    # Two halves of one sign that stand side by side become that sign, in any JSON.
    assert json.loads(data) == json.loads(json.dumps(value))


def test_private_persons_are_in_no_line_unless_asked_for(case: Case) -> None:
    assert b"a-ash" not in case.export("jsonl")
    assert b"a-ash" in case.export("jsonl", private=True)


def test_pieces_of_any_size_are_the_same_bytes(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = case.export("jsonl")
    for size in (0, 300):
        monkeypatch.setattr("standoff.export.json_lines._SIZE", size)
        assert case.export("jsonl") == whole
