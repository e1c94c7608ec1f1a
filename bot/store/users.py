"""The agents: passwords, lock-out after wrong ones, and login links that work once."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.errors import BadValue, Unknown
from bot.store.session import LARGEST_ID, Sessions
from bot.store.tables import LoginLinkRow, UserRow

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD, LONGEST_PASSWORD, LONGEST_NAME = 8, 200, 40


@dataclass(frozen=True)
class User:
    """`session_key` names this user and this password; it stops working when the password changes."""

    id: int
    name: str
    session_key: str


class Users:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._hasher = PasswordHasher()
        self._nobody: str | None = None

    def add(self, name: str, password: str) -> User:
        """Raises BadValue when the name is empty, too long or in use, or the password too short or too long."""
        row = UserRow(
            name=_checked_name(name),
            password_hash=self._hash(password),
            stamp=secrets.token_hex(8),
            created_at=self._sessions.now(),
        )
        try:
            with self._sessions.writing() as session:
                session.add(row)
        except IntegrityError:
            raise BadValue(f"已经有名叫{row.name}的坐席了") from None
        return _user(row)

    def set_password(self, name: str, password: str) -> None:
        """Ends the user's sessions, links and lock-out. Raises Unknown or BadValue."""
        change = {"password_hash": self._hash(password), "stamp": secrets.token_hex(8)}
        with self._sessions.writing() as session:
            row = _find(session, name)
            session.execute(update(UserRow).where(UserRow.id == row.id).values(change | _UNLOCKED))
            session.execute(delete(LoginLinkRow).where(LoginLinkRow.user_id == row.id))

    def verify(self, name: str, password: str) -> User | None:
        """The user, or None when the name or the password is wrong or the user is locked out.

        All three take the same work, so that the time does not tell which it was.
        """
        with self._sessions.reading() as session:
            row = session.scalar(select(UserRow).where(UserRow.name == _normal(name)))
        correct = self._matches(row.password_hash if row else self._nobody_hash(), password)
        return None if row is None else self._judge(row.id, correct)

    def by_session(self, session_key: str) -> User | None:
        """The user of a session key, or None when it is not valid any more."""
        id, _, stamp = session_key.partition(".")
        if not (id.isascii() and id.isdigit() and len(id) <= 10 and int(id) <= LARGEST_ID):
            return None
        with self._sessions.reading() as session:
            row = session.get(UserRow, int(id))
            return _user(row) if row and secrets.compare_digest(row.stamp.encode(), stamp.encode()) else None

    def count(self) -> int:
        with self._sessions.reading() as session:
            return session.scalar(select(func.count()).select_from(UserRow)) or 0

    def make_login_link(self, user_name: str, minutes: int) -> str:
        """A secret that logs this user in once within the time; only its hash is stored. Raises Unknown."""
        token, now = secrets.token_urlsafe(32), self._sessions.now()
        with self._sessions.writing() as session:
            row = _find(session, user_name)
            session.execute(delete(LoginLinkRow).where(LoginLinkRow.expires_at < now))
            expires = now + timedelta(minutes=minutes)
            session.add(LoginLinkRow(token_hash=_digest(token), user_id=row.id, expires_at=expires))
        return token

    def use_login_link(self, token: str) -> User | None:
        """The user, the first time and in time; otherwise None."""
        now = self._sessions.now()
        fresh = update(LoginLinkRow).where(
            LoginLinkRow.token_hash == _digest(token), LoginLinkRow.used_at.is_(None), LoginLinkRow.expires_at > now
        )
        with self._sessions.writing() as session:
            used = session.execute(fresh.values(used_at=now).returning(LoginLinkRow.user_id)).first()
            return None if used is None else _user(session.get_one(UserRow, used[0]))

    def _judge(self, id: int, correct: bool) -> User | None:
        now = self._sessions.now()
        with self._sessions.writing() as session:
            row = session.get_one(UserRow, id)
            if row.locked_until is not None and row.locked_until > now:
                return None
            if correct:
                row.failures, row.locked_until = 0, None
                return _user(row)
            _count_failure(row, now)
            return None

    def _hash(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise BadValue(f"密码应当有 {SHORTEST_PASSWORD} 到 {LONGEST_PASSWORD} 个字符")
        return self._hasher.hash(_bytes(password))

    def _matches(self, hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(hash, _bytes(password[:LONGEST_PASSWORD]))
        except (VerificationError, InvalidHashError):
            return False

    def _nobody_hash(self) -> str:
        if self._nobody is None:
            self._nobody = self._hasher.hash(secrets.token_hex())
        return self._nobody


_UNLOCKED: dict[str, object] = {"failures": 0, "locked_until": None}


def _count_failure(row: UserRow, now: datetime) -> None:
    row.failures += 1
    if row.failures >= MAX_FAILURES:
        row.failures, row.locked_until = 0, now + LOCKED_FOR


def _find(session: Session, name: str) -> UserRow:
    row = session.scalar(select(UserRow).where(UserRow.name == _normal(name)))
    if row is None:
        raise Unknown(f"没有名叫{name}的坐席")
    return row


def _checked_name(name: str) -> str:
    normal = _normal(name)
    if not 1 <= len(normal) <= LONGEST_NAME:
        raise BadValue(f"名字应当有 1 到 {LONGEST_NAME} 个字")
    return normal


def _normal(name: str) -> str:
    """One spelling of a name, whatever keyboard typed it; what no database could store falls out."""
    return unicodedata.normalize("NFKC", "".join(filter(str.isprintable, name))).strip()


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _user(row: UserRow) -> User:
    return User(row.id, row.name, f"{row.id}.{row.stamp}")
