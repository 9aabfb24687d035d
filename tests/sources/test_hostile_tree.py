"""One tree with everything in it that may hang, mislead or break a reader of folders: in a process
of its own, whose every opening of a file is watched, first the adapter, then a whole refresh."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import socket
import stat
import subprocess
import sys
import unicodedata
from contextlib import closing, suppress
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from tests.builders import NOW, World, residue
from tests.sources.fetching import context, events_of, write
from tui.core import text
from tui.core.models import Subscription
from tui.core.query import EVERYTHING
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.sources.directory import Directory, DirectoryConfig
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

SECONDS = 60
SUBJECT = "这个网站的文章用旧的编码保存，里面有很多汉字。" * 5
SUBJECT_BIG5 = "這個網站的文章用舊的編碼保存，裡面有很多漢字。" * 5
NFC, NFD = (unicodedata.normalize(form, "Café.md") for form in ("NFC", "NFD"))

NAMES: dict[str | bytes, str] = {
    "plain.md": "Plain",
    "new\nline.md": "Newline",
    "\x1b[31mred\x1b]52;c;cHduZWQ=\x07.md": "Escape",
    "\x9b31mC1.md": "C1",
    "tab\there.md": "Tab",
    "two  spaces.md": "Two spaces",
    "two spaces.md": "One space",
    " lead.md": "Leading space",
    "a\u202egnp.md": "Override",
    "zero\u200bwidth.md": "Zero width",
    b"caf\xe9.md": "Bytes",
    b"caf\xe8.md": "Other bytes",
    "\ufffdE9.md": "Like an escape",
    unicodedata.normalize("NFD", "Bücher.md"): "Decomposed",
    "n" * 252 + ".md": "Long name",
    "字" * 84 + ".md": "Long name in Chinese",
    "x.md/inside.md": "In a folder named like a file",
    "line\nfolder/\x1b[2J/post.md": "In odd folders",
    "sixty/" + "d/" * 59 + "post.md": "Sixty levels down",
    f"{'a' * 250}/{'b' * 250}/{'c' * 250}/{'d' * 250}/post.md": "Far down",
    f"{'a' * 250}/{'b' * 250}/{'c' * 250}/{'d' * 250}/other.md": "Far down too",
    f"{'a' * 250}/{'b' * 250}/{'c' * 250}/{'e' * 250}/post.md": "Far down elsewhere",
}
BOMB = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [*{old}{(',*' + old) * 8}]\n"
    for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
)
# Read: the title that it is read with.
READ: dict[str, tuple[str | bytes, str]] = {
    "bomb.md": (BOMB + "tags: *l\ntitle: Bomb\n---\nBody", "Bomb"),
    "merge.md": ("---\na: &a {x: 1}\n" + "<<: *a\n" * 9_000 + "title: Merge\n---\nBody", "Merge"),
    "line.md": (b"# Ten megabytes\n\n" + b"x" * 10_000_000, "Ten megabytes"),
    "nul.md": ("# NUL\x00 inside\n\nBo\x00dy \x1b[2J\u202e text", "NUL inside"),
    "fences.md": ("# Fences\n\n" + "```\n" * 50_001, "Fences"),
    "quotes.md": ("# Quotes\n\n" + ">" * 50_000 + " deep", "Quotes"),
    "rules.md": ("# Rules\n" + "---\n" * 20_000, "Rules"),
    "brace.md": ("{" * 3_000 + "\n\n# Braces\n", "Braces"),
}
# Read, with a remark that has these words in it.
REMARKED: dict[str, tuple[str | bytes, str, str]] = {
    "tags.md": (f"---\ntitle: Labels\ntags: [{'t,' * 100_000}t]\n---\nB", "Labels", "100 labels"),
    "utf-16.md": ("# Sixteen\n\nWords.".encode("utf-16"), "Sixteen", "UTF-16"),
    "utf-32.md": ("# Thirty-two\n\nWords.".encode("utf-32"), "Thirty-two", "UTF-32"),
    "gb.md": (f"# 简体\n\n{SUBJECT}".encode("gb18030"), "简体", "GB18030"),
    "big5.md": (f"# 繁體\n\n{SUBJECT_BIG5}".encode("big5"), "繁體", "Big5"),
    "latin.md": ("# Élan\n\nUn café à la crème, très frais.".encode("latin-1"), "Élan", "Latin-1"),
    "dates.md": (r'{"title": "D\u001b[2Jates", "date": "\u001b[2Jnever\u202e"}', "Dates", "date"),
}
# Named, with these words.
TROUBLED: dict[str, tuple[str | bytes, str]] = {
    "flow.md": ("---\na: " + "[" * 3_000 + "]" * 3_000 + "\n---\nB", "YAML"),
    "maps.md": ("---\na: " + "{a: " * 3_000 + "}" * 3_000 + "\n---\nB", "YAML"),
    "dashes.md": ("---\na:\n  " + "- " * 3_000 + "x\n---\nB", "YAML"),
    "keys.md": ("---\n" + "".join(" " * n + "a:\n" for n in range(500)) + "---\nB", "YAML"),
    "question.md": ("---\n" + "? " * 3_000 + "x\n---\nB", "YAML"),
    "toml.md": ("+++\na = " + "[" * 3_000 + "]" * 3_000 + "\n+++\nB", "TOML"),
    "tables.md": ("+++\na = " + "{a=" * 3_000 + "1" + "}" * 3_000 + "\n+++\nB", "TOML"),
    "many.md": ("---\n" + "".join(f"k{n}: v\n" for n in range(100_000)) + "---\nB", "YAML"),
    "huge.md": ("---\ntitle: '" + "x" * 5_000_000 + "'\n---\nB", "YAML"),
    "hugetoml.md": ("+++\ntitle = '" + "x" * 5_000_000 + "'\n+++\nB", "TOML"),
    "open.md": ("---\ntitle: Open\n" + "key: value\n" * 200_000, "never closed"),
    "empty.md": ("", "empty"),
    "blank.md": ("\n \t\n" * 1_000, "empty"),
    "binary.md": (b"\x7fELF\x02\x00\xff\xfe\x00\x80" * 1_000, "no text"),
}


def build(root: Path) -> None:
    write(root.parent, "outside/secret.md", "# Secret\n")
    for name, title in NAMES.items():
        write(root, os.fsdecode(name), f"# {title}\n\nBody.\n")
    for name, (content, *_) in [*READ.items(), *REMARKED.items(), *TROUBLED.items()]:
        write(root, f"files/{name}", content)
    for name in (NFC, NFD):
        write(root, f"pair/{name}", "# One of two\n")
    write(root, "closed.md", "# Closed\n").chmod(0)
    write(root, "deep.md", '{"title": "Deep", "a":' * 3_000 + "1" + "}" * 3_000 + "\nBody.\n")
    links = {"loop": ".", "up": "..", "self": "self", "self.md": "self.md", "gone.md": "nowhere"}
    links |= {"x": "../outside", "y.md": "../outside", "z.md": "../outside/secret.md"}
    for name, target in (links | {"zero.md": "/dev/zero"}).items():
        (root / name).symlink_to(target)
    os.mkfifo(root / "pipe.md")
    with suppress(OSError):
        os.mknod(root / "device.md", stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
    with suppress(OSError), socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(root / "socket.md"))
    bury(root, ["levels", *"d" * 150])
    bury(root, ["farther", *(letter * 200 for letter in "abcdefghijklmnopqrstuvwxy")])


def bury(root: Path, names: list[str]) -> None:
    """A post below folders whose path may be longer than the system takes at once."""
    handle = os.open(root, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=handle)
        below = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    with os.fdopen(os.open("buried.md", os.O_WRONLY | os.O_CREAT, dir_fd=handle), "w") as post:
        post.write("# Buried\n")
    os.close(handle)


def fingerprints(root: Path) -> dict[str, tuple[int, int, str]]:
    found = {}
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in names):
            status = path.lstat()
            readable = stat.S_ISREG(status.st_mode) and os.access(path, os.R_OK)
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if readable else ""
            found[str(path)] = (status.st_mtime_ns, status.st_mode, digest)
    return found


def tell() -> None:
    """What the child does: fetch, refresh twice, and print what came and what was opened."""
    root, world = Path(sys.argv[1]), World(Path(sys.argv[2]))
    asked: dict[str, set[str]] = {"open": set(), "os.scandir": set()}

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in asked and isinstance(args[0], str | bytes):
            asked[event].add(os.fsdecode(args[0]))

    sys.addaudithook(hook)
    source = Directory(DirectoryConfig(str(root)), context())
    fetch = asyncio.run(events_of(source, {}))
    assert source.listing is not None
    adapter = {
        "articles": [(d.path, text.line(d.title)) for d in fetch.drafts],
        "troubles": {place: str(error) for place, error in fetch.troubles.items()},
        "remarks": {place: str(error) for place, error in fetch.remarks.items()},
        "shown": [*fetch.state, *fetch.feeds, *source.listing.walk.examples.values()],
    }
    told = {
        "ends": [(p.stage, p.new, p.changed, p.gone) for p in refreshed_twice(root, world)],
        "adapter": adapter,
        "library": library_of(world),
        "skipped": {str(why): n for why, n in source.listing.walk.skipped.items()},
        **{event: sorted(paths) for event, paths in asked.items()},
    }
    print(json.dumps(told))


def refreshed_twice(root: Path, world: World) -> list[Progress]:
    subscription = Subscription("posts", "directory", str(root), unread="all")
    with closing(world.store()) as store:
        store.remember(subscription)
    writer = LibraryWriter(world.library)

    async def refresh() -> Progress:
        locks = world.root / "locks"
        refresher = Refresher(writer, Registry(), locks, now=lambda: NOW, zone=UTC)
        return [progress async for progress in refresher.refresh([subscription])][-1]

    with closing(writer):
        return [asyncio.run(refresh()), asyncio.run(refresh())]


def library_of(world: World) -> dict[str, Any]:
    with closing(world.open()) as library:
        readings = [library.reading(number) for number in library.ids(EVERYTHING)]
        articles = [(r.article, r.body.text) for r in readings if r is not None]
        (info,) = library.informed()
        problems = info.problems
        return {
            "articles": [(a.path, a.title) for a, _ in articles],
            "residue": sorted({c for _, body in articles for c in residue(body)}),
            "troubles": {p.where: str(p.title) for p in problems if not p.remark},
            "remarks": {p.where: str(p.title) for p in problems if p.remark},
            "shown": [
                *(s for a, _ in articles for s in (a.title, a.feed, a.tie, a.guid, *a.tags)),
                *(p.detail for p in problems),
            ],
        }


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    root = tmp_path_factory.mktemp("hostile").resolve() / "tree"
    build(root)
    before = fingerprints(root)
    home = str(root.parent / "home")
    done = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import tell; tell()", str(root), home],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TELEX_HOME": home},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return {**json.loads(done.stdout), "root": root, "unharmed": fingerprints(root) == before}


by_both = pytest.mark.parametrize("by", ["adapter", "library"])


@by_both
def test_all_that_is_healthy_is_read(seen: dict[str, Any], by: str) -> None:
    paths, titles = map(set, zip(*seen[by]["articles"], strict=True))
    wanted = {*NAMES.values(), *(t for _, t, *_ in (*READ.values(), *REMARKED.values()))}
    assert wanted <= titles
    assert {"closed.md", "deep.md"} <= paths | seen[by]["troubles"].keys()
    assert titles.isdisjoint({"Secret", "Buried"})


@by_both
def test_all_that_is_amiss_is_named(seen: dict[str, Any], by: str) -> None:
    remarks = dict(seen[by]["remarks"])
    troubles = {k: v for k, v in seen[by]["troubles"].items() if k not in ("closed.md", "deep.md")}
    for name, (_, words) in TROUBLED.items():
        assert words in troubles.pop(f"files/{name}"), name
    for name, (_, _, words) in REMARKED.items():
        assert words in remarks.pop(f"files/{name}"), name
    assert "4,000,000 characters" in remarks.pop("files/line.md")
    assert remarks.keys() <= {"deep.md"}
    assert "name is the same" in troubles.pop(f"pair/{NFC}\ufffd")
    (too_long,) = (place for place in troubles if place.startswith("farther/"))
    assert "cannot be opened" in troubles.pop(too_long)
    ((too_deep, words),) = troubles.items()
    assert too_deep.startswith("levels/d/d/")
    assert "too deep" in words


def test_what_is_no_file_is_left_out_and_counted(seen: dict[str, Any]) -> None:
    assert seen["skipped"]["a symbolic link"] == 9
    assert seen["skipped"]["no ordinary file"] >= 1


def test_nothing_but_files_and_folders_of_the_tree_is_opened(seen: dict[str, Any]) -> None:
    root = seen["root"]
    opened = [p for p in seen["open"] if p.endswith(".md") or p.startswith(f"{root}/")]
    assert len(opened) >= len(NAMES) + len(READ) + len(REMARKED) + len(TROUBLED)
    for path in opened:
        assert path.startswith(f"{root}/")
        assert stat.S_ISREG(os.lstat(path).st_mode), path
    listed = [p for p in seen["os.scandir"] if p.startswith(str(root.parent))]
    for path in (*opened, *listed):
        assert len(path) > 4_000 or os.path.realpath(path) == path
    assert all(f"{path}/".startswith(f"{root}/") for path in listed)


@by_both
def test_what_is_shown_of_names_is_clean_and_tells_them_apart(
    seen: dict[str, Any], by: str
) -> None:
    found = seen[by]
    paths = [path for path, _ in found["articles"]]
    assert len(paths) == len(set(paths))
    for name in (*paths, *found["troubles"], *found["remarks"], *found["shown"]):
        assert not residue(name)
        assert not {"\n", "\t"}.intersection(name)
    assert not found.get("residue")


def test_the_refresh_succeeds_and_the_next_finds_nothing_new(seen: dict[str, Any]) -> None:
    count = len(seen["library"]["articles"])
    assert seen["ends"] == [["done", count, 0, 0], ["done", 0, 0, 0]]
    assert len(seen["adapter"]["articles"]) == count


def test_the_tree_is_as_it_was(seen: dict[str, Any]) -> None:
    assert seen["unharmed"]
