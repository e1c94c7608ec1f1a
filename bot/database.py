"""Opens the store that the settings name."""

from __future__ import annotations

from sqlalchemy.exc import ArgumentError

from bot.config import Config, SettingError
from bot.store import Store


def open_store(config: Config) -> Store:
    """The store with its tables up to date; raises SettingError when the database's address cannot be used."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        store = Store(config.database)
    except ArgumentError:
        raise SettingError("DAOBAN_DATABASE_URL 读不懂：应当像 sqlite:////路径/daoban.sqlite3") from None
    except ModuleNotFoundError as error:
        raise SettingError(f"DAOBAN_DATABASE_URL 要用的数据库驱动没有装：{error.name}") from None
    store.migrate()
    return store
