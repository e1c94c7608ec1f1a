"""The seam: rasa-sdk's ActionExecutor in this process, on an event loop that each thread keeps."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk.executor import ActionExecutor

from bot.domain import Domain


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
        self._own = threading.local()
        self._loops: list[asyncio.AbstractEventLoop] = []
        weakref.finalize(self, _close, self._loops)

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
        result = self._loop().run_until_complete(self._executor.run(call))
        assert result is not None
        return ActionResult(tuple(result.events), tuple(result.responses))

    def _loop(self) -> asyncio.AbstractEventLoop:
        if not hasattr(self._own, "loop"):
            self._own.loop = asyncio.new_event_loop()
            self._loops.append(self._own.loop)
        loop: asyncio.AbstractEventLoop = self._own.loop
        return loop


def _close(loops: list[asyncio.AbstractEventLoop]) -> None:
    for loop in loops:
        loop.close()
