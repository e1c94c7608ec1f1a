"""A guide as plain data with every id written out, for people and other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.condition import Condition
from knowledge.model import Channel, ChannelUse, Exclusion, Guide, Office, Place, Requirement, TimeLimit


def resolved(catalogue: Catalogue, guide: Guide) -> dict[str, Any]:
    """JSON-ready: names instead of ids for forms, channels, offices and the document."""
    return {
        "service": guide.service,
        "region": guide.region,
        "name": guide.name or catalogue.services[guide.service].name,
        "source": _source(catalogue, guide),
        "audience": guide.audience,
        "exclusions": [_conditional(item) for item in guide.exclusions],
        "channels": [_channel(catalogue.channels[use.channel], use) for use in guide.channels],
        "materials": [_material(catalogue, item) for item in guide.materials],
        "materials_note": guide.materials_note,
        "time_limits": [_conditional(item) for item in guide.time_limits],
        "steps": list(guide.steps),
        "progress": guide.progress,
        "evaluation": guide.evaluation,
        "notes": list(guide.notes),
        "places": [_place(catalogue.offices[place.office], place) for place in guide.places],
        "phones": list(guide.phones),
        "complaints": list(guide.complaints),
        "given": dict(guide.given),
        "partial": guide.partial,
        "valid_until": guide.valid_until,
    }


def _source(catalogue: Catalogue, guide: Guide) -> dict[str, Any]:
    cited = guide.source
    return {**asdict(catalogue.sources[cited.document]), "section": cited.section, "repairs": list(cited.repairs)}


def _channel(channel: Channel, use: ChannelUse) -> dict[str, Any]:
    return {**asdict(channel), "when": _when(use.when), "use_note": use.note}


def _material(catalogue: Catalogue, item: Requirement) -> dict[str, Any]:
    return {**_conditional(item), "title": catalogue.paper_name(item), "any_of": catalogue.alternatives(item)}


def _place(office: Office, place: Place) -> dict[str, Any]:
    return {
        "name": office.name,
        "address": office.address,
        "hours": asdict(place.hours or office.hours),
        "note": place.note,
        "when": _when(place.when),
    }


def _conditional(item: Exclusion | Requirement | TimeLimit) -> dict[str, Any]:
    return {**asdict(item), "when": _when(item.when)}


def _when(condition: Condition) -> list[dict[str, list[str]]]:
    return [{fact: list(options) for fact, options in a.items()} for a in condition.alternatives]
