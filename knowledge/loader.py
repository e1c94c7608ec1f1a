"""YAML → model, strictly: unknown keys, wrong types and unknown ids are all reported, as «file: key: problem»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from knowledge.catalogue import Catalogue
from knowledge.check import reference_problems
from knowledge.condition import ALWAYS, Truth
from knowledge.model import Channel, Contact, Form, Guide, Office, Question, Region, Service, Source, Triage
from knowledge.reading import Problems, Reader

HERE = Path(__file__).parent
T = TypeVar("T")


class ContentError(Exception):
    """The content cannot be used; `problems` holds every «file: key: problem» found."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@lru_cache(maxsize=4)
def load(root: Path = HERE) -> Catalogue:
    """The catalogue under a content folder; raises ContentError with all problems at once."""
    problems = Problems()
    catalogue = _read(root, problems)
    found = list(problems) or reference_problems(catalogue)
    if found:
        raise ContentError(found)
    return catalogue


def _read(root: Path, problems: Problems) -> Catalogue:
    groups, services = _services(Reader(root / "services.yml", problems))
    return Catalogue(
        services=services,
        groups=groups,
        regions=_table(Region, [root / "regions.yml"], problems),
        questions=_table(Question, [root / "questions.yml"], problems),
        sources=_table(Source, [root / "sources.yml"], problems),
        channels=_table(Channel, [root / "channels.yml"], problems),
        offices=_table(Office, sorted((root / "offices").glob("*.yml")), problems),
        forms=_table(Form, sorted((root / "forms").glob("*.yml")), problems),
        triages=_table(Triage, [root / "triage.yml"], problems),
        contacts=_table(Contact, [root / "contacts.yml"], problems),
        guides=_guides(root / "guides", problems),
    )


def _services(reader: Reader) -> tuple[dict[str, str], dict[str, Service]]:
    data = reader.read()
    for key in set(data) - {"groups", "services"}:
        reader.note(key, "没有这个键；这里只有 groups 和 services")
    entries = reader.mapping(data.get("services"), "services")
    groups = {key: str(name) for key, name in reader.mapping(data.get("groups"), "groups").items()}
    return groups, _entries(Service, entries, reader)


def _table(kind: type[T], paths: Iterable[Path], problems: Problems) -> dict[str, T]:
    found: dict[str, T] = {}
    for reader in [Reader(path, problems) for path in paths]:
        entries = _entries(kind, reader.read(), reader)
        for key in entries.keys() & found.keys():
            reader.note(key, "编号重复")
        found |= entries
    return found


def _entries(kind: type[T], data: Mapping[str, Any], reader: Reader) -> dict[str, T]:
    built = {key: reader.build(kind, value, key, id=key) for key, value in data.items()}
    return {key: value for key, value in built.items() if value is not None}


def _guides(root: Path, problems: Problems) -> dict[tuple[str, str], Guide]:
    guides: dict[tuple[str, str], Guide] = {}
    branches: list[tuple[Reader, dict[str, Any]]] = []
    for reader in [Reader(path, problems) for path in sorted(root.glob("*/*.yml"))]:
        data = dict(reader.read())
        if not data:
            continue  # said already: broken or empty
        if "branch_of" in data:
            branches.append((reader, data))
            continue
        guide = reader.build(Guide, data, "", **_identity(reader.path))
        if guide is not None:
            guides[guide.service, guide.region] = guide
    for reader, data in branches:
        branch = _branch(reader, data, guides)
        if branch is not None:
            guides[branch.service, branch.region] = branch
    return guides


def _identity(path: Path) -> dict[str, str]:
    return {"service": path.stem, "region": path.parent.name}


def _branch(reader: Reader, data: dict[str, Any], guides: Mapping[tuple[str, str], Guide]) -> Guide | None:
    """A guide that is one branch of another: the other's, with `given` settled and its own keys on top."""
    base = guides.get((str(data.pop("branch_of")), reader.path.parent.name))
    if base is None:
        reader.note("branch_of", "同一地区没有这份指南")
        return None
    inherited = {name: getattr(base, name) for name in base.__dataclass_fields__ if name not in data}
    own = reader.build(Guide, data, "", **{**inherited, **_identity(reader.path)})
    return None if own is None else _settled(own)


def _settled(guide: Guide) -> Guide:
    """Without the parts that `given` rules out, and without the conditions that it fulfils."""

    def possible(items: tuple[Any, ...]) -> tuple[Any, ...]:
        judged = [(item, item.when.given(guide.given)) for item in items]
        kept = [(item, truth) for item, truth in judged if truth is not Truth.NO]
        return tuple(replace(item, when=ALWAYS) if truth is Truth.YES else item for item, truth in kept)

    return replace(
        guide,
        materials=possible(guide.materials),
        time_limits=possible(guide.time_limits),
        channels=possible(guide.channels),
        places=possible(guide.places),
    )
