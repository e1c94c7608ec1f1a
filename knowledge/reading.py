"""Turns plain YAML data into the model's dataclasses by their annotations, collecting every problem."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from knowledge.condition import ALWAYS, Condition

T = TypeVar("T")

_CLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_CLoader):  # type: ignore[misc]
    """YAML 1.2's idea of plain words: yes, no, on and off stay text, and so do dates and 9:00."""


_Loader.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in resolvers
        if not (tag.endswith(":timestamp") or (tag.endswith(":bool") and letter not in "tTfF"))
    ]
    for letter, resolvers in _CLoader.yaml_implicit_resolvers.items()
}


class Problems:
    """Collects «file: key: problem»."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, path: Path, key: str, problem: str) -> None:
        self._found.append(f"{path.parent.name}/{path.name}: {key or '(整个文件)'}: {problem}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Reader:
    """One file: its data, and its values built by their annotations; what is wrong goes to `problems`."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path = path
        self._problems = problems

    def note(self, key: str, problem: str) -> None:
        self._problems.add(self.path, key, problem)

    def read(self) -> Mapping[str, Any]:
        """The file's mapping; empty, with a problem noted, when it is missing, broken or something else."""
        try:
            data = yaml.load(self.path.read_text(encoding="utf-8"), _Loader)
        except FileNotFoundError:
            self.note("", "文件不存在")
            return {}
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.note("", f"不是合格的 YAML：{error}")
            return {}
        return self.mapping(data, "")

    def mapping(self, data: Any, key: str) -> Mapping[str, Any]:
        """The data if it is a mapping with text keys; else empty, with a problem noted."""
        if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
            self.note(key, _NO_MAPPING)
            return {}
        return data

    def build(self, kind: type[T], data: Any, key: str, /, **given: Any) -> T | None:
        """A dataclass from a mapping; `given` are fields that the file must not write. None if anything is wrong."""
        if not isinstance(data, dict):
            self.note(key, _NO_MAPPING)
            return None
        before = len(self._problems)
        values = {**given, **self._values(kind, data, key, given)}
        for field in fields(kind):  # type: ignore[arg-type]
            if field.name not in values and field.default is MISSING and field.default_factory is MISSING:
                self.note(_join(key, field.name), "缺少这一项")
        return kind(**values) if len(self._problems) == before else None

    def _values(self, kind: Any, data: Mapping[Any, Any], key: str, given: Mapping[str, Any]) -> dict[str, Any]:
        hints = {name: hint for name, hint in _hints(kind).items() if name not in given}
        values = {}
        for name, value in data.items():
            if name in hints:
                values[name] = self._convert(hints[name], value, _join(key, name))
            else:
                self.note(_join(key, name), "没有这个键")
        return values

    def _convert(self, hint: Any, value: Any, key: str) -> Any:
        if isinstance(hint, types.UnionType):
            inner = next(arg for arg in hint.__args__ if arg is not types.NoneType)
            return None if value is None else self._convert(inner, value, key)
        if hint is Condition:
            return self._condition(value, key)
        if typing.get_origin(hint) is tuple:
            return self._sequence(typing.get_args(hint)[0], value, key)
        if typing.get_origin(hint) is not None:
            return {k: str(v) for k, v in self.mapping(value, key).items()}
        if is_dataclass(hint):
            # A plain word stands for the record that names only that (a channel, an office, a time limit).
            record = {fields(hint)[0].name: value} if isinstance(value, str) else value
            return self.build(hint, record, key)  # type: ignore[arg-type]
        if type(value) is not hint:
            self.note(key, f"应当是{_TYPE_NAMES[hint]}，写的是 {value!r}")
        return value

    def _sequence(self, hint: Any, value: Any, key: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.note(key, "这里应当是列表")
            return ()
        return tuple(self._convert(hint, item, f"{key}[{n}]") for n, item in enumerate(value, 1))

    def _condition(self, value: Any, key: str) -> Condition:
        alternatives = value if isinstance(value, list) else [value]
        if not all(isinstance(alternative, dict) and alternative for alternative in alternatives):
            self.note(key, "条件应当写成 {情况: 选项}，或这样的列表（任一成立）")
            return ALWAYS
        return Condition(tuple(_alternative(alternative) for alternative in alternatives))


_NO_MAPPING = "这里应当是“键: 值”的表"
_TYPE_NAMES = {str: "文字（数字请加引号）", int: "整数", bool: "true 或 false"}


def _join(key: str, name: object) -> str:
    return f"{key}.{name}" if key else str(name)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _alternative(data: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    return {
        str(fact): tuple(map(str, options if isinstance(options, list) else [options]))
        for fact, options in data.items()
    }
