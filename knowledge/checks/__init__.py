"""What must hold inside the content and between its parts; every problem is «folder/file.yml: key: problem»."""

from __future__ import annotations

from datetime import date

from knowledge.catalogue import Catalogue
from knowledge.checks.consistency import consistency_problems
from knowledge.checks.coverage import coverage_problems
from knowledge.checks.formats import format_problems
from knowledge.checks.reach import reach_problems
from knowledge.checks.references import reference_problems
from knowledge.checks.texts import text_problems
from knowledge.checks.validity import outdated
from knowledge.checks.words import glossary_problems

WITHIN = (text_problems, format_problems, glossary_problems)
"""What one part shows by itself."""
BETWEEN = (reference_problems, consistency_problems, reach_problems, coverage_problems)
"""What only holds when all parts could be read."""


def problems(catalogue: Catalogue, today: date | None = None, complete: bool = True) -> list[str]:
    """Every problem, file by file, each once; guides that are out of date only when `today` is given.

    When part of the content could not be read, it is not `complete`: what refers to that part would seem wrong too.
    """
    rules = [*WITHIN, *(BETWEEN if complete else ())]
    found = [problem for rule in rules for problem in rule(catalogue)]
    if today is not None:
        found += outdated(catalogue, today)
    return sorted(dict.fromkeys(found), key=lambda problem: problem.split(": ")[0])
