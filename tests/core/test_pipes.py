"""Handing text to a program: no shell reads what is written, nothing it writes or waits for is
without bounds, and it cannot reach the terminal."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tui import pipes
from tui.errors import Usage
from tui.pipes import OUTPUT_MOST, Outcome, Program, arguments, ended

# Programs of one line each; what they are given as arguments comes out as a Python list.
ARGUMENTS = "import sys; print(sys.argv[1:])"
LONG = 60.0  # seconds, which no test takes


def python(code: str, *more: str) -> list[str]:
    return [sys.executable, "-c", code, *more]


@pytest.mark.parametrize(
    ("written", "reached"),
    [
        ("a b", ["a", "b"]),
        ("'a b' \"c d\"", ["a b", "c d"]),
        ("a; touch gone", ["a;", "touch", "gone"]),
        ("a && touch gone", ["a", "&&", "touch", "gone"]),
        ("a | cat > gone", ["a", "|", "cat", ">", "gone"]),
        ("$(touch gone) `touch gone`", ["$(touch", "gone)", "`touch", "gone`"]),
        ("$HOME ${HOME} ~ ~root", ["$HOME", "${HOME}", "~", "~root"]),
        ("* ?.py [a-z]* {a,b}", ["*", "?.py", "[a-z]*", "{a,b}"]),
        ("a # b", ["a", "#", "b"]),
        ("a\ntouch\tgone", ["a", "touch", "gone"]),
        ("a\\ b '' '$x'", ["a b", "", "$x"]),
        ("--option=中文", ["--option=中文"]),
    ],
)
def test_arguments_reach_the_program_as_they_are(
    written: str, reached: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.py").touch()
    command = arguments(f"'{sys.executable}' -c '{ARGUMENTS}' {written}")
    assert Program(command).outcome() == Outcome(0, f"{reached}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["x.py"]


def test_the_program_is_looked_for_where_programs_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "my-program"
    mine.write_text("#!/bin/sh\necho mine\n")
    mine.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert arguments("my-program x") == [str(mine), "x"]
    assert Program(arguments("my-program")).outcome().output == "mine\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "A command is missing"),
        ("   ", "A command is missing"),
        ("cat 'a", "The quotes do not match in cat 'a"),
        ('cat "a', "The quotes do not match"),
        ("cat \\", "The quotes do not match"),
        ("no-such-program-here a", "There is no program no-such-program-here"),
        ("''", "There is no program"),
        ("$(cat)", "There is no program $(cat)"),
        ("~/bin/x", "without a shell"),
        ("\x1b[31mred", "There is no program red"),
        ("a\0b", "There is no program"),
        ("/", "There is no program /"),
    ],
)
def test_what_is_no_command_is_told(written: str, told: str) -> None:
    with pytest.raises(Usage) as caught:
        arguments(written)
    assert told in str(caught.value)
    assert caught.value.hint.text
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "command", [["/nowhere/at/all"], [sys.executable, "a\0b"], [str(Path(__file__).parent)]]
)
def test_what_cannot_be_started_is_told(command: list[str]) -> None:
    with pytest.raises(Usage, match="Cannot start"):
        Program(command)


def test_the_text_is_on_its_standard_input_and_both_outputs_are_told() -> None:
    code = (
        "import sys; sys.stderr.write('told '); sys.stderr.flush(); print(sys.stdin.read()[::-1])"
    )
    ran = Program(python(code), "文章 of words").outcome()
    assert ran == Outcome(0, "told sdrow fo 章文\n")
    assert Program(python("raise SystemExit(3)"), "x").outcome() == Outcome(3, "")


def test_a_program_need_not_read_what_it_is_given() -> None:
    assert Program(python("print('done')"), "x" * 3_000_000).outcome() == Outcome(0, "done\n")
    code = "import sys; print(len(sys.stdin.buffer.read()))"
    assert Program(python(code), "x" * 3_000_000).outcome() == Outcome(0, "3000000\n")


def test_what_it_writes_is_made_harmless() -> None:
    code = r"import sys; sys.stdout.buffer.write(b'a\x1b]0;title\x07\x1b[2Jb\xff\x00\r\nc')"
    output = Program(python(code)).outcome().output
    assert "\x1b" not in output and "\x00" not in output and "\x07" not in output
    assert (output[0], output[-2:]) == ("a", "\nc")


def test_no_more_is_taken_of_its_output_than_there_is_room_for() -> None:
    ran = Program(python("import sys\nwhile True: sys.stdout.write('y' * 10_000)")).outcome(LONG)
    assert (ran.status, ran.stopped) == (-signal.SIGKILL, True)
    assert ran.output == "y" * OUTPUT_MOST


def test_a_program_is_ended_when_its_time_is_up() -> None:
    code = "import signal, sys; print('begun', flush=True); signal.pause()"
    ran = Program(python(code)).outcome(0.5)
    assert (ran.status, ran.stopped) == (-signal.SIGKILL, True)
    assert ran.output in ("begun\n", "")  # (it may not have come that far)


def test_a_program_that_closes_its_output_and_stays_is_ended_too() -> None:
    code = "import os, signal; os.close(1); os.close(2); signal.pause()"
    ran = Program(python(code)).outcome(0.5)
    assert (ran.status, ran.stopped) == (-signal.SIGKILL, True)


def _gone(fifo: Path) -> None:
    """Wait for the end of who has ``fifo`` open for writing."""
    with fifo.open("rb") as end:
        assert end.read() == b""


@pytest.mark.parametrize("quiet", [False, True])
def test_what_it_started_is_ended_with_it(tmp_path: Path, quiet: bool) -> None:
    fifo, ready = tmp_path / "fifo", tmp_path / "ready"
    os.mkfifo(fifo)
    os.mkfifo(ready)
    child = (
        f"import signal; held = open({str(fifo)!r}, 'wb');"
        f"open({str(ready)!r}, 'wb').close(); signal.pause()"
    )
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    program = Program(python(code), quiet=quiet)
    waiting = threading.Thread(target=_gone, args=(fifo,))
    waiting.start()
    ready.read_bytes()
    program.stop()
    assert program.outcome(LONG).status == -signal.SIGKILL
    waiting.join(LONG)
    assert not waiting.is_alive()


def test_who_leaves_something_behind_in_a_session_of_its_own_keeps_nobody_waiting(
    tmp_path: Path,
) -> None:
    """It is beyond reach, and holds the output open; so the wait must end without it."""
    fifo, ready = tmp_path / "fifo", tmp_path / "ready"
    os.mkfifo(fifo)
    os.mkfifo(ready)
    # It stays until this test opens the other end.
    child = f"open({str(ready)!r}, 'wb').close(); open({str(fifo)!r}, 'rb').read()"
    code = (
        "import subprocess, sys; print('left', flush=True);"
        f"subprocess.Popen([sys.executable, '-c', {child!r}], start_new_session=True)"
    )
    program = Program(python(code))
    ready.read_bytes()
    begun = time.monotonic()
    ran = program.outcome(0.3)
    assert time.monotonic() - begun < LONG / 2
    assert (ran.output, ran.stopped) == ("left\n", True)
    fifo.write_bytes(b"")


def test_it_has_no_terminal() -> None:
    code = (
        "import os\n"
        "print(os.getsid(0) == os.getpid(), any(map(os.isatty, range(3))))\n"
        "try: os.open('/dev/tty', os.O_RDWR)\n"
        "except OSError: print('no terminal')\n"
    )
    ran = Program(python(code)).outcome()
    assert ran.output == "True False\nno terminal\n"


def test_a_quiet_program_is_heard_of_only_by_how_it_ended() -> None:
    code = "import sys; print('x' * 3_000_000); sys.exit(len(sys.stdin.read()))"
    ran = Program(python(code), "four", quiet=True).outcome(0.0)  # (its time is its own)
    assert ran == Outcome(4, "")


async def test_its_end_can_be_awaited_and_nobody_has_to() -> None:
    assert await ended(Program(python("print(1)"))) == Outcome(0, "1\n")
    program = Program(python("import signal; signal.pause()"))
    program.stop()
    assert (await ended(program)).stopped


def test_the_bounds_are_those_that_are_told() -> None:
    assert (pipes.OUTPUT_MOST, pipes.SECONDS_MOST) == (1_000_000, 60)
