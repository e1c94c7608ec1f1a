"""The agents' desk: the queue of handed-over conversations, and each as a filled-in checklist."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from bot.desk.access import add_access, guard, init_desk
from bot.desk.pages import add_pages
from bot.desk.sheet import Names
from bot.security import staff_page
from bot.store import Store

__all__ = ["blueprint", "init_desk"]

MISTAKES = {
    404: ("没有这个工单", "可能是网址写错了。请回到队列，从列表里打开，或者用工单编号查。"),
    429: ("试得太勤了", "请等一分钟再登录。"),
}
EXPIRED = ("页面放得太久了", "为了安全，这次操作没有执行。请返回上一页，刷新后再做一次。")


def blueprint(store: Store, catalogue: Names) -> Blueprint:
    """Everything under /desk. The app also needs `init_desk`, and serves bot/static as its static folder."""
    desk = Blueprint("desk", __name__, url_prefix="/desk", template_folder="../templates")
    desk.before_request(guard)
    desk.after_request(staff_page)
    for status, words in MISTAKES.items():
        desk.register_error_handler(status, partial(_mistake, status, words))
    desk.register_error_handler(CSRFError, partial(_mistake, 400, EXPIRED))
    add_access(desk, store)
    add_pages(desk, store, catalogue)
    return desk


def _mistake(status: int, words: tuple[str, str], _error: Exception) -> ResponseReturnValue:
    title, advice = words
    return render_template("desk/mistake.html", title=title, advice=advice), status
