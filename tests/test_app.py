"""Starting: the kept secret, wrong settings, what is printed, and what an error may log."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import create_app
from bot.config import Config, SettingError, from_environment
from bot.server import welcome
from bot.store import Store


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    keys = set()
    for _ in range(2):
        app = create_app(Config(data_dir=tmp_path))
        app.extensions["daoban"].store.close()
        keys.add(app.config["SECRET_KEY"])
    assert len(keys) == 1 and (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_an_empty_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(SettingError, match="密钥不完整"):
        create_app(Config(data_dir=tmp_path))


def test_an_unknown_region_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="atlantis"):
        create_app(Config(data_dir=tmp_path, region="atlantis"))


@pytest.mark.parametrize(
    ("name", "value"), [("DAOBAN_PORT", "99999"), ("DAOBAN_THREADS", "0"), ("DAOBAN_SECRET_KEY", "short")]
)
def test_a_setting_out_of_range_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        from_environment({name: value})


@pytest.mark.parametrize(("url", "said"), [("nonsense", "读不懂"), ("postgresql+nodriver://x/y", "")])
def test_a_database_that_cannot_be_used_is_named(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(SettingError, match=f"DAOBAN_DATABASE_URL.*{said}"):
        create_app(Config(data_dir=tmp_path, database_url=url))


def test_only_the_first_start_prints_a_login_link(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    store.migrate()
    assert "/desk/login/" in welcome(store, "127.0.0.1:8000")
    assert "/desk/login/" not in welcome(store, "127.0.0.1:8000")
    store.close()


def test_an_error_does_not_log_the_login_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Config(data_dir=tmp_path))
    store = app.extensions["daoban"].store

    def broken(_: str) -> None:
        raise RuntimeError("database is locked")

    monkeypatch.setattr(store.users, "use_login_link", broken)
    app.config["WTF_CSRF_METHODS"] = set()
    assert app.test_client().post("/desk/login/s3cret-token").status_code == 500
    store.close()
    assert "desk.link" in caplog.text and "s3cret-token" not in caplog.text
