"""Who may see the desk: login by password or one-time link, CSRF, and a limit on guessing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect
from limits import parse

from bot.store import Store, User

SHIFT = timedelta(hours=12)
GUESSES = parse("20/minute")
WITHOUT_LOGIN = {"desk.login", "desk.link"}


@dataclass(frozen=True)
class Agent:
    """A logged-in user as Flask-Login wants to see one."""

    user: User
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def name(self) -> str:
        return self.user.name

    def get_id(self) -> str:
        return self.user.session_key


def init_desk(app: Flask, store: Store) -> None:
    """Give the app what the desk's pages need: sessions, CSRF, and a limiter unless it has one.

    CSRF is checked by the desk itself, so that the app's machine endpoints stay free of it.
    """
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    app.permanent_session_lifetime = SHIFT
    CSRFProtect(app)
    manager = LoginManager(app)
    manager.user_loader(lambda key: _agent(store.users.by_session(key)))
    if not app.extensions.get("limiter"):
        Limiter(get_remote_address, app=app, storage_uri="memory://")


def guard() -> ResponseReturnValue | None:
    """Before every request of the desk: send strangers to the login page, then check CSRF."""
    if request.endpoint not in WITHOUT_LOGIN and not current_user.is_authenticated:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("desk.login", next=wanted))
    current_app.extensions["csrf"].protect()
    return None


def add_access(desk: Blueprint, store: Store) -> None:
    """The login pages."""

    @desk.route("/login", methods=["GET", "POST"])
    def login() -> ResponseReturnValue:
        if request.method == "GET":
            return render_template("desk/login.html", next=_within(request.args.get("next")))
        _count_guess()
        name, wanted = request.form.get("name", ""), _within(request.form.get("next"))
        user = store.users.verify(name, request.form.get("password", ""))
        if user is None:
            return render_template("desk/login.html", failed=True, name=name, next=wanted), 401
        return _enter(user, wanted)

    @desk.route("/login/<token>", methods=["GET", "POST"])
    def link(token: str) -> ResponseReturnValue:
        # Programs that preview links send GET; only a person presses the button.
        if request.method == "GET":
            return render_template("desk/link.html")
        _count_guess()
        user = store.users.use_login_link(token)
        if user is None:
            return render_template("desk/link.html", failed=True), 410
        return _enter(user, None)

    @desk.post("/logout")
    def logout() -> ResponseReturnValue:
        logout_user()
        session.clear()
        return redirect(url_for("desk.login"))


def _agent(user: User | None) -> Agent | None:
    return None if user is None else Agent(user)


def _enter(user: User, wanted: str | None) -> ResponseReturnValue:
    session.clear()  # nothing planted before the login outlives it
    session.permanent = True
    login_user(Agent(user))
    return redirect(wanted or url_for("desk.index"))


def _within(path: str | None) -> str | None:
    """The path if it leads into the desk, so that a crafted link cannot lead out of it."""
    if path and path.startswith("/desk/") and "//" not in path and "\\" not in path and path.isprintable():
        return path
    return None


def _count_guess() -> None:
    limiter: Limiter = next(iter(current_app.extensions["limiter"]))
    if limiter.enabled and not limiter.limiter.hit(GUESSES, "desk-login", get_remote_address()):
        abort(429)
