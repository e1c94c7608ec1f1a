"""A guide as plain data with every id written out, for people and other programs."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.condition import Condition
from knowledge.model import Guide
from knowledge.paper import Form, Requirement
from knowledge.place import Place
from knowledge.source import Citation

_WRITTEN_OUT = {"source", "name", "channels", "materials", "places"}


def resolved(catalogue: Catalogue, guide: Guide) -> dict[str, Any]:
    """JSON-ready, every fact of the guide; names instead of ids, forms with their fields, `also` the joint guide."""
    plain = {f.name: _plain(catalogue, getattr(guide, f.name)) for f in fields(guide) if f.name not in _WRITTEN_OUT}
    joint = catalogue.joint_guide(guide.service, guide.region)
    return {
        **plain,
        "name": guide.name or catalogue.services[guide.service].name,
        "region_name": catalogue.regions[guide.region].name,
        "source": _cited(catalogue, guide.source),
        "channels": [
            {**asdict(catalogue.channels[u.channel]), "when": _when(u.when), "url": u.url, "use_note": u.note}
            for u in guide.channels
        ],
        "materials": [_material(catalogue, item) for item in guide.materials],
        "places": [_place(catalogue, place) for place in guide.places],
        "also": [resolved(catalogue, joint)] if joint is not None and joint is not guide else [],
    }


def _plain(catalogue: Catalogue, value: Any) -> Any:
    """Conditions as lists, citations written out, all else as it is."""
    if isinstance(value, Condition):
        return _when(value)
    if isinstance(value, Citation):
        return _cited(catalogue, value)
    if isinstance(value, tuple):
        return [_plain(catalogue, item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(catalogue, getattr(value, f.name)) for f in fields(value)}
    return dict(value) if isinstance(value, dict) else value


def _cited(catalogue: Catalogue, cited: Citation) -> dict[str, Any]:
    return {**asdict(catalogue.sources[cited.document]), "section": cited.section, "repairs": list(cited.repairs)}


def _material(catalogue: Catalogue, item: Requirement) -> dict[str, Any]:
    named = [one for one in (item.form or "", *item.any_of) if one in catalogue.forms]
    return {
        **_plain(catalogue, item),
        "title": catalogue.paper_name(item),
        "any_of": catalogue.alternatives(item),
        "forms": [_form(catalogue, catalogue.forms[one]) for one in named],
    }


def _form(catalogue: Catalogue, form: Form) -> dict[str, Any]:
    like = catalogue.forms.get(form.like or "")
    whose = catalogue.sources[like.document].title if like else None
    near = {"form": like.id, "title": like.title, "document": whose} if like else None
    return {**asdict(form), "document": catalogue.sources[form.document].title, "like": near}


def _place(catalogue: Catalogue, place: Place) -> dict[str, Any]:
    office = catalogue.offices[place.office]
    return {
        "name": office.name,
        "address": office.address,
        "hours": asdict(place.hours or office.hours),
        "note": place.note,
        "when": _when(place.when),
    }


def _when(condition: Condition) -> list[dict[str, list[str]]]:
    return [{fact: list(options) for fact, options in a.items()} for a in condition.alternatives]
