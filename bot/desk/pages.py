"""The queue and the page of one ticket."""

from __future__ import annotations

import unicodedata

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from bot.desk.sheet import Names, Sheet, clock, sheet, waited, waits_long
from bot.privacy import mask
from bot.store import Store, StoreError, Unknown
from bot.store.session import utc_now

SHOWN = 200
LONGEST_NOTE = 1000


def add_pages(desk: Blueprint, store: Store, catalogue: Names) -> None:
    """The pages behind the login, and what an agent can do on them."""

    @desk.get("/")
    def index() -> ResponseReturnValue:
        code = request.args.get("code")
        if code is not None:
            return _find(store, code)
        closed = request.args.get("view") == "closed"
        tickets = store.tickets.queue("closed" if closed else None, SHOWN)
        sheets = [sheet(ticket, catalogue) for ticket in tickets]
        return render_template("desk/queue.html", sheets=sheets, closed=closed, **_words())

    @desk.get("/tickets/<int:id>")
    def ticket(id: int) -> ResponseReturnValue:
        return render_template("desk/ticket.html", sheet=_sheet(store, catalogue, id), **_words())

    @desk.post("/tickets/<int:id>/take")
    def take(id: int) -> ResponseReturnValue:
        try:
            store.tickets.take(id, current_user.name, request.form.get("instead_of"))
        except StoreError as refusal:
            return _refused(id, refusal)
        flash("已由您接手")
        return redirect(url_for("desk.ticket", id=id))

    @desk.post("/tickets/<int:id>/close")
    def close(id: int) -> ResponseReturnValue:
        note = mask(request.form.get("note", "").strip())[:LONGEST_NOTE]
        try:
            store.tickets.close(id, current_user.name, note)
        except StoreError as refusal:
            return _refused(id, refusal)
        flash("已办结")
        return redirect(url_for("desk.ticket", id=id))


def _sheet(store: Store, catalogue: Names, id: int) -> Sheet:
    found = store.tickets.get(id)
    if found is None:
        abort(404)
    return sheet(found, catalogue)


def _find(store: Store, typed: str) -> ResponseReturnValue:
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        flash("工单编号是六位数字，请核对后再查", "error")
        return redirect(url_for("desk.index"))
    found = store.tickets.by_code(code)
    if found is None:
        flash(f"没有工单编号是 {code} 的工单，请向市民再核对一遍", "error")
        return redirect(url_for("desk.index"))
    return redirect(url_for("desk.ticket", id=found.id))


def _refused(id: int, refusal: StoreError) -> ResponseReturnValue:
    if isinstance(refusal, Unknown):
        abort(404)
    flash(str(refusal), "error")
    return redirect(url_for("desk.ticket", id=id))


def _words() -> dict[str, object]:
    return {"now": utc_now(), "waited": waited, "waits_long": waits_long, "clock": clock, "shown": SHOWN}
