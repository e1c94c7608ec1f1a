"""nlu_data/domain.yml and rules.yml: which entity fills which slot, which intent runs which action, fixed texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.training import NLU_DATA

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Domain:
    """What a Rasa server would take from these files."""

    document: Mapping[str, Any]
    slots: Mapping[str, Any]
    """Slot name → initial value."""
    fills: Mapping[str, tuple[str, ...]]
    """Entity → the slots it fills."""
    rules: Mapping[str, tuple[str, ...]]
    """Intent → the actions it runs, in order; those named utter_… say a fixed text."""
    responses: Mapping[str, str]
    """Response name → text."""

    def said_by(self, action: str, message: Mapping[str, Any]) -> str:
        """The text of an utter_… action; for a retrieval intent the one that the message selects, as in Rasa."""
        intent = message["intent"]["name"]
        chosen = message.get("response_selector", {}).get(intent, {}).get("response", {}).get("intent_response_key")
        return self.responses[f"utter_{chosen}" if chosen and action == f"utter_{intent}" else action]


def read_domain(folder: Path = NLU_DATA) -> Domain:
    """Reads both files; raises KeyError or yaml.YAMLError when they are not Rasa's format."""
    document = yaml.load((folder / "domain.yml").read_text(encoding="utf-8"), _LOADER)
    rules = yaml.load((folder / "rules.yml").read_text(encoding="utf-8"), _LOADER)["rules"]
    return Domain(
        document=document,
        slots={name: slot.get("initial_value") for name, slot in document["slots"].items()},
        fills=_fills(document["slots"]),
        rules={rule["steps"][0]["intent"]: tuple(s["action"] for s in rule["steps"][1:]) for rule in rules},
        responses={name: variants[0]["text"] for name, variants in document["responses"].items()},
    )


def _fills(slots: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, slot in slots.items():
        for mapping in slot["mappings"]:
            if mapping["type"] == "from_entity":
                found[mapping["entity"]] = (*found.get(mapping["entity"], ()), name)
    return found
