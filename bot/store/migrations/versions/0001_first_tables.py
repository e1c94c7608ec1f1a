"""The first tables: conversations, turns, messages, tickets, users, login links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_conversations()
    create_turns()
    create_messages()
    create_tickets()
    create_users()


def downgrade() -> None:
    for table in ("login_links", "users", "tickets", "messages", "turns", "conversations"):
        op.drop_table(table)


def moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def create_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        moment("updated_at"),
    )
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"])


def create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation_id", sa.String(128), sa.ForeignKey("conversations.id", ondelete="SET NULL")),
        sa.Column("client_id", sa.String(64)),
        sa.Column("channel", sa.String(32), nullable=False),
        moment("at"),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("intent", sa.String(64)),
        sa.Column("service", sa.String(64)),
        sa.Column("region", sa.String(64)),
        sa.Column("milliseconds", sa.Double, nullable=False),
        sa.Column("explanation", sa.JSON),
        sa.UniqueConstraint("conversation_id", "client_id", name="uq_turns_client"),
    )
    op.create_index("ix_turns_at", "turns", ["at"])
    op.create_index("ix_turns_outcome", "turns", ["outcome"])


def create_messages() -> None:
    conversation = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation_id", sa.String(128), conversation, nullable=False),
        sa.Column("turn_id", sa.Integer, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by", sa.String(8), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        moment("at"),
    )
    op.create_index("ix_messages_conversation_id", "messages", ["conversation_id"])
    op.create_index("ix_messages_turn_id", "messages", ["turn_id"])


def create_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("service", sa.String(64)),
        sa.Column("region", sa.String(64)),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("conversation_id", sa.String(128), nullable=False),
        moment("created_at"),
        sa.Column("taken_by", sa.String(40)),
        moment("taken_at", nullable=True),
        sa.Column("closed_by", sa.String(40)),
        moment("closed_at", nullable=True),
        sa.Column("note", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tickets_code", "tickets", ["code"])
    op.create_index("ix_tickets_conversation_id", "tickets", ["conversation_id"])
    op.create_index("ix_tickets_status", "tickets", ["status", "created_at"])
    in_use = sa.text("status != 'closed'")
    op.create_index(
        "uq_tickets_code_in_use", "tickets", ["code"], unique=True, sqlite_where=in_use, postgresql_where=in_use
    )


def create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(256), nullable=False),
        sa.Column("stamp", sa.String(32), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        moment("locked_until", nullable=True),
        moment("created_at"),
    )
    op.create_table(
        "login_links",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        moment("expires_at"),
        moment("used_at", nullable=True),
    )
    op.create_index("ix_login_links_user_id", "login_links", ["user_id"])
