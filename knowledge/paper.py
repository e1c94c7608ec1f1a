"""What is handed in: 材料, and the printed forms among them."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.condition import ALWAYS, Condition
from knowledge.source import Citation


@dataclass(frozen=True)
class FormField:
    """One field of a printed form, in the form's order."""

    name: str
    type: str = "text"
    """text, date, number, id_number, phone, choice (one of `options`), choices (several), photo, signature, seal or
    table."""
    options: tuple[str, ...] = ()
    columns: tuple[FormField, ...] = ()
    """The columns of a table."""
    section: str | None = None
    """The heading on the form under which it stands («变更前», «继承人（代表人）基本情况»)."""
    by: str = "applicant"
    """Who fills it in: applicant, employer, office."""
    text: str | None = None
    """What is printed in the field (a declaration, a hint)."""
    note: str | None = None


@dataclass(frozen=True)
class Form:
    """A printed form. Without fields its document only names it; `like` is then the nearest form that is known."""

    id: str
    title: str
    document: str
    number: str | None = None
    """Its number in the document («附表1», «附件7»)."""
    also_called: tuple[str, ...] = ()
    """Other names that the same document uses for it."""
    fields: tuple[FormField, ...] = ()
    signed_by: tuple[str, ...] = ()
    """Who signs or stamps, and where."""
    deadlines: tuple[str, ...] = ()
    """What the form prints about when it must be handed in or takes effect."""
    notes: tuple[str, ...] = ()
    """Footnotes, 备注 and 温馨提示 as printed."""
    repairs: tuple[str, ...] = ()
    """Damage of the text that was mended, «as printed → as kept»."""
    like: str | None = None


@dataclass(frozen=True)
class Requirement:
    """One 材料: a paper by name, a form by id, or a choice among several, names or form ids (`any_of`, 任选其一)."""

    name: str | None = None
    form: str | None = None
    any_of: tuple[str, ...] = ()
    label: str | None = None
    """What the paper is called on a checklist when it is a choice."""
    copies: str | None = None
    """Original or copy and how many, in the document's words («原件1份», «A4纸复印件1份», «一式两份»)."""
    seal: str | None = None
    note: str | None = None
    otherwise: str | None = None
    """What to hand in when it cannot be provided; a paper's or form's name."""
    when: Condition = ALWAYS
    asked: bool = True
    """False when the citizen is not asked about `when`: it is told as a case («委托办理的，另带…»)."""
    at_request: bool = False
    """«可要求提供»: the office may ask for it, it is not always needed."""
    source: Citation | None = None
    """Where it stands, when not in its guide's own section."""
