"""Runs the migrations on the connection that Store.migrate, or the alembic command with -x url=…, provides."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from bot.store.engine import open_engine
from bot.store.tables import Base


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as opened:
        run(opened)
