"""The loader is strict and reports everything at once, with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loader import ContentError, load
from tests.small_content import FILES, GUIDE, changed, write


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
        ("source: {document: guide, section: 一、关系转移}\n", "", "city/transfer.yml: source: 缺少这一项"),
        ("working_days: 3", "working_days: 三", "time_limits[1].working_days: 应当是整数"),
        ("channels: [counter]", "channels: counter", "channels: 这里应当是列表"),
        ("when: {agent: other}", "when: 代办", "materials[2].when: 条件应当写成"),
    ],
)
def test_a_mistake_in_a_guide_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in problems(write(tmp_path, changed(GUIDE, old, new)))


def test_all_problems_come_at_once_also_of_what_could_be_read(tmp_path: Path) -> None:
    broken = FILES[GUIDE].replace("audience", "audiense").replace("steps", "stepps")
    regions = changed("regions.yml", "某市", "某市!")
    found = problems(write(tmp_path, {GUIDE: broken, **regions})).splitlines()
    assert [line.split(": ")[1] for line in found] == ["audiense", "stepps", "city.name"]


def test_what_could_not_be_read_is_not_missed_elsewhere(tmp_path: Path) -> None:
    found = problems(write(tmp_path, changed("forms/city.yml", "title", "titel")))
    assert len(found.splitlines()) == 2 and "slip.titel: 没有这个键" in found and "slip.title: 缺少这一项" in found


def test_broken_yaml_names_the_file(tmp_path: Path) -> None:
    assert "regions.yml: (整个文件): 不是合格的 YAML" in problems(write(tmp_path, {"regions.yml": "city: {"}))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "contacts.yml").unlink()
    assert "contacts.yml: (整个文件): 文件不存在" in problems(tmp_path)


def test_an_id_may_stand_in_one_file_only(tmp_path: Path) -> None:
    assert "forms/town.yml: slip: 编号重复" in problems(write(tmp_path, {"forms/town.yml": FILES["forms/city.yml"]}))


def test_yes_and_no_stay_words(tmp_path: Path) -> None:
    questions = changed("questions.yml", "id: self", "id: yes")["questions.yml"].replace("id: other", "id: no")
    guide = changed(GUIDE, "agent: other", "agent: no")
    root = write(tmp_path, {"questions.yml": questions.replace("agent: other", "agent: no"), **guide})
    assert [option.id for option in load(root).questions["agent"].options] == ["yes", "no"]


BRANCH = "branch_of: transfer\nsource: {document: guide, section: 一}\n"
OWN = "  own: {group: transfer, name: 本人, everyday: 本人, purpose: 本人, pick: 本人}\n"


def test_a_branch_keeps_only_what_its_facts_allow(tmp_path: Path) -> None:
    files = {"guides/city/own.yml": f"{BRANCH}given: {{agent: self}}\n", **changed("services.yml", "", OWN)}
    own = load(write(tmp_path, files)).guides["own", "city"]
    assert [item.name for item in own.materials] == ["身份证"]


def test_a_branch_asks_only_what_is_left(tmp_path: Path) -> None:
    when = '[{agent: self}, {agent: other, kin: "no"}]'
    guide = changed(GUIDE, '{name: 亲属证明, when: {agent: other, kin: "yes"}}', f"{{name: 授权书, when: {when}}}")
    guide[GUIDE] += "asks: [agent, kin]\nask_as: {agent: 谁来？, kin: 亲属？}\n"
    files = {"guides/city/own.yml": f"{BRANCH}given: {{agent: other}}\n", **changed("services.yml", "", OWN)}
    own = load(write(tmp_path, {**guide, **files})).guides["own", "city"]
    assert own.materials[-1].when.alternatives == ({"kin": ("no",)},)
    assert own.asks == ("kin",) and own.ask_as == {"kin": "亲属？"}
