"""A desk with one agent, a browser to sit at, and tickets to hand over: shared by the desk's tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.desk import blueprint, init_desk
from bot.store import Store, Ticket, Turn

PASSWORD = "燕山街四十六号院"
NAMES = SimpleNamespace(
    services={"transfer": SimpleNamespace(name="基本医疗保险关系转移接续")},
    regions={"suining": SimpleNamespace(name="遂宁市")},
)
DETAIL: dict[str, Any] = {
    "service_name": "住院费用报销",
    "region_name": "遂宁市",
    "facts": [{"question": "是不是急诊？", "answer": "不是急诊"}],
    "eligibility": {"verdict": "yes", "reason": "自己先付了钱"},
    "papers": [
        {"name": "出院记录", "note": "原件", "reason": "", "have": True},
        {"name": "交警事故认定书", "note": "", "reason": "有第三方责任人", "have": False},
    ],
    "place": "燕山街46号",
    "phone": "0825-5182512",
    "limit": ["转出不超过10个工作日", "转入不超过5个工作日"],
    "open_question": "认定书没出来怎么办",
    "transcript": [{"by": "user", "text": "<script>alert(1)</script>", "at": "2026-01-05T01:30:00+00:00"}],
    "reason": "两次没有听懂",
}


class Desk:
    """An agent at the browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/desk{path}")

    def post(self, path: str, page: str = "/", **form: str) -> TestResponse:
        """Post with the token of the page that holds the form."""
        token = re.search(r'csrf_token" value="([^"]+)"', self.get(page).text)
        return self.client.post(f"/desk{path}", data={"csrf_token": token[1] if token else "", **form})

    def login(self, name: str = "小王", password: str = PASSWORD, **form: str) -> TestResponse:
        return self.post("/login", "/login", name=name, password=password, **form)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one agent, made once and copied for each test."""
    path = tmp_path_factory.mktemp("desk") / "prepared.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.users.add("小王", PASSWORD)
    store.close()
    return path


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{shutil.copy(prepared, tmp_path)}")
    yield store
    store.close()


@pytest.fixture
def app(store: Store) -> Flask:
    app = Flask("bot")
    app.secret_key = "test"
    init_desk(app, store)
    app.register_blueprint(blueprint(store, NAMES))
    app.post("/machine")(lambda: "taken")
    return app


@pytest.fixture
def stranger(app: Flask) -> Desk:
    return Desk(app.test_client())


@pytest.fixture
def agent(stranger: Desk) -> Desk:
    assert stranger.login().location == "/desk/"
    return stranger


def hand_over(store: Store, code: str, detail: dict[str, Any] | None = None, **more: str) -> Ticket:
    before = store.conversations.get(f"c-{code}", "web")
    new = {"code": code, "reason": "转人工", **(detail or {}), **more}
    ticket = store.conversations.record(before, {}, Turn("转人工", (), "handed_off"), new)
    assert ticket is not None
    return ticket
