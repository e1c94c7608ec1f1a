"""Where a fact stands: the documents, the places in them, and a fact that stands somewhere of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A document: who issued it, its number and date as printed (None where it prints none)."""

    id: str
    title: str
    issuer: str
    regions: tuple[str, ...]
    number: str | None = None
    date: str | None = None
    kind: str = "办事指南"
    short: str | None = None
    """How a sentence calls it where the title is too long."""
    note: str | None = None


@dataclass(frozen=True)
class Citation:
    """Where a fact stands: a document's id and the heading in it."""

    document: str
    section: str
    repairs: tuple[str, ...] = ()
    """Damage of the text that was mended, «as printed → as kept»."""


@dataclass(frozen=True)
class Statement:
    """One fact in the document's words; `source` where it does not stand in its guide's own section."""

    text: str
    source: Citation | None = None
