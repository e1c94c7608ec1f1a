"""What the content holds, counted: one line a region and document, and a total."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.catalogue import Catalogue
from knowledge.checks.parts import each
from knowledge.condition import Condition
from knowledge.model import Guide


def inventory(catalogue: Catalogue) -> list[str]:
    """The regions' own guides, then joint ones, which count once for each of their regions; the total last."""
    own, joint = list(catalogue.guides.values()), list(catalogue.joint.values())
    lines = []
    for document in catalogue.sources:
        for region in dict.fromkeys(guide.region for guide in own):
            guides = [g for g in own if (g.source.document, g.region) == (document, region)]
            lines += _lines(catalogue, catalogue.regions[region].name, guides, document)
        guides = [g for g in joint if g.source.document == document]
        lines += _lines(catalogue, _together(catalogue, guides), guides, document)
    total = _counts(catalogue, catalogue.all_guides(), catalogue.sources)
    return [*lines, f"合计：{total}，文件 {len(catalogue.sources)} 份"]


def _lines(catalogue: Catalogue, label: str, guides: Sequence[Guide], document: str) -> list[str]:
    """One line, none without guides."""
    title = catalogue.sources[document].title
    return [f"{label}：{_counts(catalogue, guides, [document])}，依据《{title}》"] if guides else []


def _together(catalogue: Catalogue, guides: Sequence[Guide]) -> str:
    """«四川省、重庆市（川渝通办）»."""
    names = dict.fromkeys(catalogue.regions[guide.region].name for guide in guides)
    return f"{'、'.join(names)}（川渝通办）"


def _counts(catalogue: Catalogue, guides: Sequence[Guide], documents: Collection[str]) -> str:
    forms = [form for form in catalogue.forms.values() if form.document in documents]
    torn = sum(guide.partial is not None for guide in guides)
    drawn = sum(bool(form.fields) for form in forms)
    conditions = sum(bool(when.alternatives) for guide in guides for _, when in each(guide, Condition))
    return "，".join(
        (
            f"指南 {len(guides)} 份" + (f"（其中残缺 {torn} 份）" if torn else ""),
            f"材料 {sum(len(guide.materials) for guide in guides)} 条",
            f"表 {len(forms)} 张" + (f"（有字段 {drawn} 张）" if drawn else ""),
            f"时限 {sum(len(guide.time_limits) for guide in guides)} 条",
            f"条件 {conditions} 个",
        )
    )
