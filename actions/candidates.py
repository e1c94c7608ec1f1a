"""Which services an uncertain ranking of intents may mean."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import Catalogue

NEAR = 0.6
"""An intent is offered when its confidence is at least this share of the best one's."""


def candidates(catalogue: Catalogue, ranking: Sequence[tuple[str, float]]) -> tuple[str | None, list[str]]:
    """(family, services): the services that a ranking may mean, best first, and the family if one covers them all.

    Families are opened up into their services.
    """
    known = [(n, s) for n, s in ranking if n in catalogue.services or n in catalogue.triages]
    near = [name for name, score in known if score >= known[0][1] * NEAR][:4]
    services: list[str] = []
    for name in near:
        family = catalogue.triages.get(name)
        services += [s for s in (family.services if family else [name]) if s not in services]
    triage = catalogue.triage_of(services[:4]) if services else None
    return (triage.id if triage else None), services
