"""A tiny content folder for tests of the loader and checker: one service, one region, one guide."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

GUIDE = "guides/city/transfer.yml"
FILES = {
    "services.yml": """
groups: {transfer: 转移}
services:
  transfer: {group: transfer, name: 关系转移, everyday: 医保转移, purpose: 转移, pick: 转移医保}
""",
    "regions.yml": "city: {name: 某市, aliases: [某地]}\ntown: {name: 某县, within: city}\n",
    "questions.yml": """
agent: {ask: 谁来办？, options: [{id: self, label: 本人}, {id: other, label: 代办}]}
kin:
  ask: 代办的是亲属吗？
  options: [{id: "yes", label: 是, implies: {agent: other}}, {id: "no", label: 不是, implies: {agent: other}}]
""",
    "sources.yml": "guide: {title: 某市指南, issuer: 某市医保局, regions: [city], date: 2021年9月编制}\n",
    "channels/city.yml": "counter: {name: 窗口, kind: counter}\n",
    "triage.yml": "{}\n",
    "contacts.yml": 'hotline: {name: 热线, phone: "12345"}\n',
    "glossary.yml": "terms: {关系转移: {said: [转医保], note: 口语}}\nspoken: {什么: {said: [啥]}}\n",
    "holidays.yml": "{}\n",
    "offices/city.yml": "hall: {name: 大厅, hours: {text: 工作日, workdays: [09:00-12:00, 13:30-17:00]}}\n",
    "forms/city.yml": "slip: {title: 申请表, document: guide}\n",
    GUIDE: """
source: {document: guide, section: 一、关系转移}
audience: 参保人员。
channels: [counter]
materials: [{name: 身份证}, {form: slip, when: {agent: other}}, {name: 亲属证明, when: {agent: other, kin: "yes"}}]
time_limits: [{text: 不超过3个工作日, working_days: 3}]
steps: [申请, 办结]
evaluation: 现场评价。
places: [hall]
phones: [0825-5182506]
absent: [progress, complaints, fee, basis]
""",
}


def write(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The folder, with some files changed or added."""
    for name, text in {**FILES, **(changes or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The file with one passage changed; `new` is added at its end when there is no `old`."""
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new) if old else FILES[name] + new}
