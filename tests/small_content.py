"""A tiny content folder for tests of the loader and checker: one service, one region, one guide."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "services.yml": """
groups: {transfer: 转移}
services:
  transfer: {group: transfer, name: 关系转移, everyday: 医保转移, purpose: 转移, pick: 转移医保}
""",
    "regions.yml": "city: {name: 某市, aliases: [某地]}\ntown: {name: 某县, within: city}\n",
    "questions.yml": "agent: {ask: 谁来办？, options: [{id: self, label: 本人}, {id: other, label: 代办}]}\n",
    "sources.yml": "guide: {title: 某市指南, issuer: 某市医保局, regions: [city]}\n",
    "channels.yml": "counter: {name: 窗口, kind: counter}\n",
    "triage.yml": "{}\n",
    "contacts.yml": 'hotline: {name: 热线, phone: "12345"}\n',
    "offices/city.yml": "hall: {name: 大厅, hours: {text: 工作日}}\n",
    "forms/city.yml": "slip: {title: 申请表, document: guide}\n",
    "guides/city/transfer.yml": """
source: {document: guide, section: 一、关系转移}
audience: 参保人员。
channels: [counter]
materials: [{name: 身份证}, {form: slip, when: {agent: other}}]
time_limits: [{text: 不超过3个工作日, working_days: 3}]
steps: [申请, 办结]
evaluation: 现场评价。
places: [hall]
phones: [0825-5182506]
""",
}


def write(root: Path, **changes: str) -> Path:
    """The folder with some files replaced: `guide` is the guide, other keys are file names without ending."""
    for name, text in FILES.items():
        key = "guide" if name.startswith("guides/") else Path(name).stem if "/" not in name else name.split("/")[0]
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changes.get(key, text), encoding="utf-8")
    return root


def guide_with(old: str, new: str) -> str:
    """The guide's text with one passage changed."""
    text = FILES["guides/city/transfer.yml"]
    assert old in text
    return text.replace(old, new)
