"""nlu_data/ as values: Rasa's training format 3.1, the part of it that the project uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

NLU_DATA = Path(__file__).parents[2] / "nlu_data"

_ANNOTATION = re.compile(r"\[(?P<surface>[^\]]+)\](?P<entity>\{[^}]+\})")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TrainingDataError(Exception):
    """The training data cannot be used; the text lists every «file: line: problem»."""


@dataclass(frozen=True)
class Mention:
    """An annotated word: what it is written as and what it means."""

    surface: str
    entity: str
    value: str


@dataclass(frozen=True)
class Example:
    """One phrase of one intent («out_of_scope/pension» for a retrieval intent), brackets removed."""

    text: str
    intent: str
    mentions: tuple[Mention, ...]
    file: str


def read_training(folder: Path = NLU_DATA) -> tuple[Example, ...]:
    """All examples under nlu/, in the order of the file names; raises TrainingDataError with all problems."""
    problems: list[str] = []
    examples: list[Example] = []
    for path in sorted((folder / "nlu").rglob("*.yml")):
        name = str(path.relative_to(folder))
        for intent, text in _lines(path, problems):
            try:
                examples.append(_example(text, intent, name))
            except ValueError as error:
                problems.append(f"{name}: {text}: {error}")
    if problems:
        raise TrainingDataError("\n".join(problems))
    return tuple(examples)


def _lines(path: Path, problems: list[str]) -> Iterator[tuple[str, str]]:
    try:
        items: Iterable[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), _LOADER)["nlu"]
        blocks = [(item["intent"], item["examples"]) for item in items if "intent" in item]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        problems.append(f"{path.name}: (整个文件): 不是 Rasa 的 nlu 格式：{error}")
        return
    for intent, block in blocks:
        for line in block.splitlines():
            if line.strip():
                yield intent, line.strip().removeprefix("-").strip()


def _example(text: str, intent: str, file: str) -> Example:
    mentions = []
    for found in _ANNOTATION.finditer(text):
        try:
            entity = json.loads(found["entity"])
            mentions.append(Mention(found["surface"], entity["entity"], entity.get("value", found["surface"])))
        except (json.JSONDecodeError, KeyError):
            raise ValueError('方括号后面应当是 {"entity": …, "value": …}') from None
    return Example(_ANNOTATION.sub(lambda m: m["surface"], text), intent, tuple(mentions), file)
