"""guides/<folder>/<service>.yml → Guides; a folder is a region, or a document that several regions share.

Three ways save pasting: `_all.yml` holds what a document says once for all its items, `branch_of` makes a guide out of
one branch of another, and `for` gives what differs between the regions of one section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.condition import ALWAYS, Condition, Facts, Truth
from knowledge.model import Guide
from knowledge.reading import Problems, Reader

Guides = dict[tuple[str, str], Guide]
SHARED = "_all.yml"


def read_guides(root: Path, problems: Problems, files: dict[tuple[str, ...], str]) -> tuple[Guides, Guides]:
    """(the regions' own guides, the joint guides of several regions), by service and region; notes their files."""
    own: Guides = {}
    joint: Guides = {}
    for folder in sorted(path for path in root.glob("*") if path.is_dir()):
        for guide, shared in _folder(folder, problems):
            (joint if shared else own)[guide.service, guide.region] = guide
            name = "joint" if shared else "guides"
            files[name, guide.service, guide.region] = f"{folder.name}/{guide.service}.yml"
    return own, joint


def _folder(folder: Path, problems: Problems) -> Iterator[tuple[Guide, bool]]:
    everywhere = _Everywhere(Reader(folder / SHARED, problems))
    found: Guides = {}
    branches: list[tuple[Reader, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yml")):
        reader = Reader(path, problems)
        data = dict(reader.read()) if path.name != SHARED else {}
        if "branch_of" in data:
            branches.append((reader, data))
        elif "for" in data:
            yield from ((guide, True) for guide in _joint(reader, everywhere.added_to(data)))
        elif data:  # empty: said already, or broken
            guide = reader.build(Guide, everywhere.added_to(data), "", service=path.stem, region=folder.name)
            if guide is not None:
                found[guide.service, guide.region] = guide
    for reader, data in branches:
        branch = _branch(reader, data, found)
        if branch is not None:
            found[branch.service, branch.region] = branch
    yield from ((guide, False) for guide in found.values())


class _Everywhere:
    """`_all.yml`: {defaults: keys of guides that do not write them, also: list items added to every guide}.

    Nothing is added to a list that a guide writes as empty: «材料：无» stays none.
    """

    def __init__(self, reader: Reader) -> None:
        data = reader.read() if reader.path.exists() else {}
        for key in set(data) - {"defaults", "also"}:
            reader.note(key, "没有这个键；这里只有 defaults 和 also")
        self._defaults = reader.mapping(data.get("defaults", {}), "defaults")
        self._also = reader.mapping(data.get("also", {}), "also")

    def added_to(self, data: Mapping[str, Any]) -> dict[str, Any]:
        merged = {**self._defaults, **data}
        for key, items in self._also.items():
            own = merged.get(key, [])
            if isinstance(own, list) and isinstance(items, list) and (own or key not in merged):
                merged[key] = [*own, *items]  # what is no list is left for the reader to report
        return merged


def _joint(reader: Reader, data: dict[str, Any]) -> Iterator[Guide]:
    """One guide for each region under `for`, whose keys replace those of the section."""
    for region, own in reader.mapping(data.pop("for"), "for").items():
        merged = {**data, **reader.mapping(own, f"for.{region}")}
        guide = reader.build(Guide, merged, "", service=reader.path.stem, region=region)
        if guide is not None:
            yield guide


def _branch(reader: Reader, data: dict[str, Any], guides: Mapping[tuple[str, str], Guide]) -> Guide | None:
    """A guide that is one branch of another: the other's, with `given` settled and its own keys on top."""
    region = reader.path.parent.name
    base = guides.get((str(data.pop("branch_of")), region))
    if base is None:
        reader.note("branch_of", "同一地区没有这份指南")
        return None
    inherited = {name: getattr(base, name) for name in base.__dataclass_fields__ if name not in data}
    own = reader.build(Guide, data, "", **{**inherited, "service": reader.path.stem, "region": region})
    return None if own is None else _asking_less(_settled(own), inherited)


def _asking_less(guide: Guide, inherited: Mapping[str, Any]) -> Guide:
    """Without the inherited order and wording of questions that this branch leaves no more to ask."""
    left = {fact for condition in guide.conditions() for fact, _ in condition.facts()} - set(guide.given)
    asks = tuple(fact for fact in guide.asks if fact in left or "asks" not in inherited)
    ask_as = {fact: text for fact, text in guide.ask_as.items() if fact in left or "ask_as" not in inherited}
    return replace(guide, asks=asks, ask_as=ask_as)


def _settled(guide: Guide) -> Guide:
    """Without the parts and alternatives that `given` rules out, and without the facts that it fulfils."""

    def possible(items: tuple[Any, ...]) -> tuple[Any, ...]:
        kept = [item for item in items if item.when.given(guide.given) is not Truth.NO]
        return tuple(replace(item, when=_left(item.when, guide.given)) for item in kept)

    return replace(
        guide,
        materials=possible(guide.materials),
        time_limits=possible(guide.time_limits),
        delivery=possible(guide.delivery),
        intake=possible(guide.intake),
        channels=possible(guide.channels),
        places=possible(guide.places),
    )


def _left(condition: Condition, given: Facts) -> Condition:
    """What the given facts leave open of a condition that they do not rule out."""
    if condition.given(given) is Truth.YES:
        return ALWAYS
    alternatives = [a for a in condition.alternatives if Condition((a,)).given(given) is Truth.OPEN]
    return Condition(tuple({fact: a[fact] for fact in a if fact not in given} for a in alternatives))
