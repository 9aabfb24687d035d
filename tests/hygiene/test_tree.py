"""The state of the tree: types, style, sizes, names, and what may not be written anywhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = sorted((ROOT / "tui").rglob("*.py"))
LONGEST = 300


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_types_hold_in_product_and_tests() -> None:
    told = run("mypy", "--strict", "tui", "tests")
    assert told.returncode == 0, told.stdout


def test_style_holds() -> None:
    told = run("ruff", "check", ".")
    assert told.returncode == 0, told.stdout
    told = run("ruff", "format", "--check", ".")
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
    assert path.stem not in ("utils", "helpers", "manager", "common", "misc")


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_is_handed_to_a_markup_parser_or_a_shell(path: Path) -> None:
    for call in calls(ast.parse(path.read_text("utf-8"))):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        assert name not in ("from_markup", "system", "popen", "notify")
        for keyword in call.keywords:
            on = isinstance(keyword.value, ast.Constant) and keyword.value.value is True
            assert not (on and keyword.arg in ("markup", "shell")), ast.unparse(call)


def test_only_admission_and_the_store_make_clean_types_of_bare_text() -> None:
    """``Line(x)`` around anything but a literal is a claim that x passed the gate."""
    trusted = {
        *("core/text.py", "core/admit.py"),
        *(
            "store/articles.py",
            "store/reading.py",
            "store/labels.py",
            "store/search.py",
            "store/subscriptions.py",
        ),
        *("store/source_writer.py", "store/health.py", "store/kept.py"),
    }
    for path in PRODUCT:
        if str(path.relative_to(ROOT / "tui")) in trusted:
            continue
        for call in calls(ast.parse(path.read_text("utf-8"))):
            if isinstance(call.func, ast.Name) and call.func.id in ("Line", "Block", "Url"):
                argument = call.args[0]
                assert isinstance(argument, ast.Constant | ast.Call), (path, ast.unparse(call))


def test_no_commit_names_a_download_host_or_a_lock_file() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    hosts = re.compile(r"pypi\.(?:org|python)|pythonhosted|npmjs\.(?:org|com)|deb\.debian", re.I)
    for name in listed:
        assert Path(name).name not in ("uv.lock", "poetry.lock", "Pipfile.lock")
        path = ROOT / name
        if path.suffix in (".png", ".mo", ".db") or not path.is_file() or path == Path(__file__):
            continue
        assert not hosts.search(path.read_text("utf-8", "replace")), name


def test_the_top_level_holds_what_it_may() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    top = {name.split("/")[0] for name in listed if name}
    assert top <= {
        *("pyproject.toml", "README.md", "tui", "styles", "tests", "sample_content"),
        *("LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "constraints.txt", ".gitignore"),
        *(".github", ".ci", "docs"),
    }
