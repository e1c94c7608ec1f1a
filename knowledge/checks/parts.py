"""The parts of a catalogue with the file and key they are written under, and all that is inside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Generic, TypeVar

from knowledge.catalogue import Catalogue
from knowledge.condition import Condition
from knowledge.model import Guide

T = TypeVar("T")
TABLES = ("services", "regions", "questions", "sources", "channels", "offices", "forms", "triages", "contacts")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One entry of a table under its id, or a guide, which is a file of its own."""

    file: str
    key: str
    value: T

    def problem(self, key: str, text: str) -> str:
        return f"{self.file}: {join(self.key, key) or '(整个文件)'}: {text}"


def table(catalogue: Catalogue, name: str) -> Iterator[Part[Any]]:
    """The entries of one table (its field of Catalogue)."""
    for key, value in getattr(catalogue, name).items():
        yield Part(catalogue.files.get((name, key), name), key, value)


def guides(catalogue: Catalogue) -> Iterator[Part[Guide]]:
    """The regions' own guides, then the joint ones."""
    for name, found in (("guides", catalogue.guides), ("joint", catalogue.joint)):
        for key, guide in found.items():
            yield Part(catalogue.files.get((name, *key), name), "", guide)


def everything(catalogue: Catalogue) -> Iterator[Part[Any]]:
    for name in TABLES:
        yield from table(catalogue, name)
    yield from guides(catalogue)


def walk(value: object, key: str = "") -> list[tuple[str, Any]]:
    """A value and all inside it, each with its key as the file has it («materials[2].note»); conditions stay whole."""
    found: list[tuple[str, Any]] = []
    _collect(value, key, found)
    return found


def _collect(value: Any, key: str, found: list[tuple[str, Any]]) -> None:
    found.append((key, value))
    if isinstance(value, tuple):
        for n, item in enumerate(value, 1):
            _collect(item, f"{key}[{n}]", found)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            _collect(item, join(key, name), found)
    else:
        kind: Any = type(value)
        for name in _fields(kind):
            item = getattr(value, name)
            if item is not None:
                _collect(item, join(key, name), found)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind is not Condition else ()


def each(value: object, kind: type[T]) -> list[tuple[str, T]]:
    """What of this kind is inside a value, with its key."""
    return [(key, item) for key, item in walk(value) if isinstance(item, kind)]


def lineage(catalogue: Catalogue, region: str) -> list[str]:
    """Like Catalogue.lineage, but stops at a region that is unknown or was there already."""
    found: list[str] = []
    current: str | None = region
    while current is not None and current in catalogue.regions and current not in found:
        found.append(current)
        current = catalogue.regions[current].within
    return found


def unknown(what: str, one: str, known: Mapping[str, object]) -> str:
    """«没有这张表：…» (`what`: 这张表), with the nearest name that exists."""
    near = get_close_matches(one, known, 1, cutoff=0.75)
    return f"没有{what}：{one}；{f'是不是 {near[0]}？' if near else '先登记，或改成登记过的编号'}"


def join(key: str, name: object) -> str:
    return f"{key}.{name}" if key and name else f"{key}{name}"
