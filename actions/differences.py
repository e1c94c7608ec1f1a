"""What differs between two guides of one service, fact by fact; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.wording import because, channel_list, document_name, labelled, paper_line, silence, source_line, stated
from knowledge import Catalogue
from knowledge.model import Guide
from knowledge.paper import Requirement


@dataclass(frozen=True)
class Difference:
    """One side: what only the one guide says, and what only the other."""

    title: str
    one: tuple[str, ...]
    other: tuple[str, ...]


def differences(catalogue: Catalogue, one: Guide, other: Guide) -> list[Difference]:
    """The sides on which the two differ, in the order people ask; empty when they say the same."""
    found = []
    for (title, field, ours), (_, _, theirs) in zip(_sides(catalogue, one), _sides(catalogue, other), strict=True):
        only_one, only_other = _without(ours, theirs), _without(theirs, ours)
        if only_one or only_other:
            mine = only_one or _nothing(catalogue, one, field, ours)
            found.append(Difference(title, mine, only_other or _nothing(catalogue, other, field, theirs)))
    return found


def _nothing(catalogue: Catalogue, guide: Guide, field: str, said: Sequence[str]) -> tuple[str, ...]:
    return ("没有这些",) if said else (silence(catalogue, guide, [field]),)


def _without(lines: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    known = {_bare(line) for line in others}
    return tuple(line for line in lines if _bare(line) not in known)


def _bare(line: str) -> str:
    """Only what carries meaning: «网上办理。» and «网上办理；» are the same."""
    return "".join(character for character in line if character.isalnum())


def _sides(catalogue: Catalogue, guide: Guide) -> list[tuple[str, str, list[str]]]:
    """(title, field of Guide, lines)."""
    offices = [catalogue.offices[place.office] for place in guide.places]
    limits = [labelled(limit.label, limit.text) + _sure(guide, "time_limits") for limit in guide.time_limits]
    return [
        ("办理时限", "time_limits", limits),
        ("受理时间", "intake", [labelled(intake.label, intake.text) for intake in guide.intake]),
        ("谁能办", "audience", [*_one(guide.audience), *stated(guide.eligibility)]),
        ("材料", "materials", [_paper(catalogue, item) for item in guide.materials]),
        ("在哪里受理", "channels", channel_list(catalogue, guide, guide.given)),
        ("办理地点", "places", [office.address or office.name for office in offices]),
        ("咨询电话", "phones", list(guide.phones)),
        ("投诉电话", "complaints", list(guide.complaints)),
        ("办理流程", "steps", list(guide.steps)),
        ("结果送达", "delivery", [labelled(item.label, item.text) for item in guide.delivery]),
        ("进度查询", "progress", _one(guide.progress)),
        ("收费", "fee", _one(guide.fee)),
        ("病种", "lists", [f"{listed.title}：{'、'.join(listed.items)}" for listed in guide.lists]),
        ("备注", "notes", stated(guide.notes)),
        ("依据", "basis", stated(guide.basis)),
    ]


def _sure(guide: Guide, side: str) -> str:
    return "（按它在残件里的位置推定）" if side in guide.uncertain else ""


def _one(text: str | None) -> list[str]:
    return [text] if text else []


def _paper(catalogue: Catalogue, item: Requirement) -> str:
    line, when = paper_line(catalogue, item), because(catalogue, item.when)
    return f"{line}〔{when}〕" if when else line


def no_difference(names: Sequence[str]) -> str:
    """Two places with one document."""
    return f"{'、'.join(names)}用的是同一份办事指南，这件事没有不同。"


def differences_in_words(catalogue: Catalogue, one: Guide, other: Guide, sides: Iterable[str] | None = None) -> str:
    """One block a side; `sides` keeps only those titles. Ends with both documents."""
    wanted = set(sides) if sides is not None else None
    names = [catalogue.regions[guide.region].name for guide in (one, other)]
    if one.region == other.region:
        names = [document_name(catalogue, guide) for guide in (one, other)]
    found = [d for d in differences(catalogue, one, other) if wanted is None or d.title in wanted]
    blocks = [
        f"◆{difference.title}\n{names[0]}：{_joined(difference.one)}\n{names[1]}：{_joined(difference.other)}"
        for difference in found
    ]
    same = "两份文件在这些方面写得一样。"
    return "\n".join([*(blocks or [same]), source_line(catalogue, one), source_line(catalogue, other)])


def _joined(lines: Sequence[str]) -> str:
    return "；".join(line.rstrip("。；") for line in lines)
