"""What is true: the content, its types, its loader. Imports nothing else of this product."""

from knowledge.catalogue import (
    Catalogue,
    decide,
    excluded,
    open_question,
    papers,
    papers_at_request,
    papers_in_other_cases,
    possible,
)
from knowledge.loader import ContentError, load

__all__ = [
    "Catalogue",
    "ContentError",
    "decide",
    "excluded",
    "load",
    "open_question",
    "papers",
    "papers_at_request",
    "papers_in_other_cases",
    "possible",
]
