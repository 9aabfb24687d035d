"""Several telexes on one state, and a library that is lost: no mark is."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.program import Program, left_well, unread, write_posts

TITLES = [f"Post number {n}" for n in range(40)]
SEEN_WITHIN = 2.0  # seconds


def test_two_screens_and_a_refresh_share_one_state(telex: Program, tmp_path: Path) -> None:
    folder = write_posts(tmp_path / "posts", TITLES)
    assert telex.run("add", "--unread", "all", str(folder)).returncode == 0
    first, second = telex.open(), telex.open()
    for terminal in (first, second):
        terminal.wait_for(r"Unread 40 of 40")
    first.quiet()
    write_posts(folder, [f"{title}, edited" for title in TITLES])
    with telex.start("refresh") as refreshing:
        first.send("e")
        second.wait_for(lambda t: unread(t) == 39)
        assert second.heard_at - first.sent_at < SEEN_WITHIN
        second.send("n", "e")
        first.wait_for(lambda t: unread(t) == 38)
        assert first.heard_at - second.sent_at < SEEN_WITHIN
        output, errors = refreshing.communicate(timeout=30)
    assert refreshing.returncode == 0, errors
    assert telex.run("refresh").returncode == 0
    for terminal in (first, second):
        terminal.quiet()
        assert unread(terminal) == 38
        terminal.send("q")
        assert terminal.wait() == 0
        left_well(terminal)

    log = (telex.home / "cache" / "telex.log").read_text()
    written = output + errors + log + "".join(str(bytes(t.log)) for t in (first, second))
    assert "locked" not in written.casefold()
    assert "Traceback" not in log
    titles = telex.titles("is:read")
    assert len(titles) == 2
    assert all(title.endswith(", edited") for title in titles)


def test_a_lost_library_loses_no_mark(telex: Program, tmp_path: Path) -> None:
    telex.run("add", str(write_posts(tmp_path / "posts", TITLES[:9])))
    telex.run("add", "--unread", "none", str(write_posts(tmp_path / "notes", TITLES[9:])))
    telex.run("mark", "read", "title:Post number 3")
    telex.run("mark", "star", "title:5,12")
    telex.run("mark", "unread", "title:Post number 20")

    def state() -> tuple[object, ...]:
        listed = telex.run("sources").stdout.replace("last fetched", "\n").splitlines()
        return (
            telex.titles("is:read"),
            telex.titles("is:starred"),
            telex.titles("is:unread"),
            [line for line in listed if "(directory)" in line or "unread" in line],
            telex.run("history").stdout,
        )

    before = state()
    assert len(telex.titles("is:starred")) == 5
    assert len(telex.titles("is:unread")) == 9
    for file in (telex.home / "cache").glob("library.db*"):
        file.unlink()
    assert telex.run("refresh").returncode == 0
    assert state() == before

    for undone, query in (("unread", "is:read"), ("star", "is:starred"), ("read", "is:read")):
        had = telex.titles(query)
        ran = telex.run("undo")
        assert undone in ran.stdout
        assert telex.titles(query) != had
    assert telex.titles("is:starred") == set()
    assert telex.titles("is:unread") == set(TITLES[:9])
