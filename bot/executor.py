"""The seam: rasa-sdk's ActionExecutor in this process, on a kept event loop."""

from __future__ import annotations

import asyncio
import os
import threading
import weakref
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from rasa_sdk.executor import ActionExecutor

from bot.domain import Domain

T = TypeVar("T")


@dataclass(frozen=True)
class ActionResult:
    """Events and responses as an action server would answer them."""

    events: tuple[Mapping[str, Any], ...]
    responses: tuple[Mapping[str, Any], ...]


class Actions:
    """Runs the classes that an action server would run, with the call an action server would get."""

    def __init__(self, domain: Domain) -> None:
        self._domain = dict(domain.document)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._loop = KeptLoop()

    @property
    def names(self) -> set[str]:
        return set(self._executor.actions)

    def run(self, action: str, sender: str, slots: Mapping[str, Any], message: Mapping[str, Any]) -> ActionResult:
        """Raises what the action raises."""
        tracker = {
            "sender_id": sender,
            "slots": dict(slots),
            "latest_message": dict(message),
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": None,
        }
        call = {"next_action": action, "sender_id": sender, "tracker": tracker, "domain": self._domain}
        result = self._loop.run(self._executor.run(call))
        assert result is not None
        return ActionResult(tuple(result.events), tuple(result.responses))


class KeptLoop:
    """An event loop in a thread of its own, so that callers may have one running themselves."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of the coroutine, or what it raises."""
        return asyncio.run_coroutine_threadsafe(work, self._running()).result()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            # A server that forks keeps the object but not the thread.
            if self._loop is None or self._process != os.getpid():
                self._loop, self._process = asyncio.new_event_loop(), os.getpid()
                threading.Thread(target=_keep, args=(self._loop,), name="actions", daemon=True).start()
                weakref.finalize(self, self._loop.call_soon_threadsafe, self._loop.stop)
            return self._loop


def _keep(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()
