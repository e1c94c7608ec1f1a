"""Opens the database so that SQLite behaves like a server: WAL, foreign keys, waiting instead of failing."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url

BUSY_MILLISECONDS = 5000
MIGRATION_LOCK = 0x64616F62  # any fixed number; PostgreSQL's advisory locks are numbered


def open_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL; the folder of a SQLite file is made if it is missing."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    return create_engine(address, json_serializer=_to_json, pool_pre_ping=True, hide_parameters=True)


def lock_for_migration(connection: Connection) -> None:
    """Held until the transaction ends, so that two servers starting together migrate one after the other."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")


def _open_sqlite(address: URL) -> Engine:
    # An error must not print what citizens wrote into the log.
    options: dict[str, Any] = {"json_serializer": _to_json, "hide_parameters": True}
    if address.database in (None, "", ":memory:"):
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    else:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions start late and leave out DDL; `_begin_sqlite` starts them instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
    _use_write_ahead_log(connection)


def _use_write_ahead_log(connection: Any) -> None:
    # The file remembers it; only the switch itself, on a new file, does not wait for others by busy_timeout.
    last = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between, whatever
    # busy_timeout says; taking the write lock at the beginning waits instead.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _to_json(value: Any) -> str:
    # Half a surrogate pair can be sent in JSON but not stored as UTF-8.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
