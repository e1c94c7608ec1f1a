"""Every setting, read from the environment (prefix DAOBAN_) in one place; README has the table."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

SHORTEST_SECRET = 32


class SettingError(Exception):
    """A setting that cannot be used; the text names the variable, the value and what is accepted."""


@dataclass(frozen=True)
class Config:
    """Settings of one server. The environment variable is DAOBAN_ and the field's name in capitals."""

    data_dir: Path = Path("var")
    """Where the SQLite file and the cookie secret live."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in data_dir."""
    secret_key: str = field(default="", repr=False)
    """Signs cookies; empty means one is made once and kept in data_dir."""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    region: str = "suining"
    """Place of insurance assumed until the citizen names another; empty means ask."""
    api_token: str = field(default="", repr=False)
    """Bearer token of the Rasa-shaped endpoints; empty leaves them to loopback only."""
    secure_cookies: bool = False
    """Set it behind https: cookies are then sent over https alone."""
    trusted_proxies: int = 0
    """How many reverse proxies in front set X-Forwarded-For."""
    messages_per_minute: int = 60
    """Messages one conversation, and twenty times as many one address, may send in a minute."""
    max_message: int = 2000
    """Characters of one message that are read; the rest is cut and the citizen told."""

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data_dir / 'daoban.sqlite3').resolve()}"


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """The settings; raises SettingError naming the variable that is wrong or unknown."""
    given = os.environ if environment is None else environment
    known = {f"DAOBAN_{f.name.upper()}": f for f in fields(Config)}
    values: dict[str, Any] = {}
    for name, text in given.items():
        if not name.startswith("DAOBAN_"):
            continue
        if name not in known:
            raise SettingError(f"没有 {name} 这个设置；有的是：{'、'.join(known)}")
        values[known[name].name] = _read(name, text, str(known[name].type))
    return _checked(Config(**values))


def _checked(config: Config) -> Config:
    for name, least, most in (("port", 1, 65535), ("threads", 1, 256), ("messages_per_minute", 1, 10_000)):
        if not least <= getattr(config, name) <= most:
            raise SettingError(f"DAOBAN_{name.upper()}={getattr(config, name)}：应当在 {least} 到 {most} 之间")
    if config.api_token and len(config.api_token) < 8:
        raise SettingError("DAOBAN_API_TOKEN 太短：至少 8 个字符")
    if config.secret_key and len(config.secret_key) < SHORTEST_SECRET:
        raise SettingError(f"DAOBAN_SECRET_KEY 太短：至少 {SHORTEST_SECRET} 个字符")
    return config


def _read(name: str, text: str, kind: str) -> Any:
    try:
        return _READERS[kind](text)
    except ValueError:
        raise SettingError(f"{name}={text!r} 读不懂：{_EXPECTED[kind]}") from None


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _switch(text: str) -> bool:
    if text.lower() in {"1", "true"}:
        return True
    if text.lower() in {"", "0", "false"}:
        return False
    raise ValueError(text)


_READERS: dict[str, Callable[[str], Any]] = {"str": str, "int": _whole, "bool": _switch, "Path": Path}
_EXPECTED = {"int": "应当是不小于 0 的整数", "bool": "应当是 1 或 0", "str": "应当是文字", "Path": "应当是文件夹"}
