"""`daoban compare SERVICE REGION REGION`: what differs between two documents, fact by fact."""

from __future__ import annotations

from actions.differences import differences_in_words, no_difference
from actions.wording import guide_name
from knowledge import Catalogue, load
from knowledge.model import Guide


class CompareError(Exception):
    """One of the three is not known; the text says which and what there is instead."""


def compare(service: str, one: str, other: str) -> str:
    """The text; regions by id, name or everyday name. Raises CompareError."""
    catalogue = load()
    if service not in catalogue.services:
        raise CompareError(f"没有这个事项：{service}。可用的编号：{'、'.join(catalogue.services)}")
    first, second = (_guide(catalogue, service, place) for place in (one, other))
    if first is second:
        return no_difference((one, other))
    return f"【{guide_name(catalogue, first)}】\n{differences_in_words(catalogue, first, second)}"


def _guide(catalogue: Catalogue, service: str, place: str) -> Guide:
    region = catalogue.region_named(place)
    if region is None:
        raise CompareError(f"没有这个参保地：{place}。可以写编号（suining）或名称（遂宁市、射洪）")
    guide = catalogue.guide(service, region)
    if guide is None:
        name = catalogue.services[service].name
        raise CompareError(f"{catalogue.regions[region].name}的办事指南里没有“{name}”这一项")
    return guide
