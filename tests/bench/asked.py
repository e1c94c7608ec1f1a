"""The questions that are measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.rasa.processes import RunError
from tests.rasa.workspace import ROOT, read_yaml

FOLDER = ROOT / "tests" / "nlu"


def asked(files: Sequence[Path]) -> list[str]:
    """The `q` of every row of these YAML lists or JSON-lines files, of all lists in tests/nlu without a file."""
    found: list[str] = []
    for path in files or sorted(FOLDER.glob("*.yml")):
        try:
            rows = _rows(path)
            # Beside the questions, tests/nlu keeps lists about them.
            found += [str(row["q"]) for row in rows] if files or isinstance(rows, list) else []
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError(f"{path}：应当是 YAML 列表或 JSON 行，每条要有 q（{error!r}）") from None
    if not found:
        raise RunError("一个问题也没有，没法量")
    return found


def _rows(path: Path) -> Any:
    if path.suffix in {".yml", ".yaml"}:
        return read_yaml(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
