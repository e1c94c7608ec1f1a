"""What all tests share: with NO_SKIPS=1 (as in CI) a skipped test counts as failed."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
import structlog

from bot.dialogue import Dialogue
from bot.domain import read_domain
from bot.nlu import Interpreter, interpreter


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skip into a failure that still tells the reason."""
    report = yield
    if os.environ.get("NO_SKIPS") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"NO_SKIPS=1, yet skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def understanding() -> Interpreter:
    """The interpreter of the content that ships."""
    return interpreter()


@pytest.fixture(scope="session")
def dialogue(understanding: Interpreter) -> Dialogue:
    return Dialogue(understanding, read_domain())


@pytest.fixture(autouse=True)
def plain_logs() -> Generator[None]:
    """The command line points the logs at its own standard error; no test hands that on to the next."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
