"""Limits, phones, forms, item codes and number of materials of every guide, by the hand-checked table pins.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import load
from knowledge.model import Guide

PINS: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "fidelity" / "pins.yml").read_text(encoding="utf-8")
)


def pins_of(guide: Guide) -> dict[str, Any]:
    """What the table says about one guide; the empty left out."""
    forms = load().forms
    used = [one for item in guide.materials for one in (item.form, *item.any_of) if one in forms]
    found = {
        "limits": [limit.text for limit in guide.time_limits],
        "days": [limit.working_days for limit in guide.time_limits if limit.working_days is not None],
        "result": [item.working_days for item in guide.delivery if item.working_days is not None],
        "phones": [*guide.phones, *guide.complaints],
        "forms": [forms[one].title for one in dict.fromkeys(used) if one],
        "code": guide.code,
        "materials": len(guide.materials),
    }
    return {key: value for key, value in found.items() if value or key == "materials"}


def entries() -> Iterator[tuple[str, str]]:
    yield from ((name, service) for name, table in PINS.items() for service in table)


def guides(name: str) -> dict[str, Guide]:
    """The guides of «<document>» or «<document>/<region>» by service."""
    document, _, region = name.partition("/")
    found = [guide for guide in load().all_guides() if guide.source.document == document]
    return {guide.service: guide for guide in found if not region or guide.region == region}


@pytest.mark.parametrize(("name", "service"), list(entries()))
def test_a_guide_is_as_in_the_document(name: str, service: str) -> None:
    assert pins_of(guides(name)[service]) == PINS[name][service]


def test_the_table_covers_every_guide() -> None:
    assert {name.partition("/")[0] for name in PINS} == set(load().sources)
    assert sum(map(len, PINS.values())) == len(load().all_guides())
    assert all(set(PINS[name]) == set(guides(name)) for name in PINS)
