"""Parts that nothing uses, and documents that are not cited where they are registered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from knowledge.catalogue import Catalogue
from knowledge.checks.parts import Part, each, everything, guides, lineage, table
from knowledge.condition import Condition
from knowledge.model import Guide
from knowledge.paper import Requirement
from knowledge.place import ChannelUse, Place
from knowledge.source import Citation

ASKED_BY_PROGRAM = frozenset({"channel", "joint"})
"""Questions that no condition needs: the dialogue itself asks them."""


def coverage_problems(catalogue: Catalogue) -> Iterator[str]:
    citing = _citing(catalogue)
    yield from _unused(catalogue, citing)
    yield from _silent_regions(catalogue, citing)
    for guide in guides(catalogue):
        yield from _cited_elsewhere(catalogue, guide)


def _unused(catalogue: Catalogue, citing: Collection[str]) -> Iterator[str]:
    for name, used, problem in (
        ("services", {guide.service for guide in catalogue.all_guides()}, "没有一个地区有这一项的指南；补上，或删掉"),
        ("forms", _forms(catalogue), "没有用到这张表；在材料里写上，或删掉"),
        ("channels", _ids(catalogue, ChannelUse), "没有指南用到这个渠道；在指南里写上，或删掉"),
        ("offices", _ids(catalogue, Place), "没有指南用到这个地点；在指南里写上，或删掉"),
        ("questions", _facts(catalogue) | ASKED_BY_PROGRAM, "没有条件用到这个问题；用上，或删掉"),
        ("sources", citing, "没有指南出自这份文件；在指南里引用，或删掉"),
    ):
        yield from (part.problem("", problem) for part in table(catalogue, name) if part.key not in used)


def _ids(catalogue: Catalogue, kind: type[ChannelUse] | type[Place]) -> set[str]:
    """The ids of the channels or offices that guides name."""
    used = [use for guide in catalogue.all_guides() for _, use in each(guide, kind)]
    return {use.channel if isinstance(use, ChannelUse) else use.office for use in used}


def _forms(catalogue: Catalogue) -> set[str]:
    """Forms among the materials, called for by name instead of one, or that another form is like."""
    used = {form.like for form in catalogue.forms.values() if form.like and form.like != form.id}
    for guide in catalogue.all_guides():
        for item in guide.materials:
            used |= {item.form or "", *item.any_of}
            used |= {form.id for form in catalogue.forms.values() if _instead(form.title, form.document, item, guide)}
    return used


def _instead(title: str, document: str, item: Requirement, guide: Guide) -> bool:
    return title in (item.otherwise or "") and document == guide.source.document


def _facts(catalogue: Catalogue) -> set[str]:
    conditions = [condition for part in everything(catalogue) for _, condition in each(part.value, Condition)]
    given = {fact for guide in catalogue.all_guides() for fact in guide.given}
    return given | {fact for condition in conditions for fact, _ in condition.facts()}


def _citing(catalogue: Catalogue) -> dict[str, set[str]]:
    """Document → the regions whose guides cite it."""
    found: dict[str, set[str]] = {}
    for guide in catalogue.all_guides():
        for _, cited in each(guide, Citation):
            found.setdefault(cited.document, set()).add(guide.region)
    return found


def _silent_regions(catalogue: Catalogue, citing: Mapping[str, set[str]]) -> Iterator[str]:
    """Regions that a document is registered for although none of their guides cites it."""
    for part in table(catalogue, "sources"):
        silent = [region for region in part.value.regions if region not in citing.get(part.key, part.value.regions)]
        for region in silent:
            yield part.problem("regions", f"{region} 没有出自这份文件的指南；补上指南，或去掉这个地区")


def _cited_elsewhere(catalogue: Catalogue, part: Part[Guide]) -> Iterator[str]:
    """Documents registered for other regions than the guide's; a passage may also be of a larger region's document."""
    guide = part.value
    around = lineage(catalogue, guide.region) or [guide.region]
    named = [("source.document", guide.source.document, [guide.region])]
    named += [(f"{key}.document", c.document, around) for key, c in each(guide, Citation) if key != "source"]
    for n, item in enumerate(guide.materials, 1):
        forms = [catalogue.forms[one] for one in (item.form or "", *item.any_of) if one in catalogue.forms]
        named += [(f"materials[{n}]", form.document, around) for form in forms]
    for key, document, regions in named:
        source = catalogue.sources.get(document)
        if source is not None and not set(source.regions) & set(regions):
            where = "、".join(source.regions)
            yield part.problem(key, f"{document} 登记的是 {where} 的文件，不是 {guide.region} 的；改引用，或改登记")
