"""What people call things: folk names of official terms, and spoken words of the dialects for plain ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """An official term (`id`, as the documents write it) and its 俗称."""

    id: str
    said: tuple[str, ...]
    note: str
    """Where the names come from, or what they are easily mistaken for."""


@dataclass(frozen=True)
class Spoken:
    """A plain word (`id`) and what dialects or everyday speech put for it, whatever the sentence is about."""

    id: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """glossary.yml: both tables by the word that others are read as."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
