"""``add``, ``remove``, ``sources``, ``refresh``, ``mark``, ``undo``, ``config``, ``doctor``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Telex
from tui import __version__
from tui.cli.verbs import VERBS


def test_the_version(telex: Telex) -> None:
    assert telex("--version").out == f"telex {__version__}\n"


def test_help_names_every_verb(telex: Telex) -> None:
    shown = telex("--help").out
    for verb in VERBS:
        assert verb in shown


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_and_rejects_what_it_does_not_know(telex: Telex, verb: str) -> None:
    with pytest.raises(SystemExit) as left:
        telex(verb, "--help")
    assert left.value.code == 0
    ran = telex(verb, "--no-such-option")
    assert ran.status == 2
    assert f"telex {verb} --help" in ran.err


def test_marks_and_their_undoing(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    assert telex("mark", "read", "tag:ai").out == "2 marked read\n"
    assert telex("mark", "read", "tag:ai").out == "nothing to change\n"
    assert telex("mark", "star", "title:Alpha").out == "1 starred\n"
    assert len(telex("list", "is:unread").lines) == 1
    assert telex("history").out.splitlines()[0].endswith("1 starred")
    assert telex("undo", "2").out == "undone: 1 starred\nundone: 2 marked read\n"
    assert len(telex("list", "is:unread").lines) == 3
    assert telex("redo").out == "done again: 2 marked read\n"
    assert "(undone)" in telex("history").lines[0]


def test_a_dry_run_changes_nothing(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    assert telex("mark", "read", "tag:ai", "--dry-run").out == "2 articles match\n"
    assert len(telex("list", "is:unread").lines) == 3


def test_marking_without_a_query_is_refused(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    ran = telex("mark", "read")
    assert ran.status == 2
    assert "is:unread" in ran.err
    assert len(telex("list", "is:unread").lines) == 3


def test_removing_keeps_marks_for_when_it_comes_back(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    telex("mark", "read", "tag:ai")
    assert telex("remove", "posts").status == 0
    assert "Alpha" not in telex("list").out
    telex("add", str(posts))
    assert len(telex("list", "is:unread").lines) == 1


def test_two_folders_of_one_name_get_keys_of_their_own(
    telex: Telex, posts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "posts"
    other.mkdir(parents=True)
    (other / "x.md").write_text("# Other\n\ntext\n")
    telex("add", str(posts))
    telex("add", str(other), "--name", "Second")
    keys = [json.loads(line)["key"] for line in telex("sources", "--json").lines]
    assert keys == ["posts", "posts-2"]
    assert telex("list", "source:Second", "--plain").lines[0].split("\t")[4] == "Other"
    assert telex("remove", "Second").status == 0


def test_how_much_of_a_new_source_is_unread(telex: Telex, posts: Path) -> None:
    telex("add", str(posts), "--unread", "none")
    assert telex("list", "is:unread").lines == []
    assert len(telex("list").lines) == 3
    assert telex("add", str(posts), "--unread", "lots").status == 2


def test_a_missing_folder_is_refused_with_advice(telex: Telex, tmp_path: Path) -> None:
    ran = telex("add", str(tmp_path / "nowhere"))
    assert ran.status == 1
    assert "nowhere" in ran.err
    assert "https://" in ran.err
    assert telex("sources", "--json").lines[0].startswith('{"key": "sample"')


def test_files_that_cannot_be_read_are_named_and_the_rest_shows(telex: Telex, posts: Path) -> None:
    (posts / "broken.md").write_text("---\ntitle: [x\n---\n")
    (posts / "empty.md").write_text("")
    (posts / "gbk.md").write_bytes("标题".encode("gbk"))
    added = telex("add", str(posts))
    assert added.status == 1
    assert len(telex("list").lines) == 4  # the one in GBK is read, with a remark
    told = telex("sources")
    assert told.status == 1
    assert "? gbk.md" in told.out
    for name in ("broken.md", "empty.md", "gbk.md"):
        assert name in told.out
    for name in ("broken.md", "empty.md"):
        (posts / name).unlink()
    assert telex("refresh").status == 0
    told = telex("sources")
    assert (told.status, "gbk.md" in told.out) == (0, True)
    (posts / "gbk.md").unlink()
    telex("refresh")
    assert "gbk.md" not in telex("sources").out


def test_an_unreachable_feed_is_told_and_the_others_are_fetched(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    ran = telex("add", "http://127.0.0.1:9/feed")
    assert ran.status == 1
    assert "127.0.0.1" in ran.err
    (posts / "4.md").write_text("# New\n\ntext\n")
    assert telex("refresh").status == 1
    assert "New" in telex("list").out
    assert "Check the address" in telex("sources").out


def test_an_unknown_source_is_told_with_the_nearest(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    ran = telex("refresh", "pots")
    assert ran.status == 2
    assert "posts" in ran.err


def test_progress_as_json_lines(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    events = [json.loads(line) for line in telex("refresh", "--progress", "json").lines]
    assert events[0] == {
        **{"source": "posts", "stage": "started", "new": 0},
        **{"changed": 0, "gone": 0, "troubles": 0, "handled": 0, "listed": 0},
    }
    assert events[-1]["stage"] == "done"
    assert telex("refresh", "--watch").status == 2


def config_file() -> Path:
    path = Path(os.environ["TELEX_HOME"]) / "config" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_the_default_configuration_is_right_and_says_every_key(telex: Telex) -> None:
    config_file().write_text(telex("config", "--default").out)
    assert telex("config", "--check").status == 0
    shown = telex("config").out
    config_file().write_text(shown)  # what is shown can be kept
    assert telex("config").out == shown


def test_a_wrong_configuration_is_told_whole(telex: Telex) -> None:
    config_file().write_text('width = 80\nthem = "x"\nage = "years"\nrefresh = -1\n')
    ran = telex("list")
    assert ran.status == 2
    for told in ("line 2", "theme", "line 3", "'years'", "line 4", "refresh"):
        assert told in ran.err
    assert "Traceback" not in ran.err


def test_the_words_are_chinese_where_that_is_configured(telex: Telex) -> None:
    config_file().write_text('language = "zh-CN"\n')
    assert "没有“unraed”这种状态" in telex("list", "is:unraed").err


def test_the_doctor_names_every_file_and_finds_nothing_wrong(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    ran = telex("doctor")
    assert ran.status == 0, ran.out + ran.err
    for name in ("config.toml", "state.db", "library.db", "telex.log", "directory", "feed"):
        assert name in ran.out


def test_the_state_is_for_its_owner_alone(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    state = Path(os.environ["TELEX_HOME"]) / "data" / "state.db"
    assert state.stat().st_mode & 0o077 == 0


def test_a_damaged_state_is_told_and_not_touched(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    state = Path(os.environ["TELEX_HOME"]) / "data" / "state.db"
    for file in state.parent.glob("state.db*"):
        file.unlink()
    state.write_bytes(b"this is no database, but it may be somebody's text" * 100)
    ran = telex("list")
    assert ran.status == 3
    assert "state.db" in ran.err
    assert state.read_bytes().startswith(b"this is no database")
