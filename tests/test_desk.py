"""The desk's pages, as an agent meets them."""

# ruff: noqa: F811 - a fixture is imported by name and asked for by the same name
from __future__ import annotations

import re
from typing import Any

import pytest

from bot.store import Store
from tests.desk_world import DETAIL, Desk, agent, app, hand_over, prepared, store, stranger  # noqa: F401


@pytest.mark.parametrize("path", ["/login", "/login/x", "/", "/tickets/1", "/tickets/77"])
def test_every_page_is_strict_about_code_frames_and_caches(agent: Desk, store: Store, path: str) -> None:
    hand_over(store, "482913", DETAIL)
    answer = agent.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<style|style=|<script(?! src)|\son\w+=", answer.text)


def test_the_queue_shows_who_waits_first(agent: Desk, store: Store) -> None:
    taken = hand_over(store, "111111")
    hand_over(store, "222222", DETAIL)
    hand_over(store, "333333", service="transfer", region="suining")
    store.tickets.take(taken.id, "李静")
    page = agent.get("/").text
    assert [page.index(code) for code in ("222222", "333333", "111111")] == sorted(
        page.index(code) for code in ("222222", "333333", "111111")
    )
    for words in ("住院费用报销", "遂宁市", "两次没有听懂", "有 1 / 共 2", "李静", "基本医疗保险关系转移接续"):
        assert words in page


def test_an_empty_queue_says_so(agent: Desk) -> None:
    assert "现在没有人在等" in agent.get("/").text


@pytest.mark.parametrize("typed", ["482913", "４８２９１３", " 482 913 "])
def test_a_code_leads_to_its_ticket_however_it_is_typed(agent: Desk, store: Store, typed: str) -> None:
    ticket = hand_over(store, "482913")
    answer = agent.client.get("/desk/", query_string={"code": typed})
    assert answer.location == f"/desk/tickets/{ticket.id}"


@pytest.mark.parametrize(
    ("typed", "said"), [("12", "六位数字"), ("<b>", "六位数字"), ("", "六位数字"), ("999999", "999999")]
)
def test_a_code_that_leads_nowhere_is_explained(agent: Desk, typed: str, said: str) -> None:
    agent.client.get("/desk/", query_string={"code": typed})
    assert said in agent.get("/").text


def test_a_ticket_shows_its_checklist_and_everything_told(agent: Desk, store: Store) -> None:
    ticket = hand_over(store, "482913", DETAIL)
    page = agent.get(f"/tickets/{ticket.id}").text
    for words in (
        "出院记录",
        "交警事故认定书",
        "因为：有第三方责任人",
        "不是急诊",
        "未见不符合",
        "燕山街46号",
        "0825-5182512",
    ):
        assert words in page
    assert "转出不超过10个工作日；转入不超过5个工作日" in page and "认定书没出来怎么办" in page and "09:30" in page
    assert page.count('<li class="have">') == 1 and page.count('<li class="missing">') == 1


def test_what_a_citizen_typed_is_shown_and_not_run(agent: Desk, store: Store) -> None:
    ticket = hand_over(store, "482913", DETAIL)
    page = agent.get(f"/tickets/{ticket.id}").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {"papers": None, "facts": "x", "eligibility": [], "transcript": {"a": 1}},
        {"papers": [1, {}, {"name": None, "have": "yes"}], "transcript": [{"at": "gestern"}], "limit": {"a": 1}},
    ],
)
def test_a_ticket_with_little_or_odd_detail_still_opens(agent: Desk, store: Store, detail: dict[str, Any]) -> None:
    ticket = hand_over(store, "482913", detail)
    assert "还没有确定是哪一项" in agent.get(f"/tickets/{ticket.id}").text
    assert agent.get("/").status_code == 200


@pytest.mark.parametrize("id", ["77", "99999999999999999999999"])
def test_a_ticket_that_does_not_exist_is_said_so(agent: Desk, id: str) -> None:
    answer = agent.get(f"/tickets/{id}")
    assert answer.status_code == 404 and "没有这个工单" in answer.text
    assert agent.post(f"/tickets/{id}/take").status_code == 404


def test_an_agent_takes_a_ticket_and_closes_it_with_a_masked_note(agent: Desk, store: Store) -> None:
    path = f"/tickets/{hand_over(store, '482913').id}"
    agent.post(f"{path}/take", path)
    assert "已由您接手" in agent.get(path).text
    agent.post(f"{path}/close", path, note="已回电13912345678说明")
    page = agent.get(path).text
    assert "已办结" in page and "已回电〔手机号已隐去〕说明" in page
    assert "482913" in agent.get("/?view=closed").text


def test_the_slower_agent_is_told_who_was_faster(agent: Desk, store: Store) -> None:
    ticket = hand_over(store, "482913")
    store.tickets.take(ticket.id, "李静")
    for deed in ("take", "close"):
        agent.post(f"/tickets/{ticket.id}/{deed}")
        assert "已经由李静接手" in agent.get(f"/tickets/{ticket.id}").text
    assert store.tickets.queue()[0].taken_by == "李静"


def test_a_colleagues_ticket_can_be_taken_over(agent: Desk, store: Store) -> None:
    ticket = hand_over(store, "482913")
    store.tickets.take(ticket.id, "李静")
    assert "改由我接手" in agent.get(f"/tickets/{ticket.id}").text
    agent.post(f"/tickets/{ticket.id}/take", instead_of="李静")
    assert store.tickets.queue()[0].taken_by == "小王"


@pytest.mark.parametrize("name", ["desk.css", "desk.js"])
def test_the_pages_find_their_static_files(agent: Desk, name: str) -> None:
    assert f"/static/{name}" in agent.get("/login").text
    with agent.client.get(f"/static/{name}") as answer:
        assert answer.status_code == 200
