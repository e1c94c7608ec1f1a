"""Who gets in to the desk, and what an intruder meets."""

# ruff: noqa: F811 - a fixture is imported by name and asked for by the same name
from __future__ import annotations

import pytest
from flask import Flask

from bot.store import Store
from tests.desk_world import PASSWORD, Desk, agent, app, hand_over, prepared, store, stranger  # noqa: F401


@pytest.mark.parametrize("path", ["/", "/tickets/1", "/?code=123456"])
def test_a_stranger_is_sent_to_the_login_page(stranger: Desk, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 302 and answer.location.startswith("/desk/login")


def test_a_stranger_cannot_take_a_ticket(stranger: Desk, store: Store) -> None:
    ticket = hand_over(store, "482913")
    assert stranger.client.post(f"/desk/tickets/{ticket.id}/take").location == "/desk/login"
    assert store.tickets.queue()[0].status == "open"


def test_a_wrong_password_is_explained_and_lets_nobody_in(stranger: Desk) -> None:
    answer = stranger.login(password="猜猜看猜猜看猜")
    assert answer.status_code == 401 and "名字或密码不对" in answer.text and 'value="小王"' in answer.text
    assert stranger.get("/").status_code == 302


def test_after_login_the_wanted_page_comes_but_never_another_site(app: Flask) -> None:
    for wanted, reached in [
        ("/desk/tickets/3", "/desk/tickets/3"),
        ("https://example.org/desk/", "/desk/"),
        ("//example.org/desk/", "/desk/"),
        ("/desk/\\example.org", "/desk/"),
        ("/desk//example.org", "/desk/"),
    ]:
        assert Desk(app.test_client()).login(next=wanted).location == reached


def test_what_the_session_held_before_the_login_is_gone(stranger: Desk) -> None:
    with stranger.client.session_transaction() as session:
        session["planted"] = "yes"
    stranger.login()
    with stranger.client.session_transaction() as session:
        assert "planted" not in session


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Desk) -> None:
    cookie = stranger.login().headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_guessing_is_slowed_down(stranger: Desk) -> None:
    answers = [stranger.login(name=f"坐席{number}").status_code for number in range(21)]
    assert answers[:20] == [401] * 20 and answers[20] == 429


def test_a_login_link_survives_being_looked_at_and_works_once(app: Flask, store: Store) -> None:
    path = f"/login/{store.users.make_login_link('小王', 10)}"
    for expected in (302, 410):
        visitor = Desk(app.test_client())
        assert "登录" in visitor.get(path).text
        assert visitor.post(path, path).status_code == expected
    assert Desk(app.test_client()).get("/").status_code == 302


def test_logging_out_ends_the_session(agent: Desk) -> None:
    assert agent.get("/").status_code == 200
    assert agent.post("/logout").status_code == 302
    assert agent.get("/").status_code == 302


def test_a_new_password_ends_the_session(agent: Desk, store: Store) -> None:
    store.users.set_password("小王", "新的密码新的密码")
    assert agent.get("/").status_code == 302


@pytest.mark.parametrize("path", ["/login", "/login/x", "/logout", "/tickets/1/take", "/tickets/1/close"])
def test_a_form_without_its_token_is_refused_in_words(agent: Desk, store: Store, path: str) -> None:
    hand_over(store, "482913")
    answer = agent.client.post(f"/desk{path}", data={"name": "小王", "password": PASSWORD})
    assert answer.status_code == 400 and "没有执行" in answer.text
    assert store.tickets.queue("open")


def test_the_apps_machine_endpoints_stay_free_of_csrf(app: Flask) -> None:
    assert app.test_client().post("/machine").text == "taken"
