"""A guide as plain data with every id written out, for people and other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.condition import Condition
from knowledge.model import Guide


def resolved(catalogue: Catalogue, guide: Guide) -> dict[str, Any]:
    """JSON-ready: names instead of ids for forms, channels, offices and the document."""
    source = catalogue.sources[guide.source.document]
    return {
        "service": guide.service,
        "region": guide.region,
        "name": guide.name or catalogue.services[guide.service].name,
        "source": {**asdict(source), "section": guide.source.section, "repairs": list(guide.source.repairs)},
        "audience": guide.audience,
        "exclusions": [{**asdict(e), "when": _when(e.when)} for e in guide.exclusions],
        "channels": [
            {**asdict(catalogue.channels[c.channel]), "when": _when(c.when), "use_note": c.note} for c in guide.channels
        ],
        "materials": [
            {
                **asdict(m),
                "title": catalogue.paper_name(m),
                "any_of": catalogue.alternatives(m),
                "when": _when(m.when),
            }
            for m in guide.materials
        ],
        "materials_note": guide.materials_note,
        "time_limits": [{**asdict(t), "when": _when(t.when)} for t in guide.time_limits],
        "steps": list(guide.steps),
        "progress": guide.progress,
        "evaluation": guide.evaluation,
        "notes": list(guide.notes),
        "places": [
            {
                "name": catalogue.offices[p.office].name,
                "address": catalogue.offices[p.office].address,
                "hours": asdict(p.hours or catalogue.offices[p.office].hours),
                "note": p.note,
                "when": _when(p.when),
            }
            for p in guide.places
        ],
        "phones": list(guide.phones),
        "complaints": list(guide.complaints),
        "given": dict(guide.given),
        "partial": guide.partial,
        "valid_until": guide.valid_until,
    }


def _when(condition: Condition) -> list[dict[str, list[str]]]:
    return [{fact: list(options) for fact, options in a.items()} for a in condition.alternatives]
