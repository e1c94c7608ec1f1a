"""One guide against itself: every side is given or named in `absent`, and nothing stands there twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from knowledge.catalogue import Catalogue
from knowledge.checks.parts import guides
from knowledge.condition import Condition
from knowledge.model import Guide
from knowledge.paper import Requirement

SIDES = (
    *("audience", "channels", "materials", "time_limits", "steps", "evaluation"),
    *("progress", "places", "phones", "complaints", "fee", "basis"),
)
"""What every guide either gives or names in `absent`."""
_MAY_REPEAT = {"materials", "steps"}


def consistency_problems(catalogue: Catalogue) -> Iterator[str]:
    for part in guides(catalogue):
        for rule in (_silence, _repeated, _papers):
            yield from (part.problem(key, problem) for key, problem in rule(catalogue, part.value))


def _silence(_: Catalogue, guide: Guide) -> Iterator[tuple[str, str]]:
    for side in SIDES:
        # «材料：无» is something that a document says.
        if side != "materials" and side not in guide.absent and not getattr(guide, side):
            yield side, "没有内容；原件有就补上，没有就写进 absent"
    for side in guide.absent:
        if getattr(guide, side, None):
            yield "absent", f"{side} 有内容，却说原件没有写；两处只留一处"
    for side in guide.uncertain:
        if not getattr(guide, side, True):
            yield "uncertain", f"{side} 没有内容，谈不上拿不准；补上，或改写进 absent"


def _repeated(_: Catalogue, guide: Guide) -> Iterator[tuple[str, str]]:
    for side in guide.__dataclass_fields__:
        items = getattr(guide, side)
        if isinstance(items, tuple) and side not in _MAY_REPEAT:
            for n, item in enumerate(items, 1):
                if item in items[: n - 1]:
                    yield f"{side}[{n}]", f"和 {side}[{items.index(item) + 1}] 一模一样；只留一个"


def _papers(catalogue: Catalogue, guide: Guide) -> Iterator[tuple[str, str]]:
    named = [
        (n, item, catalogue.paper_name(item))
        for n, item in enumerate(guide.materials, 1)
        if item.form in {None, *catalogue.forms}
    ]
    for (first, one, name), (second, other, same) in combinations(named, 2):
        if name == same and not _exclusive(one.when, other.when):
            problem = f"同一情况下材料名称重复：{name}，和 materials[{first}] 一样"
            yield f"materials[{second}]", f"{problem}；合成一条，或写明什么情况要哪一条"
    for n, item in enumerate(guide.materials, 1):
        if sum(map(bool, (item.name, item.form, item.any_of))) != 1:
            problem = "一条材料只能写 name、form、any_of 中的一个"
            yield f"materials[{n}]", f"{problem}，写的是：{_brief(item)}"


def _exclusive(one: Condition, other: Condition) -> bool:
    """No citizen can meet both."""
    return all(
        any(fact in b and not set(options) & set(b[fact]) for fact, options in a.items())
        for a in one.alternatives or ({},)
        for b in other.alternatives or ({},)
    )


def _brief(item: Requirement) -> str:
    return "、".join(part for part in (item.label, item.name, item.form, *item.any_of) if part) or "什么都没写"
