"""The import rule: a report walks through the rooms in order and never back. Read from the source; nothing is imported."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "standoff"
ORDER = ("ingest", "read", "link", "account", "store", "export")
ENDS = ("web", "cli", "scale")
ROOMS = ("model", *ORDER, "case", *ENDS)
DATA_ONLY = ("models",)  # weights and their cards; no code to import


def allowed(room: str) -> set[str]:
    """The rooms that a room may import."""
    if room == "model":
        return set()
    if room in ORDER:
        return {"model", *ORDER[: ORDER.index(room)]}
    if room == "case":
        return {"model", *ORDER}
    # `standoff serve` starts the server; nothing else of the three ends knows of another.
    return {"model", "case", "web"} if room == "cli" else {"model", "case"}


def imported(path: Path, package: str) -> set[str]:
    """The full dotted names that a module imports, relative imports resolved, those inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from standoff import model` names the room only among what it takes.
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return names


def violations(source: Path) -> list[str]:
    """Every import under a `standoff` folder that the rule forbids, as readable lines."""
    found = set()
    for path in sorted(source.rglob("*.py")):
        inside = path.relative_to(source)
        package = ".".join(("standoff", *inside.parts[:-1]))
        room = inside.parts[0] if len(inside.parts) > 1 else None
        for name in sorted(imported(path, package)):
            head, _, rest = name.partition(".")
            if head == "torch" or (head == "ray" and room != "scale"):
                found.add(f"{inside}: imports {name.split('.')[0]}")
            target = rest.split(".")[0]
            if head != "standoff" or target not in ROOMS or target == room:
                continue
            # The package's own front door may open the case; no room stands behind it.
            if (room is None and target not in {"model", "case"}) or (room is not None and target not in allowed(room)):
                found.add(f"{inside}: {room or 'the package'} must not import {target}")
    return sorted(found)


def test_the_rooms_keep_the_import_rule() -> None:
    assert violations(SOURCE) == []


def test_every_folder_of_the_package_is_a_room_of_the_house() -> None:
    folders = {p.name for p in SOURCE.iterdir() if p.is_dir() and any(p.rglob("*.py"))}
    assert folders <= {*ROOMS, *DATA_ONLY}


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("model/a.py", "from standoff.ingest import ingest"),
        ("model/a.py", "from ..ingest import ingest"),
        ("model/a.py", "import standoff.case"),
        ("ingest/a.py", "from .. import read"),
        ("read/deep/a.py", "from ...link import link"),
        ("link/a.py", "from standoff.store import CaseFile"),
        ("account/a.py", "from standoff import store"),
        ("account/a.py", "def f():\n    from ..store import CaseFile"),
        ("store/a.py", "import standoff.export.json"),
        ("case/a.py", "from standoff.cli import main"),
        ("cli/a.py", "from standoff.store import CaseFile"),
        ("web/a.py", "from ..scale import run"),
        ("web/a.py", "from ..cli import main"),
        ("read/a.py", "import torch"),
        ("scale/a.py", "from torch.nn import Linear"),
        ("case/a.py", "import ray"),
        ("a.py", "from .store import CaseFile"),
    ],
)
def test_a_forbidden_import_is_caught(tmp_path: Path, file: str, line: str) -> None:
    path = tmp_path / "standoff" / file
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n", encoding="utf-8")
    assert len(violations(tmp_path / "standoff")) == 1


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("ingest/a.py", "from standoff.model import Report"),
        ("read/deep/a.py", "from ...ingest import ingest\nfrom ..words import fold\nfrom . import b"),
        ("account/a.py", "from ..link import link"),
        ("export/a.py", "from ..store import CaseFile\nfrom standoff.account import ledger"),
        ("case/a.py", "from .. import ingest, read, link, account, store, export"),
        ("scale/a.py", "import ray\nfrom standoff.case import Case"),
        ("a.py", "from .case import Case"),
    ],
)
def test_an_allowed_import_passes(tmp_path: Path, file: str, line: str) -> None:
    path = tmp_path / "standoff" / file
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n", encoding="utf-8")
    assert violations(tmp_path / "standoff") == []


def public_names(path: Path) -> tuple[list[str], set[str]]:
    """`__all__` of a package as written, and the public names that its `__init__` brings in or defines."""
    listed: list[str] = []
    brought: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            listed = ast.literal_eval(node.value)
        elif isinstance(node, ast.ImportFrom) and node.level:
            brought |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            brought.add(node.name)
    return listed, {name for name in brought if not name.startswith("_")}


@pytest.mark.parametrize("room", ["model", "ingest"])
def test_the_public_names_of_a_room_are_sorted_and_complete(room: str) -> None:
    listed, brought = public_names(SOURCE / room / "__init__.py")
    assert listed == sorted(listed)
    assert len(listed) == len(set(listed))
    assert set(listed) == brought


def test_the_dev_group_and_the_dev_extra_are_one_list() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["dependency-groups"]["dev"] == project["project"]["optional-dependencies"]["dev"]


def test_no_training_library_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[<>=!~\[ ;]", line)[0] for line in project["project"]["dependencies"]}
    assert names.isdisjoint({"torch", "transformers", "safetensors", "huggingface-hub", "onnx"})
