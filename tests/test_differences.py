"""What differs between two documents: nothing invented, nothing that both say."""

from __future__ import annotations

import pytest

from actions.differences import differences
from bot.cli import main
from knowledge import load
from knowledge.model import Guide


def guides(service: str, one: str, other: str) -> tuple[Guide, Guide]:
    catalogue = load()
    found = catalogue.guide(service, one), catalogue.guide(service, other)
    assert found[0] is not None and found[1] is not None
    return found[0], found[1]


def test_only_what_differs_is_told() -> None:
    found = {d.title: d for d in differences(load(), *guides("chronic_disease", "suining", "ziyang"))}
    assert found["办理时限"].one == ("不超过12个工作日",) and found["办理时限"].other == ("不超过15个工作日",)
    assert "没有写" in found["谁能办"].other
    assert not any("病历资料" in line for line in (*found["材料"].one, *found["材料"].other))


def test_a_guide_does_not_differ_from_itself() -> None:
    one, _ = guides("chronic_disease", "suining", "ziyang")
    assert differences(load(), one, one) == []


def test_both_ways_say_the_same() -> None:
    one, other = guides("inpatient_reimbursement", "suining", "yunnan")
    there, back = differences(load(), one, other), differences(load(), other, one)
    assert [(d.title, d.one, d.other) for d in there] == [(d.title, d.other, d.one) for d in back]


@pytest.mark.parametrize("places", [("suining", "ziyang"), ("遂宁", "资阳"), ("射洪县", "安岳")])
def test_the_command_takes_ids_and_names(places: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "chronic_disease", *places]) == 0
    said = capsys.readouterr().out
    assert "不超过12个工作日" in said and "不超过15个工作日" in said and said.count("依据：") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chronic", "suining", "ziyang"), "没有这个事项：chronic"),
        (("chronic_disease", "suining", "火星"), "没有这个参保地：火星"),
        (("chronic_disease", "suining", "chongqing"), "重庆市的办事指南里没有"),
    ],
)
def test_what_is_not_known_is_named(
    arguments: tuple[str, str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *arguments]) == 1
    assert said in capsys.readouterr().err
