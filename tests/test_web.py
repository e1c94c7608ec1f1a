"""The HTTP contracts: the widget's endpoints, Rasa's channel and parse, health, metrics, lookup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeSerializer

from bot.app import create_app
from bot.config import Config


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Config(data_dir=tmp_path))
    yield app
    app.extensions["daoban"].store.close()


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_new_visitor_is_greeted_and_gets_a_signed_identity(visitor: FlaskClient) -> None:
    response = visitor.get("/chat")
    cookie = response.headers["Set-Cookie"]
    assert response.json["greeting"] is True and "daoban_chat=" in cookie
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_a_conversation_survives_a_reload(visitor: FlaskClient) -> None:
    visitor.post("/chat", json={"id": "1", "text": "慢病卡咋办"})
    messages = visitor.get("/chat").json["messages"]
    assert [m["by"] for m in messages][:2] == ["user", "bot"] and messages[0]["text"] == "慢病卡咋办"


def test_a_forged_identity_is_a_new_visitor(app: Flask, visitor: FlaskClient) -> None:
    visitor.post("/chat", json={"id": "1", "text": "慢病卡咋办"})
    other = app.test_client()
    other.set_cookie("daoban_chat", "web:guessed.signature")
    assert other.get("/chat").json["greeting"] is True


def test_two_visitors_do_not_see_each_other(app: Flask, visitor: FlaskClient) -> None:
    visitor.post("/chat", json={"id": "1", "text": "慢病卡咋办"})
    assert app.test_client().get("/chat").json["greeting"] is True


def test_the_same_message_sent_again_is_answered_once(visitor: FlaskClient) -> None:
    visitor.get("/chat")
    first = visitor.post("/chat", json={"id": "1", "text": "转人工"}).json
    assert visitor.post("/chat", json={"id": "1", "text": "转人工"}).json == first
    assert len([m for m in visitor.get("/chat").json["messages"] if m["by"] == "user"]) == 1


def test_a_button_stands_in_the_transcript_by_its_words(visitor: FlaskClient) -> None:
    messages = visitor.post("/chat", json={"id": "1", "text": "生育保险怎么用"}).json["messages"]
    button = messages[-1]["buttons"][2]
    answer = visitor.post("/chat", json={"id": "2", "payload": button["payload"], "text": button["title"]})
    assert "不超过10个工作日" in str(answer.json["messages"])
    assert button["title"] in [m["text"] for m in visitor.get("/chat").json["messages"]]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([], "JSON 对象"),
        ({"text": "你好"}, "缺少 id"),
        ({"id": "1", "text": 5}, "应当是文字"),
        ({"id": "x" * 65}, "缺少 id"),
        ({"id": "编号1"}, "缺少 id"),
    ],
)
def test_a_bad_request_is_told_what_is_wrong(visitor: FlaskClient, body: object, said: str) -> None:
    response = visitor.post("/chat", json=body)
    assert response.status_code == 400 and said in response.json["error"]


def test_a_huge_body_is_refused(visitor: FlaskClient) -> None:
    response = visitor.post("/chat", json={"id": "1", "text": "啊" * 300_000})
    assert response.status_code == 413 and "太长" in response.json["error"]


def test_too_many_messages_are_slowed_down(tmp_path: Path) -> None:
    app = create_app(Config(data_dir=tmp_path, messages_per_minute=2))
    visitor = app.test_client()
    visitor.get("/chat")
    codes = [visitor.post("/chat", json={"id": str(n), "text": "你好"}).status_code for n in range(4)]
    app.extensions["daoban"].store.close()
    assert codes == [200, 200, 429, 429]


def test_rasas_rest_channel(visitor: FlaskClient) -> None:
    assert visitor.get("/webhooks/rest/").json == {"status": "ok"}
    replies = visitor.post("/webhooks/rest/webhook", json={"sender": "a", "message": "生育保险怎么用"}).json
    assert {r["recipient_id"] for r in replies} == {"a"}
    assert set(replies[-1]["buttons"][0]) == {"title", "payload"}


@pytest.mark.parametrize("body", [{"message": "你好"}, {"sender": "", "message": "你好"}, {"sender": "a"}, []])
def test_rasas_channel_wants_a_sender_and_a_message(visitor: FlaskClient, body: object) -> None:
    assert visitor.post("/webhooks/rest/webhook", json=body).status_code == 400


def test_a_programs_sender_cannot_be_a_visitor(app: Flask, visitor: FlaskClient) -> None:
    visitor.post("/chat", json={"id": "1", "text": "慢病卡咋办"})
    cookie = visitor.get_cookie("daoban_chat")
    assert cookie is not None
    own = str(URLSafeSerializer(app.config["SECRET_KEY"], salt="daoban.chat").loads(cookie.value))
    for sender in (own, own.removeprefix("web:")):
        replies = visitor.post("/webhooks/rest/webhook", json={"sender": sender, "message": "那要多久"}).json
        assert "12个工作日" not in str(replies)


def test_model_parse(visitor: FlaskClient) -> None:
    assert visitor.post("/model/parse", json={"text": "慢病卡咋办"}).json["intent"]["name"] == "chronic_disease"
    assert visitor.post("/model/parse", json={}).status_code == 400


def test_an_open_server_wants_the_token(tmp_path: Path) -> None:
    app = create_app(Config(data_dir=tmp_path, host="0.0.0.0", api_token="s3cret-token"))
    client = app.test_client()
    body = {"text": "慢病卡咋办"}
    assert client.post("/model/parse", json=body).status_code == 401
    assert client.post("/model/parse", json=body, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.post("/model/parse", json=body, headers={"Authorization": "Bearer s3cret-token"}).status_code == 200
    app.extensions["daoban"].store.close()


def test_a_proxy_on_this_machine_does_not_open_them(visitor: FlaskClient) -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.9"}
    assert visitor.post("/model/parse", json={"text": "慢病卡咋办"}, headers=forwarded).status_code == 401
    assert visitor.get("/api/lookup?q=慢病卡", headers=forwarded).status_code == 401


def test_lookup_gives_the_guide(visitor: FlaskClient) -> None:
    found = visitor.get("/api/lookup?q=慢病卡咋办").json
    assert found["guides"][0]["guide"]["time_limits"][0]["text"] == "不超过12个工作日"
    assert found["because"]["intent"] == "chronic_disease" and "最像" in found["because"]["text"]
    assert visitor.get("/api/lookup?q=x&region=atlantis").status_code == 400


@pytest.mark.parametrize("text", ["\ud800慢病卡咋办", "慢病卡咋办\x00", "\u202e慢病卡咋办", "1" * 5000])
def test_odd_characters_get_an_answer(visitor: FlaskClient, text: str) -> None:
    response = visitor.post("/chat", json={"id": "1", "text": text})
    assert response.status_code == 200 and response.json["messages"]
    assert "出了点问题" not in str(response.json["messages"])
    assert visitor.get("/chat").status_code == 200


def test_health_and_metrics(visitor: FlaskClient) -> None:
    visitor.post("/chat", json={"id": "1", "text": "慢病卡咋办"})
    assert visitor.get("/healthz").json == {"status": "ok"}
    assert 'daoban_turns_total{channel="web",outcome="answered"} 1.0' in visitor.get("/metrics").text


def test_the_demo_page_and_the_widget_are_served(visitor: FlaskClient) -> None:
    assert "daoban-chat" in visitor.get("/").text
    with visitor.get("/widget.js", follow_redirects=True) as script:
        assert script.content_type.startswith("text/javascript")


def test_an_unknown_page_says_so(visitor: FlaskClient) -> None:
    response = visitor.get("/nowhere")
    assert response.status_code == 404 and "没有这个页面" in response.text


def test_a_citizen_sees_the_code_of_the_ticket_and_not_its_record(visitor: FlaskClient) -> None:
    messages = visitor.post("/chat", json={"id": "1", "text": "转人工"}).json["messages"]
    assert list(messages[0]["custom"]["handoff"]) == ["code"]


def test_pages_run_their_own_code_only(visitor: FlaskClient) -> None:
    assert "default-src 'none'" in visitor.get("/").headers["Content-Security-Policy"]
