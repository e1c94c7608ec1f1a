"""The loader is strict and reports everything at once, with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loader import ContentError, load
from tests.small_content import FILES, guide_with, write


def problems(root: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(root)
    return str(caught.value)


def test_good_content_loads(tmp_path: Path) -> None:
    guide = load(write(tmp_path)).guides["transfer", "city"]
    assert guide.time_limits[0].working_days == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("audience:", "audiense:", "city/transfer.yml: audiense: 没有这个键"),
        ("audience: 参保人员。\n", "", "city/transfer.yml: audience: 缺少这一项"),
        ("working_days: 3", "working_days: 三", "time_limits[1].working_days: 应当是整数"),
        ("channels: [counter]", "channels: counter", "channels: 这里应当是列表"),
        ("when: {agent: other}", "when: 代办", "materials[2].when: 条件应当写成"),
        ("document: guide", "document: gide", "source.document: 没有登记过这份文件：gide"),
        ("channels: [counter]", "channels: [counterr]", "channels: 没有这个编号：counterr"),
        ("places: [hall]", "places: [hal]", "places: 没有这个编号：hal"),
        ("form: slip", "form: slop", "materials.form: 没有这个编号：slop"),
        ("agent: other", "agnt: other", "没有声明过这个情况：agnt"),
        ("agent: other", "agent: others", "“agent”没有这个选项：others"),
        ("{name: 身份证}", "{name: 身份证, form: slip}", "一条材料只能写"),
        ("{name: 身份证}", "{name: 身份证}, {name: 身份证}", "材料名称重复：身份证"),
        ("0825-5182506", "825-518", "phones: 电话的写法认不出"),
        ("参保人员。", "参保人员,", "audience: 中文里有半角标点"),
        ("参保人员。", "参保人员[image 1]。", "audience: 有识别残留"),
    ],
)
def test_a_mistake_in_a_guide_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in problems(write(tmp_path, guide=guide_with(old, new)))


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    broken = guide_with("steps: [申请, 办结]\n", "").replace("audience", "audiense")
    assert len(problems(write(tmp_path, guide=broken)).splitlines()) == 3


def test_broken_yaml_names_the_file(tmp_path: Path) -> None:
    assert "regions.yml: (整个文件): 不是合格的 YAML" in problems(write(tmp_path, regions="city: {"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "channels.yml").unlink()
    assert "channels.yml: (整个文件): 文件不存在" in problems(tmp_path)


def test_an_unknown_larger_region_is_named(tmp_path: Path) -> None:
    changed = FILES["regions.yml"].replace("within: city", "within: citty")
    assert "town.within: 没有这个地区：citty" in problems(write(tmp_path, regions=changed))


def test_yes_and_no_stay_words(tmp_path: Path) -> None:
    questions = "agent: {ask: 代办？, options: [{id: yes, label: 是}, {id: no, label: 否}]}\n"
    root = write(tmp_path, questions=questions, guide=guide_with("agent: other", "agent: yes"))
    assert [option.id for option in load(root).questions["agent"].options] == ["yes", "no"]


def test_a_branch_keeps_only_what_its_facts_allow(tmp_path: Path) -> None:
    services = (
        FILES["services.yml"] + "  own: {group: transfer, name: 本人, everyday: 本人, purpose: 本人, pick: 本人}\n"
    )
    root = write(tmp_path, services=services)
    branch = "branch_of: transfer\ngiven: {agent: self}\nsource: {document: guide, section: 一}\n"
    (root / "guides/city/own.yml").write_text(branch, encoding="utf-8")
    own = load(root).guides["own", "city"]
    assert [item.name for item in own.materials] == ["身份证"]
