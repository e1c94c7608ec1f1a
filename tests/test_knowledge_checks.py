"""Each rule of the content check: one broken example that must be named with file and key, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main as daoban
from knowledge.__main__ import main as knowledge
from knowledge.inventory import inventory
from knowledge.loader import ContentError, content_problems, load
from tests.small_content import FILES, GUIDE, changed, write

DAY = date(2026, 3, 1)
Case = tuple[str, str, str, str]
"""(file, passage, what it becomes, what must be said); without a passage it is added at the end."""

SHEET = "sheet: {title: 变更表, document: guide"
LATER = "exclusions: [{when: {agent: other}, reason: 只由本人办}]\n"
RULES = "which: {title: 转移, ask: 哪一种？, services: [transfer], rules: [%s]}\n"
SELF = "{when: {agent: self}, service: transfer}"
TOLD = RULES.replace("rules", "told") % SELF.replace("transfer", "move")
LIMITS = "{text: 不超过3个工作日, working_days: 3}"

REFERENCES: list[Case] = [
    (GUIDE, "document: guide", "document: gide", "source.document: 没有这份文件：gide；是不是 guide？"),
    (GUIDE, "channels: [counter]", "channels: [counterr]", "channels[1]: 没有这个渠道：counterr"),
    (GUIDE, "places: [hall]", "places: [hal]", "places[1]: 没有这个地点：hal；是不是 hall？"),
    (GUIDE, "form: slip", "form: slop", "materials[2].form: 没有这张表：slop"),
    (GUIDE, "{name: 身份证}", "{any_of: [身份证, the_slip]}", "materials[1].any_of[2]: 没有这张表"),
    (GUIDE, "{name: 身份证}", "{name: 身份证, otherwise: slip}", "materials[1].otherwise: 这里照原样"),
    (GUIDE, "{name: 身份证}", "{name: 身份证, form: slip}", "materials[1]: 一条材料只能写"),
    (GUIDE, "", "notes: [{text: 注, source: {document: x, section: 二}}]\n", "notes[1].source.document: 没有这份文件"),
    (GUIDE, "身份证}", "身份证, source: {document: x, section: 二}}", "materials[1].source.document: 没有这份文件：x"),
    (GUIDE, "", "intake: [{text: 全年, source: {document: x, section: 二}}]\n", "intake[1].source.document: 没有"),
    (GUIDE, "", LATER.replace("reason", "instead: move, reason"), "exclusions[1].instead: 没有这个事项或分流表：move"),
    (GUIDE, "absent: [progress", "absent: [progres, progress", "absent[1]: 没有这一面：progres"),
    (GUIDE, "", "uncertain: [stepps]\n", "uncertain[1]: 没有这一面：stepps；是不是 steps？"),
    (GUIDE, "", "asks: [agnt]\n", "asks: 没有这个问题：agnt；是不是 agent？"),
    (GUIDE, ', kin: "yes"}}]', "}}]\nasks: [kin]", "asks: 这份指南不会问 kin；去掉，或在要问的条件里用上"),
    (GUIDE, ', kin: "yes"}}]', "}}]\nask_as: {kin: 亲？}", "ask_as: 这份指南不会问 kin；去掉"),
    (GUIDE, "", "given: {kin: maybe}\n", "given: “kin”没有这个选项：maybe"),
    ("services.yml", "{group: transfer", "{group: transfers", "transfer.group: 没有这个分组：transfers"),
    ("regions.yml", "within: city", "within: citty", "town.within: 没有这个地区：citty；是不是 city？"),
    ("regions.yml", "aliases: [某地]", "within: town", "city.within: 一级一级往上又绕了回来：city、town"),
    ("sources.yml", "[city]", "[city, citty]", "guide.regions: 没有这个地区：citty"),
    ("forms/city.yml", "document: guide", "document: gide", "slip.document: 没有这份文件：gide"),
    ("forms/city.yml", "", SHEET + ", like: slop}\n", "sheet.like: 没有这张表：slop；是不是 slip？"),
    ("forms/city.yml", "", SHEET + ", like: slip}\n", "sheet.like: slip 自己也没有 fields"),
    ("triage.yml", "{}\n", RULES.replace("[transfer]", "[move]") % "", "which.services[1]: 没有这个事项"),
    ("triage.yml", "{}\n", RULES.replace("[transfer]", "[]") % SELF, "which.rules[1].service: transfer 不在"),
]

CONDITIONS: list[Case] = [
    (GUIDE, "agent: other}}", "agnt: other}}", "materials[2].when: 没有这个情况：agnt；是不是 agent？"),
    (GUIDE, "agent: other}}", "agent: others}}", "materials[2].when: “agent”没有这个选项：others；是不是 other？"),
    (GUIDE, "agent: other}}", "agent: []}}", "materials[2].when: “agent”没有写选项"),
    (GUIDE, "agent: other}}", "agent: x}, asked: false}", "materials[2].when: “agent”没有这个选项：x"),
    (GUIDE, "", LATER.replace("other", "x"), "exclusions[1].when: “agent”没有这个选项：x"),
    (GUIDE, "", "intake: [{text: 全年, when: {a: b}}]\n", "intake[1].when: 没有这个情况：a"),
    (GUIDE, "[hall]", "[{office: hall, when: {a: b}}]", "places[1].when: 没有这个情况：a"),
    (GUIDE, "[counter]", "[{channel: counter, when: {a: b}}]", "channels[1].when: 没有这个情况：a"),
    ("triage.yml", "{}\n", TOLD, "which.told[1].service: 没有这个事项：move"),
    ("triage.yml", "{}\n", RULES % SELF.replace("self", "x"), "which.rules[1].when: “agent”没有这个选项：x"),
    ("questions.yml", "agent: other}}, {", "agnt: other}}, {", "kin.options[1].implies: 没有这个情况"),
]

REACH: list[Case] = [
    (
        GUIDE,
        "{agent: other, kin",
        "{agent: self, kin",
        "materials[3].when: 这一支永远到不了：kin: yes 就意味着 agent: other",
    ),
    (GUIDE, "", LATER, "materials[2].when: 这一支永远到不了：exclusions[1] 总是先成立"),
    (GUIDE, "", LATER + "given: {agent: self}\n", "materials[2].when: 这一支永远到不了：given 已经定了 agent: self"),
    (GUIDE, "", LATER + "given: {agent: other}\n", "exclusions: 所有的人都被排除了：exclusions[1] 总是"),
    (GUIDE, "", "exclusions: [{when: {agent: [self, other]}, reason: 无}]\n", "exclusions: 所有的人都被排除了"),
    (
        GUIDE,
        "",
        LATER[:-2] + ', {when: {kin: "no"}, reason: 无}]\n',
        "exclusions[2].when: 这一支永远到不了：exclusions[1]",
    ),
    (
        GUIDE,
        "{name: 身份证}",
        '{name: 身份证, when: [{agent: self}, {agent: self, kin: "no"}]}',
        "materials[1].when[2]: 这一支永远到不了：kin: no 就意味着 agent: other，这里要的却是 self",
    ),
    (
        GUIDE,
        "{name: 身份证}",
        '{name: 身份证, when: {agent: [self, other], kin: "no"}}',
        "materials[1].when.agent: 选项 self 永远到不了：kin: no 就意味着 agent: other",
    ),
    (
        GUIDE,
        "",
        'exclusions: [{when: {kin: "yes"}, reason: 甲}, {when: {kin: "no"}, reason: 乙}]\n',
        "materials[2].when: 这一支永远到不了：exclusions[1]、exclusions[2] 合起来总是先成立",
    ),
    ("triage.yml", "{}\n", RULES % f"{SELF}, {SELF}", "which.rules[2].when: 这一支永远到不了：rules[1] 总是先"),
    ("triage.yml", "{}\n", RULES.replace("transfer]", "transfer, own]") % SELF, "which.services: 没有一条规则能到 own"),
]

COVERAGE: list[Case] = [
    (
        "services.yml",
        "",
        "  own: {group: transfer, name: 本, everyday: 本, purpose: 本, pick: 本}\n",
        "own: 没有一个地区有",
    ),
    ("forms/city.yml", "", SHEET + "}\n", "sheet: 没有用到这张表；在材料里写上，或删掉"),
    ("channels/city.yml", "", "web: {name: 网厅, kind: online}\n", "web: 没有指南用到这个渠道"),
    ("offices/city.yml", "", "desk: {name: 窗口, hours: {text: 工作日}}\n", "desk: 没有指南用到这个地点"),
    ("questions.yml", "", "age: {ask: 多大？, options: [{id: old, label: 老}]}\n", "age: 没有条件用到"),
    ("sources.yml", "", "law: {title: 某法, issuer: 某会, regions: [city]}\n", "law: 没有指南出自这份文件"),
    ("sources.yml", "[city]", "[city, town]", "guide.regions: town 没有出自这份文件的指南"),
]

FORMATS: list[Case] = [
    (GUIDE, "0825-5182506", "825-518", "phones[1]: 电话的写法认不出：825-518；写成"),
    (GUIDE, "complaints, ", "", "complaints: 没有内容；原件有就补上，没有就写进 absent"),
    (GUIDE, "absent: [progress, complaints", 'complaints: ["1234"]\nabsent: [progress', "complaints[1]: 电话的写法"),
    ("contacts.yml", "12345", "12-345", "hotline.phone: 电话的写法认不出：12-345"),
    ("sources.yml", "2021年9月编制", "2021年13月编制", "guide.date: 日期的写法认不出，或没有这一天：2021年13月"),
    ("sources.yml", "2021年9月编制", "去年", "guide.date: 日期的写法认不出"),
    (GUIDE, "", "issued: 发布日期：2021-02-30\n", "issued: 日期的写法认不出，或没有这一天"),
    (GUIDE, "", "valid_until: 2026年\n", "valid_until: 不是真实的日期：2026年"),
    (GUIDE, "", 'intake: [{text: 每年, until: "02-29"}]\n', "intake[1].until: 不是每年都有的一天：02-29"),
    (GUIDE, "", 'intake: [{text: 每年, answered_by: "9-30"}]\n', "intake[1].answered_by: 不是每年都有的一天：9-30"),
    (GUIDE, "", "intake: [{text: 每月, month_days: [15, 1]}]\n", "intake[1].month_days: 只写起、止两天"),
    (GUIDE, "", "intake: [{text: 每月, month_days: [1, 32]}]\n", "intake[1].month_days: 只写起、止两天"),
    (GUIDE, "", "intake: [{text: 每季, quarter_workdays: 0}]\n", "intake[1].quarter_workdays: 应当是正数"),
    ("offices/city.yml", "09:00-12:00", "12:00-09:00", "hall.hours.workdays: 钟点的写法认不出"),
    ("offices/city.yml", "13:30", "11:30", "hall.hours.workdays: 各段钟点重叠或先后颠倒"),
    (
        GUIDE,
        "[hall]",
        "[{office: hall, hours: {text: 日, sunday: [9-12]}}]",
        "places[1].hours.sunday: 钟点的写法认不出",
    ),
    (GUIDE, "working_days: 3", "working_days: -3", "time_limits[1].working_days: 不能是负数：-3"),
    (GUIDE, "working_days: 3", "working_days: 5", "time_limits[1].working_days: 写的是 5，原文是“不超过3个工作日”"),
    (
        GUIDE,
        "不超过3个工作日",
        "不超过十三个工作日",
        "time_limits[1].working_days: 写的是 3，原文是“不超过十三个工作日”",
    ),
    (GUIDE, "不超过3个工作日", "三天", "time_limits[1].working_days: 写的是 3，原文是“三天”"),
    (GUIDE, LIMITS, "即时办结", "time_limits[1].working_days: “即时办结”是当时办结；应当写 0"),
    (GUIDE, "", "delivery: [{text: 当日送达, working_days: 1}]\n", "delivery[1].working_days: “当日送达”是当时办结"),
    ("channels/city.yml", "kind: counter", "kind: desk", "counter.kind: 没有这一种：desk；只能是"),
    ("forms/city.yml", "guide}", "guide, fields: [{name: 甲, type: x}]}", "slip.fields[1].type: 没有这一种：x"),
]

TEXTS: list[Case] = [
    (GUIDE, "参保人员。", "参保人员,", "audience: 中文里有半角标点：参保人员,；改成全角的"),
    (GUIDE, "参保人员。", "参保人员.", "audience: 中文里有半角标点"),
    (GUIDE, "参保人员。", "参保 人员。", "audience: 中文之间有空格：参保 人员。；删掉"),
    (GUIDE, "参保人员。", "参保人员_o", "audience: 有识别残留：参保人员_o；对照原件改正"),
    (GUIDE, "[申请", '["[image: 1]申请"', "steps[1]: 有识别残留"),
    (GUIDE, "参保人员。", "参保人员。。", "audience: 标点重复"),
    (GUIDE, "参保人员。", "２人。", "audience: 有全角的数字或字母"),
    (GUIDE, "参保人员。", '"参保\\u200b人员。"', "audience: 有看不见的控制字符"),
    (GUIDE, "参保人员。", '"参保人员 "', "audience: 首尾有空格"),
    (GUIDE, "参保人员。", "参保（人员。", "audience: 括号或引号不成对：（"),
    (GUIDE, "参保人员。", "《参保（人》员）。", "audience: 括号或引号不成对：》"),
    (GUIDE, "{name: 身份证}", '{name: 身份证, copies: ""}', "materials[1].copies: 是空的"),
    (GUIDE, "", "lists: [{title: 病种, items: [甲。。]}]\n", "lists[1].items[1]: 标点重复"),
    (GUIDE, "一、关系转移", '"一,关系"', "source.section: 中文里有半角标点"),
    (GUIDE, "", "ask_as: {agent: 谁来？？}\n", "ask_as.agent: 标点重复"),
    ("services.yml", "everyday: 医保转移", "everyday: 医保 转移", "transfer.everyday: 中文之间有空格"),
    ("questions.yml", "本人", "本人□", "agent.options[1].label: 有识别残留"),
    ("sources.yml", "某市医保局", "某市(医保局)", "guide.issuer: 中文里有半角标点"),
    ("channels/city.yml", "窗口", "窗口?", "counter.name: 中文里有半角标点"),
    ("offices/city.yml", "text: 工作日", "text: 工作日₀", "hall.hours.text: 有识别残留"),
    ("forms/city.yml", "guide}", "guide, fields: [{name: 姓 名}]}", "slip.fields[1].name: 中文之间有空格"),
]

WORDS: list[Case] = [
    ("glossary.yml", "said: [转医保]", "said: []", "关系转移.said: 一个叫法也没有；至少写一个"),
    ("glossary.yml", "said: [转医保]", "said: [转医保, 啥]", "什么.said: “啥”已经写在“关系转移”下面了"),
    ("glossary.yml", "said: [啥]", "said: [啥, 什么]", "什么.said: “什么”已经写在“什么”下面了"),
    ("glossary.yml", "spoken:", "spoken_:", "spoken_: 没有这个键；这里只有 terms 和 spoken"),
]

CONSISTENCY: list[Case] = [
    (GUIDE, "progress, ", "", "progress: 没有内容；原件有就补上，没有就写进 absent"),
    (GUIDE, "[progress", "[progress, steps", "absent: steps 有内容，却说原件没有写"),
    (GUIDE, "", "uncertain: [progress]\n", "uncertain: progress 没有内容，谈不上拿不准"),
    (GUIDE, "{name: 身份证}", "{name: 身份证}, {name: 身份证}", "materials[2]: 同一情况下材料名称重复：身份证"),
    (GUIDE, LIMITS, f"{LIMITS}, {LIMITS}", "time_limits[2]: 和 time_limits[1] 一模一样；只留一个"),
    (
        GUIDE,
        "",
        LATER[:-2] + ", {when: {agent: other}, reason: 只由本人办}]\n",
        "exclusions[2]: 和 exclusions[1] 一模一样",
    ),
]

RIGHT: list[Case] = [
    (GUIDE, "", "basis: [《甲部 乙局关于某事的通知》（〔2021〕5号）]\n", "joint issuers stand apart"),
    (GUIDE, "一、关系转移", "主项一 · 子项2 转移 备注", "a place in a document may have spaces"),
    (GUIDE, "[申请", "[1）申请，网址 https://a.b/c?d", "numbering and addresses"),
    (GUIDE, "参保人员。", "1月1日09:00起，APP、U盘（1.5米）", "figures and letters keep their own"),
    (GUIDE, "0825-5182506", '010-12345678转8, "120", 138-1234-5678, "12393", 400-123-4567', "known formats"),
    (GUIDE, LIMITS, "{text: 窗口当日办结（寄递4个工作日）, working_days: 0}", "at once, whatever else is counted"),
    (GUIDE, LIMITS, "{text: 二十个工作日, working_days: 20}, {text: 次月生效}", "numerals; no working days"),
    (GUIDE, "", "issued: 某市：2021-03-09；某县：2021-07-14\n", "several dates"),
    ("sources.yml", "2021年9月编制", "2020年5月1日", "a plain day"),
    (GUIDE, "", 'intake: [{text: 每月, month_days: [1, 15], until: "09-30"}]\n', "days that exist"),
    (GUIDE, "身份证}", "身份证, when: {agent: self}}, {name: 身份证, when: {agent: other}}", "never both at once"),
    (GUIDE, "{form: slip, when", "{name: 委托书, otherwise: 《申请表》, when", "a form may be called by its name"),
]


def found(root: Path, changes: Mapping[str, str] | None = None) -> str:
    return "\n".join(content_problems(write(root, changes), DAY))


def test_good_content_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [*REFERENCES, *CONDITIONS, *REACH, *COVERAGE, *FORMATS, *TEXTS, *WORDS, *CONSISTENCY],
)
def test_a_mistake_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = Path(file).parent.name or tmp_path.name
    assert f"{folder}/{Path(file).name}: {said}" in found(tmp_path, changed(file, old, new))


@pytest.mark.parametrize(("file", "old", "new", "why"), RIGHT, ids=[why for *_, why in RIGHT])
def test_what_is_right_is_left_alone(tmp_path: Path, file: str, old: str, new: str, why: str) -> None:
    text = changed(file, old, new)[file]
    assert found(tmp_path, {file: text.replace("fee, basis", "fee") if "basis:" in text else text}) == ""


def test_an_exclusion_that_is_not_asked_ends_nothing_by_itself(tmp_path: Path) -> None:
    own = "exclusions: [{when: {kin: %s}, reason: 无, asked: false}]\n"
    assert found(tmp_path, changed(GUIDE, "", own % '"no"')) == ""
    assert "materials[3].when: 这一支永远到不了：exclusions[1]" in found(tmp_path, changed(GUIDE, "", own % '"yes"'))


def test_documents_are_cited_where_they_are_registered(tmp_path: Path) -> None:
    files = {"guides/town/transfer.yml": FILES[GUIDE].replace("document: guide", "document: law")}
    files |= changed("sources.yml", "", "law: {title: 某法, issuer: 某会, regions: [town]}\n")
    assert found(tmp_path, files) == ""  # the form is of the larger region's document
    files |= changed("forms/city.yml", "document: guide", "document: law")
    files |= changed(GUIDE, "", "notes: [{text: 注, source: {document: law, section: 二}}]\n")
    told = found(tmp_path, files)
    assert "city/transfer.yml: materials[2]: law 登记的是 town 的文件，不是 city 的" in told
    assert "city/transfer.yml: notes[1].source.document: law 登记的是 town 的文件" in told


def test_all_rules_speak_in_one_run(tmp_path: Path) -> None:
    texts = dict(FILES)
    rows = (REFERENCES[1], CONDITIONS[0], REACH[0], COVERAGE[1], FORMATS[0], TEXTS[0], CONSISTENCY[0])
    for file, old, new, _ in rows:
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new, 1) if old else texts[file] + new
    told = found(tmp_path, {**texts, GUIDE: texts[GUIDE] + "valid_until: 2026-02-27\n"})
    assert [said for *_, said in rows if said not in told] == []
    assert "city/transfer.yml: valid_until: 过期 2 天了" in told


def test_a_joint_guide_is_named_by_its_own_file_and_once(tmp_path: Path) -> None:
    own = FILES[GUIDE].replace("form: slip", "form: slop")
    sources = changed("sources.yml", "[city]", "[city, town]")
    told = found(tmp_path, {"guides/pair/transfer.yml": f"for: {{city: {{}}, town: {{}}}}{own}", **sources})
    assert told == "pair/transfer.yml: materials[2].form: 没有这张表：slop；是不是 slip？"


def test_an_outdated_guide_is_a_problem_but_loads(tmp_path: Path) -> None:
    write(tmp_path, changed(GUIDE, "", "valid_until: 2025-12-31\n"))
    assert load(tmp_path).guides["transfer", "city"].valid_until == "2025-12-31"
    assert content_problems(tmp_path, date(2025, 12, 31)) == []
    told = content_problems(tmp_path, date(2026, 1, 10))
    assert told == ["city/transfer.yml: valid_until: 过期 10 天了（到 2025-12-31 为止）；找到新文件核对后再改这个日期"]
    assert content_problems(tmp_path) != []


def test_both_commands_tell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("bot.nlu.check.training_problems", lambda: [])
    for module in ("knowledge.loader", "knowledge.__main__"):
        monkeypatch.setattr(f"{module}.content_problems", lambda: ["a.yml: valid_until: 过期 2 天了"])
    assert [daoban(["check"]), knowledge([])] == [1, 1]
    assert capsys.readouterr().err.count("过期 2 天了") == 2


def test_all_other_problems_keep_the_content_from_loading(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="电话的写法认不出"):
        load(write(tmp_path, changed(GUIDE, "0825-5182506", "825-518")))


def test_the_inventory_counts_by_region_and_document(tmp_path: Path) -> None:
    shared = f"for: {{city: {{}}, town: {{partial: 材料残缺}}}}{FILES[GUIDE]}"
    files = {"guides/pair/transfer.yml": shared, **changed("sources.yml", "[city]", "[city, town]")}
    city, together, total = inventory(load(write(tmp_path, files)))
    assert city == "某市：指南 1 份，材料 3 条，表 1 张，时限 1 条，条件 2 个，依据《某市指南》"
    assert together.startswith("某市、某县（川渝通办）：指南 2 份（其中残缺 1 份），材料 6 条")
    assert total == "合计：指南 3 份（其中残缺 1 份），材料 9 条，表 1 张，时限 3 条，条件 6 个，文件 1 份"
