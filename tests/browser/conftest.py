"""The real app on a free port, Debian's Chromium in front of it, and one page per test."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from chat_page import Chat, Site
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

CHROMIUM = shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("没有 Chromium：apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    from bot.app import create_app
    from bot.config import Config

    app = create_app(Config(data_dir=tmp_path_factory.mktemp("site")))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", app)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor's page; script errors and breaches of the content policy fail the test."""
    context = browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def chat(page: Page) -> Chat:
    """The chat of the demo page, opened by somebody new."""
    page.goto("/")
    chat = Chat(page)
    chat.settled()
    return chat
