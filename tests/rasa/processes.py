"""Servers of a run: started in a group of their own, waited for, measured, and ended by that group's id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LAST_WORDS = 30
"""Lines of a log that are shown when its process fails."""
GRACE = 10.0
"""Seconds that a process has to end by itself."""


class RunError(Exception):
    """The run cannot go on; the text says what failed and how."""


@dataclass(frozen=True)
class Memory:
    """Megabytes of a process and its children; None when the kernel does not tell."""

    rss: float | None
    pss: float | None


@contextmanager
def running(
    command: Sequence[str | Path], *, folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The process while the block runs; afterwards it and all that it started are gone."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end(process)


def finish(command: Sequence[str | Path], *, folder: Path, environment: Mapping[str, str], log: Path) -> str:
    """Runs a command to its end and gives what it printed; raises RunError with its last words if it failed."""
    with running(command, folder=folder, environment=environment, log=log) as process:
        code = process.wait()
    if code:
        raise RunError(f"{' '.join(str(c) for c in command[:6])} … 失败（{code}）：\n{last_words(log)}")
    return log.read_text(encoding="utf-8", errors="replace")


def wait_for(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, seconds: float) -> None:
    """Returns when `ready` says so; raises RunError when the process ends before, or never becomes ready."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RunError(f"{log.stem} 没有起来（{process.returncode}）：\n{last_words(log)}")
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RunError(f"{log.stem} 在 {seconds:.0f} 秒内没有应答：\n{last_words(log)}")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").replace("\r", "\n").splitlines()
    return "\n".join(lines[-LAST_WORDS:])


def memory(process: subprocess.Popen[bytes]) -> Memory:
    """What the process and its descendants hold now."""
    tables = [_rollup(number) for number in _tree(process.pid)]
    return Memory(*(_megabytes([table.get(key) for table in tables]) for key in ("Rss", "Pss")))


def _megabytes(kilobytes: Sequence[int | None]) -> float | None:
    known = [k for k in kilobytes if k is not None]
    return sum(known) / 1024 if known and len(known) == len(kilobytes) else None


def _rollup(number: int) -> dict[str, int]:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return {}
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}


def _tree(root: int) -> list[int]:
    """The root and all its descendants, from /proc."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
    found = [root]
    for number in found:
        found += [child for child, parent in parents.items() if parent == number]
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks the group to end, then makes it; a group that is gone already is fine."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
