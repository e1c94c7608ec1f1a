"""What a run starts is gone when it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.rasa.processes import RunError, finish, memory, running, wait_for


def alive(number: int) -> bool:
    """Whether the process runs; one that only waits to be collected does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_children_end_with_the_block_also_on_an_error(tmp_path: Path) -> None:
    log = tmp_path / "parent.log"
    command = ["sh", "-c", "sleep 60 & echo $!; wait"]
    with (
        pytest.raises(KeyboardInterrupt),
        running(command, folder=tmp_path, environment=os.environ, log=log) as process,
    ):
        wait_for(lambda: log.read_text() != "", process, log, 10)
        assert memory(process).rss
        raise KeyboardInterrupt
    assert not alive(int(log.read_text()))


def test_a_failure_shows_the_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no luck')"]
    with pytest.raises(RunError, match="no luck"):
        finish(command, folder=tmp_path, environment=os.environ, log=tmp_path / "x.log")


def test_a_server_that_ends_is_not_waited_for(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with (
        pytest.raises(RunError, match="没有起来"),
        running(["false"], folder=tmp_path, environment=os.environ, log=log) as process,
    ):
        wait_for(lambda: False, process, log, 10)
