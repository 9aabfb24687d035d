"""The direction of the arrows: who imports whom, on paper and in a running process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREEN = ("textual",)
NETWORK = ("httpx", "feedparser")


def test_every_contract_between_layers_is_kept() -> None:
    told = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_no_module_is_part_of_an_import_cycle() -> None:
    import grimp

    graph = grimp.build_graph("tui", exclude_type_checking_imports=False)
    cycles = [
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(importer=imported, imported=module)
    ]
    assert cycles == []


def loaded_by(arguments: list[str], tmp_path: Path, expected: int = 0) -> set[str]:
    """Top-level names in sys.modules after a run of ``telex ARGUMENTS``."""
    code = (
        "import sys\n"
        "from tui.cli.main import main\n"
        f"status = main({arguments!r})\n"
        "print('\\n@' + ' '.join(sorted({name.split('.')[0] for name in sys.modules})))\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"TELEX_HOME": str(tmp_path), "PATH": "", "TERM": "xterm"},
        cwd=ROOT,
    )
    assert done.returncode == expected, done.stderr
    return set(done.stdout.rsplit("@", 1)[1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["list"],
        ["tags"],
        ["sources"],
        ["history"],
        ["refresh"],
        ["mark", "read", "is:unread"],
    ],
)
def test_a_verb_loads_no_screen(arguments: list[str], tmp_path: Path) -> None:
    loaded_by(["list"], tmp_path)  # the sample is fetched once, by whichever verb comes first
    assert loaded_by(arguments, tmp_path).isdisjoint(SCREEN)


@pytest.mark.parametrize("arguments", [["--version"], ["list"], ["mark", "star", "is:unread"]])
def test_reading_and_marking_load_nothing_that_fetches(
    arguments: list[str], tmp_path: Path
) -> None:
    loaded_by(["list"], tmp_path)
    assert loaded_by(arguments, tmp_path).isdisjoint(NETWORK)


def test_the_screen_loads_nothing_that_fetches() -> None:
    code = "import sys, tui.app, tui.render.article, tui.session; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint(NETWORK)
    assert "textual" in loaded


def test_the_core_loads_the_standard_library_and_regex_only() -> None:
    modules = ", ".join(
        f"tui.core.{path.stem}" for path in (ROOT / "tui" / "core").glob("[a-z]*.py")
    )
    code = (
        f"import sys; before = set(sys.modules); import {modules}\n"
        "new = {n.split('.')[0] for n in set(sys.modules) - before}\n"
        "print(*(n for n in new if n not in sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert set(done.stdout.split()) <= {"tui", "regex", "_regex", "_regex_core"}
