"""Every guide holds the facts that were taken from its document independently of it (tests/fidelity/*.yml)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import load
from knowledge.model import Guide
from knowledge.resolved import resolved

FOLDER = Path(__file__).parent / "fidelity"
REGIONS = {
    "suining": ["suining"],
    "ziyang": ["ziyang"],
    "chuanyu": ["sichuan", "chongqing"],
    "sichuan_2020": ["sichuan"],
    "yunnan": ["yunnan"],
}
"""File → the regions whose guides it is about."""
SIDES = ("limits", "forms", "phones", "facts")


def tables() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(file, region, service, entry)."""
    for name, regions in REGIONS.items():
        for service, entry in yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8")).items():
            yield from ((name, region, service, entry) for region in regions)


def bare(text: str) -> str:
    """Without punctuation, blanks and differences of width."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum()).lower()


def values(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (value for key, item in data.items() if key != "repairs" for value in values(item))
    elif isinstance(data, list | tuple):
        yield from (value for item in data for value in values(item))
    elif data is not None:
        yield bare(str(data))


def guide_of(name: str, region: str, service: str) -> Guide | None:
    catalogue = load()
    return (catalogue.joint if name == "chuanyu" else catalogue.guides).get((service, region))


@pytest.mark.parametrize(("name", "region", "service", "entry"), list(tables()), ids=lambda value: str(value)[:24])
def test_the_guide_holds_every_fact(name: str, region: str, service: str, entry: dict[str, Any]) -> None:
    guide = guide_of(name, region, service)
    assert guide is not None, f"没有这份指南：{service} {region}"
    record = "".join(values({**resolved(load(), guide), "also": []}))
    facts = [str(fact) for side in SIDES for fact in entry.get(side) or ()]
    facts += [str(fact) for fact in entry.get(region) or ()]
    missing = [fact for fact in facts if bare(fact) not in record]
    assert not missing, f"{service} {region} 缺 {len(missing)}/{len(facts)}：{'｜'.join(missing)}"


@pytest.mark.parametrize("name", REGIONS)
def test_every_guide_has_an_entry(name: str) -> None:
    entries = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    catalogue = load()
    document = {"suining": "suining_guide", "ziyang": "ziyang_list", "yunnan": "yunnan_guide"}
    source = document.get(name, f"{name}_guide" if name == "chuanyu" else name)
    services = {g.service for g in catalogue.all_guides() if g.source.document == source}
    assert services == set(entries)


@pytest.mark.parametrize("name", ["chuanyu", "yunnan"])
def test_every_form_has_its_fields_and_footnotes(name: str) -> None:
    entries = yaml.safe_load((FOLDER / f"{name}_forms.yml").read_text(encoding="utf-8"))
    known = [form for form in load().forms.values() if form.document == f"{name}_guide"]
    forms = {title: form for form in known for title in (form.title, *form.also_called)}
    for title, facts in entries.items():
        assert title in forms, title
        record = "".join(values(asdict(forms[title])))
        missing = [fact for fact in facts if bare(str(fact)) not in record]
        assert not missing, f"《{title}》缺：{missing}"
