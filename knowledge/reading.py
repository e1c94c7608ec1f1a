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


def read_yaml(path: Path, problems: Problems) -> Mapping[str, Any]:
    """The file's mapping; empty, with a problem noted, when it is missing, broken or something else."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        problems.add(path, "", "文件不存在")
        return {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.add(path, "", f"不是合格的 YAML：{error}")
        return {}
    return mapping_of(data, path, "", problems)


def mapping_of(data: Any, path: Path, key: str, problems: Problems) -> Mapping[str, Any]:
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        problems.add(path, key, "这里应当是“键: 值”的表")
        return {}
    return data


def build(kind: type[T], data: Any, path: Path, key: str, problems: Problems, **given: Any) -> T | None:
    """A dataclass from a mapping; `given` are fields that the file must not write. None if anything is wrong."""
    if not isinstance(data, dict):
        problems.add(path, key, "这里应当是“键: 值”的表")
        return None
    before = len(list(problems))
    allowed = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    kind_key: Any = kind
    hints = _hints(kind_key)
    values = dict(given)
    for name, value in data.items():
        if name not in allowed or name in given:
            problems.add(path, _join(key, name), "没有这个键")
            continue
        values[name] = _convert(hints[name], value, path, _join(key, name), problems)
    for name, field in allowed.items():
        if name not in values and field.default is MISSING and field.default_factory is MISSING:
            problems.add(path, _join(key, name), "缺少这一项")
    return kind(**values) if len(list(problems)) == before else None


def _join(key: str, name: object) -> str:
    return f"{key}.{name}" if key else str(name)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _convert(hint: Any, value: Any, path: Path, key: str, problems: Problems) -> Any:
    if isinstance(hint, types.UnionType):
        inner = next(arg for arg in hint.__args__ if arg is not types.NoneType)
        return None if value is None else _convert(inner, value, path, key, problems)
    if hint is Condition:
        return _condition(value, path, key, problems)
    if typing.get_origin(hint) is tuple:
        return _sequence(typing.get_args(hint)[0], value, path, key, problems)
    if typing.get_origin(hint) is not None:
        return {k: str(v) for k, v in mapping_of(value, path, key, problems).items()}
    if is_dataclass(hint):
        # A plain word stands for the record that names only that (a channel, an office, a time limit).
        record = {fields(hint)[0].name: value} if isinstance(value, str) else value
        return build(hint, record, path, key, problems)  # type: ignore[arg-type]
    if type(value) is not hint:
        problems.add(path, key, f"应当是{_TYPE_NAMES[hint]}，写的是 {value!r}")
    return value


_TYPE_NAMES = {str: "文字（数字请加引号）", int: "整数", bool: "true 或 false"}


def _sequence(hint: Any, value: Any, path: Path, key: str, problems: Problems) -> tuple[Any, ...]:
    if not isinstance(value, list):
        problems.add(path, key, "这里应当是列表")
        return ()
    return tuple(_convert(hint, item, path, f"{key}[{n}]", problems) for n, item in enumerate(value, 1))


def _condition(value: Any, path: Path, key: str, problems: Problems) -> Condition:
    alternatives = value if isinstance(value, list) else [value]
    if not all(isinstance(alternative, dict) and alternative for alternative in alternatives):
        problems.add(path, key, "条件应当写成 {情况: 选项}，或这样的列表（任一成立）")
        return ALWAYS
    return Condition(
        tuple(
            {
                str(fact): tuple(map(str, options if isinstance(options, list) else [options]))
                for fact, options in alternative.items()
            }
            for alternative in alternatives
        )
    )
