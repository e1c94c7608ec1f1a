"""Which services an uncertain ranking of intents may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge import Catalogue

NEAR = 0.05
"""An intent is offered when its confidence is at least this share of the best one's."""
FLOOR = 0.02
"""Below this an intent is offered by no host; each ranks all its intents, however unlikely."""
FAINT = 0.07
"""Below this even the best is a guess, and nothing is offered."""
LEADING = 0.5
"""Those at least this close to the best decide whether a decision table can tell them apart."""
FAMILY = 3
"""So many services of a family are offered where other intents are near."""


def candidates(catalogue: Catalogue, ranking: Sequence[tuple[str, float]]) -> tuple[str | None, list[str]]:
    """(family, services): the services that a ranking may mean, best first, families opened up.

    The family is named when its decision table tells the leading ones apart.
    """
    known = _known(catalogue, ranking)
    best = max(known.values(), default=0.0)
    if best < FAINT:
        return None, []
    near = [name for name in known if known[name] >= best * NEAR]
    leading = [name for name in near if known[name] >= best * LEADING]
    triage = catalogue.triage_of(_opened(catalogue, known, leading)[:4]) if leading else None
    services = _opened(catalogue, known, near)
    return (triage.id if triage and len(services) > 1 else None), services


def of_family(catalogue: Catalogue, ranking: Sequence[tuple[str, float]], family: str) -> list[str]:
    """The services of a family, those that the ranking names first."""
    known = _known(catalogue, ranking)
    return sorted(catalogue.triages[family].services, key=lambda service: -known.get(service, 0.0))


def _known(catalogue: Catalogue, ranking: Sequence[tuple[str, float]]) -> dict[str, float]:
    return {
        name: score
        for name, score in ranking
        if score >= FLOOR and (name in catalogue.services or name in catalogue.triages)
    }


def _opened(catalogue: Catalogue, known: Mapping[str, float], names: Sequence[str]) -> list[str]:
    services: list[str] = []
    for name in names:
        members = of_family(catalogue, list(known.items()), name) if name in catalogue.triages else [name]
        count = FAMILY if len(names) > 1 else len(members)
        services += [s for s in members[:count] if s not in services]
    return services
