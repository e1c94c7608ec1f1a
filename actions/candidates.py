"""Which services an uncertain ranking of intents may mean."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import Catalogue

NEAR = 0.6
"""An intent is offered when its confidence is at least this share of the best one's."""


FLOOR = 0.1
"""Below this an intent is offered by no host; Rasa ranks all its intents, however unlikely."""
LEADING = 0.85
"""Those at least this close to the best decide whether a decision table can tell them apart."""


def candidates(catalogue: Catalogue, ranking: Sequence[tuple[str, float]]) -> tuple[str | None, list[str]]:
    """(family, services): the services that a ranking may mean, best first, families opened up.

    The family is named when its decision table tells the leading ones apart.
    """
    named = {**catalogue.services, **catalogue.triages}
    known = [(name, score) for name, score in ranking if name in named and score >= FLOOR]
    near = [(name, score) for name, score in known if score >= known[0][1] * NEAR][:4]
    services = _opened(catalogue, [name for name, _ in near])
    leading = _opened(catalogue, [name for name, score in near if score >= near[0][1] * LEADING])
    triage = catalogue.triage_of(leading[:4]) if len(leading) > 1 else None
    return (triage.id if triage else None), services


def _opened(catalogue: Catalogue, names: Sequence[str]) -> list[str]:
    services: list[str] = []
    for name in names:
        family = catalogue.triages.get(name)
        services += [s for s in (family.services if family else [name]) if s not in services]
    return services
