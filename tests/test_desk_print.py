"""A ticket on paper is exactly one A4 page, however long its checklist."""

# ruff: noqa: F811 - a fixture is imported by name and asked for by the same name
from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store
from tests.desk_world import DETAIL, Desk, agent, app, hand_over, prepared, store, stranger  # noqa: F401

STYLE = Path(__file__).parent.parent / "bot" / "static" / "desk.css"
CHROMIUM = shutil.which("chromium")
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer"]
SHORT = {"name": "医院收费票据", "note": "原件", "have": True}
LONG = {
    "name": "第三方责任证明（交警事故认定书、法院判决书、调解协议书，任选一样）",
    "note": "公检法部门出具的相关证明材料，复印件；无法提供的填写个人承诺书",
    "reason": "有第三方责任人",
}
TALK = [{"by": "user", "text": "一段很长的话。" * 30}] * 40

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="没有 Chromium：apt-get install chromium"),
]


def pages(html: str, folder: Path) -> int:
    """Prints the page as the browser would, with the desk's style sheet beside it."""
    shutil.copy(STYLE, folder)
    (folder / "page.html").write_text(re.sub(r"/static/", "", html), encoding="utf-8")
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}"]
    subprocess.run([*command, (folder / "page.html").as_uri()], check=True, capture_output=True, timeout=120)
    return len(re.findall(rb"/Type\s*/Page\b", (folder / "page.pdf").read_bytes()))


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {**DETAIL, "transcript": TALK},
        {**DETAIL, "papers": [SHORT] * 20, "facts": DETAIL["facts"] * 8, "transcript": TALK},
        {**DETAIL, "papers": [LONG] * 20, "facts": DETAIL["facts"] * 10},
    ],
    ids=["empty", "usual", "twenty-papers", "twenty-long-papers"],
)
def test_a_ticket_prints_on_one_page(agent: Desk, store: Store, tmp_path: Path, detail: dict[str, Any]) -> None:
    ticket = hand_over(store, "482913", detail)
    assert pages(agent.get(f"/tickets/{ticket.id}").text, tmp_path) == 1


def test_pages_are_counted_rightly(tmp_path: Path) -> None:
    assert pages("<p style='break-after: page'>一</p><p>二</p>", tmp_path) == 2
