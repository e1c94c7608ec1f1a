"""YAML → model, strictly: unknown keys, wrong types and unknown ids are all reported, as «file: key: problem»."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from knowledge.calendar import holiday_table
from knowledge.catalogue import Catalogue
from knowledge.checks import problems as check
from knowledge.checks.validity import china_today
from knowledge.glossary import Glossary, Spoken, Term
from knowledge.guides_reading import read_guides
from knowledge.model import Question, Service, Triage
from knowledge.paper import Form
from knowledge.place import Channel, Contact, Office, Region
from knowledge.reading import Problems, Reader
from knowledge.source import Source

HERE = Path(__file__).parent
T = TypeVar("T")


class ContentError(Exception):
    """The content cannot be used; `problems` holds every «file: key: problem» found."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@lru_cache(maxsize=4)
def load(root: Path = HERE) -> Catalogue:
    """The catalogue under a content folder; raises ContentError with all problems at once, outdated guides aside."""
    catalogue, found = _checked(root)
    if found:
        raise ContentError(found)
    return catalogue


def content_problems(root: Path = HERE, today: date | None = None) -> list[str]:
    """Every problem of a content folder, guides that are out of date (in China, or by `today`) among them."""
    return _checked(root, today or china_today())[1]


def _checked(root: Path, today: date | None = None) -> tuple[Catalogue, list[str]]:
    problems = Problems()
    catalogue = _read(root, problems)
    return catalogue, [*problems, *check(catalogue, today, complete=not problems)]


def _read(root: Path, problems: Problems) -> Catalogue:
    tables = _Tables(root, problems)
    guides, joint = read_guides(root / "guides", problems, tables.files)
    groups, services = tables.services()
    return Catalogue(
        services=services,
        groups=groups,
        regions=tables.read(Region, "regions", "regions.yml"),
        questions=tables.read(Question, "questions", "questions.yml"),
        sources=tables.read(Source, "sources", "sources.yml"),
        channels=tables.read(Channel, "channels", "channels/*.yml"),
        offices=tables.read(Office, "offices", "offices/*.yml"),
        forms=tables.read(Form, "forms", "forms/*.yml"),
        triages=tables.read(Triage, "triages", "triage.yml"),
        contacts=tables.read(Contact, "contacts", "contacts.yml"),
        calendar=holiday_table(root, problems),
        glossary=tables.glossary(),
        guides=guides,
        joint=joint,
        files=tables.files,
    )


class _Tables:
    """Reads the tables of a content folder and notes the file of every entry in `files`."""

    def __init__(self, root: Path, problems: Problems) -> None:
        self.files: dict[tuple[str, ...], str] = {}
        self._root = root
        self._problems = problems

    def read(self, kind: type[T], name: str, where: str) -> dict[str, T]:
        """The entries of every file that `where` matches, by id."""
        found: dict[str, T] = {}
        for path in sorted(self._root.glob(where)) or [self._root / where]:
            reader = Reader(path, self._problems)
            entries = self._entries(kind, name, reader.read(), reader)
            for key in entries.keys() & found.keys():
                reader.note(key, "编号重复")
            found |= entries
        return found

    def glossary(self) -> Glossary:
        """Both tables of glossary.yml."""
        reader = Reader(self._root / "glossary.yml", self._problems)
        data = reader.read()
        for key in set(data) - {"terms", "spoken"}:
            reader.note(key, "没有这个键；这里只有 terms 和 spoken")
        terms = self._entries(Term, "terms", reader.mapping(data.get("terms", {}), "terms"), reader)
        return Glossary(
            terms, self._entries(Spoken, "spoken", reader.mapping(data.get("spoken", {}), "spoken"), reader)
        )

    def services(self) -> tuple[dict[str, str], dict[str, Service]]:
        """(groups, services) of services.yml."""
        reader = Reader(self._root / "services.yml", self._problems)
        data = reader.read()
        for key in set(data) - {"groups", "services"}:
            reader.note(key, "没有这个键；这里只有 groups 和 services")
        groups = {key: str(name) for key, name in reader.mapping(data.get("groups"), "groups").items()}
        entries = reader.mapping(data.get("services"), "services")
        return groups, self._entries(Service, "services", entries, reader)

    def _entries(self, kind: type[T], name: str, data: Mapping[str, Any], reader: Reader) -> dict[str, T]:
        self.files |= {(name, key): f"{reader.path.parent.name}/{reader.path.name}" for key in data}
        built = {key: reader.build(kind, value, key, id=key) for key, value in data.items()}
        return {key: value for key, value in built.items() if value is not None}
