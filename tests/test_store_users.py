"""Agents' passwords, the lock-out, and links that log in once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import BadValue, Store, Unknown


@dataclass
class Clock:
    at: datetime = field(default_factory=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}", now=clock)
    store.migrate()
    store.users.add("小王", "燕山街四十六号院")
    yield store
    store.close()


def test_the_right_password_lets_in_and_any_other_does_not(store: Store) -> None:
    user = store.users.verify(" 小王", "燕山街四十六号院")
    assert user is not None and user.name == "小王"
    assert store.users.by_session(user.session_key) == user
    assert store.users.verify("小王", "燕山街四十六号") is None
    assert store.users.verify("小李", "燕山街四十六号院") is None
    assert store.users.verify("\ud83d\x00", "\ud83d") is None


def test_only_a_hash_is_stored(store: Store, tmp_path: Path) -> None:
    token = store.users.make_login_link("小王", 10)
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"$argon2id$" in kept
    assert "燕山街四十六号院".encode() not in kept and token.encode() not in kept


def test_five_wrong_passwords_lock_for_fifteen_minutes(store: Store, clock: Clock) -> None:
    for _ in range(5):
        assert store.users.verify("小王", "猜猜看猜猜看猜") is None
    clock.pass_by(minutes=14)
    assert store.users.verify("小王", "燕山街四十六号院") is None
    clock.pass_by(minutes=2)
    assert store.users.verify("小王", "燕山街四十六号院") is not None


def test_a_success_forgets_earlier_failures(store: Store) -> None:
    for _ in range(3):
        for _ in range(4):
            store.users.verify("小王", "猜猜看猜猜看猜")
        assert store.users.verify("小王", "燕山街四十六号院") is not None


def test_a_new_password_ends_sessions_links_and_the_lock(store: Store) -> None:
    before = store.users.verify("小王", "燕山街四十六号院")
    token = store.users.make_login_link("小王", 10)
    for _ in range(5):
        store.users.verify("小王", "猜猜看猜猜看猜")
    store.users.set_password("小王", "新的密码新的密码")
    assert before is not None and store.users.by_session(before.session_key) is None
    assert store.users.use_login_link(token) is None
    assert store.users.verify("小王", "燕山街四十六号院") is None
    assert store.users.verify("小王", "新的密码新的密码") is not None


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("小王", "又一个很长的密码", "已经有"),
        ("", "又一个很长的密码", "名字"),
        ("王" * 41, "又一个很长的密码", "名字"),
        ("小李", "太短", "密码"),
        ("小李", "长" * 201, "密码"),
    ],
)
def test_a_user_that_cannot_be_added_is_explained(store: Store, name: str, password: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        store.users.add(name, password)
    assert store.users.count() == 1


def test_a_login_link_works_once_and_only_in_time(store: Store, clock: Clock) -> None:
    token, late = store.users.make_login_link("小王", 10), store.users.make_login_link("小王", 10)
    user = store.users.use_login_link(token)
    assert user is not None and user.name == "小王"
    assert store.users.use_login_link(token) is None
    clock.pass_by(minutes=10)
    assert store.users.use_login_link(late) is None
    assert store.users.use_login_link("瞎编的") is None


def test_an_unknown_name_gets_no_link_and_no_password(store: Store) -> None:
    with pytest.raises(Unknown, match="小李"):
        store.users.make_login_link("小李", 10)
    with pytest.raises(Unknown):
        store.users.set_password("小李", "又一个很长的密码")


@pytest.mark.parametrize("key", ["", "1", "1.", "1.zz", "x.y", "9" * 40 + ".a", "²." + "a", "-1.a", "1.坏"])
def test_a_made_up_session_is_nobody(store: Store, key: str) -> None:
    assert store.users.by_session(key) is None
