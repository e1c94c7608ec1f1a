"""The temporary copy that Rasa and the action server run from (no bot/ in it), and the model made from it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sysconfig
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from tests.rasa.processes import RunError, finish

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".rasa"
MODELS = ENVIRONMENT / "models"
RECORD = MODELS / "model.json"
COPIED = ("actions", "knowledge", "nlu_data")
RASA = ("-m", "rasa")
DATA = ("--domain", "nlu_data/domain.yml", "--config", "nlu_data/config.yml")
# Not nlu_data as a whole: Rasa would read the domain's responses a second time, as training data, and warn.
TRAINING = ("--data", "nlu_data/nlu", "nlu_data/rules.yml")

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNED = re.compile(r"UserWarning: (.*)| (?:WARNING|ERROR) +(\S.*)")
_HARMLESS = "You have an overlap between the 'RegexEntityExtractor'"
"""Said of every DIETClassifier beside lookups, even of ours, which looks for no entities."""


@dataclass(frozen=True)
class Model:
    """A trained model: of which data, from how many phrases, in how many seconds."""

    file: str
    data: str
    phrases: int
    seconds: float

    @property
    def path(self) -> Path:
        return MODELS / self.file


@dataclass(frozen=True)
class Workspace:
    """A folder with actions/, knowledge/ and nlu_data/ as they are now, and nothing else of ours."""

    folder: Path

    @property
    def python(self) -> Path:
        return ENVIRONMENT / "bin" / "python"

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def environment(self, **more: str) -> dict[str, str]:
        """For Rasa: no telemetry, no cache of former trainings, and nothing written outside the folder."""
        chosen = {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "RASA_TELEMETRY_ENABLED": "false",
            "RASA_MAX_CACHE_SIZE": "0",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "2",
            "PYTHONUTF8": "1",
        }
        return {**_inherited(), **chosen, **more}

    def sdk_environment(self) -> dict[str, str]:
        """For the action server on the product's Python: its packages, but by -S not the link to our sources."""
        return {
            **_inherited(),
            "HOME": str(self.folder),
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SANIC_HOST": "127.0.0.1",
        }


@contextmanager
def workspace() -> Iterator[Workspace]:
    """A fresh copy; gone afterwards."""
    with TemporaryDirectory(prefix="daoban-rasa-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for part in COPIED:
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        yield Workspace(folder)


def validate(work: Workspace) -> list[str]:
    """What `rasa data validate` warns of (its --fail-on-warnings misses most); raises RunError if it fails."""
    command: list[str | Path] = [work.python, *RASA, "data", "validate", *DATA, *TRAINING]
    return warnings(finish(command, folder=work.folder, environment=work.environment(), log=work.log("validate")))


def train(work: Workspace) -> tuple[Model, list[str]]:
    """A new model of the copy, and what Rasa warned of; the former model is replaced."""
    file = "daoban.tar.gz"
    MODELS.mkdir(parents=True, exist_ok=True)
    RECORD.unlink(missing_ok=True)
    output = ("--out", str(MODELS), "--fixed-model-name", file.removesuffix(".tar.gz"))
    command: list[str | Path] = ["nice", "-n", "10", work.python, *RASA, "train", *DATA, *TRAINING, *output]
    started = time.monotonic()
    said = finish(command, folder=work.folder, environment=work.environment(), log=work.log("train"))
    model = Model(file, fingerprint(work), phrases(work), time.monotonic() - started)
    if not model.path.exists():
        raise RunError(f"rasa train 没有写出 {model.path}")
    RECORD.write_text(json.dumps(asdict(model)), encoding="utf-8")
    return model, warnings(said)


def trained(work: Workspace) -> Model | None:
    """The kept model, if it was made from this data."""
    try:
        model = Model(**json.loads(RECORD.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return model if model.data == fingerprint(work) and model.path.exists() else None


def fingerprint(work: Workspace) -> str:
    """Of everything a model depends on: the data and Rasa's own packages."""
    files = [*sorted((work.folder / "nlu_data").rglob("*.yml")), ROOT / "requirements" / "rasa.txt"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def phrases(work: Workspace) -> int:
    """How many training phrases the copy holds."""
    documents = (read_yaml(path) for path in (work.folder / "nlu_data" / "nlu").rglob("*.yml"))
    blocks = (item["examples"] for d in documents for item in d.get("nlu", ()) if "intent" in item)
    return sum(len([line for line in block.splitlines() if line.strip()]) for block in blocks)


def warnings(said: str) -> list[str]:
    """The warnings in Rasa's output that are worth a look."""
    found = [match[1] or match[2] for line in said.splitlines() if (match := _WARNED.search(_COLOUR.sub("", line)))]
    return [text for text in dict.fromkeys(found) if not text.startswith(_HARMLESS)]


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _inherited() -> Mapping[str, str]:
    """The environment without our settings and without what points Python elsewhere."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("DAOBAN_", "PYTHON", "RASA_", "VIRTUAL_ENV"))}
