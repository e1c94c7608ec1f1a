"""When another matter begins."""

from __future__ import annotations

from typing import Any

from actions.conversation import Conversation


def new_matter(conversation: Conversation) -> dict[str, Any]:
    """The slots to forget: ticks, answers, the side asked, and the facts of the case, those just told excepted."""
    said = conversation.facts_said()
    questions = conversation.catalogue.questions.values()
    facts = {q.id: None for q in questions if not q.lasting and q.id not in said}
    person = {name: None for name in ("for_whom", "age") if not conversation.said(name)}
    return {**facts, **person, "papers": [], "answered": [], "open_question": None, "sides": []}
