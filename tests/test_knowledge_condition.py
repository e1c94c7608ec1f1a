"""Conditions hold, fail or stay open."""

from __future__ import annotations

from knowledge.condition import ALWAYS, Condition, Truth

HURT_BY_OTHERS = Condition(({"injury": ("yes",), "third_party": ("yes",)},))
EITHER = Condition(({"event": ("retire", "death")}, {"agent": ("agent",)}))


def test_without_alternatives_it_always_holds() -> None:
    assert ALWAYS.given({}) is Truth.YES


def test_all_facts_of_an_alternative_must_hold() -> None:
    assert HURT_BY_OTHERS.given({"injury": "yes"}) is Truth.OPEN
    assert HURT_BY_OTHERS.given({"injury": "yes", "third_party": "yes"}) is Truth.YES


def test_one_contradiction_settles_it() -> None:
    assert HURT_BY_OTHERS.given({"injury": "no"}) is Truth.NO
    assert list(HURT_BY_OTHERS.missing({"injury": "no"})) == []


def test_one_alternative_is_enough() -> None:
    assert EITHER.given({"event": "new", "agent": "agent"}) is Truth.YES
    assert EITHER.given({"event": "new"}) is Truth.OPEN
    assert EITHER.given({"event": "new", "agent": "self"}) is Truth.NO


def test_missing_facts_come_in_the_order_written() -> None:
    assert list(HURT_BY_OTHERS.missing({})) == ["injury", "third_party"]
